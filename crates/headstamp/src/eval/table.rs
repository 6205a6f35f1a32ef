//! The figures as tables of text: names at the left, numbers at the right, a legend below.

use super::Scored;
use super::levels::FIELDS;
use super::tally::{Group, Score, Tally};
use crate::packs::schema::Measured;
use std::{collections::BTreeMap, fmt::Write as _};

/// What the columns mean, so that nobody needs a manual.
const LEGEND: &str = "\
P: of what was found, how much is right. R: of what is wanted (gold), how much was found. F1: their
mean. A column without a letter is F1. A statement is right on the level
  event    with its type and every actor in its role
  +item    with its item classes, too; +stance with its polarity; +source with who says so
  full     with all of these; strict also with phase, certainty, numbers, designations and relays
Under `of the pairs`: how often the field was right where a statement was found for gold; `false`: actors
given that no accepted reading has, of those given; `noise`: documents that report nothing about arms
in which something was found, of all such.
";

/// Columns of the figures: the first heading line and the second.
const LEVELS: [(&str, &str); 14] = [
    ("", ""),
    ("", "docs"),
    ("", "gold"),
    ("", "found"),
    ("  event", "P"),
    ("", "R"),
    ("", "F1"),
    ("  +item", "F1"),
    (" +stance", "F1"),
    (" +source", "F1"),
    ("   full", "P"),
    ("", "R"),
    ("", "F1"),
    (" strict", "F1"),
];

/// All figures of one reader.
pub fn figures_table(scored: &Scored<'_>) -> String {
    let mut levels = vec![
        LEVELS
            .iter()
            .map(|(above, _)| (*above).to_owned())
            .collect(),
        LEVELS
            .iter()
            .map(|(_, below)| (*below).to_owned())
            .collect(),
    ];
    let heading = ["of the pairs"]
        .iter()
        .chain(&FIELDS)
        .chain(&["false", "noise"]);
    let mut fields = vec![heading.map(|name| (*name).to_owned()).collect::<Vec<_>>()];
    for (group, tally) in scored.groups() {
        levels.push(level_row(group, tally));
        fields.push(field_row(group, tally));
    }
    format!("{}\n{}\n{LEGEND}", grid(&levels), grid(&fields))
}

/// How many statements each rule gave, and how many of them are right.
pub fn rules_table(rules: &BTreeMap<String, Measured>) -> String {
    let mut rows = vec![["rule", "right", "given", "P"].map(str::to_owned).to_vec()];
    for (rule, measured) in rules {
        let precision = f64::from(measured.right) / f64::from(measured.given.max(1));
        rows.push(vec![
            rule.clone(),
            measured.right.to_string(),
            measured.given.to_string(),
            figure(precision),
        ]);
    }
    grid(&rows)
}

/// `all`, a language, or an event type below either.
fn name(group: &Group) -> String {
    match (&group.lang, &group.event) {
        (_, Some(event)) => format!("  {event}"),
        (Some(lang), None) => lang.clone(),
        (None, None) => "all".to_owned(),
    }
}

fn level_row(group: &Group, tally: &Tally) -> Vec<String> {
    let score = |level: usize| tally.score(level);
    let all = |score: Score| [score.precision, score.recall, score.f1].map(figure);
    let mut row = vec![
        name(group),
        tally.documents.to_string(),
        tally.gold.to_string(),
        tally.found.to_string(),
    ];
    row.extend(all(score(0)));
    row.extend([1, 2, 3].map(|level| figure(score(level).f1)));
    row.extend(all(score(4)));
    row.push(figure(score(5).f1));
    row
}

fn field_row(group: &Group, tally: &Tally) -> Vec<String> {
    let of = |(right, of): (usize, usize)| format!("{right}/{of}");
    let mut row = vec![name(group)];
    row.extend(tally.fields.map(of));
    row.extend([of(tally.false_fillers), of(tally.irrelevant)]);
    row
}

/// `.344`, or `1`.
fn figure(value: f64) -> String {
    let text = format!("{value:.3}");
    match text.strip_prefix("0.") {
        Some(digits) => format!(".{digits}"),
        None => text,
    }
}

/// Rows in columns: the first to the left, the others to the right.
fn grid(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            if column == 0 {
                let _ = write!(line, "{cell:<width$}");
            } else {
                let _ = write!(line, " {cell:>width$}");
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_under_each_other_and_no_line_is_wider_than_a_page() {
        let mut fields = [(1234, 1234); 9];
        fields[0] = (7, 9);
        let tally = Tally {
            documents: 999,
            gold: 9999,
            found: 9999,
            fields,
            false_fillers: (999, 9999),
            irrelevant: (12, 15),
            ..Tally::default()
        };
        let group = Group {
            lang: None,
            event: Some("production".to_owned()),
        };
        let text = grid(&[level_row(&group, &tally), field_row(&group, &tally)]);
        for line in text.lines().chain(LEGEND.lines()) {
            assert!(line.chars().count() <= 130, "{line}");
        }
        assert_eq!(figure(0.3441), ".344");
        assert_eq!(figure(1.0), "1.000");
        assert_eq!(
            grid(&[
                vec!["a".into(), "1".into()],
                vec!["bcd".into(), "10".into()]
            ]),
            "a    1\nbcd 10\n"
        );
    }
}
