//! Puts a statement together from frame, facts and attribution; every field with its words and reason.
//!
//! A field that cannot be traced to words is left empty. Repeats of one source in one document are merged into
//! the fullest.

mod conditions;
mod items;
mod makers;
mod merge;
mod roles;
mod voice;

use crate::discourse::{Memory, Told};
use crate::factuality::{facts, trigger_reason};
use crate::frames::{Frame, in_infinitive};
use crate::lexicon::VerbForm;
use crate::parse::Parse;
use crate::sides;
use conditions::Content;
use headstamp_model::{Basis, Phase, Polarity, Span, Statement, Trace};
use headstamp_packs::Shared;
use headstamp_packs::schema::Stance;
use items::{Pieces, fill_items};
pub use makers::{Maker, described, makers};
pub use merge::merge;
pub(crate) use roles::INHERITED;
pub use roles::Roles;
use roles::{
    adjective_role, denier_role, fill_roles, inherit_roles, owner_role, refuser_role, seller_role,
    teller_role,
};
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
    let entry = &parse.tagged.lexicon.triggers[frame.word.index];
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
    let refused = stance == Some(Stance::Denies)
        && frame.noun.is_some()
        && entry.trigger.phase == Some(Phase::Requested);
    if refused {
        facts.phase = Phase::Halted;
    }
    let stance = stance.filter(|_| !refused);
    let denied = matches!(stance, Some(Stance::Denies | Stance::CannotSay));
    let mut traces = Vec::new();
    let (mut roles, named) = fill_roles(
        parse,
        memory,
        frame,
        &event.value,
        voice,
        place,
        &mut traces,
    );
    let items = fill_items(
        parse,
        memory,
        frame,
        place,
        relevant || named >= 2,
        Pieces {
            single: event.value.pieces
                && facts.phase != Phase::Ongoing
                && facts.polarity == Polarity::Positive,
            once: event.value.once && facts.phase == Phase::Completed,
        },
        &mut traces,
    );
    if refused {
        refuser_role(voice, &event.value, &mut roles, &mut traces);
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
    seller_role(parse, frame, &event.value, &mut roles, &mut traces);
    owner_role(parse, frame, &event.value, &mut roles, &mut traces);
    denier_role(parse, memory, frame, place, &mut roles, &mut traces);
    inherit_roles(
        parse,
        memory,
        frame,
        &event.value,
        &mut roles,
        (place, denied),
        &mut traces,
    );
    teller_role(
        parse,
        memory,
        frame,
        &event.value,
        place,
        &mut roles,
        &mut traces,
    );
    let told = Content {
        roles: &roles,
        items: &items,
        both_named: relevant && named >= 2,
        operated: facts.operated,
        denied,
        arms: names_arms(parse, frame),
    };
    if !told.suffices(parse, frame, &event.value) {
        return None;
    }
    let word = Trace {
        field: "type".into(),
        spans: vec![parse.tagged.span(frame.word.at..frame.word.end)],
        reason: trigger_reason(parse, frame).to_string(),
    };
    traces.insert(0, word);
    if !refused {
        voice.weigh(&mut facts);
    }
    let basis = if stance == Some(Stance::Admits) {
        Basis::Admission
    } else {
        voice.basis.or(facts.basis).unwrap_or(Basis::Unstated)
    };
    traces.extend(facts.why.into_iter().map(|why| Trace {
        field: why.field.into(),
        spans: vec![why.span],
        reason: why.reason.to_string(),
    }));
    traces.extend(voice.traces());
    let time = facts
        .date
        .and_then(|d| parse.tagged.dates.get(d))
        .map(|d| d.value.clone());
    let span = quote(parse, frame);
    let statement = Statement {
        id: String::new(),
        doc: String::new(),
        lang: parse.tagged.lexicon.language.to_string(),
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
        polarity: facts.polarity,
        certainty: facts.certainty,
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
