//! Checks of whole folders: which files there are, whether they are TOML, and what stands in them.
//!
//! Every file is parsed once; the tables that come back are sound where serde would stop, so that
//! the typed load after it takes all the rest. Next: `walk` for what is checked inside a file.

use crate::{
    codes::Code,
    figures,
    known::Known,
    problem::Problem,
    shape::{KNOWLEDGE_FILES, LANGUAGE_FILES, RULES, SHARED_FILES, Shape, TYPED_FILES, WEAPONS},
    side_by_side::side_by_side,
    source::Source,
    suggest,
    walk::Walk,
};
use std::collections::BTreeMap;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Error},
};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The files of one folder by path inside it.
pub(crate) type Folder<'f> = BTreeMap<&'f str, &'f Source>;
/// The parsed files of one folder by path inside it.
pub(crate) type Tables<'f> = BTreeMap<&'f str, Table<'f>>;

/// A parsed file, without what cannot be read.
pub(crate) struct Table<'f> {
    pub(crate) source: &'f Source,
    pub(crate) tree: Spanned<DeTable<'f>>,
    /// Whether something was taken out, so that serde's complaints are no news.
    pub(crate) refused: bool,
}

/// Files of `_shared` that every language leans on.
const NEEDED: &[&str] = &["states.toml", "items.toml", "events.toml"];

/// How much is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Everything.
    All,
    /// Only whether files can be read: for packs that were checked before.
    Readable,
}

/// Parses every TOML file and checks how it is spelt.
pub(crate) fn parse<'f>(
    folders: &BTreeMap<&'f str, Folder<'f>>,
    depth: Depth,
) -> (BTreeMap<&'f str, Tables<'f>>, Vec<Problem>) {
    let files = folders.iter().flat_map(|(folder, files)| {
        files
            .iter()
            .filter(|(path, _)| is_toml(path))
            .map(|(path, source)| (*folder, *path, *source))
    });
    let parsed = side_by_side(
        files.collect(),
        |(folder, path, source): (_, _, &'f Source)| {
            let mut problems = Vec::new();
            if depth == Depth::All {
                not_nfc(source, &mut problems);
            }
            let (tree, errors) = DeTable::parse_recoverable(&source.text);
            problems.extend(errors.iter().map(|error| syntax(source, error)));
            let table = errors.is_empty().then_some(Table {
                source,
                tree,
                refused: false,
            });
            (folder, path, table, problems)
        },
    );
    let mut tables: BTreeMap<&str, Tables<'_>> = BTreeMap::new();
    let mut problems = Vec::new();
    for (folder, path, table, found) in parsed {
        problems.extend(found);
        if let Some(table) = table {
            tables.entry(folder).or_default().insert(path, table);
        }
    }
    (tables, problems)
}

/// Checks `_shared` and gathers what languages may refer to.
pub(crate) fn shared(
    folder: &Folder<'_>,
    tables: &mut Tables<'_>,
    label: &str,
    depth: Depth,
    problems: &mut Vec<Problem>,
) -> Known {
    for name in NEEDED.iter().filter(|name| !folder.contains_key(**name)) {
        problems.push(no_file(&format!("{label}_shared"), name));
    }
    if depth == Depth::Readable {
        return Known::default();
    }
    let known = known(tables);
    for (name, table) in tables {
        match SHARED_FILES.iter().find(|(file, _)| file == name) {
            Some((_, shape)) => walk(table, shape, &known, "_shared", None, problems),
            None => problems.push(unknown_file(
                table.source,
                name,
                SHARED_FILES.iter().map(|(file, _)| *file),
            )),
        }
        if *name == "items.toml" {
            loops(table, problems);
        }
    }
    known
}

/// Checks `knowledge/`: shapes, what entries point to, and that a weapon stands in one file only.
pub(crate) fn knowledge(tables: &mut Tables<'_>, mut known: Known, problems: &mut Vec<Problem>) {
    if let Some(references) = tables.get("references.toml") {
        known.add_references(references.tree.get_ref());
    }
    twice(tables, problems);
    for (path, table) in tables {
        let shape = KNOWLEDGE_FILES.iter().find(|(file, _)| file == path);
        match shape.map(|(_, shape)| *shape) {
            Some(shape) => walk(table, shape, &known, "knowledge", None, problems),
            None if crate::knowledge::is_weapons(path) => {
                walk(table, &WEAPONS, &known, "knowledge", None, problems);
            }
            None => problems.push(unknown_file(
                table.source,
                path,
                KNOWLEDGE_FILES.iter().map(|(file, _)| *file),
            )),
        }
    }
}

/// Weapons that stand in two files: one would hide the other.
fn twice(tables: &Tables<'_>, problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, (&Source, std::ops::Range<usize>)> = BTreeMap::new();
    for table in tables.values() {
        let weapons = table.tree.get_ref().get("weapon");
        let Some(weapons) = weapons.and_then(|weapons| weapons.get_ref().as_table()) else {
            continue;
        };
        for key in weapons.keys() {
            let id = key.get_ref().as_ref();
            if let Some((source, place)) = seen.insert(id, (table.source, key.span())) {
                let message = format!("`{id}` stands in two files");
                let problem = Problem::at(Code::Duplicate, table.source, key.span(), message)
                    .label("again")
                    .earlier(source, place)
                    .help("keep one of them");
                problems.push(problem);
            }
        }
    }
}

/// What every language and `knowledge/` may refer to.
pub(crate) fn known(tables: &Tables<'_>) -> Known {
    let mut known = Known::default();
    for (name, table) in tables {
        known.add_shared(name, table.tree.get_ref());
    }
    known
}

/// Checks one language.
pub(crate) fn language(
    name: &str,
    folder: &Folder<'_>,
    tables: &mut Tables<'_>,
    label: &str,
    depth: Depth,
    known: &Known,
    problems: &mut Vec<Problem>,
) {
    if !folder.contains_key("pack.toml") {
        problems.push(no_file(&format!("{label}{name}"), "pack.toml"));
    }
    if depth == Depth::Readable {
        return;
    }
    let mut found = Vec::new();
    let grammar = tables
        .get("lexicon/grammar.toml")
        .map(|grammar| grammar.tree.get_ref());
    let known = known.of_language(grammar);
    for (path, table) in &mut *tables {
        if let Some((_, shape)) = LANGUAGE_FILES.iter().find(|(file, _)| file == path) {
            walk(table, shape, &known, name, None, &mut found);
        } else if !TYPED_FILES.contains(path) {
            match path
                .strip_prefix("rules/")
                .and_then(|path| path.strip_suffix(".toml"))
            {
                Some(event) if known.events.is_empty() || known.events.contains_key(event) => {
                    walk(table, &RULES, &known, name, Some(event), &mut found);
                }
                Some(event) => found.push(unknown_event(table.source, event, &known)),
                None => {
                    let files = LANGUAGE_FILES
                        .iter()
                        .map(|(file, _)| *file)
                        .chain(TYPED_FILES.iter().copied());
                    found.push(unknown_file(table.source, path, files));
                }
            }
        }
    }
    pairs(folder, &mut found);
    figures::check(tables, &mut found);
    // a pack in another format is written by other rules: nothing else can be said about it
    if let Some(format) = found
        .iter()
        .find(|problem| problem.code == Code::Format)
        .cloned()
    {
        problems.push(format);
        tables.clear();
    } else {
        problems.extend(found);
    }
}

/// Endings are written in lower case here, on every system.
fn is_toml(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "toml")
}

fn walk(
    table: &mut Table<'_>,
    shape: &'static Shape,
    known: &Known,
    folder: &str,
    event: Option<&str>,
    problems: &mut Vec<Problem>,
) {
    let mut walk = Walk::new(table.source, known, folder, event);
    walk.file(table.tree.get_ref(), shape);
    problems.extend(walk.problems);
    for path in walk.broken {
        table.refused = true;
        remove(table.tree.get_mut(), &path);
    }
}

/// Takes out what stands at a path, or the nearest thing round it that can be taken out.
fn remove(table: &mut DeTable<'_>, path: &[String]) {
    let Some((key, rest)) = path.split_first() else {
        return;
    };
    if let Some(DeValue::Table(inner)) = table.get_mut(key.as_str()).map(Spanned::get_mut)
        && !rest.is_empty()
    {
        remove(inner, rest);
    } else {
        table.remove(key.as_str());
    }
}

fn not_nfc(source: &Source, problems: &mut Vec<Problem>) {
    if is_nfc(&source.text) {
        return;
    }
    let mut start = 0;
    for word in source
        .text
        .split(|c: char| c.is_whitespace() || "\"'[]{},=".contains(c))
    {
        if !is_nfc(word) {
            let tidy: String = word.nfc().collect();
            let message = format!("`{word}` is not in normalisation form C");
            let problem = Problem::at(Code::NotNfc, source, start..start + word.len(), message)
                .label("an accent is written as a letter of its own")
                .help(format!(
                    "write `{tidy}` with composed letters; `headstamp pack fmt` does it"
                ));
            problems.push(problem);
        }
        let next = start + word.len();
        start = next
            + source
                .text
                .get(next..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
    }
}

fn syntax(source: &Source, error: &Error) -> Problem {
    let place = error.span().unwrap_or(0..0);
    Problem::at(Code::Syntax, source, place, lower_first(error.message()))
        .label("cannot be read as TOML")
        .help("texts stand in quotation marks, lists in square brackets, one `key = value` a line")
}

/// What serde says about a file that has no shape.
pub(crate) fn from_serde(source: &Source, error: &Error) -> Problem {
    let message = error.message();
    let quoted = |at: usize| message.split('`').nth(at).unwrap_or_default();
    let place = error.span().unwrap_or(0..0);
    if message.starts_with("unknown field") {
        let known = message.split('`').skip(3).step_by(2);
        Problem::at(
            Code::UnknownKey,
            source,
            place,
            format!("unknown key `{}`", quoted(1)),
        )
        .label("not a key of this table")
        .help(suggest::help(
            quoted(1),
            known,
            "keys",
            "docs/reference/pack-format.md",
        ))
    } else if message.starts_with("missing field") {
        Problem::at(
            Code::MissingKey,
            source,
            place,
            format!("missing key `{}`", quoted(1)),
        )
        .label("is not complete")
        .help(format!("add `{}`", quoted(1)))
    } else {
        Problem::at(Code::WrongType, source, place, lower_first(message))
            .label("of another type")
            .help("write the value as docs/reference/pack-format.md says")
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

fn no_file(folder: &str, name: &str) -> Problem {
    Problem::about(
        Code::NoFile,
        format!("{folder}/{name}"),
        format!("`{folder}` has no `{name}`"),
    )
    .help(format!(
        "add `{name}`, for example from packs/_template, or remove the folder"
    ))
}

fn unknown_file<'k>(source: &Source, path: &str, known: impl Iterator<Item = &'k str>) -> Problem {
    let message = format!("`{path}` is read by no part of the program");
    Problem::about(Code::UnknownFile, &*source.label, message).help(suggest::help(
        path,
        known,
        "files",
        "docs/reference/pack-format.md",
    ))
}

fn unknown_event(source: &Source, event: &str, known: &Known) -> Problem {
    let others = [
        "operators",
        "attribution",
        "modality",
        "basis",
        "debris",
        "numbers",
        "dates",
    ];
    let all = known.events.keys().map(String::as_str).chain(others);
    let meant = suggest::nearest(event, all)
        .map(|meant| format!("did you mean `{meant}`? "))
        .unwrap_or_default();
    let types: Vec<&str> = known.events.keys().map(String::as_str).collect();
    Problem::about(
        Code::UnknownEvent,
        &*source.label,
        format!("unknown event type `{event}`"),
    )
    .help(format!(
        "{meant}rules files are named after an event type: {}",
        types.join(", ")
    ))
}

/// Beside every rules file stands a case file.
fn pairs(folder: &Folder<'_>, problems: &mut Vec<Problem>) {
    for (path, source) in folder.iter().filter(|(path, _)| path.starts_with("rules/")) {
        if let Some(stem) = path.strip_suffix(".toml")
            && !folder.contains_key(format!("{stem}.md").as_str())
        {
            let problem = Problem::about(
                Code::NoCases,
                &*source.label,
                format!("`{path}` has no case file"),
            )
            .help(format!(
                "add `{stem}.md` with a case that its rules read and one that they must not"
            ));
            problems.push(problem);
        }
        if let Some(stem) = path.strip_suffix(".md")
            && !folder.contains_key(format!("{stem}.toml").as_str())
        {
            let problem = Problem::about(
                Code::NoRules,
                &*source.label,
                format!("`{path}` has no rules file"),
            )
            .help(format!(
                "add `{stem}.toml` or name the case file after the rules that it tests"
            ));
            problems.push(problem);
        }
    }
}

/// Item classes whose parents lead back to themselves.
fn loops(table: &Table<'_>, problems: &mut Vec<Problem>) {
    let Some(classes) = table
        .tree
        .get_ref()
        .get("class")
        .and_then(|classes| classes.get_ref().as_table())
    else {
        return;
    };
    let parent = |class: &str| {
        let entry = classes.get(class)?.get_ref().as_table()?;
        entry.get("parent")?.get_ref().as_str()
    };
    for key in classes.keys() {
        let class = key.get_ref().as_ref();
        let mut above = parent(class);
        for _ in 0..classes.len() {
            if above == Some(class) {
                let problem = Problem::at(
                    Code::ClassLoop,
                    table.source,
                    key.span(),
                    format!("`{class}` is its own parent"),
                )
                .label("its parents lead back to it")
                .help("remove `parent` from the widest of these classes");
                problems.push(problem);
                break;
            }
            above = above.and_then(parent);
        }
    }
}
