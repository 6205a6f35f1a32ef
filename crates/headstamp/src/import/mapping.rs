//! What the labels and fields of another tool mean here, and how its words become a statement.
//!
//! A mapping is a TOML file: a table per label with the event type, fixed values, and for each field of
//! the tool the field of the contract that it fills. Without one, fields go by the contract's names.

use headstamp::{
    model::Item,
    packs::Shared,
    reader::verify::{Foreign, ForeignSource},
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Fields of a statement that are no role.
const FIELDS: &[&str] = &[
    "quote",
    "item",
    "designation",
    "number",
    "phase",
    "polarity",
    "certainty",
    "source",
    "source_kind",
    "source_state",
    "via",
    "basis",
    "time",
];

/// A mapping file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mapping {
    /// Label of the tool to what it means.
    pub(crate) label: BTreeMap<String, Label>,
}

/// What a label means.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Label {
    #[serde(rename = "type")]
    pub(crate) event: String,
    phase: Option<String>,
    polarity: Option<String>,
    certainty: Option<String>,
    basis: Option<String>,
    /// Field of the tool to field of the contract.
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

impl Mapping {
    /// Reads a mapping and sees that it names only what there is.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn read(text: &str, shared: &Shared) -> Result<Self, String> {
        let mapping: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        for (name, label) in &mapping.label {
            let Some(event) = shared.events.get(&label.event) else {
                let known: Vec<&str> = shared.events.keys().map(String::as_str).collect();
                return Err(format!(
                    "label `{name}`: `{}` is no event type: {}",
                    label.event,
                    known.join(", ")
                ));
            };
            for (field, target) in &label.fields {
                if !FIELDS.contains(&target.as_str()) && !event.value.roles.contains(target) {
                    return Err(format!(
                        "label `{name}`: `{field}` is to fill `{target}`, which a {} has not: {}, {}",
                        label.event,
                        event.value.roles.join(", "),
                        FIELDS.join(", ")
                    ));
                }
            }
        }
        Ok(mapping)
    }
}

/// A statement that is put together from words of a tool.
pub(super) struct Builder<'a> {
    label: Option<&'a Label>,
    foreign: Foreign,
    items: Vec<String>,
    numbers: Vec<String>,
    designations: Vec<String>,
}

impl<'a> Builder<'a> {
    /// Begins a statement of a label.
    pub(super) fn new(label: &str, mapping: Option<&'a Mapping>) -> Self {
        let found = mapping.and_then(|m| m.label.get(label));
        let fixed = |pick: fn(&Label) -> &Option<String>| found.and_then(|l| pick(l).clone());
        Self {
            label: found,
            foreign: Foreign {
                event: found.map_or_else(|| label.to_owned(), |l| l.event.clone()),
                phase: fixed(|l| &l.phase),
                polarity: fixed(|l| &l.polarity),
                certainty: fixed(|l| &l.certainty),
                basis: fixed(|l| &l.basis),
                in_words: true,
                ..Foreign::default()
            },
            items: Vec::new(),
            numbers: Vec::new(),
            designations: Vec::new(),
        }
    }

    /// Fills a field of the tool; one that means nothing here is passed over.
    pub(super) fn fill(&mut self, field: &str, words: &str, shared: &Shared) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let target = match self.label {
            Some(label) => label.fields.get(field).map(String::as_str),
            None => Some(field),
        };
        let Some(target) = target else { return };
        let foreign = &mut self.foreign;
        let speaker = || ForeignSource::default();
        match target {
            "quote" => words.clone_into(&mut foreign.quote),
            "item" | "items" => self.items.push(words.to_owned()),
            "number" => self.numbers.push(words.to_owned()),
            "designation" => self.designations.push(words.to_owned()),
            "phase" => foreign.phase = Some(words.to_owned()),
            "polarity" => foreign.polarity = Some(words.to_owned()),
            "certainty" => foreign.certainty = Some(words.to_owned()),
            "basis" => foreign.basis = Some(words.to_owned()),
            "time" => foreign.time = Some(words.to_owned()),
            "source" => {
                foreign.source.get_or_insert_with(speaker).name = Some(words.to_owned());
            }
            "source_kind" => {
                foreign.source.get_or_insert_with(speaker).kind = Some(words.to_owned());
            }
            "source_state" => {
                foreign.source.get_or_insert_with(speaker).state = Some(words.to_owned());
            }
            "via" => foreign.via.push(ForeignSource {
                name: Some(words.to_owned()),
                ..ForeignSource::default()
            }),
            role => {
                let event = shared.events.get(&foreign.event);
                let known = event.is_none_or(|e| e.value.roles.iter().any(|r| r == role));
                let any = shared
                    .events
                    .values()
                    .any(|e| e.value.roles.iter().any(|r| r == role));
                // a role of another type is told; a field that is no role at all is the tool's own affair
                if known || any {
                    let filled = foreign.roles.entry(role.to_owned()).or_default();
                    filled.push(words.to_owned());
                }
            }
        }
        if matches!(target, "item" | "items" | "number" | "designation")
            || shared
                .events
                .values()
                .any(|e| e.value.roles.iter().any(|r| r == target))
        {
            self.foreign.words.push(words.to_owned());
        }
    }

    /// The statement; numbers and designations go to the things in the order they came.
    pub(super) fn build(mut self) -> Foreign {
        let count = self.items.len().max(self.designations.len());
        for at in 0..count {
            let designation = self.designations.get(at).cloned();
            let class = self.items.get(at).cloned().or_else(|| designation.clone());
            let Some(class) = class else { continue };
            let number = self.numbers.get(at).filter(|_| self.numbers.len() == count);
            let number = number.or_else(|| self.numbers.first().filter(|_| count == 1));
            self.foreign.items.push(Item {
                class: number.map_or_else(|| class.clone(), |n| format!("{n} {class}")),
                name: designation,
                ..Item::default()
            });
        }
        self.foreign
    }
}
