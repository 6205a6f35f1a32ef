//! Conflicts: what cannot all be so, side by side.
//!
//! Asserted here and denied there; two numbers that exclude each other; two days; two recipients of one load; a party
//! that owns up to what it denied; a thing that was found after its maker denied having passed any on. Only statements of
//! different origins are compared, like with like: containers never with rounds, what is planned never with what
//! arrived. Next: `circles`.

use super::{Behind, Report};
use crate::events::pairs;
use crate::groups::Groups;
use crate::judge::ONE_REPORT;
use crate::likeness::precise;
use headstamp_model::{Basis, Item, Phase, Polarity, Statement};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Days within which two days that are given for one event are compared.
const ONE_STORY: i32 = 31;
/// Days after a denial within which a find answers it: what was denied decades ago is not what was found.
pub(super) const FIND_DAYS: i32 = 1100;

/// What does not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    /// Asserted and denied.
    Stance,
    /// Numbers that exclude each other.
    Quantity,
    /// Days that exclude each other.
    Date,
    /// One load, two recipients.
    Recipient,
    /// A party denied it, and a party owns up to it.
    Admission,
    /// The maker denied having passed any on, and later one was found.
    Find,
}

impl fmt::Display for ConflictKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stance => "asserted and denied",
            Self::Quantity => "different numbers",
            Self::Date => "different days",
            Self::Recipient => "different recipients",
            Self::Admission => "denied, and owned up to by a party",
            Self::Find => "denied, and found later",
        })
    }
}

/// What one side says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// Whether it is so.
    Stance(Polarity),
    /// Bounds of a number of things of a class.
    Number {
        /// The class.
        class: String,
        /// Lower bound.
        low: Option<f64>,
        /// Upper bound.
        high: Option<f64>,
    },
    /// When.
    Time(String),
    /// Who.
    Actors(Vec<String>),
    /// That such a thing was found.
    Found(Vec<String>),
}

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// What it says.
    pub says: Says,
    /// The statements, in order of publication.
    pub statements: Vec<String>,
    /// What stands behind it.
    pub behind: Behind,
}

/// A conflict with its sides, the earliest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// What does not fit together.
    pub kind: ConflictKind,
    /// Event type.
    #[serde(rename = "type")]
    pub event: String,
    /// Role to the actors that statements give.
    pub roles: BTreeMap<String, Vec<String>>,
    /// The sides.
    pub sides: Vec<Side>,
}

impl Report<'_> {
    /// All conflicts, in order of publication.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut found: Vec<(usize, Conflict)> = Vec::new();
        let places = self.places();
        for (_, statements) in self.by_event() {
            found.extend(self.stances(&statements, &places));
        }
        found.extend(self.finds(&places));
        found.extend(self.compared(&places));
        found.sort_by(|(a, x), (b, y)| (a, x.kind, &x.event).cmp(&(b, y.kind, &y.event)));
        found.into_iter().map(|(_, conflict)| conflict).collect()
    }

    /// The place of each statement in order of publication.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![usize::MAX; self.view.input.statements.len()];
        for (place, at) in self.order.iter().enumerate() {
            places[*at] = place;
        }
        places
    }

    fn side(&self, says: Says, statements: &[usize]) -> Side {
        Side {
            says,
            statements: self.ids(statements),
            behind: self.behind(statements),
        }
    }

    fn conflict(
        &self,
        kind: ConflictKind,
        mut sides: Vec<(Says, Vec<usize>)>,
        places: &[usize],
    ) -> Option<(usize, Conflict)> {
        let place = |at: &usize| places[*at];
        for (_, statements) in &mut sides {
            statements.sort_by_key(place);
            statements.dedup();
        }
        sides.sort_by_key(|(_, statements)| statements.first().map(place));
        let all: Vec<usize> = sides.iter().flat_map(|(_, s)| s.iter().copied()).collect();
        let first = *all.first()?;
        let conflict = Conflict {
            kind,
            event: self.statement(first).event.clone(),
            roles: self.roles(&all),
            sides: sides
                .into_iter()
                .map(|(says, s)| self.side(says, &s))
                .collect(),
        };
        Some((places[first], conflict))
    }

    /// Asserted and denied, and denied by a party that owns up to it.
    fn stances(&self, event: &[usize], places: &[usize]) -> Vec<(usize, Conflict)> {
        let with = |polarity| -> Vec<usize> {
            let has = |at: &usize| self.statement(*at).polarity == polarity;
            event.iter().copied().filter(has).collect()
        };
        let (yes, no) = (with(Polarity::Positive), with(Polarity::Negative));
        let origins = |of: &[usize]| -> BTreeSet<&str> {
            of.iter().map(|at| self.link(*at).origin.as_str()).collect()
        };
        let mut out = Vec::new();
        let (a, b) = (origins(&yes), origins(&no));
        if !a.is_empty() && !b.is_empty() && (a.len() > 1 || a != b) {
            let sides = vec![
                (Says::Stance(Polarity::Positive), yes.clone()),
                (Says::Stance(Polarity::Negative), no.clone()),
            ];
            out.extend(self.conflict(ConflictKind::Stance, sides, places));
        }
        let (mut denied, mut owned) = (BTreeSet::new(), BTreeSet::new());
        for n in &no {
            for y in &yes {
                if owns_up(self.statement(*n), self.statement(*y)) {
                    denied.insert(*n);
                    owned.insert(*y);
                }
            }
        }
        if !owned.is_empty() {
            let sides = vec![
                (
                    Says::Stance(Polarity::Negative),
                    denied.into_iter().collect(),
                ),
                (
                    Says::Stance(Polarity::Positive),
                    owned.into_iter().collect(),
                ),
            ];
            out.extend(self.conflict(ConflictKind::Admission, sides, places));
        }
        out
    }

    /// Things found after their maker's passing any on was denied.
    fn finds(&self, places: &[usize]) -> Vec<(usize, Conflict)> {
        let mut by_maker: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in &self.order {
            let statement = self.statement(*at);
            let role = self.event_type(*at).and_then(|t| t.make_role.as_ref());
            if let (Some(role), Polarity::Positive) = (role, statement.polarity) {
                for maker in statement.roles.get(role).into_iter().flatten() {
                    by_maker.entry(maker).or_default().push(*at);
                }
            }
        }
        let mut out = Vec::new();
        for (_, statements) in self.by_event() {
            let is_denial = |at: &usize| {
                let find = self.event_type(*at).is_none_or(|t| t.make_role.is_some());
                self.statement(*at).polarity == Polarity::Negative && !find
            };
            let denials: Vec<usize> = statements.into_iter().filter(is_denial).collect();
            let mut against: BTreeSet<usize> = BTreeSet::new();
            for denial in &denials {
                let roles = &self.statement(*denial).roles;
                // the side that would have passed it on is the most telling one
                let giver = self.event_type(*denial).and_then(|t| t.roles.first());
                for maker in giver.and_then(|role| roles.get(role)).into_iter().flatten() {
                    let found = by_maker.get(maker.as_str()).into_iter().flatten();
                    against.extend(found.filter(|find| self.answers(**find, *denial)));
                }
            }
            if against.is_empty() {
                continue;
            }
            let against: Vec<usize> = against.into_iter().collect();
            let items = against.iter().flat_map(|at| &self.statement(*at).items);
            let classes: BTreeSet<String> = items.map(|i| i.class.clone()).collect();
            let sides = vec![
                (Says::Stance(Polarity::Negative), denials),
                (Says::Found(classes.into_iter().collect()), against),
            ];
            out.extend(self.conflict(ConflictKind::Find, sides, places));
        }
        out
    }

    /// Whether a find came no earlier than a denial, of a thing that the denial may be about.
    fn answers(&self, find: usize, denial: usize) -> bool {
        let (things, denied) = (&self.statement(find).items, &self.statement(denial).items);
        let related = denied.is_empty()
            || things.iter().any(|a| {
                denied
                    .iter()
                    .any(|b| self.compare.related(&a.class, &b.class))
            });
        let later = matches!((self.day(find), self.day(denial)), (Some(f), Some(d))
            if f.0 >= d.1 && f.0 - d.1 <= FIND_DAYS);
        related && later
    }

    /// Numbers, days and recipients that exclude each other.
    fn compared(&self, places: &[usize]) -> Vec<(usize, Conflict)> {
        let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in &self.order {
            let statement = self.statement(*at);
            if statement.polarity != Polarity::Positive {
                continue;
            }
            for key in pairs(&statement.roles) {
                blocks
                    .entry(format!("{} {key}", statement.event))
                    .or_default()
                    .push(*at);
            }
            let giver = self.event_type(*at).and_then(|t| t.roles.first());
            for actor in giver
                .and_then(|role| statement.roles.get(role))
                .into_iter()
                .flatten()
            {
                blocks
                    .entry(format!("{} from {actor}", statement.event))
                    .or_default()
                    .push(*at);
            }
        }
        let mut edges: BTreeMap<ConflictKind, BTreeSet<(Node, Node)>> = BTreeMap::new();
        for block in blocks.values() {
            for (n, a) in block.iter().enumerate() {
                // in order of publication: what is too far apart stays so
                for b in block.iter().skip(n + 1) {
                    if self.gap(*a, *b).is_none_or(|gap| gap > ONE_STORY) {
                        break;
                    }
                    if self.link(*a).origin != self.link(*b).origin {
                        for (kind, pair) in self.apart(*a, *b) {
                            edges.entry(kind).or_default().insert(pair);
                        }
                    }
                }
            }
        }
        let edges = edges.into_iter();
        edges
            .flat_map(|(kind, edges)| self.put_together(kind, &edges, places))
            .collect()
    }

    /// In what two statements of one type and time exclude each other, and at which of their things.
    fn apart(&self, a: usize, b: usize) -> Vec<(ConflictKind, (Node, Node))> {
        let (x, y) = (self.statement(a), self.statement(b));
        let mut out = Vec::new();
        let arrived = |s: &Statement| matches!(s.phase, Phase::Ongoing | Phase::Completed);
        if arrived(x) != arrived(y) || (x.phase == Phase::Halted) != (y.phase == Phase::Halted) {
            return out;
        }
        let soon = self.gap(a, b).is_some_and(|gap| gap <= ONE_REPORT);
        if soon {
            let numbers = self.other_numbers(x, y).into_iter();
            out.extend(numbers.map(|(n, m)| (ConflictKind::Quantity, ((a, n), (b, m)))));
        }
        if self.other_days(x, y) {
            out.push((ConflictKind::Date, ((a, 0), (b, 0))));
        }
        let to = self.event_type(a).and_then(|t| t.roles.get(1));
        if soon && to.is_some_and(|to| self.other_actors(x, y, to)) {
            out.push((ConflictKind::Recipient, ((a, 0), (b, 0))));
        }
        out
    }

    /// The things of two statements whose numbers exclude each other.
    fn other_numbers(&self, x: &Statement, y: &Statement) -> Vec<(usize, usize)> {
        let like = self.compare.events(x, y);
        let mut out = Vec::new();
        if !like.compatible || like.actors == 0 {
            return out;
        }
        for (n, item) in x.items.iter().enumerate() {
            let others = y.items.iter().enumerate();
            let related: Vec<(usize, &Item)> = others
                .filter(|(_, other)| self.compare.related(&item.class, &other.class))
                .collect();
            // several of one kind cannot be told apart
            if let [(m, other)] = related[..]
                && self.compare.exclude(item, other)
            {
                out.push((n, m));
            }
        }
        out
    }

    /// Whether two statements that share a figure or designation give it two days.
    fn other_days(&self, x: &Statement, y: &Statement) -> bool {
        let (Some(one), Some(two)) = (precise(x.time.as_ref()), precise(y.time.as_ref())) else {
            return false;
        };
        if one.len() != two.len() || one == two {
            return false;
        }
        let undated = |s: &Statement| Statement {
            time: None,
            ..s.clone()
        };
        let like = self.compare.events(&undated(x), &undated(y));
        like.alike() && like.telling > 0
    }

    /// Whether two statements that share a figure give it to two.
    fn other_actors(&self, x: &Statement, y: &Statement, role: &str) -> bool {
        let (Some(one), Some(two)) = (x.roles.get(role), y.roles.get(role)) else {
            return false;
        };
        if one.iter().any(|id| two.contains(id)) {
            return false;
        }
        let open = |s: &Statement| {
            let mut s = s.clone();
            s.roles.remove(role);
            s
        };
        let like = self.compare.events(&open(x), &open(y));
        like.compatible && like.actors > 0 && like.figures > 0
    }

    /// Conflicts of one kind, those that share a statement as one.
    fn put_together(
        &self,
        kind: ConflictKind,
        edges: &BTreeSet<(Node, Node)>,
        places: &[usize],
    ) -> Vec<(usize, Conflict)> {
        let nodes: Vec<Node> = {
            let nodes: BTreeSet<Node> = edges.iter().flat_map(|(a, b)| [*a, *b]).collect();
            nodes.into_iter().collect()
        };
        let at = |node: &Node| nodes.binary_search(node).unwrap_or_default();
        let mut groups = Groups::new(nodes.len());
        for (a, b) in edges {
            groups.join(at(a), at(b));
        }
        let mut by_group: BTreeMap<usize, Vec<Node>> = BTreeMap::new();
        for (n, node) in nodes.iter().enumerate() {
            by_group.entry(groups.of(n)).or_default().push(*node);
        }
        by_group
            .into_values()
            .filter_map(|nodes| {
                let mut sides: Vec<(Says, Vec<usize>)> = Vec::new();
                for node in nodes {
                    let says = self.says(kind, node)?;
                    match sides.iter_mut().find(|(known, _)| known.same(&says)) {
                        Some((_, statements)) => statements.push(node.0),
                        None => sides.push((says, vec![node.0])),
                    }
                }
                self.conflict(kind, sides, places)
            })
            .collect()
    }

    fn says(&self, kind: ConflictKind, (at, item): Node) -> Option<Says> {
        let statement = self.statement(at);
        Some(match kind {
            ConflictKind::Quantity => {
                let item = statement.items.get(item)?;
                Says::Number {
                    class: item.class.clone(),
                    low: item.low,
                    high: item.high,
                }
            }
            ConflictKind::Date => Says::Time(statement.time.clone()?),
            ConflictKind::Recipient => {
                let role = self.event_type(at)?.roles.get(1)?;
                Says::Actors(statement.roles.get(role)?.clone())
            }
            ConflictKind::Stance | ConflictKind::Admission | ConflictKind::Find => {
                Says::Stance(statement.polarity)
            }
        })
    }
}

/// Whether a party says that it is so: any party where the text calls it an admission, else the one that denied it.
fn owns_up(denied: &Statement, owned: &Statement) -> bool {
    let state = |s: &Statement| s.source.as_ref().and_then(|source| source.state.clone());
    let party = |id: &String| {
        let mut roles = owned.roles.values().chain(denied.roles.values());
        roles.any(|actors| actors.contains(id))
    };
    let Some(who) = state(owned).filter(party) else {
        return owned.basis == Basis::Admission;
    };
    owned.basis == Basis::Admission || state(denied).as_ref() == Some(&who)
}

/// A statement and one of its things.
type Node = (usize, usize);

impl Says {
    /// Whether both sides say the same; of numbers the class may be wider or narrower.
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Number { low, high, .. },
                Self::Number {
                    low: a, high: b, ..
                },
            ) => low == a && high == b,
            _ => self == other,
        }
    }
}
