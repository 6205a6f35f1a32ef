//! Numbers: digits and words, vague words, bounds, ranges, shares, remainders.
//!
//! A hit keeps the bounds that the text gives and no single figure: *at least 10,000* has a low bound only,
//! *dozens* is 24 to 99. Words are data (`rules/numbers.toml`); this module knows how they compose. A
//! number in digits with letters glued to it (`152mm`) is told apart, because it is seldom a count. Next: `mentions`.

mod digits;
mod words;

use crate::text::{Shape, Token, fold};
use headstamp_model::Span;
use headstamp_packs::numbers_schema::NumbersFile;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use words::Atom;

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

/// A phrase of folded words with what it means.
type Phrases<T> = HashMap<Box<str>, Vec<(Vec<Box<str>>, T)>>;

/// What a phrase does to the number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Floor,
    Ceiling,
    About,
}

/// Number words of a language, compiled.
#[derive(Debug, Clone, Default)]
pub struct NumberTables {
    decimal: char,
    thousands: Vec<char>,
    units_first: bool,
    together: bool,
    atoms: HashMap<Box<str>, Atom>,
    longest: usize,
    articles: HashSet<Box<str>>,
    groups: HashMap<Box<str>, f64>,
    halves: HashMap<Box<str>, f64>,
    half_endings: Vec<Box<str>>,
    fractions: HashMap<Box<str>, f64>,
    multipliers: HashMap<Box<str>, f64>,
    ordinal_endings: Vec<Box<str>>,
    vague: Phrases<(Option<f64>, Option<f64>)>,
    before: Phrases<Bound>,
    after: Phrases<Bound>,
    between: Vec<(Vec<Box<str>>, Vec<Box<str>>)>,
    ranges: Phrases<()>,
    percent: Phrases<()>,
    remainder: Phrases<()>,
    negative: HashSet<Box<str>>,
}

fn split(form: &str) -> Vec<Box<str>> {
    crate::text::tokenize(form).map(|t| t.folded).collect()
}

fn phrases<T: Copy>(out: &mut Phrases<T>, forms: &[String], value: T) {
    for form in forms {
        let words = split(form);
        if let Some(first) = words.first().cloned() {
            let list = out.entry(first).or_default();
            list.push((words, value));
            list.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        }
    }
}

/// The phrase that starts at a token: its value and where it ends.
fn phrase_at<T: Copy>(table: &Phrases<T>, tokens: &[Token], at: usize) -> Option<(T, usize)> {
    let first = tokens.get(at)?;
    table.get(&first.folded)?.iter().find_map(|(words, value)| {
        let fits = words.iter().enumerate().all(|(i, w)| tokens.get(at + i).is_some_and(|t| t.folded == *w));
        fits.then_some((*value, at + words.len()))
    })
}

fn folded_values(map: &std::collections::BTreeMap<String, f64>) -> HashMap<Box<str>, f64> {
    map.iter().map(|(word, value)| (fold(word), *value)).collect()
}

/// Reads `24..99`, `2000000..`, `..40`, `12`.
fn bounds(text: &str) -> (Option<f64>, Option<f64>) {
    let number = |t: &str| t.trim().parse::<f64>().ok();
    match text.split_once("..") {
        Some((low, high)) => (number(low), number(high)),
        None => (number(text), number(text)),
    }
}

impl NumberTables {
    /// Compiles the number words of a pack.
    pub fn new(file: &NumbersFile) -> Self {
        let mut out = Self {
            decimal: file.decimal.chars().next().unwrap_or('.'),
            thousands: file.thousands.iter().filter_map(|t| t.chars().next()).collect(),
            units_first: file.units_first,
            together: file.together,
            articles: file.article.iter().map(|w| fold(w)).collect(),
            groups: folded_values(&file.group),
            halves: folded_values(&file.half),
            half_endings: file.half_ending.iter().map(|w| fold(w)).collect(),
            fractions: folded_values(&file.fraction),
            multipliers: folded_values(&file.multiplier),
            ordinal_endings: file.ordinal_ending.iter().map(|w| fold(w)).collect(),
            negative: file.negative.iter().map(|w| fold(w)).collect(),
            ..Self::default()
        };
        let mut add = |word: &str, atom: Atom| {
            let word = fold(word);
            if !word.is_empty() {
                out.longest = out.longest.max(word.chars().count());
                out.atoms.entry(word).or_insert(atom);
            }
        };
        for (value, word) in file.small.iter().enumerate() {
            add(word, Atom::Small(value as f64));
        }
        for (place, word) in file.tens.iter().enumerate() {
            add(word, Atom::Tens(place as f64 * 10.0));
        }
        for (word, value) in &file.word {
            add(word, if *value >= 20.0 && *value < 100.0 && value % 10.0 == 0.0 { Atom::Tens(*value) } else { Atom::Small(*value) });
        }
        for (word, value) in &file.scale {
            add(word, Atom::Scale(*value));
        }
        for word in &file.joiner {
            add(word, Atom::Join);
        }
        for word in &file.article {
            add(word, Atom::Small(1.0));
        }
        for (form, range) in &file.vague {
            phrases(&mut out.vague, std::slice::from_ref(form), bounds(range));
        }
        phrases(&mut out.before, &file.floor, Bound::Floor);
        phrases(&mut out.before, &file.ceiling, Bound::Ceiling);
        phrases(&mut out.before, &file.about, Bound::About);
        phrases(&mut out.after, &file.floor_after, Bound::Floor);
        phrases(&mut out.after, &file.ceiling_after, Bound::Ceiling);
        out.between = file.between.iter().map(|(a, b)| (split(a), split(b))).collect();
        phrases(&mut out.ranges, &file.range, ());
        phrases(&mut out.percent, &file.percent, ());
        phrases(&mut out.remainder, &file.remainder, ());
        out
    }
}

/// A bare value before bounds are looked at.
#[derive(Debug, Clone, Copy, Default)]
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

/// Finds the numbers of a sentence.
pub fn numbers(text: &str, tokens: &[Token], tables: &NumberTables) -> Vec<NumberHit> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match hit_at(text, tokens, tables, at) {
            Some(hit) => {
                at = hit.tokens.end.max(at + 1);
                out.push(hit);
            }
            None => at += 1,
        }
    }
    out
}

fn hit_at(text: &str, tokens: &[Token], tables: &NumberTables, start: usize) -> Option<NumberHit> {
    let finish = |end: usize, low: Option<f64>, high: Option<f64>| {
        let first = tokens.get(start)?;
        let last = tokens.get(end.checked_sub(1)?)?;
        Some(NumberHit { tokens: start..end, span: first.span.join(last.span), low, high, of: None, share: None, ordinal: false, unit_glued: false })
    };
    // between A and B
    for (open, middle) in &tables.between {
        if let Some((a, b)) = between(text, tokens, tables, start, open, middle) {
            return finish(b.end, a.low.map(|low| rescale(low, &b)), b.high);
        }
    }
    let bound = phrase_at(&tables.before, tokens, start);
    let from = bound.map_or(start, |(_, end)| end);
    let value = value_at(text, tokens, tables, from)?;
    let mut end = value.end;
    let (mut low, mut high) = (value.low, value.high);
    // A to B
    if !value.vague && !value.ordinal && bound.is_none_or(|(b, _)| b == Bound::About) {
        if let Some(second) = range_end(text, tokens, tables, end).filter(|s| s.high > value.high.map(|h| rescale(h, s)) || s.scale > 1.0 && s.high > value.high) {
            let mut hit = finish(second.end, low.map(|l| rescale(l, &second)), second.high)?;
            if let Some((_, percent_end)) = phrase_at(&tables.percent, tokens, second.end) {
                hit.tokens.end = percent_end;
                hit.share = second.high.map(|h| h / 100.0);
            }
            return Some(hit);
        }
    }
    match bound {
        Some((Bound::Floor, _)) => high = None,
        Some((Bound::Ceiling, _)) if !value.vague => low = None,
        _ => {}
    }
    if let Some((after, after_end)) = phrase_at(&tables.after, tokens, end) {
        match after {
            Bound::Floor => high = None,
            Bound::Ceiling => low = None,
            Bound::About => {}
        }
        end = after_end;
    }
    let mut share = value.share.then_some(value.low.unwrap_or(0.0));
    if let Some((_, percent_end)) = phrase_at(&tables.percent, tokens, end) {
        share = value.high.or(value.low).map(|v| v / 100.0);
        end = percent_end;
    }
    let mut of = None;
    if share.is_none() && !value.ordinal {
        if let Some((_, whole_at)) = phrase_at(&tables.remainder, tokens, end) {
            if let Some(whole) = value_at(text, tokens, tables, whole_at).filter(|w| !w.glued && !w.ordinal && w.high > value.high) {
                of = whole.high;
                end = whole.end;
            }
        }
    }
    let mut hit = finish(end, low, high)?;
    hit.share = share;
    hit.of = of;
    hit.ordinal = value.ordinal;
    hit.unit_glued = value.glued;
    if value.ordinal || value.glued {
        hit.low = None;
        hit.high = None;
    }
    Some(hit)
}

/// In `2 to 3 million` the scale holds for both.
fn rescale(low: f64, second: &Value) -> f64 {
    let mantissa = second.high.unwrap_or(0.0) / second.scale.max(1.0);
    if second.scale >= 1000.0 && low < 1000.0 && low < mantissa { low * second.scale } else { low }
}

fn between(text: &str, tokens: &[Token], tables: &NumberTables, at: usize, open: &[Box<str>], middle: &[Box<str>]) -> Option<(Value, Value)> {
    let stands = |words: &[Box<str>], at: usize| words.iter().enumerate().all(|(i, w)| tokens.get(at + i).is_some_and(|t| t.folded == *w));
    if !stands(open, at) {
        return None;
    }
    let first = value_at(text, tokens, tables, at + open.len())?;
    if !stands(middle, first.end) {
        return None;
    }
    let second = value_at(text, tokens, tables, first.end + middle.len())?;
    (second.high > first.high || second.scale > 1.0).then_some((first, second))
}

fn range_end(text: &str, tokens: &[Token], tables: &NumberTables, at: usize) -> Option<Value> {
    let dash = tokens.get(at).filter(|t| t.is('-') || t.is('–')).map(|_| at + 1);
    let next = dash.or_else(|| phrase_at(&tables.ranges, tokens, at).map(|(_, end)| end))?;
    value_at(text, tokens, tables, next).filter(|v| !v.vague && !v.ordinal && !v.glued)
}

/// A value at a token: digits, words, vague words.
fn value_at(text: &str, tokens: &[Token], tables: &NumberTables, at: usize) -> Option<Value> {
    let token = tokens.get(at)?;
    if let Some(((low, high), end)) = phrase_at(&tables.vague, tokens, at) {
        return Some(Value { end, low, high, vague: true, scale: 1.0, ..Value::default() });
    }
    let negative = tables.negative.contains(&token.folded) || token.is('-') && tokens.get(at + 1).is_some_and(|t| !t.space_before && t.shape == Shape::Number) && (at == 0 || token.space_before);
    if negative {
        let mut value = value_at(text, tokens, tables, at + 1).filter(|v| !v.vague)?;
        value.low = value.low.map(|v| -v);
        value.high = value.high.map(|v| -v);
        return Some(value);
    }
    match token.shape {
        Shape::Number => digits::value(text, tokens, tables, at),
        Shape::Word => words::value(tokens, tables, at),
        Shape::Punct => None,
    }
}

/// Scale words, groups and halves after a value: `6.5 million`, `3 dozen`, `one million and a half`.
fn multiplied(tokens: &[Token], tables: &NumberTables, mut value: f64, mut end: usize) -> (f64, usize, f64) {
    let mut scale = 1.0;
    while let Some(Atom::Scale(by)) = tokens.get(end).and_then(|t| tables.atoms.get(&t.folded)) {
        value *= by;
        scale *= by;
        end += 1;
        // `mln.` keeps its stop
        if tokens.get(end).is_some_and(|t| t.is('.') && !t.space_before) && tokens.get(end + 1).is_some_and(|t| !t.has_capital()) {
            end += 1;
        }
    }
    if let Some(by) = tokens.get(end).and_then(|t| tables.groups.get(&t.folded)) {
        value *= by;
        end += 1;
    }
    if scale > 1.0 {
        let joined = tokens.get(end).is_some_and(|t| tables.atoms.get(&t.folded) == Some(&Atom::Join));
        let article = joined && tokens.get(end + 1).is_some_and(|t| tables.articles.contains(&t.folded));
        if let Some(half) = article.then(|| tokens.get(end + 2)).flatten().and_then(|t| tables.halves.get(&t.folded)) {
            value += half * scale;
            end += 3;
        }
    }
    (value, end, scale)
}
