//! Claims, events and origins as they are printed, each with its three counts: documents, outlets, origins.
//!
//! A number of origins is a range wherever it is not certain that two source acts are two. Next: `verbs/links`, which
//! gathers them.

use super::{short, text};
use crate::display;
use crate::output::Record;
use headstamp::{
    ledger::{ClaimRecord, EventRecord, JoinRecord, StatementRecord},
    model::{Polarity, outlet},
    packs::Shared,
};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// One statement of a claim or origin, in short.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Appearance {
    statement: String,
    doc: String,
    /// Key of the document: two may share an id.
    #[serde(skip)]
    key: String,
    publisher: Option<String>,
    published: Option<String>,
    source: String,
    quote: String,
}

impl Appearance {
    pub(crate) fn of(record: &StatementRecord) -> Self {
        let statement = &record.statement;
        Self {
            statement: statement.id.clone(),
            doc: statement.doc.clone(),
            key: record.document.clone(),
            publisher: record.publisher.clone(),
            published: record.published.clone(),
            source: display::source(statement.source.as_ref(), &statement.via),
            quote: statement.quote.clone(),
        }
    }

    pub(crate) fn place(&self) -> String {
        let publisher = self.publisher.as_deref().unwrap_or(&self.doc);
        match &self.published {
            Some(day) => format!("{publisher}, {day}"),
            None => publisher.to_owned(),
        }
    }
}

/// Documents and outlets of appearances.
fn spread(appearances: &[Appearance]) -> (usize, usize) {
    let documents: BTreeSet<&str> = appearances.iter().map(|a| a.key.as_str()).collect();
    let outlets: BTreeSet<String> = appearances
        .iter()
        .map(|a| outlet(a.publisher.as_deref(), &a.key))
        .collect();
    (documents.len(), outlets.len())
}

/// A claim with all its appearances, the earliest first.
pub(crate) struct ClaimOut<'a> {
    pub(crate) record: ClaimRecord,
    /// How the claim first appeared.
    pub(crate) first: StatementRecord,
    pub(crate) appearances: Vec<Appearance>,
    pub(crate) event: String,
    pub(crate) shared: &'a Shared,
}

impl ClaimOut<'_> {
    /// The claim in a line: who says what of whom, and where first.
    pub(crate) fn title(&self) -> String {
        let statement = &self.first.statement;
        let name = |id: &str| display::actor_name(self.shared, id);
        let parties = display::parties(&statement.roles, &name).replace('\n', ", ");
        let source = display::source(statement.source.as_ref(), &statement.via);
        let place = self
            .appearances
            .first()
            .map_or_else(String::new, Appearance::place);
        let stance = match statement.polarity {
            Polarity::Positive => "",
            Polarity::Negative => " denies",
            Polarity::Unknown => " leaves open",
        };
        format!("{source}{stance}: {} {parties} ({place})", statement.event)
    }

    /// What changed on the way and what became of it, a line each.
    pub(crate) fn changes(&self) -> Vec<String> {
        let mut lines = self.drift();
        lines.extend(self.fates());
        lines
    }

    /// What became of it in later texts, a line each.
    fn fates(&self) -> Vec<String> {
        let marks = self.record.marks.as_array().map_or(&[][..], Vec::as_slice);
        let line = |mark: &Value| {
            let at = self
                .appearances
                .iter()
                .find(|a| Some(a.statement.as_str()) == mark["statement"].as_str());
            let place = at.map_or_else(String::new, Appearance::place);
            let by = mark["by"].as_str().map(short).unwrap_or_default();
            let fate = match mark["fate"].as_str().unwrap_or_default() {
                "dropped" => "a later text at its address does not say it any more".to_owned(),
                "differs" => "another text of that day at its address does not say it".to_owned(),
                "retracted" => format!("who said it denies it later ({by})"),
                _ => format!("rests on a medium that withdrew it ({by})"),
            };
            format!("{place}: {fate}")
        };
        marks.iter().map(line).collect()
    }

    /// What changed between appearances, a line each.
    fn drift(&self) -> Vec<String> {
        let hops = self.record.hops.as_array().map_or(&[][..], Vec::as_slice);
        let at = |id: &Value| {
            let mut appearances = self.appearances.iter();
            appearances.find(|a| Some(a.statement.as_str()) == id.as_str())
        };
        hops.iter()
            .flat_map(|hop| {
                let (from, to) = (at(&hop["from"]), at(&hop["to"]));
                let place = to.map_or_else(String::new, Appearance::place);
                // days that are equal or unknown do not tell which came first
                let day = |a: Option<&Appearance>| a.and_then(|a| a.published.clone());
                let ordered = match (day(from), day(to)) {
                    (Some(from), Some(to)) => from < to && !to.starts_with(&from),
                    _ => false,
                };
                let changes = hop["changes"].as_array().cloned().unwrap_or_default();
                changes
                    .into_iter()
                    .map(move |change| format!("{place}: {}", told(&change, ordered)))
            })
            .collect()
    }
}

/// A change in words; without an order the arrow points both ways.
fn told(change: &Value, ordered: bool) -> String {
    let kind = change["drift"]
        .as_str()
        .unwrap_or_default()
        .replace('-', " ");
    let side = |value: &Value| match value {
        Value::String(word) => word.clone(),
        Value::Array(parts) if parts.iter().all(|p| p.is_number() || p.is_null()) => {
            let bound = |at: usize| parts.get(at).and_then(Value::as_f64);
            display::bounds(bound(0), bound(1)).unwrap_or_default()
        }
        Value::Array(parts) => {
            let words: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
            words.join(", ")
        }
        other => other.to_string(),
    };
    let arrow = if ordered { '\u{2192}' } else { '\u{2194}' };
    let what = change["class"].as_str().or(change["role"].as_str());
    let what = what.map_or_else(String::new, |what| format!(" ({what})"));
    format!(
        "{kind}{what}: {} {arrow} {}",
        side(&change["before"]),
        side(&change["after"])
    )
}

impl Record for ClaimOut<'_> {
    const HEADING: &'static [&'static str] = &[
        "claim",
        "what",
        "who says so",
        "appeared in",
        "changed on the way",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "origin",
        "event",
        "type",
        "phase",
        "polarity",
        "parties",
        "items",
        "source",
        "first_published",
        "documents",
        "outlets",
        "appearances",
        "changes",
    ];

    fn row(&self) -> Vec<String> {
        let statement = &self.first.statement;
        let name = |id: &str| display::actor_name(self.shared, id);
        let mut what = format!("{} {}", statement.event, statement.phase);
        for line in [
            display::parties(&statement.roles, &name),
            display::items(&statement.items),
        ] {
            if !line.is_empty() {
                let _ = write!(what, "\n{line}");
            }
        }
        let stance = display::stance(statement);
        vec![
            self.record.id.clone(),
            what,
            format!(
                "{}\n{stance}",
                display::source(statement.source.as_ref(), &statement.via)
            ),
            self.appearances
                .iter()
                .map(Appearance::place)
                .collect::<Vec<_>>()
                .join("\n"),
            self.changes().join("\n"),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let statement = &self.first.statement;
        let (documents, outlets) = spread(&self.appearances);
        let same = |id: &str| id.to_owned();
        vec![
            self.record.id.clone(),
            self.record.origin.clone(),
            self.event.clone(),
            statement.event.clone(),
            statement.phase.to_string(),
            statement.polarity.to_string(),
            display::parties(&statement.roles, &same).replace('\n', "; "),
            display::items(&statement.items).replace('\n', "; "),
            display::source(statement.source.as_ref(), &statement.via),
            text(self.first.published.as_ref()),
            documents.to_string(),
            outlets.to_string(),
            self.appearances.len().to_string(),
            self.changes().join("; "),
        ]
    }

    fn line(&self) -> impl Serialize {
        let statement = &self.first.statement;
        let (documents, outlets) = spread(&self.appearances);
        json!({
            "id": self.record.id,
            "origin": self.record.origin,
            "event": self.event,
            "type": statement.event,
            "phase": statement.phase,
            "roles": statement.roles,
            "items": statement.items,
            "polarity": statement.polarity,
            "certainty": statement.certainty,
            "source": statement.source,
            "documents": documents,
            "outlets": outlets,
            "appearances": self.appearances,
            "hops": self.record.hops,
            "marks": self.record.marks,
        })
    }
}

/// An event with what stands for and against it.
pub(crate) struct EventOut<'a> {
    pub(crate) record: EventRecord,
    pub(crate) claims: usize,
    pub(crate) shared: &'a Shared,
}

impl EventOut<'_> {
    fn roles(&self) -> BTreeMap<String, Vec<String>> {
        serde_json::from_value(self.record.roles.clone()).unwrap_or_default()
    }

    fn classes(&self) -> Vec<String> {
        serde_json::from_value(self.record.classes.clone()).unwrap_or_default()
    }
}

/// Three counts in words; nothing where nobody stands.
pub(crate) fn counted(counts: &Value) -> String {
    let number = |key: &str| counts[key].as_u64().unwrap_or_default();
    display::origins(number("origins_low"), number("origins_high")).map_or_else(
        String::new,
        |origins| {
            format!(
                "{origins}\n{}, {}",
                display::plural(number("outlets"), "outlet"),
                display::plural(number("documents"), "document"),
            )
        },
    )
}

impl Record for EventOut<'_> {
    const HEADING: &'static [&'static str] =
        &["event", "what", "said to be so", "denied", "left open"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "type",
        "parties",
        "classes",
        "claims",
        "asserted",
        "denied",
        "undecided",
    ];

    fn row(&self) -> Vec<String> {
        let name = |id: &str| display::actor_name(self.shared, id);
        vec![
            self.record.id.clone(),
            format!(
                "{}\n{}\n{}",
                self.record.event,
                display::parties(&self.roles(), &name),
                self.classes().join(", ")
            ),
            counted(&self.record.asserted),
            counted(&self.record.denied),
            counted(&self.record.undecided),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let same = |id: &str| id.to_owned();
        let flat = |counts: &Value| counted(counts).replace('\n', ", ");
        vec![
            self.record.id.clone(),
            self.record.event.clone(),
            display::parties(&self.roles(), &same).replace('\n', "; "),
            self.classes().join("; "),
            self.claims.to_string(),
            flat(&self.record.asserted),
            flat(&self.record.denied),
            flat(&self.record.undecided),
        ]
    }

    fn line(&self) -> impl Serialize {
        let mut line = serde_json::to_value(&self.record).unwrap_or_default();
        line["claims"] = json!(self.claims);
        line
    }
}

/// An origin: one source act with what it says, and why statements were joined to it.
pub(crate) struct OriginOut {
    pub(crate) id: String,
    pub(crate) possible: String,
    pub(crate) claims: usize,
    pub(crate) statements: Vec<Appearance>,
    pub(crate) joins: Vec<JoinRecord>,
    /// Origins that may be the same one.
    pub(crate) others: Vec<String>,
}

impl OriginOut {
    fn reasons(&self) -> Vec<String> {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for join in self.joins.iter().filter(|join| join.certain) {
            *reasons.entry(&join.reason).or_default() += 1;
        }
        reasons
            .into_iter()
            .map(|(reason, times)| {
                if times == 1 {
                    reason.to_owned()
                } else {
                    format!("{reason} ({times}\u{d7})")
                }
            })
            .collect()
    }
}

impl Record for OriginOut {
    const HEADING: &'static [&'static str] = &[
        "origin",
        "who",
        "appeared in",
        "joined because",
        "may be one with",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "origin_possible",
        "source",
        "first_published",
        "claims",
        "statements",
        "documents",
        "outlets",
        "joined_because",
        "may_be_one_with",
    ];

    fn row(&self) -> Vec<String> {
        let mut sources: Vec<&str> = Vec::new();
        let mut places: Vec<String> = Vec::new();
        for statement in &self.statements {
            if !sources.contains(&statement.source.as_str()) {
                sources.push(&statement.source);
            }
            if !places.contains(&statement.place()) {
                places.push(statement.place());
            }
        }
        vec![
            self.id.clone(),
            sources.join("\n"),
            places.join("\n"),
            self.reasons().join("\n"),
            self.others.join("\n"),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let (documents, outlets) = spread(&self.statements);
        let first = self.statements.first();
        vec![
            self.id.clone(),
            self.possible.clone(),
            first.map_or_else(String::new, |s| s.source.clone()),
            first.map_or_else(String::new, |s| text(s.published.as_ref())),
            self.claims.to_string(),
            self.statements.len().to_string(),
            documents.to_string(),
            outlets.to_string(),
            self.reasons().join("; "),
            self.others.join("; "),
        ]
    }

    fn line(&self) -> impl Serialize {
        let (documents, outlets) = spread(&self.statements);
        json!({
            "id": self.id,
            "origin_possible": self.possible,
            "claims": self.claims,
            "documents": documents,
            "outlets": outlets,
            "statements": self.statements,
            "joins": self.joins,
            "may_be_one_with": self.others,
        })
    }
}
