//! Tells the format of an input: by its content first, by its name where the content leaves it open.

use crate::charset::{decode, utf16, without_bom};
use crate::error::ErrorKind;
use serde::de::IgnoredAny;

/// A format, as far as reading it differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text.
    Text,
    /// Text with Markdown marks or front matter.
    Markdown,
    /// A web page.
    Html,
    /// One JSON object per line.
    JsonLines,
    /// JSON values that span lines, or an array.
    Json,
}

/// What the beginning of an input shows.
#[derive(Debug)]
pub(crate) enum Sniffed {
    /// A format that is read.
    Format(Format),
    /// A format that is not; for folders a short name without an article.
    Other {
        /// The short name: `PDF`.
        short: String,
        /// The full error for an input that was named.
        error: ErrorKind,
    },
}

/// Extensions of names that say plain text.
const TEXT: [&str; 3] = ["", "txt", "text"];
/// Extensions of names that say Markdown.
const MARKDOWN: [&str; 2] = ["md", "markdown"];
/// Extensions of names that say HTML.
const HTML: [&str; 3] = ["html", "htm", "xhtml"];
/// Extensions of names that say one JSON record per line.
const JSON_LINES: [&str; 3] = ["jsonl", "ndjson", "jl"];

/// Formats that are recognised by their first bytes and not read: bytes, article, short name.
const SIGNATURES: [(&[u8], &str, &str); 27] = [
    (b"%PDF-", "a", "PDF"),
    (
        b"PK\x03\x04",
        "a",
        "ZIP archive (or an office document or e-book)",
    ),
    (b"PK\x05\x06", "a", "ZIP archive"),
    (b"\x89PNG\r\n", "a", "PNG image"),
    (b"\xFF\xD8\xFF", "a", "JPEG image"),
    (b"GIF8", "a", "GIF image"),
    (b"II*\0", "a", "TIFF image"),
    (b"MM\0*", "a", "TIFF image"),
    (b"\x1F\x8B", "a", "gzip file"),
    (b"BZh", "a", "bzip2 file"),
    (b"\x28\xB5\x2F\xFD", "a", "Zstandard file"),
    (b"\xFD7zXZ\0", "an", "xz file"),
    (b"7z\xBC\xAF\x27\x1C", "a", "7z archive"),
    (b"Rar!\x1A\x07", "a", "RAR archive"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an",
        "old office document",
    ),
    (b"{\\rtf", "an", "RTF document"),
    (b"%!PS", "a", "PostScript document"),
    (b"SQLite format 3\0", "an", "SQLite database"),
    (b"PAR1", "a", "Parquet file"),
    (b"WARC/", "a", "WARC archive"),
    (b"\x7FELF", "a", "program"),
    (b"\xFF\xFE\0\0", "a", "text in UTF-32"),
    (b"\0\0\xFE\xFF", "a", "text in UTF-32"),
    (b"OggS", "an", "Ogg recording"),
    (b"ID3", "an", "MP3 recording"),
    (b"RIFF", "a", "RIFF image or recording"),
    (b"wOF", "a", "font"),
];

/// The extension of a name in lower case, or nothing.
pub(crate) fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}

/// Whether the extension of a name is one of a format that is read, or missing.
pub(crate) fn is_readable_name(name: &str) -> bool {
    let extension = extension(name);
    let extension = extension.as_str();
    TEXT.contains(&extension)
        || MARKDOWN.contains(&extension)
        || HTML.contains(&extension)
        || JSON_LINES.contains(&extension)
        || extension == "json"
}

/// The format of an input that begins with `head`; `whole` when that is all of it.
pub(crate) fn sniff(name: &str, head: &[u8], whole: bool) -> Sniffed {
    for (signature, article, short) in SIGNATURES {
        // Letters alone may as well begin a sentence.
        let is_wordlike = signature.iter().all(u8::is_ascii_alphanumeric);
        if head.starts_with(signature) && (!is_wordlike || binary(head).is_some()) {
            return unsupported(article, short);
        }
    }
    let is_utf16 = utf16(head).is_some();
    if !is_utf16 && let Some(why) = binary(head) {
        return Sniffed::Other {
            short: "binary".to_owned(),
            error: ErrorKind::Binary { why },
        };
    }
    let text = if is_utf16 {
        decode(head, None).text
    } else {
        String::from_utf8_lossy(without_bom(head)).into_owned()
    };
    let extension = extension(name);
    let extension = extension.as_str();
    let start = text.trim_start();
    if JSON_LINES.contains(&extension) {
        return Sniffed::Format(Format::JsonLines);
    }
    if start.starts_with('<')
        && let Some(markup) = markup(start, extension)
    {
        return markup;
    }
    if let Some(format) = json(start, extension, whole) {
        return Sniffed::Format(format);
    }
    Sniffed::Format(if HTML.contains(&extension) {
        Format::Html
    } else if MARKDOWN.contains(&extension) {
        Format::Markdown
    } else {
        Format::Text
    })
}

/// Why these bytes are no text in any 8-bit character set, if they are none.
pub(crate) fn binary(bytes: &[u8]) -> Option<String> {
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return Some(format!("byte {at} is zero"));
    }
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let controls = head
        .iter()
        .filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B))
        .count();
    (controls > head.len() / 20).then(|| {
        format!(
            "{controls} control characters in the first {} bytes",
            head.len()
        )
    })
}

/// HTML, feeds and other XML; `None` for text that happens to begin with `<`.
fn markup(start: &str, extension: &str) -> Option<Sniffed> {
    let mut rest = start;
    let mut is_xml = false;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            is_xml |= rest.starts_with("<?xml");
            "?>"
        } else {
            break;
        };
        rest = rest.split_once(end).map_or("", |(_, after)| after);
    }
    let lower: String = rest
        .chars()
        .take(200)
        .collect::<String>()
        .to_ascii_lowercase();
    let tag: String = lower
        .strip_prefix('<')
        .unwrap_or("")
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || ":!".contains(*c))
        .collect();
    match tag.as_str() {
        "!doctype" | "html" if lower.contains("html") => Some(Sniffed::Format(Format::Html)),
        "rss" | "feed" | "rdf:rdf" => Some(unsupported("an", "RSS or Atom feed")),
        _ if is_xml && !HTML.contains(&extension) => Some(unsupported("an", "XML file")),
        "head" | "body" | "title" | "meta" | "div" | "main" | "article" | "section" | "p"
        | "h1" | "script"
            if !MARKDOWN.contains(&extension) =>
        {
            Some(Sniffed::Format(Format::Html))
        }
        _ => None,
    }
}

/// JSON Lines or JSON; `None` for text that happens to begin with a bracket.
fn json(start: &str, extension: &str, whole: bool) -> Option<Format> {
    let by_name = extension == "json";
    let first_line = start.lines().next().unwrap_or("");
    if start.starts_with('[') {
        let next = start.get(1..).unwrap_or("").trim_start().chars().next();
        return (by_name || matches!(next, Some('{'))).then_some(Format::Json);
    }
    if !start.starts_with('{') {
        return by_name.then_some(Format::Json);
    }
    // A first line that was cut off by the size of `head` cannot be judged: an object of that size is one record.
    if !whole && first_line.len() == start.len() {
        return looks_like_object(first_line).then_some(Format::JsonLines);
    }
    match serde_json::from_str::<IgnoredAny>(first_line) {
        Ok(_) => Some(Format::JsonLines),
        Err(error) if error.is_eof() && first_line.len() < start.trim_end().len() => {
            let next = start
                .lines()
                .skip(1)
                .find(|line| !line.trim().is_empty())
                .unwrap_or("");
            let is_record = next.starts_with('{');
            (by_name || looks_like_object(start)).then_some(if is_record {
                Format::JsonLines
            } else {
                Format::Json
            })
        }
        Err(_) => (by_name || looks_like_object(first_line)).then_some(Format::JsonLines),
    }
}

/// Whether a text goes on like an object does: a brace, then a quoted key.
fn looks_like_object(text: &str) -> bool {
    text.strip_prefix('{')
        .is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

fn unsupported(article: &str, short: &str) -> Sniffed {
    let help = match short {
        "PDF" => "save its text with a PDF reader, then read the text file",
        "text in UTF-32" => "save it as UTF-8",
        "RSS or Atom feed" => "save the articles themselves as HTML or plain text",
        "XML file" => "save the document as HTML or plain text",
        _ if short.ends_with("image") => "images are not read; give the text as plain text",
        _ if short.contains("archive") || short.ends_with("file") => {
            "unpack or convert it, then name the files that are in it"
        }
        _ => "save the document as plain text, HTML or JSON Lines",
    };
    let short_name = short.split(" (").next().unwrap_or(short).to_owned();
    Sniffed::Other {
        short: short_name,
        error: ErrorKind::Unsupported {
            what: format!("{article} {short}"),
            help,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, content: &str) -> Option<Format> {
        match sniff(name, content.as_bytes(), true) {
            Sniffed::Format(format) => Some(format),
            Sniffed::Other { .. } => None,
        }
    }

    #[test]
    fn content_decides_before_the_name_does() {
        assert_eq!(format("a.txt", "<!DOCTYPE html><p>x"), Some(Format::Html));
        assert_eq!(
            format("a.html", "{\"text\": \"x\"}\n{\"text\": \"y\"}\n"),
            Some(Format::JsonLines)
        );
        assert_eq!(format("-", "[ {\"text\": \"x\"} ]"), Some(Format::Json));
        assert_eq!(
            format("a.txt", "{\n  \"text\": \"x\"\n}"),
            Some(Format::Json)
        );
        assert_eq!(
            format("a", "<!-- saved --><HTML><body>x"),
            Some(Format::Html)
        );
    }

    #[test]
    fn the_name_decides_where_the_content_leaves_it_open() {
        assert_eq!(format("a.md", "words"), Some(Format::Markdown));
        assert_eq!(format("a.htm", "words"), Some(Format::Html));
        assert_eq!(format("a.jsonl", "words"), Some(Format::JsonLines));
        assert_eq!(format("a.md", "<div>words</div>"), Some(Format::Markdown));
    }

    #[test]
    fn text_that_begins_with_a_bracket_is_text() {
        assert_eq!(format("a.txt", "[1] A footnote"), Some(Format::Text));
        assert_eq!(format("a.txt", "{curly} words"), Some(Format::Text));
        assert_eq!(format("a.txt", "<3 words"), Some(Format::Text));
    }

    #[test]
    fn a_broken_record_is_still_json_lines() {
        assert_eq!(
            format("-", "{\"text\": \"x\"\n{\"text\": \"y\"}\n"),
            Some(Format::JsonLines)
        );
        assert_eq!(
            format("-", "{\"text\": x}\n{\"text\": \"y\"}\n"),
            Some(Format::JsonLines)
        );
    }

    #[test]
    fn formats_that_are_not_read_are_named() {
        for (bytes, name) in [
            (&b"%PDF-1.7\n%\xE2\xE3"[..], "a PDF"),
            (b"PK\x03\x04\x14\0", "a ZIP archive"),
            (b"\x89PNG\r\n\x1A\n\0\0", "a PNG image"),
            (
                b"<?xml version=\"1.0\"?><rss version=\"2.0\">",
                "an RSS or Atom feed",
            ),
        ] {
            let Sniffed::Other { error, .. } = sniff("x.txt", bytes, true) else {
                panic!("{name} was taken for text")
            };
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn zero_bytes_and_control_characters_are_binary() {
        assert!(binary(b"abc\0def").is_some());
        assert!(binary(&[7_u8; 100]).is_some());
        assert!(binary("plain\ttext\r\n".as_bytes()).is_none());
    }

    #[test]
    fn a_dot_file_has_no_extension() {
        assert_eq!(extension("a/b.TAR.Gz"), "gz");
        assert_eq!(extension("dir.d/.hidden"), "");
    }
}
