//! Documents, sentences that gave nothing, and the hits of a derivation, as they are printed.

use super::{Place, text};
use crate::display;
use crate::output::Record;
use headstamp::{ledger::DocumentRecord, model::Document, reader::explain};
use serde::Serialize;

impl Record for Document {
    const HEADING: &'static [&'static str] = &[
        "document",
        "language",
        "published",
        "publisher",
        "title",
        "characters",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "url",
        "lang",
        "published",
        "publisher",
        "title",
        "text",
        "sha256",
    ];

    fn row(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            text(self.lang.as_ref()),
            text(self.published.as_ref()),
            text(self.publisher.as_ref()),
            text(self.title.as_ref()),
            self.text.chars().count().to_string(),
        ]
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            text(self.url.as_ref()),
            text(self.lang.as_ref()),
            text(self.published.as_ref()),
            text(self.publisher.as_ref()),
            text(self.title.as_ref()),
            self.text.clone(),
            self.sha256.clone(),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}

impl Record for DocumentRecord {
    const HEADING: &'static [&'static str] = &[
        "document",
        "language",
        "published",
        "publisher",
        "title",
        "statements",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "key",
        "id",
        "url",
        "lang",
        "published",
        "publisher",
        "title",
        "sha256",
        "text_sha256",
        "statements",
        "reader",
        "packs",
        "added_at",
        "added_by",
        "path",
    ];

    fn row(&self) -> Vec<String> {
        let document = &self.document;
        vec![
            document.id.clone(),
            text(document.lang.as_ref()),
            text(document.published.as_ref()),
            text(document.publisher.as_ref()),
            text(document.title.as_ref()),
            self.statements.to_string(),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let document = &self.document;
        vec![
            self.key.clone(),
            document.id.clone(),
            text(document.url.as_ref()),
            text(document.lang.as_ref()),
            text(document.published.as_ref()),
            text(document.publisher.as_ref()),
            text(document.title.as_ref()),
            document.sha256.clone(),
            self.text_sha256.clone(),
            self.statements.to_string(),
            self.reader.clone(),
            self.packs.clone(),
            text(self.added_at.as_ref()),
            text(self.added_by.as_ref()),
            text(self.path.as_ref()),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}

/// A sentence that looks like a statement and gave none.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MissOut {
    pub(crate) doc: String,
    pub(crate) lang: String,
    #[serde(flatten)]
    pub(crate) place: Place,
    pub(crate) text: String,
    /// The event words in it.
    pub(crate) triggers: Vec<String>,
}

impl MissOut {
    /// Where it stands in its document, in bytes.
    pub(crate) fn start(&self) -> usize {
        self.place.start
    }
}

impl Record for MissOut {
    const HEADING: &'static [&'static str] = &["document", "event words", "sentence"];
    const COLUMNS: &'static [&'static str] = &[
        "doc",
        "lang",
        "start",
        "end",
        "char_start",
        "char_end",
        "triggers",
        "text",
    ];

    fn row(&self) -> Vec<String> {
        vec![
            self.doc.clone(),
            self.triggers.join(", "),
            self.text.clone(),
        ]
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.doc.clone(),
            self.lang.clone(),
            self.place.start.to_string(),
            self.place.end.to_string(),
            self.place.char_start.to_string(),
            self.place.char_end.to_string(),
            self.triggers.join("; "),
            self.text.clone(),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}

impl Record for explain::Record {
    const HEADING: &'static [&'static str] = &["document", "kind", "words", "meaning", "place"];
    const COLUMNS: &'static [&'static str] = &[
        "doc",
        "kind",
        "start",
        "end",
        "char_start",
        "char_end",
        "text",
        "value",
        "low",
        "high",
        "precision",
        "note",
        "file",
        "line",
    ];

    fn row(&self) -> Vec<String> {
        vec![
            self.doc.clone(),
            self.kind.to_owned(),
            self.text.clone(),
            hit_meaning(self),
            hit_place(self),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        vec![
            self.doc.clone(),
            self.kind.to_owned(),
            self.start.to_string(),
            self.end.to_string(),
            self.char_start.to_string(),
            self.char_end.to_string(),
            self.text.clone(),
            text(self.value.as_ref()),
            number(self.low),
            number(self.high),
            text(self.precision.as_ref()),
            text(self.note.as_ref()),
            text(self.file.as_ref()),
            self.line.map_or_else(String::new, |line| line.to_string()),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}

/// What a hit means, in a few words.
pub(crate) fn hit_meaning(hit: &explain::Record) -> String {
    let mut parts = Vec::new();
    parts.extend(hit.value.clone());
    parts.extend(display::bounds(hit.low, hit.high));
    parts.extend(hit.precision.clone());
    parts.extend(hit.note.clone());
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// The file and line of the pack entry behind a hit.
pub(crate) fn hit_place(hit: &explain::Record) -> String {
    match (&hit.file, hit.line) {
        (Some(file), Some(line)) => format!("{file}:{line}"),
        (Some(file), None) => file.clone(),
        _ => String::new(),
    }
}
