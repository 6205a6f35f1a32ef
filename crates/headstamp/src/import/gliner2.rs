//! What `GLiNER2` gives for a document, one result a line with the document's id as `doc` beside it.
//!
//! Structures (`extract_json`) and relations (`extract_relations`) become statements when the mapping
//! knows their label; entities and classes alone say nothing of an event. Values may be texts or
//! `{text, start, end, confidence}`. Without a quote of its own a statement takes the sentence in
//! which its words stand.

use super::langextract::texts;
use super::mapping::Builder;
use super::{Given, How, Record, malformed};
use serde_json::{Map, Value, json};

/// The key under which relations stand.
const RELATIONS: &str = "relation_extraction";

pub(super) fn records(number: usize, value: &Value, how: &How<'_>) -> Vec<Record> {
    let Some(line) = value.as_object() else {
        return vec![malformed(
            number,
            value.clone(),
            "it is no result of GLiNER2: that is an object, with `doc` beside the labels",
        )];
    };
    let Some(doc) = line.get("doc").and_then(Value::as_str) else {
        return vec![malformed(
            number,
            value.clone(),
            "it has no `doc`: put the id of the document beside the result",
        )];
    };
    let known = |label: &str| how.mapping.is_some_and(|m| m.label.contains_key(label));
    let mut out = Vec::new();
    let mut take = |label: &str, fields: &Map<String, Value>, raw: Value| {
        let mut builder = Builder::new(label, how.mapping);
        let mut at: Option<(usize, usize)> = None;
        for (field, value) in fields {
            for words in texts(value) {
                builder.fill(field, &words, how.shared);
            }
            for (start, end) in places(value) {
                at = Some(at.map_or((start, end), |(s, e)| (s.min(start), e.max(end))));
            }
        }
        let foreign = builder.build();
        // places of single words are no place of a quote of its own
        let at = at.filter(|_| foreign.quote.is_empty());
        out.push(Record {
            line: number,
            doc: doc.to_owned(),
            text: None,
            raw,
            at: at.map(|(start, end)| Given {
                start,
                end,
                measure: how.measure(),
            }),
            foreign: Ok(foreign),
        });
    };
    for (label, value) in line {
        if label == RELATIONS {
            continue;
        }
        for structure in value.as_array().into_iter().flatten() {
            if let Some(fields) = structure.as_object().filter(|_| known(label)) {
                take(label, fields, json!({ label.as_str(): structure }));
            }
        }
    }
    let relations = line.get(RELATIONS).and_then(Value::as_object);
    for (label, pairs) in relations.into_iter().flatten().filter(|(l, _)| known(l)) {
        for pair in pairs.as_array().into_iter().flatten() {
            let fields = match pair {
                Value::Array(ends) => ["head", "tail"]
                    .into_iter()
                    .map(str::to_owned)
                    .zip(ends.iter().cloned())
                    .collect(),
                Value::Object(fields) => fields.clone(),
                _ => continue,
            };
            take(label, &fields, json!({ label.as_str(): pair }));
        }
    }
    out
}

/// Where the texts of a value stand.
fn places(value: &Value) -> Vec<(usize, usize)> {
    let number = |value: Option<&Value>| {
        value
            .and_then(Value::as_u64)
            .and_then(|n| usize::try_from(n).ok())
    };
    match value {
        Value::Array(list) => list.iter().flat_map(places).collect(),
        Value::Object(map) => number(map.get("start"))
            .zip(number(map.get("end")))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}
