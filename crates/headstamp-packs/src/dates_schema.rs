//! `rules/dates.toml`: date words.

use serde::Deserialize;

/// `rules/dates.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatesFile {}
