//! The log: what was done to the ledger, by whom and when, each entry chained to the one before.
//!
//! An entry's hash covers its fields and the hash of the entry before it, so an entry cannot be
//! changed, removed or slipped in without every later hash being wrong. Triggers in the database
//! refuse changes by accident; [`crate::Ledger::verify`] finds those made on purpose. What the log
//! cannot show is that its end was cut off, which is why `verify` also asks that every document is
//! named in it; who needs more keeps the last hash elsewhere.
//!
//! The time of an entry is the caller's: nothing in this crate reads a clock.

use crate::error::{Fault, Inner, LedgerError};
use headstamp_model::sha256_hex;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

/// The hash before the first entry.
const FIRST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A document was added.
pub(crate) const DOCUMENT_ADDED: &str = "document.added";
/// A known document was handed in with other particulars.
pub(crate) const DOCUMENT_COPIED: &str = "document.copied";

/// A document was read again and the new reading kept.
pub(crate) const DOCUMENT_REREAD: &str = "document.reread";

/// Statements of another reader were added to a document.
pub(crate) const STATEMENTS_IMPORTED: &str = "statements.imported";

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogEntry {
    /// Place in the log, counted from 1.
    pub sequence: i64,
    /// When, RFC 3339.
    pub at: String,
    /// Who did it.
    pub who: String,
    /// What was done: `document.added` …
    pub what: String,
    /// Key of the record it is about; empty when it is about none.
    pub subject: String,
    /// The particulars, JSON.
    pub payload: String,
    /// Hash of the entry before.
    pub previous: String,
    /// Hash of this entry.
    pub hash: String,
}

impl LogEntry {
    /// The hash this entry should have: SHA-256 over each field as its name, a zero byte, its length
    /// in eight bytes (the highest first) and its bytes.
    pub fn compute_hash(&self) -> String {
        let sequence = self.sequence.to_string();
        let fields = [
            ("sequence", &sequence),
            ("at", &self.at),
            ("who", &self.who),
            ("what", &self.what),
            ("subject", &self.subject),
            ("payload", &self.payload),
            ("previous", &self.previous),
        ];
        let mut bytes = Vec::new();
        for (name, value) in fields {
            bytes.extend_from_slice(name.as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(&(value.len() as u64).to_be_bytes());
            bytes.extend_from_slice(value.as_bytes());
        }
        sha256_hex(&bytes)
    }

    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            sequence: row.get("sequence")?,
            at: row.get("at")?,
            who: row.get("who")?,
            what: row.get("what")?,
            subject: row.get("subject")?,
            payload: row.get("payload")?,
            previous: row.get("previous")?,
            hash: row.get("hash")?,
        })
    }
}

/// What is to be written into the log.
#[derive(Debug, Clone, Copy)]
pub struct LogNote<'a> {
    /// When, RFC 3339.
    pub at: &'a str,
    /// Who did it.
    pub who: &'a str,
    /// What was done, as a short name: `review.confirmed` …
    pub what: &'a str,
    /// Key of the record it is about; empty for none.
    pub subject: &'a str,
    /// The particulars.
    pub payload: &'a serde_json::Value,
}

/// Appends `note`; the caller holds the write lock.
pub(crate) fn append(connection: &Connection, note: LogNote<'_>) -> Inner<i64> {
    if note.at.parse::<jiff::Timestamp>().is_err() {
        return Err(LedgerError::Invalid {
            given: note.at.to_owned(),
            wanted: "a time as in RFC 3339",
        }
        .into());
    }
    let last = connection
        .prepare_cached("SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1")?
        .query_row([], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    let (sequence, previous) = last.unwrap_or_else(|| (0, FIRST.to_owned()));
    let mut entry = LogEntry {
        sequence: sequence + 1,
        at: note.at.to_owned(),
        who: note.who.to_owned(),
        what: note.what.to_owned(),
        subject: note.subject.to_owned(),
        payload: note.payload.to_string(),
        previous,
        hash: String::new(),
    };
    entry.hash = entry.compute_hash();
    connection
        .prepare_cached(
            "INSERT INTO log (sequence, at, who, what, subject, payload, previous, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((
            entry.sequence,
            &entry.at,
            &entry.who,
            &entry.what,
            &entry.subject,
            &entry.payload,
            &entry.previous,
            &entry.hash,
        ))?;
    Ok(entry.sequence)
}

/// The place of the last entry; 0 for an empty log.
pub(crate) fn last_sequence(connection: &Connection) -> Inner<i64> {
    Ok(
        connection.query_row("SELECT coalesce(max(sequence), 0) FROM log", [], |row| {
            row.get(0)
        })?,
    )
}

/// Calls `each` with every entry after `sequence`, in order.
pub(crate) fn each_after(
    connection: &Connection,
    sequence: i64,
    mut each: impl FnMut(LogEntry) -> Result<(), Fault>,
) -> Inner<()> {
    let mut select =
        connection.prepare("SELECT * FROM log WHERE sequence > ?1 ORDER BY sequence")?;
    let mut rows = select.query([sequence])?;
    while let Some(row) = rows.next()? {
        each(LogEntry::read(row)?)?;
    }
    Ok(())
}

/// Tells entries that follow each other properly from those that do not.
#[derive(Debug)]
pub(crate) struct Chain {
    sequence: i64,
    hash: String,
}

impl Chain {
    pub(crate) fn new() -> Self {
        Self {
            sequence: 0,
            hash: FIRST.to_owned(),
        }
    }

    /// What is wrong with `entry` as the next one, if anything.
    ///
    /// The chain goes on from what the entry says, so one change is told once, not at every entry
    /// after it.
    pub(crate) fn check(&mut self, entry: &LogEntry) -> Option<String> {
        let problem = if entry.sequence != self.sequence + 1 {
            Some(format!(
                "entry {} follows entry {}: entries are missing",
                entry.sequence, self.sequence
            ))
        } else if entry.previous != self.hash {
            Some("it does not hold the hash of the entry before".to_owned())
        } else if entry.hash != entry.compute_hash() {
            Some(
                "its hash is not that of its fields: it was changed after it was written"
                    .to_owned(),
            )
        } else {
            None
        };
        self.sequence = entry.sequence;
        self.hash.clone_from(&entry.hash);
        problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(sequence: i64, previous: &str) -> LogEntry {
        let mut entry = LogEntry {
            sequence,
            at: "2026-01-02T03:04:05Z".to_owned(),
            who: "a".to_owned(),
            what: "b".to_owned(),
            subject: String::new(),
            payload: "{}".to_owned(),
            previous: previous.to_owned(),
            hash: String::new(),
        };
        entry.hash = entry.compute_hash();
        entry
    }

    #[test]
    fn a_letter_moved_from_one_field_to_the_next_changes_the_hash() {
        let mut one = entry(1, FIRST);
        let mut other = one.clone();
        one.who = "ab".to_owned();
        one.what = "c".to_owned();
        other.who = "a".to_owned();
        other.what = "bc".to_owned();
        assert_ne!(one.compute_hash(), other.compute_hash());
    }

    #[test]
    fn a_rehashed_change_is_found_at_the_entry_after_it() {
        let (first, mut changed) = (entry(1, FIRST), entry(1, FIRST));
        let second = entry(2, &first.hash);
        changed.who = "someone else".to_owned();
        changed.hash = changed.compute_hash();
        let mut chain = Chain::new();
        assert_eq!(chain.check(&changed), None);
        assert!(chain.check(&second).is_some());
    }
}
