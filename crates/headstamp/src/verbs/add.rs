//! `headstamp add`: reads documents into the ledger, then says what the ledger says.
//!
//! Documents are read on several threads and written in the order of the inputs, many in one
//! transaction. What was written stays, also when a later input fails.

use crate::args::{Add, Format};
use crate::console::Console;
use crate::display::{self, plural};
use crate::failure::{Failure, Status, split_help, unknown_language};
use crate::linking::{self, Alarms};
use crate::output::{self, Printer};
use crate::pipeline::each_document;
use crate::records::SummaryOut;
use crate::refused::Refusals;
use crate::verbs::{links, now};
use headstamp::{
    ingest::Entry,
    ledger::{Added, Filter, Incoming, Ledger, LedgerError, Mode},
    packs::Shared,
    reader::{Reader, verify::VerifiedReading},
};
use std::collections::BTreeSet;
use std::io::Write;

/// How many documents are written in one transaction.
const BATCH: usize = 256;

/// What adding came to.
#[derive(Debug, Default)]
struct Count {
    read: usize,
    new: usize,
    versions: usize,
    new_statements: usize,
}

pub(super) fn run(args: &Add, console: &Console) -> Result<Status, Failure> {
    let reader = args.packs.reader()?;
    let options = args.inputs.known.options(Some(reader))?;
    let mut ledger = args.ledger.open(Mode::Create)?;
    let before = ledger.last_sequence()?;
    let mut count = Count::default();
    let mut refusals = Refusals::new(&args.refused)?;
    let mut waiting = Vec::with_capacity(BATCH);
    console.start_progress("adding");
    each_document(
        &args.inputs.list(),
        &options,
        args.jobs.count(),
        console,
        |document| {
            reader
                .read_verified(document)
                .map_err(|error| unknown_language(&error))
        },
        |worked| {
            waiting.push((worked.entry, worked.result));
            if waiting.len() < BATCH {
                return Ok(());
            }
            write(
                &mut ledger,
                &mut waiting,
                reader,
                &args.who.who,
                console,
                (&mut count, &mut refusals),
            )
        },
    )?;
    write(
        &mut ledger,
        &mut waiting,
        reader,
        &args.who.who,
        console,
        (&mut count, &mut refusals),
    )?;
    console.finish();
    refusals.finish(console)?;
    let mut alarms = Alarms::default();
    if ledger.unlinked()? > 0 {
        if args.format == Format::Table {
            alarms = linking::relink_and_look(&mut ledger, reader.shared())?;
        } else {
            linking::relink(&mut ledger, reader.shared())?;
        }
    }
    tell(
        &ledger,
        before,
        reader.shared(),
        args.format,
        console,
        (&count, alarms),
    )?;
    Ok(Status::Done)
}

/// Writes the waiting documents in one transaction; one that is refused leaves the others alone.
fn write(
    ledger: &mut Ledger,
    waiting: &mut Vec<(Entry, VerifiedReading)>,
    reader: &Reader,
    who: &str,
    console: &Console,
    (count, refusals): (&mut Count, &mut Refusals),
) -> Result<(), Failure> {
    if waiting.is_empty() {
        return Ok(());
    }
    let at = now();
    let mut batch = ledger.batch()?;
    for (entry, reading) in waiting.drain(..) {
        let VerifiedReading {
            statements,
            refused,
        } = reading;
        for (statement, refused) in refused {
            let line = serde_json::to_value(&statement).unwrap_or_default();
            refusals.take(&entry.document.id, None, &line, &refused)?;
        }
        let incoming = Incoming {
            document: &entry.document,
            original: Some(&entry.original),
            path: Some(&entry.path),
            statements: &statements,
            reader: env!("CARGO_PKG_VERSION"),
            packs: reader.packs_version(),
            at: &at,
            who,
        };
        count.read += 1;
        match batch.add_document(&incoming) {
            Ok(added) => {
                if added.is_new() {
                    count.new += 1;
                    count.versions += usize::from(matches!(added, Added::NewVersion { .. }));
                    let ids: BTreeSet<&str> = statements
                        .iter()
                        .map(|statement| statement.id.as_str())
                        .collect();
                    count.new_statements += ids.len();
                }
            }
            Err(error @ LedgerError::Refused { .. }) => {
                let text = error.to_string();
                let (message, help) = split_help(&text);
                console.failed(message, help);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(batch.commit()?)
}

/// What changed while claims of this run's documents were relayed, a line each, under the table.
fn tell_drift(ledger: &Ledger, shared: &Shared, before: i64) -> Result<(), Failure> {
    let entries = ledger.log_after(before)?.into_iter();
    let added: BTreeSet<String> = entries.map(|entry| entry.subject).collect();
    let drifted = links::drifted(ledger, shared, &added)?;
    if drifted.is_empty() {
        return Ok(());
    }
    let mut out = output::out();
    writeln!(out, "Changed on the way:")?;
    for (claim, changes) in drifted {
        writeln!(out, "  {claim}")?;
        for change in changes {
            writeln!(out, "    {change}")?;
        }
    }
    Ok(out.flush()?)
}

/// How much does not fit together, and where to look.
fn tell_alarms(alarms: Alarms) -> Result<(), Failure> {
    let mut out = output::out();
    for (count, what, verb) in [
        (alarms.conflicts, "conflict", "conflicts"),
        (alarms.circles, "circular-reporting alarm", "circles"),
    ] {
        if count > 0 {
            let found = plural(count, what);
            writeln!(out, "{found} in the ledger: `headstamp {verb}`")?;
        }
    }
    Ok(out.flush()?)
}

fn tell(
    ledger: &Ledger,
    before: i64,
    shared: &Shared,
    format: Format,
    console: &Console,
    (count, alarms): (&Count, Alarms),
) -> Result<(), Failure> {
    let name = |id: &str| display::actor_name(shared, id);
    let mut printer = Printer::start::<SummaryOut<'_>>(format)?;
    let mut rows = ledger.summary(&Filter::default(), Some(before))?;
    // transfers between two known parties first, then with one of them, then all else
    rows.sort_by_key(|row| {
        let open = |role| usize::from(!row.parties.contains_key(role));
        open("supplier") + open("recipient")
    });
    for row in rows {
        printer.push(&SummaryOut { row, name: &name })?;
    }
    printer.finish::<SummaryOut<'_>>()?;
    if format == Format::Table {
        tell_drift(ledger, shared, before)?;
        tell_alarms(alarms)?;
    }
    let versions = match count.versions {
        0 => String::new(),
        1 => " (1 of them a new text at a known address)".to_owned(),
        many => format!(" ({many} of them new texts at known addresses)"),
    };
    let line = format!(
        "{} read, {} new{versions}; {} new; ledger `{}`",
        plural(count.read, "document"),
        count.new,
        plural(count.new_statements, "statement"),
        ledger.path().display()
    );
    if format == Format::Table {
        let mut out = output::out();
        writeln!(out, "{line}")?;
        out.flush()?;
    } else {
        console.note(&line);
    }
    Ok(())
}
