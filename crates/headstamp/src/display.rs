//! Parts of statements in a few words, for tables.

use headstamp::{
    model::{Item, Source, SourceKind, Statement, Via},
    packs::{Shared, schema::Measured},
};
use std::{
    collections::BTreeMap,
    fmt::{Display, Write},
};

/// `1 field`, `2 fields`.
pub(crate) fn plural<N: Copy + Display + PartialEq + From<u8>>(count: N, what: &str) -> String {
    let ending = if count == N::from(1) { "" } else { "s" };
    format!("{count} {what}{ending}")
}

/// How many origins there are, from the fewest to the most; `None` where nothing is linked.
pub(crate) fn origins(low: u64, high: u64) -> Option<String> {
    Some(match (low, high) {
        (_, 0) => return None,
        (low, high) if low == high => plural(high, "origin"),
        (low, high) => format!("{low} to {high} origins"),
    })
}

/// A number with its thousands set apart: `6,700`.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value}");
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
    let digits: Vec<char> = whole.chars().collect();
    let mut out = String::with_capacity(text.len() + 4);
    for (at, digit) in digits.iter().enumerate() {
        let left = digits.len() - at;
        if at > 0 && left.is_multiple_of(3) && digits.get(at - 1).is_some_and(char::is_ascii_digit)
        {
            out.push(',');
        }
        out.push(*digit);
    }
    if !rest.is_empty() {
        let _ = write!(out, ".{rest}");
    }
    out
}

/// Bounds of a number: `40`, `40 or more`, `up to 40`, `24 to 99`.
pub(crate) fn bounds(low: Option<f64>, high: Option<f64>) -> Option<String> {
    Some(match (low, high) {
        (None, None) => return None,
        (Some(low), None) => format!("{} or more", number(low)),
        (None, Some(high)) => format!("up to {}", number(high)),
        (Some(low), Some(high)) if number(low) == number(high) => number(low),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
    })
}

/// An item: `tank Leopard 2: 14`.
pub(crate) fn item(item: &Item) -> String {
    let mut out = item.class.clone();
    if let Some(name) = &item.name {
        let _ = write!(out, " {name}");
    }
    let mut facts = Vec::new();
    facts.extend(bounds(item.low, item.high));
    facts.extend(
        item.share
            .map(|share| format!("{} %", number((share * 1000.0).round() / 10.0))),
    );
    let mut facts = facts.join(", ");
    if let Some(of) = item.of {
        let _ = write!(facts, " of {}", number(of));
    }
    if let Some(unit) = &item.unit {
        let _ = write!(facts, " {unit}");
    }
    if let Some(per) = &item.per {
        let _ = write!(facts, " per {per}");
    }
    if !facts.is_empty() {
        let _ = write!(out, ": {}", facts.trim_start());
    }
    out
}

/// All items, a line each.
pub(crate) fn items(items: &[Item]) -> String {
    items.iter().map(item).collect::<Vec<_>>().join("\n")
}

/// Parties: `kp → ru`, other roles by name.
pub(crate) fn parties(
    roles: &BTreeMap<String, Vec<String>>,
    name: &dyn Fn(&str) -> String,
) -> String {
    let names = |ids: &Vec<String>| ids.iter().map(|id| name(id)).collect::<Vec<_>>().join(", ");
    let (supplier, recipient) = (roles.get("supplier"), roles.get("recipient"));
    let mut parts = Vec::new();
    if supplier.is_some() || recipient.is_some() {
        let open = || "?".to_owned();
        parts.push(format!(
            "{} \u{2192} {}",
            supplier.map_or_else(open, names),
            recipient.map_or_else(open, names)
        ));
    }
    for (role, ids) in roles {
        if role != "supplier" && role != "recipient" {
            parts.push(format!("{} {}", role.replace('_', " "), names(ids)));
        }
    }
    parts.join("\n")
}

/// The English name of an actor, from the shared lists.
pub(crate) fn actor_name(shared: &Shared, id: &str) -> String {
    let state = shared.states.get(id).map(|entry| &entry.value.name);
    state
        .or_else(|| shared.actors.get(id).map(|entry| &entry.value.name))
        .map_or_else(|| id.to_owned(), Clone::clone)
}

/// Who stands behind it: `Shin Won-sik (official, kr)`.
pub(crate) fn speaker(name: Option<&str>, kind: SourceKind, state: Option<&str>) -> String {
    match (name, state) {
        (Some(name), Some(state)) => format!("{name} ({kind}, {state})"),
        (Some(name), None) => format!("{name} ({kind})"),
        (None, Some(state)) => format!("{kind}, {state}"),
        (None, None) => kind.to_string(),
    }
}

/// The source and its relays; a document's own voice is a dash.
pub(crate) fn source(source: Option<&Source>, via: &[Via]) -> String {
    let mut out = source.map_or_else(
        || "\u{2013}".to_owned(),
        |source| speaker(source.name.as_deref(), source.kind, source.state.as_deref()),
    );
    for relay in via {
        let name = relay
            .name
            .clone()
            .unwrap_or_else(|| speaker(None, relay.kind, relay.state.as_deref()));
        let _ = write!(out, " via {name}");
    }
    out
}

/// Stance and certainty: `positive, probable`.
pub(crate) fn stance(statement: &Statement) -> String {
    format!("{}, {}", statement.polarity, statement.certainty)
}

/// How often a rule was right when it was last measured.
pub(crate) fn measured(figures: Option<Measured>) -> String {
    figures.map_or_else(|| "not measured".to_owned(), |figures| figures.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_set_their_thousands_apart() {
        for (value, shown) in [
            (0.0, "0"),
            (999.0, "999"),
            (1000.0, "1,000"),
            (5_000_000.0, "5,000,000"),
            (1234.5, "1,234.5"),
            (-1000.0, "-1,000"),
            (-100.0, "-100"),
        ] {
            assert_eq!(number(value), shown);
        }
    }

    #[test]
    fn open_bounds_read_as_words() {
        assert_eq!(
            bounds(Some(10_000.0), None).as_deref(),
            Some("10,000 or more")
        );
        assert_eq!(bounds(None, Some(5.0)).as_deref(), Some("up to 5"));
        assert_eq!(bounds(Some(3.0), Some(3.0)).as_deref(), Some("3"));
        assert_eq!(bounds(None, None), None);
    }

    #[test]
    fn a_missing_party_shows_as_open() {
        let roles = BTreeMap::from([("recipient".to_owned(), vec!["ru".to_owned()])]);
        assert_eq!(parties(&roles, &str::to_owned), "? \u{2192} ru");
    }

    #[test]
    fn a_share_and_its_base_are_both_told() {
        let left = Item {
            class: "tank".into(),
            share: Some(0.2),
            of: Some(900.0),
            ..Item::default()
        };
        assert_eq!(item(&left), "tank: 20 % of 900");
    }
}
