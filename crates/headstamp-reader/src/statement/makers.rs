//! What a participle beside a thing says of it: who made it, who sold it before.
//!
//! `Parts made in Norway were found` and `the guns ordered from Norway arrived` are one event each. Next: `roles`.

use crate::frames::Frame;
use crate::mentions::ActorRef;
use crate::parse::Parse;
use headstamp_packs::Shared;

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
