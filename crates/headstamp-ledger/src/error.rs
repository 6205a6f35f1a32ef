//! What can go wrong with a ledger, in words that say what to do.
//!
//! Inside the crate functions return [`Fault`], which a bare `SQLite` error turns into by `?`; at the
//! border [`Fault::at`] adds the path and sorts `SQLite`'s codes into the few cases that a person can
//! act upon.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// What went wrong with a ledger; the last line of each message says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// Another program held the ledger for longer than the waiting time.
    #[error(
        "the ledger `{path}` is locked by another program\nwait until that program has finished, then try again"
    )]
    Locked {
        /// The ledger.
        path: PathBuf,
    },
    /// The file is no longer a sound database: truncated, overwritten, or holding what it cannot.
    #[error(
        "the ledger `{path}` is damaged: {detail}\nput back a copy of the file (with its `-wal` file, if there is one), or add the documents to a new ledger"
    )]
    Damaged {
        /// The ledger.
        path: PathBuf,
        /// What does not fit.
        detail: String,
    },
    /// The ledger was written by a newer Headstamp.
    #[error(
        "the ledger `{path}` has schema {found}, this program knows schemas up to {known}\nuse the newer program that wrote it"
    )]
    NewerSchema {
        /// The ledger.
        path: PathBuf,
        /// Schema of the file.
        found: i64,
        /// Newest schema known here.
        known: i64,
    },
    /// The ledger was written by an older Headstamp and was opened only for reading.
    #[error(
        "the ledger `{path}` has the older schema {found}, this program reads schema {known}\nopen it once for writing, which brings it up to date"
    )]
    OlderSchema {
        /// The ledger.
        path: PathBuf,
        /// Schema of the file.
        found: i64,
        /// Schema needed.
        known: i64,
    },
    /// The file is something else: another program's database or no database at all.
    #[error(
        "`{path}` is not a headstamp ledger\ngive the path of a ledger, or of a file that does not exist yet"
    )]
    NotALedger {
        /// The file.
        path: PathBuf,
    },
    /// There is no such file.
    #[error("there is no ledger `{path}`\ngive the path of a ledger, or add documents to make one")]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// A write was asked of a ledger that can only be read.
    #[error(
        "the ledger `{path}` can only be read\nopen it for writing, and see that you may write to the file and its folder"
    )]
    ReadOnly {
        /// The ledger.
        path: PathBuf,
    },
    /// The disk is full.
    #[error(
        "the disk of `{path}` is full, nothing of the last step was kept\nmake room, then try again"
    )]
    Full {
        /// The ledger.
        path: PathBuf,
    },
    /// The file could not be opened, read or written.
    #[error(
        "`{path}` cannot be read or written: {detail}\nsee that the folder exists and that you may read and write there"
    )]
    Io {
        /// The ledger or the export.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// What was handed in does not hold together, so nothing of it was kept.
    #[error(
        "document `{document}` was not added: {reason}\ncorrect the program or file that it comes from"
    )]
    Refused {
        /// Id of the document, as handed in.
        document: String,
        /// What does not hold together.
        reason: String,
    },
    /// The document is not in the ledger as it was when it was taken out to be read again.
    #[error(
        "document `{document}` was changed by another program while it was read again\nrun `headstamp reread` once more"
    )]
    Changed {
        /// Id of the document.
        document: String,
    },
    /// An argument of a call is not what it should be.
    #[error("`{given}` is not {wanted}\ngive {wanted}")]
    Invalid {
        /// As given.
        given: String,
        /// What was expected.
        wanted: &'static str,
    },
    /// No record has this id.
    #[error("no {kind} is called `{given}`\nlist the {kind}s to see which there are")]
    NotFound {
        /// `document` or `statement`.
        kind: &'static str,
        /// As given.
        given: String,
    },
    /// Several records have this id or an id that begins so.
    #[error("`{given}` may be any of {}\ngive more letters of the one that is meant", candidates.join(", "))]
    Ambiguous {
        /// As given.
        given: String,
        /// Keys of the first few that fit.
        candidates: Vec<String>,
    },
    /// The ledger does not hold the bytes that a document was read from.
    #[error(
        "the original of document `{document}` was not kept\nlook it up where the document came from"
    )]
    NoOriginal {
        /// Key of the document.
        document: String,
    },
    /// An export could not be written.
    #[error("the export failed: {detail}\n{advice}")]
    Export {
        /// What went wrong.
        detail: String,
        /// What to do.
        advice: &'static str,
    },
    /// `SQLite` refused for a reason of its own.
    #[error(
        "the ledger `{path}` could not do that: {detail}\nrun `headstamp verify`, and report this message when the ledger is sound"
    )]
    Database {
        /// The ledger.
        path: PathBuf,
        /// What `SQLite` said.
        detail: String,
    },
}

impl LedgerError {
    /// Whether the ledger as a whole cannot be used now: locked, damaged, of another schema, or no
    /// ledger. The command ends with status 3 for these.
    pub const fn is_unusable(&self) -> bool {
        matches!(
            self,
            Self::Locked { .. }
                | Self::Damaged { .. }
                | Self::NewerSchema { .. }
                | Self::OlderSchema { .. }
                | Self::NotALedger { .. }
        )
    }
}

/// A failure inside the crate, before the path of the ledger is known.
#[derive(Debug)]
pub(crate) enum Fault {
    /// `SQLite`'s own.
    Sql(rusqlite::Error),
    /// A row holds what it cannot hold.
    Damaged(String),
    /// Ready to be told.
    Ledger(LedgerError),
}

/// Result inside the crate.
pub(crate) type Inner<T> = Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl Fault {
    /// The error as told to people, about the ledger at `path`.
    pub(crate) fn at(self, path: &Path) -> LedgerError {
        let path = path.to_owned();
        let error = match self {
            Self::Ledger(error) => return error,
            Self::Damaged(detail) => return LedgerError::Damaged { path, detail },
            Self::Sql(error) => error,
        };
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                LedgerError::Locked { path }
            }
            Some(ErrorCode::DatabaseCorrupt) => LedgerError::Damaged { path, detail },
            Some(ErrorCode::NotADatabase) => LedgerError::NotALedger { path },
            Some(ErrorCode::ReadOnly) => LedgerError::ReadOnly { path },
            Some(ErrorCode::DiskFull) => LedgerError::Full { path },
            Some(
                ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::PermissionDenied,
            ) => LedgerError::Io { path, detail },
            // A column of another type than written, or text that is not UTF-8: only a damaged or edited file has that.
            None if is_wrong_type(&error) => LedgerError::Damaged { path, detail },
            _ => LedgerError::Database { path, detail },
        }
    }
}

fn is_wrong_type(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
    )
}
