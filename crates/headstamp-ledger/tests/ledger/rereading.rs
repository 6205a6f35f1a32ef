//! Reading again: what is withdrawn stays, what people decided goes with its statement, nothing is
//! written without news.

use crate::support::{AT, CONTENT, Place, add, document, dump, incoming, statement, with_id};
use headstamp_ledger::{
    Filter, Import, Incoming, Ledger, LedgerError, Mode, ORIGIN, ReadBy, Reread, Review,
};
use headstamp_model::{Decision, Document, Phase, Statement};

const TEXT: &str = "Aland gave shells. Bland used drones. Cland lost tanks.";

fn with_event(document: &Document, quote: &str, event: &str) -> Statement {
    let mut statement = statement(document, quote);
    event.clone_into(&mut statement.event);
    with_id(statement, document)
}

fn with_phase(mut statement: Statement, phase: Phase, document: &Document) -> Statement {
    statement.phase = phase;
    with_id(statement, document)
}

/// The three statements of the text.
fn statements(document: &Document) -> [Statement; 3] {
    [
        statement(document, "Aland gave shells"),
        with_event(document, "Bland used drones", "use"),
        with_event(document, "Cland lost tanks", "loss"),
    ]
}

fn filled(place: &Place) -> (Ledger, Document) {
    let mut ledger = place.create();
    let document = document("doc", TEXT);
    add(&mut ledger, &document, &statements(&document));
    (ledger, document)
}

fn again<'a>(document: &'a Document, statements: &'a [Statement], packs: &'a str) -> Incoming<'a> {
    Incoming {
        packs,
        who: "rereader",
        ..incoming(document, statements)
    }
}

fn reread(
    ledger: &mut Ledger,
    document: &Document,
    statements: &[Statement],
    packs: &str,
) -> Reread {
    let outcome = ledger
        .reread(&again(document, statements, packs))
        .expect("read again");
    let report = ledger.verify().expect("verified");
    assert_eq!(report.problems, []);
    outcome
}

fn decide(ledger: &mut Ledger, statement: &Statement, decision: Decision) {
    let review = Review {
        statement: &statement.id,
        other: None,
        value: None,
        decision,
        at: AT,
        who: "Anna",
        because: "the text is plain",
    };
    ledger.review(&review).expect("decided");
}

#[test]
fn the_same_reading_writes_nothing() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let rows = dump(&place.path(), &["log", "withdrawn", "document"]);
    let outcome = reread(&mut ledger, &document, &statements(&document), "p1");
    assert!(!outcome.is_news && outcome.difference.is_nothing());
    assert_eq!(dump(&place.path(), &["log", "withdrawn", "document"]), rows);
}

#[test]
fn comparing_tells_the_difference_and_writes_nothing() {
    let place = Place::new();
    let (ledger, document) = filled(&place);
    let before = dump(&place.path(), CONTENT);
    let outcome = ledger
        .compare(&again(&document, &[], "p2"))
        .expect("compared");
    assert_eq!(outcome.difference.gone.len(), 3);
    assert_eq!(
        (outcome.packs_before.as_str(), outcome.is_news),
        ("p1", true)
    );
    assert_eq!(dump(&place.path(), CONTENT), before);
    assert_eq!(ledger.log_after(1).expect("log"), []);
}

#[test]
fn what_is_read_no_more_is_withdrawn_whole() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let [transfer, used, lost] = statements(&document);
    let planned = with_phase(transfer.clone(), Phase::Planned, &document);
    let outcome = reread(&mut ledger, &document, &[planned.clone(), used], "p2");
    assert_eq!(outcome.difference.changed.len(), 1);
    let listed = ledger.statements(&Filter::default()).expect("listed");
    assert_eq!(listed.len(), 2);
    let changed = ledger.withdrawn(&transfer.id).expect("kept");
    assert_eq!(changed.statement, transfer);
    assert_eq!(changed.replaced_by, Some(planned.id));
    let gone = ledger.withdrawn(&lost.id).expect("kept");
    assert_eq!((gone.statement, gone.replaced_by), (lost, None));
    assert_eq!((gone.sequence, gone.who.as_str()), (2, "rereader"));
    let entry = ledger.log_after(1).expect("log").pop().expect("an entry");
    assert_eq!(entry.what, "document.reread");
    assert!(
        entry
            .payload
            .contains(r#""packs":{"after":"p2","before":"p1"}"#),
        "{}",
        entry.payload
    );
    assert_eq!(ledger.document("doc").expect("document").packs, "p2");
}

#[test]
fn other_packs_that_read_the_same_are_noted_once() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let same = statements(&document);
    assert!(reread(&mut ledger, &document, &same, "p2").is_news);
    assert!(!reread(&mut ledger, &document, &same, "p2").is_news);
    assert_eq!(ledger.last_sequence().expect("log"), 2);
}

#[test]
fn a_review_follows_its_statement_and_one_that_fits_nothing_waits() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let [transfer, used, lost] = statements(&document);
    decide(&mut ledger, &transfer, Decision::Confirmed);
    decide(&mut ledger, &lost, Decision::Rejected);
    let planned = with_phase(transfer.clone(), Phase::Planned, &document);
    let outcome = reread(
        &mut ledger,
        &document,
        &[planned.clone(), used.clone()],
        "p2",
    );
    assert_eq!((outcome.followed.len(), outcome.unattached.len()), (1, 1));
    let found = ledger.statement(&planned.id).expect("statement");
    assert_eq!(found.reviews[0].decided_on, transfer.id);
    assert!(found.reviews[0].is_on_another_reading());
    let waiting = ledger.reviews(true).expect("reviews");
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        (waiting[0].quote.as_str(), waiting[0].decision),
        ("Cland lost tanks", Decision::Rejected)
    );
    // the old packs again: both are back where they were
    let outcome = reread(
        &mut ledger,
        &document,
        &[transfer.clone(), used, lost.clone()],
        "p1",
    );
    assert_eq!((outcome.followed.len(), outcome.unattached.len()), (2, 0));
    for statement in [&transfer, &lost] {
        let found = ledger.statement(&statement.id).expect("statement");
        assert!(found.reviews.len() == 1 && !found.reviews[0].is_on_another_reading());
    }
    assert_eq!(ledger.reviews(false).expect("reviews").len(), 2);
}

#[test]
fn a_fuller_copy_takes_the_reviews_along() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let [transfer, used, lost] = statements(&document);
    decide(&mut ledger, &transfer, Decision::Confirmed);
    decide(&mut ledger, &lost, Decision::Confirmed);
    let fuller = Document {
        title: Some("A headline".to_owned()),
        ..document.clone()
    };
    let planned = with_phase(transfer, Phase::Planned, &fuller);
    add(&mut ledger, &fuller, &[planned.clone(), used]);
    assert_eq!(ledger.verify().expect("verified").problems, []);
    assert_eq!(
        ledger
            .statement(&planned.id)
            .expect("statement")
            .reviews
            .len(),
        1
    );
    assert_eq!(ledger.reviews(true).expect("reviews").len(), 1);
}

#[test]
fn statements_of_other_readers_stay_as_they_are() {
    let place = Place::new();
    let mut ledger = place.create();
    let document = document("doc", TEXT);
    let [transfer, used, lost] = statements(&document);
    add(&mut ledger, &document, std::slice::from_ref(&transfer));
    let another = ReadBy {
        name: "another".to_owned(),
        version: None,
    };
    let import = Import {
        document: &document.key(),
        statements: &[used.clone(), lost.clone()],
        reader: &another,
        path: None,
        at: AT,
        who: "tester",
    };
    let mut batch = ledger.batch().expect("batch");
    assert_eq!(batch.import(&import).expect("imported").new, 2);
    batch.commit().expect("committed");
    decide(&mut ledger, &used, Decision::Confirmed);
    // today's packs read one of them too, and not the other
    let outcome = reread(
        &mut ledger,
        &document,
        &[transfer.clone(), lost.clone()],
        "p2",
    );
    assert!(outcome.difference.is_nothing());
    assert_eq!(outcome.difference.unchanged, 1);
    let listed = ledger.statements(&Filter::default()).expect("listed");
    let readers: Vec<Option<&str>> = listed
        .iter()
        .map(|record| record.read_by.as_ref().map(|by| by.name.as_str()))
        .collect();
    assert_eq!(readers, [None, Some("another"), Some("another")]);
    assert_eq!(listed[1].reviews.len(), 1);
    // nor does a fuller copy touch them
    let fuller = Document {
        title: Some("A headline".to_owned()),
        ..document
    };
    add(&mut ledger, &fuller, &[lost]);
    assert_eq!(ledger.verify().expect("verified").problems, []);
    assert_eq!(
        ledger.statements(&Filter::default()).expect("listed").len(),
        2
    );
}

#[test]
fn the_latest_decision_counts_in_the_summary() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let [transfer, _, _] = statements(&document);
    decide(&mut ledger, &transfer, Decision::Confirmed);
    decide(&mut ledger, &transfer, Decision::Rejected);
    let rows = ledger.summary(&Filter::default(), None).expect("summary");
    let counts = |event: &str| {
        let row = rows.iter().find(|row| row.event == event);
        row.map(|row| (row.statements, row.reviewed, row.rejected))
    };
    assert_eq!(counts("transfer"), Some((1, 1, 1)));
    assert_eq!(counts("use"), Some((1, 0, 0)));
}

#[test]
fn a_decision_needs_a_name_and_a_reason() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let [transfer, _, _] = statements(&document);
    for (who, because) in [("", "why"), ("Anna", "  ")] {
        let review = Review {
            statement: &transfer.id,
            other: None,
            value: None,
            decision: Decision::Confirmed,
            at: AT,
            who,
            because,
        };
        let error = ledger.review(&review).expect_err("refused");
        assert!(matches!(error, LedgerError::Invalid { .. }), "{error}");
    }
    assert_eq!(ledger.last_sequence().expect("log"), 1);
}

#[test]
fn a_document_that_changed_meanwhile_is_left_alone() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let other = Document {
        published: Some("2024-06-15".to_owned()),
        ..document
    };
    let error = ledger
        .reread(&again(&other, &[], "p2"))
        .expect_err("refused");
    assert!(matches!(error, LedgerError::Changed { .. }), "{error}");
}

#[test]
fn reviews_and_withdrawn_statements_cannot_be_changed_unseen() {
    for (sql, kind) in [
        ("UPDATE review SET decision = 'rejected'", "review"),
        ("UPDATE review SET span_end = span_end + 1", "review"),
        ("DELETE FROM review_place; DELETE FROM review", "review"),
        ("UPDATE review_place SET statement = NULL", "review"),
        ("DELETE FROM withdrawn", "withdrawn"),
        ("UPDATE withdrawn SET replaced_by = 'x'", "withdrawn"),
        (
            "UPDATE withdrawn SET content = replace(content, 'Cland', 'Dland')",
            "withdrawn",
        ),
    ] {
        let place = Place::new();
        let (mut ledger, document) = filled(&place);
        let [transfer, used, _] = statements(&document);
        decide(&mut ledger, &transfer, Decision::Confirmed);
        reread(&mut ledger, &document, &[transfer, used], "p2");
        let raw = place.raw();
        raw.execute_batch(sql).expect_err("the triggers refuse it");
        let triggers: Vec<(String, String)> = raw
            .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND (name LIKE 'review%' OR name LIKE 'withdrawn%')")
            .and_then(|mut select| select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
            .expect("triggers");
        for (name, _) in &triggers {
            raw.execute_batch(&format!("DROP TRIGGER {name}"))
                .expect("dropped");
        }
        raw.execute_batch(sql).expect("tampered");
        for (_, sql) in &triggers {
            raw.execute_batch(sql).expect("put back");
        }
        let report = ledger.verify().expect("verified");
        assert!(
            report.problems.iter().any(|problem| problem.kind == kind),
            "{sql}: {report:?}"
        );
    }
}

#[test]
fn reviews_are_counted_and_survive_reopening() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let [transfer, _, _] = statements(&document);
    decide(&mut ledger, &transfer, Decision::Confirmed);
    drop(ledger);
    let ledger =
        Ledger::open(place.path(), Mode::ReadOnly, std::time::Duration::ZERO).expect("opened");
    let report = ledger.verify().expect("verified");
    assert_eq!(
        (report.reviews, report.withdrawn, report.problems),
        (1, 0, Vec::new())
    );
}

#[test]
fn a_decision_about_two_statements_is_two_reviews_and_each_goes_with_its_own() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let [transfer, used, lost] = statements(&document);
    let merge = Review {
        statement: &transfer.id,
        other: Some(&used.id),
        decision: Decision::Merged,
        value: Some(ORIGIN),
        at: AT,
        who: "Anna",
        because: "one speech",
    };
    let first = ledger.review(&merge).expect("decided");
    let changed = with_phase(used.clone(), Phase::Planned, &document);
    reread(
        &mut ledger,
        &document,
        &[transfer.clone(), changed.clone(), lost],
        "other packs",
    );
    let reviews = ledger.reviews(false).expect("reviews");
    let places: Vec<(Option<i64>, Option<&str>)> = reviews
        .iter()
        .map(|r| (r.pair, r.statement.as_deref()))
        .collect();
    let wanted = [
        (None, Some(transfer.id.as_str())),
        (Some(first.review), Some(changed.id.as_str())),
    ];
    assert_eq!(places, wanted);
}

#[test]
fn a_decision_without_its_value_or_its_other_statement_is_refused() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let [transfer, used, _] = statements(&document);
    let one = Some(used.id.as_str());
    let itself = Some(transfer.id.as_str());
    for (decision, value, other) in [
        (Decision::Graded, None, None),
        (Decision::Graded, Some("G2"), None),
        (Decision::Graded, Some("B7"), None),
        (Decision::Merged, Some("event"), one),
        (Decision::Merged, Some(ORIGIN), None),
        (Decision::Merged, Some(ORIGIN), itself),
        (Decision::Confirmed, None, one),
        (Decision::Noted, Some("B2"), None),
    ] {
        let review = Review {
            statement: &transfer.id,
            other,
            decision,
            value,
            at: AT,
            who: "Anna",
            because: "the text is plain",
        };
        let refused = ledger.review(&review);
        assert!(
            matches!(refused, Err(LedgerError::Invalid { .. })),
            "{decision} {value:?}"
        );
    }
    assert_eq!(ledger.reviews(false).expect("reviews"), []);
}

#[test]
fn a_note_and_a_grade_are_no_judgement_and_a_rejected_statement_waits_for_no_link() {
    let place = Place::new();
    let (mut ledger, document) = filled(&place);
    let [transfer, ..] = statements(&document);
    let before = ledger.unlinked().expect("counted");
    decide(&mut ledger, &transfer, Decision::Rejected);
    assert_eq!(ledger.unlinked().expect("counted"), before - 1);
    decide(&mut ledger, &transfer, Decision::Noted);
    assert_eq!(ledger.unlinked().expect("counted"), before - 1);
    decide(&mut ledger, &transfer, Decision::Confirmed);
    assert_eq!(ledger.unlinked().expect("counted"), before);
}
