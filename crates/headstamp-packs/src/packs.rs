//! What the reader gets: every pack, checked, each entry with its origin.
//!
//! The maps are ordered by id, so nothing that is computed from them depends on the order of files
//! or of a hash. How files become these tables is in `load`; the types of single entries are
//! those of [`schema`](crate::schema).

use crate::{
    dates_schema::DatesFile,
    numbers_schema::NumbersFile,
    schema::{
        Adverb, BasisWords, Cue, CuePattern, DebrisLine, ItemWord, Measured, Modal, Names,
        Negation, Noun, Operator, PackFile, Place, Rule, SharedActor, SharedClass,
        SharedDesignation, SharedEvent, SharedOutlet, SharedState, Trigger, UnitWord,
    },
    source::Entry,
};
use std::{collections::BTreeMap, sync::Arc};

/// Entries of one table by id.
pub type Entries<T> = BTreeMap<String, Entry<T>>;

/// Every language and what the languages share.
#[derive(Debug, Clone)]
pub struct Packs {
    /// Ids and facts that hold in every language.
    pub shared: Arc<Shared>,
    /// BCP 47 code to pack.
    pub languages: BTreeMap<String, Arc<Pack>>,
    /// Hash of the content of all files that are read by: the same files, the same version.
    pub version: String,
}

/// `packs/_shared`: ids and facts, language-free.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    /// States and territories by lower-case ISO 3166-1 code.
    pub states: Entries<SharedState>,
    /// Organisations and armed groups by id.
    pub actors: Entries<SharedActor>,
    /// Newspapers, agencies and broadcasters.
    pub outlets: Entries<SharedOutlet>,
    /// Item classes.
    pub items: Entries<SharedClass>,
    /// Weapon types by name.
    pub designations: Entries<SharedDesignation>,
    /// Event types and their roles.
    pub events: Entries<SharedEvent>,
}

/// One language.
#[derive(Debug, Clone)]
pub struct Pack {
    /// `pack.toml`.
    pub file: PackFile,
    /// Words for states, by state id.
    pub states: Entries<Names>,
    /// Words for organisations and armed groups, by actor id.
    pub actors: Entries<Names>,
    /// Common nouns for those who act or speak.
    pub nouns: Entries<Noun>,
    /// Words for item classes.
    pub items: Entries<ItemWord>,
    /// Words that count.
    pub units: Entries<UnitWord>,
    /// Places and their states.
    pub places: Entries<Place>,
    /// The closed classes.
    pub grammar: Grammar,
    /// Triggers and constructions by event type.
    pub events: BTreeMap<String, EventRules>,
    /// Words over an event.
    pub operators: Entries<Operator>,
    /// Verbs and nouns of saying.
    pub cues: Entries<Cue>,
    /// Constructions of saying.
    pub patterns: Entries<CuePattern>,
    /// Adverbs and phrases of doubt.
    pub adverbs: Entries<Adverb>,
    /// Modal verbs.
    pub modals: Entries<Modal>,
    /// Words that negate.
    pub negation: Negation,
    /// Words that tell what a statement rests on, by basis.
    pub basis: Entries<BasisWords>,
    /// Lines that are no part of a report.
    pub debris: Entries<DebrisLine>,
    /// Number words.
    pub numbers: NumbersFile,
    /// Date words.
    pub dates: DatesFile,
    /// How often rules were right when they were last measured, by rule without its language.
    pub precision: Entries<Measured>,
    /// Hash of the documents and the gold that [`Pack::precision`] was measured on.
    pub measured_on: Option<String>,
    /// Every case file of the pack, by path.
    pub cases: Vec<CaseFile>,
}

/// The closed classes of a language, from `lexicon/grammar.toml`.
#[derive(Debug, Clone, Default)]
pub struct Grammar {
    /// Articles and determiners to readings.
    pub article: Entries<Vec<String>>,
    /// Pronouns to readings.
    pub pronoun: Entries<Vec<String>>,
    /// Prepositions, one word or several.
    pub preposition: Vec<Entry<String>>,
    /// Fused preposition and article to preposition.
    pub contraction: Entries<String>,
    /// Fused adverb and preposition to preposition.
    pub pronominal: Entries<String>,
    /// Openers of subordinate clauses to their kind.
    pub subordinator: Entries<String>,
    /// Joining words to `and`, `or`, `but`.
    pub coordinator: Entries<String>,
    /// Auxiliary forms to readings.
    pub auxiliary: Entries<Vec<String>>,
    /// Words before an infinitive.
    pub infinitive_marker: Vec<Entry<String>>,
    /// Prepositions whose gerund is done by the object before them.
    pub gerund_of_object: Vec<Entry<String>>,
    /// Words that name some of the things just mentioned.
    pub including: Vec<Entry<String>>,
    /// Words that say what containers can hold.
    pub capacity: Vec<Entry<String>>,
    /// Frequent finite verb forms that are nothing else.
    pub verb: Vec<Entry<String>>,
    /// Frequent adverbs and particles.
    pub adverb: Vec<Entry<String>>,
    /// Abbreviations that end in a full stop without ending a sentence.
    pub abbreviation: Vec<Entry<String>>,
    /// Titles before a person's name.
    pub title: Vec<Entry<String>>,
}

/// Triggers and constructions of one event type, from `rules/<event>.toml`.
#[derive(Debug, Clone, Default)]
pub struct EventRules {
    /// Verbs and nouns with their frames.
    pub triggers: Entries<Trigger>,
    /// Constructions that frames do not cover.
    pub rules: Entries<Rule>,
}

/// A Markdown file of cases beside a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// Path as shown to people: `packs/nl/rules/transfer.md`.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
}

impl CaseFile {
    /// What the cases are about: the name of the file without folder and ending (`transfer`).
    pub fn topic(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".md").unwrap_or(name)
    }
}

impl Pack {
    /// A pack that has its first file and nothing else yet.
    pub(crate) fn empty(file: PackFile) -> Self {
        Self {
            file,
            states: BTreeMap::new(),
            actors: BTreeMap::new(),
            nouns: BTreeMap::new(),
            items: BTreeMap::new(),
            units: BTreeMap::new(),
            places: BTreeMap::new(),
            grammar: Grammar::default(),
            events: BTreeMap::new(),
            operators: BTreeMap::new(),
            cues: BTreeMap::new(),
            patterns: BTreeMap::new(),
            adverbs: BTreeMap::new(),
            modals: BTreeMap::new(),
            negation: Negation::default(),
            basis: BTreeMap::new(),
            debris: BTreeMap::new(),
            numbers: NumbersFile::default(),
            dates: DatesFile::default(),
            precision: BTreeMap::new(),
            measured_on: None,
            cases: Vec::new(),
        }
    }
}
