//! `headstamp verify`: whether the ledger still holds what was written into it.

use crate::args::{Format, Verify};
use crate::failure::{Failure, Status};
use crate::output;
use crate::table;
use headstamp::ledger::{Mode, VerifyReport};
use std::fmt::Write as _;
use std::io::Write;

pub(super) fn run(args: &Verify) -> Result<Status, Failure> {
    let ledger = args.ledger.open(Mode::ReadOnly)?;
    let report = ledger.verify()?;
    let mut out = output::out();
    match args.format {
        Format::Jsonl => {
            let line = serde_json::to_string(&report).map_err(std::io::Error::from)?;
            writeln!(out, "{line}")?;
        }
        Format::Table | Format::Csv | Format::Md => write!(out, "{}", text(&report))?,
    }
    out.flush()?;
    if report.is_sound() {
        return Ok(Status::Done);
    }
    Err(Failure::new(
        Status::Ledger,
        format!(
            "the ledger `{}` is damaged: {} found",
            args.ledger.ledger.display(),
            problems(&report)
        ),
        "put back a copy of the file (with its `-wal` file, if there is one), or add the documents to a new ledger",
    ))
}

fn problems(report: &VerifyReport) -> String {
    match report.problems.len() {
        1 => "1 problem".to_owned(),
        many => format!("{many} problems"),
    }
}

fn text(report: &VerifyReport) -> String {
    let rows = [
        ("documents", report.documents),
        ("without their original", report.without_original),
        ("statements", report.statements),
        ("withdrawn statements", report.withdrawn),
        ("reviews", report.reviews),
        ("originals", report.originals),
        ("entries of the log", report.log_entries),
    ];
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|(what, count)| vec![what.to_owned(), count.to_string()])
        .collect();
    let mut out = table::bare(&rows, table::width());
    if let Some(hash) = &report.last_hash {
        let _ = writeln!(out, "last hash of the log: {hash}");
    }
    if report.is_sound() {
        out.push_str("nothing is wrong\n");
    }
    for problem in &report.problems {
        let line = format!("{} {}: {}", problem.kind, problem.record, problem.message);
        out.push_str(&table::legible(&line));
        out.push('\n');
    }
    out
}
