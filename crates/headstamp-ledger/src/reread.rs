//! Reading a document again: comparing with what is kept, and keeping the new reading.
//!
//! The bytes and the text of a document stay as they are; what changes is what this program reads in
//! them: statements that another reader brought in are neither compared nor touched. The
//! statements that are read no more go to `withdrawn`, the reviews follow their statements, and one
//! entry of the log tells all of it, so the ledger can be asked what stood there before and why.

use crate::Ledger;
use crate::add::{self, Checked, Incoming};
use crate::difference::Difference;
use crate::error::{Inner, LedgerError};
use crate::import;
use crate::ledger::Durability;
use crate::log::{self, LogNote};
use crate::record;
use crate::review::{self, Move, ReviewRecord};
use crate::withdrawn::Rows;
use headstamp_model::Statement;
use rusqlite::Connection;
use serde_json::json;

/// What reading a document again comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Reread {
    /// What changes in its statements.
    pub difference: Difference,
    /// Reviews that go with their statement to another reading of it: each as it is afterwards.
    pub followed: Vec<ReviewRecord>,
    /// Reviews that fit no statement afterwards and did before.
    pub unattached: Vec<ReviewRecord>,
    /// Version of the reader that made the statements so far.
    pub reader_before: String,
    /// Version of the packs that it read with.
    pub packs_before: String,
    /// Whether keeping it changes the ledger: at least the versions or the reasons differ.
    pub is_news: bool,
}

impl Ledger {
    /// Compares a new reading of a document with the one that is kept; nothing is written.
    ///
    /// `incoming` holds the document as the ledger has it and the new statements; its original and
    /// path play no part.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Refused`] when the parts do not fit each other, `NotFound` when the ledger does not
    /// have the document, `Changed` when it has it otherwise, and those of every read.
    pub fn compare(&self, incoming: &Incoming<'_>) -> Result<Reread, LedgerError> {
        let checked = add::check(incoming)?;
        self.read(|connection| Ok(compare(connection, &checked)?.0))
    }

    /// Keeps a new reading of a document: all of it or nothing; one that changes nothing leaves the
    /// ledger as it is, the log included.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::compare`], and those of every write.
    pub fn reread(&mut self, incoming: &Incoming<'_>) -> Result<Reread, LedgerError> {
        let checked = add::check(incoming)?;
        self.write(Durability::Bulk, |transaction| {
            let (reread, moves) = compare(transaction, &checked)?;
            if reread.is_news {
                keep(transaction, &checked, &reread, &moves)?;
            }
            Ok(reread)
        })
    }
}

fn compare(connection: &Connection, checked: &Checked<'_>) -> Inner<(Reread, Vec<Move>)> {
    let kept = kept(connection, checked)?;
    let before = record::statements_of(connection, &checked.key)?;
    let own = checked.own(&before.others);
    let difference = Difference::between(&before.own, own.iter().copied());
    let now = record::in_order(&own, &before.others);
    let moves = review::moves(connection, &checked.key, &difference, &now)?;
    let mut reread = Reread {
        is_news: !difference.is_nothing()
            || difference.reworded > 0
            || !moves.is_empty()
            || kept.reader != checked.incoming.reader
            || kept.packs != checked.incoming.packs,
        difference,
        followed: Vec::new(),
        unattached: Vec::new(),
        reader_before: kept.reader,
        packs_before: kept.packs,
    };
    for step in &moves {
        let mut review = review::find(connection, step.review)?;
        review.statement.clone_from(&step.to);
        if step.to.is_some() {
            reread.followed.push(review);
        } else {
            reread.unattached.push(review);
        }
    }
    Ok((reread, moves))
}

/// The document as the ledger has it, which must be the one that was read.
fn kept(connection: &Connection, checked: &Checked<'_>) -> Inner<record::DocumentRecord> {
    let sql = format!("{} WHERE d.key = ?1", record::DOCUMENT);
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query([&checked.key])?;
    let Some(row) = rows.next()? else {
        let (kind, given) = ("document", checked.document.id.clone());
        return Err(LedgerError::NotFound { kind, given }.into());
    };
    let kept = record::document(row)?;
    if kept.document != checked.document {
        let document = checked.document.id.clone();
        return Err(LedgerError::Changed { document }.into());
    }
    Ok(kept)
}

fn keep(
    connection: &Connection,
    checked: &Checked<'_>,
    reread: &Reread,
    moves: &[Move],
) -> Inner<()> {
    let incoming = checked.incoming;
    let withdrawn = Rows::of(&checked.key, &reread.difference);
    let before = record::statements_of(connection, &checked.key)?;
    add::delete_statements(connection, &checked.key)?;
    add::insert_statements(connection, checked, &checked.own(&before.others))?;
    connection
        .prepare_cached("UPDATE document SET reader = ?2, packs = ?3 WHERE key = ?1")?
        .execute((&checked.key, incoming.reader, incoming.packs))?;
    let after = record::statements_of(connection, &checked.key)?;
    let statements = after.all();
    let ids = |statements: &[Statement]| -> Vec<String> {
        let ids = statements.iter();
        ids.map(|statement| statement.id.clone()).collect()
    };
    let all: Vec<&str> = statements.iter().map(|one| one.id.as_str()).collect();
    let payload = json!({
        "id": checked.document.id,
        "reader": { "before": reread.reader_before, "after": incoming.reader },
        "packs": { "before": reread.packs_before, "after": incoming.packs },
        "new": ids(&reread.difference.new),
        "withdrawn": withdrawn.payload(),
        "withdrawn_sha256": withdrawn.sha256(),
        "unchanged": reread.difference.unchanged,
        "reviews": review::payload(moves),
        "statements": all,
        "content_sha256": import::content(connection, &checked.document, &checked.key)?,
    });
    let note = LogNote {
        at: incoming.at,
        who: incoming.who,
        what: log::DOCUMENT_REREAD,
        subject: &checked.key,
        payload: &payload,
    };
    let sequence = log::append(connection, note)?;
    withdrawn.insert(connection, sequence)?;
    review::move_to(connection, sequence, moves)
}
