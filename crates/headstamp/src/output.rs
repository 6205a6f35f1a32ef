//! Prints records: a table, JSON Lines, CSV or Markdown, on standard output.
//!
//! A record says what its cells are; how they are laid out is decided here. Lines of JSON and CSV
//! go out as they come; tables need all rows before the first.

use crate::args::{Format, FormatArg, List};
use crate::failure::Failure;
use crate::table;
use headstamp::ledger::{looks_like_a_formula, workbook};
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::PathBuf;

/// Something that is printed one per row or line.
pub(crate) trait Record {
    /// Headings of a table for people.
    const HEADING: &'static [&'static str];
    /// Headings of a flat table for spreadsheets.
    const COLUMNS: &'static [&'static str];

    /// Cells under [`Record::HEADING`]; lines within a cell are kept.
    fn row(&self) -> Vec<String>;
    /// Cells under [`Record::COLUMNS`].
    fn cells(&self) -> Vec<String>;
    /// What one line of JSON holds.
    fn line(&self) -> impl Serialize;
}

/// Standard output, buffered.
pub(crate) type Out = BufWriter<StdoutLock<'static>>;

/// Standard output; write through this only, so that a reader who leaves is noticed.
pub(crate) fn out() -> Out {
    BufWriter::new(io::stdout().lock())
}

/// Whether standard output shows colours: a terminal, and `NO_COLOR` is not set.
pub(crate) fn colour() -> bool {
    let choice = anstream::AutoStream::choice(&io::stdout());
    !matches!(choice, anstream::ColorChoice::Never)
}

impl FormatArg {
    /// The format: as asked for, else a table on a terminal and JSON Lines in a pipe.
    pub(crate) fn chosen(&self) -> Format {
        self.format.unwrap_or_else(|| {
            if io::stdout().is_terminal() {
                Format::Table
            } else {
                Format::Jsonl
            }
        })
    }
}

/// Takes records and prints them.
pub(crate) struct Printer {
    sheet: Sheet,
}

enum Sheet {
    Xlsx(PathBuf, Vec<Vec<String>>),
    Table(Out, Vec<Vec<String>>),
    Jsonl(Out),
    Csv(Box<csv::Writer<Out>>),
    Md(Out),
}

impl Printer {
    /// Starts printing records of type `R`, with their headings where the format has some.
    pub(crate) fn start<R: Record>(format: Format) -> io::Result<Self> {
        let sheet = match format {
            Format::Table => Sheet::Table(out(), Vec::new()),
            Format::Jsonl => Sheet::Jsonl(out()),
            Format::Csv => {
                let mut writer = csv::Writer::from_writer(out());
                writer.write_record(R::COLUMNS).map_err(io_error)?;
                Sheet::Csv(Box::new(writer))
            }
            Format::Md => {
                let mut out = out();
                writeln!(out, "{}", table::markdown_row(R::HEADING))?;
                let rule = vec!["---"; R::HEADING.len()];
                writeln!(out, "{}", table::markdown_row(&rule))?;
                Sheet::Md(out)
            }
        };
        Ok(Self { sheet })
    }

    /// Starts a list: a workbook where one is asked for, else what is printed.
    pub(crate) fn list<R: Record>(args: &List) -> io::Result<Self> {
        match &args.xlsx {
            None => Self::start::<R>(args.format.chosen()),
            Some(path) => Ok(Self {
                sheet: Sheet::Xlsx(path.clone(), Vec::new()),
            }),
        }
    }

    /// Prints one record.
    pub(crate) fn push<R: Record>(&mut self, record: &R) -> io::Result<()> {
        match &mut self.sheet {
            Sheet::Table(_, rows) => rows.push(record.row()),
            Sheet::Xlsx(_, rows) => rows.push(record.cells()),
            Sheet::Jsonl(out) => {
                serde_json::to_writer(&mut *out, &record.line()).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            Sheet::Csv(writer) => {
                let cells = record.cells().into_iter().map(safe);
                writer.write_record(cells).map_err(io_error)?;
            }
            Sheet::Md(out) => writeln!(out, "{}", table::markdown_row(&record.row()))?,
        }
        Ok(())
    }

    /// Prints what is still held back.
    ///
    /// # Errors
    ///
    /// When standard output or the workbook cannot be written.
    pub(crate) fn finish<R: Record>(self) -> Result<(), Failure> {
        match self.sheet {
            Sheet::Xlsx(path, rows) => return Ok(workbook(&path, R::COLUMNS, &rows)?),
            Sheet::Table(mut out, rows) => {
                if !rows.is_empty() {
                    let text = table::with_heading(R::HEADING, &rows, table::width(), colour());
                    out.write_all(text.as_bytes())?;
                }
                out.flush()?;
            }
            Sheet::Jsonl(mut out) | Sheet::Md(mut out) => out.flush()?,
            Sheet::Csv(mut writer) => writer.flush()?,
        }
        Ok(())
    }
}

/// Prints all `records`.
pub(crate) fn print<R: Record>(format: Format, records: &[R]) -> Result<(), Failure> {
    let mut printer = Printer::start::<R>(format)?;
    for record in records {
        printer.push(record)?;
    }
    printer.finish::<R>()
}

/// A cell that a spreadsheet program does not run.
fn safe(cell: String) -> String {
    if looks_like_a_formula(&cell) {
        format!("'{cell}")
    } else {
        cell
    }
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
