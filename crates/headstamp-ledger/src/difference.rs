//! What two readings of one document differ in, statement by statement.
//!
//! A statement is found again where it has the same id; of the rest, an old and a new one belong
//! together when they tell of the same event type in overlapping stretches of text. Where several
//! could, the pair that shares most text and most fields is taken first, so the outcome does not
//! depend on the order in which the statements come.

use crate::check::sort_key;
use headstamp_model::{Span, Statement};
use serde::Serialize;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a later reading of a document changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// Statements that were not read before.
    pub new: Vec<Statement>,
    /// Statements that are read no more.
    pub gone: Vec<Statement>,
    /// Statements that are read otherwise.
    pub changed: Vec<Change>,
    /// How many statements have the same fields.
    pub unchanged: usize,
    /// How many of the unchanged have other reasons: a rule moved to another line, say.
    pub reworded: usize,
}

/// A statement that is read otherwise than before.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// As it was.
    pub old: Statement,
    /// As it is.
    pub new: Statement,
    /// The fields that differ, in the order of a statement.
    pub fields: Vec<FieldChange>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The field: `quote`, `phase`, `roles.supplier` …; `span` when the same words stand elsewhere.
    pub field: String,
    /// What it was; null when it was empty.
    pub old: Value,
    /// What it is; null when it is empty.
    pub new: Value,
}

impl Difference {
    /// Compares the statements of one document as they were read before and as they are read now.
    pub fn between<'a>(
        old: impl IntoIterator<Item = &'a Statement>,
        new: impl IntoIterator<Item = &'a Statement>,
    ) -> Self {
        let (old, new) = (in_order(old), in_order(new));
        let mut difference = Self::default();
        let now: BTreeMap<&str, &Statement> = by_id(&new);
        let before: BTreeMap<&str, &Statement> = by_id(&old);
        for statement in &old {
            if let Some(same) = now.get(statement.id.as_str()) {
                difference.unchanged += 1;
                difference.reworded += usize::from(same.traces != statement.traces);
            }
        }
        let left: Vec<&Statement> = old
            .into_iter()
            .filter(|statement| !now.contains_key(statement.id.as_str()))
            .collect();
        let right: Vec<&Statement> = new
            .into_iter()
            .filter(|statement| !before.contains_key(statement.id.as_str()))
            .collect();
        let pairs = pairs(&left, &right);
        let taken: BTreeSet<usize> = pairs.values().copied().collect();
        for (place, statement) in left.iter().enumerate() {
            let found = pairs.get(&place).and_then(|place| right.get(*place));
            match found {
                Some(new) => difference.changed.push(Change {
                    old: (*statement).clone(),
                    new: (*new).clone(),
                    fields: field_changes(statement, new),
                }),
                None => difference.gone.push((*statement).clone()),
            }
        }
        let unmatched = right
            .iter()
            .enumerate()
            .filter(|(place, _)| !taken.contains(place));
        difference.new = unmatched
            .map(|(_, statement)| (*statement).clone())
            .collect();
        difference
    }

    /// Whether every statement has the fields that it had.
    pub fn is_nothing(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }

    /// The statements that a reading no longer gives as they were, each with what replaces it.
    pub(crate) fn withdrawn(&self) -> impl Iterator<Item = (&Statement, Option<&Statement>)> {
        let gone = self.gone.iter().map(|statement| (statement, None));
        let changed = self
            .changed
            .iter()
            .map(|change| (&change.old, Some(&change.new)));
        gone.chain(changed)
    }
}

/// How many bytes two stretches of text share.
pub(crate) fn shared(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn in_order<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Vec<&'a Statement> {
    let mut statements: Vec<&Statement> = statements.into_iter().collect();
    statements.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    statements.dedup_by(|a, b| a.id == b.id);
    statements
}

fn by_id<'a>(statements: &[&'a Statement]) -> BTreeMap<&'a str, &'a Statement> {
    statements
        .iter()
        .map(|statement| (statement.id.as_str(), *statement))
        .collect()
}

/// Places of old statements to the places of the new ones that continue them.
fn pairs(old: &[&Statement], new: &[&Statement]) -> BTreeMap<usize, usize> {
    let mut candidates = Vec::new();
    for (left, before) in old.iter().enumerate() {
        for (right, now) in new.iter().enumerate() {
            if before.event == now.event && shared(before.span, now.span) > 0 {
                candidates.push((Reverse(likeness(before, now)), left, right));
            }
        }
    }
    candidates.sort_unstable();
    let (mut pairs, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, left, right) in candidates {
        if !pairs.contains_key(&left) && !taken.contains(&right) {
            pairs.insert(left, right);
            taken.insert(right);
        }
    }
    pairs
}

/// How alike two statements are, 0 to 2000: half for the text they share, half for their fields.
fn likeness(old: &Statement, new: &Statement) -> usize {
    let both = shared(old.span, new.span);
    let either = (old.span.end - old.span.start) + (new.span.end - new.span.start) - both;
    let (old, new) = (fields(old), fields(new));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let equal = names
        .iter()
        .filter(|name| old.get(**name) == new.get(**name))
        .count();
    both * 1000 / either.max(1) + equal * 1000 / names.len().max(1)
}

/// The filled fields that a reading decides, except where it stands.
fn fields(statement: &Statement) -> BTreeMap<String, Value> {
    let mut fields = BTreeMap::from([
        ("phase".to_owned(), json!(statement.phase)),
        ("polarity".to_owned(), json!(statement.polarity)),
        ("certainty".to_owned(), json!(statement.certainty)),
        ("basis".to_owned(), json!(statement.basis)),
    ]);
    let mut filled = |name: String, value: Value| {
        fields.insert(name, value);
    };
    for (role, actors) in &statement.roles {
        filled(format!("roles.{role}"), json!(actors));
    }
    if !statement.items.is_empty() {
        filled("items".to_owned(), json!(statement.items));
    }
    if let Some(source) = &statement.source {
        filled("source".to_owned(), json!(source));
    }
    if !statement.via.is_empty() {
        filled("via".to_owned(), json!(statement.via));
    }
    if let Some(time) = &statement.time {
        filled("time".to_owned(), json!(time));
    }
    fields
}

fn field_changes(old: &Statement, new: &Statement) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    if old.quote != new.quote {
        changes.push(FieldChange {
            field: "quote".to_owned(),
            old: json!(old.quote),
            new: json!(new.quote),
        });
    } else if old.span != new.span {
        changes.push(FieldChange {
            field: "span".to_owned(),
            old: json!([old.span.start, old.span.end]),
            new: json!([new.span.start, new.span.end]),
        });
    }
    let (before, now) = (fields(old), fields(new));
    let roles: BTreeSet<&str> = before
        .keys()
        .chain(now.keys())
        .map(String::as_str)
        .filter(|name| name.starts_with("roles."))
        .collect();
    let names = Statement::CLAIMED.into_iter().flat_map(|name| match name {
        "roles" => roles.iter().copied().collect(),
        name => vec![name],
    });
    for name in names {
        let value = |fields: &BTreeMap<String, Value>| fields.get(name).cloned();
        let (old, new) = (value(&before), value(&now));
        if old != new {
            changes.push(FieldChange {
                field: name.to_owned(),
                old: old.unwrap_or_default(),
                new: new.unwrap_or_default(),
            });
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use headstamp_model::Polarity;
    use proptest::prelude::*;

    /// A statement at `start..end` of a text that nobody looks at.
    fn statement(event: &str, start: usize, end: usize, supplier: &str) -> Statement {
        let mut statement = Statement {
            doc: "a".to_owned(),
            lang: "en".to_owned(),
            quote: "x".repeat(end - start),
            span: Span::new(start, end),
            event: event.to_owned(),
            roles: BTreeMap::from([("supplier".to_owned(), vec![supplier.to_owned()])]),
            ..Statement::default()
        };
        statement.id = statement.compute_id("key");
        statement
    }

    fn names(fields: &[FieldChange]) -> Vec<&str> {
        fields.iter().map(|field| field.field.as_str()).collect()
    }

    #[test]
    fn another_role_is_a_change_and_another_event_is_not() {
        let old = [
            statement("transfer", 0, 9, "aa"),
            statement("use", 20, 29, "aa"),
        ];
        let new = [
            statement("transfer", 0, 9, "bb"),
            statement("loss", 20, 29, "aa"),
        ];
        let difference = Difference::between(&old, &new);
        assert_eq!(difference.changed.len(), 1);
        assert_eq!(names(&difference.changed[0].fields), ["roles.supplier"]);
        assert_eq!(difference.changed[0].fields[0].new, json!(["bb"]));
        assert_eq!((difference.gone.len(), difference.new.len()), (1, 1));
    }

    #[test]
    fn statements_that_share_no_text_are_not_the_same() {
        let (old, new) = (statement("use", 0, 9, "aa"), statement("use", 9, 20, "aa"));
        let difference = Difference::between(&[old], &[new]);
        assert_eq!((difference.gone.len(), difference.new.len()), (1, 1));
    }

    #[test]
    fn of_two_voices_in_one_sentence_each_finds_its_own() {
        let voice = |polarity, end| {
            let mut voice = statement("transfer", 0, end, "aa");
            voice.polarity = polarity;
            voice.id = voice.compute_id("key");
            voice
        };
        let old = [voice(Polarity::Positive, 9), voice(Polarity::Negative, 9)];
        let new = [voice(Polarity::Negative, 12), voice(Polarity::Positive, 12)];
        let difference = Difference::between(&old, &new);
        assert_eq!(difference.changed.len(), 2);
        for change in &difference.changed {
            assert_eq!(names(&change.fields), ["quote"], "nobody changed sides");
        }
    }

    #[test]
    fn the_stretch_that_overlaps_most_is_taken_first() {
        let old = [statement("use", 0, 10, "aa")];
        let new = [statement("use", 8, 30, "bb"), statement("use", 1, 11, "bb")];
        let difference = Difference::between(&old, &new);
        assert_eq!(difference.changed[0].new.span, Span::new(1, 11));
        assert_eq!(difference.new[0].span, Span::new(8, 30));
    }

    #[test]
    fn other_reasons_alone_change_no_statement() {
        let old = statement("use", 0, 10, "aa");
        let mut new = old.clone();
        new.traces.push(headstamp_model::Trace {
            field: "type".to_owned(),
            spans: Vec::new(),
            reason: "rule x at line 7".to_owned(),
        });
        let difference = Difference::between(&[old], &[new]);
        assert!(difference.is_nothing());
        assert_eq!((difference.unchanged, difference.reworded), (1, 1));
    }

    fn statements() -> impl Strategy<Value = Vec<Statement>> {
        let one = (0..2_usize, 0..12_usize, 1..9_usize, 0..2_usize).prop_map(
            |(event, start, length, actor)| {
                let pick = |list: [&str; 2], place: usize| {
                    list.get(place).copied().unwrap_or_default().to_owned()
                };
                statement(
                    &pick(["use", "loss"], event),
                    start,
                    start + length,
                    &pick(["aa", "bb"], actor),
                )
            },
        );
        proptest::collection::vec(one, 0..8)
    }

    proptest! {
        #[test]
        fn a_reading_differs_in_nothing_from_itself(one in statements()) {
            prop_assert!(Difference::between(&one, &one).is_nothing());
        }

        #[test]
        fn every_statement_is_told_once_and_the_order_plays_no_part(
            (old, mixed) in statements().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
            new in statements(),
        ) {
            let difference = Difference::between(&old, &new);
            prop_assert_eq!(&difference, &Difference::between(&mixed, &new));
            let ids = |all: &[Statement]| all.iter().map(|one| one.id.clone()).collect::<BTreeSet<_>>().len();
            let both = difference.unchanged + difference.changed.len();
            prop_assert_eq!(ids(&old), both + difference.gone.len());
            prop_assert_eq!(ids(&new), both + difference.new.len());
        }
    }
}
