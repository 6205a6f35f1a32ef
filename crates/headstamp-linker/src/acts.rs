//! Source acts: what one source says in one document, with its days and the media it came through.
//!
//! A person whom a document names in full once is the same under one word of the name later on. Next: `origins`, which
//! joins acts.

use crate::Input;
use crate::copies::{CopyEdge, copies};
use crate::days::{apart, days};
use crate::decided::Rulings;
use crate::identity::{Identity, fold};
use crate::likeness::{Compare, Likeness};
use crate::media::{Medium, Publishers};
use headstamp_model::{Document, SourceKind, Statement};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What one source says in one document.
#[derive(Debug)]
pub(crate) struct Act {
    pub(crate) document: usize,
    pub(crate) identity: Identity,
    /// In order of publication.
    pub(crate) statements: Vec<usize>,
    /// Media through which it came.
    pub(crate) media: BTreeSet<Medium>,
}

/// Statements with what is known of their documents and sources.
#[derive(Debug)]
pub(crate) struct Corpus<'a> {
    pub(crate) statements: &'a [Statement],
    pub(crate) documents: &'a [Document],
    pub(crate) compare: Compare<'a>,
    pub(crate) days: Vec<Option<(i32, i32)>>,
    pub(crate) acts: Vec<Act>,
    pub(crate) copies: Vec<CopyEdge>,
    /// Document of each statement.
    pub(crate) document_of: Vec<usize>,
    /// What people decided.
    pub(crate) rulings: Rulings,
    readers: &'a BTreeMap<String, String>,
}

impl<'a> Corpus<'a> {
    pub(crate) fn new(input: Input<'a>) -> Self {
        let by_id: FxHashMap<&str, usize> = input
            .documents
            .iter()
            .enumerate()
            .map(|(index, document)| (document.id.as_str(), index))
            .collect();
        let document_of: Vec<usize> = input
            .statements
            .iter()
            .map(|s| by_id.get(s.doc.as_str()).copied().unwrap_or(usize::MAX))
            .collect();
        let named = named_in_full(input.statements, &document_of);
        let publishers = Publishers::of(input.documents);
        let who = |index: usize| -> Identity {
            let statement = &input.statements[index];
            let by_word = named.get(&(document_of[index], word_of(statement)));
            by_word
                .cloned()
                .unwrap_or_else(|| Identity::of(statement.source.as_ref()))
        };
        let rulings = Rulings::new(input.decided, input.statements, who);
        let mut acts: Vec<Act> = Vec::new();
        let mut known: BTreeMap<(usize, Identity), usize> = BTreeMap::new();
        for (index, statement) in input.statements.iter().enumerate() {
            let document = document_of[index];
            let identity = rulings.known_as(who(index));
            let media = media(statement, input.documents.get(document), &publishers);
            // a paper's own voice has no act behind it that several sentences share
            let alone = identity == Identity::Paper || rulings.alone(index, &document_of);
            let place = known.get(&(document, identity.clone())).copied();
            let at = place.filter(|_| !alone).unwrap_or_else(|| {
                if !alone {
                    known.insert((document, identity.clone()), acts.len());
                }
                acts.push(Act {
                    document,
                    identity,
                    statements: Vec::new(),
                    media: BTreeSet::new(),
                });
                acts.len() - 1
            });
            acts[at].statements.push(index);
            acts[at].media.extend(media);
        }
        let mut corpus = Self {
            statements: input.statements,
            documents: input.documents,
            compare: Compare::new(input.classes),
            days: input
                .documents
                .iter()
                .map(|d| days(d.published.as_deref()))
                .collect(),
            acts: Vec::new(),
            copies: copies(input.documents),
            document_of,
            rulings,
            readers: input.readers,
        };
        // places that arrival does not change
        for act in &mut acts {
            act.statements
                .sort_by(|a, b| corpus.order(*a).cmp(&corpus.order(*b)));
        }
        acts.sort_by(|a, b| {
            let first = |act: &Act| corpus.order(act.statements[0]);
            first(a).cmp(&first(b))
        });
        corpus.acts = acts;
        corpus
    }

    /// The order in which statements appeared, unknown days last.
    pub(crate) fn order(&self, statement: usize) -> (i32, &str, usize, &str) {
        let document = self.document_of[statement];
        let day = self.days.get(document).copied().flatten();
        (
            day.map_or(i32::MAX, |d| d.0),
            self.documents.get(document).map_or("", |d| d.id.as_str()),
            self.statements[statement].span.start,
            &self.statements[statement].id,
        )
    }

    /// Who read a statement, where it was not our own reader.
    pub(crate) fn reader(&self, statement: usize) -> Option<&str> {
        let id = &self.statements[statement].id;
        self.readers.get(id).map(String::as_str)
    }

    /// How many days lie between two acts at least.
    pub(crate) fn gap(&self, a: &Act, b: &Act) -> Option<i32> {
        let day = |act: &Act| self.days.get(act.document).copied().flatten();
        apart(day(a), day(b))
    }

    /// The pair of statements of two acts that say the same most clearly.
    pub(crate) fn likest(&self, a: &Act, b: &Act) -> (Likeness, usize, usize) {
        let pairs = a.statements.iter().flat_map(|x| {
            b.statements.iter().map(move |y| {
                let found = self
                    .compare
                    .statements(&self.statements[*x], &self.statements[*y]);
                (found, *x, *y)
            })
        });
        let rank = |l: &Likeness| (l.compatible && l.actors > 0, l.rank());
        pairs
            .max_by_key(|(found, x, y)| {
                let mut ids = [&self.statements[*x].id, &self.statements[*y].id];
                ids.sort_unstable();
                (rank(found), std::cmp::Reverse(ids))
            })
            .unwrap_or_default()
    }
}

/// The only word of a source's name, folded; empty where there are more or none.
fn word_of(statement: &Statement) -> String {
    let name = statement.source.as_ref().and_then(|s| s.name.as_deref());
    let word = name.filter(|n| !n.contains([' ', '\u{a0}']));
    word.map_or_else(String::new, fold)
}

/// People whom a document names in full once, by each word of their names: later it calls them by one.
fn named_in_full(
    statements: &[Statement],
    document_of: &[usize],
) -> BTreeMap<(usize, String), Identity> {
    let mut out: BTreeMap<(usize, String), Option<Identity>> = BTreeMap::new();
    for (statement, document) in statements.iter().zip(document_of) {
        let identity = Identity::of(statement.source.as_ref());
        let Some(name) = statement.source.as_ref().and_then(|s| s.name.as_deref()) else {
            continue;
        };
        if !matches!(identity, Identity::Person { .. }) {
            continue;
        }
        for word in name
            .split([' ', '\u{a0}'])
            .filter(|w| w.chars().count() > 2)
        {
            out.entry((*document, fold(word)))
                .and_modify(|known| {
                    if known.as_ref() != Some(&identity) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(identity.clone()));
        }
    }
    // a word of two people names neither
    out.into_iter()
        .filter_map(|(key, identity)| Some((key, identity?)))
        .collect()
}

/// Media through which a statement came: relays, a medium as source, and an agency that published the text itself.
fn media(
    statement: &Statement,
    document: Option<&Document>,
    publishers: &Publishers,
) -> BTreeSet<Medium> {
    let relays = statement
        .via
        .iter()
        .map(|via| (via.name.as_deref(), via.kind));
    let source = statement
        .source
        .iter()
        .map(|source| (source.name.as_deref(), source.kind));
    let publisher = document.map(|d| (d.publisher.as_deref(), SourceKind::Media));
    relays
        .chain(source)
        .chain(publisher)
        .filter_map(|(name, kind)| publishers.medium(name, kind))
        .collect()
}
