//! Stretches of a document's text, in bytes and in characters.
//!
//! Everything inside counts bytes of the stored UTF-8 text; what leaves the program carries
//! characters (Unicode scalar values) beside them, because most other tools count those.

use serde::{Deserialize, Serialize};

/// A half-open stretch `start..end` of a text, in bytes of its UTF-8 form.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The stretch from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text of this stretch; empty when it does not fall on character borders of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The smallest stretch that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies inside this stretch.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Turns byte offsets of one text into character offsets.
#[derive(Debug, Clone)]
pub struct CharOffsets {
    /// Characters before each 64-byte block.
    blocks: Vec<usize>,
    bytes: Vec<u8>,
}

impl CharOffsets {
    /// Prepares the offsets of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes().to_vec();
        let mut blocks = Vec::with_capacity(bytes.len() / 64 + 1);
        let mut count = 0;
        for chunk in bytes.chunks(64) {
            blocks.push(count);
            count += chunk.iter().filter(|b| is_char_start(**b)).count();
        }
        if blocks.is_empty() {
            blocks.push(0);
        }
        Self { blocks, bytes }
    }

    /// The number of characters before byte `offset`.
    pub fn chars(&self, offset: usize) -> usize {
        let offset = offset.min(self.bytes.len());
        let block = (offset / 64).min(self.blocks.len() - 1);
        let rest = self.bytes.get(block * 64..offset).unwrap_or(&[]);
        self.blocks.get(block).copied().unwrap_or(0)
            + rest.iter().filter(|b| is_char_start(**b)).count()
    }

    /// A span counted in characters.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.chars(span.start), self.chars(span.end))
    }
}

const fn is_char_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn character_offsets_agree_with_counting(text in "\\PC{0,200}") {
            let offsets = CharOffsets::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.chars(byte), count);
            }
            prop_assert_eq!(offsets.chars(text.len()), text.chars().count());
        }
    }

    #[test]
    fn a_span_off_a_character_border_is_empty_not_a_panic() {
        assert_eq!(Span::new(1, 2).of("é"), "");
    }
}
