//! `headstamp export`: statements for other programs, to a file or standard output.

use crate::args::{Export, ExportFormat};
use crate::failure::{Failure, Status};
use crate::output;
use crate::records::StatementOut;
use headstamp::ledger::{Filter, Ledger, LedgerError, Mode};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub(super) fn run(args: &Export) -> Result<Status, Failure> {
    let filter = args.filter.filter();
    if args.format == ExportFormat::Xlsx {
        let Some(path) = &args.output else {
            return Err(Failure::usage(
                "a workbook cannot be written to standard output",
                "name the file with `--output statements.xlsx`",
            ));
        };
        args.ledger
            .open(Mode::ReadOnly)?
            .export_xlsx(&filter, path)?;
        return Ok(Status::Done);
    }
    let ledger = args.ledger.open(Mode::ReadOnly)?;
    match &args.output {
        None => write(&ledger, args.format, &filter, output::out())?,
        Some(path) => {
            let file = File::create(path).map_err(|error| cannot_create(path, &error))?;
            write(&ledger, args.format, &filter, BufWriter::new(file))?;
        }
    }
    Ok(Status::Done)
}

fn cannot_create(path: &Path, error: &io::Error) -> Failure {
    Failure::new(
        Status::Failed,
        format!("`{}` cannot be written: {error}", path.display()),
        "see that the folder exists and that you may write there",
    )
}

fn write(
    ledger: &Ledger,
    format: ExportFormat,
    filter: &Filter,
    writer: impl Write,
) -> Result<(), Failure> {
    let mut writer = Watched {
        writer,
        failure: None,
    };
    let outcome = match format {
        ExportFormat::Csv => ledger.export_csv(filter, &mut writer),
        _ => jsonl(ledger, filter, &mut writer),
    };
    match (outcome, writer.failure) {
        (_, Some(error)) => Err(error.into()),
        (outcome, None) => Ok(outcome?),
    }
}

/// The lines that `read` prints.
fn jsonl(ledger: &Ledger, filter: &Filter, writer: &mut impl Write) -> Result<(), LedgerError> {
    let failed = |error: io::Error| LedgerError::Export {
        detail: error.to_string(),
        advice: "see that there is room and that you may write there",
    };
    ledger.each_statement(filter, |record| {
        let line = serde_json::to_string(&StatementOut::kept(record).json())
            .map_err(|error| failed(error.into()))?;
        writeln!(writer, "{line}").map_err(failed)
    })?;
    writer.flush().map_err(failed)
}

/// Remembers why writing failed, which the ledger's error no longer tells apart.
struct Watched<W> {
    writer: W,
    failure: Option<io::Error>,
}

impl<W> Watched<W> {
    fn note<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            self.failure.get_or_insert(error);
            kind.into()
        })
    }
}

impl<W: Write> Write for Watched<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.writer.write(bytes);
        self.note(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.writer.flush();
        self.note(result)
    }
}
