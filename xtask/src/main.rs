//! Chores of the project that need no place in the shipped command.
//!
//! `cargo run -p xtask -- designations GOLD DOCS` prints the weapon types named in gold statements that the catalogue
//! does not know, or that the reader does not see in the document, and the shares of both.

use headstamp::{ingest, packs::Packs, reader::Reader};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    process::ExitCode,
};

/// Shares below this are too low: 97 of 100 names must be known.
const WANTED: f64 = 0.97;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ["designations", gold, docs] = arguments.as_slice() else {
        say("usage: cargo run -p xtask -- designations GOLD.jsonl DOCS.jsonl");
        return ExitCode::from(2);
    };
    match designations(gold, docs) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "a chore tells what it found")]
fn say(line: &str) {
    println!("{line}");
}

/// Says which weapon types of gold are not known or not seen; whether enough are.
fn designations(gold: &str, docs: &str) -> Result<bool, Box<dyn Error>> {
    let shared = &Packs::embedded().shared;
    let named = named(&fs::read_to_string(gold)?)?;
    let seen = seen(docs);
    let (mut known, mut readable, mut read) = (0_usize, 0_usize, 0_usize);
    for (document, name) in &named {
        // gold writes `A|B` where either name will do
        let types: Vec<&str> = name
            .split('|')
            .filter_map(|name| Some(shared.weapon_named(name)?.1.value.name.as_str()))
            .collect();
        known += usize::from(!types.is_empty());
        if types.is_empty() {
            say(&format!("unknown   {document}  {name}"));
        }
        // only documents in a language that has a pack
        let Some(found) = seen.get(document) else {
            continue;
        };
        let is_read = types.iter().any(|name| found.contains(*name));
        readable += 1;
        read += usize::from(is_read);
        if !types.is_empty() && !is_read {
            say(&format!("not read  {document}  {name}"));
        }
    }
    let (known, read) = (share(known, named.len()), share(read, readable));
    say(&format!(
        "known: {:.1} % of {} names in documents",
        known * 100.0,
        named.len()
    ));
    say(&format!(
        "read: {:.1} % of {readable} in languages that have a pack",
        read * 100.0
    ));
    Ok(known >= WANTED && read >= WANTED)
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred names")]
fn share(count: usize, of: usize) -> f64 {
    count as f64 / of.max(1) as f64
}

/// Documents with the names of things in their gold statements; a calibre alone is no name.
fn named(gold: &str) -> Result<BTreeSet<(String, String)>, Box<dyn Error>> {
    let mut out = BTreeSet::new();
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let statement: Value = serde_json::from_str(line)?;
        let items = statement["items"].as_array().into_iter().flatten();
        for name in items.filter_map(|item| item["name"].as_str()) {
            let calibre = name.strip_suffix("mm").map(str::trim);
            if calibre.is_none_or(|figure| figure.parse::<f64>().is_err()) {
                let document = statement["doc"].as_str().unwrap_or_default();
                out.insert((document.to_owned(), name.to_owned()));
            }
        }
    }
    Ok(out)
}

/// Documents with the weapon types that the reader sees in them.
fn seen(docs: &str) -> BTreeMap<String, BTreeSet<String>> {
    let reader = Reader::new(Packs::embedded());
    let inputs = [ingest::Input::Path(docs.into())];
    let mut documents = Vec::new();
    ingest::ingest(&inputs, &ingest::Options::default(), &mut |found| {
        if let ingest::Ingested::Document(entry) = found {
            documents.push(entry.document);
        }
    });
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for document in documents {
        let Ok(records) = reader.explain(&document) else {
            continue;
        };
        let things = records.into_iter().filter(|record| record.kind == "item");
        // class and name: `attack-drone Shahed-136`
        let names = things.filter_map(|thing| Some(thing.value?.split_once(' ')?.1.to_owned()));
        out.entry(document.id.clone()).or_default().extend(names);
    }
    out
}
