//! The scores equal those of the script in which the rules were first written, the evaluation set
//! loads, and what is read in it is what was read when somebody last looked.

mod support;

use headstamp::eval::{Frozen, changes, read_frozen};
use headstamp::ingest::{Ingested, Input, Options, ingest};
use headstamp::packs::Packs;
use headstamp::reader::Reader;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::headstamp;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The folder with the script and the development data, where there is one: `HEADSTAMP_SHARED`, or
/// `shared` beside the checkout.
fn shared() -> Option<PathBuf> {
    let folder =
        std::env::var_os("HEADSTAMP_SHARED").map_or_else(|| root().join("../shared"), Into::into);
    folder.join("gold/score.py").is_file().then_some(folder)
}

/// What the script says, or nothing where there is no Python.
fn script(
    script: &Path,
    gold: &Path,
    docs: &Path,
    found: &Path,
    lang: Option<&str>,
) -> Option<Value> {
    let mut command = Command::new("python3");
    command.arg(script).args([gold, docs, found]).arg("--json");
    if let Some(lang) = lang {
        command.args(["--lang", lang]);
    }
    let output = command.output().ok()?;
    assert!(output.status.success(), "{}", text(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("the script prints JSON"))
}

/// Our figures in the words of the script.
fn ours(arguments: &[&str], lang: Option<&str>) -> Value {
    let output = headstamp(&root(), arguments);
    let all: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)));
    let wanted = lang.map_or(Value::Null, Value::from);
    let scores = all["scores"].as_array().expect("scores");
    let row = scores
        .iter()
        .find(|row| row["lang"] == wanted && row["type"].is_null())
        .expect("the figures of the group");
    let mut out = serde_json::Map::new();
    for key in [
        "documents",
        "gold",
        "found",
        "event",
        "+item",
        "+stance",
        "+source",
        "full",
        "strict",
    ] {
        out.insert(key.to_owned(), row[key].clone());
    }
    let of = |right: &Value, of: &Value| Value::from(format!("{right}/{of}"));
    let fields = row["fields"].as_object().expect("fields");
    let fields: BTreeMap<&String, Value> = fields
        .iter()
        .map(|(field, counts)| (field, of(&counts["right"], &counts["of"])))
        .collect();
    out.insert(
        "paired".to_owned(),
        serde_json::to_value(fields).expect("JSON"),
    );
    let fillers = &row["false_fillers"];
    out.insert(
        "false fillers".to_owned(),
        of(&fillers["false"], &fillers["given"]),
    );
    let irrelevant = &row["irrelevant"];
    out.insert(
        "irrelevant documents with a statement".to_owned(),
        of(&irrelevant["with_a_statement"], &irrelevant["documents"]),
    );
    out.into()
}

#[test]
fn all_figures_equal_those_of_the_script() {
    // the script and its data are no part of this project
    let Some(shared) = shared() else { return };
    let script_path = shared.join("gold/score.py");
    let dev = shared.join("gold/dev");
    let (gold, docs) = (dev.join("gold.jsonl"), dev.join("docs.jsonl"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let found = folder.path().join("found.jsonl");
    let read = headstamp(
        &root(),
        &["read", "--format", "jsonl", &docs.to_string_lossy()],
    );
    std::fs::write(&found, &read.stdout).expect("written");
    let (gold_path, docs_path) = (gold.to_string_lossy(), docs.to_string_lossy());
    for lang in [None, Some("nl"), Some("de"), Some("en")] {
        let Some(theirs) = script(&script_path, &gold, &docs, &found, lang) else {
            return;
        };
        let mut arguments = vec!["eval", "--format", "json", &gold_path, &docs_path];
        if let Some(lang) = lang {
            arguments.extend(["--lang", lang]);
        }
        assert_eq!(ours(&arguments, lang), theirs, "read here, {lang:?}");
        let found = found.to_string_lossy();
        arguments.extend(["--statements", &found]);
        assert_eq!(ours(&arguments, lang), theirs, "from a file, {lang:?}");
    }
}

#[test]
fn the_evaluation_set_loads_without_a_complaint() {
    let output = headstamp(
        &root(),
        &["eval", "eval", "eval", "--format", "json", "--errors", "1"],
    );
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let whole = &all["scores"][0];
    assert_eq!(
        (&whole["lang"], &whole["documents"]),
        (&Value::Null, &Value::from(60))
    );
}

#[test]
fn the_first_run_has_the_figures_that_were_told() {
    for (lang, event, full) in [
        ("nl", 0.228, 0.149),
        ("de", 0.344, 0.228),
        ("en", 0.286, 0.218),
    ] {
        let folder = format!("eval/{lang}");
        let found = format!("{folder}/first-run.jsonl");
        let output = headstamp(
            &root(),
            &[
                "eval",
                &folder,
                &folder,
                "--format",
                "json",
                "--statements",
                &found,
            ],
        );
        let all: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let whole = &all["scores"][0];
        let told = (&whole["event"]["f1"], &whole["full"]["f1"]);
        assert_eq!(told, (&Value::from(event), &Value::from(full)), "{lang}");
    }
}

/// What the packs of the program give on `eval/LANG/docs.jsonl`.
fn read_now(reader: &Reader, docs: &Path) -> Vec<Frozen> {
    let mut out = Vec::new();
    ingest(
        &[Input::from_argument(docs)],
        &Options::default(),
        &mut |found| {
            let Ingested::Document(entry) = found else {
                panic!("no document: {found:?}")
            };
            let reading = reader.read(&entry.document).expect("a known language");
            let mut read: Vec<_> = reading.statements.iter().zip(&reading.rules).collect();
            read.sort_by(|(a, _), (b, _)| (a.span, &a.id).cmp(&(b.span, &b.id)));
            out.extend(
                read.into_iter()
                    .map(|(statement, rule)| Frozen::new(statement, rule)),
            );
        },
    );
    out
}

#[test]
fn the_evaluation_documents_are_read_as_they_were() {
    let reader = Reader::new(Packs::embedded());
    let mut told = Vec::new();
    for lang in Packs::embedded().languages.keys() {
        let folder = root().join("eval").join(lang);
        if !folder.is_dir() {
            continue;
        }
        let path = folder.join("frozen.jsonl");
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let kept = read_frozen(&kept)
            .unwrap_or_else(|error| panic!("{}:{}: no statement", path.display(), error.line));
        let now = read_now(&reader, &folder.join("docs.jsonl"));
        told.extend(changes(&kept, &now).iter().map(ToString::to_string));
    }
    assert!(
        told.is_empty(),
        "{} statements of the evaluation documents are read otherwise:\n\n{}\n\nread the differences; to keep what is read now: cargo run -- eval eval eval --freeze eval",
        told.len(),
        told.join("\n")
    );
}
