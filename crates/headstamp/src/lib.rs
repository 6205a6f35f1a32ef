//! Headstamp reads news and reports in many languages and keeps a ledger of who claims what about
//! arms, on what evidence, and where the claim came from.
//!
//! This crate is the front door: it re-exports the crates that do the work, one module each, and
//! holds the `headstamp` command. A text goes from [`ingest`] (bytes to documents) through
//! [`reader`] (documents and [`packs`] to statements) and [`linker`] (statements to claims, origins and events) to [`ledger`] (one `SQLite` file); the words
//! that they share are in [`model`]. How good the reading is, [`eval`] measures.
//!
//! ```
//! use headstamp::{ingest, ledger, packs::Packs, reader::Reader};
//!
//! // a document, from bytes as they lie on the disk or come over the network
//! let bytes = b"published 2024-02-27\nlang en\n\nNorway has delivered forty tanks to Ukraine.\n";
//! let found = ingest::from_bytes("report.txt", bytes, &ingest::Options::default());
//! let Some(ingest::Ingested::Document(entry)) = found.first() else { panic!("no document") };
//!
//! // what it says
//! let reader = Reader::new(Packs::embedded());
//! let reading = reader.read(&entry.document)?;
//! for statement in &reading.statements {
//!     assert!(entry.document.text.contains(&statement.quote));
//! }
//!
//! // kept, with the bytes that it was read from
//! # let folder = std::env::temp_dir().join(format!("headstamp-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! let path = folder.join("headstamp.db");
//! let mut kept = ledger::Ledger::open(&path, ledger::Mode::Create, std::time::Duration::from_secs(5))?;
//! let incoming = ledger::Incoming {
//!     document: &entry.document,
//!     original: Some(&entry.original),
//!     path: Some(&entry.path),
//!     statements: &reading.statements,
//!     reader: env!("CARGO_PKG_VERSION"),
//!     packs: reader.packs_version(),
//!     at: "2026-01-02T03:04:05Z",
//!     who: "somebody",
//! };
//! assert!(kept.add_document(&incoming)?.is_new());
//! assert_eq!(kept.statements(&ledger::Filter::default())?.len(), reading.statements.len());
//! # drop(kept);
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod eval;

pub use headstamp_ingest as ingest;
pub use headstamp_ledger as ledger;
pub use headstamp_linker as linker;
pub use headstamp_model as model;
pub use headstamp_packs as packs;
pub use headstamp_reader as reader;
