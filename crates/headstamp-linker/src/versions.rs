//! What became of a claim in later texts: dropped from a newer text at its address, or taken back by who said it.
//!
//! A paper that quietly changes a page leaves a hundred relays of what it no longer says. So each claim is marked where a
//! later text at one address does not give it any more, where the paper or person that gave it denies it later, and where
//! it rests on a medium that did either. Texts of one day have no order: then one of them lacks it, and no more is said.
//! What a newer text says otherwise is drift. Next: `drift`.

use crate::acts::Corpus;
use crate::identity::Identity;
use crate::media::Medium;
use headstamp_model::Polarity;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Denials of one thing by one name from which on the name tells nobody.
const SHARED: usize = 200;

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// A later text at the same address does not give it.
    Dropped,
    /// Another text of that day at the same address does not give it.
    Differs,
    /// Who said it denies it later.
    Retracted,
    /// It rests on a medium that dropped it or took it back.
    RestsOnWithdrawn,
}

/// A mark at a claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mark {
    /// What became of it.
    pub fate: Fate,
    /// The appearance that is concerned.
    pub statement: String,
    /// The document that shows it.
    pub document: String,
    /// The statement that takes it back, if one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// Marks by claim.
pub(crate) fn marks(
    corpus: &Corpus<'_>,
    members: &BTreeMap<String, Vec<usize>>,
) -> BTreeMap<String, Vec<Mark>> {
    let mut out: BTreeMap<String, Vec<Mark>> = BTreeMap::new();
    let by_address = by_address(corpus);
    let in_document = in_document(corpus);
    let denials = denials(corpus);
    let mut withdrawn: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (id, claim) in members {
        let mut found: BTreeSet<Mark> = BTreeSet::new();
        for at in claim {
            let dropped = dropped(corpus, &by_address, &in_document, *at);
            let retracted = retracted(corpus, &denials, *at);
            let marks: Vec<Mark> = dropped.into_iter().chain(retracted).collect();
            let publisher = corpus.documents.get(corpus.document_of[*at]);
            let medium = publisher.and_then(|d| Medium::of(d.publisher.as_deref()?));
            if marks.iter().any(|mark| mark.fate != Fate::Differs) {
                for key in medium.iter().flat_map(Medium::keys) {
                    for about in about(corpus, *at) {
                        withdrawn
                            .entry(format!("{about} {key}"))
                            .or_default()
                            .insert(*at);
                    }
                }
            }
            found.extend(marks);
        }
        if !found.is_empty() {
            out.insert(id.clone(), found.into_iter().collect());
        }
    }
    for (id, claim) in members.iter().filter(|_| !withdrawn.is_empty()) {
        for at in claim {
            let media = credited(corpus, *at);
            let keys: Vec<&String> = media.iter().flat_map(Medium::keys).collect();
            let about = if keys.is_empty() {
                Vec::new()
            } else {
                about(corpus, *at)
            };
            let gone: BTreeSet<usize> = about
                .iter()
                .flat_map(|about| keys.iter().map(move |key| format!("{about} {key}")))
                .filter_map(|key| withdrawn.get(&key))
                .flatten()
                .copied()
                .filter(|gone| rests_on(corpus, *at, *gone))
                .collect();
            for gone in gone {
                let document = corpus.documents.get(corpus.document_of[gone]);
                out.entry(id.clone()).or_default().push(Mark {
                    fate: Fate::RestsOnWithdrawn,
                    statement: corpus.statements[*at].id.clone(),
                    document: document.map_or_else(String::new, |d| d.id.clone()),
                    by: Some(corpus.statements[gone].id.clone()),
                });
            }
        }
    }
    for marks in out.values_mut() {
        marks.sort();
        marks.dedup();
    }
    out
}

/// Documents that share an address.
fn by_address<'c>(corpus: &'c Corpus<'_>) -> BTreeMap<&'c str, Vec<usize>> {
    let mut out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, document) in corpus.documents.iter().enumerate() {
        if let Some(url) = document.url.as_deref() {
            out.entry(url).or_default().push(index);
        }
    }
    out.retain(|_, documents| documents.len() > 1);
    out
}

fn in_document(corpus: &Corpus<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, document) in corpus.document_of.iter().enumerate() {
        out.entry(*document).or_default().push(at);
    }
    out
}

/// The newest text at the address of a statement that does not give it.
fn dropped(
    corpus: &Corpus<'_>,
    by_address: &BTreeMap<&str, Vec<usize>>,
    in_document: &BTreeMap<usize, Vec<usize>>,
    at: usize,
) -> Option<Mark> {
    let own = corpus.document_of[at];
    let url = corpus.documents.get(own)?.url.as_deref()?;
    let day = |document: usize| corpus.days.get(document).copied().flatten();
    let others = by_address
        .get(url)?
        .iter()
        .copied()
        .filter(|other| *other != own);
    // the last one tells; of one day none is last
    let last = others.max_by_key(|other| (day(*other), &corpus.documents[*other].id))?;
    let (own_day, last_day) = (day(own), day(last));
    if own_day.is_some() && last_day < own_day {
        return None;
    }
    let gives = |other: &usize| {
        let like = corpus
            .compare
            .statements(&corpus.statements[at], &corpus.statements[*other]);
        like.compatible && (like.actors > 0 || like.things > 0)
    };
    if in_document.get(&last).into_iter().flatten().any(gives) {
        return None;
    }
    let later = own_day
        .zip(last_day)
        .is_some_and(|(own, last)| own.1 < last.0);
    Some(Mark {
        fate: if later { Fate::Dropped } else { Fate::Differs },
        statement: corpus.statements[at].id.clone(),
        document: corpus.documents[last].id.clone(),
        by: None,
    })
}

/// Denials by what they deny and who denies.
fn denials(corpus: &Corpus<'_>) -> BTreeMap<String, Vec<usize>> {
    let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, statement) in corpus.statements.iter().enumerate() {
        if statement.polarity == Polarity::Negative {
            for key in keys(corpus, at) {
                out.entry(key).or_default().push(at);
            }
        }
    }
    out
}

/// Event type and actor with each who may take the statement back: its person, its house, its paper.
fn keys(corpus: &Corpus<'_>, at: usize) -> BTreeSet<String> {
    let statement = &corpus.statements[at];
    let mut out = BTreeSet::new();
    let identity = Identity::of(statement.source.as_ref());
    match &identity {
        Identity::Person { name, last, .. } => {
            out.extend([format!("person {name}"), format!("person {last}")]);
        }
        Identity::House { words, .. } => out.extend(words.iter().map(|w| format!("house {w}"))),
        _ => {}
    }
    let source = statement.source.as_ref().and_then(|s| s.name.as_deref());
    let document = corpus.documents.get(corpus.document_of[at]);
    let paper = document.and_then(|d| d.publisher.as_deref());
    let media = match identity {
        Identity::House { media: true, .. } => source,
        Identity::Person { .. } | Identity::House { .. } => None,
        _ => paper,
    };
    let media = media.and_then(Medium::of);
    out.extend(
        media
            .iter()
            .flat_map(Medium::keys)
            .map(|m| format!("paper {m}")),
    );
    out.into_iter()
        .map(|key| format!("{} {key}", statement.event))
        .collect()
}

/// Event type with each actor in its role.
fn about(corpus: &Corpus<'_>, at: usize) -> Vec<String> {
    let statement = &corpus.statements[at];
    let roles = statement.roles.iter();
    roles
        .flat_map(|(role, actors)| {
            actors
                .iter()
                .map(move |id| format!("{} {role} {id}", statement.event))
        })
        .collect()
}

/// The first denial by who said it.
fn retracted(
    corpus: &Corpus<'_>,
    denials: &BTreeMap<String, Vec<usize>>,
    at: usize,
) -> Option<Mark> {
    let statement = &corpus.statements[at];
    if statement.polarity != Polarity::Positive {
        return None;
    }
    // a word that so many share tells no house from another
    let lists = keys(corpus, at);
    let lists = lists.iter().filter_map(|key| denials.get(key));
    let candidates: BTreeSet<usize> = lists
        .filter(|list| list.len() <= SHARED)
        .flatten()
        .copied()
        .collect();
    let mut found: Vec<usize> = candidates
        .into_iter()
        .filter(|denial| {
            let says_so = || {
                let like = corpus
                    .compare
                    .events(statement, &corpus.statements[*denial]);
                like.compatible && like.actors > 0
            };
            later(corpus, at, *denial) && says_so() && one(corpus, at, *denial)
        })
        .collect();
    found.sort_by(|a, b| corpus.order(*a).cmp(&corpus.order(*b)));
    let denial = *found.first()?;
    Some(Mark {
        fate: Fate::Retracted,
        statement: statement.id.clone(),
        document: corpus.statements[denial].doc.clone(),
        by: Some(corpus.statements[denial].id.clone()),
    })
}

/// Whether a statement was published after another one.
fn later(corpus: &Corpus<'_>, earlier: usize, later: usize) -> bool {
    let day = |at: usize| corpus.days.get(corpus.document_of[at]).copied().flatten();
    matches!((day(earlier), day(later)), (Some(a), Some(b)) if a.1 < b.0)
}

/// Whether one paper or one named source stands behind both.
fn one(corpus: &Corpus<'_>, a: usize, b: usize) -> bool {
    let who = |at: usize| Identity::of(corpus.statements[at].source.as_ref());
    let (x, y) = (who(a), who(b));
    if x.named() && y.named() && x.same(&y) {
        return true;
    }
    // a paper takes back what it printed in its own voice or let somebody without a name say
    let taken_back = x == Identity::Paper || x.unnamed();
    let paper = |at: usize| {
        let document = corpus.documents.get(corpus.document_of[at]);
        document.and_then(|d| Medium::of(d.publisher.as_deref()?))
    };
    let denier = match &y {
        Identity::Paper => paper(b),
        Identity::House { media: true, .. } => {
            let source = corpus.statements[b].source.as_ref();
            source.and_then(|s| Medium::of(s.name.as_deref()?))
        }
        _ => None,
    };
    taken_back && matches!((paper(a), denier), (Some(a), Some(b)) if a.same(&b))
}

/// The media that a statement credits.
fn credited(corpus: &Corpus<'_>, at: usize) -> Vec<Medium> {
    let statement = &corpus.statements[at];
    let relays = statement.via.iter().filter_map(|via| via.name.as_deref());
    let source = statement
        .source
        .iter()
        .filter_map(|source| source.name.as_deref());
    relays.chain(source).filter_map(Medium::of).collect()
}

/// Whether a statement in another document says what was withdrawn.
fn rests_on(corpus: &Corpus<'_>, at: usize, gone: usize) -> bool {
    let like = corpus
        .compare
        .statements(&corpus.statements[at], &corpus.statements[gone]);
    let elsewhere = corpus.document_of[at] != corpus.document_of[gone];
    elsewhere && like.compatible && like.actors > 0
}
