//! What a person decided about a statement, as it is printed.

use super::{short, text};
use crate::output::Record;
use headstamp::{ledger::ReviewRecord, model::Decision};
use serde::Serialize;

/// A review.
pub(crate) struct ReviewOut(pub(crate) ReviewRecord);

impl ReviewOut {
    /// What was decided, of what, by whom; of two statements which review has the first.
    fn decision(&self) -> String {
        let review = &self.0;
        let about = match (&review.value, review.decision) {
            (Some(value), Decision::Corrected) => format!("{}, now {}", review.event, short(value)),
            (Some(value), _) => value.clone(),
            (None, _) => review.event.clone(),
        };
        let with = review
            .pair
            .map_or_else(String::new, |pair| format!(" with {pair}"));
        format!("{} {about}{with}\nby {}", review.decision, review.who)
    }
}

impl Record for ReviewOut {
    const HEADING: &'static [&'static str] =
        &["review", "statement", "decision", "because", "quote"];
    const COLUMNS: &'static [&'static str] = &[
        "review",
        "decision",
        "who",
        "at",
        "because",
        "value",
        "pair",
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
            self.decision(),
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
            text(review.value.as_ref()),
            review
                .pair
                .map_or_else(String::new, |pair| pair.to_string()),
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
