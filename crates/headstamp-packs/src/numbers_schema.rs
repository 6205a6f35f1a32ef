//! `rules/numbers.toml`: number words.
//!
//! Closed classes are lists in which the place is the value, so that a forgotten word shows in the test
//! that spells out every number. How words compose (units before tens, words written together) is
//! told by three switches. The reader's `numbers` module does the composing.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Words to values.
pub type Values = BTreeMap<String, f64>;

/// `rules/numbers.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NumbersFile {
    /// Mark before decimals: `,` or `.`.
    pub decimal: String,
    /// Marks between groups of three digits.
    pub thousands: Vec<String>,
    /// Whether units come before tens: `eenentwintig`.
    pub units_first: bool,
    /// Whether number words are written together: `zweihundert`.
    pub together: bool,
    /// Words from zero up; the place is the value.
    pub small: Vec<String>,
    /// Tens; the place times ten is the value, empty where there is none.
    pub tens: Vec<String>,
    /// Further words and forms: `één = 1`, `anderhalf = 1.5`.
    pub word: Values,
    /// Articles that are one only before a scale, dozen or half: `een`, `a`.
    pub article: Vec<String>,
    /// Hundred and up, every form and abbreviation: `duizend = 1000`, `mln = 1000000`.
    pub scale: Values,
    /// Groups: `dozijn = 12`.
    pub group: Values,
    /// Words or letters between parts: `en`, `ën`, `und`, `and`.
    pub joiner: Vec<String>,
    /// Endings that add a half: `einhalb`.
    pub half_ending: Vec<String>,
    /// Halves and quarters that stand alone: `half = 0.5`.
    pub half: Values,
    /// Denominators: `derde = 3`.
    pub fraction: Values,
    /// Letters glued to digits that multiply, under the capitals rule: `k = 1000`, `M = 1000000`.
    pub multiplier: Values,
    /// Words that open decimals in words: `point`, `komma`.
    pub point: Vec<String>,
    /// Words between a part and its whole that make a fraction: `over` in `one over twenty`.
    pub fraction_over: Vec<String>,
    /// Endings that make a number word a group: `tal` in `veertigtal`.
    pub group_ending: Vec<String>,
    /// Ordinal words, or their stems where they are declined: `first = 1`, `dritt = 3`.
    pub ordinal: Values,
    /// Endings of declined ordinals; empty where ordinals are not declined.
    pub ordinal_inflection: Vec<String>,
    /// Phrases that hold a number word and count nothing: `no one`.
    pub never: Vec<String>,
    /// Endings that make digits an ordinal: `e`, `th`.
    pub ordinal_ending: Vec<String>,
    /// Vague words to bounds: `tientallen = "24..99"`, `miljoenen = "2000000.."`.
    pub vague: BTreeMap<String, String>,
    /// Before the number, low bound only: `minstens`.
    pub floor: Vec<String>,
    /// Before the number, high bound only: `hooguit`.
    pub ceiling: Vec<String>,
    /// Before the number, about: `ongeveer`.
    pub about: Vec<String>,
    /// After the number, about: `or so`.
    pub about_after: Vec<String>,
    /// After the number, low bound only: `of meer`.
    pub floor_after: Vec<String>,
    /// After the number, high bound only: `of minder`.
    pub ceiling_after: Vec<String>,
    /// Word that opens a range to the word in its middle: `tussen = "en"`.
    pub between: BTreeMap<String, String>,
    /// Words in the middle of a range: `tot`, `to`.
    pub range: Vec<String>,
    /// Words for percent.
    pub percent: Vec<String>,
    /// Words between a part and its whole: `van de`.
    pub remainder: Vec<String>,
    /// Words before a whole to the word before its part: `van de = "nog"` in `van de 900 nog 119`.
    pub remainder_after: BTreeMap<String, String>,
    /// Words that negate a number: `minus`.
    pub negative: Vec<String>,
}
