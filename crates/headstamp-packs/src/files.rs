//! Where packs come from: the copy inside the program, or a folder.

use crate::{codes::Code, load::Files, problem::Problem};
use std::{fs, path::Path};

const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

const KNOWLEDGE: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));

/// The files of `knowledge/` that the program was built with.
pub(crate) fn embedded_knowledge() -> Files {
    owned(KNOWLEDGE)
}

fn owned(files: &[(&str, &str)]) -> Files {
    let files = files.iter();
    files
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

/// The files of the folder `knowledge` beside a folder of packs, with how their paths start when they are shown.
pub(crate) fn knowledge_beside(packs: &Path) -> Option<(Files, String, Vec<Problem>)> {
    let folder = packs.canonicalize().ok()?.parent()?.join("knowledge");
    if !folder.join("references.toml").is_file() {
        return None;
    }
    let mut files = Files::new();
    let mut problems = Vec::new();
    collect(&folder, "", &mut files, &mut problems);
    let shown = packs
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let shown = shown.map_or_else(|| "knowledge".into(), |parent| parent.join("knowledge"));
    Some((files, label(&shown), problems))
}

/// The files that the program was built with.
pub(crate) fn embedded() -> Files {
    owned(EMBEDDED)
}

/// The paths of those files.
pub(crate) fn embedded_paths() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(path, _)| *path)
}

/// Those files whose paths start so.
pub(crate) fn embedded_below(starts: &[&str]) -> Files {
    let below = |path: &str| starts.iter().any(|start| path.starts_with(start));
    let files = EMBEDDED.iter().filter(|(path, _)| below(path));
    files
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

/// One of those files.
pub(crate) fn embedded_file(path: &str) -> Option<&'static str> {
    let file = EMBEDDED.iter().find(|(own, _)| *own == path);
    file.map(|(_, text)| *text)
}

/// The TOML and Markdown files of a folder of packs; without a `_shared` in it, the embedded one.
pub(crate) fn read(folder: &Path) -> (Files, Vec<Problem>) {
    let mut files = Files::new();
    let mut problems = Vec::new();
    collect(folder, "", &mut files, &mut problems);
    if !files.keys().any(|path| path.starts_with("_shared/")) {
        files.extend(
            embedded()
                .into_iter()
                .filter(|(path, _)| path.starts_with("_shared/")),
        );
    }
    (files, problems)
}

/// The files of one folder, without a word about what cannot be read.
pub(crate) fn read_only(folder: &Path) -> Files {
    let mut files = Files::new();
    collect(folder, "", &mut files, &mut Vec::new());
    files
}

/// The embedded files of one folder, by path inside it.
pub(crate) fn embedded_folder(name: &str) -> Files {
    let inside = |(path, text): (String, String)| {
        Some((path.strip_prefix(name)?.strip_prefix('/')?.to_owned(), text))
    };
    embedded().into_iter().filter_map(inside).collect()
}

/// How paths under a folder start when they are shown.
pub(crate) fn label(folder: &Path) -> String {
    format!("{}/", folder.display().to_string().trim_end_matches('/'))
}

fn collect(folder: &Path, prefix: &str, files: &mut Files, problems: &mut Vec<Problem>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return problems.push(unreadable(folder, &error)),
    };
    for entry in entries {
        let path = match entry {
            Ok(entry) => entry.path(),
            Err(error) => return problems.push(unreadable(folder, &error)),
        };
        let Some(name) = path
            .file_name()
            .and_then(|name| name.to_str())
            .filter(|name| !name.starts_with('.'))
        else {
            continue;
        };
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files, problems);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "toml" || ending == "md")
        {
            match fs::read_to_string(&path) {
                Ok(text) => {
                    files.insert(format!("{prefix}{name}"), text);
                }
                Err(error) => problems.push(unreadable(&path, &error)),
            }
        }
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let name = path.display().to_string();
    Problem::about(
        Code::Unreadable,
        name.as_str(),
        format!("cannot read `{name}`: {error}"),
    )
    .help("give a folder that holds one folder per language, with files in UTF-8")
}
