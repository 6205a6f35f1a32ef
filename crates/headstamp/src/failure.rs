//! How a run ends: its exit status, and the failure that ended it early.

use headstamp::{ledger::LedgerError, packs::PackErrors, reader::UnknownLanguage};
use std::io;

/// What the exit status tells; the worst of a run wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Everything was done.
    Done,
    /// Some inputs failed and were reported; the rest was done.
    Failed,
    /// The command was used wrongly; nothing was done.
    Usage,
    /// The ledger is damaged, locked, newer than this program, or no ledger.
    Ledger,
}

impl Status {
    /// The number that the shell sees.
    pub(crate) const fn code(self) -> u8 {
        self as u8
    }
}

/// A failure with what to do about it.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) status: Status,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// Why a run ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Whoever reads our output has had enough: no failure at all.
    BrokenPipe,
    /// Something to tell the user.
    Told(Box<Told>),
}

impl Failure {
    pub(crate) fn new(status: Status, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Told(Box::new(Told {
            status,
            message: message.into(),
            help: Some(help.into()),
        }))
    }

    /// The command was used wrongly.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Status::Usage, message, help)
    }
}

/// Splits a message of the library, whose last line says what to do.
pub(crate) fn split_help(message: &str) -> (&str, Option<&str>) {
    message
        .rsplit_once('\n')
        .map_or((message, None), |(message, help)| (message, Some(help)))
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        Self::new(
            Status::Failed,
            format!("the output cannot be written: {error}"),
            "see that there is room, and that you may write there",
        )
    }
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        let status = match &error {
            error if error.is_unusable() => Status::Ledger,
            LedgerError::Database { .. } => Status::Ledger,
            LedgerError::Missing { .. } | LedgerError::Invalid { .. } => Status::Usage,
            _ => Status::Failed,
        };
        let text = error.to_string();
        let (message, help) = split_help(&text);
        Self::Told(Box::new(Told {
            status,
            message: message.to_owned(),
            help: help.map(str::to_owned),
        }))
    }
}

impl From<PackErrors> for Failure {
    fn from(errors: PackErrors) -> Self {
        Self::usage(
            format!("the packs cannot be used\n\n{errors}\n"),
            "correct the packs, or leave `--packs` out to use those of the program",
        )
    }
}

impl From<UnknownLanguage> for Failure {
    fn from(error: UnknownLanguage) -> Self {
        let (message, help) = unknown_language(&error);
        Self::new(Status::Failed, message, help)
    }
}

/// Message and help for a text in a language without a pack.
pub(crate) fn unknown_language(error: &UnknownLanguage) -> (String, String) {
    let message = if error.given.is_empty() {
        "the language is not known".to_owned()
    } else {
        format!("there is no pack for the language `{}`", error.given)
    };
    let help = format!(
        "there are packs for {}; give the language with `--lang`, or start a pack with `headstamp pack new`",
        error.known
    );
    (message, help)
}
