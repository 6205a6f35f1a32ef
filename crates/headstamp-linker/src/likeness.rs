//! What says the same: statements compared by type, actors, things, numbers and time.
//!
//! An actor or thing that one of two leaves open rules nothing out; one that differs does. Next: `origins`, `claims`.

use headstamp_model::{Item, Polarity, Statement};
use std::collections::BTreeMap;

/// From here on a number tells one report from another by itself.
const TELLING_NUMBER: f64 = 10.0;

/// How much two statements say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Likeness {
    /// Nothing in one rules the other out.
    pub(crate) compatible: bool,
    /// Actors that both name in the same role; two parties of a pact are two.
    pub(crate) actors: usize,
    /// Things of the same or a related class, counted from either side.
    pub(crate) things: usize,
    /// Numbers, designations or days that both give: what no two reports share by chance.
    pub(crate) telling: usize,
    /// Numbers that both give.
    pub(crate) figures: usize,
    /// Designations that both give.
    pub(crate) names: usize,
    /// Numbers that differ.
    pub(crate) numbers_differ: usize,
}

impl Likeness {
    /// Whether both certainly speak of the same.
    pub(crate) fn alike(self) -> bool {
        self.compatible && self.actors > 0 && (self.actors > 1 || self.things > 0)
    }

    /// Rank among several candidates.
    pub(crate) fn rank(self) -> usize {
        self.telling * 8 + self.actors * 4 + self.things * 2
    }
}

/// Compares statements over the classes of things.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compare<'a> {
    classes: &'a BTreeMap<String, String>,
}

impl<'a> Compare<'a> {
    pub(crate) fn new(classes: &'a BTreeMap<String, String>) -> Self {
        Self { classes }
    }

    /// Compares two statements, stance left aside.
    pub(crate) fn events(self, a: &Statement, b: &Statement) -> Likeness {
        // the same whichever comes first
        let (a, b) = if a.id <= b.id { (a, b) } else { (b, a) };
        let mut out = Likeness {
            compatible: a.event == b.event,
            ..Likeness::default()
        };
        for (role, actors) in &a.roles {
            let Some(others) = b.roles.get(role) else {
                continue;
            };
            let shared = actors.iter().filter(|id| others.contains(id)).count();
            out.actors += shared;
            out.compatible &= shared > 0;
        }
        // an actor in another role of the two is no match but no contradiction either: who passed it on may be the giver
        let sides = [(&a.items, &b.items), (&b.items, &a.items)];
        for (items, others) in sides {
            for item in items {
                let related: Vec<&Item> = others
                    .iter()
                    .filter(|o| self.related(&item.class, &o.class))
                    .collect();
                let counts = related.iter().any(|o| same_number(item, o));
                out.figures += usize::from(counts);
                out.telling += usize::from(counts);
                let named = related.iter().any(|o| named_alike(item, o));
                out.names += usize::from(named);
                out.telling += usize::from(named);
                out.things += usize::from(!related.is_empty());
                let apart = !related.is_empty() && related.iter().all(|o| differ(item, o));
                out.numbers_differ += usize::from(apart);
            }
        }
        let open = a.items.is_empty() || b.items.is_empty();
        out.compatible &= open || out.things > 0;
        match (precise(a.time.as_ref()), precise(b.time.as_ref())) {
            (Some(a), Some(b)) if a.starts_with(b) || b.starts_with(a) => out.telling += 1,
            (Some(a), Some(b)) if a.len() == b.len() => out.compatible = false,
            _ => {}
        }
        out
    }

    /// Compares two statements with their stance.
    pub(crate) fn statements(self, a: &Statement, b: &Statement) -> Likeness {
        let mut out = self.events(a, b);
        out.compatible &= a.polarity == b.polarity
            || a.polarity != Polarity::Positive && b.polarity != Polarity::Positive;
        out
    }

    /// Whether one class is the other, or wider or narrower than it.
    pub(crate) fn related(self, a: &str, b: &str) -> bool {
        self.within(a, b) || self.within(b, a)
    }

    /// Whether two numbers of one sort of thing cannot be one number in other words.
    pub(crate) fn exclude(self, a: &Item, b: &Item) -> bool {
        let counted = |i: &Item| i.share.is_none() && i.of.is_none();
        self.related(&a.class, &b.class)
            && counted(a)
            && counted(b)
            && a.per == b.per
            && (a.name.is_none() || b.name.is_none() || named_alike(a, b))
            && differ(a, b)
    }

    /// Whether a class is within another and is not the other.
    pub(crate) fn narrower(self, class: &str, than: &str) -> bool {
        class != than && self.within(class, than)
    }

    fn within(self, class: &str, wider: &str) -> bool {
        std::iter::successors(Some(class), |c| self.classes.get(*c).map(String::as_str))
            .take(8)
            .any(|c| c == wider)
    }
}

/// A time that names a month at least, and one only.
pub(crate) fn precise(time: Option<&String>) -> Option<&str> {
    let time = time.map(String::as_str);
    time.filter(|t| t.len() >= 7 && !t.contains('/'))
}

fn same_number(a: &Item, b: &Item) -> bool {
    let telling = |n: Option<f64>| n.is_some_and(|n| n >= TELLING_NUMBER);
    let counted = |i: &Item| (i.low, i.high, i.share.map(f64::to_bits));
    let bounds = telling(a.low.or(a.high)) && (a.low == b.low || a.high == b.high);
    bounds && a.unit == b.unit && (counted(a) == counted(b) || a.low == b.low && a.low.is_some())
}

/// Whether two numbers cannot be one number in other words.
fn differ(a: &Item, b: &Item) -> bool {
    let range = |i: &Item| Some((i.low?, i.high.unwrap_or(f64::INFINITY)));
    a.unit == b.unit
        && match (range(a), range(b)) {
            (Some((a, z)), Some((b, y))) => a > y || b > z,
            _ => false,
        }
}

fn named_alike(a: &Item, b: &Item) -> bool {
    matches!((&a.name, &b.name), (Some(a), Some(b)) if crate::identity::fold(a) == crate::identity::fold(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(recipient: &str, class: &str, low: f64) -> Statement {
        Statement {
            event: "transfer".to_owned(),
            roles: [("supplier", "tg"), ("recipient", recipient)]
                .map(|(role, id)| (role.to_owned(), vec![id.to_owned()]))
                .into(),
            items: vec![Item {
                class: class.to_owned(),
                low: Some(low),
                high: Some(low),
                ..Item::default()
            }],
            ..Statement::default()
        }
    }

    #[test]
    fn another_recipient_is_another_event_and_another_number_is_not() {
        let classes = BTreeMap::from([("howitzer".to_owned(), "artillery".to_owned())]);
        let compare = Compare::new(&classes);
        let one = statement("gh", "artillery", 40.0);
        let other = compare.events(&one, &statement("ml", "artillery", 40.0));
        assert!(!other.compatible);
        let drifted = compare.events(&one, &statement("gh", "howitzer", 50.0));
        assert!(drifted.compatible && drifted.alike() && drifted.numbers_differ == 2);
        assert_eq!(compare.events(&one, &one).telling, 2);
    }
}
