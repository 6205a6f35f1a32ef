//! Statements in the contract's own JSON Lines, as `headstamp read` prints them.

use super::{Given, How, Record, malformed};
use headstamp::{
    model::Item,
    reader::verify::{Foreign, ForeignSource},
};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A line; fields that the contract does not know are passed over.
#[derive(Debug, Deserialize)]
struct Line {
    doc: String,
    #[serde(default)]
    quote: String,
    start: Option<usize>,
    end: Option<usize>,
    #[serde(rename = "type", default)]
    event: String,
    phase: Option<String>,
    #[serde(default)]
    roles: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    items: Vec<Item>,
    polarity: Option<String>,
    certainty: Option<String>,
    source: Option<Speaker>,
    #[serde(default)]
    via: Vec<Speaker>,
    basis: Option<String>,
    time: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Speaker {
    name: Option<String>,
    kind: Option<String>,
    state: Option<String>,
}

impl From<Speaker> for ForeignSource {
    fn from(given: Speaker) -> Self {
        Self {
            name: given.name,
            kind: given.kind,
            state: given.state,
        }
    }
}

pub(super) fn record(number: usize, value: Value, how: &How<'_>) -> Record {
    let line: Line = match Line::deserialize(&value) {
        Ok(line) => line,
        Err(error) => {
            return malformed(number, value, format!("it is no statement: {error}"));
        }
    };
    Record {
        line: number,
        doc: line.doc,
        text: None,
        raw: value,
        at: line.start.zip(line.end).map(|(start, end)| Given {
            start,
            end,
            measure: how.measure(),
        }),
        foreign: Ok(Foreign {
            quote: line.quote,
            event: line.event,
            phase: line.phase,
            roles: line.roles,
            items: line.items,
            polarity: line.polarity,
            certainty: line.certainty,
            source: line.source.map(Into::into),
            via: line.via.into_iter().map(Into::into).collect(),
            basis: line.basis,
            time: line.time,
            ..Foreign::default()
        }),
    }
}
