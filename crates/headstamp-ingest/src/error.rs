//! What can be wrong with an input, where it is wrong, and what to do about it.
//!
//! [`IngestError`] is the place, [`ErrorKind`] the trouble. The text of an error is its message and,
//! on the last line, the way out. Lesser things that do not cost a document are in `note`.

use std::fmt;

/// One input, or one record of an input, that gave no document.
#[derive(Debug)]
pub struct IngestError {
    /// The file as the user named it, or as found in a folder; `-` for standard input.
    pub path: String,
    /// Line in the file, from 1, where the trouble has one.
    pub line: Option<usize>,
    /// Character in the line, from 1, where the trouble has one.
    pub column: Option<usize>,
    /// What is wrong.
    pub kind: ErrorKind,
}

impl IngestError {
    /// An error about a whole file.
    pub(crate) fn new(path: &str, kind: ErrorKind) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            column: None,
            kind,
        }
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> String {
        self.kind.to_string()
    }

    /// What to do about it, in one line.
    pub fn help(&self) -> String {
        self.kind.help()
    }
}

/// `path:line:column: message`, then the help on a line of its own.
impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(f, &self.path, self.line, self.column)?;
        write!(f, ": {}\n  = help: {}", self.kind, self.kind.help())
    }
}

impl std::error::Error for IngestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.kind)
    }
}

/// Writes `path:line:column` as far as known.
pub(crate) fn write_place(
    f: &mut fmt::Formatter<'_>,
    path: &str,
    line: Option<usize>,
    column: Option<usize>,
) -> fmt::Result {
    f.write_str(path)?;
    if let Some(line) = line {
        write!(f, ":{line}")?;
        if let Some(column) = column {
            write!(f, ":{column}")?;
        }
    }
    Ok(())
}

/// Why an input gave no document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no such file or folder.
    #[error("there is no such file or folder")]
    NotFound,
    /// The operating system refused to open or read it.
    #[error("cannot be read: {0}")]
    Unreadable(#[source] std::io::Error),
    /// A folder that contains itself through a symbolic link.
    #[error("the symbolic link leads back to `{ancestor}`, which contains it")]
    SymlinkLoop {
        /// The folder that the link leads back to.
        ancestor: String,
    },
    /// A pipe, socket or device inside a folder.
    #[error("is a pipe, socket or device, not a file")]
    NotAFile,
    /// A folder in which nothing could be read.
    #[error("the folder holds no file in a format that can be read{found}")]
    NothingInFolder {
        /// What it holds instead, as `": 2 PDF"`, or nothing.
        found: String,
    },
    /// No bytes, or nothing but white space.
    #[error("is empty")]
    Empty,
    /// A header and nothing after it, or a record whose text is white space.
    #[error("has no text{context}")]
    NoText {
        /// Where the text should have been, as `" after its header"`.
        context: &'static str,
    },
    /// A known format that this program does not read.
    #[error("is {what}, which is not read")]
    Unsupported {
        /// The format with its article: `a PDF`.
        what: String,
        /// What to do with this format.
        help: &'static str,
    },
    /// Bytes that are no text and no known format.
    #[error("is binary, not text: {why}")]
    Binary {
        /// What gave it away.
        why: String,
    },
    /// More bytes than one document may have.
    #[error("is longer than {limit} bytes, the limit for one {what}")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
        /// What the limit is for: `document`, `line`, `page`.
        what: &'static str,
    },
    /// HTML that is nested so deeply that reading it would take forever.
    #[error("the page nests elements more than {limit} deep")]
    TooDeep {
        /// The limit in elements.
        limit: usize,
    },
    /// HTML in which no main text was found.
    #[error("no main text was found on the page")]
    NoMainText,
    /// A record that is not JSON.
    #[error("not valid JSON: {reason}, near `{near}`")]
    JsonSyntax {
        /// The parser's reason.
        reason: String,
        /// The text around the place, shortened.
        near: String,
    },
    /// A JSON value that is not an object where a document is expected.
    #[error("expected a JSON object, found {found}: `{near}`")]
    NotAnObject {
        /// The JSON type that is there.
        found: &'static str,
        /// The value, shortened.
        near: String,
    },
    /// A record without the one key that is needed.
    #[error("the record has no `text` (it has {keys})")]
    MissingText {
        /// The keys that it has, in back-ticks, or `no keys`.
        keys: String,
    },
    /// A key whose value is of another type than the format says.
    #[error("`{key}` must be a string, found {found}: `{near}`")]
    WrongType {
        /// The key.
        key: &'static str,
        /// The JSON type that is there.
        found: &'static str,
        /// The value, shortened.
        near: String,
    },
    /// The same key twice in one record.
    #[error("`{key}` is given twice in one record")]
    DuplicateKey {
        /// The key.
        key: &'static str,
    },
    /// A language that the caller has no pack for, or no language at all.
    #[error("unknown language `{given}`")]
    UnknownLanguage {
        /// The value as given.
        given: String,
        /// The codes that the caller knows.
        known: Vec<String>,
    },
    /// A date that the caller gave and that is none.
    #[error("`{given}` is not a date")]
    InvalidDate {
        /// The value as given.
        given: String,
    },
}

impl ErrorKind {
    /// A short name that stays the same between versions, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Unreadable(_) => "unreadable",
            Self::SymlinkLoop { .. } => "symlink-loop",
            Self::NotAFile => "not-a-file",
            Self::NothingInFolder { .. } => "nothing-in-folder",
            Self::Empty => "empty",
            Self::NoText { .. } => "no-text",
            Self::Unsupported { .. } => "unsupported-format",
            Self::Binary { .. } => "binary",
            Self::TooLarge { .. } => "too-large",
            Self::TooDeep { .. } => "too-deep",
            Self::NoMainText => "no-main-text",
            Self::JsonSyntax { .. } => "json-syntax",
            Self::NotAnObject { .. } => "not-an-object",
            Self::MissingText { .. } => "missing-text",
            Self::WrongType { .. } => "wrong-type",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::UnknownLanguage { .. } => "unknown-language",
            Self::InvalidDate { .. } => "invalid-date",
        }
    }

    /// What to do about it, in one line.
    pub fn help(&self) -> String {
        let fixed = match self {
            Self::NotFound => "check the spelling and the folder you are in",
            Self::Unreadable(_) => {
                "check the permissions of the file, or copy it to where you may read it"
            }
            Self::SymlinkLoop { .. } => {
                "remove the link, or name the folders that you mean one by one"
            }
            Self::NotAFile => {
                "name it as an input of its own, or send its content to standard input (`-`)"
            }
            Self::NothingInFolder { .. } => {
                "put plain text, Markdown, HTML or JSON Lines files there, or name another folder"
            }
            Self::Empty => "remove it, or put the text of a document into it",
            Self::NoText { .. } => "add the text of the document, or remove the record",
            Self::Unsupported { help, .. } => help,
            Self::Binary { .. } => "save the document as plain text, HTML or JSON Lines in UTF-8",
            Self::TooLarge { .. } => "split it into one file per document, or raise the limit",
            Self::TooDeep { .. } => "open the page in a browser and save its text",
            Self::NoMainText => {
                "open the page in a browser and save the text of the article as plain text"
            }
            Self::JsonSyntax { .. } => {
                "write one JSON object per line, such as {\"id\": \"a1\", \"text\": \"...\"}"
            }
            Self::NotAnObject { .. } => {
                "write an object such as {\"id\": \"a1\", \"text\": \"...\"}"
            }
            Self::MissingText { .. } => {
                "give the document's text under the key `text`; all other keys are optional"
            }
            Self::WrongType { .. } => "put the value in double quotes, or leave the key out",
            Self::DuplicateKey { .. } => "keep one of the two",
            Self::UnknownLanguage { known, .. } if known.is_empty() => {
                "give a BCP 47 code: two or three letters, with a region if need be"
            }
            Self::UnknownLanguage { known, .. } => {
                return format!(
                    "known are {}; leave the language out to have it identified",
                    back_ticked(known)
                );
            }
            Self::InvalidDate { .. } => "write a date as `2024`, `2024-06` or `2024-06-14`",
        };
        fixed.to_owned()
    }
}

/// `a`, `b`, `c`, each in back-ticks.
pub(crate) fn back_ticked<S: AsRef<str>>(words: &[S]) -> String {
    words
        .iter()
        .map(|word| format!("`{}`", word.as_ref()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The text shortened to `limit` characters, on one line, without control characters.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    let mut out: String = text
        .trim()
        .chars()
        .take(limit)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.trim().chars().nth(limit).is_some() {
        out.push('\u{2026}');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_place_and_ends_with_what_to_do() {
        let error = IngestError {
            path: "in/a.jsonl".to_owned(),
            line: Some(3),
            column: Some(9),
            kind: ErrorKind::UnknownLanguage {
                given: "xq".to_owned(),
                known: vec!["aa".to_owned(), "bb".to_owned()],
            },
        };
        let shown = error.to_string();
        assert!(
            shown.starts_with("in/a.jsonl:3:9: unknown language `xq`"),
            "{shown}"
        );
        assert!(
            shown
                .lines()
                .last()
                .is_some_and(|line| line.contains("`aa`, `bb`")),
            "{shown}"
        );
    }

    #[test]
    fn a_shortened_text_stays_on_one_line_and_shows_that_it_was_cut() {
        assert_eq!(shortened("ab\ncd", 10), "ab cd");
        assert_eq!(shortened("приклад", 3), "при…");
    }
}
