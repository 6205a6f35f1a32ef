//! The rows of documents and statements do not depend on the order of adding.

use crate::support::{CONTENT, Place, add, document, dump, item, statement, with_id};
use headstamp_model::{Document, Phase, Statement, sha256_hex};
use proptest::prelude::*;

/// A document out of few names, texts and dates, so that copies and versions are common.
fn documents() -> impl Strategy<Value = Vec<(Document, Vec<Statement>)>> {
    let one = (
        0..3_usize,
        0..3_usize,
        0..3_usize,
        0..3_usize,
        0..2_usize,
        0..4_usize,
    );
    proptest::collection::vec(one, 1..10).prop_map(|all| all.into_iter().map(make).collect())
}

fn make(
    (id, text, date, title, url, phase): (usize, usize, usize, usize, usize, usize),
) -> (Document, Vec<Statement>) {
    let pick =
        |list: [&str; 3], place: usize| list.get(place).copied().unwrap_or_default().to_owned();
    let mut document = document(
        &pick(["a", "b", "c"], id),
        &pick(["Aland gave.", "Aland gave é.", "é Aland gave"], text),
    );
    document.published = Some(pick(["", "2024", "2024-05"], date));
    document.title = Some(pick(["", "One", "Two"], title));
    document.url = (url == 1).then(|| "https://example.org/".to_owned());
    if phase == 3 {
        document.sha256 = sha256_hex(b"other bytes");
    }
    // What is read depends on all that the reader is given, and on nothing else.
    let mut found = statement(&document, "Aland gave");
    found.phase = *Phase::ALL.get(date).expect("phase");
    found.items = vec![item("drone", Some(1.0), None); title];
    let found = with_id(found, &document);
    (document, vec![found])
}

fn filled(documents: &[(Document, Vec<Statement>)]) -> (Vec<String>, bool) {
    let place = Place::new();
    let mut ledger = place.create();
    for (document, statements) in documents {
        if document.sha256 == sha256_hex(b"other bytes") {
            let parts = crate::support::incoming(document, statements);
            ledger
                .add_document(&headstamp_ledger::Incoming {
                    original: Some(b"other bytes"),
                    ..parts
                })
                .expect("added");
        } else {
            add(&mut ledger, document, statements);
        }
    }
    (
        dump(&place.path(), CONTENT),
        ledger.verify().expect("verified").is_sound(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn every_order_gives_the_same_rows(
        (given, shuffled) in documents().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        let (rows, is_sound) = filled(&given);
        prop_assert!(is_sound);
        prop_assert_eq!(rows, filled(&shuffled).0);
    }
}
