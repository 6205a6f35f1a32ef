//! `headstamp claims`, `events` and `origins`: what linking made of the statements, filtered.
//!
//! Filters are about statements: a claim, event or origin is listed when one of its statements passes, and then with all
//! of them, so that its counts stay what they are. Next: `headstamp-linker`.

use crate::args::List;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output::{Printer, Record};
use crate::records::{Appearance, ClaimOut, EventOut, OriginOut};
use headstamp::{
    ledger::{ClaimRecord, Filter, JoinRecord, Ledger, LinkRecord, Mode, StatementRecord},
    packs::{Shared, embedded},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Everything linked, with what the filter keeps.
struct Linked {
    ledger: Ledger,
    /// All statements with their links, in order of publication.
    statements: Vec<(StatementRecord, LinkRecord)>,
    /// Statements that pass the filter.
    kept: BTreeSet<String>,
}

impl Linked {
    fn open(args: &List, console: &Console) -> Result<Self, Failure> {
        let ledger = args.ledger.open(Mode::ReadOnly)?;
        if ledger.unlinked()? > 0 {
            console.note(
                "some statements are not linked yet: `headstamp add` with any document links them",
            );
        }
        let kept = ledger
            .statements(&args.filter.filter())?
            .into_iter()
            .map(|record| record.statement.id)
            .collect();
        let mut statements: Vec<(StatementRecord, LinkRecord)> = ledger
            .statements(&Filter::default())?
            .into_iter()
            .filter_map(|mut record| {
                let link = record.link.take()?;
                Some((record, link))
            })
            .collect();
        statements.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
        Ok(Self {
            ledger,
            statements,
            kept,
        })
    }

    /// Statements by an id of their links, the groups with a kept statement only.
    fn by(&self, id: impl Fn(&LinkRecord) -> &String) -> BTreeMap<String, Vec<usize>> {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, (_, link)) in self.statements.iter().enumerate() {
            groups.entry(id(link).clone()).or_default().push(index);
        }
        let keeps = |index: &usize| self.kept.contains(&self.statements[*index].0.statement.id);
        groups.retain(|_, statements| statements.iter().any(keeps));
        groups
    }

    fn appearances(&self, statements: &[usize]) -> Vec<Appearance> {
        statements
            .iter()
            .map(|index| Appearance::of(&self.statements[*index].0))
            .collect()
    }
}

/// In order of publication, unknown days last; the order in which the linker has them.
fn order(record: &StatementRecord) -> (bool, &Option<String>, &str, usize, &str) {
    let statement = &record.statement;
    (
        record.published.is_none(),
        &record.published,
        &record.document,
        statement.span.start,
        &statement.id,
    )
}

/// Claims with an appearance in one of the documents that changed on the way: the claim in a line, and what changed in
/// which outlet.
pub(super) fn drifted(
    ledger: &Ledger,
    shared: &Shared,
    documents: &BTreeSet<String>,
) -> Result<Vec<(String, Vec<String>)>, Failure> {
    let records: Vec<ClaimRecord> = ledger
        .claims()?
        .into_iter()
        .filter(|claim| {
            let any = |list: &Value| list.as_array().is_some_and(|list| !list.is_empty());
            any(&claim.hops) || any(&claim.marks)
        })
        .collect();
    if records.is_empty() || documents.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: BTreeSet<&str> = records.iter().map(|claim| claim.id.as_str()).collect();
    let mut by_claim: BTreeMap<String, Vec<StatementRecord>> = BTreeMap::new();
    ledger.each_to_link(|record| {
        if let Some(link) = record
            .link
            .as_ref()
            .filter(|l| wanted.contains(l.claim.as_str()))
        {
            by_claim.entry(link.claim.clone()).or_default().push(record);
        }
        Ok(())
    })?;
    let mut out: Vec<ClaimOut<'_>> = records
        .into_iter()
        .filter_map(|record| {
            let mut statements = by_claim.remove(&record.id)?;
            if !statements.iter().any(|s| documents.contains(&s.document)) {
                return None;
            }
            statements.sort_by(|a, b| order(a).cmp(&order(b)));
            Some(ClaimOut {
                first: statements.first()?.clone(),
                appearances: statements.iter().map(Appearance::of).collect(),
                event: String::new(),
                record,
                shared,
            })
        })
        .collect();
    out.sort_by(|a, b| (order(&a.first), &a.record.id).cmp(&(order(&b.first), &b.record.id)));
    Ok(out
        .iter()
        .map(|claim| (claim.title(), claim.changes()))
        .collect())
}

pub(super) fn claims(args: &List, console: &Console) -> Result<Status, Failure> {
    let linked = Linked::open(args, console)?;
    let groups = linked.by(|link| &link.claim);
    let mut out: Vec<ClaimOut<'_>> = linked
        .ledger
        .claims()?
        .into_iter()
        .filter_map(|record| {
            let statements = groups.get(&record.id)?;
            let (first, link) = linked.statements.get(*statements.first()?)?;
            Some(ClaimOut {
                first: first.clone(),
                appearances: linked.appearances(statements),
                event: link.event.clone(),
                record,
                shared: embedded::shared(),
            })
        })
        .collect();
    out.sort_by(|a, b| (order(&a.first), &a.record.id).cmp(&(order(&b.first), &b.record.id)));
    print(&out, args, console)
}

pub(super) fn events(args: &List, console: &Console) -> Result<Status, Failure> {
    let linked = Linked::open(args, console)?;
    let groups = linked.by(|link| &link.event);
    let mut out: Vec<(usize, EventOut<'_>)> = linked
        .ledger
        .events()?
        .into_iter()
        .filter_map(|record| {
            let statements = groups.get(&record.id)?;
            let claims: BTreeSet<&String> = statements
                .iter()
                .map(|index| &linked.statements[*index].1.claim)
                .collect();
            let event = EventOut {
                record,
                claims: claims.len(),
                shared: embedded::shared(),
            };
            Some((*statements.first()?, event))
        })
        .collect();
    out.sort_by(|(a, x), (b, y)| (a, &x.record.id).cmp(&(b, &y.record.id)));
    let out: Vec<EventOut<'_>> = out.into_iter().map(|(_, event)| event).collect();
    print(&out, args, console)
}

pub(super) fn origins(args: &List, console: &Console) -> Result<Status, Failure> {
    let linked = Linked::open(args, console)?;
    let groups = linked.by(|link| &link.origin);
    let origin_of: BTreeMap<&str, &LinkRecord> = linked
        .statements
        .iter()
        .map(|(record, link)| (record.statement.id.as_str(), link))
        .collect();
    let mut joins: BTreeMap<String, Vec<JoinRecord>> = BTreeMap::new();
    for join in linked.ledger.joins()? {
        if let Some(link) = origin_of.get(join.later.as_str()) {
            joins.entry(link.origin.clone()).or_default().push(join);
        }
    }
    let mut siblings: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (_, link) in &linked.statements {
        siblings
            .entry(&link.origin_possible)
            .or_default()
            .insert(&link.origin);
    }
    let mut out: Vec<(usize, OriginOut)> = groups
        .into_iter()
        .filter_map(|(id, statements)| {
            let (_, link) = linked.statements.get(*statements.first()?)?;
            let claims: BTreeSet<&String> = statements
                .iter()
                .map(|index| &linked.statements[*index].1.claim)
                .collect();
            let others = siblings.get(link.origin_possible.as_str());
            let origin = OriginOut {
                possible: link.origin_possible.clone(),
                claims: claims.len(),
                statements: linked.appearances(&statements),
                joins: joins.remove(&id).unwrap_or_default(),
                others: others
                    .into_iter()
                    .flatten()
                    .filter(|other| **other != id)
                    .map(|other| (*other).to_owned())
                    .collect(),
                id,
            };
            Some((*statements.first()?, origin))
        })
        .collect();
    out.sort_by(|(a, x), (b, y)| (a, &x.id).cmp(&(b, &y.id)));
    let out: Vec<OriginOut> = out.into_iter().map(|(_, origin)| origin).collect();
    print(&out, args, console)
}

pub(super) fn print<R: Record>(
    records: &[R],
    args: &List,
    console: &Console,
) -> Result<Status, Failure> {
    let mut printer = Printer::list::<R>(args)?;
    for record in records {
        printer.push(record)?;
    }
    super::list::finish::<R>(printer, records.len(), &args.filter, console)
}
