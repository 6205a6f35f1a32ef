//! Whether a ledger still holds what was written into it.
//!
//! Asked in turn: is the file a sound database with the schema it should have; does the log's chain
//! hold; is every document and its statements what the log says was added; are the originals the
//! bytes that their hashes name; are reviews and withdrawn statements what the log says. Everything is computed again from the rows, so a change by another
//! program shows even where it took care of the triggers.

use crate::Ledger;
use crate::check::{content_sha256, sort_key, statement_problem};
use crate::error::{Fault, Inner, LedgerError};
use crate::import::sealed;
use crate::log::{self, Chain};
use crate::migrate::{MIGRATIONS, migrate};
use crate::original;
use crate::record;
use crate::verify_history::check_history;
use headstamp_model::{CharOffsets, Statement, sha256_hex};
use rusqlite::Connection;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One thing that is wrong with a ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// What it is about: `database`, `schema`, `log`, `document`, `statement`, `original`, `review`,
    /// `withdrawn`.
    pub kind: &'static str,
    /// Which one: a table, a place in the log, a key, an id or a hash; may be empty.
    pub record: String,
    /// What is wrong.
    pub message: String,
}

/// What a verification counted and found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// Documents checked.
    pub documents: u64,
    /// Documents whose original bytes were never kept; no problem in itself.
    pub without_original: u64,
    /// Statements checked.
    pub statements: u64,
    /// Originals checked.
    pub originals: u64,
    /// Statements checked that a later reading withdrew.
    pub withdrawn: u64,
    /// Reviews checked.
    pub reviews: u64,
    /// Entries of the log checked.
    pub log_entries: u64,
    /// Hash of the last entry: written down elsewhere, it shows later that the log was not cut.
    pub last_hash: Option<String>,
    /// What is wrong; empty for a sound ledger.
    pub problems: Vec<Problem>,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    pub const fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    pub(crate) fn tell(
        &mut self,
        kind: &'static str,
        record: &dyn ToString,
        message: impl Into<String>,
    ) {
        self.problems.push(Problem {
            kind,
            record: record.to_string(),
            message: message.into(),
        });
    }
}

/// What the log says was added last for a document.
#[derive(Debug)]
struct Promise {
    content_sha256: String,
}

impl Ledger {
    /// Checks everything in the ledger; what is wrong is in the report.
    ///
    /// Reads the whole file: minutes for a ledger of many gigabytes.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Locked`] and `Io`. Damage is no error here but a problem in the report.
    pub fn verify(&self) -> Result<VerifyReport, LedgerError> {
        let mut report = VerifyReport::default();
        let steps: [Step; 7] = [
            check_database,
            check_schema,
            check_log_and_documents,
            check_references,
            check_originals,
            check_history,
            check_migrations,
        ];
        for step in steps {
            match self.read(|connection| step(connection, &mut report)) {
                Ok(()) => {}
                Err(error @ (LedgerError::Locked { .. } | LedgerError::Io { .. })) => {
                    return Err(error);
                }
                Err(LedgerError::Damaged { detail, .. } | LedgerError::Database { detail, .. }) => {
                    report.tell("database", &"", detail);
                }
                Err(error) => report.tell("database", &"", error.to_string()),
            }
        }
        Ok(report)
    }
}

type Step = fn(&Connection, &mut VerifyReport) -> Inner<()>;

fn check_database(connection: &Connection, report: &mut VerifyReport) -> Inner<()> {
    let mut select = connection.prepare("PRAGMA integrity_check")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let message: String = row.get(0)?;
        if message != "ok" {
            report.tell("database", &"", message);
        }
    }
    Ok(())
}

fn check_references(connection: &Connection, report: &mut VerifyReport) -> Inner<()> {
    let mut select = connection
        .prepare("SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check ORDER BY 1, 2")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(1)?);
        report.tell(
            "database",
            &table,
            format!("rows refer to a {parent} that is gone"),
        );
    }
    Ok(())
}

/// Tables, triggers and views must be as the migrations make them; more may be there.
fn check_schema(connection: &Connection, report: &mut VerifyReport) -> Inner<()> {
    let mut fresh = Connection::open_in_memory()?;
    migrate(&mut fresh)?;
    let found = schema(connection)?;
    for (name, (kind, sql)) in schema(&fresh)? {
        match found.get(&name) {
            None => report.tell("schema", &&name, format!("the {kind} is gone")),
            Some((_, other)) if *other != sql => {
                report.tell("schema", &&name, format!("the {kind} was changed"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn schema(connection: &Connection) -> Inner<BTreeMap<String, (String, String)>> {
    let mut select =
        connection.prepare("SELECT name, type, coalesce(sql, '') FROM sqlite_master")?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn check_migrations(connection: &Connection, report: &mut VerifyReport) -> Inner<()> {
    let mut select = connection.prepare("SELECT version, sha256 FROM migration")?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let recorded = rows.collect::<Result<BTreeMap<i64, String>, _>>()?;
    for migration in MIGRATIONS {
        if recorded.get(&migration.version) != Some(&sha256_hex(migration.sql.as_bytes())) {
            report.tell(
                "schema",
                &migration.name,
                "the migration was recorded otherwise than it is in this program",
            );
        }
    }
    Ok(())
}

fn check_log_and_documents(connection: &Connection, report: &mut VerifyReport) -> Inner<()> {
    let mut promises = check_log(connection, report)?;
    let mut keys = connection.prepare("SELECT key FROM document ORDER BY key")?;
    let keys = keys
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    for key in keys {
        report.documents += 1;
        check_document(connection, &key, promises.remove(&key).as_ref(), report)?;
    }
    for key in promises.keys() {
        report.tell(
            "document",
            &key,
            "the log says that it was added, and it is gone",
        );
    }
    Ok(())
}

fn check_log(
    connection: &Connection,
    report: &mut VerifyReport,
) -> Inner<BTreeMap<String, Promise>> {
    let mut chain = Chain::new();
    let mut promises = BTreeMap::new();
    log::each_after(connection, 0, |entry| {
        report.log_entries += 1;
        if let Some(problem) = chain.check(&entry) {
            report.tell("log", &entry.sequence, problem);
        }
        let payload: serde_json::Value = serde_json::from_str(&entry.payload).unwrap_or_default();
        if let Some(hash) = payload
            .get("content_sha256")
            .and_then(serde_json::Value::as_str)
        {
            promises.insert(
                entry.subject.clone(),
                Promise {
                    content_sha256: hash.to_owned(),
                },
            );
        }
        report.last_hash = Some(entry.hash);
        Ok(())
    })?;
    Ok(promises)
}

fn check_document(
    connection: &Connection,
    key: &str,
    promise: Option<&Promise>,
    report: &mut VerifyReport,
) -> Inner<()> {
    let sql = format!("{} WHERE d.key = ?1", record::DOCUMENT);
    let found = connection
        .prepare_cached(&sql)?
        .query_row([key], record::document)?;
    let document = found.document;
    if document.key() != key {
        report.tell(
            "document",
            &key,
            "its text, publisher or address was changed",
        );
    }
    if sha256_hex(document.text.as_bytes()) != found.text_sha256 {
        report.tell("document", &key, "its text has another hash than recorded");
    }
    let offsets = CharOffsets::new(&document.text);
    let mut statements: Vec<Statement> = Vec::new();
    let mut readers = Vec::new();
    let mut select =
        connection.prepare_cached(&format!("{} WHERE s.document = ?1", record::STATEMENT))?;
    let mut rows = select.query([key])?;
    while let Some(row) = rows.next()? {
        report.statements += 1;
        let record = match record::statement(connection, row) {
            Ok(record) => record,
            Err(Fault::Damaged(detail)) => {
                report.tell("statement", &row.get::<_, String>("id")?, detail);
                continue;
            }
            Err(fault) => return Err(fault),
        };
        readers.push((record.statement.id.clone(), record.read_by));
        let statement = record.statement;
        if let Some(problem) = statement_problem(&statement, key, &document) {
            report.tell("statement", &&statement.id, problem);
        }
        let in_chars = statement
            .traces
            .iter()
            .map(|trace| trace.spans.iter().map(|span| offsets.span(*span)).collect());
        if record.chars != offsets.span(statement.span)
            || record.trace_chars != in_chars.collect::<Vec<Vec<_>>>()
        {
            report.tell(
                "statement",
                &&statement.id,
                "its offsets in characters are not those in bytes",
            );
        }
        statements.push(statement);
    }
    statements.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    match promise {
        None => report.tell("document", &key, "the log does not say that it was added"),
        Some(promise) => {
            let statements: Vec<&Statement> = statements.iter().collect();
            let content = sealed(content_sha256(&document, &statements), readers);
            if content != promise.content_sha256 {
                report.tell(
                    "document",
                    &key,
                    "it or its statements are not what the log says was added",
                );
            }
        }
    }
    Ok(())
}

fn check_originals(connection: &Connection, report: &mut VerifyReport) -> Inner<()> {
    let mut select =
        connection.prepare("SELECT sha256, length, bytes FROM original ORDER BY sha256")?;
    let mut rows = select.query([])?;
    let mut kept = BTreeSet::new();
    while let Some(row) = rows.next()? {
        report.originals += 1;
        let sha256: String = row.get(0)?;
        if let Err(problem) = original::unpack(
            &sha256,
            row.get(1)?,
            row.get_ref(2)?.as_blob().unwrap_or_default(),
        ) {
            report.tell("original", &&sha256, problem);
        }
        kept.insert(sha256);
    }
    let mut select = connection.prepare(
        "SELECT DISTINCT json_extract(payload, '$.sha256') FROM log
         WHERE json_valid(payload) AND json_extract(payload, '$.original') = 1 ORDER BY 1",
    )?;
    for sha256 in select.query_map([], |row| row.get::<_, String>(0))? {
        let sha256 = sha256?;
        if !kept.contains(&sha256) {
            report.tell(
                "original",
                &&sha256,
                "the log says that it was kept, and it is gone",
            );
        }
    }
    let mut select = connection.prepare("SELECT sha256 FROM document")?;
    let named = select
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    report.without_original = named
        .iter()
        .filter(|sha256| !kept.contains(*sha256))
        .count() as u64;
    Ok(())
}
