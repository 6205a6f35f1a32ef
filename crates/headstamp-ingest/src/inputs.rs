//! From what the user named to the list of files: folders walked in sorted order, ids given out.
//!
//! A document without an id of its own is called after its file. Ids must not depend on what else
//! happens to be read first, so they are settled over all files before any is opened: the stem, or,
//! where two files share it, the path in its folder, then with its extension, then the path as
//! named.

use crate::error::{ErrorKind, IngestError};
use crate::options::Input;
use crate::sniff::is_readable_name;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The name that standard input goes by in messages.
pub(crate) const STDIN: &str = "-";
/// The id of a document from standard input that has none.
const STDIN_ID: &str = "stdin";

/// One step of a run, in order.
#[derive(Debug)]
pub(crate) enum Job<'i> {
    /// Read this file.
    File(Source, PathBuf),
    /// Read standard input.
    Stdin(Source),
    /// Read these bytes.
    Bytes(Source, &'i [u8]),
    /// Tell this error.
    Error(IngestError),
    /// All of a folder was listed.
    FolderEnd(String),
}

/// What is known of an input before it is opened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Source {
    /// The path as the user named it, or below the folder that the user named.
    pub(crate) path: String,
    /// The id for a document without one.
    pub(crate) id: String,
    /// Whether it was found in a folder rather than named.
    pub(crate) in_folder: bool,
    /// The path within its folder with `/` between the parts; the whole path of a named file.
    relative: String,
}

impl Source {
    /// An input that was named.
    pub(crate) fn named(name: &str) -> Self {
        let relative = name.replace('\\', "/");
        let id = if name == STDIN {
            STDIN_ID.to_owned()
        } else {
            stem(&relative).to_owned()
        };
        Self {
            path: name.to_owned(),
            id,
            in_folder: false,
            relative,
        }
    }
}

/// The steps that read all inputs, with every id settled.
pub(crate) fn list(inputs: &[Input]) -> Vec<Job<'_>> {
    let mut jobs = Vec::new();
    for input in inputs {
        match input {
            Input::Stdin => jobs.push(Job::Stdin(Source::named(STDIN))),
            Input::Bytes { name, bytes } => jobs.push(Job::Bytes(Source::named(name), bytes)),
            Input::Path(path) => list_path(path, &mut jobs),
        }
    }
    settle_ids(&mut jobs);
    jobs
}

fn list_path(path: &Path, jobs: &mut Vec<Job<'_>>) {
    let name = path.display().to_string();
    match std::fs::metadata(path) {
        Err(error) => jobs.push(Job::Error(IngestError::new(&name, io_kind(error)))),
        Ok(metadata) if metadata.is_dir() => {
            walk(path, jobs);
            jobs.push(Job::FolderEnd(name));
        }
        Ok(_) => jobs.push(Job::File(Source::named(&name), path.to_owned())),
    }
}

fn walk(folder: &Path, jobs: &mut Vec<Job<'_>>) {
    let entries = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_file() => {
                let relative =
                    relative_name(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
                let path = entry.path().display().to_string();
                jobs.push(Job::File(
                    Source {
                        id: String::new(),
                        path,
                        in_folder: true,
                        relative,
                    },
                    entry.into_path(),
                ));
            }
            Ok(entry) => {
                let name = entry.path().display().to_string();
                jobs.push(Job::Error(IngestError::new(&name, ErrorKind::NotAFile)));
            }
            Err(error) => {
                let name = error.path().unwrap_or(folder).display().to_string();
                let kind = match error.loop_ancestor() {
                    Some(ancestor) => ErrorKind::SymlinkLoop {
                        ancestor: ancestor.display().to_string(),
                    },
                    None => io_kind(
                        error
                            .into_io_error()
                            .unwrap_or_else(|| io::Error::other("unknown")),
                    ),
                };
                jobs.push(Job::Error(IngestError::new(&name, kind)));
            }
        }
    }
}

/// What an error of the operating system means here.
pub(crate) fn io_kind(error: io::Error) -> ErrorKind {
    if error.kind() == io::ErrorKind::NotFound {
        ErrorKind::NotFound
    } else {
        ErrorKind::Unreadable(error)
    }
}

fn settle_ids(jobs: &mut [Job<'_>]) {
    let mut stems: BTreeMap<String, usize> = BTreeMap::new();
    let mut short: BTreeMap<String, usize> = BTreeMap::new();
    let mut whole: BTreeMap<String, usize> = BTreeMap::new();
    // A file named twice is one file: it shares its stem with nobody.
    let mut seen = BTreeSet::new();
    for source in jobs.iter_mut().filter_map(source_of) {
        if has_common_name(source) && seen.insert(source.path.clone()) {
            *stems.entry(stem(&source.relative).to_owned()).or_default() += 1;
            *short
                .entry(without_extension(&source.relative).to_owned())
                .or_default() += 1;
            *whole.entry(source.relative.clone()).or_default() += 1;
        }
    }
    let is_alone = |counts: &BTreeMap<String, usize>, name: &str| counts.get(name) == Some(&1);
    for source in jobs.iter_mut().filter_map(source_of) {
        let (stem, path) = (stem(&source.relative), without_extension(&source.relative));
        let id = if !has_common_name(source) {
            source.relative.as_str()
        } else if is_alone(&stems, stem) {
            stem
        } else if is_alone(&short, path) {
            path
        } else if is_alone(&whole, &source.relative) {
            &source.relative
        } else {
            &source.path
        };
        source.id = id.to_owned();
    }
}

/// A picture beside a text of the same name must not change the text's id.
fn has_common_name(source: &Source) -> bool {
    !source.in_folder || is_readable_name(&source.relative)
}

fn source_of<'j>(job: &'j mut Job<'_>) -> Option<&'j mut Source> {
    match job {
        Job::File(source, _) | Job::Bytes(source, _) => Some(source),
        Job::Stdin(_) | Job::Error(_) | Job::FolderEnd(_) => None,
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn relative_name(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

fn stem(relative: &str) -> &str {
    let file = relative.rsplit('/').next().unwrap_or(relative);
    without_extension(file)
}

/// The path without the extension of its file; a dot file is all stem.
fn without_extension(relative: &str) -> &str {
    match relative.rsplit_once('.') {
        Some((before, after))
            if !before.is_empty() && !before.ends_with('/') && !after.contains('/') =>
        {
            before
        }
        _ => relative,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<String> {
        let inputs: Vec<Input> = names
            .iter()
            .map(|name| Input::Bytes {
                name: (*name).to_owned(),
                bytes: Vec::new(),
            })
            .collect();
        let mut jobs = list(&inputs);
        jobs.iter_mut()
            .filter_map(source_of)
            .map(|source| source.id.clone())
            .collect()
    }

    #[test]
    fn a_file_is_called_by_its_stem() {
        assert_eq!(ids(&["in/a.b.txt", "c", ".d"]), ["a.b", "c", ".d"]);
    }

    #[test]
    fn files_that_share_a_stem_are_called_by_as_much_path_as_they_need() {
        assert_eq!(ids(&["x/a.txt", "y/a.txt", "b.txt"]), ["x/a", "y/a", "b"]);
        assert_eq!(ids(&["x/a.txt", "x/a.md"]), ["x/a.txt", "x/a.md"]);
    }

    #[test]
    fn a_file_named_twice_keeps_its_stem() {
        assert_eq!(ids(&["x/a.txt", "x/a.txt"]), ["a", "a"]);
    }
}
