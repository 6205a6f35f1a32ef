//! Documents and statements to try a ledger with.

use headstamp_ledger::{Added, Incoming, Ledger, Mode};
use headstamp_model::{
    Document, Item, Source, SourceKind, Span, Statement, Trace, Via, sha256_hex,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// A ledger in a folder of its own, which goes when the test ends.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("folder"),
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.db")
    }

    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn create(&self) -> Ledger {
        Ledger::open(self.path(), Mode::Create, Duration::ZERO).expect("a new ledger")
    }

    pub(crate) fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path()).expect("connection")
    }
}

pub(crate) const AT: &str = "2026-01-02T03:04:05Z";

/// A document with `text`; its original is the text.
pub(crate) fn document(id: &str, text: &str) -> Document {
    Document {
        id: id.to_owned(),
        url: None,
        lang: Some("en".to_owned()),
        published: Some("2024-06-14".to_owned()),
        publisher: Some("Example Post".to_owned()),
        title: None,
        text: text.to_owned(),
        sha256: sha256_hex(text.as_bytes()),
    }
}

/// A plain transfer statement whose quote is `quote`, which must stand in the document.
pub(crate) fn statement(document: &Document, quote: &str) -> Statement {
    let start = document
        .text
        .find(quote)
        .expect("the quote stands in the text");
    let span = Span::new(start, start + quote.len());
    let statement = Statement {
        doc: document.id.clone(),
        lang: "en".to_owned(),
        quote: quote.to_owned(),
        span,
        event: "transfer".to_owned(),
        roles: BTreeMap::from([
            ("supplier".to_owned(), vec!["aa".to_owned()]),
            ("recipient".to_owned(), vec!["bb".to_owned()]),
        ]),
        items: vec![item("artillery-shell", Some(1000.0), None)],
        traces: vec![Trace {
            field: "type".to_owned(),
            spans: vec![span],
            reason: "rule x at file:1".to_owned(),
        }],
        ..Statement::default()
    };
    with_id(statement, document)
}

/// A statement with everything on it that a statement can have.
pub(crate) fn full_statement(document: &Document, quote: &str) -> Statement {
    let mut statement = statement(document, quote);
    let Span { start, end } = statement.span;
    statement.roles.insert(
        "intermediary".to_owned(),
        vec!["zz".to_owned(), "org:a-firm".to_owned()],
    );
    statement.items = vec![
        Item {
            unit: Some("tonne".to_owned()),
            per: Some("month".to_owned()),
            ..item("bomb", Some(0.5), Some(1e15))
        },
        Item {
            of: Some(900.0),
            share: Some(0.1),
            name: Some("Ünit-7".to_owned()),
            ..item("drone", None, None)
        },
    ];
    statement.source = Some(Source {
        name: Some("N. Nam".to_owned()),
        kind: SourceKind::Official,
        state: Some("cc".to_owned()),
    });
    statement.via = vec![
        Via {
            name: None,
            kind: SourceKind::Media,
            state: Some("cc".to_owned()),
        },
        Via {
            name: Some("Wire".to_owned()),
            kind: SourceKind::Media,
            state: None,
        },
    ];
    statement.time = Some("2023-10".to_owned());
    statement.traces = vec![
        Trace {
            field: "phase".to_owned(),
            spans: vec![Span::new(start, end), Span::new(0, start)],
            reason: "r1".to_owned(),
        },
        Trace {
            field: "basis".to_owned(),
            spans: Vec::new(),
            reason: "nothing said".to_owned(),
        },
        Trace {
            field: "phase".to_owned(),
            spans: vec![Span::new(start, start)],
            reason: String::new(),
        },
    ];
    with_id(statement, document)
}

pub(crate) fn item(class: &str, low: Option<f64>, high: Option<f64>) -> Item {
    Item {
        class: class.to_owned(),
        low,
        high,
        ..Item::default()
    }
}

/// `statement` with the id that its fields give.
pub(crate) fn with_id(mut statement: Statement, document: &Document) -> Statement {
    statement.id = statement.compute_id(&document.key());
    statement
}

/// Adds `document`, whose text is its original, with `statements`.
pub(crate) fn add(ledger: &mut Ledger, document: &Document, statements: &[Statement]) -> Added {
    let incoming = incoming(document, statements);
    ledger.add_document(&incoming).expect("added")
}

pub(crate) fn incoming<'a>(document: &'a Document, statements: &'a [Statement]) -> Incoming<'a> {
    Incoming {
        document,
        original: Some(document.text.as_bytes()),
        path: Some("folder/file.txt"),
        statements,
        reader: "0.1.0",
        packs: "p1",
        at: AT,
        who: "tester",
    }
}

/// Every row of `tables`, in an order that depends on the rows alone.
pub(crate) fn dump(path: &Path, tables: &[&str]) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).expect("connection");
    let mut lines = Vec::new();
    for table in tables {
        let mut select = connection
            .prepare(&format!("SELECT * FROM {table}"))
            .expect("table");
        let names: Vec<String> = select.column_names().map(str::to_owned).collect();
        let mut rows = select.query([]).expect("rows");
        let mut of_table = Vec::new();
        while let Some(row) = rows.next().expect("row") {
            // The row number serves the full-text index and tells the order of adding.
            let cells = names
                .iter()
                .enumerate()
                .filter(|(_, name)| *name != "number");
            let cells = cells
                .map(|(column, name)| format!("{name}={:?}", row.get_ref(column).expect("cell")));
            of_table.push(format!("{table}: {}", cells.collect::<Vec<_>>().join(" ")));
        }
        of_table.sort();
        lines.extend(of_table);
    }
    lines
}

/// The tables whose rows come from documents alone.
pub(crate) const CONTENT: &[&str] = &[
    "document",
    "document_copy",
    "original",
    "statement",
    "statement_role",
    "statement_item",
    "statement_via",
    "statement_trace",
];
