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
    /// Bytes of the longest form.
    longest: usize,
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
            out.whole
                .extend(line.whole.iter().map(|s| bare(&fold(s)).into()));
            out.ends
                .extend(line.ends.iter().map(|s| bare(&fold(s)).into()));
            out.contains.extend(line.contains.iter().map(|s| fold(s)));
        }
        let forms = [&out.starts, &out.block_starts, &out.whole]
            .into_iter()
            .flatten();
        out.longest = forms.map(|form| form.len()).max().unwrap_or(0);
        out
    }

    /// Whether a paragraph is debris; `after_block` says that the one before opened a box of links.
    pub(crate) fn is(&self, paragraph: &str, after_block: &mut bool) -> bool {
        let opens = |bare: &str| self.block_starts.iter().any(|s| bare.starts_with(&**s));
        // a long paragraph is none; it can only open a box, by its first words
        if paragraph
            .char_indices()
            .nth(self.longest + SHORT * 3)
            .is_some()
        {
            let start = bare(paragraph);
            let first = start
                .char_indices()
                .nth(self.longest)
                .and_then(|(end, _)| start.get(..end));
            *after_block = opens(&fold(first.unwrap_or(start)));
            return false;
        }
        let folded = fold(paragraph.trim());
        let bare = bare(&folded);
        let opens = opens(bare);
        let short = paragraph.chars().nth(SHORT).is_none();
        let title =
            *after_block && short && !paragraph.trim_end().ends_with(['.', '!', '?', '"', '”']);
        let found = self
            .starts
            .iter()
            .any(|s| bare.starts_with(&**s) && (short || bare.len() < s.len() + SHORT * 2))
            || self.whole.iter().any(|s| bare == &**s)
            || short && self.ends.iter().any(|s| bare.ends_with(&**s))
            || short && self.contains.iter().any(|s| folded.contains(&**s));
        *after_block = opens || title && *after_block;
        found || title
    }
}

/// Without marks around it.
fn bare(folded: &str) -> &str {
    folded.trim_matches(|c: char| !c.is_alphanumeric())
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
