//! A weapon type as it is printed: its names, what is known about it with the sources, its relations both ways.

use crate::output::Record;
use headstamp::packs::{
    Knowledge, Shared,
    schema::{SharedDesignation, Weapon},
};
use serde::Serialize;

/// Another weapon type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Related {
    id: String,
    name: String,
}

/// Somebody who makes it, or the state that designed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Named {
    id: String,
    name: String,
}

/// A weapon type with everything that is known about it; what is not known is left out.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct WeaponOut {
    id: String,
    pub(crate) name: String,
    class: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Named>,
    aliases: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    makers: Vec<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calibre_mm: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range_km: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload_kg: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copy_of: Vec<Related>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copied_as: Vec<Related>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    developed_from: Vec<Related>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    developed_into: Vec<Related>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    counterparts: Vec<Related>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unroca: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mtcr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    military_list: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sipri: Option<String>,
    /// Day on which the figures were compared with the sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<String>,
    sources: Vec<String>,
    /// Statements of the ledger that name it; none where there is no ledger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) statements: Option<Vec<String>>,
}

impl WeaponOut {
    /// Puts together what is known about the weapon type `id`.
    pub(crate) fn new(
        id: &str,
        designation: &SharedDesignation,
        shared: &Shared,
        knowledge: &Knowledge,
    ) -> Self {
        let none = Weapon::default();
        let facts = knowledge
            .weapons
            .get(id)
            .map_or(&none, |entry| &entry.value);
        let related =
            |ids: &[String]| -> Vec<Related> { ids.iter().map(|id| related(id, shared)).collect() };
        let back = |list: fn(&Weapon) -> &Vec<String>| -> Vec<Related> {
            let pointing = knowledge
                .weapons
                .iter()
                .filter(|(_, entry)| list(&entry.value).iter().any(|other| other == id));
            pointing
                .map(|(other, _)| self::related(other, shared))
                .collect()
        };
        let mut counterparts = related(&facts.counterpart_of);
        for other in back(|weapon| &weapon.counterpart_of) {
            if !counterparts.contains(&other) {
                counterparts.push(other);
            }
        }
        Self {
            id: id.to_owned(),
            name: designation.name.clone(),
            class: designation.class.clone(),
            origin: designation
                .origin
                .as_deref()
                .map(|state| named(state, shared)),
            aliases: designation.alias.clone(),
            makers: facts
                .maker
                .iter()
                .map(|maker| named(maker, shared))
                .collect(),
            calibre_mm: facts.calibre_mm,
            range_km: facts.range_km,
            payload_kg: facts.payload_kg,
            copy_of: related(&facts.copy_of),
            copied_as: back(|weapon| &weapon.copy_of),
            developed_from: related(&facts.developed_from),
            developed_into: back(|weapon| &weapon.developed_from),
            counterparts,
            unroca: facts.unroca.clone(),
            mtcr: facts.mtcr.clone(),
            military_list: facts.military_list.clone(),
            sipri: facts.sipri.clone(),
            checked: facts.checked.clone(),
            sources: facts
                .source
                .iter()
                .map(|source| knowledge.cite(source))
                .collect(),
            statements: None,
        }
    }

    /// A row for each thing that is known, for people.
    pub(crate) fn rows(&self) -> Vec<Vec<String>> {
        let names = |list: &[Related]| {
            let names: Vec<&str> = list.iter().map(|other| other.name.as_str()).collect();
            names.join(", ")
        };
        let who = |named: &Named| format!("{} ({})", named.name, named.id);
        let figure = |value: Option<f64>, unit: &str| value.map(|value| format!("{value} {unit}"));
        let makers: Vec<String> = self.makers.iter().map(who).collect();
        let mut sources = self.sources.clone();
        if !sources.is_empty() {
            sources.push(self.checked.as_ref().map_or_else(
                || "the figures were not yet compared with it".to_owned(),
                |day| format!("compared on {day}"),
            ));
        }
        let cells = [
            ("class", Some(self.class.clone())),
            ("designed in", self.origin.as_ref().map(who)),
            ("also called", Some(self.aliases.join(", "))),
            ("made by", Some(makers.join(", "))),
            ("calibre", figure(self.calibre_mm, "mm")),
            ("range up to", figure(self.range_km, "km")),
            ("payload", figure(self.payload_kg, "kg")),
            ("copy of", Some(names(&self.copy_of))),
            ("copied as", Some(names(&self.copied_as))),
            ("grew out of", Some(names(&self.developed_from))),
            ("grew into", Some(names(&self.developed_into))),
            ("compared to", Some(names(&self.counterparts))),
            (
                "UN Register",
                self.unroca.as_ref().map(|c| format!("category {c}")),
            ),
            ("MTCR", self.mtcr.as_ref().map(|c| format!("category {c}"))),
            ("EU Common Military List", self.military_list.clone()),
            ("at SIPRI", self.sipri.clone()),
            ("source", Some(sources.join("\n"))),
        ];
        let filled = cells.into_iter().filter_map(|(label, value)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some(vec![format!("  {label}"), value])
        });
        filled.collect()
    }
}

fn related(id: &str, shared: &Shared) -> Related {
    let entry = shared.designations.get(id);
    Related {
        id: id.to_owned(),
        name: entry.map_or_else(|| id.to_owned(), |entry| entry.value.name.clone()),
    }
}

fn named(id: &str, shared: &Shared) -> Named {
    let state = shared.states.get(id).map(|entry| &entry.value.name);
    let actor = shared.actors.get(id).map(|entry| &entry.value.name);
    Named {
        id: id.to_owned(),
        name: state.or(actor).cloned().unwrap_or_else(|| id.to_owned()),
    }
}

impl Record for WeaponOut {
    const HEADING: &'static [&'static str] = &["weapon", "class", "designed in", "also called"];
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "class",
        "origin",
        "aliases",
        "makers",
        "calibre_mm",
        "range_km",
        "payload_kg",
        "copy_of",
        "developed_from",
        "counterparts",
        "unroca",
        "mtcr",
        "military_list",
        "sipri",
        "checked",
        "sources",
    ];

    fn row(&self) -> Vec<String> {
        vec![
            self.name.clone(),
            self.class.clone(),
            self.origin
                .as_ref()
                .map(|state| state.name.clone())
                .unwrap_or_default(),
            self.aliases.join(", "),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let figure = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let ids = |list: &[Related]| {
            let ids: Vec<&str> = list.iter().map(|other| other.id.as_str()).collect();
            ids.join("; ")
        };
        let makers: Vec<&str> = self.makers.iter().map(|maker| maker.id.as_str()).collect();
        vec![
            self.id.clone(),
            self.name.clone(),
            self.class.clone(),
            self.origin
                .as_ref()
                .map(|state| state.id.clone())
                .unwrap_or_default(),
            self.aliases.join("; "),
            makers.join("; "),
            figure(self.calibre_mm),
            figure(self.range_km),
            figure(self.payload_kg),
            ids(&self.copy_of),
            ids(&self.developed_from),
            ids(&self.counterparts),
            self.unroca.clone().unwrap_or_default(),
            self.mtcr.clone().unwrap_or_default(),
            self.military_list.clone().unwrap_or_default(),
            self.sipri.clone().unwrap_or_default(),
            self.checked.clone().unwrap_or_default(),
            self.sources.join("; "),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}
