//! `rules/numbers.toml`: number words.

use serde::Deserialize;

/// `rules/numbers.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NumbersFile {}
