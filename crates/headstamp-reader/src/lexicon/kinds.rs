//! Kinds of sense, a bit each: what most questions about a token need to know, without a look at the entry.

use super::Sense;

/// A set of kinds of sense.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    /// Actors, nouns, outlets, things, units and places.
    pub const NAME: Self = Self(1);
    /// Proper names: actors, outlets and places.
    pub const PROPER: Self = Self(1 << 1);
    /// Triggers, operators and cues.
    pub const EVENT: Self = Self(1 << 2);
    /// Modal verbs.
    pub const MODAL: Self = Self(1 << 3);
    /// Negations.
    pub const NEGATION: Self = Self(1 << 4);
    /// Articles and determiners.
    pub const ARTICLE: Self = Self(1 << 5);
    /// Pronouns.
    pub const PRONOUN: Self = Self(1 << 6);
    /// Prepositions.
    pub const PREPOSITION: Self = Self(1 << 7);
    /// What opens a clause.
    pub const OPENER: Self = Self(1 << 8);
    /// What joins.
    pub const COORDINATOR: Self = Self(1 << 9);
    /// Auxiliaries.
    pub const AUXILIARY: Self = Self(1 << 10);
    /// `to`, `te`, `zu` before an infinitive.
    pub const INFINITIVE_MARKER: Self = Self(1 << 11);

    /// The kinds of a sense; none for what no stage asks for often.
    pub fn of(sense: &Sense) -> Self {
        match sense {
            Sense::Actor { .. } | Sense::Outlet(_) | Sense::Place(_) => {
                Self::NAME.and(Self::PROPER)
            }
            Sense::Noun(_) | Sense::Item(_) | Sense::Unit(..) => Self::NAME,
            Sense::Trigger(..) | Sense::Operator(..) | Sense::Cue(..) => Self::EVENT,
            Sense::Modal(_) => Self::MODAL,
            Sense::Negation(_) => Self::NEGATION,
            Sense::Article(_) => Self::ARTICLE,
            Sense::Pronoun(_) => Self::PRONOUN,
            Sense::Preposition(_) => Self::PREPOSITION,
            Sense::Opener(_) => Self::OPENER,
            Sense::Coordinator(_) => Self::COORDINATOR,
            Sense::Auxiliary(_) => Self::AUXILIARY,
            Sense::InfinitiveMarker => Self::INFINITIVE_MARKER,
            _ => Self(0),
        }
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of `others` is among them.
    pub const fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}
