//! The frame of an event noun: its adjective, its possessor, the thing before it and the phrases that follow.
//!
//! Nouns for doers (`supplier`) and for deals take one side from the clause that they stand in. Next: `factuality`.

use super::slots::{fill, may_fill, prepositional};
use super::{Frame, ITEM, Slot};
use crate::lexicon::{Sense, VerbForm};
use crate::mentions::Kind;
use crate::parse::{Parse, Use};

pub(super) fn noun_frame(parse: &Parse<'_>, word: &Use, speakers: &[bool]) -> Option<Frame> {
    let lexicon = parse.tagged.lexicon;
    let trigger = &lexicon.triggers[word.index].trigger;
    let (index, noun) = parse
        .mentions
        .iter()
        .enumerate()
        .find(|(_, m)| m.kind == Kind::Event && m.head.contains(&word.at))?;
    let clause = parse.clauses.at(word.at);
    let mut frame = Frame {
        word: word.clone(),
        clause,
        passive: false,
        describes: false,
        slots: Vec::new(),
        items: Vec::new(),
        noun: Some(index),
        denier: None,
        teller: None,
        sides: trigger.sides,
        extent: noun.tokens.clone(),
        construction: None,
    };
    let agent = word.form == VerbForm::AgentNoun;
    let doer = trigger.roles.get("subject").cloned();
    let adjective_role = trigger
        .noun_roles
        .get("adjective")
        .or(trigger.noun_roles.get("possessor"))
        .or(doer.as_ref());
    for actor in &noun.actors {
        let role = if agent { doer.as_ref() } else { adjective_role };
        if let Some(role) = role.filter(|r| *r != ITEM)
            && !frame
                .slots
                .iter()
                .any(|s| s.actor.as_ref().is_some_and(|a| a.id == actor.id))
        {
            frame.slots.push(Slot {
                role: role.as_str().into(),
                mention: None,
                actor: Some(actor.clone()),
                function: "adjective".into(),
            });
        }
    }
    if noun.item.is_some() {
        frame.items.push(index);
    }
    // `tank deliveries`: the thing directly before
    if let Some((before, _)) = index
        .checked_sub(1)
        .and_then(|i| parse.mentions.get(i).map(|m| (i, m)))
        .filter(|(_, m)| {
            m.kind == Kind::Item && m.tokens.end == noun.tokens.start && m.possesses.is_none()
        })
    {
        fill(parse, &mut frame, ITEM, before, "before its noun");
        // `Russian arms deliveries`, `Norway's tank sales`: whose things they are is whose event it is
        let owners = parse.mentions[before].item.iter().flat_map(|i| &i.made_by);
        if let Some(role) = adjective_role.filter(|r| !agent && *r != ITEM && !frame.has(r)) {
            for owner in owners {
                frame.slots.push(Slot {
                    role: role.as_str().into(),
                    mention: None,
                    actor: Some(owner.clone()),
                    function: "adjective".into(),
                });
            }
        }
        frame.cover(parse.mentions[before].start()..noun.tokens.end);
    }
    for (i, mention) in parse.mentions.iter().enumerate() {
        if mention.possesses != Some(index) || speakers.get(i).copied().unwrap_or(false) {
            continue;
        }
        match mention.kind {
            Kind::Item => fill(parse, &mut frame, ITEM, i, "possessor"),
            _ if may_fill(mention) || mention.kind == Kind::Place => {
                let by_word = mention
                    .governed_by()
                    .and_then(|w| trigger.noun_roles.get(w))
                    .filter(|r| *r != ITEM);
                let role = by_word
                    .or(trigger.noun_roles.get("possessor"))
                    .or(doer.as_ref())
                    .filter(|r| *r != ITEM)
                    .cloned();
                if let Some(role) = role {
                    fill(parse, &mut frame, &role, i, "possessor");
                }
            }
            _ => {}
        }
    }
    following(parse, &mut frame, index, speakers);
    // `imposed sanctions on Iran for its deliveries`: done by whom the verb is done to
    let reason = noun
        .preposition
        .as_ref()
        .is_some_and(|(_, at)| parse.tagged.gerund_of_object(*at));
    if let Some(doer) = doer
        .as_ref()
        .filter(|r| reason && *r != ITEM && !frame.has(r))
    {
        let subject = parse.subject(clause);
        let object = parse
            .mentions_in(clause)
            .filter(|(i, m)| {
                *i < index
                    && Some(*i) != subject
                    && m.kind == Kind::Party
                    && m.possesses.is_none()
                    && !m.actors.is_empty()
                    && !speakers.get(*i).copied().unwrap_or(false)
            })
            .map(|(i, _)| i)
            .last();
        if let Some(object) = object.filter(|_| !agent) {
            fill(parse, &mut frame, doer, object, "whom the verb is done to");
        }
    }
    if trigger.sides {
        concludes(parse, &mut frame, index, speakers);
    }
    if agent {
        agent_noun(parse, &mut frame, index, speakers);
    }
    Some(frame)
}

/// Phrases that follow an event noun one after the other, with nothing but adverbs and dates between.
pub(super) fn following(parse: &Parse<'_>, frame: &mut Frame, index: usize, speakers: &[bool]) {
    let mut end = parse.mentions[index].tokens.end;
    for next in index + 1..parse.mentions.len() {
        let mention = &parse.mentions[next];
        let gap = end..mention.start();
        // `worth 80 million euros to Israel`
        let worth = gap.len() <= 9
            && gap.clone().any(|i| {
                parse
                    .tagged
                    .senses(i)
                    .any(|(_, s)| matches!(s, Sense::Unit(_, true)))
            });
        let quiet = (gap.len() <= 5 || worth)
            && gap.clone().all(|i| {
                !parse.tagged.is_punct(i)
                    && parse.statuses.get(i).is_some_and(Option::is_none)
                    && parse.tagged.opener(i).is_none()
                    || parse.tagged.is_mark(i, '-')
                    || parse.tagged.coordinator(i).is_some()
                    || parse.tagged.is_mark(i, ',') && mention.group != next
            });
        if !quiet
            || speakers.get(next).copied().unwrap_or(false)
            || mention.kind == Kind::Event && mention.group == next
        {
            break;
        }
        end = mention.tokens.end;
        if mention.possesses.is_some()
            && mention.possesses != Some(index)
            && parse
                .mentions
                .get(mention.possesses.unwrap_or(0))
                .is_some_and(|m| m.kind != Kind::Item)
        {
            continue;
        }
        match mention.governed_by() {
            Some(word) => prepositional(parse, frame, next, word, false),
            None if mention.kind == Kind::Item && gap.is_empty() => {
                fill(parse, frame, ITEM, next, "after its noun");
            }
            // `Lieferungen Russlands an Syrien`: the genitive has its role already
            None if mention.group != next || mention.possesses == Some(index) => {}
            None => break,
        }
    }
}

/// `Poland signed a contract`: the subject whose object is a deal is a side of it.
pub(super) fn concludes(parse: &Parse<'_>, frame: &mut Frame, index: usize, speakers: &[bool]) {
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let Some(role) = trigger.noun_roles.get("possessor").filter(|r| *r != ITEM) else {
        return;
    };
    let noun = &parse.mentions[index];
    let clause = frame.clause;
    let active = parse
        .tokens_in(clause)
        .all(|i| !parse.passive(i, true) || parse.tagged.auxiliary(i).is_some());
    let subject = parse.subject(clause).filter(|s| {
        active
            && noun.preposition.is_none()
            && *s != index
            && parse.mentions[*s].kind == Kind::Party
            && !speakers.get(*s).copied().unwrap_or(false)
    });
    if let Some(subject) = subject.filter(|_| !frame.has(role)) {
        let role = role.clone();
        fill(parse, frame, &role, subject, "subject beside a deal");
    }
}

/// `X is the largest supplier of Y`: the subject does it.
pub(super) fn agent_noun(parse: &Parse<'_>, frame: &mut Frame, index: usize, speakers: &[bool]) {
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let Some(doer) = trigger.roles.get("subject").filter(|r| *r != ITEM) else {
        return;
    };
    let copula = parse
        .tokens_in(frame.clause)
        .any(|i| parse.tagged.auxiliary(i).is_some_and(|a| a.copula));
    if let Some(subject) = parse
        .subject(frame.clause)
        .filter(|s| copula && *s != index && !speakers.get(*s).copied().unwrap_or(false))
        && !frame.has(doer)
    {
        let doer = doer.clone();
        fill(parse, frame, &doer, subject, "subject of `is`");
    }
}
