//! How far, how sure, whether at all: phase, certainty, polarity and time of an event in its clause.
//!
//! Tense gives a first phase; operators (*wants to*, *refused to*, *the talks on*), modal verbs, adverbs and
//! negation over the event change it. An operator stands over an event in its own clause or in a
//! clause below it that it governs, never across a relative or adverbial clause. It also says who its own
//! subject and object are in the event. Next: `discourse`, `statement`.

mod operators;
mod polarity;
mod tally;

use crate::frames::Frame;
use crate::grammar::Opener;
use crate::lexicon::{Sense, VerbForm};
use crate::parse::{Parse, Use};
use crate::verbs::Status;
use headstamp_model::{Basis, Certainty, Phase, Polarity, Span};
use headstamp_packs::Origin;
use operators::{operator_roles, stands_over};
use polarity::{compares, negates};
use std::fmt;
use tally::Tally;

/// Why words give a field its value.
///
/// Most events that are looked at become no statement, so it is put into words only for those that do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason<'a> {
    /// A rule, with its place in the pack.
    Rule(&'a str, &'a Origin),
    /// A named inference.
    Inference(&'static str),
    /// The words of an attribution that say it.
    Attribution(String),
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(rule, origin) => write!(f, "{rule} ({origin})"),
            Self::Inference(why) => f.write_str(why),
            Self::Attribution(why) => f.write_str(why),
        }
    }
}

/// Why a field has its value: the field, the words, the reason.
#[derive(Debug, Clone)]
pub struct Why<'a> {
    /// Field of the statement.
    pub field: &'static str,
    /// The words.
    pub span: Span,
    /// The reason.
    pub reason: Reason<'a>,
}

/// What the clauses around an event say about it.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// How far.
    pub phase: Phase,
    /// Whether at all.
    pub polarity: Polarity,
    /// How sure.
    pub certainty: Certainty,
    /// When: index into the dates of the sentence.
    pub date: Option<usize>,
    /// What it rests on.
    pub basis: Option<Basis>,
    /// Whether it is a condition or question and so no statement.
    pub hypothetical: bool,
    /// Whether the clause is in reported mood without an own source.
    pub reported: bool,
    /// Whether the phase comes from an operator and not only from tense.
    pub operated: bool,
    /// Reasons.
    pub why: Vec<Why<'a>>,
}

/// Reads the clauses around an event; operators may add to its slots.
pub fn facts<'a>(
    parse: &Parse<'a>,
    frame: &mut Frame,
    phased: bool,
    roles: &[String],
) -> Facts<'a> {
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let path = governing(parse, frame.clause);
    let phase = if phased {
        trigger.phase.unwrap_or_else(|| tense(parse, frame))
    } else {
        Phase::Completed
    };
    let own = trigger.phase.is_some();
    let mut tally = Tally::new(
        phase,
        own,
        parse.tagged.span(frame.word.at..frame.word.end),
        if own {
            trigger_reason(parse, frame)
        } else {
            Reason::Inference("tense of the verb")
        },
    );
    tally.own_polarity(trigger.polarity);
    let over = over(parse, frame, &path);
    operators(parse, frame, &over, phased, roles, &mut tally);
    modality(parse, frame, &over, phased, &path, &mut tally);
    let hypothetical = path.iter().any(|clause| {
        matches!(
            parse.clauses.list[*clause].opener,
            Some(Opener::Condition | Opener::Question)
        ) || verb_first(parse, *clause)
    });
    let reported = parse
        .tokens_in(frame.clause)
        .filter_map(|at| parse.tagged.auxiliary(at))
        .any(|auxiliary| auxiliary.reported);
    let basis = basis(parse, &path, &mut tally.why);
    let date = date(parse, frame, &path);
    if let Some(found) = date.and_then(|d| parse.tagged.dates.get(d)) {
        let reason = if found.relative {
            "date, against the publication date"
        } else {
            "date"
        };
        tally.because("time", found.span, Reason::Inference(reason));
    }
    Facts {
        phase: tally.phase,
        polarity: tally.sum(),
        certainty: tally.certainty,
        date,
        basis,
        hypothetical,
        reported,
        operated: tally.operated,
        why: tally.why,
    }
}

/// Operators over an event, the nearest first.
fn over(parse: &Parse<'_>, frame: &Frame, path: &[usize]) -> Vec<Use> {
    let mut over: Vec<Use> = parse
        .operators()
        .iter()
        .filter(|o| stands_over(parse, frame, o, path))
        .cloned()
        .collect();
    over.sort_by_key(|o| {
        (
            path.iter()
                .position(|c| *c == parse.clauses.at(o.at))
                .unwrap_or(usize::MAX),
            o.at.abs_diff(frame.word.at),
            o.index,
        )
    });
    over
}

/// Adds up what operators say, from the inside out.
fn operators<'a>(
    parse: &Parse<'a>,
    frame: &mut Frame,
    over: &[Use],
    phased: bool,
    roles: &[String],
    tally: &mut Tally<'a>,
) {
    let mut inner_noun = false;
    for operator in over {
        let entry = &parse.tagged.lexicon.operators[operator.index];
        let span = parse.tagged.span(operator.at..operator.end);
        let reason = entry_reason(parse, operator.entry, &entry.rule);
        // `lifted the ban on deliveries`: what was stopped goes on
        let undoes = entry.value.lifts || entry.value.phase == Some(Phase::Halted);
        let lifted = undoes
            && tally.phase == Phase::Halted
            && tally.phase_set
            && inner_noun
            && operator.form != VerbForm::Noun;
        inner_noun = operator.form == VerbForm::Noun;
        if lifted {
            let goes_on = if phased {
                Phase::Agreed
            } else {
                Phase::Completed
            };
            tally.set_phase(goes_on, span, &reason);
        } else if let Some(given) = entry.value.phase
            && (!tally.phase_set || given == Phase::Halted)
            && (phased || matches!(given, Phase::Considered | Phase::Requested | Phase::Planned))
        {
            tally.phase_set = true;
            tally.operated = true;
            tally.set_phase(given, span, &reason);
        }
        tally.polarity(entry.value.polarity, span, &reason);
        tally.doubt(entry.value.certainty, span, &reason);
        operator_roles(parse, frame, operator, roles);
        frame.sides |= entry.value.sides;
        frame.extent.start = frame.extent.start.min(operator.at);
        frame.extent.end = frame.extent.end.max(operator.end);
    }
}

/// Adds up modal verbs, adverbs and negations of the clauses over an event.
fn modality<'a>(
    parse: &Parse<'a>,
    frame: &Frame,
    over: &[Use],
    phased: bool,
    path: &[usize],
    tally: &mut Tally<'a>,
) {
    let lexicon = parse.tagged.lexicon;
    let plain = phased && lexicon.triggers[frame.word.index].trigger.phase.is_none();
    let finite_verb = frame.noun.is_none()
        && parse.statuses.get(frame.word.at).copied().flatten() == Some(Status::Finite);
    for (depth, clause) in path.iter().enumerate() {
        let governs = depth > 0
            && parse.clauses.list[path[depth - 1]].opener == Some(Opener::Infinitive)
            || depth == 0 && !finite_verb;
        let words = parse
            .tokens_in(*clause)
            .filter(|at| !parse.tagged.in_date(*at)) // `in May` allows nothing
            .flat_map(|at| parse.tagged.senses(at).map(move |found| (at, found)));
        // a word that may be two kinds of negation negates once
        let mut negated = None;
        for (at, (hit, sense)) in words {
            let span = parse.tagged.span(hit.tokens.clone());
            let reason = |rule: &'a str| entry_reason(parse, hit.entry, rule);
            match sense {
                Sense::Modal(index) if governs => {
                    let modal = &lexicon.modals[*index];
                    let reason = reason(&modal.rule);
                    if perfect_infinitive(parse, frame) {
                        tally.doubt(modal.value.perfect_certainty, span, &reason);
                        continue;
                    }
                    tally.doubt(modal.value.certainty, span, &reason);
                    if let Some(given) = modal.value.phase.filter(|_| plain && !tally.phase_set) {
                        tally.operated = true;
                        tally.set_phase(given, span, &reason);
                    }
                }
                // `twenty, perhaps thirty` is a range and no doubt
                Sense::Adverb(_) if in_number(parse, at) => {}
                Sense::Adverb(index) => {
                    let adverb = &lexicon.adverbs[*index];
                    let reason = reason(&adverb.rule);
                    tally.doubt(adverb.value.certainty, span, &reason);
                    let phase = adverb.value.phase;
                    if let Some(given) = phase.filter(|_| plain && !tally.phase_set && depth == 0) {
                        tally.set_phase(given, span, &reason);
                    }
                    let reaches = |p: &Polarity| {
                        *p != Polarity::Negative || depth == 0 && !compares(parse, *clause)
                    };
                    tally.polarity(adverb.value.polarity.filter(reaches), span, &reason);
                }
                Sense::Negation(form)
                    if negated != Some(at)
                        // `neither … nor …` is one negation
                        && (negated.is_none() || parse.tagged.coordinator(at).is_none())
                        && negates(parse, frame, over, *form, at, depth, *clause) =>
                {
                    negated = Some(at);
                    tally.polarity(Some(Polarity::Negative), span, &reason("negation"));
                }
                _ => {}
            }
        }
    }
}

/// `Sollte China liefern, …`, `Should China deliver, …`: a clause that opens the sentence with its verb is a condition.
fn verb_first(parse: &Parse<'_>, clause: usize) -> bool {
    let extent = parse.clauses.extent(clause);
    extent.start == 0
        && parse.clauses.list[clause].opener.is_none()
        && parse.clauses.list.len() > 1
        && parse.clauses.list[clause].ranges.len() == 1
        && matches!(parse.statuses.first(), Some(Some(Status::Finite)))
        && parse.tagged.is_mark(extent.end.saturating_sub(1), ',')
        && parse.subject(clause).is_some()
}

/// The trigger's rule with its file and line.
pub fn trigger_reason<'a>(parse: &Parse<'a>, frame: &Frame) -> Reason<'a> {
    let entry = &parse.tagged.lexicon.triggers[frame.word.index];
    Reason::Rule(&entry.rule, &entry.origin)
}

/// A rule at the place of an entry.
fn entry_reason<'a>(parse: &Parse<'a>, entry: usize, rule: &'a str) -> Reason<'a> {
    Reason::Rule(rule, &parse.tagged.lexicon.entries[entry].origin)
}

/// The clause of an event and the clauses that govern it: over content and infinitive clauses only.
fn governing(parse: &Parse<'_>, clause: usize) -> Vec<usize> {
    let mut out = vec![clause];
    let mut at = clause;
    while let Some(parent) = parse.clauses.list.get(at).and_then(|c| c.parent) {
        let passes = matches!(
            parse.clauses.list[at].opener,
            Some(Opener::Content | Opener::Infinitive | Opener::Question)
        );
        if !passes || out.contains(&parent) {
            break;
        }
        out.push(parent);
        at = parent;
    }
    out
}

fn tense(parse: &Parse<'_>, frame: &Frame) -> Phase {
    let future = parse.tokens_in(frame.clause).any(|i| {
        parse
            .tagged
            .auxiliary(i)
            .is_some_and(|a| a.future && !a.passive)
    });
    let finite = parse.clauses.list[frame.clause].finite;
    // a construction without a verb of its own goes by that of its clause: `smuggled rifles from Chad to Sudan`
    let verbless = frame.construction.as_ref().is_some_and(|tokens| {
        let verb = |at: usize| parse.statuses.get(at).is_some_and(Option::is_some);
        finite.is_some() && !tokens.clone().any(verb)
    });
    if frame.noun.is_some() || verbless {
        let past = finite.is_some_and(|f| {
            parse
                .tagged
                .auxiliary(f)
                .is_some_and(|a| a.past || a.perfect)
                || parse
                    .tagged
                    .verb_forms(f)
                    .any(|form| form == VerbForm::Past)
        });
        return if future {
            Phase::Planned
        } else if past || finite.is_none() {
            Phase::Completed
        } else {
            Phase::Ongoing
        };
    }
    match frame.word.form {
        VerbForm::Past => Phase::Completed,
        VerbForm::Participle => {
            if future {
                return Phase::Planned;
            }
            let present_passive = frame.passive
                && parse.tokens_in(frame.clause).any(|i| {
                    matches!(parse.statuses.get(i), Some(Some(Status::Finite)))
                        && parse
                            .tagged
                            .auxiliary(i)
                            .is_some_and(|a| a.passive && a.present && !a.past && !a.perfect)
                });
            if present_passive {
                Phase::Ongoing
            } else {
                Phase::Completed
            }
        }
        VerbForm::Infinitive => {
            if perfect_infinitive(parse, frame) {
                Phase::Completed
            } else {
                Phase::Planned
            }
        }
        VerbForm::Gerund => {
            let past = finite.is_some_and(|f| {
                parse
                    .tagged
                    .verb_forms(f)
                    .any(|form| form == VerbForm::Past)
                    || parse.tagged.auxiliary(f).is_some_and(|a| a.past)
            });
            if past {
                Phase::Completed
            } else {
                Phase::Ongoing
            }
        }
        _ if future => Phase::Planned,
        _ => Phase::Ongoing,
    }
}

/// `may have delivered`, `zou hebben geleverd`: a participle with a non-finite perfect auxiliary.
fn perfect_infinitive(parse: &Parse<'_>, frame: &Frame) -> bool {
    frame.word.form == VerbForm::Participle
        && parse.tokens_in(frame.clause).any(|i| {
            i.abs_diff(frame.word.at) <= 4
                && parse
                    .tagged
                    .auxiliary(i)
                    .is_some_and(|a| a.perfect && (a.nonfinite || a.present))
                && parse
                    .tokens_in(frame.clause)
                    .any(|j| j != i && parse.tagged.modal(j).is_some())
        })
}

fn basis<'a>(parse: &Parse<'a>, path: &[usize], why: &mut Vec<Why<'a>>) -> Option<Basis> {
    for clause in path {
        for at in parse.tokens_in(*clause) {
            if let Some((hit, Sense::Basis(basis))) = parse
                .tagged
                .senses(at)
                .find(|(_, s)| matches!(s, Sense::Basis(_)))
            {
                why.push(Why {
                    field: "basis",
                    span: parse.tagged.span(hit.tokens.clone()),
                    reason: entry_reason(parse, hit.entry, "basis"),
                });
                return Some(*basis);
            }
        }
    }
    None
}

/// The date nearest to the event word in its clause, else in a clause that governs it.
fn date(parse: &Parse<'_>, frame: &Frame, path: &[usize]) -> Option<usize> {
    path.iter().take(2).find_map(|clause| {
        parse
            .tagged
            .dates
            .iter()
            .enumerate()
            .filter(|(_, d)| parse.clauses.at(d.tokens.start) == *clause)
            .min_by_key(|(_, d)| d.tokens.start.abs_diff(frame.word.at))
            .map(|(i, _)| i)
    })
}

/// Whether a word is part of a number.
fn in_number(parse: &Parse<'_>, at: usize) -> bool {
    parse
        .tagged
        .numbers
        .iter()
        .any(|n| n.tokens.start < at && at + 1 < n.tokens.end)
}
