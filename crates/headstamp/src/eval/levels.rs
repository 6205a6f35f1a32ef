//! What is right of a pair, on every level, and the judgement of a whole document.
//!
//! A statement that is found but not wanted, or wanted but not found, counts on every level. Gold
//! that is optional counts neither way, and excuses a found statement only if its event is right.

use super::compare;
use super::line::Line;
use super::pairing::pair;

/// The levels, each of which asks more: see `eval/README.md`.
pub const LEVELS: [&str; 6] = ["event", "+item", "+stance", "+source", "full", "strict"];

/// Place of the level `event` in [`LEVELS`].
pub(super) const EVENT: usize = 0;
/// Place of the level `full` in [`LEVELS`].
pub(super) const FULL: usize = 4;

/// The fields whose figures are told for pairs.
pub const FIELDS: [&str; 9] = [
    "phase",
    "certainty",
    "polarity",
    "source",
    "basis",
    "time",
    "via",
    "items",
    "number",
];

/// How much two sets of item classes must agree to be the same, as F1.
const SAME_ITEMS: f64 = 0.6;

/// What is right of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// Whether each of [`LEVELS`] is right.
    pub levels: [bool; 6],
    /// Of each of [`FIELDS`], how many were right and how many were asked.
    pub fields: [(usize, usize); 9],
    /// Role fillers that no accepted reading has, and role fillers given.
    pub false_fillers: (usize, usize),
    /// Fields in which the two differ, the weightier first.
    pub differs: Vec<&'static str>,
}

/// What became of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Judged<'a> {
    /// Gold that nobody found.
    Missed(&'a Line),
    /// Gold and what was found for it.
    Pair {
        /// The gold.
        gold: &'a Line,
        /// What was found.
        found: &'a Line,
        /// What is right of it.
        marks: Box<Marks>,
    },
    /// Found, and not in gold.
    Extra(&'a Line),
}

impl<'a> Judged<'a> {
    /// The event type under which it is counted: gold's, where there is gold.
    pub fn event(&self) -> &'a str {
        match self {
            Self::Missed(gold) | Self::Pair { gold, .. } => &gold.event,
            Self::Extra(found) => &found.event,
        }
    }

    /// What was found, if anything.
    pub fn found(&self) -> Option<&'a Line> {
        match self {
            Self::Missed(_) => None,
            Self::Pair { found, .. } | Self::Extra(found) => Some(found),
        }
    }

    /// Whether type and parties are right.
    pub fn is_right(&self) -> bool {
        matches!(self, Self::Pair { marks, .. } if marks.levels[EVENT])
    }
}

/// Judges the statements of one document.
pub(super) fn judge<'a>(found: &[&'a Line], gold: &[&'a Line]) -> Vec<Judged<'a>> {
    let answers = pair(found, gold);
    let mut is_answer = vec![false; found.len()];
    for answer in answers.iter().flatten() {
        is_answer[*answer] = true;
    }
    let mut out = Vec::new();
    for (gold, answer) in gold.iter().copied().zip(answers) {
        match answer.and_then(|at| found.get(at).copied()) {
            None if gold.optional => {}
            None => out.push(Judged::Missed(gold)),
            Some(found) if gold.optional => {
                if compare::roles(found, gold) < 1.0 {
                    out.push(Judged::Extra(found));
                }
            }
            Some(found) => out.push(Judged::Pair {
                gold,
                found,
                marks: Box::new(marks(found, gold)),
            }),
        }
    }
    let extra = found.iter().zip(is_answer).filter(|(_, is)| !is);
    out.extend(extra.map(|(found, _)| Judged::Extra(found)));
    out
}

fn marks(found: &Line, gold: &Line) -> Marks {
    let event = compare::roles(found, gold) >= 1.0;
    let items = compare::items(found, gold) > SAME_ITEMS;
    let polarity = compare::polarity(found, gold);
    let source = compare::source(found, gold);
    let phase = compare::phase(found, gold);
    let certainty = compare::certainty(found, gold);
    let numbers = compare::numbers(found, gold);
    let designations = compare::designations(found, gold);
    let via = compare::via(found, gold);
    let basis = compare::basis(found, gold);
    let time = compare::time(found, gold);
    let full = event && items && polarity && source;
    let number = numbers.0 == numbers.1;
    let strict = full && phase && certainty && number && designations && via;
    let one = |right: bool| (usize::from(right), 1);
    let differs = [
        ("roles", event),
        ("items", items),
        ("polarity", polarity),
        ("source", source),
        ("phase", phase),
        ("certainty", certainty),
        ("number", number),
        ("designation", designations),
        ("via", via),
        ("basis", basis),
        ("time", time),
    ];
    Marks {
        levels: [
            event,
            event && items,
            event && polarity,
            event && source,
            full,
            strict,
        ],
        fields: [
            one(phase),
            one(certainty),
            one(polarity),
            one(source),
            one(basis),
            one(time),
            one(via),
            one(items),
            numbers,
        ],
        false_fillers: compare::false_fillers(found, gold),
        differs: differs
            .into_iter()
            .filter(|(_, same)| !same)
            .map(|(field, _)| field)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::line::Role;

    fn lines(text: &str) -> Vec<Line> {
        let (lines, errors) = Line::read("g", text, Role::Found);
        assert_eq!(errors, []);
        lines
    }

    const FORTY: &str = "{\"doc\": \"a\", \"quote\": \"forty tanks to Ghana\", \"type\": \"transfer\", \"roles\": {\"recipient\": [\"gh\"]}, \"polarity\": \"positive\"}";

    #[test]
    fn a_pair_differs_in_what_it_differs_in_and_no_more() {
        let gold = lines(FORTY);
        let found = lines(&FORTY.replace("positive", "negative"));
        let judged = judge(&[&found[0]], &[&gold[0]]);
        let [Judged::Pair { marks, .. }] = judged.as_slice() else {
            panic!("is no pair: {judged:?}")
        };
        assert_eq!(marks.levels, [true, true, false, true, false, false]);
        assert_eq!(marks.differs, ["polarity"]);
    }

    #[test]
    fn optional_gold_excuses_only_what_has_its_event_right() {
        let gold = lines(&FORTY.replace("\"doc\"", "\"optional\": true, \"doc\""));
        assert_eq!(judge(&[], &[&gold[0]]), []);
        let found = lines(FORTY);
        assert_eq!(judge(&[&found[0]], &[&gold[0]]), []);
        let wrong = lines(&FORTY.replace("[\"gh\"]", "[\"td\"]"));
        assert_eq!(judge(&[&wrong[0]], &[&gold[0]]), [Judged::Extra(&wrong[0])]);
    }

    #[test]
    fn what_is_wanted_and_not_found_is_missed_and_the_other_way_round_extra() {
        let (gold, other) = (
            lines(FORTY),
            lines(&FORTY.replace("forty tanks to Ghana", "a ship")),
        );
        assert_eq!(
            judge(&[&other[0]], &[&gold[0]]),
            [Judged::Missed(&gold[0]), Judged::Extra(&other[0])]
        );
    }
}
