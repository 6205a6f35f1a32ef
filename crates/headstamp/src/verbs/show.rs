//! `headstamp show`: one statement or document with everything behind it.

use crate::args::{Format, Show};
use crate::display;
use crate::failure::{Failure, Status};
use crate::output;
use crate::records::{ListedOut, StatementOut, WithdrawnOut, short};
use crate::table;
use crate::verbs::found::find;
use crate::verbs::linked;
use headstamp::{
    ledger::{DocumentRecord, Filter, Ledger, LedgerError, Mode, ReviewRecord, StatementRecord},
    model::{CharOffsets, Span, Statement},
    packs::embedded_precision,
};
use std::io::Write;

/// How much of the text is shown on either side of a quote, in characters.
const CONTEXT: usize = 240;

pub(super) fn run(args: &Show) -> Result<Status, Failure> {
    let ledger = args.ledger.open(Mode::ReadOnly)?;
    let format = args.format.chosen();
    match ledger.statement(&args.id) {
        Ok(record) => statement(&ledger, record, format)?,
        Err(LedgerError::NotFound { .. }) => match ledger.document(&args.id) {
            Ok(record) => document(&ledger, &record, format)?,
            Err(LedgerError::NotFound { .. }) => match find(&ledger, &args.id)? {
                Some(found) => linked::show(&ledger, &found, format)?,
                None => withdrawn(&ledger, &args.id, format)?,
            },
            Err(error) => return Err(error.into()),
        },
        Err(error) => return Err(error.into()),
    }
    Ok(Status::Done)
}

/// A statement that a later reading no longer gives.
fn withdrawn(ledger: &Ledger, id: &str, format: Format) -> Result<(), Failure> {
    let found = ledger.withdrawn(id).map_err(|error| match error {
        LedgerError::NotFound { .. } => Failure::new(
            Status::Failed,
            format!("no statement, document, claim, origin or event is called `{id}`"),
            "list them with `headstamp statements`, `documents`, `claims`, `origins` and `events`",
        ),
        error => error.into(),
    })?;
    let document = ledger.document(&found.document)?;
    let text = &document.document.text;
    if format != Format::Table {
        let out = WithdrawnOut::new(found, &CharOffsets::new(text));
        return output::print(format, &[out]);
    }
    let now = found.replaced_by.as_deref().map_or_else(
        || "no statement is read there now".to_owned(),
        |now| format!("read there since: {now}"),
    );
    let mut page = format!(
        "statement {}\nwithdrawn when it was read again, {} by {} (entry {} of the log); {now}\n",
        found.statement.id, found.at, found.who, found.sequence
    );
    page.push_str(&table::bare(&document_rows(&document), table::width()));
    page.push_str("\nwhat it said, by which words, and why\n");
    page.push_str(&table::bare(
        &field_rows(&found.statement, text),
        table::width(),
    ));
    write(&page)
}

fn statement(ledger: &Ledger, record: StatementRecord, format: Format) -> Result<(), Failure> {
    if format != Format::Table {
        return output::print(format, &[ListedOut(StatementOut::listed(record))]);
    }
    let document = ledger.document(&record.document)?;
    let out = StatementOut::listed(record);
    let statement = out.statement();
    let text = &document.document.text;
    let mut page = format!("statement {}\n", statement.id);
    page.push_str(&table::bare(&document_rows(&document), table::width()));
    page.push_str("\nthe quote in its text\n");
    let (before, after) = context(text, statement.span);
    let quoted = format!("{before}\u{25b6} {} \u{25c0}{after}", statement.quote);
    page.push_str(&table::bare(&[vec![String::new(), quoted]], table::width()));
    page.push_str("\nwhat it says, by which words, and why\n");
    let mut rows = field_rows(statement, text);
    rows.insert(1, rule_row(out.rule()));
    page.push_str(&table::bare(&rows, table::width()));
    if !out.reviews().is_empty() {
        page.push_str("\nwhat people decided\n");
        page.push_str(&table::bare(&review_rows(out.reviews()), table::width()));
    }
    let same: Vec<Vec<String>> = ledger
        .statements(&same_document(&document))?
        .iter()
        .filter(|other| other.statement.id != statement.id)
        .map(|other| summary_row(&other.statement))
        .collect();
    if !same.is_empty() {
        page.push_str("\nother statements in this document\n");
        page.push_str(&table::bare(&same, table::width()));
    }
    write(&page)
}

fn document(ledger: &Ledger, record: &DocumentRecord, format: Format) -> Result<(), Failure> {
    if format != Format::Table {
        return output::print(format, std::slice::from_ref(record));
    }
    let mut page = String::from("document\n");
    page.push_str(&table::bare(&document_rows(record), table::width()));
    let versions = ledger.versions(&record.key)?;
    if versions.len() > 1 {
        page.push_str("\ntexts that stood at its address\n");
        let rows: Vec<Vec<String>> = versions
            .iter()
            .map(|version| {
                vec![
                    format!("  {}", short(&version.key)),
                    version.document.id.clone(),
                    version.document.published.clone().unwrap_or_default(),
                ]
            })
            .collect();
        page.push_str(&table::bare(&rows, table::width()));
    }
    let rows: Vec<Vec<String>> = ledger
        .statements(&same_document(record))?
        .iter()
        .map(|found| summary_row(&found.statement))
        .collect();
    page.push_str("\nstatements\n");
    page.push_str(&table::bare(&rows, table::width()));
    page.push_str("\ntext\n");
    page.push_str(&table::bare(
        &[vec![
            String::new(),
            record.document.text.trim_end().to_owned(),
        ]],
        table::width(),
    ));
    write(&page)
}

pub(super) fn write(page: &str) -> Result<(), Failure> {
    let mut out = output::out();
    out.write_all(page.as_bytes())?;
    Ok(out.flush()?)
}

fn same_document(record: &DocumentRecord) -> Filter {
    Filter {
        document: Some(record.key.clone()),
        ..Filter::default()
    }
}

fn document_rows(record: &DocumentRecord) -> Vec<Vec<String>> {
    let document = &record.document;
    let added = match (&record.added_at, &record.added_by) {
        (Some(at), Some(by)) => Some(format!("{at} by {by}")),
        (at, _) => at.clone(),
    };
    let rows = [
        (
            "document",
            Some(format!("{} (key {})", document.id, record.key)),
        ),
        ("title", document.title.clone()),
        ("publisher", document.publisher.clone()),
        ("published", document.published.clone()),
        ("address", document.url.clone()),
        ("language", document.lang.clone()),
        ("read from", record.path.clone()),
        ("added", added),
        ("original", Some(format!("SHA-256 {}", document.sha256))),
        (
            "read with",
            Some(format!(
                "headstamp {}, packs {}",
                record.reader, record.packs
            )),
        ),
    ];
    rows.into_iter()
        .filter_map(|(name, value)| Some(vec![format!("  {name}"), value?]))
        .collect()
}

/// The rule that made it, and how often that rule was right on annotated articles.
fn rule_row(rule: &str) -> Vec<String> {
    let measured = display::measured(embedded_precision(rule));
    vec![
        "  rule".to_owned(),
        rule.to_owned(),
        String::new(),
        measured,
    ]
}

/// A row per field: the value, the words that carry it, the reason.
fn field_rows(statement: &Statement, text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![
        ("type".to_owned(), statement.event.clone()),
        ("phase".to_owned(), statement.phase.to_string()),
    ];
    rows.extend(
        statement
            .roles
            .iter()
            .map(|(role, ids)| (format!("roles.{role}"), ids.join(", "))),
    );
    rows.extend(
        statement
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| (format!("items.{at}"), display::item(item))),
    );
    rows.push(("polarity".to_owned(), statement.polarity.to_string()));
    rows.push(("certainty".to_owned(), statement.certainty.to_string()));
    rows.push((
        "source".to_owned(),
        display::source(statement.source.as_ref(), &[]),
    ));
    rows.extend(statement.via.iter().enumerate().map(|(at, relay)| {
        let name = relay
            .name
            .clone()
            .unwrap_or_else(|| display::speaker(None, relay.kind, relay.state.as_deref()));
        (format!("via.{at}"), name)
    }));
    rows.push(("basis".to_owned(), statement.basis.to_string()));
    rows.extend(
        statement
            .time
            .iter()
            .map(|time| ("time".to_owned(), time.clone())),
    );
    rows.into_iter()
        .map(|(field, value)| {
            let below = format!("{field}.");
            let traces = statement
                .traces
                .iter()
                .filter(|trace| trace.field == field || trace.field.starts_with(&below));
            let mut words = Vec::new();
            let mut reasons = Vec::new();
            for trace in traces {
                let spans: Vec<&str> = trace.spans.iter().map(|span| span.of(text)).collect();
                words.push(format!("\u{201c}{}\u{201d}", spans.join(" \u{2026} ")));
                if !reasons.contains(&trace.reason) {
                    reasons.push(trace.reason.clone());
                }
            }
            words.dedup();
            vec![
                format!("  {field}"),
                value,
                words.join("\n"),
                reasons.join("\n"),
            ]
        })
        .collect()
}

fn review_rows(reviews: &[ReviewRecord]) -> Vec<Vec<String>> {
    let rows = reviews.iter().map(|review| {
        let value = review
            .value
            .as_deref()
            .map_or_else(String::new, |v| format!(" {v}"));
        let reading = if review.is_on_another_reading() {
            format!("on another reading, {}", short(&review.decided_on))
        } else {
            "on this reading".to_owned()
        };
        vec![
            format!("  {}{value}", review.decision),
            format!("{}, {}", review.who, review.at),
            reading,
            review.because.clone(),
        ]
    });
    rows.collect()
}

pub(super) fn summary_row(statement: &Statement) -> Vec<String> {
    vec![
        format!("  {}", short(&statement.id)),
        format!("{} {}", statement.event, statement.phase),
        display::parties(&statement.roles, &str::to_owned),
        display::items(&statement.items),
        display::stance(statement),
        display::source(statement.source.as_ref(), &statement.via),
    ]
}

/// The text on either side of a span, within its paragraph.
fn context(text: &str, span: Span) -> (String, String) {
    let before = text.get(..span.start).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let count = before.chars().count();
    let mut lead: String = before.chars().skip(count.saturating_sub(CONTEXT)).collect();
    if count > CONTEXT {
        lead.insert(0, '\u{2026}');
    }
    let mut tail: String = after.chars().take(CONTEXT).collect();
    if after.chars().nth(CONTEXT).is_some() {
        tail.push('\u{2026}');
    }
    (lead, tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_stays_in_the_paragraph_and_on_character_borders() {
        let text = "Vorher.\nÜber die Grenze kam ein Zug.\nNachher.";
        let start = text.find("die").expect("stands there");
        let (before, after) = context(text, Span::new(start, start + 3));
        assert_eq!(
            (before.as_str(), after.as_str()),
            ("Über ", " Grenze kam ein Zug.")
        );
    }

    #[test]
    fn long_context_is_cut_and_shows_it() {
        let text = format!("{}x{}", "a".repeat(500), "b".repeat(500));
        let (before, after) = context(&text, Span::new(500, 501));
        assert!(before.starts_with('\u{2026}') && after.ends_with('\u{2026}'));
        assert_eq!(before.chars().count(), CONTEXT + 1);
    }
}
