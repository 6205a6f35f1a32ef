//! Counts over documents: one group for everything, one per language, per event type, and per both.

use super::compare::ratio;
use super::levels::{FIELDS, Judged, LEVELS};
use crate::packs::schema::Measured;
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeMap;

/// What is counted in a group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents; of one event type, those in which it is wanted or was found.
    pub documents: usize,
    /// Statements that are wanted.
    pub gold: usize,
    /// Statements that were found, without those that optional gold excuses.
    pub found: usize,
    /// Right statements on each of [`LEVELS`].
    pub right: [usize; 6],
    /// Of each of [`FIELDS`], right and asked, over the pairs.
    pub fields: [(usize, usize); 9],
    /// Role fillers of pairs that no accepted reading has, and role fillers given.
    pub false_fillers: (usize, usize),
    /// Documents that report nothing about arms in which something was found, and all such.
    pub irrelevant: (usize, usize),
}

/// Precision, recall and their harmonic mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Of what was found, how much is right.
    pub precision: f64,
    /// Of what is wanted, how much was found and right.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Tally {
    /// Counts one statement.
    pub(super) fn count(&mut self, judged: &Judged<'_>) {
        match judged {
            Judged::Missed(_) => self.gold += 1,
            Judged::Extra(_) => self.found += 1,
            Judged::Pair { marks, .. } => {
                self.gold += 1;
                self.found += 1;
                for (sum, right) in self.right.iter_mut().zip(marks.levels) {
                    *sum += usize::from(right);
                }
                for (sum, (right, asked)) in self.fields.iter_mut().zip(marks.fields) {
                    sum.0 += right;
                    sum.1 += asked;
                }
                self.false_fillers.0 += marks.false_fillers.0;
                self.false_fillers.1 += marks.false_fillers.1;
            }
        }
    }

    /// The score on one of [`LEVELS`], by its place.
    pub fn score(&self, level: usize) -> Score {
        let right = self.right.get(level).copied().unwrap_or_default();
        let (precision, recall) = (ratio(right, self.found), ratio(right, self.gold));
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        Score {
            precision,
            recall,
            f1,
        }
    }
}

/// What a group is about; none means everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Group {
    /// Language of the documents.
    pub lang: Option<String>,
    /// Event type of the statements.
    #[serde(rename = "type")]
    pub event: Option<String>,
}

/// The tallies of all groups.
pub(super) type Tallies = BTreeMap<Group, Tally>;

/// Counts one document into every group that it belongs to.
pub(super) fn add(tallies: &mut Tallies, lang: &str, document: &Counted<'_, '_>) {
    for lang in [None, Some(lang.to_owned())] {
        let whole = Group {
            lang: lang.clone(),
            event: None,
        };
        let tally = tallies.entry(whole).or_default();
        tally.documents += 1;
        if document.is_irrelevant {
            tally.irrelevant.0 += usize::from(document.found_anything);
            tally.irrelevant.1 += 1;
        }
        let mut by_event: BTreeMap<&str, bool> = BTreeMap::new();
        for judged in document.judged {
            tally.count(judged);
            *by_event.entry(judged.event()).or_default() |= judged.found().is_some();
        }
        for (event, was_found) in by_event {
            let part = Group {
                lang: lang.clone(),
                event: Some(event.to_owned()),
            };
            let tally = tallies.entry(part).or_default();
            tally.documents += 1;
            tally.irrelevant.0 += usize::from(document.is_irrelevant && was_found);
            let of_event = document.judged.iter().filter(|j| j.event() == event);
            of_event.for_each(|judged| tally.count(judged));
        }
    }
}

/// Tells every event type how many irrelevant documents there were, which it cannot see itself.
pub(super) fn settle(tallies: &mut Tallies) {
    let wholes: Vec<(Option<String>, usize)> = tallies
        .iter()
        .filter(|(group, _)| group.event.is_none())
        .map(|(group, tally)| (group.lang.clone(), tally.irrelevant.1))
        .collect();
    for (lang, irrelevant) in wholes {
        let parts = tallies
            .iter_mut()
            .filter(|(group, _)| group.lang == lang && group.event.is_some());
        parts.for_each(|(_, tally)| tally.irrelevant.1 = irrelevant);
    }
}

/// A document with the judgement of its statements.
pub(super) struct Counted<'j, 'a> {
    pub(super) judged: &'j [Judged<'a>],
    /// Whether it reports nothing about arms.
    pub(super) is_irrelevant: bool,
    /// Whether any statement was found in it, excused or not.
    pub(super) found_anything: bool,
}

/// Three digits, as all figures are told.
fn rounded(value: f64) -> f64 {
    format!("{value:.3}").parse().unwrap_or(value)
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("p", &rounded(self.precision))?;
        map.serialize_entry("r", &rounded(self.recall))?;
        map.serialize_entry("f1", &rounded(self.f1))?;
        map.end()
    }
}

/// Right ones of those asked.
#[derive(Serialize)]
struct Of {
    right: usize,
    of: usize,
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("documents", &self.documents)?;
        map.serialize_entry("gold", &self.gold)?;
        map.serialize_entry("found", &self.found)?;
        for (at, level) in LEVELS.iter().enumerate() {
            map.serialize_entry(level, &self.score(at))?;
        }
        let of = |(right, of): (usize, usize)| Of { right, of };
        let fields: BTreeMap<&str, Of> = FIELDS
            .iter()
            .zip(self.fields)
            .map(|(field, counts)| (*field, of(counts)))
            .collect();
        map.serialize_entry("fields", &fields)?;
        let (wrong, given) = self.false_fillers;
        map.serialize_entry(
            "false_fillers",
            &BTreeMap::from([("false", wrong), ("given", given)]),
        )?;
        let (noisy, all) = self.irrelevant;
        map.serialize_entry(
            "irrelevant",
            &BTreeMap::from([("with_a_statement", noisy), ("documents", all)]),
        )?;
        map.end()
    }
}

/// Counts the rules of found statements; a statement without a rule counts nowhere.
pub(super) fn rules<'a>(
    judged: impl Iterator<Item = &'a Judged<'a>>,
) -> BTreeMap<String, Measured> {
    let mut out: BTreeMap<String, Measured> = BTreeMap::new();
    for judged in judged {
        let rule = judged.found().and_then(|found| found.rule.as_deref());
        if let Some(rule) = rule.filter(|rule| !rule.is_empty()) {
            let measured = out.entry(rule.to_owned()).or_default();
            measured.given += 1;
            measured.right += u32::from(judged.is_right());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_three_digits_and_ties_go_to_the_even_one() {
        // as Python rounds; 0.0625 and 0.1875 have no error of their own
        assert_eq!(rounded(0.0625).to_string(), "0.062");
        assert_eq!(rounded(0.1875).to_string(), "0.188");
        assert_eq!(rounded(2.0 / 3.0).to_string(), "0.667");
    }

    #[test]
    fn nothing_found_and_nothing_wanted_is_no_division_by_zero() {
        let score = Tally::default().score(0);
        assert!(score.f1.abs() < f64::EPSILON && score.precision.abs() < f64::EPSILON);
    }
}
