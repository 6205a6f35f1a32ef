//! Years, decades, seasons and other calendars.
//!
//! A year is a number; only what stands around it makes it a date, so *2000 pieces* count and *in 2019*
//! does not. Next: `relative`.

use super::{Precision, Read, Scan, Shift};
use crate::numbers::{bounded_before, row_value};
use crate::text::{Capital, Shape};

/// Years that a text of our time may name without a calendar word.
const YEARS: std::ops::Range<i64> = 1800..2200;

fn four_digits(text: &str) -> Option<i64> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits
        .then(|| text.parse().ok())
        .flatten()
        .filter(|y| YEARS.contains(y))
}

impl Scan<'_> {
    /// A year in four digits as a token of its own.
    pub(super) fn bare_year(&self, at: usize) -> Option<(i64, usize)> {
        Some((four_digits(self.word(at))?, at + 1))
    }

    /// `'18`, or two digits that are no day: `of 87`.
    pub(super) fn short_year(&self, at: usize) -> Option<(i64, usize)> {
        let marked = self.is(at, '\'') || self.is(at, '’') || self.is(at, '‘');
        let word = self.word(at + usize::from(marked));
        if word.len() != 2 || !word.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year: i64 = word.parse().ok().filter(|y| marked || *y > 31)?;
        Some((
            if year < 50 { 2000 + year } else { 1900 + year },
            at + 1 + usize::from(marked),
        ))
    }

    /// `two thousand and fifteen`, `nineteen seventy two`, `tweeduizend twintig`.
    pub(super) fn spelt_year(&self, at: usize) -> Option<(i64, usize)> {
        let numbers = &self.tables.numbers;
        let (value, end) = row_value(self.tokens, numbers, at)?;
        if (1500..2200).contains(&value) {
            return Some((value, end));
        }
        let (rest, end) =
            row_value(self.tokens, numbers, end).filter(|(r, _)| (10..100).contains(r))?;
        (15..22)
            .contains(&value)
            .then_some((value * 100 + rest, end))
    }

    /// A year after a date: `2022`, `, 2022`, `of 2022`, `'22`, `nineteen seventy two`.
    pub(super) fn year_after(&self, at: usize) -> Option<(i64, usize)> {
        let from = at + usize::from(self.is(at, ','));
        let next = self.skip_joiners(from);
        let short = || {
            if self.is(next, '\'') || next > from && from == at {
                self.short_year(next)
            } else {
                None
            }
        };
        self.bare_year(next)
            .or_else(short)
            .or_else(|| self.spelt_year(next))
    }

    /// `in 2024`, `since 2019`, `(2019)`: a year that something introduces.
    pub(super) fn introduced_year(&self, at: usize) -> Option<Read> {
        let (years, end) = self.year_or_span(at).or_else(|| self.year_in_words(at))?;
        let before =
            |back: usize, mark: char| at.checked_sub(back).is_some_and(|i| self.is(i, mark));
        let intro = self.tables.year_intro.ends_before(self.tokens, at);
        let alone = before(1, '(') && (self.is(end, ')') || self.is(end, ',') || self.is(end, ';'));
        let short_word = at
            .checked_sub(1)
            .and_then(|i| self.tokens.get(i))
            .is_some_and(|t| {
                self.tables.joiners.contains(&*t.folded)
                    || t.shape == Shape::Word && t.folded.chars().count() <= 3
            });
        let listed = (before(1, ',') || short_word)
            && at
                .checked_sub(2)
                .is_some_and(|i| self.bare_year(i).is_some());
        let only = self.tokens.len() <= 2;
        if self.heads_entry(at, end) || self.bare(at, &years, end) {
            return Some(year_read(end, years));
        }
        if !(intro || alone || listed || only) {
            return None;
        }
        // a year is not followed by what it counts; figures that are round count more often than not
        let follower = self
            .tokens
            .get(end)
            .filter(|t| t.shape == Shape::Word && !t.has_capital());
        let goes_on = follower.is_some_and(|t| {
            self.tables.joiners.contains(&*t.folded)
                || self.tables.year_intro.end(self.tokens, end).is_some()
                || self.tables.ranges.end(self.tokens, end).is_some()
        });
        let plausible = years
            .get(..4)
            .and_then(|y| y.parse::<i64>().ok())
            .is_some_and(|y| (1930..=2070).contains(&y) && y % 100 != 0);
        if follower.is_some() && !goes_on && !(intro && plausible) {
            return None;
        }
        Some(year_read(end, years))
    }

    /// `1981 – The Netherlands agree`, `B: 1996;`: a year that opens or fills an entry of a list.
    fn heads_entry(&self, at: usize, end: usize) -> bool {
        let mark = |i: usize, marks: &[char]| {
            self.tokens
                .get(i)
                .is_some_and(|t| t.shape == Shape::Punct && marks.iter().any(|mark| t.is(*mark)))
        };
        let number = self
            .tokens
            .get(at)
            .is_some_and(|t| t.shape == Shape::Number);
        let opens = at == 0
            && (mark(end, &['–', '—', ':'])
                || mark(end, &['-']) && self.tokens.get(end).is_some_and(|t| t.space_before)
                || mark(end, &[',']) && self.month_at(end + 1).is_some());
        let fills = at > 0
            && mark(at - 1, &[':'])
            && self
                .tokens
                .get(end)
                .is_none_or(|t| t.shape == Shape::Punct && !t.is('%'));
        number && (opens || fills)
    }

    /// `2012 lag sie dort`: in some languages a year stands without a word before it.
    ///
    /// A noun after it is counted, and so is what a bound stands before; round figures count more often.
    fn bare(&self, at: usize, years: &str, end: usize) -> bool {
        let year = years.get(..4).and_then(|y| y.parse::<i64>().ok());
        let likely = year.is_some_and(|y| (1900..2100).contains(&y) && y % 50 != 0);
        let number = self
            .tokens
            .get(at)
            .is_some_and(|t| t.shape == Shape::Number);
        let counts = self.tokens.get(end).is_some_and(|t| {
            t.shape == Shape::Number
                || t.shape == Shape::Word && t.has_capital()
                || t.is('%')
                || t.is('$')
                || t.is('€')
        });
        // SP 2022 is a type
        let named = at
            .checked_sub(1)
            .and_then(|i| self.tokens.get(i))
            .is_some_and(|t| t.capital == Capital::Upper);
        self.tables.bare_year
            && likely
            && number
            && !counts
            && !named
            && !bounded_before(self.tokens, &self.tables.numbers, at)
    }

    /// A year in words where a pause follows: `in two thousand villages` counts.
    fn year_in_words(&self, at: usize) -> Option<(String, usize)> {
        if self.tokens.get(at)?.shape != Shape::Word
            || !self.tables.year_intro.ends_before(self.tokens, at)
        {
            return None;
        }
        let (year, end) = self.spelt_year(at).filter(|(y, _)| y % 100 != 0)?;
        let pause = self.tokens.get(end).is_none_or(|t| t.shape == Shape::Punct);
        pause.then(|| (format!("{year:04}"), end))
    }

    fn year_or_span(&self, at: usize) -> Option<(String, usize)> {
        if let Some((year, end)) = self.bare_year(at) {
            return Some((format!("{year:04}"), end));
        }
        // `2000-2003` and `2000/01` are one token
        let word = self.word(at);
        let (a, b) = word.split_once(['-', '/'])?;
        let first = four_digits(a)?;
        if let Some(second) = four_digits(b).filter(|second| *second > first) {
            return Some((format!("{first:04}/{second:04}"), at + 1));
        }
        // `2020-24`, but `2020-12` is a month
        let last = b.parse::<i64>().ok().filter(|_| b.len() == 2)? + first - first % 100;
        let fits = if word.contains('/') {
            last == first + 1
        } else {
            last > first && last % 100 > 12
        };
        fits.then(|| (format!("{first:04}/{last:04}"), at + 1))
    }

    /// `Juche 113`.
    pub(super) fn calendar_year(&self, at: usize) -> Option<Read> {
        let offset = *self.tables.calendars.get(self.word(at))?;
        let year: i64 = self
            .word(at + 1)
            .parse()
            .ok()
            .filter(|y| (1..2600).contains(y))?;
        Some(Read::new(
            at + 2,
            format!("{:04}", year + offset),
            Precision::Year,
            false,
        ))
    }

    /// `the 1990s`, `jaren negentig`, `90er Jahre`.
    pub(super) fn decade(&self, at: usize) -> Option<Read> {
        let read = |year: i64, end: usize| {
            Some(Read::new(
                end,
                format!("{year:04}/{:04}", year + 9),
                Precision::Decade,
                false,
            ))
        };
        if let Some((year, end)) = self.tables.decades.at(self.tokens, at) {
            return read(year, end);
        }
        let word = self.word(at);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, ending) = (word.get(..digits)?, word.get(digits..)?);
        let mut ending = ending.trim_start_matches(['\'', '-']);
        let mut end = at + 1;
        // 1990's: the apostrophe is a token of its own
        if ending.is_empty() && (self.is(end, '\'') || self.is(end, '’')) {
            ending = self.word(end + 1);
            end += 2;
        }
        if !self.tables.decade_endings.iter().any(|e| **e == *ending) {
            return None;
        }
        let year: i64 = number.parse().ok().filter(|y| y % 10 == 0)?;
        let year = match number.len() {
            4 if (1800..2100).contains(&year) => year,
            2 if year >= 30 => 1900 + year,
            2 => 2000 + year,
            _ => return None,
        };
        read(year, end)
    }

    /// `summer of 2022`, `last autumn`, `im Herbst`: the year is what counts; `since` gives the month it starts in.
    pub(super) fn season(&self, at: usize) -> Option<Read> {
        let shift = self.shift_at(at);
        let start = shift.map_or(at, |(_, end)| end);
        let first = *self.tables.seasons.get(self.word(start))?;
        let end = start + 1;
        if let Some((year, end)) = self.bare_year(self.skip_joiners(end)) {
            return Some(Read::new(end, format!("{year:04}"), Precision::Year, false));
        }
        if let Some(year) = self.shifted_year(self.skip_joiners(end)) {
            return Some(year);
        }
        let anchor = self.anchor?;
        let (year, now) = (i64::from(anchor.year), i64::from(anchor.month?));
        let year = match shift.map(|(s, _)| s) {
            Some(Shift::Next) => year + i64::from(first <= now),
            Some(Shift::This) => year,
            _ => year - i64::from(first > now),
        };
        let tables = self.tables;
        if tables
            .since
            .ends_before(self.tokens, self.back_over_joiners(at))
        {
            let value = format!("{year:04}-{first:02}");
            return Some(Read::new(end, value, Precision::Month, true));
        }
        let introduced = shift.is_some() || tables.season_intro.ends_before(self.tokens, at);
        introduced.then(|| Read::new(end, format!("{year:04}"), Precision::Year, true))
    }

    /// The first of the words such as `the` that stand before a token.
    fn back_over_joiners(&self, at: usize) -> usize {
        let joins = |i: &usize| self.tables.joiners.contains(self.word(*i));
        at - (1..=at.min(3))
            .map(|back| at - back)
            .take_while(joins)
            .count()
    }

    /// `the third quarter of 2024`.
    pub(super) fn quarter(&self, at: usize) -> Option<Read> {
        let (nth, next) = self
            .day_number(at)
            .filter(|(nth, _)| (1..=4).contains(nth))?;
        let from = self.skip_joiners(self.tables.quarters.end(self.tokens, next)?);
        let (year, end, relative) = if let Some((year, end)) = self.bare_year(from) {
            (year, end, false)
        } else {
            let year = self.shifted_year(from)?;
            (year.value.parse().ok()?, year.end, true)
        };
        let value = format!("{year:04}-{:02}/{year:04}-{:02}", nth * 3 - 2, nth * 3);
        Some(Read::new(end, value, Precision::Interval, relative))
    }

    /// `last year`, `this year` after a month, season or feast.
    pub(super) fn shifted_year(&self, at: usize) -> Option<Read> {
        self.shifted_unit(at)
            .filter(|read| read.precision == Precision::Year)
    }
}

fn year_read(end: usize, years: String) -> Read {
    let precision = if years.contains('/') {
        Precision::Interval
    } else {
        Precision::Year
    };
    Read::new(end, years, precision, false)
}
