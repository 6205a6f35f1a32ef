//! What people decided about pairs of statements, and what follows for acts, origins and claims.
//!
//! A decision overrules what the linker would conclude and is never overruled by it. *The same source* holds for a name
//! wherever it occurs; for somebody without a name it can only hold for the two acts, since the next unnamed official may
//! be another. Next: `acts`, `origins`, `claims`.

use crate::identity::Identity;
use headstamp_model::Statement;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Two statements, by their ids.
pub type Pair = (String, String);

/// What people decided about pairs of statements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// They come from one source act.
    pub one_origin: Vec<Pair>,
    /// They come from two source acts.
    pub two_origins: Vec<Pair>,
    /// They carry one claim.
    pub one_claim: Vec<Pair>,
    /// They carry two claims.
    pub two_claims: Vec<Pair>,
    /// Their sources are one.
    pub one_source: Vec<Pair>,
    /// Their sources are two.
    pub two_sources: Vec<Pair>,
}

impl Decided {
    /// Nobody decided anything.
    pub const NOTHING: &'static Self = &Self {
        one_origin: Vec::new(),
        two_origins: Vec::new(),
        one_claim: Vec::new(),
        two_claims: Vec::new(),
        one_source: Vec::new(),
        two_sources: Vec::new(),
    };
}

/// Decisions over the places of statements.
#[derive(Debug, Default)]
pub(crate) struct Rulings {
    pub(crate) one_origin: Vec<(usize, usize)>,
    pub(crate) two_origins: BTreeSet<(usize, usize)>,
    pub(crate) one_claim: Vec<(usize, usize)>,
    pub(crate) two_claims: BTreeSet<(usize, usize)>,
    /// Names that are another name's.
    also: BTreeMap<Identity, Identity>,
    /// Names that are not one, whatever they look like.
    apart: BTreeSet<(Identity, Identity)>,
}

impl Rulings {
    /// Finds the statements; a pair of which one is no longer there decides nothing.
    pub(crate) fn new(
        decided: &Decided,
        statements: &[Statement],
        who: impl Fn(usize) -> Identity,
    ) -> Self {
        if decided == Decided::NOTHING {
            return Self::default();
        }
        let places: FxHashMap<&str, usize> = statements
            .iter()
            .enumerate()
            .map(|(at, s)| (s.id.as_str(), at))
            .collect();
        let found = |pairs: &[Pair]| -> Vec<(usize, usize)> {
            let mut pairs: Vec<(&String, &String)> =
                pairs.iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
            pairs.sort_unstable();
            let place = |id: &String| places.get(id.as_str()).copied();
            pairs
                .into_iter()
                .filter_map(|(a, b)| Some((place(a)?, place(b)?)))
                .collect()
        };
        let mut out = Self {
            one_origin: found(&decided.one_origin),
            two_origins: found(&decided.two_origins).into_iter().collect(),
            one_claim: found(&decided.one_claim),
            two_claims: found(&decided.two_claims).into_iter().collect(),
            ..Self::default()
        };
        out.one_origin.extend(out.one_claim.iter().copied());
        for (a, b) in found(&decided.one_source) {
            let (x, y) = (who(a), who(b));
            if x.named() && y.named() {
                let (x, y) = (out.known_as(x), out.known_as(y));
                let (first, other) = if x <= y { (x, y) } else { (y, x) };
                if first != other {
                    for known in out.also.values_mut().filter(|known| **known == other) {
                        known.clone_from(&first);
                    }
                    out.also.insert(other, first);
                }
            } else {
                out.one_origin.push((a, b));
            }
        }
        for (a, b) in found(&decided.two_sources) {
            let (x, y) = (who(a), who(b));
            if x.named() && y.named() && x != y {
                out.apart.insert((x.clone(), y.clone()));
                out.apart.insert((y, x));
            } else {
                out.two_origins.insert((a, b));
            }
        }
        out
    }

    /// The name under which somebody is known.
    pub(crate) fn known_as(&self, identity: Identity) -> Identity {
        self.also.get(&identity).cloned().unwrap_or(identity)
    }

    /// Whether two names are said not to be one.
    pub(crate) fn are_two(&self, a: &Identity, b: &Identity) -> bool {
        !self.apart.is_empty() && self.apart.contains(&(a.clone(), b.clone()))
    }

    /// Whether anybody said of this name that it is not another's.
    pub(crate) fn watched(&self, identity: &Identity) -> bool {
        self.apart.iter().any(|(a, _)| a == identity)
    }

    /// Whether a statement is to have an act of its own beside another one of its document.
    pub(crate) fn alone(&self, at: usize, document_of: &[usize]) -> bool {
        let here = |(a, b): &(usize, usize)| *b == at && document_of[*a] == document_of[*b];
        self.two_origins.iter().any(here)
    }

    /// Whether two statements are said to carry two claims.
    pub(crate) fn two_claims(&self, a: usize, b: usize) -> bool {
        self.two_claims.contains(&(a, b)) || self.two_claims.contains(&(b, a))
    }
}
