//! The files of a pack as they are written: one serde type per file.
//!
//! These types *are* the format: an unknown key is an error, a table that is left out is empty.
//! `docs/reference/pack-format.md` tells pack authors the same in prose. Entries keep the place of
//! their key ([`Keyed`]), so that every hit can name its file and line. Next: `load` reads a
//! folder into these types, `tables` makes what the reader uses.

mod knowledge;
mod lexicon;
mod precision;
mod rules;
mod shared;

pub use knowledge::{
    OrganisationFacts, OrganisationsFile, OutletFacts, OutletsFile, Reference, ReferencesFile,
    Weapon, WeaponsFile,
};
pub use lexicon::{
    ActorsFile, GrammarFile, ItemWord, ItemsFile, Names, Noun, NounKind, NounsFile, Place,
    PlacesFile, StatesFile, UnitWord,
};
pub use precision::{Measured, PrecisionFile};
pub use rules::{
    Adverb, AttributionFile, BasisFile, BasisWords, Cue, CuePattern, DebrisFile, DebrisLine, Modal,
    ModalityFile, Negation, Operator, OperatorsFile, Rule, RulesFile, Stance, Trigger, Verb,
};
use serde::Deserialize;
pub use shared::{
    Before, SharedActor, SharedActorsFile, SharedClass, SharedDesignation, SharedDesignationsFile,
    SharedEvent, SharedEventsFile, SharedItemsFile, SharedOutlet, SharedOutletsFile, SharedState,
    SharedStatesFile,
};
use std::collections::BTreeMap;
use toml::Spanned;

/// A table whose keys remember where they stand in the file.
pub type Keyed<T> = BTreeMap<Spanned<String>, T>;

/// Surface forms, in full; see "Capitals" in the format page.
pub type Forms = Vec<String>;

/// Surface forms of a closed class, each with its own place in the file.
pub type Words = Vec<Spanned<String>>;

/// `pack.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// Version of the pack format; this program reads 1.
    pub format: u32,
    /// BCP 47 code, the same as the folder's name.
    pub language: String,
    /// English name of the language.
    pub name: String,
    /// Its name in itself.
    pub native_name: String,
    /// `draft`, `usable` or `tested`.
    pub status: String,
    /// Who looks after it.
    #[serde(default)]
    pub maintainers: Vec<String>,
    /// Where lists come from.
    #[serde(default)]
    pub source: Vec<SourceNote>,
    /// How the language is written.
    pub orthography: Orthography,
    /// Endings that names take, so that lists stay short.
    #[serde(default)]
    pub inflection: Inflection,
}

/// Where a list comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceNote {
    /// What it is.
    pub title: String,
    /// Under which licence.
    pub licence: String,
    /// Where it is.
    #[serde(default)]
    pub address: Option<String>,
}

/// How the language is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Orthography {
    /// Order of a main clause: `svo` (English) or `v2` (finite verb second, others last: Dutch, German).
    pub order: WordOrder,
    /// Whether words are written together (`Waffenlieferungen`).
    #[serde(default)]
    pub compounds: bool,
    /// Letters that join the parts of a compound: `s`, `en`.
    #[serde(default)]
    pub linking: Vec<String>,
    /// Whether every noun has a capital.
    #[serde(default)]
    pub noun_capitals: bool,
    /// Whether nouns stand in cases that articles show (German): prepositions and articles then decide roles.
    #[serde(default)]
    pub cases: bool,
    /// Letters or words put after a name to make it a possessor (`'s`), written as separate token or ending.
    #[serde(default)]
    pub possessive: Vec<String>,
    /// Prepositions that mark a possessor: `of`, `van`, `von`.
    #[serde(default)]
    pub possessor_preposition: Vec<String>,
    /// Prepositions that place a government or person: `in`, `from`, `aus` (*the government in Kyiv*).
    #[serde(default)]
    pub place_preposition: Vec<String>,
    /// Prepositions that name who does or says something in the passive: `by`, `door`, `von` (*was denied by Cairo*).
    #[serde(default)]
    pub agent_preposition: Vec<String>,
    /// Finite verbs of a plural subject: endings with a hyphen before them (`-en`), or words (`sind`). Empty where verbs do
    /// not tell; `sie lieferten` then may be one.
    #[serde(default)]
    pub plural_verb: Vec<String>,
}

/// Order of a main clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WordOrder {
    /// Subject, verb, object.
    Svo,
    /// Finite verb second in main clauses, last in subordinate ones.
    V2,
}

/// Endings added to every form of a kind of name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inflection {
    /// After names and seats, marking a possessor: `s` in `Ruslands`.
    pub possessive: Vec<String>,
    /// After adjectives: `e`, `en`, `er`.
    pub adjective: Vec<String>,
    /// After inhabitants.
    pub inhabitant: Vec<String>,
    /// After designations of weapons: `s` in `F-16s`.
    pub designation: Vec<String>,
}
