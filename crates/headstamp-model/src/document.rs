//! A document: one text that was read.

use crate::content_id;
use serde::{Deserialize, Serialize};

/// One text with what is known about where and when it appeared.
///
/// `text` is the text as stored and read; every span counts bytes of it. What is not known stays
/// `None`: a missing date is never filled with today's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The name under which statements refer to it: the input's `id`, else the file's stem.
    pub id: String,
    /// Address, if known.
    pub url: Option<String>,
    /// BCP 47 language, if given or identified.
    pub lang: Option<String>,
    /// Publication date as precise as known: `2024-06-14`, `2024-06`, `2024`.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The text, UTF-8.
    pub text: String,
    /// SHA-256 of the original bytes, lower-case hexadecimal.
    pub sha256: String,
}

impl Document {
    /// The identity of a document: its text, publisher and address.
    ///
    /// The same wire text in two outlets is two documents; the same file added twice is one.
    pub fn key(&self) -> String {
        content_id(&[
            ("text", &self.text),
            ("publisher", self.publisher.as_deref().unwrap_or("")),
            ("url", self.url.as_deref().unwrap_or("")),
        ])
    }
}

/// The outlet that a document counts for, whatever the capitals of its name; one without a publisher counts as its own.
pub fn outlet(publisher: Option<&str>, document: &str) -> String {
    publisher.map_or_else(|| document.to_owned(), str::to_lowercase)
}
