//! Statements of another reader, 35 good and 25 wrong in 25 ways: what is kept, and why the rest is not.
//!
//! `HEADSTAMP_BLESS=1 cargo test -p headstamp --test import` writes the refusals as they are now; read
//! the difference before it is kept.

mod support;

use headstamp::reader::verify::Refusal;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Output;
use support::headstamp;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/import")
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("the file of refusals");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

/// A ledger with the documents and the statements, and the file of refusals.
fn imported() -> (tempfile::TempDir, Output) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let documents = fixtures().join("documents");
    let added = headstamp(folder.path(), &["add", &documents.to_string_lossy()]);
    assert!(added.status.success());
    let statements = fixtures().join("statements.jsonl");
    let output = headstamp(
        folder.path(),
        &[
            "import",
            "--as-read-by",
            "handreader",
            "--reader-version",
            "1",
            "--refused",
            "refused.jsonl",
            &statements.to_string_lossy(),
        ],
    );
    (folder, output)
}

#[test]
fn each_wrong_statement_is_refused_for_its_own_reason_and_the_others_are_kept() {
    let (folder, _) = imported();
    let refused = lines(&folder.path().join("refused.jsonl"));
    let told: Vec<String> = refused
        .iter()
        .map(|line| {
            let text = |key: &str| line[key].as_str().unwrap_or("the whole").to_owned();
            format!(
                "{} {} | {} | {} | {}\n",
                line["line"],
                text("doc"),
                text("field"),
                text("code"),
                text("reason")
            )
        })
        .collect();
    let told = told.concat();
    let path = fixtures().join("refused.snap");
    if std::env::var_os("HEADSTAMP_BLESS").is_some() {
        std::fs::write(&path, &told).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(told, kept, "see the head of this file");
    let wrong: BTreeSet<u64> = refused.iter().filter_map(|l| l["line"].as_u64()).collect();
    assert_eq!(wrong.len(), 25);
    // two lists of closed words share a code; every other wrong has its own
    let codes: BTreeSet<&str> = refused.iter().filter_map(|l| l["code"].as_str()).collect();
    assert!(codes.len() >= 24, "{codes:?}");
}

#[test]
fn what_is_kept_stands_in_the_ledger_under_its_reader_and_the_ledger_stays_sound() {
    let (folder, output) = imported();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.starts_with("60 statements read by handreader 1"),
        "{said}"
    );
    let listed = headstamp(folder.path(), &["statements", "--format", "jsonl"]);
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let theirs = listed
        .lines()
        .filter(|line| line.contains("\"reader\":\"handreader\",\"reader_version\":\"1\""))
        .count();
    assert!(theirs >= 30, "{theirs}");
    // adding the documents again leaves them alone
    let documents = fixtures().join("documents");
    assert!(
        headstamp(folder.path(), &["add", &documents.to_string_lossy()])
            .status
            .success()
    );
    assert!(headstamp(folder.path(), &["verify"]).status.success());
    let again = headstamp(folder.path(), &["statements", "--format", "jsonl"]);
    assert_eq!(String::from_utf8_lossy(&again.stdout), listed);
}

#[test]
fn nothing_that_our_reader_finds_in_the_examples_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let arguments = [
        "add",
        "--refused",
        "refused.jsonl",
        &examples.to_string_lossy(),
    ];
    assert!(headstamp(folder.path(), &arguments).status.success());
    assert_eq!(
        lines(&folder.path().join("refused.jsonl")),
        [Value::Null; 0]
    );
}

#[test]
fn the_page_about_imports_names_every_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/import.md");
    let page = std::fs::read_to_string(path).expect("the page");
    let missing: Vec<&&str> = Refusal::CODES
        .iter()
        .filter(|code| !page.contains(&format!("| `{code}` |")))
        .collect();
    assert!(missing.is_empty(), "write what they mean: {missing:?}");
}
