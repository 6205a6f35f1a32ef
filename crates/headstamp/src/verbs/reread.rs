//! `headstamp reread`: the kept originals, read again with today's packs, and what that changes.
//!
//! Documents are read on several threads and compared in the order of their ids. Without `--apply` the
//! ledger is opened only to read; with it each document is written in a transaction of its own, so a
//! run that is broken off has kept whole documents and goes on where it stopped.

use crate::args::{Format, Reread};
use crate::console::Console;
use crate::display::plural;
use crate::failure::{Failure, Status, split_help, unknown_language};
use crate::kept::open_kept;
use crate::linking;
use crate::output::{self, Printer, Record};
use crate::pipeline::each_opened;
use crate::records::{RereadOut, What, short};
use crate::table;
use crate::verbs::now;
use headstamp::{
    ledger::{self, Incoming, LedgerError, Mode},
    model::Document,
};
use std::io::Write;

/// A document in which something changes.
struct Changed {
    document: Document,
    key: String,
    reread: ledger::Reread,
}

/// What reading again came to.
#[derive(Debug, Default)]
struct Count {
    read: usize,
    news: usize,
    new: usize,
    gone: usize,
    changed: usize,
    unchanged: usize,
    followed: usize,
    unattached: usize,
}

pub(super) fn run(args: &Reread, console: &Console) -> Result<Status, Failure> {
    let reader = args.packs.reader()?;
    let mode = if args.apply {
        Mode::ReadWrite
    } else {
        Mode::ReadOnly
    };
    let mut ledger = args.ledger.open(mode)?;
    let source = args.ledger.open(Mode::ReadOnly)?;
    let mut count = Count::default();
    let mut changes = Vec::new();
    console.start_progress("reading again");
    each_opened(
        move |send| open_kept(&source, send),
        args.jobs.count(),
        console,
        |document| {
            // as `add` does: what the text contradicts is not kept
            reader
                .read_verified(document)
                .map(|reading| reading.statements)
                .map_err(|error| unknown_language(&error))
        },
        |worked| {
            let document = worked.entry.document;
            let incoming = Incoming {
                document: &document,
                original: None,
                path: None,
                statements: &worked.result,
                reader: env!("CARGO_PKG_VERSION"),
                packs: reader.packs_version(),
                at: &now(),
                who: &args.who.who,
            };
            let outcome = if args.apply {
                ledger.reread(&incoming)
            } else {
                ledger.compare(&incoming)
            };
            match outcome {
                Ok(reread) => {
                    count.add(&reread);
                    if !is_quiet(&reread) {
                        let key = document.key();
                        changes.push(Changed {
                            document,
                            key,
                            reread,
                        });
                    }
                    Ok(())
                }
                Err(error @ (LedgerError::Refused { .. } | LedgerError::Changed { .. })) => {
                    let text = error.to_string();
                    let (message, help) = split_help(&text);
                    console.failed(message, help);
                    Ok(())
                }
                Err(error) => Err(Failure::from(error)),
            }
        },
    )?;
    console.finish();
    if args.apply && !changes.is_empty() {
        linking::relink(&mut ledger, reader.shared())?;
    }
    print(&changes, args.format.chosen())?;
    let place = args.ledger.ledger.display().to_string();
    tell(args, &count, &place, console)?;
    Ok(Status::Done)
}

/// Whether there is nothing to tell of a document.
fn is_quiet(reread: &ledger::Reread) -> bool {
    reread.difference.is_nothing() && reread.followed.is_empty() && reread.unattached.is_empty()
}

impl Count {
    fn add(&mut self, reread: &ledger::Reread) {
        let difference = &reread.difference;
        self.read += 1;
        self.news += usize::from(reread.is_news);
        self.new += difference.new.len();
        self.gone += difference.gone.len();
        self.changed += difference.changed.len();
        self.unchanged += difference.unchanged;
        self.followed += reread.followed.len();
        self.unattached += reread.unattached.len();
    }

    fn is_nothing(&self) -> bool {
        self.new + self.gone + self.changed + self.followed + self.unattached == 0
    }
}

/// The changes of a document in the order of its text, reviews last.
fn rows(changed: &Changed) -> Vec<RereadOut<'_>> {
    let difference = &changed.reread.difference;
    let mut told: Vec<_> = Vec::new();
    told.extend(difference.new.iter().map(|new| (new.span, What::New(new))));
    let gone = difference.gone.iter();
    told.extend(gone.map(|gone| (gone.span, What::Gone(gone))));
    let otherwise = difference.changed.iter();
    told.extend(otherwise.map(|change| (change.new.span, What::Changed(change))));
    told.sort_by_key(|(span, _)| *span);
    let statements = told.into_iter().map(|(_, what)| what);
    let followed = changed.reread.followed.iter().map(What::Followed);
    let unattached = changed.reread.unattached.iter().map(What::Unattached);
    statements
        .chain(followed)
        .chain(unattached)
        .map(|what| RereadOut {
            document: &changed.document,
            key: &changed.key,
            what,
        })
        .collect()
}

fn print(changes: &[Changed], format: Format) -> Result<(), Failure> {
    if format == Format::Table {
        let mut out = output::out();
        for changed in changes {
            let heading = heading(&changed.document, &changed.key);
            writeln!(out, "{}", table::legible(&heading))?;
            // the heading names the document already: an indent stands in its place
            let rows: Vec<Vec<String>> = rows(changed)
                .iter()
                .map(|row| {
                    let mut row = row.row();
                    if let Some(document) = row.first_mut() {
                        document.clear();
                    }
                    row
                })
                .collect();
            writeln!(out, "{}", table::bare(&rows, table::width()))?;
        }
        return Ok(out.flush()?);
    }
    let mut printer = Printer::start::<RereadOut<'_>>(format)?;
    for row in changes.iter().flat_map(rows) {
        printer.push(&row)?;
    }
    printer.finish::<RereadOut<'_>>()
}

/// `port: Quiet day, Harbour Gazette, 2024-03-01 (key 3f2a91bc)`.
fn heading(document: &Document, key: &str) -> String {
    let facts = [&document.title, &document.publisher, &document.published];
    let facts: Vec<&str> = facts.into_iter().flatten().map(String::as_str).collect();
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!(": {}", facts.join(", "))
    };
    format!("{}{facts} (key {})", document.id, short(key))
}

/// The summary: on standard output below a table, else beside it.
fn tell(args: &Reread, count: &Count, place: &str, console: &Console) -> Result<(), Failure> {
    let read = plural(count.read, "document");
    let mut lines = Vec::new();
    if count.is_nothing() {
        lines.push(format!(
            "{read} read again: nothing changed; ledger `{place}`"
        ));
    } else {
        lines.push(format!(
            "{read} read again: {} new, {} gone, {} changed, {} unchanged; ledger `{place}`",
            plural(count.new, "statement"),
            count.gone,
            count.changed,
            count.unchanged
        ));
    }
    if count.followed > 0 {
        let reviews = plural(count.followed, "review");
        lines.push(format!(
            "{reviews} now on another reading of the same statement"
        ));
    }
    if count.unattached > 0 {
        let reviews = plural(count.unattached, "review");
        lines.push(format!(
            "{reviews} without a statement: see `headstamp review list --unattached`"
        ));
    }
    if count.news > 0 {
        let documents = plural(count.news, "document");
        lines.push(if args.apply {
            format!("written: {documents}, each with an entry in the log")
        } else {
            format!("nothing was written; `--apply` keeps the new reading of {documents}")
        });
    }
    if args.format.chosen() == Format::Table {
        let mut out = output::out();
        for line in lines {
            writeln!(out, "{line}")?;
        }
        return Ok(out.flush()?);
    }
    for line in lines {
        console.note(&line);
    }
    Ok(())
}
