//! What `headstamp pack` does: check a folder, start a new language.
//!
//! The command only prints what these functions return. Next: `format` for `pack fmt`.

use crate::{
    check::{self, Depth},
    files, knowledge,
    load::{self, Files},
    problem::{self, Problem},
    source::Source,
};
use std::{
    error::Error,
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// What a check of a folder of packs found.
#[derive(Debug, Clone)]
pub struct Report {
    /// Everything that is wrong, by file and line.
    pub problems: Vec<Problem>,
    /// Languages in the folder that can be read, at least in part.
    pub languages: Vec<String>,
    /// How many files were looked at.
    pub files: usize,
}

impl Report {
    /// Whether there is no error; there may be warnings.
    pub fn is_sound(&self) -> bool {
        !self.problems.iter().any(Problem::is_error)
    }

    /// All problems and their number, with colours or without.
    pub fn render(&self, colour: bool) -> String {
        problem::render_all(&self.problems, colour)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

/// Checks every pack under `root`, and the folder `knowledge` if there is one beside it.
pub fn check(root: &Path) -> Report {
    let (files, mut problems) = files::read(root);
    let mut count = files.len();
    if let Some((knowledge, label, found)) = files::knowledge_beside(root) {
        count += knowledge.len();
        problems.extend(found);
        problems.extend(check_knowledge(&files, knowledge, &label));
    }
    let (packs, found) = load::assemble(files, &files::label(root), Depth::All);
    problems.extend(found);
    problem::sort(&mut problems);
    Report {
        problems,
        languages: packs.languages.into_keys().collect(),
        files: count,
    }
}

/// What is wrong with `knowledge`, whose entries point into the shared lists of `packs`.
fn check_knowledge(packs: &Files, knowledge: Files, label: &str) -> Vec<Problem> {
    let shared: Vec<(&str, Source)> = packs
        .iter()
        .filter_map(|(path, text)| {
            let name = path.strip_prefix("_shared/")?;
            Some((name, Source::new(path.clone(), text.clone())))
        })
        .collect();
    let folder = shared
        .iter()
        .map(|(name, source)| (*name, source))
        .collect();
    let (mut parsed, _) = check::parse(&[("_shared", folder)].into(), Depth::Readable);
    let known = check::known(&parsed.remove("_shared").unwrap_or_default());
    knowledge::assemble(knowledge, label, Some(known)).1
}

/// Checks the packs and the knowledge that this program was built with.
pub fn check_embedded() -> Report {
    let files = files::embedded();
    let knowledge = files::embedded_knowledge();
    let count = files.len() + knowledge.len();
    let found = check_knowledge(&files, knowledge, "knowledge/");
    let (packs, mut problems) = load::assemble(files, "packs/", Depth::All);
    problems.extend(found);
    problem::sort(&mut problems);
    Report {
        problems,
        languages: packs.languages.into_keys().collect(),
        files: count,
    }
}

/// Why a new pack could not be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum NewPackError {
    /// The code is not a BCP 47 language code in lower case.
    Code(String),
    /// There is such a folder already.
    Exists(PathBuf),
    /// A file could not be written.
    Write(PathBuf, io::Error),
}

impl fmt::Display for NewPackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(
                f,
                "`{code}` is not a language code\ngive a BCP 47 code in lower case, two or three letters: `fr`, `uk`, `pt-br`"
            ),
            Self::Exists(folder) => write!(
                f,
                "`{}` is there already\nedit it, or remove it first",
                folder.display()
            ),
            Self::Write(path, error) => write!(
                f,
                "cannot write `{}`: {error}\nchoose a folder that you may write to",
                path.display()
            ),
        }
    }
}

impl Error for NewPackError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Write(_, error) => Some(error),
            Self::Code(_) | Self::Exists(_) => None,
        }
    }
}

/// Starts the language `code` (called `name` in English) under `root` and returns its folder.
///
/// It is a copy of the template, `root/_template` if there is one, else the program's own, and passes [`check`].
///
/// # Errors
/// When the code is none, the folder is there already, or a file cannot be written.
pub fn new_pack(root: &Path, code: &str, name: &str) -> Result<PathBuf, NewPackError> {
    if !is_language_code(code) {
        return Err(NewPackError::Code(code.to_owned()));
    }
    let folder = root.join(code);
    if folder.exists() {
        return Err(NewPackError::Exists(folder));
    }
    let own = root.join("_template");
    let template = if own.is_dir() {
        files::read_only(&own)
    } else {
        files::embedded_folder("_template")
    };
    for (path, text) in template {
        let path = folder.join(path);
        let text = if path.ends_with("pack.toml") {
            name_pack(&text, code, name)
        } else {
            text
        };
        let parent = path.parent().unwrap_or(&folder);
        fs::create_dir_all(parent)
            .map_err(|error| NewPackError::Write(parent.to_owned(), error))?;
        fs::write(&path, text).map_err(|error| NewPackError::Write(path.clone(), error))?;
    }
    Ok(folder)
}

/// Writes code and name into the template's `pack.toml`.
fn name_pack(text: &str, code: &str, name: &str) -> String {
    let Ok(mut document) = text.parse::<toml_edit::DocumentMut>() else {
        return text.to_owned();
    };
    for (key, value) in [("language", code), ("name", name), ("native_name", name)] {
        if let Some(item) = document
            .get_mut(key)
            .and_then(toml_edit::Item::as_value_mut)
        {
            let decor = item.decor().clone();
            *item = toml_edit::Value::from(value);
            *item.decor_mut() = decor;
        }
    }
    document.to_string()
}

/// Two or three lower-case letters, then parts of letters and digits joined by hyphens.
fn is_language_code(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|letter| letter.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len())
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_codes_are_lower_case_and_short() {
        for code in ["fr", "uk", "pt-br", "zh-hant"] {
            assert!(is_language_code(code), "{code}");
        }
        for code in ["", "f", "FR", "french", "../fr", "fr-", "_shared"] {
            assert!(!is_language_code(code), "{code}");
        }
    }

    #[test]
    fn a_name_with_quotation_marks_stays_one_text() {
        let text = name_pack(
            "language = \"xx\" # code\nname = \"x\"\n",
            "tt",
            "the \"toy\"",
        );
        let table: toml::Table = text.parse().expect("is TOML");
        assert_eq!(table["name"].as_str(), Some("the \"toy\""));
        assert!(text.contains("# code"), "comments stay: {text}");
    }
}
