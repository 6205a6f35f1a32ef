//! Events: what is claimed to have happened, under all claims for and against it, and how many stand behind each.
//!
//! Claims of one type are about one event when nothing in them rules that out and they share the pair of actors; an
//! actor that a claim leaves open matches any. Three counts stand side by side everywhere: documents, outlets, origins
//! (from the fewest to the most that there can be).

use crate::acts::Corpus;
use crate::claims::Claims;
use crate::groups::Groups;
use crate::origins::Origins;
use headstamp_model::{Polarity, content_id, outlet};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Documents, outlets and origins behind something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Outlets; a document without one counts as its own.
    pub outlets: usize,
    /// Fewest origins that there can be.
    pub origins_low: usize,
    /// Most origins that there can be.
    pub origins_high: usize,
}

/// An event with what stands for and against it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Hash over its first claim.
    pub id: String,
    /// Event type.
    #[serde(rename = "type")]
    pub event: String,
    /// Claims about it.
    pub claims: Vec<String>,
    /// Role to the actors that claims give.
    pub roles: BTreeMap<String, Vec<String>>,
    /// Classes of things.
    pub classes: Vec<String>,
    /// Behind those that say it is so.
    pub asserted: Counts,
    /// Behind those that deny it.
    pub denied: Counts,
    /// Behind those that leave it open.
    pub undecided: Counts,
}

/// Events by statement and as a list.
#[derive(Debug)]
pub(crate) struct Events {
    pub(crate) of: Vec<String>,
    pub(crate) list: Vec<Event>,
}

/// Puts claims into events.
pub(crate) fn events(corpus: &Corpus<'_>, origins: &Origins, claims: &Claims) -> Events {
    let ids: Vec<&String> = claims.members.keys().collect();
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, id) in ids.iter().enumerate() {
        for statement in &claims.members[*id] {
            let statement = &corpus.statements[*statement];
            for key in pairs(&statement.roles) {
                let claims = blocks
                    .entry(format!("{} {key}", statement.event))
                    .or_default();
                if claims.last() != Some(&index) {
                    claims.push(index);
                }
            }
        }
    }
    let mut groups = Groups::new(ids.len());
    for block in blocks.values() {
        for (n, a) in block.iter().enumerate() {
            for b in block.iter().skip(n + 1) {
                if groups.of(*a) != groups.of(*b) && about_one(corpus, claims, ids[*a], ids[*b]) {
                    groups.join(*a, *b);
                }
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..ids.len() {
        members.entry(groups.of(index)).or_default().push(index);
    }
    let mut of = vec![String::new(); corpus.statements.len()];
    let mut list: Vec<Event> = members
        .values()
        .map(|claims_of| event(corpus, origins, claims, &ids, claims_of, &mut of))
        .collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    Events { of, list }
}

/// Pairs of role and actor that identify who is involved: two of them, or the only one.
fn pairs(roles: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let all: Vec<String> = roles
        .iter()
        .flat_map(|(role, actors)| actors.iter().map(move |id| format!("{role} {id}")))
        .collect();
    if all.len() < 2 {
        return all;
    }
    let mut out = Vec::new();
    for (n, a) in all.iter().enumerate() {
        out.extend(all.iter().skip(n + 1).map(|b| format!("{a} {b}")));
    }
    out
}

/// Whether two claims are about one event: none of their appearances rules it out, things and times included.
fn about_one(corpus: &Corpus<'_>, claims: &Claims, a: &str, b: &str) -> bool {
    let (Some(x), Some(y)) = (claims.members.get(a), claims.members.get(b)) else {
        return false;
    };
    x.iter().any(|s| {
        y.iter().any(|t| {
            let like = corpus
                .compare
                .events(&corpus.statements[*s], &corpus.statements[*t]);
            like.compatible && like.actors > 0 && like.numbers_differ == 0
        })
    })
}

fn event(
    corpus: &Corpus<'_>,
    origins: &Origins,
    claims: &Claims,
    ids: &[&String],
    members: &[usize],
    of: &mut [String],
) -> Event {
    let mut statements: Vec<usize> = members
        .iter()
        .flat_map(|c| claims.members[ids[*c]].iter().copied())
        .collect();
    statements.sort_by(|a, b| corpus.order(*a).cmp(&corpus.order(*b)));
    let first = &corpus.statements[statements[0]];
    let id = content_id(&[("event", &first.id)]);
    let mut roles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut classes: BTreeSet<String> = BTreeSet::new();
    for index in &statements {
        of[*index].clone_from(&id);
        let statement = &corpus.statements[*index];
        for (role, actors) in &statement.roles {
            roles
                .entry(role.clone())
                .or_default()
                .extend(actors.iter().cloned());
        }
        classes.extend(statement.items.iter().map(|i| i.class.clone()));
    }
    let counted = |polarity: Polarity| {
        let with = statements
            .iter()
            .copied()
            .filter(|s| corpus.statements[*s].polarity == polarity);
        counts(corpus, origins, with)
    };
    Event {
        id,
        event: first.event.clone(),
        claims: members.iter().map(|c| ids[*c].clone()).collect(),
        roles: roles
            .into_iter()
            .map(|(role, actors)| (role, actors.into_iter().collect()))
            .collect(),
        classes: classes.into_iter().collect(),
        asserted: counted(Polarity::Positive),
        denied: counted(Polarity::Negative),
        undecided: counted(Polarity::Unknown),
    }
}

/// Counts what stands behind statements.
fn counts(
    corpus: &Corpus<'_>,
    origins: &Origins,
    statements: impl Iterator<Item = usize>,
) -> Counts {
    let (mut documents, mut outlets) = (BTreeSet::new(), BTreeSet::new());
    let (mut high, mut low) = (BTreeSet::new(), BTreeSet::new());
    for index in statements {
        let document = corpus.document_of[index];
        documents.insert(document);
        let found = corpus.documents.get(document);
        outlets.insert(found.map(|d| outlet(d.publisher.as_deref(), &d.id)));
        high.insert(&origins.certain[index]);
        low.insert(&origins.possible[index]);
    }
    Counts {
        documents: documents.len(),
        outlets: outlets.len(),
        origins_low: low.len(),
        origins_high: high.len(),
    }
}
