//! A ledger file: opening it, and the transactions that every write goes through.
//!
//! A write takes the write lock at once (`BEGIN IMMEDIATE`), so that two writers wait for each other
//! instead of failing halfway. Bulk work runs with `synchronous=NORMAL` (after a power cut the last
//! documents may have to be added again, and nothing is torn), what people decide with `FULL`.
//! One writer and any number of readers may have the same file open; each has its own [`Ledger`].

use crate::add::{self, Added, Incoming};
use crate::error::{Fault, Inner, LedgerError};
use crate::log::{self, LogEntry, LogNote};
use crate::migrate::{APPLICATION_ID, SCHEMA_VERSION, header, migrate};
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a ledger is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Only to read; nothing on the disk is changed.
    ReadOnly,
    /// To read and write a ledger that exists.
    ReadWrite,
    /// To read and write; a file that does not exist, or is empty, becomes a ledger.
    Create,
}

/// An open ledger.
///
/// ```
/// use headstamp_ledger::{Added, Filter, Incoming, Ledger, Mode};
/// use headstamp_model::{Document, sha256_hex};
/// use std::time::Duration;
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("headstamp.db");
/// let mut ledger = Ledger::open(&path, Mode::Create, Duration::from_secs(5))?;
/// let text = "A text of our own.";
/// let document = Document {
///     id: "one".to_owned(),
///     url: None,
///     lang: Some("en".to_owned()),
///     published: Some("2024-06".to_owned()),
///     publisher: None,
///     title: None,
///     text: text.to_owned(),
///     sha256: sha256_hex(text.as_bytes()),
/// };
/// let incoming = Incoming {
///     document: &document,
///     original: Some(text.as_bytes()),
///     path: Some("one.txt"),
///     statements: &[],
///     reader: "0.1.0",
///     packs: "0.1.0",
///     at: "2026-01-02T03:04:05Z",
///     who: "somebody",
/// };
/// assert_eq!(ledger.add_document(&incoming)?, Added::New);
/// assert_eq!(ledger.add_document(&incoming)?, Added::AlreadyThere);
/// assert_eq!(ledger.documents(&Filter::default())?.len(), 1);
/// assert!(ledger.verify()?.is_sound());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    path: PathBuf,
}

/// How far a write has to reach before it is acknowledged.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Durability {
    /// To the operating system: a program that dies loses nothing.
    Bulk,
    /// To the disk: a power cut loses nothing.
    Person,
}

impl Ledger {
    /// Opens the ledger at `path`; waits up to `wait` for other programs, here and at every call.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Missing`], `NotALedger`, `NewerSchema`, `OlderSchema` (only when opened to
    /// read), `Locked`, `Damaged`, `ReadOnly`, `Io`.
    pub fn open(path: impl AsRef<Path>, mode: Mode, wait: Duration) -> Result<Self, LedgerError> {
        let path = path.as_ref();
        if mode != Mode::Create && !path.exists() {
            return Err(LedgerError::Missing {
                path: path.to_owned(),
            });
        }
        let connection = open(path, mode, wait).map_err(|fault| fault.at(path))?;
        Ok(Self {
            connection,
            path: path.to_owned(),
        })
    }

    /// Where the ledger is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a document with its statements: all of it or nothing.
    ///
    /// A document that is there already, with the same particulars, changes nothing, the log
    /// included; what [`Added`] says otherwise is described there.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Refused`] when the parts do not fit each other, `Invalid` when the time is none,
    /// and those of every write: `Locked`, `Damaged`, `ReadOnly`, `Full`, `Io`.
    pub fn add_document(&mut self, incoming: &Incoming<'_>) -> Result<Added, LedgerError> {
        let checked = add::check(incoming)?;
        self.write(Durability::Bulk, |transaction| {
            add::add(transaction, &checked)
        })
    }

    /// Starts adding many documents in one transaction, which is many times faster than one each.
    ///
    /// Nobody else can write until the batch is committed or dropped.
    ///
    /// # Errors
    ///
    /// Those of every write.
    pub fn batch(&mut self) -> Result<Batch<'_>, LedgerError> {
        let begin = |connection| begin(connection, Durability::Bulk);
        match begin(&mut self.connection) {
            Ok(transaction) => Ok(Batch {
                transaction,
                path: &self.path,
            }),
            Err(fault) => Err(fault.at(&self.path)),
        }
    }

    /// Writes what a person did into the log and waits until it is on the disk; gives its place.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Invalid`] when the time is none, and those of every write.
    pub fn append(&mut self, note: LogNote<'_>) -> Result<i64, LedgerError> {
        self.write(Durability::Person, |transaction| {
            log::append(transaction, note)
        })
    }

    /// The place of the last entry of the log, 0 when there is none: remember it before adding to
    /// learn afterwards what is new.
    ///
    /// # Errors
    ///
    /// Those of every read: `Locked`, `Damaged`, `Io`.
    pub fn last_sequence(&self) -> Result<i64, LedgerError> {
        self.read(log::last_sequence)
    }

    /// The entries of the log after place `sequence` (0: all), in order.
    ///
    /// # Errors
    ///
    /// Those of every read.
    pub fn log_after(&self, sequence: i64) -> Result<Vec<LogEntry>, LedgerError> {
        self.read(|connection| {
            let mut entries = Vec::new();
            log::each_after(connection, sequence, |entry| {
                entries.push(entry);
                Ok(())
            })?;
            Ok(entries)
        })
    }

    /// Runs `work` on one unchanging state of the ledger; inside another reading, on the same.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Inner<T>,
    ) -> Result<T, LedgerError> {
        let run = || {
            if !self.connection.is_autocommit() {
                return work(&self.connection);
            }
            let transaction = self.connection.unchecked_transaction()?;
            let result = work(&transaction)?;
            transaction.finish()?;
            Ok(result)
        };
        run().map_err(|fault: Fault| fault.at(&self.path))
    }

    pub(crate) fn write<T>(
        &mut self,
        durability: Durability,
        work: impl FnOnce(&Transaction<'_>) -> Inner<T>,
    ) -> Result<T, LedgerError> {
        let run = |connection: &mut Connection| {
            let transaction = begin(connection, durability)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        run(&mut self.connection).map_err(|fault: Fault| fault.at(&self.path))
    }
}

/// Many documents in one transaction; see [`Ledger::batch`]. Dropped without a commit, it leaves
/// the ledger as it was.
#[derive(Debug)]
pub struct Batch<'a> {
    transaction: Transaction<'a>,
    path: &'a Path,
}

impl<'a> Batch<'a> {
    pub(crate) fn transaction(&mut self) -> &mut Transaction<'a> {
        &mut self.transaction
    }

    /// Adds one document, as [`Ledger::add_document`] does; a refused one leaves the others alone.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::add_document`].
    pub fn add_document(&mut self, incoming: &Incoming<'_>) -> Result<Added, LedgerError> {
        let checked = add::check(incoming)?;
        let run = |transaction: &mut Transaction<'_>| {
            let savepoint = transaction.savepoint()?;
            let added = add::add(&savepoint, &checked)?;
            savepoint.commit()?;
            Ok(added)
        };
        run(&mut self.transaction).map_err(|fault: Fault| fault.at(self.path))
    }

    pub(crate) fn path(&self) -> &Path {
        self.path
    }

    /// Keeps what was added.
    ///
    /// # Errors
    ///
    /// Those of every write.
    pub fn commit(self) -> Result<(), LedgerError> {
        self.transaction
            .commit()
            .map_err(|error| Fault::from(error).at(self.path))
    }
}

fn begin(connection: &mut Connection, durability: Durability) -> Inner<Transaction<'_>> {
    let level = match durability {
        Durability::Bulk => "NORMAL",
        Durability::Person => "FULL",
    };
    connection.pragma_update(None, "synchronous", level)?;
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

fn open(path: &Path, mode: Mode, wait: Duration) -> Inner<Connection> {
    if path.is_dir() {
        return Err(LedgerError::NotALedger {
            path: path.to_owned(),
        }
        .into());
    }
    let flags = match mode {
        Mode::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Mode::ReadWrite => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    };
    // SQLite gives names such as `:memory:` and `file:x` a meaning of their own; a path has none.
    let plain = if path.is_absolute() {
        path.to_owned()
    } else {
        Path::new(".").join(path)
    };
    match connect(&plain, path, flags, mode, wait) {
        Err(Fault::Sql(error)) if mode == Mode::ReadOnly && cannot_make_side_files(&error) => {
            match unchanging_address(&plain) {
                Some(address) => connect(
                    Path::new(&address),
                    path,
                    flags | OpenFlags::SQLITE_OPEN_URI,
                    mode,
                    wait,
                ),
                None => Err(error.into()),
            }
        }
        result => result,
    }
}

fn connect(
    place: &Path,
    path: &Path,
    flags: OpenFlags,
    mode: Mode,
    wait: Duration,
) -> Inner<Connection> {
    let mut connection =
        Connection::open_with_flags(place, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(wait)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A ledger may come from anyone: its views and triggers may call nothing that has effects.
    connection.pragma_update(None, "trusted_schema", false)?;
    // Ids are hashes, so rows land all over the file: with SQLite's own 2 MiB every page is read again.
    connection.pragma_update(None, "cache_size", -64 * 1024)?;
    connection.set_prepared_statement_cache_capacity(64);
    let found = header(&connection)?;
    let is_new = found.is_empty && found.application_id == 0 && found.user_version == 0;
    if is_new && mode == Mode::Create {
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        migrate(&mut connection)?;
        return Ok(connection);
    }
    if found.application_id != APPLICATION_ID {
        return Err(LedgerError::NotALedger {
            path: path.to_owned(),
        }
        .into());
    }
    let (path, found, known) = (path.to_owned(), found.user_version, SCHEMA_VERSION);
    if found > known {
        return Err(LedgerError::NewerSchema { path, found, known }.into());
    }
    if found < known {
        if mode == Mode::ReadOnly {
            return Err(LedgerError::OlderSchema { path, found, known }.into());
        }
        migrate(&mut connection)?;
    }
    Ok(connection)
}

/// A database in WAL mode wants two files beside it even for reading; a folder that cannot be
/// written to (a disc, a share, an archive) has no room for them.
fn cannot_make_side_files(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
    )
}

/// The address under which `SQLite` reads the file at `path` as one that nobody changes; `None` while
/// a write-ahead log lies beside it, because that would be passed over.
fn unchanging_address(path: &Path) -> Option<String> {
    let name = path.to_str()?;
    if std::fs::metadata(format!("{name}-wal")).is_ok_and(|wal| wal.len() > 0) {
        return None;
    }
    let mut address = String::from("file:");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.extend(["%".to_owned(), format!("{byte:02X}")]);
        }
    }
    address.push_str("?immutable=1");
    Some(address)
}
