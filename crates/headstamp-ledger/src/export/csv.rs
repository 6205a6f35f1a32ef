//! CSV: RFC 4180 with a header, UTF-8, and an apostrophe before what might be run as a formula.

use super::{Table, failed, looks_like_a_formula};
use crate::error::LedgerError;
use rusqlite::types::ValueRef;
use std::io::Write;

pub(super) struct Sheet<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Sheet<W> {
    pub(super) fn new(writer: W) -> Self {
        Self {
            writer: csv::Writer::from_writer(writer),
        }
    }

    pub(super) fn finish(mut self) -> Result<(), LedgerError> {
        self.writer.flush().map_err(|error| failed(&error))
    }
}

impl<W: Write> Table for Sheet<W> {
    fn header(&mut self, names: &[&str]) -> Result<(), LedgerError> {
        self.writer
            .write_record(names)
            .map_err(|error| failed(&error))
    }

    fn row(&mut self, cells: &[ValueRef<'_>]) -> Result<(), LedgerError> {
        self.writer
            .write_record(cells.iter().map(|cell| written(*cell)))
            .map_err(|error| failed(&error))
    }
}

fn written(cell: ValueRef<'_>) -> String {
    match cell {
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            if looks_like_a_formula(&text) {
                format!("'{text}")
            } else {
                text.into_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            " =1",
            "\r=1",
            "\u{FF1D}1",
        ] {
            assert_eq!(written(ValueRef::Text(text.as_bytes())), format!("'{text}"));
        }
    }

    #[test]
    fn other_text_and_numbers_stay_as_they_are() {
        assert_eq!(written(ValueRef::Text(b"a = b")), "a = b");
        assert_eq!(written(ValueRef::Integer(-1)), "-1");
    }
}
