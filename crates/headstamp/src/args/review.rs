//! The flags of `reread` and `review`: what people and later packs change in a ledger.

use super::{FormatArg, Jobs, LedgerArg, PacksArg, WhoArg};
use clap::{Args as Group, Subcommand};

/// `reread`.
#[derive(Debug, Group)]
pub(crate) struct Reread {
    /// Keep the new readings; without it nothing in the ledger changes
    #[arg(long)]
    pub(crate) apply: bool,
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
    #[command(flatten)]
    pub(crate) who: WhoArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `review`.
#[derive(Debug, Subcommand)]
pub(crate) enum Review {
    /// The document says what the statement says
    Confirm(Decide),
    /// The document does not say what the statement says
    Reject(Decide),
    /// List what was decided, the earliest first
    List {
        /// Only decisions that fit no statement any more
        #[arg(long)]
        unattached: bool,
        #[command(flatten)]
        ledger: LedgerArg,
        #[command(flatten)]
        format: FormatArg,
    },
}

/// `review confirm` and `review reject`.
#[derive(Debug, Group)]
pub(crate) struct Decide {
    /// The statement, by its id or the first letters of it
    pub(crate) statement: String,
    /// Who decides
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: String,
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}
