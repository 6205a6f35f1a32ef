//! Puts a statement together from frame, facts and attribution; every field with its words and reason.
//!
//! A field that cannot be traced to words is left empty. Repeats of one source in one document are merged into
//! the fullest.

mod items;
mod makers;
mod merge;
mod roles;
mod voice;

use crate::discourse::{Memory, Told};
use crate::factuality::{facts, trigger_reason};
use crate::frames::{Frame, in_infinitive};
use crate::lexicon::VerbForm;
use crate::mentions::ActorRef;
use crate::parse::Parse;
use crate::sides;
use headstamp_model::{Basis, Certainty, Item, Phase, Polarity, Span, Statement, Trace};
use headstamp_packs::Shared;
use headstamp_packs::schema::Stance;
use items::{fill_items, is_within};
pub use makers::{Maker, described, makers};
pub use merge::merge;
pub use roles::Roles;
use roles::{adjective_role, denier_role, fill_roles, inherit_roles, owner_role};
pub use voice::{Voice, joint, own_voice, spoken, voice};

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its number.
    pub sentence: usize,
    /// Its paragraph.
    pub paragraph: usize,
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
    for role in &event.value.state_roles {
        if let Some(actors) = roles.get_mut(role.as_str()) {
            actors.retain(ActorRef::is_state);
        }
    }
    roles.retain(|_, actors| !actors.is_empty());
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

trait ExpectsItem {
    fn item_expected(&self) -> bool;
}

impl ExpectsItem for headstamp_packs::schema::SharedEvent {
    /// Types that move or make things; a bare noun of these with one filler is no event yet.
    fn item_expected(&self) -> bool {
        self.phased || self.item
    }
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
