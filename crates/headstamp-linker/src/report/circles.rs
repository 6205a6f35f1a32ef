//! Circular reporting: media that credit each other, and many outlets that all stand on one person without a name.
//!
//! The chain of a statement runs from the paper over its relays to the medium that had it first. A chain that comes back
//! to where it began confirms nothing, and neither do seven papers with one official. Chains are put together only where
//! they may be of one source act and are about one event. Next: `gaps`.

use super::{Behind, Report, nameless};
use crate::media::Medium;
use headstamp_model::Polarity;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

/// Outlets from which on one origin behind all of them is worth an alarm.
const MANY: usize = 3;

/// What goes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CircleKind {
    /// Media credit each other.
    Cycle,
    /// Many outlets, one origin, and that one has no name.
    OneBehindMany,
}

impl fmt::Display for CircleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cycle => "media credit each other",
            Self::OneBehindMany => "many outlets, and one nameless source behind them",
        })
    }
}

/// One step of a path: a medium and the statement in which it credits the next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The medium, as printed.
    pub medium: String,
    /// The statement.
    pub statement: String,
}

/// An alarm.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Circle {
    /// What goes round.
    pub kind: CircleKind,
    /// The event that it is about.
    pub event: String,
    /// The path; of a cycle it ends where it began.
    pub path: Vec<Step>,
    /// What stands behind the event, or behind the chains of the cycle.
    pub behind: Behind,
}

/// A medium that credits another, at a statement.
type Credits = BTreeMap<usize, BTreeMap<usize, usize>>;

impl Report<'_> {
    /// Alarms, in order of publication.
    pub fn circles(&self) -> Vec<Circle> {
        let mut out = Vec::new();
        for (event, statements) in self.by_event() {
            let mut acts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for at in &statements {
                acts.entry(&self.link(*at).origin_possible)
                    .or_default()
                    .push(*at);
            }
            out.extend(acts.values().flat_map(|act| self.cycles(event, act)));
            out.extend(self.one_behind_many(event, &statements));
        }
        out
    }

    /// The media of a statement, from the paper that printed it to the one that had it first, as printed.
    fn chain(&self, at: usize) -> Vec<&str> {
        let statement = self.statement(at);
        let publisher = self.document(at).and_then(|d| d.publisher.as_deref());
        let relays = statement
            .via
            .iter()
            .rev()
            .map(|v| (v.name.as_deref(), v.kind));
        let source = statement.source.iter().map(|s| (s.name.as_deref(), s.kind));
        let named = relays.chain(source).filter_map(|(name, kind)| {
            self.publishers.medium(name, kind)?;
            name
        });
        publisher.into_iter().chain(named).collect()
    }

    fn cycles(&self, event: &str, act: &[usize]) -> Vec<Circle> {
        let mut media: Vec<(Medium, &str)> = Vec::new();
        for name in act.iter().flat_map(|at| self.chain(*at)) {
            let Some(medium) = Medium::of(name) else {
                continue;
            };
            if !media.iter().any(|(known, _)| known.same(&medium)) {
                media.push((medium, name));
            }
        }
        let place = |name: &str| {
            let medium = Medium::of(name)?;
            media.iter().position(|(known, _)| known.same(&medium))
        };
        let mut credits: Credits = BTreeMap::new();
        for at in act {
            for pair in self.chain(*at).windows(2) {
                let (Some(from), Some(to)) = (place(pair[0]), place(pair[1])) else {
                    continue;
                };
                // a paper that names itself passes nothing on
                if from != to {
                    credits.entry(from).or_default().entry(to).or_insert(*at);
                }
            }
        }
        let mut told: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
        let mut out = Vec::new();
        for start in credits.keys() {
            let Some(path) = shortest_cycle(&credits, *start) else {
                continue;
            };
            if !told.insert(path.iter().map(|(medium, _)| *medium).collect()) {
                continue;
            }
            let mut steps: Vec<Step> = path
                .iter()
                .map(|(medium, at)| Step {
                    medium: media[*medium].1.to_owned(),
                    statement: self.statement(*at).id.clone(),
                })
                .collect();
            steps.extend(steps.first().cloned());
            let statements: BTreeSet<usize> = path.iter().map(|(_, at)| *at).collect();
            let statements: Vec<usize> = statements.into_iter().collect();
            out.push(Circle {
                kind: CircleKind::Cycle,
                event: event.to_owned(),
                path: steps,
                behind: self.behind(&statements),
            });
        }
        out
    }

    fn one_behind_many(&self, event: &str, statements: &[usize]) -> Option<Circle> {
        let says_so = |at: &usize| self.statement(*at).polarity == Polarity::Positive;
        let asserted: Vec<usize> = statements.iter().copied().filter(says_so).collect();
        let behind = self.behind(&asserted);
        let sources = || {
            asserted
                .iter()
                .filter_map(|at| self.statement(*at).source.as_ref())
        };
        let one = behind.counts.outlets >= MANY && behind.counts.origins_low == 1;
        if !one || sources().next().is_none() || !sources().all(nameless) {
            return None;
        }
        let mut outlets: Vec<Medium> = Vec::new();
        let path = asserted
            .iter()
            .filter_map(|at| Some((*at, self.document(*at)?.publisher.as_deref()?)))
            .filter(|(_, name)| {
                let medium = Medium::of(name);
                let new = medium.filter(|m| !outlets.iter().any(|known| known.same(m)));
                new.map(|m| outlets.push(m)).is_some()
            })
            .map(|(at, name)| Step {
                medium: name.to_owned(),
                statement: self.statement(at).id.clone(),
            })
            .collect();
        Some(Circle {
            kind: CircleKind::OneBehindMany,
            event: event.to_owned(),
            path,
            behind,
        })
    }
}

/// The shortest way from a medium back to itself, each medium with the statement in which it credits the next.
fn shortest_cycle(credits: &Credits, start: usize) -> Option<Vec<(usize, usize)>> {
    let mut before: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(medium) = waiting.pop_front() {
        for (next, at) in credits.get(&medium).into_iter().flatten() {
            if *next == start {
                let mut path = vec![(medium, *at)];
                let mut walk = medium;
                while let Some((earlier, at)) = before.get(&walk).filter(|_| walk != start) {
                    path.push((*earlier, *at));
                    walk = *earlier;
                }
                path.reverse();
                return Some(path);
            }
            if !before.contains_key(next) {
                before.insert(*next, (medium, *at));
                waiting.push_back(*next);
            }
        }
    }
    None
}
