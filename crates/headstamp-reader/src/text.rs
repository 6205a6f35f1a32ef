//! Cuts a text into paragraphs, sentences, tokens and stretches of direct speech.
//!
//! Everything later counts tokens; every token knows its bytes, so a quote is always verbatim.
//! Nothing here changes the text. What ends a sentence in one language and not in another
//! (abbreviations, ordinals with a full stop) comes from the pack through [`Breaks`]. Next: `lexicon`.

mod tokens;

use headstamp_model::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;
pub use tokens::{Capital, Shape, Token, fold, tokenize};

/// A sentence: a range of tokens.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its bytes.
    pub span: Span,
    /// Its paragraph.
    pub paragraph: usize,
    /// Whether it has no verb-like end: a heading or caption.
    pub heading: bool,
}

/// A stretch of direct speech, the marks excluded.
#[derive(Debug, Clone)]
pub struct Speech {
    /// Tokens between the marks.
    pub tokens: Range<usize>,
    /// Whether the paragraph ended before it was closed.
    pub open_ended: bool,
}

/// A text, cut.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Every token.
    pub tokens: Vec<Token>,
    /// Every sentence, in order; together they hold every token of the paragraphs that are read.
    pub sentences: Vec<Sentence>,
    /// Bytes of every paragraph.
    pub paragraphs: Vec<Span>,
    /// Every stretch of direct speech.
    pub speech: Vec<Speech>,
}

/// What the pack knows about ends of sentences.
#[derive(Debug, Clone, Default)]
pub struct Breaks {
    /// Abbreviations, folded, without the last stop.
    pub abbreviations: FxHashSet<String>,
    /// Whether `24.` may be an ordinal (languages that write `24. Februar`).
    pub ordinal_stop: bool,
    /// Words that open a sentence and are never a noun after an ordinal.
    pub openers: FxHashSet<String>,
}

impl Text {
    /// Cuts `text`; paragraphs for which `skip` says yes are kept out.
    pub fn new(text: &str, breaks: &Breaks, mut skip: impl FnMut(&str) -> bool) -> Self {
        let mut out = Self::default();
        // a word and its space are about five bytes
        out.tokens.reserve(text.len() / 5);
        for span in paragraphs(text) {
            let body = span.of(text);
            if skip(body) {
                continue;
            }
            let number = out.paragraphs.len();
            out.paragraphs.push(span);
            let first = out.tokens.len();
            out.tokens.extend(tokenize(body).map(|mut token| {
                token.span = Span::new(token.span.start + span.start, token.span.end + span.start);
                token
            }));
            let range = first..out.tokens.len();
            out.cut_sentences(text, range.clone(), number, breaks);
            out.find_speech(range);
        }
        out
    }

    /// The words of a token range as written.
    pub fn words<'t>(&self, text: &'t str, range: Range<usize>) -> &'t str {
        self.span(range).of(text)
    }

    /// The bytes of a token range; empty for an empty range.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (
            self.tokens.get(range.start),
            range
                .end
                .checked_sub(1)
                .and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => first.span.join(last.span),
            _ => Span::new(0, 0),
        }
    }

    fn cut_sentences(
        &mut self,
        text: &str,
        range: Range<usize>,
        paragraph: usize,
        breaks: &Breaks,
    ) {
        let mut start = range.start;
        let mut at = range.start;
        while at < range.end {
            if self.ends_sentence(text, at, range.end, breaks) {
                let mut end = at + 1;
                while end < range.end && self.closes(end) {
                    end += 1;
                }
                self.push_sentence(start..end, paragraph, false);
                start = end;
                at = end;
            } else {
                at += 1;
            }
        }
        if start < range.end {
            let heading = start == range.start && range.end - start <= 14;
            self.push_sentence(start..range.end, paragraph, heading);
        }
    }

    fn push_sentence(&mut self, tokens: Range<usize>, paragraph: usize, heading: bool) {
        let span = self.span(tokens.clone());
        self.sentences.push(Sentence {
            tokens,
            span,
            paragraph,
            heading,
        });
    }

    /// A closing mark directly after the end of a sentence.
    fn closes(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.shape == Shape::Punct
            && !token.space_before
            && matches!(
                token.folded.chars().next(),
                Some('"' | '”' | '“' | '»' | '«' | '\'' | ')' | ']' | '.' | '!' | '?' | '…')
            )
    }

    fn ends_sentence(&self, text: &str, at: usize, end: usize, breaks: &Breaks) -> bool {
        let token = &self.tokens[at];
        if token.shape != Shape::Punct {
            return false;
        }
        let mark = token.folded.chars().next().unwrap_or(' ');
        if matches!(mark, '。' | '！' | '？') {
            return true;
        }
        if !matches!(mark, '.' | '!' | '?' | '…') {
            return false;
        }
        let mut next = at + 1;
        while next < end && self.closes(next) {
            next += 1;
        }
        let Some(follower) = (next < end).then(|| &self.tokens[next]) else {
            return true;
        };
        if !follower.space_before {
            return false;
        }
        let opens = follower.shape == Shape::Number
            || follower.has_capital()
            || (follower.shape == Shape::Punct
                && !matches!(follower.folded.chars().next(), Some(',' | ';' | ')' | ':')));
        if !opens {
            // a lower-case word goes on the sentence, but scripts without case open a new one
            let first = text
                .get(follower.span.start..)
                .and_then(|rest| rest.chars().next());
            return first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        }
        if mark != '.' || at == 0 {
            return true;
        }
        let before = &self.tokens[at - 1];
        if before.span.end != token.span.start {
            return true;
        }
        match before.shape {
            Shape::Word => {
                let single = before.folded.chars().count() == 1 && before.has_capital();
                !(single || breaks.abbreviations.contains(&*before.folded))
            }
            Shape::Number => {
                let ordinal = breaks.ordinal_stop
                    && before.folded.len() <= 2
                    && follower.shape == Shape::Word
                    && !breaks.openers.contains(&*follower.folded);
                !ordinal
            }
            Shape::Punct => true,
        }
    }

    fn find_speech(&mut self, range: Range<usize>) {
        let mut open: Option<usize> = None;
        for at in range.clone() {
            let token = &self.tokens[at];
            let Some(mark) = (token.shape == Shape::Punct)
                .then(|| token.folded.chars().next())
                .flatten()
            else {
                continue;
            };
            if !is_quotation_mark(mark) {
                continue;
            }
            match open {
                None => open = Some(at + 1),
                Some(start) if mark != '„' => {
                    if at > start {
                        self.speech.push(Speech {
                            tokens: start..at,
                            open_ended: false,
                        });
                    }
                    open = None;
                }
                Some(_) => {}
            }
        }
        if let Some(start) = open.filter(|start| *start < range.end) {
            self.speech.push(Speech {
                tokens: start..range.end,
                open_ended: true,
            });
        }
    }
}

/// Paragraphs: runs of lines; a single line end starts a new paragraph unless the lines are wrapped.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n') {
        lines.push(Span::new(start, at));
        start = at + 1;
    }
    lines.push(Span::new(start, text.len()));
    let wrapped = is_wrapped(text, &lines);
    let mut out: Vec<Span> = Vec::new();
    let mut joins = false;
    for line in lines {
        let body = line.of(text);
        let trimmed = body.trim();
        if trimmed.is_empty() {
            joins = false;
            continue;
        }
        let lead = body.len() - body.trim_start().len();
        let span = Span::new(line.start + lead, line.start + lead + trimmed.len());
        let soft = joins
            && out.last().is_some_and(|last| {
                let ended = last
                    .of(text)
                    .ends_with(['.', '!', '?', ':', '"', '”', '»', '。']);
                let lower = trimmed.chars().next().is_some_and(char::is_lowercase);
                (lower && !ended)
                    || (wrapped
                        && (!ended
                            || last
                                .of(text)
                                .lines()
                                .last()
                                .is_some_and(|l| l.chars().count() > 50)))
            });
        match out.last_mut() {
            Some(last) if soft => last.end = span.end,
            _ => out.push(span),
        }
        joins = true;
    }
    out
}

/// Whether the lines of a text were broken at a fixed width (mail, terminals).
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let widths: Vec<usize> = lines
        .iter()
        .map(|l| l.of(text).chars().count())
        .filter(|w| *w > 0)
        .collect();
    let longest = widths.iter().copied().max().unwrap_or(0);
    let full = widths.iter().filter(|w| **w * 10 >= longest * 7).count();
    widths.len() >= 3 && (40..=100).contains(&longest) && full * 2 >= widths.len()
}

/// Whether a character opens or closes direct speech.
pub fn is_quotation_mark(mark: char) -> bool {
    matches!(mark, '"' | '“' | '”' | '„' | '«' | '»' | '‟')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).map(|t| t.span.of(text)).collect()
    }

    fn sentences(text: &str) -> Vec<String> {
        let breaks = Breaks {
            abbreviations: ["bzw", "gen"].map(str::to_owned).into_iter().collect(),
            ordinal_stop: true,
            openers: ["die".to_owned()].into_iter().collect(),
        };
        let cut = Text::new(text, &breaks, |_| false);
        cut.sentences
            .iter()
            .map(|s| s.span.of(text).to_owned())
            .collect()
    }

    #[test]
    fn words_keep_inner_hyphens_and_apostrophes() {
        assert_eq!(
            words("Noord-Korea’s F-16's, U.S. 1.000"),
            ["Noord-Korea’s", "F-16's", ",", "U.S.", "1.000"]
        );
    }

    #[test]
    fn numbers_keep_inner_separators_and_glued_letters() {
        assert_eq!(
            words("24.2.2022, 10k, 3.5%"),
            ["24.2.2022", ",", "10k", ",", "3.5", "%"]
        );
    }

    #[test]
    fn an_abbreviation_and_an_ordinal_do_not_end_a_sentence() {
        assert_eq!(
            sentences("Am 24. Februar kam Gen. Kim. Die Lieferung folgte."),
            ["Am 24. Februar kam Gen. Kim.", "Die Lieferung folgte."]
        );
    }

    #[test]
    fn a_closing_quotation_mark_belongs_to_its_sentence() {
        assert_eq!(
            sentences("“We sold none.” He left."),
            ["“We sold none.”", "He left."]
        );
    }

    #[test]
    fn direct_speech_is_found_between_its_marks() {
        let text = "Er sagte: „Wir liefern nicht“, und ging.";
        let cut = Text::new(text, &Breaks::default(), |_| false);
        assert_eq!(
            cut.words(text, cut.speech[0].tokens.clone()),
            "Wir liefern nicht"
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "Norway has delivered forty tanks to its neighbour,\na spokesman said on Monday in the capital after a\nmeeting of the two ministers of defence there.\n\nNext.";
        assert_eq!(paragraphs(text).len(), 2);
    }

    proptest! {
        #[test]
        fn sentences_hold_every_token_once_and_in_order(text in "\\PC{0,300}") {
            let cut = Text::new(&text, &Breaks::default(), |_| false);
            let mut next = 0;
            for sentence in &cut.sentences {
                prop_assert_eq!(sentence.tokens.start, next);
                next = sentence.tokens.end;
            }
            prop_assert_eq!(next, cut.tokens.len());
            for token in &cut.tokens {
                prop_assert!(!token.span.of(&text).is_empty());
            }
        }
    }
}
