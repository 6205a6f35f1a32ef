//! What is known about each token of a sentence before anybody asks: its hits, their kinds, and what it lies in.
//!
//! The stages ask the same few questions of every token many times; most answers are no. One row a token says so
//! without a look at the entries of the lexicon.

use crate::dates::DateHit;
use crate::lexicon::{Hit, Lexicon, Sense};
use std::ops::Range;

/// Kinds of sense, a bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    pub(super) const NAME: Self = Self(1);
    pub(super) const EVENT: Self = Self(1 << 1);
    pub(super) const MODAL: Self = Self(1 << 2);
    pub(super) const NEGATION: Self = Self(1 << 3);
    pub(super) const ARTICLE: Self = Self(1 << 4);
    pub(super) const PRONOUN: Self = Self(1 << 5);
    pub(super) const PREPOSITION: Self = Self(1 << 6);
    pub(super) const OPENER: Self = Self(1 << 7);
    pub(super) const COORDINATOR: Self = Self(1 << 8);
    pub(super) const AUXILIARY: Self = Self(1 << 9);
    pub(super) const INFINITIVE_MARKER: Self = Self(1 << 10);
    const OTHER: Self = Self(1 << 11);

    fn of(sense: &Sense) -> Self {
        match sense {
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
            sense if super::is_name(sense) => Self::NAME,
            _ => Self::OTHER,
        }
    }
}

/// One token.
#[derive(Debug, Clone, Default)]
struct Place {
    /// Index of the first hit that starts here or later.
    first: usize,
    /// What starts here.
    kinds: Kinds,
    /// Whether it lies in a date.
    dated: bool,
    /// Whether it lies in a preposition or opener of several words (`in exchange for`).
    in_function: bool,
    /// Whether it lies in a hit of several words that starts before it.
    inside: bool,
    /// The longest name over it.
    name: Range<usize>,
}

/// Every token of a sentence.
#[derive(Debug)]
pub(super) struct Places(Vec<Place>);

impl Places {
    /// Takes in `hits`, which are in the order of their first tokens.
    pub(super) fn new(length: usize, lexicon: &Lexicon, hits: &[Hit], dates: &[DateHit]) -> Self {
        let mut places = vec![Place::default(); length + 1];
        for hit in hits.iter().rev() {
            let sense = lexicon.sense(hit);
            let kind = Kinds::of(sense);
            let start = &mut places[hit.tokens.start];
            start.first += 1;
            start.kinds.0 |= kind.0;
            if hit.tokens.len() < 2 {
                continue;
            }
            let name = matches!(
                sense,
                Sense::Actor { .. } | Sense::Outlet(_) | Sense::Place(_)
            );
            let function = matches!(sense, Sense::Preposition(_) | Sense::Opener(_));
            for place in &mut places[hit.tokens.clone()] {
                place.in_function |= function;
                if name && place.name.len() <= hit.tokens.len() {
                    place.name = hit.tokens.clone();
                }
            }
            for place in &mut places[hit.tokens.start + 1..hit.tokens.end] {
                place.inside = true;
            }
        }
        // so far `first` counts the hits that start at the token
        let mut before = 0;
        for place in &mut places {
            before += std::mem::replace(&mut place.first, before);
        }
        for date in dates {
            for place in &mut places[date.tokens.clone()] {
                place.dated = true;
            }
        }
        Self(places)
    }

    /// The hits that start at a token.
    pub(super) fn hits(&self, at: usize) -> Range<usize> {
        match (self.0.get(at), self.0.get(at + 1)) {
            (Some(here), Some(next)) => here.first..next.first,
            _ => 0..0,
        }
    }

    /// Whether something of a kind starts at a token.
    pub(super) fn has(&self, at: usize, kind: Kinds) -> bool {
        self.0.get(at).is_some_and(|p| p.kinds.0 & kind.0 != 0)
    }

    pub(super) fn dated(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|p| p.dated)
    }

    pub(super) fn in_function(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|p| p.in_function)
    }

    pub(super) fn inside(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|p| p.inside)
    }

    /// The longest name over a token, empty where there is none.
    pub(super) fn name(&self, at: usize) -> Range<usize> {
        self.0.get(at).map_or(0..0, |p| p.name.clone())
    }
}
