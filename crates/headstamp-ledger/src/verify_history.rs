//! Whether reviews and withdrawn statements are what the log says of them.
//!
//! Every row of their tables was announced by an entry of the log, so both are put side by side: what
//! is missing, what is too many and what differs was changed by another program.

use crate::error::Inner;
use crate::log::{self, LogEntry};
use crate::verify::VerifyReport;
use crate::withdrawn::sha256_of;
use headstamp_model::Decision;
use rusqlite::Connection;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A row of `review`: number and all that the log holds too.
type ReviewRow = (i64, Vec<String>);
/// A row of `review_place`: review, entry, statement.
type PlaceRow = (i64, i64, Option<String>);
/// A row of `withdrawn` without its content: statement, entry, document, replacement.
type WithdrawnRow = (String, i64, String, Option<String>);

/// The rows that there should be, or are.
#[derive(Debug, Default)]
struct History {
    reviews: BTreeSet<ReviewRow>,
    places: BTreeSet<PlaceRow>,
    withdrawn: BTreeSet<WithdrawnRow>,
    /// Entry to the hash over the statements that it withdrew.
    contents: BTreeMap<i64, String>,
}

/// Puts the tables beside the log.
pub(crate) fn check_history(connection: &Connection, report: &mut VerifyReport) -> Inner<()> {
    let mut said = History::default();
    log::each_after(connection, 0, |entry| {
        said.add(&entry);
        Ok(())
    })?;
    let found = found(connection)?;
    report.reviews = found.reviews.len() as u64;
    report.withdrawn = found.withdrawn.len() as u64;
    let numbers = |rows: Vec<&ReviewRow>| rows.into_iter().map(|row| row.0).collect();
    let reviews: BTreeSet<i64> =
        numbers(said.reviews.symmetric_difference(&found.reviews).collect());
    for review in reviews {
        report.tell("review", &review, "it is not what the log says was decided");
    }
    let moved = said.places.symmetric_difference(&found.places);
    let moved: BTreeSet<i64> = moved.map(|place| place.0).collect();
    for review in moved {
        report.tell("review", &review, "it does not stand where the log says");
    }
    let withdrawn = said.withdrawn.symmetric_difference(&found.withdrawn);
    let withdrawn: BTreeSet<&String> = withdrawn.map(|row| &row.0).collect();
    for statement in withdrawn {
        report.tell("withdrawn", statement, "the log does not tell it so");
    }
    for (sequence, sha256) in &said.contents {
        if found
            .contents
            .get(sequence)
            .is_some_and(|found| found != sha256)
        {
            let message = "the statements that it withdrew were changed";
            report.tell(
                "withdrawn",
                &format!("entry {sequence} of the log"),
                message,
            );
        }
    }
    Ok(())
}

impl History {
    fn add(&mut self, entry: &LogEntry) {
        let payload: Value = serde_json::from_str(&entry.payload).unwrap_or_default();
        let text =
            |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let sequence = entry.sequence;
        let decision = entry.what.strip_prefix("review.").unwrap_or_default();
        if Decision::WORDS.contains(&decision) {
            let number = |name: &str| payload.get(name).map(Value::to_string).unwrap_or_default();
            let row = vec![
                entry.subject.clone(),
                text(&payload, "document").unwrap_or_default(),
                text(&payload, "type").unwrap_or_default(),
                number("span_start"),
                number("span_end"),
                decision.to_owned(),
                entry.who.clone(),
                entry.at.clone(),
                text(&payload, "because").unwrap_or_default(),
                text(&payload, "value").unwrap_or_default(),
                number("pair"),
            ];
            self.reviews.insert((sequence, row));
            self.places
                .insert((sequence, sequence, Some(entry.subject.clone())));
        }
        let list = |name: &str| {
            payload
                .get(name)
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default()
        };
        for step in list("reviews") {
            let review = step
                .get("review")
                .and_then(Value::as_i64)
                .unwrap_or_default();
            self.places
                .insert((review, sequence, text(&step, "statement")));
        }
        if entry.what != log::DOCUMENT_REREAD {
            return;
        }
        let withdrawn = list("withdrawn");
        if let (false, Some(sha256)) = (withdrawn.is_empty(), text(&payload, "withdrawn_sha256")) {
            self.contents.insert(sequence, sha256);
        }
        for row in withdrawn {
            let (statement, document) = (
                text(&row, "statement").unwrap_or_default(),
                entry.subject.clone(),
            );
            self.withdrawn
                .insert((statement, sequence, document, text(&row, "replaced_by")));
        }
    }
}

fn found(connection: &Connection) -> Inner<History> {
    let mut found = History::default();
    let mut select = connection.prepare(
        "SELECT sequence, statement, document, type, CAST(span_start AS TEXT), CAST(span_end AS TEXT),
            decision, who, at, because, coalesce(value, ''), coalesce(CAST(pair AS TEXT), '') FROM review",
    )?;
    let rows = select.query_map([], |row| {
        let cells = (1..12).map(|column| row.get(column));
        Ok((row.get(0)?, cells.collect::<Result<_, _>>()?))
    })?;
    found.reviews = rows.collect::<Result<_, _>>()?;
    let mut select = connection.prepare("SELECT review, sequence, statement FROM review_place")?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    found.places = rows.collect::<Result<_, _>>()?;
    let mut select = connection.prepare(
        "SELECT statement, sequence, document, replaced_by, content FROM withdrawn ORDER BY sequence, statement",
    )?;
    let mut rows = select.query([])?;
    let mut contents = BTreeMap::<i64, Vec<String>>::new();
    while let Some(row) = rows.next()? {
        let sequence = row.get(1)?;
        found
            .withdrawn
            .insert((row.get(0)?, sequence, row.get(2)?, row.get(3)?));
        contents.entry(sequence).or_default().push(row.get(4)?);
    }
    let hashes = contents.into_iter();
    found.contents = hashes
        .map(|(sequence, contents)| (sequence, sha256_of(contents.iter().map(String::as_str))))
        .collect();
    Ok(found)
}
