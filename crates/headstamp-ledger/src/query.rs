//! Listing and looking up what the ledger holds.
//!
//! Lists come in one fixed order, whatever the order of adding: by document, then place in its text,
//! then id. Records are found by their id or by its beginning, as long as that fits only one.

use crate::Ledger;
use crate::error::{Fault, Inner, LedgerError};
use crate::filter::Filter;
use crate::original;
use crate::record::{self, DocumentRecord, Parts, StatementRecord};
use crate::review;
use headstamp_model::{Decision, Document};
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::collections::BTreeMap;

/// How many candidates an ambiguous id names.
const CANDIDATES: i64 = 5;

impl Ledger {
    /// The documents that `filter` keeps, by id and key.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Invalid`] for a search without a word, and those of every read: `Locked`,
    /// `Damaged`, `Io`.
    pub fn documents(&self, filter: &Filter) -> Result<Vec<DocumentRecord>, LedgerError> {
        let condition = filter.on_documents()?;
        self.read(|connection| {
            let mut select = connection.prepare(&format!(
                "{}{} ORDER BY d.id, d.key",
                record::DOCUMENT,
                condition.sql()
            ))?;
            let rows = select.query_map(params_from_iter(condition.values), record::document)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The keys of all documents, in the order of [`Ledger::documents`].
    ///
    /// # Errors
    ///
    /// Those of every read.
    pub fn document_keys(&self) -> Result<Vec<String>, LedgerError> {
        self.read(|connection| {
            let mut select = connection.prepare("SELECT key FROM document ORDER BY id, key")?;
            let keys = select.query_map([], |row| row.get(0))?;
            Ok(keys.collect::<Result<_, _>>()?)
        })
    }

    /// The statements that `filter` keeps, by document, place in its text and id.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::documents`].
    pub fn statements(&self, filter: &Filter) -> Result<Vec<StatementRecord>, LedgerError> {
        let mut records = Vec::new();
        self.each_statement(filter, |record| {
            records.push(record);
            Ok(())
        })?;
        Ok(records)
    }

    /// Calls `each` with every statement that `filter` keeps, in the order of
    /// [`Ledger::statements`], without holding them all in memory.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::documents`], and what `each` returns.
    pub fn each_statement(
        &self,
        filter: &Filter,
        mut each: impl FnMut(StatementRecord) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let condition = filter.on_statements()?;
        self.read(|connection| {
            let order = "ORDER BY d.id, d.key, s.span_start, s.span_end, s.id";
            let mut select =
                connection.prepare(&format!("{}{} {order}", record::STATEMENT, condition.sql()))?;
            let mut rows = select.query(params_from_iter(condition.values))?;
            while let Some(row) = rows.next()? {
                each(record::statement(connection, row)?)?;
            }
            Ok(())
        })
    }

    /// Calls `each` with every statement, by document and place, without its traces and reviews: what linking takes.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::each_statement`].
    pub fn each_to_link(
        &self,
        mut each: impl FnMut(StatementRecord) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        self.read(|connection| {
            let order = "ORDER BY s.document, s.span_start, s.span_end, s.id";
            let mut select = connection.prepare(&format!("{} {order}", record::STATEMENT))?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                each(record::statement_with(connection, row, Parts::ToLink)?)?;
            }
            Ok(())
        })
    }

    /// Every document under its key, by key: what linking takes.
    ///
    /// # Errors
    ///
    /// Those of every read.
    pub fn documents_to_link(&self) -> Result<Vec<Document>, LedgerError> {
        self.read(|connection| {
            let mut select = connection.prepare(
                "SELECT key, url, lang, published, publisher, title, text, sha256 FROM document ORDER BY key",
            )?;
            let rows = select.query_map([], |row| {
                Ok(Document {
                    id: row.get(0)?,
                    url: row.get(1)?,
                    lang: row.get(2)?,
                    published: row.get(3)?,
                    publisher: row.get(4)?,
                    title: row.get(5)?,
                    text: row.get(6)?,
                    sha256: row.get(7)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// What was decided last about each statement that somebody judged.
    ///
    /// # Errors
    ///
    /// Those of every read.
    pub fn judgements(&self) -> Result<BTreeMap<String, Decision>, LedgerError> {
        self.read(review::decisions)
    }

    /// The document with this id or key, or the only one whose key begins so.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NotFound`], `Ambiguous`, and those of every read.
    pub fn document(&self, given: &str) -> Result<DocumentRecord, LedgerError> {
        self.read(|connection| {
            let key = document_key(connection, given)?;
            let sql = format!("{} WHERE d.key = ?1", record::DOCUMENT);
            Ok(connection
                .prepare_cached(&sql)?
                .query_row([key], record::document)?)
        })
    }

    /// The document whose original, or whose text, has this SHA-256; the first by id where several have.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NotFound`], and those of every read.
    pub fn document_with_hash(&self, sha256: &str) -> Result<DocumentRecord, LedgerError> {
        self.read(|connection| {
            let sql = format!(
                "{} WHERE d.sha256 = ?1 OR d.text_sha256 = ?1 ORDER BY d.id, d.key LIMIT 1",
                record::DOCUMENT
            );
            let found = connection
                .prepare_cached(&sql)?
                .query_row([sha256], record::document);
            match found {
                Err(rusqlite::Error::QueryReturnedNoRows) => Err(LedgerError::NotFound {
                    kind: "document",
                    given: sha256.to_owned(),
                }
                .into()),
                found => Ok(found?),
            }
        })
    }

    /// The statement with this id, or the only one whose id begins so.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::document`].
    pub fn statement(&self, given: &str) -> Result<StatementRecord, LedgerError> {
        self.read(|connection| {
            let found = beginning_with(
                connection,
                "SELECT id FROM statement WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3",
                given,
            )?;
            let id = only(found, "statement", given)?;
            let mut select =
                connection.prepare_cached(&format!("{} WHERE s.id = ?1", record::STATEMENT))?;
            let mut rows = select.query([id])?;
            let row = rows
                .next()?
                .ok_or_else(|| Fault::Damaged("a statement has no document".to_owned()))?;
            record::statement(connection, row)
        })
    }

    /// The bytes that a document was read from, as they came; `given` as for [`Ledger::document`].
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoOriginal`] when they were not kept, `Damaged` when they are not what was kept, and
    /// as for [`Ledger::document`].
    pub fn original(&self, given: &str) -> Result<Vec<u8>, LedgerError> {
        self.read(|connection| {
            let key = document_key(connection, given)?;
            let sha256: String = connection.query_row(
                "SELECT sha256 FROM document WHERE key = ?1",
                [&key],
                |row| row.get(0),
            )?;
            let bytes = original::fetch(connection, &sha256)?;
            bytes.ok_or_else(|| LedgerError::NoOriginal { document: key }.into())
        })
    }

    /// The file or address that the kept bytes of a document came from, if it was told; `given` as for
    /// [`Ledger::document`].
    ///
    /// # Errors
    ///
    /// As for [`Ledger::document`].
    pub fn original_path(&self, given: &str) -> Result<Option<String>, LedgerError> {
        self.read(|connection| {
            let key = document_key(connection, given)?;
            let path = connection
                .prepare_cached(
                    "SELECT json_extract(l.payload, '$.path') FROM log AS l JOIN document AS d ON d.key = l.subject
                     WHERE d.key = ?1 AND json_extract(l.payload, '$.sha256') = d.sha256 ORDER BY l.sequence LIMIT 1",
                )?
                .query_row([key], |row| row.get(0))
                .optional()?;
            Ok(path.flatten())
        })
    }

    /// Every text that stood at the address of this document, the earliest first.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::document`].
    pub fn versions(&self, given: &str) -> Result<Vec<DocumentRecord>, LedgerError> {
        self.read(|connection| {
            let key = document_key(connection, given)?;
            let sql = format!(
                "{} WHERE d.key = ?1 OR d.url = (SELECT url FROM document WHERE key = ?1)
                 ORDER BY coalesce(d.published, ''), d.number",
                record::DOCUMENT
            );
            let mut select = connection.prepare_cached(&sql)?;
            let rows = select.query_map([key], record::document)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// The key of the document that `given` names: by the id of any of its copies, or its key's
/// beginning.
fn document_key(connection: &Connection, given: &str) -> Inner<String> {
    let mut select = connection
        .prepare_cached("SELECT DISTINCT document FROM document_copy WHERE id = ?1 OR document = ?1 ORDER BY document LIMIT ?2")?;
    let named = select
        .query_map((given, CANDIDATES), |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    let found = if named.is_empty() {
        beginning_with(
            connection,
            "SELECT key FROM document WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3",
            given,
        )?
    } else {
        named
    };
    only(found, "document", given)
}

/// The ids that begin with `given`; they are hexadecimal, so `g` comes after all of them.
pub(crate) fn beginning_with(
    connection: &Connection,
    sql: &str,
    given: &str,
) -> Inner<Vec<String>> {
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let given = given.to_ascii_lowercase();
    let mut select = connection.prepare_cached(sql)?;
    let ids = select.query_map((&given, format!("{given}g"), CANDIDATES), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

pub(crate) fn only(mut found: Vec<String>, kind: &'static str, given: &str) -> Inner<String> {
    match (found.pop(), found.is_empty()) {
        (Some(id), true) => Ok(id),
        (None, _) => Err(LedgerError::NotFound {
            kind,
            given: given.to_owned(),
        }
        .into()),
        (Some(last), false) => {
            found.push(last);
            Err(LedgerError::Ambiguous {
                given: given.to_owned(),
                candidates: found,
            }
            .into())
        }
    }
}
