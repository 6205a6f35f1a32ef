//! The words of a pack, compiled: which entries stand where in a run of tokens.
//!
//! Forms are looked up token by token in one table keyed by a form's first token, the longest match
//! first. Names, events, function words, modality and basis are separate layers, each with its own
//! longest match, so that `is about to` does not hide the auxiliary in it. A token trie was chosen over an
//! automaton over bytes because borders of words, capitals and possessors are questions about
//! tokens (`docs/decisions/0002-token-table.md`). Next: `compounds` for words written together, `mentions`
//! for the phrases around the hits.

mod build;
mod compounds;
mod fit;
mod former;
mod kinds;
mod vocabulary;

use build::fold_form;
use fit::{Fit, form_matches};
pub use former::Former;
pub use kinds::Kinds;
pub(crate) use vocabulary::plain_word;
pub use vocabulary::{Known, Sieve, Vocabulary, WordId};

use crate::grammar::{Auxiliary, Gender, Opener, Reading};
use crate::text::{Breaks, Shape, Token};
use headstamp_model::Basis;
use headstamp_packs::Origin;
use headstamp_packs::schema::{Adverb, Cue, Modal, NounKind, Operator, Orthography, Trigger};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Which layer an entry belongs to; each layer takes its own longest match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Actors, nouns, outlets, items, units, places.
    Name,
    /// Triggers, operators, cues.
    Event,
    /// Closed classes.
    Function,
    /// Adverbs of doubt, modal verbs, negation.
    Modality,
    /// Words that tell a basis.
    Basis,
}

const LAYERS: usize = 5;

/// How a name names its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameForm {
    /// The name itself.
    Name,
    /// The adjective.
    Adjective,
    /// An inhabitant or member.
    Inhabitant,
    /// A capital or palace.
    Seat,
    /// An institution whose name tells the state.
    Institution,
}

/// Form of a verb or event noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerbForm {
    /// Finite present.
    Present,
    /// Finite past.
    Past,
    /// Past participle.
    Participle,
    /// Infinitive.
    Infinitive,
    /// Present participle or gerund.
    Gerund,
    /// Event noun.
    Noun,
    /// Noun for who does it.
    AgentNoun,
    /// Fixed phrase.
    Phrase,
}

impl VerbForm {
    /// Whether a clause can stand on it.
    pub fn finite(self) -> bool {
        matches!(self, Self::Present | Self::Past)
    }
}

/// Which negation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NegationForm {
    /// `not`.
    Adverb,
    /// `no`.
    Determiner,
    /// `nothing`.
    Pronoun,
    /// `without`.
    Preposition,
    /// A phrase that only looks negative.
    Except,
    /// `so many`: with `never` it compares.
    Degree,
    /// `but`: what follows is left out of `nobody`.
    But,
    /// `contrary to`: somebody else says the opposite.
    Contrary,
}

/// What an entry means.
#[derive(Debug, Clone, PartialEq)]
pub enum Sense {
    /// A state, organisation or armed group.
    Actor {
        /// State or organisation.
        id: Box<str>,
        /// How the word names it.
        form: NameForm,
    },
    /// A common noun: index into [`Lexicon::nouns`].
    Noun(usize),
    /// An outlet: index into [`Lexicon::outlets`].
    Outlet(usize),
    /// A word for an item class: index into [`Lexicon::items`].
    Item(usize),
    /// A unit: `battery`; and whether it measures instead of counting.
    Unit(Box<str>, bool),
    /// A place in this state.
    Place(Box<str>),
    /// A trigger: index into [`Lexicon::triggers`].
    Trigger(usize, VerbForm),
    /// An operator: index into [`Lexicon::operators`].
    Operator(usize, VerbForm),
    /// A cue: index into [`Lexicon::cues`].
    Cue(usize, VerbForm),
    /// An adverb of doubt: index into [`Lexicon::adverbs`].
    Adverb(usize),
    /// A modal verb: index into [`Lexicon::modals`].
    Modal(usize),
    /// A negation.
    Negation(NegationForm),
    /// A basis.
    Basis(Basis),
    /// An article or determiner.
    Article(Vec<Reading>),
    /// A pronoun.
    Pronoun(Vec<Reading>),
    /// A preposition; the word under which frames know it.
    Preposition(Box<str>),
    /// An adverb that holds a preposition: `daarmee` holds `met`.
    Pronominal(Box<str>),
    /// Opens a clause.
    Opener(Opener),
    /// Joins: `and`, `or`, `but`.
    Coordinator(Box<str>),
    /// An auxiliary.
    Auxiliary(Auxiliary),
    /// `to`, `te`, `zu`.
    InfinitiveMarker,
    /// Preposition whose gerund is done by the object before it.
    GerundOfObject,
    /// A word that names some of the things just mentioned.
    Including,
    /// Says what something can hold.
    Capacity,
    /// A finite verb of no further interest.
    Verb,
    /// An adverb of no further interest.
    Particle,
    /// A title before a name.
    Title,
}

/// An entry of the table.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it means.
    pub sense: Sense,
    /// Where the pack says so.
    pub origin: Origin,
    /// Whether the form is a plural, if known.
    pub plural: Option<bool>,
    /// Gender, if known.
    pub gender: Option<Gender>,
    /// Whether the form is a possessor (`Ruslands`).
    pub possessive: bool,
}

/// Which part of its token a hit covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// The modifier of a compound.
    Modifier,
    /// The head of a compound.
    Head,
}

/// An entry found in a run of tokens.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Tokens.
    pub tokens: Range<usize>,
    /// Index into [`Lexicon::entries`].
    pub entry: usize,
    /// Which part of the token.
    pub part: Part,
    /// Whether it is marked as a possessor here.
    pub possessive: bool,
    /// What sort of sense its entry has.
    pub kinds: Kinds,
}

/// A common noun.
#[derive(Debug, Clone)]
pub struct NounEntry {
    /// Lemma.
    pub lemma: Box<str>,
    /// What it stands for.
    pub kind: NounKind,
    /// The actor that it always means.
    pub actor: Option<Box<str>>,
}

/// An outlet.
#[derive(Debug, Clone)]
pub struct OutletEntry {
    /// Slug.
    pub id: Box<str>,
    /// State it belongs to.
    pub state: Option<Box<str>>,
    /// Whether it is the voice of its state.
    pub state_media: bool,
}

/// A word or designation for an item class.
#[derive(Debug, Clone)]
pub struct ItemEntry {
    /// Class.
    pub class: Box<str>,
    /// Other classes that the word may mean.
    pub also: Box<[Box<str>]>,
    /// Designation as the field writes it, when it is one.
    pub name: Option<Box<str>>,
    /// State of origin of a designation.
    pub origin: Option<Box<str>>,
    /// Arms only in context.
    pub weak: bool,
    /// Classes of things that the word may take up.
    pub stands_for: Box<[String]>,
}

/// A trigger with its event type and rule id.
#[derive(Debug, Clone)]
pub struct TriggerEntry {
    /// Event type.
    pub event: Box<str>,
    /// Rule id: `nl.transfer.deliver`.
    pub rule: Box<str>,
    /// Frame and forms.
    pub trigger: Trigger,
    /// Words of the same clause that make it something else.
    pub rejects: Vec<Box<[WordId]>>,
    /// Where the pack says so.
    pub origin: Origin,
}

/// An entry of a rules file with its rule id.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// Rule id: `nl.operators.want`.
    pub rule: Box<str>,
    /// The entry.
    pub value: T,
    /// Where the pack says so.
    pub origin: Origin,
}

#[derive(Debug, Clone)]
struct FormToken {
    word: WordId,
    /// The form as written, when its capitals count.
    exact: Option<Box<str>>,
}

#[derive(Debug, Clone)]
struct Form {
    tokens: Box<[FormToken]>,
    layer: Layer,
    entry: usize,
    /// What sort of sense its entry has.
    kinds: Kinds,
    /// Whether it is a possessor as it stands.
    possessive: bool,
    /// Whether it is a noun of an event, operator or cue.
    event_noun: bool,
    /// Whether its first word, by which it was found, is all there is to compare.
    plain: bool,
}

/// Forms that start with one word.
///
/// A verb starts hundreds of forms of several words; the second word leaves a few of them to try.
#[derive(Debug, Clone, Default)]
struct Starting {
    /// The word alone.
    single: Vec<Form>,
    /// Longer ones by their second word.
    longer: FxHashMap<WordId, Vec<Form>>,
    /// The second words: most words that follow are not among them.
    seconds: Sieve,
}

impl Starting {
    /// The list that a form belongs in.
    fn list(&mut self, tokens: &[FormToken]) -> &mut Vec<Form> {
        match tokens.get(1) {
            Some(second) => {
                self.seconds.add(second.word);
                self.longer.entry(second.word).or_default()
            }
            None => &mut self.single,
        }
    }

    /// Forms that may stand before the word that follows, the longest first.
    fn candidates(&self, next: Option<&Known>) -> impl Iterator<Item = &Form> {
        let longer = |word: Option<WordId>| {
            word.filter(|word| self.seconds.may_hold(*word))
                .and_then(|word| self.longer.get(&word))
                .map_or(&[][..], Vec::as_slice)
        };
        let mut plain = longer(next.map(|known| known.word));
        let mut owner = longer(next.map(|known| known.owner));
        let longer = std::iter::from_fn(move || {
            let list = match (plain.first(), owner.first()) {
                (Some(a), Some(b)) if b.rank() < a.rank() => &mut owner,
                (None, _) => &mut owner,
                _ => &mut plain,
            };
            let (first, rest) = list.split_first()?;
            *list = rest;
            Some(first)
        });
        longer.chain(&self.single)
    }

    /// Puts longer forms first, then those of earlier entries.
    fn sort(&mut self) {
        for forms in self.longer.values_mut().chain([&mut self.single]) {
            forms.sort_by_key(Form::rank);
        }
    }
}

impl Form {
    fn rank(&self) -> (std::cmp::Reverse<usize>, usize) {
        (std::cmp::Reverse(self.tokens.len()), self.entry)
    }
}

/// The words of one language, compiled.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// BCP 47 code.
    pub language: Box<str>,
    /// How the language is written.
    pub orthography: Orthography,
    /// Every entry.
    pub entries: Vec<Entry>,
    /// Common nouns.
    pub nouns: Vec<NounEntry>,
    /// Outlets.
    pub outlets: Vec<OutletEntry>,
    /// Words and designations for items.
    pub items: Vec<ItemEntry>,
    /// Triggers.
    pub triggers: Vec<TriggerEntry>,
    /// Operators.
    pub operators: Vec<Named<Operator>>,
    /// Cues.
    pub cues: Vec<Named<Cue>>,
    /// Adverbs.
    pub adverbs: Vec<Named<Adverb>>,
    /// Modal verbs.
    pub modals: Vec<Named<Modal>>,
    /// What ends a sentence.
    pub breaks: Breaks,
    /// Item classes that act for the state they belong to.
    pub acting: BTreeSet<Box<str>>,
    /// Item classes that hold other things.
    pub holding: BTreeSet<Box<str>>,
    /// Item classes that come in pieces.
    pub pieces: BTreeSet<Box<str>>,
    /// Item class to the class of what it fires.
    pub fires: BTreeMap<Box<str>, Box<str>>,
    /// Event types in which all who take part have the same role.
    pub joint: BTreeSet<Box<str>>,
    /// Item class to its wider class.
    pub parents: BTreeMap<Box<str>, Box<str>>,
    /// To which state places belonged before.
    pub former: Former,
    /// Every word that the pack names.
    pub vocabulary: Vocabulary,
    /// Forms by their first word.
    forms: Vec<Starting>,
    /// Heads of compounds: folded form to entries.
    heads: FxHashMap<Box<str>, Vec<usize>>,
}

impl Lexicon {
    /// The entry behind a hit.
    pub fn entry(&self, hit: &Hit) -> &Entry {
        &self.entries[hit.entry]
    }

    /// The meaning of a hit.
    pub fn sense(&self, hit: &Hit) -> &Sense {
        &self.entries[hit.entry].sense
    }

    /// Every hit in `tokens`, by first token, then length; ranges count from the start of `tokens`.
    pub fn hits(&self, text: &str, tokens: &[Token], known: &[Known]) -> Vec<Hit> {
        let mut out = Vec::with_capacity(tokens.len() * 2);
        let mut free = [0usize; LAYERS];
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            self.match_at((text, tokens, known), at, &mut free, &mut found, &mut out);
            let named = free[Layer::Name as usize] > at || free[Layer::Event as usize] > at;
            if !named && token.shape != Shape::Punct {
                self.compound_hits(text, token, at, &mut out);
            }
        }
        out
    }

    fn match_at<'a>(
        &'a self,
        (text, tokens, known): (&str, &[Token], &[Known]),
        at: usize,
        free: &mut [usize; LAYERS],
        found: &mut Vec<(&'a Form, Fit)>,
        out: &mut Vec<Hit>,
    ) {
        let mut best = [0usize; LAYERS];
        found.clear();
        let Known { word, owner } = known[at];
        for (first, possessive) in [(word, false), (owner, true)] {
            let Some(starting) = self.starting(first) else {
                continue;
            };
            for form in starting.candidates(known.get(at + 1)) {
                let layer = form.layer as usize;
                let shorter = form.tokens.len() < best[layer] && !form.event_noun;
                if free[layer] > at || shorter {
                    continue;
                }
                if possessive && (form.tokens.len() > 1 || form.layer != Layer::Name) {
                    continue;
                }
                if let Some(fit) = form_matches(text, tokens, known, at, form, possessive) {
                    best[layer] = best[layer].max(form.tokens.len());
                    found.push((form, fit));
                }
            }
        }
        let best_is_noun = found
            .iter()
            .any(|(form, _)| form.tokens.len() == best[Layer::Event as usize] && form.event_noun);
        // `GAO` is the office of that name before it is the town of Gao
        let written_so = found.iter().any(|(form, fit)| {
            !fit.shouted
                && form.layer == Layer::Name
                && form.tokens.len() == best[Layer::Name as usize]
        });
        for (form, fit) in found.drain(..) {
            let length = form.tokens.len();
            if fit.shouted && written_so && form.layer == Layer::Name {
                continue;
            }
            // `contract for` may be a verb, `contract` a noun: where it stands decides later
            let noun = length < best[form.layer as usize] && form.event_noun && !best_is_noun;
            if length == best[form.layer as usize] || noun {
                out.push(Hit {
                    tokens: at..at + length,
                    entry: form.entry,
                    part: Part::Whole,
                    possessive: fit.possessive || form.possessive,
                    kinds: form.kinds,
                });
            }
        }
        for layer in 0..LAYERS {
            if best[layer] > 0 {
                free[layer] = at + best[layer];
            }
        }
    }

    /// Forms that start with a word.
    fn starting(&self, word: WordId) -> Option<&Starting> {
        if word == WordId::UNKNOWN {
            return None;
        }
        self.forms.get(word.index())
    }

    fn strip_possessive<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.orthography.possessive.iter().find_map(|ending| {
            let ending = ending.as_str();
            (ending.starts_with('\''))
                .then(|| word.strip_suffix(ending))
                .flatten()
        })
    }
}

/// The layer of a sense.
pub fn layer_of(sense: &Sense) -> Layer {
    match sense {
        Sense::Actor { .. }
        | Sense::Noun(_)
        | Sense::Outlet(_)
        | Sense::Item(_)
        | Sense::Unit(..)
        | Sense::Place(_) => Layer::Name,
        Sense::Trigger(..) | Sense::Operator(..) | Sense::Cue(..) => Layer::Event,
        Sense::Adverb(_) | Sense::Modal(_) | Sense::Negation(_) => Layer::Modality,
        Sense::Basis(_) => Layer::Basis,
        _ => Layer::Function,
    }
}
