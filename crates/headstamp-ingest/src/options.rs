//! What the caller may say about the inputs, and the inputs themselves.

use std::path::PathBuf;

/// Finds a publication date in words in the first lines of a text; the language packs know how.
///
/// It gets the first lines and gives back `2024`, `2024-06` or `2024-06-14`, or nothing.
pub type Dateline<'a> = &'a (dyn Fn(&str) -> Option<String> + Sync);

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Input {
    /// A file, or a folder with all that is below it.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// Bytes at hand, under a name that tells their format where the content does not.
    Bytes {
        /// A file name.
        name: String,
        /// The content.
        bytes: Vec<u8>,
    },
}

impl Input {
    /// What a user wrote on a command line: a path, or `-` for standard input.
    pub fn from_argument(argument: impl Into<PathBuf>) -> Self {
        let path = argument.into();
        if path.as_os_str() == "-" {
            Self::Stdin
        } else {
            Self::Path(path)
        }
    }
}

/// What the caller says about all inputs of a run.
#[derive(Clone)]
pub struct Options<'a> {
    /// Publication date for documents that do not state their own.
    pub published: Option<String>,
    /// Language for documents that do not state their own, BCP 47.
    pub lang: Option<String>,
    /// Publisher for documents that do not state their own.
    pub publisher: Option<String>,
    /// The languages to choose from, BCP 47. Empty: any, and nothing is refused.
    pub languages: Vec<String>,
    /// The most bytes that one document may have.
    pub max_bytes: usize,
    /// Finds datelines in words.
    pub dateline: Option<Dateline<'a>>,
}

impl Options<'_> {
    /// The most bytes that one document may have unless the caller says otherwise: 64 MiB.
    pub const MAX_BYTES: usize = 64 * 1024 * 1024;
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            published: None,
            lang: None,
            publisher: None,
            languages: Vec::new(),
            max_bytes: Self::MAX_BYTES,
            dateline: None,
        }
    }
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("published", &self.published)
            .field("lang", &self.lang)
            .field("publisher", &self.publisher)
            .field("languages", &self.languages)
            .field("max_bytes", &self.max_bytes)
            .field("dateline", &self.dateline.is_some())
            .finish()
    }
}
