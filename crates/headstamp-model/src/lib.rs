//! The vocabulary that every Headstamp crate shares: [`Document`], [`Statement`] and the small
//! closed lists that a statement is made of.
//!
//! The names here are the names everywhere: Rust fields, SQL columns, JSON keys, pack keys and the
//! words on pages are one and the same. Closed lists that carry behaviour ([`Phase`], [`Polarity`],
//! [`Certainty`], [`Basis`], [`SourceKind`], [`Decision`]) are enums; open lists (event types, roles, item classes,
//! actors) are data in `packs/_shared/` and appear here as plain ids.
//!
//! No I/O and no language lives here. Next: `headstamp-packs` for the words,
//! `headstamp-reader` for how a document becomes statements.

mod document;
mod hash;
mod span;
mod statement;
mod terms;

pub use document::{Document, outlet};
pub use hash::{content_id, sha256_hex};
pub use span::{CharOffsets, Span};
pub use statement::{Item, Source, Statement, Trace, Via};
pub use terms::{Basis, Certainty, Decision, Phase, Polarity, SourceKind, UnknownTerm};
