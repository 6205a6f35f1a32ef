//! Media by name, with and without the article that a text may leave out.
//!
//! `The Lantern` at the head of a page is `the Lantern` or `Lantern` in another paper's text. No article of any language
//! is listed here: a short first word in small letters after its first may be one, and then only the name without it
//! matches, so that two houses called *News* stay two. Next: `acts`, `report/circles`.

use crate::identity::fold;
use headstamp_model::{Document, SourceKind};
use std::collections::BTreeSet;

/// Letters that an article has at most.
const ARTICLE: usize = 3;
/// Letters that a name has at least.
const NAME: usize = 2;

/// A medium.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Medium {
    /// The name as a key: small Latin letters and digits.
    pub(crate) whole: String,
    /// The same without what may be an article.
    pub(crate) short: Option<String>,
}

impl Medium {
    /// The medium of a name; `None` where there is none to tell it by.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let whole = key(name);
        if whole.len() < NAME {
            return None;
        }
        let may_be_article = |word: &str| {
            word.chars().count() <= ARTICLE && word.chars().skip(1).all(char::is_lowercase)
        };
        let rest = name.trim().split_once([' ', '\u{a0}']);
        let short = rest
            .filter(|(first, _)| may_be_article(first))
            .map(|(_, rest)| key(rest));
        Some(Self {
            whole,
            short: short.filter(|short| short.len() >= NAME),
        })
    }

    /// Whether two names are of one medium.
    pub(crate) fn same(&self, other: &Self) -> bool {
        let without = |a: &Self, b: &Self| a.short.as_ref() == Some(&b.whole);
        self.whole == other.whole || without(self, other) || without(other, self)
    }

    /// What it may be found under.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.whole).chain(&self.short)
    }
}

/// The media that are known by what they published.
#[derive(Debug, Default)]
pub(crate) struct Publishers(BTreeSet<String>);

impl Publishers {
    /// The publishers of documents.
    pub(crate) fn of(documents: &[Document]) -> Self {
        let names = documents.iter().filter_map(|d| d.publisher.as_deref());
        let media = names.filter_map(Medium::of);
        Self(
            media
                .flat_map(|m| m.keys().cloned().collect::<Vec<_>>())
                .collect(),
        )
    }

    /// The medium of a name: one that the text calls so, or one that published something here.
    ///
    /// *told the Lantern* does not say what the Lantern is.
    pub(crate) fn medium(&self, name: Option<&str>, kind: SourceKind) -> Option<Medium> {
        let medium = Medium::of(name?)?;
        let open = matches!(kind, SourceKind::Person | SourceKind::Organisation);
        let known = || self.0.contains(&medium.whole);
        (kind == SourceKind::Media || open && known()).then_some(medium)
    }
}

fn key(name: &str) -> String {
    let folded = fold(name);
    folded.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_may_be_left_out_and_two_houses_with_one_last_word_are_two() {
        let medium = |name| Medium::of(name).expect("a name");
        assert!(medium("The Lantern").same(&medium("Lantern")));
        assert!(medium("Het Havenblad").same(&medium("het Havenblad")));
        assert!(medium("La Linterna").same(&medium("LINTERNA")));
        assert!(!medium("Sea News").same(&medium("Bay News")));
        // in capitals it is no article
        assert!(!medium("SBC News").same(&medium("News")));
        assert_eq!(Medium::of("!"), None);
    }
}
