//! Readings of function words: what an article, pronoun or auxiliary may be.
//!
//! A form has several readings (`der` is masculine nominative, feminine dative, genitive plural);
//! they are kept apart, because the gender of the noun that follows decides between them. The words
//! of a reading are those of `docs/reference/pack-format.md`.

/// Grammatical gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
    /// Neuter.
    Neuter,
    /// Masculine or feminine alike (Dutch `de`-words).
    Common,
}

impl Gender {
    /// Reads a pack's word.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "masculine" => Self::Masculine,
            "feminine" => Self::Feminine,
            "neuter" => Self::Neuter,
            "common" => Self::Common,
            _ => return None,
        })
    }

    /// Whether two genders may belong to one thing.
    pub fn agrees(self, other: Self) -> bool {
        self == other
            || matches!(
                (self, other),
                (Self::Common, Self::Masculine | Self::Feminine)
                    | (Self::Masculine | Self::Feminine, Self::Common)
            )
    }
}

/// Grammatical case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// Subject.
    Nominative,
    /// Object.
    Accusative,
    /// Indirect object.
    Dative,
    /// Possessor.
    Genitive,
}

/// What sort of pronoun or article a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Class {
    /// `he`, `they`.
    #[default]
    Personal,
    /// `his`, `their`.
    Possessive,
    /// `this`, `that`.
    Demonstrative,
    /// `who`, `which`.
    Relative,
    /// `one`, `man`.
    Impersonal,
    /// `the`.
    Definite,
    /// `a`.
    Indefinite,
    /// `each other`, `itself`.
    Reflexive,
    /// `what`, `who?`.
    Interrogative,
    /// `some`, `many`, `both`.
    Quantifier,
}

/// One reading of a function word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// What sort of word.
    pub class: Class,
    /// 1, 2 or 3; 0 when it does not apply.
    pub person: u8,
    /// Whether it is a plural, if the form tells.
    pub plural: Option<bool>,
    /// Gender, if the form tells.
    pub gender: Option<Gender>,
    /// Case, if the form tells.
    pub case: Option<Case>,
}

impl Reading {
    /// Reads the words of one reading; words that are no reading are left out (the packs crate has refused them).
    pub fn parse(words: &str) -> Self {
        let mut out = Self::default();
        for word in words.split_whitespace() {
            match word {
                "personal" => out.class = Class::Personal,
                "possessive" => out.class = Class::Possessive,
                "demonstrative" => out.class = Class::Demonstrative,
                "relative" => out.class = Class::Relative,
                "impersonal" => out.class = Class::Impersonal,
                "definite" => out.class = Class::Definite,
                "indefinite" => out.class = Class::Indefinite,
                "reflexive" | "reciprocal" => out.class = Class::Reflexive,
                "interrogative" => out.class = Class::Interrogative,
                "quantifier" => out.class = Class::Quantifier,
                "first" => out.person = 1,
                "second" => out.person = 2,
                "third" => out.person = 3,
                "singular" => out.plural = Some(false),
                "plural" => out.plural = Some(true),
                "nominative" => out.case = Some(Case::Nominative),
                "accusative" => out.case = Some(Case::Accusative),
                "dative" => out.case = Some(Case::Dative),
                "genitive" => out.case = Some(Case::Genitive),
                other => out.gender = Gender::parse(other).or(out.gender),
            }
        }
        if out.person == 0 && out.class == Class::Personal {
            out.person = 3;
        }
        out
    }
}

/// What an auxiliary form may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "a form may be any mix of these"
)]
pub struct Auxiliary {
    /// Builds a perfect (`has`).
    pub perfect: bool,
    /// Builds a passive (`was`, `wurde`).
    pub passive: bool,
    /// Builds a future (`will`).
    pub future: bool,
    /// Is a copula (`is`).
    pub copula: bool,
    /// Conditional (`would`).
    pub conditional: bool,
    /// Reported speech (`habe`, `sei`).
    pub reported: bool,
    /// Present tense.
    pub present: bool,
    /// Past tense.
    pub past: bool,
    /// Not finite (`been`, `worden`, `zu haben`).
    pub nonfinite: bool,
}

impl Auxiliary {
    /// Unites all readings of a form.
    pub fn parse(readings: &[String]) -> Self {
        let mut out = Self::default();
        for word in readings.iter().flat_map(|r| r.split_whitespace()) {
            match word {
                "perfect" => out.perfect = true,
                "passive" => out.passive = true,
                "future" => out.future = true,
                "copula" => out.copula = true,
                "conditional" => out.conditional = true,
                "reported" => out.reported = true,
                "present" => out.present = true,
                "past" => out.past = true,
                "infinitive" | "participle" | "nonfinite" | "gerund" => out.nonfinite = true,
                _ => {}
            }
        }
        out
    }
}

/// What opens a subordinate clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opener {
    /// `that`.
    Content,
    /// `because`, `when`, `although`.
    Adverbial,
    /// `if`.
    Condition,
    /// `whether`.
    Question,
    /// `which`, `who`.
    Relative,
    /// `in order to`, `om`.
    Infinitive,
    /// `than`, `as`.
    Comparative,
}

impl Opener {
    /// Reads a pack's word.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "content" => Self::Content,
            "adverbial" => Self::Adverbial,
            "condition" => Self::Condition,
            "question" => Self::Question,
            "relative" => Self::Relative,
            "infinitive" => Self::Infinitive,
            "comparative" => Self::Comparative,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_read_word_by_word() {
        let reading = Reading::parse("definite dative feminine singular");
        assert_eq!(reading.class, Class::Definite);
        assert_eq!(
            (reading.case, reading.gender, reading.plural),
            (Some(Case::Dative), Some(Gender::Feminine), Some(false))
        );
    }

    #[test]
    fn readings_of_an_auxiliary_are_united() {
        let aux = Auxiliary::parse(&["perfect present".to_owned(), "copula present".to_owned()]);
        assert!(aux.perfect && aux.copula && aux.present && !aux.passive);
    }
}
