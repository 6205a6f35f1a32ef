//! Whether a name stands in a document, whatever case ending it takes there.

use crate::text::{Shape, Token, tokenize};
use compact_str::CompactString;
use headstamp_model::Span;

/// Letters that an ending may add to a name at most.
const ENDING: usize = 3;

/// A word of the document.
struct Word {
    folded: CompactString,
    /// `None` for words of the headline.
    span: Option<Span>,
    sentence: usize,
}

/// Every word of a document and its headline.
pub(super) struct Words {
    words: Vec<Word>,
}

/// Where a name stands; without a place when only the headline has it.
pub(super) type Stands = Option<Span>;

impl Words {
    pub(super) fn new<'t>(
        sentences: impl Iterator<Item = &'t [Token]>,
        headline: &[Option<&str>],
    ) -> Self {
        let mut words = Vec::new();
        for (sentence, tokens) in sentences.enumerate() {
            words.extend(
                tokens
                    .iter()
                    .filter(|t| t.shape != Shape::Punct)
                    .map(|t| Word {
                        folded: t.folded.clone(),
                        span: Some(t.span),
                        sentence,
                    }),
            );
        }
        words.extend(
            headline
                .iter()
                .flatten()
                .flat_map(|line| parts(line))
                .map(|folded| Word {
                    folded,
                    span: None,
                    sentence: usize::MAX,
                }),
        );
        Self { words }
    }

    /// Where a name stands: its words in a row, else all of them in one sentence; the place nearest to `near`.
    pub(super) fn find(&self, name: &str, near: usize) -> Option<Stands> {
        let wanted: Vec<CompactString> = parts(name).collect();
        if wanted.is_empty() {
            return None;
        }
        let row = self
            .words
            .windows(wanted.len())
            .filter(|row| {
                row.iter()
                    .zip(&wanted)
                    .all(|(have, want)| is(&have.folded, want))
            })
            .min_by_key(|row| row[0].sentence.abs_diff(near));
        if let Some(row) = row {
            let first = row.first().and_then(|w| w.span);
            let last = row.last().and_then(|w| w.span);
            return Some(first.zip(last).map(|(first, last)| first.join(last)));
        }
        let found = self
            .words
            .iter()
            .filter(|word| is(&word.folded, &wanted[wanted.len() - 1]))
            .filter(|last| {
                wanted.iter().all(|want| {
                    self.words
                        .iter()
                        .any(|w| w.sentence == last.sentence && is(&w.folded, want))
                })
            })
            .min_by_key(|word| word.sentence.abs_diff(near))?;
        Some(found.span)
    }

    /// Where the words of an `org:` name stand, or its first letters as an abbreviation.
    pub(super) fn slug(&self, slug: &str, near: usize) -> Option<Stands> {
        let spaced = slug.replace('-', " ");
        if let Some(found) = self.find(&spaced, near).or_else(|| self.find(slug, near)) {
            return Some(found);
        }
        let parts: Vec<&str> = slug.split('-').filter(|p| !p.is_empty()).collect();
        let initials: String = parts.iter().filter_map(|p| p.chars().next()).collect();
        if initials.len() >= 2
            && let Some(word) = self.words.iter().find(|w| *w.folded == *initials)
        {
            return Some(word.span);
        }
        // `org:rsf` for a name that is written out
        let letters: Vec<char> = slug.chars().filter(|c| c.is_alphanumeric()).collect();
        if parts.len() == 1 && letters.len() >= 3 {
            let at = (0..self.words.len()).find(|at| self.spells(*at, &letters));
            if let Some(at) = at {
                return Some(self.words[at].span);
            }
        }
        // the most telling word of a longer name
        let longest = parts.iter().max_by_key(|p| p.len())?;
        let many = parts
            .iter()
            .filter(|part| self.words.iter().any(|w| is(&w.folded, part)))
            .count();
        (longest.len() >= 4 && many * 2 >= parts.len())
            .then(|| self.words.iter().find(|w| is(&w.folded, longest)))
            .flatten()
            .map(|w| w.span)
    }

    /// Whether words from a place on begin with these letters, short words between them passed over.
    fn spells(&self, at: usize, letters: &[char]) -> bool {
        let mut left = letters.iter().peekable();
        for word in self.words.iter().skip(at).take(letters.len() * 2) {
            match left.peek() {
                Some(letter) if word.folded.starts_with(**letter) => {
                    left.next();
                }
                Some(_) if word.folded.len() <= 3 => {}
                _ => break,
            }
        }
        left.peek().is_none()
    }

    /// Where the parts of a designation stand one after the other, in words of their own or of a compound.
    fn parts_in_row(&self, name: &str, near: usize) -> Option<Stands> {
        let split = |word: &str| -> Vec<String> {
            word.split('-')
                .filter(|p| !p.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let wanted: Vec<String> = parts(name).flat_map(|p| split(&p)).collect();
        if wanted.is_empty() {
            return None;
        }
        let have: Vec<(String, usize)> = self
            .words
            .iter()
            .enumerate()
            .flat_map(|(at, word)| split(&word.folded).into_iter().map(move |p| (p, at)))
            .collect();
        let fits = |have: &str, want: &str| {
            if want.chars().any(|c| c.is_ascii_digit()) {
                have == want
            } else {
                is(have, want) || abbreviates(want, have)
            }
        };
        let row = have
            .windows(wanted.len())
            .filter(|row| {
                row.iter()
                    .zip(&wanted)
                    .all(|((have, _), want)| fits(have, want))
            })
            .min_by_key(|row| self.words[row[0].1].sentence.abs_diff(near))?;
        let (first, last) = (row.first()?, row.last()?);
        let (first, last) = (self.words[first.1].span, self.words[last.1].span);
        Some(first.zip(last).map(|(a, b)| a.join(b)))
    }

    /// Where a designation stands, however its parts are joined: `Hwasong-11`, `Hwasong 11`.
    pub(super) fn designation(&self, name: &str, near: usize) -> Option<Stands> {
        if let Some(found) = self.parts_in_row(name, near) {
            return Some(found);
        }
        let wanted = squeezed(name);
        if wanted.chars().count() < 2 {
            return None;
        }
        let mut best: Option<(usize, Stands)> = None;
        for at in 0..self.words.len() {
            let mut have = String::new();
            for word in self.words.iter().skip(at).take(8) {
                have.push_str(&squeezed(&word.folded));
                if have.len() >= wanted.len() {
                    let glued = have.strip_prefix(&wanted);
                    if glued.is_some_and(|rest| {
                        rest.chars().count() <= ENDING && rest.chars().all(char::is_alphabetic)
                            || rest.starts_with(char::is_alphabetic)
                                && wanted.ends_with(|c: char| c.is_ascii_digit())
                    }) {
                        let far = self.words[at].sentence.abs_diff(near);
                        let span = self.words[at].span.zip(word.span).map(|(a, b)| a.join(b));
                        if best.as_ref().is_none_or(|(old, _)| far < *old) {
                            best = Some((far, span));
                        }
                    }
                    break;
                }
                if !wanted.starts_with(&have) {
                    break;
                }
            }
        }
        best.map(|(_, span)| span)
    }
}

/// The words of a name, folded.
fn parts(name: &str) -> impl Iterator<Item = CompactString> + '_ {
    tokenize(name)
        .filter(|t| t.shape != Shape::Punct)
        .map(|t| t.folded)
}

/// Whether a word of the text is this word, an ending more or less.
fn is(have: &str, want: &str) -> bool {
    let bare = |word: &str| {
        word.trim_end_matches("'s")
            .trim_end_matches('\'')
            .to_owned()
    };
    let (have, want) = (bare(have), bare(want));
    if have == want {
        return true;
    }
    let (have, want): (Vec<char>, Vec<char>) = (have.chars().collect(), want.chars().collect());
    let common = have.iter().zip(&want).take_while(|(a, b)| a == b).count();
    let short = have.len().min(want.len());
    common >= 4.min(short.max(3))
        && have.len().max(want.len()) - common <= ENDING
        && short - common <= 1
}

/// Whether a unit stands for a longer word: `mm` for `millimetre`.
fn abbreviates(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.len() <= 3
        && short.len() >= 2
        && long.len() > 4
        && long.chars().next() == short.chars().next()
        && short.chars().all(|c| letters.any(|l| l == c))
}

/// Letters and digits only.
fn squeezed(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        let tokens: Vec<Token> = tokenize(text).collect();
        Words::new([tokens.as_slice()].into_iter(), &[])
    }

    #[test]
    fn a_name_stands_with_its_ending_and_another_name_does_not() {
        let words = words("sagte der Sprecher Pauls Amts in Oslo");
        assert!(words.find("Paul", 0).is_some());
        assert!(words.find("Sprecher", 0).is_some());
        assert!(words.find("Peter", 0).is_none());
    }

    #[test]
    fn a_designation_stands_however_its_parts_are_joined() {
        let words = words("two Kestrel 7s and a KR-9 were seen");
        assert!(words.designation("Kestrel-7", 0).is_some());
        assert!(words.designation("KR9", 0).is_some());
        assert!(words.designation("KR-90", 0).is_none());
        assert!(words.designation("Kestrel-8", 0).is_none());
    }

    #[test]
    fn a_long_name_may_stand_as_an_abbreviation_and_the_other_way_round() {
        assert!(
            words("the RSF fired")
                .slug("rapid-support-forces", 0)
                .is_some()
        );
        assert!(
            words("the Rapid Support Forces fired")
                .slug("rsf", 0)
                .is_some()
        );
        assert!(words("the army fired").slug("rsf", 0).is_none());
    }
}
