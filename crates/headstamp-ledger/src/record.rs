//! Documents and statements as they come out of the ledger.
//!
//! A [`Statement`] comes out equal to the one that went in, field by field and in the same order,
//! so its JSON is the line that the reader printed. What the ledger knows beside it (the document's
//! key, offsets in characters) stands in the record around it.

use crate::check::sort_key;
use crate::error::{Fault, Inner};
use crate::import::ReadBy;
use crate::links::{self, LinkRecord};
use crate::review::{self, ReviewRecord};
use headstamp_model::{Document, Item, Source, Span, Statement, Trace, UnknownTerm, Via};
use rusqlite::{Connection, Row};
use serde::Serialize;
use std::collections::BTreeMap;
use std::str::FromStr;

/// A document with what the ledger knows about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentRecord {
    /// Identity: hash over text, publisher and address.
    pub key: String,
    /// The document itself.
    #[serde(flatten)]
    pub document: Document,
    /// SHA-256 of the stored text, lower-case hexadecimal.
    pub text_sha256: String,
    /// How many statements were read in it.
    pub statements: u64,
    /// Version of the reader that made them.
    pub reader: String,
    /// Version of the packs that it read with.
    pub packs: String,
    /// When it was added, RFC 3339.
    pub added_at: Option<String>,
    /// Who added it.
    pub added_by: Option<String>,
    /// The file or address that it was first read from.
    pub path: Option<String>,
    /// Place of its first mention in the log.
    pub added_sequence: Option<i64>,
}

/// A statement with what the ledger knows about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementRecord {
    /// The statement as the reader made it.
    #[serde(flatten)]
    pub statement: Statement,
    /// Key of its document.
    pub document: String,
    /// Where the quote stands, in characters.
    pub chars: Span,
    /// The spans of each trace in characters, in the order of `statement.traces`.
    pub trace_chars: Vec<Vec<Span>>,
    /// Publisher of the document.
    pub publisher: Option<String>,
    /// Publication date of the document.
    pub published: Option<String>,
    /// Headline of the document.
    pub title: Option<String>,
    /// Address of the document.
    pub url: Option<String>,
    /// Who read it, when it was not our own reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_by: Option<ReadBy>,
    /// What people decided about it, the earliest first.
    pub reviews: Vec<ReviewRecord>,
    /// What it belongs to, once linked.
    #[serde(flatten)]
    pub link: Option<LinkRecord>,
}

/// The columns that [`document`] reads.
pub(crate) const DOCUMENT: &str =
    "SELECT d.*, v.statements, v.added_at, v.added_by, v.added_sequence,
    (SELECT json_extract(payload, '$.path') FROM log WHERE sequence = v.added_sequence) AS path
    FROM document AS d JOIN document_view AS v ON v.key = d.key";

/// The columns that [`statement`] reads.
pub(crate) const STATEMENT: &str =
    "SELECT s.*, d.id AS doc, d.publisher, d.published, d.title, d.url
    FROM statement AS s JOIN document AS d ON d.key = s.document";

/// The record in a row of [`DOCUMENT`].
pub(crate) fn document(row: &Row<'_>) -> rusqlite::Result<DocumentRecord> {
    Ok(DocumentRecord {
        key: row.get("key")?,
        document: Document {
            id: row.get("id")?,
            url: row.get("url")?,
            lang: row.get("lang")?,
            published: row.get("published")?,
            publisher: row.get("publisher")?,
            title: row.get("title")?,
            text: row.get("text")?,
            sha256: row.get("sha256")?,
        },
        text_sha256: row.get("text_sha256")?,
        statements: row.get("statements")?,
        reader: row.get("reader")?,
        packs: row.get("packs")?,
        added_at: row.get("added_at")?,
        added_by: row.get("added_by")?,
        path: row.get("path")?,
        added_sequence: row.get("added_sequence")?,
    })
}

/// The record in a row of [`STATEMENT`], with its roles, items, relays and traces.
pub(crate) fn statement(connection: &Connection, row: &Row<'_>) -> Inner<StatementRecord> {
    statement_with(connection, row, Parts::All)
}

/// How much of a statement is wanted: traces are most of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parts {
    All,
    /// Without traces, relays and reviews.
    ToCount,
    /// Without traces and reviews.
    ToLink,
}

/// As [`statement`], with those parts left empty that are not wanted.
pub(crate) fn statement_with(
    connection: &Connection,
    row: &Row<'_>,
    wanted: Parts,
) -> Inner<StatementRecord> {
    let id: String = row.get("id")?;
    let source = match row.get::<_, Option<String>>("source_kind")? {
        None => None,
        Some(kind) => Some(Source {
            name: row.get("source_name")?,
            kind: term(&kind)?,
            state: row.get("source_state")?,
        }),
    };
    let (traces, trace_chars) = match wanted {
        Parts::All => traces(connection, &id)?,
        Parts::ToCount | Parts::ToLink => Default::default(),
    };
    let word = |column| row.get::<_, String>(column);
    let reader_version = row.get("reader_version")?;
    Ok(StatementRecord {
        document: row.get("document")?,
        chars: Span::new(row.get("char_start")?, row.get("char_end")?),
        trace_chars,
        publisher: row.get("publisher")?,
        published: row.get("published")?,
        title: row.get("title")?,
        url: row.get("url")?,
        read_by: row.get::<_, Option<String>>("reader")?.map(|name| ReadBy {
            name,
            version: reader_version,
        }),
        link: links::link(connection, &id)?,
        reviews: match wanted {
            Parts::All => review::at(connection, &id)?,
            Parts::ToCount | Parts::ToLink => Vec::new(),
        },
        statement: Statement {
            doc: row.get("doc")?,
            lang: row.get("lang")?,
            quote: row.get("quote")?,
            span: Span::new(row.get("span_start")?, row.get("span_end")?),
            event: row.get("type")?,
            phase: term(&word("phase")?)?,
            roles: roles(connection, &id)?,
            items: items(connection, &id)?,
            polarity: term(&word("polarity")?)?,
            certainty: term(&word("certainty")?)?,
            source,
            via: match wanted {
                Parts::All | Parts::ToLink => via(connection, &id)?,
                Parts::ToCount => Vec::new(),
            },
            basis: term(&word("basis")?)?,
            time: row.get("time")?,
            traces,
            id,
        },
    })
}

/// The statements of one document, in order, by who read them.
#[derive(Debug, Default)]
pub(crate) struct OfDocument {
    /// By the rules of this program.
    pub(crate) own: Vec<Statement>,
    /// By other readers.
    pub(crate) others: Vec<Statement>,
}

impl OfDocument {
    /// All of them, in order.
    pub(crate) fn all(&self) -> Vec<&Statement> {
        in_order(&self.own.iter().collect::<Vec<_>>(), &self.others)
    }
}

/// The statements of this program and those of other readers, in the order of a document.
pub(crate) fn in_order<'a>(own: &[&'a Statement], others: &'a [Statement]) -> Vec<&'a Statement> {
    let mut all: Vec<&Statement> = own.iter().copied().chain(others).collect();
    all.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    all
}

/// The statements of the document with identity `key`.
pub(crate) fn statements_of(connection: &Connection, key: &str) -> Inner<OfDocument> {
    let sql = format!("{STATEMENT} WHERE s.document = ?1 ORDER BY s.span_start, s.span_end, s.id");
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query([key])?;
    let mut found = OfDocument::default();
    while let Some(row) = rows.next()? {
        let record = statement(connection, row)?;
        match record.read_by {
            None => found.own.push(record.statement),
            Some(_) => found.others.push(record.statement),
        }
    }
    Ok(found)
}

fn roles(connection: &Connection, id: &str) -> Inner<BTreeMap<String, Vec<String>>> {
    let mut select = connection.prepare_cached(
        "SELECT role, actor FROM statement_role WHERE statement = ?1 ORDER BY role, position",
    )?;
    let mut rows = select.query([id])?;
    let mut roles = BTreeMap::<String, Vec<String>>::new();
    while let Some(row) = rows.next()? {
        roles.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(roles)
}

fn items(connection: &Connection, id: &str) -> Inner<Vec<Item>> {
    let mut select = connection
        .prepare_cached("SELECT * FROM statement_item WHERE statement = ?1 ORDER BY position")?;
    let items = select.query_map([id], |row| {
        Ok(Item {
            class: row.get("class")?,
            name: row.get("name")?,
            low: row.get("low")?,
            high: row.get("high")?,
            unit: row.get("unit")?,
            of: row.get("of")?,
            share: row.get("share")?,
            per: row.get("per")?,
        })
    })?;
    Ok(items.collect::<Result<_, _>>()?)
}

fn via(connection: &Connection, id: &str) -> Inner<Vec<Via>> {
    let mut select = connection.prepare_cached(
        "SELECT name, kind, state FROM statement_via WHERE statement = ?1 ORDER BY position",
    )?;
    let mut rows = select.query([id])?;
    let mut relays = Vec::new();
    while let Some(row) = rows.next()? {
        relays.push(Via {
            name: row.get(0)?,
            kind: term(&row.get::<_, String>(1)?)?,
            state: row.get(2)?,
        });
    }
    Ok(relays)
}

/// The traces of a statement, and their spans in characters.
fn traces(connection: &Connection, id: &str) -> Inner<(Vec<Trace>, Vec<Vec<Span>>)> {
    let mut select = connection.prepare_cached(
        "SELECT part, field, span_start, span_end, char_start, char_end, reason FROM statement_trace
         WHERE statement = ?1 ORDER BY position, part",
    )?;
    let mut rows = select.query([id])?;
    let (mut traces, mut chars) = (Vec::<Trace>::new(), Vec::<Vec<Span>>::new());
    while let Some(row) = rows.next()? {
        if row.get::<_, i64>(0)? == 0 {
            traces.push(Trace {
                field: row.get(1)?,
                spans: Vec::new(),
                reason: row.get(6)?,
            });
            chars.push(Vec::new());
        }
        let span = |start, end| -> rusqlite::Result<Option<Span>> {
            let ends = (
                row.get::<_, Option<usize>>(start)?,
                row.get::<_, Option<usize>>(end)?,
            );
            Ok(if let (Some(start), Some(end)) = ends {
                Some(Span::new(start, end))
            } else {
                None
            })
        };
        if let (Some(trace), Some(span)) = (traces.last_mut(), span(2, 3)?) {
            trace.spans.push(span);
        }
        if let (Some(spans), Some(span)) = (chars.last_mut(), span(4, 5)?) {
            spans.push(span);
        }
    }
    Ok((traces, chars))
}

/// A word of a closed list; another word means that the file was changed by hand.
pub(crate) fn term<T: FromStr<Err = UnknownTerm>>(word: &str) -> Inner<T> {
    word.parse()
        .map_err(|error: UnknownTerm| Fault::Damaged(error.to_string()))
}
