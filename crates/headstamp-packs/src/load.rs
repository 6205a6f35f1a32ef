//! From files to [`Packs`]: which file holds what, and how the typed entries get their origins.
//!
//! A language is a folder; nothing lists languages. Loading never stops at the first problem: what
//! is sound is kept, what is wrong becomes a [`Problem`], and the caller decides (`load` refuses
//! packs with an error in them). Next: `schema` for the types, `files` for reading folders.

use crate::{
    codes::Code,
    packs::{CaseFile, Entries, EventRules, Grammar, Pack, Packs, Shared},
    problem::{self, PackErrors, Problem},
    schema::{
        ActorsFile, AttributionFile, BasisFile, DebrisFile, GrammarFile, ItemsFile, Keyed,
        ModalityFile, NounsFile, OperatorsFile, PackFile, PlacesFile, RulesFile, SharedActorsFile,
        SharedDesignationsFile, SharedEventsFile, SharedItemsFile, SharedOutletsFile,
        SharedStatesFile, StatesFile,
    },
    source::{Entry, Source},
};
use headstamp_model::content_id;
use serde::de::DeserializeOwned;
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, OnceLock},
};
use toml::{Spanned, de::DeTable};

/// Paths inside the folder of packs to texts.
pub(crate) type Files = BTreeMap<String, String>;

impl Packs {
    /// The packs that this program was built with, parsed at first use.
    ///
    /// An entry with an error in it is left out; a test of this crate holds that there is none.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Packs> = OnceLock::new();
        EMBEDDED.get_or_init(|| assemble(&crate::files::embedded(), "packs/").0)
    }

    /// Reads every pack under `folder`, which holds one folder per language and, unless the
    /// shared lists that the program brings are to be used, `_shared`.
    ///
    /// # Errors
    /// Everything that is wrong with the files, if there is any error among it.
    pub fn load(folder: &Path) -> Result<Self, PackErrors> {
        let (files, problems) = crate::files::read(folder);
        let label = format!("{}/", folder.display().to_string().trim_end_matches('/'));
        judge(assemble(&files, &label), problems)
    }

    /// Reads packs from texts by path (`nl/rules/transfer.toml`).
    ///
    /// # Errors
    /// Everything that is wrong with the files, if there is any error among it.
    pub fn from_files(files: BTreeMap<String, String>) -> Result<Self, PackErrors> {
        judge(assemble(&files, "packs/"), Vec::new())
    }

    /// Every case file of every language, by path.
    pub fn cases(&self) -> impl Iterator<Item = &CaseFile> {
        self.languages.values().flat_map(|pack| &pack.cases)
    }
}

fn judge(
    (packs, found): (Packs, Vec<Problem>),
    mut problems: Vec<Problem>,
) -> Result<Packs, PackErrors> {
    problems.extend(found);
    problem::sort(&mut problems);
    if problems.iter().any(Problem::is_error) {
        Err(PackErrors { problems })
    } else {
        Ok(packs)
    }
}

/// Reads every file, keeps what is sound and tells what is not.
pub(crate) fn assemble(files: &Files, label: &str) -> (Packs, Vec<Problem>) {
    let mut problems = Vec::new();
    let parts: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let version = content_id(&parts);
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for (path, text) in files {
        if let Some((folder, rest)) = path.split_once('/') {
            folders
                .entry(folder)
                .or_default()
                .insert(rest, Source::new(format!("{label}{path}"), text.as_str()));
        }
    }
    let shared = folders
        .get("_shared")
        .map(|folder| shared(folder, &mut problems))
        .unwrap_or_default();
    let mut languages = BTreeMap::new();
    for (name, folder) in folders.iter().filter(|(name, _)| !name.starts_with('_')) {
        if let Some(pack) = language(folder, &mut problems) {
            languages.insert((*name).to_owned(), pack);
        }
    }
    problem::sort(&mut problems);
    (
        Packs {
            shared,
            languages,
            version,
        },
        problems,
    )
}

/// The files of one language by path inside its folder.
type Folder<'f> = BTreeMap<&'f str, Source>;

fn shared(folder: &Folder<'_>, problems: &mut Vec<Problem>) -> Shared {
    let mut out = Shared::default();
    if let Some((file, source)) = typed::<SharedStatesFile>(folder, "states.toml", problems) {
        out.states = entries(file.state, &source);
    }
    if let Some((file, source)) = typed::<SharedActorsFile>(folder, "actors.toml", problems) {
        out.actors = entries(file.actor, &source);
    }
    if let Some((file, source)) = typed::<SharedOutletsFile>(folder, "outlets.toml", problems) {
        out.outlets = entries(file.outlet, &source);
    }
    if let Some((file, source)) = typed::<SharedItemsFile>(folder, "items.toml", problems) {
        out.items = entries(file.class, &source);
    }
    if let Some((file, source)) =
        typed::<SharedDesignationsFile>(folder, "designations.toml", problems)
    {
        out.designations = entries(file.designation, &source);
    }
    if let Some((file, source)) = typed::<SharedEventsFile>(folder, "events.toml", problems) {
        out.events = entries(file.event, &source);
    }
    out
}

fn language(folder: &Folder<'_>, problems: &mut Vec<Problem>) -> Option<Pack> {
    let (file, _) = typed::<PackFile>(folder, "pack.toml", problems)?;
    let mut pack = Pack::empty(file);
    lexicon(&mut pack, folder, problems);
    rules(&mut pack, folder, problems);
    pack.cases = folder
        .iter()
        .filter(|(path, _)| path.starts_with("rules/") && path.ends_with(".md"))
        .map(|(_, source)| CaseFile {
            path: Arc::clone(&source.label),
            text: Arc::clone(&source.text),
        })
        .collect();
    Some(pack)
}

fn lexicon(pack: &mut Pack, folder: &Folder<'_>, problems: &mut Vec<Problem>) {
    if let Some((file, source)) = typed::<StatesFile>(folder, "lexicon/states.toml", problems) {
        pack.states = entries(file.state, &source);
    }
    if let Some((file, source)) = typed::<ActorsFile>(folder, "lexicon/actors.toml", problems) {
        pack.actors = entries(file.actor, &source);
    }
    if let Some((file, source)) = typed::<NounsFile>(folder, "lexicon/nouns.toml", problems) {
        pack.nouns = entries(file.noun, &source);
    }
    if let Some((file, source)) = typed::<ItemsFile>(folder, "lexicon/items.toml", problems) {
        pack.items = entries(file.item, &source);
        pack.units = entries(file.unit, &source);
    }
    if let Some((file, source)) = typed::<PlacesFile>(folder, "lexicon/places.toml", problems) {
        pack.places = entries(file.place, &source);
    }
    if let Some((file, source)) = typed::<GrammarFile>(folder, "lexicon/grammar.toml", problems) {
        pack.grammar = Grammar {
            article: entries(file.article, &source),
            pronoun: entries(file.pronoun, &source),
            preposition: words(file.preposition, &source),
            contraction: entries(file.contraction, &source),
            pronominal: entries(file.pronominal, &source),
            subordinator: entries(file.subordinator, &source),
            coordinator: entries(file.coordinator, &source),
            auxiliary: entries(file.auxiliary, &source),
            infinitive_marker: words(file.infinitive_marker, &source),
            verb: words(file.verb, &source),
            adverb: words(file.adverb, &source),
            abbreviation: words(file.abbreviation, &source),
            title: words(file.title, &source),
        };
    }
}

fn rules(pack: &mut Pack, folder: &Folder<'_>, problems: &mut Vec<Problem>) {
    let stems = folder
        .keys()
        .filter_map(|path| path.strip_prefix("rules/")?.strip_suffix(".toml"));
    for stem in stems {
        let path = format!("rules/{stem}.toml");
        match stem {
            "numbers" => {
                pack.numbers = typed(folder, &path, problems)
                    .map(|(file, _)| file)
                    .unwrap_or_default()
            }
            "dates" => {
                pack.dates = typed(folder, &path, problems)
                    .map(|(file, _)| file)
                    .unwrap_or_default()
            }
            "operators" => {
                if let Some((file, source)) = typed::<OperatorsFile>(folder, &path, problems) {
                    pack.operators = entries(file.operator, &source);
                }
            }
            "attribution" => {
                if let Some((file, source)) = typed::<AttributionFile>(folder, &path, problems) {
                    pack.cues = entries(file.cue, &source);
                    pack.patterns = entries(file.pattern, &source);
                }
            }
            "modality" => {
                if let Some((file, source)) = typed::<ModalityFile>(folder, &path, problems) {
                    pack.adverbs = entries(file.adverb, &source);
                    pack.modals = entries(file.modal, &source);
                    pack.negation = file.negation;
                }
            }
            "basis" => {
                if let Some((file, source)) = typed::<BasisFile>(folder, &path, problems) {
                    pack.basis = entries(file.basis, &source);
                }
            }
            "debris" => {
                if let Some((file, source)) = typed::<DebrisFile>(folder, &path, problems) {
                    pack.debris = entries(file.line, &source);
                }
            }
            event => {
                if let Some((file, source)) = typed::<RulesFile>(folder, &path, problems) {
                    let rules = EventRules {
                        triggers: entries(file.trigger, &source),
                        rules: entries(file.rule, &source),
                    };
                    pack.events.insert(event.to_owned(), rules);
                }
            }
        }
    }
}

/// One file as its type; what is wrong with it goes to `problems` and is left out.
fn typed<T: DeserializeOwned>(
    folder: &Folder<'_>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<(T, Source)> {
    let source = folder.get(path)?;
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    if let Some(error) = errors.first() {
        problems.push(Problem::at(
            Code::Syntax,
            source,
            error.span().unwrap_or(0..0),
            error.message(),
        ));
        return None;
    }
    match T::deserialize(toml::Deserializer::from(table)) {
        Ok(file) => Some((file, source.clone())),
        Err(error) => {
            problems.push(Problem::at(
                Code::WrongType,
                source,
                error.span().unwrap_or(0..0),
                error.message(),
            ));
            None
        }
    }
}

fn entries<T>(keyed: Keyed<T>, source: &Source) -> Entries<T> {
    keyed
        .into_iter()
        .map(|(key, value)| {
            let origin = source.origin(key.span().start);
            (Spanned::into_inner(key), Entry { origin, value })
        })
        .collect()
}

fn words(forms: Vec<Spanned<String>>, source: &Source) -> Vec<Entry<String>> {
    forms
        .into_iter()
        .map(|form| Entry {
            origin: source.origin(form.span().start),
            value: Spanned::into_inner(form),
        })
        .collect()
}
