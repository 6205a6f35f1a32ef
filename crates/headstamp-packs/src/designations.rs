//! Finding a weapon type by any name that people write: spaces, hyphens and capitals do not count.

use crate::{packs::Shared, schema::SharedDesignation, source::Entry, suggest};
use unicode_normalization::UnicodeNormalization;

impl Shared {
    /// The weapon type that a name or id means: `Shahed 136`, `Geran-2`, `shahed-136`, `F16`.
    pub fn weapon_named(&self, name: &str) -> Option<(&str, &Entry<SharedDesignation>)> {
        let wanted = squashed(name);
        let owned = squashed(name.trim_end_matches(['\u{2019}', '\'', 's']));
        let names = |id: &str, entry: &Entry<SharedDesignation>| {
            let forms = std::iter::once(&entry.value.name).chain(&entry.value.alias);
            let found: Vec<String> = forms
                .map(|form| squashed(form))
                .chain([squashed(id)])
                .collect();
            found
        };
        let find = |wanted: &str| {
            self.designations
                .iter()
                .find(|(id, entry)| {
                    !wanted.is_empty() && names(id, entry).iter().any(|form| form == wanted)
                })
                .map(|(id, entry)| (id.as_str(), entry))
        };
        // `Virginia` for the `Virginia-class`, `209` for the `Type 209`
        let class = format!("{wanted}class");
        let series = format!("type{wanted}");
        let written = [&wanted, &owned].into_iter().find_map(|name| find(name));
        written.or_else(|| {
            let short = [&class, &series].into_iter().find_map(|name| find(name));
            short.filter(|_| !wanted.is_empty())
        })
    }

    /// The weapon type whose name is nearest to what was written, if one is near enough to be meant.
    pub fn nearest_weapon(&self, name: &str) -> Option<&str> {
        let names = self
            .designations
            .values()
            .map(|entry| entry.value.name.as_str());
        suggest::nearest(name, names)
    }
}

/// A name without what writers vary: compatibility forms, capitals, spaces, hyphens, dots and quotation marks.
fn squashed(name: &str) -> String {
    let plain = name.nfkc().flat_map(char::to_lowercase);
    plain.filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use crate::Packs;

    #[test]
    fn a_weapon_is_found_by_any_spelling_of_any_of_its_names() {
        let shared = &Packs::embedded().shared;
        let id = |name: &str| shared.weapon_named(name).map(|(id, _)| id.to_owned());
        let drone = id("Shahed-136").expect("is known");
        for name in [
            "shahed 136",
            "SHAHED136",
            "Geran-2",
            "\u{413}\u{435}\u{440}\u{430}\u{43d}\u{44c}-2",
            "Shahed-136's",
            "Shahed-136\u{2019}s",
        ] {
            assert_eq!(id(name), Some(drone.clone()), "{name}");
        }
        assert_eq!(id("F16"), id("F-16"));
        assert_eq!(id("Virginia"), id("Virginia-class"));
        assert_eq!(id(""), None);
        assert_eq!(id("teapot"), None);
    }
}
