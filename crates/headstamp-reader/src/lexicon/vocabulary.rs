//! The words that a pack names, numbered.
//!
//! A word of a text is looked up once; from then on forms, patterns and frames compare numbers. All
//! words that no part of the pack names share one number that equals no word of the pack. Next: the
//! table of forms in the module above.

use crate::text::{Token, tokenize};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The number of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(u32);

impl WordId {
    /// A word that the pack does not name, and no word at all.
    pub const UNKNOWN: Self = Self(0);

    /// Its place in a list with a place for each word.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A set of words that may hold others too: what it does not have is certainly absent.
///
/// A bit stands for every hundred and twenty-eighth word, so asking costs next to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sieve(u128);

impl Sieve {
    /// Whether some word may be in both sets.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it may hold a word.
    pub fn may_hold(self, word: WordId) -> bool {
        self.meets([word].into_iter().collect())
    }

    /// Takes a word in; a word that the pack does not name is in no set.
    pub fn add(&mut self, word: WordId) {
        if word != WordId::UNKNOWN {
            self.0 |= 1 << (word.0 % u128::BITS);
        }
    }
}

impl FromIterator<WordId> for Sieve {
    fn from_iter<T: IntoIterator<Item = WordId>>(words: T) -> Self {
        let mut out = Self::default();
        words.into_iter().for_each(|word| out.add(word));
        out
    }
}

/// Numbered words, folded.
///
/// A hyphen in a word of letters and digits does not count: `f-16` and `f16` are one word.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    ids: FxHashMap<CompactString, WordId>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            ids: [("".into(), WordId::UNKNOWN)].into_iter().collect(),
        }
    }
}

impl Vocabulary {
    /// The number of a folded word; it gets one if it has none.
    pub fn add(&mut self, folded: &str) -> WordId {
        let folded = &*plain_word(folded);
        if let Some(id) = self.ids.get(folded) {
            return *id;
        }
        // a pack of four thousand million words cannot be held in memory
        let id = WordId(u32::try_from(self.ids.len()).unwrap_or(0));
        self.ids.insert(folded.into(), id);
        id
    }

    /// The number of a folded word.
    pub fn find(&self, folded: &str) -> WordId {
        self.ids
            .get(&*plain_word(folded))
            .copied()
            .unwrap_or_default()
    }

    /// The numbers of every word of a form as authors write it.
    pub fn add_form(&mut self, form: &str) -> Box<[WordId]> {
        tokenize(form)
            .map(|token| self.add(&token.folded))
            .collect()
    }
}

/// A word without its hyphens if it has letters and digits.
pub(crate) fn plain_word(word: &str) -> Cow<'_, str> {
    let has = |wanted: fn(&char) -> bool| word.chars().any(|c| wanted(&c));
    let named = word.contains('-')
        && has(char::is_ascii_digit)
        && has(|c| c.is_alphabetic())
        && !word.starts_with('-')
        && !word.ends_with('-');
    if named {
        Cow::Owned(word.replace('-', ""))
    } else {
        Cow::Borrowed(word)
    }
}

/// What a token is to the pack.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    /// The word as it stands.
    pub word: WordId,
    /// The word without its mark of a possessor: `Russia` in `Russia's`.
    pub owner: WordId,
}

impl super::Lexicon {
    /// What each token is to the pack.
    pub fn known(&self, tokens: &[Token]) -> Vec<Known> {
        tokens
            .iter()
            .map(|token| Known {
                word: self.vocabulary.find(&token.folded),
                owner: self
                    .strip_possessive(&token.folded)
                    .map_or(WordId::UNKNOWN, |word| self.vocabulary.find(word)),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number_and_strange_words_share_one() {
        let mut vocabulary = Vocabulary::default();
        let tank = vocabulary.add("tank");
        assert_eq!(vocabulary.add("tank"), tank);
        assert_eq!(vocabulary.find("tank"), tank);
        assert_ne!(vocabulary.add("gun"), tank);
        assert_eq!(vocabulary.find("football"), WordId::UNKNOWN);
        assert_ne!(tank, WordId::UNKNOWN);
    }

    #[test]
    fn a_sieve_holds_back_no_word_that_is_in_it() {
        let ids: Vec<WordId> = (0..1000).map(WordId).collect();
        let all: Sieve = ids.iter().copied().collect();
        for id in &ids {
            let one: Sieve = [*id].into_iter().collect();
            assert_eq!(one.meets(all), *id != WordId::UNKNOWN);
        }
        let (a, b) = (Sieve::from_iter([WordId(1)]), Sieve::from_iter([WordId(2)]));
        assert!(!a.meets(b));
    }
}
