//! From bytes to text, whatever the character set.
//!
//! UTF-8 is taken as it is. Anything else is decoded by the byte order mark, by what the page
//! declares, or by a detector, and the caller is told which, because a wrong guess changes names.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text and how it was come by.
pub(crate) struct Decoded {
    /// The text without a byte order mark.
    pub(crate) text: String,
    /// The character set when it was not UTF-8, or not sound UTF-8.
    pub(crate) charset: Option<&'static str>,
    /// Characters that could not be decoded.
    pub(crate) replaced: usize,
}

/// The text of `bytes`; `declared` is a character set that the document names, if it does.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some(encoding) = utf16(bytes) {
        return decode_as(encoding, bytes);
    }
    let bytes = without_bom(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: text.to_owned(),
            charset: None,
            replaced: 0,
        };
    }
    if is_damaged_utf8(bytes) {
        return decode_as(UTF_8, bytes);
    }
    let declared = declared
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|found| *found != UTF_8);
    let encoding = declared.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    });
    decode_as(encoding, bytes)
}

/// The bytes behind a UTF-8 byte order mark, or all of them.
pub(crate) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// UTF-16 by its byte order mark, or by the zero bytes that Western text has in it.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some(UTF_16BE);
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 2 * 2 / 5;
    match (even, odd) {
        _ if head.len() < 8 => None,
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let before = if encoding == UTF_8 {
        bytes.windows(3).filter(|w| *w == b"\xEF\xBF\xBD").count()
    } else {
        0
    };
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    let lost = if had_errors {
        text.chars().filter(|c| *c == '\u{FFFD}').count()
    } else {
        0
    };
    Decoded {
        text: text.into_owned(),
        charset: Some(encoding.name()),
        replaced: lost.saturating_sub(before),
    }
}

/// Whether these bytes are UTF-8 in which little is broken, such as a text cut within a character.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken > 0 && sound >= broken.saturating_mul(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_utf_8_is_taken_as_it_is_without_its_mark() {
        let decoded = decode("\u{FEFF}Größe".as_bytes(), None);
        assert_eq!((decoded.text.as_str(), decoded.charset), ("Größe", None));
    }

    #[test]
    fn windows_1252_is_found_and_named() {
        let decoded = decode(b"\x93Gr\xF6\xDFe\x94 \x96 caf\xE9 na\xEFve", None);
        assert_eq!(decoded.text, "“Größe” – café naïve");
        assert_eq!(decoded.charset, Some("windows-1252"));
        assert_eq!(decoded.replaced, 0);
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        let little: Vec<u8> = "Größe 12"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "\u{FEFF}Größe 12"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decode(&little, None).text, "Größe 12");
        assert_eq!(decode(&big, None).text, "Größe 12");
        assert_eq!(decode(&big, None).charset, Some("UTF-16BE"));
    }

    #[test]
    fn a_text_cut_within_a_character_stays_utf_8_and_counts_the_loss() {
        let whole = "Київ, Львів, Одеса".as_bytes();
        let decoded = decode(whole.get(..whole.len() - 1).unwrap_or_default(), None);
        assert!(decoded.text.starts_with("Київ, Львів"));
        assert_eq!((decoded.charset, decoded.replaced), (Some("UTF-8"), 1));
    }

    #[test]
    fn a_declared_character_set_beats_the_detector() {
        let decoded = decode(b"\xCF\xF0\xE8\xEC\xE5\xF0", Some("windows-1251"));
        assert_eq!(decoded.text, "Пример");
    }
}
