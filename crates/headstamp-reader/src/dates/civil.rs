//! Calendar dates: numeric ones, day and month in words, months, weekdays.

use super::{Precision, Read, Scan, Shift};
use crate::text::Shape;
use jiff::civil::Date;

/// The publication date, as precise as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) year: i16,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

impl Anchor {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year: i16 = parts.next()?.parse().ok().filter(|y| (1..=9999).contains(y))?;
        let month: Option<i8> = parts.next().and_then(|m| m.parse().ok()).filter(|m| (1..=12).contains(m));
        let day: Option<i8> = month.and(parts.next()).and_then(|d| d.get(..2)).and_then(|d| d.parse().ok());
        let day = day.filter(|d| month.is_some_and(|m| Date::new(year, m, *d).is_ok()));
        Some(Self { year, month, day })
    }

    pub(super) fn date(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }
}

/// A day as EDTF; `None` for a day that no calendar has.
fn day(year: i64, month: i64, day: i64) -> Option<String> {
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(date.to_string())
}

impl Scan<'_> {
    /// `24.2.2022`, `2022-02-24`, `02/24/2022`, `24.2.`, `2022-02`.
    pub(super) fn numeric(&self, at: usize) -> Option<Read> {
        let token = self.tokens.get(at).filter(|t| t.shape == Shape::Number || t.folded.contains(['-', '/']))?;
        let parts: Vec<&str> = token.folded.split(['.', '-', '/']).collect();
        let marks = token.folded.chars().filter(|c| matches!(c, '.' | '-' | '/')).collect::<std::collections::BTreeSet<char>>();
        if marks.len() != 1 || !(2..=3).contains(&parts.len()) {
            return None;
        }
        let number = |t: &str| (t.bytes().all(|b| b.is_ascii_digit()) && (1..=4).contains(&t.len())).then(|| t.parse::<i64>().ok()).flatten();
        let month = |t: &str| number(t).or_else(|| self.tables.months.get(t).copied()).filter(|m| (1..=12).contains(m));
        let year = |t: &str| number(t).filter(|y| t.len() == 4 && (1000..2500).contains(y));
        if let [a, b, c] = parts.as_slice() {
            let dmy = |d: &str, m: &str, y: &str| Some((year(y).or_else(|| number(y).filter(|n| y.len() == 2 && marks.contains(&'.')).map(|n| if n < 50 { 2000 + n } else { 1900 + n }))?, month(m)?, number(d).filter(|_| d.len() <= 2)?));
            let order = if self.tables.month_first && marks.contains(&'/') { [dmy(b, a, c), dmy(a, b, c)] } else { [dmy(a, b, c), dmy(b, a, c)] };
            let ymd = year(a).and_then(|y| Some((y, month(b)?, number(c).filter(|_| c.len() <= 2)?)));
            // a month in letters may stand at any place
            let lettered = [(a, b, c), (c, a, b), (a, c, b), (b, a, c), (c, b, a), (b, c, a)]
                .into_iter()
                .find_map(|(y, m, d)| Some((year(y)?, self.tables.months.get(*m).copied()?, number(d).filter(|_| d.len() <= 2)?)));
            let value = ymd.or(lettered).into_iter().chain(order.into_iter().flatten()).find_map(|(y, m, d)| day(y, m, d))?;
            return Some(Read::new(at + 1, value, Precision::Day, false));
        }
        if let [a, b] = parts.as_slice() {
            if marks.contains(&'.') {
                return None;
            }
            let (y, m) = year(a).zip(month(b)).or_else(|| year(b).zip(month(a)))?;
            return Some(Read::new(at + 1, format!("{y:04}-{m:02}"), Precision::Month, false));
        }
        None
    }

    /// A day number at a token: `24`, `24.`, `24th`, `the first`.
    fn day_number(&self, at: usize) -> Option<(i64, usize)> {
        let word = self.word(at);
        if let Some(day) = self.tables.ordinals.get(word) {
            return Some((*day, at + 1));
        }
        let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (number, ending) = (word.get(..digits)?, word.get(digits..)?);
        let day: i64 = number.parse().ok().filter(|d| (1..=31).contains(d) && number.len() <= 2)?;
        if !ending.is_empty() && !self.tables.ordinal_endings.iter().any(|e| **e == *ending) {
            return None;
        }
        let stop = self.is(at + 1, '.') && self.tokens.get(at + 1).is_some_and(|t| !t.space_before) && self.tables.ordinal_endings.iter().any(|e| &**e == ".");
        Some((day, at + 1 + usize::from(stop)))
    }

    /// A month at a token, its full stop included.
    fn month_word(&self, at: usize) -> Option<(i64, usize)> {
        let month = *self.tables.months.get(self.word(at))?;
        let token = self.tokens.get(at)?;
        // `Dec.`: the stop belongs to a short form
        let stop = token.folded.chars().count() <= 4 && self.is(at + 1, '.') && self.tokens.get(at + 1).is_some_and(|t| !t.space_before) && self.tokens.get(at + 2).is_some_and(|t| t.shape != Shape::Word || !t.has_capital());
        Some((month, at + 1 + usize::from(stop)))
    }

    /// A year after a date: `2022`, `, 2022`, `of 2022`, `'22`.
    fn year_after(&self, mut at: usize) -> Option<(i64, usize)> {
        if self.is(at, ',') {
            at += 1;
        }
        while self.tables.joiners.contains(self.word(at)) {
            at += 1;
        }
        self.bare_year(at)
    }

    /// `24 February 2022`, `24. Februar`, `4e juli van 1995`.
    pub(super) fn day_month(&self, at: usize) -> Option<Read> {
        let start = self.weekday_before(at);
        let (number, mut next) = self.day_number(start)?;
        while self.tables.joiners.contains(self.word(next)) {
            next += 1;
        }
        let (month, end) = self.month_word(next)?;
        self.with_year(month, number, end)
    }

    /// `February 24, 2022`, `July 4th of 1995`.
    pub(super) fn month_day(&self, at: usize) -> Option<Read> {
        let start = self.weekday_before(at);
        let (month, next) = self.month_word(start)?;
        if !self.tables.month_first && self.tables.ordinal_endings.iter().any(|e| &**e == ".") {
            return None;
        }
        let (number, end) = self.day_number(next)?;
        self.with_year(month, number, end)
    }

    /// Skips a weekday and comma that stand before a full date.
    fn weekday_before(&self, at: usize) -> usize {
        if !self.tables.weekdays.contains_key(self.word(at)) {
            return at;
        }
        let mut next = at + 1;
        if self.is(next, ',') {
            next += 1;
        }
        while self.tables.joiners.contains(self.word(next)) {
            next += 1;
        }
        next
    }

    fn with_year(&self, month: i64, number: i64, end: usize) -> Option<Read> {
        if let Some((year, after)) = self.year_after(end) {
            return Some(Read::new(after, day(year, month, number)?, Precision::Day, false));
        }
        // no year: the nearest such day, looking back first
        let anchor = self.anchor?;
        let Some(now) = anchor.date() else {
            let year = if anchor.month.is_some_and(|m| month > i64::from(m)) { i64::from(anchor.year) - 1 } else { i64::from(anchor.year) };
            return Some(Read::new(end, day(year, month, number)?, Precision::Day, true));
        };
        let candidates = [0i16, -1, 1].map(|shift| Date::new(now.year() + shift, i8::try_from(month).ok()?, i8::try_from(number).ok()?).ok());
        let distance = |d: Date| (d - now).get_days();
        let best = candidates.into_iter().flatten().filter(|d| distance(*d) <= 120).max_by_key(|d| distance(*d).min(0) - distance(*d).max(0) * 2)?;
        Some(Read::new(end, best.to_string(), Precision::Day, true))
    }

    /// `August 2022`, `last August`, `in August`.
    pub(super) fn month(&self, at: usize) -> Option<Read> {
        let shift = self.shift_at(at);
        let start = shift.map_or(at, |(_, end)| end);
        let (month, end) = self.month_word(start)?;
        if shift.is_none() {
            if let Some((year, after)) = self.year_after(end) {
                return Some(Read::new(after, format!("{year:04}-{month:02}"), Precision::Month, false));
            }
            if let Some((year, _)) = start.checked_sub(1).and_then(|y| self.bare_year(y)) {
                let _ = year;
            }
        }
        let token = self.tokens.get(start)?;
        let doubtful = self.tables.doubtful.contains(&token.folded);
        if doubtful && shift.is_none() {
            let before = start.checked_sub(1).is_some_and(|b| self.tables.joiners.contains(self.word(b)) || self.tables.year_intro.iter().any(|w| w.len() == 1 && self.word(b) == &*w[0]) || self.tables.parts.iter().any(|w| w.len() == 1 && self.word(b) == &*w[0]));
            if !(before && token.has_capital()) {
                return None;
            }
        }
        let anchor = self.anchor?;
        let now = i64::from(anchor.month?);
        let year = i64::from(anchor.year);
        let year = match shift.map(|(s, _)| s) {
            Some(Shift::Next) => if month > now { year } else { year + 1 },
            Some(Shift::This) => year,
            Some(Shift::LastButOne) => year - 1 - i64::from(month >= now),
            Some(Shift::Last) => if month >= now { year - 1 } else { year },
            None => if month > now { year - 1 } else { year },
        };
        Some(Read::new(end, format!("{year:04}-{month:02}"), Precision::Month, true))
    }

    /// `Monday`, `last Friday`, `next Tuesday`.
    pub(super) fn weekday(&self, at: usize) -> Option<Read> {
        let shift = self.shift_at(at);
        let start = shift.map_or(at, |(_, end)| end);
        let weekday = *self.tables.weekdays.get(self.word(start))?;
        let short = self.word(start).chars().count() <= 2;
        if short {
            return None;
        }
        let now = self.anchor?.date()?;
        let today = i64::from(now.weekday().to_monday_one_offset());
        let back = (today - weekday).rem_euclid(7);
        let days = match shift.map(|(s, _)| s) {
            Some(Shift::Next) => if back == 0 { 7 } else { 7 - back },
            Some(Shift::Last | Shift::LastButOne) => -(if back == 0 { 7 } else { back }),
            Some(Shift::This) => weekday - today,
            None => -back,
        };
        let date = now.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
        Some(Read::new(start + 1, date.to_string(), Precision::Day, true))
    }

    /// A word such as `last` at a token.
    pub(super) fn shift_at(&self, at: usize) -> Option<(Shift, usize)> {
        self.tables.shifts.iter().find(|(w, _)| !w.is_empty() && self.stands(w, at)).map(|(w, s)| (*s, at + w.len()))
    }
}
