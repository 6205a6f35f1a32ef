//! The frame of a verb: subject, objects and phrases of its clause, turned round when it is passive.
//!
//! A participle without auxiliary is a frame of its own; what stands between it and the next verb belongs to it.
//! Next: `slots`.

use super::participle::{
    attributive, attributive_frame, bare_participle, before_participle, of_participle_behind,
};
use super::slots::{fill, objects, prepositional};
use super::{Frame, ITEM, Slot};
use crate::clauses::Clause;
use crate::grammar::Opener;
use crate::mentions::{Kind, Mention, possessor_word};
use crate::parse::{Parse, Use};
use crate::verbs::Status;
use headstamp_packs::schema::{NounKind, Trigger, WordOrder};

/// Reads the frame of a verb; `speakers` only speak, `doer` is who is said to do it.
pub(super) fn verb_frame(
    parse: &Parse<'_>,
    word: &Use,
    speakers: &[bool],
    doer: Option<usize>,
) -> Frame {
    let verb = Verb::new(parse, word, speakers);
    let mut frame = verb.frame();
    if let Some(noun) = attributive(parse, word, verb.anchor) {
        frame.describes = true;
        attributive_frame(parse, &mut frame, noun, speakers);
        return frame;
    }
    let subject = verb.subject(doer);
    let concerned = verb.give_subject(&mut frame, subject);
    let bare = verb.bare(subject);
    verb.phrases(&mut frame);
    // a preposition says more than a place in the row; where the thing is the subject (`went to`) a party there rules it out
    let other_subject = verb.role("subject") == Some(ITEM)
        && !verb.passive
        && !concerned
        && subject.is_some_and(|s| parse.mentions[s].kind == Kind::Party);
    if !other_subject {
        objects(parse, &mut frame, &bare, verb.passive);
        struck_place(parse, &mut frame, verb.anchor, subject, verb.passive);
        verb.left_out(&mut frame, subject);
    }
    verb.part(&mut frame);
    frame
}

/// A verb in its clause.
struct Verb<'a> {
    parse: &'a Parse<'a>,
    word: &'a Use,
    trigger: &'a Trigger,
    speakers: &'a [bool],
    clause: usize,
    info: &'a Clause,
    /// Which of its words is the verb.
    anchor: usize,
    passive: bool,
    /// Whether word order tells what is what.
    svo: bool,
    /// Whether it is a participle without auxiliary behind its noun: `drones supplied by Iran`.
    reduced: bool,
}

impl<'a> Verb<'a> {
    fn new(parse: &'a Parse<'a>, word: &'a Use, speakers: &'a [bool]) -> Self {
        let lexicon = parse.tagged.lexicon;
        let trigger = &lexicon.triggers[word.index].trigger;
        let clause = parse.clauses.at(word.at);
        let anchor = (word.at..word.end)
            .find(|i| parse.statuses.get(*i).is_some_and(Option::is_some))
            .unwrap_or(word.at);
        let passive = parse.passive(anchor, trigger.roles.contains_key("object"));
        let svo = lexicon.orthography.order == WordOrder::Svo;
        let from = parse.tagged.before_aside(anchor);
        let reduced = svo
            && passive
            && !parse
                .tokens_in(clause)
                .any(|i| i < from && from - i <= 6 && parse.tagged.auxiliary(i).is_some());
        Self {
            parse,
            word,
            trigger,
            speakers,
            clause,
            info: &parse.clauses.list[clause],
            anchor,
            passive,
            svo,
            reduced,
        }
    }

    fn frame(&self) -> Frame {
        Frame {
            word: self.word.clone(),
            clause: self.clause,
            passive: self.passive,
            describes: self.reduced,
            slots: Vec::new(),
            items: Vec::new(),
            noun: None,
            denier: None,
            teller: None,
            sides: self.trigger.sides,
            extent: self.word.at..self.word.end,
            construction: None,
        }
    }

    fn role(&self, function: &str) -> Option<&'a str> {
        self.trigger.roles.get(function).map(String::as_str)
    }

    fn speaks(&self, mention: usize) -> bool {
        self.speakers.get(mention).copied().unwrap_or(false)
    }

    /// Who or what stands in the subject's place.
    fn subject(&self, doer: Option<usize>) -> Option<usize> {
        let parse = self.parse;
        // who denies having sold is who did not sell: a speaker may do what an infinitive of its own clause says
        let nonfinite = !matches!(parse.statuses.get(self.anchor), Some(Some(Status::Finite)));
        let open_infinitive = nonfinite
            && (self.svo && !self.passive
                || parse
                    .tokens_in(self.clause)
                    .any(|i| parse.tagged.infinitive_marker(i)));
        let found = if self.reduced {
            before_participle(parse, self.anchor)
        } else {
            doer.or_else(|| governed_subject(parse, self.clause, self.anchor))
                .or_else(|| {
                    if open_infinitive {
                        parse.subject(self.clause)
                    } else {
                        parse.subject_beside(self.clause, self.speakers)
                    }
                })
        };
        let subject = found.filter(|s| {
            let elsewhere = parse.clause_of(*s) != self.clause;
            let before = !self.svo || parse.mentions[*s].head.start < self.anchor;
            (open_infinitive || elsewhere || !self.speaks(*s))
                && (self.reduced || elsewhere || before)
        })?;
        // `De raket trof Kiev`: of a thing and a party the thing is the subject where the verb wants one
        let wants_thing = !self.passive
            && !self.svo
            && self.role("subject") == Some(ITEM)
            && self.role("object").is_some_and(|r| r != ITEM)
            && parse.mentions[subject].kind == Kind::Party;
        let thing = parse
            .bare(self.clause)
            .find(|(_, m)| m.kind == Kind::Item && self.info.relative != Some(m.head.start));
        Some(match thing {
            Some((thing, _)) if wants_thing => thing,
            _ => subject,
        })
    }

    /// Gives the subject its role; says whether it is rather whom the event concerns.
    fn give_subject(&self, frame: &mut Frame, subject: Option<usize>) -> bool {
        let Some(subject) = subject else {
            return false;
        };
        let parse = self.parse;
        let kind = parse.mentions[subject].kind;
        if self.passive {
            let thing = matches!(kind, Kind::Item | Kind::Number | Kind::Event);
            let role = self
                .role("object")
                .filter(|r| *r != ITEM)
                .or_else(|| self.role("dative"))
                .filter(|_| !thing)
                .unwrap_or(ITEM);
            fill(parse, frame, role, subject, "subject of a passive");
            return false;
        }
        let Some(role) = self.role("subject") else {
            return false;
        };
        if kind == Kind::Event && role != ITEM {
            event_as_doer(parse, frame, role, subject);
        }
        // `Armenien fehlen Raketen`: where the thing is the subject, a party in its place is who it concerns
        let dative = self
            .role("dative")
            .filter(|_| kind == Kind::Party && role == ITEM);
        match dative {
            Some(dative) => fill(parse, frame, dative, subject, "indirect object"),
            None => fill(parse, frame, role, subject, "subject"),
        }
        dative.is_some()
    }

    /// Where the words of another verb of the clause begin and end that phrases belong to instead.
    fn others(&self) -> impl Fn(&Mention) -> bool {
        let parse = self.parse;
        // `denied supplying missiles`: what follows another verb is that verb's
        let after = if self.reduced {
            parse.tokens_in(self.clause).find(|i| {
                *i >= self.word.end
                    && parse.statuses.get(*i).copied().flatten() == Some(Status::Finite)
            })
        } else if self.svo {
            next_verb(parse, self.clause, self.word.end)
        } else {
            None
        };
        // `drones sold to Turkey had been used`: what stands between a bare participle and the finite verb is the participle's
        let participle = (self.svo && !self.reduced)
            .then(|| bare_participle(parse, self.clause, self.anchor))
            .flatten();
        let finite = self.info.finite;
        move |m: &Mention| {
            after.is_some_and(|at| m.head.start > at)
                || participle.is_some_and(|at| {
                    m.head.start > at && finite.is_some_and(|finite| m.head.start < finite)
                })
        }
    }

    /// Phrases without a preposition that may be objects.
    fn bare(&self, subject: Option<usize>) -> Vec<usize> {
        let parse = self.parse;
        let subjects: Vec<usize> = subject.map(|s| parse.group(s)).unwrap_or_default();
        let others = self.others();
        // `of 31 tanks sent to Ukraine, 19 …`
        let others_number = |m: &Mention| self.reduced && m.kind == Kind::Number;
        let mut bare: Vec<usize> = parse
            .bare(self.clause)
            .filter(|(i, m)| {
                let behind = m.head.start > self.anchor;
                !subjects.contains(i)
                    && !self.speaks(*i)
                    && m.kind != Kind::Event
                    && !others_number(m)
                    && !others(m)
                    && (!self.svo
                        || behind
                            && !of_event_before(parse, *i)
                            && !of_other_verb(parse, self.anchor, m))
                    && self.info.relative != Some(m.head.start)
            })
            .map(|(i, _)| i)
            .collect();
        let antecedent = self
            .info
            .antecedent
            .filter(|a| Some(*a) != subject)
            .filter(|a| !self.reduced || parse.mentions[*a].head.start > self.anchor);
        if let Some(antecedent) = antecedent
            && self.info.opener == Some(Opener::Relative)
            && self.info.preposition.is_none()
        {
            bare.insert(0, antecedent);
        }
        bare
    }

    /// Gives phrases with a preposition their roles.
    fn phrases(&self, frame: &mut Frame) {
        let parse = self.parse;
        let others = self.others();
        for (index, mention) in parse.mentions_in(self.clause) {
            let behind_participle = !self.svo && of_participle_behind(parse, mention, self.anchor);
            let before_participle = self.reduced && mention.head.start < self.anchor;
            // `nach Recherchen lieferte …`: a text takes no part
            let text = mention.is_noun(NounKind::Text) && mention.actors.is_empty();
            if self.speaks(index)
                || text
                || self.of_noun_in_front(mention)
                || self.of_thing(mention)
                || behind_participle
                || before_participle
                || others(mention)
            {
                continue;
            }
            if let Some(word) = mention.governed_by() {
                prepositional(parse, frame, index, word, self.passive);
            }
        }
        if self.info.opener == Some(Opener::Relative)
            && let (Some(word), Some(antecedent)) =
                (self.info.preposition.as_deref(), self.info.antecedent)
        {
            prepositional(parse, frame, antecedent, word, self.passive);
        }
    }

    /// `through dealers in China came …`: a phrase right behind a noun in front of the verb belongs to that noun.
    fn of_noun_in_front(&self, mention: &Mention) -> bool {
        let tagged = &self.parse.tagged;
        let Some(before) = mention.start().checked_sub(1).filter(|before| *before > 0) else {
            return false;
        };
        let noun = tagged.unknown(before)
            || tagged.lexicon.orthography.cases
                && tagged.tokens[before].has_capital()
                && !tagged.in_date(before);
        !self.svo
            && self.info.opener.is_none()
            && self.info.finite.is_some_and(|f| mention.tokens.end <= f)
            && tagged.preposition(before).is_none()
            && noun
    }

    /// `drones of Iran` belongs to the drones, unless the verb itself asks for that preposition (`bought of`).
    fn of_thing(&self, mention: &Mention) -> bool {
        let asked = mention
            .governed_by()
            .and_then(|word| self.role(word))
            .is_some_and(|r| r != ITEM);
        mention
            .possesses
            .and_then(|owned| self.parse.mentions.get(owned))
            .is_some_and(|m| m.kind == Kind::Event || m.kind == Kind::Item && !asked)
    }

    /// `14 guns, of which six have arrived`: the part is the thing, and neither its whole nor the pronoun for it.
    fn part(&self, frame: &mut Frame) {
        let mentions = &self.parse.mentions;
        let counted = |i: &usize| {
            mentions[*i].kind == Kind::Number && self.parse.clause_of(*i) == self.clause
        };
        if self.info.opener == Some(Opener::Relative) && frame.items.iter().any(counted) {
            frame
                .items
                .retain(|i| mentions[*i].kind != Kind::Pronoun && self.info.antecedent != Some(*i));
        }
    }

    /// The thing where no phrase of the clause is one.
    fn left_out(&self, frame: &mut Frame, subject: Option<usize>) {
        let found = [
            self.event_for_thing(subject),
            self.thing_of_part(),
            self.thing_described(),
            self.thing_above(),
        ];
        if let Some((thing, why)) = found.into_iter().flatten().next()
            && frame.items.is_empty()
        {
            if self.parse.mentions[thing].kind == Kind::Event {
                frame.items.push(thing);
            } else {
                fill(self.parse, frame, ITEM, thing, why);
            }
        }
    }

    /// `sold the cargo`: a definite event noun in the object's place stands for the thing named before.
    fn event_for_thing(&self, subject: Option<usize>) -> Option<(usize, &'static str)> {
        let lexicon = self.parse.tagged.lexicon;
        let event = &lexicon.triggers[self.word.index].event;
        let cargo = self.parse.bare(self.clause).find(|(i, m)| {
            m.kind == Kind::Event
                && m.definite == Some(true)
                && m.events
                    .iter()
                    .any(|(index, _)| lexicon.triggers[*index].event == *event)
                && self.passive == (Some(*i) == subject)
        });
        cargo
            .filter(|_| self.role("object") == Some(ITEM))
            .map(|(cargo, _)| (cargo, "event for its thing"))
    }

    /// `the last of the howitzers`, `part of the missiles`: the thing is in the phrase that an unknown noun governs.
    fn thing_of_part(&self) -> Option<(usize, &'static str)> {
        let wanted = ["object", "subject"]
            .iter()
            .any(|function| self.role(function) == Some(ITEM));
        let thing = self.parse.mentions_in(self.clause).find(|(_, m)| {
            m.kind == Kind::Item
                && m.possesses.is_none()
                && m.governed_by()
                    .is_some_and(|w| possessor_word(&self.parse.tagged, w))
        });
        thing
            .filter(|_| wanted)
            .map(|(thing, _)| (thing, "thing of a part"))
    }

    /// `the containers that it is said to have sent`: what the relative clause above describes.
    fn thing_described(&self) -> Option<(usize, &'static str)> {
        let above = self.parse.clauses.list.get(self.info.parent?)?;
        let fits = self.info.opener == Some(Opener::Infinitive)
            && !self.passive
            && above.opener == Some(Opener::Relative)
            && above.preposition.is_none();
        let thing = above.antecedent.filter(|_| fits)?;
        (self.parse.mentions.get(thing)?.kind == Kind::Item)
            .then_some((thing, "described by the clause above"))
    }

    /// What an infinitive leaves out may stand in the clause above: `weapons to be sold`, `drones to sell`.
    fn thing_above(&self) -> Option<(usize, &'static str)> {
        let parse = self.parse;
        let parent = self
            .info
            .parent
            .filter(|_| self.info.opener == Some(Opener::Infinitive))?;
        let short = parse.clauses.extent(self.clause).len() <= SHORT_INFINITIVE;
        let thing = parse
            .mentions_in(parent)
            .filter(|(_, m)| {
                m.kind == Kind::Item && m.tokens.end <= self.word.at && m.possesses.is_none()
            })
            .last();
        thing
            .filter(|_| self.passive || short)
            .map(|(thing, _)| (thing, "thing of the clause above"))
    }
}

/// Tokens of an infinitive clause that has no room for a thing of its own.
const SHORT_INFINITIVE: usize = 6;

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
