//! A statement: one source taking one stance on one reported event, in one document.

use crate::{Basis, Certainty, Phase, Polarity, SourceKind, Span, content_id};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is moved, made, left, used, lost or found, with the bounds of the number the text gives.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Item {
    /// Item class, from `packs/_shared/items.toml`.
    pub class: String,
    /// Designation as the field writes it (`Hwasong-11`), if the text names one.
    pub name: Option<String>,
    /// Lower bound of the number; equal to `high` when exact.
    pub low: Option<f64>,
    /// Upper bound of the number.
    pub high: Option<f64>,
    /// What is counted when it is not pieces: `battery`, `tonne`, `shipment`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The base of a remainder: 900 in "119 of the 900".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<f64>,
    /// A share of a whole, 0 to 1: 0.2 for 20 percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// The period of a rate: `day`, `week`, `month`, `year`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

/// Who originally stands behind a statement, as far as the text tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// As printed; `None` when unnamed.
    pub name: Option<String>,
    /// What sort of source.
    pub kind: SourceKind,
    /// Id of the state it speaks for.
    pub state: Option<String>,
}

/// A relay between the source and the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    /// As printed; `None` when the text gives only a kind ("state media").
    pub name: Option<String>,
    /// What sort of relay.
    pub kind: SourceKind,
    /// Id of the state it belongs to, when the text says so.
    pub state: Option<String>,
}

/// Where a field of a statement was read, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The field: `type`, `phase`, `roles.supplier`, `items.0.low` …
    pub field: String,
    /// The words in the document that carry it; several for a coordination.
    pub spans: Vec<Span>,
    /// Why these words give that value: a rule id with file and line, or a named inference.
    pub reason: String,
}

/// One source taking one stance on one reported event, in one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Hash over document, span and fields; the same on every machine.
    pub id: String,
    /// The document's id.
    pub doc: String,
    /// The document's language.
    pub lang: String,
    /// The shortest verbatim stretch that carries the claim.
    pub quote: String,
    /// Where the quote stands.
    pub span: Span,
    /// Event type, from `packs/_shared/events.toml`.
    #[serde(rename = "type")]
    pub event: String,
    /// How far the event got.
    pub phase: Phase,
    /// Role to actor ids; a role that the text leaves open is absent.
    pub roles: BTreeMap<String, Vec<String>>,
    /// What is moved, made, left, used, lost or found.
    pub items: Vec<Item>,
    /// Whether the source says it is so.
    pub polarity: Polarity,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Who stands behind it; `None` when the paper says it in its own voice.
    pub source: Option<Source>,
    /// Relays, nearest the source first.
    pub via: Vec<Via>,
    /// What the source says that it rests on.
    pub basis: Basis,
    /// When the event happened or will (EDTF), if said.
    pub time: Option<String>,
    /// Span and reason of every field.
    pub traces: Vec<Trace>,
}

impl Statement {
    /// The fields that say what is claimed, in the order of the contract.
    pub const CLAIMED: [&str; 10] = [
        "type",
        "phase",
        "roles",
        "items",
        "polarity",
        "certainty",
        "source",
        "via",
        "basis",
        "time",
    ];

    /// The id of this statement, over `document_key`, span and contract fields.
    ///
    /// Two speakers in one sentence never share an id; the reasons play no part, so a reworded
    /// reason leaves ids alone.
    pub fn compute_id(&self, document_key: &str) -> String {
        content_id(&[
            ("document", document_key),
            ("start", &self.span.start.to_string()),
            ("end", &self.span.end.to_string()),
            ("type", &self.event),
            ("phase", self.phase.word()),
            ("roles", &json(&self.roles)),
            ("items", &json(&self.items)),
            ("polarity", self.polarity.word()),
            ("certainty", self.certainty.word()),
            ("source", &json(&self.source)),
            ("via", &json(&self.via)),
            ("basis", self.basis.word()),
            ("time", self.time.as_deref().unwrap_or("")),
        ])
    }

    /// The first trace of `field`.
    pub fn trace(&self, field: &str) -> Option<&Trace> {
        self.traces.iter().find(|trace| trace.field == field)
    }
}

/// JSON of a field, for hashing; maps are `BTreeMap`s, so keys come in order.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
