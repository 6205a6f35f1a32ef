//! Numbers in digits: separators by the language's habit, groups with spaces, fractions, ordinals.

use super::{NumberTables, Scan, Value};
use crate::text::Shape;

/// Vulgar fractions of Unicode with their values.
const VULGAR: &[(char, f64, f64)] = &[
    ('½', 1.0, 2.0),
    ('⅓', 1.0, 3.0),
    ('⅔', 2.0, 3.0),
    ('¼', 1.0, 4.0),
    ('¾', 3.0, 4.0),
    ('⅕', 1.0, 5.0),
    ('⅖', 2.0, 5.0),
    ('⅗', 3.0, 5.0),
    ('⅘', 4.0, 5.0),
    ('⅙', 1.0, 6.0),
    ('⅚', 5.0, 6.0),
    ('⅛', 1.0, 8.0),
    ('⅜', 3.0, 8.0),
    ('⅝', 5.0, 8.0),
    ('⅞', 7.0, 8.0),
];

impl Scan<'_> {
    /// A value that starts with digits.
    pub(super) fn digits(&self, at: usize) -> Option<Value> {
        let token = self.tokens.get(at)?;
        let raw = &*token.folded;
        let digits_end = raw.find(|c: char| c.is_alphabetic()).unwrap_or(raw.len());
        let (body, tail) = (raw.get(..digits_end)?, raw.get(digits_end..)?);
        if let Some(value) = vulgar(raw) {
            return Some(if value < 1.0 {
                self.part_of_scale(value, at + 1)
            } else {
                self.completed(value, 1.0, at + 1, None)
            });
        }
        if body.contains('-') || body.contains(':') {
            return self.range_token(body, tail, at);
        }
        if let Some(value) = slashed(raw) {
            return Some(Value::part(at + 1, value));
        }
        let number = parse(body, self.tables)?;
        if tail.is_empty() {
            if self.is_stopped(body, at) {
                return Some(Value::ordinal(at + 2));
            }
            let (number, end) = self.spaced_groups(number, body, at);
            return Some(self.completed(number, 1.0, end, None));
        }
        let written = token.span.of(self.text);
        let letters = written
            .find(char::is_alphabetic)
            .and_then(|i| written.get(i..))
            .unwrap_or(tail);
        if let Some(by) = self.tables.multiplier(letters, tail) {
            return Some(Value::exact(at + 1, number * by, by));
        }
        if self.tables.ordinal_endings.iter().any(|e| **e == *tail) {
            return Some(Value::ordinal(at + 1));
        }
        if let Some((value, end)) = self.power(number, tail, at) {
            return Some(Value::exact(end, value, 1.0));
        }
        Some(Value::glued(at + 1))
    }

    /// `24. Brigade`: where a full stop makes an ordinal, one inside a sentence does.
    fn is_stopped(&self, body: &str, at: usize) -> bool {
        let stops = self.tables.ordinal_endings.iter().any(|e| &**e == ".");
        let next = self.tokens.get(at + 1).zip(self.tokens.get(at + 2));
        let inside = next.is_some_and(|(stop, word)| {
            stop.is('.') && !stop.space_before && word.shape == Shape::Word && word.space_before
        });
        stops && inside && body.len() <= 3 && plain(body).is_some()
    }

    /// `.08`: a decimal without its zero.
    pub(super) fn leading_point(&self, at: usize) -> Option<Value> {
        let (point, digits) = (self.tokens.get(at)?, self.tokens.get(at + 1)?);
        if !point.is('.')
            || !point.space_before
            || digits.space_before
            || digits.shape != Shape::Number
        {
            return None;
        }
        plain(&digits.folded)?;
        let value = format!("0.{}", digits.folded).parse().ok()?;
        Some(self.completed(value, 1.0, at + 2, None))
    }

    /// `1.3e6`, `1.3x10^6`.
    fn power(&self, number: f64, tail: &str, at: usize) -> Option<(f64, usize)> {
        if let Some(power) = tail.strip_prefix('e') {
            let digits = power.strip_prefix('-').unwrap_or(power);
            plain(digits).filter(|p| *p < 19.0)?;
            return Some((format!("{number}e{power}").parse().ok()?, at + 1));
        }
        let ten = tail.strip_prefix(['x', '×']) == Some("10");
        if !ten || !self.tokens.get(at + 1)?.is('^') {
            return None;
        }
        let minus = self.tokens.get(at + 2)?.is('-');
        let digits_at = at + 2 + usize::from(minus);
        let power = &self.tokens.get(digits_at)?.folded;
        plain(power).filter(|p| *p < 19.0)?;
        let sign = if minus { "-" } else { "" };
        Some((
            format!("{number}e{sign}{power}").parse().ok()?,
            digits_at + 1,
        ))
    }

    /// `10-20` in one token is a range; times, dates and codes are not.
    fn range_token(&self, body: &str, tail: &str, at: usize) -> Option<Value> {
        let (low, high) = body.split_once('-')?;
        if let Some((value, end)) = tail
            .strip_prefix('e')
            .and_then(|_| self.power(parse(body, self.tables)?, tail, at))
        {
            return Some(Value::exact(end, value, 1.0));
        }
        let (low, high) = (parse(low, self.tables)?, parse(high, self.tables)?);
        if !tail.is_empty() && low < high {
            let by = self.tables.multiplier(tail, tail)?;
            return Some(Value::range(at + 1, low * by, high * by));
        }
        // a pair of years is a date's business
        let year = 1000.0..2200.0;
        if low >= high || !tail.is_empty() || year.contains(&low) && year.contains(&high) {
            return None;
        }
        let (by, end) = self.scales(at + 1);
        Some(Value::range(end, low * by, high * by))
    }

    /// `1 234 567`: groups of three with single spaces.
    fn spaced_groups(&self, number: f64, body: &str, at: usize) -> (f64, usize) {
        if body.len() > 3 || body.contains(['.', ',']) {
            return (number, at + 1);
        }
        let mut value = number;
        let mut end = at + 1;
        while let (Some(before), Some(next)) = (self.tokens.get(end - 1), self.tokens.get(end)) {
            let gap = self
                .text
                .get(before.span.end..next.span.start)
                .unwrap_or("");
            let single = matches!(gap, " " | "\u{202F}" | "\u{00A0}" | "\u{2009}");
            let (group, decimals) = next
                .folded
                .split_once(['.', ','])
                .map_or((&*next.folded, None), |(g, d)| (g, Some(d)));
            let Some(more) = plain(group).filter(|_| single && group.len() == 3 && value < 1e15)
            else {
                break;
            };
            value = value * 1000.0 + more;
            end += 1;
            if let Some(decimals) = decimals {
                value += format!("0.{decimals}").parse::<f64>().unwrap_or(0.0);
                break;
            }
        }
        (value, end)
    }
}

/// Digits only.
fn plain(text: &str) -> Option<f64> {
    let digits = !text.is_empty() && text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// `4/5`.
pub(super) fn slashed(text: &str) -> Option<f64> {
    let (numerator, denominator) = text.split_once('/')?;
    let (a, b) = (plain(numerator)?, plain(denominator)?);
    (a > 0.0 && a < b && b <= 100.0).then_some(a / b)
}

/// `⅔`, `2½`.
fn vulgar(text: &str) -> Option<f64> {
    let mark = text.chars().next_back().filter(|c| !c.is_ascii())?;
    let (_, a, b) = VULGAR.iter().find(|(sign, _, _)| *sign == mark)?;
    let head = text.strip_suffix(mark)?;
    if head.is_empty() {
        Some(a / b)
    } else {
        plain(head).map(|whole| whole + a / b)
    }
}

/// Digits with separators.
///
/// Marks before groups of exactly three digits group, unless the only mark is the language's decimal mark:
/// `1.000` is a thousand where `,` makes decimals and one where `.` does.
pub(super) fn parse(body: &str, tables: &NumberTables) -> Option<f64> {
    if let Some(value) = plain(body) {
        return Some(value);
    }
    if body.len() > 40 || !body.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mark = |c: &char| !c.is_ascii_digit();
    if body
        .chars()
        .filter(mark)
        .any(|c| !matches!(c, '.' | ',' | '\''))
    {
        return None;
    }
    let last = body.chars().rev().find(mark)?;
    let (head, tail) = body.rsplit_once(last)?;
    let joined = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let uniform = |text: &str| {
        let mut marks = text.chars().filter(mark);
        marks.next().is_none_or(|first| marks.all(|c| c == first))
    };
    let several = body.chars().filter(mark).nth(1).is_some();
    let by_habit = tables.decimal != Some(last)
        && (tables.thousands.contains(&last) || tables.decimal.is_some());
    if is_grouped(body) && uniform(body) && (several || by_habit) {
        return joined(body).parse().ok();
    }
    if several && !(is_grouped(head) && uniform(head) && !head.contains(last)) {
        return None;
    }
    format!("{}.{}", joined(head), joined(tail)).parse().ok()
}

/// Groups of three after a first group of one to three; of two and three in the South Asian way.
fn is_grouped(text: &str) -> bool {
    let mut parts = text.split(|c: char| !c.is_ascii_digit());
    let first = parts.next().map_or(0, str::len);
    let mut last = 3;
    for part in parts {
        if !matches!(part.len(), 2 | 3) {
            return false;
        }
        last = part.len();
    }
    let even = text
        .split(|c: char| !c.is_ascii_digit())
        .skip(1)
        .all(|p| p.len() == 3);
    (1..=3).contains(&first) && last == 3 && (even || first <= 2)
}
