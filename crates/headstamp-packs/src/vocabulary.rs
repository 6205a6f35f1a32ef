//! The closed lists of words that packs may use as values: the one table of them.
//!
//! Where a list is an enum of the model or of [`schema`](crate::schema), a test holds the two
//! together. The words of readings are shared by articles, pronouns and auxiliaries, so that an
//! author has one list to look at.

use headstamp_model::{Basis, Certainty, Phase, Polarity, SourceKind};

/// A closed list of words with its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vocabulary {
    /// What a word of it is: `phase`.
    pub(crate) name: &'static str,
    /// All of its words.
    pub(crate) words: &'static [&'static str],
}

pub(crate) const PHASE: Vocabulary = Vocabulary {
    name: "phase",
    words: Phase::WORDS,
};
pub(crate) const POLARITY: Vocabulary = Vocabulary {
    name: "polarity",
    words: Polarity::WORDS,
};
pub(crate) const CERTAINTY: Vocabulary = Vocabulary {
    name: "certainty",
    words: Certainty::WORDS,
};
pub(crate) const BASIS: Vocabulary = Vocabulary {
    name: "basis",
    words: Basis::WORDS,
};
pub(crate) const SOURCE_KIND: Vocabulary = Vocabulary {
    name: "kind of source",
    words: SourceKind::WORDS,
};
pub(crate) const STANCE: Vocabulary = Vocabulary {
    name: "stance",
    words: &[
        "says",
        "denies",
        "cannot-say",
        "admits",
        "believes",
        "suspects",
        "calls",
    ],
};
pub(crate) const NOUN_KIND: Vocabulary = Vocabulary {
    name: "kind of noun",
    words: &[
        "government",
        "official",
        "company",
        "organisation",
        "media",
        "expert",
        "anonymous",
        "person",
        "country",
        "group",
        "text",
    ],
};
pub(crate) const ACTOR_KIND: Vocabulary = Vocabulary {
    name: "kind of actor",
    words: &[
        "international",
        "armed-group",
        "company",
        "research",
        "control-body",
    ],
};
/// Categories of the UN Register of Conventional Arms (unroca.org).
pub(crate) const UNROCA: Vocabulary = Vocabulary {
    name: "category of the UN Register",
    words: &[
        "I", "II", "III", "IVa", "IVb", "Va", "Vb", "VI", "VIIa", "VIIb", "VIII",
    ],
};
/// Categories of the Missile Technology Control Regime (mtcr.info).
pub(crate) const MTCR: Vocabulary = Vocabulary {
    name: "category of the MTCR",
    words: &["I", "II"],
};
/// Entries of the Common Military List of the European Union.
pub(crate) const MILITARY_LIST: Vocabulary = Vocabulary {
    name: "entry of the EU Common Military List",
    words: &[
        "ML1", "ML2", "ML3", "ML4", "ML5", "ML6", "ML7", "ML8", "ML9", "ML10", "ML11", "ML12",
        "ML13", "ML14", "ML15", "ML16", "ML17", "ML18", "ML19", "ML20", "ML21", "ML22",
    ],
};
pub(crate) const OUTLET_KIND: Vocabulary = Vocabulary {
    name: "kind of outlet",
    words: &["agency", "newspaper", "magazine", "broadcaster", "site"],
};
pub(crate) const GENDER: Vocabulary = Vocabulary {
    name: "gender",
    words: &["masculine", "feminine", "neuter", "common"],
};
pub(crate) const ORDER: Vocabulary = Vocabulary {
    name: "word order",
    words: &["svo", "v2"],
};
pub(crate) const STATUS: Vocabulary = Vocabulary {
    name: "status",
    words: &["draft", "usable", "tested"],
};
pub(crate) const SUBORDINATOR: Vocabulary = Vocabulary {
    name: "kind of clause",
    words: &[
        "content",
        "adverbial",
        "condition",
        "question",
        "relative",
        "infinitive",
        "comparative",
    ],
};
pub(crate) const COORDINATOR: Vocabulary = Vocabulary {
    name: "way of joining",
    words: &["and", "or", "but"],
};

/// Words of the readings of articles, pronouns and auxiliaries.
pub(crate) const READING: Vocabulary = Vocabulary {
    name: "reading word",
    words: &[
        // what sort of article or pronoun
        "definite",
        "indefinite",
        "personal",
        "possessive",
        "demonstrative",
        "relative",
        "interrogative",
        "reflexive",
        "reciprocal",
        "impersonal",
        "quantifier",
        "negative",
        // person and number
        "first",
        "second",
        "third",
        "singular",
        "plural",
        // gender
        "masculine",
        "feminine",
        "neuter",
        "common",
        // case
        "nominative",
        "genitive",
        "dative",
        "accusative",
        // what an auxiliary builds
        "perfect",
        "passive",
        "future",
        "copula",
        "conditional",
        "reported",
        // its own form
        "present",
        "past",
        "infinitive",
        "participle",
        "gerund",
        "nonfinite",
    ],
};

/// The words that readings in `lexicon/grammar.toml` may consist of.
pub fn reading_words() -> &'static [&'static str] {
    READING.words
}

/// Functions that a verb's arguments have without a preposition.
pub(crate) const VERB_FUNCTIONS: &[&str] = &["subject", "object", "dative"];
/// Functions that a noun's arguments have without a preposition.
pub(crate) const NOUN_FUNCTIONS: &[&str] = &["possessor", "adjective", "compound"];
/// What `from` of a cue may name beside prepositions.
pub(crate) const CUE_FUNCTIONS: &[&str] = &["object"];
/// Roles of an operator that stand for whoever fills them in the event.
pub(crate) const OPERATOR_ROLES: &[&str] = &["doer", "counterpart", "authority", "item"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{NounKind, Stance, WordOrder};
    use serde::de::DeserializeOwned;

    /// Whether every word of the list, and no other, is a value of the enum.
    fn holds<T: DeserializeOwned>(vocabulary: Vocabulary) {
        let read = |word: &str| T::deserialize(toml::Value::String(word.to_owned()));
        for word in vocabulary.words {
            assert!(read(word).is_ok(), "`{word}` is no {}", vocabulary.name);
        }
        let refusal = read("no such word")
            .err()
            .expect("is not in the list")
            .to_string();
        let told = refusal.matches('`').count() / 2 - 1;
        assert_eq!(
            told,
            vocabulary.words.len(),
            "{} has other words: {refusal}",
            vocabulary.name
        );
    }

    #[test]
    fn lists_that_are_enums_have_the_words_of_the_enum() {
        holds::<Stance>(STANCE);
        holds::<NounKind>(NOUN_KIND);
        holds::<WordOrder>(ORDER);
    }
}
