//! Documents, sources and statements that stories are told with; outlets and people are invented.
#![allow(dead_code, reason = "each test file uses its part")]

use headstamp_linker::{Decided, Input, Links, link};
use headstamp_model::{Document, Item, Source, SourceKind, Statement, Via};
use std::collections::BTreeMap;

pub(crate) fn document(id: &str, day: &str, publisher: &str, text: &str) -> Document {
    Document {
        id: id.to_owned(),
        url: None,
        lang: None,
        published: Some(day.to_owned()).filter(|d| !d.is_empty()),
        publisher: Some(publisher.to_owned()),
        title: None,
        text: text.to_owned(),
        sha256: String::new(),
    }
}

#[allow(clippy::unnecessary_wraps, reason = "a statement may have no source")]
pub(crate) fn source(kind: SourceKind, state: &str, name: &str) -> Option<Source> {
    Some(Source {
        name: Some(name.to_owned()).filter(|n| !n.is_empty()),
        kind,
        state: Some(state.to_owned()).filter(|s| !s.is_empty()),
    })
}

pub(crate) fn via(name: &str) -> Vec<Via> {
    vec![Via {
        name: Some(name.to_owned()),
        kind: SourceKind::Media,
        state: None,
    }]
}

/// Togo sends so many shells to Ghana.
pub(crate) fn shells(doc: &str, source: Option<Source>, number: f64) -> Statement {
    let kind = source.as_ref().and_then(|s| s.name.clone());
    Statement {
        id: format!("{doc} {} {number}", kind.unwrap_or_default()),
        doc: doc.to_owned(),
        event: "transfer".to_owned(),
        roles: [("supplier", "tg"), ("recipient", "gh")]
            .map(|(role, id)| (role.to_owned(), vec![id.to_owned()]))
            .into(),
        items: vec![Item {
            class: "artillery-shell".to_owned(),
            low: Some(number),
            high: Some(number),
            ..Item::default()
        }],
        source,
        ..Statement::default()
    }
}

pub(crate) fn linked(documents: &[Document], statements: &[Statement]) -> Links {
    link(Input {
        documents,
        statements,
        classes: &BTreeMap::new(),
        readers: &BTreeMap::new(),
        decided: Decided::NOTHING,
    })
}
