//! Numbers in digits: separators by the language's habit, groups with spaces, fractions, ordinals.

use super::{NumberTables, Value, multiplied};
use crate::text::Token;

pub(super) fn value(text: &str, tokens: &[Token], tables: &NumberTables, at: usize) -> Option<Value> {
    let token = tokens.get(at)?;
    let raw = &*token.folded;
    let digits_end = raw.find(|c: char| c.is_alphabetic()).unwrap_or(raw.len());
    let (body, tail) = (raw.get(..digits_end)?, raw.get(digits_end..)?);
    if body.contains([':', '-']) {
        return range_token(body, tail, tables, at);
    }
    if let Some((numerator, denominator)) = body.split_once('/') {
        let (a, b) = (plain(numerator)?, plain(denominator)?);
        if b == 0.0 || a >= b || b > 100.0 || !tail.is_empty() {
            return None;
        }
        return Some(Value { end: at + 1, low: Some(a / b), high: Some(a / b), share: true, scale: 1.0, ..Value::default() });
    }
    let number = parse(body, tables)?;
    if !tail.is_empty() {
        if let Some(by) = tables.multipliers.get(tail) {
            let value = number * by;
            return Some(Value { end: at + 1, low: Some(value), high: Some(value), scale: *by, ..Value::default() });
        }
        if tables.ordinal_endings.iter().any(|e| **e == *tail) {
            return Some(Value { end: at + 1, ordinal: true, scale: 1.0, ..Value::default() });
        }
        return Some(Value { end: at + 1, glued: true, scale: 1.0, ..Value::default() });
    }
    let (number, end) = spaced_groups(text, tokens, number, body, at);
    let (mut number, mut end, scale) = multiplied(tokens, tables, number, end);
    // `3 hundred and 21`
    if scale >= 100.0 && tokens.get(end).is_some_and(|t| tables.atoms.get(&t.folded) == Some(&super::Atom::Join)) {
        if let Some(rest) = tokens.get(end + 1).and_then(|t| plain(&t.folded)).filter(|r| *r < scale) {
            number += rest;
            end += 2;
        }
    }
    let share = tokens.get(end).and_then(|t| tables.fractions.get(&t.folded)).filter(|_| scale <= 1.0 && number < 100.0);
    if let Some(denominator) = share {
        let value = number / denominator;
        return Some(Value { end: end + 1, low: Some(value), high: Some(value), share: true, scale: 1.0, ..Value::default() });
    }
    Some(Value { end, low: Some(number), high: Some(number), scale, ..Value::default() })
}

/// `10-20` in one token is a range; times, dates and codes are not.
fn range_token(body: &str, tail: &str, tables: &NumberTables, at: usize) -> Option<Value> {
    let (low, high) = body.split_once('-')?;
    let (low, high) = (parse(low, tables)?, parse(high, tables)?);
    // a pair of years is a date's business
    let years = (1000.0..2200.0).contains(&low) && (1000.0..2200.0).contains(&high);
    (low < high && tail.is_empty() && !years).then_some(Value { end: at + 1, low: Some(low), high: Some(high), scale: 1.0, ..Value::default() })
}

/// Digits only.
fn plain(text: &str) -> Option<f64> {
    (!text.is_empty() && text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Digits with separators.
///
/// A separator before groups of exactly three digits groups; the language's decimal mark, or a single mark
/// before another number of digits, makes decimals. `1.000` is a thousand where `.` groups and one where it does not.
pub(super) fn parse(body: &str, tables: &NumberTables) -> Option<f64> {
    if let Some(value) = plain(body) {
        return Some(value);
    }
    let body = body.replace('\'', if tables.thousands.contains(&'\'') { "'" } else { "" });
    let marks: Vec<(usize, char)> = body.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let (last_at, last) = *marks.last()?;
    if marks.iter().any(|(_, c)| !matches!(c, '.' | ',' | '\'' | '’')) {
        return None;
    }
    let tail = body.get(last_at + last.len_utf8()..)?;
    let head = body.get(..last_at)?;
    let groups = |text: &str| {
        let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
        parts.len() == 1 || parts.iter().skip(1).all(|p| p.len() == 3) && parts.first().is_some_and(|p| (1..=3).contains(&p.len())) || parts.iter().skip(1).all(|p| p.len() == 2 || p.len() == 3) && parts.last().is_some_and(|p| p.len() == 3)
    };
    let uniform = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<std::collections::BTreeSet<char>>().len() <= 1;
    let joined = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let several = marks.len() > 1 && marks.iter().all(|(_, c)| *c == last);
    let grouping = tail.len() == 3 && groups(&body) && uniform(&body) && (tables.thousands.contains(&last) || several);
    if grouping {
        return joined(&body).parse().ok();
    }
    if several || marks.len() > 1 && !(groups(head) && uniform(head)) {
        return None;
    }
    format!("{}.{}", joined(head), joined(tail)).parse().ok()
}

/// `1 234 567`: groups of three with single spaces.
fn spaced_groups(text: &str, tokens: &[Token], number: f64, body: &str, at: usize) -> (f64, usize) {
    if body.len() > 3 || body.contains(['.', ',']) {
        return (number, at + 1);
    }
    let mut value = number;
    let mut end = at + 1;
    while let (Some(before), Some(next)) = (tokens.get(end - 1), tokens.get(end)) {
        let gap = text.get(before.span.end..next.span.start).unwrap_or("");
        let single = matches!(gap, " " | "\u{202F}" | "\u{00A0}" | "\u{2009}");
        let (group, decimals) = next.folded.split_once(['.', ',']).map_or((&*next.folded, None), |(g, d)| (g, Some(d)));
        if !single || group.len() != 3 || plain(group).is_none() {
            break;
        }
        value = value * 1000.0 + plain(group).unwrap_or(0.0);
        end += 1;
        if let Some(decimals) = decimals {
            value += format!("0.{decimals}").parse::<f64>().unwrap_or(0.0);
            break;
        }
    }
    (value, end)
}
