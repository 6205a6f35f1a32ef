//! Phrases: who and what a sentence names, with number, case, preposition and state.
//!
//! A head found by the lexicon takes what stands before it (article, numbers, adjectives) and
//! what belongs to it after it (`of Russia`, a person's name). Adjectives of states become the state
//! of the noun, the origin of the thing or the doer of the event noun they stand before, never an actor by
//! themselves. Next: `clauses` for where a phrase stands, `frames` for what it does there.

mod edges;
mod heads;
pub(crate) use edges::possessor_word;
pub(crate) use heads::{body_id, is_wider, verb_position};
mod join;
mod pieces;

use crate::grammar::{Case, Gender, Reading};
use crate::lexicon::{NameForm, VerbForm};
use crate::tagged::Tagged;
use headstamp_model::Span;
use headstamp_packs::Origin;
use headstamp_packs::schema::NounKind;
use std::ops::Range;

/// What sort of phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Someone who can act or speak: a state, organisation, official, outlet, person.
    Party,
    /// A thing.
    Item,
    /// An event noun.
    Event,
    /// A place.
    Place,
    /// A pronoun.
    Pronoun,
    /// A number whose thing is left out.
    Number,
}

/// An actor id with the words that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorRef {
    /// State or organisation.
    pub id: Box<str>,
    /// The words.
    pub span: Span,
    /// The pack entry, or `None` for an inference.
    pub origin: Option<Origin>,
    /// How it was found, for people.
    pub reason: &'static str,
}

impl ActorRef {
    /// Whether it is a state and no organisation: states have two letters, `un` and `eu` are none.
    pub fn is_state(&self) -> bool {
        is_state(&self.id)
    }
}

/// Whether an actor's id is that of a state.
pub(crate) fn is_state(id: &str) -> bool {
    id.len() == 2 && !matches!(id, "un" | "eu")
}

/// How an owner is found that stands before its thing: `Armenia's weapons`.
pub const POSSESSOR: &str = "possessor of the thing";

/// What is said about a thing.
#[derive(Debug, Clone, Default)]
pub struct ItemFacts {
    /// Item class.
    pub class: Box<str>,
    /// Designation.
    pub name: Option<Box<str>>,
    /// Bounds of the number.
    pub low: Option<f64>,
    /// Bounds of the number.
    pub high: Option<f64>,
    /// Base of a remainder.
    pub of: Option<f64>,
    /// Share.
    pub share: Option<f64>,
    /// Unit when not pieces.
    pub unit: Option<Box<str>>,
    /// Arms only in context.
    pub weak: bool,
    /// Whether it acts for the state that it belongs to (troops).
    pub acts: bool,
    /// States whose adjective stands before it.
    pub made_by: Vec<ActorRef>,
    /// State of origin of the designation, from the shared data.
    pub designed_in: Option<Box<str>>,
    /// Words of the class.
    pub class_span: Option<Span>,
    /// Words of the designation.
    pub name_span: Option<Span>,
    /// Words of the number.
    pub number_span: Option<Span>,
    /// Pack entry of the class.
    pub origin: Option<Origin>,
    /// The item word by itself, no part of a longer word.
    pub word: Option<usize>,
    /// What makes it one piece where no number stands, with its words.
    pub single: Option<(Single, Span)>,
    /// Whether class and designation are those of a thing named before.
    pub taken_up: bool,
}

/// What makes a thing one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Single {
    /// `a tank`
    Indefinite,
    /// `the third tank`
    Ordinal,
    /// `the tank`
    Definite,
}

/// A phrase.
#[derive(Debug, Clone)]
pub struct Mention {
    /// What sort of phrase.
    pub kind: Kind,
    /// All of it, from the article on, without the preposition.
    pub tokens: Range<usize>,
    /// The head.
    pub head: Range<usize>,
    /// Actors that it stands for in a role.
    pub actors: Vec<ActorRef>,
    /// How the head names its actor, if it does.
    pub form: Option<NameForm>,
    /// Common noun: index and kind.
    pub noun: Option<(usize, NounKind)>,
    /// Outlet.
    pub outlet: Option<usize>,
    /// A proper name beside the noun.
    pub name: Option<Range<usize>>,
    /// The state that it speaks for.
    pub state: Option<ActorRef>,
    /// The thing.
    pub item: Option<ItemFacts>,
    /// Readings of an event noun: trigger and form.
    pub events: Vec<(usize, VerbForm)>,
    /// The preposition that governs it and where that stands.
    pub preposition: Option<(Box<str>, usize)>,
    /// Index of the phrase that it possesses or modifies.
    pub possesses: Option<usize>,
    /// Whether it is a plural, if known.
    pub plural: Option<bool>,
    /// Gender, if known.
    pub gender: Option<Gender>,
    /// Whether an article or demonstrative makes it definite.
    pub definite: Option<bool>,
    /// Cases that its article allows; empty when unknown.
    pub cases: Vec<Case>,
    /// Readings of a pronoun, or of the possessive pronoun before the head.
    pub pronoun: Vec<Reading>,
    /// Whether a possessive pronoun stands before the head (`its drones`).
    pub possessed: bool,
    /// Whether `no` stands before the head.
    pub negated: bool,
    /// A number before the head that is no item.
    pub number: Option<usize>,
    /// Coordination: phrases with the same number play the same part.
    pub group: usize,
}

impl Mention {
    pub(crate) fn new(kind: Kind, head: Range<usize>) -> Self {
        Self {
            kind,
            tokens: head.clone(),
            head,
            actors: Vec::new(),
            form: None,
            noun: None,
            outlet: None,
            name: None,
            state: None,
            item: None,
            events: Vec::new(),
            preposition: None,
            possesses: None,
            plural: None,
            gender: None,
            definite: None,
            cases: Vec::new(),
            pronoun: Vec::new(),
            possessed: false,
            negated: false,
            number: None,
            group: 0,
        }
    }

    /// The word of the governing preposition.
    pub fn governed_by(&self) -> Option<&str> {
        self.preposition.as_ref().map(|(word, _)| &**word)
    }

    /// First token including the preposition.
    pub fn start(&self) -> usize {
        self.preposition
            .as_ref()
            .map_or(self.tokens.start, |(_, at)| *at)
    }

    /// Whether it may act: a party or a pronoun for one.
    pub fn may_act(&self) -> bool {
        matches!(self.kind, Kind::Party | Kind::Pronoun) || self.acts()
    }

    /// Whether it is a thing that acts for its state: `Russian troops`.
    pub fn acts(&self) -> bool {
        self.kind == Kind::Item
            && self
                .item
                .as_ref()
                .is_some_and(|i| i.acts && (!i.made_by.is_empty() || self.possessed))
    }

    /// Whether the noun is of this kind.
    pub fn is_noun(&self, kind: NounKind) -> bool {
        self.noun.is_some_and(|(_, k)| k == kind)
    }

    /// Whether it is a pronoun that stands for nobody in particular (`man`, `er`).
    pub fn is_impersonal(&self) -> bool {
        self.kind == Kind::Pronoun
            && self
                .pronoun
                .iter()
                .all(|r| r.class == crate::grammar::Class::Impersonal)
    }

    /// Whether it can speak.
    pub fn may_speak(&self) -> bool {
        matches!(self.kind, Kind::Party | Kind::Pronoun)
            || (self.kind == Kind::Place && self.state.is_some())
    }
}

/// Finds the phrases of a sentence, and beside them those that introduce a person by name and office.
pub fn find(tagged: &Tagged<'_>) -> (Vec<Mention>, Vec<Mention>) {
    let mut mentions = heads::find(tagged);
    let named = |m: &&Mention| m.name.is_some() && m.noun.is_some();
    let mut introduced: Vec<Mention> = mentions.iter().filter(named).cloned().collect();
    join::join(tagged, &mut mentions);
    // joining may add the name or the state, or swallow the person into `the regime of president X`
    introduced.extend(mentions.iter().filter(named).cloned());
    introduced.sort_by_key(|m| std::cmp::Reverse(m.actors.len()));
    (mentions, introduced)
}
