//! Links what the ledger holds, after every change of statements.
//!
//! The linker knows no SQL and the ledger no linking: here the one's records become the other's. Next: `headstamp-linker`.

use crate::failure::Failure;
use headstamp::{
    ledger::{
        ClaimRecord, CopyRecord, EventRecord, Filter, JoinRecord, Ledger, LinkRecord, Linked,
    },
    linker::{self, Input},
    model::{Document, Statement},
    packs::Shared,
};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Links all statements of the ledger anew.
pub(crate) fn relink(ledger: &mut Ledger, shared: &Shared) -> Result<(), Failure> {
    let linked = linked(ledger, shared)?;
    Ok(ledger.relink(&linked)?)
}

fn linked(ledger: &Ledger, shared: &Shared) -> Result<Linked, Failure> {
    // here documents go by their keys: two may share an id
    let documents: Vec<Document> = ledger
        .documents(&Filter::default())?
        .into_iter()
        .map(|record| Document {
            id: record.key,
            ..record.document
        })
        .collect();
    let mut statements: Vec<Statement> = Vec::new();
    ledger.each_statement(&Filter::default(), |record| {
        statements.push(Statement {
            doc: record.document,
            traces: Vec::new(),
            ..record.statement
        });
        Ok(())
    })?;
    let classes: BTreeMap<String, String> = shared
        .items
        .iter()
        .filter_map(|(id, entry)| Some((id.clone(), entry.value.parent.clone()?)))
        .collect();
    let links = linker::link(Input {
        documents: &documents,
        statements: &statements,
        classes: &classes,
    });
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
