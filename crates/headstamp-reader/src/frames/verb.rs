//! The frame of a verb: subject, objects and phrases of its clause, turned round when it is passive.
//!
//! A participle without auxiliary is a frame of its own; what stands between it and the next verb belongs to it.
//! Next: `slots`.

use super::slots::{fill, objects, prepositional};
use super::{Frame, ITEM, Slot};
use crate::grammar::Opener;
use crate::lexicon::{Sense, VerbForm};
use crate::mentions::{ActorRef, Kind, Mention, possessor_word};
use crate::parse::{Parse, Use};
use crate::verbs::Status;
use headstamp_packs::schema::{NounKind, WordOrder};

pub(super) fn verb_frame(
    parse: &Parse<'_>,
    word: &Use,
    speakers: &[bool],
    doer: Option<usize>,
) -> Frame {
    let lexicon = parse.tagged.lexicon;
    let trigger = &lexicon.triggers[word.index].trigger;
    let clause = parse.clauses.at(word.at);
    let roles = &trigger.roles;
    let anchor = (word.at..word.end)
        .find(|i| parse.statuses.get(*i).is_some_and(Option::is_some))
        .unwrap_or(word.at);
    let passive = parse.passive(anchor, roles.contains_key("object"));
    let mut frame = Frame {
        word: word.clone(),
        clause,
        passive,
        describes: false,
        slots: Vec::new(),
        items: Vec::new(),
        noun: None,
        denier: None,
        sides: trigger.sides,
        extent: word.at..word.end,
    };
    let svo = lexicon.orthography.order == WordOrder::Svo;
    if let Some(noun) = attributive(parse, word, anchor) {
        frame.describes = true;
        attributive_frame(parse, &mut frame, noun, speakers);
        return frame;
    }
    let info = &parse.clauses.list[clause];
    let from = parse.tagged.before_aside(anchor);
    let reduced = svo
        && passive
        && !parse
            .tokens_in(clause)
            .any(|i| i < from && from - i <= 6 && parse.tagged.auxiliary(i).is_some());
    frame.describes = reduced;
    // who denies having sold is who did not sell: a speaker may do what an infinitive of its own clause says
    let nonfinite = !matches!(parse.statuses.get(anchor), Some(Some(Status::Finite)));
    let open_infinitive = nonfinite
        && (svo && !passive
            || parse
                .tokens_in(clause)
                .any(|i| parse.tagged.infinitive_marker(i)));
    let subject = if reduced {
        before_participle(parse, anchor)
    } else {
        doer.or_else(|| governed_subject(parse, clause, anchor))
            .or_else(|| {
                if open_infinitive {
                    parse.subject(clause)
                } else {
                    parse.subject_beside(clause, speakers)
                }
            })
    }
    .filter(|s| {
        open_infinitive
            || !speakers.get(*s).copied().unwrap_or(false)
            || parse.clause_of(*s) != clause
    });
    let subject = if reduced {
        subject
    } else {
        subject.filter(|s| {
            !svo || parse.clause_of(*s) != clause || parse.mentions[*s].head.start < anchor
        })
    };
    let object_role = roles.get("object").map(String::as_str);
    // `De raket trof Kiev`: of a thing and a party the thing is the subject where the verb wants one
    let wants_thing = !passive
        && !svo
        && roles.get("subject").is_some_and(|r| r == ITEM)
        && object_role.is_some_and(|r| r != ITEM);
    let subject = subject.map(|subject| {
        let thing = parse
            .bare(clause)
            .find(|(_, m)| m.kind == Kind::Item && info.relative != Some(m.head.start))
            .map(|(index, _)| index);
        match thing {
            Some(thing) if wants_thing && parse.mentions[subject].kind == Kind::Party => thing,
            _ => subject,
        }
    });
    let mut concerned = false;
    if passive {
        if let Some(subject) = subject {
            let thing = parse
                .mentions
                .get(subject)
                .is_some_and(|m| matches!(m.kind, Kind::Item | Kind::Number | Kind::Event));
            let role = if thing {
                Some(ITEM)
            } else {
                object_role
                    .filter(|r| *r != ITEM)
                    .or_else(|| roles.get("dative").map(String::as_str))
            };
            if let Some(role) = role {
                fill(parse, &mut frame, role, subject, "subject of a passive");
            } else {
                fill(parse, &mut frame, ITEM, subject, "subject of a passive");
            }
        }
    } else if let (Some(subject), Some(role)) = (subject, roles.get("subject")) {
        // `Armenien fehlen Raketen`: where the thing is the subject, a party in its place is who it concerns
        let party = parse
            .mentions
            .get(subject)
            .is_some_and(|m| m.kind == Kind::Party);
        if parse.mentions[subject].kind == Kind::Event && role != ITEM {
            event_as_doer(parse, &mut frame, role, subject);
        }
        if let Some(dative) = roles.get("dative").filter(|_| party && role == ITEM) {
            fill(parse, &mut frame, dative, subject, "indirect object");
            concerned = true;
        } else {
            fill(parse, &mut frame, role, subject, "subject");
        }
    }
    let subject_group: Vec<usize> = subject.map(|s| parse.group(s)).unwrap_or_default();
    // `denied supplying missiles`: what follows another verb is that verb's
    let other_verb = if reduced {
        parse.tokens_in(clause).find(|i| {
            *i >= word.end && parse.statuses.get(*i).copied().flatten() == Some(Status::Finite)
        })
    } else if svo {
        next_verb(parse, clause, word.end)
    } else {
        None
    };
    // `drones sold to Turkey had been used`: what stands between a bare participle and the finite verb is the participle's
    let participle = (svo && !reduced)
        .then(|| bare_participle(parse, clause, anchor))
        .flatten();
    let beyond = |m: &Mention| {
        other_verb.is_some_and(|at| m.head.start > at)
            || participle.is_some_and(|at| {
                m.head.start > at && info.finite.is_some_and(|finite| m.head.start < finite)
            })
    };
    // bare phrases: objects
    let mut bare: Vec<usize> = parse
        .bare(clause)
        .filter(|(i, m)| {
            !subject_group.contains(i)
                && !speakers.get(*i).copied().unwrap_or(false)
                && m.kind != Kind::Event
                && !beyond(m)
                && !(svo && (of_event_before(parse, *i) || of_other_verb(parse, anchor, m)))
                && info.relative != Some(m.head.start)
        })
        .filter(|(_, m)| !svo || m.head.start > anchor || passive && reduced)
        .map(|(i, _)| i)
        .collect();
    if info.opener == Some(Opener::Relative)
        && info.preposition.is_none()
        && let Some(antecedent) = info.antecedent.filter(|a| Some(*a) != subject)
    {
        bare.insert(0, antecedent);
    }
    if reduced {
        bare.retain(|i| parse.mentions[*i].head.start > anchor);
    }
    // phrases with a preposition
    for (index, mention) in parse.mentions_in(clause) {
        // `through dealers in China came …`: a phrase right behind a noun in front of the verb belongs to that noun
        let start = mention.start();
        let noun_before = start > 1
            && parse.tagged.preposition(start - 1).is_none()
            && (parse.tagged.unknown(start - 1)
                || lexicon.orthography.cases
                    && parse.tagged.tokens[start - 1].has_capital()
                    && !parse.tagged.in_date(start - 1));
        let fronted = !svo
            && info.opener.is_none()
            && info.finite.is_some_and(|f| mention.tokens.end <= f)
            && noun_before;
        if fronted {
            continue;
        }
        // `drones of Iran` belongs to the drones, unless the verb itself asks for that preposition (`bought of`)
        let asked = mention
            .governed_by()
            .and_then(|w| roles.get(w))
            .is_some_and(|r| r != ITEM);
        let claimed = mention
            .possesses
            .and_then(|p| parse.mentions.get(p))
            .is_some_and(|m| m.kind == Kind::Event || m.kind == Kind::Item && !asked);
        // `nach Recherchen lieferte …`: a text takes no part
        let text = mention.is_noun(NounKind::Text) && mention.actors.is_empty();
        if speakers.get(index).copied().unwrap_or(false)
            || claimed
            || text
            || !svo && of_participle_behind(parse, mention, anchor)
        {
            continue;
        }
        if svo && reduced && mention.head.start < anchor || beyond(mention) {
            continue;
        }
        let Some(word) = mention.governed_by() else {
            continue;
        };
        prepositional(parse, &mut frame, index, word, passive);
    }
    if info.opener == Some(Opener::Relative)
        && let (Some(word), Some(antecedent)) = (info.preposition.as_deref(), info.antecedent)
    {
        prepositional(parse, &mut frame, antecedent, word, passive);
    }
    // a preposition says more than a place in the row; where the thing is the subject (`went to`) a party there rules it out
    let other_subject = roles.get("subject").is_some_and(|r| r == ITEM)
        && !passive
        && !concerned
        && subject
            .and_then(|s| parse.mentions.get(s))
            .is_some_and(|m| m.kind == Kind::Party);
    if other_subject {
        return frame;
    }
    objects(parse, &mut frame, &bare, passive);
    struck_place(parse, &mut frame, anchor, subject, passive);
    // `sold the cargo`: a definite event noun in the object's place stands for the thing named before
    if frame.items.is_empty() && object_role == Some(ITEM) {
        let cargo = parse.bare(clause).find(|(i, m)| {
            m.kind == Kind::Event
                && m.definite == Some(true)
                && m.events.iter().any(|(index, _)| {
                    lexicon.triggers[*index].event == lexicon.triggers[word.index].event
                })
                && (if passive {
                    Some(*i) == subject
                } else {
                    Some(*i) != subject
                })
        });
        if let Some((cargo, _)) = cargo {
            frame.items.push(cargo);
        }
    }
    // `the last of the howitzers`, `part of the missiles`: the thing is in the phrase that an unknown noun governs
    if frame.items.is_empty()
        && (object_role == Some(ITEM) || roles.get("subject").is_some_and(|r| r == ITEM))
    {
        let thing = parse
            .mentions_in(clause)
            .find(|(_, m)| {
                m.kind == Kind::Item
                    && m.possesses.is_none()
                    && m.governed_by()
                        .is_some_and(|w| possessor_word(&parse.tagged, w))
            })
            .map(|(i, _)| i);
        if let Some(thing) = thing {
            fill(parse, &mut frame, ITEM, thing, "thing of a part");
        }
    }
    // `the containers that it is said to have sent`: what the relative clause above describes
    if frame.items.is_empty() && info.opener == Some(Opener::Infinitive) && !passive {
        let described = info
            .parent
            .and_then(|parent| parse.clauses.list.get(parent))
            .filter(|above| above.opener == Some(Opener::Relative) && above.preposition.is_none())
            .and_then(|above| above.antecedent)
            .filter(|a| parse.mentions.get(*a).is_some_and(|m| m.kind == Kind::Item));
        if let Some(described) = described {
            fill(
                parse,
                &mut frame,
                ITEM,
                described,
                "described by the clause above",
            );
        }
    }
    // what an infinitive leaves out may stand in the clause above: `weapons to be sold`, `drones to sell`
    if frame.items.is_empty()
        && info.opener == Some(Opener::Infinitive)
        && let Some(parent) = info.parent
    {
        let thing = parse
            .mentions_in(parent)
            .filter(|(_, m)| {
                m.kind == Kind::Item && m.tokens.end <= word.at && m.possesses.is_none()
            })
            .map(|(i, _)| i)
            .last();
        if let Some(thing) = thing.filter(|_| passive || parse.clauses.extent(clause).len() <= 6) {
            fill(parse, &mut frame, ITEM, thing, "thing of the clause above");
        }
    }
    frame
}

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

/// Whether a thing stands right behind an event noun that brings its own preposition: `the wreckage of | a missile`.
pub(super) fn of_event_before(parse: &Parse<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1).and_then(|i| parse.mentions.get(i)) else {
        return false;
    };
    let mention = &parse.mentions[index];
    before.kind == Kind::Event
        && before.tokens.end == mention.start()
        && before.head.len() > 1
        && before
            .head
            .end
            .checked_sub(1)
            .is_some_and(|last| parse.tagged.preposition(last).is_some())
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

/// Whether a phrase stands behind a mark and a word that no list knows: `bombed the plane, killing 40 mercenaries`.
pub(super) fn of_other_verb(parse: &Parse<'_>, anchor: usize, mention: &Mention) -> bool {
    let start = mention.start();
    let Some(mark) = (anchor..start)
        .rev()
        .find(|i| parse.tagged.is_mark(*i, ','))
    else {
        return false;
    };
    mark + 1 < start
        && parse.tagged.unknown(mark + 1)
        && !parse.tagged.tokens[mark + 1].has_capital()
        && !parse
            .mentions
            .iter()
            .any(|m| (m.start()..m.tokens.end).contains(&(mark + 1)))
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

/// The next gerund or infinitive of a clause that is no further member of a row, or a participle right behind its thing.
pub(super) fn next_verb(parse: &Parse<'_>, clause: usize, after: usize) -> Option<usize> {
    // `downed 14 drones launched by Russia`
    let describes = |i: usize| {
        parse.statuses.get(i).copied().flatten() == Some(Status::Participle)
            && parse.tagged.auxiliary(i).is_none()
            && parse
                .mentions
                .iter()
                .any(|m| m.kind == Kind::Item && m.tokens.end == i && m.tokens.start >= after)
    };
    parse.tokens_in(clause).find(|i| {
        *i >= after && describes(*i)
            || *i >= after
                && matches!(
                    parse.statuses.get(*i),
                    Some(Some(Status::Gerund | Status::Infinitive))
                )
                && parse.tagged.auxiliary(*i).is_none()
                && parse.tagged.coordinator(i - 1).is_none()
                && !parse.tagged.is_mark(i - 1, ',')
    })
}

/// The object that does what a gerund after its preposition tells: `sanctioned Turkey for selling`.
pub(super) fn governed_subject(parse: &Parse<'_>, clause: usize, anchor: usize) -> Option<usize> {
    let marker = anchor
        .checked_sub(1)
        .filter(|at| parse.tagged.gerund_of_object(*at))?;
    if parse.statuses.get(anchor).copied().flatten() != Some(Status::Gerund) {
        return None;
    }
    let verb = parse.clauses.list[clause].finite?;
    let passive = parse
        .tokens_in(clause)
        .filter(|i| *i < marker)
        .any(|i| parse.passive(i, true));
    parse
        .mentions_in(clause)
        .filter(|(_, m)| {
            !passive && m.kind == Kind::Party && m.head.start > verb && m.tokens.end <= marker
        })
        .map(|(index, _)| index)
        .last()
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

/// `an Israeli air strike destroyed the depot`: the state of an event noun does what the event does.
pub(super) fn event_as_doer(parse: &Parse<'_>, frame: &mut Frame, role: &str, noun: usize) {
    if frame.has(role) {
        return;
    }
    for actor in &parse.mentions[noun].actors {
        frame.slots.push(Slot {
            role: role.into(),
            mention: None,
            actor: Some(actor.clone()),
            function: "adjective of the event that does it".into(),
        });
    }
    if frame.has(role) {
        frame.cover(parse.mentions[noun].tokens.clone());
    }
}

/// A place in the object's place of a verb whose object is a party: `missiles struck Kharkiv`.
pub(super) fn struck_place(
    parse: &Parse<'_>,
    frame: &mut Frame,
    anchor: usize,
    subject: Option<usize>,
    passive: bool,
) {
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let Some(role) = trigger
        .roles
        .get("object")
        .filter(|r| *r != ITEM && !frame.has(r))
    else {
        return;
    };
    let svo = parse.tagged.lexicon.orthography.order == WordOrder::Svo;
    let place = parse.mentions_in(frame.clause).find(|(index, m)| {
        m.kind == Kind::Place
            && m.preposition.is_none()
            && m.possesses.is_none()
            && Some(*index) != subject
            && (!svo || (m.head.start > anchor) != passive)
    });
    if let Some((place, _)) = place {
        let role = role.clone();
        fill(parse, frame, &role, place, "object");
    }
}
