//! TEMPORARY: overwritten by the numbers helper (you). Kept only so that the crate compiles meanwhile.
#![allow(missing_docs, clippy::all)]
use crate::text::Token;
use headstamp_model::Span;
use headstamp_packs::dates_schema::DatesFile;
use std::ops::Range;
#[derive(Debug, Clone)]
pub struct DateHit { pub tokens: Range<usize>, pub span: Span, pub value: String, pub relative: bool, pub precision: () }
#[derive(Debug, Clone)]
pub struct DateTables;
impl DateTables { pub fn new(_: &DatesFile) -> Self { Self } }
pub fn dates(_: &str, _: &[Token], _: &DateTables, _: Option<&str>) -> Vec<DateHit> { Vec::new() }
