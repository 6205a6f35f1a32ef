//! Makes the table of a language from its pack and the shared data.

mod rules;

use super::{
    Entry, Form, FormToken, Former, ItemEntry, Kinds, Layer, Lexicon, NameForm, NounEntry,
    OutletEntry, Sense, Starting, VerbForm, Vocabulary, layer_of,
};
use crate::grammar::Gender;
use crate::text::{Breaks, fold, tokenize};
use headstamp_packs::schema::{Names, SharedDesignation};
use headstamp_packs::{Origin, Pack, Shared};
use rustc_hash::FxHashMap;

/// Folded form of a single word or phrase.
pub(super) fn fold_form(form: &str) -> Box<str> {
    fold(form)
}

#[derive(Clone, Copy, Default)]
struct Morph {
    plural: Option<bool>,
    gender: Option<Gender>,
    possessive: bool,
}

impl Lexicon {
    /// Compiles a pack.
    pub fn new(language: &str, pack: &Pack, shared: &Shared) -> Self {
        let mut lexicon = Self {
            language: language.into(),
            orthography: pack.file.orthography.clone(),
            entries: Vec::new(),
            nouns: Vec::new(),
            outlets: Vec::new(),
            items: Vec::new(),
            triggers: Vec::new(),
            operators: Vec::new(),
            cues: Vec::new(),
            adverbs: Vec::new(),
            modals: Vec::new(),
            breaks: Breaks::default(),
            acting: shared
                .items
                .iter()
                .filter(|(_, e)| e.value.acts)
                .map(|(id, _)| id.as_str().into())
                .collect(),
            parents: shared
                .items
                .iter()
                .filter_map(|(id, e)| Some((id.as_str().into(), e.value.parent.as_deref()?.into())))
                .collect(),
            holding: shared
                .items
                .iter()
                .filter(|(_, e)| e.value.holds)
                .map(|(id, _)| id.as_str().into())
                .collect(),
            pieces: shared
                .items
                .iter()
                .filter(|(_, e)| e.value.piece)
                .map(|(id, _)| id.as_str().into())
                .collect(),
            fires: shared
                .items
                .iter()
                .filter_map(|(id, e)| Some((id.as_str().into(), e.value.fires.as_deref()?.into())))
                .collect(),
            joint: shared
                .events
                .iter()
                .filter(|(_, e)| e.value.joint)
                .map(|(id, _)| id.as_str().into())
                .collect(),
            former: Former::default(),
            vocabulary: Vocabulary::default(),
            forms: Vec::new(),
            heads: FxHashMap::default(),
        };
        lexicon.add_actors(pack, shared);
        lexicon.add_nouns(pack);
        lexicon.add_items(pack, shared);
        lexicon.add_events(pack);
        lexicon.add_modality(pack);
        lexicon.add_grammar(pack);
        for starting in &mut lexicon.forms {
            starting.sort();
        }
        lexicon
    }

    fn add(&mut self, form: &str, sense: Sense, origin: &Origin, morph: Morph) -> usize {
        let index = self.entries.len();
        let layer = layer_of(&sense);
        self.entries.push(Entry {
            sense,
            origin: origin.clone(),
            plural: morph.plural,
            gender: morph.gender,
            possessive: morph.possessive,
        });
        self.add_form(form, index, layer);
        index
    }

    fn add_form(&mut self, form: &str, entry: usize, layer: Layer) {
        let tokens: Box<[FormToken]> = tokenize(form)
            .map(|token| {
                let raw = token.span.of(form);
                let exact = raw
                    .chars()
                    .any(char::is_uppercase)
                    .then(|| raw.replace(['’', '‘'], "'").into());
                FormToken {
                    word: self.vocabulary.add(&token.folded),
                    exact,
                }
            })
            .collect();
        let Some(first) = tokens.first() else { return };
        let first = first.word.index();
        if self.forms.len() <= first {
            self.forms.resize_with(first + 1, Starting::default);
        }
        let list = self.forms[first].list(&tokens);
        let same = |a: &[FormToken], b: &[FormToken]| {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(x, y)| x.word == y.word && x.exact == y.exact)
        };
        let meaning = &self.entries[entry].sense;
        if list
            .iter()
            .any(|old| same(&old.tokens, &tokens) && self.entries[old.entry].sense == *meaning)
        {
            return;
        }
        let event_noun = matches!(
            meaning,
            Sense::Trigger(_, VerbForm::Noun | VerbForm::AgentNoun)
                | Sense::Operator(_, VerbForm::Noun)
                | Sense::Cue(_, VerbForm::Noun)
        );
        list.push(Form {
            plain: tokens.len() == 1 && tokens.iter().all(|token| token.exact.is_none()),
            tokens,
            layer,
            entry,
            kinds: Kinds::of(meaning),
            possessive: self.entries[entry].possessive,
            event_noun,
        });
    }

    fn add_names(&mut self, id: &str, names: &Names, origin: &Origin, pack: &Pack) {
        let gender = names.gender.as_deref().and_then(Gender::parse);
        let inflection = &pack.file.inflection;
        let plural = Some(names.plural);
        let actor = |form| Sense::Actor {
            id: id.into(),
            form,
        };
        for (forms, kind) in [
            (&names.name, NameForm::Name),
            (&names.seat, NameForm::Seat),
            (&names.institution, NameForm::Institution),
        ] {
            // `der Kreml`, `das Pentagon`: a seat has not the gender and number of its state's name
            let (plural, gender) = match kind {
                NameForm::Name => (plural, gender),
                _ => (None, None),
            };
            for form in forms {
                self.add(
                    form,
                    actor(kind),
                    origin,
                    Morph {
                        plural,
                        gender,
                        possessive: false,
                    },
                );
                for ending in &inflection.possessive {
                    self.add(
                        &format!("{form}{ending}"),
                        actor(kind),
                        origin,
                        Morph {
                            plural,
                            gender,
                            possessive: true,
                        },
                    );
                }
            }
        }
        for form in &names.adjective {
            self.add(form, actor(NameForm::Adjective), origin, Morph::default());
            for ending in &inflection.adjective {
                self.add(
                    &format!("{form}{ending}"),
                    actor(NameForm::Adjective),
                    origin,
                    Morph::default(),
                );
            }
        }
        for form in &names.inhabitant {
            self.add(form, actor(NameForm::Inhabitant), origin, Morph::default());
            for ending in &inflection.inhabitant {
                self.add(
                    &format!("{form}{ending}"),
                    actor(NameForm::Inhabitant),
                    origin,
                    Morph::default(),
                );
            }
        }
    }

    fn add_actors(&mut self, pack: &Pack, shared: &Shared) {
        for (id, entry) in pack.states.iter().chain(&pack.actors) {
            self.add_names(id, &entry.value, &entry.origin, pack);
        }
        for (id, entry) in &shared.actors {
            let mut names = Names {
                name: entry.value.alias.clone(),
                ..Names::default()
            };
            if !names.name.contains(&entry.value.name) {
                names.name.push(entry.value.name.clone());
            }
            self.add_names(id, &names, &entry.origin, pack);
        }
        for (id, entry) in &shared.outlets {
            let index = self.outlets.len();
            self.outlets.push(OutletEntry {
                id: id.as_str().into(),
                state: entry.value.state.as_deref().map(Into::into),
                state_media: entry.value.state_media,
            });
            for form in entry.value.alias.iter().chain([&entry.value.name]) {
                self.add(form, Sense::Outlet(index), &entry.origin, Morph::default());
            }
        }
        for (id, entry) in &shared.states {
            if let Some(before) = &entry.value.before {
                self.former.of_state(id, before);
            }
        }
        for entry in pack.places.values() {
            let first = self.entries.len();
            for form in &entry.value.forms {
                let sense = Sense::Place(entry.value.state.as_str().into());
                self.add(form, sense.clone(), &entry.origin, Morph::default());
                for ending in &pack.file.inflection.possessive {
                    self.add(
                        &format!("{form}{ending}"),
                        sense.clone(),
                        &entry.origin,
                        Morph {
                            possessive: true,
                            ..Morph::default()
                        },
                    );
                }
            }
            if let Some(before) = &entry.value.before {
                for place in first..self.entries.len() {
                    self.former.of_place(place, before);
                }
            }
        }
    }

    fn add_nouns(&mut self, pack: &Pack) {
        for (lemma, entry) in &pack.nouns {
            let index = self.nouns.len();
            self.nouns.push(NounEntry {
                lemma: lemma.as_str().into(),
                kind: entry.value.kind,
                actor: entry.value.actor.as_deref().map(Into::into),
            });
            let gender = entry.value.gender.as_deref().and_then(Gender::parse);
            let (singular, plural) = (&entry.value.singular, &entry.value.plural);
            for (forms, others, number) in [(singular, plural, false), (plural, singular, true)] {
                for form in forms {
                    let at = self.add(
                        form,
                        Sense::Noun(index),
                        &entry.origin,
                        Morph {
                            plural: number_of(form, others, number),
                            gender,
                            possessive: false,
                        },
                    );
                    self.add_head(form, at);
                }
            }
        }
    }

    fn add_items(&mut self, pack: &Pack, shared: &Shared) {
        for entry in pack.items.values() {
            let index = self.items.len();
            let word = &entry.value;
            self.items.push(ItemEntry {
                class: word.class.as_str().into(),
                also: word
                    .also
                    .iter()
                    .map(|class| class.as_str().into())
                    .collect(),
                name: None,
                origin: None,
                weak: word.weak,
                stands_for: word.stands_for.clone().into(),
            });
            let gender = word.gender.as_deref().and_then(Gender::parse);
            for (forms, others, number) in [
                (&word.singular, &word.plural, false),
                (&word.plural, &word.singular, true),
            ] {
                for form in forms {
                    let at = self.add(
                        form,
                        Sense::Item(index),
                        &entry.origin,
                        Morph {
                            plural: number_of(form, others, number),
                            gender,
                            possessive: false,
                        },
                    );
                    if word.head {
                        self.add_head(form, at);
                    }
                }
            }
        }
        for entry in pack.units.values() {
            for form in &entry.value.forms {
                self.add(
                    form,
                    Sense::Unit(entry.value.unit.as_str().into(), entry.value.measure),
                    &entry.origin,
                    Morph::default(),
                );
            }
        }
        for entry in shared.designations.values() {
            let value = &entry.value;
            let forms = || value.alias.iter().chain([&value.name]);
            let strong = forms().filter(|form| !value.weak.contains(form));
            self.add_designation(entry, strong, false, pack);
            if !value.weak.is_empty() {
                self.add_designation(entry, value.weak.iter(), true, pack);
            }
        }
    }

    /// Adds forms of a designation in all their spellings.
    fn add_designation<'f>(
        &mut self,
        entry: &headstamp_packs::Entry<SharedDesignation>,
        forms: impl Iterator<Item = &'f String>,
        weak: bool,
        pack: &Pack,
    ) {
        let index = self.items.len();
        let value = &entry.value;
        self.items.push(ItemEntry {
            class: value.class.as_str().into(),
            also: Box::default(),
            name: Some(value.name.as_str().into()),
            origin: value.origin.as_deref().map(Into::into),
            weak,
            stands_for: Box::default(),
        });
        let (mut one, mut many) = (None, None);
        // digits alone are a number, whatever bears them
        for form in forms.filter(|f| f.chars().any(char::is_alphabetic)) {
            let endings = if takes_endings(form) {
                pack.file.inflection.designation.as_slice()
            } else {
                &[]
            };
            for variant in spellings(form) {
                self.add_variant(&variant, &mut one, index, &entry.origin, Morph::default());
                for ending in endings {
                    let plural = Morph {
                        plural: Some(true),
                        ..Morph::default()
                    };
                    let variant = format!("{variant}{ending}");
                    self.add_variant(&variant, &mut many, index, &entry.origin, plural);
                }
            }
        }
    }

    /// Adds a spelling of a designation: all spellings in one number share one entry, because there
    /// are thousands of designations and dozens of spellings of each.
    fn add_variant(
        &mut self,
        form: &str,
        entry: &mut Option<usize>,
        item: usize,
        origin: &Origin,
        morph: Morph,
    ) {
        let sense = Sense::Item(item);
        match entry {
            Some(entry) => self.add_form(form, *entry, layer_of(&sense)),
            None => *entry = Some(self.add(form, sense, origin, morph)),
        }
    }
}

/// Whether a form is a plural; `None` where singular and plural look alike (German `Panzer`), so that the article may tell.
fn number_of(form: &str, others: &[String], plural: bool) -> Option<bool> {
    (!others.iter().any(|other| other == form)).then_some(plural)
}

/// Whether an ending may follow: not in other scripts, and not behind a word for the kind (`F-16-Kampfjets`, `Scud missiles`).
fn takes_endings(form: &str) -> bool {
    let mut parts = form.split(['-', ' ']);
    let last = parts.next_back().unwrap_or(form);
    form.is_ascii()
        && parts.clone().count() <= 1
        && last.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// A designation with spaces between its parts, or a hyphen where it has no digit: `F-16` and `F 16`, `Storm-Shadow`.
///
/// A hyphen beside a digit does not count in words at all (see [`Vocabulary`]), so `F16` needs no form of its own.
fn spellings(form: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut before: Option<char> = None;
    for c in form.chars() {
        if c == '-' || c == ' ' {
            parts.push(String::new());
        } else {
            let turns = before
                .is_some_and(|b| b != '-' && b != ' ' && c.is_ascii_digit() && b.is_alphabetic());
            if turns && parts.last().is_some_and(|p| !p.is_empty()) && !form.contains(['-', ' ']) {
                parts.push(String::new());
            }
            if let Some(last) = parts.last_mut() {
                last.push(c);
            }
        }
        before = Some(c);
    }
    let mut out = vec![form.to_owned()];
    if parts.len() < 2 {
        return out;
    }
    let joints: &[&str] = if form.chars().any(|c| c.is_ascii_digit()) {
        &["-", " "]
    } else {
        &["-"]
    };
    for joint in joints {
        let joined = parts.join(joint);
        let known =
            |form: &String| crate::lexicon::plain_word(form) == crate::lexicon::plain_word(&joined);
        if !out.iter().any(known) {
            out.push(joined);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_designation_is_known_with_hyphen_space_or_nothing() {
        assert_eq!(spellings("Shahed-136"), ["Shahed-136", "Shahed 136"]);
        assert_eq!(spellings("F16"), ["F16", "F 16"]);
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.add("shahed-136"), vocabulary.find("shahed136"));
    }

    #[test]
    fn a_name_without_digits_is_never_written_together() {
        assert!(!spellings("Storm Shadow").iter().any(|s| s == "StormShadow"));
    }
}
