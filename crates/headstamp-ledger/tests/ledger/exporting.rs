//! What leaves the ledger for other programs.

use crate::support::{Place, add, document, full_statement, statement};
use headstamp_ledger::{Filter, Ledger};
use headstamp_model::Statement;
use std::io::Read;

const FORMULA: &str = "=HYPERLINK(\"x\")";

fn filled(place: &Place) -> (Ledger, Vec<Statement>) {
    let mut ledger = place.create();
    let mut document = document(
        "one",
        &format!("{FORMULA} and \"more\",\nAland gave shells."),
    );
    document.title = Some("@title".to_owned());
    document.publisher = Some("+1".to_owned());
    let statements = vec![
        statement(&document, FORMULA),
        full_statement(&document, "Aland gave shells"),
    ];
    add(&mut ledger, &document, &statements);
    (ledger, statements)
}

#[test]
fn json_lines_are_the_statements_as_they_were_read() {
    let place = Place::new();
    let (ledger, statements) = filled(&place);
    let mut out = Vec::new();
    ledger
        .export_jsonl(&Filter::default(), &mut out)
        .expect("exported");
    let expected: String = statements
        .iter()
        .map(|statement| serde_json::to_string(statement).expect("json") + "\n")
        .collect();
    assert_eq!(String::from_utf8(out).expect("text"), expected);
}

#[test]
fn no_cell_of_the_csv_is_a_formula() {
    let place = Place::new();
    let (ledger, _) = filled(&place);
    let mut out = Vec::new();
    ledger
        .export_csv(&Filter::default(), &mut out)
        .expect("exported");
    let mut reader = csv::Reader::from_reader(out.as_slice());
    let header = reader.headers().expect("header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    assert_eq!(rows.len(), 2);
    for cell in rows.iter().flatten() {
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
            "{cell}"
        );
    }
    let quote = header
        .iter()
        .position(|name| name == "quote")
        .expect("column");
    assert_eq!(
        rows.first().and_then(|row| row.get(quote)),
        Some(format!("'{FORMULA}").as_str())
    );
}

#[test]
fn the_workbook_has_two_sheets_and_no_formula() {
    let place = Place::new();
    let (ledger, _) = filled(&place);
    let path = place.beside("out.xlsx");
    ledger
        .export_xlsx(&Filter::default(), &path)
        .expect("exported");
    let mut parts = zip::ZipArchive::new(std::fs::File::open(&path).expect("file")).expect("zip");
    let mut part = |name: &str| {
        let mut text = String::new();
        parts
            .by_name(name)
            .expect(name)
            .read_to_string(&mut text)
            .expect("text");
        text
    };
    let sheets = [
        part("xl/worksheets/sheet1.xml"),
        part("xl/worksheets/sheet2.xml"),
    ];
    for sheet in &sheets {
        assert!(
            !sheet.contains("<f>") && !sheet.contains("hyperlink"),
            "{sheet}"
        );
    }
    assert!(part("xl/sharedStrings.xml").contains("=HYPERLINK("));
    assert!(part("xl/styles.xml").contains("quotePrefix=\"1\""));
    assert!(part("xl/workbook.xml").contains("name=\"statements\""));
    assert!(part("xl/workbook.xml").contains("name=\"documents\""));
}

#[test]
fn exporting_twice_gives_the_same_bytes() {
    let place = Place::new();
    let (ledger, _) = filled(&place);
    let [one, two] = ["one.xlsx", "two.xlsx"].map(|name| place.beside(name));
    ledger
        .export_xlsx(&Filter::default(), &one)
        .expect("exported");
    ledger
        .export_xlsx(&Filter::default(), &two)
        .expect("exported");
    assert!(std::fs::read(one).expect("file") == std::fs::read(two).expect("file"));
}
