//! What the verbs print: statements, documents, misses, hits and rows of the summary.

use crate::display;
use crate::output::Record;
use headstamp::{
    ledger::{DocumentRecord, ItemSummary, SourceSummary, StatementRecord, SummaryRow},
    model::{
        Basis, Certainty, CharOffsets, Document, Item, Phase, Polarity, Source, Span, Statement,
        Via,
    },
    reader::explain,
};
use serde::{Serialize, Serializer};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// A statement with all that a line of JSON needs.
#[derive(Debug, Clone)]
pub(crate) struct StatementOut {
    statement: Statement,
    chars: Span,
    trace_chars: Vec<Vec<Span>>,
    document: Option<DocumentFacts>,
}

/// What the ledger tells about the document beside a statement.
#[derive(Debug, Clone, Serialize)]
struct DocumentFacts {
    document: String,
    publisher: Option<String>,
    published: Option<String>,
    title: Option<String>,
    url: Option<String>,
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
        }
    }

    /// A statement out of the ledger, as the reader printed it.
    pub(crate) fn kept(record: StatementRecord) -> Self {
        Self {
            statement: record.statement,
            chars: record.chars,
            trace_chars: record.trace_chars,
            document: None,
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
        };
        Self {
            document: Some(document),
            ..Self::kept(record)
        }
    }

    pub(crate) fn statement(&self) -> &Statement {
        &self.statement
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
    #[serde(flatten)]
    document: Option<&'a DocumentFacts>,
}

#[derive(Serialize)]
struct TraceLine<'a> {
    field: &'a str,
    spans: Vec<Place>,
    reason: &'a str,
}

/// A stretch of text in bytes and in characters.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Place {
    start: usize,
    end: usize,
    char_start: usize,
    char_end: usize,
}

/// A stretch in both counts.
pub(crate) fn place(span: Span, chars: Span) -> Place {
    Place {
        start: span.start,
        end: span.end,
        char_start: chars.start,
        char_end: chars.end,
    }
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

/// The first letters of an id, enough to name it by.
pub(crate) fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

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

impl Record for Document {
    const HEADING: &'static [&'static str] = &[
        "document",
        "language",
        "published",
        "publisher",
        "title",
        "characters",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "url",
        "lang",
        "published",
        "publisher",
        "title",
        "text",
        "sha256",
    ];

    fn row(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            text(self.lang.as_ref()),
            text(self.published.as_ref()),
            text(self.publisher.as_ref()),
            text(self.title.as_ref()),
            self.text.chars().count().to_string(),
        ]
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            text(self.url.as_ref()),
            text(self.lang.as_ref()),
            text(self.published.as_ref()),
            text(self.publisher.as_ref()),
            text(self.title.as_ref()),
            self.text.clone(),
            self.sha256.clone(),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}

impl Record for DocumentRecord {
    const HEADING: &'static [&'static str] = &[
        "document",
        "language",
        "published",
        "publisher",
        "title",
        "statements",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "key",
        "id",
        "url",
        "lang",
        "published",
        "publisher",
        "title",
        "sha256",
        "text_sha256",
        "statements",
        "reader",
        "packs",
        "added_at",
        "added_by",
        "path",
    ];

    fn row(&self) -> Vec<String> {
        let document = &self.document;
        vec![
            document.id.clone(),
            text(document.lang.as_ref()),
            text(document.published.as_ref()),
            text(document.publisher.as_ref()),
            text(document.title.as_ref()),
            self.statements.to_string(),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let document = &self.document;
        vec![
            self.key.clone(),
            document.id.clone(),
            text(document.url.as_ref()),
            text(document.lang.as_ref()),
            text(document.published.as_ref()),
            text(document.publisher.as_ref()),
            text(document.title.as_ref()),
            document.sha256.clone(),
            self.text_sha256.clone(),
            self.statements.to_string(),
            self.reader.clone(),
            self.packs.clone(),
            text(self.added_at.as_ref()),
            text(self.added_by.as_ref()),
            text(self.path.as_ref()),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}

/// A sentence that looks like a statement and gave none.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MissOut {
    pub(crate) doc: String,
    pub(crate) lang: String,
    #[serde(flatten)]
    pub(crate) place: Place,
    pub(crate) text: String,
    /// The event words in it.
    pub(crate) triggers: Vec<String>,
}

impl MissOut {
    /// Where it stands in its document, in bytes.
    pub(crate) fn start(&self) -> usize {
        self.place.start
    }
}

impl Record for MissOut {
    const HEADING: &'static [&'static str] = &["document", "event words", "sentence"];
    const COLUMNS: &'static [&'static str] = &[
        "doc",
        "lang",
        "start",
        "end",
        "char_start",
        "char_end",
        "triggers",
        "text",
    ];

    fn row(&self) -> Vec<String> {
        vec![
            self.doc.clone(),
            self.triggers.join(", "),
            self.text.clone(),
        ]
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.doc.clone(),
            self.lang.clone(),
            self.place.start.to_string(),
            self.place.end.to_string(),
            self.place.char_start.to_string(),
            self.place.char_end.to_string(),
            self.triggers.join("; "),
            self.text.clone(),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}

impl Record for explain::Record {
    const HEADING: &'static [&'static str] = &["document", "kind", "words", "meaning", "place"];
    const COLUMNS: &'static [&'static str] = &[
        "doc",
        "kind",
        "start",
        "end",
        "char_start",
        "char_end",
        "text",
        "value",
        "low",
        "high",
        "precision",
        "note",
        "file",
        "line",
    ];

    fn row(&self) -> Vec<String> {
        vec![
            self.doc.clone(),
            self.kind.to_owned(),
            self.text.clone(),
            hit_meaning(self),
            hit_place(self),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        vec![
            self.doc.clone(),
            self.kind.to_owned(),
            self.start.to_string(),
            self.end.to_string(),
            self.char_start.to_string(),
            self.char_end.to_string(),
            self.text.clone(),
            text(self.value.as_ref()),
            number(self.low),
            number(self.high),
            text(self.precision.as_ref()),
            text(self.note.as_ref()),
            text(self.file.as_ref()),
            self.line.map_or_else(String::new, |line| line.to_string()),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}

/// What a hit means, in a few words.
pub(crate) fn hit_meaning(hit: &explain::Record) -> String {
    let mut parts = Vec::new();
    parts.extend(hit.value.clone());
    parts.extend(display::bounds(hit.low, hit.high));
    parts.extend(hit.precision.clone());
    parts.extend(hit.note.clone());
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// The file and line of the pack entry behind a hit.
pub(crate) fn hit_place(hit: &explain::Record) -> String {
    match (&hit.file, hit.line) {
        (Some(file), Some(line)) => format!("{file}:{line}"),
        (Some(file), None) => file.clone(),
        _ => String::new(),
    }
}

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
        "statements",
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
        "new_statements",
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
                "{} in {}\n{} new",
                row.statements,
                count(row.documents, "document"),
                row.new_statements
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
            row.new_statements.to_string(),
        ]
    }

    fn line(&self) -> impl Serialize {
        &self.row
    }
}

fn count(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
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
