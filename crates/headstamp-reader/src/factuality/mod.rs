//! How far, how sure, whether at all: phase, certainty, polarity and time of an event in its clause.
//!
//! Tense gives a first phase; operators (*wants to*, *refused to*, *the talks on*), modal verbs, adverbs and
//! negation over the event change it. An operator stands over an event in its own clause or in a
//! clause below it that it governs, never across a relative or adverbial clause. It also says who its own
//! subject and object are in the event. Next: `discourse`, `statement`.

mod operators;
mod polarity;

use crate::frames::Frame;
use crate::grammar::Opener;
use crate::lexicon::{Sense, VerbForm};
use crate::parse::{Parse, Use};
use crate::verbs::Status;
use headstamp_model::{Basis, Certainty, Phase, Polarity, Span};
use operators::{operator_roles, stands_over};
use polarity::negates;

/// Why a field has its value: the field, the words, the reason.
#[derive(Debug, Clone)]
pub struct Why {
    /// Field of the statement.
    pub field: &'static str,
    /// The words.
    pub span: Span,
    /// Rule id with file and line, or a named inference.
    pub reason: String,
}

/// What the clauses around an event say about it.
#[derive(Debug, Clone)]
pub struct Facts {
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
    pub why: Vec<Why>,
}

/// Reads the clauses around an event; operators may add to its slots.
pub fn facts(parse: &Parse<'_>, frame: &mut Frame, phased: bool, roles: &[String]) -> Facts {
    let lexicon = parse.tagged.lexicon;
    let trigger = &lexicon.triggers[frame.word.index].trigger;
    let mut why = Vec::new();
    let path = governing(parse, frame.clause);
    let base = tense(parse, frame);
    let mut phase = if phased {
        trigger.phase.unwrap_or(base)
    } else {
        Phase::Completed
    };
    let mut operated = trigger.phase.is_some();
    why.push(Why {
        field: "phase",
        span: parse.tagged.span(frame.word.at..frame.word.end),
        reason: if trigger.phase.is_some() {
            trigger_reason(parse, frame)
        } else {
            "tense of the verb".to_owned()
        },
    });
    let mut negatives = usize::from(trigger.polarity == Some(Polarity::Negative));
    let mut unknown = trigger.polarity == Some(Polarity::Unknown);
    let mut certainty = Certainty::Certain;
    // operators, the nearest first
    let mut over: Vec<Use> = parse
        .operators()
        .into_iter()
        .filter(|o| stands_over(parse, frame, o, &path))
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
    let mut phase_set = false;
    let mut inner_noun = false;
    for operator in &over {
        let entry = &lexicon.operators[operator.index];
        let span = parse.tagged.span(operator.at..operator.end);
        let reason = entry_reason(parse, operator.entry, &entry.rule);
        // `lifted the ban on deliveries`: what was stopped goes on
        let undoes = entry.value.lifts || entry.value.phase == Some(Phase::Halted);
        let lifted = undoes
            && phase == Phase::Halted
            && phase_set
            && inner_noun
            && operator.form != VerbForm::Noun;
        inner_noun = operator.form == VerbForm::Noun;
        if lifted {
            phase = if phased {
                Phase::Agreed
            } else {
                Phase::Completed
            };
            why.retain(|w| w.field != "phase");
            why.push(Why {
                field: "phase",
                span,
                reason: reason.clone(),
            });
        } else if let Some(given) = entry.value.phase
            && (!phase_set || given == Phase::Halted)
            && (phased || matches!(given, Phase::Considered | Phase::Requested | Phase::Planned))
        {
            phase = given;
            phase_set = true;
            operated = true;
            why.retain(|w| w.field != "phase");
            why.push(Why {
                field: "phase",
                span,
                reason: reason.clone(),
            });
        }
        match entry.value.polarity {
            Some(Polarity::Negative) => {
                negatives += 1;
                why.push(Why {
                    field: "polarity",
                    span,
                    reason: reason.clone(),
                });
            }
            Some(Polarity::Unknown) => {
                unknown = true;
                why.push(Why {
                    field: "polarity",
                    span,
                    reason: reason.clone(),
                });
            }
            _ => {}
        }
        if let Some(given) = entry.value.certainty {
            certainty = certainty.max(given);
            why.push(Why {
                field: "certainty",
                span,
                reason: reason.clone(),
            });
        }
        operator_roles(parse, frame, operator, roles);
        frame.sides |= entry.value.sides;
        frame.extent.start = frame.extent.start.min(operator.at);
        frame.extent.end = frame.extent.end.max(operator.end);
    }
    // modal verbs, adverbs, negation
    let mut hypothetical = false;
    let mut reported = false;
    for (depth, clause) in path.iter().enumerate() {
        let info = &parse.clauses.list[*clause];
        hypothetical |= matches!(info.opener, Some(Opener::Condition | Opener::Question))
            || verb_first(parse, *clause);
        for at in parse.tokens_in(*clause) {
            if parse.tagged.in_date(at) {
                continue; // `in May` allows nothing
            }
            if let Some(aux) = parse.tagged.auxiliary(at) {
                reported |= aux.reported && depth == 0;
            }
            for (hit, sense) in parse.tagged.senses(at) {
                let span = parse.tagged.span(hit.tokens.clone());
                match sense {
                    Sense::Modal(index)
                        if depth == 0
                            || parse.clauses.list[path[depth - 1]].opener
                                == Some(Opener::Infinitive) =>
                    {
                        let modal = &lexicon.modals[*index];
                        let reason = entry_reason(parse, hit.entry, &modal.rule);
                        let perfect = perfect_infinitive(parse, frame);
                        let governs = depth > 0
                            || frame.noun.is_none()
                                && !matches!(
                                    parse.statuses.get(frame.word.at),
                                    Some(Some(Status::Finite))
                                )
                            || frame.noun.is_some();
                        if !governs {
                            continue;
                        }
                        if perfect {
                            if let Some(given) = modal.value.perfect_certainty {
                                certainty = certainty.max(given);
                                why.push(Why {
                                    field: "certainty",
                                    span,
                                    reason,
                                });
                            }
                            continue;
                        }
                        if let Some(given) = modal.value.certainty {
                            certainty = certainty.max(given);
                            why.push(Why {
                                field: "certainty",
                                span,
                                reason: reason.clone(),
                            });
                        }
                        if let Some(given) = modal
                            .value
                            .phase
                            .filter(|_| phased && !phase_set && trigger.phase.is_none())
                        {
                            phase = given;
                            operated = true;
                            why.retain(|w| w.field != "phase");
                            why.push(Why {
                                field: "phase",
                                span,
                                reason,
                            });
                        }
                    }
                    Sense::Adverb(index) => {
                        let adverb = &lexicon.adverbs[*index];
                        let reason = entry_reason(parse, hit.entry, &adverb.rule);
                        if let Some(given) = adverb.value.certainty {
                            certainty = certainty.max(given);
                            why.push(Why {
                                field: "certainty",
                                span,
                                reason: reason.clone(),
                            });
                        }
                        if let Some(given) = adverb.value.phase.filter(|_| {
                            phased && !phase_set && depth == 0 && trigger.phase.is_none()
                        }) {
                            phase = given;
                            why.retain(|w| w.field != "phase");
                            why.push(Why {
                                field: "phase",
                                span,
                                reason: reason.clone(),
                            });
                        }
                        match adverb.value.polarity {
                            Some(Polarity::Negative) if depth == 0 => {
                                negatives += 1;
                                why.push(Why {
                                    field: "polarity",
                                    span,
                                    reason,
                                });
                            }
                            Some(Polarity::Unknown) => {
                                unknown = true;
                                why.push(Why {
                                    field: "polarity",
                                    span,
                                    reason,
                                });
                            }
                            _ => {}
                        }
                    }
                    Sense::Negation(form)
                        if negates(parse, frame, &over, *form, at, depth, *clause) =>
                    {
                        negatives += 1;
                        why.push(Why {
                            field: "polarity",
                            span,
                            reason: entry_reason(parse, hit.entry, "negation"),
                        });
                    }
                    _ => {}
                }
            }
        }
    }
    let polarity = if unknown {
        Polarity::Unknown
    } else if negatives % 2 == 1 {
        Polarity::Negative
    } else {
        Polarity::Positive
    };
    let basis = basis(parse, &path, &mut why);
    let date = date(parse, frame, &path);
    if let Some(found) = date.and_then(|d| parse.tagged.dates.get(d)) {
        why.push(Why {
            field: "time",
            span: found.span,
            reason: if found.relative {
                "date, against the publication date".to_owned()
            } else {
                "date".to_owned()
            },
        });
    }
    Facts {
        phase,
        polarity,
        certainty,
        date,
        basis,
        hypothetical,
        reported,
        operated,
        why,
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
pub fn trigger_reason(parse: &Parse<'_>, frame: &Frame) -> String {
    let entry = &parse.tagged.lexicon.triggers[frame.word.index];
    format!("{} ({})", entry.rule, entry.origin)
}

/// `rule (file:line)`.
pub fn entry_reason(parse: &Parse<'_>, entry: usize, rule: &str) -> String {
    format!("{rule} ({})", parse.tagged.lexicon.entries[entry].origin)
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
    if frame.noun.is_some() {
        let finite = parse.clauses.list[frame.clause].finite;
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
        let plural = frame
            .noun
            .and_then(|n| parse.mentions.get(n))
            .and_then(|m| m.plural)
            == Some(true);
        let _ = plural;
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
            let finite = parse.clauses.list[frame.clause].finite;
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

fn basis(parse: &Parse<'_>, path: &[usize], why: &mut Vec<Why>) -> Option<Basis> {
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
