//! The timeline: who said what when, drawn with a lane for each pair of parties and class of things.
//!
//! Time runs to the right, a column a month, or a quarter or year where months do not fit. A lane has a line for what is
//! said to be so and one for what is denied or left open, so that neither hides the other. Next: `verbs/reports`.

use super::dossier::{LEGEND, mark, title};
use super::reports::Told;
use super::text;
use crate::output::Record;
use crate::table;
use headstamp::linker::{Entry, Parties};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Months to a column, the finest first.
const STEPS: [i32; 4] = [1, 3, 12, 60];
/// Columns that names take at most.
const NAMES: usize = 36;

/// One mark: what an entry says of one class of things.
pub(crate) struct MarkOut<'a> {
    parties: &'a str,
    lane: String,
    class: String,
    mark: char,
    entry: Entry,
    told: &'a Told,
}

impl<'a> MarkOut<'a> {
    /// The marks of an entry, one for each class that it names.
    pub(crate) fn of(parties: &Parties, entry: &Entry, told: &'a Told) -> Vec<Self> {
        let Some(statement) = told.statement(&entry.statement) else {
            return Vec::new();
        };
        let mut classes: Vec<&str> = statement.items.iter().map(|i| i.class.as_str()).collect();
        classes.sort_unstable();
        classes.dedup();
        if classes.is_empty() {
            classes.push("");
        }
        classes
            .into_iter()
            .map(|class| Self {
                parties: match parties {
                    Parties::Between { .. } => "between",
                    Parties::Holder(_) => "holder",
                },
                lane: title(parties, &|id| told.name(id)),
                class: class.to_owned(),
                mark: mark(statement, entry.find),
                entry: entry.clone(),
                told,
            })
            .collect()
    }

    /// The month of publication, counted from the year 0.
    fn month(&self) -> Option<i32> {
        let mut parts = self.entry.published.as_deref()?.split('-');
        let year: i32 = parts.next()?.parse().ok()?;
        let month: i32 = parts.next().map_or(Some(1), |m| m.parse().ok())?;
        Some(year * 12 + month - 1)
    }

    fn against(&self) -> bool {
        matches!(self.mark, '\u{d7}' | '?')
    }
}

impl Record for MarkOut<'_> {
    const HEADING: &'static [&'static str] = &["lane", "class", "published", "", "who", "where"];
    const COLUMNS: &'static [&'static str] = &[
        "lane",
        "kind",
        "class",
        "published",
        "mark",
        "source",
        "place",
        "statement",
        "claim",
        "event",
    ];

    fn row(&self) -> Vec<String> {
        vec![
            self.lane.clone(),
            self.class.clone(),
            text(self.entry.published.as_ref()),
            self.mark.to_string(),
            self.told.who(&self.entry.statement),
            self.told.place(&self.entry.statement),
        ]
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.lane.clone(),
            self.parties.to_owned(),
            self.class.clone(),
            text(self.entry.published.as_ref()),
            self.mark.to_string(),
            self.told.who(&self.entry.statement),
            self.told.place(&self.entry.statement),
            self.entry.statement.clone(),
            self.entry.claim.clone(),
            self.entry.event.clone(),
        ]
    }

    fn line(&self) -> impl Serialize {
        json!({
            "lane": self.lane,
            "kind": self.parties,
            "class": self.class,
            "published": self.entry.published,
            "mark": self.mark,
            "statement": self.entry.statement,
            "claim": self.entry.claim,
            "event": self.entry.event,
        })
    }
}

/// The marks as a drawing.
pub(crate) fn drawing(marks: &[MarkOut<'_>]) -> String {
    draw(marks, table::width())
}

fn draw(marks: &[MarkOut<'_>], width: usize) -> String {
    let months = || marks.iter().filter_map(MarkOut::month);
    let (Some(first), Some(last)) = (months().min(), months().max()) else {
        return "no mark has a day\n".to_owned();
    };
    let longest = marks
        .iter()
        .map(|m| m.class.chars().count() + 2)
        .max()
        .unwrap_or_default();
    let names = longest.clamp(8, NAMES);
    let room = width.saturating_sub(names + 1).max(12);
    let columns = |step: i32| usize::try_from(last / step - first / step + 1).unwrap_or(usize::MAX);
    let step = STEPS.into_iter().find(|step| columns(*step) <= room);
    let step = step.unwrap_or(STEPS[STEPS.len() - 1]);
    let (start, count) = (first / step, columns(step).min(room));
    let mut page = axis(start, step, count, names);
    let mut lanes: BTreeMap<&str, BTreeMap<&str, Vec<&MarkOut<'_>>>> = BTreeMap::new();
    for mark in marks {
        lanes
            .entry(&mark.lane)
            .or_default()
            .entry(&mark.class)
            .or_default()
            .push(mark);
    }
    for (lane, classes) in lanes {
        let _ = writeln!(page, "{}", table::legible(lane));
        for (class, marks) in classes {
            let mut name = format!("  {}", table::legible(class));
            for against in [false, true] {
                let of = || marks.iter().filter(|m| m.against() == against);
                if of().next().is_none() {
                    continue;
                }
                let mut line = vec![' '; count];
                for mark in of() {
                    let Some(column) = mark
                        .month()
                        .and_then(|m| usize::try_from(m / step - start).ok())
                    else {
                        continue;
                    };
                    if let Some(cell) = line.get_mut(column) {
                        *cell = stronger(*cell, mark.mark);
                    }
                }
                let line: String = line.into_iter().collect();
                let undated = of().filter(|m| m.month().is_none()).count();
                let rest = match undated {
                    0 => String::new(),
                    some => format!(" (+{some} undated)"),
                };
                let line = format!("{name:names$} {line}");
                let _ = writeln!(page, "{}{rest}", line.trim_end());
                name.clear();
            }
        }
    }
    let _ = writeln!(page, "{LEGEND}; a column is {}", span(step));
    page
}

/// Which of two marks in one column is shown.
fn stronger(a: char, b: char) -> char {
    const RANK: [char; 6] = ['\u{25c6}', '\u{25cf}', '\u{25cb}', '\u{d7}', '?', ' '];
    let rank = |mark: char| RANK.iter().position(|m| *m == mark).unwrap_or(RANK.len());
    if rank(b) < rank(a) { b } else { a }
}

fn span(step: i32) -> String {
    match step {
        1 => "a month".to_owned(),
        3 => "a quarter".to_owned(),
        12 => "a year".to_owned(),
        months => format!("{} years", months / 12),
    }
}

/// The years above the columns in which they begin.
fn axis(start: i32, step: i32, count: usize, names: usize) -> String {
    let mut line = String::new();
    for column in 0..count {
        let month = (start + i32::try_from(column).unwrap_or_default()) * step;
        let begins = column == 0 || month % 12 == 0;
        if begins && line.chars().count() <= column {
            while line.chars().count() < column {
                line.push(' ');
            }
            let _ = write!(line, "{} ", month / 12);
        }
    }
    format!("{:names$} {}\n", "", line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use headstamp::packs::embedded;

    fn drawn(marks: &[(&str, char, Option<&str>)], width: usize) -> String {
        let told = Told::new(embedded::shared());
        let marks: Vec<MarkOut<'_>> = marks
            .iter()
            .map(|(class, mark, published)| MarkOut {
                parties: "between",
                lane: "Togo \u{2192} Ghana".to_owned(),
                class: (*class).to_owned(),
                mark: *mark,
                entry: Entry {
                    statement: String::new(),
                    claim: String::new(),
                    event: String::new(),
                    published: published.map(str::to_owned),
                    find: false,
                },
                told: &told,
            })
            .collect();
        draw(&marks, width)
    }

    #[test]
    fn a_mark_stands_in_the_column_of_its_month_and_a_denial_on_a_line_of_its_own() {
        let page = drawn(
            &[
                ("tank", '\u{25cb}', Some("2030-11-02")),
                ("tank", '\u{25cf}', Some("2031-01-30")),
                ("tank", '\u{25cb}', Some("2031-01-02")),
                ("tank", '\u{d7}', Some("2031-01")),
                ("tank", '?', None),
            ],
            60,
        );
        let lines: Vec<&str> = page.lines().collect();
        assert_eq!(lines[0], "         2030");
        assert_eq!(lines[2], "  tank   \u{25cb} \u{25cf}");
        assert_eq!(lines[3], "           \u{d7} (+1 undated)");
        assert!(lines[4].ends_with("a column is a month"));
    }

    #[test]
    fn many_years_take_wider_columns_and_no_line_is_wider_than_asked_for() {
        let marks = [
            ("tank", '\u{25cf}', Some("1987")),
            ("artillery-shell", '\u{25cf}', Some("2031-05-01")),
        ];
        for width in [40, 60, 100, 200] {
            let page = drawn(&marks, width);
            let lines = page.lines().filter(|line| !line.starts_with(LEGEND));
            assert!(
                lines
                    .max_by_key(|l| l.chars().count())
                    .is_some_and(|l| l.chars().count() <= width)
            );
        }
        assert!(drawn(&marks, 100).contains("a column is a year"));
    }

    #[test]
    fn a_find_hides_a_claim_and_no_claim_a_find() {
        assert_eq!(stronger(' ', '?'), '?');
        assert_eq!(stronger('\u{25cb}', '\u{25cf}'), '\u{25cf}');
        assert_eq!(stronger('\u{25c6}', '\u{25cf}'), '\u{25c6}');
    }

    #[test]
    fn without_a_day_nothing_is_drawn_and_that_is_said() {
        assert_eq!(drawn(&[("tank", '?', None)], 60), "no mark has a day\n");
    }
}
