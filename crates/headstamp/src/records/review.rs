//! What a person decided about a statement, as it is printed.

use super::{short, text};
use crate::output::Record;
use headstamp::ledger::ReviewRecord;
use serde::Serialize;

/// A review.
pub(crate) struct ReviewOut(pub(crate) ReviewRecord);

impl Record for ReviewOut {
    const HEADING: &'static [&'static str] =
        &["review", "statement", "decision", "because", "quote"];
    const COLUMNS: &'static [&'static str] = &[
        "review",
        "decision",
        "who",
        "at",
        "because",
        "statement",
        "decided_on",
        "doc",
        "document",
        "type",
        "start",
        "end",
        "quote",
    ];

    fn row(&self) -> Vec<String> {
        let review = &self.0;
        let then = short(&review.decided_on);
        let statement = match &review.statement {
            None => format!("none (then {then})"),
            Some(_) if !review.is_on_another_reading() => then.to_owned(),
            Some(now) => format!("{} (then {then})", short(now)),
        };
        vec![
            review.review.to_string(),
            format!("{statement}\n{}", review.doc),
            format!("{} {}\nby {}", review.decision, review.event, review.who),
            review.because.clone(),
            review.quote.clone(),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let review = &self.0;
        vec![
            review.review.to_string(),
            review.decision.to_string(),
            review.who.clone(),
            review.at.clone(),
            review.because.clone(),
            text(review.statement.as_ref()),
            review.decided_on.clone(),
            review.doc.clone(),
            review.document.clone(),
            review.event.clone(),
            review.span.start.to_string(),
            review.span.end.to_string(),
            review.quote.clone(),
        ]
    }

    fn line(&self) -> impl Serialize {
        &self.0
    }
}
