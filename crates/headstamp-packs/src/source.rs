//! A file's text and the places in it.
//!
//! Every word of a pack can be asked where it stands: rules that fired and errors both answer with
//! file and line. Byte offsets come from the TOML parser; people get lines and columns.

use std::{fmt, ops::Range, sync::Arc};

/// The file and line that an entry of a pack comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Path of the file as the user would write it: `packs/nl/rules/transfer.toml`.
    pub file: Arc<str>,
    /// Line of the key, counted from 1.
    pub line: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A value of a pack with the place of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    /// Where its key stands.
    pub origin: Origin,
    /// What the file says.
    pub value: T,
}

/// One file of a pack: where it stands and what it holds.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// Path as shown to people.
    pub(crate) label: Arc<str>,
    /// The whole text.
    pub(crate) text: Arc<str>,
    /// Byte offset of the start of every line.
    lines: Arc<[usize]>,
}

impl Source {
    pub(crate) fn new(label: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let breaks = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        Self {
            label: label.into(),
            text,
            lines,
        }
    }

    /// Line (from 1) and column (in characters, from 1) of a byte offset.
    pub(crate) fn position(&self, offset: usize) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self
            .text
            .get(start..offset)
            .map_or(1, |before| before.chars().count() + 1);
        (
            u32::try_from(line).unwrap_or(u32::MAX),
            u32::try_from(column).unwrap_or(u32::MAX),
        )
    }

    /// The place of a byte offset, for an [`Entry`].
    pub(crate) fn origin(&self, offset: usize) -> Origin {
        let line = self.lines.partition_point(|start| *start <= offset);
        Origin {
            file: Arc::clone(&self.label),
            line: u32::try_from(line).unwrap_or(u32::MAX),
        }
    }

    /// The text of a span, empty when the span does not fit.
    pub(crate) fn slice(&self, span: Range<usize>) -> &str {
        self.text.get(span).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = Source::new("a.toml", "x = 1\nтанк = 2\n");
        let offset = source.text.find("= 2").expect("stands there");
        assert_eq!(source.position(offset), (2, 6));
    }

    #[test]
    fn an_origin_prints_as_file_and_line() {
        let source = Source::new("packs/nl/pack.toml", "a = 1\nb = 2\n");
        assert_eq!(source.origin(6).to_string(), "packs/nl/pack.toml:2");
    }

    #[test]
    fn an_offset_past_the_end_is_on_the_last_line() {
        assert_eq!(Source::new("a", "x\ny").position(99).0, 2);
    }
}
