//! Number words: cut into atoms, then composed.
//!
//! `eenentwintighonderd` is cut into *een en twintig honderd*; English puts the same atoms in a row of
//! words. One walk composes both; it stops where the row is no number any more, so *two three* is two
//! numbers.

use super::{NumberTables, Value, multiplied};
use crate::text::Token;

/// Part of a number word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Atom {
    /// Zero to nineteen, or a word with a value of its own.
    Small(f64),
    /// Twenty to ninety.
    Tens(f64),
    /// Hundred and up.
    Scale(f64),
    /// `and`.
    Join,
}

pub(super) fn value(tokens: &[Token], tables: &NumberTables, at: usize) -> Option<Value> {
    let token = tokens.get(at)?;
    let word = &*token.folded;
    let next = |i: usize| tokens.get(i).map(|t| &*t.folded);
    let share = |end: usize, value: f64| Some(Value { end, low: Some(value), high: Some(value), share: true, scale: 1.0, ..Value::default() });
    if tables.articles.contains(word) {
        // an article is a number only before what it counts: `a million`, `een dozijn`, `a half`
        if let Some(by) = next(at + 1).and_then(|w| tables.groups.get(w)) {
            return Some(exact(at + 2, *by, 1.0));
        }
        if let Some(half) = next(at + 1).and_then(|w| tables.halves.get(w)) {
            return half_of(tokens, tables, *half, at + 2);
        }
        if let Some(denominator) = next(at + 1).and_then(|w| tables.fractions.get(w)) {
            return share(at + 2, 1.0 / denominator);
        }
        let scaled = next(at + 1).and_then(|w| segment(tables, w)).is_some_and(|atoms| matches!(atoms.first(), Some(Atom::Scale(_))));
        if !scaled {
            return None;
        }
    } else if let Some(half) = tables.halves.get(word) {
        return half_of(tokens, tables, *half, at + 1);
    } else if let Some(by) = tables.groups.get(word) {
        return Some(exact(at + 1, *by, 1.0));
    }
    let (atoms, end) = row(tokens, tables, at)?;
    if matches!(atoms.first(), Some(Atom::Join)) {
        return None;
    }
    let number = compose(&atoms, tables.units_first)?;
    let scale = atoms.iter().rev().find_map(|a| if let Atom::Scale(s) = a { Some(*s) } else { None }).unwrap_or(1.0);
    if let Some(denominator) = next(end).and_then(|w| tables.fractions.get(w)).filter(|_| number < 100.0) {
        return share(end + 1, number / denominator);
    }
    let (number, end, by) = multiplied(tokens, tables, number, end);
    let (number, end) = half_after(tokens, tables, number, end, scale.max(by));
    Some(exact(end, number, scale.max(by)))
}

fn exact(end: usize, value: f64, scale: f64) -> Value {
    Value { end, low: Some(value), high: Some(value), scale, ..Value::default() }
}

/// `half a dozen`, `a half million`, `half of`.
fn half_of(tokens: &[Token], tables: &NumberTables, half: f64, mut end: usize) -> Option<Value> {
    let counted = |at: usize| tokens.get(at).and_then(|t| tables.groups.get(&t.folded).copied().or(match tables.atoms.get(&t.folded) {
        Some(Atom::Scale(by)) => Some(*by),
        _ => None,
    }));
    if tokens.get(end).is_some_and(|t| tables.articles.contains(&t.folded)) && counted(end + 1).is_some() {
        end += 1;
    }
    match counted(end) {
        Some(by) => Some(exact(end + 1, half * by, by)),
        None => Some(Value { end, low: Some(half), high: Some(half), share: true, scale: 1.0, ..Value::default() }),
    }
}

fn half_after(tokens: &[Token], tables: &NumberTables, value: f64, end: usize, scale: f64) -> (f64, usize) {
    let joined = tokens.get(end).is_some_and(|t| tables.atoms.get(&t.folded) == Some(&Atom::Join));
    let article = joined && tokens.get(end + 1).is_some_and(|t| tables.articles.contains(&t.folded));
    match article.then(|| tokens.get(end + 2)).flatten().and_then(|t| tables.halves.get(&t.folded)) {
        Some(half) => (value + half * scale, end + 3),
        None => (value, end),
    }
}

/// The longest row of tokens from `at` whose atoms make one number.
fn row(tokens: &[Token], tables: &NumberTables, at: usize) -> Option<(Vec<Atom>, usize)> {
    let mut atoms = segment(tables, &tokens.get(at)?.folded)?;
    compose(&atoms, tables.units_first)?;
    let mut end = at + 1;
    loop {
        let mut next = end;
        let mut more = Vec::new();
        if tokens.get(next).is_some_and(|t| tables.atoms.get(&t.folded) == Some(&Atom::Join)) && matches!(atoms.last(), Some(Atom::Scale(_))) {
            more.push(Atom::Join);
            next += 1;
        }
        if tokens.get(next).is_some_and(|t| t.is('-')) {
            next += 1;
        }
        let Some(token) = tokens.get(next) else { break };
        // `two hundred, three`: a mark ends the number; an article never goes on one
        let Some(found) = segment(tables, &token.folded).filter(|_| !tables.articles.contains(&token.folded)) else { break };
        if matches!(found.as_slice(), [Atom::Join]) {
            break;
        }
        more.extend(found);
        let mut longer = atoms.clone();
        longer.extend(more);
        if compose(&longer, tables.units_first).is_none() {
            break;
        }
        atoms = longer;
        end = next + 1;
    }
    Some((atoms, end))
}

/// Cuts a word into atoms; `None` when it is no number word.
pub(super) fn segment(tables: &NumberTables, word: &str) -> Option<Vec<Atom>> {
    if let Some(atom) = tables.atoms.get(word) {
        return Some(vec![*atom]);
    }
    for ending in &tables.half_endings {
        if let Some(base) = word.strip_suffix(&**ending) {
            if let Some(Atom::Small(value)) = tables.atoms.get(base) {
                return Some(vec![Atom::Small(value + 0.5)]);
            }
        }
    }
    if word.contains('-') {
        let parts: Option<Vec<Vec<Atom>>> = word.split('-').map(|part| segment(tables, part)).collect();
        return parts.map(|p| p.concat()).filter(|a| compose(a, tables.units_first).is_some());
    }
    if !tables.together || word.chars().count() < 5 {
        return None;
    }
    let mut dead = std::collections::HashSet::new();
    let mut out = Vec::new();
    (cut(tables, word, 0, &mut out, &mut dead) && compose(&out, tables.units_first).is_some()).then_some(out)
}

fn cut(tables: &NumberTables, word: &str, from: usize, out: &mut Vec<Atom>, dead: &mut std::collections::HashSet<usize>) -> bool {
    if from == word.len() {
        return true;
    }
    if dead.contains(&from) {
        return false;
    }
    let Some(rest) = word.get(from..) else { return false };
    let mut ends: Vec<usize> = rest.char_indices().map(|(i, c)| i + c.len_utf8()).take(tables.longest).collect();
    ends.reverse();
    for end in ends {
        if let Some(atom) = rest.get(..end).and_then(|part| tables.atoms.get(part)) {
            out.push(*atom);
            // a join never ends a word; what cannot be composed is cut another way
            let fits = !matches!(atom, Atom::Join) || from + end < word.len();
            if fits && (matches!(atom, Atom::Join) || compose(out, tables.units_first).is_some() || tables.units_first) && cut(tables, word, from + end, out, dead) {
                return true;
            }
            out.pop();
        }
    }
    dead.insert(from);
    false
}

/// The value of a row of atoms; `None` when the row is no number.
pub(super) fn compose(atoms: &[Atom], units_first: bool) -> Option<f64> {
    let mut total = 0.0;
    let mut group = 0.0;
    let mut last: Option<Atom> = None;
    let mut joined = false;
    let mut smallest_scale = f64::INFINITY;
    for atom in atoms {
        match *atom {
            Atom::Join => {
                if joined || last.is_none() {
                    return None;
                }
                joined = true;
                continue;
            }
            Atom::Small(value) => match last {
                None | Some(Atom::Scale(_)) => group += value,
                Some(Atom::Tens(_)) if !units_first && value > 0.0 && value < 10.0 && !joined => group += value,
                _ => return None,
            },
            Atom::Tens(value) => match last {
                None | Some(Atom::Scale(_)) => group += value,
                Some(Atom::Small(unit)) if units_first && joined && unit > 0.0 && unit < 10.0 => group += value,
                _ => return None,
            },
            Atom::Scale(by) if by < 1000.0 => {
                // `vijfentwintighonderd`
                if group % 100.0 != group || joined {
                    return None;
                }
                group = if group == 0.0 { by } else { group * by };
            }
            Atom::Scale(by) => {
                if joined {
                    return None;
                }
                if by > smallest_scale || group == 0.0 && total > 0.0 {
                    // `hundred thousand million`
                    total = (total + group) * by;
                } else {
                    total += if group == 0.0 { by } else { group * by };
                }
                smallest_scale = smallest_scale.min(by);
                group = 0.0;
            }
        }
        joined = false;
        last = Some(*atom);
    }
    (!joined && last.is_some()).then_some(total + group)
}
