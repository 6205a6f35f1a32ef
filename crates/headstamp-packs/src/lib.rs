//! Language data checked into tables: the words and rules by which the reader reads.
//!
//! [`Packs`] holds every language (a folder under `packs/`) and what languages share
//! (`packs/_shared`), each entry with the file and line that it comes from. [`Packs::embedded`] are
//! those the program was built with, [`Packs::load`] reads a folder. What is wrong with a pack is a
//! [`Problem`] with a code, a place and a suggestion; all of them are told at once.
//!
//! Next: [`schema`] for what stands in each file, `docs/reference/pack-format.md` for the same in
//! prose, `headstamp-reader` for what is done with it.

mod check;
pub mod codes;
mod designations;
pub mod embedded;
mod figures;
mod files;
mod format;
mod knowledge;
mod known;
mod links;
mod load;
mod packs;
pub mod pattern;
mod problem;
pub mod schema;
mod shape;
mod side_by_side;
mod source;
mod suggest;
mod tools;
mod vocabulary;
mod walk;
mod words;

pub mod dates_schema;
pub mod numbers_schema;

pub use codes::{Code, Severity, help_for};
pub use figures::embedded_precision;
pub use format::format_toml;
pub use knowledge::Knowledge;
pub use packs::{CaseFile, Entries, EventRules, Grammar, Pack, Packs, Shared};
pub use problem::{PackErrors, Problem};
pub use side_by_side::side_by_side;
pub use source::{Entry, Origin};
pub use tools::{NewPackError, Report, check, check_embedded, new_pack};
pub use vocabulary::reading_words;
