//! Reports over linked statements: conflicts, circles, gaps, dossiers.
//!
//! A list of claims shows what was said; these show where it does not fit together, where it goes round in a circle, and
//! what is missing. Each finding names the statements behind it, and nothing here decides who is right. They are made
//! from the statements and their links whenever somebody asks, so there is nothing to keep up to date.
//! Next: `conflicts`, `circles`, `gaps`, `dossiers`.

mod circles;
mod conflicts;
mod dossiers;
mod figures;
mod gaps;

pub use circles::{Circle, CircleKind, Step};
pub use conflicts::{Conflict, ConflictKind, Says, Side};
pub use dossiers::{Dossier, Entry, Move, Parties};
pub use figures::{Figure, Policy};
pub use gaps::{Gap, GapKind};

use crate::days::{apart, days};
use crate::events::Counts;
use crate::identity::Identity;
use crate::likeness::Compare;
use crate::media::Publishers;
use crate::{Input, Link};
use headstamp_model::{Document, Source, SourceKind, Statement};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How an event type behaves, from the packs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventType {
    /// Its roles, the most telling first.
    pub roles: Vec<String>,
    /// Whether it moves through phases.
    pub phased: bool,
    /// The role that says who made a thing that was found; only finds have one.
    pub make_role: Option<String>,
}

/// What reports are made from.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Documents, statements and classes.
    pub input: Input<'a>,
    /// A link for each statement, in the same order.
    pub links: &'a [Link],
    /// Event type to how it behaves.
    pub types: &'a BTreeMap<String, EventType>,
    /// Statements that a person confirmed.
    pub confirmed: &'a BTreeSet<String>,
}

/// Three counts, and how much of it a person has looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Behind {
    /// Documents, outlets, origins.
    #[serde(flatten)]
    pub counts: Counts,
    /// Statements.
    pub statements: usize,
    /// Of these, confirmed by a person.
    pub reviewed: usize,
}

/// Makes reports.
#[derive(Debug)]
pub struct Report<'a> {
    view: View<'a>,
    compare: Compare<'a>,
    document_of: Vec<Option<usize>>,
    publishers: Publishers,
    /// Places of the statements in order of publication, unknown days last.
    order: Vec<usize>,
}

impl<'a> Report<'a> {
    /// Prepares reports over a view.
    pub fn new(view: View<'a>) -> Self {
        let Input {
            documents,
            statements,
            classes,
            ..
        } = view.input;
        let by_id: FxHashMap<&str, usize> = documents
            .iter()
            .enumerate()
            .map(|(index, document)| (document.id.as_str(), index))
            .collect();
        let mut report = Self {
            view,
            compare: Compare::new(classes),
            publishers: Publishers::of(documents),
            document_of: statements
                .iter()
                .map(|s| by_id.get(s.doc.as_str()).copied())
                .collect(),
            order: (0..statements.len().min(view.links.len())).collect(),
        };
        let mut order = std::mem::take(&mut report.order);
        order.sort_by(|a, b| report.place(*a).cmp(&report.place(*b)));
        report.order = order;
        report
    }

    fn place(&self, at: usize) -> (i32, &str, usize, &str) {
        let statement = self.statement(at);
        (
            self.day(at).map_or(i32::MAX, |d| d.0),
            &statement.doc,
            statement.span.start,
            &statement.id,
        )
    }

    fn statement(&self, at: usize) -> &'a Statement {
        &self.view.input.statements[at]
    }

    fn link(&self, at: usize) -> &'a Link {
        &self.view.links[at]
    }

    fn document(&self, at: usize) -> Option<&'a Document> {
        self.view.input.documents.get(self.document_of[at]?)
    }

    /// First and last day of publication.
    fn day(&self, at: usize) -> Option<(i32, i32)> {
        days(self.document(at)?.published.as_deref())
    }

    /// Days between two statements' publication at least.
    fn gap(&self, a: usize, b: usize) -> Option<i32> {
        apart(self.day(a), self.day(b))
    }

    fn event_type(&self, at: usize) -> Option<&'a EventType> {
        self.view.types.get(&self.statement(at).event)
    }

    fn ids(&self, statements: &[usize]) -> Vec<String> {
        statements
            .iter()
            .map(|at| self.statement(*at).id.clone())
            .collect()
    }

    fn behind(&self, statements: &[usize]) -> Behind {
        let counted = statements.iter().filter_map(|at| {
            let link = self.link(*at);
            Some((
                self.document(*at)?,
                link.origin.as_str(),
                link.origin_possible.as_str(),
            ))
        });
        let confirmed = |at: &&usize| self.view.confirmed.contains(&self.statement(**at).id);
        Behind {
            counts: Counts::of(counted),
            statements: statements.len(),
            reviewed: statements.iter().filter(confirmed).count(),
        }
    }

    /// Statements by event, each in order of publication; events by their first statement.
    fn by_event(&self) -> Vec<(&'a str, Vec<usize>)> {
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mut out: Vec<(&str, Vec<usize>)> = Vec::new();
        for at in &self.order {
            let event = self.link(*at).event.as_str();
            let place = *places.entry(event).or_insert_with(|| {
                out.push((event, Vec::new()));
                out.len() - 1
            });
            out[place].1.push(*at);
        }
        out
    }

    /// Role to actors over statements.
    fn roles(&self, statements: &[usize]) -> BTreeMap<String, Vec<String>> {
        let mut roles: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for at in statements {
            for (role, actors) in &self.statement(*at).roles {
                roles
                    .entry(role)
                    .or_default()
                    .extend(actors.iter().map(String::as_str));
            }
        }
        roles
            .into_iter()
            .map(|(role, actors)| {
                (
                    role.to_owned(),
                    actors.into_iter().map(str::to_owned).collect(),
                )
            })
            .collect()
    }
}

/// Whether a source is somebody whom the text does not name: an official, an insider, a person.
fn nameless(source: &Source) -> bool {
    let person = matches!(
        source.kind,
        SourceKind::Official | SourceKind::Person | SourceKind::Expert
    );
    let named = || matches!(Identity::of(Some(source)), Identity::Person { .. });
    source.kind == SourceKind::Anonymous || person && !named()
}
