//! Which documents or statements are wanted.
//!
//! All fields that are given must hold. Dates mean the publication of the document, whose own date
//! may be coarse: `since 2024-06-10` keeps what appeared in `2024-06`, because it may have appeared
//! after the tenth.

use crate::error::LedgerError;
use headstamp_model::{Phase, Polarity};
use rusqlite::types::Value;

/// What a document or statement must be like to be listed; an empty filter lists all.
///
/// Asked of documents, the fields about statements keep documents with at least one such statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Actor in the role `supplier`.
    pub supplier: Option<String>,
    /// Actor in the role `recipient`.
    pub recipient: Option<String>,
    /// Actor in any role.
    pub actor: Option<String>,
    /// Actors in other roles: role and actor.
    pub roles: Vec<(String, String)>,
    /// Item class.
    pub item: Option<String>,
    /// Designation of an item, as the field writes it.
    pub designation: Option<String>,
    /// Event type.
    pub event: Option<String>,
    /// How far the event got.
    pub phase: Option<Phase>,
    /// What the source says of it.
    pub polarity: Option<Polarity>,
    /// State that the source speaks for.
    pub source_state: Option<String>,
    /// Published on this date or later.
    pub since: Option<String>,
    /// Published on this date or earlier; `2024` reaches to its end.
    pub until: Option<String>,
    /// Document: its key, or an id under which it was handed in.
    pub document: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Language of the document or statement.
    pub lang: Option<String>,
    /// Words in the text or title of the document: all of them, `"several together"`, `begin*`.
    pub text: Option<String>,
    /// Only what was added after this place in the log.
    pub new_since: Option<i64>,
}

/// A condition of SQL with its values.
#[derive(Debug, Default)]
pub(crate) struct Condition {
    parts: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Condition {
    /// Adds `part`, in which every `?` stands for `value`.
    fn add(&mut self, part: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.parts
            .push(part.replace('?', &format!("?{}", self.values.len())));
    }

    fn add_given(&mut self, part: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.add(part, value.clone());
        }
    }

    fn add_role(&mut self, role: &str, actor: &str) {
        self.values.push(role.to_owned().into());
        self.values.push(actor.to_owned().into());
        let (role, actor) = (self.values.len() - 1, self.values.len());
        let part = format!(
            "s.id IN (SELECT statement FROM statement_role WHERE role = ?{role} AND actor = ?{actor})"
        );
        self.parts.push(part);
    }

    /// What to put behind a query: nothing, or ` WHERE …`.
    pub(crate) fn sql(&self) -> String {
        if self.parts.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", self.parts.join(" AND "))
        }
    }
}

impl Filter {
    /// The condition on statements `s` joined with their documents `d`.
    pub(crate) fn on_statements(&self) -> Result<Condition, LedgerError> {
        let mut condition = Condition::default();
        self.add_statement_fields(&mut condition);
        condition.add_given("s.lang = ?", self.lang.as_ref());
        self.add_document_fields(&mut condition)?;
        Ok(condition)
    }

    /// The condition on documents `d`.
    pub(crate) fn on_documents(&self) -> Result<Condition, LedgerError> {
        let mut inner = Condition::default();
        self.add_statement_fields(&mut inner);
        let mut condition = Condition::default();
        if !inner.parts.is_empty() {
            let fits = format!(
                "d.key IN (SELECT s.document FROM statement AS s{})",
                inner.sql()
            );
            condition = Condition {
                parts: vec![fits],
                values: inner.values,
            };
        }
        condition.add_given("d.lang = ?", self.lang.as_ref());
        self.add_document_fields(&mut condition)?;
        Ok(condition)
    }

    fn add_statement_fields(&self, condition: &mut Condition) {
        let named = [("supplier", &self.supplier), ("recipient", &self.recipient)];
        let named = named
            .iter()
            .filter_map(|(role, actor)| Some((*role, actor.as_ref()?)));
        for (role, actor) in named.chain(
            self.roles
                .iter()
                .map(|(role, actor)| (role.as_str(), actor)),
        ) {
            condition.add_role(role, actor);
        }
        condition.add_given(
            "s.id IN (SELECT statement FROM statement_role WHERE actor = ?)",
            self.actor.as_ref(),
        );
        condition.add_given(
            "s.id IN (SELECT statement FROM statement_item WHERE class = ?)",
            self.item.as_ref(),
        );
        condition.add_given(
            "s.id IN (SELECT statement FROM statement_item WHERE name = ?)",
            self.designation.as_ref(),
        );
        condition.add_given("s.type = ?", self.event.as_ref());
        if let Some(phase) = self.phase {
            condition.add("s.phase = ?", phase.word().to_owned());
        }
        if let Some(polarity) = self.polarity {
            condition.add("s.polarity = ?", polarity.word().to_owned());
        }
        condition.add_given("s.source_state = ?", self.source_state.as_ref());
    }

    fn add_document_fields(&self, condition: &mut Condition) -> Result<(), LedgerError> {
        condition.add_given(
            "(d.published >= ? OR substr(?, 1, length(d.published)) = d.published)",
            self.since.as_ref(),
        );
        condition.add_given(
            "substr(d.published, 1, length(?)) <= ?",
            self.until.as_ref(),
        );
        condition.add_given(
            "(d.key = ? OR d.key IN (SELECT document FROM document_copy WHERE id = ?))",
            self.document.as_ref(),
        );
        condition.add_given("d.publisher = ?", self.publisher.as_ref());
        if let Some(text) = &self.text {
            let query = full_text_query(text)?;
            condition.add(
                "d.number IN (SELECT rowid FROM document_text WHERE document_text MATCH ?)",
                query,
            );
        }
        if let Some(sequence) = self.new_since {
            let part =
                "d.key IN (SELECT subject FROM log WHERE what = 'document.added' AND sequence > ?)";
            condition.add(part, sequence);
        }
        Ok(())
    }
}

/// Turns what a person typed into a query that FTS5 cannot misread: every word and every stretch in
/// double quotes becomes a quoted phrase, a `*` at its end stays; all must occur.
fn full_text_query(given: &str) -> Result<String, LedgerError> {
    let mut phrases = Vec::new();
    for (place, stretch) in given.split('"').enumerate() {
        let is_quoted = place % 2 == 1;
        let words: Vec<&str> = if is_quoted {
            vec![stretch]
        } else {
            stretch.split_whitespace().collect()
        };
        for word in words {
            let (word, star) = word
                .strip_suffix('*')
                .map_or((word, ""), |word| (word, "*"));
            if word.chars().any(char::is_alphanumeric) {
                phrases.push(format!("\"{word}\"{star}"));
            }
        }
    }
    if phrases.is_empty() {
        return Err(LedgerError::Invalid {
            given: given.to_owned(),
            wanted: "at least one word to search for",
        });
    }
    Ok(phrases.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_of_the_search_language_are_plain_words() {
        assert_eq!(
            full_text_query("a AND title:b*").expect("query"),
            r#""a" "AND" "title:b"*"#
        );
    }

    #[test]
    fn an_open_quotation_mark_is_no_error() {
        assert_eq!(full_text_query(r#"x "y z"#).expect("query"), r#""x" "y z""#);
    }

    #[test]
    fn a_search_without_a_word_is_refused() {
        assert!(full_text_query(" \" * ").is_err());
    }
}
