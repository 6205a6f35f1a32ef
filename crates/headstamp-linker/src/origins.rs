//! Source acts: which statements certainly come from one, and which may.
//!
//! What one source says in one document is an act. Acts are joined when the name is the same and the days fit, when two
//! texts credit one state with the same figures, when relays meet (*told the Lantern* here, *the Lantern reports* there),
//! or when one text copies the other. Two names of one state never meet, not even through somebody unnamed between
//! them. Only acts that share a source block, an event type and an actor are compared, so the work stays near linear.
//! Next: `claims`.

use crate::Input;
use crate::copies::{CopyEdge, copies};
use crate::days::{apart, days};
use crate::groups::Groups;
use crate::identity::{Identity, fold};
use crate::likeness::{Compare, Likeness};
use headstamp_model::{Document, Polarity, SourceKind, Statement, content_id};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Days within which a named person speaks once.
const ONE_OCCASION: i32 = 2;
/// Days within which the same report of one state or house is one act.
const ONE_REPORT: i32 = 14;
/// Days within which relays meet.
const ONE_RELAY: i32 = 7;
/// Days within which the same telling figure of one source is one act.
const ONE_FIGURE: i32 = 400;

/// Days of a month: a date that names only one may lie anywhere in it.
const LONGEST_MONTH: i32 = 31;
/// Marks a block of acts that give one figure.
const FIGURE: char = '#';

/// Why acts are joined, or are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// One text copies the other.
    Copy,
    /// The same name, on the same occasion.
    SameName,
    /// The same name, saying the same.
    SameReport,
    /// One state or house with the same figure.
    SameFigure,
    /// One document has one named official of the state and one government.
    SameDocument,
    /// One names as relay what the other names as source or relay.
    Relay,
    /// Two papers tell the same in their own voice, with the same figure, type or day.
    SameAccount,
    /// Nothing but the state and what is said is the same.
    SameState,
    /// Somebody unnamed says the same.
    Unnamed,
    /// The paper may be passing on its main source.
    MainSource,
    /// The same is said, and one of the days is not known.
    NoDay,
    /// Two names: not one act.
    TwoNames,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Copy => "one text copies the other",
            Self::SameName => "the same name within two days",
            Self::SameReport => "the same source says the same within two weeks",
            Self::SameFigure => "the same source gives the same figure",
            Self::SameDocument => "one document credits one government and one official of it",
            Self::Relay => "the relays meet, and the same is said",
            Self::SameAccount => "the papers tell the same in their own voice",
            Self::SameState => "somebody of the same state says the same",
            Self::Unnamed => "somebody unnamed says the same",
            Self::MainSource => "told in the paper's own voice beside its main source",
            Self::NoDay => "the same is said, on a day that is not known",
            Self::TwoNames => "two people with different names",
        })
    }
}

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

/// What one source says in one document.
#[derive(Debug)]
pub(crate) struct Act {
    pub(crate) document: usize,
    pub(crate) identity: Identity,
    pub(crate) statements: Vec<usize>,
    media: BTreeSet<String>,
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
        let mut acts: Vec<Act> = Vec::new();
        let mut known: BTreeMap<(usize, Identity), usize> = BTreeMap::new();
        for (index, statement) in input.statements.iter().enumerate() {
            let document = document_of[index];
            let identity = named
                .get(&(document, word_of(statement)))
                .cloned()
                .unwrap_or_else(|| Identity::of(statement.source.as_ref()));
            let media = media(statement, input.documents.get(document));
            // a paper's own voice has no act behind it that several sentences share
            let alone = identity == Identity::Paper;
            let place = known.get(&(document, identity.clone())).copied();
            let at = place.filter(|_| !alone).unwrap_or_else(|| {
                known.insert((document, identity.clone()), acts.len());
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
            acts,
            copies: copies(input.documents),
            document_of,
        };
        // places that arrival does not change
        let mut acts = std::mem::take(&mut corpus.acts);
        for act in &mut acts {
            act.statements
                .sort_by(|a, b| corpus.order(*a).cmp(&corpus.order(*b)));
        }
        acts.sort_by(|a, b| {
            corpus
                .order(a.statements[0])
                .cmp(&corpus.order(b.statements[0]))
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

    fn gap(&self, a: &Act, b: &Act) -> Option<i32> {
        let day = |act: &Act| self.days.get(act.document).copied().flatten();
        apart(day(a), day(b))
    }

    /// The pair of statements of two acts that say the same most clearly.
    fn likest(&self, a: &Act, b: &Act) -> (Likeness, usize, usize) {
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
fn media(statement: &Statement, document: Option<&Document>) -> BTreeSet<String> {
    let relays = statement
        .via
        .iter()
        .filter(|via| via.kind == SourceKind::Media)
        .filter_map(|via| via.name.as_deref());
    let source = statement
        .source
        .as_ref()
        .filter(|source| source.kind == SourceKind::Media)
        .and_then(|source| source.name.as_deref());
    let publisher = document.and_then(|d| d.publisher.as_deref());
    relays
        .chain(source)
        .chain(publisher)
        .map(|name| {
            fold(name)
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect()
        })
        .filter(|name: &String| name.len() > 1)
        .collect()
}

/// What `origins` found: ids per statement, certain and possible, and why.
#[derive(Debug)]
pub(crate) struct Origins {
    pub(crate) certain: Vec<String>,
    pub(crate) possible: Vec<String>,
    pub(crate) joins: Vec<Join>,
}

/// Joins acts to origins.
pub(crate) fn origins(corpus: &Corpus<'_>) -> Origins {
    let mut pairs: Vec<(Reason, bool, i32, usize, usize, usize, usize)> = Vec::new();
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
    for (key, mut acts) in blocks(corpus) {
        let day = |act: &usize| {
            let document = corpus.acts[*act].document;
            corpus.days.get(document).copied().flatten().map(|d| d.0)
        };
        acts.sort_by_key(|act| (day(act), *act));
        for (n, a) in acts.iter().enumerate() {
            for b in acts.iter().skip(n + 1) {
                // further apart only the same figure joins, which has blocks of its own
                let far = match (day(a), day(b)) {
                    (Some(a), Some(b)) => b - a > ONE_REPORT + LONGEST_MONTH,
                    _ => false,
                };
                if far && !key.contains(FIGURE) {
                    break;
                }
                let (a, b) = (*a.min(b), *a.max(b));
                if a == b || !seen.insert((a, b)) {
                    continue;
                }
                let (x, y) = (&corpus.acts[a], &corpus.acts[b]);
                let id = |act: &Act| corpus.documents.get(act.document).map_or("", |d| &d.id);
                let copy = copied.contains(&(id(x), id(y)));
                if let Some((reason, certain, left, right)) = judge(corpus, x, y, copy) {
                    let gap = corpus.gap(x, y).unwrap_or(i32::MAX);
                    pairs.push((reason, certain, gap, a, b, left, right));
                }
            }
        }
    }
    for (a, b) in within_documents(corpus) {
        let (x, y) = (&corpus.acts[a], &corpus.acts[b]);
        pairs.push((
            Reason::SameDocument,
            true,
            0,
            a,
            b,
            x.statements[0],
            y.statements[0],
        ));
    }
    for (a, b) in behind_papers(corpus) {
        let (x, y) = (&corpus.acts[a], &corpus.acts[b]);
        pairs.push((
            Reason::MainSource,
            false,
            0,
            a,
            b,
            x.statements[0],
            y.statements[0],
        ));
    }
    // the strongest first, and in an order that arrival does not change
    pairs.sort_by(|p, q| {
        let key = |p: &(Reason, bool, i32, usize, usize, usize, usize)| (!p.1, p.0, p.2);
        let ids = |p: &(Reason, bool, i32, usize, usize, usize, usize)| {
            let mut ids = [
                corpus.statements[p.5].id.as_str(),
                corpus.statements[p.6].id.as_str(),
            ];
            ids.sort_unstable();
            ids
        };
        (key(p), ids(p)).cmp(&(key(q), ids(q)))
    });
    let (mut certain, mut possible) = (
        Named::new(corpus, Groups::new(corpus.acts.len())),
        Named::new(corpus, Groups::new(corpus.acts.len())),
    );
    let mut joins = Vec::new();
    for (reason, sure, _, a, b, left, right) in pairs {
        let joined = if sure {
            let joined = certain.join(a, b);
            possible.join(a, b);
            joined
        } else {
            possible.join(a, b)
        };
        let (earlier, later) = if corpus.order(left) <= corpus.order(right) {
            (left, right)
        } else {
            (right, left)
        };
        let reason = match joined {
            Joined::Now => reason,
            Joined::Before => continue,
            Joined::Refused => Reason::TwoNames,
        };
        joins.push(Join {
            earlier: corpus.statements[earlier].id.clone(),
            later: corpus.statements[later].id.clone(),
            certain: sure && reason != Reason::TwoNames,
            reason,
        });
    }
    joins.sort_by(|a, b| (&a.earlier, &a.later, a.reason).cmp(&(&b.earlier, &b.later, b.reason)));
    Origins {
        certain: ids(corpus, &mut certain.groups, "origin"),
        possible: ids(corpus, &mut possible.groups, "origin"),
        joins,
    }
}

/// Acts that are worth comparing: of one state, house, person, medium or of papers, on one event type and actor.
fn blocks(corpus: &Corpus<'_>) -> BTreeMap<String, Vec<usize>> {
    let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, act) in corpus.acts.iter().enumerate() {
        let mut sources: Vec<String> = act.media.iter().map(|m| format!("medium {m}")).collect();
        match &act.identity {
            Identity::Paper => sources.push("paper".into()),
            Identity::Unnamed { .. } => sources.push("unnamed".into()),
            Identity::House { words, .. } => {
                sources.extend(words.iter().map(|w| format!("house {w}")));
            }
            Identity::Person { name, last, .. } => {
                sources.extend([format!("person {name}"), format!("surname {last}")]);
            }
            Identity::State { .. } => {}
        }
        sources.extend(act.identity.state().map(|s| format!("state {s}")));
        if !matches!(act.identity, Identity::Paper) {
            sources.push("unnamed".into());
        }
        for statement in &act.statements {
            let statement = &corpus.statements[*statement];
            for source in &sources {
                for (role, actors) in &statement.roles {
                    for actor in actors {
                        let key = format!("{source} {} {role} {actor}", statement.event);
                        let figures = statement.items.iter().filter_map(|i| i.low.or(i.high));
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

/// Whether two acts of different documents are one, may be one, or neither.
fn judge(
    corpus: &Corpus<'_>,
    a: &Act,
    b: &Act,
    copy: bool,
) -> Option<(Reason, bool, usize, usize)> {
    let (like, left, right) = corpus.likest(a, b);
    let found = |reason, certain| Some((reason, certain, left, right));
    let within = |days: i32| corpus.gap(a, b).is_some_and(|gap| gap <= days);
    let (x, y) = (&a.identity, &b.identity);
    if a.document == b.document {
        let one_state = x.may_be(y) && like.compatible;
        return if one_state {
            found(Reason::SameState, false)
        } else {
            None
        };
    }
    let same = x.same(y);
    let apart = matches!((x, y), (Identity::Person { .. }, Identity::Person { .. })) && !same;
    if apart {
        return None;
    }
    let alike = like.alike();
    let paper = |i: &Identity| matches!(i, Identity::Paper);
    let copied = || {
        same_words(
            &corpus.statements[left].quote,
            &corpus.statements[right].quote,
        )
    };
    // `Chad and Mali deny it`: one sentence may carry two sources
    let one = paper(x) || paper(y) || same || x == y || x.may_be(y);
    if copy && one && (alike || like.compatible && copied()) {
        return found(Reason::Copy, true);
    }
    if same {
        let person = matches!(x, Identity::Person { .. });
        if person && within(ONE_OCCASION) {
            return found(Reason::SameName, true);
        }
        if like.telling > 0 && alike && within(ONE_FIGURE) {
            return found(Reason::SameFigure, true);
        }
        if like.compatible && like.actors > 0 && within(ONE_REPORT) {
            return found(Reason::SameReport, true);
        }
    }
    // without a day nothing is certain
    if corpus.gap(a, b).is_none() {
        let one = same || x.may_be(y) || paper(x) && paper(y) && like.telling > 0;
        return if one && alike {
            found(Reason::NoDay, false)
        } else {
            None
        };
    }
    let meets = a.media.intersection(&b.media).next().is_some();
    if meets
        && alike
        && within(ONE_RELAY)
        && (x.unnamed() || y.unnamed() || is_medium(x) || is_medium(y))
    {
        return found(Reason::Relay, true);
    }
    if x.may_be(y) {
        let unnamed = x.unnamed() || y.unnamed();
        if like.telling > 0 && alike && within(ONE_FIGURE) {
            let certain = !unnamed || like.figures > 0 && within(ONE_RELAY);
            return found(Reason::SameFigure, certain);
        }
        let denies = |s: usize| corpus.statements[s].polarity != Polarity::Positive;
        if alike && within(ONE_RELAY) {
            let clear = like.actors > 1 || denies(left) && denies(right);
            let certain = !unnamed && clear && like.numbers_differ == 0;
            return found(Reason::SameState, certain);
        }
        if like.compatible && like.actors > 0 && within(ONE_REPORT) {
            return found(Reason::SameState, false);
        }
    }
    if paper(x) && paper(y) {
        let certain = like.telling > 0 && alike && within(ONE_REPORT);
        return if certain || alike && within(ONE_REPORT) {
            found(Reason::SameAccount, certain)
        } else {
            None
        };
    }
    let vague = |i: &Identity| i.unnamed() || paper(i);
    if (vague(x) || vague(y)) && alike && within(ONE_REPORT) {
        return found(Reason::Unnamed, false);
    }
    None
}

/// Fewest words of a quote that no two reports share by chance.
const COPIED_WORDS: usize = 6;

/// Whether two quotes are one sentence, a word or two apart.
fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
        words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count();
    let all = a.len() + b.len() - common;
    common >= COPIED_WORDS && common * 5 >= all * 3
}

fn is_medium(identity: &Identity) -> bool {
    matches!(identity, Identity::House { media: true, .. })
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
    Refused,
}

/// Groups of acts that never hold two people of different names for one state.
struct Named {
    groups: Groups,
    people: Vec<BTreeSet<String>>,
}

impl Named {
    fn new(corpus: &Corpus<'_>, groups: Groups) -> Self {
        let people = corpus
            .acts
            .iter()
            .map(|act| match &act.identity {
                Identity::Person { last, .. } => BTreeSet::from([last.clone()]),
                _ => BTreeSet::new(),
            })
            .collect();
        Self { groups, people }
    }

    fn join(&mut self, a: usize, b: usize) -> Joined {
        let (a, b) = (self.groups.of(a), self.groups.of(b));
        if a == b {
            return Joined::Before;
        }
        let (x, y) = (&self.people[a], &self.people[b]);
        if !x.is_empty() && !y.is_empty() && x != y {
            return Joined::Refused;
        }
        let all: BTreeSet<String> = x.union(y).cloned().collect();
        self.groups.join(a, b);
        let root = self.groups.of(a);
        self.people[root] = all;
        Joined::Now
    }
}

/// An id for each statement: of its group's first statement, so that what comes later leaves it as it is.
fn ids(corpus: &Corpus<'_>, groups: &mut Groups, what: &str) -> Vec<String> {
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
            content_id(&[(what, id)])
        })
        .collect()
}
