//! Statements for other programs: JSON Lines, CSV, and a workbook.
//!
//! JSON Lines is exact: each line is the statement as the reader prints it. CSV and the workbook
//! hold the flat columns of `statement_view`, in the same order of rows.
//!
//! Text from a web page may begin with `=`, `+`, `-` or `@`, which spreadsheet programs run as a
//! formula. In CSV such a cell gets an apostrophe in front ([`csv`]), so whoever needs the text
//! exactly takes JSON Lines; in the workbook it is typed as text and marked so.

mod csv;
mod xlsx;

use crate::Ledger;
use crate::error::{Inner, LedgerError};
use crate::filter::Filter;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params_from_iter};
use std::fmt::Display;
use std::io::Write;
use std::path::Path;

const WRITE_ADVICE: &str = "see that there is room and that you may write there";

/// Writes a workbook of one sheet: a header and rows of text; a short whole number stands as a number.
///
/// # Errors
///
/// [`LedgerError::Export`] when writing fails or there are more rows than a sheet can hold.
pub fn workbook(path: &Path, columns: &[&str], rows: &[Vec<String>]) -> Result<(), LedgerError> {
    let mut book = xlsx::Book::new(None)?;
    let mut sheet = book.sheet("headstamp")?;
    sheet.header(columns)?;
    for row in rows {
        let cells: Vec<ValueRef<'_>> = row.iter().map(|cell| value(cell)).collect();
        sheet.row(&cells)?;
    }
    book.save(path)
}

/// A count as a number, all else as text: an id of digits is longer than any count.
fn value(cell: &str) -> ValueRef<'_> {
    let counted = cell.len() < 9 && !(cell.len() > 1 && cell.starts_with('0'));
    let number = counted.then(|| cell.parse::<u32>().ok()).flatten();
    number.map_or(ValueRef::Text(cell.as_bytes()), |number| {
        ValueRef::Integer(number.into())
    })
}

impl Ledger {
    /// Writes the statements that `filter` keeps as JSON Lines: byte for byte the serialised
    /// [`headstamp_model::Statement`].
    ///
    /// # Errors
    ///
    /// [`LedgerError::Export`] when writing fails, and as for [`Ledger::statements`].
    pub fn export_jsonl(&self, filter: &Filter, mut writer: impl Write) -> Result<(), LedgerError> {
        self.each_statement(filter, |record| {
            let line = serde_json::to_string(&record.statement).map_err(|error| failed(&error))?;
            writeln!(writer, "{line}").map_err(|error| failed(&error))
        })?;
        writer.flush().map_err(|error| failed(&error))
    }

    /// Writes the statements that `filter` keeps as CSV with the columns of `statement_view`; a cell
    /// that a spreadsheet program would run as a formula gets an apostrophe in front.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::export_jsonl`].
    pub fn export_csv(&self, filter: &Filter, writer: impl Write) -> Result<(), LedgerError> {
        let condition = filter.on_statements()?;
        let mut sheet = csv::Sheet::new(writer);
        self.read(|connection| {
            each_row(
                connection,
                &statement_rows(&condition.sql()),
                condition.values,
                &mut sheet,
            )
        })?;
        sheet.finish()
    }

    /// Writes a workbook to `path`: a sheet of the statements that `filter` keeps, and one of the
    /// documents. No cell is a formula or a link.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Export`] when there are more rows than a sheet holds or writing fails, and as
    /// for [`Ledger::statements`].
    pub fn export_xlsx(&self, filter: &Filter, path: &Path) -> Result<(), LedgerError> {
        let statements = filter.on_statements()?;
        let documents = filter.on_documents()?;
        let book = self.read(|connection| {
            let mut book = xlsx::Book::new(last_date(connection)?.as_deref())?;
            let mut sheet = book.sheet("statements")?;
            each_row(
                connection,
                &statement_rows(&statements.sql()),
                statements.values,
                &mut sheet,
            )?;
            let mut sheet = book.sheet("documents")?;
            each_row(
                connection,
                &document_rows(&documents.sql()),
                documents.values,
                &mut sheet,
            )?;
            Ok(book)
        })?;
        book.save(path)
    }
}

/// A table that takes its header and rows one after another.
trait Table {
    fn header(&mut self, names: &[&str]) -> Result<(), LedgerError>;
    fn row(&mut self, cells: &[ValueRef<'_>]) -> Result<(), LedgerError>;
}

fn statement_rows(condition: &str) -> String {
    format!(
        "SELECT v.* FROM statement AS s JOIN document AS d ON d.key = s.document
         JOIN statement_view AS v ON v.id = s.id{condition}
         ORDER BY d.id, d.key, s.span_start, s.span_end, s.id"
    )
}

fn document_rows(condition: &str) -> String {
    format!(
        "SELECT v.* FROM document AS d JOIN document_view AS v ON v.key = d.key{condition} ORDER BY d.id, d.key"
    )
}

fn each_row(
    connection: &Connection,
    sql: &str,
    values: Vec<rusqlite::types::Value>,
    table: &mut impl Table,
) -> Inner<()> {
    let mut select = connection.prepare(sql)?;
    let count = select.column_count();
    table.header(&select.column_names().collect::<Vec<_>>())?;
    let mut rows = select.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        let cells = (0..count)
            .map(|column| row.get_ref(column))
            .collect::<Result<Vec<_>, _>>()?;
        table.row(&cells)?;
    }
    Ok(())
}

/// The day of the last entry of the log: a workbook must carry a date, and this one does not change
/// between two exports of the same ledger.
fn last_date(connection: &Connection) -> Inner<Option<String>> {
    let date = connection.query_row("SELECT substr(max(at), 1, 10) FROM log", [], |row| {
        row.get(0)
    })?;
    Ok(date)
}

/// Whether a spreadsheet program might take `text` for a formula: it looks past blanks and control
/// characters, and some take the wide forms of the signs too.
pub fn looks_like_a_formula(text: &str) -> bool {
    let first = text.chars().find(|c| !c.is_whitespace() && !c.is_control());
    matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}')
    ) || text.starts_with(['\t', '\r', '\n'])
}

fn failed(error: &dyn Display) -> LedgerError {
    LedgerError::Export {
        detail: error.to_string(),
        advice: WRITE_ADVICE,
    }
}
