//! The command as a user meets it: inputs good and bad, output, exit status, the ledger file.

mod support;

use std::path::{Path, PathBuf};
use std::process::Output;
use support::headstamp;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("an exit status")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

const ARTICLE: &str = "lang: en\npublished: 2024-03-01\n\nNorway has delivered 40 tanks to Ghana, the defence ministry in Oslo said.\n";

#[test]
fn the_examples_become_a_ledger_and_a_second_time_nothing_is_new() {
    let folder = folder();
    let examples = examples();
    let first = headstamp(folder.path(), &["add", &examples.to_string_lossy()]);
    assert_eq!(status(&first), 0, "{}", err(&first));
    let before = headstamp(folder.path(), &["statements", "--format", "jsonl"]);
    assert!(
        out(&before).lines().count() >= 15,
        "the examples give statements"
    );
    let second = headstamp(folder.path(), &["add", &examples.to_string_lossy()]);
    assert_eq!(status(&second), 0);
    assert!(
        format!("{}{}", out(&second), err(&second)).contains("0 new"),
        "{}",
        out(&second)
    );
    let after = headstamp(folder.path(), &["statements", "--format", "jsonl"]);
    assert_eq!(out(&before), out(&after));
    assert_eq!(status(&headstamp(folder.path(), &["verify"])), 0);
}

#[test]
fn one_bad_file_is_reported_and_the_rest_goes_on() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("good.txt"), ARTICLE).expect("written");
    std::fs::write(at("empty.txt"), "").expect("written");
    std::fs::write(at("binary.bin"), [0_u8, 159, 146, 150, 0, 1, 2]).expect("written");
    std::fs::write(
        at("broken.jsonl"),
        "{\"text\": \"a\"}\n{\"text\": \n{\"id\": \"x\"}\n",
    )
    .expect("written");
    for bad in ["empty.txt", "binary.bin", "broken.jsonl", "missing.txt"] {
        let read = headstamp(
            folder.path(),
            &["read", "--format", "jsonl", bad, "good.txt"],
        );
        assert_eq!(status(&read), 1, "{bad}: {}", err(&read));
        assert!(err(&read).contains(bad), "{bad} is named: {}", err(&read));
        assert!(
            out(&read).contains("\"supplier\":[\"no\"]"),
            "{bad} loses nothing of the rest: {}",
            out(&read)
        );
    }
    let lines = headstamp(folder.path(), &["read", "broken.jsonl"]);
    assert!(
        err(&lines).contains("broken.jsonl:2") && err(&lines).contains("broken.jsonl:3"),
        "{}",
        err(&lines)
    );
}

#[test]
fn another_character_set_is_read_and_an_unknown_language_is_told() {
    let folder = folder();
    let latin: Vec<u8> = "lang: de\npublished: 2024-03-01\n\nD\u{e4}nemark hat 14 Panzer an \u{c4}thiopien geliefert.\n".chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    std::fs::write(folder.path().join("latin.txt"), latin).expect("written");
    let read = headstamp(folder.path(), &["read", "--format", "jsonl", "latin.txt"]);
    assert_eq!(status(&read), 0, "{}", err(&read));
    std::fs::write(folder.path().join("odd.txt"), "lang: xx\n\nText.\n").expect("written");
    let odd = headstamp(folder.path(), &["read", "odd.txt"]);
    assert_eq!(status(&odd), 1);
    assert!(
        err(&odd).contains("xx") && err(&odd).contains("nl"),
        "the known languages are listed: {}",
        err(&odd)
    );
}

#[test]
fn a_ledger_that_is_truncated_newer_or_no_ledger_is_refused_with_status_3() {
    let folder = folder();
    std::fs::write(folder.path().join("a.txt"), ARTICLE).expect("written");
    assert_eq!(status(&headstamp(folder.path(), &["add", "a.txt"])), 0);
    let good = std::fs::read(folder.path().join("headstamp.db")).expect("a ledger");
    let with = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).expect("written");
        headstamp(folder.path(), &["statements", "--ledger", name])
    };
    let truncated = with(
        "truncated.db",
        good.get(..good.len() / 3).unwrap_or_default(),
    );
    assert_eq!(status(&truncated), 3, "{}", err(&truncated));
    let mut newer = good.clone();
    // the schema number stands at byte 60 of a SQLite file
    newer
        .get_mut(60..64)
        .expect("a header")
        .copy_from_slice(&9999_u32.to_be_bytes());
    let newer = with("newer.db", &newer);
    assert_eq!(status(&newer), 3, "{}", err(&newer));
    assert!(err(&newer).contains("newer"), "{}", err(&newer));
    let other = with(
        "other.db",
        b"this is no database at all, but a long enough text to look at twice",
    );
    assert_eq!(status(&other), 3, "{}", err(&other));
}

#[test]
fn a_locked_ledger_is_told_and_nothing_is_lost() {
    let folder = folder();
    std::fs::write(folder.path().join("a.txt"), ARTICLE).expect("written");
    assert_eq!(status(&headstamp(folder.path(), &["add", "a.txt"])), 0);
    let path = folder.path().join("headstamp.db");
    let mut ledger = headstamp::ledger::Ledger::open(
        &path,
        headstamp::ledger::Mode::ReadWrite,
        std::time::Duration::from_secs(1),
    )
    .expect("opens");
    let batch = ledger.batch().expect("a write transaction");
    let text = ARTICLE.replace("Ghana", "Chad");
    std::fs::write(folder.path().join("b.txt"), text).expect("written");
    let locked = headstamp(folder.path(), &["add", "b.txt"]);
    assert_eq!(status(&locked), 3, "{}", err(&locked));
    drop(batch);
    assert_eq!(status(&headstamp(folder.path(), &["add", "b.txt"])), 0);
}

#[test]
fn threads_and_the_order_of_files_change_nothing() {
    let folder = folder();
    let examples = examples();
    let all = examples.to_string_lossy();
    let one = headstamp(
        folder.path(),
        &["read", "--format", "jsonl", "--jobs", "1", &all],
    );
    let four = headstamp(
        folder.path(),
        &["read", "--format", "jsonl", "--jobs", "4", &all],
    );
    assert_eq!(out(&one), out(&four));
    let (tanks, stocks) = (examples.join("tanks"), examples.join("stocks"));
    let forth = headstamp(
        folder.path(),
        &[
            "read",
            "--format",
            "jsonl",
            &tanks.to_string_lossy(),
            &stocks.to_string_lossy(),
        ],
    );
    let back = headstamp(
        folder.path(),
        &[
            "read",
            "--format",
            "jsonl",
            &stocks.to_string_lossy(),
            &tanks.to_string_lossy(),
        ],
    );
    let sorted = |output: &Output| {
        let mut lines: Vec<String> = out(output).lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&forth), sorted(&back));
}

#[test]
fn a_pack_dropped_into_a_folder_is_a_language_everywhere() {
    let folder = folder();
    let made = headstamp(
        folder.path(),
        &["pack", "new", "tlh", "--packs", "packs", "--name", "Toy"],
    );
    assert_eq!(status(&made), 0, "{}", err(&made));
    let checked = headstamp(folder.path(), &["pack", "check", "--packs", "packs"]);
    assert!(
        status(&checked) == 0 && format!("{}{}", out(&checked), err(&checked)).contains("tlh"),
        "{}{}",
        out(&checked),
        err(&checked)
    );
    std::fs::write(folder.path().join("a.txt"), "lang: tlh\n\nText.\n").expect("written");
    let read = headstamp(folder.path(), &["read", "--packs", "packs", "a.txt"]);
    assert_eq!(status(&read), 0, "{}", err(&read));
}

#[test]
fn every_verb_has_help_and_a_wrong_flag_is_wrong_usage() {
    let folder = folder();
    for verb in [
        "ingest",
        "read",
        "add",
        "statements",
        "documents",
        "show",
        "explain",
        "reread",
        "review",
        "verify",
        "export",
        "pack",
        "completions",
        "man",
    ] {
        let help = headstamp(folder.path(), &[verb, "--help"]);
        assert!(status(&help) == 0 && !out(&help).is_empty(), "{verb}");
    }
    assert_eq!(
        status(&headstamp(folder.path(), &["read", "--no-such-flag"])),
        2
    );
}

#[test]
fn the_examples_read_again_with_the_same_packs_change_nothing() {
    let folder = folder();
    let examples = examples();
    let added = headstamp(folder.path(), &["add", &examples.to_string_lossy()]);
    assert_eq!(status(&added), 0, "{}", err(&added));
    let before = headstamp(folder.path(), &["statements", "--format", "jsonl"]);
    for arguments in [["reread", "--jobs=1"], ["reread", "--apply"]] {
        let reread = headstamp(folder.path(), &arguments);
        assert_eq!(status(&reread), 0, "{}", err(&reread));
        assert_eq!(out(&reread), "", "no line of a difference");
        assert!(err(&reread).contains("nothing changed"), "{}", err(&reread));
    }
    let after = headstamp(folder.path(), &["statements", "--format", "jsonl"]);
    assert_eq!(out(&before), out(&after));
    let verified = headstamp(folder.path(), &["verify", "--format", "jsonl"]);
    let report: serde_json::Value = serde_json::from_str(&out(&verified)).expect("JSON");
    assert_eq!(
        report["log_entries"], report["documents"],
        "no entry of the log beside those of `add`"
    );
}

#[test]
fn a_document_whose_original_cannot_be_read_is_told_and_the_rest_goes_on() {
    use headstamp::{ledger, model::Document, model::sha256_hex};
    let folder = folder();
    std::fs::write(folder.path().join("a.txt"), ARTICLE).expect("written");
    assert_eq!(status(&headstamp(folder.path(), &["add", "a.txt"])), 0);
    let path = folder.path().join("headstamp.db");
    let wait = std::time::Duration::from_secs(1);
    let mut kept = ledger::Ledger::open(&path, ledger::Mode::ReadWrite, wait).expect("opens");
    let bytes = b"Another text than the one that was kept.\n";
    for (id, original) in [
        ("lost", None),
        ("binary", Some(&[0_u8, 1, 2][..])),
        ("other", Some(&bytes[..])),
    ] {
        let document = Document {
            id: id.to_owned(),
            url: None,
            lang: Some("en".to_owned()),
            published: None,
            publisher: Some(id.to_owned()),
            title: None,
            text: "Norway sold tanks to Peru.\n".to_owned(),
            sha256: sha256_hex(original.unwrap_or_default()),
        };
        let incoming = ledger::Incoming {
            document: &document,
            original,
            path: Some("x.txt"),
            statements: &[],
            reader: "0",
            packs: "0",
            at: "2026-01-02T03:04:05Z",
            who: "somebody",
        };
        kept.add_document(&incoming).expect("added");
    }
    drop(kept);
    let reread = headstamp(folder.path(), &["reread", "--apply"]);
    assert_eq!(status(&reread), 1, "{}", err(&reread));
    for told in [
        "`lost`: the original",
        "`binary`: its original",
        "`other`: its original gives another text",
    ] {
        assert!(err(&reread).contains(told), "{told}: {}", err(&reread));
    }
    assert!(
        err(&reread).contains("2 documents read again: 1 statement new"),
        "{}",
        err(&reread)
    );
    assert_eq!(status(&headstamp(folder.path(), &["verify"])), 0);
}

#[test]
fn read_prints_the_fields_of_the_contract_with_offsets_and_reasons() {
    let folder = folder();
    std::fs::write(folder.path().join("a.txt"), ARTICLE).expect("written");
    let read = headstamp(folder.path(), &["read", "--format", "jsonl", "a.txt"]);
    let line: serde_json::Value =
        serde_json::from_str(out(&read).lines().next().expect("a statement")).expect("JSON");
    for field in [
        "id",
        "doc",
        "lang",
        "quote",
        "type",
        "phase",
        "roles",
        "items",
        "polarity",
        "certainty",
        "source",
        "via",
        "basis",
        "time",
        "start",
        "end",
        "char_start",
        "char_end",
        "traces",
    ] {
        assert!(line.get(field).is_some(), "{field} is missing in {line}");
    }
    assert_eq!(line["items"][0]["low"], 40.0);
    assert_eq!(line["roles"]["recipient"][0], "gh");
}
