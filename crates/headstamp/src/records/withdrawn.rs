//! A statement that a later reading no longer gives, as it is printed: as `read` printed it, with what
//! became of it.

use super::StatementOut;
use crate::output::Record;
use headstamp::{ledger::Withdrawn, model::CharOffsets};
use serde::Serialize;

/// A withdrawn statement.
pub(crate) struct WithdrawnOut {
    statement: StatementOut,
    facts: Facts,
}

#[derive(Debug, Clone, Serialize)]
struct Facts {
    document: String,
    withdrawn_at: String,
    withdrawn_by: String,
    withdrawn_sequence: i64,
    replaced_by: Option<String>,
}

impl WithdrawnOut {
    /// A withdrawn statement of the text that `offsets` counts.
    pub(crate) fn new(withdrawn: Withdrawn, offsets: &CharOffsets) -> Self {
        Self {
            statement: StatementOut::read(withdrawn.statement, offsets),
            facts: Facts {
                document: withdrawn.document,
                withdrawn_at: withdrawn.at,
                withdrawn_by: withdrawn.who,
                withdrawn_sequence: withdrawn.sequence,
                replaced_by: withdrawn.replaced_by,
            },
        }
    }
}

#[derive(Serialize)]
struct Line<S, F> {
    #[serde(flatten)]
    statement: S,
    #[serde(flatten)]
    facts: F,
}

impl Record for WithdrawnOut {
    const HEADING: &'static [&'static str] = StatementOut::HEADING;
    const COLUMNS: &'static [&'static str] = StatementOut::COLUMNS;

    fn row(&self) -> Vec<String> {
        self.statement.row()
    }

    fn cells(&self) -> Vec<String> {
        self.statement.cells()
    }

    fn line(&self) -> impl Serialize {
        Line {
            statement: self.statement.json(),
            facts: &self.facts,
        }
    }
}
