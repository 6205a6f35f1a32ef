//! `LangExtract`'s JSON Lines: a document a line, with its `extractions`.
//!
//! The class of an extraction is the event type (or a label of the mapping), its text the quote, its
//! attributes the fields: a text or a list of texts, ids of the contract or words of the document.

use super::mapping::Builder;
use super::{Given, How, Record, malformed};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default)]
    document_id: String,
    text: Option<String>,
    #[serde(default)]
    extractions: Option<Vec<Value>>,
}

#[derive(Debug, Deserialize)]
struct Extraction {
    #[serde(rename = "extraction_class")]
    class: String,
    #[serde(rename = "extraction_text", default)]
    text: String,
    char_interval: Option<Interval>,
    attributes: Option<BTreeMap<String, Value>>,
}

#[derive(Debug, Deserialize)]
struct Interval {
    start_pos: Option<usize>,
    end_pos: Option<usize>,
}

pub(super) fn records(number: usize, value: &Value, how: &How<'_>) -> Vec<Record> {
    let wrong = |raw: &Value, error: &serde_json::Error| {
        let why = format!("it is no document of LangExtract: {error}");
        malformed(number, raw.clone(), why)
    };
    let line: Line = match Line::deserialize(value) {
        Ok(line) => line,
        Err(error) => return vec![wrong(value, &error)],
    };
    let extractions = line.extractions.unwrap_or_default();
    extractions
        .iter()
        .map(|raw| {
            let found: Extraction = match Extraction::deserialize(raw) {
                Ok(found) => found,
                Err(error) => {
                    return Record {
                        doc: line.document_id.clone(),
                        ..wrong(raw, &error)
                    };
                }
            };
            let mut builder = Builder::new(&found.class, how.mapping);
            for (field, value) in found.attributes.unwrap_or_default() {
                for words in texts(&value) {
                    builder.fill(&field, &words, how.shared);
                }
            }
            let mut foreign = builder.build();
            foreign.quote = found.text;
            let at = found.char_interval.and_then(|i| i.start_pos.zip(i.end_pos));
            Record {
                line: number,
                doc: line.document_id.clone(),
                text: line.text.clone(),
                raw: raw.clone(),
                at: at.map(|(start, end)| Given {
                    start,
                    end,
                    measure: how.measure(),
                }),
                foreign: Ok(foreign),
            }
        })
        .collect()
}

/// The texts of an attribute.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(map) => map.get("text").map(texts).unwrap_or_default(),
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}
