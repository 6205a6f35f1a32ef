//! A statement as it is printed: a line of JSON with the contract's fields, a row of CSV, a row of a table.

use super::{Place, place, short, text};
use crate::display;
use crate::output::Record;
use headstamp::{
    ledger::{LinkRecord, ReadBy, ReviewRecord, StatementRecord},
    model::{
        Basis, Certainty, CharOffsets, Decision, Item, Phase, Polarity, Source, Span, Statement,
        Via,
    },
};
use serde::{Serialize, Serializer};
use std::{collections::BTreeMap, fmt::Write};

/// A statement with all that a line of JSON needs.
#[derive(Debug, Clone)]
pub(crate) struct StatementOut {
    statement: Statement,
    chars: Span,
    trace_chars: Vec<Vec<Span>>,
    document: Option<DocumentFacts>,
    reviews: Vec<ReviewRecord>,
    read_by: Option<ReadBy>,
    link: Option<LinkRecord>,
}

/// A statement in a list of the ledger's, with what people decided about it.
#[derive(Debug, Clone)]
pub(crate) struct ListedOut(pub(crate) StatementOut);

/// What the ledger tells about the document beside a statement.
#[derive(Debug, Clone, Serialize)]
struct DocumentFacts {
    document: String,
    publisher: Option<String>,
    published: Option<String>,
    title: Option<String>,
    url: Option<String>,
    reviews: Vec<ReviewFacts>,
}

/// A review as a statement carries it.
#[derive(Debug, Clone, Serialize)]
struct ReviewFacts {
    review: i64,
    decision: Decision,
    who: String,
    at: String,
    because: String,
    /// The statement that was looked at: another one where this was read otherwise then.
    decided_on: String,
}

impl StatementOut {
    /// A statement as it was read in the text that `offsets` counts.
    pub(crate) fn read(statement: Statement, offsets: &CharOffsets) -> Self {
        let in_chars = |spans: &Vec<Span>| spans.iter().map(|span| offsets.span(*span)).collect();
        Self {
            chars: offsets.span(statement.span),
            trace_chars: statement
                .traces
                .iter()
                .map(|trace| in_chars(&trace.spans))
                .collect(),
            statement,
            document: None,
            reviews: Vec::new(),
            read_by: None,
            link: None,
        }
    }

    /// A statement out of the ledger, as the reader printed it.
    pub(crate) fn kept(record: StatementRecord) -> Self {
        Self {
            statement: record.statement,
            chars: record.chars,
            trace_chars: record.trace_chars,
            document: None,
            reviews: record.reviews,
            read_by: record.read_by,
            link: record.link,
        }
    }

    /// A statement out of the ledger, with what it tells about the document.
    pub(crate) fn listed(record: StatementRecord) -> Self {
        let document = DocumentFacts {
            document: record.document.clone(),
            publisher: record.publisher.clone(),
            published: record.published.clone(),
            title: record.title.clone(),
            url: record.url.clone(),
            reviews: record.reviews.iter().map(ReviewFacts::of).collect(),
        };
        Self {
            document: Some(document),
            ..Self::kept(record)
        }
    }

    pub(crate) fn statement(&self) -> &Statement {
        &self.statement
    }

    pub(crate) fn reviews(&self) -> &[ReviewRecord] {
        &self.reviews
    }

    /// What was decided last, by whom, and whether it was about another reading; empty without.
    fn mark(&self) -> String {
        self.reviews.last().map_or_else(String::new, |review| {
            let reading = if review.is_on_another_reading() {
                ", on another reading"
            } else {
                ""
            };
            format!("{} by {}{reading}", review.decision, review.who)
        })
    }

    /// The rule that made it: the reason of its type, without the place.
    pub(crate) fn rule(&self) -> &str {
        let reason = self
            .statement
            .trace("type")
            .map_or("", |trace| &trace.reason);
        reason.split_once(" (").map_or(reason, |(rule, _)| rule)
    }

    /// The line of JSON, the contract's fields first.
    pub(crate) fn json(&self) -> impl Serialize {
        let statement = &self.statement;
        let traces = statement.traces.iter().zip(&self.trace_chars);
        StatementLine {
            id: &statement.id,
            doc: &statement.doc,
            lang: &statement.lang,
            quote: &statement.quote,
            place: place(statement.span, self.chars),
            event: &statement.event,
            phase: statement.phase,
            roles: &statement.roles,
            items: statement.items.iter().map(item_line).collect(),
            polarity: statement.polarity,
            certainty: statement.certainty,
            source: statement.source.as_ref(),
            via: &statement.via,
            basis: statement.basis,
            time: statement.time.as_deref(),
            traces: traces
                .map(|(trace, chars)| TraceLine {
                    field: &trace.field,
                    spans: trace
                        .spans
                        .iter()
                        .zip(chars)
                        .map(|(span, chars)| place(*span, *chars))
                        .collect(),
                    reason: &trace.reason,
                })
                .collect(),
            rule: self.rule(),
            reader: self.read_by.as_ref().map(|r| r.name.as_str()),
            reader_version: self.read_by.as_ref().and_then(|r| r.version.as_deref()),
            link: self.link.as_ref(),
            document: self.document.as_ref(),
        }
    }
}

#[derive(Serialize)]
struct StatementLine<'a> {
    id: &'a str,
    doc: &'a str,
    lang: &'a str,
    quote: &'a str,
    #[serde(flatten)]
    place: Place,
    #[serde(rename = "type")]
    event: &'a str,
    phase: Phase,
    roles: &'a BTreeMap<String, Vec<String>>,
    items: Vec<ItemLine<'a>>,
    polarity: Polarity,
    certainty: Certainty,
    source: Option<&'a Source>,
    via: &'a [Via],
    basis: Basis,
    time: Option<&'a str>,
    traces: Vec<TraceLine<'a>>,
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reader: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reader_version: Option<&'a str>,
    #[serde(flatten)]
    link: Option<&'a LinkRecord>,
    #[serde(flatten)]
    document: Option<&'a DocumentFacts>,
}

#[derive(Serialize)]
struct TraceLine<'a> {
    field: &'a str,
    spans: Vec<Place>,
    reason: &'a str,
}

#[derive(Serialize)]
struct ItemLine<'a> {
    class: &'a str,
    name: Option<&'a str>,
    #[serde(serialize_with = "plain")]
    low: Option<f64>,
    #[serde(serialize_with = "plain")]
    high: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "plain")]
    of: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<&'a str>,
}

fn item_line(item: &Item) -> ItemLine<'_> {
    ItemLine {
        class: &item.class,
        name: item.name.as_deref(),
        low: item.low,
        high: item.high,
        unit: item.unit.as_deref(),
        of: item.of,
        share: item.share,
        per: item.per.as_deref(),
    }
}

/// A whole number without a decimal point.
#[expect(
    clippy::ref_option,
    clippy::cast_possible_truncation,
    reason = "serde calls it so; whole and small"
)]
fn plain<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        None => serializer.serialize_none(),
        Some(value) if value.fract() == 0.0 && value.abs() < EXACT => {
            serializer.serialize_i64(*value as i64)
        }
        Some(value) => serializer.serialize_f64(*value),
    }
}

impl ReviewFacts {
    fn of(record: &ReviewRecord) -> Self {
        Self {
            review: record.review,
            decision: record.decision,
            who: record.who.clone(),
            at: record.at.clone(),
            because: record.because.clone(),
            decided_on: record.decided_on.clone(),
        }
    }
}

impl Record for ListedOut {
    const HEADING: &'static [&'static str] = StatementOut::HEADING;
    const COLUMNS: &'static [&'static str] = &LISTED;

    fn row(&self) -> Vec<String> {
        let mut row = self.0.row();
        let mark = self.0.mark();
        if let (Some(cell), false) = (row.first_mut(), mark.is_empty()) {
            let _ = write!(cell, "\n{mark}");
        }
        row
    }

    fn cells(&self) -> Vec<String> {
        let mut cells = self.0.cells();
        cells.push(self.0.mark());
        cells
    }

    fn line(&self) -> impl Serialize {
        self.0.json()
    }
}

/// The columns of [`StatementOut`] and one for the mark of a review.
const LISTED: [&str; StatementOut::COLUMNS.len() + 1] = {
    let mut columns = ["review"; StatementOut::COLUMNS.len() + 1];
    let (names, _) = columns.split_at_mut(StatementOut::COLUMNS.len());
    names.copy_from_slice(StatementOut::COLUMNS);
    columns
};

impl Record for StatementOut {
    const HEADING: &'static [&'static str] = &["statement", "claimed", "who says so", "quote"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "doc",
        "lang",
        "quote",
        "start",
        "end",
        "char_start",
        "char_end",
        "type",
        "phase",
        "roles",
        "items",
        "polarity",
        "certainty",
        "source_name",
        "source_kind",
        "source_state",
        "via",
        "basis",
        "time",
        "rule",
    ];

    fn row(&self) -> Vec<String> {
        let statement = &self.statement;
        let mut claimed = format!("{} {}", statement.event, statement.phase);
        for part in [
            display::parties(&statement.roles, &str::to_owned),
            display::items(&statement.items),
            statement.time.clone().unwrap_or_default(),
        ] {
            if !part.is_empty() {
                let _ = write!(claimed, "\n{part}");
            }
        }
        let mut says = display::source(statement.source.as_ref(), &statement.via);
        let _ = write!(says, "\n{}", display::stance(statement));
        if statement.basis != Basis::Unstated {
            let _ = write!(says, "\n{}", statement.basis);
        }
        vec![
            format!("{}\n{}", short(&statement.id), statement.doc),
            claimed,
            says,
            statement.quote.clone(),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let statement = &self.statement;
        let source = statement.source.as_ref();
        let roles = statement
            .roles
            .iter()
            .map(|(role, ids)| format!("{role}={}", ids.join(",")));
        let via = statement
            .via
            .iter()
            .map(|relay| display::source(None, std::slice::from_ref(relay)));
        vec![
            statement.id.clone(),
            statement.doc.clone(),
            statement.lang.clone(),
            statement.quote.clone(),
            statement.span.start.to_string(),
            statement.span.end.to_string(),
            self.chars.start.to_string(),
            self.chars.end.to_string(),
            statement.event.clone(),
            statement.phase.to_string(),
            roles.collect::<Vec<_>>().join("; "),
            display::items(&statement.items).replace('\n', "; "),
            statement.polarity.to_string(),
            statement.certainty.to_string(),
            source.map_or_else(String::new, |source| text(source.name.as_ref())),
            source.map_or_else(String::new, |source| source.kind.to_string()),
            source.map_or_else(String::new, |source| text(source.state.as_ref())),
            via.map(|relay| relay.trim_start_matches("\u{2013} via ").to_owned())
                .collect::<Vec<_>>()
                .join("; "),
            statement.basis.to_string(),
            text(statement.time.as_ref()),
            self.rule().to_owned(),
        ]
    }

    fn line(&self) -> impl Serialize {
        self.json()
    }
}
