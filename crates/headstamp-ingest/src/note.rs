//! What is worth telling about a document that was read all the same.
//!
//! A note never costs a document. What does is in `error`.

use crate::error::{back_ticked, write_place};
use std::fmt;

/// Something that a person should know about an input that was read, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The file or folder as the user named it; `-` for standard input.
    pub path: String,
    /// Line in the file, from 1, where there is one.
    pub line: Option<usize>,
    /// What there is to know.
    pub kind: NoteKind,
}

/// `path:line: message`.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(f, &self.path, self.line, None)?;
        write!(f, ": {}", self.kind)
    }
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoteKind {
    /// The bytes were not UTF-8 and were decoded from another character set.
    Charset {
        /// The character set by its registered name.
        name: &'static str,
    },
    /// Some bytes fit no character of the character set.
    ReplacementCharacters {
        /// How many characters are lost.
        count: usize,
        /// The character set by its registered name.
        charset: &'static str,
    },
    /// The id of this document was used before in the same run; both documents are kept.
    DuplicateId {
        /// The id.
        id: String,
        /// Where it was used first, as `path` or `path:line`.
        first: String,
    },
    /// The document gives a date that is none; its date stays missing.
    InvalidDate {
        /// The value as given.
        given: String,
    },
    /// The language was not given and the text is too short or too mixed to be sure of it.
    LanguageGuessed {
        /// The code that was chosen.
        lang: String,
    },
    /// The text is in a language that the caller did not list.
    LanguageNotListed {
        /// The code that was identified.
        lang: String,
        /// The codes that the caller knows.
        known: Vec<String>,
    },
    /// The language was not given and could not be identified.
    LanguageNotIdentified,
    /// Files of a folder that were not read because of their format.
    Skipped {
        /// How many, by format, sorted.
        formats: Vec<(String, usize)>,
    },
    /// A record with `text` and none of the other known keys.
    UnknownKeys {
        /// The keys that were ignored.
        keys: Vec<String>,
    },
    /// The first extractor found no main text on the page; the second did.
    SecondExtractor,
}

impl NoteKind {
    /// A short name that stays the same between versions, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Charset { .. } => "charset",
            Self::ReplacementCharacters { .. } => "replacement-characters",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::InvalidDate { .. } => "invalid-date",
            Self::LanguageGuessed { .. } => "language-guessed",
            Self::LanguageNotListed { .. } => "language-not-listed",
            Self::LanguageNotIdentified => "language-not-identified",
            Self::Skipped { .. } => "skipped",
            Self::UnknownKeys { .. } => "unknown-keys",
            Self::SecondExtractor => "second-extractor",
        }
    }
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Charset { name } => write!(f, "not UTF-8; decoded as {name}"),
            Self::ReplacementCharacters { count, charset } => {
                write!(
                    f,
                    "{count} characters could not be decoded as {charset} and show as `\u{FFFD}`; save the file as UTF-8"
                )
            }
            Self::DuplicateId { id, first } => {
                write!(
                    f,
                    "the id `{id}` was already used at `{first}`; both documents are kept; give each its own `id`"
                )
            }
            Self::InvalidDate { given } => write!(
                f,
                "`{given}` is not a date; the document has no date; write `2024`, `2024-06` or `2024-06-14`"
            ),
            Self::LanguageGuessed { lang } => {
                write!(
                    f,
                    "the language `{lang}` is a guess; give it with `lang` to be sure"
                )
            }
            Self::LanguageNotListed { lang, known } => {
                write!(
                    f,
                    "the text looks like `{lang}`; known are {}; give `lang` if that is wrong",
                    back_ticked(known)
                )
            }
            Self::LanguageNotIdentified => {
                f.write_str("the language could not be identified; give it with `lang`")
            }
            Self::Skipped { formats } => {
                let total: usize = formats.iter().map(|(_, count)| count).sum();
                let list = formats
                    .iter()
                    .map(|(name, count)| format!("{count} {name}"))
                    .collect::<Vec<_>>()
                    .join(", ");
                let (files, are) = if total == 1 {
                    ("file", "is")
                } else {
                    ("files", "are")
                };
                write!(
                    f,
                    "{total} {files} skipped, whose formats {are} not read: {list}"
                )
            }
            Self::UnknownKeys { keys } => {
                write!(
                    f,
                    "only `text` was read; unknown keys were ignored: {}",
                    back_ticked(keys)
                )
            }
            Self::SecondExtractor => {
                f.write_str("the main text was found by the second extractor; check it")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_on_skipped_files_counts_them_by_format() {
        let note = Note {
            path: "folder".to_owned(),
            line: None,
            kind: NoteKind::Skipped {
                formats: vec![("PDF".to_owned(), 2), ("PNG image".to_owned(), 1)],
            },
        };
        assert_eq!(
            note.to_string(),
            "folder: 3 files skipped, whose formats are not read: 2 PDF, 1 PNG image"
        );
    }
}
