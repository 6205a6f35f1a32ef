//! Gathers what the ledger holds for the linker and its reports, and links it after every change of statements.
//!
//! The linker knows no SQL and the ledger no linking: here the one's records become the other's. Next: `headstamp-linker`.

use crate::failure::Failure;
use headstamp::{
    ledger::{
        CLAIM, ClaimRecord, CopyRecord, EventRecord, JoinRecord, Ledger, LinkRecord, Linked,
        ReviewRecord,
    },
    linker::{self, Decided, EventType, Input, Links, Pair, Report, View},
    model::{Decision, Document, Statement},
    packs::Shared,
};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What linking came upon that a person should look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Alarms {
    /// What does not fit together.
    pub(crate) conflicts: usize,
    /// Media that credit each other, and many outlets on one nameless source.
    pub(crate) circles: usize,
}

/// Links all statements of the ledger anew.
pub(crate) fn relink(ledger: &mut Ledger, shared: &Shared) -> Result<(), Failure> {
    let gathered = Gathered::of(ledger, shared, false)?;
    let links = linker::link(gathered.input());
    Ok(ledger.relink(&linked(links))?)
}

/// Links all statements of the ledger anew and counts what a person should look at.
pub(crate) fn relink_and_look(ledger: &mut Ledger, shared: &Shared) -> Result<Alarms, Failure> {
    let gathered = Gathered::of(ledger, shared, false)?;
    let links = linker::link(gathered.input());
    let report = Report::new(View {
        links: &links.statements,
        ..gathered.view()
    });
    let alarms = Alarms {
        conflicts: report.conflicts().len(),
        circles: report.circles().len(),
    };
    ledger.relink(&linked(links))?;
    Ok(alarms)
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
    /// Statement to who read it, where it was not our own reader.
    readers: BTreeMap<String, String>,
    /// What people decided about pairs of statements.
    decided: Decided,
}

impl Gathered {
    /// Everything in the ledger; with `only_linked` without the statements that have no link yet.
    pub(crate) fn of(ledger: &Ledger, shared: &Shared, only_linked: bool) -> Result<Self, Failure> {
        let mut out = Self {
            documents: ledger.documents_to_link()?,
            statements: Vec::new(),
            links: Vec::new(),
            classes: shared
                .items
                .iter()
                .filter_map(|(id, entry)| Some((id.clone(), entry.value.parent.clone()?)))
                .collect(),
            types: types(shared),
            confirmed: BTreeSet::new(),
            readers: BTreeMap::new(),
            decided: decided(&ledger.reviews(false)?),
        };
        let judgements = ledger.judgements()?;
        ledger.each_to_link(|record| {
            let id = &record.statement.id;
            match judgements.get(id) {
                Some(Decision::Confirmed) => {
                    out.confirmed.insert(id.clone());
                }
                // what the document does not say is nobody's claim
                Some(Decision::Rejected | Decision::Corrected) => return Ok(()),
                _ => {}
            }
            if let Some(reader) = record.read_by {
                out.readers.insert(id.clone(), reader.name);
            }
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
            out.statements.push(Statement {
                doc: record.document,
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
            readers: &self.readers,
            decided: &self.decided,
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

/// Decisions about pairs of statements; of several about one pair the last holds.
fn decided(reviews: &[ReviewRecord]) -> Decided {
    let by_number: BTreeMap<i64, &ReviewRecord> = reviews.iter().map(|r| (r.review, r)).collect();
    let mut last: BTreeMap<(&str, Pair), Decision> = BTreeMap::new();
    for second in reviews {
        let first = second.pair.and_then(|number| by_number.get(&number));
        let sides = first
            .and_then(|first| first.statement.clone())
            .zip(second.statement.clone());
        let Some((a, b)) = sides else { continue };
        let about = second.value.as_deref().unwrap_or_default();
        let pair = if a <= b { (a, b) } else { (b, a) };
        last.insert((about, pair), second.decision);
    }
    let mut out = Decided::default();
    for ((about, pair), decision) in last {
        let claim = about == CLAIM;
        let of = match decision {
            Decision::Merged if claim => &mut out.one_claim,
            Decision::Merged => &mut out.one_origin,
            Decision::Split if claim => &mut out.two_claims,
            Decision::Split => &mut out.two_origins,
            Decision::SameSource => &mut out.one_source,
            Decision::OtherSource => &mut out.two_sources,
            _ => continue,
        };
        of.push(pair);
    }
    out
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

/// What linking found as the ledger keeps it.
fn linked(links: Links) -> Linked {
    Linked {
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
                marks: json(&claim.marks),
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
    }
}

fn json<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
