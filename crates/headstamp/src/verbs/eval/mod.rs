//! `headstamp eval`: scores our reader, or statements of any other, on annotated documents.
//!
//! Gathers files and calls `headstamp::eval`, which does the counting; `print` tells the outcome. A
//! bad line is reported with its place and the rest goes on. Measuring can leave two files behind:
//! the figures of rules in a folder of packs, and what was read, statement by statement.

mod print;
mod write;

use crate::args::{Eval, EvalFormat, PacksArg};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::pipeline::each_document;
use crate::verbs::compile;
use headstamp::{
    eval::{EvalDocument, Frozen, Line, Role},
    ingest::{Entry, Input, Options},
    packs::Packs,
    reader::Reader,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
};

/// What is scored on.
#[derive(Default)]
struct Set {
    documents: Vec<EvalDocument>,
    gold: Vec<Line>,
    /// Every document as it stands in its file, in the order of `documents`.
    originals: Vec<Vec<u8>>,
}

/// What our reader found.
#[derive(Default)]
struct Found {
    lines: Vec<Line>,
    frozen: Vec<Frozen>,
}

pub(super) fn run(args: &Eval, console: &Console) -> Result<Status, Failure> {
    let packs = PacksArg {
        packs: args.write_precision.clone().or(args.packs.packs.clone()),
    }
    .load()?;
    let mut set = Set {
        gold: gold(args, &packs, console)?,
        ..Set::default()
    };
    let reader = args.statements.is_none().then(|| compile(&packs));
    let found = read_documents(args, reader, &mut set, console)?;
    tell_strangers(&set, args, console);
    let readers = if let Some(path) = &args.statements {
        statements(path, console)?
    } else {
        let name = concat!("headstamp ", env!("CARGO_PKG_VERSION")).to_owned();
        BTreeMap::from([(name, found.lines)])
    };
    let scored: Vec<(&str, _)> = readers
        .iter()
        .map(|(reader, lines)| {
            let scored = headstamp::eval::score(&set.documents, &set.gold, lines);
            (reader.as_str(), scored)
        })
        .collect();
    let format = chosen(args.format);
    if let Some(folder) = &args.freeze {
        write::freeze(folder, &set, &found.frozen, format, console)?;
    }
    print::print(args, format, &scored)?;
    if let (Some(folder), Some((_, scored))) = (&args.write_precision, scored.first()) {
        write::precision(folder, &set, &scored.rules(), console)?;
    }
    Ok(Status::Done)
}

/// The format: as asked for, else a table on a terminal and JSON Lines in a pipe.
fn chosen(format: Option<EvalFormat>) -> EvalFormat {
    format.unwrap_or_else(|| {
        if std::io::stdout().is_terminal() {
            EvalFormat::Table
        } else {
            EvalFormat::Jsonl
        }
    })
}

/// The gold lines; those that cannot be used are reported.
fn gold(args: &Eval, packs: &Packs, console: &Console) -> Result<Vec<Line>, Failure> {
    let mut out = Vec::new();
    for path in files(&args.gold, "gold.jsonl")? {
        out.extend(lines(&path, Role::Gold(&packs.shared), console)?);
    }
    Ok(out)
}

/// The lines of other readers, by reader; a line that names none is of the file.
fn statements(path: &Path, console: &Console) -> Result<BTreeMap<String, Vec<Line>>, Failure> {
    let name = path.display().to_string();
    let mut out: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for line in lines(path, Role::Found, console)? {
        let reader = line.reader.clone().unwrap_or_else(|| name.clone());
        out.entry(reader).or_default().push(line);
    }
    if out.is_empty() {
        // a reader that found nothing is scored too
        out.insert(name, Vec::new());
    }
    Ok(out)
}

fn lines(path: &Path, role: Role<'_>, console: &Console) -> Result<Vec<Line>, Failure> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    let (lines, errors) = Line::read(&name, &text, role);
    for error in errors {
        let message = format!("{name}:{}: {}", error.line, error.message);
        console.failed(&message, Some(&error.help));
    }
    Ok(lines)
}

/// The file itself, or every file called `name` below the folder, sorted.
fn files(path: &Path, name: &str) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        fs::metadata(path).map_err(|error| unreadable(path, &error))?;
        return Ok(vec![path.to_owned()]);
    }
    let mut out = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| unreadable(&folder, &error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|own| own == name) {
                out.push(path);
            }
        }
    }
    out.sort();
    if out.is_empty() {
        return Err(Failure::usage(
            format!("no `{name}` is below `{}`", path.display()),
            "name the file itself, or the folder that holds it",
        ));
    }
    Ok(out)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::InvalidData => "it is not UTF-8".to_owned(),
        _ => error.to_string(),
    };
    Failure::usage(
        format!("`{}` cannot be read: {why}", path.display()),
        "check the spelling, and that you may read there",
    )
}

/// Takes the documents that were asked for into the set; gives what the reader, if any, finds in them.
fn read_documents(
    args: &Eval,
    reader: Option<&Reader>,
    set: &mut Set,
    console: &Console,
) -> Result<Found, Failure> {
    let inputs: Vec<Input> = files(&args.docs, "docs.jsonl")?
        .into_iter()
        .map(|path| Input::from_argument(&path))
        .collect();
    let is_wanted = |lang: &str| args.lang.is_empty() || args.lang.iter().any(|own| own == lang);
    let mut found = Found::default();
    let (mut seen, mut unread) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    console.start_progress("reading");
    let Ok(()) = each_document(
        &inputs,
        &Options::default(),
        args.jobs.count(),
        console,
        |document| {
            let lang = document.lang.as_deref().unwrap_or_default();
            let reader = reader.filter(|_| is_wanted(lang));
            // a language without a pack is no failure: its documents are read without a result
            Ok(reader.map(|reader| reader.read(document).ok()))
        },
        |worked| {
            let entry = worked.entry;
            let document = eval_document(&entry);
            if !is_wanted(&document.lang) {
                return Ok::<(), Infallible>(());
            }
            if !seen.insert(document.id.clone()) {
                let line = entry
                    .line
                    .map_or_else(String::new, |line| format!(":{line}"));
                console.failed(
                    &format!(
                        "{}{line}: document `{}` stands twice",
                        entry.path, document.id
                    ),
                    Some("give every document an `id` of its own; the first was taken"),
                );
                return Ok(());
            }
            match worked.result {
                None => {}
                Some(None) => *unread.entry(document.lang.clone()).or_default() += 1,
                Some(Some(reading)) => {
                    let mut read: Vec<_> = reading.statements.iter().zip(&reading.rules).collect();
                    read.sort_by(|(a, _), (b, _)| (a.span, &a.id).cmp(&(b.span, &b.id)));
                    for (statement, rule) in read {
                        found.lines.push(Line::of_statement(statement, rule));
                        found.frozen.push(Frozen::new(statement, rule));
                    }
                }
            }
            set.documents.push(document);
            set.originals.push(entry.original);
            Ok(())
        },
    );
    console.finish();
    for (lang, count) in unread {
        console.note(&format!(
            "there is no pack for `{lang}`: nothing is found in its {count} documents"
        ));
    }
    Ok(found)
}

/// What scoring asks of a document; one that does not say otherwise is relevant.
fn eval_document(entry: &Entry) -> EvalDocument {
    #[derive(Deserialize)]
    struct Facts {
        relevant: Option<bool>,
    }
    let facts = serde_json::from_slice::<Facts>(&entry.original).ok();
    EvalDocument {
        id: entry.document.id.clone(),
        lang: entry.document.lang.clone().unwrap_or_default(),
        is_relevant: facts.and_then(|facts| facts.relevant).unwrap_or(true),
    }
}

/// Tells of gold that no document was given for: usually the wrong pair of files.
fn tell_strangers(set: &Set, args: &Eval, console: &Console) {
    let known: BTreeSet<&str> = set.documents.iter().map(|document| &*document.id).collect();
    let strangers = set.gold.iter().filter(|line| !known.contains(&*line.doc));
    let strangers: BTreeSet<&str> = strangers.map(|line| &*line.doc).collect();
    // with `--lang` the others are left out on purpose
    if let (Some(first), true) = (strangers.first(), args.lang.is_empty()) {
        console.note(&format!(
            "gold of {} documents that were not given is left out, such as `{first}`",
            strangers.len()
        ));
    }
}
