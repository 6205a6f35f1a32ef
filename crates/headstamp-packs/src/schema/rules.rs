//! `rules/`: triggers and constructions of an event type, operators, attribution, modality, basis, debris.
//!
//! Numbers and dates have schemas of their own (`numbers_schema`, `dates_schema`).

use super::{Forms, Keyed};
use headstamp_model::{Basis, Certainty, Phase, Polarity, SourceKind};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `rules/<event>.toml`: what makes a statement of one event type.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RulesFile {
    /// Verbs and nouns with their frames.
    pub trigger: Keyed<Trigger>,
    /// Constructions that frames do not cover.
    pub rule: Keyed<Rule>,
}

/// The forms of a verb.
///
/// Not flattened into its users by serde (which would lose `deny_unknown_fields`): each user has the
/// same five keys.
#[derive(Debug, Clone, Default)]
pub struct Verb {
    /// Finite present forms.
    pub present: Forms,
    /// Finite past forms.
    pub past: Forms,
    /// Past participles.
    pub participle: Forms,
    /// Infinitives, also with an infixed marker (`aan te kopen`, `einzudecken`).
    pub infinitive: Forms,
    /// Present participles and gerunds (`delivering`, `liefernd`).
    pub gerund: Forms,
    /// Separable particle of the finite forms (`kauft … ein`).
    pub particle: Option<String>,
}

/// A verb or noun that reports an event, with the frame that its arguments fill.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Trigger {
    /// One sentence in which it reports an event; run by `pack test`.
    pub example: String,
    /// Function to role for the verb: `subject`, `object`, `dative`, or a preposition; the role `item` is the thing.
    pub roles: BTreeMap<String, String>,
    /// Function to role for its nouns: `possessor` (`van`/`of`/genitive/`'s` with an actor), `adjective`, `compound`, or a preposition.
    pub noun_roles: BTreeMap<String, String>,
    /// Finite present forms.
    pub present: Forms,
    /// Finite past forms.
    pub past: Forms,
    /// Past participles.
    pub participle: Forms,
    /// Infinitives.
    pub infinitive: Forms,
    /// Present participles and gerunds.
    pub gerund: Forms,
    /// Separable particle of the finite forms.
    pub particle: Option<String>,
    /// Event nouns, every form; they also end compounds.
    pub noun: Forms,
    /// Nouns for who does it (`supplier`): the noun's possessor or adjective fills the other role.
    pub agent_noun: Forms,
    /// Phase that the word itself gives (`order` is agreed), before operators.
    pub phase: Option<Phase>,
    /// Polarity that the word itself gives (`lack` of production).
    pub polarity: Option<Polarity>,
    /// What must be found or there is no event: `item`, `actor`, or a role.
    pub needs: Vec<String>,
    /// Whether either side may be named first (`a contract between`): a company and whoever designed the thing supply it.
    pub sides: bool,
    /// Item class when none is named (`reconnoitre` …): rarely given.
    pub item: Option<String>,
    /// Item classes that it must come with, narrower ones included (`intercept` a missile, not a ship's load); empty for any.
    pub takes: Vec<String>,
    /// Words of the same clause that make it something else.
    pub reject: Forms,
}

/// A construction: words and slots in order.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rule {
    /// One sentence that it matches; run by `pack test`.
    pub example: String,
    /// The construction in the slot language.
    pub pattern: Forms,
    /// Phase that it gives.
    pub phase: Option<Phase>,
    /// Polarity that it gives.
    pub polarity: Option<Polarity>,
    /// Certainty that it gives.
    pub certainty: Option<Certainty>,
    /// What must be found: `item`, `actor`, or a role.
    pub needs: Vec<String>,
}

/// `rules/operators.toml`: words that change phase, polarity or certainty of the event under them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OperatorsFile {
    /// Verbs, nouns, adjectives and phrases over an event.
    pub operator: Keyed<Operator>,
}

/// A word over an event: *want to buy*, *halted the delivery*, *is about to*.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Operator {
    /// One sentence in which it stands over an event; run by `pack test`.
    pub example: String,
    /// Finite present forms.
    pub present: Forms,
    /// Finite past forms.
    pub past: Forms,
    /// Past participles.
    pub participle: Forms,
    /// Infinitives.
    pub infinitive: Forms,
    /// Present participles and gerunds.
    pub gerund: Forms,
    /// Separable particle of the finite forms.
    pub particle: Option<String>,
    /// Preposition by which its verb takes the event; elsewhere the verb means something else (`spreken over`).
    pub preposition: Option<String>,
    /// Nouns (`plan`, `refusal`, `talks`), every form.
    pub noun: Forms,
    /// Fixed phrases (`op het punt`, `in talks`), adjectives and adverbs.
    pub phrase: Forms,
    /// Phase that it gives to the event.
    pub phase: Option<Phase>,
    /// Polarity that it gives to the event; two negatives make a positive.
    pub polarity: Option<Polarity>,
    /// Whether it undoes a halt below it: *lifted the ban on deliveries*.
    pub lifts: bool,
    /// Whether its own arguments are the two sides of a deal, in any order (`negotiate`): see [`Trigger::sides`].
    pub sides: bool,
    /// Certainty that it gives to the event.
    pub certainty: Option<Certainty>,
    /// Function to role of the event for the operator's own arguments: `subject = "doer"` (whoever does the event),
    /// `subject = "supplier"`, `object = "doer"`, `von = "supplier"`; `subject = "authority"`: an outsider who decides;
    /// `with = "counterpart"`: the other side of whoever does it.
    pub roles: BTreeMap<String, String>,
}

/// `rules/attribution.toml`: who says so.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AttributionFile {
    /// Verbs and nouns of saying.
    pub cue: Keyed<Cue>,
    /// Constructions with `{source}` and `{via}`.
    pub pattern: Keyed<CuePattern>,
}

/// What a source does by speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Asserts.
    Says,
    /// Denies.
    Denies,
    /// Cannot confirm, has no evidence, knows nothing of it.
    CannotSay,
    /// Owns up to it.
    Admits,
    /// Assesses, believes, assumes: probable.
    Believes,
    /// Suspects, fears, speculates: possible.
    Suspects,
    /// Asks, demands, warns: what is asked for is not said to be so.
    Calls,
}

/// A verb or noun of saying.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// What the source does.
    pub stance: Stance,
    /// One sentence in which it attributes a statement; run by `pack test`.
    #[serde(default)]
    pub example: String,
    /// Finite present forms.
    #[serde(default)]
    pub present: Forms,
    /// Finite past forms.
    #[serde(default)]
    pub past: Forms,
    /// Past participles.
    #[serde(default)]
    pub participle: Forms,
    /// Infinitives.
    #[serde(default)]
    pub infinitive: Forms,
    /// Present participles and gerunds (`citing`, `saying`).
    #[serde(default)]
    pub gerund: Forms,
    /// Separable particle of the finite forms (`teilte … mit`).
    #[serde(default)]
    pub particle: Option<String>,
    /// Preposition by which its verb takes what is told; elsewhere the verb means something else (`spreken van`).
    #[serde(default)]
    pub preposition: Option<String>,
    /// Nouns (`claim`, `denial`, `Angaben`), every form.
    #[serde(default)]
    pub noun: Forms,
    /// Fixed phrases that do the same (`weet van niets`).
    #[serde(default)]
    pub phrase: Forms,
    /// Prepositions whose noun is the outlet or person that was told: a media name there is a relay.
    #[serde(default)]
    pub to: Forms,
    /// Prepositions whose noun is the source, when the subject only relays (`beruft sich auf`); `object` for the bare object (`citeert X`).
    #[serde(default)]
    pub from: Forms,
    /// Function of the phrase that is said to do what an infinitive, gerund or event noun below it tells: `object` (`accuses Iran of arming`), or prepositions.
    #[serde(default)]
    pub doer: Forms,
    /// Whether it also governs a bare noun phrase that names the event (`denies the sale`, `confirmed deliveries`).
    #[serde(default)]
    pub object: bool,
    /// Basis that it gives.
    #[serde(default)]
    pub basis: Option<Basis>,
}

/// A construction that names a source or relay: `volgens {source}`, `{source} zufolge`, `unter Berufung auf {source}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CuePattern {
    /// The construction; slots are `{source}` and `{via}`.
    pub pattern: Forms,
    /// One sentence in which it attributes a statement; run by `pack test`.
    #[serde(default)]
    pub example: String,
    /// What the source does; `says` if left out.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// Whether it stands only at the start of a sentence, before all it governs: `{source} :`.
    #[serde(default)]
    pub opens: bool,
    /// Kind of the source when the words in the slot do not tell.
    #[serde(default)]
    pub kind: Option<SourceKind>,
    /// Basis that it gives.
    #[serde(default)]
    pub basis: Option<Basis>,
}

/// `rules/modality.toml`: certainty, negation and time words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModalityFile {
    /// Adverbs and phrases of doubt.
    pub adverb: Keyed<Adverb>,
    /// Modal verbs.
    pub modal: Keyed<Modal>,
    /// Words that negate.
    pub negation: Negation,
}

/// An adverb or phrase that changes certainty, phase or polarity of its clause.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Adverb {
    /// Every form.
    pub forms: Forms,
    /// Certainty that it gives.
    pub certainty: Option<Certainty>,
    /// Phase that it gives.
    pub phase: Option<Phase>,
    /// Polarity that it gives.
    pub polarity: Option<Polarity>,
    /// One sentence; run by `pack test`.
    pub example: String,
}

/// A modal verb.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Modal {
    /// Every finite form.
    pub forms: Forms,
    /// With a plain infinitive: phase.
    pub phase: Option<Phase>,
    /// With a plain infinitive: certainty.
    pub certainty: Option<Certainty>,
    /// With a perfect infinitive (`zou hebben geleverd`): certainty.
    pub perfect_certainty: Option<Certainty>,
    /// One sentence; run by `pack test`.
    pub example: String,
}

/// Words that negate.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Negation {
    /// `not`, `never`.
    pub adverb: Forms,
    /// `no`, `keinerlei`.
    pub determiner: Forms,
    /// `nothing`, `nobody`.
    pub pronoun: Forms,
    /// `without`.
    pub preposition: Forms,
    /// Phrases that contain such a word and do not negate: `not only`, `niet alleen`.
    pub except: Forms,
    /// Words of degree with which such a word only compares: `never sold so many`, `nooit zoveel`.
    pub degree: Forms,
    /// Prepositions before what a negation leaves out: `nobody but Chad`, `außer den Emiraten`.
    pub but: Forms,
    /// Words that set what is told against what somebody else told: `contrary to`, `anders als`.
    pub contrary: Forms,
}

/// `rules/basis.toml`: words that tell what a statement rests on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BasisFile {
    /// Basis to its words.
    pub basis: Keyed<BasisWords>,
}

/// Words that tell a basis.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BasisWords {
    /// Every form.
    pub forms: Forms,
    /// One sentence; run by `pack test`.
    pub example: String,
}

/// `rules/debris.toml`: lines of a page that are no part of the report.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DebrisFile {
    /// Kind of debris to how it shows.
    pub line: Keyed<DebrisLine>,
}

/// How a line of debris shows.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DebrisLine {
    /// The line starts so.
    pub starts: Forms,
    /// The whole line is this.
    pub whole: Forms,
    /// The line ends so.
    pub ends: Forms,
    /// A short line (under 160 characters) contains this.
    pub contains: Forms,
    /// Whether the lines up to the next empty line go with it (a box of links).
    pub block: bool,
}
