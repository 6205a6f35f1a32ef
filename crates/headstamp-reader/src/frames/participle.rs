//! Participles that describe: before their noun (`captured tanks`, `die von Iran gelieferten Drohnen`), behind it
//! (`drones supplied by Iran`), or with their doer before a hyphen (`Iranian-supplied`).
//!
//! They are frames of their own; the main verb must not take their phrases. Next: `slots`.

use super::slots::{fill, prepositional};
use super::{Frame, ITEM, Slot};
use crate::lexicon::{Sense, VerbForm};
use crate::mentions::{ActorRef, Kind, Mention};
use crate::parse::{Parse, Use};
use crate::verbs::Status;
use headstamp_packs::schema::WordOrder;

/// The noun that a participle stands before: `die von Iran gelieferten Drohnen`, `captured tanks`.
pub(super) fn attributive(parse: &Parse<'_>, word: &Use, anchor: usize) -> Option<usize> {
    if word.form != VerbForm::Participle {
        return None;
    }
    let svo = parse.tagged.lexicon.orthography.order == WordOrder::Svo;
    let helped = svo
        && (1..=3).any(|back| anchor >= back && parse.tagged.auxiliary(anchor - back).is_some());
    // `a Belgian-made rifle`: inside the phrase itself, or before it
    if parse.tagged.participle_with_doer(anchor) {
        return parse.mentions.iter().position(|m| {
            m.kind == Kind::Item
                && (m.tokens.contains(&anchor) || m.start() > anchor)
                && m.head.start > anchor
                && m.head.start - anchor <= 5
        });
    }
    let within = parse
        .mentions
        .iter()
        .position(|m| m.kind == Kind::Item && m.tokens.contains(&anchor) && m.head.start > anchor);
    if within.is_some() {
        return within;
    }
    let next = parse.mentions.iter().position(|m| {
        m.tokens.start == word.end
            && m.preposition.is_none()
            && matches!(m.kind, Kind::Item | Kind::Party)
    })?;
    let plain = parse.mentions[next].definite.is_none() && parse.mentions[next].number.is_none();
    (plain && !helped && (!svo || parse.mentions[next].kind == Kind::Item)).then_some(next)
}

/// The frame of a participle before its noun: the noun is its object, the phrases just before it its arguments.
pub(super) fn attributive_frame(
    parse: &Parse<'_>,
    frame: &mut Frame,
    noun: usize,
    speakers: &[bool],
) {
    frame.passive = true;
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let object = trigger
        .roles
        .get("object")
        .map_or(ITEM, String::as_str)
        .to_owned();
    fill(
        parse,
        frame,
        if parse.mentions[noun].kind == Kind::Item {
            ITEM
        } else {
            &object
        },
        noun,
        "noun after a participle",
    );
    if let Some(doer) = trigger.roles.get("subject").filter(|r| *r != ITEM)
        && parse.tagged.participle_with_doer(frame.word.at)
    {
        for (hit, sense) in parse.tagged.modifiers(frame.word.at) {
            if let Sense::Actor { id, .. } = sense {
                frame.slots.push(Slot {
                    role: doer.as_str().into(),
                    mention: None,
                    actor: Some(ActorRef {
                        id: id.clone(),
                        span: parse.tagged.span(hit.tokens.clone()),
                        origin: Some(parse.tagged.lexicon.entry(hit).origin.clone()),
                        reason: "doer before a participle",
                    }),
                    function: "compound".into(),
                });
            }
        }
        return;
    }
    let mut start = frame.word.at;
    for index in (0..noun).rev() {
        let mention = &parse.mentions[index];
        let near = mention.tokens.end <= start
            && start - mention.tokens.end <= 2
            && (mention.tokens.end..start).all(|i| !parse.tagged.is_punct(i));
        let Some(word) = mention
            .governed_by()
            .filter(|_| near && !speakers.get(index).copied().unwrap_or(false))
        else {
            break;
        };
        let word = word.to_owned();
        prepositional(parse, frame, index, &word, true);
        start = mention.start();
    }
}

/// A participle without auxiliary between the subject and the finite verb of a clause.
pub(super) fn bare_participle(parse: &Parse<'_>, clause: usize, anchor: usize) -> Option<usize> {
    let finite = parse.clauses.list[clause].finite?;
    parse.tokens_in(clause).find(|i| {
        *i < finite
            && *i != anchor
            && parse.statuses.get(*i).copied().flatten() == Some(Status::Participle)
            && parse.tagged.auxiliary(*i).is_none()
            && !(1..=3).any(|back| *i >= back && parse.tagged.auxiliary(*i - back).is_some())
    })
}

/// Whether a phrase belongs to a participle right behind it: `eine in Norwegen hergestellte Rakete traf …`.
pub(super) fn of_participle_behind(parse: &Parse<'_>, mention: &Mention, anchor: usize) -> bool {
    let at = mention.tokens.end;
    at != anchor
        && parse
            .tagged
            .verb_forms(at)
            .any(|form| form == VerbForm::Participle)
        && parse.mentions.iter().any(|m| {
            matches!(m.kind, Kind::Item | Kind::Party)
                && m.preposition.is_none()
                && (m.tokens.start == at + 1 || m.tokens.contains(&at) && m.head.start > at)
        })
}

/// The phrase directly before a bare participle.
pub(super) fn before_participle(parse: &Parse<'_>, at: usize) -> Option<usize> {
    parse
        .mentions
        .iter()
        .enumerate()
        .rev()
        .find(|(_, m)| m.tokens.end <= at && at - m.tokens.end <= 1)
        .map(|(i, _)| i)
}
