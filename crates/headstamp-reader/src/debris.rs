//! Lines of a page that are no part of the report: `Read also`, captions, newsletters.
//!
//! They stay in the document; they are only not read. How they show is data (`rules/debris.toml`).

use crate::text::fold;
use headstamp_packs::Pack;

/// A short line: longer ones are text that merely mentions such words.
const SHORT: usize = 160;

/// Recognises debris of one language.
#[derive(Debug, Clone, Default)]
pub(crate) struct Debris {
    starts: Vec<Box<str>>,
    block_starts: Vec<Box<str>>,
    whole: Vec<Box<str>>,
    ends: Vec<Box<str>>,
    contains: Vec<Box<str>>,
}

impl Debris {
    /// Compiles a pack's debris.
    pub(crate) fn new(pack: &Pack) -> Self {
        let mut out = Self::default();
        for entry in pack.debris.values() {
            let line = &entry.value;
            out.starts.extend(line.starts.iter().map(|s| fold(s)));
            if line.block {
                out.block_starts
                    .extend(line.starts.iter().chain(&line.whole).map(|s| fold(s)));
            }
            out.whole.extend(line.whole.iter().map(|s| fold(s)));
            out.ends.extend(line.ends.iter().map(|s| fold(s)));
            out.contains.extend(line.contains.iter().map(|s| fold(s)));
        }
        out
    }

    /// Whether a paragraph is debris; `after_block` says that the one before opened a box of links.
    pub(crate) fn is(&self, paragraph: &str, after_block: &mut bool) -> bool {
        let folded = fold(paragraph.trim());
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        let opens = self.block_starts.iter().any(|s| bare.starts_with(&**s));
        let title = *after_block
            && paragraph.chars().count() <= SHORT
            && !paragraph.trim_end().ends_with(['.', '!', '?', '"', '”']);
        let short = paragraph.chars().count() <= SHORT;
        let found = self
            .starts
            .iter()
            .any(|s| bare.starts_with(&**s) && (short || bare.len() < s.len() + SHORT * 2))
            || self
                .whole
                .iter()
                .any(|s| bare == s.trim_matches(|c: char| !c.is_alphanumeric()))
            || short
                && self
                    .ends
                    .iter()
                    .any(|s| bare.ends_with(s.trim_matches(|c: char| !c.is_alphanumeric())))
            || short && self.contains.iter().any(|s| folded.contains(&**s));
        *after_block = opens || title && *after_block;
        found || title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn debris() -> Debris {
        Debris {
            starts: vec!["read also".into()],
            block_starts: vec!["read also".into()],
            ..Debris::default()
        }
    }

    #[test]
    fn a_box_of_links_goes_with_its_titles_but_not_with_the_text_after_it() {
        let mut block = false;
        let d = debris();
        assert!(d.is("Read also:", &mut block));
        assert!(d.is("Why the port matters", &mut block));
        assert!(!d.is(
            "The ministry said on Monday that it had stopped the shipment of engines.",
            &mut block
        ));
    }

    #[test]
    fn a_sentence_of_the_report_is_no_debris() {
        assert!(!debris().is("The tanks were sold in 1998.", &mut false));
    }
}
