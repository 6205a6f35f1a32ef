//! Whether a statement holds together with the document that it was read from.
//!
//! The same questions are asked when a document is added, where a wrong answer refuses it, and by
//! [`crate::Ledger::verify`], where it shows that the file was changed.

use headstamp_model::{Document, Span, Statement, sha256_hex};

/// What is wrong with `statement` as one of the document with identity `key` and `document`'s text.
pub(crate) fn statement_problem(
    statement: &Statement,
    key: &str,
    document: &Document,
) -> Option<String> {
    let text = &document.text;
    let stretch = |span: Span| text.get(span.start..span.end);
    if statement.doc != document.id {
        return Some(format!(
            "a statement names the document `{}`",
            statement.doc
        ));
    }
    if stretch(statement.span) != Some(statement.quote.as_str()) {
        let Span { start, end } = statement.span;
        return Some(format!(
            "the quote `{}` does not stand at bytes {start}..{end}",
            statement.quote
        ));
    }
    for trace in &statement.traces {
        if let Some(span) = trace.spans.iter().find(|span| stretch(**span).is_none()) {
            return Some(format!(
                "the span {}..{} of field `{}` is no stretch of the text",
                span.start, span.end, trace.field
            ));
        }
    }
    if let Some((role, _)) = statement.roles.iter().find(|(_, actors)| actors.is_empty()) {
        return Some(format!("role `{role}` has no actor"));
    }
    let numbers = statement
        .items
        .iter()
        .flat_map(|item| [item.low, item.high, item.of, item.share]);
    if let Some(number) = numbers.flatten().find(|number| !number.is_finite()) {
        return Some(format!("`{number}` is no number that can be kept"));
    }
    let id = statement.compute_id(key);
    (id != statement.id)
        .then(|| format!("the statement `{}` should have the id `{id}`", statement.id))
}

/// Hash over everything that is kept of a document and its statements, reasons included.
pub(crate) fn content_sha256(document: &Document, statements: &[&Statement]) -> String {
    let mut lines = serde_json::to_string(document).unwrap_or_default();
    for statement in statements {
        lines.push('\n');
        lines.push_str(&serde_json::to_string(statement).unwrap_or_default());
    }
    sha256_hex(lines.as_bytes())
}

/// The order in which statements of one document are kept and listed.
pub(crate) fn sort_key(statement: &Statement) -> (usize, usize, &str) {
    (statement.span.start, statement.span.end, &statement.id)
}
