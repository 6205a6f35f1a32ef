//! Frames: what each trigger's phrases do in its event.
//!
//! A verb takes its subject, objects and prepositional phrases from its clause, turned round when it is
//! passive; an event noun takes its adjective, its possessor and the phrases that follow it. Which
//! function gives which role is data (`rules/<event>.toml`). A slot keeps the phrase that fills it;
//! who a pronoun or `the company` is, `discourse` decides. Next: `attribution`, `factuality`.

mod noun;
mod participle;
mod slots;
mod verb;

use crate::attribution::{self, Attribution, Speaker};
use crate::lexicon::{VerbForm, WordId};
use crate::mentions::{ActorRef, Kind};
use crate::parse::{Parse, Use};
use crate::patterns::{Construction, Found, Indexed};
use crate::verbs::Status;
use headstamp_packs::schema::{Stance, WordOrder};
use noun::noun_frame;
use participle::attributive;
use slots::fill;
use std::ops::Range;
use verb::verb_frame;

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
    /// Who only reports or confirms it, told as a noun; who did it where nobody else can have.
    pub teller: Option<usize>,
    /// Whether its parties are the two sides of a deal, in any order.
    pub sides: bool,
    /// Tokens that belong to it.
    pub extent: Range<usize>,
    /// Tokens of the construction that gave it: `may neither buy nor sell` is a ban, and no ban denied.
    pub construction: Option<Range<usize>>,
}

impl Frame {
    /// Whether a role has a slot.
    pub fn has(&self, role: &str) -> bool {
        self.slots.iter().any(|slot| &*slot.role == role)
    }

    /// Whether a word is part of the construction that gave it.
    pub fn takes_in(&self, at: usize) -> bool {
        self.construction.as_ref().is_some_and(|c| c.contains(&at))
    }

    fn cover(&mut self, range: Range<usize>) {
        self.extent.start = self.extent.start.min(range.start);
        self.extent.end = self.extent.end.max(range.end);
    }
}

/// Reads every trigger of a sentence; `speakers` are phrases that speak and so do nothing else.
pub fn frames(
    parse: &Parse<'_>,
    constructions: &Indexed<Construction>,
    attributions: &[Attribution],
) -> Vec<Frame> {
    let speakers = &attribution::speakers(parse, attributions);
    let mut out = Vec::new();
    for (construction, places) in constructions.find(parse) {
        for found in places {
            out.push(construction_frame(parse, construction, &found));
        }
    }
    for word in parse.triggers() {
        let entry = &parse.tagged.lexicon.triggers[word.index];
        let clause = parse.clauses.at(word.at);
        let rejected = entry
            .rejects
            .iter()
            .any(|reject| clause_has(parse, clause, reject));
        if rejected {
            continue;
        }
        let doer = accused(parse, word, attributions);
        let frame = match word.form {
            VerbForm::Noun | VerbForm::AgentNoun => {
                noun_frame(parse, word, speakers).map(|mut frame| {
                    if let Some(doer) = doer {
                        accuse(parse, &mut frame, doer);
                    } else {
                        let by =
                            |stances: &[Stance]| party_to(parse, &frame, attributions, stances);
                        (frame.denier, frame.teller) =
                            (by(&[Stance::Denies, Stance::Admits]), by(&[Stance::Says]));
                    }
                    frame
                })
            }
            _ if tells_nothing(parse, word) => None,
            _ if parse.tagged.participle_with_doer(word.at)
                && attributive(parse, word, word.at).is_none() =>
            {
                None
            }
            _ => Some(verb_frame(parse, word, speakers, doer)),
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

/// Who denies, admits or reports an event that is told as a noun, without saying who did it: `Riad denied the use of cluster bombs`.
fn party_to(
    parse: &Parse<'_>,
    frame: &Frame,
    attributions: &[Attribution],
    stances: &[Stance],
) -> Option<usize> {
    let noun = frame.noun.and_then(|n| parse.mentions.get(n))?;
    if noun.preposition.is_some() || frame.word.form == VerbForm::AgentNoun {
        return None;
    }
    attributions
        .iter()
        .filter(|a| stances.contains(&a.stance))
        // `according to Seoul the delivery …`: only what is the object of the verb
        .filter(|a| a.stance != Stance::Says || !a.scope.contains(&a.clause))
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
        teller: None,
        sides: false,
        extent: found.tokens.clone(),
        construction: Some(found.tokens.clone()),
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

fn clause_has(parse: &Parse<'_>, clause: usize, words: &[WordId]) -> bool {
    let possible = words.iter().all(|word| parse.tagged.sieve.may_hold(*word));
    possible
        && parse.tokens_in(clause).any(|at| {
            words
                .iter()
                .enumerate()
                .all(|(i, word)| parse.tagged.word_id(at + i) == *word)
        })
}

/// Whether all who take part have the same role: `a pact of one state with another`.
pub fn is_joint(parse: &Parse<'_>, frame: &Frame) -> bool {
    let lexicon = parse.tagged.lexicon;
    lexicon
        .joint
        .contains(&lexicon.triggers[frame.word.index].event)
}

/// Whether a verb of this frame stands in an infinitive.
pub fn in_infinitive(parse: &Parse<'_>, frame: &Frame) -> bool {
    matches!(
        parse.statuses.get(frame.word.at),
        Some(Some(Status::Infinitive))
    )
}
