//! The number words of a pack, compiled for looking up.
//!
//! Everything that can start a number is also in one set, so that most words of a document are turned
//! away by a single look-up. Next: `words`, `digits`.

use super::phrases::Phrases;
use super::words::Atom;
use crate::text::{Shape, Token, fold};
use headstamp_packs::numbers_schema::{NumbersFile, Values};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a phrase does to the number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Floor,
    Ceiling,
    About,
}

/// Number words of a language, compiled.
#[derive(Debug, Clone, Default)]
pub struct NumberTables {
    pub(super) decimal: Option<char>,
    pub(super) thousands: Vec<char>,
    pub(super) units_first: bool,
    pub(super) together: bool,
    pub(super) atoms: FxHashMap<Box<str>, Atom>,
    /// Atoms by first letter, longest first, for words written together.
    pub(super) by_letter: FxHashMap<char, Vec<(Box<str>, Atom)>>,
    pub(super) articles: FxHashSet<Box<str>>,
    pub(super) groups: FxHashMap<Box<str>, f64>,
    pub(super) group_endings: Vec<Box<str>>,
    pub(super) halves: FxHashMap<Box<str>, f64>,
    pub(super) half_endings: Vec<Box<str>>,
    pub(super) fractions: FxHashMap<Box<str>, f64>,
    pub(super) fraction_over: FxHashSet<Box<str>>,
    pub(super) points: FxHashSet<Box<str>>,
    /// Letters after digits as the pack writes them: a capital asks for a capital.
    pub(super) multipliers: Vec<(Box<str>, f64)>,
    pub(super) ordinal_endings: Vec<Box<str>>,
    pub(super) vague: Phrases<(Option<f64>, Option<f64>)>,
    pub(super) never: Phrases<()>,
    pub(super) before: Phrases<Bound>,
    pub(super) after: Phrases<Bound>,
    /// Openers of a range with the place of their middle in `middles`.
    pub(super) between: Phrases<usize>,
    pub(super) middles: Vec<Phrases<()>>,
    pub(super) ranges: Phrases<()>,
    pub(super) percent: Phrases<()>,
    pub(super) remainder: Phrases<()>,
    /// Openers of a whole with the place of the word before its part in `part_words`.
    pub(super) whole_openers: Phrases<usize>,
    pub(super) part_words: Vec<Phrases<()>>,
    pub(super) negative: FxHashSet<Box<str>>,
    /// Every word with which a number, bound or phrase can start.
    starts: FxHashSet<Box<str>>,
}

fn folded(words: &[String]) -> impl Iterator<Item = Box<str>> {
    words.iter().map(|word| fold(word))
}

fn folded_values(map: &Values) -> FxHashMap<Box<str>, f64> {
    map.iter()
        .map(|(word, value)| (fold(word), *value))
        .collect()
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
            decimal: file.decimal.chars().next(),
            thousands: file
                .thousands
                .iter()
                .filter_map(|t| t.chars().next())
                .collect(),
            units_first: file.units_first,
            together: file.together,
            articles: folded(&file.article).collect(),
            groups: folded_values(&file.group),
            group_endings: folded(&file.group_ending).collect(),
            halves: folded_values(&file.half),
            half_endings: folded(&file.half_ending).collect(),
            fractions: folded_values(&file.fraction),
            fraction_over: folded(&file.fraction_over).collect(),
            points: folded(&file.point).collect(),
            multipliers: file
                .multiplier
                .iter()
                .map(|(w, v)| (w.as_str().into(), *v))
                .collect(),
            ordinal_endings: folded(&file.ordinal_ending).collect(),
            negative: folded(&file.negative).collect(),
            ..Self::default()
        };
        out.add_atoms(file);
        out.add_phrases(file);
        out.index();
        out
    }

    fn add_atoms(&mut self, file: &NumbersFile) {
        let mut add = |word: &str, atom: Atom| {
            let word = fold(word);
            if !word.is_empty() {
                self.atoms.entry(word).or_insert(atom);
            }
        };
        for (value, word) in (0u32..).zip(&file.small) {
            add(word, Atom::Small(f64::from(value)));
        }
        for (place, word) in (0u32..).zip(&file.tens) {
            add(word, Atom::Tens(f64::from(place) * 10.0));
        }
        for (word, value) in &file.word {
            let tens = (20.0..100.0).contains(value) && value % 10.0 == 0.0;
            add(
                word,
                if tens {
                    Atom::Tens(*value)
                } else {
                    Atom::Small(*value)
                },
            );
        }
        for (word, value) in &file.scale {
            add(word, Atom::Scale(*value));
        }
        for (word, value) in &file.ordinal {
            if file.ordinal_inflection.is_empty() {
                add(word, Atom::Ordinal(*value));
            }
            for ending in &file.ordinal_inflection {
                add(&format!("{word}{ending}"), Atom::Ordinal(*value));
            }
        }
        for word in &file.joiner {
            add(word, Atom::Join);
        }
        for word in &file.article {
            add(word, Atom::Small(1.0));
        }
    }

    fn add_phrases(&mut self, file: &NumbersFile) {
        for (form, range) in &file.vague {
            self.vague.add(form, bounds(range));
        }
        self.never.add_all(&file.never, ());
        self.before.add_all(&file.floor, Bound::Floor);
        self.before.add_all(&file.ceiling, Bound::Ceiling);
        self.before.add_all(&file.about, Bound::About);
        self.after.add_all(&file.floor_after, Bound::Floor);
        self.after.add_all(&file.ceiling_after, Bound::Ceiling);
        self.after.add_all(&file.about_after, Bound::About);
        for (open, middle) in &file.between {
            self.between.add(open, self.middles.len());
            let mut middles = Phrases::default();
            middles.add(middle, ());
            self.middles.push(middles);
        }
        for (open, part) in &file.remainder_after {
            self.whole_openers.add(open, self.part_words.len());
            let mut words = Phrases::default();
            words.add(part, ());
            self.part_words.push(words);
        }
        self.ranges.add_all(&file.range, ());
        self.percent.add_all(&file.percent, ());
        self.remainder.add_all(&file.remainder, ());
    }

    fn index(&mut self) {
        if self.together {
            for (word, atom) in &self.atoms {
                if let Some(letter) = word.chars().next() {
                    self.by_letter
                        .entry(letter)
                        .or_default()
                        .push((word.clone(), *atom));
                }
            }
            for list in self.by_letter.values_mut() {
                list.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            }
        }
        let words = self
            .atoms
            .keys()
            .chain(self.groups.keys())
            .chain(self.halves.keys());
        let words = words.chain(&self.negative).chain(self.fractions.keys());
        let words = words.map(|word| &**word);
        let words = words.chain(self.vague.firsts()).chain(self.never.firsts());
        let words = words
            .chain(self.before.firsts())
            .chain(self.between.firsts());
        self.starts = words.map(Into::into).collect();
    }

    /// Whether a number, or a phrase around one, can start at a token at all.
    pub(super) fn may_start(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Number => true,
            Shape::Punct => token.is('-') || token.is('.') || self.starts.contains(&*token.folded),
            Shape::Word => {
                self.starts.contains(&*token.folded)
                    || token.folded.contains('-')
                    || self.together && self.opens_with_atom(&token.folded)
            }
        }
    }

    /// Whether a word starts a number in words, and is neither `and` nor an article.
    pub(crate) fn starts_number(&self, word: &str) -> bool {
        let atom = self.atoms.get(word);
        !self.articles.contains(word)
            && atom.map_or_else(
                || self.together && self.opens_with_atom(word),
                |atom| *atom != Atom::Join,
            )
    }

    /// Words that numbers in words are made of.
    pub(crate) fn atom_words(&self) -> impl Iterator<Item = &Box<str>> {
        self.atoms.keys()
    }

    /// Whether a word that is no number word itself begins with one, where the language writes them together.
    pub(crate) fn opens_with_number(&self, word: &str) -> bool {
        self.together && self.opens_with_atom(word) && !self.articles.contains(word)
    }

    /// Whether a word begins with a number word, as words written together do.
    fn opens_with_atom(&self, word: &str) -> bool {
        let list = word
            .chars()
            .next()
            .and_then(|letter| self.by_letter.get(&letter));
        list.is_some_and(|list| {
            list.iter()
                .any(|(atom, _)| word.len() > atom.len() && word.starts_with(&**atom))
        })
    }

    /// What letters glued to digits multiply by; `raw` is how the text writes them.
    pub(super) fn multiplier(&self, raw: &str, folded: &str) -> Option<f64> {
        self.multipliers.iter().find_map(|(form, by)| {
            let capital = form.chars().any(char::is_uppercase);
            (**form == *raw || !capital && **form == *folded).then_some(*by)
        })
    }

    pub(super) fn is_join(&self, token: &Token) -> bool {
        self.atoms.get(&*token.folded) == Some(&Atom::Join)
    }

    pub(super) fn scale(&self, token: &Token) -> Option<f64> {
        match self.atoms.get(&*token.folded) {
            Some(Atom::Scale(by)) => Some(*by),
            _ => None,
        }
    }
}
