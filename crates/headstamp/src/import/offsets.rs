//! Offsets as other tools count them, in bytes of the document.

use crate::args::Measure;
use headstamp::{model::Span, reader::verify::Offsets};

/// A stretch of text as a tool gives it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) measure: Measure,
}

impl Given {
    /// The stretch in bytes of `text`; without bytes when it lies outside or inside a character.
    pub(crate) fn within(self, text: &str) -> Offsets {
        let ends = bytes(text, self.start, self.measure).zip(bytes(text, self.end, self.measure));
        let count = match self.measure {
            Measure::Bytes => "bytes",
            Measure::Characters => "characters",
            Measure::Utf16 => "UTF-16 units",
        };
        Offsets {
            bytes: ends
                .filter(|(start, end)| start < end)
                .map(|(start, end)| Span::new(start, end)),
            given: format!("{count} {}..{}", self.start, self.end),
        }
    }
}

/// The byte at which the unit number `at` begins.
fn bytes(text: &str, at: usize, measure: Measure) -> Option<usize> {
    let units = |c: char| match measure {
        Measure::Bytes => c.len_utf8(),
        Measure::Characters => 1,
        Measure::Utf16 => c.len_utf16(),
    };
    let mut count = 0;
    for (byte, c) in text.char_indices() {
        if count >= at {
            return (count == at).then_some(byte);
        }
        count += units(c);
    }
    (count == at).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_word_is_found_by_each_count() {
        let text = "\u{1F680} na\u{ef}ve tanks";
        for (measure, start) in [
            (Measure::Bytes, 12),
            (Measure::Characters, 8),
            (Measure::Utf16, 9),
        ] {
            let given = Given {
                start,
                end: start + 5,
                measure,
            };
            let span = given.within(text).bytes.expect("inside");
            assert_eq!(span.of(text), "tanks", "{measure:?}");
        }
    }

    #[test]
    fn offsets_outside_the_text_or_inside_a_character_are_no_stretch() {
        for (start, end) in [(0, 99), (1, 4), (4, 4)] {
            let given = Given {
                start,
                end,
                measure: Measure::Bytes,
            };
            assert_eq!(given.within("\u{1F680} go").bytes, None);
        }
    }
}
