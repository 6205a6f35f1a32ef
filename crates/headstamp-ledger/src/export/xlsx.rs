//! A workbook for people who count in a spreadsheet program.

use super::{Table, WRITE_ADVICE, failed, looks_like_a_formula};
use crate::error::LedgerError;
use rusqlite::types::ValueRef;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::path::Path;

/// The most characters that a cell may hold.
const LONGEST: usize = 32_767;

pub(super) struct Book {
    workbook: Workbook,
}

impl Book {
    /// A workbook dated `date` (`2024-06-14`).
    pub(super) fn new(date: Option<&str>) -> Result<Self, LedgerError> {
        let mut workbook = Workbook::new();
        let date = date.unwrap_or("2000-01-01");
        let created = ExcelDateTime::parse_from_str(date).map_err(|error| told(&error))?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        Ok(Self { workbook })
    }

    pub(super) fn sheet(&mut self, name: &str) -> Result<Sheet<'_>, LedgerError> {
        let worksheet = self.workbook.add_worksheet();
        worksheet.set_name(name).map_err(|error| told(&error))?;
        worksheet
            .set_freeze_panes(1, 0)
            .map_err(|error| told(&error))?;
        Ok(Sheet {
            worksheet,
            next: 0,
            marked: Format::new().set_quote_prefix(),
        })
    }

    pub(super) fn save(mut self, path: &Path) -> Result<(), LedgerError> {
        self.workbook.save(path).map_err(|error| told(&error))
    }
}

pub(super) struct Sheet<'a> {
    worksheet: &'a mut Worksheet,
    next: u32,
    /// Tells spreadsheet programs to keep a cell text when it is edited.
    marked: Format,
}

impl Sheet<'_> {
    fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        let text = shortened(text);
        if looks_like_a_formula(&text) {
            self.worksheet
                .write_string_with_format(self.next, column, text, &self.marked)?;
        } else {
            self.worksheet.write_string(self.next, column, text)?;
        }
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: ValueRef<'_>) -> Result<(), XlsxError> {
        match cell {
            ValueRef::Null | ValueRef::Blob(_) => {}
            ValueRef::Text(bytes) => self.text(column, &String::from_utf8_lossy(bytes))?,
            ValueRef::Real(number) => {
                self.worksheet.write_number(self.next, column, number)?;
            }
            ValueRef::Integer(number) => match i32::try_from(number) {
                Ok(number) => {
                    self.worksheet.write_number(self.next, column, number)?;
                }
                // A workbook counts in floating point, which would round it.
                Err(_) => self.text(column, &number.to_string())?,
            },
        }
        Ok(())
    }
}

impl Table for Sheet<'_> {
    fn header(&mut self, names: &[&str]) -> Result<(), LedgerError> {
        for (column, name) in (0..).zip(names) {
            self.text(column, name).map_err(|error| told(&error))?;
        }
        self.next += 1;
        Ok(())
    }

    fn row(&mut self, cells: &[ValueRef<'_>]) -> Result<(), LedgerError> {
        for (column, cell) in (0..).zip(cells) {
            self.cell(column, *cell).map_err(|error| told(&error))?;
        }
        self.next += 1;
        Ok(())
    }
}

/// `text` as a cell can hold it; a cut is marked.
fn shortened(text: &str) -> String {
    // Spreadsheet programs count UTF-16 units.
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut length = 0;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            length += c.len_utf16();
            length < LONGEST
        })
        .collect();
    kept.push('…');
    kept
}

fn told(error: &XlsxError) -> LedgerError {
    match error {
        XlsxError::RowColumnLimitError => LedgerError::Export {
            detail: "there are more rows than a sheet can hold".to_owned(),
            advice: "export fewer statements, or use csv or jsonl",
        },
        XlsxError::IoError(error) => LedgerError::Export {
            detail: error.to_string(),
            advice: WRITE_ADVICE,
        },
        error => failed(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_and_marked() {
        let cut = shortened(&"𐐀".repeat(20_000));
        assert!(cut.ends_with('…'));
        assert!(cut.encode_utf16().count() <= LONGEST);
    }
}
