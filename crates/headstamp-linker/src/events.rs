//! Events: what is claimed to have happened, under all claims for and against it, and how many stand behind each.
//!
//! Claims of one type are about one event when nothing in them rules that out and they share the pair of actors. A claim
//! that leaves a side open joins the one event of its time that it fits; where several do it stays by itself. Three counts stand side by side everywhere: documents, outlets, origins
//! (from the fewest to the most that there can be).

use crate::acts::Corpus;
use crate::claims::Claims;
use crate::days::apart;
use crate::groups::Groups;
use crate::origins::Origins;
use headstamp_model::{Document, Polarity, content_id, outlet};
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

/// Days between a claim that leaves a side open and others about the same event.
const OPEN_DAYS: i32 = 31;
/// Days between claims that name both sides: the trade of one pair of states goes on for decades.
const EVENT_DAYS: i32 = 400;

/// Puts claims into events.
pub(crate) fn events(corpus: &Corpus<'_>, origins: &Origins, claims: &Claims) -> Events {
    let ids: Vec<&String> = claims.members.keys().collect();
    let (closed, open): (Vec<usize>, Vec<usize>) =
        (0..ids.len()).partition(|index| has_two_sides(corpus, &claims.members[ids[*index]]));
    let mut groups = Groups::new(ids.len());
    join_alike(corpus, claims, &ids, (&closed, EVENT_DAYS), &mut groups);
    let found: Vec<(usize, Option<usize>)> = {
        let by_actor = blocks(corpus, claims, &ids, &closed, single);
        open.into_iter()
            .map(|index| {
                (
                    index,
                    only_fit(corpus, claims, &ids, index, &by_actor, &mut groups),
                )
            })
            .collect()
    };
    for (index, event) in &found {
        if let Some(event) = event {
            groups.join(*index, *event);
        }
    }
    let alone = found.iter().filter(|(_, event)| event.is_none());
    let alone: Vec<usize> = alone.map(|(index, _)| *index).collect();
    join_alike(corpus, claims, &ids, (&alone, OPEN_DAYS), &mut groups);
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

/// Whether a claim says who was on both sides.
fn has_two_sides(corpus: &Corpus<'_>, claim: &[usize]) -> bool {
    claim.iter().any(|s| {
        let roles = &corpus.statements[*s].roles;
        roles.values().map(Vec::len).sum::<usize>() > 1
    })
}

/// Claims by event type and what identifies who is involved.
fn blocks(
    corpus: &Corpus<'_>,
    claims: &Claims,
    ids: &[&String],
    of: &[usize],
    keys: fn(&BTreeMap<String, Vec<String>>) -> Vec<String>,
) -> BTreeMap<String, Vec<usize>> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in of {
        for statement in &claims.members[ids[*index]] {
            let statement = &corpus.statements[*statement];
            for key in keys(&statement.roles) {
                let block = blocks
                    .entry(format!("{} {key}", statement.event))
                    .or_default();
                if block.last() != Some(index) {
                    block.push(*index);
                }
            }
        }
    }
    blocks
}

/// Joins the claims that are about one event and appeared within so many days.
fn join_alike(
    corpus: &Corpus<'_>,
    claims: &Claims,
    ids: &[&String],
    (of, days): (&[usize], i32),
    groups: &mut Groups,
) {
    for block in blocks(corpus, claims, ids, of, pairs).values() {
        for (n, a) in block.iter().enumerate() {
            for b in block.iter().skip(n + 1) {
                if groups.of(*a) != groups.of(*b)
                    && near(
                        corpus,
                        &claims.members[ids[*a]],
                        &claims.members[ids[*b]],
                        days,
                    )
                    && about_one(corpus, claims, ids[*a], ids[*b]).is_some()
                {
                    groups.join(*a, *b);
                }
            }
        }
    }
}

/// The one event that a claim with an open side fits at that time; none where several do and none is likest.
fn only_fit(
    corpus: &Corpus<'_>,
    claims: &Claims,
    ids: &[&String],
    open: usize,
    by_actor: &BTreeMap<String, Vec<usize>>,
    groups: &mut Groups,
) -> Option<usize> {
    let mut fits: BTreeMap<usize, bool> = BTreeMap::new();
    for statement in &claims.members[ids[open]] {
        let statement = &corpus.statements[*statement];
        for key in single(&statement.roles) {
            let block = by_actor.get(&format!("{} {key}", statement.event));
            for other in block.into_iter().flatten() {
                let Some(telling) = about_one(corpus, claims, ids[open], ids[*other]) else {
                    continue;
                };
                if near(
                    corpus,
                    &claims.members[ids[open]],
                    &claims.members[ids[*other]],
                    OPEN_DAYS,
                ) {
                    *fits.entry(groups.of(*other)).or_default() |= telling;
                }
            }
        }
    }
    let only = |fits: Vec<usize>| <[usize; 1]>::try_from(fits).ok().map(|[event]| event);
    only(fits.keys().copied().collect()).or_else(|| {
        only(
            fits.iter()
                .filter(|(_, telling)| **telling)
                .map(|(event, _)| *event)
                .collect(),
        )
    })
}

/// Whether two claims appeared within so many days, as far as their days are known.
fn near(corpus: &Corpus<'_>, a: &[usize], b: &[usize], within: i32) -> bool {
    let day = |s: &usize| corpus.days.get(corpus.document_of[*s]).copied().flatten();
    let gap = |s, t| apart(day(s), day(t)).is_none_or(|gap| gap <= within);
    a.iter().any(|s| b.iter().any(|t| gap(s, t)))
}

/// Each role with each of its actors.
fn single(roles: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    roles
        .iter()
        .flat_map(|(role, actors)| actors.iter().map(move |id| format!("{role} {id}")))
        .collect()
}

/// Pairs of role and actor that identify who is involved: two of them, or the only one.
pub(crate) fn pairs(roles: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let all = single(roles);
    if all.len() < 2 {
        return all;
    }
    let mut out = Vec::new();
    for (n, a) in all.iter().enumerate() {
        out.extend(all.iter().skip(n + 1).map(|b| format!("{a} {b}")));
    }
    out
}

/// Whether two claims are about one event, things and times included, and if so whether a figure, type or day tells it.
fn about_one(corpus: &Corpus<'_>, claims: &Claims, a: &str, b: &str) -> Option<bool> {
    let (x, y) = (claims.members.get(a)?, claims.members.get(b)?);
    let pairs = x.iter().flat_map(|s| y.iter().map(move |t| (*s, *t)));
    pairs
        .map(|(s, t)| {
            corpus
                .compare
                .events(&corpus.statements[s], &corpus.statements[t])
        })
        .filter(|like| like.compatible && like.actors > 0 && like.numbers_differ == 0)
        .map(|like| like.telling > 0)
        .max()
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
        Counts::of(with.filter_map(|s| {
            let document = corpus.documents.get(corpus.document_of[s])?;
            Some((
                document,
                origins.certain[s].as_str(),
                origins.possible[s].as_str(),
            ))
        }))
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

impl Counts {
    /// Counts what stands behind statements, each given with its document, certain origin and possible origin.
    pub(crate) fn of<'a>(behind: impl Iterator<Item = (&'a Document, &'a str, &'a str)>) -> Self {
        let (mut documents, mut outlets) = (BTreeSet::new(), BTreeSet::new());
        let (mut high, mut low) = (BTreeSet::new(), BTreeSet::new());
        for (document, origin, possible) in behind {
            documents.insert(&document.id);
            outlets.insert(outlet(document.publisher.as_deref(), &document.id));
            high.insert(origin);
            low.insert(possible);
        }
        Self {
            documents: documents.len(),
            outlets: outlets.len(),
            origins_low: low.len(),
            origins_high: high.len(),
        }
    }
}
