//! What may follow a number and change it: fractions, halves, scale words, groups, decimals in words.
//!
//! Digits and words share it: *2 million and a half*, *two million and a half*. Next: `super`, which puts
//! bounds around the value.

use super::words::{self, Atom, Sum};
use super::{Scan, Value};
use crate::text::Shape;

impl Scan<'_> {
    /// Takes what follows a number whose last scale word is `scale` and that ends before `end`.
    pub(super) fn completed(
        &self,
        mut number: f64,
        mut scale: f64,
        mut end: usize,
        tail: Option<f64>,
    ) -> Value {
        if let Some((denominator, after)) = self.denominator(end, number) {
            return self.part_of_scale(number / denominator, after);
        }
        if let Some((whole, after)) = self.over_whole(end, number) {
            return Value::part(after, number / whole);
        }
        if let Some((more, after)) = self.mixed(end, scale) {
            number += more;
            end = after;
        }
        let (by, after) = self.scales(end);
        if by > 1.0 {
            number *= by;
            scale = scale.max(by);
            end = after;
            if let Some((more, after)) = self.mixed(end, scale).or_else(|| self.rest(end, scale)) {
                number += more;
                end = after;
            }
        }
        if let Some(by) = self.tables.groups.get(self.word(end)) {
            // `three hundred and two dozen`
            number = tail.map_or(number * by, |tail| number - tail + tail * by);
            end += 1;
        }
        Value::exact(end, number, scale)
    }

    /// Scale words in a row, and the stop of `mln.`; at most four.
    pub(super) fn scales(&self, at: usize) -> (f64, usize) {
        let (mut by, mut end) = (1.0, at);
        for _ in 0..4 {
            let hyphen = usize::from(
                self.tokens
                    .get(end)
                    .is_some_and(|t| t.is('-') && !t.space_before),
            );
            let Some(scale) = self
                .tokens
                .get(end + hyphen)
                .and_then(|t| self.tables.scale(t))
            else {
                break;
            };
            by *= scale;
            end += hyphen + 1;
            let stop = self
                .tokens
                .get(end)
                .is_some_and(|t| t.is('.') && !t.space_before);
            if stop
                && self
                    .tokens
                    .get(end + 1)
                    .is_some_and(|t| t.shape == Shape::Word && !t.has_capital())
            {
                end += 1;
            }
        }
        (by, end)
    }

    /// `3 hundred and 21`: what is added after a scale word.
    fn rest(&self, at: usize, scale: f64) -> Option<(f64, usize)> {
        let next = self
            .tokens
            .get(at)
            .filter(|t| self.tables.is_join(t))
            .and_then(|_| self.tokens.get(at + 1))?;
        let (value, end) = match next.shape {
            Shape::Number => (next.folded.parse().ok()?, at + 2),
            Shape::Word if !self.tables.articles.contains(&*next.folded) => {
                let (sum, end) =
                    words::row(self.tokens, self.tables, at + 1).filter(|(s, _)| !s.ordinal)?;
                (sum.value()?, end)
            }
            _ => return None,
        };
        (value > 0.0 && value < scale && scale <= 1000.0).then_some((value, end))
    }

    /// `and a half`, `and two thirds`, `and three quarters million` after a number.
    fn mixed(&self, at: usize, scale: f64) -> Option<(f64, usize)> {
        // `2 1/4`
        let token = self.tokens.get(at)?;
        if token.shape == Shape::Number && scale <= 1.0 {
            let after_digits = at
                .checked_sub(1)
                .and_then(|i| self.tokens.get(i))
                .is_some_and(|t| t.shape == Shape::Number);
            let value = super::digits::slashed(&token.folded).filter(|_| after_digits)?;
            return Some((value, at + 1));
        }
        if !self.tables.is_join(token) {
            return None;
        }
        let next = at + 1;
        let (value, end) = if self.tables.articles.contains(self.word(next)) {
            match self.tables.halves.get(self.word(next + 1)) {
                Some(half) => (*half, next + 2),
                None => self.article_fraction(next + 1)?,
            }
        } else {
            let (sum, end) =
                words::row(self.tokens, self.tables, next).filter(|(s, _)| !s.ordinal)?;
            let number = sum.value()?;
            match self
                .tables
                .halves
                .get(self.word(end))
                .filter(|_| (number - 1.0).abs() < f64::EPSILON)
            {
                Some(half) => (*half, end + 1),
                None => self
                    .denominator(end, number)
                    .map(|(d, end)| (number / d, end))?,
            }
        };
        if value >= 1.0 {
            return None;
        }
        if scale < 1000.0 {
            return Some((value, end));
        }
        match self.scales(end) {
            (by, after) if by > 1.0 => Some((value * by, after)),
            _ => Some((value * scale, end)),
        }
    }

    /// The denominator of `three fifths`, `three twenty-firsts`, `one - fourth`.
    fn denominator(&self, at: usize, number: f64) -> Option<(f64, usize)> {
        if number.fract() != 0.0 || number < 1.0 {
            return None;
        }
        let at = at + usize::from(self.tokens.get(at).is_some_and(|t| t.is('-')));
        let word = self.word(at);
        let (denominator, end) = if let Some(value) = self.tables.fractions.get(word) {
            // `the hundred and third` is an ordinal
            let ordinal = matches!(self.tables.atoms.get(word), Some(Atom::Ordinal(_)));
            (
                *value,
                if ordinal && number >= 20.0 {
                    return None;
                } else {
                    at + 1
                },
            )
        } else if let Some((head, tail)) = word.split_once('-') {
            (self.tens(head)? + self.tables.fractions.get(tail)?, at + 1)
        } else {
            (
                self.tens(word)?
                    + self
                        .tables
                        .fractions
                        .get(self.word(at + 1))
                        .filter(|d| **d < 10.0)?,
                at + 2,
            )
        };
        // `six quarters` are parts of a year
        let said = number < denominator || number >= 20.0 && denominator > 4.0;
        (denominator > 2.0 && said).then_some((denominator, end))
    }

    fn tens(&self, word: &str) -> Option<f64> {
        match self.tables.atoms.get(word) {
            Some(Atom::Tens(value)) => Some(*value),
            _ => None,
        }
    }

    /// `third` after an article: a share before `of` or a pause; `a third missile` is an ordinal.
    pub(super) fn article_fraction(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.word(at);
        let denominator = *self.tables.fractions.get(word)?;
        let ordinal = matches!(self.tables.atoms.get(word), Some(Atom::Ordinal(_)));
        let pause = self
            .tokens
            .get(at + 1)
            .is_none_or(|t| t.shape == Shape::Punct)
            || self.tables.remainder.end(self.tokens, at + 1).is_some();
        (denominator > 2.0 && (pause || !ordinal)).then_some((1.0 / denominator, at + 1))
    }

    /// `two-thirds`, `tweederde` in one word.
    pub(super) fn glued_fraction(&self, at: usize) -> Option<Value> {
        let word = self.word(at);
        let (number, denominator) = if let Some((head, tail)) = word.split_once('-') {
            (self.small(head)?, self.tables.fractions.get(tail)?)
        } else if self.tables.together {
            self.tables
                .fractions
                .iter()
                .find_map(|(form, d)| Some((self.small(word.strip_suffix(&**form)?)?, d)))?
        } else {
            return None;
        };
        (number < *denominator).then(|| self.part_of_scale(number / denominator, at + 1))
    }

    fn small(&self, word: &str) -> Option<f64> {
        let sum = words::extend(Sum::new(), self.tables, word)?;
        sum.value()
            .filter(|v| !sum.ordinal && *v >= 1.0 && *v < 20.0)
    }

    /// `one over twenty`, where nothing is counted after it.
    fn over_whole(&self, at: usize, number: f64) -> Option<(f64, usize)> {
        if (number - 1.0).abs() > f64::EPSILON || !self.tables.fraction_over.contains(self.word(at))
        {
            return None;
        }
        let (whole, end) = if self.tokens.get(at + 1)?.shape == Shape::Number {
            (self.word(at + 1).parse().ok()?, at + 2)
        } else {
            let (sum, end) = words::row(self.tokens, self.tables, at + 1)?;
            (sum.value()?, end)
        };
        let ends = self.tokens.get(end).is_none_or(|t| t.shape == Shape::Punct);
        (ends && whole > 1.0).then_some((whole, end))
    }

    /// A part, or a part of a million: `two thirds of a million`, `three quarters million`.
    pub(super) fn part_of_scale(&self, value: f64, end: usize) -> Value {
        let mut from = end;
        if let Some(after) = self.tables.remainder.end(self.tokens, end)
            && self.tables.articles.contains(self.word(after))
        {
            from = after + 1;
        }
        match self.scales(from) {
            (by, after) if by >= 100.0 => Value::exact(after, value * by, by),
            _ => Value::part(end, value),
        }
    }

    /// `half a dozen`, `a half million`, `half of`, after the half.
    pub(super) fn half(&self, half: f64, end: usize) -> Value {
        let at = end + usize::from(self.tables.articles.contains(self.word(end)));
        if let Some(by) = self.tables.groups.get(self.word(at)) {
            return Value::exact(at + 1, half * by, 1.0);
        }
        match self.scales(at) {
            (by, after) if by > 1.0 => Value::exact(after, half * by, by),
            _ => self.part_of_scale(half, end),
        }
    }

    /// `point five`, `komma nul drie`: decimals after a number in words.
    pub(super) fn spelt_decimals(&self, at: usize) -> Option<(f64, usize)> {
        if !self.tables.points.contains(self.word(at)) {
            return None;
        }
        let mut digits = String::from("0.");
        let mut end = at + 1;
        while digits.len() < 17 {
            let word = self.word(end);
            if let Some(Atom::Small(digit)) = self
                .tables
                .atoms
                .get(word)
                .filter(|a| matches!(a, Atom::Small(d) if *d < 10.0))
            {
                digits.push_str(&digit.to_string());
                end += 1;
                continue;
            }
            if digits.len() == 2 {
                let (sum, after) = words::row(self.tokens, self.tables, end)?;
                digits.push_str(&sum.value().filter(|v| *v < 100.0)?.to_string());
                end = after;
            }
            break;
        }
        if digits.len() == 2 {
            None
        } else {
            Some((digits.parse().ok()?, end))
        }
    }
}
