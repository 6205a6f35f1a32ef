//! Reads statements of other tools out of their files, as foreign statements that the verifier can check.
//!
//! One module per format: `contract` (our own JSON Lines), `langextract`, `gliner2`. A mapping file says
//! what a tool's labels and fields mean here. Nothing is judged in this folder; a line that cannot be
//! read becomes a refusal like any other. Next: `verbs::import`.

mod contract;
mod gliner2;
mod langextract;
mod mapping;
mod offsets;

use crate::args::{Measure, Origin};
use headstamp::{
    packs::Shared,
    reader::verify::{Foreign, Refusal},
};
pub(crate) use mapping::Mapping;
pub(crate) use offsets::Given;
use serde_json::Value;

/// A statement of another tool, or why a line of its file is none.
#[derive(Debug)]
pub(crate) struct Record {
    /// Line of the file, from 1.
    pub(crate) line: usize,
    /// The document as the tool names it.
    pub(crate) doc: String,
    /// The text that the tool read, if it gives it.
    pub(crate) text: Option<String>,
    /// What the tool gave.
    pub(crate) raw: Value,
    /// Where the quote stands, as the tool counts.
    pub(crate) at: Option<Given>,
    /// The statement.
    pub(crate) foreign: Result<Foreign, Refusal>,
}

/// How to read a file.
pub(crate) struct How<'a> {
    pub(crate) from: Origin,
    pub(crate) offsets: Option<Measure>,
    pub(crate) mapping: Option<&'a Mapping>,
    pub(crate) shared: &'a Shared,
}

impl How<'_> {
    /// What offsets count: as said, else what the format usually counts.
    fn measure(&self) -> Measure {
        self.offsets.unwrap_or(match self.from {
            Origin::Contract => Measure::Bytes,
            Origin::Langextract | Origin::Gliner2 => Measure::Characters,
        })
    }
}

/// Reads every line of a file.
pub(crate) fn records(text: &str, how: &How<'_>) -> Vec<Record> {
    let lines = (1..).zip(text.lines());
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .flat_map(|(number, line)| {
            let value: Value = match serde_json::from_str(line) {
                Ok(value) => value,
                Err(error) => {
                    let told = error.to_string();
                    let told = told.split(" at line ").next().unwrap_or_default();
                    let why = format!("it is no JSON: {told} (column {})", error.column());
                    return vec![malformed(number, Value::String(line.to_owned()), why)];
                }
            };
            match how.from {
                Origin::Contract => vec![contract::record(number, value, how)],
                Origin::Langextract => langextract::records(number, &value, how),
                Origin::Gliner2 => gliner2::records(number, &value, how),
            }
        })
        .collect()
}

/// A line that holds no statement.
fn malformed(line: usize, raw: Value, why: impl Into<String>) -> Record {
    let doc = ["doc", "document_id"].iter().find_map(|key| raw.get(key));
    Record {
        line,
        doc: doc.and_then(Value::as_str).unwrap_or_default().to_owned(),
        text: None,
        raw,
        at: None,
        foreign: Err(Refusal::RecordMalformed { why: why.into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use headstamp::packs::Packs;

    fn read(text: &str, from: Origin, mapping: Option<&str>) -> Vec<Record> {
        let shared = &Packs::embedded().shared;
        let mapping = mapping.map(|text| Mapping::read(text, shared).expect("a mapping"));
        let how = How {
            from,
            offsets: None,
            mapping: mapping.as_ref(),
            shared,
        };
        records(text, &how)
    }

    #[test]
    fn a_line_that_is_no_json_leaves_the_others_alone() {
        let text = "{\"doc\": \"a\"\n{\"doc\": \"b\", \"type\": \"transfer\", \"quote\": \"x\"}\n";
        let found = read(text, Origin::Contract, None);
        assert_eq!(found.len(), 2);
        assert!(found[0].foreign.is_err());
        assert_eq!(found[1].foreign.as_ref().expect("read").event, "transfer");
    }

    #[test]
    fn an_extraction_of_langextract_is_a_statement_whose_attributes_are_its_fields() {
        let text = r#"{"document_id": "a", "text": "Norway sold tanks.", "extractions": [{"extraction_class": "transfer", "extraction_text": "Norway sold tanks", "char_interval": {"start_pos": 0, "end_pos": 17}, "attributes": {"supplier": "Norway", "item": ["tanks"]}}]}"#;
        let found = read(text, Origin::Langextract, None);
        let foreign = found[0].foreign.as_ref().expect("read");
        assert_eq!(foreign.roles["supplier"], ["Norway"]);
        assert_eq!(foreign.items[0].class, "tanks");
        assert!(found[0].at.is_some() && foreign.in_words);
    }

    #[test]
    fn structures_and_relations_of_gliner2_are_read_through_the_mapping() {
        let mapping = "[label.deal]\ntype = \"transfer\"\nfields = { seller = \"supplier\", goods = \"item\" }\n\n[label.supplies]\ntype = \"transfer\"\nfields = { head = \"supplier\", tail = \"recipient\" }\n";
        let text = r#"{"doc": "a", "deal": [{"seller": {"text": "Norway", "start": 0, "end": 6}, "goods": ["tanks"]}], "relation_extraction": {"supplies": [["Norway", "Ghana"]]}}"#;
        let found = read(text, Origin::Gliner2, Some(mapping));
        assert_eq!(found.len(), 2);
        let deal = found[0].foreign.as_ref().expect("read");
        assert_eq!(deal.roles["supplier"], ["Norway"]);
        let relation = found[1].foreign.as_ref().expect("read");
        assert_eq!(relation.roles["recipient"], ["Ghana"]);
    }
}
