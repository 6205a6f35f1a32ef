//! What packs may refer to: ids of states, actors, classes and event types, and prepositions.
//!
//! Gathered from all files before any is checked, so that the order of files plays no part. A list
//! that is empty because its file is missing is not held against anyone: the missing file is told.

use std::collections::{BTreeMap, BTreeSet};
use toml::de::DeTable;

/// Ids and words that files refer to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// State id to English name.
    pub(crate) states: BTreeMap<String, String>,
    /// Organisations and armed groups.
    pub(crate) actors: BTreeSet<String>,
    /// Weapon types.
    pub(crate) designations: BTreeSet<String>,
    /// Outlets.
    pub(crate) outlets: BTreeSet<String>,
    /// Prefixes of public references.
    pub(crate) references: BTreeSet<String>,
    /// Item classes.
    pub(crate) classes: BTreeSet<String>,
    /// Event types and their roles.
    pub(crate) events: BTreeMap<String, Vec<String>>,
    /// Roles of all event types.
    pub(crate) roles: BTreeSet<String>,
    /// Prepositions of the language at hand.
    pub(crate) prepositions: BTreeSet<String>,
}

impl Known {
    /// Takes up what a file of `_shared` defines.
    pub(crate) fn add_shared(&mut self, name: &str, table: &DeTable<'_>) {
        match name {
            "states.toml" => {
                for (id, state) in section(table, "state") {
                    let name = state.get("name").and_then(|name| name.get_ref().as_str());
                    self.states
                        .insert(id.to_owned(), name.unwrap_or_default().to_owned());
                }
            }
            "actors.toml" => self
                .actors
                .extend(section(table, "actor").map(|(id, _)| id.to_owned())),
            "designations.toml" => self
                .designations
                .extend(section(table, "designation").map(|(id, _)| id.to_owned())),
            "outlets.toml" => self
                .outlets
                .extend(section(table, "outlet").map(|(id, _)| id.to_owned())),
            "items.toml" => self
                .classes
                .extend(section(table, "class").map(|(id, _)| id.to_owned())),
            "events.toml" => {
                for (id, event) in section(table, "event") {
                    let roles = texts(event, "roles");
                    self.roles.extend(roles.iter().cloned());
                    self.events.insert(id.to_owned(), roles);
                }
            }
            _ => {}
        }
    }

    /// Takes up the references that knowledge names.
    pub(crate) fn add_references(&mut self, table: &DeTable<'_>) {
        self.references
            .extend(section(table, "reference").map(|(id, _)| id.to_owned()));
    }

    /// The same for one language: takes up the prepositions of its grammar.
    pub(crate) fn of_language(&self, grammar: Option<&DeTable<'_>>) -> Self {
        let prepositions = grammar
            .map(|grammar| texts(grammar, "preposition"))
            .unwrap_or_default();
        Self {
            prepositions: prepositions.into_iter().collect(),
            ..self.clone()
        }
    }

    /// The state whose English name is meant.
    pub(crate) fn state_named(&self, name: &str) -> Option<&str> {
        let wanted = name.to_lowercase();
        self.states
            .iter()
            .find(|(_, known)| known.to_lowercase() == wanted)
            .map(|(id, _)| id.as_str())
    }
}

/// The entries of a free table that are tables themselves.
fn section<'t, 'i>(
    table: &'t DeTable<'i>,
    name: &str,
) -> impl Iterator<Item = (&'t str, &'t DeTable<'i>)> {
    let entries = table
        .get(name)
        .and_then(|entries| entries.get_ref().as_table());
    entries
        .into_iter()
        .flat_map(|entries| entries.iter())
        .filter_map(|(id, entry)| Some((id.get_ref().as_ref(), entry.get_ref().as_table()?)))
}

fn texts(table: &DeTable<'_>, name: &str) -> Vec<String> {
    let list = table.get(name).and_then(|list| list.get_ref().as_array());
    list.into_iter()
        .flat_map(|list| list.iter())
        .filter_map(|text| text.get_ref().as_str().map(str::to_owned))
        .collect()
}
