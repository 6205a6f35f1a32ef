//! `precision.toml`: how often each rule was right when it was last measured.
//!
//! A measurement of the pack, not a part of how it reads: `headstamp eval --write-precision` writes
//! it, nothing is decided by it, and the version of the packs leaves it out.

use super::Keyed;
use serde::{Deserialize, Serialize};
use std::fmt;

/// `precision.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrecisionFile {
    /// Hash of the documents and the gold that it was measured on.
    pub eval: String,
    /// Rule, without the language (`transfer.deliver`), to its figures.
    #[serde(default)]
    pub rule: Keyed<Measured>,
}

/// How often a rule gave a statement, and how often type and parties were right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Statements with type and parties right.
    pub right: u32,
    /// Statements given.
    pub given: u32,
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} right", self.right, self.given)
    }
}
