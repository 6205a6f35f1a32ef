//! The few lines at the top of a text that say what it is, and where the text itself begins.
//!
//! Three shapes: Markdown front matter between `---` lines; lines such as `publisher: …` closed by an
//! empty line; a first line that only carries a date (`date 2022-09`, `2022-09-05`). Everything
//! else is text. Datelines in words are language and not known here.

use crate::date::{bare_date, published_date};

/// What a text says about itself before it begins.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) title: Option<String>,
    /// The byte at which the text begins.
    pub(crate) end: usize,
    /// The line at which the text begins, from 1.
    pub(crate) line: usize,
}

/// The most lines that are looked at for the end of a header.
const MAX_LINES: usize = 100;

impl Header {
    /// The header of `text`, empty when it has none.
    pub(crate) fn read(text: &str) -> Self {
        let mut header = Self::front_matter(text)
            .or_else(|| Self::block(text))
            .or_else(|| Self::date_line(text))
            .unwrap_or_default();
        header.skip_blank_lines(text);
        header.line = text
            .get(..header.end)
            .unwrap_or("")
            .bytes()
            .filter(|b| *b == b'\n')
            .count()
            + 1;
        header
    }

    /// `---`, keys, `---`.
    fn front_matter(text: &str) -> Option<Self> {
        let mut lines = Lines::new(text);
        if lines.next()?.1.trim_end() != "---" {
            return None;
        }
        let mut header = Self::default();
        for (_, line) in lines.by_ref().take(MAX_LINES) {
            if matches!(line.trim_end(), "---" | "...") {
                header.end = lines.at;
                return Some(header);
            }
            if line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-']) {
                continue;
            }
            // A line without a key: this was a rule across the page, not front matter.
            let (key, value) = line.split_once(':')?;
            header.set(&key.trim().to_lowercase(), unquoted(value.trim()));
        }
        None
    }

    /// Lines with known keys, closed by an empty line or the end.
    fn block(text: &str) -> Option<Self> {
        let mut header = Self::default();
        let mut lines = Lines::new(text);
        while let Some((start, line)) = lines.next() {
            if line.trim().is_empty() {
                if start == header.end && header == Self::default() {
                    header.end = lines.at;
                    continue;
                }
                break;
            }
            let (key, value) = line.split_once(':')?;
            if !header.set(&key.trim().to_lowercase(), value.trim()) {
                return None;
            }
            header.end = lines.at;
        }
        (header
            != Self {
                end: header.end,
                ..Self::default()
            })
        .then_some(header)
    }

    /// One or more first lines that carry a date and nothing else.
    fn date_line(text: &str) -> Option<Self> {
        let mut lines = Lines::new(text);
        let (_, line) = lines.find(|(_, line)| !line.trim().is_empty())?;
        let published = bare_date(line).or_else(|| {
            let line = line.trim();
            let (key, value) = line.split_once(|c: char| c == ':' || c.is_whitespace())?;
            is_date_key(&key.to_lowercase())
                .then(|| published_date(value.trim_start_matches([':', ' ', '\t'])))?
        })?;
        Some(Self {
            published: Some(published),
            end: lines.at,
            ..Self::default()
        })
    }

    /// Takes the value of a known key; whether the key is known.
    fn set(&mut self, key: &str, value: &str) -> bool {
        let slot = match key {
            "id" => &mut self.id,
            "url" => &mut self.url,
            "lang" => &mut self.lang,
            "publisher" => &mut self.publisher,
            "title" => &mut self.title,
            key if is_date_key(key) => &mut self.published,
            _ => return false,
        };
        if slot.is_none() && !value.is_empty() {
            *slot = Some(value.to_owned());
        }
        true
    }

    /// Moves the beginning of the text past empty lines, when there is a header before it.
    fn skip_blank_lines(&mut self, text: &str) {
        if self.end == 0 {
            return;
        }
        let mut lines = Lines { text, at: self.end };
        while let Some((start, line)) = lines.next() {
            if !line.trim().is_empty() {
                self.end = start;
                return;
            }
            self.end = lines.at;
        }
    }
}

fn is_date_key(key: &str) -> bool {
    matches!(key, "date" | "published")
}

/// The value without the quotes around it.
fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = value
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
        {
            return inner;
        }
    }
    value
}

/// The lines of a text with the byte at which each begins; `at` is the byte after the last one.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let line = self
            .text
            .get(start..)
            .filter(|rest| !rest.is_empty())?
            .split_inclusive('\n')
            .next()?;
        self.at = start + line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Header, &str) {
        let header = Header::read(text);
        let body = text.get(header.end..).unwrap_or("");
        (header, body)
    }

    #[test]
    fn a_first_line_with_a_date_is_no_text() {
        for first in [
            "date 2022-09",
            "date: 2022-09",
            "Date:2022-09",
            "published 2022-09",
            "2022-09",
            "\n date\t2022-09 ",
        ] {
            let text = format!("{first}\r\nA ship came in.\n");
            let (header, body) = read(&text);
            assert_eq!(
                (header.published.as_deref(), body),
                (Some("2022-09"), "A ship came in.\n"),
                "{first}"
            );
        }
    }

    #[test]
    fn a_block_of_keys_ends_at_the_empty_line() {
        let (header, body) = read(
            "title: Two: ships\npublisher: The Mast\nurl: https://mast.example/1\ndate: 2022-09-05\nlang: xx\nid: m1\n\n\nText: it goes on.\n",
        );
        assert_eq!(header.title.as_deref(), Some("Two: ships"));
        assert_eq!(header.publisher.as_deref(), Some("The Mast"));
        assert_eq!(header.url.as_deref(), Some("https://mast.example/1"));
        assert_eq!(header.published.as_deref(), Some("2022-09-05"));
        assert_eq!(
            (header.lang.as_deref(), header.id.as_deref(), header.line),
            (Some("xx"), Some("m1"), 9)
        );
        assert_eq!(body, "Text: it goes on.\n");
    }

    #[test]
    fn text_that_looks_a_little_like_a_header_stays_text() {
        for text in [
            "Title: a play\nby nobody\n\nmore",
            "Date of delivery is open.\n",
            "date unknown\n\nmore",
            "2022\nwas a year",
            "---\nA rule across the page\n---\nmore",
            "Note: this\n\nmore",
            "",
            "\n\n",
        ] {
            let (header, body) = read(text);
            assert_eq!((header.published, body), (None, text));
        }
    }

    #[test]
    fn front_matter_is_read_and_its_other_keys_are_left_alone() {
        let (header, body) = read(
            "---\ntitle: \"Two ships\"\ntags:\n  - sea\npublished: '2022-09-05'\n---\n\n# Two ships\n",
        );
        assert_eq!(
            (header.title.as_deref(), header.published.as_deref()),
            (Some("Two ships"), Some("2022-09-05"))
        );
        assert_eq!(body, "# Two ships\n");
    }

    #[test]
    fn a_wrong_date_in_a_block_is_kept_for_the_message() {
        let (header, body) = read("date: 2022-19\n\nText.");
        assert_eq!(
            (header.published.as_deref(), body),
            (Some("2022-19"), "Text.")
        );
    }

    #[test]
    fn a_header_without_a_text_leaves_nothing() {
        let (_, body) = read("title: x\n\n\n");
        assert_eq!(body, "");
    }
}
