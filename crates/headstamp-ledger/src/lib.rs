//! The ledger: one `SQLite` file that holds documents, the bytes they were read from, the statements
//! found in them, and a log of everything that was done.
//!
//! The file is meant to be read by other programs too: its tables and views carry the field names
//! of a statement, and `statement_view`, `document_view` and `summary` read well in Datasette or DB
//! Browser. Ids are hashes of content, so the same documents give the same rows in every order of
//! adding; only the log, which is chained by hashes, tells the order and the time. The crate knows
//! no language, no pack and no clock.
//!
//! Next: [`Ledger`] for opening and writing, [`Filter`] for listing, `migrations/` for the schema and
//! [`schema_page`] for the same in prose, `headstamp` for the commands over it.

mod add;
mod check;
mod difference;
mod error;
mod export;
mod filter;
mod import;
mod ledger;
mod links;
mod log;
mod migrate;
mod original;
mod query;
mod record;
mod reread;
mod review;
mod schema;
mod summary;
mod verify;
mod verify_history;
mod withdrawn;

pub use add::{Added, Incoming};
pub use difference::{Change, Difference, FieldChange};
pub use error::LedgerError;
pub use export::{looks_like_a_formula, workbook};
pub use filter::Filter;
pub use import::{Import, Imported, ReadBy};
pub use ledger::{Batch, Ledger, Mode};
pub use links::{ClaimRecord, CopyRecord, EventRecord, JoinRecord, LinkRecord, Linked};
pub use log::{LogEntry, LogNote};
pub use migrate::{APPLICATION_ID, SCHEMA_VERSION};
pub use record::{DocumentRecord, StatementRecord};
pub use reread::Reread;
pub use review::{CLAIM, ORIGIN, Review, ReviewRecord};
pub use schema::schema_page;
pub use summary::{ItemSummary, SourceSummary, SummaryRow};
pub use verify::{Problem, VerifyReport};
pub use withdrawn::Withdrawn;
