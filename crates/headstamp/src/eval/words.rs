//! Words as the scoring rules count them: runs of letters and digits in lower case, in any script.
//!
//! The rules were first written down as a Python script, so "letter or digit" means what `\w` means
//! there: every letter and every number of Unicode, and `_`, but no combining mark. Scripts that are
//! written without spaces are compared by their characters.

use std::collections::BTreeSet;
use unicode_normalization::char::is_combining_mark;

/// Whether a character is part of a word.
fn is_word(letter: char) -> bool {
    // letters in a circle or square are symbols, though Unicode calls them alphabetic
    let is_symbol = matches!(
        letter,
        '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F149}' | '\u{1F150}'..='\u{1F169}' | '\u{1F170}'..='\u{1F189}'
    );
    letter == '_'
        || letter.is_numeric()
        || (letter.is_alphabetic() && !is_combining_mark(letter) && !is_symbol)
}

/// Whether a character belongs to a script that is compared by characters.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

/// The different words of a text.
pub(crate) fn words(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for word in runs(&text.to_lowercase()) {
        if word.chars().any(stands_alone) {
            out.extend(word.chars().map(String::from));
        } else {
            out.insert(word.to_owned());
        }
    }
    out
}

/// A name reduced to its words in lower case, a space between two.
pub(crate) fn fold(name: &str) -> String {
    runs(&name.to_lowercase()).collect::<Vec<_>>().join(" ")
}

fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter| !is_word(letter))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<String> {
        words(text).into_iter().collect()
    }

    #[test]
    fn hyphens_and_apostrophes_part_words_and_underscores_do_not() {
        assert_eq!(
            list("F-16s, l'armée's X_1"),
            ["16s", "armée", "f", "l", "s", "x_1"]
        );
    }

    #[test]
    fn a_combining_mark_parts_a_word_as_it_does_in_python() {
        assert_eq!(list("e\u{301}t\u{e9}"), ["e", "t\u{e9}"]);
        assert_eq!(list("\u{130}zmir"), ["i", "zmir"]);
    }

    #[test]
    fn numbers_of_every_kind_are_words_and_circled_letters_are_not() {
        assert_eq!(list("½ Ⅷ ٣ ⓐ"), ["½", "٣", "ⅷ"]);
    }

    #[test]
    fn scripts_without_spaces_are_compared_by_characters() {
        assert_eq!(list("포탄 支援"), ["援", "支", "탄", "포"]);
        assert_eq!(list("танки України"), ["танки", "україни"]);
    }

    #[test]
    fn a_folded_name_is_its_words() {
        assert_eq!(fold("  The \u{201c}Kim\u{201d}-Regime. "), "the kim regime");
        assert_eq!(fold("\u{2026}"), "");
    }
}
