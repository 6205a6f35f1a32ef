//! Number words: cut into atoms, then composed.
//!
//! `eenentwintighonderd` is cut into *een en twintig honderd*; English puts the same atoms in a row of
//! words. One walk composes both; it stops where the row is no number any more, so *two three* is two
//! numbers. Next: `fractions`.

use super::NumberTables;
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
    /// The last part of an ordinal.
    Ordinal(f64),
    /// `and`.
    Join,
}

/// Beyond this nothing is counted; it also ends endless rows of scale words.
const LARGEST: f64 = 1e18;

/// A number as far as it has been composed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    total: f64,
    group: f64,
    /// What stands after the last scale word.
    tail: f64,
    last: Option<Atom>,
    joined: bool,
    smallest: f64,
    opens_with_scale: bool,
    /// Whether it ended in an ordinal.
    pub(super) ordinal: bool,
}

impl Sum {
    pub(super) fn new() -> Self {
        Self {
            total: 0.0,
            group: 0.0,
            tail: 0.0,
            last: None,
            joined: false,
            smallest: f64::INFINITY,
            opens_with_scale: false,
            ordinal: false,
        }
    }

    /// Takes one more atom; `false` when the row would be no number. The sum is then spoilt.
    pub(super) fn push(&mut self, atom: Atom, units_first: bool) -> bool {
        if self.ordinal {
            return false;
        }
        let fits = match atom {
            Atom::Join => {
                let open = matches!(self.last, Some(Atom::Scale(_)))
                    || units_first && matches!(self.last, Some(Atom::Small(_)));
                let fits = open && !self.joined;
                self.joined = true;
                return fits;
            }
            Atom::Small(value) => match self.last {
                None => self.add(value),
                Some(Atom::Scale(_)) => value > 0.0 && self.add(value),
                Some(Atom::Tens(_)) => {
                    !units_first && !self.joined && (1.0..10.0).contains(&value) && self.add(value)
                }
                _ => false,
            },
            Atom::Tens(value) => match self.last {
                None | Some(Atom::Scale(_)) => self.add(value),
                Some(Atom::Small(unit)) => {
                    units_first && self.joined && (1.0..10.0).contains(&unit) && self.add(value)
                }
                _ => false,
            },
            Atom::Scale(by) => !self.joined && self.scale(by),
            Atom::Ordinal(value) => {
                let part = match value {
                    v if v < 20.0 => Atom::Small(v),
                    v if v < 100.0 => Atom::Tens(v),
                    v => Atom::Scale(v),
                };
                let fits = self.push(part, units_first);
                self.ordinal = true;
                return fits;
            }
        };
        self.joined = false;
        self.last = Some(atom);
        fits && self.total + self.group < LARGEST
    }

    fn add(&mut self, value: f64) -> bool {
        self.group += value;
        self.tail += value;
        true
    }

    fn scale(&mut self, by: f64) -> bool {
        self.opens_with_scale |= self.last.is_none();
        let first = self.last.is_none() || matches!(self.last, Some(Atom::Scale(_)));
        self.tail = 0.0;
        if by < 1000.0 {
            // `twenty-five hundred`
            let fits = self.group < 100.0 && (self.group > 0.0 || first);
            self.group = if self.group == 0.0 {
                by
            } else {
                self.group * by
            };
            return fits;
        }
        if self.group == 0.0 && !first {
            return false;
        }
        if self.total > 0.0 && (by > self.smallest || self.group == 0.0) {
            // `hundred thousand million`
            let fits = by >= self.smallest;
            self.total = (self.total + self.group) * by;
            self.smallest = by;
            self.group = 0.0;
            return fits;
        }
        let fits = by < self.smallest;
        self.total += if self.group == 0.0 {
            by
        } else {
            self.group * by
        };
        self.smallest = by;
        self.group = 0.0;
        fits
    }

    /// The value; `None` when the row ends in the middle of a number.
    pub(super) fn value(&self) -> Option<f64> {
        (!self.joined && self.last.is_some()).then_some(self.total + self.group)
    }

    /// The last scale word, 1 when there is none.
    pub(super) fn last_scale(&self) -> f64 {
        match self.last {
            Some(Atom::Scale(by)) => by,
            _ => 1.0,
        }
    }

    /// Whether its first word is a scale word: `hundred and five` after an article.
    pub(super) fn opens_with_scale(&self) -> bool {
        self.opens_with_scale
    }

    /// The largest-scale part that stands still when a group word follows: 300 in `three hundred and two dozen`.
    pub(super) fn tail(&self) -> Option<f64> {
        (self.tail > 0.0 && self.tail < self.total + self.group).then_some(self.tail)
    }
}

/// The longest row of tokens from `at` whose atoms make one number.
pub(super) fn row(tokens: &[Token], tables: &NumberTables, at: usize) -> Option<(Sum, usize)> {
    let mut sum = extend(Sum::new(), tables, &tokens.get(at)?.folded)?;
    sum.value()?;
    let mut end = at + 1;
    loop {
        let mut longer = sum;
        let mut next = end;
        if tokens.get(next).is_some_and(|t| tables.is_join(t)) {
            if !longer.push(Atom::Join, tables.units_first) {
                break;
            }
            next += 1;
        } else if tokens.get(next).is_some_and(|t| t.is('-')) {
            next += 1;
        }
        // an article never goes on a number; neither does a word of its own after a unit
        let Some(token) = tokens
            .get(next)
            .filter(|t| !tables.articles.contains(&*t.folded))
        else {
            break;
        };
        let Some(found) = extend(longer, tables, &token.folded).filter(|s| s.value().is_some())
        else {
            break;
        };
        // `six million and two thirds`: the two are thirds
        let apart = longer.joined && sum.last_scale() >= 1000.0;
        if apart
            && tokens.get(next + 1).is_some_and(|t| {
                tables.fractions.contains_key(&*t.folded) || tables.halves.contains_key(&*t.folded)
            })
        {
            break;
        }
        sum = found;
        end = next + 1;
    }
    Some((sum, end))
}

/// The sum with the atoms of one more word.
pub(super) fn extend(sum: Sum, tables: &NumberTables, word: &str) -> Option<Sum> {
    let units_first = tables.units_first;
    if let Some(atom) = tables.atoms.get(word) {
        let mut sum = sum;
        return (!matches!(atom, Atom::Join) && sum.push(*atom, units_first)).then_some(sum);
    }
    for ending in &tables.half_endings {
        let base = word
            .strip_suffix(&**ending)
            .and_then(|base| tables.atoms.get(base));
        if let Some(Atom::Small(value)) = base {
            let mut sum = sum;
            return sum
                .push(Atom::Small(value + 0.5), units_first)
                .then_some(sum);
        }
    }
    if let Some((head, tail)) = word.split_once('-') {
        let first = extend(sum, tables, head)?;
        return if first.value().is_some() {
            hyphened(first, tables, tail)
        } else {
            None
        };
    }
    if !tables.together || word.len() > 127 {
        return None;
    }
    let mut steps = 0;
    cut(sum, tables, word, &mut steps)
}

/// The parts of `twenty-one` after the first hyphen, without recursion over a long chain.
fn hyphened(mut sum: Sum, tables: &NumberTables, tail: &str) -> Option<Sum> {
    for part in tail.split('-') {
        sum = match tables.atoms.get(part) {
            Some(atom) => sum.push(*atom, tables.units_first).then_some(sum)?,
            None => extend(sum, tables, part)?,
        };
    }
    sum.value().map(|_| sum)
}

/// Cuts a word into atoms, the longest first; gives up on a word that has too many cuts.
fn cut(sum: Sum, tables: &NumberTables, rest: &str, steps: &mut u32) -> Option<Sum> {
    let Some(letter) = rest.chars().next() else {
        return sum.value().map(|_| sum);
    };
    let list = tables.by_letter.get(&letter)?;
    for (form, atom) in list {
        let Some(after) = rest.strip_prefix(&**form) else {
            continue;
        };
        *steps += 1;
        let mut longer = sum;
        if *steps < 400
            && longer.push(*atom, tables.units_first)
            && let Some(found) = cut(longer, tables, after, steps)
        {
            return Some(found);
        }
    }
    None
}
