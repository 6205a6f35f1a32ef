//! Gathers what the ledger holds for the linker and its reports, and links it after every change of statements.
//!
//! The linker knows no SQL and the ledger no linking: here the one's records become the other's. Next: `headstamp-linker`.

use crate::failure::Failure;
use headstamp::{
    ledger::{
        ClaimRecord, CopyRecord, EventRecord, Filter, JoinRecord, Ledger, LinkRecord, Linked,
    },
    linker::{self, EventType, Input, View},
    model::{Decision, Document, Statement},
    packs::Shared,
};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Links all statements of the ledger anew.
pub(crate) fn relink(ledger: &mut Ledger, shared: &Shared) -> Result<(), Failure> {
    let linked = linked(ledger, shared)?;
    Ok(ledger.relink(&linked)?)
}

/// What the ledger holds, as the linker and its reports take it.
pub(crate) struct Gathered {
    /// Documents by their keys: two may share an id.
    pub(crate) documents: Vec<Document>,
    /// Statements, each with the key of its document and without its traces.
    pub(crate) statements: Vec<Statement>,
    /// The links of those that are linked, in the order of the statements.
    pub(crate) links: Vec<linker::Link>,
    /// Item class to the wider one.
    pub(crate) classes: BTreeMap<String, String>,
    /// Event type to how it behaves.
    pub(crate) types: BTreeMap<String, EventType>,
    /// Statements whose last review confirms them.
    pub(crate) confirmed: BTreeSet<String>,
}

impl Gathered {
    /// Everything in the ledger; with `only_linked` without the statements that have no link yet.
    pub(crate) fn of(ledger: &Ledger, shared: &Shared, only_linked: bool) -> Result<Self, Failure> {
        let documents = ledger.documents(&Filter::default())?.into_iter();
        let mut out = Self {
            documents: documents
                .map(|record| Document {
                    id: record.key,
                    ..record.document
                })
                .collect(),
            statements: Vec::new(),
            links: Vec::new(),
            classes: shared
                .items
                .iter()
                .filter_map(|(id, entry)| Some((id.clone(), entry.value.parent.clone()?)))
                .collect(),
            types: types(shared),
            confirmed: BTreeSet::new(),
        };
        ledger.each_statement(&Filter::default(), |record| {
            let id = &record.statement.id;
            match record.link {
                Some(link) => out.links.push(linker::Link {
                    statement: id.clone(),
                    claim: link.claim,
                    origin: link.origin,
                    origin_possible: link.origin_possible,
                    event: link.event,
                }),
                None if only_linked => return Ok(()),
                None => {}
            }
            let last = record.reviews.last();
            if last.is_some_and(|review| review.decision == Decision::Confirmed) {
                out.confirmed.insert(id.clone());
            }
            out.statements.push(Statement {
                doc: record.document,
                traces: Vec::new(),
                ..record.statement
            });
            Ok(())
        })?;
        Ok(out)
    }

    /// What the linker takes.
    pub(crate) fn input(&self) -> Input<'_> {
        Input {
            documents: &self.documents,
            statements: &self.statements,
            classes: &self.classes,
        }
    }

    /// What reports are made from.
    pub(crate) fn view(&self) -> View<'_> {
        View {
            input: self.input(),
            links: &self.links,
            types: &self.types,
            confirmed: &self.confirmed,
        }
    }
}

fn types(shared: &Shared) -> BTreeMap<String, EventType> {
    let types = shared.events.iter().map(|(id, entry)| {
        let event = &entry.value;
        // a thing that is found goes by the state that made it, and only finds do
        let made = event
            .adjective_role
            .iter()
            .find(|role| event.state_roles.contains(role));
        let behaves = EventType {
            roles: event.roles.clone(),
            phased: event.phased,
            make_role: made.cloned(),
        };
        (id.clone(), behaves)
    });
    types.collect()
}

fn linked(ledger: &Ledger, shared: &Shared) -> Result<Linked, Failure> {
    let gathered = Gathered::of(ledger, shared, false)?;
    let links = linker::link(gathered.input());
    Ok(Linked {
        links: links
            .statements
            .into_iter()
            .map(|link| {
                let record = LinkRecord {
                    claim: link.claim,
                    origin: link.origin,
                    origin_possible: link.origin_possible,
                    event: link.event,
                };
                (link.statement, record)
            })
            .collect(),
        claims: links
            .claims
            .into_iter()
            .map(|claim| ClaimRecord {
                hops: json(&claim.hops),
                id: claim.id,
                origin: claim.origin,
                event: claim.event,
            })
            .collect(),
        events: links
            .events
            .into_iter()
            .map(|event| EventRecord {
                roles: json(&event.roles),
                classes: json(&event.classes),
                asserted: json(&event.asserted),
                denied: json(&event.denied),
                undecided: json(&event.undecided),
                id: event.id,
                event: event.event,
            })
            .collect(),
        joins: links
            .joins
            .into_iter()
            .map(|join| JoinRecord {
                reason: join.reason.to_string(),
                earlier: join.earlier,
                later: join.later,
                certain: join.certain,
            })
            .collect(),
        copies: links
            .copies
            .into_iter()
            .map(|copy| CopyRecord {
                kind: json(&copy.kind).as_str().unwrap_or_default().to_owned(),
                earlier: copy.earlier,
                later: copy.later,
                share: copy.share,
            })
            .collect(),
    })
}

fn json<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
