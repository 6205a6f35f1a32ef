//! From bytes to documents: files, folders and standard input become [`Document`]s.
//!
//! Evidence is never edited. The original bytes travel with each document and their SHA-256 is
//! written into it; the text is what those bytes decode to, verbatim, minus a byte order mark and
//! a header that only carries metadata. Only for HTML is the text an extract: the main text of
//! the page, found by a library.
//!
//! What a document states about itself (date, language, publisher) beats what the caller says in
//! [`Options`]; what the caller says beats what is guessed from the text. No language is named
//! here: the caller passes the codes it knows and, for datelines in words, a function.
//!
//! One bad input never stops the rest: every failure is an [`IngestError`] with file, line, what is
//! wrong and what to do. Nothing is printed.
//!
//! Start at [`ingest`] or, for bytes at hand, [`from_bytes`]. Inside: `inputs` lists files, `sniff`
//! tells formats, `charset` decodes, `header`, `json`, `html` read the formats, `finish` fills in
//! date and language.
//!
//! ```
//! use headstamp_ingest::{Ingested, Options, from_bytes};
//!
//! let bytes = b"date 2024-03-05\n\nThe port received two crates.\n";
//! let found = from_bytes("port.txt", bytes, &Options::default());
//! let Some(Ingested::Document(entry)) = found.first() else { panic!("no document") };
//! assert_eq!(entry.document.published.as_deref(), Some("2024-03-05"));
//! assert_eq!(entry.document.text, "The port received two crates.\n");
//! ```
//!
//! [`Document`]: headstamp_model::Document

mod charset;
mod date;
mod error;
mod finish;
mod header;
mod html;
mod inputs;
mod json;
mod language;
mod lines;
mod note;
mod options;
mod run;
mod sniff;

pub use date::published_date;
pub use error::{ErrorKind, IngestError};
pub use note::{Note, NoteKind};
pub use options::{Dateline, Input, Options};
pub use run::{Entry, Ingested, from_bytes, ingest};
