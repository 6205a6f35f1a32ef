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
use rustc_hash::FxHashMap;
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
    let placing = Placing::new(corpus, claims);
    let all = 0..placing.members.len();
    let (closed, open): (Vec<usize>, Vec<usize>) =
        all.clone().partition(|claim| placing.has_two_sides(*claim));
    let mut groups = Groups::new(placing.members.len());
    placing.join_alike(&closed, EVENT_DAYS, &mut groups);
    let by_actor = placing.by_actor(&closed);
    let found: Vec<(usize, Option<usize>)> = open
        .into_iter()
        .map(|claim| (claim, placing.only_fit(claim, &by_actor, &groups)))
        .collect();
    for (claim, event) in &found {
        if let Some(event) = event {
            groups.join(*claim, *event);
        }
    }
    let alone = found.iter().filter(|(_, event)| event.is_none());
    let alone: Vec<usize> = alone.map(|(claim, _)| *claim).collect();
    placing.join_alike(&alone, OPEN_DAYS, &mut groups);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for claim in all {
        members.entry(groups.of(claim)).or_default().push(claim);
    }
    let mut of = vec![String::new(); corpus.statements.len()];
    let mut list: Vec<Event> = members
        .values()
        .map(|claims_of| event(corpus, origins, claims, &placing.ids, claims_of, &mut of))
        .collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    Events { of, list }
}

/// Days of a bucket; a little more than those in which a claim with an open side looks for its event.
const BUCKET: i32 = OPEN_DAYS + 1;

/// Claims with two sides by event type and actor in a role, and by the days around which they appeared; those without a
/// day under `None`.
type ByActor = FxHashMap<String, BTreeMap<Option<i32>, Vec<usize>>>;

/// Claims by number, with what is needed to place them.
struct Placing<'c> {
    corpus: &'c Corpus<'c>,
    ids: Vec<&'c String>,
    members: Vec<&'c [usize]>,
    /// First and last day of each claim; none where a day is not known.
    spans: Vec<Option<(i32, i32)>>,
}

impl<'c> Placing<'c> {
    fn new(corpus: &'c Corpus<'c>, claims: &'c Claims) -> Self {
        let members: Vec<&[usize]> = claims.members.values().map(Vec::as_slice).collect();
        let span = |claim: &&[usize]| {
            let days = claim
                .iter()
                .map(|s| day(corpus, *s))
                .collect::<Option<Vec<_>>>()?;
            let first = days.iter().map(|d| d.0).min()?;
            Some((first, days.iter().map(|d| d.1).max()?))
        };
        Self {
            spans: members.iter().map(span).collect(),
            ids: claims.members.keys().collect(),
            members,
            corpus,
        }
    }

    /// Whether a claim says who was on both sides.
    fn has_two_sides(&self, claim: usize) -> bool {
        self.members[claim].iter().any(|s| {
            let roles = &self.corpus.statements[*s].roles;
            roles.values().map(Vec::len).sum::<usize>() > 1
        })
    }

    /// What identifies who is involved in a claim, with the event type.
    fn keys(
        &self,
        claim: usize,
        of: fn(&BTreeMap<String, Vec<String>>) -> Vec<String>,
    ) -> BTreeSet<String> {
        let statements = self.members[claim]
            .iter()
            .map(|s| &self.corpus.statements[*s]);
        statements
            .flat_map(|s| {
                of(&s.roles)
                    .into_iter()
                    .map(move |key| format!("{} {key}", s.event))
            })
            .collect()
    }

    /// Joins the claims that are about one event and appeared within so many days.
    fn join_alike(&self, of: &[usize], days: i32, groups: &mut Groups) {
        let mut blocks: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for claim in of {
            for key in self.keys(*claim, pairs) {
                blocks.entry(key).or_default().push(*claim);
            }
        }
        for block in blocks.values_mut() {
            // those without a day come first and are held against all
            block.sort_by_key(|claim| (self.spans[*claim], *claim));
            for (n, a) in block.iter().enumerate() {
                for b in block.iter().skip(n + 1) {
                    if let (Some(a), Some(b)) = (self.spans[*a], self.spans[*b])
                        && b.0 - a.1 > days
                    {
                        break;
                    }
                    if groups.of(*a) != groups.of(*b)
                        && self.near(*a, *b, days)
                        && self.about_one(*a, *b).is_some()
                    {
                        groups.join(*a, *b);
                    }
                }
            }
        }
    }

    fn by_actor(&self, closed: &[usize]) -> ByActor {
        let mut out: ByActor = FxHashMap::default();
        for claim in closed {
            for key in self.keys(*claim, single) {
                let buckets = out.entry(key).or_default();
                match self.spans[*claim] {
                    None => buckets.entry(None).or_default().push(*claim),
                    Some((first, last)) => {
                        let around = bucket(first - OPEN_DAYS)..=bucket(last + OPEN_DAYS);
                        for bucket in around {
                            buckets.entry(Some(bucket)).or_default().push(*claim);
                        }
                    }
                }
            }
        }
        out
    }

    /// The one event that a claim with an open side fits at that time; none where several do and none is likest.
    fn only_fit(&self, open: usize, by_actor: &ByActor, groups: &Groups) -> Option<usize> {
        let mut around: BTreeSet<usize> = BTreeSet::new();
        for key in self.keys(open, single) {
            let Some(buckets) = by_actor.get(&key) else {
                continue;
            };
            match self.spans[open] {
                None => around.extend(buckets.values().flatten()),
                Some((first, last)) => {
                    around.extend(buckets.get(&None).into_iter().flatten());
                    let those = buckets.range(Some(bucket(first))..=Some(bucket(last)));
                    around.extend(those.flat_map(|(_, claims)| claims));
                }
            }
        }
        let mut fits: BTreeMap<usize, bool> = BTreeMap::new();
        for other in around {
            if self.near(open, other, OPEN_DAYS)
                && let Some(telling) = self.about_one(open, other)
            {
                *fits.entry(groups.root(other)).or_default() |= telling;
            }
        }
        let only = |fits: Vec<usize>| <[usize; 1]>::try_from(fits).ok().map(|[event]| event);
        let telling = fits.iter().filter(|(_, telling)| **telling);
        let telling = telling.map(|(event, _)| *event).collect();
        only(fits.keys().copied().collect()).or_else(|| only(telling))
    }

    /// Whether two claims appeared within so many days, as far as their days are known.
    fn near(&self, a: usize, b: usize, within: i32) -> bool {
        let gap = |s: usize, t: usize| {
            let gap = apart(day(self.corpus, s), day(self.corpus, t));
            gap.is_none_or(|gap| gap <= within)
        };
        self.members[a]
            .iter()
            .any(|s| self.members[b].iter().any(|t| gap(*s, *t)))
    }

    /// Whether two claims are about one event, things and times included, and if so whether a figure, type or day tells it.
    fn about_one(&self, a: usize, b: usize) -> Option<bool> {
        let pairs = self.members[a]
            .iter()
            .flat_map(|s| self.members[b].iter().map(move |t| (*s, *t)));
        pairs
            .map(|(s, t)| {
                let (s, t) = (&self.corpus.statements[s], &self.corpus.statements[t]);
                self.corpus.compare.events(s, t)
            })
            .filter(|like| like.compatible && like.actors > 0 && like.numbers_differ == 0)
            .map(|like| like.telling > 0)
            .max()
    }
}

fn bucket(day: i32) -> i32 {
    day.div_euclid(BUCKET)
}

/// First and last day of a statement's publication.
fn day(corpus: &Corpus<'_>, statement: usize) -> Option<(i32, i32)> {
    corpus
        .days
        .get(corpus.document_of[statement])
        .copied()
        .flatten()
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
