//! Packs.
pub mod schema;
