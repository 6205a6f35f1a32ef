//! Reads documents: text and packs in, statements and their derivation out.
//!
//! The stages, each a module that the next builds on: [`text`] cuts, [`lexicon`] finds words,
//! [`numbers`] and [`dates`] read values, [`mentions`] build phrases, [`clauses`] tell what stands
//! together, [`attribution`] who says so, [`factuality`] how far and how sure, [`frames`] who does what
//! to whom, [`discourse`] remembers the document, [`statement`] puts it together. [`Reader`] runs them. What enters a
//! ledger, ours or another's, goes through [`verify`].
//! All words are data in `packs/`; this crate knows the shapes of languages, not their words. No I/O,
//! no clock.

pub mod attribution;
pub mod cases;
pub mod clauses;
pub mod dates;
mod debris;
pub mod discourse;
mod echo;
pub mod explain;
pub mod factuality;
pub mod frames;
pub mod grammar;
pub mod lexicon;
pub mod mentions;
pub mod numbers;
pub mod parse;
pub mod patterns;
mod read;
mod sides;
pub mod statement;
pub mod tagged;
pub mod text;
pub mod verbs;
pub mod verify;

pub use read::{Language, Miss, Reader, Reading, UnknownLanguage};
