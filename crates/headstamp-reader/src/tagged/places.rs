//! What is known about each token of a sentence before anybody asks: its hits, their kinds, what it lies in.
//!
//! The stages ask the same few questions of every token many times; most answers are no. One row a token says so
//! without a look at the entries of the lexicon.

use crate::dates::DateHit;
use crate::lexicon::{Hit, Kinds};
use std::ops::Range;

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
    pub(super) fn new(length: usize, hits: &[Hit], dates: &[DateHit]) -> Self {
        let mut places = vec![Place::default(); length + 1];
        for hit in hits.iter().rev() {
            let start = &mut places[hit.tokens.start];
            start.first += 1;
            start.kinds = start.kinds.and(hit.kinds);
            if hit.tokens.len() < 2 {
                continue;
            }
            let name = hit.kinds.any(Kinds::PROPER);
            let function = hit.kinds.any(Kinds::PREPOSITION.and(Kinds::OPENER));
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
        self.0.get(at).is_some_and(|p| p.kinds.any(kind))
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
