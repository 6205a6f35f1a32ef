//! The flags of `weapon`.

use super::{FormatArg, LedgerArg};
use clap::Args as Group;

/// `weapon`.
#[derive(Debug, Group)]
pub(crate) struct Weapon {
    /// Any name of it: `Shahed-136`, `Geran 2`, `KN-23`
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}
