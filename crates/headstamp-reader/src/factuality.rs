//! How far, how sure, whether at all: phase, certainty, polarity and time of an event in its clause.
//!
//! Tense gives a first phase; operators (*wants to*, *refused to*, *the talks on*), modal verbs, adverbs and
//! negation over the event change it. An operator stands over an event in its own clause or in a
//! clause below it that it governs, never across a relative or adverbial clause. It also says who its own
//! subject and object are in the event. Next: `discourse`, `statement`.

use crate::frames::{Frame, ITEM, Slot};
use crate::grammar::Opener;
use crate::lexicon::{NegationForm, Sense, VerbForm};
use crate::mentions::Kind;
use crate::parse::{Parse, Use};
use crate::verbs::Status;
use headstamp_model::{Basis, Certainty, Phase, Polarity, Span};

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

fn stands_over(parse: &Parse<'_>, frame: &Frame, operator: &Use, path: &[usize]) -> bool {
    if operator.at < frame.word.end && frame.word.at < operator.end {
        return false;
    }
    let clause = parse.clauses.at(operator.at);
    let Some(depth) = path.iter().position(|c| *c == clause) else {
        return false;
    };
    let distance = operator.at.abs_diff(frame.word.at);
    match operator.form {
        VerbForm::Noun | VerbForm::AgentNoun => {
            if depth == 0 {
                // `plans for the delivery`, `refusal of the sale`; behind it only in a compound or passive
                operator.end <= frame.word.at && distance <= 8 && frame.noun.is_some()
                    || frame.noun.is_none() && operator.end <= frame.word.at && distance <= 10
                    || operator.at >= frame.word.end && operator.at - frame.word.end <= 1
            } else {
                depth == 1
            }
        }
        VerbForm::Phrase => depth <= 1 || distance <= 12,
        _ if depth == 0 => {
            if frame.noun.is_some() {
                return true;
            }
            // a full verb stands over another only when that one is not finite
            !matches!(
                parse.statuses.get(frame.word.at),
                Some(Some(Status::Finite))
            ) && (operator.at < frame.word.at
                || parse.tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::V2)
        }
        // `declined to comment on reports that …`: not through a verb that means something else
        _ => {
            depth <= 2
                && path
                    .get(1..depth)
                    .unwrap_or_default()
                    .iter()
                    .all(|between| {
                        parse.tokens_in(*between).any(|i| {
                            parse.statuses.get(i).is_some_and(Option::is_some)
                                && parse.tagged.senses(i).any(|(_, sense)| {
                                    matches!(sense, Sense::Operator(..) | Sense::Trigger(..))
                                })
                        })
                    })
        }
    }
}

/// Gives the event the operator's own subject and objects.
fn operator_roles(parse: &Parse<'_>, frame: &mut Frame, operator: &Use, roles: &[String]) {
    let lexicon = parse.tagged.lexicon;
    let value = &lexicon.operators[operator.index].value;
    let trigger = &lexicon.triggers[frame.word.index].trigger;
    let doer = trigger
        .roles
        .get("subject")
        .filter(|r| *r != ITEM)
        .map(String::as_str);
    let has_role = |role: &str| roles.iter().any(|r| r == role);
    let clause = parse.clauses.at(operator.at);
    // who considers it likely that a bomb was dropped does not drop it
    let finite_below = clause != frame.clause
        && governing(parse, frame.clause)
            .iter()
            .take_while(|c| **c != clause)
            .any(|c| parse.clauses.list[*c].opener == Some(Opener::Content));
    let resolve = |name: &str| -> Option<String> {
        match name {
            "doer" | "counterpart" if finite_below => None,
            "doer" => doer.map(str::to_owned),
            // who approves or stops a purchase is who buys, unless somebody else does
            "authority" => match (doer, roles) {
                (Some(doer), [giver, taker, ..]) if doer == taker => {
                    let open = !frame.has(doer);
                    Some(if open { doer } else { giver }.to_owned())
                }
                (_, [giver, _, ..]) => Some(giver.clone()),
                _ => None,
            },
            "counterpart" => roles
                .iter()
                .take(2)
                .find(|r| doer.is_some_and(|d| d != r.as_str()))
                .cloned(),
            other => has_role(other).then(|| other.to_owned()),
        }
    };
    let passive = matches!(operator.form, VerbForm::Participle)
        && parse.passive(operator.at, value.roles.contains_key("object"));
    let noun = matches!(operator.form, VerbForm::Noun);
    let v2 = lexicon.orthography.order == headstamp_packs::schema::WordOrder::V2;
    let mut given: Vec<(String, usize, &str)> = Vec::new();
    // `verwehrte der Schweiz die Weitergabe`
    let dative = parse
        .bare(clause)
        .find(|(i, m)| {
            Some(*i) != parse.subject(clause)
                && m.may_act()
                && m.cases.contains(&crate::grammar::Case::Dative)
                && !m.cases.contains(&crate::grammar::Case::Accusative)
                && !m.cases.contains(&crate::grammar::Case::Nominative)
        })
        .map(|(i, _)| i);
    if let (Some(role), Some(dative)) = (
        value
            .roles
            .get("dative")
            .filter(|_| !noun)
            .and_then(|r| resolve(r)),
        dative,
    ) {
        given.push((role, dative, "object of an operator"));
    }
    if let Some(subject) = parse.subject(clause).filter(|_| !noun) {
        let function = if passive { "object" } else { "subject" };
        if let Some(role) = value.roles.get(function).and_then(|r| resolve(r)) {
            given.push((role, subject, "subject of an operator"));
        }
    }
    let object = parse
        .bare(clause)
        .find(|(i, m)| {
            Some(*i) != parse.subject(clause) && m.may_act() && (m.head.start > operator.at || v2)
        })
        .map(|(i, _)| i);
    if let Some(role) = value
        .roles
        .get("object")
        .filter(|_| !passive && !noun)
        .and_then(|r| resolve(r))
        && let Some(object) = object
    {
        given.push((role, object, "object of an operator"));
    }
    for (index, mention) in parse.mentions_in(clause) {
        let Some(word) = mention.governed_by() else {
            continue;
        };
        let role = value
            .roles
            .get(word)
            .or_else(|| {
                (noun && mention.possesses.is_some())
                    .then(|| value.roles.get("possessor"))
                    .flatten()
            })
            .and_then(|r| resolve(r));
        if let Some(role) = role.filter(|_| mention.may_act() || mention.kind == Kind::Place)
            && !frame.slots.iter().any(|s| s.mention == Some(index))
        {
            given.push((role, index, "preposition of an operator"));
        }
    }
    for (role, mention, function) in given {
        if frame.items.contains(&mention) {
            continue;
        }
        let group = parse.group(mention);
        // the default control by the subject gives way to what the operator says
        let controlled: Vec<usize> = group.clone();
        frame.slots.retain(|s| {
            !(s.function.as_ref() == "subject"
                && s.mention.is_some_and(|m| controlled.contains(&m))
                && s.role.as_ref() != role)
        });
        if function == "object of an operator" {
            frame
                .slots
                .retain(|s| !(s.function.as_ref() == "subject" && s.role.as_ref() == role));
        }
        if frame.has(&role) && !crate::frames::is_joint(parse, frame) {
            continue;
        }
        for index in group {
            let Some(found) = parse.mentions.get(index) else {
                continue;
            };
            if !found.may_act() && found.kind != Kind::Place
                || frame.slots.iter().any(|s| s.mention == Some(index))
            {
                continue;
            }
            frame.slots.push(Slot {
                role: role.as_str().into(),
                mention: Some(index),
                actor: None,
                function: function.into(),
            });
        }
    }
}

fn negates(
    parse: &Parse<'_>,
    frame: &Frame,
    over: &[Use],
    form: NegationForm,
    at: usize,
    depth: usize,
    clause: usize,
) -> bool {
    match form {
        NegationForm::Except => false,
        NegationForm::Determiner => {
            // `no deliveries`, `delivered no tanks`
            let near = |range: &std::ops::Range<usize>| {
                range.contains(&at) || at + 1 == range.start || at + 2 == range.start
            };
            let event = frame
                .noun
                .and_then(|n| parse.mentions.get(n))
                .is_some_and(|m| near(&m.tokens));
            let item = frame
                .items
                .iter()
                .filter_map(|i| parse.mentions.get(*i))
                .any(|m| near(&m.tokens) && parse.clauses.at(m.head.start) == frame.clause);
            let slot = frame
                .slots
                .iter()
                .filter_map(|s| s.mention)
                .filter_map(|i| parse.mentions.get(i))
                .any(|m| near(&m.tokens) && parse.clauses.at(m.head.start) == frame.clause);
            let operator = over
                .iter()
                .any(|o| parse.clauses.at(o.at) == clause && (at + 1 == o.at || at + 2 == o.at));
            depth == 0 && (event || item || slot) || operator
        }
        // `to Ouagadougou and nobody else`
        NegationForm::Pronoun
            if at
                .checked_sub(1)
                .is_some_and(|before| parse.tagged.coordinator(before).is_some()) =>
        {
            false
        }
        NegationForm::Adverb | NegationForm::Pronoun => {
            if depth == 0 {
                // in a clause with several verbs, the nearest one after it
                return !excepted(parse, at);
            }
            over.iter()
                .any(|o| parse.clauses.at(o.at) == clause && !matches!(o.form, VerbForm::Noun))
                && !excepted(parse, at)
        }
        NegationForm::Preposition => {
            depth == 0
                && frame
                    .noun
                    .and_then(|n| parse.mentions.get(n))
                    .is_some_and(|m| at < m.head.start && m.head.start - at <= 3)
        }
    }
}

fn excepted(parse: &Parse<'_>, at: usize) -> bool {
    parse.tagged.hits.iter().any(|hit| {
        hit.tokens.contains(&at)
            && matches!(
                parse.tagged.lexicon.sense(hit),
                Sense::Negation(NegationForm::Except)
            )
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
