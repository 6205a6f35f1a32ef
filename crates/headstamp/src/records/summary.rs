//! A row of the ledger's summary: what is claimed, how far it got, how many, who says so and who denies it.

use super::text;
use crate::display;
use crate::output::Record;
use headstamp::ledger::{ItemSummary, SourceSummary, SummaryRow};
use serde::Serialize;
use std::{collections::BTreeSet, fmt::Write};

/// A row of the ledger's summary, with the names of its parties.
pub(crate) struct SummaryOut<'a> {
    pub(crate) row: SummaryRow,
    pub(crate) name: &'a dyn Fn(&str) -> String,
}

impl Record for SummaryOut<'_> {
    const HEADING: &'static [&'static str] = &[
        "claimed",
        "how many",
        "who says so",
        "who denies it",
        "origins, outlets, documents",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "type",
        "parties",
        "furthest",
        "first_published",
        "last_published",
        "items",
        "positive",
        "negative",
        "unknown",
        "statements",
        "documents",
        "outlets",
        "origins_low",
        "origins_high",
        "new_statements",
        "reviewed",
        "rejected",
    ];

    fn row(&self) -> Vec<String> {
        let row = &self.row;
        let mut denies = sources(&row.negative);
        if !row.unknown.is_empty() {
            let lead = if denies.is_empty() { "" } else { "\n" };
            let _ = write!(
                denies,
                "{lead}cannot confirm: {}",
                sources(&row.unknown).replace('\n', ", ")
            );
        }
        vec![
            format!(
                "{}\n{} {}",
                display::parties(&row.parties, self.name),
                row.event,
                furthest(row)
            ),
            row.items.iter().map(item).collect::<Vec<_>>().join("\n"),
            sources(&row.positive),
            denies,
            format!(
                "{}{}, {}\n{}, {} new{}",
                // nothing before linking
                display::origins(row.origins_low, row.origins_high)
                    .map_or_else(String::new, |origins| origins + "\n"),
                display::plural(row.outlets, "outlet"),
                display::plural(row.documents, "document"),
                display::plural(row.statements, "statement"),
                row.new_statements,
                reviewed(row)
            ),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let row = &self.row;
        let flat = |text: String| text.replace('\n', "; ");
        let roles = row
            .parties
            .iter()
            .map(|(role, ids)| format!("{role}={}", ids.join(",")));
        vec![
            row.event.clone(),
            roles.collect::<Vec<_>>().join("; "),
            row.furthest
                .map_or_else(String::new, |phase| phase.to_string()),
            text(row.first_published.as_ref()),
            text(row.last_published.as_ref()),
            flat(row.items.iter().map(item).collect::<Vec<_>>().join("\n")),
            flat(sources(&row.positive)),
            flat(sources(&row.negative)),
            flat(sources(&row.unknown)),
            row.statements.to_string(),
            row.documents.to_string(),
            row.outlets.to_string(),
            row.origins_low.to_string(),
            row.origins_high.to_string(),
            row.new_statements.to_string(),
            row.reviewed.to_string(),
            row.rejected.to_string(),
        ]
    }

    fn line(&self) -> impl Serialize {
        &self.row
    }
}

/// The share that people have decided about, on a line of its own; nothing when that is none.
fn reviewed(row: &SummaryRow) -> String {
    if row.reviewed == 0 {
        return String::new();
    }
    let share = 100 * row.reviewed / row.statements.max(1);
    let rejected = match row.rejected {
        0 => String::new(),
        some => format!(", {some} rejected"),
    };
    format!("\n{} reviewed ({share} %){rejected}", row.reviewed)
}

fn furthest(row: &SummaryRow) -> String {
    row.furthest.map_or_else(
        || "(asserted by nobody)".to_owned(),
        |phase| phase.to_string(),
    )
}

fn item(item: &ItemSummary) -> String {
    let names: BTreeSet<&str> = item.names.iter().map(String::as_str).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let mut out = item.class.clone();
    if !names.is_empty() {
        let _ = write!(out, " ({})", names.join(", "));
    }
    let numbers = match (item.smallest, item.largest) {
        (Some(smallest), Some(largest)) => display::bounds(Some(smallest), Some(largest)),
        _ => None,
    };
    if let Some(numbers) = numbers {
        let _ = write!(out, ": {numbers}");
    }
    if let Some(unit) = &item.unit {
        let _ = write!(out, " {unit}");
    }
    if let Some(per) = &item.per {
        let _ = write!(out, " per {per}");
    }
    out
}

/// Sources, a line each, with how many statements each has made.
fn sources(sources: &[SourceSummary]) -> String {
    let one = |source: &SourceSummary| {
        let who = match (&source.kind, &source.publisher) {
            (Some(kind), _) => {
                display::speaker(source.name.as_deref(), *kind, source.state.as_deref())
            }
            (None, Some(publisher)) => format!("{publisher} itself"),
            (None, None) => "the document itself".to_owned(),
        };
        if source.statements == 1 {
            who
        } else {
            format!("{who} \u{d7}{}", source.statements)
        }
    };
    sources.iter().map(one).collect::<Vec<_>>().join("\n")
}
