//! What people decide about statements, and the statement that each decision stands at.
//!
//! A decision about two statements is two reviews, so that each follows its own. A review is never changed: a second look is a second review, and the latest one holds. It is about
//! a place in a document and an event type, so when the document is read again it follows the
//! statement that is then read there ([`moves`]); where none is, it stays without one until a reading
//! gives one again. Both tables are only added to, and every row is named in the log.

use crate::Ledger;
use crate::difference::{Difference, shared};
use crate::error::{Fault, Inner, LedgerError};
use crate::ledger::Durability;
use crate::log::{self, LogNote};
use crate::record::{StatementRecord, term};
use headstamp_model::{Decision, Span, Statement};
use rusqlite::{Connection, Row};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Value of a merge or split of source acts.
pub const ORIGIN: &str = "origin";
/// Value of a merge or split of claims.
pub const CLAIM: &str = "claim";

/// What a person decides about a statement, alone or with another.
#[derive(Debug, Clone, Copy)]
pub struct Review<'a> {
    /// The statement, by its id or the beginning of it.
    pub statement: &'a str,
    /// The other statement, of a decision about two.
    pub other: Option<&'a str>,
    /// What was decided.
    pub decision: Decision,
    /// The grade, `origin` or `claim`, or the statement that stands in its place: as the decision has one.
    pub value: Option<&'a str>,
    /// When, RFC 3339.
    pub at: &'a str,
    /// Who decided it.
    pub who: &'a str,
    /// Why.
    pub because: &'a str,
}

/// A review as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewRecord {
    /// Its number: the place of its entry in the log.
    pub review: i64,
    /// What was decided.
    pub decision: Decision,
    /// The grade, `origin` or `claim`, or the statement that stands in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Of a decision about two statements the number of the review at the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pair: Option<i64>,
    /// Who decided it.
    pub who: String,
    /// When, RFC 3339.
    pub at: String,
    /// Why.
    pub because: String,
    /// The statement that it stands at now; `None` when none fits it any more.
    pub statement: Option<String>,
    /// The statement that was looked at.
    pub decided_on: String,
    /// Id of the document.
    pub doc: String,
    /// Key of the document.
    pub document: String,
    /// Event type of the statement.
    #[serde(rename = "type")]
    pub event: String,
    /// Where the statement stood.
    #[serde(flatten)]
    pub span: Span,
    /// The words that stand there.
    pub quote: String,
}

impl ReviewRecord {
    /// Whether the statement that it stands at is read otherwise than the one that was looked at.
    pub fn is_on_another_reading(&self) -> bool {
        let statement = self.statement.as_ref();
        statement.is_some_and(|statement| *statement != self.decided_on)
    }
}

impl Ledger {
    /// Writes down what a person decided and waits until it is on the disk.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Invalid`] when the time is none or nobody or no reason is named, `NotFound` and
    /// `Ambiguous` for the statement, and those of every write.
    pub fn review(&mut self, review: &Review<'_>) -> Result<ReviewRecord, LedgerError> {
        for (given, wanted) in [
            (review.who, "the name of who decides"),
            (review.because, "a reason for the decision"),
        ] {
            if given.trim().is_empty() {
                let given = given.to_owned();
                return Err(LedgerError::Invalid { given, wanted });
            }
        }
        check_value(review)?;
        let first = self.statement(review.statement)?;
        let second = review
            .other
            .map(|other| self.statement(other))
            .transpose()?;
        if second
            .as_ref()
            .is_some_and(|other| other.statement.id == first.statement.id)
        {
            let given = review.statement.to_owned();
            let wanted = "two different statements";
            return Err(LedgerError::Invalid { given, wanted });
        }
        let number = self.write(Durability::Person, |transaction| {
            let number = write_down(transaction, review, &first, None)?;
            if let Some(second) = &second {
                write_down(transaction, review, second, Some(number))?;
            }
            Ok(number)
        })?;
        self.read(|connection| find(connection, number))
    }

    /// The reviews, the earliest first; with `unattached` only those that fit no statement any more.
    ///
    /// # Errors
    ///
    /// Those of every read.
    pub fn reviews(&self, unattached: bool) -> Result<Vec<ReviewRecord>, LedgerError> {
        let condition = if unattached {
            " WHERE statement IS NULL"
        } else {
            ""
        };
        self.read(|connection| records(connection, condition, []))
    }
}

/// Whether the value is one that the decision has.
fn check_value(review: &Review<'_>) -> Result<(), LedgerError> {
    let value = review.value.unwrap_or_default();
    let is_grade = |value: &str| {
        let mut letters = value.chars();
        let of = (letters.next(), letters.next(), letters.next());
        matches!(of, (Some('A'..='F'), Some('1'..='6'), None))
    };
    let (fits, wanted) = match review.decision {
        Decision::Graded => (
            is_grade(value),
            "an Admiralty grade: reliability A to F and credibility 1 to 6, such as `B2`",
        ),
        Decision::Merged | Decision::Split => (
            [ORIGIN, CLAIM].contains(&value),
            "`origin` or `claim`: what is merged or split",
        ),
        Decision::Corrected => (!value.is_empty(), "the statement that stands in its place"),
        _ => (value.is_empty(), "no value"),
    };
    let two = review.decision.is_about_two() == review.other.is_some();
    let (given, wanted) = match (fits, two) {
        (true, true) => return Ok(()),
        (false, _) => (value.to_owned(), wanted),
        _ if review.other.is_some() => {
            (review.other.unwrap_or_default().to_owned(), "one statement")
        }
        _ => (review.statement.to_owned(), "two statements"),
    };
    Err(LedgerError::Invalid { given, wanted })
}

/// Writes a review of one statement; `pair` is the review of the first of two.
fn write_down(
    transaction: &Connection,
    review: &Review<'_>,
    on: &StatementRecord,
    pair: Option<i64>,
) -> Inner<i64> {
    let (statement, document) = (&on.statement, &on.document);
    let Span { start, end } = statement.span;
    let mut payload = json!({
        "document": document,
        "type": statement.event,
        "span_start": start,
        "span_end": end,
        "because": review.because,
    });
    if let Some(value) = review.value {
        payload["value"] = value.into();
    }
    if let Some(pair) = pair {
        payload["pair"] = pair.into();
    }
    let note = LogNote {
        at: review.at,
        who: review.who,
        what: &entry_name(review.decision),
        subject: &statement.id,
        payload: &payload,
    };
    let number = log::append(transaction, note)?;
    transaction.execute(
        "INSERT INTO review (sequence, statement, document, type, span_start, span_end, decision, who, at, because, value, pair)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        rusqlite::params![
            number,
            statement.id,
            document,
            statement.event,
            start,
            end,
            review.decision.word(),
            review.who,
            review.at,
            review.because,
            review.value,
            pair,
        ],
    )?;
    let to = Some(statement.id.clone());
    move_to(transaction, number, &[Move { review: number, to }])?;
    Ok(number)
}

/// What an entry of the log about a review is called.
fn entry_name(decision: Decision) -> String {
    format!("review.{decision}")
}

/// The columns that [`record`] reads.
const RECORD: &str = "SELECT * FROM review_view";

fn record(row: &Row<'_>) -> Inner<ReviewRecord> {
    Ok(ReviewRecord {
        review: row.get("review")?,
        decision: term(&row.get::<_, String>("decision")?)?,
        value: row.get("value")?,
        pair: row.get("pair")?,
        who: row.get("who")?,
        at: row.get("at")?,
        because: row.get("because")?,
        statement: row.get("statement")?,
        decided_on: row.get("decided_on")?,
        doc: row.get("doc")?,
        document: row.get("document")?,
        event: row.get("type")?,
        span: Span::new(row.get("span_start")?, row.get("span_end")?),
        quote: row.get("quote")?,
    })
}

fn records(
    connection: &Connection,
    condition: &str,
    values: impl rusqlite::Params,
) -> Inner<Vec<ReviewRecord>> {
    let mut select = connection.prepare_cached(&format!("{RECORD}{condition} ORDER BY review"))?;
    let mut rows = select.query(values)?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(record(row)?);
    }
    Ok(records)
}

/// The review with this number.
pub(crate) fn find(connection: &Connection, number: i64) -> Inner<ReviewRecord> {
    let found = records(connection, " WHERE review = ?1", [number])?;
    let missing = || Fault::Damaged(format!("review {number} is gone"));
    found.into_iter().next().ok_or_else(missing)
}

/// The reviews that stand at the statement `id` now.
pub(crate) fn at(connection: &Connection, id: &str) -> Inner<Vec<ReviewRecord>> {
    let condition = " WHERE review IN (SELECT review FROM review_place WHERE statement = ?1) AND statement = ?1";
    records(connection, condition, [id])
}

/// What was decided last about each statement that somebody judged.
pub(crate) fn decisions(connection: &Connection) -> Inner<BTreeMap<String, Decision>> {
    let mut select = connection.prepare(
        "SELECT statement, decision FROM review_view WHERE statement IS NOT NULL ORDER BY review",
    )?;
    let mut rows = select.query([])?;
    let mut decisions = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let decision: Decision = term(&row.get::<_, String>(1)?)?;
        if decision.judges() {
            decisions.insert(row.get(0)?, decision);
        }
    }
    Ok(decisions)
}

/// A review that comes to stand at another statement, or at none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) review: i64,
    pub(crate) to: Option<String>,
}

/// Where the reviews of the document with identity `key` go when its reading changes by `difference`
/// to the statements `now`.
pub(crate) fn moves(
    connection: &Connection,
    key: &str,
    difference: &Difference,
    now: &[&Statement],
) -> Inner<Vec<Move>> {
    let now: BTreeSet<&str> = now.iter().map(|statement| statement.id.as_str()).collect();
    let reviews = records(connection, " WHERE document = ?1", [key])?;
    let moves = reviews.into_iter().filter_map(|review| {
        let to = next_place(&review, difference, &now);
        (to != review.statement).then_some(Move {
            review: review.review,
            to,
        })
    });
    Ok(moves.collect())
}

/// The statement that `review` belongs to after the change.
///
/// It follows its own statement only: another one in the same sentence may say the contrary. One that
/// has lost its statement takes a new one of its event type and place.
fn next_place(
    review: &ReviewRecord,
    difference: &Difference,
    now: &BTreeSet<&str>,
) -> Option<String> {
    let fits = |statement: &&Statement| {
        statement.event == review.event && shared(statement.span, review.span) > 0
    };
    if let Some(place) = &review.statement {
        if now.contains(place.as_str()) {
            return Some(place.clone());
        }
        let mut changed = difference.changed.iter();
        let change = changed.find(|change| change.old.id == *place)?;
        return Some(&change.new).filter(fits).map(|new| new.id.clone());
    }
    if now.contains(review.decided_on.as_str()) {
        return Some(review.decided_on.clone());
    }
    let fitting = difference.new.iter().filter(fits);
    let best = fitting.min_by_key(|statement| {
        let both = shared(statement.span, review.span);
        (std::cmp::Reverse(both), statement.span, &statement.id)
    });
    best.map(|statement| statement.id.clone())
}

/// `moves` as an entry of the log holds them.
pub(crate) fn payload(moves: &[Move]) -> Value {
    let moves = moves
        .iter()
        .map(|step| json!({ "review": step.review, "statement": step.to }));
    moves.collect()
}

/// Writes down that entry `sequence` of the log made `moves`.
pub(crate) fn move_to(connection: &Connection, sequence: i64, moves: &[Move]) -> Inner<()> {
    for step in moves {
        connection
            .prepare_cached(
                "INSERT INTO review_place (review, sequence, statement) VALUES (?1, ?2, ?3)",
            )?
            .execute((step.review, sequence, &step.to))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use headstamp_model::Phase;

    fn statement(event: &str, start: usize, end: usize, phase: Phase) -> Statement {
        let mut statement = Statement {
            doc: "a".to_owned(),
            lang: "en".to_owned(),
            span: Span::new(start, end),
            event: event.to_owned(),
            phase,
            ..Statement::default()
        };
        statement.id = statement.compute_id("key");
        statement
    }

    fn review(on: &Statement, place: Option<&Statement>) -> ReviewRecord {
        ReviewRecord {
            review: 1,
            decision: Decision::Confirmed,
            value: None,
            pair: None,
            who: "Anna".to_owned(),
            at: "2026-01-02T03:04:05Z".to_owned(),
            because: "it says so".to_owned(),
            statement: place.map(|place| place.id.clone()),
            decided_on: on.id.clone(),
            doc: "a".to_owned(),
            document: "key".to_owned(),
            event: on.event.clone(),
            span: on.span,
            quote: String::new(),
        }
    }

    /// Where a review on `on`, now at `place`, goes when `old` is read as `new`.
    fn goes(
        on: &Statement,
        place: Option<&Statement>,
        old: &[&Statement],
        new: &[&Statement],
    ) -> Option<String> {
        let now: BTreeSet<&str> = new.iter().map(|statement| statement.id.as_str()).collect();
        let difference = Difference::between(old.iter().copied(), new.iter().copied());
        next_place(&review(on, place), &difference, &now)
    }

    #[test]
    fn a_review_follows_its_statement() {
        let old = statement("use", 0, 9, Phase::Planned);
        let new = statement("use", 3, 12, Phase::Completed);
        let to = goes(&old, Some(&old), &[&old], &[&new]);
        assert_eq!(to, Some(new.id));
    }

    #[test]
    fn a_review_never_goes_over_to_a_neighbour_in_the_same_sentence() {
        let old = statement("use", 0, 9, Phase::Planned);
        let neighbour = statement("use", 0, 9, Phase::Halted);
        let before = [&old, &neighbour];
        assert_eq!(goes(&old, Some(&old), &before, &[&neighbour]), None);
    }

    #[test]
    fn a_review_without_a_statement_takes_the_one_that_comes_back() {
        let old = statement("use", 0, 9, Phase::Planned);
        assert_eq!(goes(&old, None, &[], &[&old]), Some(old.id.clone()));
        let like = statement("use", 5, 30, Phase::Planned);
        let far = statement("use", 9, 30, Phase::Planned);
        let other = statement("loss", 0, 9, Phase::Planned);
        let to = goes(&old, None, &[], &[&far, &other, &like]);
        assert_eq!(to, Some(like.id));
    }

    #[test]
    fn text_that_drifts_away_over_several_readings_takes_no_review_along() {
        let first = statement("use", 0, 9, Phase::Planned);
        let second = statement("use", 5, 20, Phase::Planned);
        let third = statement("use", 12, 20, Phase::Planned);
        assert_eq!(goes(&first, Some(&second), &[&second], &[&third]), None);
    }
}
