//! Figures by policy: how many, said by whom, chosen how.
//!
//! A number without the rule that chose it is no finding. Each figure is one of a single claim and names its policy;
//! figures are never added up, since nobody knows which loads two claims share. What is promised and what arrived are
//! kept apart. Next: `dossiers`.

use super::{Behind, Report, nameless};
use headstamp_model::{Basis, Certainty, Item, Phase, Polarity};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

/// How a figure is chosen among those that are claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// The lowest lower bound.
    Lowest,
    /// The highest bound.
    Highest,
    /// Of the claim on the best origin: one that rests on something, has a name and is sure.
    BestOrigin,
    /// All that something physical stands behind, from the lowest to the highest.
    PhysicallyConfirmed,
    /// All that a person confirmed, from the lowest to the highest.
    Reviewed,
}

impl Policy {
    /// Every policy, in the order of reports.
    pub const ALL: [Self; 5] = [
        Self::Lowest,
        Self::Highest,
        Self::BestOrigin,
        Self::PhysicallyConfirmed,
        Self::Reviewed,
    ];
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lowest => "lowest",
            Self::Highest => "highest",
            Self::BestOrigin => "best origin",
            Self::PhysicallyConfirmed => "physically confirmed",
            Self::Reviewed => "reviewed",
        })
    }
}

/// How many of a class, by one policy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Event type.
    #[serde(rename = "type")]
    pub event: String,
    /// Class of the things.
    pub class: String,
    /// What is counted, when it is not pieces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The period of a rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// Whether it is said to be under way or done; else it is planned, promised or halted.
    pub done: bool,
    /// How it was chosen.
    pub policy: Policy,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// The statements that give it.
    pub statements: Vec<String>,
    /// What stands behind it.
    pub behind: Behind,
}

/// What figures must share to be compared: type, class, unit, period, and whether it is done.
type Sort<'a> = (&'a str, &'a str, Option<&'a str>, Option<&'a str>, bool);

impl Report<'_> {
    /// Figures over statements, by sort and policy.
    pub(super) fn figures(&self, statements: &[usize]) -> Vec<Figure> {
        let mut sorts: BTreeMap<Sort<'_>, Vec<(usize, &Item)>> = BTreeMap::new();
        for at in statements {
            let statement = self.statement(*at);
            if statement.polarity != Polarity::Positive {
                continue;
            }
            let done = matches!(statement.phase, Phase::Ongoing | Phase::Completed);
            let counted = |i: &&Item| i.low.or(i.high).is_some() && i.share.is_none();
            for item in statement.items.iter().filter(counted) {
                let (unit, per) = (item.unit.as_deref(), item.per.as_deref());
                sorts
                    .entry((&statement.event, &item.class, unit, per, done))
                    .or_default()
                    .push((*at, item));
            }
        }
        let mut out = Vec::new();
        for (sort, given) in &sorts {
            out.extend(
                Policy::ALL
                    .iter()
                    .filter_map(|policy| self.figure(*sort, *policy, given)),
            );
        }
        out
    }

    fn figure(&self, sort: Sort<'_>, policy: Policy, given: &[(usize, &Item)]) -> Option<Figure> {
        let low = |i: &Item| i.low.or(i.high);
        let high = |i: &Item| i.high.or(i.low);
        let extreme = |end: fn(&Item) -> Option<f64>, most: bool| {
            let ends = given.iter().filter_map(|(_, item)| end(item));
            let end_of = if most { f64::max } else { f64::min };
            let found = ends.reduce(end_of)?;
            let there = |(_, item): &&(usize, &Item)| {
                end(item).is_some_and(|n| n.total_cmp(&found).is_eq())
            };
            Some(given.iter().filter(there).copied().collect::<Vec<_>>())
        };
        let chosen: Vec<(usize, &Item)> = match policy {
            Policy::Lowest => extreme(|i| i.low.or(i.high), false)?,
            Policy::Highest => extreme(|i| i.high.or(i.low), true)?,
            Policy::BestOrigin => {
                let best = given.iter().map(|(at, _)| self.standing(*at)).max()?;
                let (first, _) = given.iter().find(|(at, _)| self.standing(*at) == best)?;
                let claim = &self.link(*first).claim;
                let of_claim = |(at, _): &&(usize, &Item)| self.link(*at).claim == *claim;
                // as the claim first appeared: later ones may have drifted
                given.iter().filter(of_claim).take(1).copied().collect()
            }
            Policy::PhysicallyConfirmed => {
                let physical = |(at, _): &&(usize, &Item)| {
                    let find = self.event_type(*at).is_some_and(|t| t.make_role.is_some());
                    find || self.statement(*at).basis == Basis::Physical
                };
                given.iter().filter(physical).copied().collect()
            }
            Policy::Reviewed => {
                let seen = |(at, _): &&(usize, &Item)| {
                    self.view.confirmed.contains(&self.statement(*at).id)
                };
                given.iter().filter(seen).copied().collect()
            }
        };
        let lows = chosen.iter().filter_map(|(_, item)| low(item));
        let highs = chosen.iter().filter_map(|(_, item)| high(item));
        let (event, class, unit, per, done) = sort;
        let statements: Vec<usize> = chosen.iter().map(|(at, _)| *at).collect();
        // `at least` and `up to` stay open where they were
        let open =
            |end: fn(&Item) -> Option<f64>| chosen.iter().any(|(_, item)| end(item).is_none());
        Some(Figure {
            event: event.to_owned(),
            class: class.to_owned(),
            unit: unit.map(str::to_owned),
            per: per.map(str::to_owned),
            done,
            policy,
            low: lows.reduce(f64::min).filter(|_| !open(|i| i.low)),
            high: highs.reduce(f64::max).filter(|_| !open(|i| i.high)),
            statements: self.ids(&statements),
            behind: self.behind(&statements),
        })
        .filter(|figure| !figure.statements.is_empty())
    }

    /// How well a statement stands: looked at by a person, on something, by somebody with a name, sure of it.
    fn standing(&self, at: usize) -> (bool, Reverse<Basis>, bool, Reverse<Certainty>) {
        let statement = self.statement(at);
        (
            self.view.confirmed.contains(&statement.id),
            Reverse(statement.basis),
            statement
                .source
                .as_ref()
                .is_some_and(|source| !nameless(source)),
            Reverse(statement.certainty),
        )
    }
}
