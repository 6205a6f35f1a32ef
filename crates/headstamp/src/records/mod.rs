//! What the verbs print: statements, documents, misses, hits, reviews, what reading again changes, and
//! rows of the summary.
//!
//! Every record is told in the three forms that `output` knows. Next: `output`.

mod document;
mod dossier;
mod links;
mod reports;
mod reread;
mod review;
mod statement;
mod summary;
mod timeline;
mod weapon;
mod withdrawn;

pub(crate) use document::{MissOut, hit_meaning, hit_place};
pub(crate) use dossier::{DossierOut, EntryOut, dossier_page};
use headstamp::model::Span;
pub(crate) use links::{Appearance, ClaimOut, EventOut, OriginOut, counted};
pub(crate) use reports::{CircleOut, ConflictOut, GapOut, Told};
pub(crate) use reread::{RereadOut, What};
pub(crate) use review::ReviewOut;
use serde::Serialize;
pub(crate) use statement::{ListedOut, StatementOut};
pub(crate) use summary::SummaryOut;
pub(crate) use timeline::{MarkOut, drawing};
pub(crate) use weapon::WeaponOut;
pub(crate) use withdrawn::WithdrawnOut;

/// A stretch of text in bytes and in characters.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Place {
    start: usize,
    end: usize,
    char_start: usize,
    char_end: usize,
}

/// A stretch in both counts.
pub(crate) fn place(span: Span, chars: Span) -> Place {
    Place {
        start: span.start,
        end: span.end,
        char_start: chars.start,
        char_end: chars.end,
    }
}

/// The first letters of an id, enough to name it by.
pub(crate) fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

pub(super) fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}
