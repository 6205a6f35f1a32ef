//! Statements that a later reading no longer gives: kept whole, outside the lists.
//!
//! Each names the entry of the log that withdrew it and, where there is one, the statement that is
//! read in its place. A statement may be withdrawn, come back and be withdrawn again.

use crate::Ledger;
use crate::difference::Difference;
use crate::error::{Fault, Inner, LedgerError};
use crate::query::{beginning_with, only};
use headstamp_model::{Statement, sha256_hex};
use rusqlite::Connection;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A statement that is no longer read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Withdrawn {
    /// As it was read.
    #[serde(flatten)]
    pub statement: Statement,
    /// Key of its document.
    pub document: String,
    /// The entry of the log that withdrew it.
    pub sequence: i64,
    /// When it was withdrawn, RFC 3339.
    pub at: String,
    /// By whom.
    pub who: String,
    /// The statement that was then read in its place.
    pub replaced_by: Option<String>,
}

impl Ledger {
    /// The withdrawn statement with this id, or the only one whose id begins so; of several
    /// withdrawals the last.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::statement`].
    pub fn withdrawn(&self, given: &str) -> Result<Withdrawn, LedgerError> {
        self.read(|connection| {
            let found = beginning_with(
                connection,
                "SELECT DISTINCT statement FROM withdrawn WHERE statement >= ?1 AND statement < ?2 ORDER BY statement LIMIT ?3",
                given,
            )?;
            let id = only(found, "statement", given)?;
            let (content, withdrawn) = connection
                .prepare_cached(
                    "SELECT w.content, w.document, w.sequence, l.at, l.who, w.replaced_by
                     FROM withdrawn AS w JOIN log AS l ON l.sequence = w.sequence
                     WHERE w.statement = ?1 ORDER BY w.sequence DESC LIMIT 1",
                )?
                .query_row([&id], |row| {
                    let content: String = row.get(0)?;
                    Ok((
                        content,
                        (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?),
                    ))
                })?;
            let (document, sequence, at, who, replaced_by) = withdrawn;
            let statement = serde_json::from_str(&content)
                .map_err(|error| Fault::Damaged(format!("withdrawn statement `{id}`: {error}")))?;
            Ok(Withdrawn { statement, document, sequence, at, who, replaced_by })
        })
    }
}

/// The statements that `difference` withdraws, by id, as they are kept.
pub(crate) struct Rows<'a> {
    document: &'a str,
    rows: BTreeMap<&'a str, (Option<&'a str>, String)>,
}

impl<'a> Rows<'a> {
    pub(crate) fn of(document: &'a str, difference: &'a Difference) -> Self {
        let rows = difference.withdrawn().map(|(old, new)| {
            let content = serde_json::to_string(old).unwrap_or_default();
            (old.id.as_str(), (new.map(|new| new.id.as_str()), content))
        });
        let rows = rows.collect();
        Self { document, rows }
    }

    /// What an entry of the log says of them: each with what replaces it.
    pub(crate) fn payload(&self) -> Value {
        let rows = self.rows.iter();
        rows.map(|(id, (replaced_by, _))| json!({ "statement": id, "replaced_by": replaced_by }))
            .collect()
    }

    /// A hash over all that is kept of them.
    pub(crate) fn sha256(&self) -> String {
        sha256_of(self.rows.values().map(|(_, content)| content.as_str()))
    }

    /// Writes down that entry `sequence` of the log withdrew them.
    pub(crate) fn insert(&self, connection: &Connection, sequence: i64) -> Inner<()> {
        for (id, (replaced_by, content)) in &self.rows {
            connection
                .prepare_cached(
                    "INSERT INTO withdrawn (statement, sequence, document, replaced_by, content)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute((id, sequence, self.document, replaced_by, content))?;
        }
        Ok(())
    }
}

/// A hash over the contents of withdrawn statements in the order of their ids.
pub(crate) fn sha256_of<'a>(contents: impl Iterator<Item = &'a str>) -> String {
    let contents: Vec<&str> = contents.collect();
    sha256_hex(contents.join("\n").as_bytes())
}
