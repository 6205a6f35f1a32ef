//! `headstamp show` for a claim, an origin or an event: its statements, what changed on the way, and why things were
//! joined or kept apart.
//!
//! Every join and every refusal is told with both statements, so that a reader can look and overrule it.
//! Next: `found`, `records/links`.

use super::show::write;
use crate::args::Format;
use crate::display;
use crate::failure::Failure;
use crate::output;
use crate::records::{Appearance, ClaimOut, EventOut, OriginOut, counted, short};
use crate::table;
use crate::verbs::found::{Found, Kind};
use headstamp::{
    ledger::{JoinRecord, Ledger, LinkRecord, StatementRecord},
    model::{Decision, Statement},
    packs::embedded,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What a claim, origin or event is made of.
struct Linked<'a> {
    ledger: &'a Ledger,
    found: &'a Found,
    records: Vec<StatementRecord>,
    joins: Vec<JoinRecord>,
}

pub(super) fn show(ledger: &Ledger, found: &Found, format: Format) -> Result<(), Failure> {
    let records = found.statements.iter().map(|id| ledger.statement(id));
    let records = records.collect::<Result<Vec<_>, _>>()?;
    let ids: BTreeSet<&String> = found.statements.iter().collect();
    let mut joins = ledger.joins()?;
    joins.retain(|join| ids.contains(&join.earlier) || ids.contains(&join.later));
    let linked = Linked {
        ledger,
        found,
        records,
        joins,
    };
    match found.kind {
        Kind::Statement => Ok(()),
        Kind::Claim => linked.claim(format),
        Kind::Origin => linked.origin(format),
        Kind::Event => linked.event(format),
    }
}

impl Linked<'_> {
    fn link(&self) -> Option<&LinkRecord> {
        self.records.first()?.link.as_ref()
    }

    fn claims(&self) -> BTreeSet<&String> {
        let links = self.records.iter().filter_map(|r| r.link.as_ref());
        links.map(|link| &link.claim).collect()
    }

    /// The head of a page: what it is, and the id that was asked for where that is an earlier one.
    fn head(&self) -> String {
        let moved = if self.found.moved {
            "\nthe id that was asked for is an earlier one; this is what it leads to now"
        } else {
            ""
        };
        format!("{} {}{moved}\n", self.found.kind.word(), self.found.id)
    }

    fn statements(&self) -> String {
        let rows: Vec<Vec<String>> = self
            .records
            .iter()
            .map(|record| {
                let statement = &record.statement;
                vec![
                    format!("  {}", short(&statement.id)),
                    said(statement),
                    display::source(statement.source.as_ref(), &statement.via),
                    Appearance::of(record).place(),
                    format!("\u{201c}{}\u{201d}", statement.quote),
                ]
            })
            .collect();
        table::bare(&rows, table::width())
    }

    /// Why source acts were joined, may be one, or were kept apart.
    fn reasons(&self) -> Result<String, Failure> {
        let mut rows = Vec::new();
        for join in &self.joins {
            let (earlier, later) = (self.told(&join.earlier)?, self.told(&join.later)?);
            let kept = earlier.1.is_some() && earlier.1 == later.1;
            let state = match (join.certain, kept) {
                (true, _) => "one",
                (false, true) => "perhaps one",
                (false, false) => "kept apart",
            };
            rows.push(vec![
                format!("  {state}"),
                join.reason.clone(),
                earlier.0,
                later.0,
            ]);
        }
        if rows.is_empty() {
            return Ok(String::new());
        }
        let page = table::bare(&rows, table::width());
        Ok(format!(
            "\nwhy source acts are one, perhaps one, or kept apart\n{page}"
        ))
    }

    /// A statement in a line, and the possible origin that it belongs to.
    fn told(&self, id: &str) -> Result<(String, Option<String>), Failure> {
        let record = self.ledger.statement(id)?;
        let statement = &record.statement;
        let line = format!(
            "{} {}; {}",
            short(id),
            display::source(statement.source.as_ref(), &statement.via),
            Appearance::of(&record).place()
        );
        Ok((line, record.link.map(|link| link.origin_possible)))
    }

    /// Grades that people gave, and what the number of origins would bear.
    fn grades(&self) -> String {
        let mut page = String::new();
        for record in &self.records {
            let mut graded = record
                .reviews
                .iter()
                .filter(|r| r.decision == Decision::Graded);
            if let Some(review) = graded.next_back() {
                let grade = review.value.as_deref().unwrap_or_default();
                let _ = writeln!(page, "  {grade} by {}: {}", review.who, review.because);
            }
        }
        if page.is_empty() {
            page
        } else {
            format!("\ngrades\n{page}")
        }
    }

    fn claim(&self, format: Format) -> Result<(), Failure> {
        let records = self.ledger.claims()?.into_iter();
        let Some(record) = records.into_iter().find(|c| c.id == self.found.id) else {
            return Ok(());
        };
        let Some(first) = self.records.first() else {
            return Ok(());
        };
        let out = ClaimOut {
            first: first.clone(),
            appearances: self.records.iter().map(Appearance::of).collect(),
            event: self.link().map_or_else(String::new, |l| l.event.clone()),
            record,
            shared: embedded::shared(),
        };
        if format != Format::Table {
            return output::print(format, &[out]);
        }
        let mut page = self.head();
        let _ = writeln!(page, "{}", out.title());
        let _ = writeln!(page, "origin {}, event {}", out.record.origin, out.event);
        page.push_str("\nwhere it appeared\n");
        page.push_str(&self.statements());
        let changes = out.changes();
        if !changes.is_empty() {
            page.push_str("\nwhat changed on the way\n");
            for change in changes {
                let _ = writeln!(page, "  {change}");
            }
        }
        page.push_str(&self.reasons()?);
        page.push_str(&self.grades());
        write(&page)
    }

    fn origin(&self, format: Format) -> Result<(), Failure> {
        let possible = self
            .link()
            .map_or_else(String::new, |l| l.origin_possible.clone());
        let mut others: BTreeSet<String> = BTreeSet::new();
        self.ledger.each_to_link(|record| {
            let link = record.link.filter(|l| l.origin_possible == possible);
            others.extend(
                link.map(|l| l.origin)
                    .filter(|origin| *origin != self.found.id),
            );
            Ok(())
        })?;
        let out = OriginOut {
            id: self.found.id.clone(),
            possible,
            claims: self.claims().len(),
            statements: self.records.iter().map(Appearance::of).collect(),
            joins: self.joins.clone(),
            others: others.into_iter().collect(),
        };
        if format != Format::Table {
            return output::print(format, &[out]);
        }
        let mut page = self.head();
        page.push_str("\nwhat it says, and where\n");
        page.push_str(&self.statements());
        page.push_str(&self.reasons()?);
        if !out.others.is_empty() {
            let _ = writeln!(page, "\nmay be one with\n  {}", out.others.join("\n  "));
        }
        page.push_str(&self.grades());
        write(&page)
    }

    fn event(&self, format: Format) -> Result<(), Failure> {
        let mut records = self.ledger.events()?.into_iter();
        let Some(record) = records.find(|event| event.id == self.found.id) else {
            return Ok(());
        };
        let out = EventOut {
            record,
            claims: self.claims().len(),
            shared: embedded::shared(),
        };
        if format != Format::Table {
            return output::print(format, &[out]);
        }
        let mut page = self.head();
        let rows = [
            ("said to be so", &out.record.asserted),
            ("denied", &out.record.denied),
            ("left open", &out.record.undecided),
        ];
        let rows: Vec<Vec<String>> = rows
            .into_iter()
            .map(|(side, counts)| (side, counted(counts).replace('\n', ", ")))
            .filter(|(_, counts)| !counts.is_empty())
            .map(|(side, counts)| vec![format!("  {side}"), counts])
            .collect();
        page.push_str(&table::bare(&rows, table::width()));
        if suggests_confirmed(&out.record.asserted) {
            page.push_str("  two or more independent origins: credibility 1 can be considered\n");
        }
        let mut by_claim: BTreeMap<&String, Vec<&StatementRecord>> = BTreeMap::new();
        for record in &self.records {
            if let Some(link) = &record.link {
                by_claim.entry(&link.claim).or_default().push(record);
            }
        }
        page.push_str("\nclaims about it\n");
        let mut rows: Vec<Vec<String>> = Vec::new();
        for record in &self.records {
            let Some(claim) = record.link.as_ref().map(|l| &l.claim) else {
                continue;
            };
            // each claim stands at its first appearance
            let Some(of_claim) = by_claim.remove(claim) else {
                continue;
            };
            let statement = &record.statement;
            let places: Vec<String> = of_claim.iter().map(|r| Appearance::of(r).place()).collect();
            rows.push(vec![
                format!("  {}", short(claim)),
                said(statement),
                display::source(statement.source.as_ref(), &statement.via),
                places.join("\n"),
            ]);
        }
        page.push_str(&table::bare(&rows, table::width()));
        page.push_str(&self.reasons()?);
        page.push_str(&self.grades());
        write(&page)
    }
}

/// What a statement says, a line each for event, parties, things and stance.
fn said(statement: &Statement) -> String {
    let parts = [
        format!("{} {}", statement.event, statement.phase),
        display::parties(&statement.roles, &str::to_owned),
        display::items(&statement.items),
        display::stance(statement),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

/// Whether independent origins agree, which is what credibility 1 asks for; the program only suggests.
fn suggests_confirmed(counts: &serde_json::Value) -> bool {
    counts["origins_low"]
        .as_u64()
        .is_some_and(|origins| origins >= 2)
}
