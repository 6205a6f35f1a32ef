//! The files of a pack as they are written: one serde type per file.
//!
//! These types *are* the format: an unknown key is an error, a table that is left out is empty.
//! `docs/reference/pack-format.md` tells pack authors the same in prose. Entries keep the place of
//! their key ([`Keyed`]), so that every hit can name its file and line. Next: `load` reads a
//! folder into these types, `tables` makes what the reader uses.

use headstamp_model::{Basis, Certainty, Phase, Polarity, SourceKind};
use serde::Deserialize;
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

/// `_shared/states.toml`: every ISO 3166-1 state or territory.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedStatesFile {
    /// Id to English short name.
    pub state: Keyed<SharedState>,
}

/// A state or territory.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedState {
    /// English short name.
    pub name: String,
}

/// `_shared/actors.toml`: organisations and armed groups.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedActorsFile {
    /// Id (`un`, `org:houthis`) to facts.
    pub actor: Keyed<SharedActor>,
}

/// An organisation, company or armed group.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedActor {
    /// English name.
    pub name: String,
    /// `international`, `armed-group`, `company`, `research`, `control-body`.
    pub kind: String,
    /// State it belongs to, if any.
    #[serde(default)]
    pub state: Option<String>,
    /// Names and abbreviations that hold in every language.
    #[serde(default)]
    pub alias: Forms,
}

/// `_shared/outlets.toml`: newspapers, agencies, broadcasters.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedOutletsFile {
    /// Slug to facts.
    pub outlet: Keyed<SharedOutlet>,
}

/// A newspaper, agency or broadcaster.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedOutlet {
    /// Name as the field writes it.
    pub name: String,
    /// Forms seen in print, in any script.
    pub alias: Forms,
    /// State it belongs to.
    #[serde(default)]
    pub state: Option<String>,
    /// Whether it is the voice of its state.
    #[serde(default)]
    pub state_media: bool,
}

/// `_shared/items.toml`: item classes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedItemsFile {
    /// Class to facts.
    pub class: Keyed<SharedClass>,
}

/// An item class.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedClass {
    /// What it covers, in one English phrase.
    pub label: String,
    /// The wider class, if any: `ballistic-missile` is a `missile`.
    #[serde(default)]
    pub parent: Option<String>,
    /// Whether it can act for the state that it belongs to: troops fire, rockets do not.
    #[serde(default)]
    pub acts: bool,
    /// Whether it holds other things: what is in it is the thing as well (`containers of shells`).
    #[serde(default)]
    pub holds: bool,
}

/// `_shared/designations.toml`: weapon types by name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedDesignationsFile {
    /// Slug to facts.
    pub designation: Keyed<SharedDesignation>,
}

/// A weapon type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedDesignation {
    /// As the field writes it: `Shahed-136`.
    pub name: String,
    /// Item class.
    pub class: String,
    /// State of origin.
    #[serde(default)]
    pub origin: Option<String>,
    /// Other forms; spaces and hyphens between parts match each other by rule.
    #[serde(default)]
    pub alias: Forms,
}

/// `_shared/events.toml`: event types, their roles and how they print.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedEventsFile {
    /// Event type to facts.
    pub event: Keyed<SharedEvent>,
}

/// An event type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedEvent {
    /// When it is used, in one English phrase.
    pub label: String,
    /// Its roles, the most telling first.
    pub roles: Vec<String>,
    /// Whether operators may set its phase (`transfer`, `agreement` …).
    #[serde(default)]
    pub phased: bool,
    /// Whether all who take part have the same role: the parties of a pact, named as subject or after `with`.
    #[serde(default)]
    pub joint: bool,
    /// Whether a statement needs an item.
    #[serde(default)]
    pub item: bool,
    /// Item classes that everyday verbs (`needs = ["item"]`) must come with to report it; empty for any.
    #[serde(default)]
    pub takes: Vec<String>,
    /// Role that a state adjective or possessor of the thing fills: `holder` in *Russian tanks were lost*.
    #[serde(default)]
    pub adjective_role: Option<String>,
    /// Role that an armed group before the thing or a possessor of it fills: `user` in *RSF drones*, *Chad's tanks*.
    #[serde(default)]
    pub possessor_role: Option<String>,
    /// Role that says who made the thing (`producer`): another event about the same thing takes it as its `adjective_role`.
    #[serde(default)]
    pub maker_role: Option<String>,
    /// Roles that only a state can fill.
    #[serde(default)]
    pub state_roles: Vec<String>,
    /// Item classes that by themselves do not make it: troops are no `transfer`.
    #[serde(default)]
    pub leaves: Vec<String>,
}

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
    /// Frequent finite verb forms that are no trigger, operator or cue: they show where a clause is.
    pub verb: Words,
    /// Frequent adverbs and particles that may stand between a preposition or article and its noun.
    pub adverb: Words,
    /// Abbreviations that end in a full stop without ending a sentence, with the stop.
    pub abbreviation: Words,
    /// Titles before a person's name: `Dr.`, `Mr`.
    pub title: Words,
}

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
