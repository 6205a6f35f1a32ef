//! Frames: what each trigger's phrases do in its event.
//!
//! A verb takes its subject, objects and prepositional phrases from its clause, turned round when it is
//! passive; an event noun takes its adjective, its possessor and the phrases that follow it. Which
//! function gives which role is data (`rules/<event>.toml`). A slot keeps the phrase that fills it;
//! who a pronoun or `the company` is, `discourse` decides. Next: `attribution`, `factuality`.

use crate::attribution::{self, Attribution, Speaker};
use crate::grammar::{Case, Opener};
use crate::lexicon::{Sense, VerbForm};
use crate::mentions::{ActorRef, Kind, Mention};
use crate::parse::{Parse, Use};
use crate::patterns::{Construction, Found};
use crate::verbs::Status;
use headstamp_packs::schema::{NounKind, Stance, WordOrder};
use std::ops::Range;

/// The role name that stands for the thing in frames.
pub const ITEM: &str = "item";

/// A role with the phrase that fills it.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Role of the event type.
    pub role: Box<str>,
    /// The phrase, or `None` when the actor itself is known (an adjective, a modifier).
    pub mention: Option<usize>,
    /// The actor, when no phrase of its own names it.
    pub actor: Option<ActorRef>,
    /// Why: `subject`, `object of a passive`, `preposition …`.
    pub function: Box<str>,
}

/// An event as one trigger gives it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The word.
    pub word: Use,
    /// Its clause.
    pub clause: usize,
    /// Whether the verb is passive.
    pub passive: bool,
    /// Whether it is a participle that only describes its noun: `parts made in Norway`.
    pub describes: bool,
    /// Filled roles.
    pub slots: Vec<Slot>,
    /// Phrases that name the thing.
    pub items: Vec<usize>,
    /// Index of the event noun's phrase.
    pub noun: Option<usize>,
    /// Who denies or admits it, told as a noun; mostly who did it.
    pub denier: Option<usize>,
    /// Whether its parties are the two sides of a deal, in any order.
    pub sides: bool,
    /// Tokens that belong to it.
    pub extent: Range<usize>,
}

impl Frame {
    /// Whether a role has a slot.
    pub fn has(&self, role: &str) -> bool {
        self.slots.iter().any(|slot| &*slot.role == role)
    }

    fn cover(&mut self, range: Range<usize>) {
        self.extent.start = self.extent.start.min(range.start);
        self.extent.end = self.extent.end.max(range.end);
    }
}

/// Reads every trigger of a sentence; `speakers` are phrases that speak and so do nothing else.
pub fn frames(
    parse: &Parse<'_>,
    constructions: &[Construction],
    attributions: &[Attribution],
) -> Vec<Frame> {
    let speakers = &attribution::speakers(parse, attributions);
    let mut out = Vec::new();
    for construction in constructions {
        for found in construction.find(parse) {
            out.push(construction_frame(parse, construction, &found));
        }
    }
    for word in parse.triggers() {
        let trigger = &parse.tagged.lexicon.triggers[word.index].trigger;
        let rejected = {
            let clause = parse.clauses.at(word.at);
            trigger
                .reject
                .iter()
                .any(|reject| clause_has(parse, clause, reject))
        };
        if rejected {
            continue;
        }
        let doer = accused(parse, &word, attributions);
        let frame = match word.form {
            VerbForm::Noun | VerbForm::AgentNoun => {
                noun_frame(parse, &word, speakers).map(|mut frame| {
                    if let Some(doer) = doer {
                        accuse(parse, &mut frame, doer);
                    } else {
                        frame.denier = party_to(parse, &frame, attributions);
                    }
                    frame
                })
            }
            _ if tells_nothing(parse, &word) => None,
            _ if parse.tagged.participle_with_doer(word.at)
                && attributive(parse, &word, word.at).is_none() =>
            {
                None
            }
            _ => Some(verb_frame(parse, &word, speakers, doer)),
        };
        // a participle that only describes and names nobody tells no event
        let within = |f: &Frame| {
            f.items
                .iter()
                .filter_map(|i| parse.mentions.get(*i))
                .any(|m| m.tokens.contains(&f.word.at))
        };
        out.extend(frame.filter(|f| !f.describes || !f.slots.is_empty() || !within(f)));
    }
    out
}

/// Gerunds that report nothing: what a thing is for (`equipment for making missiles`), or a doing in general
/// that the sentence says something about (`Trading arms breaks the law`).
fn tells_nothing(parse: &Parse<'_>, word: &Use) -> bool {
    if parse.statuses.get(word.at).copied().flatten() != Some(Status::Gerund)
        || parse.tagged.lexicon.orthography.order != WordOrder::Svo
    {
        return false;
    }
    let purpose = word.at.checked_sub(1).is_some_and(|marker| {
        parse.tagged.gerund_of_object(marker)
            && parse
                .mentions
                .iter()
                .any(|m| m.kind == Kind::Item && m.tokens.end == marker)
    });
    let clause = parse.clauses.at(word.at);
    let first = parse.tokens_in(clause).find(|i| !parse.tagged.is_punct(*i));
    let subject = first == Some(word.at)
        && parse.clauses.list[clause].finite.is_some_and(|finite| {
            finite > word.at
                && !parse
                    .bare(clause)
                    .any(|(_, m)| m.head.start < finite && m.kind == Kind::Party)
        });
    purpose || subject
}

/// Who is said to have done what this word tells, not who says so: `accuses Iran of arming the militia`.
fn accused(parse: &Parse<'_>, word: &Use, attributions: &[Attribution]) -> Option<usize> {
    let clause = parse.clauses.at(word.at);
    let finite = matches!(parse.statuses.get(word.at), Some(Some(Status::Finite)));
    attributions
        .iter()
        .filter(|a| !finite && !a.tokens.contains(&word.at))
        .filter(|a| a.scope.contains(&clause) || a.clause == clause)
        .find_map(|a| a.doer)
}

/// Who denies or admits an event that is told as a noun, without saying who did it: `Riad denied the use of cluster bombs`.
fn party_to(parse: &Parse<'_>, frame: &Frame, attributions: &[Attribution]) -> Option<usize> {
    let noun = frame.noun.and_then(|n| parse.mentions.get(n))?;
    if noun.preposition.is_some() || frame.word.form == VerbForm::AgentNoun {
        return None;
    }
    attributions
        .iter()
        .filter(|a| matches!(a.stance, Stance::Denies | Stance::Admits))
        .filter(|a| a.own_nouns && a.clause == frame.clause && !a.tokens.contains(&frame.word.at))
        .find_map(|a| match a.speaker {
            Speaker::Mention(index) => Some(index),
            _ => None,
        })
        .filter(|index| {
            let speaker = &parse.mentions[*index];
            speaker.kind == Kind::Party
                && !speaker.actors.is_empty()
                && !frame.slots.iter().filter_map(|s| s.mention).any(|m| {
                    parse.mentions[m]
                        .actors
                        .iter()
                        .any(|a| speaker.actors.iter().any(|b| a.id == b.id))
                })
        })
}

/// Gives an event noun the one who is said to have done it.
fn accuse(parse: &Parse<'_>, frame: &mut Frame, doer: usize) {
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let role = trigger.roles.get("subject").filter(|r| *r != ITEM);
    if let Some(role) = role.filter(|r| !frame.has(r)) {
        fill(parse, frame, role, doer, "who is said to have done it");
    }
}

fn construction_frame(parse: &Parse<'_>, construction: &Construction, found: &Found) -> Frame {
    let origin_entry = parse
        .tagged
        .at(found.anchor)
        .first()
        .map_or(0, |hit| hit.entry);
    let word = Use {
        at: found.anchor,
        end: found.anchor + 1,
        index: construction.index,
        form: VerbForm::Phrase,
        entry: origin_entry,
    };
    let clause = parse.clauses.at(found.anchor);
    let mut frame = Frame {
        word,
        clause,
        passive: false,
        describes: false,
        slots: Vec::new(),
        items: Vec::new(),
        noun: None,
        denier: None,
        sides: false,
        extent: found.tokens.clone(),
    };
    for (name, range) in found.slots() {
        let Some(mention) = parse
            .mentions
            .iter()
            .position(|m| m.tokens.start < range.end && range.start < m.tokens.end)
        else {
            continue;
        };
        let role = if matches!(name, "item" | "items") {
            ITEM
        } else {
            name
        };
        fill(parse, &mut frame, role, mention, "slot of a construction");
    }
    frame
}

fn clause_has(parse: &Parse<'_>, clause: usize, form: &str) -> bool {
    let words: Vec<Box<str>> = crate::text::tokenize(form).map(|t| t.folded).collect();
    parse.tokens_in(clause).any(|at| {
        words
            .iter()
            .enumerate()
            .all(|(i, w)| parse.tagged.word(at + i) == &**w)
    })
}

/// Whether all who take part have the same role: `a pact of one state with another`.
pub fn is_joint(parse: &Parse<'_>, frame: &Frame) -> bool {
    let lexicon = parse.tagged.lexicon;
    lexicon
        .joint
        .contains(&lexicon.triggers[frame.word.index].event)
}

fn may_fill(mention: &Mention) -> bool {
    mention.may_act()
}

fn verb_frame(parse: &Parse<'_>, word: &Use, speakers: &[bool], doer: Option<usize>) -> Frame {
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
                        .is_some_and(|w| super::mentions_possessor(parse, w))
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
fn attributive(parse: &Parse<'_>, word: &Use, anchor: usize) -> Option<usize> {
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
fn attributive_frame(parse: &Parse<'_>, frame: &mut Frame, noun: usize, speakers: &[bool]) {
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
fn of_event_before(parse: &Parse<'_>, index: usize) -> bool {
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
fn bare_participle(parse: &Parse<'_>, clause: usize, anchor: usize) -> Option<usize> {
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
fn of_other_verb(parse: &Parse<'_>, anchor: usize, mention: &Mention) -> bool {
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
fn of_participle_behind(parse: &Parse<'_>, mention: &Mention, anchor: usize) -> bool {
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
fn next_verb(parse: &Parse<'_>, clause: usize, after: usize) -> Option<usize> {
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
fn governed_subject(parse: &Parse<'_>, clause: usize, anchor: usize) -> Option<usize> {
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
fn before_participle(parse: &Parse<'_>, at: usize) -> Option<usize> {
    parse
        .mentions
        .iter()
        .enumerate()
        .rev()
        .find(|(_, m)| m.tokens.end <= at && at - m.tokens.end <= 1)
        .map(|(i, _)| i)
}

/// `an Israeli air strike destroyed the depot`: the state of an event noun does what the event does.
fn event_as_doer(parse: &Parse<'_>, frame: &mut Frame, role: &str, noun: usize) {
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
fn struck_place(
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

fn objects(parse: &Parse<'_>, frame: &mut Frame, bare: &[usize], passive: bool) {
    let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
    let roles = &trigger.roles;
    let object_role = roles.get("object").map(String::as_str);
    let thing_is_subject = roles.get("subject").is_some_and(|r| r == ITEM);
    for index in bare {
        let mention = &parse.mentions[*index];
        match mention.kind {
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

fn prepositional(parse: &Parse<'_>, frame: &mut Frame, index: usize, word: &str, passive: bool) {
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
            && super::mentions_possessor(parse, word);
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
            let bare_noun = frame.noun.is_some() && super::mentions_possessor(parse, word);
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
fn through_unknown(parse: &Parse<'_>, index: usize, word: &str) -> Option<Box<str>> {
    let mention = &parse.mentions[index];
    if !super::mentions_possessor(parse, word)
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
    (!super::mentions_possessor(parse, outer)).then(|| outer.into())
}

/// Things that a phrase brings along: what a container holds, and what `including` names.
fn brought_along(parse: &Parse<'_>, thing: usize) -> Vec<usize> {
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
    let mark = end + usize::from(parse.tagged.is_mark(end, ','));
    let after = parse
        .tagged
        .senses(mark)
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

fn fill(parse: &Parse<'_>, frame: &mut Frame, role: &str, mention: usize, function: &str) {
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

fn noun_frame(parse: &Parse<'_>, word: &Use, speakers: &[bool]) -> Option<Frame> {
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
        sides: trigger.sides,
        extent: noun.tokens.clone(),
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
fn following(parse: &Parse<'_>, frame: &mut Frame, index: usize, speakers: &[bool]) {
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
fn concludes(parse: &Parse<'_>, frame: &mut Frame, index: usize, speakers: &[bool]) {
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
fn agent_noun(parse: &Parse<'_>, frame: &mut Frame, index: usize, speakers: &[bool]) {
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

/// Whether a phrase may be an actor that the words name outright.
pub fn names_actor(mention: &Mention) -> bool {
    !mention.actors.is_empty()
        && !mention.is_noun(NounKind::Group)
        && !mention.is_noun(NounKind::Person)
}

/// Whether a verb of this frame stands in an infinitive.
pub fn in_infinitive(parse: &Parse<'_>, frame: &Frame) -> bool {
    matches!(
        parse.statuses.get(frame.word.at),
        Some(Some(Status::Infinitive))
    )
}
