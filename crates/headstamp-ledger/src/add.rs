//! Adding a document with its statements.
//!
//! A document is its text, publisher and address ([`Document::key`]). The same one may be handed in
//! several ways, as a page and as a line of JSON, under two file names, with and without a date.
//! All are noted in `document_copy`, and the one that tells most stands in `document`, with the
//! statements that came with it; which one that is does not depend on the order of arrival.
//! Statements are those of the reader that saw the document first: reading again with other packs
//! is the business of `reread`.

use crate::check::{content_sha256, sort_key, statement_problem};
use crate::difference::Difference;
use crate::error::{Inner, LedgerError};
use crate::import;
use crate::log::{self, LogNote};
use crate::original;
use crate::record;
use crate::review;
use headstamp_model::{CharOffsets, Document, Statement, Trace, sha256_hex};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A document as it is handed to the ledger.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The document; empty texts in optional fields count as unknown.
    pub document: &'a Document,
    /// The bytes it was read from, if they are at hand.
    pub original: Option<&'a [u8]>,
    /// The file or address that it was read from, for the log.
    pub path: Option<&'a str>,
    /// What the reader found in it; of statements with one id the first is kept.
    pub statements: &'a [Statement],
    /// Version of the reader.
    pub reader: &'a str,
    /// Version of the packs.
    pub packs: &'a str,
    /// When it is added, RFC 3339.
    pub at: &'a str,
    /// Who adds it.
    pub who: &'a str,
}

/// What adding a document came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It was not there.
    New,
    /// It was not there, and the ledger has another text at its address.
    NewVersion {
        /// Key of the latest other text.
        of: String,
    },
    /// It was there; nothing was changed.
    AlreadyThere,
    /// It was there with other particulars (id, date, title, language, original), which were noted.
    Copy {
        /// Whether this copy tells more than the one before and now stands for the document, with
        /// its statements.
        preferred: bool,
    },
}

impl Added {
    /// Whether the ledger has one document more.
    pub const fn is_new(&self) -> bool {
        matches!(self, Self::New | Self::NewVersion { .. })
    }
}

/// A document that holds together and may be added.
pub(crate) struct Checked<'a> {
    pub(crate) incoming: &'a Incoming<'a>,
    pub(crate) document: Document,
    pub(crate) key: String,
    text_sha256: String,
    pub(crate) statements: Vec<&'a Statement>,
}

impl Checked<'_> {
    /// The statements that no other reader has brought in word for word.
    pub(crate) fn own(&self, others: &[Statement]) -> Vec<&Statement> {
        let others: BTreeSet<&str> = others.iter().map(|other| other.id.as_str()).collect();
        let own = self.statements.iter().copied();
        own.filter(|statement| !others.contains(statement.id.as_str()))
            .collect()
    }
}

/// Sees that the parts of `incoming` fit each other.
pub(crate) fn check<'a>(incoming: &'a Incoming<'a>) -> Result<Checked<'a>, LedgerError> {
    let given = incoming.document;
    let refused = |reason| LedgerError::Refused {
        document: given.id.clone(),
        reason,
    };
    let known = |field: &Option<String>| field.clone().filter(|value| !value.is_empty());
    let document = Document {
        id: given.id.clone(),
        url: known(&given.url),
        lang: known(&given.lang),
        published: known(&given.published),
        publisher: known(&given.publisher),
        title: known(&given.title),
        text: given.text.clone(),
        sha256: given.sha256.clone(),
    };
    if document.id.is_empty() {
        return Err(refused("it has no id".to_owned()));
    }
    if incoming
        .original
        .is_some_and(|bytes| sha256_hex(bytes) != document.sha256)
    {
        return Err(refused(format!(
            "its original has another hash than `{}`",
            document.sha256
        )));
    }
    let key = document.key();
    if let Some(problem) = incoming
        .statements
        .iter()
        .find_map(|statement| statement_problem(statement, &key, &document))
    {
        return Err(refused(problem));
    }
    let mut statements: Vec<&Statement> = incoming.statements.iter().collect();
    statements.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    statements.dedup_by(|a, b| a.id == b.id);
    let text_sha256 = sha256_hex(document.text.as_bytes());
    Ok(Checked {
        incoming,
        document,
        key,
        text_sha256,
        statements,
    })
}

/// Adds `checked`; the caller holds the write lock and undoes everything on an error.
pub(crate) fn add(connection: &Connection, checked: &Checked<'_>) -> Inner<Added> {
    let recorded = connection
        .prepare_cached("SELECT id, lang, published, title, sha256 FROM document WHERE key = ?1")?
        .query_row([&checked.key], |row| {
            Ok(Particulars {
                id: row.get(0)?,
                lang: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                published: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
                title: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                sha256: row.get(4)?,
            })
        })
        .optional()?;
    match recorded {
        None => add_new(connection, checked),
        Some(recorded) => add_copy(connection, checked, &recorded),
    }
}

fn add_new(connection: &Connection, checked: &Checked<'_>) -> Inner<Added> {
    let version_of = earlier_version(connection, checked)?;
    let document = &checked.document;
    keep_original(connection, checked)?;
    connection
        .prepare_cached(
            "INSERT INTO document (key, id, url, lang, published, publisher, title, text, text_sha256, sha256, reader, packs)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            checked.key,
            document.id,
            document.url,
            document.lang,
            document.published,
            document.publisher,
            document.title,
            document.text,
            checked.text_sha256,
            document.sha256,
            checked.incoming.reader,
            checked.incoming.packs,
        ])?;
    note_copy(connection, checked, &Particulars::of(document))?;
    insert_statements(connection, checked, &checked.statements)?;
    let more = json!({ "version_of": version_of });
    write_log(
        connection,
        checked,
        log::DOCUMENT_ADDED,
        Some((&checked.statements, more)),
    )?;
    Ok(version_of.map_or(Added::New, |of| Added::NewVersion { of }))
}

fn add_copy(
    connection: &Connection,
    checked: &Checked<'_>,
    recorded: &Particulars,
) -> Inner<Added> {
    let copy = Particulars::of(&checked.document);
    let has_new_original = keep_original(connection, checked)?;
    if !note_copy(connection, checked, &copy)? && !has_new_original {
        return Ok(Added::AlreadyThere);
    }
    let preferred = copy.rank() < recorded.rank();
    let mut moves = Vec::new();
    if preferred {
        let before = record::statements_of(connection, &checked.key)?;
        let own = checked.own(&before.others);
        let difference = Difference::between(&before.own, own.iter().copied());
        let now = record::in_order(&own, &before.others);
        moves = review::moves(connection, &checked.key, &difference, &now)?;
        delete_statements(connection, &checked.key)?;
        insert_statements(connection, checked, &own)?;
        let document = &checked.document;
        connection
            .prepare_cached(
                "UPDATE document SET id = ?2, lang = ?3, published = ?4, title = ?5, sha256 = ?6, reader = ?7, packs = ?8
                 WHERE key = ?1",
            )?
            .execute(params![
                checked.key,
                document.id,
                document.lang,
                document.published,
                document.title,
                document.sha256,
                checked.incoming.reader,
                checked.incoming.packs,
            ])?;
    }
    let after = record::statements_of(connection, &checked.key)?;
    let kept = after.all();
    let more = json!({
        "content_sha256": import::content(connection, &checked.document, &checked.key)?,
        "reviews": review::payload(&moves),
    });
    let sequence = write_log(
        connection,
        checked,
        log::DOCUMENT_COPIED,
        preferred.then_some((&kept, more)),
    )?;
    review::move_to(connection, sequence, &moves)?;
    Ok(Added::Copy { preferred })
}

/// What copies of one document may differ in.
#[derive(Debug)]
struct Particulars {
    id: String,
    lang: String,
    published: String,
    title: String,
    sha256: String,
}

impl Particulars {
    fn of(document: &Document) -> Self {
        let known = |field: &Option<String>| field.clone().unwrap_or_default();
        Self {
            id: document.id.clone(),
            lang: known(&document.lang),
            published: known(&document.published),
            title: known(&document.title),
            sha256: document.sha256.clone(),
        }
    }

    /// The copy with the lowest rank stands for the document: it tells most; the rest only makes
    /// sure that no two copies rank alike.
    fn rank(&self) -> impl Ord + '_ {
        let told = [&self.lang, &self.published, &self.title]
            .iter()
            .filter(|field| !field.is_empty())
            .count();
        let precision = self.published.len();
        (
            Reverse(told),
            Reverse(precision),
            &self.id,
            &self.published,
            &self.lang,
            &self.title,
            &self.sha256,
        )
    }
}

/// The latest other text at the same address, unless this text stood there before.
fn earlier_version(connection: &Connection, checked: &Checked<'_>) -> Inner<Option<String>> {
    let of = connection
        .prepare_cached(
            "SELECT key FROM document WHERE url = ?1
             AND NOT EXISTS (SELECT 1 FROM document WHERE url = ?1 AND text_sha256 = ?2)
             ORDER BY coalesce(published, '') DESC, number DESC LIMIT 1",
        )?
        .query_row((&checked.document.url, &checked.text_sha256), |row| {
            row.get(0)
        })
        .optional()?;
    Ok(of)
}

fn keep_original(connection: &Connection, checked: &Checked<'_>) -> Inner<bool> {
    checked.incoming.original.map_or(Ok(false), |bytes| {
        original::keep(connection, &checked.document.sha256, bytes)
    })
}

fn note_copy(connection: &Connection, checked: &Checked<'_>, copy: &Particulars) -> Inner<bool> {
    let inserted = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO document_copy (document, id, sha256, lang, published, title)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            &checked.key,
            &copy.id,
            &copy.sha256,
            &copy.lang,
            &copy.published,
            &copy.title,
        ))?;
    Ok(inserted > 0)
}

/// The statements that are kept and what else there is to tell; `None` when the copy does not stand
/// for the document, so its statements were not kept.
type Kept<'a> = (&'a [&'a Statement], serde_json::Value);

fn write_log(
    connection: &Connection,
    checked: &Checked<'_>,
    what: &str,
    kept: Option<Kept<'_>>,
) -> Inner<i64> {
    let Checked {
        incoming, document, ..
    } = checked;
    let mut payload = json!({
        "id": document.id,
        "url": document.url,
        "path": incoming.path,
        "sha256": document.sha256,
        "original": incoming.original.is_some(),
        "text_sha256": checked.text_sha256,
        "reader": incoming.reader,
        "packs": incoming.packs,
    });
    if let (Some(fields), Some((statements, serde_json::Value::Object(more)))) =
        (payload.as_object_mut(), kept)
    {
        let ids: Vec<&str> = statements.iter().map(|one| one.id.as_str()).collect();
        fields.insert("statements".to_owned(), json!(ids));
        fields.insert(
            "content_sha256".to_owned(),
            json!(content_sha256(document, statements)),
        );
        fields.extend(more);
    }
    let note = LogNote {
        at: incoming.at,
        who: incoming.who,
        what,
        subject: &checked.key,
        payload: &payload,
    };
    log::append(connection, note)
}

/// Takes the statements that this program read in the document with identity `key` out of the tables.
pub(crate) fn delete_statements(connection: &Connection, key: &str) -> Inner<()> {
    for table in [
        "statement_role",
        "statement_item",
        "statement_via",
        "statement_trace",
    ] {
        let delete = format!(
            "DELETE FROM {table} WHERE statement IN
                (SELECT id FROM statement WHERE document = ?1 AND reader IS NULL)"
        );
        connection.prepare_cached(&delete)?.execute([key])?;
    }
    connection
        .prepare_cached("DELETE FROM statement WHERE document = ?1 AND reader IS NULL")?
        .execute([key])?;
    Ok(())
}

pub(crate) fn insert_statements(
    connection: &Connection,
    checked: &Checked<'_>,
    statements: &[&Statement],
) -> Inner<()> {
    let offsets = CharOffsets::new(&checked.document.text);
    for statement in statements {
        insert_statement(connection, &checked.key, statement, &offsets)?;
    }
    Ok(())
}

/// Writes one statement with all its parts.
pub(crate) fn insert_statement(
    connection: &Connection,
    key: &str,
    statement: &Statement,
    offsets: &CharOffsets,
) -> Inner<()> {
    let chars = offsets.span(statement.span);
    let source = statement.source.as_ref();
    connection
            .prepare_cached(
                "INSERT INTO statement (id, document, lang, quote, span_start, span_end, char_start, char_end, type, phase,
                    polarity, certainty, source_name, source_kind, source_state, basis, time)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?
            .execute(params![
                statement.id,
                key,
                statement.lang,
                statement.quote,
                statement.span.start,
                statement.span.end,
                chars.start,
                chars.end,
                statement.event,
                statement.phase.word(),
                statement.polarity.word(),
                statement.certainty.word(),
                source.and_then(|source| source.name.as_ref()),
                source.map(|source| source.kind.word()),
                source.and_then(|source| source.state.as_ref()),
                statement.basis.word(),
                statement.time,
            ])?;
    insert_parts(connection, statement, offsets)
}

fn insert_parts(
    connection: &Connection,
    statement: &Statement,
    offsets: &CharOffsets,
) -> Inner<()> {
    let id = &statement.id;
    for (role, actors) in &statement.roles {
        for (position, actor) in actors.iter().enumerate() {
            connection
                .prepare_cached("INSERT INTO statement_role (statement, role, position, actor) VALUES (?1, ?2, ?3, ?4)")?
                .execute((id, role, position, actor))?;
        }
    }
    for (position, item) in statement.items.iter().enumerate() {
        connection
            .prepare_cached(
                "INSERT INTO statement_item (statement, position, class, name, low, high, unit, \"of\", share, per)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                id, position, item.class, item.name, item.low, item.high, item.unit, item.of, item.share, item.per,
            ])?;
    }
    for (position, via) in statement.via.iter().enumerate() {
        connection
            .prepare_cached("INSERT INTO statement_via (statement, position, name, kind, state) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute((id, position, &via.name, via.kind.word(), &via.state))?;
    }
    for (position, trace) in statement.traces.iter().enumerate() {
        insert_trace(connection, id, position, trace, offsets)?;
    }
    Ok(())
}

fn insert_trace(
    connection: &Connection,
    id: &str,
    position: usize,
    trace: &Trace,
    offsets: &CharOffsets,
) -> Inner<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO statement_trace (statement, position, part, field, span_start, span_end, char_start, char_end, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut spans: Vec<_> = trace.spans.iter().copied().map(Some).collect();
    if spans.is_empty() {
        spans.push(None);
    }
    for (part, span) in spans.into_iter().enumerate() {
        let chars = span.map(|span| offsets.span(span));
        insert.execute(params![
            id,
            position,
            part,
            trace.field,
            span.map(|span| span.start),
            span.map(|span| span.end),
            chars.map(|span| span.start),
            chars.map(|span| span.end),
            trace.reason,
        ])?;
    }
    Ok(())
}
