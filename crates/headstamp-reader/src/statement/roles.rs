//! Roles of a statement: phrases resolved to actors, owners and adjectives, and what the text leaves out.
//!
//! A role that nothing in the text carries stays empty. Next: `items`.

use super::makers::Maker;
use super::{Place, Voice};
use crate::discourse::Memory;
use crate::frames::Frame;
use crate::mentions::{ActorRef, Kind, POSSESSOR};
use crate::parse::Parse;
use headstamp_model::{Span, Trace};
use std::collections::BTreeMap;

/// A state adjective or possessor of the thing fills the role that the event type names for it.
pub(super) fn adjective_role(
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
        let why = "adjective or possessor of the thing";
        fill(role, found, why, roles, traces);
    }
}

/// Fills a role by words that name its actors, with the reason.
fn fill(role: &str, actors: Vec<ActorRef>, why: &str, roles: &mut Roles, traces: &mut Vec<Trace>) {
    traces.push(Trace {
        field: format!("roles.{role}"),
        spans: actors.iter().map(|a| a.span).collect(),
        reason: why.into(),
    });
    roles.insert(role.into(), actors);
}

/// Who buys or gets a thing with another state's adjective gets it from there: `Servia ordered British tanks`.
///
/// Only where the verb's subject has the other of the two first roles, no phrase fills this one and the verb has a place for it.
pub(super) fn seller_role(
    parse: &Parse<'_>,
    frame: &Frame,
    event: &headstamp_packs::schema::SharedEvent,
    roles: &mut Roles,
    traces: &mut Vec<Trace>,
) {
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let Some(role) = event
        .seller_role
        .as_deref()
        .filter(|role| !roles.contains_key(*role) && !frame.has(role))
    else {
        return;
    };
    let gets = trigger
        .roles
        .get("subject")
        .is_some_and(|subject| subject != role && roles.contains_key(subject.as_str()));
    let has_place = trigger.roles.values().any(|r| r == role);
    if !gets || !has_place || frame.noun.is_some() {
        return;
    }
    let taken = |id: &str| roles.values().flatten().any(|actor| *actor.id == *id);
    let mut found: Vec<ActorRef> = Vec::new();
    for index in &frame.items {
        let item = parse.mentions.get(*index).and_then(|m| m.item.as_ref());
        for actor in item.map_or(&[][..], |item| &item.made_by) {
            if actor.is_state() && !taken(&actor.id) && !found.iter().any(|a| a.id == actor.id) {
                found.push(actor.clone());
            }
        }
    }
    if found.len() == 1 {
        let why = "adjective of the thing that the subject gets";
        fill(role, found, why, roles, traces);
    }
}

/// Who refuses what was asked for is the side that did not ask.
pub(super) fn refuser_role(
    voice: &Voice,
    event: &headstamp_packs::schema::SharedEvent,
    roles: &mut Roles,
    traces: &mut Vec<Trace>,
) {
    let state = voice
        .source
        .as_ref()
        .and_then(|source| source.state.as_ref());
    let open = event
        .roles
        .iter()
        .take(2)
        .find(|role| !roles.contains_key(role.as_str()));
    let (Some(state), Some(open), Some(span)) = (state, open, voice.source_span) else {
        return;
    };
    if roles.values().flatten().any(|actor| *actor.id == **state) {
        return;
    }
    let reason = "who refuses what was asked for";
    let actor = ActorRef {
        id: state.as_str().into(),
        span,
        origin: None,
        reason,
    };
    fill(open, vec![actor], reason, roles, traces);
}

/// Where a thing itself moves (`came from`, `went to`), whose it is is the side that is not named.
pub(super) fn owner_role(
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
    fill(open, vec![owner], "possessor of the thing", roles, traces);
}

/// Who denies or admits an event without saying who did it did it, unless the text has just told of another part of theirs.
pub(super) fn denier_role(
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

/// Who announces or confirms an event without saying who did it did it, where that leaves no doubt: the other side is
/// named (`confirmed the sale of tanks to Chad`) or the doer is who gets something (`announced the purchase`).
pub(super) fn teller_role(
    parse: &Parse<'_>,
    memory: &Memory,
    frame: &Frame,
    event: &headstamp_packs::schema::SharedEvent,
    place: Place,
    roles: &mut Roles,
    traces: &mut Vec<Trace>,
) {
    let entry = &parse.tagged.lexicon.triggers[frame.word.index];
    let Some(role) = entry
        .trigger
        .roles
        .get("subject")
        .filter(|r| *r != crate::frames::ITEM && event.teller_does)
        .filter(|r| !roles.contains_key(r.as_str()) && !frame.has(r))
    else {
        return;
    };
    let Some(teller) = frame.teller.filter(|t| parse.group(*t).len() == 1) else {
        return;
    };
    let [actor] = parse.mentions[teller].actors.as_slice() else {
        return;
    };
    // whose things they are: `Washington confirmed the delivery of Iranian missiles`
    let others = frame
        .items
        .iter()
        .filter_map(|i| parse.mentions.get(*i)?.item.as_ref())
        .flat_map(|item| &item.made_by)
        .any(|owner| owner.id != actor.id);
    let [first, second, ..] = event.roles.as_slice() else {
        return;
    };
    let lost = event.adjective_role.as_ref() == Some(first) && !event.phased;
    let clear = if role == first {
        // who gives names whom they give it to; who lost something names nobody
        !others && (lost || roles.contains_key(second.as_str()))
    } else {
        // who takes something; what was destroyed is one's own unless somebody else's or brought down
        !lost || roles.contains_key(first.as_str()) || !entry.trigger.takes.is_empty()
    };
    let taken = roles.values().flatten().any(|a| a.id == actor.id);
    if !clear
        || taken
        || actor.id.starts_with("org:")
        || memory.took_part(&entry.event, &actor.id, place.sentence, DENIAL_REACH)
    {
        return;
    }
    let why = "who reports it as a deed of their own";
    fill(role, vec![actor.clone()], why, roles, traces);
}

/// How many sentences back a denial may mean an event.
pub(super) const DENIAL_REACH: usize = 6;

/// Takes over roles that the text has just said: for a definite event noun, a pronoun or left-out thing.
pub(super) fn inherit_roles(
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
        2
    } else {
        return;
    };
    for (role, actors) in memory.inherit(&entry.event, roles, &open, place.sentence, reach) {
        let spans = vec![parse.tagged.span(frame.word.at..frame.word.end)];
        traces.push(Trace {
            field: format!("roles.{role}"),
            spans,
            reason: INHERITED.into(),
        });
        roles.insert(role, actors);
    }
}

/// Why a role is filled that the text leaves out.
pub(crate) const INHERITED: &str = "left out: as in the event told just before";

/// Roles with the actors that fill them.
pub type Roles = BTreeMap<Box<str>, Vec<ActorRef>>;

pub(super) fn fill_roles(
    parse: &Parse<'_>,
    memory: &Memory,
    frame: &Frame,
    event: &headstamp_packs::schema::SharedEvent,
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
        if !event.roles.iter().any(|r| **r == *slot.role) {
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
    for role in &event.state_roles {
        if let Some(actors) = roles.get_mut(role.as_str()) {
            actors.retain(ActorRef::is_state);
        }
    }
    roles.retain(|_, actors| !actors.is_empty());
    (roles, named)
}
