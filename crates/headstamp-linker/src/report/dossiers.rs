//! Dossiers: everything between a supplier and a recipient, or about a holder's stock, in time order.
//!
//! How far it got, what was denied, how many by which policy, what was found of the supplier's make; and how much of it
//! a person has looked at. A statement that leaves a side open belongs where its event belongs. Next: `figures`.

use super::conflicts::FIND_DAYS;
use super::{Behind, EventType, Figure, Report};
use headstamp_model::{Phase, Polarity};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Role of who gives.
const SUPPLIER: &str = "supplier";
/// Role of who gets.
const RECIPIENT: &str = "recipient";
/// Role of who has a stock.
const HOLDER: &str = "holder";

/// Whom a dossier is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parties {
    /// What passes from one to the other.
    Between {
        /// Who gives.
        supplier: String,
        /// Who gets.
        recipient: String,
    },
    /// What one has.
    Holder(String),
}

impl Parties {
    /// Whether an actor is one of them.
    pub fn has(&self, actor: &str) -> bool {
        match self {
            Self::Between {
                supplier,
                recipient,
            } => supplier == actor || recipient == actor,
            Self::Holder(holder) => holder == actor,
        }
    }
}

/// One statement of a dossier.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The statement.
    pub statement: String,
    /// Its claim.
    pub claim: String,
    /// Its event.
    pub event: String,
    /// Day of publication, as the document has it.
    pub published: Option<String>,
    /// Whether it tells of a find of something that the supplier made.
    pub find: bool,
}

/// A step in how far the dealings got.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Move {
    /// Event type.
    #[serde(rename = "type")]
    pub event: String,
    /// How far.
    pub phase: Phase,
    /// Day of publication of the first statement that says so.
    pub published: Option<String>,
    /// That statement.
    pub statement: String,
}

/// A dossier.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dossier {
    /// Whom it is about.
    pub parties: Parties,
    /// Statements and finds in order of publication.
    pub entries: Vec<Entry>,
    /// How the phase moved.
    pub moves: Vec<Move>,
    /// Figures by policy.
    pub figures: Vec<Figure>,
    /// What stands behind those that say it is so.
    pub asserted: Behind,
    /// Behind those that deny it.
    pub denied: Behind,
    /// Behind those that leave it open.
    pub undecided: Behind,
}

impl Report<'_> {
    /// All dossiers, by their parties.
    pub fn dossiers(&self) -> Vec<Dossier> {
        let mut by_parties: BTreeMap<Parties, Vec<usize>> = BTreeMap::new();
        for (_, statements) in self.by_event() {
            let event = self.roles(&statements);
            for at in statements {
                for parties in self.parties(at, &event) {
                    by_parties.entry(parties).or_default().push(at);
                }
            }
        }
        let place: BTreeMap<usize, usize> = self.order.iter().copied().zip(0..).collect();
        let finds = self.finds_by_maker();
        by_parties
            .into_iter()
            .map(|(parties, mut statements)| {
                statements.sort_by_key(|at| place.get(at));
                self.dossier(parties, &statements, &finds, &place)
            })
            .collect()
    }

    /// Whom a statement is about; the side that it leaves open is that of its event.
    fn parties(&self, at: usize, event: &BTreeMap<String, Vec<String>>) -> Vec<Parties> {
        let statement = self.statement(at);
        let Some(EventType { roles, .. }) = self.event_type(at) else {
            return Vec::new();
        };
        let has = |role: &str| roles.iter().any(|r| r == role);
        let side = |role: &str| {
            let own = statement.roles.get(role).or_else(|| event.get(role));
            own.cloned().unwrap_or_default()
        };
        let mut out = Vec::new();
        if has(SUPPLIER) && has(RECIPIENT) {
            let (from, to) = (side(SUPPLIER), side(RECIPIENT));
            for supplier in &from {
                out.extend(to.iter().filter(|to| *to != supplier).map(|recipient| {
                    Parties::Between {
                        supplier: supplier.clone(),
                        recipient: recipient.clone(),
                    }
                }));
            }
        }
        // of a loss too somebody holds the thing, but what is lost is no stock
        if roles.first().is_some_and(|role| role == HOLDER) && roles.len() == 1 {
            out.extend(side(HOLDER).into_iter().map(Parties::Holder));
        }
        out
    }

    /// Finds by who made what was found.
    fn finds_by_maker(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in &self.order {
            let statement = self.statement(*at);
            let role = self.event_type(*at).and_then(|t| t.make_role.as_ref());
            for maker in role
                .and_then(|role| statement.roles.get(role))
                .into_iter()
                .flatten()
            {
                if statement.polarity == Polarity::Positive {
                    out.entry(maker).or_default().push(*at);
                }
            }
        }
        out
    }

    fn dossier(
        &self,
        parties: Parties,
        statements: &[usize],
        finds: &BTreeMap<&str, Vec<usize>>,
        place: &BTreeMap<usize, usize>,
    ) -> Dossier {
        let with = |polarity| {
            let has = |at: &usize| self.statement(*at).polarity == polarity;
            let of: Vec<usize> = statements.iter().copied().filter(has).collect();
            self.behind(&of)
        };
        let found = match &parties {
            Parties::Between { supplier, .. } => finds.get(supplier.as_str()),
            Parties::Holder(_) => None,
        };
        let found: BTreeSet<usize> = found
            .into_iter()
            .flatten()
            .copied()
            .filter(|find| self.is_about(*find, statements))
            .collect();
        let mut all: Vec<usize> = statements.iter().chain(&found).copied().collect();
        all.sort_by_key(|at| place.get(at));
        let entries = all.iter().map(|at| {
            let link = self.link(*at);
            Entry {
                statement: self.statement(*at).id.clone(),
                claim: link.claim.clone(),
                event: link.event.clone(),
                published: self.document(*at).and_then(|d| d.published.clone()),
                find: found.contains(at),
            }
        });
        Dossier {
            parties,
            entries: entries.collect(),
            moves: self.moves(statements),
            figures: self.figures(statements),
            asserted: with(Polarity::Positive),
            denied: with(Polarity::Negative),
            undecided: with(Polarity::Unknown),
        }
    }

    /// Whether a find is of a thing that the statements are about, and came after the first of them.
    fn is_about(&self, find: usize, statements: &[usize]) -> bool {
        let Some(day) = self.day(find) else {
            return false;
        };
        let days = || statements.iter().filter_map(|at| self.day(*at));
        let since = days().map(|d| d.0).min();
        let near = days().any(|d| (day.0 - d.1).abs() <= FIND_DAYS);
        let mut things = statements.iter().flat_map(|at| &self.statement(*at).items);
        let found = &self.statement(find).items;
        since.is_some_and(|since| since <= day.1)
            && near
            && things.any(|a| {
                found
                    .iter()
                    .any(|b| self.compare.related(&a.class, &b.class))
            })
    }

    /// Each time a type of event is said to have got further than before, or to have been halted.
    fn moves(&self, statements: &[usize]) -> Vec<Move> {
        let mut furthest: BTreeMap<&str, Phase> = BTreeMap::new();
        let mut halted: BTreeSet<&str> = BTreeSet::new();
        let mut out = Vec::new();
        for at in statements {
            let statement = self.statement(*at);
            let event = statement.event.as_str();
            let phased = self.event_type(*at).is_some_and(|t| t.phased);
            if statement.polarity != Polarity::Positive || !phased {
                continue;
            }
            let moved = if statement.phase == Phase::Halted {
                halted.insert(event)
            } else {
                let further = furthest
                    .get(event)
                    .is_none_or(|known| statement.phase > *known);
                if further {
                    furthest.insert(event, statement.phase);
                }
                // what goes on again after a halt has moved too
                halted.remove(event) || further
            };
            if moved {
                out.push(Move {
                    event: event.to_owned(),
                    phase: statement.phase,
                    published: self.document(*at).and_then(|d| d.published.clone()),
                    statement: statement.id.clone(),
                });
            }
        }
        out
    }
}
