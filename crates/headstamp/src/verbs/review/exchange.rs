//! Decisions as text: out of one ledger, into another that holds the same documents.
//!
//! A line names its statement by id, and by document, type and place for a ledger that reads the text otherwise. A
//! statement that a person made goes along whole, so that an import can make it again. Importing twice changes nothing.
//! Next: `headstamp-ledger`, which keeps them.

use crate::args::{LedgerArg, PacksArg};
use crate::console::Console;
use crate::display::plural;
use crate::failure::{Failure, Status};
use crate::linking;
use crate::output;
use crate::verbs::import;
use headstamp::{
    ledger::{self, Filter, Ledger, LedgerError, Mode, ReviewRecord},
    model::{Decision, Span},
    reader::Reader,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// A decision.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    decision: Decision,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    who: String,
    at: String,
    because: String,
    on: On,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other: Option<On>,
    /// The statement that stands in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrected: Option<Made>,
}

/// What a decision is about.
#[derive(Debug, Serialize, Deserialize)]
struct On {
    statement: String,
    document: String,
    doc: String,
    #[serde(rename = "type")]
    event: String,
    #[serde(flatten)]
    span: Span,
    quote: String,
    /// The whole statement, where a person or another tool made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made: Option<Made>,
}

/// A statement of a person or another tool.
#[derive(Debug, Serialize, Deserialize)]
struct Made {
    by: String,
    statement: Value,
}

pub(super) fn export(output: Option<&Path>, ledger: &LedgerArg) -> Result<Status, Failure> {
    let ledger = ledger.open(Mode::ReadOnly)?;
    let reviews = ledger.reviews(false)?;
    let seconds: BTreeMap<i64, &ReviewRecord> =
        reviews.iter().filter_map(|r| Some((r.pair?, r))).collect();
    let mut lines = Vec::new();
    for review in reviews.iter().filter(|r| r.pair.is_none()) {
        let other = seconds
            .get(&review.review)
            .map(|other| on(&ledger, other))
            .transpose()?;
        let corrected = match (&review.value, review.decision) {
            (Some(id), Decision::Corrected) => made(&ledger, id)?,
            _ => None,
        };
        lines.push(Line {
            decision: review.decision,
            value: review.value.clone(),
            who: review.who.clone(),
            at: review.at.clone(),
            because: review.because.clone(),
            on: on(&ledger, review)?,
            other,
            corrected,
        });
    }
    match output {
        None => write(output::out(), &lines)?,
        Some(path) => write(BufWriter::new(File::create(path)?), &lines)?,
    }
    Ok(Status::Done)
}

fn write(mut out: impl Write, lines: &[Line]) -> Result<(), Failure> {
    for line in lines {
        serde_json::to_writer(&mut out, line).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

fn on(ledger: &Ledger, review: &ReviewRecord) -> Result<On, Failure> {
    Ok(On {
        statement: review.decided_on.clone(),
        document: review.document.clone(),
        doc: review.doc.clone(),
        event: review.event.clone(),
        span: review.span,
        quote: review.quote.clone(),
        made: made(ledger, &review.decided_on)?,
    })
}

/// A statement whole, where our own reader did not make it.
fn made(ledger: &Ledger, id: &str) -> Result<Option<Made>, Failure> {
    let record = match ledger.statement(id) {
        Ok(record) => record,
        Err(LedgerError::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    Ok(record.read_by.map(|reader| {
        let mut statement = serde_json::to_value(&record.statement).unwrap_or_default();
        // where the words stand is enough; why the reader took them is its own business
        statement["start"] = record.statement.span.start.into();
        statement["end"] = record.statement.span.end.into();
        statement["doc"] = record.document.into();
        for key in ["traces", "span", "id"] {
            statement.as_object_mut().map(|fields| fields.remove(key));
        }
        Made {
            by: reader.name,
            statement,
        }
    }))
}

/// What an import came to.
#[derive(Default)]
struct Count {
    new: usize,
    known: usize,
}

pub(super) fn import(
    file: &Path,
    ledger: &LedgerArg,
    packs: &PacksArg,
    console: &Console,
) -> Result<Status, Failure> {
    let text = import::content(
        file,
        "give a file that `headstamp review export` wrote, or `-` for standard input",
    )?;
    let reader = packs.reader()?;
    let mut ledger = ledger.open(Mode::ReadWrite)?;
    let mut known = known(&ledger)?;
    let mut count = Count::default();
    for (number, line) in (1..)
        .zip(text.lines())
        .filter(|(_, l)| !l.trim().is_empty())
    {
        let taken = serde_json::from_str::<Line>(line)
            .map_err(|error| {
                Failure::new(
                    Status::Failed,
                    format!("it is no decision: {error}"),
                    "write lines as `headstamp review export` does",
                )
            })
            .and_then(|line| take(&mut ledger, reader, &line, &mut known));
        match taken {
            Ok(true) => count.new += 1,
            Ok(false) => count.known += 1,
            Err(Failure::Told(told)) if told.status != Status::Ledger => {
                let message = format!("{}:{number}: {}", file.display(), told.message);
                console.failed(&message, told.help.as_deref());
            }
            Err(failure) => return Err(failure),
        }
    }
    if count.new > 0 {
        linking::relink(&mut ledger, reader.shared())?;
    }
    let mut out = output::out();
    writeln!(
        out,
        "{} taken in, {} known before; ledger `{}`",
        plural(count.new, "decision"),
        count.known,
        ledger.path().display()
    )?;
    out.flush()?;
    Ok(Status::Done)
}

/// What tells a decision from every other.
type Key = (Decision, Option<String>, String, String, String, String);

fn known(ledger: &Ledger) -> Result<BTreeSet<Key>, Failure> {
    let reviews = ledger
        .reviews(false)?
        .into_iter()
        .filter(|r| r.pair.is_none());
    Ok(reviews
        .map(|r| (r.decision, r.value, r.who, r.at, r.because, r.decided_on))
        .collect())
}

/// Takes a decision in; false where it is there already.
fn take(
    ledger: &mut Ledger,
    reader: &Reader,
    line: &Line,
    known: &mut BTreeSet<Key>,
) -> Result<bool, Failure> {
    let statement = place(ledger, reader, &line.on, &line.at)?;
    let key = (
        line.decision,
        line.value.clone(),
        line.who.clone(),
        line.at.clone(),
        line.because.clone(),
        statement.clone(),
    );
    if !known.insert(key) {
        return Ok(false);
    }
    let other = line.other.as_ref();
    let other = other
        .map(|on| place(ledger, reader, on, &line.at))
        .transpose()?;
    if let Some(made) = &line.corrected {
        import::one(ledger, reader, &made.statement, &made.by, &line.at)?;
    }
    ledger.review(&ledger::Review {
        statement: &statement,
        other: other.as_deref(),
        decision: line.decision,
        value: line.value.as_deref(),
        at: &line.at,
        who: &line.who,
        because: &line.because,
    })?;
    Ok(true)
}

/// The statement here that a decision is about: the same, one made again, or the one that is read at its place.
fn place(ledger: &mut Ledger, reader: &Reader, on: &On, at: &str) -> Result<String, Failure> {
    match ledger.statement(&on.statement) {
        Ok(record) if record.statement.id == on.statement => return Ok(on.statement.clone()),
        Ok(_) | Err(LedgerError::NotFound { .. } | LedgerError::Ambiguous { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    if let Some(made) = &on.made {
        return import::one(ledger, reader, &made.statement, &made.by, at);
    }
    let filter = Filter {
        document: Some(on.document.clone()),
        event: Some(on.event.clone()),
        ..Filter::default()
    };
    let shared = |span: Span| {
        span.end
            .min(on.span.end)
            .saturating_sub(span.start.max(on.span.start))
    };
    let there = ledger
        .statements(&filter)?
        .into_iter()
        .map(|record| record.statement);
    let fitting = there.filter(|s| shared(s.span) > 0);
    let best = fitting.max_by_key(|s| (shared(s.span), std::cmp::Reverse(s.id.clone())));
    best.map(|statement| statement.id).ok_or_else(|| {
        Failure::new(
            Status::Failed,
            format!("no statement of `{}` here is at “{}”", on.doc, on.quote),
            "add the document with `headstamp add`, then import again",
        )
    })
}
