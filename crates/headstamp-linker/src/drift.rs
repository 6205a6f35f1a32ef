//! Drift: what changed between one appearance of a claim and the next.
//!
//! An hour or a language later a number is rounded, a *may have* is a *has*, a planned sale a sale made. Each change is a
//! fact about two texts and no verdict on either. Next: `events`.

use crate::acts::Corpus;
use crate::identity::Identity;
use headstamp_model::{Certainty, Item, Phase, Statement};
use serde::Serialize;

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "drift", rename_all = "kebab-case")]
pub enum Drift {
    /// Another number for the same thing.
    NumberChanged {
        /// Class of the thing.
        class: String,
        /// Bounds before.
        before: (Option<f64>, Option<f64>),
        /// Bounds after.
        after: (Option<f64>, Option<f64>),
    },
    /// The same number, but *at least* or *at most* went or came.
    BoundChanged {
        /// Class of the thing.
        class: String,
        /// Bounds before.
        before: (Option<f64>, Option<f64>),
        /// Bounds after.
        after: (Option<f64>, Option<f64>),
    },
    /// *May have* became *has*.
    HedgeLost {
        /// How sure before.
        before: Certainty,
        /// How sure after.
        after: Certainty,
    },
    /// *Has* became *may have*.
    HedgeGained {
        /// How sure before.
        before: Certainty,
        /// How sure after.
        after: Certainty,
    },
    /// The event got further, or less far.
    PhaseChanged {
        /// How far before.
        before: Phase,
        /// How far after.
        after: Phase,
    },
    /// A wider class than before.
    ItemWidened {
        /// Class before.
        before: String,
        /// Class after.
        after: String,
    },
    /// A narrower class than before.
    ItemNarrowed {
        /// Class before.
        before: String,
        /// Class after.
        after: String,
    },
    /// Other actors in a role that both fill.
    ActorChanged {
        /// The role.
        role: String,
        /// Actors before.
        before: Vec<String>,
        /// Actors after.
        after: Vec<String>,
    },
    /// Credited to somebody of another state or house.
    SourceChanged {
        /// As printed before.
        before: String,
        /// As printed after.
        after: String,
    },
}

/// What changed from one appearance to the next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hop {
    /// The earlier appearance.
    pub from: String,
    /// The later appearance.
    pub to: String,
    /// The changes.
    pub changes: Vec<Drift>,
}

/// The hops of a claim between appearances in different documents, those without a change left out.
pub(crate) fn hops(corpus: &Corpus<'_>, appearances: &[usize]) -> Vec<Hop> {
    let mut documents = Vec::new();
    let mut appearances = appearances.to_vec();
    // what two readers found in one text is no change on the way
    appearances.retain(|s| {
        let document = corpus.document_of[*s];
        let new = !documents.contains(&document);
        documents.push(document);
        new
    });
    appearances
        .windows(2)
        .filter_map(|pair| {
            let (a, b) = (&corpus.statements[pair[0]], &corpus.statements[pair[1]]);
            let changes = changes(corpus, a, b);
            (!changes.is_empty()).then(|| Hop {
                from: a.id.clone(),
                to: b.id.clone(),
                changes,
            })
        })
        .collect()
}

fn changes(corpus: &Corpus<'_>, a: &Statement, b: &Statement) -> Vec<Drift> {
    let mut out = Vec::new();
    for item in &a.items {
        let related: Vec<&Item> = b
            .items
            .iter()
            .filter(|o| corpus.compare.related(&item.class, &o.class) && o.unit == item.unit)
            .collect();
        // several of one kind cannot be told apart: no change is claimed
        let [other] = related[..] else { continue };
        out.extend(number(item, other));
        let (before, after) = (item.class.clone(), other.class.clone());
        if corpus.compare.narrower(&before, &after) {
            out.push(Drift::ItemWidened { before, after });
        } else if corpus.compare.narrower(&after, &before) {
            out.push(Drift::ItemNarrowed { before, after });
        }
    }
    let (before, after) = (a.certainty, b.certainty);
    if after < before {
        out.push(Drift::HedgeLost { before, after });
    } else if after > before {
        out.push(Drift::HedgeGained { before, after });
    }
    if a.phase != b.phase {
        out.push(Drift::PhaseChanged {
            before: a.phase,
            after: b.phase,
        });
    }
    for (role, before) in &a.roles {
        if let Some(after) = b.roles.get(role).filter(|after| *after != before) {
            out.push(Drift::ActorChanged {
                role: role.clone(),
                before: before.clone(),
                after: after.clone(),
            });
        }
    }
    let (x, y) = (
        Identity::of(a.source.as_ref()),
        Identity::of(b.source.as_ref()),
    );
    let elsewhere = x.state().is_some() && y.state().is_some() && x.state() != y.state();
    if elsewhere {
        let printed = |s: &Statement| {
            let source = s.source.as_ref();
            let name = source.and_then(|s| s.name.clone().or_else(|| s.state.clone()));
            name.unwrap_or_default()
        };
        out.push(Drift::SourceChanged {
            before: printed(a),
            after: printed(b),
        });
    }
    out
}

fn number(a: &Item, b: &Item) -> Option<Drift> {
    let (before, after) = ((a.low, a.high), (b.low, b.high));
    let counted = |(low, high): (Option<f64>, Option<f64>)| low.or(high);
    let (x, y) = (counted(before)?, counted(after)?);
    if before == after {
        return None;
    }
    let class = b.class.clone();
    Some(if x.to_bits() == y.to_bits() {
        Drift::BoundChanged {
            class,
            before,
            after,
        }
    } else {
        Drift::NumberChanged {
            class,
            before,
            after,
        }
    })
}
