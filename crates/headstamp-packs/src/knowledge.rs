//! `knowledge/`: the weapon catalogue and facts about outlets and organisations, checked like packs.
//!
//! It is parsed when somebody asks, never to read a text. Next: `schema::knowledge` for what stands in the
//! files, `links` for what they may point to.

use crate::{
    check::{self, Depth, Folder},
    files,
    known::Known,
    load::{Files, entries, typed},
    packs::Entries,
    problem::Problem,
    schema::{
        OrganisationFacts, OrganisationsFile, OutletFacts, OutletsFile, Reference, ReferencesFile,
        Weapon, WeaponsFile,
    },
    source::Source,
};
use std::{collections::BTreeMap, sync::OnceLock};

/// What is publicly known, each entry with its source.
#[derive(Debug, Clone, Default)]
pub struct Knowledge {
    /// Public references, by the prefix under which sources name them.
    pub references: Entries<Reference>,
    /// Weapon types, by the id of their designation.
    pub weapons: Entries<Weapon>,
    /// Outlets, by id.
    pub outlets: Entries<OutletFacts>,
    /// Organisations, by the id of the actor.
    pub organisations: Entries<OrganisationFacts>,
}

impl Knowledge {
    /// What this program was built with, parsed at first use.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Knowledge> = OnceLock::new();
        EMBEDDED.get_or_init(|| assemble(files::embedded_knowledge(), "knowledge/", None).0)
    }

    /// What a source (`wikipedia:9K720_Iskander`) is, for people: name of the reference, place, address if it has one.
    pub fn cite(&self, source: &str) -> String {
        let (prefix, place) = source.split_once(':').unwrap_or((source, ""));
        let Some(reference) = self.references.get(prefix) else {
            return source.to_owned();
        };
        let shown = place.replace('_', " ");
        match &reference.value.address {
            // a page of the web has no other name than its address
            Some(address) if address.ends_with("//{}") => {
                format!("{}: {}", reference.value.name, address.replace("{}", place))
            }
            Some(address) if address.contains("{}") => {
                format!(
                    "{}: {shown}, {}",
                    reference.value.name,
                    address.replace("{}", place)
                )
            }
            Some(address) => format!("{} {shown}, {address}", reference.value.name),
            None => format!("{} {shown}", reference.value.name),
        }
    }
}

/// Reads every file; `known`, where it is given, is what its entries may point to.
pub(crate) fn assemble(
    files: Files,
    label: &str,
    known: Option<Known>,
) -> (Knowledge, Vec<Problem>) {
    let sources: Vec<(String, Source)> = files
        .into_iter()
        .map(|(path, text)| {
            let source = Source::new(format!("{label}{path}"), text);
            (path, source)
        })
        .collect();
    let folder: Folder<'_> = sources
        .iter()
        .map(|(path, source)| (path.as_str(), source))
        .collect();
    let folders = BTreeMap::from([("knowledge", folder)]);
    let depth = if known.is_some() {
        Depth::All
    } else {
        Depth::Readable
    };
    let (mut parsed, mut problems) = check::parse(&folders, depth);
    let mut tables = parsed.remove("knowledge").unwrap_or_default();
    if let Some(known) = known {
        check::knowledge(&mut tables, known, &mut problems);
    }
    let mut out = Knowledge::default();
    if let Some((file, source)) =
        typed::<ReferencesFile>(&mut tables, "references.toml", &mut problems)
    {
        out.references = entries(file.reference, &source);
    }
    if let Some((file, source)) = typed::<OutletsFile>(&mut tables, "outlets.toml", &mut problems) {
        out.outlets = entries(file.outlet, &source);
    }
    if let Some((file, source)) =
        typed::<OrganisationsFile>(&mut tables, "organisations.toml", &mut problems)
    {
        out.organisations = entries(file.organisation, &source);
    }
    let weapons: Vec<&str> = tables
        .keys()
        .copied()
        .filter(|path| is_weapons(path))
        .collect();
    for path in weapons {
        if let Some((file, source)) = typed::<WeaponsFile>(&mut tables, path, &mut problems) {
            out.weapons.extend(entries(file.weapon, &source));
        }
    }
    (out, problems)
}

/// Whether a file of `knowledge/` is part of the weapon catalogue.
pub(crate) fn is_weapons(path: &str) -> bool {
    path.starts_with("weapons/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Packs;

    #[test]
    fn a_source_is_cited_with_its_reference_and_address() {
        let cited = Knowledge::embedded().cite("wikipedia:9K720_Iskander");
        assert_eq!(
            cited,
            "Wikipedia, the English edition: 9K720 Iskander, https://en.wikipedia.org/wiki/9K720_Iskander"
        );
        assert_eq!(
            Knowledge::embedded().cite("web:lantern.example/a_page"),
            "A page of the web: https://lantern.example/a_page"
        );
        assert_eq!(
            Knowledge::embedded().cite("somewhere:else"),
            "somewhere:else"
        );
    }

    #[test]
    fn no_weapon_is_its_own_copy_or_ancestor() {
        for (id, entry) in &Knowledge::embedded().weapons {
            let weapon = &entry.value;
            let related = weapon
                .copy_of
                .iter()
                .chain(&weapon.developed_from)
                .chain(&weapon.counterpart_of);
            assert!(
                related.into_iter().all(|other| other != id),
                "{id} is related to itself"
            );
        }
    }

    #[test]
    fn what_grew_out_of_a_weapon_or_copies_it_is_no_ancestor_of_it() {
        let weapons = &Knowledge::embedded().weapons;
        let before = |weapon: &Weapon| {
            [&weapon.developed_from, &weapon.copy_of]
                .map(Clone::clone)
                .concat()
        };
        for (id, entry) in weapons {
            for ancestor in before(&entry.value) {
                let back = weapons
                    .get(&ancestor)
                    .is_some_and(|a| before(&a.value).contains(id));
                assert!(!back, "{id} and {ancestor} grew out of each other");
            }
        }
    }

    #[test]
    fn a_weapon_stands_in_the_file_of_its_class() {
        let designations = &Packs::embedded().shared.designations;
        for (id, entry) in &Knowledge::embedded().weapons {
            let class = &designations[id].value.class;
            let file = &entry.origin.file;
            assert!(
                file.ends_with(&format!("weapons/{class}.toml")),
                "{id} is of class {class} and stands in {file}"
            );
        }
    }

    #[test]
    fn eight_hundred_weapons_and_four_hundred_outlets_have_a_source() {
        let knowledge = Knowledge::embedded();
        let names = &Packs::embedded().shared.designations;
        let weapons = knowledge
            .weapons
            .keys()
            .filter(|id| names.contains_key(*id));
        assert!(weapons.count() >= 800);
        assert!(knowledge.outlets.len() >= 400);
        assert!(
            knowledge
                .weapons
                .values()
                .all(|e| !e.value.source.is_empty())
        );
    }
}
