//! `lexicon/`: what a language calls states, groups, offices, arms and places, and its function words.
//!
//! Next: `rules`.

use super::{Before, Forms, Keyed, Words};
use serde::Deserialize;

/// `lexicon/states.toml`: what states are called.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StatesFile {
    /// State id to its words.
    pub state: Keyed<Names>,
}

/// `lexicon/actors.toml`: what organisations and armed groups are called here, beside `_shared` aliases.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ActorsFile {
    /// Actor id to its words.
    pub actor: Keyed<Names>,
}

/// The words for one actor.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Names {
    /// Names and abbreviations.
    pub name: Forms,
    /// Adjectives, base form; `inflection.adjective` adds endings.
    pub adjective: Forms,
    /// Inhabitants or members, every form.
    pub inhabitant: Forms,
    /// Capitals, palaces, buildings that stand for the government.
    pub seat: Forms,
    /// Institutions whose name alone tells the state: `Pentagon`, `Knesset`.
    pub institution: Forms,
    /// Gender of the name: `masculine`, `feminine`, `neuter`.
    pub gender: Option<String>,
    /// Whether the name is a plural.
    pub plural: bool,
}

/// `lexicon/nouns.toml`: common nouns for those who act or speak.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NounsFile {
    /// Lemma to its forms.
    pub noun: Keyed<Noun>,
}

/// A common noun for someone who acts or speaks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noun {
    /// What it stands for.
    pub kind: NounKind,
    /// Every singular form.
    #[serde(default)]
    pub singular: Forms,
    /// Every plural form.
    #[serde(default)]
    pub plural: Forms,
    /// `masculine`, `feminine`, `neuter`, `common`.
    #[serde(default)]
    pub gender: Option<String>,
    /// The actor that it always means (`Bundeswehr`): rarely given.
    #[serde(default)]
    pub actor: Option<String>,
}

/// What a common noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NounKind {
    /// Ministry, government, army, service, parliament, court: acts and speaks for its state.
    Government,
    /// Minister, president, spokesman, general: speaks for its state.
    Official,
    /// Company, maker, plant.
    Company,
    /// Research group, think tank, non-governmental organisation, panel.
    Organisation,
    /// Newspaper, agency, broadcaster.
    Media,
    /// Scholar, analyst, expert.
    Expert,
    /// Sources, insiders.
    Anonymous,
    /// Any other person: resident, lawyer, witness.
    Person,
    /// Country, regime, kingdom: a mention of a state already named.
    Country,
    /// Rebels, militia, gang: an armed group without a name.
    Group,
    /// Report, statement, document, article: what is said stands in it.
    Text,
}

/// `lexicon/items.toml`: words for arms and what is counted.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ItemsFile {
    /// Lemma to class and forms.
    pub item: Keyed<ItemWord>,
    /// Words that count something other than pieces, or pieces.
    pub unit: Keyed<UnitWord>,
}

/// A word for an item class.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemWord {
    /// Item class.
    pub class: String,
    /// Other classes that the word may mean; a reader of ours gives `class`, the verifier lets these stand too.
    #[serde(default)]
    pub also: Vec<String>,
    /// Every singular form.
    #[serde(default)]
    pub singular: Forms,
    /// Every plural form.
    #[serde(default)]
    pub plural: Forms,
    /// `masculine`, `feminine`, `neuter`, `common`.
    #[serde(default)]
    pub gender: Option<String>,
    /// Whether a longer word that ends in it is of this class too.
    #[serde(default)]
    pub head: bool,
    /// Whether the word means arms only beside other words of arms (`part`, `vehicle`, `goods`).
    #[serde(default)]
    pub weak: bool,
    /// Classes of things that the word may take up when they were named before (`the boats` for submarines).
    #[serde(default)]
    pub stands_for: Vec<String>,
}

/// A word that counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWord {
    /// `piece`, `tonne`, `kilogram`, `battery`, `squadron`, `shipment`, `crate`, `round` …
    pub unit: String,
    /// Every form.
    pub forms: Forms,
    /// Whether it measures size, reach or money (`mm`, `km`, `dollars`) instead of counting things.
    #[serde(default)]
    pub measure: bool,
}

/// `lexicon/places.toml`: places whose state matters.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlacesFile {
    /// Slug to place.
    pub place: Keyed<Place>,
}

/// A place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// State that it lies in.
    pub state: String,
    /// The one that it lay in before, where that is not what its state says of all its places.
    #[serde(default)]
    pub before: Option<Before>,
    /// Every form.
    pub forms: Forms,
}

/// `lexicon/grammar.toml`: the closed classes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GrammarFile {
    /// Article or determiner to readings: `definite nominative masculine singular`.
    pub article: Keyed<Vec<String>>,
    /// Pronoun to readings: `personal third singular feminine nominative`, `possessive third plural`, `relative neuter singular`, `first plural`, `impersonal`.
    pub pronoun: Keyed<Vec<String>>,
    /// Prepositions, one word or several.
    pub preposition: Words,
    /// Fused preposition and article to preposition: `zum = "zu"`.
    pub contraction: Keyed<String>,
    /// Fused adverb and preposition to preposition: `daarmee = "met"`, `davon = "von"`: what it means stands before.
    pub pronominal: Keyed<String>,
    /// Word that opens a subordinate clause to its kind: `content`, `adverbial`, `condition`, `question`, `relative`, `infinitive`, `comparative`.
    pub subordinator: Keyed<String>,
    /// Word that joins to `and`, `or`, `but`.
    pub coordinator: Keyed<String>,
    /// Auxiliary form to readings: `perfect present`, `passive past`, `future`, `copula present`, `conditional`, `reported`.
    pub auxiliary: Keyed<Vec<String>>,
    /// Words before an infinitive: `te`, `zu`, `to`.
    pub infinitive_marker: Words,
    /// Prepositions whose gerund is done by the object before them: `sanctioned Turkey for selling`.
    pub gerund_of_object: Words,
    /// Words that name some of the things just mentioned: `weapons, including missiles`.
    pub including: Words,
    /// Words that say what containers can hold: `enough for 5 million shells`.
    pub capacity: Words,
    /// Frequent finite verb forms that are no trigger, operator or cue: they show where a clause is.
    pub verb: Words,
    /// Frequent adverbs and particles that may stand between a preposition or article and its noun.
    pub adverb: Words,
    /// Abbreviations that end in a full stop without ending a sentence, with the stop.
    pub abbreviation: Words,
    /// Titles before a person's name: `Dr.`, `Mr`.
    pub title: Words,
}
