//! Links statements of a file: `link DOCS.jsonl STATEMENTS.jsonl CLASSES.toml > LINKED.jsonl`.
//!
//! For measuring the linker by itself: `claim`, `origin`, `origin_possible` and `event` are added to every line.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command")]

use headstamp_linker::{Decided, Input, link};
use headstamp_model::{Document, Statement};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn lines(path: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a file");
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let documents: Vec<Document> = lines(&arguments[1])
        .into_iter()
        .map(|d| {
            let text = |key: &str| d.get(key).and_then(Value::as_str).map(str::to_owned);
            Document {
                id: text("id").unwrap_or_default(),
                url: text("url"),
                lang: text("lang"),
                published: text("published"),
                publisher: text("publisher"),
                title: text("title"),
                text: text("text").unwrap_or_default(),
                sha256: String::new(),
            }
        })
        .collect();
    let given = lines(&arguments[2]);
    let statements: Vec<Statement> = given
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let mut line = line.clone();
            for (key, usual) in [
                ("id", json!(format!("{index:06}"))),
                ("span", json!({"start": 0, "end": 0})),
                ("traces", json!([])),
            ] {
                line.as_object_mut()
                    .expect("an object")
                    .entry(key)
                    .or_insert(usual);
            }
            serde_json::from_value(line).expect("a statement")
        })
        .collect();
    let mut classes = BTreeMap::new();
    let mut class = String::new();
    for line in std::fs::read_to_string(&arguments[3])
        .expect("a file")
        .lines()
    {
        if let Some(name) = line.strip_prefix("[class.") {
            name.trim_end_matches(']').clone_into(&mut class);
        } else if let Some(parent) = line.strip_prefix("parent = ") {
            classes.insert(class.clone(), parent.trim_matches('"').to_owned());
        }
    }
    let links = link(Input {
        documents: &documents,
        statements: &statements,
        classes: &classes,
        readers: &BTreeMap::new(),
        decided: Decided::NOTHING,
    });
    if std::env::var_os("JOINS").is_some() {
        for join in &links.joins {
            eprintln!("{join:?}");
        }
    }
    for (mut line, link) in given.into_iter().zip(&links.statements) {
        line["claim"] = json!(link.claim);
        line["origin"] = json!(link.origin);
        line["origin_possible"] = json!(link.origin_possible);
        line["event"] = json!(link.event);
        println!("{line}");
    }
}
