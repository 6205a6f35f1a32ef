//! The date words of a pack, compiled for looking up.
//!
//! Everything that can start a date is also in one set, so that most words of a document are turned away
//! by a single look-up. Next: `civil`.

use super::holidays::Feast;
use super::told::Then;
use super::{Shift, Unit};
use crate::numbers::NumberTables;
use crate::numbers::phrases::Phrases;
use crate::text::{Shape, Token, fold};
use headstamp_packs::dates_schema::DatesFile;
use headstamp_packs::numbers_schema::NumbersFile;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Date words of a language, compiled.
#[derive(Debug, Clone, Default)]
pub struct DateTables {
    pub(super) month_first: bool,
    pub(super) bare_year: bool,
    pub(super) months: FxHashMap<Box<str>, i64>,
    pub(super) doubtful: FxHashSet<Box<str>>,
    pub(super) weekdays: FxHashMap<Box<str>, i64>,
    pub(super) relative_days: Phrases<i64>,
    pub(super) units: FxHashMap<Box<str>, Unit>,
    pub(super) running: Phrases<Unit>,
    pub(super) shifts: Phrases<Shift>,
    pub(super) ago: Phrases<()>,
    pub(super) ago_before: Phrases<()>,
    pub(super) ahead: Phrases<()>,
    pub(super) ahead_before: Phrases<()>,
    pub(super) after_date: Phrases<()>,
    pub(super) before_date: Phrases<()>,
    pub(super) then: Phrases<Then>,
    pub(super) then_days: Phrases<i64>,
    pub(super) later: Phrases<()>,
    pub(super) earlier: Phrases<()>,
    pub(super) than: Phrases<()>,
    pub(super) parts: Phrases<()>,
    pub(super) seasons: FxHashMap<Box<str>, i64>,
    pub(super) season_intro: Phrases<()>,
    pub(super) quarters: Phrases<()>,
    pub(super) holidays: Phrases<Feast>,
    pub(super) ordinals: Phrases<i64>,
    pub(super) ordinal_endings: Vec<Box<str>>,
    pub(super) year_intro: Phrases<()>,
    pub(super) since: Phrases<()>,
    pub(super) until: Phrases<()>,
    pub(super) joiners: FxHashSet<Box<str>>,
    pub(super) ranges: Phrases<()>,
    /// Openers of a range with the place of their middle in `middles`.
    pub(super) between: Phrases<usize>,
    pub(super) middles: Vec<Phrases<()>>,
    pub(super) decade_endings: Vec<Box<str>>,
    pub(super) decades: Phrases<i64>,
    pub(super) calendars: FxHashMap<Box<str>, i64>,
    /// Small whole numbers in words, for spans such as `three weeks ago`.
    pub(super) small: FxHashMap<Box<str>, i64>,
    /// Number words, for years in words.
    pub(super) numbers: NumberTables,
    /// Every word with which a date can start.
    starts: FxHashMap<Box<str>, Start>,
}

/// How a word can start a date.
#[derive(Debug, Clone, Copy, Default)]
struct Start {
    /// A month, day, season or calendar: enough on its own.
    named: bool,
    /// A number word, as years in words have.
    number: bool,
    /// `three`, of `three weeks ago`.
    small: bool,
}

fn folded(map: &BTreeMap<String, i64>) -> FxHashMap<Box<str>, i64> {
    map.iter()
        .map(|(word, value)| (fold(word.trim_end_matches('.')), *value))
        .collect()
}

fn listed(forms: &[String]) -> Phrases<()> {
    let mut out = Phrases::default();
    out.add_all(forms, ());
    out
}

fn valued(map: &BTreeMap<String, i64>) -> Phrases<i64> {
    let mut out = Phrases::default();
    for (form, value) in map {
        out.add(form, *value);
    }
    out
}

impl DateTables {
    /// Compiles the date words of a pack.
    pub fn new(file: &DatesFile) -> Self {
        let mut shifts = Phrases::default();
        shifts.add_all(&file.last_but_one, Shift::LastButOne);
        shifts.add_all(&file.last, Shift::Last);
        shifts.add_all(&file.this, Shift::This);
        shifts.add_all(&file.next, Shift::Next);
        let mut then = Phrases::default();
        then.add_all(&file.then, Then::Same);
        then.add_all(&file.then_after, Then::After);
        let unit = |name: &str| match name {
            "day" => Some(Unit::Day),
            "weekend" => Some(Unit::Weekend),
            "week" => Some(Unit::Week),
            "month" => Some(Unit::Month),
            "year" => Some(Unit::Year),
            _ => None,
        };
        let mut weekdays = folded(&file.weekday);
        for (day, number) in &file.weekday {
            weekdays.extend(
                file.day_part
                    .iter()
                    .map(|part| (fold(&format!("{day}{part}")), *number)),
            );
        }
        let mut running = Phrases::default();
        for (form, name) in &file.running {
            if let Some(unit) = unit(name) {
                running.add(form, unit);
            }
        }
        let mut ordinals = Phrases::default();
        for (word, day) in file.ordinal.iter().zip(1..) {
            ordinals.add(word, day);
            // `thirty-first` is also written as two words
            ordinals.add(&word.replace('-', " "), day);
        }
        let mut holidays = Phrases::default();
        for (name, rule) in &file.holiday {
            if let Some(feast) = Feast::parse(rule) {
                holidays.add(name, feast);
            }
        }
        let mut between = Phrases::default();
        let mut middles = Vec::new();
        for (open, middle) in &file.between {
            between.add(open, middles.len());
            middles.push(listed(std::slice::from_ref(middle)));
        }
        let mut out = Self {
            month_first: file.order == "mdy",
            bare_year: file.bare_year,
            months: folded(&file.month),
            doubtful: file.doubtful_month.iter().map(|w| fold(w)).collect(),
            weekdays,
            relative_days: valued(&file.relative_day),
            units: file
                .unit
                .iter()
                .filter_map(|(w, u)| Some((fold(w), unit(u)?)))
                .collect(),
            running,
            shifts,
            ago: listed(&file.ago),
            ago_before: listed(&file.ago_before),
            ahead: listed(&file.ahead),
            ahead_before: listed(&file.ahead_before),
            after_date: listed(&file.after_date),
            before_date: listed(&file.before_date),
            then,
            then_days: valued(&file.then_day),
            later: listed(&file.later),
            earlier: listed(&file.earlier),
            than: listed(&file.than),
            parts: listed(&file.part),
            seasons: folded(&file.season),
            season_intro: listed(&file.season_intro),
            quarters: listed(&file.quarter),
            holidays,
            ordinals,
            ordinal_endings: file.ordinal_ending.iter().map(|w| fold(w)).collect(),
            year_intro: listed(&file.year_intro),
            since: listed(&file.since),
            until: listed(&file.until),
            joiners: file.joiner.iter().map(|w| fold(w)).collect(),
            ranges: listed(&file.range),
            between,
            middles,
            decade_endings: file.decade_ending.iter().map(|w| fold(w)).collect(),
            decades: valued(&file.decade),
            calendars: folded(&file.calendar),
            ..Self::default()
        };
        out.index();
        out
    }

    /// Takes over the number words, for spans such as `three weeks ago` and years in words.
    #[must_use]
    pub fn with_numbers(mut self, file: &NumbersFile) -> Self {
        self.small = file
            .small
            .iter()
            .zip(0..)
            .map(|(w, n)| (fold(w), n))
            .collect();
        self.small.extend(file.article.iter().map(|w| (fold(w), 1)));
        let whole = file
            .word
            .iter()
            .filter(|(_, v)| v.fract() == 0.0 && (0.0..100.0).contains(*v));
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 100")]
        self.small.extend(whole.map(|(w, v)| (fold(w), *v as i64)));
        self.numbers = NumberTables::new(file);
        self.index();
        self
    }

    fn index(&mut self) {
        let words = self
            .months
            .keys()
            .chain(self.weekdays.keys())
            .chain(self.seasons.keys());
        let words = words
            .chain(self.calendars.keys())
            .chain(self.small.keys())
            .chain(self.numbers.atom_words())
            .map(|word| &**word);
        let words = words
            .chain(self.relative_days.firsts())
            .chain(self.shifts.firsts());
        let words = words
            .chain(self.ago_before.firsts())
            .chain(self.ahead_before.firsts());
        let words = words
            .chain(self.parts.firsts())
            .chain(self.holidays.firsts());
        let words = words
            .chain(self.ordinals.firsts())
            .chain(self.decades.firsts())
            .chain(self.between.firsts())
            .chain(self.running.firsts())
            .chain(self.then.firsts())
            .chain(self.then_days.firsts())
            .chain(self.units.keys().map(|word| &**word));
        let start = |word: &str| Start {
            named: self.months.contains_key(word)
                || self.weekdays.contains_key(word)
                || self.seasons.contains_key(word)
                || self.calendars.contains_key(word),
            number: self.numbers.starts_number(word),
            small: self.small.contains_key(word),
        };
        self.starts = words.map(|word| (word.into(), start(word))).collect();
    }

    /// Whether a date can start at a token at all.
    ///
    /// `the`, `in` and `a` start phrases of dates in every other sentence and are none: only where the phrase or what
    /// it asks for stands there, all rules are tried.
    pub(super) fn may_start(&self, tokens: &[Token], at: usize) -> bool {
        let Some(token) = tokens.get(at) else {
            return false;
        };
        let word = &*token.folded;
        match token.shape {
            Shape::Number => true,
            Shape::Punct => token.is('\''),
            Shape::Word => {
                let known = || match self.starts.get(word) {
                    Some(start) => {
                        start.named || start.number || self.starts_here(tokens, at, start.small)
                    }
                    None => self.numbers.opens_with_number(word),
                };
                word.bytes().any(|b| b.is_ascii_digit()) || known()
            }
        }
    }

    /// Whether what a first word promises stands here.
    fn starts_here(&self, tokens: &[Token], at: usize, small: bool) -> bool {
        let unit = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|token| self.units.contains_key(&*token.folded))
        };
        let phrase = || {
            self.relative_days.at(tokens, at).is_some()
                || self.shifts.at(tokens, at).is_some()
                || self.parts.at(tokens, at).is_some()
                || self.holidays.at(tokens, at).is_some()
                || self.ordinals.at(tokens, at).is_some()
                || self.decades.at(tokens, at).is_some()
                || self.between.at(tokens, at).is_some()
                || self.running.at(tokens, at).is_some()
                || self.then_days.at(tokens, at).is_some()
        };
        // `in three weeks`
        let before = || {
            let ago = self.ago_before.end(tokens, at);
            let from = ago.or_else(|| self.ahead_before.end(tokens, at));
            from.is_some_and(|from| unit(from + 1))
        };
        // `three weeks ago`
        let count = || small && unit(at + 1);
        // `that year`, `the following May`
        let then = || {
            let named = |at: usize| {
                let word = tokens.get(at).map_or("", |token| &token.folded);
                self.months.contains_key(word)
            };
            let next = self.then.end(tokens, at);
            next.is_some_and(|next| unit(next) || named(next))
        };
        // `the year after that`
        let story = || {
            unit(at)
                && (self.later.end(tokens, at + 1).is_some()
                    || self.earlier.end(tokens, at + 1).is_some())
        };
        phrase() || before() || count() || then() || story()
    }
}
