//! Numbers: digits and words, vague words, bounds, ranges, shares, remainders.
//!
//! A hit keeps the bounds that the text gives and no single figure: *at least 10,000* has a low bound only,
//! *dozens* is 24 to 99. Words are data (`rules/numbers.toml`); this module knows how they compose. A
//! number in digits with letters glued to it (`152mm`) is told apart, because it is seldom a count. Next: `mentions`.

mod digits;
mod fractions;
pub(crate) mod phrases;
#[cfg(test)]
mod spelt;
mod tables;
mod words;

use crate::text::{Shape, Token};
use headstamp_model::Span;
use std::ops::Range;
use tables::Bound;
pub use tables::NumberTables;

/// A number in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberHit {
    /// Tokens, bound words included.
    pub tokens: Range<usize>,
    /// Bytes of the document.
    pub span: Span,
    /// Low bound.
    pub low: Option<f64>,
    /// High bound.
    pub high: Option<f64>,
    /// The whole of which it is a part: 900 in *119 of the 900*.
    pub of: Option<f64>,
    /// Share of a whole, 0 to 1.
    pub share: Option<f64>,
    /// Whether it is an ordinal and so counts nothing.
    pub ordinal: bool,
    /// Whether letters are glued to its digits.
    pub unit_glued: bool,
}

/// A bare value before bounds are looked at.
#[derive(Debug, Clone, Copy, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "what a bare value is, before it becomes a hit"
)]
struct Value {
    end: usize,
    low: Option<f64>,
    high: Option<f64>,
    share: bool,
    ordinal: bool,
    glued: bool,
    vague: bool,
    /// Scale words that multiplied it.
    scale: f64,
}

impl Value {
    fn exact(end: usize, value: f64, scale: f64) -> Self {
        let value = Some(rounded(value));
        Self {
            end,
            low: value,
            high: value,
            scale,
            ..Self::default()
        }
    }

    fn range(end: usize, low: f64, high: f64) -> Self {
        Self {
            end,
            low: Some(low),
            high: Some(high),
            scale: 1.0,
            ..Self::default()
        }
    }

    fn part(end: usize, value: f64) -> Self {
        Self {
            share: value < 1.0,
            ..Self::exact(end, value, 1.0)
        }
    }

    fn ordinal(end: usize) -> Self {
        Self {
            end,
            ordinal: true,
            scale: 1.0,
            ..Self::default()
        }
    }

    fn glued(end: usize) -> Self {
        Self {
            end,
            glued: true,
            scale: 1.0,
            ..Self::default()
        }
    }

    fn counts(&self) -> bool {
        !self.ordinal && !self.glued
    }
}

/// Fifteen digits, as many as a double holds exactly, so that `0.1 + 0.2` prints as people write it.
fn rounded(value: f64) -> f64 {
    if value.fract() == 0.0 {
        value
    } else {
        format!("{value:.14e}").parse().unwrap_or(value)
    }
}

/// Finds the numbers of a sentence.
pub fn numbers(text: &str, tokens: &[Token], tables: &NumberTables) -> Vec<NumberHit> {
    let scan = Scan {
        text,
        tokens,
        tables,
    };
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if !tables.may_start(token) {
            at += 1;
            continue;
        }
        if let Some(end) = tables.never.end(tokens, at) {
            at = end;
            continue;
        }
        match scan.hit(at) {
            Some(hit) => {
                at = hit.tokens.end.max(at + 1);
                out.push(hit);
            }
            None => at += 1,
        }
    }
    scan.wholes(&mut out);
    out
}

/// Tokens at most between a whole and its part: `of the 900 missiles there are now only 119 left`.
const NEAR: usize = 8;

/// A whole number in words, for years such as `two thousand and fifteen`: its value and where it ends.
pub(crate) fn row_value(
    tokens: &[Token],
    tables: &NumberTables,
    at: usize,
) -> Option<(i64, usize)> {
    tokens
        .get(at)
        .filter(|t| t.shape == Shape::Word && !tables.articles.contains(&*t.folded))?;
    let (sum, end) = words::row(tokens, tables, at).filter(|(s, _)| !s.ordinal)?;
    let value = sum.value().filter(|v| v.fract() == 0.0 && *v < 10_000.0)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number below 10,000"
    )]
    Some((value as i64, end))
}

/// Whether a word that bounds numbers (`at least`, `about`) stands right before a token.
pub(crate) fn bounded_before(tokens: &[Token], tables: &NumberTables, at: usize) -> bool {
    tables.before.ends_before(tokens, at)
}

/// In `2 to 3 million` the scale holds for both.
fn rescale(low: f64, first: &Value, second: &Value) -> f64 {
    let mantissa = second.high.unwrap_or(0.0) / second.scale.max(1.0);
    let shared = first.scale <= 1.0 && second.scale >= 100.0 && low < mantissa;
    if shared { low * second.scale } else { low }
}

#[derive(Clone, Copy)]
struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tables: &'a NumberTables,
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &t.folded)
    }

    /// A number with its bounds, range, share and whole.
    fn hit(&self, start: usize) -> Option<NumberHit> {
        let (tables, tokens) = (self.tables, self.tokens);
        if let Some((low, second)) = self.between(start) {
            return self.finish(start, low, second);
        }
        let mut from = start;
        let mut bound = None;
        // `at least some 200`: the sharpest word counts
        for _ in 0..3 {
            let Some((found, end)) = tables.before.at(tokens, from) else {
                break;
            };
            bound = bound.filter(|b| *b != Bound::About).or(Some(found));
            from = end;
        }
        let value = self.value(from)?;
        if !value.vague
            && value.counts()
            && bound != Some(Bound::Floor)
            && let Some((low, second)) = self.range(&value)
        {
            // `up to 20 or 30`
            let low = low.filter(|_| bound != Some(Bound::Ceiling));
            return self.finish(start, low, second);
        }
        let (mut low, mut high) = (value.low, value.high);
        let mut close = |bound| match bound {
            Some(Bound::Floor) => high = None,
            Some(Bound::Ceiling) if value.high.is_some() => low = None,
            _ => {}
        };
        close(bound);
        let mut end = value.end;
        let after = tables.after.at(tokens, end);
        if let Some((found, after_end)) = after {
            close(Some(found));
            end = after_end;
        }
        let mut share = value.low.filter(|_| value.share);
        if let Some(percent_end) = tables.percent.end(tokens, end) {
            share = value.high.or(value.low).map(|v| rounded(v / 100.0));
            end = percent_end;
        }
        let of = if value.counts() {
            self.whole(&value, end, share.is_some())
        } else {
            None
        };
        let mut hit = self.over(start, of.map_or(end, |(_, whole_end)| whole_end))?;
        hit.of = of.map(|(whole, _)| whole);
        hit.share = share;
        hit.ordinal = value.ordinal;
        hit.unit_glued = value.glued || after.is_none() && self.is_hyphened(value.end);
        if !hit.ordinal && !hit.unit_glued {
            (hit.low, hit.high) = (low, high);
        }
        Some(hit)
    }

    /// A hit over tokens, without bounds.
    fn over(&self, start: usize, end: usize) -> Option<NumberHit> {
        let (first, last) = (
            self.tokens.get(start)?,
            self.tokens.get(end.checked_sub(1)?)?,
        );
        Some(NumberHit {
            tokens: start..end,
            span: first.span.join(last.span),
            low: None,
            high: None,
            of: None,
            share: None,
            ordinal: false,
            unit_glued: false,
        })
    }

    /// A hit that ends in the second number of a range.
    fn finish(&self, start: usize, low: Option<f64>, second: Value) -> Option<NumberHit> {
        let percent = self.tables.percent.end(self.tokens, second.end);
        let mut hit = self.over(start, percent.unwrap_or(second.end))?;
        (hit.low, hit.high) = (low, second.high);
        hit.share = percent.and(second.high).map(|high| rounded(high / 100.0));
        hit.unit_glued = percent.is_none() && self.is_hyphened(second.end);
        if hit.unit_glued {
            (hit.low, hit.high) = (None, None);
        }
        Some(hit)
    }

    /// `152-mm`, `20-year-old`: a word hangs on the digits that end before `at`.
    fn is_hyphened(&self, at: usize) -> bool {
        let digits = at
            .checked_sub(1)
            .and_then(|i| self.tokens.get(i))
            .is_some_and(|t| t.shape == Shape::Number);
        let (Some(mark), Some(word)) = (self.tokens.get(at), self.tokens.get(at + 1)) else {
            return false;
        };
        digits
            && mark.is('-')
            && !mark.space_before
            && word.shape == Shape::Word
            && !word.space_before
    }

    /// The whole of a part: 900 in `119 of the 900`.
    fn whole(&self, part: &Value, end: usize, share: bool) -> Option<(f64, usize)> {
        let at = self.tables.remainder.end(self.tokens, end)?;
        let whole = self
            .value(at)
            .filter(|w| w.counts() && !w.share && (share || w.high > part.high))?;
        if self.tables.percent.end(self.tokens, whole.end).is_some() {
            return None;
        }
        Some((whole.high?, whole.end))
    }

    /// `of the 900 missiles only 119`: the whole stands before its part.
    fn wholes(&self, hits: &mut [NumberHit]) {
        for second in 1..hits.len() {
            let Some([whole, part]) = hits.get_mut(second - 1..=second) else {
                return;
            };
            let (from, to) = (whole.tokens.end, part.tokens.start);
            let opener =
                (whole.tokens.start.saturating_sub(3)..whole.tokens.start).find_map(|at| {
                    let (place, end) = self.tables.whole_openers.at(self.tokens, at)?;
                    (end == whole.tokens.start).then_some(place)
                });
            let Some(words) = opener.and_then(|place| self.tables.part_words.get(place)) else {
                continue;
            };
            let said =
                (from..=to).any(|at| words.end(self.tokens, at).is_some_and(|end| end <= to + 1));
            let smaller = part.share.is_none() && part.high.is_some() && part.high < whole.high;
            if said && smaller && to - from <= NEAR {
                part.of = whole.high;
            }
        }
    }

    /// `between 10 and 20`: the low bound and the second number.
    fn between(&self, at: usize) -> Option<(Option<f64>, Value)> {
        let (middle, from) = self.tables.between.at(self.tokens, at)?;
        let first = self.value(from).filter(Value::counts)?;
        let percent = self
            .tables
            .percent
            .end(self.tokens, first.end)
            .unwrap_or(first.end);
        let next = self.tables.middles.get(middle)?.end(self.tokens, percent)?;
        let second = self
            .value(next)
            .filter(|v| v.counts() && v.vague == first.vague)?;
        let low = first.low.map(|low| rescale(low, &first, &second));
        (second.high > low).then_some((low, second))
    }

    /// `20 to 30`, `5-6 million` after the first number.
    fn range(&self, first: &Value) -> Option<(Option<f64>, Value)> {
        let percent = self
            .tables
            .percent
            .end(self.tokens, first.end)
            .unwrap_or(first.end);
        let dash = self
            .tokens
            .get(percent)
            .is_some_and(|t| t.is('-') || t.is('–'));
        let next = if dash {
            percent + 1
        } else {
            self.tables.ranges.end(self.tokens, percent)?
        };
        let second = self
            .value(next)
            .filter(|v| !v.vague && v.counts() && v.share == first.share)?;
        let low = first.low.map(|low| rescale(low, first, &second));
        (second.high > low).then_some((low, second))
    }

    /// A value at a token: digits, words, vague words.
    fn value(&self, at: usize) -> Option<Value> {
        let token = self.tokens.get(at)?;
        if let Some(((low, high), end)) = self.tables.vague.at(self.tokens, at) {
            return Some(Value {
                end,
                low,
                high,
                vague: true,
                scale: 1.0,
                ..Value::default()
            });
        }
        let dashed = token.is('-')
            && token.space_before
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|t| t.shape == Shape::Number)
            && (at == 0 || self.tokens.get(at + 1).is_some_and(|t| !t.space_before));
        if dashed || self.tables.negative.contains(&*token.folded) {
            let value = self.plain(at + 1).filter(Value::counts)?;
            return Some(Value {
                low: value.high.map(|v| -v),
                high: value.low.map(|v| -v),
                ..value
            });
        }
        self.plain(at)
    }

    /// A value without a sign.
    fn plain(&self, at: usize) -> Option<Value> {
        match self.tokens.get(at)?.shape {
            Shape::Number => self.digits(at),
            Shape::Word => self.words(at),
            Shape::Punct => self.leading_point(at),
        }
    }

    /// A value in words.
    fn words(&self, at: usize) -> Option<Value> {
        let tables = self.tables;
        let word = self.word(at);
        if tables.articles.contains(word) {
            // an article is a number only before what it counts: `a million`, `een dozijn`, `a half`
            if let Some(value) = self.counted_by_article(at + 1) {
                return Some(value);
            }
            self.tokens.get(at + 1).and_then(|t| {
                words::extend(words::Sum::new(), tables, &t.folded)
                    .filter(words::Sum::opens_with_scale)
            })?;
        } else if let Some(half) = tables.halves.get(word) {
            return Some(self.half(*half, at + 1));
        } else if let Some(by) = tables.groups.get(word) {
            return Some(Value::exact(at + 1, *by, 1.0));
        } else if let Some(by) = self.group_word(word) {
            return Some(Value::exact(at + 1, by, 1.0));
        }
        let Some((sum, end)) = words::row(self.tokens, tables, at) else {
            // `quarter million`
            let part = tables
                .fractions
                .get(word)
                .map(|d| self.part_of_scale(1.0 / d, at + 1));
            return part
                .filter(|v| v.scale > 1.0)
                .or_else(|| self.glued_fraction(at));
        };
        if sum.ordinal {
            return Some(Value::ordinal(end));
        }
        let mut number = sum.value()?;
        let mut end = end;
        if let Some((decimals, after)) = self.spelt_decimals(end) {
            number += decimals;
            end = after;
        }
        Some(self.completed(number, sum.last_scale(), end, sum.tail()))
    }

    /// `a dozen`, `a half`, `a third of`, after the article.
    fn counted_by_article(&self, at: usize) -> Option<Value> {
        let word = self.word(at);
        if let Some(by) = self
            .tables
            .groups
            .get(word)
            .copied()
            .or_else(|| self.group_word(word))
        {
            return Some(Value::exact(at + 1, by, 1.0));
        }
        if let Some(half) = self.tables.halves.get(word) {
            return Some(self.half(*half, at + 1));
        }
        self.article_fraction(at)
            .map(|(value, end)| self.part_of_scale(value, end))
    }

    /// `veertigtal`: a number word with an ending that makes it a group.
    fn group_word(&self, word: &str) -> Option<f64> {
        self.tables.group_endings.iter().find_map(|ending| {
            let base = word
                .strip_suffix(&**ending)
                .filter(|b| !b.is_empty() && !self.tables.articles.contains(*b))?;
            words::extend(words::Sum::new(), self.tables, base)
                .filter(|s| !s.ordinal)?
                .value()
        })
    }
}
