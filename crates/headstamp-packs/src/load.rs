//! From files to [`Packs`]: which file holds what, and how the typed entries get their origins.
//!
//! A language is a folder; nothing lists languages. Loading never stops at the first problem: what
//! is sound is kept, what is wrong becomes a [`Problem`], and the caller decides (`load` refuses
//! packs with an error in them). Next: `check` for what is held against every file, `schema` for the types.

use crate::{
    check::{self, Depth, Folder, Table, Tables},
    packs::{CaseFile, Entries, EventRules, Grammar, Pack, Packs, Shared},
    problem::{self, PackErrors, Problem},
    schema::{
        ActorsFile, AttributionFile, BasisFile, DebrisFile, GrammarFile, ItemsFile, Keyed,
        Measured, ModalityFile, NounsFile, OperatorsFile, PackFile, PlacesFile, PrecisionFile,
        RulesFile, SharedActorsFile, SharedDesignationsFile, SharedEventsFile, SharedItemsFile,
        SharedOutletsFile, SharedStatesFile, StatesFile,
    },
    side_by_side::side_by_side,
    source::{Entry, Source},
};
use headstamp_model::content_id;
use serde::de::DeserializeOwned;
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, OnceLock},
};
use toml::Spanned;

/// Paths inside the folder of packs to texts.
pub(crate) type Files = BTreeMap<String, String>;

impl Packs {
    /// The packs that this program was built with, parsed at first use.
    ///
    /// They were checked when they were built in: a test of this crate holds that there is no error
    /// in them. Should there be one, its entry is left out.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Packs> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            let (packs, problems) = assemble(crate::files::embedded(), "packs/", Depth::Readable);
            if problems.is_empty() {
                return packs;
            }
            assemble(crate::files::embedded(), "packs/", Depth::All).0
        })
    }

    /// Reads every pack under `folder`, which holds one folder per language and, unless the
    /// shared lists that the program brings are to be used, `_shared`.
    ///
    /// # Errors
    /// Everything that is wrong with the files, if there is any error among it.
    pub fn load(folder: &Path) -> Result<Self, PackErrors> {
        let (files, problems) = crate::files::read(folder);
        judge(
            assemble(files, &crate::files::label(folder), Depth::All),
            problems,
        )
    }

    /// Reads packs from texts by path (`nl/rules/transfer.toml`).
    ///
    /// # Errors
    /// Everything that is wrong with the files, if there is any error among it.
    pub fn from_files(files: BTreeMap<String, String>) -> Result<Self, PackErrors> {
        judge(assemble(files, "packs/", Depth::All), Vec::new())
    }

    /// How often a rule (`nl.transfer.deliver`) was right when it was last measured.
    pub fn precision(&self, rule: &str) -> Option<Measured> {
        let (language, rule) = rule.split_once('.')?;
        let figures = self.languages.get(language)?.precision.get(rule)?;
        Some(figures.value)
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

/// Hash of the files that are read by; figures about rules change nothing that is read.
pub(crate) fn version_of(files: &Files) -> String {
    let parts: Vec<(&str, &str)> = files
        .iter()
        .filter(|(path, _)| !path.ends_with("/precision.toml"))
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    content_id(&parts)
}

/// Reads every file, keeps what is sound and tells what is not.
pub(crate) fn assemble(files: Files, label: &str, depth: Depth) -> (Packs, Vec<Problem>) {
    let version = version_of(&files);
    let sources: Vec<(String, Source)> = files
        .into_iter()
        .map(|(path, text)| {
            let source = Source::new(format!("{label}{path}"), text);
            (path, source)
        })
        .collect();
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    folders.entry("_shared").or_default();
    for (path, source) in &sources {
        if let Some((folder, rest)) = path.split_once('/') {
            folders.entry(folder).or_default().insert(rest, source);
        }
    }
    folders.retain(|name, _| *name == "_shared" || !name.starts_with('_'));
    let (mut parsed, mut problems) = check::parse(&folders, depth);
    let folder = folders.remove("_shared").unwrap_or_default();
    let mut tables = parsed.remove("_shared").unwrap_or_default();
    let known = check::shared(&folder, &mut tables, label, depth, &mut problems);
    let shared = shared(&mut tables, &mut problems);
    let items = folders
        .into_iter()
        .map(|(name, folder)| (name, folder, parsed.remove(name).unwrap_or_default()))
        .collect();
    let read = side_by_side(items, |(name, folder, mut tables)| {
        let mut problems = Vec::new();
        check::language(
            name,
            &folder,
            &mut tables,
            label,
            depth,
            &known,
            &mut problems,
        );
        let pack = language(&folder, &mut tables, &mut problems);
        (name, pack, problems)
    });
    let mut languages = BTreeMap::new();
    for (name, pack, found) in read {
        problems.extend(found);
        if let Some(pack) = pack {
            languages.insert(name.to_owned(), Arc::new(pack));
        }
    }
    problem::sort(&mut problems);
    (
        Packs {
            shared: Arc::new(shared),
            languages,
            version,
        },
        problems,
    )
}

fn shared(tables: &mut Tables<'_>, problems: &mut Vec<Problem>) -> Shared {
    let mut out = Shared::default();
    if let Some((file, source)) = typed::<SharedStatesFile>(tables, "states.toml", problems) {
        out.states = entries(file.state, &source);
    }
    if let Some((file, source)) = typed::<SharedActorsFile>(tables, "actors.toml", problems) {
        out.actors = entries(file.actor, &source);
    }
    if let Some((file, source)) = typed::<SharedOutletsFile>(tables, "outlets.toml", problems) {
        out.outlets = entries(file.outlet, &source);
    }
    if let Some((file, source)) = typed::<SharedItemsFile>(tables, "items.toml", problems) {
        out.items = entries(file.class, &source);
    }
    if let Some((file, source)) =
        typed::<SharedDesignationsFile>(tables, "designations.toml", problems)
    {
        out.designations = entries(file.designation, &source);
    }
    if let Some((file, source)) = typed::<SharedEventsFile>(tables, "events.toml", problems) {
        out.events = entries(file.event, &source);
    }
    out
}

fn language(
    folder: &Folder<'_>,
    tables: &mut Tables<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Pack> {
    let (file, _) = typed::<PackFile>(tables, "pack.toml", problems)?;
    let mut pack = Pack::empty(file);
    lexicon(&mut pack, tables, problems);
    rules(&mut pack, tables, problems);
    if let Some((file, source)) = typed::<PrecisionFile>(tables, "precision.toml", problems) {
        pack.measured_on = Some(file.eval);
        pack.precision = entries(file.rule, &source);
    }
    pack.cases = folder
        .iter()
        .filter(|(path, _)| path.starts_with("rules/") && path.strip_suffix(".md").is_some())
        .map(|(_, source)| CaseFile {
            path: Arc::clone(&source.label),
            text: Arc::clone(&source.text),
        })
        .collect();
    Some(pack)
}

fn lexicon(pack: &mut Pack, tables: &mut Tables<'_>, problems: &mut Vec<Problem>) {
    if let Some((file, source)) = typed::<StatesFile>(tables, "lexicon/states.toml", problems) {
        pack.states = entries(file.state, &source);
    }
    if let Some((file, source)) = typed::<ActorsFile>(tables, "lexicon/actors.toml", problems) {
        pack.actors = entries(file.actor, &source);
    }
    if let Some((file, source)) = typed::<NounsFile>(tables, "lexicon/nouns.toml", problems) {
        pack.nouns = entries(file.noun, &source);
    }
    if let Some((file, source)) = typed::<ItemsFile>(tables, "lexicon/items.toml", problems) {
        pack.items = entries(file.item, &source);
        pack.units = entries(file.unit, &source);
    }
    if let Some((file, source)) = typed::<PlacesFile>(tables, "lexicon/places.toml", problems) {
        pack.places = entries(file.place, &source);
    }
    if let Some((file, source)) = typed::<GrammarFile>(tables, "lexicon/grammar.toml", problems) {
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
            gerund_of_object: words(file.gerund_of_object, &source),
            including: words(file.including, &source),
            capacity: words(file.capacity, &source),
            verb: words(file.verb, &source),
            adverb: words(file.adverb, &source),
            abbreviation: words(file.abbreviation, &source),
            title: words(file.title, &source),
        };
    }
}

fn rules(pack: &mut Pack, tables: &mut Tables<'_>, problems: &mut Vec<Problem>) {
    let stem = |path: &&str| {
        Some(
            path.strip_prefix("rules/")?
                .strip_suffix(".toml")?
                .to_owned(),
        )
    };
    let stems: Vec<String> = tables.keys().filter_map(stem).collect();
    for stem in stems {
        let path = format!("rules/{stem}.toml");
        match stem.as_str() {
            "numbers" => {
                pack.numbers = typed(tables, &path, problems)
                    .map(|(file, _)| file)
                    .unwrap_or_default();
            }
            "dates" => {
                pack.dates = typed(tables, &path, problems)
                    .map(|(file, _)| file)
                    .unwrap_or_default();
            }
            "operators" => {
                if let Some((file, source)) = typed::<OperatorsFile>(tables, &path, problems) {
                    pack.operators = entries(file.operator, &source);
                }
            }
            "attribution" => {
                if let Some((file, source)) = typed::<AttributionFile>(tables, &path, problems) {
                    pack.cues = entries(file.cue, &source);
                    pack.patterns = entries(file.pattern, &source);
                }
            }
            "modality" => {
                if let Some((file, source)) = typed::<ModalityFile>(tables, &path, problems) {
                    pack.adverbs = entries(file.adverb, &source);
                    pack.modals = entries(file.modal, &source);
                    pack.negation = file.negation;
                }
            }
            "basis" => {
                if let Some((file, source)) = typed::<BasisFile>(tables, &path, problems) {
                    pack.basis = entries(file.basis, &source);
                }
            }
            "debris" => {
                if let Some((file, source)) = typed::<DebrisFile>(tables, &path, problems) {
                    pack.debris = entries(file.line, &source);
                }
            }
            event => {
                if let Some((file, source)) = typed::<RulesFile>(tables, &path, problems) {
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

/// One file as its type; what serde refuses goes to `problems`, once per file.
pub(crate) fn typed<T: DeserializeOwned>(
    tables: &mut Tables<'_>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<(T, Source)> {
    let Table {
        source,
        tree,
        refused,
    } = tables.remove(path)?;
    match T::deserialize(toml::Deserializer::from(tree)) {
        Ok(file) => Some((file, source.clone())),
        Err(error) => {
            if !refused {
                problems.push(check::from_serde(source, &error));
            }
            None
        }
    }
}

pub(crate) fn entries<T>(keyed: Keyed<T>, source: &Source) -> Entries<T> {
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
