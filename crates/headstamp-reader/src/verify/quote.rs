//! Where a quote stands: byte for byte, after undoing only what printing and copying change.
//!
//! White space counts as one space, quotation marks as each other, a word divided at the end of a line
//! as the whole word. Nothing else is undone: a changed letter is another text. What is kept is always
//! the document's own bytes.

use crate::text::is_quotation_mark;
use headstamp_model::Span;

/// What a hyphen at the end of a line may stand for.
const READINGS: [Hyphen; 3] = [Hyphen::Divides, Hyphen::Joins, Hyphen::Stands];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hyphen {
    /// The word goes on: `deli-` + `veries`.
    Divides,
    /// The word has a hyphen there: `short-` + `range`.
    Joins,
    /// It was copied as it stands: `deli- veries`.
    Stands,
}

/// A text with what printing changes undone, and where each of its characters stands.
struct Plain {
    text: String,
    /// For each byte of `text`, start and end of the bytes it comes from.
    origin: Vec<Span>,
}

/// A document's text, ready to look for quotes in.
pub(super) struct Quotes<'t> {
    text: &'t str,
    plain: Vec<Plain>,
}

impl<'t> Quotes<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            plain: Vec::new(),
        }
    }

    /// Every place where a quote stands, the first first.
    pub(super) fn find(&mut self, quote: &str) -> Vec<Span> {
        let quote = quote.trim();
        if quote.is_empty() {
            return Vec::new();
        }
        let exact: Vec<Span> = self
            .text
            .match_indices(quote)
            .map(|(at, found)| Span::new(at, at + found.len()))
            .collect();
        if !exact.is_empty() {
            return exact;
        }
        if self.plain.is_empty() {
            self.plain = READINGS.iter().map(|h| plain(self.text, *h)).collect();
        }
        let wanted = plain(quote, Hyphen::Stands).text;
        let wanted = wanted.trim();
        for plain in &self.plain {
            let found: Vec<Span> = plain
                .text
                .match_indices(wanted)
                .filter_map(|(at, found)| {
                    let first = plain.origin.get(at)?;
                    let last = plain.origin.get(at + found.len() - 1)?;
                    Some(first.join(*last))
                })
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Whether a quote is what stands at a place.
    pub(super) fn stands_at(&mut self, quote: &str, at: Span) -> Option<Span> {
        let words = self.text.get(at.start..at.end)?;
        let lead = words.len() - words.trim_start().len();
        let trimmed = words.trim();
        let inner = Span::new(at.start + lead, at.start + lead + trimmed.len());
        let wanted = plain(quote.trim(), Hyphen::Stands).text;
        READINGS
            .iter()
            .any(|hyphen| plain(trimmed, *hyphen).text == wanted)
            .then_some(inner)
    }
}

fn plain(text: &str, hyphen: Hyphen) -> Plain {
    let mut out = Plain {
        text: String::with_capacity(text.len()),
        origin: Vec::with_capacity(text.len()),
    };
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let mut write = |c: char, span: Span| {
            out.text.push(c);
            out.origin.extend((0..c.len_utf8()).map(|_| span));
        };
        if c == '\u{ad}' {
            continue;
        }
        if c == '-' && before.is_alphabetic() && hyphen != Hyphen::Stands {
            let rest = text.get(end..).unwrap_or("");
            let gap = rest.len() - rest.trim_start().len();
            let line_end = rest.get(..gap).is_some_and(|gap| gap.contains('\n'));
            let goes_on = rest.trim_start().starts_with(char::is_alphabetic);
            if line_end && goes_on {
                while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
                if hyphen == Hyphen::Joins {
                    write('-', Span::new(at, end));
                }
                continue;
            }
        }
        if c.is_whitespace() {
            while let Some((_, more)) = chars.next_if(|(_, c)| c.is_whitespace()) {
                end += more.len_utf8();
            }
            write(' ', Span::new(at, end));
            before = ' ';
            continue;
        }
        let written = if is_apostrophe(c) {
            '\''
        } else if is_quotation_mark(c) {
            '"'
        } else {
            c
        };
        write(written, Span::new(at, end));
        before = c;
    }
    out
}

/// Single marks are apostrophes as well.
fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2039}' | '\u{203a}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, quote: &str) -> Option<String> {
        let span = Quotes::new(text).find(quote).first().copied()?;
        Some(span.of(text).to_owned())
    }

    #[test]
    fn white_space_and_quotation_marks_are_undone_and_the_bytes_of_the_text_kept() {
        let text = "He said \u{201c}forty\n  tanks\u{201d} came.";
        assert_eq!(
            found(text, "said \"forty tanks\" came").as_deref(),
            Some("said \u{201c}forty\n  tanks\u{201d} came")
        );
    }

    #[test]
    fn a_word_divided_at_the_end_of_a_line_is_one_word() {
        let text = "the deli-\nveries of short-\nrange missiles";
        assert_eq!(
            found(text, "the deliveries").as_deref(),
            Some("the deli-\nveries")
        );
        assert_eq!(found(text, "short-range").as_deref(), Some("short-\nrange"));
    }

    #[test]
    fn a_changed_letter_or_number_is_another_text() {
        assert_eq!(found("forty tanks", "Forty tanks"), None);
        assert_eq!(found("40 tanks", "41 tanks"), None);
        assert_eq!(found("40 tanks", " "), None);
    }
}
