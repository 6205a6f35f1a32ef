//! Scores statements against gold: how much of what a text says was found, and how much of what was
//! found is right.
//!
//! Pure functions: gold and documents go in, figures, errors and precision per rule come out. Found
//! statements of a document are paired one to one with gold ([`Line`]s both), every pair is judged on
//! [`LEVELS`] that ask more and more, and the counts are kept per language and event type. The rules are told in
//! words in `eval/README.md`; one of their aims is that a role left empty costs less than a wrong one.
//!
//! Inside: `line` reads the files, `words` and `compare` tell what agrees, `pairing` pairs, `levels`
//! judges, `tally` counts, `table` and `errors` tell people, `frozen` holds what is read against what was read before.

mod compare;
mod errors;
mod frozen;
mod levels;
mod line;
mod pairing;
mod precision;
mod table;
mod tally;
mod words;

pub use errors::{ErrorKind, ErrorLine};
pub use frozen::{Change, Frozen, FrozenError, changes, frozen_lines, read_frozen};
pub use levels::{FIELDS, Judged, LEVELS, Marks};
pub use line::{Alternatives, Fillers, Line, LineError, LineItem, Role, Roles, Speaker};
pub use precision::{precision_file, set_hash};
pub use table::{figures_table, rules_table};
pub use tally::{Group, Score, Tally};

use crate::packs::schema::Measured;
use std::collections::BTreeMap;
use tally::{Counted, Tallies};

/// A document of the set, as far as scoring asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvalDocument {
    /// Its id.
    pub id: String,
    /// Its language.
    pub lang: String,
    /// Whether it reports anything about arms; in one that does not, nothing should be found.
    pub is_relevant: bool,
}

/// What one reader's statements are worth.
#[derive(Debug)]
pub struct Scored<'a> {
    tallies: Tallies,
    judged: Vec<(&'a EvalDocument, Vec<Judged<'a>>)>,
}

/// Scores `found` against `gold`; lines of other documents than `documents` are passed over.
pub fn score<'a>(
    documents: &'a [EvalDocument],
    gold: &'a [Line],
    found: impl IntoIterator<Item = &'a Line>,
) -> Scored<'a> {
    let mut gold_of: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in gold {
        gold_of.entry(&line.doc).or_default().push(line);
    }
    let mut found_of: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in found {
        found_of.entry(&line.doc).or_default().push(line);
    }
    let mut tallies = Tallies::new();
    let mut all = Vec::new();
    for document in documents {
        let found = found_of.get(&*document.id).map_or(&[][..], Vec::as_slice);
        let gold = gold_of.get(&*document.id).map_or(&[][..], Vec::as_slice);
        let judged = levels::judge(found, gold);
        let counted = Counted {
            judged: &judged,
            is_irrelevant: !document.is_relevant,
            found_anything: !found.is_empty(),
        };
        tally::add(&mut tallies, &document.lang, &counted);
        all.push((document, judged));
    }
    tally::settle(&mut tallies);
    Scored {
        tallies,
        judged: all,
    }
}

impl<'a> Scored<'a> {
    /// The counts of every group: everything, then per event type; then the same for each language.
    ///
    /// With a single language, only that language's.
    pub fn groups(&self) -> impl Iterator<Item = (&Group, &Tally)> {
        let languages = self
            .tallies
            .keys()
            .filter_map(|group| group.lang.as_deref());
        let mut languages: Vec<&str> = languages.collect();
        languages.dedup();
        let is_one = languages.len() == 1;
        self.tallies
            .iter()
            .filter(move |(group, _)| !is_one || group.lang.is_some())
    }

    /// The counts of one group.
    pub fn tally(&self, group: &Group) -> Option<&Tally> {
        self.tallies.get(group)
    }

    /// Every document with what became of its statements.
    pub fn judged(&self) -> impl Iterator<Item = (&'a EvalDocument, &[Judged<'a>])> {
        self.judged
            .iter()
            .map(|(document, judged)| (*document, judged.as_slice()))
    }

    /// What is not right on the level `full`: missed, differing, extra, `limit` of each at most.
    pub fn errors(&self, limit: usize) -> Vec<ErrorLine<'_>> {
        errors::list(&self.judged, limit)
    }

    /// Per rule, how many of the statements that it gave had type and parties right.
    pub fn rules(&self) -> BTreeMap<String, Measured> {
        tally::rules(self.judged.iter().flat_map(|(_, judged)| judged))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, lang: &str, is_relevant: bool) -> EvalDocument {
        EvalDocument {
            id: id.to_owned(),
            lang: lang.to_owned(),
            is_relevant,
        }
    }

    fn line(doc: &str, event: &str, rule: &str) -> Line {
        Line {
            doc: doc.to_owned(),
            event: event.to_owned(),
            quote: "forty tanks".to_owned(),
            rule: Some(rule.to_owned()),
            ..Line::default()
        }
    }

    #[test]
    fn every_statement_counts_in_its_language_and_event_type_and_in_all() {
        let documents = [
            document("a", "en", true),
            document("b", "nl", true),
            document("c", "nl", false),
        ];
        let gold = [line("a", "transfer", ""), line("b", "stock", "")];
        let found = [
            line("a", "transfer", "en.transfer.give"),
            line("c", "stock", "nl.stock.have"),
            line("elsewhere", "stock", "nl.stock.have"),
        ];
        let scored = score(&documents, &gold, &found);
        let tally = |lang: Option<&str>, event: Option<&str>| {
            let group = Group {
                lang: lang.map(str::to_owned),
                event: event.map(str::to_owned),
            };
            let tally = scored.tally(&group).expect("a group").clone();
            (
                tally.documents,
                tally.gold,
                tally.found,
                tally.right[0],
                tally.irrelevant,
            )
        };
        assert_eq!(tally(None, None), (3, 2, 2, 1, (1, 1)));
        assert_eq!(tally(Some("en"), None), (1, 1, 1, 1, (0, 0)));
        assert_eq!(tally(Some("nl"), Some("stock")), (2, 1, 1, 0, (1, 1)));
        let rules = scored.rules();
        assert_eq!(rules["en.transfer.give"].to_string(), "1 of 1 right");
        assert_eq!(rules["nl.stock.have"].to_string(), "0 of 1 right");
    }

    #[test]
    fn a_single_language_is_told_once() {
        let documents = [document("a", "en", true)];
        let gold = [line("a", "transfer", "")];
        let scored = score(&documents, &gold, &[]);
        let langs: Vec<_> = scored
            .groups()
            .map(|(group, _)| group.lang.clone())
            .collect();
        assert_eq!(langs, [Some("en".to_owned()), Some("en".to_owned())]);
    }
}
