//! Reads documents: text and packs in, statements and their derivation out.

pub mod text;
pub mod grammar;
pub mod lexicon;
