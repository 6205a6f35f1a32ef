//! `headstamp explain`: how a text is read, with the pack entry behind every word.

use crate::args::{Explain, Format};
use crate::console::Console;
use crate::display;
use crate::failure::{Failure, Status, unknown_language};
use crate::output::{self, Printer};
use crate::pipeline::{WorkError, each_document};
use crate::records::{hit_meaning, hit_place};
use crate::table;
use crate::verbs::{compile, embedded};
use headstamp::{
    ingest::Input,
    model::{CharOffsets, Document, Statement},
    packs::{Packs, embedded_precision},
    reader::{Reader, cases, explain::Record},
};
use std::{convert::Infallible, io::Write, path::Path};

pub(super) fn run(args: &Explain, console: &Console) -> Result<Status, Failure> {
    let own = args.packs.own()?;
    let reader = own.as_ref().map_or_else(embedded, compile);
    let options = args.known.options(Some(reader))?;
    let inputs: Vec<Input> = args
        .inputs
        .iter()
        .map(|given| input(given, args.known.lang.is_some()))
        .collect();
    console.start_progress("explaining");
    let mut explained = Vec::new();
    let Ok(()) = each_document(
        &inputs,
        &options,
        args.jobs.count(),
        console,
        |document| derive(reader, own.as_ref(), document),
        |worked| {
            let key = worked.entry.document.key();
            explained.push((worked.entry.document, key, worked.result));
            Ok::<(), Infallible>(())
        },
    );
    console.finish();
    explained.sort_by(|a, b| (&a.0.id, &a.1).cmp(&(&b.0.id, &b.1)));
    let format = args.format.chosen();
    if format == Format::Table {
        let mut out = output::out();
        for (document, _, records) in &explained {
            out.write_all(page(document, records, args.all).as_bytes())?;
        }
        out.flush()?;
    } else {
        let mut printer = Printer::start::<Record>(format)?;
        for record in explained.iter().flat_map(|(_, _, records)| records) {
            printer.push(record)?;
        }
        printer.finish::<Record>()?;
    }
    Ok(Status::Done)
}

/// A file or folder where there is one of that name; else a sentence, if it looks like one or the
/// language was given for it.
fn input(given: &str, has_language: bool) -> Input {
    let is_sentence = given.trim().contains(char::is_whitespace) || has_language;
    if given == "-" || Path::new(given).exists() || !is_sentence {
        return Input::from_argument(given);
    }
    // as a record, so that nothing in the sentence is taken for a header
    let record = serde_json::json!({ "id": "sentence", "text": given });
    Input::Bytes {
        name: "sentence.jsonl".to_owned(),
        bytes: record.to_string().into_bytes(),
    }
}

/// The hits of a document in the order of its text, and after each sentence what was read in it.
fn derive(
    reader: &Reader,
    packs: Option<&Packs>,
    document: &Document,
) -> Result<Vec<Record>, WorkError> {
    let mut records = reader
        .explain(document)
        .map_err(|error| unknown_language(&error))?;
    let reading = reader
        .read(document)
        .map_err(|error| unknown_language(&error))?;
    let offsets = CharOffsets::new(&document.text);
    let mut statements: Vec<(&Statement, &String)> =
        reading.statements.iter().zip(&reading.rules).collect();
    statements.sort_by(|(a, _), (b, _)| (a.span, &a.id).cmp(&(b.span, &b.id)));
    let sentences: Vec<usize> = records
        .iter()
        .enumerate()
        .filter(|(_, record)| record.kind == "sentence")
        .map(|(at, _)| at)
        .collect();
    // from the back, so that the places in front stay what they are
    for (statement, rule) in statements.into_iter().rev() {
        let after = sentences
            .iter()
            .copied()
            .find(|at| {
                records
                    .get(*at)
                    .is_some_and(|sentence| sentence.start > statement.span.start)
            })
            .unwrap_or(records.len());
        let measured = display::measured(
            packs.map_or_else(|| embedded_precision(rule), |own| own.precision(rule)),
        );
        let note = format!("rule {rule}: {measured}");
        records.insert(after, hit(document, statement, &note, &offsets));
    }
    Ok(records)
}

fn hit(
    document: &Document,
    statement: &Statement,
    measured: &str,
    offsets: &CharOffsets,
) -> Record {
    let chars = offsets.span(statement.span);
    let reason = statement
        .trace("type")
        .map_or("", |trace| trace.reason.as_str());
    Record {
        doc: document.id.clone(),
        kind: "statement",
        start: statement.span.start,
        end: statement.span.end,
        char_start: chars.start,
        char_end: chars.end,
        text: statement.quote.clone(),
        value: Some(
            cases::render(statement)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        ),
        low: None,
        high: None,
        precision: None,
        note: Some(format!("{reason}; {measured}")),
        file: None,
        line: None,
    }
}

/// A document for people: every sentence, and under it what was found in it.
fn page(document: &Document, records: &[Record], wants_all: bool) -> String {
    let width = table::width();
    let mut facts = vec![document.id.as_str()];
    facts.extend(document.lang.as_deref());
    facts.extend(document.published.as_deref());
    facts.extend(document.title.as_deref());
    let mut out = format!("{}\n", table::legible(&facts.join(" \u{b7} ")));
    let mut sentence: Option<&Record> = None;
    let mut rows = Vec::new();
    for record in records {
        if record.kind == "sentence" {
            out.push_str(&block(sentence, &rows, width));
            rows.clear();
            sentence = Some(record);
        } else if wants_all || record.kind != "function" {
            rows.push(vec![
                format!("  {}", record.kind),
                record.text.clone(),
                hit_meaning(record),
                hit_place(record),
            ]);
        }
    }
    out.push_str(&block(sentence, &rows, width));
    out
}

fn block(sentence: Option<&Record>, rows: &[Vec<String>], width: usize) -> String {
    let mut out = String::new();
    if let Some(sentence) = sentence {
        out.push('\n');
        out.push_str(&table::bare(&[vec![sentence.text.clone()]], width));
    }
    if !rows.is_empty() {
        out.push_str(&table::bare(rows, width));
    }
    out
}
