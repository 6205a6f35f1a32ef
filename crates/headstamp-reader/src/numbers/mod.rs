//! TEMPORARY: overwritten by the numbers helper (you). Kept only so that the crate compiles meanwhile.
#![allow(missing_docs, clippy::all)]
use crate::text::Token;
use headstamp_model::Span;
use headstamp_packs::numbers_schema::NumbersFile;
use std::ops::Range;
#[derive(Debug, Clone)]
pub struct NumberHit { pub tokens: Range<usize>, pub span: Span, pub low: Option<f64>, pub high: Option<f64>, pub of: Option<f64>, pub share: Option<f64>, pub ordinal: bool, pub unit_glued: bool }
#[derive(Debug, Clone)]
pub struct NumberTables;
impl NumberTables { pub fn new(_: &NumbersFile) -> Self { Self } }
pub fn numbers(_: &str, _: &[Token], _: &NumberTables) -> Vec<NumberHit> { Vec::new() }
