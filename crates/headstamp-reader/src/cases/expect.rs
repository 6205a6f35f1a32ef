//! What a case expects, compared with what was read; what is not written is not compared.

use super::parse::CaseError;
use crate::explain::Record;
use headstamp_model::{Basis, Certainty, Item, Phase, Polarity, SourceKind, Statement};
use std::collections::BTreeMap;
use std::fmt::Write;

/// An expected statement.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Expected {
    /// The line as written.
    pub line: String,
    event: String,
    phase: Option<Phase>,
    roles: BTreeMap<String, Vec<String>>,
    items: Option<Vec<(String, Option<Bounds>)>>,
    time: Option<String>,
    quote: Option<String>,
    /// `Some(None)`: no source.
    #[allow(
        clippy::option_option,
        reason = "not compared, none expected, this one expected"
    )]
    source: Option<Option<ExpectedSource>>,
    via: Vec<String>,
    polarity: Option<Polarity>,
    certainty: Option<Certainty>,
    basis: Option<Basis>,
    rule: Option<String>,
}

/// Kind, state and name of an expected source.
type ExpectedSource = (SourceKind, Option<String>, Option<String>);
type Bounds = (Option<f64>, Option<f64>);

/// An expected number or date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedValue {
    /// The words.
    pub text: String,
    /// Bounds (`40`, `40..`, `24..99`) or a date.
    pub value: String,
}

fn fail(line: usize, message: String) -> CaseError {
    CaseError {
        line: u32::try_from(line + 1).unwrap_or(u32::MAX),
        message,
    }
}

impl Expected {
    /// Reads a `statements` block whose first line is line `first` (from 0) of its file.
    pub(super) fn parse_block(lines: &[&str], first: usize) -> Result<Vec<Self>, Vec<CaseError>> {
        let mut out: Vec<Self> = Vec::new();
        let mut errors = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let at = first + index;
            if line.trim().is_empty() || line.trim() == "none" {
                continue;
            }
            let words = split(line);
            let result = if line.starts_with([' ', '\t']) {
                match out.last_mut() {
                    Some(last) => last.parse_more(&words),
                    None => Err("an indented line needs a statement above it".into()),
                }
            } else {
                let mut expected = Self {
                    line: (*line).to_owned(),
                    ..Self::default()
                };
                let result = expected.parse_first(&words);
                out.push(expected);
                result
            };
            if let Err(message) = result {
                errors.push(fail(at, message));
            }
        }
        if errors.is_empty() {
            Ok(out)
        } else {
            Err(errors)
        }
    }

    fn parse_first(&mut self, words: &[String]) -> Result<(), String> {
        let mut words = words.iter();
        words
            .next()
            .ok_or("an empty line")?
            .clone_into(&mut self.event);
        for word in words {
            match word.split_once('=') {
                None => self.phase = Some(word.parse().map_err(|e| format!("{e}"))?),
                Some(("items", list)) => self.items = Some(items(list)?),
                Some(("time", time)) => self.time = Some(time.to_owned()),
                Some(("quote", quote)) => self.quote = Some(quote.to_owned()),
                Some((role, ids)) => {
                    self.roles
                        .insert(role.to_owned(), ids.split(',').map(str::to_owned).collect());
                }
            }
        }
        Ok(())
    }

    fn parse_more(&mut self, words: &[String]) -> Result<(), String> {
        let mut at = 0;
        let word = |i: usize| words.get(i).map(String::as_str);
        while let Some(key) = word(at) {
            match key {
                "source" => {
                    if word(at + 1) == Some("none") {
                        self.source = Some(None);
                        at += 2;
                        continue;
                    }
                    let kind: SourceKind = word(at + 1)
                        .unwrap_or("")
                        .parse()
                        .map_err(|e| format!("{e}"))?;
                    at += 2;
                    let mut state = None;
                    let mut name = None;
                    while let Some(next) = word(at) {
                        if let Some(quoted) = next.strip_prefix('"') {
                            name = Some(quoted.trim_end_matches('"').to_owned());
                        } else if next.len() <= 3 && !matches!(next, "via") {
                            state = Some(next.to_owned());
                        } else {
                            break;
                        }
                        at += 1;
                    }
                    self.source = Some(Some((kind, state, name)));
                }
                "via" => {
                    self.via
                        .push(word(at + 1).unwrap_or("").trim_matches('"').to_owned());
                    at += 2;
                }
                "stance" => {
                    self.polarity = Some(
                        word(at + 1)
                            .unwrap_or("")
                            .parse()
                            .map_err(|e| format!("{e}"))?,
                    );
                    at += 2;
                    if let Some(certainty) = word(at).and_then(|w| w.parse().ok()) {
                        self.certainty = Some(certainty);
                        at += 1;
                    }
                }
                "basis" => {
                    self.basis = Some(
                        word(at + 1)
                            .unwrap_or("")
                            .parse()
                            .map_err(|e| format!("{e}"))?,
                    );
                    at += 2;
                }
                "rule" => {
                    self.rule = word(at + 1).map(str::to_owned);
                    at += 2;
                }
                other => {
                    return Err(format!(
                        "`{other}` is none of source, via, stance, basis, rule"
                    ));
                }
            }
        }
        Ok(())
    }

    /// What differs from a statement; a statement of another type differs in everything.
    pub(super) fn differences(&self, statement: &Statement, rule: &str) -> Vec<String> {
        let mut out = Vec::new();
        let mut differ = |field: &str, want: String, got: String| {
            out.push(format!("{field:9} expected {want}   got {got}"));
        };
        if self.event != statement.event {
            differ("type", self.event.clone(), render(statement));
        }
        if let Some(phase) = self.phase.filter(|p| *p != statement.phase) {
            differ("phase", phase.to_string(), statement.phase.to_string());
        }
        let sorted = |ids: &[String]| {
            let mut ids = ids.to_vec();
            ids.sort();
            ids
        };
        let roles_differ = !self.roles.is_empty()
            && (self.roles.iter().any(|(r, ids)| {
                statement
                    .roles
                    .get(r)
                    .is_none_or(|got| sorted(got) != sorted(ids))
            }) || statement.roles.keys().any(|r| !self.roles.contains_key(r)));
        if roles_differ {
            differ(
                "roles",
                format!("{:?}", self.roles),
                format!("{:?}", statement.roles),
            );
        }
        if let Some(items) = &self.items {
            let same = items.len() == statement.items.len()
                && items.iter().all(|(class, bounds)| {
                    statement.items.iter().any(|i| {
                        i.class == *class
                            && bounds.is_none_or(|(low, high)| i.low == low && i.high == high)
                    })
                });
            if !same {
                differ(
                    "items",
                    items
                        .iter()
                        .map(|(c, b)| b.map_or(c.clone(), |b| format!("{c}:{}", bounds_text(b))))
                        .collect::<Vec<_>>()
                        .join(","),
                    items_text(&statement.items),
                );
            }
        }
        if self.time.is_some() && self.time != statement.time {
            differ(
                "time",
                self.time.clone().unwrap_or_default(),
                statement.time.clone().unwrap_or_else(|| "none".into()),
            );
        }
        if let Some(quote) = self.quote.as_ref().filter(|q| **q != statement.quote) {
            differ("quote", quote.clone(), statement.quote.clone());
        }
        if let Some(source) = &self.source {
            let same = match (source, &statement.source) {
                (None, None) => true,
                (Some((kind, state, name)), Some(got)) => {
                    *kind == got.kind
                        && (state.is_none() || *state == got.state)
                        && (name.is_none() || *name == got.name)
                }
                _ => false,
            };
            if !same {
                differ(
                    "source",
                    format!("{source:?}"),
                    format!("{:?}", statement.source),
                );
            }
        }
        for via in &self.via {
            let nobody = via == "none" && statement.via.is_empty();
            if !nobody && !statement.via.iter().any(|v| v.name.as_deref() == Some(via)) {
                differ(
                    "via",
                    via.clone(),
                    format!(
                        "{:?}",
                        statement.via.iter().map(|v| &v.name).collect::<Vec<_>>()
                    ),
                );
            }
        }
        if let Some(polarity) = self.polarity.filter(|p| *p != statement.polarity) {
            differ(
                "polarity",
                polarity.to_string(),
                statement.polarity.to_string(),
            );
        }
        if let Some(certainty) = self.certainty.filter(|c| *c != statement.certainty) {
            differ(
                "certainty",
                certainty.to_string(),
                statement.certainty.to_string(),
            );
        }
        if let Some(basis) = self.basis.filter(|b| *b != statement.basis) {
            differ("basis", basis.to_string(), statement.basis.to_string());
        }
        if let Some(want) = self.rule.as_ref().filter(|r| **r != rule) {
            differ("rule", want.clone(), rule.to_owned());
        }
        out
    }
}

/// Words of a line; a quoted stretch is one word.
fn split(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                if word.is_empty() || !quoted {
                    word.push(c);
                }
            }
            c if c.is_whitespace() && !quoted => {
                if !word.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
            }
            c => word.push(c),
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
    for word in &mut out {
        if let Some((key, value)) = word.clone().split_once('=') {
            *word = format!("{key}={}", value.trim_matches('"'));
        }
    }
    out
}

fn items(list: &str) -> Result<Vec<(String, Option<Bounds>)>, String> {
    if list.is_empty() || list == "none" {
        return Ok(Vec::new());
    }
    list.split(',')
        .map(|part| match part.split_once(':') {
            Some((class, number)) => Ok((class.to_owned(), Some(bounds(number)?))),
            None => Ok((part.to_owned(), None)),
        })
        .collect()
}

fn bounds(text: &str) -> Result<Bounds, String> {
    let number = |t: &str| -> Result<Option<f64>, String> {
        if t.is_empty() {
            return Ok(None);
        }
        t.replace('_', "")
            .parse()
            .map(Some)
            .map_err(|_| format!("`{t}` is no number: write 40, 40.., ..40 or 24..99"))
    };
    match text.split_once("..") {
        Some((low, high)) => Ok((number(low)?, number(high)?)),
        None => number(text).map(|n| (n, n)),
    }
}

fn bounds_text((low, high): Bounds) -> String {
    match (low, high) {
        (Some(a), Some(b)) if (a - b).abs() < f64::EPSILON => format!("{a}"),
        (low, high) => format!(
            "{}..{}",
            low.map_or(String::new(), |n| n.to_string()),
            high.map_or(String::new(), |n| n.to_string())
        ),
    }
}

fn items_text(items: &[Item]) -> String {
    items
        .iter()
        .map(|i| {
            if i.low.is_none() && i.high.is_none() {
                i.class.clone()
            } else {
                format!("{}:{}", i.class, bounds_text((i.low, i.high)))
            }
        })
        .collect::<Vec<_>>()
        .join(",")
}

/// A statement as a case would write it.
pub fn render(statement: &Statement) -> String {
    let mut out = format!("{} {}", statement.event, statement.phase);
    for (role, ids) in &statement.roles {
        let _ = write!(out, " {role}={}", ids.join(","));
    }
    if !statement.items.is_empty() {
        let _ = write!(out, " items={}", items_text(&statement.items));
    }
    if let Some(time) = &statement.time {
        let _ = write!(out, " time={time}");
    }
    out.push_str("\n  source ");
    match &statement.source {
        None => out.push_str("none"),
        Some(source) => {
            let _ = write!(out, "{}", source.kind);
            if let Some(state) = &source.state {
                let _ = write!(out, " {state}");
            }
            if let Some(name) = &source.name {
                let _ = write!(out, " \"{name}\"");
            }
        }
    }
    for via in &statement.via {
        let _ = write!(out, " via \"{}\"", via.name.as_deref().unwrap_or(""));
    }
    let _ = write!(
        out,
        " stance {} {}",
        statement.polarity, statement.certainty
    );
    if statement.basis != Basis::Unstated {
        let _ = write!(out, " basis {}", statement.basis);
    }
    out
}

impl ExpectedValue {
    pub(super) fn parse_block(lines: &[&str], first: usize) -> Result<Vec<Self>, Vec<CaseError>> {
        let mut out = Vec::new();
        let mut errors = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let line = line.trim();
            if line.is_empty() || line == "none" {
                continue;
            }
            match line.rsplit_once('=') {
                Some((text, value)) => out.push(Self {
                    text: text.trim().to_owned(),
                    value: value.trim().to_owned(),
                }),
                None => errors.push(fail(
                    first + index,
                    format!("`{line}` is no `words = value` line"),
                )),
            }
        }
        if errors.is_empty() {
            Ok(out)
        } else {
            Err(errors)
        }
    }
}

/// Compares the numbers and dates of a derivation with what a case expects.
pub(super) fn compare_values(expected: &[ExpectedValue], records: &[Record]) -> Vec<String> {
    let mut details = Vec::new();
    let mut left: Vec<(String, String)> = records
        .iter()
        .filter_map(|r| match r.kind {
            "number" if r.low.is_some() || r.high.is_some() => {
                Some((r.text.clone(), bounds_text((r.low, r.high))))
            }
            "date" => Some((r.text.clone(), r.value.clone().unwrap_or_default())),
            _ => None,
        })
        .collect();
    for want in expected {
        let value = bounds(&want.value).map_or_else(
            |_| want.value.clone(),
            |b| {
                if want.value.contains('-') {
                    want.value.clone()
                } else {
                    bounds_text(b)
                }
            },
        );
        match left.iter().position(|(text, got)| {
            (*text == want.text || want.text.is_empty()) && (*got == value || *got == want.value)
        }) {
            Some(index) => {
                left.remove(index);
            }
            None => details.push(format!("missing   {} = {}", want.text, want.value)),
        }
    }
    details.extend(
        left.into_iter()
            .map(|(text, value)| format!("not expected  {text} = {value}")),
    );
    details
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_is_a_number_with_two_dots() {
        assert_eq!(bounds("40.."), Ok((Some(40.0), None)));
    }

    #[test]
    fn a_quoted_name_is_one_word() {
        assert_eq!(
            split("  source official no \"Anna Berg\""),
            ["source", "official", "no", "\"Anna Berg\""]
        );
    }
}
