//! Phrases of folded words, indexed by their first word.
//!
//! Numbers and dates ask at every token of every document whether a phrase starts there, so a look-up
//! costs one hash and no scan of the list. Next: `tables`.

use crate::text::{Token, tokenize};
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// A phrase after its first word, with what it means.
type Rest<T> = (Box<[CompactString]>, T);

/// Phrases with what each means.
#[derive(Debug, Clone)]
pub(crate) struct Phrases<T> {
    by_first: FxHashMap<CompactString, Vec<Rest<T>>>,
    /// A bit for each sort of first word: most words of a text are turned away without a look-up.
    sorts: u64,
}

/// The bit of a word's sort: its first byte and its length.
fn sort_of(word: &str) -> u64 {
    let first = word.bytes().next().map_or(0, usize::from);
    1 << ((first + 5 * word.len()) % 64)
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: FxHashMap::default(),
            sorts: 0,
        }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a form as authors write it; of equal forms the first one stays.
    pub(crate) fn add(&mut self, form: &str, value: T) {
        let mut words = tokenize(form).map(|token| token.folded);
        let Some(first) = words.next() else { return };
        let rest: Box<[CompactString]> = words.collect();
        self.sorts |= sort_of(&first);
        let list = self.by_first.entry(first).or_default();
        if list.iter().all(|(known, _)| *known != rest) {
            list.push((rest, value));
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }

    /// Adds several forms that mean the same.
    pub(crate) fn add_all<S: AsRef<str>>(&mut self, forms: &[S], value: T) {
        for form in forms {
            self.add(form.as_ref(), value);
        }
    }

    /// The longest phrase that starts at a token: what it means and where it ends.
    pub(crate) fn at(&self, tokens: &[Token], at: usize) -> Option<(T, usize)> {
        let first = &tokens.get(at)?.folded;
        if self.sorts & sort_of(first) == 0 {
            return None;
        }
        let list = self.by_first.get(first)?;
        let after = tokens.get(at + 1..)?;
        list.iter().find_map(|(rest, value)| {
            let fits = rest.len() <= after.len()
                && rest
                    .iter()
                    .zip(after)
                    .all(|(word, token)| *word == token.folded);
            fits.then_some((*value, at + 1 + rest.len()))
        })
    }

    /// Where the phrase that starts at a token ends.
    pub(crate) fn end(&self, tokens: &[Token], at: usize) -> Option<usize> {
        self.at(tokens, at).map(|(_, end)| end)
    }

    /// Whether some phrase ends just before a token.
    pub(crate) fn ends_before(&self, tokens: &[Token], at: usize) -> bool {
        (at.saturating_sub(4)..at)
            .any(|start| self.at(tokens, start).is_some_and(|(_, end)| end == at))
    }

    /// Every first word.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(CompactString::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_capitals_do_not_matter() {
        let mut phrases = Phrases::default();
        phrases.add("no", 1);
        phrases.add("no fewer than", 2);
        let tokens: Vec<Token> = tokenize("No fewer than 3, no more").collect();
        assert_eq!(phrases.at(&tokens, 0), Some((2, 3)));
        assert_eq!(phrases.at(&tokens, 5), Some((1, 6)));
        assert_eq!(phrases.at(&tokens, 6), None);
    }
}
