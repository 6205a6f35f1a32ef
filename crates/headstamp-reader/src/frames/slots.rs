//! Which phrase fills which role: objects by their kind, case and place, phrases by their preposition.
//!
//! What each function gives is data; this module knows only where a phrase stands. Next: `noun`.

use super::{Frame, ITEM, Slot, is_joint};
use crate::grammar::Case;
use crate::lexicon::{Sense, VerbForm};
use crate::mentions::{Kind, Mention, possessor_word};
use crate::parse::Parse;

pub(super) fn may_fill(mention: &Mention) -> bool {
    mention.may_act()
}

pub(super) fn objects(parse: &Parse<'_>, frame: &mut Frame, bare: &[usize], passive: bool) {
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let roles = &trigger.roles;
    let object_role = roles.get("object").map(String::as_str);
    let thing_is_subject = roles.get("subject").is_some_and(|r| r == ITEM);
    for index in bare {
        let mention = &parse.mentions[*index];
        match mention.kind {
            // `trained 30,000 Ukrainian soldiers`
            Kind::Item if mention.may_act() && object_role.is_some_and(|role| role != ITEM) => {
                if let Some(role) = object_role.filter(|role| !frame.has(role)) {
                    fill(parse, frame, role, *index, "object");
                }
            }
            Kind::Item | Kind::Number => {
                let takes = object_role == Some(ITEM) || thing_is_subject || object_role.is_none();
                if takes || roles.values().any(|r| r == ITEM) {
                    fill(parse, frame, ITEM, *index, "object");
                }
            }
            Kind::Party | Kind::Pronoun => {
                if mention.cases == [Case::Genitive] || mention.is_impersonal() {
                    continue;
                }
                // an indirect object stands beside a thing, in languages without cases before it
                let thing = bare.iter().any(|i| {
                    parse.mentions[*i].kind != mention.kind
                        && matches!(parse.mentions[*i].kind, Kind::Item | Kind::Number)
                        && (parse.tagged.lexicon.orthography.cases
                            || mention.head.start < parse.mentions[*i].head.start)
                });
                // `supplied Burundi with mortars`: a preposition has brought the thing already
                let brought = !frame.items.is_empty();
                let dative = roles.get("dative").map(String::as_str).filter(|_| {
                    passive
                        || thing
                        || brought
                        || object_role != Some(ITEM)
                        || mention.cases == [Case::Dative]
                });
                let role = if passive
                    && mention.kind == Kind::Pronoun
                    && mention.cases != [Case::Dative]
                {
                    None
                } else if passive {
                    dative.or_else(|| object_role.filter(|r| *r != ITEM))
                } else if mention.cases == [Case::Dative] {
                    dative
                } else if object_role == Some(ITEM) || object_role.is_none() {
                    // a pronoun may be the thing; a party beside a thing is who gets it
                    if mention.kind == Kind::Pronoun && dative.is_none() {
                        object_role
                    } else {
                        dative
                    }
                } else {
                    object_role
                };
                if let Some(role) = role {
                    let function = if Some(role) == dative && Some(role) != object_role {
                        "indirect object"
                    } else {
                        "object"
                    };
                    if !frame.has(role) || role == ITEM {
                        fill(parse, frame, role, *index, function);
                    }
                }
            }
            _ => {}
        }
    }
}

pub(super) fn prepositional(
    parse: &Parse<'_>,
    frame: &mut Frame,
    index: usize,
    word: &str,
    passive: bool,
) {
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let mention = &parse.mentions[index];
    let subject_role = trigger.roles.get("subject").map(String::as_str);
    // `fired at positions of the RSF`: what governs the noun that no list knows governs whose it is
    let outer = through_unknown(parse, index, word);
    let word = outer.as_deref().unwrap_or(word);
    let role = if frame.noun.is_some() {
        trigger.noun_roles.get(word)
    } else {
        // `von` after a passive is who did it, whatever it is beside the active verb (`kaufte von`)
        let agent = passive
            && parse.tagged.lexicon.orthography.cases
            && possessor_word(&parse.tagged, word);
        let subject = trigger.roles.get("subject").filter(|r| agent && *r != ITEM);
        subject.or_else(|| trigger.roles.get(word)).or_else(|| {
            trigger
                .noun_roles
                .get(word)
                .filter(|r| passive && Some(r.as_str()) == subject_role)
        })
    };
    match mention.kind {
        // `captured by Russian troops`
        Kind::Item if mention.may_act() && role.is_some_and(|r| r != ITEM) => {
            if let Some(role) = role.filter(|r| !frame.has(r)) {
                let role = role.clone();
                fill(parse, frame, &role, index, word);
            }
        }
        // `was hit by a rocket`: what does it, where the verb's subject is a thing
        Kind::Item
            if passive
                && frame.noun.is_none()
                && subject_role == Some(ITEM)
                && role.is_some_and(|r| r != ITEM) =>
        {
            fill(parse, frame, ITEM, index, word);
        }
        Kind::Item | Kind::Number => {
            let bare_noun = frame.noun.is_some() && possessor_word(&parse.tagged, word);
            if role.is_some_and(|r| r == ITEM) || bare_noun && mention.kind == Kind::Item {
                fill(parse, frame, ITEM, index, word);
            }
        }
        Kind::Party | Kind::Pronoun => {
            if let Some(role) = role.filter(|r| *r != ITEM)
                && (is_joint(parse, frame)
                    || !frame.slots.iter().any(|s| {
                        s.role.as_ref() == role
                            && s.mention
                                .is_some_and(|m| parse.mentions[m].group != mention.group)
                    }))
            {
                fill(parse, frame, role, index, word);
            }
        }
        Kind::Place => {
            if let Some(role) = role.filter(|r| *r != ITEM && !frame.has(r)) {
                let role = role.clone();
                fill(parse, frame, &role, index, word);
            }
        }
        // `in talks over the purchase of five systems`: the things of an event that takes the thing's place
        Kind::Event if role.is_some_and(|r| r == ITEM) => {
            let things: Vec<usize> = parse
                .mentions
                .iter()
                .enumerate()
                .filter(|(_, m)| m.kind == Kind::Item && m.possesses == Some(index))
                .map(|(i, _)| i)
                .collect();
            fill(parse, frame, ITEM, index, word);
            for thing in things {
                fill(parse, frame, ITEM, thing, word);
            }
        }
        Kind::Event => {
            // `shipments to Russian customers`: a noun for a doer with its state is that state
            let doer = mention
                .events
                .iter()
                .all(|(_, form)| *form == VerbForm::AgentNoun);
            let agent = passive && role.map(String::as_str) == subject_role;
            if let Some(role) = role.filter(|r| (doer || agent) && *r != ITEM && !frame.has(r)) {
                let role: Box<str> = role.as_str().into();
                for actor in &mention.actors {
                    frame.slots.push(Slot {
                        role: role.clone(),
                        mention: None,
                        actor: Some(actor.clone()),
                        function: word.into(),
                    });
                }
            }
        }
    }
}

/// The preposition of the unknown noun that a possessor belongs to: `at` in `at positions of the RSF`.
pub(super) fn through_unknown(parse: &Parse<'_>, index: usize, word: &str) -> Option<Box<str>> {
    let mention = &parse.mentions[index];
    if !possessor_word(&parse.tagged, word)
        || mention.possesses.is_some()
        || !matches!(mention.kind, Kind::Party | Kind::Place)
    {
        return None;
    }
    let end = mention.start();
    let noun = end.checked_sub(1).filter(|at| parse.tagged.unknown(*at))?;
    let from = (noun.saturating_sub(2)..=noun)
        .rev()
        .take_while(|at| parse.tagged.unknown(*at) || parse.tagged.article(*at).is_some())
        .last()?;
    let (outer, _) = parse.tagged.preposition_before(from)?;
    (!possessor_word(&parse.tagged, outer)).then(|| outer.into())
}

/// Things that a phrase brings along: what a container holds, and what `including` names.
pub(super) fn brought_along(parse: &Parse<'_>, thing: usize) -> Vec<usize> {
    let Some(mention) = parse.mentions.get(thing) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let holds = mention
        .item
        .as_ref()
        .is_some_and(|i| parse.tagged.lexicon.holding.contains(&i.class));
    let end = mention.tokens.end;
    let inside = parse.mentions.iter().position(|m| {
        m.kind == Kind::Item && m.start() == end && m.preposition.is_some() && m.tokens.start > end
    });
    if let Some(inside) = inside.filter(|_| holds) {
        out.extend(parse.group(inside));
    }
    if holds {
        out.extend(held(parse, end));
    }
    // `drones to Niger, including six TB2s`: no other thing in between
    let next = parse
        .mentions
        .iter()
        .filter(|m| m.kind == Kind::Item && m.tokens.start >= end)
        .map(|m| m.tokens.start)
        .min();
    let marks = (end..next.unwrap_or(end + 1).min(parse.tagged.len())).filter(|at| {
        *at == end
            || at
                .checked_sub(1)
                .is_some_and(|b| parse.tagged.is_mark(b, ','))
    });
    let after = marks
        .flat_map(|at| parse.tagged.senses(at))
        .find(|(_, sense)| matches!(sense, Sense::Including))
        .map(|(hit, _)| hit.tokens.end);
    if let Some(after) = after {
        let named = parse
            .mentions
            .iter()
            .position(|m| m.kind == Kind::Item && m.tokens.start == after);
        out.extend(named.into_iter().flat_map(|named| parse.group(named)));
    }
    out
}

/// What the containers named before `from` can hold: `containers, enough for 5 million shells`.
fn held(parse: &Parse<'_>, from: usize) -> Option<usize> {
    let word = (from..parse.tagged.len()).find(|at| {
        parse
            .tagged
            .senses(*at)
            .any(|(_, sense)| matches!(sense, Sense::Capacity))
    })?;
    let clause = parse.clauses.at(word);
    parse.mentions.iter().position(|m| {
        m.kind == Kind::Item
            && m.tokens.start >= from
            && parse.clauses.at(m.head.start) == clause
            && m.item.as_ref().is_some_and(|i| {
                i.number_span.is_some() && !parse.tagged.lexicon.holding.contains(&i.class)
            })
    })
}

pub(super) fn fill(
    parse: &Parse<'_>,
    frame: &mut Frame,
    role: &str,
    mention: usize,
    function: &str,
) {
    for index in parse.group(mention) {
        let Some(found) = parse.mentions.get(index) else {
            continue;
        };
        if role == ITEM {
            match found.kind {
                Kind::Item | Kind::Number | Kind::Pronoun if !frame.items.contains(&index) => {
                    frame.items.push(index);
                    frame.cover(found.tokens.clone());
                    for more in brought_along(parse, index) {
                        if !frame.items.contains(&more) {
                            frame.items.push(more);
                            frame.cover(parse.mentions[more].tokens.clone());
                        }
                    }
                }
                Kind::Event if found.item.is_some() && !frame.items.contains(&index) => {
                    frame.items.push(index);
                    frame.cover(found.tokens.clone());
                }
                _ => {}
            }
            continue;
        }
        if !may_fill(found) && found.kind != Kind::Place {
            continue;
        }
        if frame.slots.iter().any(|s| s.mention == Some(index)) {
            continue;
        }
        frame.slots.push(Slot {
            role: role.into(),
            mention: Some(index),
            actor: None,
            function: function.into(),
        });
        if parse.clauses.at(found.head.start) == frame.clause
            || found.tokens.end + 3 >= frame.extent.start && found.tokens.end <= frame.extent.start
        {
            frame.cover(found.start()..found.tokens.end);
        }
    }
}
