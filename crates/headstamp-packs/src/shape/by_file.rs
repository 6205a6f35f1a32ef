//! Which shape a file has, by its name or path.
//!
//! Files that are named after event types or weapons are told by their folder, in `check`. Next: `shape`.

use super::{
    ACTORS, ATTRIBUTION, BASIS, DEBRIS, GRAMMAR, ITEMS, Kind, MODALITY, NOUNS, OPERATORS,
    ORGANISATIONS, OUTLETS, PACK, PLACES, PRECISION, REFERENCES, SHARED_ACTORS,
    SHARED_DESIGNATIONS, SHARED_EVENTS, SHARED_ITEMS, SHARED_OUTLETS, SHARED_STATES, STATES, Shape,
};

/// Files of `knowledge/` by name; those of weapons are named freely.
pub(crate) static KNOWLEDGE_FILES: &[(&str, &Shape)] = &[
    ("references.toml", &REFERENCES),
    ("outlets.toml", &OUTLETS),
    ("organisations.toml", &ORGANISATIONS),
];

/// Files of `_shared` by name.
pub(crate) static SHARED_FILES: &[(&str, &Shape)] = &[
    ("states.toml", &SHARED_STATES),
    ("actors.toml", &SHARED_ACTORS),
    ("outlets.toml", &SHARED_OUTLETS),
    ("items.toml", &SHARED_ITEMS),
    ("designations.toml", &SHARED_DESIGNATIONS),
    ("events.toml", &SHARED_EVENTS),
];

/// Files of a language by path, without those named after event types and those checked by serde alone.
pub(crate) static LANGUAGE_FILES: &[(&str, &Shape)] = &[
    ("pack.toml", &PACK),
    ("precision.toml", &PRECISION),
    ("lexicon/states.toml", &STATES),
    ("lexicon/actors.toml", &ACTORS),
    ("lexicon/nouns.toml", &NOUNS),
    ("lexicon/items.toml", &ITEMS),
    ("lexicon/places.toml", &PLACES),
    ("lexicon/grammar.toml", &GRAMMAR),
    ("rules/operators.toml", &OPERATORS),
    ("rules/attribution.toml", &ATTRIBUTION),
    ("rules/modality.toml", &MODALITY),
    ("rules/basis.toml", &BASIS),
    ("rules/debris.toml", &DEBRIS),
];

/// Whether a table at the top of a file has given keys (`orthography`), not words or ids of the author's.
pub(crate) fn has_given_keys(section: &str) -> bool {
    let keys = LANGUAGE_FILES.iter().flat_map(|(_, shape)| shape.keys);
    keys.filter(|key| key.name == section)
        .any(|key| matches!(key.kind, Kind::Table(_)))
}

/// Files of a language whose own types check them.
pub(crate) static TYPED_FILES: &[&str] = &["rules/numbers.toml", "rules/dates.toml"];
