//! Source acts: which statements certainly come from one, and which may.
//!
//! What one source says in one document is an act. Acts are joined when the name is the same and the days fit, when two
//! texts credit one state with the same figures, when relays meet (*told the Lantern* here, *the Lantern reports* there),
//! or when one text copies the other. Two names of one state never meet, not even through somebody unnamed between
//! them. Only acts that share a source block, an event type and an actor are compared, so the work stays near linear.
//! Next: `claims`.

use crate::acts::{Act, Corpus};
use crate::groups::Groups;
use crate::identity::Identity;
use crate::judge::{Judgement, ONE_FIGURE, ONE_REPORT, Reason, judge};
use crate::media::Medium;
use headstamp_model::content_id;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Days of a month: a date that names only one may lie anywhere in it.
const LONGEST_MONTH: i32 = 31;
/// Marks a block of acts that give one figure.
const FIGURE: char = '#';
/// Begins a block of acts of which one may be by somebody unnamed.
const UNNAMED: &str = "unnamed";
/// Block of what papers say in their own voice.
const PAPER: &str = "paper";
/// Begins a block of acts that came through one medium.
const MEDIUM: &str = "medium";

/// Two statements whose source acts were joined, or were kept apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Join {
    /// The earlier statement.
    pub earlier: String,
    /// The later statement.
    pub later: String,
    /// Whether they are certainly one act; else they may be one, or are kept apart by a reason that says so.
    pub certain: bool,
    /// Why.
    pub reason: Reason,
}

/// What `origins` found: ids per statement, certain and possible, and why.
#[derive(Debug)]
pub(crate) struct Origins {
    pub(crate) certain: Vec<String>,
    pub(crate) possible: Vec<String>,
    pub(crate) joins: Vec<Join>,
}

/// Two acts that may be joined.
struct Candidate {
    acts: (usize, usize),
    /// Days between them; the most there can be where one is not known.
    gap: i32,
    judgement: Judgement,
}

/// Joins acts to origins.
pub(crate) fn origins(corpus: &Corpus<'_>) -> Origins {
    let mut candidates = compared(corpus);
    let told = |reason, certain| {
        move |(a, b): (usize, usize)| Candidate {
            acts: (a, b),
            gap: 0,
            judgement: Judgement {
                reason,
                certain,
                pair: (corpus.acts[a].statements[0], corpus.acts[b].statements[0]),
            },
        }
    };
    let one_document = within_documents(corpus).into_iter();
    candidates.extend(one_document.map(told(Reason::SameDocument, true)));
    let ruled = ruled(corpus, &corpus.rulings.one_origin).into_iter();
    candidates.extend(ruled.map(told(Reason::Person, true)));
    let behind = behind_papers(corpus).into_iter();
    candidates.extend(behind.map(told(Reason::MainSource, false)));
    // the strongest first, and in an order that arrival does not change
    candidates.sort_by_cached_key(|candidate| {
        let Judgement {
            reason,
            certain,
            pair: (left, right),
        } = candidate.judgement;
        let mut ids = [left, right].map(|s| corpus.statements[s].id.as_str());
        ids.sort_unstable();
        (!certain, reason, candidate.gap, ids)
    });
    let (mut certain, mut possible) = (Named::new(corpus), Named::new(corpus));
    let mut joins = Vec::new();
    for Candidate {
        acts, judgement, ..
    } in candidates
    {
        let joined = if judgement.certain {
            let forced = judgement.reason == Reason::Person;
            let joined = certain.join(acts, forced);
            possible.join(acts, forced);
            joined
        } else {
            possible.join(acts, false)
        };
        let reason = match joined {
            Joined::Now => judgement.reason,
            Joined::Before => continue,
            Joined::Refused => Reason::TwoNames,
            Joined::Forbidden => Reason::PersonApart,
        };
        let mut pair = [judgement.pair.0, judgement.pair.1];
        pair.sort_by(|a, b| corpus.order(*a).cmp(&corpus.order(*b)));
        let [earlier, later] = pair.map(|s| corpus.statements[s].id.clone());
        joins.push(Join {
            earlier,
            later,
            certain: judgement.certain && reason == judgement.reason,
            reason,
        });
    }
    joins.sort_by(|a, b| (&a.earlier, &a.later, a.reason).cmp(&(&b.earlier, &b.later, b.reason)));
    Origins {
        certain: ids(corpus, &mut certain.groups),
        possible: ids(corpus, &mut possible.groups),
        joins,
    }
}

/// What is said of the acts that are worth comparing.
fn compared(corpus: &Corpus<'_>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let mut seen: FxHashSet<(usize, usize)> = FxHashSet::default();
    let copied: FxHashSet<(&str, &str)> = corpus
        .copies
        .iter()
        .filter(|c| c.kind.passes_on())
        .flat_map(|c| {
            let (a, b) = (c.earlier.as_str(), c.later.as_str());
            [(a, b), (b, a)]
        })
        .collect();
    let document = |act: &Act| corpus.documents.get(act.document).map_or("", |d| &d.id);
    let day = |act: usize| {
        let document = corpus.acts[act].document;
        corpus.days.get(document).copied().flatten().map(|d| d.0)
    };
    for (key, mut acts) in blocks(corpus) {
        acts.sort_by_key(|act| (day(*act), *act));
        // the same figure joins what is further apart; somebody unnamed may be anybody, and two with names are not
        let (figure, anybody) = (key.contains(FIGURE), key.starts_with(UNNAMED));
        for (n, a) in acts.iter().enumerate() {
            for b in acts.iter().skip(n + 1) {
                let within = if figure { ONE_FIGURE } else { ONE_REPORT };
                let far = match (day(*a), day(*b)) {
                    (Some(a), Some(b)) => b - a > within + LONGEST_MONTH,
                    _ => false,
                };
                if far {
                    break;
                }
                let (a, b) = (*a.min(b), *a.max(b));
                let (x, y) = (&corpus.acts[a], &corpus.acts[b]);
                let vague = |act: &Act| act.identity.unnamed();
                if a == b || anybody && !vague(x) && !vague(y) {
                    continue;
                }
                let copy = !copied.is_empty() && copied.contains(&(document(x), document(y)));
                let near = corpus.gap(x, y).is_none_or(|gap| gap <= within);
                if !copy && !near || !seen.insert((a, b)) {
                    continue;
                }
                if let Some(judgement) = judge(corpus, x, y, copy) {
                    out.push(Candidate {
                        acts: (a, b),
                        gap: corpus.gap(x, y).unwrap_or(i32::MAX),
                        judgement,
                    });
                }
            }
        }
    }
    out
}

/// Acts that are worth comparing: of one state, house, person, medium or of papers, on one event type and actor.
fn blocks(corpus: &Corpus<'_>) -> BTreeMap<String, Vec<usize>> {
    let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, act) in corpus.acts.iter().enumerate() {
        let mut sources: Vec<String> = act
            .media
            .iter()
            .flat_map(Medium::keys)
            .map(|m| format!("{MEDIUM} {m}"))
            .collect();
        match &act.identity {
            Identity::Paper => sources.push(PAPER.to_owned()),
            Identity::House { words, .. } => {
                sources.extend(words.iter().map(|w| format!("house {w}")));
            }
            Identity::Person { name, last, .. } => {
                sources.extend([format!("person {name}"), format!("surname {last}")]);
            }
            Identity::State { .. } | Identity::Unnamed { .. } => {}
        }
        sources.extend(act.identity.state().map(|s| format!("state {s}")));
        if !matches!(act.identity, Identity::Paper) {
            sources.push(UNNAMED.to_owned());
        }
        for statement in &act.statements {
            let statement = &corpus.statements[*statement];
            for source in &sources {
                for (role, actors) in &statement.roles {
                    for actor in actors {
                        let key = format!("{source} {} {role} {actor}", statement.event);
                        let figures = statement.items.iter().filter_map(|i| i.low.or(i.high));
                        // who may be anybody gives a figure only once, at the time
                        let known = !source.starts_with(UNNAMED)
                            && source != PAPER
                            && !source.starts_with(MEDIUM);
                        let figures = figures.filter(|_| known);
                        let keyed = figures.map(|n| format!("{key} {FIGURE}{n}"));
                        for key in std::iter::once(key.clone()).chain(keyed) {
                            let acts = out.entry(key).or_default();
                            if acts.last() != Some(&index) {
                                acts.push(index);
                            }
                        }
                    }
                }
            }
        }
        // who is named says the same thing once, whatever it is about
        if let Identity::Person { name, last, .. } = &act.identity {
            for key in [format!("person {name}"), format!("surname {last}")] {
                out.entry(key).or_default().push(index);
            }
        }
    }
    out.retain(|_, acts| acts.len() > 1);
    out
}

/// In one document: its only named official of a state, and its only government of it.
fn within_documents(corpus: &Corpus<'_>) -> Vec<(usize, usize)> {
    let mut people: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    let mut governments: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    for (index, act) in corpus.acts.iter().enumerate() {
        let Some(state) = act.identity.state() else {
            continue;
        };
        let kind = match &act.identity {
            Identity::Person { .. } => &mut people,
            identity if identity.unnamed() => continue,
            _ => &mut governments,
        };
        kind.entry((act.document, state)).or_default().push(index);
    }
    people
        .iter()
        .filter_map(|(key, people)| {
            let ([person], [government]) = (&people[..], &governments.get(key)?[..]) else {
                return None;
            };
            let (like, _, _) = corpus.likest(&corpus.acts[*person], &corpus.acts[*government]);
            let both = (*person.min(government), *person.max(government));
            (like.compatible && like.actors > 0).then_some(both)
        })
        .collect()
}

/// Fewest statements of a document's main source.
const MAIN: usize = 3;

/// What a paper tells in its own voice beside its one main source, which it may be passing on.
fn behind_papers(corpus: &Corpus<'_>) -> Vec<(usize, usize)> {
    let mut by_document: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, act) in corpus.acts.iter().enumerate() {
        by_document.entry(act.document).or_default().push(index);
    }
    let size = |act: &usize| corpus.acts[*act].statements.len();
    let paper = |act: &&usize| corpus.acts[**act].identity == Identity::Paper;
    by_document
        .into_values()
        .filter_map(|acts| {
            let named = acts.iter().filter(|a| !paper(a));
            let main = *named
                .clone()
                .max_by_key(|a| (size(a), std::cmp::Reverse(**a)))?;
            let rest: usize = named.filter(|a| **a != main).map(size).sum();
            (size(&main) >= MAIN && size(&main) > rest).then_some((acts, main))
        })
        .flat_map(|(acts, main)| {
            let papers: Vec<usize> = acts.iter().filter(paper).copied().collect();
            papers.into_iter().map(move |a| (a.min(main), a.max(main)))
        })
        .collect()
}

/// What became of a join.
enum Joined {
    Now,
    Before,
    /// By two names.
    Refused,
    /// By a person.
    Forbidden,
}

/// The acts of pairs of statements.
fn ruled<'p>(
    corpus: &Corpus<'_>,
    pairs: impl IntoIterator<Item = &'p (usize, usize)>,
) -> Vec<(usize, usize)> {
    let mut act_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (act, found) in corpus.acts.iter().enumerate() {
        act_of.extend(found.statements.iter().map(|s| (*s, act)));
    }
    let acts = pairs
        .into_iter()
        .filter_map(|(a, b)| Some((*act_of.get(a)?, *act_of.get(b)?)));
    acts.filter(|(a, b)| a != b)
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect()
}

/// Groups of acts that never hold two people of different names, nor two acts that a person keeps apart.
struct Named<'a> {
    corpus: &'a Corpus<'a>,
    groups: Groups,
    /// The people of each group, and whom people keep apart, at its first act.
    people: Vec<BTreeSet<&'a Identity>>,
    /// Acts that a person keeps apart.
    apart: Vec<(usize, usize)>,
}

impl<'a> Named<'a> {
    fn new(corpus: &'a Corpus<'a>) -> Self {
        let person = |act: &'a Act| {
            Some(&act.identity).filter(|identity| {
                matches!(identity, Identity::Person { .. }) || corpus.rulings.watched(identity)
            })
        };
        Self {
            corpus,
            groups: Groups::new(corpus.acts.len()),
            people: corpus
                .acts
                .iter()
                .map(|act| person(act).into_iter().collect())
                .collect(),
            apart: ruled(corpus, &corpus.rulings.two_origins),
        }
    }

    /// Joins two acts; by force whatever they are called.
    fn join(&mut self, (a, b): (usize, usize), forced: bool) -> Joined {
        let (a, b) = (self.groups.of(a), self.groups.of(b));
        if a == b {
            return Joined::Before;
        }
        let rulings = &self.corpus.rulings;
        let kept_apart = |x: &&Identity| self.people[b].iter().any(|y| rulings.are_two(x, y));
        let forbidden = |(x, y): &(usize, usize)| {
            let (x, y) = (self.groups.root(*x), self.groups.root(*y));
            (x, y) == (a, b) || (x, y) == (b, a)
        };
        if self.people[a].iter().any(kept_apart) || self.apart.iter().any(forbidden) {
            return Joined::Forbidden;
        }
        let person = |x: &Identity| matches!(x, Identity::Person { .. });
        let one = |x: &&Identity| {
            self.people[b]
                .iter()
                .all(|y| !person(x) || !person(y) || x.same(y))
        };
        if !forced && !self.people[a].iter().all(one) {
            return Joined::Refused;
        }
        self.groups.join(a, b);
        let (first, other) = (a.min(b), a.max(b));
        let people = std::mem::take(&mut self.people[other]);
        self.people[first].extend(people);
        Joined::Now
    }
}

/// An id for each statement: of its group's first statement, so that what comes later leaves it as it is.
fn ids(corpus: &Corpus<'_>, groups: &mut Groups) -> Vec<String> {
    let mut first: FxHashMap<usize, usize> = FxHashMap::default();
    let mut group_of = vec![0; corpus.statements.len()];
    for (index, act) in corpus.acts.iter().enumerate() {
        let root = groups.of(index);
        for statement in &act.statements {
            group_of[*statement] = root;
            let earliest = first.entry(root).or_insert(*statement);
            if corpus.order(*statement) < corpus.order(*earliest) {
                *earliest = *statement;
            }
        }
    }
    group_of
        .iter()
        .map(|root| {
            let id = first
                .get(root)
                .map_or("", |s| corpus.statements[*s].id.as_str());
            content_id(&[("origin", id)])
        })
        .collect()
}
