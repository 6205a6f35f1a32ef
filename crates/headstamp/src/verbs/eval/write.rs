//! What a measurement leaves behind: the figures of rules, and what was read.

use super::Set;
use crate::args::EvalFormat;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output;
use headstamp::{
    eval::{self, Change, Frozen},
    packs::schema::Measured,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::Path,
};

/// The languages of the set, in order.
fn languages(set: &Set) -> BTreeSet<&str> {
    set.documents
        .iter()
        .map(|document| &*document.lang)
        .collect()
}

/// Writes `LANG/precision.toml` for every language of the set that has a pack in `folder`.
pub(super) fn precision(
    folder: &Path,
    set: &Set,
    rules: &BTreeMap<String, Measured>,
    console: &Console,
) -> Result<(), Failure> {
    for lang in languages(set) {
        let pack = folder.join(lang);
        if !pack.join("pack.toml").is_file() {
            continue;
        }
        let is_own = |doc: &str| {
            let document = set.documents.iter().find(|document| document.id == doc);
            document.is_some_and(|document| document.lang == lang)
        };
        let documents = set.documents.iter().zip(&set.originals);
        let hash = eval::set_hash(
            documents
                .filter(|(document, _)| document.lang == lang)
                .map(|(_, original)| original.as_slice()),
            set.gold.iter().filter(|line| is_own(&line.doc)),
        );
        let path = pack.join("precision.toml");
        put(&path, &eval::precision_file(lang, rules, &hash))?;
        console.note(&format!("wrote {}", path.display()));
    }
    Ok(())
}

/// Writes `LANG/frozen.jsonl` for every language of the set and tells what changed.
pub(super) fn freeze(
    folder: &Path,
    set: &Set,
    frozen: &[Frozen],
    format: EvalFormat,
    console: &Console,
) -> Result<(), Failure> {
    let mut out = output::out();
    for lang in languages(set) {
        let documents = set.documents.iter().filter(|one| one.lang == lang);
        let ids: BTreeSet<&str> = documents.map(|document| &*document.id).collect();
        let own = frozen.iter().filter(|one| ids.contains(one.doc()));
        let now: Vec<Frozen> = own.cloned().collect();
        let path = folder.join(lang).join("frozen.jsonl");
        let before = match fs::read_to_string(&path) {
            // what cannot be read is written anew
            Ok(text) => eval::read_frozen(&text).unwrap_or_default(),
            Err(_) => Vec::new(),
        };
        let changes = eval::changes(&before, &now);
        if format == EvalFormat::Table {
            for change in &changes {
                writeln!(out, "{change}")?;
            }
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| unwritable(parent, &error))?;
        }
        put(&path, &eval::frozen_lines(&now))?;
        let count = |is: fn(&Change) -> bool| changes.iter().filter(|change| is(change)).count();
        console.note(&format!(
            "wrote {}: {} new, {} gone, {} changed",
            path.display(),
            count(|change| matches!(change, Change::New(_))),
            count(|change| matches!(change, Change::Gone(_))),
            count(|change| matches!(change, Change::Changed { .. })),
        ));
    }
    Ok(out.flush()?)
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        Status::Failed,
        format!("`{}` cannot be written: {error}", path.display()),
        "see that the folder is there and that you may write to it",
    )
}
