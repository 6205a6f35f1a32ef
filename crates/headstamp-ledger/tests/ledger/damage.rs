//! Ledgers that are locked, truncated, foreign, newer or tampered with.

use crate::support::{AT, Place, add, document, statement};
use headstamp_ledger::{Filter, Ledger, LedgerError, LogNote, Mode, VerifyReport};
use std::time::Duration;

fn filled(place: &Place) -> Ledger {
    let mut ledger = place.create();
    for number in 0..3 {
        let document = document(
            &format!("doc-{number}"),
            &format!("Number {number}: Aland gave shells."),
        );
        let statements = [statement(&document, "Aland gave shells")];
        add(&mut ledger, &document, &statements);
    }
    ledger
}

fn kinds(report: &VerifyReport) -> Vec<&str> {
    let mut kinds: Vec<&str> = report.problems.iter().map(|problem| problem.kind).collect();
    kinds.dedup();
    kinds
}

#[test]
fn an_untouched_ledger_is_sound() {
    let place = Place::new();
    let report = filled(&place).verify().expect("verified");
    assert_eq!(report.problems, []);
    assert_eq!(
        (
            report.documents,
            report.statements,
            report.originals,
            report.log_entries
        ),
        (3, 3, 3, 3)
    );
}

#[test]
fn the_log_refuses_to_be_changed() {
    let place = Place::new();
    drop(filled(&place));
    let raw = place.raw();
    for sql in [
        "UPDATE log SET who = 'x' WHERE sequence = 2",
        "DELETE FROM log WHERE sequence = 3",
        "INSERT OR REPLACE INTO log SELECT sequence, at, 'x', what, subject, payload, previous, hash FROM log WHERE sequence = 2",
        "INSERT INTO log SELECT 5, at, who, what, subject, payload, hash, hash FROM log WHERE sequence = 3",
    ] {
        let error = raw.execute(sql, []).expect_err(sql);
        assert!(error.to_string().contains("append-only"), "{sql}: {error}");
    }
}

#[test]
fn an_entry_changed_behind_the_triggers_is_found() {
    let place = Place::new();
    let ledger = filled(&place);
    let raw = place.raw();
    raw.execute_batch("DROP TRIGGER log_not_updated; UPDATE log SET who = 'x' WHERE sequence = 2;")
        .expect("tampered");
    let report = ledger.verify().expect("verified");
    let told = |kind, record: &str| {
        report
            .problems
            .iter()
            .any(|problem| problem.kind == kind && problem.record == record)
    };
    assert!(told("log", "2"), "{report:?}");
    assert!(told("schema", "log_not_updated"), "{report:?}");
    assert!(!told("log", "3"), "one change is told once: {report:?}");
}

#[test]
fn an_entry_taken_out_behind_the_triggers_is_found() {
    let place = Place::new();
    let ledger = filled(&place);
    let sql: String = place
        .raw()
        .query_row(
            "SELECT sql FROM sqlite_master WHERE name = 'log_not_deleted'",
            [],
            |row| row.get(0),
        )
        .expect("sql");
    for (sequence, kind) in [(3, "document"), (1, "log")] {
        place
            .raw()
            .execute_batch(&format!(
                "DROP TRIGGER log_not_deleted; DELETE FROM log WHERE sequence = {sequence}; {sql};"
            ))
            .expect("tampered");
        assert!(
            kinds(&ledger.verify().expect("verified")).contains(&kind),
            "entry {sequence}"
        );
    }
}

#[test]
fn changes_to_documents_statements_and_originals_are_found() {
    for (sql, kind) in [
        (
            "UPDATE document SET text = text || ' x' WHERE id = 'doc-1'",
            "document",
        ),
        (
            "UPDATE document SET published = '2020' WHERE id = 'doc-1'",
            "document",
        ),
        ("UPDATE statement SET phase = 'planned'", "statement"),
        ("UPDATE statement SET phase = 'nonsense'", "statement"),
        (
            "UPDATE statement SET char_start = char_start + 1",
            "statement",
        ),
        ("UPDATE statement_item SET low = 7", "statement"),
        ("UPDATE statement_trace SET reason = 'y'", "document"),
        ("DELETE FROM statement_trace", "document"),
        ("UPDATE original SET bytes = zeroblob(20)", "original"),
        ("DELETE FROM original", "original"),
    ] {
        let place = Place::new();
        let ledger = filled(&place);
        let changed = place.raw().execute(sql, []).expect("tampered");
        assert!(changed > 0, "{sql} changed nothing");
        let report = ledger.verify().expect("verified");
        assert!(kinds(&report).contains(&kind), "{sql}: {report:?}");
    }
}

#[test]
fn a_document_taken_out_whole_is_missed() {
    let place = Place::new();
    let ledger = filled(&place);
    place
        .raw()
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
             DELETE FROM statement_role; DELETE FROM statement_item; DELETE FROM statement_trace;
             DELETE FROM statement; DELETE FROM document_copy; DELETE FROM document;",
        )
        .expect("tampered");
    assert_eq!(
        ledger
            .verify()
            .expect("verified")
            .problems
            .iter()
            .filter(|problem| problem.kind == "document")
            .count(),
        3
    );
}

#[test]
fn a_ledger_that_another_program_writes_to_is_locked_for_writing_only() {
    let place = Place::new();
    let mut ledger = filled(&place);
    let raw = place.raw();
    raw.execute_batch("BEGIN IMMEDIATE").expect("lock");
    let payload = serde_json::json!({});
    let note = LogNote {
        at: AT,
        who: "a",
        what: "b",
        subject: "",
        payload: &payload,
    };
    let error = ledger.append(note).expect_err("locked");
    assert!(matches!(error, LedgerError::Locked { .. }), "{error}");
    assert!(error.is_unusable());
    assert_eq!(
        ledger
            .documents(&Filter::default())
            .expect("reading goes on")
            .len(),
        3
    );
    raw.execute_batch("ROLLBACK").expect("unlock");
    assert_eq!(ledger.append(note).expect("free again"), 4);
}

#[test]
fn a_truncated_ledger_is_damaged() {
    let place = Place::new();
    drop(filled(&place));
    let length = std::fs::metadata(place.path()).expect("file").len();
    let file = std::fs::OpenOptions::new()
        .write(true)
        .open(place.path())
        .expect("file");
    file.set_len(length / 2).expect("cut");
    for mode in [Mode::ReadOnly, Mode::ReadWrite, Mode::Create] {
        let error = Ledger::open(place.path(), mode, Duration::ZERO).expect_err("truncated");
        assert!(matches!(error, LedgerError::Damaged { .. }), "{error}");
    }
}

#[test]
fn a_page_of_garbage_is_told_by_verify() {
    let place = Place::new();
    drop(filled(&place));
    let at: usize = place
        .raw()
        .query_row(
            "SELECT (rootpage - 1) * 4096 FROM sqlite_master WHERE name = 'statement'",
            [],
            |row| row.get(0),
        )
        .expect("place");
    let mut bytes = std::fs::read(place.path()).expect("file");
    for byte in bytes.iter_mut().skip(at).take(4096) {
        *byte = 0xAA;
    }
    std::fs::write(place.path(), bytes).expect("written");
    let ledger =
        Ledger::open(place.path(), Mode::ReadOnly, Duration::ZERO).expect("its schema is whole");
    assert!(!ledger.verify().expect("verified").is_sound());
}

#[test]
fn a_newer_ledger_is_refused() {
    let place = Place::new();
    drop(filled(&place));
    place
        .raw()
        .pragma_update(None, "user_version", 999)
        .expect("newer");
    let error = Ledger::open(place.path(), Mode::ReadWrite, Duration::ZERO).expect_err("newer");
    assert!(
        matches!(error, LedgerError::NewerSchema { found: 999, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("schema 999"), "{error}");
}

#[test]
fn what_is_no_ledger_is_not_touched() {
    let place = Place::new();
    let foreign = place.beside("foreign.db");
    rusqlite::Connection::open(&foreign)
        .expect("made")
        .execute_batch("CREATE TABLE t (a)")
        .expect("made");
    let text = place.beside("text.txt");
    std::fs::write(&text, "no database, ".repeat(100)).expect("made");
    for path in [foreign, text] {
        let before = std::fs::read(&path).expect("file");
        let error = Ledger::open(&path, Mode::Create, Duration::ZERO).expect_err("foreign");
        assert!(matches!(error, LedgerError::NotALedger { .. }), "{error}");
        assert_eq!(std::fs::read(&path).expect("file"), before);
    }
}

#[test]
fn a_missing_ledger_is_made_only_when_asked_for() {
    let place = Place::new();
    for mode in [Mode::ReadOnly, Mode::ReadWrite] {
        let error = Ledger::open(place.path(), mode, Duration::ZERO).expect_err("missing");
        assert!(matches!(error, LedgerError::Missing { .. }), "{error}");
    }
    assert!(!place.path().exists());
    drop(place.create());
    Ledger::open(place.path(), Mode::ReadWrite, Duration::ZERO).expect("there now");
}

#[test]
fn a_ledger_opened_to_read_refuses_writes() {
    let place = Place::new();
    drop(filled(&place));
    let mut ledger = Ledger::open(place.path(), Mode::ReadOnly, Duration::ZERO).expect("opened");
    assert_eq!(
        ledger.statements(&Filter::default()).expect("list").len(),
        3
    );
    let payload = serde_json::json!({});
    let error = ledger
        .append(LogNote {
            at: AT,
            who: "a",
            what: "b",
            subject: "",
            payload: &payload,
        })
        .expect_err("read-only");
    assert!(matches!(error, LedgerError::ReadOnly { .. }), "{error}");
}

#[test]
fn two_writers_wait_for_each_other() {
    let place = Place::new();
    drop(place.create());
    let path = place.path();
    let write = |name: &'static str| {
        let path = path.clone();
        std::thread::spawn(move || {
            let mut ledger =
                Ledger::open(path, Mode::ReadWrite, Duration::from_secs(30)).expect("opened");
            for number in 0..20 {
                let document = document(&format!("{name}-{number}"), &format!("{name} {number}"));
                add(&mut ledger, &document, &[]);
            }
        })
    };
    for writer in [write("a"), write("b")] {
        writer.join().expect("wrote");
    }
    let ledger = Ledger::open(&path, Mode::ReadOnly, Duration::ZERO).expect("opened");
    let report = ledger.verify().expect("verified");
    assert_eq!((report.documents, report.problems), (40, Vec::new()));
}
