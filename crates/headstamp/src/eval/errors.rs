//! What is not right, one by one: for a person to read, or as lines of JSON for a program.

use super::EvalDocument;
use super::levels::{FULL, Judged};
use super::line::{Line, Speaker};
use serde::Serialize;
use std::fmt::{self, Write as _};

/// In what way a statement is not right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ErrorKind {
    /// Wanted and not found.
    Missed,
    /// Found, and not right on the level `full`.
    Differs,
    /// Found and not wanted.
    Extra,
}

/// A statement that is not right.
#[derive(Debug, Clone, Serialize)]
pub struct ErrorLine<'a> {
    /// In what way.
    pub kind: ErrorKind,
    /// The document.
    pub doc: &'a str,
    /// Its language.
    pub lang: &'a str,
    /// Fields in which gold and what was found differ, the weightier first.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub fields: &'a [&'static str],
    /// File and line of the gold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<&'a str>,
    /// What is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gold: Option<&'a Line>,
    /// What was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<&'a Line>,
}

/// The first `limit` errors of each kind, in the order of the documents.
pub(super) fn list<'s>(
    judged: &'s [(&EvalDocument, Vec<Judged<'_>>)],
    limit: usize,
) -> Vec<ErrorLine<'s>> {
    let errors = judged.iter().flat_map(|(document, judged)| {
        judged
            .iter()
            .filter_map(move |judged| error(document, judged))
    });
    let mut out: Vec<ErrorLine<'_>> = errors.collect();
    out.sort_by_key(|error| error.kind);
    let mut seen = (ErrorKind::Missed, 0);
    out.retain(|error| {
        if seen.0 != error.kind {
            seen = (error.kind, 0);
        }
        seen.1 += 1;
        seen.1 <= limit
    });
    out
}

fn error<'s>(document: &'s EvalDocument, judged: &'s Judged<'_>) -> Option<ErrorLine<'s>> {
    let (kind, fields, gold, found) = match judged {
        Judged::Missed(gold) => (ErrorKind::Missed, &[][..], Some(*gold), None),
        Judged::Extra(found) => (ErrorKind::Extra, &[][..], None, Some(*found)),
        Judged::Pair { marks, .. } if marks.levels[FULL] => return None,
        Judged::Pair { gold, found, marks } => {
            let fields = marks.differs.as_slice();
            (ErrorKind::Differs, fields, Some(*gold), Some(*found))
        }
    };
    Some(ErrorLine {
        kind,
        doc: &document.id,
        lang: &document.lang,
        fields,
        place: gold.map(|gold| &*gold.place),
        gold,
        found,
    })
}

impl fmt::Display for ErrorLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ErrorKind::Missed => write!(f, "missed   {}", self.doc)?,
            ErrorKind::Differs => write!(f, "differs  {}", self.doc)?,
            ErrorKind::Extra => write!(f, "extra    {}", self.doc)?,
        }
        if let Some(place) = self.place {
            write!(f, "  {place}")?;
        }
        if !self.fields.is_empty() {
            write!(f, "  in {}", self.fields.join(", "))?;
        }
        writeln!(f)?;
        if let Some(gold) = self.gold {
            f.write_str(&paragraph("gold", gold))?;
        }
        if let Some(found) = self.found {
            f.write_str(&paragraph("found", found))?;
        }
        Ok(())
    }
}

/// A statement in three lines: what, who says so, in which words.
fn paragraph(label: &str, line: &Line) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let mut out = format!("  {label:6} {} {}", line.event, text(&line.phase));
    for (role, ids) in &line.roles {
        let _ = write!(out, "  {role}={}", ids.0.join(","));
    }
    let items: Vec<String> = line.items.iter().map(item).collect();
    if !items.is_empty() {
        let _ = write!(out, "  items={}", items.join(","));
    }
    if let Some(time) = &line.time {
        let _ = write!(out, "  time={time}");
    }
    let source = line.source.as_ref();
    let _ = write!(
        out,
        "\n         source {}",
        source.map_or_else(|| "none".to_owned(), speaker)
    );
    for via in &line.via {
        let _ = write!(out, "  via {}", speaker(via));
    }
    let _ = write!(
        out,
        "  stance {} {}",
        text(&line.polarity),
        text(&line.certainty)
    );
    if let Some(basis) = line.basis.as_ref().filter(|basis| *basis != "unstated") {
        let _ = write!(out, "  basis {basis}");
    }
    if let Some(rule) = &line.rule {
        let _ = write!(out, "  rule {rule}");
    }
    let quote = line.quote.replace(char::is_control, " ");
    let _ = writeln!(out, "\n         \u{201c}{quote}\u{201d}");
    out
}

fn item(item: &super::line::LineItem) -> String {
    let mut out = item.class.clone().unwrap_or_default();
    if let Some(name) = &item.name {
        let _ = write!(out, "({name})");
    }
    match (item.low, item.high) {
        (Some(low), Some(high)) if (high - low).abs() < f64::EPSILON => {
            let _ = write!(out, ":{low}");
        }
        (None, None) => {}
        (low, high) => {
            let bound = |bound: Option<f64>| bound.map_or_else(String::new, |b| b.to_string());
            let _ = write!(out, ":{}..{}", bound(low), bound(high));
        }
    }
    out
}

fn speaker(speaker: &Speaker) -> String {
    let name = speaker.name.as_ref().map(|name| format!("\"{name}\""));
    [speaker.kind.clone(), speaker.state.clone(), name]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::line::Role;
    use crate::eval::score;

    const GOLD: &str = "{\"doc\": \"a\", \"quote\": \"forty tanks to Ghana\", \"type\": \"transfer\", \"phase\": \"completed\", \"roles\": {\"recipient\": [\"gh\"]}, \"items\": [{\"class\": \"tank\", \"low\": 40, \"high\": 40}], \"polarity\": \"positive\", \"certainty\": \"certain\"}";

    #[test]
    fn an_error_says_where_in_what_and_both_readings() {
        let documents = [EvalDocument {
            id: "a".to_owned(),
            lang: "en".to_owned(),
            is_relevant: true,
        }];
        let (gold, _) = Line::read("gold.jsonl", GOLD, Role::Found);
        let (found, _) = Line::read(
            "found.jsonl",
            &GOLD.replace("\"gh\"", "\"td\""),
            Role::Found,
        );
        let scored = score(&documents, &gold, &found);
        let errors = scored.errors(5);
        assert_eq!(errors.len(), 1);
        let told = errors[0].to_string();
        assert!(
            told.starts_with("differs  a  gold.jsonl:1  in roles\n"),
            "{told}"
        );
        assert!(
            told.contains("gold   transfer completed  recipient=gh  items=tank:40\n"),
            "{told}"
        );
        assert!(
            told.contains("found  transfer completed  recipient=td"),
            "{told}"
        );
        assert_eq!(scored.errors(0).len(), 0);
    }
}
