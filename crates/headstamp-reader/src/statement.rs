//! Puts a statement together from frame, facts and attribution; every field with its words and reason.
//!
//! A field that cannot be traced to words is left empty. Repeats of one source in one document are merged into
//! the fullest.

use crate::attribution::{Attribution, Speaker};
use crate::discourse::{Memory, Spoken, Told};
use crate::factuality::{facts, trigger_reason};
use crate::frames::{Frame, in_infinitive};
use crate::lexicon::VerbForm;
use crate::mentions::{ActorRef, ItemFacts, Kind, POSSESSOR};
use crate::parse::Parse;
use crate::sides;
use headstamp_model::{
    Basis, Certainty, Item, Phase, Polarity, Source, SourceKind, Span, Statement, Trace, Via,
};
use headstamp_packs::Shared;
use headstamp_packs::schema::Stance;
use std::collections::BTreeMap;

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its number.
    pub sentence: usize,
    /// Its paragraph.
    pub paragraph: usize,
}

/// The attribution that holds for a clause, resolved to sources.
#[derive(Debug, Clone, Default)]
pub struct Voice {
    /// The source.
    pub source: Option<Source>,
    /// Words of the source.
    pub source_span: Option<Span>,
    /// Relays, nearest the source first.
    pub via: Vec<(Via, Span)>,
    /// Stance and its words.
    pub stance: Option<(Stance, Span, String)>,
    /// Basis.
    pub basis: Option<Basis>,
    /// Why this source.
    pub reason: String,
}

/// Reads the voice of every clause from the attributions that govern it.
pub fn voice(
    parse: &Parse<'_>,
    memory: &Memory,
    attributions: &[Attribution],
    clause: usize,
    noun: bool,
    at: usize,
) -> Voice {
    let mut governing: Vec<&Attribution> = attributions
        .iter()
        .filter(|a| {
            !a.backward
                && (a.scope.contains(&clause)
                    || a.own_nouns
                        && a.clause == clause
                        && (noun || a.scope.is_empty())
                        && !a.tokens.contains(&at)
                    || a.clause == clause && at != usize::MAX && infinitive_under(parse, a, at))
        })
        .collect();
    // the innermost first: the one whose own clause lies deepest
    governing.sort_by_key(|a| {
        let depth = parse.clauses.ancestors(a.clause).count();
        let verbless = a.clause == clause;
        (
            std::cmp::Reverse(usize::from(verbless)),
            std::cmp::Reverse(depth),
            a.tokens.start.abs_diff(at),
        )
    });
    let mut out = Voice::default();
    let mut inner_noun = None;
    for attribution in governing {
        let span = parse.tagged.span(attribution.tokens.clone());
        let reason = format!("{} ({})", attribution.rule, attribution.origin);
        if out.stance.is_none()
            || out
                .stance
                .as_ref()
                .is_some_and(|(s, ..)| *s == Stance::Says)
                && attribution.stance != Stance::Says
                && out.source.is_none()
        {
            out.stance = Some((attribution.stance, span, reason.clone()));
        }
        out.basis = out.basis.or(attribution.basis);
        let speaker = resolve_speaker(parse, memory, attribution, &attribution.speaker);
        // `denied a report in the Courier that …`: who denies stands behind the denial, the report is what is denied
        let denies = matches!(attribution.stance, Stance::Denies | Stance::CannotSay);
        let beside = inner_noun.is_some_and(|(clause, at): (usize, usize)| {
            clause == attribution.clause && at.abs_diff(attribution.tokens.start) <= 6
        });
        if denies && beside && out.source.is_some() && speaker.is_some() {
            out.stance = Some((attribution.stance, span, reason.clone()));
            out.source = None;
            out.via.clear();
        }
        inner_noun = parse
            .statuses
            .get(attribution.tokens.start)
            .is_some_and(Option::is_none)
            .then_some((attribution.clause, attribution.tokens.start));
        match speaker {
            Some((source, span)) if out.source.is_none() => {
                out.source = Some(source);
                out.source_span = Some(span);
                out.reason.clone_from(&reason);
            }
            // an outer speaker passes the inner one on
            Some((source, span))
                if out.source.as_ref() != Some(&source)
                    && matches!(
                        source.kind,
                        SourceKind::Media
                            | SourceKind::Organisation
                            | SourceKind::Official
                            | SourceKind::Government
                    )
                    && source.kind == SourceKind::Media =>
            {
                out.via.push((
                    Via {
                        name: source.name,
                        kind: source.kind,
                        state: source.state,
                    },
                    span,
                ));
            }
            _ => {}
        }
        for relay in &attribution.via {
            if let Some((source, span)) = resolve_speaker(parse, memory, attribution, relay) {
                if out.source.is_none()
                    && attribution.speaker == Speaker::Nobody
                    && source.kind != SourceKind::Media
                {
                    continue;
                }
                let via = Via {
                    name: source.name,
                    kind: source.kind,
                    state: source.state,
                };
                if !out.via.iter().any(|(v, _)| *v == via)
                    && out.source.as_ref().is_none_or(|s| s.name != via.name)
                {
                    out.via.push((via, span));
                }
            }
        }
    }
    out
}

/// Whether a verb of saying governs an infinitive of its own clause: `ontkent wapens te hebben geleverd`.
fn infinitive_under(parse: &Parse<'_>, attribution: &Attribution, at: usize) -> bool {
    use crate::verbs::Status;
    let v2 = parse.tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::V2;
    let nonfinite = matches!(
        parse.statuses.get(at),
        Some(Some(Status::Infinitive | Status::Participle))
    );
    v2 && nonfinite
        && !attribution.tokens.contains(&at)
        && parse
            .tokens_in(attribution.clause)
            .any(|i| parse.tagged.infinitive_marker(i) && i > attribution.tokens.start)
}

fn resolve_speaker(
    parse: &Parse<'_>,
    memory: &Memory,
    attribution: &Attribution,
    speaker: &Speaker,
) -> Option<(Source, Span)> {
    match speaker {
        Speaker::Mention(index) => memory.source(parse, *index).map(|(mut source, span)| {
            if let (Some(kind), SourceKind::Person) = (attribution.kind, source.kind) {
                source.kind = kind;
            }
            (source, span)
        }),
        Speaker::Words(range) => {
            let start = range
                .clone()
                .find(|i| parse.tagged.article(*i).is_none())
                .unwrap_or(range.start);
            let words = parse.tagged.words(start..range.end);
            (!words.is_empty()).then(|| {
                (
                    Source {
                        name: Some(words.into()),
                        kind: attribution.kind.unwrap_or(SourceKind::Person),
                        state: None,
                    },
                    parse.tagged.span(range.clone()),
                )
            })
        }
        Speaker::Nobody => None,
    }
}

/// The same statement by each other member of a joint denial: every government denies for itself.
pub fn joint(
    parse: &Parse<'_>,
    memory: &Memory,
    attributions: &[Attribution],
    draft: &Draft,
) -> Vec<Draft> {
    if draft.statement.polarity == Polarity::Positive {
        return Vec::new();
    }
    let speaker = attributions
        .iter()
        .filter(|a| a.scope.contains(&draft.clause) || a.clause == draft.clause)
        .filter(|a| matches!(a.stance, Stance::Denies | Stance::CannotSay))
        .find_map(|a| match a.speaker {
            Speaker::Mention(index) => Some(index),
            _ => None,
        });
    let Some(speaker) = speaker else {
        return Vec::new();
    };
    parse
        .group(speaker)
        .into_iter()
        .filter_map(|member| memory.source(parse, member))
        .filter(|(source, _)| draft.statement.source.as_ref() != Some(source))
        .map(|(source, span)| {
            let mut other = draft.clone();
            other.statement.source = Some(source);
            for trace in &mut other.statement.traces {
                if trace.field == "source" {
                    trace.spans = vec![span];
                }
            }
            other
        })
        .filter(|other| other.statement.trace("source").is_some())
        .collect()
}

/// Who speaks, for the memory of the document.
pub fn spoken(voice: &Voice, place: Place) -> Option<Spoken> {
    let source = voice.source.clone()?;
    Some(Spoken {
        source,
        via: voice.via.iter().map(|(v, _)| v.clone()).collect(),
        span: voice.source_span?,
        sentence: place.sentence,
        paragraph: place.paragraph,
    })
}

/// A draft: a statement with what later steps need to know about it.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The statement, its id not yet computed.
    pub statement: Statement,
    /// Sentence it was read in.
    pub sentence: usize,
    /// Rule id of the trigger.
    pub rule: Box<str>,
    /// Token of the trigger.
    pub at: usize,
    /// Clause of the trigger.
    pub clause: usize,
    /// Whether an event noun or a construction gave it.
    pub noun: bool,
    /// Whether it names a thing that is arms by itself.
    pub strong: bool,
}

/// Tells things who made them, where a participle beside them says so, and drops what only said that.
///
/// `Parts made in Norway were found` is one event: the find of Norwegian parts.
pub fn makers(parse: &Parse<'_>, shared: &Shared, frames: &mut Vec<Frame>) -> Vec<Maker> {
    let event = |frame: &Frame| {
        let entry = &parse.tagged.lexicon.triggers[frame.word.index];
        shared.events.get(&*entry.event).map(|event| &event.value)
    };
    let role = |frame: &Frame| event(frame).and_then(|e| e.maker_role.clone());
    let asks = |frame: &Frame| {
        event(frame).is_some_and(|e| {
            e.adjective_role
                .as_ref()
                .is_some_and(|role| e.state_roles.contains(role))
        })
    };
    let mut out = Vec::new();
    let mut dropped = Vec::new();
    for (index, frame) in frames.iter().enumerate() {
        let Some(role) = role(frame).filter(|_| frame.describes) else {
            continue;
        };
        // `Chinese-made drones` says in passing whose work they are and is no statement of its own
        let passing = parse.tagged.participle_with_doer(frame.word.at);
        let asked = frames.iter().enumerate().any(|(other, f)| {
            other != index
                && f.word.at != frame.word.at
                && asks(f)
                && f.items.iter().any(|i| frame.items.contains(i))
        });
        if !passing && !asked {
            continue;
        }
        dropped.push(index);
        for slot in frame.slots.iter().filter(|s| *s.role == *role) {
            let named = slot.mention.and_then(|m| parse.mentions.get(m));
            let actors = named.map_or(&[][..], |m| &m.actors);
            for actor in actors.iter().chain(slot.actor.as_ref()) {
                out.extend(frame.items.iter().map(|item| Maker {
                    item: *item,
                    actor: actor.clone(),
                }));
            }
        }
    }
    let mut index = 0;
    frames.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
    out
}

/// Takes what a participle says about a thing into the event of the same type that the sentence tells of it.
///
/// `The guns ordered from Norway arrived in Chad` is one transfer, from Norway to Chad.
pub fn described(parse: &Parse<'_>, frames: &mut Vec<Frame>) {
    let event = |frame: &Frame| {
        parse.tagged.lexicon.triggers[frame.word.index]
            .event
            .clone()
    };
    let mut dropped = Vec::new();
    for index in 0..frames.len() {
        if !frames[index].describes || frames[index].slots.is_empty() {
            continue;
        }
        let told: Vec<usize> = (0..frames.len())
            .filter(|other| {
                let (frame, other) = (&frames[index], &frames[*other]);
                !other.describes
                    && other.word.at != frame.word.at
                    && event(frame) == event(other)
                    && other.items.iter().any(|i| frame.items.contains(i))
                    && !frame.slots.iter().any(|slot| other.has(&slot.role))
            })
            .collect();
        for other in &told {
            let slots = frames[index].slots.clone();
            frames[*other].slots.extend(slots);
        }
        if !told.is_empty() {
            dropped.push(index);
        }
    }
    let mut index = 0;
    frames.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
}

/// Who made a thing of the sentence.
#[derive(Debug, Clone)]
pub struct Maker {
    /// The phrase of the thing.
    pub item: usize,
    /// Who made it.
    pub actor: ActorRef,
}

/// Builds a draft from a frame; `None` when the pack's conditions are not met.
pub fn draft(
    parse: &Parse<'_>,
    memory: &mut Memory,
    shared: &Shared,
    frame: &mut Frame,
    voice: &Voice,
    place: Place,
    (relevant, makers): (bool, &[Maker]),
) -> Option<Draft> {
    let lexicon = parse.tagged.lexicon;
    let entry = &lexicon.triggers[frame.word.index];
    let event = shared.events.get(&*entry.event)?;
    let mut facts = facts(parse, frame, event.value.phased, &event.value.roles);
    let stance = voice.stance.as_ref().map(|(s, ..)| *s);
    // `accuses Iran to arm the militia`, `ontkent wapens te leveren`: said of now, not of a plan
    if stance.is_some()
        && !facts.operated
        && facts.phase == Phase::Planned
        && in_infinitive(parse, frame)
    {
        facts.phase = Phase::Ongoing;
    }
    if facts.hypothetical && stance != Some(Stance::CannotSay) {
        return None;
    }
    if stance == Some(Stance::Calls) && !facts.operated {
        return None;
    }
    // `rejected the request for jets` says that they will not come, not that nobody asked
    let mut voice = voice.clone();
    let refused = stance == Some(Stance::Denies)
        && frame.noun.is_some()
        && entry.trigger.phase == Some(Phase::Requested);
    if refused {
        facts.phase = Phase::Halted;
        voice.stance = None;
    }
    let voice = &voice;
    let stance = stance.filter(|_| !refused);
    let mut traces: Vec<Trace> = Vec::new();
    let word_span = parse.tagged.span(frame.word.at..frame.word.end);
    traces.push(Trace {
        field: "type".into(),
        spans: vec![word_span],
        reason: trigger_reason(parse, frame),
    });
    let (mut roles, named) = fill_roles(
        parse,
        memory,
        frame,
        &event.value.roles,
        voice,
        place,
        &mut traces,
    );
    let mut items = fill_items(
        parse,
        memory,
        frame,
        place,
        relevant || named >= 2,
        &mut traces,
    );
    if let Some(class) = entry.trigger.item.as_deref().filter(|_| items.is_empty()) {
        traces.push(Trace {
            field: "items.0.class".into(),
            spans: vec![word_span],
            reason: trigger_reason(parse, frame),
        });
        items.push(Item {
            class: class.to_owned(),
            name: None,
            low: None,
            high: None,
            unit: None,
            of: None,
            share: None,
            per: None,
        });
    }
    if refused
        && let (Some(source), Some(span)) = (&voice.source, voice.source_span)
        && let Some(state) = &source.state
        && let Some(open) = event
            .value
            .roles
            .iter()
            .take(2)
            .find(|r| !roles.contains_key(r.as_str()))
        && !roles.values().flatten().any(|a| *a.id == **state)
    {
        let actor = ActorRef {
            id: state.as_str().into(),
            span,
            origin: None,
            reason: "who refuses what was asked for",
        };
        traces.push(Trace {
            field: format!("roles.{open}"),
            spans: vec![span],
            reason: actor.reason.into(),
        });
        roles.insert(open.as_str().into(), vec![actor]);
    }
    sides::settle(parse, shared, frame, &event.value, &mut roles, &mut traces);
    adjective_role(
        parse,
        frame,
        &event.value,
        makers,
        (memory, place),
        &mut roles,
        &mut traces,
    );
    owner_role(parse, frame, &event.value, &mut roles, &mut traces);
    denier_role(parse, memory, frame, place, &mut roles, &mut traces);
    inherit_roles(
        parse,
        memory,
        frame,
        &event.value,
        &mut roles,
        (
            place,
            matches!(stance, Some(Stance::Denies | Stance::CannotSay)),
        ),
        &mut traces,
    );
    for need in &entry.trigger.needs {
        let met = match need.as_str() {
            // `suspended sales to Turkey`: in a text about arms both sides of an event noun say enough
            "item" => {
                !items.is_empty()
                    || frame.noun.is_some() && relevant && named >= 2 && facts.operated
            }
            "actor" => !roles.is_empty(),
            role => roles.contains_key(role),
        };
        if !met {
            return None;
        }
    }
    if roles.is_empty() || event.value.item && items.is_empty() {
        return None;
    }
    // an everyday verb reports an event of this type only with the right things
    let everyday = entry.trigger.needs.iter().any(|n| n == "item");
    let takes = &event.value.takes;
    if everyday && !takes.is_empty() && !items.iter().any(|i| takes.contains(&i.class)) {
        return None;
    }
    let wanted = &entry.trigger.takes;
    if !wanted.is_empty() && !items.iter().any(|i| is_within(parse, &i.class, wanted)) {
        return None;
    }
    if !items.is_empty() && items.iter().all(|i| event.value.leaves.contains(&i.class)) {
        return None;
    }
    // a bare event noun with nothing but one filler says little: it needs a thing or a second filler
    if frame.noun.is_some()
        && items.is_empty()
        && roles.values().map(Vec::len).sum::<usize>() < 2
        && !facts.operated
        && !matches!(stance, Some(Stance::Denies | Stance::CannotSay))
        && event.value.item_expected()
    {
        return None;
    }
    let mut polarity = facts.polarity;
    let mut certainty = facts.certainty;
    let mut why = facts.why.clone();
    if let Some((stance, span, reason)) = &voice.stance {
        match stance {
            Stance::Denies => {
                polarity = if polarity == Polarity::Negative {
                    Polarity::Positive
                } else {
                    Polarity::Negative
                };
                why.push(crate::factuality::Why {
                    field: "polarity",
                    span: *span,
                    reason: reason.clone(),
                });
            }
            Stance::CannotSay => {
                polarity = Polarity::Unknown;
                why.push(crate::factuality::Why {
                    field: "polarity",
                    span: *span,
                    reason: reason.clone(),
                });
            }
            Stance::Believes => certainty = certainty.max(Certainty::Probable),
            Stance::Suspects => certainty = certainty.max(Certainty::Possible),
            Stance::Says | Stance::Admits | Stance::Calls => {}
        }
        if matches!(stance, Stance::Believes | Stance::Suspects) {
            why.push(crate::factuality::Why {
                field: "certainty",
                span: *span,
                reason: reason.clone(),
            });
        }
    }
    let basis = if stance == Some(Stance::Admits) {
        Basis::Admission
    } else {
        voice.basis.or(facts.basis).unwrap_or(Basis::Unstated)
    };
    traces.extend(why.into_iter().map(|w| Trace {
        field: w.field.into(),
        spans: vec![w.span],
        reason: w.reason,
    }));
    if let (Some(_), Some(span)) = (&voice.source, voice.source_span) {
        traces.push(Trace {
            field: "source".into(),
            spans: vec![span],
            reason: voice.reason.clone(),
        });
    }
    for (index, (_, span)) in voice.via.iter().enumerate() {
        traces.push(Trace {
            field: format!("via.{index}"),
            spans: vec![*span],
            reason: "relay of the source".into(),
        });
    }
    let time = facts
        .date
        .and_then(|d| parse.tagged.dates.get(d))
        .map(|d| d.value.clone());
    let span = quote(parse, frame);
    let statement = Statement {
        id: String::new(),
        doc: String::new(),
        lang: lexicon.language.to_string(),
        quote: span.of(parse.tagged.text).to_owned(),
        span,
        event: entry.event.to_string(),
        phase: facts.phase,
        roles: roles
            .iter()
            .map(|(role, actors)| {
                (
                    role.to_string(),
                    actors.iter().map(|a| a.id.to_string()).collect(),
                )
            })
            .collect(),
        items,
        polarity,
        certainty,
        source: voice.source.clone(),
        via: voice.via.iter().map(|(v, _)| v.clone()).collect(),
        basis,
        time,
        traces,
    };
    memory.told.push(Told {
        event: entry.event.clone(),
        roles,
        sentence: place.sentence,
        paragraph: place.paragraph,
    });
    Some(Draft {
        statement,
        sentence: place.sentence,
        rule: entry.rule.clone(),
        at: frame.word.at,
        clause: frame.clause,
        noun: !matches!(
            frame.word.form,
            VerbForm::Present
                | VerbForm::Past
                | VerbForm::Participle
                | VerbForm::Infinitive
                | VerbForm::Gerund
        ),
        strong: names_arms(parse, frame),
    })
}

/// Whether one of the things of a frame is arms by itself.
fn names_arms(parse: &Parse<'_>, frame: &Frame) -> bool {
    frame
        .items
        .iter()
        .filter_map(|i| parse.mentions.get(*i))
        .any(|m| m.item.as_ref().is_some_and(|i| !i.weak))
}

/// Whether a class or one that it belongs to is in a list.
fn is_within(parse: &Parse<'_>, class: &str, list: &[String]) -> bool {
    let parents = &parse.tagged.lexicon.parents;
    std::iter::successors(Some(class), |class| parents.get(*class).map(|c| &**c))
        .take(8)
        .any(|class| list.iter().any(|wanted| wanted == class))
}

trait ExpectsItem {
    fn item_expected(&self) -> bool;
}

impl ExpectsItem for headstamp_packs::schema::SharedEvent {
    /// Types that move or make things; a bare noun of these with one filler is no event yet.
    fn item_expected(&self) -> bool {
        self.phased || self.item
    }
}

/// A state adjective or possessor of the thing fills the role that the event type names for it.
fn adjective_role(
    parse: &Parse<'_>,
    frame: &Frame,
    event: &headstamp_packs::schema::SharedEvent,
    makers: &[Maker],
    (memory, place): (&Memory, Place),
    roles: &mut Roles,
    traces: &mut Vec<Trace>,
) {
    let Some(role) = event
        .adjective_role
        .as_deref()
        .or(event.possessor_role.as_deref())
        .filter(|r| !roles.contains_key(*r))
    else {
        return;
    };
    // `the rebels have Chinese missiles`: somebody else has the role, whoever that is
    let filled = frame.slots.iter().any(|slot| {
        *slot.role == *role
            && slot
                .mention
                .is_some_and(|m| parse.mentions[m].kind == Kind::Party)
    });
    if filled {
        return;
    }
    let possessor = event.adjective_role.is_none();
    let taken: Vec<Box<str>> = roles.values().flatten().map(|a| a.id.clone()).collect();
    let mut found: Vec<ActorRef> = Vec::new();
    let state_only = event.state_roles.iter().any(|r| r == role);
    for index in &frame.items {
        let Some(item) = parse.mentions.get(*index).and_then(|m| m.item.as_ref()) else {
            continue;
        };
        // `Ankara's tanks`, `rebel drones`; who made a thing is not who holds it
        let made = makers
            .iter()
            .filter(|maker| state_only && maker.item == *index)
            .map(|maker| &maker.actor);
        for actor in made.chain(&item.made_by) {
            let group = actor.id.starts_with("org:");
            let owns = || {
                actor.reason == POSSESSOR
                    || parse.mentions.iter().any(|m| {
                        m.possesses == Some(*index) && m.actors.iter().any(|a| a.id == actor.id)
                    })
            };
            if state_only && group || possessor && !group && !owns() {
                continue;
            }
            if !taken.contains(&actor.id) && !found.iter().any(|a| a.id == actor.id) {
                found.push(actor.clone());
            }
        }
        // `drones of the militia`: whoever that is in this text
        let owner = parse.mentions.iter().position(|m| {
            m.possesses == Some(*index) && m.kind == Kind::Party && m.actors.is_empty()
        });
        if let Some(owner) = owner.filter(|_| found.is_empty() && !state_only)
            && let Some((actors, _)) = memory.resolve(parse, owner, place.sentence, &taken, None)
        {
            found.extend(actors);
        }
    }
    if !found.is_empty() {
        traces.push(Trace {
            field: format!("roles.{role}"),
            spans: found.iter().map(|a| a.span).collect(),
            reason: "adjective or possessor of the thing".into(),
        });
        roles.insert(role.into(), found);
    }
}

/// Where a thing itself moves (`came from`, `went to`), whose it is is the side that is not named.
fn owner_role(
    parse: &Parse<'_>,
    frame: &Frame,
    event: &headstamp_packs::schema::SharedEvent,
    roles: &mut Roles,
    traces: &mut Vec<Trace>,
) {
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let moves = trigger
        .roles
        .get("subject")
        .is_some_and(|r| r == crate::frames::ITEM);
    let [giver, taker, ..] = event.roles.as_slice() else {
        return;
    };
    let open = match (
        roles.contains_key(giver.as_str()),
        roles.contains_key(taker.as_str()),
    ) {
        (true, false) => taker,
        (false, true) => giver,
        _ => return,
    };
    if !moves || !event.phased || frame.passive {
        return;
    }
    let owner = frame.items.iter().find_map(|index| {
        let item = parse.mentions.get(*index)?.item.as_ref()?;
        if let Some(owner) = item.made_by.iter().find(|a| a.reason == POSSESSOR) {
            return Some(owner.clone());
        }
        parse
            .mentions
            .iter()
            .filter(|m| m.possesses == Some(*index) && m.kind == Kind::Party)
            .find_map(|m| match m.actors.as_slice() {
                [actor] => Some(actor.clone()),
                _ => None,
            })
    });
    let Some(owner) = owner else { return };
    if roles.values().flatten().any(|a| a.id == owner.id) {
        return;
    }
    traces.push(Trace {
        field: format!("roles.{open}"),
        spans: vec![owner.span],
        reason: "possessor of the thing".into(),
    });
    roles.insert(open.as_str().into(), vec![owner]);
}

/// Who denies or admits an event without saying who did it did it, unless the text has just told of another part of theirs.
fn denier_role(
    parse: &Parse<'_>,
    memory: &Memory,
    frame: &Frame,
    place: Place,
    roles: &mut Roles,
    traces: &mut Vec<Trace>,
) {
    let entry = &parse.tagged.lexicon.triggers[frame.word.index];
    let Some(role) = entry
        .trigger
        .roles
        .get("subject")
        .filter(|r| *r != crate::frames::ITEM && !roles.contains_key(r.as_str()))
    else {
        return;
    };
    let Some(denier) = frame.denier.filter(|d| parse.group(*d).len() == 1) else {
        return;
    };
    let [actor] = parse.mentions[denier].actors.as_slice() else {
        return;
    };
    let taken = roles.values().flatten().any(|a| a.id == actor.id);
    if taken || memory.took_part(&entry.event, &actor.id, place.sentence, DENIAL_REACH) {
        return;
    }
    traces.push(Trace {
        field: format!("roles.{role}"),
        spans: vec![actor.span],
        reason: "who denies or admits it".into(),
    });
    roles.insert(role.as_str().into(), vec![actor.clone()]);
}

/// How many sentences back a denial may mean an event.
const DENIAL_REACH: usize = 6;

/// Takes over roles that the text has just said: for a definite event noun, a pronoun or left-out thing.
fn inherit_roles(
    parse: &Parse<'_>,
    memory: &Memory,
    frame: &Frame,
    event: &headstamp_packs::schema::SharedEvent,
    roles: &mut Roles,
    (place, denied): (Place, bool),
    traces: &mut Vec<Trace>,
) {
    if !event.phased {
        return;
    }
    let entry = &parse.tagged.lexicon.triggers[frame.word.index];
    let open: Vec<&str> = event
        .roles
        .iter()
        .take(2)
        .map(String::as_str)
        .filter(|r| !roles.contains_key(*r))
        .collect();
    if open.is_empty() {
        return;
    }
    // a phrase of this clause that fills the role but could not be resolved leaves it open
    let vague = |role: &str| {
        frame.slots.iter().any(|s| {
            *s.role == *role
                && s.mention
                    .is_some_and(|m| parse.mentions[m].kind == Kind::Party)
        })
    };
    let open: Vec<&str> = open.into_iter().filter(|r| !vague(r)).collect();
    let definite = frame
        .noun
        .and_then(|n| parse.mentions.get(n))
        .is_some_and(|m| m.definite == Some(true));
    let elliptic = frame
        .items
        .iter()
        .filter_map(|i| parse.mentions.get(*i))
        .any(|m| matches!(m.kind, Kind::Pronoun | Kind::Number) || m.definite == Some(true));
    // who denies something seldom says once more who did it to whom
    let reach = if denied {
        DENIAL_REACH
    } else if definite || elliptic || frame.items.is_empty() {
        3
    } else {
        0
    };
    for (role, actors) in memory.inherit(
        &entry.event,
        roles,
        &open,
        (place.sentence, place.paragraph),
        reach,
    ) {
        let spans = vec![parse.tagged.span(frame.word.at..frame.word.end)];
        traces.push(Trace {
            field: format!("roles.{role}"),
            spans,
            reason: "left out: as in the event told just before".into(),
        });
        roles.insert(role, actors);
    }
}

/// Roles with the actors that fill them.
pub type Roles = BTreeMap<Box<str>, Vec<ActorRef>>;

fn fill_roles(
    parse: &Parse<'_>,
    memory: &Memory,
    frame: &Frame,
    known: &[String],
    voice: &Voice,
    place: Place,
    traces: &mut Vec<Trace>,
) -> (Roles, usize) {
    let mut roles: Roles = BTreeMap::new();
    let mut named = 0;
    // names first: a pronoun must not take an actor that fills another role
    let mut order: Vec<usize> = (0..frame.slots.len()).collect();
    let direct = |slot: usize| {
        let slot = &frame.slots[slot];
        slot.actor.is_some()
            || slot
                .mention
                .and_then(|m| parse.mentions.get(m))
                .is_some_and(|m| !m.actors.is_empty())
    };
    order.sort_by_key(|slot| !direct(*slot));
    for slot in order {
        let is_direct = direct(slot);
        let slot = &frame.slots[slot];
        if !known.iter().any(|r| **r == *slot.role) {
            continue;
        }
        let taken: Vec<Box<str>> = roles
            .iter()
            .filter(|(r, _)| **r != slot.role)
            .flat_map(|(_, a)| a.iter().map(|a| a.id.clone()))
            .collect();
        let found = match (&slot.actor, slot.mention) {
            (Some(actor), _) => Some((vec![actor.clone()], actor.reason)),
            (None, Some(mention)) => memory.resolve(
                parse,
                mention,
                place.sentence,
                &taken,
                voice.source.as_ref(),
            ),
            (None, None) => None,
        };
        let Some((actors, reason)) = found else {
            continue;
        };
        if actors.iter().any(|a| taken.contains(&a.id)) {
            continue;
        }
        named += usize::from(is_direct);
        let spans: Vec<Span> = actors.iter().map(|a| a.span).collect();
        let origin = actors
            .first()
            .and_then(|a| a.origin.as_ref())
            .map(|o| format!(" ({o})"))
            .unwrap_or_default();
        traces.push(Trace {
            field: format!("roles.{}", slot.role),
            spans,
            reason: format!("{}: {reason}{origin}", slot.function),
        });
        let list = roles.entry(slot.role.clone()).or_default();
        for actor in actors {
            if !list.iter().any(|a| a.id == actor.id) {
                list.push(actor);
            }
        }
    }
    (roles, named)
}

fn fill_items(
    parse: &Parse<'_>,
    memory: &Memory,
    frame: &Frame,
    place: Place,
    relevant: bool,
    traces: &mut Vec<Trace>,
) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for index in &frame.items {
        let Some(mention) = parse.mentions.get(*index) else {
            continue;
        };
        let (facts, inferred): (ItemFacts, Option<&'static str>) = match mention.kind {
            Kind::Item | Kind::Event if mention.item.is_some() => match &mention.item {
                Some(item) if !item.weak || relevant => (item.clone(), None),
                _ => continue,
            },
            Kind::Number => {
                let Some(last) = thing_before(parse, memory, place, mention.start(), 2) else {
                    continue;
                };
                let number = mention.number.and_then(|n| parse.tagged.numbers.get(n));
                let mut facts = last;
                facts.low = number.and_then(|n| n.low);
                facts.high = number.and_then(|n| n.high);
                facts.of = number.and_then(|n| n.of);
                facts.number_span = number.map(|n| n.span);
                facts.class_span = Some(parse.tagged.span(mention.tokens.clone()));
                facts.name_span = None;
                (facts, Some("a number whose thing was named before"))
            }
            Kind::Pronoun | Kind::Event => {
                let Some(last) = thing_before(parse, memory, place, mention.start(), 1) else {
                    continue;
                };
                let mut facts = last;
                facts.low = None;
                facts.high = None;
                facts.number_span = None;
                facts.class_span = Some(parse.tagged.span(mention.tokens.clone()));
                facts.name_span = None;
                (facts, Some("a pronoun for a thing named before"))
            }
            _ => continue,
        };
        if facts.class.is_empty() {
            continue;
        }
        let item = Item {
            class: facts.class.to_string(),
            name: facts.name.as_ref().map(ToString::to_string),
            low: facts.low,
            high: facts.high,
            unit: facts.unit.as_ref().map(ToString::to_string),
            of: facts.of,
            share: facts.share,
            per: None,
        };
        if out.iter().any(|o| {
            o.class == item.class && o.name == item.name && o.low == item.low && o.high == item.high
        }) {
            continue;
        }
        let n = out.len();
        let origin = facts
            .origin
            .as_ref()
            .map(|o| format!(" ({o})"))
            .unwrap_or_default();
        if let Some(span) = facts.class_span {
            traces.push(Trace {
                field: format!("items.{n}.class"),
                spans: vec![span],
                reason: format!("{}{origin}", inferred.unwrap_or("item word")),
            });
        }
        if let (Some(_), Some(span)) = (&item.name, facts.name_span) {
            traces.push(Trace {
                field: format!("items.{n}.name"),
                spans: vec![span],
                reason: format!("designation{origin}"),
            });
        }
        if let Some(span) = facts.number_span {
            traces.push(Trace {
                field: format!("items.{n}.number"),
                spans: vec![span],
                reason: "number".into(),
            });
        }
        out.push(item);
    }
    out
}

/// The thing named last before a place: in this sentence, else in one of the `reach` sentences before.
fn thing_before(
    parse: &Parse<'_>,
    memory: &Memory,
    place: Place,
    at: usize,
    reach: usize,
) -> Option<ItemFacts> {
    let here = parse.mentions.iter().rev().find_map(|m| {
        m.item
            .as_ref()
            .filter(|item| m.kind == Kind::Item && !item.weak && m.tokens.end <= at)
    });
    here.or_else(|| {
        let (item, sentence) = memory.items.last()?;
        (place.sentence - sentence <= reach).then_some(item)
    })
    .cloned()
}

/// The stretch that carries the claim: its words and those of the segment around the event word.
fn quote(parse: &Parse<'_>, frame: &Frame) -> Span {
    let info = &parse.clauses.list[frame.clause];
    let own = info
        .ranges
        .iter()
        .find(|r| r.contains(&frame.word.at))
        .cloned()
        .unwrap_or(frame.extent.clone());
    let mut start = frame.extent.start.min(own.start);
    let mut end = frame.extent.end.max(own.end);
    let item_tokens = frame.items.iter().filter_map(|i| parse.mentions.get(*i));
    for mention in item_tokens {
        start = start.min(mention.start());
        end = end.max(mention.tokens.end);
    }
    while start < end && (parse.tagged.is_punct(start) || parse.tagged.coordinator(start).is_some())
    {
        start += 1;
    }
    while end > start + 1 && parse.tagged.is_punct(end - 1) {
        end -= 1;
    }
    parse.tagged.span(start..end)
}

/// Keeps the fullest of statements that say the same.
pub fn merge(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let same = out.iter().position(|old| repeats(old, &draft));
        match same {
            Some(index) => {
                let old = &mut out[index];
                let beside = old.sentence == draft.sentence && old.clause == draft.clause;
                if fullness(&draft) > fullness(old) {
                    let rest = std::mem::replace(old, draft);
                    if beside {
                        unite(&mut old.statement, &rest.statement);
                    }
                } else if beside {
                    unite(&mut old.statement, &draft.statement);
                }
            }
            None => out.push(draft),
        }
    }
    out
}

/// Takes over roles and things that only the other of two readings of one clause has.
fn unite(into: &mut Statement, from: &Statement) {
    for (role, actors) in &from.roles {
        let taken = into.roles.values().flatten().any(|id| actors.contains(id));
        if into.roles.contains_key(role) || taken {
            continue;
        }
        into.roles.insert(role.clone(), actors.clone());
        let field = format!("roles.{role}");
        into.traces
            .extend(from.traces.iter().filter(|t| t.field == field).cloned());
    }
    if into.items.is_empty() {
        into.items.clone_from(&from.items);
        into.traces.extend(
            from.traces
                .iter()
                .filter(|t| t.field.starts_with("items."))
                .cloned(),
        );
    }
}

fn fullness(draft: &Draft) -> usize {
    let s = &draft.statement;
    s.roles.values().map(Vec::len).sum::<usize>() * 4
        + s.items
            .iter()
            .map(|i| {
                2 + usize::from(i.low.is_some() || i.high.is_some()) * 2
                    + usize::from(i.name.is_some())
            })
            .sum::<usize>()
        + usize::from(s.time.is_some())
        + usize::from(!draft.noun)
}

fn repeats(old: &Draft, new: &Draft) -> bool {
    let (a, b) = (&old.statement, &new.statement);
    if a.event != b.event || a.polarity != b.polarity {
        return false;
    }
    // in whatever order its members are named
    let equal =
        |v: &[String], w: &[String]| v.len() == w.len() && v.iter().all(|id| w.contains(id));
    let roles_fit = a
        .roles
        .iter()
        .all(|(r, v)| b.roles.get(r).is_none_or(|w| equal(w, v)))
        && b.roles
            .iter()
            .all(|(r, v)| a.roles.get(r).is_none_or(|w| equal(w, v)));
    if !roles_fit {
        return false;
    }
    let same_clause = old.sentence == new.sentence && old.clause == new.clause;
    let two_sources = a.source.is_some() && b.source.is_some() && a.source != b.source;
    if same_clause && !two_sources && (old.noun || new.noun || old.at == new.at) {
        return true;
    }
    let same_roles = a.roles == b.roles;
    let source = a.source == b.source || a.source.is_none() || b.source.is_none();
    let numbers_fit = a.items.iter().all(|i| {
        b.items.iter().all(|j| {
            i.class != j.class
                || (i.low, i.high) == (j.low, j.high)
                || i.low.is_none() && i.high.is_none()
                || j.low.is_none() && j.high.is_none()
        })
    });
    let classes = |s: &Statement| {
        let mut c: Vec<String> = s.items.iter().map(|i| i.class.clone()).collect();
        c.sort();
        c.dedup();
        c
    };
    let times = a.time == b.time || a.time.is_none() || b.time.is_none();
    same_roles
        && source
        && numbers_fit
        && times
        && a.phase == b.phase
        && (classes(a) == classes(b) || a.items.is_empty() || b.items.is_empty())
}
