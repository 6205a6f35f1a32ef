//! Who is who: one person, office or house under several spellings and scripts.
//!
//! Names are compared by what survives copying them by hand from one script into another: the consonants of the last
//! word. Who is not named stays as unnamed as the text leaves him; two unnamed officials are never one by name.
//! Next: `origins`.

use headstamp_model::{Source, SourceKind};
use std::collections::BTreeSet;

/// Shortest word that tells organisations apart.
const TELLING: usize = 4;

/// Letters of such a word that are compared: endings differ from case to case and from language to language.
const STEM: usize = 7;

/// Fewest consonants of a last word that tell a person by themselves.
const TELLING_CONSONANTS: usize = 3;

/// Who stands behind a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Identity {
    /// The paper in its own voice.
    Paper,
    /// Somebody with a name of his own.
    Person {
        /// Consonants of the whole name.
        name: String,
        /// Consonants of its last word.
        last: String,
        /// The first consonant of what stands before that; none where vowels are all there is.
        given: Option<char>,
        /// The state that the person speaks for.
        state: Option<String>,
    },
    /// A state, or an office or unnamed official of one.
    State {
        /// The state.
        state: String,
        /// Words of the office as printed, folded.
        office: String,
        /// Whether it is the state or its government itself, and no unnamed person.
        government: bool,
    },
    /// A house: an organisation, institute or medium.
    House {
        /// Telling words of its name.
        words: BTreeSet<String>,
        /// Whether it is a medium.
        media: bool,
    },
    /// Nobody that could be told from another.
    Unnamed {
        /// Words as printed, folded.
        words: String,
    },
}

impl Identity {
    /// Reads who a source is.
    pub(crate) fn of(source: Option<&Source>) -> Self {
        let Some(source) = source else {
            return Self::Paper;
        };
        let name = source.name.as_deref().unwrap_or("");
        let state = source.state.clone();
        if is_personal(name, source.kind) {
            let (given, last) = name.rsplit_once([' ', '\u{a0}']).unwrap_or(("", name));
            return Self::Person {
                name: skeleton(name),
                last: skeleton(last),
                given: skeleton(given).chars().next(),
                state,
            };
        }
        let office = fold(name);
        match (source.kind, state) {
            (SourceKind::Official | SourceKind::Government, Some(state)) => Self::State {
                state,
                office,
                government: source.kind == SourceKind::Government,
            },
            (SourceKind::Organisation | SourceKind::Media | SourceKind::Government, _)
                if !office.is_empty() =>
            {
                let words = words(&office);
                if words.is_empty() {
                    Self::Unnamed { words: office }
                } else {
                    Self::House {
                        words,
                        media: source.kind == SourceKind::Media,
                    }
                }
            }
            _ => Self::Unnamed { words: office },
        }
    }

    /// Whether two names certainly are one person or house.
    pub(crate) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Person {
                    name,
                    last,
                    given,
                    state,
                },
                Self::Person {
                    name: full,
                    last: surname,
                    given: first,
                    state: other,
                },
            ) => {
                // two of one family are two
                let family = given.is_some() && first.is_some() && given != first;
                let one = name == full && name.len() > 1
                    || last == surname && last.len() >= TELLING_CONSONANTS && !family;
                one && (state.is_none() || other.is_none() || state == other)
            }
            (Self::House { words: a, .. }, Self::House { words: b, .. }) => {
                // a word that many houses share (`institute`) is never all that two have in common
                !a.is_empty() && !b.is_empty() && (a.is_subset(b) || b.is_subset(a))
            }
            _ => false,
        }
    }

    /// The state that is spoken for.
    pub(crate) fn state(&self) -> Option<&str> {
        match self {
            Self::Person { state, .. } => state.as_deref(),
            Self::State { state, .. } => Some(state),
            _ => None,
        }
    }

    /// Whether both speak for one state and neither name says that they are two.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Person { .. }, Self::Person { .. }) => self.same(other),
            _ => self.state().is_some() && self.state() == other.state(),
        }
    }

    /// Whether it is a name that means the same wherever it stands.
    pub(crate) fn named(&self) -> bool {
        matches!(self, Self::Person { .. } | Self::House { .. })
    }

    /// Whether nobody in particular is named.
    pub(crate) fn unnamed(&self) -> bool {
        match self {
            Self::Unnamed { .. } => true,
            Self::State { government, .. } => !government,
            _ => false,
        }
    }
}

/// Whether a name is a person's own: two words or more, each with a capital and without digits.
fn is_personal(name: &str, kind: SourceKind) -> bool {
    let people = matches!(
        kind,
        SourceKind::Official | SourceKind::Person | SourceKind::Expert
    );
    let parts: Vec<&str> = name
        .split([' ', '\u{a0}'])
        .filter(|p| !p.is_empty())
        .collect();
    let capital = |part: &&str| {
        part.chars().next().is_some_and(char::is_uppercase)
            && !part.chars().any(|c| c.is_ascii_digit())
    };
    let particle = |part: &&str| part.chars().count() <= 3;
    people
        && parts.len() >= 2
        && parts.iter().all(|p| capital(p) || particle(p))
        && parts.first().is_some_and(capital)
        && parts.last().is_some_and(capital)
}

/// Letters of any script in small Latin ones.
pub(crate) fn fold(text: &str) -> String {
    any_ascii::any_ascii(text).to_lowercase()
}

/// Words of a house's name that tell it from others, without what languages put onto them.
fn words(folded: &str) -> BTreeSet<String> {
    folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| w.len() >= TELLING)
        .map(|w| w.chars().take(STEM).collect())
        .collect()
}

/// The consonants of a name as they survive transcription: `Selenskyj`, `Zelensky` and `Зеленський` are one.
pub(crate) fn skeleton(name: &str) -> String {
    let mut out = String::new();
    for letter in fold(name).chars() {
        let kept = match letter {
            'z' | 's' | 'c' | 'x' => 's',
            'k' | 'q' | 'g' => 'k',
            'w' | 'v' | 'f' => 'v',
            'b' | 'p' => 'b',
            'd' | 't' => 't',
            'l' | 'm' | 'n' | 'r' => letter,
            _ => continue,
        };
        if !out.ends_with(kept) {
            out.push(kept);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, kind: SourceKind, state: Option<&str>) -> Identity {
        Identity::of(Some(&Source {
            name: Some(name.to_owned()).filter(|n| !n.is_empty()),
            kind,
            state: state.map(str::to_owned),
        }))
    }

    #[test]
    fn one_name_in_several_spellings_and_scripts_is_one_person() {
        let official = |name| source(name, SourceKind::Official, Some("tg"));
        assert!(official("Kossi Zelenko").same(&official("Kosi Selenko")));
        assert!(official("Kossi Zelenko").same(&official("Косси Зеленко")));
        assert!(!official("Kossi Zelenko").same(&official("Kossi Amegan")));
        // two of one family
        assert!(!official("Kossi Zelenko").same(&official("Afi Zelenko")));
        assert!(official("Kossi M. Zelenko").same(&official("Kossi Zelenko")));
        let abroad = source("Kossi Zelenko", SourceKind::Official, Some("gh"));
        assert!(!official("Kossi Zelenko").same(&abroad));
    }

    #[test]
    fn two_unnamed_officials_are_never_one_by_name() {
        let unnamed = || source("", SourceKind::Official, Some("tg"));
        assert!(!unnamed().same(&unnamed()));
        assert!(unnamed().may_be(&unnamed()));
        let person = source("Kossi Zelenko", SourceKind::Official, Some("tg"));
        assert!(person.may_be(&unnamed()));
    }

    #[test]
    fn a_house_goes_by_the_words_of_its_name() {
        let house = |name| source(name, SourceKind::Organisation, None);
        assert!(house("Lantern Watch").same(&house("Lantern")));
        assert!(!house("Lantern Watch").same(&house("Harbour Institute")));
        // what houses call themselves tells none from another
        assert!(!house("Harbour Institute").same(&house("Institute for Quays")));
    }
}
