//! What the reader gave on the evaluation documents when somebody last looked, one statement a line.
//!
//! The file makes every change of the reader or of a pack visible statement by statement. It says nothing
//! about what is right: that is gold's part. Empty fields are left out, so lines stay short.

use crate::model::Statement;
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Map, Value};
use std::fmt;

/// Fields in the order of a line; the quote comes last because it is long.
fn order() -> impl Iterator<Item = &'static str> {
    Statement::CLAIMED.into_iter().chain(["rule", "quote"])
}

/// A statement as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Frozen {
    doc: String,
    fields: Map<String, Value>,
}

/// A line of a frozen file that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenError {
    /// Line of the file, from 1.
    pub line: usize,
}

/// What became of a statement since the file was written.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It was not read before.
    New(Frozen),
    /// It is no longer read.
    Gone(Frozen),
    /// Some fields are read otherwise.
    Changed {
        /// As it was.
        before: Frozen,
        /// As it is.
        now: Frozen,
    },
}

impl Frozen {
    /// A statement with the rule that made it.
    pub fn new(statement: &Statement, rule: &str) -> Self {
        let fields = match serde_json::to_value(statement) {
            Ok(Value::Object(mut fields)) => {
                fields.retain(|field, _| order().any(|kept| kept == field));
                fields
            }
            _ => Map::new(),
        };
        let mut all = Value::Object(fields);
        all["rule"] = Value::from(rule);
        prune(&mut all);
        Self {
            doc: statement.doc.clone(),
            fields: all.as_object().cloned().unwrap_or_default(),
        }
    }

    /// The document's id.
    pub fn doc(&self) -> &str {
        &self.doc
    }

    fn field(&self, field: &str) -> &Value {
        self.fields.get(field).unwrap_or(&Value::Null)
    }

    fn quote(&self) -> &str {
        self.field("quote").as_str().unwrap_or_default()
    }

    /// How sure it is that `other` is this statement, read otherwise; 0 when it is another.
    fn likeness(&self, other: &Self) -> u8 {
        if self.doc != other.doc {
            return 0;
        }
        let (mine, theirs) = (self.quote(), other.quote());
        let is_same_type = self.field("type") == other.field("type");
        match (mine == theirs, is_same_type) {
            (true, true) => 3,
            (false, true) if mine.contains(theirs) || theirs.contains(mine) => 2,
            (true, false) => 1,
            _ => 0,
        }
    }
}

/// Takes out what is empty, and the point of whole numbers.
fn prune(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(prune);
            fields.retain(|_, value| !is_empty(value));
        }
        Value::Array(list) => list.iter_mut().for_each(prune),
        Value::Number(number) => {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0);
            if let Some(whole) = whole.and_then(|whole| format!("{whole:.0}").parse::<i64>().ok()) {
                *value = Value::from(whole);
            }
        }
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::String(text) => text == "unstated",
        _ => false,
    }
}

impl Serialize for Frozen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("doc", &self.doc)?;
        for field in order() {
            let value = self.field(field);
            if !value.is_null() {
                map.serialize_entry(field, value)?;
            }
        }
        map.end()
    }
}

/// The file that keeps `statements`.
pub fn frozen_lines(statements: &[Frozen]) -> String {
    let line = |frozen: &Frozen| serde_json::to_string(frozen).unwrap_or_default() + "\n";
    statements.iter().map(line).collect()
}

/// Reads a file that [`frozen_lines`] wrote.
///
/// # Errors
/// The first line that is no statement.
pub fn read_frozen(text: &str) -> Result<Vec<Frozen>, FrozenError> {
    let mut out = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let error = FrozenError { line: at + 1 };
        let mut fields: Map<String, Value> =
            serde_json::from_str(line).map_err(|_| error.clone())?;
        let Some(Value::String(doc)) = fields.remove("doc") else {
            return Err(error);
        };
        out.push(Frozen { doc, fields });
    }
    Ok(out)
}

/// What differs between two readings, document by document in the order of `now`, then what is gone.
pub fn changes(before: &[Frozen], now: &[Frozen]) -> Vec<Change> {
    let mut old: Vec<Option<&Frozen>> = before.iter().map(Some).collect();
    let mut partner: Vec<Option<Option<&Frozen>>> = vec![None; now.len()];
    // what is as it was goes first, then the surest likeness
    for (now, partner) in now.iter().zip(&mut partner) {
        let same = old.iter_mut().find(|old| **old == Some(now));
        if let Some(same) = same {
            same.take();
            *partner = Some(None);
        }
    }
    for wanted in [3, 2, 1] {
        for (now, partner) in now.iter().zip(&mut partner) {
            if partner.is_some() {
                continue;
            }
            let alike =
                |old: &&mut Option<&Frozen>| old.is_some_and(|old| old.likeness(now) == wanted);
            if let Some(found) = old.iter_mut().find(alike) {
                *partner = Some(found.take());
            }
        }
    }
    let mut out = Vec::new();
    for (now, partner) in now.iter().zip(partner) {
        match partner {
            None => out.push(Change::New(now.clone())),
            Some(Some(before)) => out.push(Change::Changed {
                before: before.clone(),
                now: now.clone(),
            }),
            Some(None) => {}
        }
    }
    out.extend(old.into_iter().flatten().cloned().map(Change::Gone));
    out
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |frozen: &Frozen| serde_json::to_string(frozen).unwrap_or_default();
        match self {
            Self::New(now) => write!(f, "new      {}", line(now)),
            Self::Gone(before) => write!(f, "gone     {}", line(before)),
            Self::Changed { before, now } => {
                write!(f, "changed  {}  \u{201c}{}\u{201d}", now.doc, now.quote())?;
                for field in order() {
                    let (was, is) = (before.field(field), now.field(field));
                    if was != is {
                        write!(f, "\n           {field}: {was} -> {is}")?;
                    }
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "{\"doc\":\"a\",\"type\":\"transfer\",\"roles\":{\"supplier\":[\"no\"]},\"quote\":\"gave tanks\"}\n\
                        {\"doc\":\"a\",\"type\":\"stock\",\"quote\":\"has tanks\"}\n\
                        {\"doc\":\"b\",\"type\":\"stock\",\"quote\":\"has tanks\"}\n";

    fn read(text: &str) -> Vec<Frozen> {
        read_frozen(text).expect("a frozen file")
    }

    #[test]
    fn a_file_is_written_as_it_was_read() {
        assert_eq!(frozen_lines(&read(FILE)), FILE);
        assert_eq!(
            read_frozen("{\"doc\":\"a\"}\n{}\n"),
            Err(FrozenError { line: 2 })
        );
    }

    #[test]
    fn the_same_file_has_no_changes_and_a_shorter_one_tells_what_is_gone() {
        let all = read(FILE);
        assert_eq!(changes(&all, &all), []);
        let told = changes(&all, &all[..2])[0].to_string();
        assert!(told.starts_with("gone     {\"doc\":\"b\""), "{told}");
        let told = changes(&all[1..], &all)[0].to_string();
        assert!(told.starts_with("new      {\"doc\":\"a\""), "{told}");
    }

    #[test]
    fn a_statement_that_is_read_otherwise_tells_the_fields() {
        let before = read(FILE);
        let now = read(
            &FILE
                .replace("\"no\"", "\"dk\"")
                .replace("gave tanks", "gave tanks away"),
        );
        let told: Vec<String> = changes(&before, &now)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            told,
            [
                "changed  a  \u{201c}gave tanks away\u{201d}\n           roles: {\"supplier\":[\"no\"]} -> {\"supplier\":[\"dk\"]}\n           quote: \"gave tanks\" -> \"gave tanks away\""
            ]
        );
    }
}
