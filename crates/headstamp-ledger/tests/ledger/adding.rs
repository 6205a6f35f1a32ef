//! Adding documents: identity, versions, copies, all or nothing.

use crate::support::{
    CONTENT, Place, add, document, dump, full_statement, incoming, statement, with_id,
};
use headstamp_ledger::{Added, Filter, LedgerError};
use headstamp_model::{CharOffsets, sha256_hex};

const TEXT: &str = "Räderwerk: Aland gave Béland shells. Aland denies it.";

#[test]
fn a_statement_comes_out_as_it_went_in() {
    let place = Place::new();
    let mut ledger = place.create();
    let document = document("one", TEXT);
    let given = full_statement(&document, "Aland gave Béland shells");
    assert_eq!(
        add(&mut ledger, &document, std::slice::from_ref(&given)),
        Added::New
    );

    let found = ledger.statement(&given.id).expect("found");
    assert_eq!(found.statement, given);
    assert_eq!(
        serde_json::to_string(&found.statement).expect("json"),
        serde_json::to_string(&given).expect("json")
    );
    let offsets = CharOffsets::new(TEXT);
    assert_eq!(found.chars, offsets.span(given.span));
    assert_ne!(
        found.chars, given.span,
        "the text has letters of two bytes before the quote"
    );
    assert_eq!(
        found.trace_chars.iter().map(Vec::len).collect::<Vec<_>>(),
        [2, 0, 1]
    );
}

#[test]
fn a_document_and_its_original_come_out_as_they_went_in() {
    let place = Place::new();
    let mut ledger = place.create();
    let original = b"<p>\xff\x00 not even UTF-8";
    let mut document = document("one", TEXT);
    document.title = Some("A title".to_owned());
    document.sha256 = sha256_hex(original);
    let parts = incoming(&document, &[]);
    ledger
        .add_document(&headstamp_ledger::Incoming {
            original: Some(original),
            ..parts
        })
        .expect("added");

    let found = ledger.document("one").expect("found");
    assert_eq!(found.document, document);
    assert_eq!(found.path.as_deref(), Some("folder/file.txt"));
    assert_eq!(ledger.original(&document.key()).expect("kept"), original);
}

#[test]
fn adding_a_document_twice_changes_nothing_not_even_the_log() {
    let place = Place::new();
    let mut ledger = place.create();
    let document = document("one", TEXT);
    let statements = [statement(&document, "Aland gave Béland shells")];
    add(&mut ledger, &document, &statements);
    let tables: Vec<&str> = CONTENT
        .iter()
        .copied()
        .chain(["log", "migration"])
        .collect();
    let before = dump(&place.path(), &tables);
    assert_eq!(
        add(&mut ledger, &document, &statements),
        Added::AlreadyThere
    );
    assert_eq!(dump(&place.path(), &tables), before);
}

#[test]
fn another_text_at_the_same_address_is_a_new_version() {
    let place = Place::new();
    let mut ledger = place.create();
    let mut first = document("one", "Aland gave shells.");
    first.url = Some("https://example.org/a".to_owned());
    let mut second = first.clone();
    second.text = "Aland gave shells. Correction: it did not.".to_owned();
    second.sha256 = sha256_hex(second.text.as_bytes());
    add(&mut ledger, &first, &[]);
    assert_eq!(
        add(&mut ledger, &second, &[]),
        Added::NewVersion { of: first.key() }
    );
    let versions = ledger.versions(&second.key()).expect("versions");
    assert_eq!(
        versions
            .iter()
            .map(|record| record.key.clone())
            .collect::<Vec<_>>(),
        [first.key(), second.key()]
    );
}

#[test]
fn the_same_text_in_two_papers_is_two_documents() {
    let place = Place::new();
    let mut ledger = place.create();
    let one = document("one", TEXT);
    let mut other = document("two", TEXT);
    other.publisher = Some("Other Post".to_owned());
    add(&mut ledger, &one, &[]);
    assert_eq!(add(&mut ledger, &other, &[]), Added::New);
    assert_eq!(ledger.documents(&Filter::default()).expect("list").len(), 2);
}

#[test]
fn a_copy_that_tells_more_stands_for_the_document_with_its_statements() {
    let place = Place::new();
    let mut ledger = place.create();
    let mut bare = document("bare", TEXT);
    bare.published = None;
    let dated = document("dated", TEXT);
    add(
        &mut ledger,
        &bare,
        &[statement(&bare, "Aland gave Béland shells")],
    );
    let fuller = statement(&dated, "Aland gave Béland shells");
    assert_eq!(
        add(&mut ledger, &dated, std::slice::from_ref(&fuller)),
        Added::Copy { preferred: true }
    );
    assert_eq!(
        ledger
            .document("bare")
            .expect("by the old name")
            .document
            .id,
        "dated"
    );
    assert_eq!(
        ledger.statement(&fuller.id).expect("found").statement,
        fuller
    );
    assert!(ledger.verify().expect("verified").is_sound());
}

#[test]
fn a_refused_document_leaves_no_trace_and_its_neighbours_stay() {
    let place = Place::new();
    let mut ledger = place.create();
    let good = document("good", TEXT);
    let bad = document("bad", "Aland gave shells.");
    let mut misquoted = statement(&bad, "Aland gave shells");
    misquoted.quote = "Aland gave shelves".to_owned();
    let misquoted = with_id(misquoted, &bad);

    let mut batch = ledger.batch().expect("batch");
    batch.add_document(&incoming(&good, &[])).expect("good");
    let error = batch
        .add_document(&incoming(&bad, &[misquoted]))
        .expect_err("misquoted");
    assert!(matches!(error, LedgerError::Refused { .. }), "{error}");
    batch.commit().expect("kept");
    assert_eq!(ledger.documents(&Filter::default()).expect("list").len(), 1);
    assert_eq!(ledger.last_sequence().expect("log"), 1);
}

#[test]
fn a_time_that_is_none_adds_nothing() {
    let place = Place::new();
    let mut ledger = place.create();
    let document = document("one", TEXT);
    let parts = incoming(&document, &[]);
    let error = ledger
        .add_document(&headstamp_ledger::Incoming {
            at: "yesterday",
            ..parts
        })
        .expect_err("no time");
    assert!(matches!(error, LedgerError::Invalid { .. }), "{error}");
    assert!(
        ledger
            .documents(&Filter::default())
            .expect("list")
            .is_empty()
    );
}

#[test]
fn a_dropped_batch_leaves_the_ledger_as_it_was() {
    let place = Place::new();
    let mut ledger = place.create();
    let document = document("one", TEXT);
    let mut batch = ledger.batch().expect("batch");
    batch
        .add_document(&incoming(&document, &[]))
        .expect("added");
    drop(batch);
    assert_eq!(ledger.last_sequence().expect("log"), 0);
    assert!(
        ledger
            .documents(&Filter::default())
            .expect("list")
            .is_empty()
    );
}
