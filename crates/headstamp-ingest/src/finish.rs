//! Fills in what a document does not say itself, and refuses what cannot be a document.
//!
//! The order is the same for every format: what the document states, then what the caller says, then
//! what is guessed from the text. A guess is always told.

use crate::date::{numeric_dateline, published_date};
use crate::error::{ErrorKind, IngestError};
use crate::language::{Identified, Languages};
use crate::lines::floor_border;
use crate::note::{Note, NoteKind};
use crate::options::Options;
use crate::run::Entry;
use headstamp_model::{Document, sha256_hex};
use std::collections::BTreeMap;
use std::collections::btree_map;

/// A document as its format gives it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Draft {
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    /// The language that the document states.
    pub(crate) lang: Option<String>,
    /// A language that a page template claims; often wrong, so it comes after all else.
    pub(crate) lang_hint: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    pub(crate) notes: Vec<NoteKind>,
}

/// Where a document was found and what it is called if it has no name of its own.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    pub(crate) path: String,
    pub(crate) line: Option<usize>,
    pub(crate) id: String,
}

impl Origin {
    /// An error at this place.
    pub(crate) fn error(&self, kind: ErrorKind) -> IngestError {
        IngestError {
            path: self.path.clone(),
            line: self.line,
            column: None,
            kind,
        }
    }
}

/// The most bytes of a text that a dateline is looked for in.
const DATELINE_BYTES: usize = 1000;

/// What stays the same over a run, and the ids that were used in it.
pub(crate) struct Finisher<'a> {
    pub(crate) options: &'a Options<'a>,
    languages: Languages,
    lang: Option<String>,
    published: Option<String>,
    /// Id, place of its first document.
    used: BTreeMap<String, String>,
}

impl<'a> Finisher<'a> {
    /// Checks the options once, before any input is touched.
    pub(crate) fn new(options: &'a Options<'a>) -> Result<Self, IngestError> {
        let languages = Languages::new(&options.languages);
        let lang = match options.lang.as_deref() {
            None => None,
            Some(given) => Some(languages.find(given).ok_or_else(|| {
                let kind = ErrorKind::UnknownLanguage {
                    given: given.to_owned(),
                    known: languages.codes(),
                };
                IngestError::new("option `lang`", kind)
            })?),
        };
        let published = match options.published.as_deref() {
            None => None,
            Some(given) => Some(published_date(given).ok_or_else(|| {
                IngestError::new(
                    "option `published`",
                    ErrorKind::InvalidDate {
                        given: given.to_owned(),
                    },
                )
            })?),
        };
        Ok(Self {
            options,
            languages,
            lang,
            published,
            used: BTreeMap::new(),
        })
    }

    /// Makes the document of `draft`, whose bytes are `original`.
    pub(crate) fn finish(
        &mut self,
        draft: Draft,
        origin: &Origin,
        original: Vec<u8>,
    ) -> Result<Entry, IngestError> {
        if draft.text.trim().is_empty() {
            return Err(origin.error(ErrorKind::NoText { context: "" }));
        }
        let mut notes = draft.notes;
        let published = self.published(draft.published, &draft.text, &mut notes);
        let lang = self
            .lang(
                draft.lang,
                draft.lang_hint.as_deref(),
                &draft.text,
                &mut notes,
            )
            .map_err(|kind| origin.error(kind))?;
        let id = present(draft.id).unwrap_or_else(|| origin.id.clone());
        self.note_id(&id, origin, &mut notes);
        let sha256 = sha256_hex(&original);
        Ok(Entry {
            document: Document {
                id,
                url: present(draft.url),
                lang,
                published,
                publisher: present(draft.publisher).or_else(|| self.options.publisher.clone()),
                title: present(draft.title),
                text: draft.text,
                sha256,
            },
            original,
            path: origin.path.clone(),
            line: origin.line,
            notes: notes
                .into_iter()
                .map(|kind| Note {
                    path: origin.path.clone(),
                    line: origin.line,
                    kind,
                })
                .collect(),
        })
    }

    fn published(
        &self,
        stated: Option<String>,
        text: &str,
        notes: &mut Vec<NoteKind>,
    ) -> Option<String> {
        if let Some(stated) = present(stated) {
            let date = published_date(&stated);
            if date.is_none() {
                notes.push(NoteKind::InvalidDate {
                    given: crate::error::shortened(&stated, 40),
                });
            }
            return date;
        }
        let start = text.trim_start();
        let start = start
            .get(..floor_border(start, DATELINE_BYTES))
            .unwrap_or(start);
        numeric_dateline(start.lines().next().unwrap_or(""))
            .or_else(|| self.published.clone())
            .or_else(|| {
                self.options
                    .dateline
                    .and_then(|find| find(start))
                    .and_then(|found| published_date(&found))
            })
    }

    fn lang(
        &self,
        stated: Option<String>,
        hint: Option<&str>,
        text: &str,
        notes: &mut Vec<NoteKind>,
    ) -> Result<Option<String>, ErrorKind> {
        if let Some(given) = present(stated) {
            return match self.languages.find(&given) {
                Some(lang) => Ok(Some(lang)),
                None => Err(ErrorKind::UnknownLanguage {
                    given,
                    known: self.languages.codes(),
                }),
            };
        }
        if self.lang.is_some() {
            return Ok(self.lang.clone());
        }
        let hint = hint.and_then(|hint| self.languages.find(hint));
        Ok(match self.languages.identify(text) {
            Identified::Known(lang, true) => Some(lang),
            Identified::Other(lang) => {
                notes.push(NoteKind::LanguageNotListed {
                    lang: lang.clone(),
                    known: self.languages.codes(),
                });
                Some(lang)
            }
            Identified::Known(_, false) | Identified::Nothing if hint.is_some() => hint,
            Identified::Known(lang, false) => {
                notes.push(NoteKind::LanguageGuessed { lang: lang.clone() });
                Some(lang)
            }
            Identified::Nothing => {
                notes.push(NoteKind::LanguageNotIdentified);
                None
            }
        })
    }

    fn note_id(&mut self, id: &str, origin: &Origin, notes: &mut Vec<NoteKind>) {
        match self.used.entry(id.to_owned()) {
            btree_map::Entry::Occupied(first) => {
                notes.push(NoteKind::DuplicateId {
                    id: id.to_owned(),
                    first: first.get().clone(),
                });
            }
            btree_map::Entry::Vacant(slot) => {
                let place = match origin.line {
                    Some(line) => format!("{}:{line}", origin.path),
                    None => origin.path.clone(),
                };
                slot.insert(place);
            }
        }
    }
}

/// A value that is more than white space.
fn present(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finish(options: &Options<'_>, draft: Draft) -> Entry {
        let origin = Origin {
            path: "x".to_owned(),
            line: None,
            id: "x".to_owned(),
        };
        let mut finisher = Finisher::new(options).expect("sound options");
        finisher
            .finish(draft, &origin, Vec::new())
            .expect("a document")
    }

    fn draft(text: &str) -> Draft {
        Draft {
            text: text.to_owned(),
            lang: Some("xx".to_owned()),
            ..Draft::default()
        }
    }

    #[test]
    fn a_stated_date_beats_the_option_which_beats_a_dateline_in_words() {
        let hook = |_: &str| Some("2021-01-01".to_owned());
        let mut options = Options {
            dateline: Some(&hook),
            ..Options::default()
        };
        assert_eq!(
            finish(&options, draft("Words."))
                .document
                .published
                .as_deref(),
            Some("2021-01-01")
        );
        options.published = Some("2022".to_owned());
        assert_eq!(
            finish(&options, draft("Words."))
                .document
                .published
                .as_deref(),
            Some("2022")
        );
        assert_eq!(
            finish(&options, draft("X, 2023-02-03 — Words."))
                .document
                .published
                .as_deref(),
            Some("2023-02-03")
        );
        let stated = Draft {
            published: Some("2024-05-06T07:08:09Z".to_owned()),
            ..draft("X, 2023-02-03 — Words.")
        };
        assert_eq!(
            finish(&options, stated).document.published.as_deref(),
            Some("2024-05-06")
        );
    }

    #[test]
    fn a_wrong_date_is_told_and_the_date_stays_missing() {
        let options = Options {
            published: Some("2022".to_owned()),
            ..Options::default()
        };
        let entry = finish(
            &options,
            Draft {
                published: Some("spring".to_owned()),
                ..draft("Words.")
            },
        );
        assert_eq!(entry.document.published, None);
        assert!(
            matches!(entry.notes.first().map(|note| &note.kind), Some(NoteKind::InvalidDate { given }) if given == "spring")
        );
    }

    #[test]
    fn a_dateline_function_that_gives_nonsense_is_not_believed() {
        let hook = |_: &str| Some("soon".to_owned());
        let options = Options {
            dateline: Some(&hook),
            ..Options::default()
        };
        assert_eq!(finish(&options, draft("Words.")).document.published, None);
    }
}
