//! Filters, lookups, the summary and the views.

use crate::support::{Place, add, document, item, statement, with_id};
use headstamp_ledger::{Filter, Ledger, LedgerError};
use headstamp_model::{Document, Phase, Polarity, Source, SourceKind, Statement};

const TEXT: &str = "Aland gave Beland shells. Beland will get drones. Aland denies it.";

/// Two documents: one asserts twice and carries a denial, the other asserts more shells, later.
fn filled(place: &Place) -> (Ledger, Vec<Statement>) {
    let mut ledger = place.create();
    let first = document("first", TEXT);
    let gave = statement(&first, "Aland gave Beland shells");
    let mut planned = statement(&first, "Beland will get drones");
    planned.phase = Phase::Planned;
    planned.items = vec![item("drone", Some(24.0), Some(99.0))];
    let planned = with_id(planned, &first);
    let mut denied = statement(&first, "Aland denies it");
    denied.polarity = Polarity::Negative;
    denied.source = Some(Source {
        name: None,
        kind: SourceKind::Government,
        state: Some("aa".to_owned()),
    });
    let denied = with_id(denied, &first);
    add(
        &mut ledger,
        &first,
        &[denied.clone(), gave.clone(), planned.clone()],
    );

    let mut second = document("second", "In July Aland sent shells to Beland and Celand.");
    second.published = Some("2024-07".to_owned());
    second.publisher = Some("Other Post".to_owned());
    let mut more = statement(&second, "Aland sent shells to Beland and Celand");
    more.items = vec![item("artillery-shell", None, Some(5e6))];
    more.roles.insert(
        "recipient".to_owned(),
        vec!["bb".to_owned(), "cc".to_owned()],
    );
    let more = with_id(more, &second);
    let mut holds = statement(&second, "shells");
    holds.event = String::from("stock");
    holds.roles = [("holder".to_owned(), vec!["aa".to_owned()])].into();
    let holds = with_id(holds, &second);
    add(&mut ledger, &second, &[more.clone(), holds.clone()]);
    (ledger, vec![gave, planned, denied, more, holds])
}

fn quotes(ledger: &Ledger, filter: &Filter) -> Vec<String> {
    ledger
        .statements(filter)
        .expect("list")
        .into_iter()
        .map(|record| record.statement.quote)
        .collect()
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "every caller fills a field of a filter"
)]
fn given(word: &str) -> Option<String> {
    Some(word.to_owned())
}

#[test]
fn statements_come_by_document_and_place() {
    let place = Place::new();
    let (ledger, statements) = filled(&place);
    let expected: Vec<String> = statements
        .iter()
        .map(|statement| statement.quote.clone())
        .collect();
    assert_eq!(quotes(&ledger, &Filter::default()), expected);
}

#[test]
fn every_filter_keeps_what_it_names() {
    let place = Place::new();
    let (ledger, _) = filled(&place);
    let none = Filter::default;
    let sent = "Aland sent shells to Beland and Celand";
    for (filter, expected) in [
        (
            Filter {
                supplier: given("aa"),
                recipient: given("cc"),
                ..none()
            },
            vec![sent],
        ),
        (
            Filter {
                recipient: given("aa"),
                ..none()
            },
            vec![],
        ),
        (
            Filter {
                actor: given("cc"),
                ..none()
            },
            vec![sent],
        ),
        (
            Filter {
                roles: vec![("holder".to_owned(), "aa".to_owned())],
                ..none()
            },
            vec!["shells"],
        ),
        (
            Filter {
                item: given("drone"),
                ..none()
            },
            vec!["Beland will get drones"],
        ),
        (
            Filter {
                event: given("stock"),
                ..none()
            },
            vec!["shells"],
        ),
        (
            Filter {
                phase: Some(Phase::Planned),
                ..none()
            },
            vec!["Beland will get drones"],
        ),
        (
            Filter {
                polarity: Some(Polarity::Negative),
                ..none()
            },
            vec!["Aland denies it"],
        ),
        (
            Filter {
                source_state: given("aa"),
                ..none()
            },
            vec!["Aland denies it"],
        ),
        (
            Filter {
                publisher: given("Other Post"),
                event: given("transfer"),
                ..none()
            },
            vec![sent],
        ),
        (
            Filter {
                document: given("second"),
                item: given("artillery-shell"),
                event: given("transfer"),
                ..none()
            },
            vec![sent],
        ),
        (
            Filter {
                text: given("JULY cel*"),
                event: given("transfer"),
                ..none()
            },
            vec![sent],
        ),
        (
            Filter {
                text: given("\"shells to Beland\""),
                event: given("stock"),
                ..none()
            },
            vec!["shells"],
        ),
        (
            Filter {
                text: given("\"to shells\""),
                ..none()
            },
            vec![],
        ),
        (
            Filter {
                since: given("2024-07-20"),
                event: given("transfer"),
                ..none()
            },
            vec![sent],
        ),
        (
            Filter {
                until: given("2024-06"),
                phase: Some(Phase::Planned),
                ..none()
            },
            vec!["Beland will get drones"],
        ),
        (
            Filter {
                until: given("2024-06-13"),
                ..none()
            },
            vec![],
        ),
        (
            Filter {
                new_since: Some(1),
                event: given("transfer"),
                ..none()
            },
            vec![sent],
        ),
        (
            Filter {
                lang: given("nl"),
                ..none()
            },
            vec![],
        ),
    ] {
        assert_eq!(quotes(&ledger, &filter), expected, "{filter:?}");
    }
}

#[test]
fn documents_are_kept_by_their_statements_too() {
    let place = Place::new();
    let (ledger, _) = filled(&place);
    let ids = |filter: &Filter| -> Vec<String> {
        ledger
            .documents(filter)
            .expect("list")
            .into_iter()
            .map(|record| record.document.id)
            .collect()
    };
    assert_eq!(ids(&Filter::default()), ["first", "second"]);
    assert_eq!(
        ids(&Filter {
            item: given("drone"),
            lang: given("en"),
            ..Filter::default()
        }),
        ["first"]
    );
    assert_eq!(
        ids(&Filter {
            text: given("july"),
            ..Filter::default()
        }),
        ["second"]
    );
}

#[test]
fn the_beginning_of_an_id_is_enough_while_it_fits_one() {
    let place = Place::new();
    let (ledger, statements) = filled(&place);
    let id = &statements.first().expect("one").id;
    let beginning = id.get(..12).expect("long enough");
    assert_eq!(
        &ledger
            .statement(&beginning.to_uppercase())
            .expect("found")
            .statement
            .id,
        id
    );
    assert!(matches!(
        ledger.statement("zz"),
        Err(LedgerError::NotFound { .. })
    ));
    assert!(matches!(
        ledger.statement(""),
        Err(LedgerError::NotFound { .. })
    ));
}

#[test]
fn an_id_that_two_documents_share_names_both() {
    let place = Place::new();
    let mut ledger = place.create();
    let documents = [
        document("same", "One text."),
        document("same", "Another text."),
    ];
    for document in &documents {
        add(&mut ledger, document, &[]);
    }
    let error = ledger.document("same").expect_err("two");
    let LedgerError::Ambiguous { candidates, .. } = &error else {
        panic!("{error}")
    };
    let mut keys = documents.map(|document| Document::key(&document));
    keys.sort();
    assert_eq!(candidates, &keys);
}

#[test]
fn the_summary_has_a_row_for_each_pair_and_for_each_holder() {
    let place = Place::new();
    let (ledger, _) = filled(&place);
    let rows = ledger
        .summary(&Filter::default(), Some(1))
        .expect("summary");
    let names: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {:?}", row.event, row.parties))
        .collect();
    assert_eq!(
        names,
        [
            r#"stock {"holder": ["aa"]}"#,
            r#"transfer {"recipient": ["bb"], "supplier": ["aa"]}"#,
            r#"transfer {"recipient": ["cc"], "supplier": ["aa"]}"#,
        ]
    );
    let pair = rows.get(1).expect("the pair");
    assert_eq!(
        (pair.statements, pair.new_statements, pair.documents),
        (4, 1, 2)
    );
    assert_eq!(pair.furthest, Some(Phase::Completed));
    assert_eq!(
        pair.phases,
        [(Phase::Planned, 1), (Phase::Completed, 2)].into()
    );
    assert_eq!(
        (
            pair.first_published.as_deref(),
            pair.last_published.as_deref()
        ),
        (Some("2024-06-14"), Some("2024-07"))
    );
    let shells = pair.items.first().expect("shells are named most");
    assert_eq!(
        (shells.class.as_str(), shells.statements),
        ("artillery-shell", 3)
    );
    assert_eq!((shells.smallest, shells.largest), (Some(1000.0), Some(5e6)));
    assert_eq!(
        pair.negative
            .iter()
            .map(|source| source.state.as_deref())
            .collect::<Vec<_>>(),
        [Some("aa")]
    );
    assert_eq!(
        pair.positive
            .iter()
            .map(|source| source.statements)
            .sum::<u64>(),
        3
    );
}

#[test]
fn a_halted_event_is_furthest_only_where_nothing_else_is_asserted() {
    let place = Place::new();
    let mut ledger = place.create();
    let document = document("one", TEXT);
    let mut halted = statement(&document, "Beland will get drones");
    halted.phase = Phase::Halted;
    add(
        &mut ledger,
        &document,
        &[with_id(halted.clone(), &document)],
    );
    let furthest = |ledger: &Ledger| {
        ledger
            .summary(&Filter::default(), None)
            .expect("summary")
            .first()
            .expect("row")
            .furthest
    };
    assert_eq!(furthest(&ledger), Some(Phase::Halted));
    let mut other = crate::support::document("two", "Aland asks for drones.");
    other.publisher = None;
    let mut asked = statement(&other, "Aland asks for drones");
    asked.phase = Phase::Requested;
    add(&mut ledger, &other, &[with_id(asked, &other)]);
    assert_eq!(furthest(&ledger), Some(Phase::Requested));
}

#[test]
fn the_views_read_flat_in_any_other_program() {
    let place = Place::new();
    let (ledger, _) = filled(&place);
    drop(ledger);
    let raw = place.raw();
    let row: (String, String, String, String, Option<String>) = raw
        .query_row(
            "SELECT supplier, recipient, items, publisher, source_state FROM statement_view WHERE polarity = 'positive'
             AND doc = 'second' AND type = 'transfer'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )
        .expect("row");
    let expected = (
        "aa",
        "bb, cc",
        "artillery-shell <=5000000",
        "Other Post",
        None::<String>,
    );
    assert_eq!(
        (
            row.0.as_str(),
            row.1.as_str(),
            row.2.as_str(),
            row.3.as_str(),
            row.4
        ),
        expected
    );
    let pair: (i64, i64, i64, i64) = raw
        .query_row(
            "SELECT statements, negative, planned, completed FROM summary WHERE recipient = 'bb'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .expect("pair");
    assert_eq!(pair, (4, 1, 1, 2));
    let words: String = raw
        .query_row(
            "SELECT words FROM trace_view WHERE field = 'type' ORDER BY words LIMIT 1",
            [],
            |row| row.get(0),
        )
        .expect("words");
    assert_eq!(words, "Aland denies it");
    for view in ["document_view", "document_version", "item_view"] {
        raw.query_row(&format!("SELECT count(*) FROM {view}"), [], |row| {
            row.get::<_, i64>(0)
        })
        .expect(view);
    }
}

#[test]
fn the_search_table_is_declared_so_that_datasette_finds_it() {
    let place = Place::new();
    drop(place.create());
    let sql: String = place
        .raw()
        .query_row(
            "SELECT sql FROM sqlite_master WHERE name = 'document_text'",
            [],
            |row| row.get(0),
        )
        .expect("sql");
    assert!(sql.contains("content=\"document\""), "{sql}");
}

#[test]
fn a_record_can_be_looked_up_while_a_list_is_read() {
    let place = Place::new();
    let (ledger, statements) = filled(&place);
    let mut seen = 0;
    ledger
        .each_statement(&Filter::default(), |record| {
            ledger.document(&record.document)?;
            seen += 1;
            Ok(())
        })
        .expect("listed");
    assert_eq!(seen, statements.len());
}

#[test]
fn a_document_is_listed_under_the_id_of_any_of_its_copies() {
    let place = Place::new();
    let (mut ledger, _) = filled(&place);
    let copy = document("also-first", TEXT);
    add(&mut ledger, &copy, &[]);
    let ids = [&given("first"), &given("also-first")].map(|id| {
        let filter = Filter {
            document: id.clone(),
            ..Filter::default()
        };
        ledger
            .documents(&filter)
            .expect("list")
            .into_iter()
            .map(|record| record.key)
            .collect::<Vec<_>>()
    });
    assert_eq!(ids, [vec![copy.key()], vec![copy.key()]]);
}
