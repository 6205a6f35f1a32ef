//! Whether roles are the right way round: voice and prepositions of the text decide, where they do.
//!
//! Two sources are asked: the frames of the event words in the quote, by names that stand in them, and what our own
//! reader made of the sentence. A role is refused only where both of its sides stand crossed, or where a preposition
//! gives the actor the other role.

use super::actors::Roles;
use super::refusal::{Refusal, shown};
use super::{Checking, Verifier};
use crate::frames::{Frame, Slot};
use crate::mentions::Kind;
use crate::parse::Parse;
use crate::statement::INHERITED;
use headstamp_model::Statement;
use headstamp_packs::schema::{SharedEvent, WordOrder};

impl Verifier<'_> {
    /// Refuses roles that the text gives the other way round.
    pub(super) fn not_swapped(
        &self,
        checking: &Checking<'_>,
        event: &SharedEvent,
        given: &Roles,
    ) -> Result<(), Refusal> {
        // the text seldom tells a middleman from the two sides
        let sides = event.roles.iter().take(2);
        let roles = &sides
            .filter_map(|role| Some((role.clone(), given.get(role)?.clone())))
            .collect();
        let refusal = |(role, given, reads): (String, String, String)| Refusal::RolesSwapped {
            role,
            given,
            reads,
            words: shown(&self.document.text, checking.span),
        };
        let own = || self.ground.own(checking.event, checking.span);
        if own().any(|own| crossed(own, roles).is_none() && agrees(own, given)) {
            return Ok(());
        }
        let mut swapped = None;
        for (sentence, parse) in self.ground.around(checking.sentences, 0, 0) {
            for frame in self.ground.frames(sentence) {
                let entry = &parse.tagged.lexicon.triggers[frame.word.index];
                let word = parse.tagged.span(frame.word.at..frame.word.end);
                let other = *entry.event != *checking.event || !checking.span.contains(word);
                // who cancels a contract may be either side of it
                let deal = |item: &usize| parse.mentions[*item].kind == Kind::Event;
                if other || frame.sides || entry.trigger.sides || frame.items.iter().any(deal) {
                    continue;
                }
                let same = |(role, given): (&String, &Vec<String>)| {
                    filled(parse, frame, role).any(|(_, a)| given.iter().any(|g| g == a))
                };
                if given.iter().any(same) {
                    return Ok(());
                }
                if let Some(found) = crossed_in(parse, frame, roles) {
                    swapped.get_or_insert(refusal(found));
                }
            }
        }
        swapped.map_or(Ok(()), Err)
    }
}

/// Actors that fill a role of a frame by name, with their slots.
fn filled<'f>(
    parse: &'f Parse<'_>,
    frame: &'f Frame,
    role: &'f str,
) -> impl Iterator<Item = (&'f Slot, &'f str)> {
    let slots = frame.slots.iter().filter(move |s| &*s.role == role);
    slots.flat_map(|slot| {
        let named = slot.mention.and_then(|m| parse.mentions.get(m));
        let actors = named.map_or(&[][..], |m| m.actors.as_slice());
        actors
            .iter()
            .chain(&slot.actor)
            .map(move |a| (slot, &*a.id))
    })
}

/// A role that a frame gives to the other side: role, actor, role in the text.
fn crossed_in(parse: &Parse<'_>, frame: &Frame, roles: &Roles) -> Option<(String, String, String)> {
    for (role, given) in roles {
        for (other, theirs) in roles.iter().filter(|(o, _)| *o != role) {
            for (slot, actor) in filled(parse, frame, other) {
                if !given.iter().any(|g| g == actor) || theirs.iter().any(|t| t == actor) {
                    continue;
                }
                let mirrored =
                    filled(parse, frame, role).any(|(_, a)| theirs.iter().any(|t| t == a));
                if mirrored || decides(parse, frame, slot) {
                    return Some((role.clone(), actor.to_owned(), other.clone()));
                }
            }
        }
    }
    None
}

/// Whether place or preposition of a phrase leaves no doubt about its part.
fn decides(parse: &Parse<'_>, frame: &Frame, slot: &Slot) -> bool {
    let Some(mention) = slot.mention.and_then(|m| parse.mentions.get(m)) else {
        return false;
    };
    if mention
        .governed_by()
        .is_some_and(|word| *word == *slot.function)
    {
        return true;
    }
    // where the verb stands second a subject may follow it: then it must be the only one that can act
    let fixed = parse.tagged.lexicon.orthography.order == WordOrder::Svo;
    let alone = || {
        parse
            .bare(frame.clause)
            .filter(|(_, m)| m.may_act())
            .count()
            == 1
    };
    matches!(&*slot.function, "subject" | "object") && (fixed || alone())
}

/// A role of a statement that our own reading gives to the other side: role, actor, role in the text.
fn crossed(own: &Statement, roles: &Roles) -> Option<(String, String, String)> {
    let named = |role: &String| {
        own.trace(&format!("roles.{role}"))
            .is_some_and(|t| t.reason != INHERITED)
    };
    for (role, actors) in roles {
        for actor in actors {
            if own.roles.get(role).is_some_and(|a| a.contains(actor)) {
                continue;
            }
            let reads = own.roles.iter().find(|(other, theirs)| {
                *other != role
                    && theirs.contains(actor)
                    && named(other)
                    && !roles.get(*other).is_some_and(|a| a.contains(actor))
            });
            let Some((reads, _)) = reads else { continue };
            // both sides must be the other way round: one phrase alone may stand in two places
            let decided = own.roles.get(role).is_some_and(|theirs| {
                roles
                    .get(reads)
                    .is_none_or(|given| given.iter().any(|a| theirs.contains(a)))
            });
            if decided {
                return Some((role.clone(), actor.clone(), reads.clone()));
            }
        }
    }
    None
}

/// Whether a role has the same actor in both.
pub(super) fn agrees(own: &Statement, roles: &Roles) -> bool {
    roles.is_empty()
        || own.roles.is_empty()
        || roles.iter().any(|(role, actors)| {
            own.roles
                .get(role)
                .is_some_and(|theirs| theirs.iter().any(|a| actors.contains(a)))
        })
}
