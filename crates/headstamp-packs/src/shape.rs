//! The shape of every file of a pack: which keys it has and what each value must be.
//!
//! The types of [`schema`](crate::schema) say the same to serde, which stops at the first error and
//! knows no roles or prepositions. This table lets a check tell everything at once and
//! point at the word. A test holds the keys of both together; a new key needs a line in each. Next: `by_file`.

mod by_file;

use crate::vocabulary::{self as list, Vocabulary};
pub(crate) use by_file::{
    KNOWLEDGE_FILES, LANGUAGE_FILES, SHARED_FILES, TYPED_FILES, has_given_keys,
};

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// Any text.
    Text,
    /// A sentence that shows the entry at work.
    Example,
    /// `true` or `false`.
    Flag,
    /// How many: a whole number.
    Count,
    /// A measure: a number above zero.
    Figure,
    /// A day: `2026-11-26`.
    Day,
    /// A weapon type.
    Designation,
    /// Where something is said: a reference, a colon and the place in it.
    Source,
    /// The version of the format.
    Format,
    /// The language code, the same as the folder's name.
    Language,
    /// Surface forms that are looked for and should stand under one id only.
    Forms,
    /// The name of an actor: no other actor may have it.
    Name,
    /// Names of an actor that hold in every language: no other actor may have them.
    Alias,
    /// Words or endings that say something about the entry.
    Words,
    /// Constructions in the slot language.
    Patterns(Slots),
    /// A word of a closed list.
    OneOf(Vocabulary),
    /// Readings of a function word, each of several words of the list.
    Readings,
    /// An item class.
    Class,
    /// The item class of a weapon type.
    DesignationClass,
    /// A state.
    State,
    /// A state or organisation.
    Actor,
    /// A preposition of the language.
    Preposition,
    /// Prepositions of the language, or one of these functions.
    Prepositions(&'static [&'static str]),
    /// Functions in the sentence (built in, or prepositions) to roles.
    Functions(&'static [&'static str], Roles),
    /// Roles of the event type, `item` or `actor`.
    Needs,
    /// Ids of roles that are defined here.
    RoleIds,
    /// A table with given keys.
    Table(&'static Shape),
    /// A table with free keys.
    Map(Keys, &'static Kind),
    /// An array of such values.
    List(&'static Kind),
}

/// Which roles a frame may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Roles {
    /// Those of the file's event type, and `item`.
    Event,
    /// Those of any event type, `doer`, `authority` and `item`.
    Operator,
}

/// Which slots a pattern may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slots {
    /// Roles of the file's event type, `item`, triggers of the file.
    Event,
    /// `source` and `via`.
    Attribution,
}

/// What the keys of a free table are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Keys {
    /// Ids that are defined here.
    Ids,
    /// Surface forms.
    Forms,
    /// States.
    States,
    /// Organisations and armed groups.
    Actors,
    /// Weapon types.
    Designations,
    /// Outlets.
    Outlets,
    /// Words of a closed list.
    OneOf(Vocabulary),
}

/// One key of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
}

/// A table with given keys.
#[derive(Debug)]
pub(crate) struct Shape {
    /// What one is, with its article: `a trigger`.
    pub(crate) what: &'static str,
    pub(crate) keys: &'static [Key],
    /// Keys of which at least one must be there, so that the entry matches something.
    pub(crate) any_of: &'static [&'static str],
}

const fn must(name: &'static str, kind: Kind) -> Key {
    Key {
        name,
        kind,
        required: true,
    }
}

const fn may(name: &'static str, kind: Kind) -> Key {
    Key {
        name,
        kind,
        required: false,
    }
}

macro_rules! shapes {
    ($($name:ident = $what:literal [$($key:expr),* $(,)?] any [$($any:literal),*];)+) => {
        $(pub(crate) static $name: Shape = Shape { what: $what, keys: &[$($key),*], any_of: &[$($any),*] };)+
    };
}

shapes! {
    PACK = "pack.toml" [
        must("format", Kind::Format),
        must("language", Kind::Language),
        must("name", Kind::Text),
        must("native_name", Kind::Text),
        must("status", Kind::OneOf(list::STATUS)),
        may("maintainers", Kind::Words),
        may("source", Kind::List(&Kind::Table(&SOURCE))),
        must("orthography", Kind::Table(&ORTHOGRAPHY)),
        may("inflection", Kind::Table(&INFLECTION)),
    ] any [];
    SOURCE = "a source" [must("title", Kind::Text), must("licence", Kind::Text), may("address", Kind::Text)] any [];
    ORTHOGRAPHY = "the orthography" [
        must("order", Kind::OneOf(list::ORDER)),
        may("compounds", Kind::Flag),
        may("linking", Kind::Words),
        may("noun_capitals", Kind::Flag),
        may("cases", Kind::Flag),
        may("possessive", Kind::Words),
        may("possessor_preposition", Kind::Prepositions(&[])),
        may("place_preposition", Kind::Prepositions(&[])),
        may("agent_preposition", Kind::Prepositions(&[])),
        may("plural_verb", Kind::Words),
    ] any [];
    INFLECTION = "the inflection" [
        may("possessive", Kind::Words),
        may("adjective", Kind::Words),
        may("inhabitant", Kind::Words),
        may("designation", Kind::Words),
    ] any [];

    SHARED_STATES = "states.toml" [may("state", Kind::Map(Keys::Ids, &Kind::Table(&SHARED_STATE)))] any [];
    SHARED_STATE = "a state" [must("name", Kind::Text), may("before", Kind::Table(&BEFORE))] any [];
    BEFORE = "a former state" [must("state", Kind::State), must("until", Kind::Day)] any [];
    SHARED_ACTORS = "actors.toml" [may("actor", Kind::Map(Keys::Ids, &Kind::Table(&SHARED_ACTOR)))] any [];
    SHARED_ACTOR = "an actor" [
        must("name", Kind::Name),
        must("kind", Kind::OneOf(list::ACTOR_KIND)),
        may("state", Kind::State),
        may("alias", Kind::Alias),
    ] any [];
    SHARED_OUTLETS = "outlets.toml" [may("outlet", Kind::Map(Keys::Ids, &Kind::Table(&SHARED_OUTLET)))] any [];
    SHARED_OUTLET = "an outlet" [
        must("name", Kind::Text),
        must("alias", Kind::Forms),
        may("state", Kind::State),
        may("state_media", Kind::Flag),
    ] any [];
    SHARED_ITEMS = "items.toml" [may("class", Kind::Map(Keys::Ids, &Kind::Table(&SHARED_CLASS)))] any [];
    SHARED_CLASS = "an item class" [must("label", Kind::Text), may("parent", Kind::Class), may("acts", Kind::Flag), may("holds", Kind::Flag), may("piece", Kind::Flag), may("fires", Kind::Class)] any [];
    SHARED_DESIGNATIONS = "designations.toml" [
        may("designation", Kind::Map(Keys::Ids, &Kind::Table(&SHARED_DESIGNATION))),
    ] any [];
    SHARED_DESIGNATION = "a designation" [
        must("name", Kind::Text),
        must("class", Kind::DesignationClass),
        may("origin", Kind::State),
        may("alias", Kind::Forms),
        may("weak", Kind::Words),
    ] any [];
    SHARED_EVENTS = "events.toml" [may("event", Kind::Map(Keys::Ids, &Kind::Table(&SHARED_EVENT)))] any [];
    SHARED_EVENT = "an event type" [
        must("label", Kind::Text),
        must("roles", Kind::RoleIds),
        may("phased", Kind::Flag),
        may("joint", Kind::Flag),
        may("teller_does", Kind::Flag),
        may("item", Kind::Flag),
        may("adjective_role", Kind::Text),
        may("possessor_role", Kind::Text),
        may("maker_role", Kind::Text),
        may("seller_role", Kind::Text),
        may("state_roles", Kind::Words),
        may("takes", Kind::List(&Kind::Class)),
        may("leaves", Kind::List(&Kind::Class)),
        may("pieces", Kind::Flag),
        may("once", Kind::Flag),
    ] any [];

    REFERENCES = "references.toml" [may("reference", Kind::Map(Keys::Ids, &Kind::Table(&REFERENCE)))] any [];
    REFERENCE = "a reference" [must("name", Kind::Text), may("address", Kind::Text)] any [];
    WEAPONS = "a file of weapons" [may("weapon", Kind::Map(Keys::Designations, &Kind::Table(&WEAPON)))] any [];
    WEAPON = "a weapon" [
        may("maker", Kind::List(&Kind::Actor)),
        may("calibre_mm", Kind::Figure),
        may("range_km", Kind::Figure),
        may("payload_kg", Kind::Figure),
        may("copy_of", Kind::List(&Kind::Designation)),
        may("developed_from", Kind::List(&Kind::Designation)),
        may("counterpart_of", Kind::List(&Kind::Designation)),
        may("unroca", Kind::OneOf(list::UNROCA)),
        may("mtcr", Kind::OneOf(list::MTCR)),
        may("military_list", Kind::OneOf(list::MILITARY_LIST)),
        may("sipri", Kind::Text),
        may("checked", Kind::Day),
        must("source", Kind::List(&Kind::Source)),
    ] any [];
    OUTLETS = "outlets.toml" [may("outlet", Kind::Map(Keys::Outlets, &Kind::Table(&OUTLET_FACTS)))] any [];
    OUTLET_FACTS = "an outlet" [
        may("language", Kind::Words),
        may("kind", Kind::OneOf(list::OUTLET_KIND)),
        may("parent", Kind::Text),
        may("site", Kind::Text),
        may("credit", Kind::Words),
        must("source", Kind::List(&Kind::Source)),
    ] any [];
    ORGANISATIONS = "organisations.toml" [
        may("organisation", Kind::Map(Keys::Actors, &Kind::Table(&ORGANISATION_FACTS))),
    ] any [];
    ORGANISATION_FACTS = "an organisation" [must("source", Kind::List(&Kind::Source))] any [];

    STATES = "states.toml" [may("state", Kind::Map(Keys::States, &Kind::Table(&NAMES)))] any [];
    ACTORS = "actors.toml" [may("actor", Kind::Map(Keys::Actors, &Kind::Table(&NAMES)))] any [];
    NAMES = "the words for an actor" [
        may("name", Kind::Forms),
        may("adjective", Kind::Forms),
        may("inhabitant", Kind::Forms),
        may("seat", Kind::Forms),
        may("institution", Kind::Forms),
        may("gender", Kind::OneOf(list::GENDER)),
        may("plural", Kind::Flag),
    ] any ["name", "adjective", "inhabitant", "seat", "institution"];
    NOUNS = "nouns.toml" [may("noun", Kind::Map(Keys::Ids, &Kind::Table(&NOUN)))] any [];
    NOUN = "a noun" [
        must("kind", Kind::OneOf(list::NOUN_KIND)),
        may("singular", Kind::Forms),
        may("plural", Kind::Forms),
        may("gender", Kind::OneOf(list::GENDER)),
        may("actor", Kind::Actor),
    ] any ["singular", "plural"];
    ITEMS = "items.toml" [
        may("item", Kind::Map(Keys::Ids, &Kind::Table(&ITEM))),
        may("unit", Kind::Map(Keys::Ids, &Kind::Table(&UNIT))),
    ] any [];
    ITEM = "a word for an item class" [
        must("class", Kind::Class),
        may("also", Kind::List(&Kind::Class)),
        may("singular", Kind::Forms),
        may("plural", Kind::Forms),
        may("gender", Kind::OneOf(list::GENDER)),
        may("head", Kind::Flag),
        may("weak", Kind::Flag),
        may("stands_for", Kind::List(&Kind::Class)),
    ] any ["singular", "plural"];
    UNIT = "a word that counts" [
        must("unit", Kind::Text),
        must("forms", Kind::Forms),
        may("measure", Kind::Flag),
    ] any ["forms"];
    PLACES = "places.toml" [may("place", Kind::Map(Keys::Ids, &Kind::Table(&PLACE)))] any [];
    PLACE = "a place" [
        must("state", Kind::State),
        may("before", Kind::Table(&BEFORE)),
        must("forms", Kind::Forms),
    ] any ["forms"];
    GRAMMAR = "grammar.toml" [
        may("article", Kind::Map(Keys::Forms, &Kind::Readings)),
        may("pronoun", Kind::Map(Keys::Forms, &Kind::Readings)),
        may("preposition", Kind::Forms),
        may("contraction", Kind::Map(Keys::Forms, &Kind::Preposition)),
        may("pronominal", Kind::Map(Keys::Forms, &Kind::Preposition)),
        may("subordinator", Kind::Map(Keys::Forms, &Kind::OneOf(list::SUBORDINATOR))),
        may("coordinator", Kind::Map(Keys::Forms, &Kind::OneOf(list::COORDINATOR))),
        may("auxiliary", Kind::Map(Keys::Forms, &Kind::Readings)),
        may("infinitive_marker", Kind::Forms),
        may("gerund_of_object", Kind::Prepositions(&[])),
        may("including", Kind::Forms),
        may("capacity", Kind::Forms),
        may("verb", Kind::Forms),
        may("adverb", Kind::Forms),
        may("abbreviation", Kind::Forms),
        may("title", Kind::Forms),
    ] any [];

    RULES = "the rules of an event type" [
        may("trigger", Kind::Map(Keys::Ids, &Kind::Table(&TRIGGER))),
        may("rule", Kind::Map(Keys::Ids, &Kind::Table(&RULE))),
    ] any [];
    TRIGGER = "a trigger" [
        may("example", Kind::Example),
        may("roles", Kind::Functions(list::VERB_FUNCTIONS, Roles::Event)),
        may("noun_roles", Kind::Functions(list::NOUN_FUNCTIONS, Roles::Event)),
        may("present", Kind::Forms),
        may("past", Kind::Forms),
        may("participle", Kind::Forms),
        may("infinitive", Kind::Forms),
        may("gerund", Kind::Forms),
        may("particle", Kind::Text),
        may("noun", Kind::Forms),
        may("agent_noun", Kind::Forms),
        may("phase", Kind::OneOf(list::PHASE)),
        may("polarity", Kind::OneOf(list::POLARITY)),
        may("needs", Kind::Needs),
        may("sides", Kind::Flag),
        may("takes", Kind::List(&Kind::Class)),
        may("item", Kind::Class),
        may("reject", Kind::Words),
    ] any ["present", "past", "participle", "infinitive", "gerund", "noun", "agent_noun"];
    RULE = "a rule" [
        may("example", Kind::Example),
        may("pattern", Kind::Patterns(Slots::Event)),
        may("phase", Kind::OneOf(list::PHASE)),
        may("polarity", Kind::OneOf(list::POLARITY)),
        may("certainty", Kind::OneOf(list::CERTAINTY)),
        may("needs", Kind::Needs),
    ] any ["pattern"];
    OPERATORS = "operators.toml" [may("operator", Kind::Map(Keys::Ids, &Kind::Table(&OPERATOR)))] any [];
    OPERATOR = "an operator" [
        may("example", Kind::Example),
        may("present", Kind::Forms),
        may("past", Kind::Forms),
        may("participle", Kind::Forms),
        may("infinitive", Kind::Forms),
        may("gerund", Kind::Forms),
        may("particle", Kind::Text),
        may("preposition", Kind::Text),
        may("noun", Kind::Forms),
        may("phrase", Kind::Forms),
        may("phase", Kind::OneOf(list::PHASE)),
        may("polarity", Kind::OneOf(list::POLARITY)),
        may("certainty", Kind::OneOf(list::CERTAINTY)),
        may("sides", Kind::Flag),
        may("lifts", Kind::Flag),
        may("roles", Kind::Functions(list::VERB_FUNCTIONS, Roles::Operator)),
    ] any ["present", "past", "participle", "infinitive", "gerund", "noun", "phrase"];
    ATTRIBUTION = "attribution.toml" [
        may("cue", Kind::Map(Keys::Ids, &Kind::Table(&CUE))),
        may("pattern", Kind::Map(Keys::Ids, &Kind::Table(&CUE_PATTERN))),
    ] any [];
    CUE = "a cue" [
        must("stance", Kind::OneOf(list::STANCE)),
        may("example", Kind::Example),
        may("present", Kind::Forms),
        may("past", Kind::Forms),
        may("participle", Kind::Forms),
        may("infinitive", Kind::Forms),
        may("gerund", Kind::Forms),
        may("particle", Kind::Text),
        may("preposition", Kind::Text),
        may("noun", Kind::Forms),
        may("phrase", Kind::Forms),
        may("to", Kind::Prepositions(list::CUE_FUNCTIONS)),
        may("from", Kind::Prepositions(list::CUE_FUNCTIONS)),
        may("doer", Kind::Prepositions(list::CUE_FUNCTIONS)),
        may("object", Kind::Flag),
        may("basis", Kind::OneOf(list::BASIS)),
    ] any ["present", "past", "participle", "infinitive", "gerund", "noun", "phrase"];
    CUE_PATTERN = "a pattern" [
        must("pattern", Kind::Patterns(Slots::Attribution)),
        may("example", Kind::Example),
        may("stance", Kind::OneOf(list::STANCE)),
        may("opens", Kind::Flag),
        may("kind", Kind::OneOf(list::SOURCE_KIND)),
        may("basis", Kind::OneOf(list::BASIS)),
    ] any ["pattern"];
    MODALITY = "modality.toml" [
        may("adverb", Kind::Map(Keys::Ids, &Kind::Table(&ADVERB))),
        may("modal", Kind::Map(Keys::Ids, &Kind::Table(&MODAL))),
        may("negation", Kind::Table(&NEGATION)),
    ] any [];
    ADVERB = "an adverb" [
        may("forms", Kind::Forms),
        may("certainty", Kind::OneOf(list::CERTAINTY)),
        may("phase", Kind::OneOf(list::PHASE)),
        may("polarity", Kind::OneOf(list::POLARITY)),
        may("example", Kind::Example),
    ] any ["forms"];
    MODAL = "a modal verb" [
        may("forms", Kind::Forms),
        may("phase", Kind::OneOf(list::PHASE)),
        may("certainty", Kind::OneOf(list::CERTAINTY)),
        may("perfect_certainty", Kind::OneOf(list::CERTAINTY)),
        may("example", Kind::Example),
    ] any ["forms"];
    NEGATION = "the negation" [
        may("adverb", Kind::Forms),
        may("determiner", Kind::Forms),
        may("pronoun", Kind::Forms),
        may("preposition", Kind::Forms),
        may("except", Kind::Words),
        may("degree", Kind::Words),
        may("but", Kind::Words),
        may("contrary", Kind::Words),
    ] any [];
    BASIS = "basis.toml" [may("basis", Kind::Map(Keys::OneOf(list::BASIS), &Kind::Table(&BASIS_WORDS)))] any [];
    BASIS_WORDS = "the words for a basis" [may("forms", Kind::Forms), may("example", Kind::Example)] any ["forms"];
    DEBRIS = "debris.toml" [may("line", Kind::Map(Keys::Ids, &Kind::Table(&DEBRIS_LINE)))] any [];
    PRECISION = "precision.toml" [
        must("eval", Kind::Text),
        may("rule", Kind::Map(Keys::Ids, &Kind::Table(&MEASURED))),
    ] any [];
    MEASURED = "the figures of a rule" [must("right", Kind::Count), must("given", Kind::Count)] any [];
    DEBRIS_LINE = "a line of debris" [
        may("starts", Kind::Words),
        may("whole", Kind::Words),
        may("ends", Kind::Words),
        may("contains", Kind::Words),
        may("block", Kind::Flag),
    ] any ["starts", "whole", "ends", "contains"];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;
    use serde::{
        Deserialize, Deserializer,
        de::{Error as _, Visitor, value::Error},
        forward_to_deserialize_any,
    };

    /// Asks a type for its keys: answers every request with the list of fields as its error.
    struct Fields;

    impl<'de> Deserializer<'de> for Fields {
        type Error = Error;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            Err(Error::custom("no struct"))
        }

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            _: V,
        ) -> Result<V::Value, Error> {
            Err(Error::custom(fields.join(" ")))
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    fn same_keys<T: Deserialize<'static>>(shape: &Shape) {
        let told = T::deserialize(Fields)
            .err()
            .expect("always an error")
            .to_string();
        let mut fields: Vec<&str> = told.split(' ').collect();
        let mut keys: Vec<&str> = shape.keys.iter().map(|key| key.name).collect();
        fields.sort_unstable();
        keys.sort_unstable();
        assert_eq!(
            fields, keys,
            "schema (left) and shape.rs (right) differ for {}",
            shape.what
        );
    }

    #[test]
    fn shapes_have_the_keys_of_the_types() {
        same_keys::<schema::PackFile>(&PACK);
        same_keys::<schema::SourceNote>(&SOURCE);
        same_keys::<schema::Orthography>(&ORTHOGRAPHY);
        same_keys::<schema::Inflection>(&INFLECTION);
        same_keys::<schema::SharedStatesFile>(&SHARED_STATES);
        same_keys::<schema::SharedState>(&SHARED_STATE);
        same_keys::<schema::Before>(&BEFORE);
        same_keys::<schema::SharedActorsFile>(&SHARED_ACTORS);
        same_keys::<schema::SharedActor>(&SHARED_ACTOR);
        same_keys::<schema::SharedOutletsFile>(&SHARED_OUTLETS);
        same_keys::<schema::SharedOutlet>(&SHARED_OUTLET);
        same_keys::<schema::SharedItemsFile>(&SHARED_ITEMS);
        same_keys::<schema::SharedClass>(&SHARED_CLASS);
        same_keys::<schema::SharedDesignationsFile>(&SHARED_DESIGNATIONS);
        same_keys::<schema::SharedDesignation>(&SHARED_DESIGNATION);
        same_keys::<schema::SharedEventsFile>(&SHARED_EVENTS);
        same_keys::<schema::SharedEvent>(&SHARED_EVENT);
        same_keys::<schema::ReferencesFile>(&REFERENCES);
        same_keys::<schema::Reference>(&REFERENCE);
        same_keys::<schema::WeaponsFile>(&WEAPONS);
        same_keys::<schema::Weapon>(&WEAPON);
        same_keys::<schema::OutletsFile>(&OUTLETS);
        same_keys::<schema::OutletFacts>(&OUTLET_FACTS);
        same_keys::<schema::OrganisationsFile>(&ORGANISATIONS);
        same_keys::<schema::OrganisationFacts>(&ORGANISATION_FACTS);
        same_keys::<schema::StatesFile>(&STATES);
        same_keys::<schema::ActorsFile>(&ACTORS);
        same_keys::<schema::Names>(&NAMES);
        same_keys::<schema::NounsFile>(&NOUNS);
        same_keys::<schema::Noun>(&NOUN);
        same_keys::<schema::ItemsFile>(&ITEMS);
        same_keys::<schema::ItemWord>(&ITEM);
        same_keys::<schema::UnitWord>(&UNIT);
        same_keys::<schema::PlacesFile>(&PLACES);
        same_keys::<schema::Place>(&PLACE);
        same_keys::<schema::GrammarFile>(&GRAMMAR);
        same_keys::<schema::RulesFile>(&RULES);
        same_keys::<schema::Trigger>(&TRIGGER);
        same_keys::<schema::Rule>(&RULE);
        same_keys::<schema::OperatorsFile>(&OPERATORS);
        same_keys::<schema::Operator>(&OPERATOR);
        same_keys::<schema::AttributionFile>(&ATTRIBUTION);
        same_keys::<schema::Cue>(&CUE);
        same_keys::<schema::CuePattern>(&CUE_PATTERN);
        same_keys::<schema::ModalityFile>(&MODALITY);
        same_keys::<schema::Adverb>(&ADVERB);
        same_keys::<schema::Modal>(&MODAL);
        same_keys::<schema::Negation>(&NEGATION);
        same_keys::<schema::BasisFile>(&BASIS);
        same_keys::<schema::BasisWords>(&BASIS_WORDS);
        same_keys::<schema::DebrisFile>(&DEBRIS);
        same_keys::<schema::DebrisLine>(&DEBRIS_LINE);
        same_keys::<schema::PrecisionFile>(&PRECISION);
        same_keys::<schema::Measured>(&MEASURED);
    }
}
