//! Statements that other tools or people read: kept beside our own, each with the name of its reader.
//!
//! They come to documents that the ledger has, and are never touched when those documents are read again. A
//! statement that is there already, whoever read it, stays as it is. Whether a statement holds against
//! its document is not asked here but by the verifier of the reader; here it only has to hold together.

use crate::add::insert_statement;
use crate::check::{content_sha256, sort_key, statement_problem};
use crate::error::{Fault, Inner, LedgerError};
use crate::ledger::Batch;
use crate::log::{self, LogNote};
use crate::record;
use headstamp_model::{CharOffsets, Document, Statement, sha256_hex};
use rusqlite::{Connection, params};
use serde::Serialize;
use serde_json::json;
use std::fmt::Write;

/// Who read a statement, when it was not our own reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadBy {
    /// Name of the tool or person.
    pub name: String,
    /// Its version, if it has one.
    pub version: Option<String>,
}

/// Statements of one document as they are handed to the ledger.
#[derive(Debug, Clone, Copy)]
pub struct Import<'a> {
    /// Key of the document.
    pub document: &'a str,
    /// The statements.
    pub statements: &'a [Statement],
    /// Who read them.
    pub reader: &'a ReadBy,
    /// The file that they came in, for the log.
    pub path: Option<&'a str>,
    /// When they are added, RFC 3339.
    pub at: &'a str,
    /// Who adds them.
    pub who: &'a str,
}

/// What an import came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// Statements that were not there.
    pub new: usize,
    /// Statements that were there already.
    pub known: usize,
}

impl Batch<'_> {
    /// Adds statements to a document that the ledger has: all of them or none.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Refused`] when a statement does not hold together, `NotFound` when there is no such document,
    /// `Invalid` when the time is none, and those of every write.
    pub fn import(&mut self, import: &Import<'_>) -> Result<Imported, LedgerError> {
        let run = |transaction: &mut rusqlite::Transaction<'_>| {
            let savepoint = transaction.savepoint()?;
            let imported = add(&savepoint, import)?;
            savepoint.commit()?;
            Ok(imported)
        };
        run(self.transaction()).map_err(|fault: Fault| fault.at(self.path()))
    }
}

fn add(connection: &Connection, import: &Import<'_>) -> Inner<Imported> {
    let key = import.document;
    let document = document(connection, key)?;
    let mut imported = Imported::default();
    let mut ids = Vec::new();
    let offsets = CharOffsets::new(&document.text);
    for statement in import.statements {
        if let Some(reason) = statement_problem(statement, key, &document) {
            let document = document.id;
            return Err(LedgerError::Refused { document, reason }.into());
        }
        let there: bool = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM statement WHERE id = ?1)")?
            .query_row([&statement.id], |row| row.get(0))?;
        if there {
            imported.known += 1;
            continue;
        }
        insert_statement(connection, key, statement, &offsets)?;
        connection
            .prepare_cached("UPDATE statement SET reader = ?2, reader_version = ?3 WHERE id = ?1")?
            .execute(params![
                statement.id,
                import.reader.name,
                import.reader.version
            ])?;
        ids.push(statement.id.as_str());
        imported.new += 1;
    }
    if ids.is_empty() {
        return Ok(imported);
    }
    let payload = json!({
        "id": document.id,
        "path": import.path,
        "reader": import.reader.name,
        "reader_version": import.reader.version,
        "statements": ids,
        "content_sha256": content(connection, &document, key)?,
    });
    let note = LogNote {
        at: import.at,
        who: import.who,
        what: log::STATEMENTS_IMPORTED,
        subject: key,
        payload: &payload,
    };
    log::append(connection, note)?;
    Ok(imported)
}

fn document(connection: &Connection, key: &str) -> Inner<Document> {
    let sql = format!("{} WHERE d.key = ?1", record::DOCUMENT);
    let found = connection
        .prepare_cached(&sql)?
        .query_row([key], record::document);
    match found {
        Ok(record) => Ok(record.document),
        Err(rusqlite::Error::QueryReturnedNoRows) => Err(LedgerError::NotFound {
            kind: "document",
            given: key.to_owned(),
        }
        .into()),
        Err(error) => Err(error.into()),
    }
}

/// Hash over everything that the ledger now keeps of a document, statements of other readers included.
pub(crate) fn content(connection: &Connection, document: &Document, key: &str) -> Inner<String> {
    let mut select =
        connection.prepare_cached(&format!("{} WHERE s.document = ?1", record::STATEMENT))?;
    let mut rows = select.query([key])?;
    let mut statements = Vec::new();
    let mut readers = Vec::new();
    while let Some(row) = rows.next()? {
        let mut found = record::statement(connection, row)?;
        // the document may just have got another id
        found.statement.doc.clone_from(&document.id);
        readers.push((found.statement.id.clone(), found.read_by));
        statements.push(found.statement);
    }
    statements.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    let statements: Vec<&Statement> = statements.iter().collect();
    Ok(sealed(content_sha256(document, &statements), readers))
}

/// Takes the names of other readers up into the hash of a document's content.
pub(crate) fn sealed(content: String, mut readers: Vec<(String, Option<ReadBy>)>) -> String {
    readers.retain(|(_, reader)| reader.is_some());
    if readers.is_empty() {
        return content;
    }
    readers.sort_by(|a, b| a.0.cmp(&b.0));
    let mut lines = content;
    for (id, reader) in readers.iter().filter_map(|(id, r)| Some((id, r.as_ref()?))) {
        let line = json!([id, reader.name, reader.version]);
        let _ = write!(lines, "\n{line}");
    }
    sha256_hex(lines.as_bytes())
}
