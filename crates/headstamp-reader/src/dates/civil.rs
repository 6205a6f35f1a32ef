//! Calendar dates: numeric ones, day and month in words, months, weekdays.

use super::{Precision, Read, Scan, Shift, Unit};
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
        let year: i16 = parts
            .next()?
            .parse()
            .ok()
            .filter(|y| (1..=9999).contains(y))?;
        let month: Option<i8> = parts
            .next()
            .and_then(|m| m.parse().ok())
            .filter(|m| (1..=12).contains(m));
        let day: Option<i8> = month
            .and(parts.next())
            .and_then(|d| d.get(..2))
            .and_then(|d| d.parse().ok());
        let day = day.filter(|d| month.is_some_and(|m| Date::new(year, m, *d).is_ok()));
        Some(Self { year, month, day })
    }

    pub(super) fn date(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }
}

/// A day as EDTF; `None` for a day that no calendar has.
fn day(year: i64, month: i64, day: i64) -> Option<String> {
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    Some(date.to_string())
}

/// A number of one to four digits.
fn digits(text: &str) -> Option<i64> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn day_digits(text: &str) -> Option<i64> {
    digits(text).filter(|_| text.len() <= 2)
}

fn month_digits(text: &str) -> Option<i64> {
    day_digits(text).filter(|m| (1..=12).contains(m))
}

/// Four digits, or two where full stops part the date.
fn year_digits(text: &str, short: bool) -> Option<i64> {
    match (digits(text)?, text.len()) {
        (year, 4) => (1000..2500).contains(&year).then_some(year),
        (year, 2) if short => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

impl Scan<'_> {
    #[allow(
        clippy::many_single_char_names,
        reason = "three parts whose order is what is asked"
    )]
    /// `24.2.2022`, `2022-02-24`, `02/24/2022`, `24.2.`, `2022-02`.
    pub(super) fn numeric(&self, at: usize) -> Option<Read> {
        let token = self.tokens.get(at).filter(|t| t.shape == Shape::Number)?;
        let mark = token
            .folded
            .chars()
            .find(|c| !c.is_ascii_digit())
            .filter(|c| matches!(c, '.' | '-' | '/'))?;
        let mut parts = token.folded.split(mark);
        let (a, b, c) = (parts.next()?, parts.next()?, parts.next());
        if parts.next().is_some() {
            return None;
        }
        if let Some(c) = c {
            let short = mark == '.';
            let of = |d: &str, m: &str, y: &str| {
                day(year_digits(y, short)?, month_digits(m)?, day_digits(d)?)
            };
            let month_first = self.tables.month_first && mark == '/';
            let named = if month_first {
                of(b, a, c).or_else(|| of(a, b, c))
            } else {
                of(a, b, c).or_else(|| of(b, a, c))
            };
            let value = of(c, b, a).filter(|_| a.len() == 4).or(named)?;
            return Some(Read::new(at + 1, value, Precision::Day, false));
        }
        if mark == '.' {
            // `24.2.`: the last stop shows that it is no decimal
            let stop =
                self.is(at + 1, '.') && self.tokens.get(at + 1).is_some_and(|t| !t.space_before);
            return if stop && self.stops_ordinals() {
                self.with_year(month_digits(b)?, day_digits(a)?, at + 2)
            } else {
                None
            };
        }
        let (y, m) = year_digits(a, false)
            .zip(month_digits(b))
            .or_else(|| year_digits(b, false).zip(month_digits(a)))?;
        Some(Read::new(
            at + 1,
            format!("{y:04}-{m:02}"),
            Precision::Month,
            false,
        ))
    }

    /// `23/Sep/2020`, `2019-aug-1`, `Dec31, 1994`: a month in letters among digits.
    pub(super) fn lettered(&self, at: usize) -> Option<Read> {
        let token = self.tokens.get(at)?;
        let rest = self.text.get(token.span.start..)?;
        let length = rest
            .char_indices()
            .take(24)
            .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '/')))
            .map_or(rest.len().min(24), |(i, _)| i);
        let chunk = rest.get(..length)?.trim_end_matches(['.', '-', '/']);
        if !chunk.bytes().any(|b| b.is_ascii_digit()) || !chunk.chars().any(char::is_alphabetic) {
            return None;
        }
        let folded = crate::text::fold(chunk);
        let until = token.span.start + chunk.len();
        let end = at
            + self
                .tokens
                .get(at..)?
                .iter()
                .take(8)
                .take_while(|t| t.span.end <= until)
                .count();
        let mut parts = folded.split(['.', '-', '/']);
        let (a, b, c) = (parts.next()?, parts.next(), parts.next());
        if let (Some(b), Some(c), None) = (b, c, parts.next()) {
            let orders = [
                (a, b, c),
                (c, a, b),
                (a, c, b),
                (b, a, c),
                (c, b, a),
                (b, c, a),
            ];
            let value = orders.into_iter().find_map(|(y, m, d)| {
                day(
                    year_digits(y, false)?,
                    *self.tables.months.get(m)?,
                    day_digits(d)?,
                )
            })?;
            return Some(Read::new(end, value, Precision::Day, false));
        }
        if let Some(b) = b {
            // `Dec-2018`
            let months = &self.tables.months;
            let year_first = year_digits(a, false).zip(months.get(b));
            let found = year_first.or_else(|| year_digits(b, false).zip(months.get(a)));
            let (year, month) = found.filter(|_| c.is_none())?;
            let value = format!("{year:04}-{month:02}");
            return Some(Read::new(end, value, Precision::Month, false));
        }
        let letters = a.find(|c: char| c.is_ascii_digit()).filter(|i| *i > 0)?;
        let month = *self.tables.months.get(a.get(..letters)?)?;
        self.with_year(month, day_digits(a.get(letters..)?)?, end)
    }

    /// Whether days are written `24.` in this language.
    fn stops_ordinals(&self) -> bool {
        self.tables.ordinal_endings.iter().any(|e| &**e == ".")
    }

    /// A day number at a token: `24`, `24.`, `24th`, `the first`.
    pub(super) fn day_number(&self, at: usize) -> Option<(i64, usize)> {
        if let Some(found) = self.tables.ordinals.at(self.tokens, at) {
            return Some(found);
        }
        let word = self.word(at);
        let digits = word
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(word.len());
        let (number, ending) = (word.get(..digits)?, word.get(digits..)?);
        if number.is_empty() {
            return self
                .tables
                .small
                .get(word)
                .copied()
                .filter(|d| (2..=31).contains(d))
                .map(|d| (d, at + 1));
        }
        let day = day_digits(number).filter(|d| (1..=31).contains(d))?;
        if !ending.is_empty() && !self.tables.ordinal_endings.iter().any(|e| **e == *ending) {
            return None;
        }
        let stop = self.is(at + 1, '.')
            && self.tokens.get(at + 1).is_some_and(|t| !t.space_before)
            && self.stops_ordinals();
        Some((day, at + 1 + usize::from(stop)))
    }

    /// Whether a month stands at a token, and where it ends.
    pub(super) fn month_at(&self, at: usize) -> Option<usize> {
        self.month_word(at).map(|(_, end)| end)
    }

    /// A month at a token, its full stop included.
    pub(super) fn month_word(&self, at: usize) -> Option<(i64, usize)> {
        let month = *self.tables.months.get(self.word(at))?;
        // `Dec.`: the stop belongs to a short form
        let short = self.word(at).chars().count() <= 4
            && self.is(at + 1, '.')
            && self.tokens.get(at + 1).is_some_and(|t| !t.space_before);
        let stop = short
            && self
                .tokens
                .get(at + 2)
                .is_some_and(|t| t.shape != Shape::Word || !t.has_capital());
        Some((month, at + 1 + usize::from(stop)))
    }

    /// `24 February 2022`, `24. Februar`, `4e juli van 1995`.
    pub(super) fn day_month(&self, at: usize) -> Option<Read> {
        let start = self.after_weekday(at);
        let (number, next) = self.day_number(start)?;
        let (month, end) = self.month_word(self.skip_joiners(next))?;
        self.with_year(month, number, end)
    }

    /// `3 to 5 August 2022`, `12-14 June`.
    pub(super) fn day_range(&self, at: usize) -> Option<Read> {
        let (first, second, next) = if let Some((a, b)) = self.word(at).split_once('-') {
            (day_digits(a)?, day_digits(b)?, at + 1)
        } else {
            let (first, next) = self.day_number(at)?;
            let dash = self.is(next, '–') || self.is(next, '-');
            let from = if dash {
                next + 1
            } else {
                self.tables.ranges.end(self.tokens, next)?
            };
            let (second, next) = self.day_number(from)?;
            (first, second, next)
        };
        let (month, end) = self.month_word(self.skip_joiners(next))?;
        let last = self
            .with_year(month, second, end)
            .filter(|_| first >= 1 && first < second)?;
        let month = last.value.get(..8)?;
        Some(Read::new(
            last.end,
            format!("{month}{first:02}/{}", last.value),
            Precision::Interval,
            last.relative,
        ))
    }

    /// `February 24, 2022`, `July 4th of 1995`, `januari de eerste`.
    pub(super) fn month_day(&self, at: usize) -> Option<Read> {
        let start = self.after_weekday(at);
        let (month, next) = self.month_word(start)?;
        if !self.tables.month_first && self.stops_ordinals() {
            return None;
        }
        let from = self.skip_joiners(next);
        let (number, end) = self.day_number(from)?;
        // `in March two thousand soldiers` names no day
        let counts = self
            .tokens
            .get(from)
            .is_some_and(|t| t.shape == Shape::Word)
            && self.tables.small.contains_key(self.word(from));
        let ordinal = self.tables.ordinals.end(self.tokens, from);
        // in languages that put the day first `oktober 27 tanks` counts tanks
        let plain = !self.tables.month_first && self.word(from).bytes().all(|b| b.is_ascii_digit());
        if counts || plain || from > next && ordinal.is_none() || !self.closes(ordinal) {
            return None;
        }
        self.with_year(month, number, end)
    }

    /// Whether an ordinal word that ends before `end` stands alone: `the first` but not `the first tank`.
    fn closes(&self, end: Option<usize>) -> bool {
        end.is_none_or(|end| {
            self.year_after(end).is_some()
                || self
                    .tokens
                    .get(end)
                    .is_none_or(|t| t.shape != Shape::Word || self.opens_clause(end))
        })
    }

    /// Whether a word at a token belongs to dates, and so is nothing that an ordinal could count.
    fn opens_clause(&self, at: usize) -> bool {
        self.tables.joiners.contains(self.word(at))
            || self.tables.year_intro.end(self.tokens, at).is_some()
    }

    /// `the 15th day of next month`, `the 21st this month`, `the twenty-sixth of the month`.
    pub(super) fn day_of_month(&self, at: usize) -> Option<Read> {
        let (number, next) = self.day_number(at)?;
        let unit = |i: usize| self.tables.units.get(self.word(i)).copied();
        let next = next + usize::from(unit(next) == Some(Unit::Day));
        let from = self.skip_joiners(next);
        let shift = self.shift_at(from);
        let month_at = shift.map_or(from, |(_, end)| end);
        if unit(month_at) != Some(Unit::Month) || shift.is_none() && from == next {
            return None;
        }
        let steps = match shift.map(|(s, _)| s) {
            Some(Shift::Next) => 1,
            Some(Shift::Last) => -1,
            Some(Shift::LastButOne) => -2,
            Some(Shift::This) | None => 0,
        };
        let month = self.moved(Unit::Month, steps, month_at + 1)?;
        let date: Date = format!("{}-{number:02}", month.value).parse().ok()?;
        Some(Read::new(month.end, date.to_string(), Precision::Day, true))
    }

    /// `Tuesday the eleventh`: the nearest such day whose weekday fits.
    pub(super) fn weekday_and_day(&self, at: usize) -> Option<Read> {
        let weekday = self.weekday_word(at)?;
        let from = self.skip_joiners(at + 1);
        let (number, end) = self.day_number(from)?;
        let ordinal = self.tables.ordinals.end(self.tokens, from);
        if !self.closes(ordinal) {
            return None;
        }
        if ordinal.is_none()
            && self.word(from).bytes().all(|b| b.is_ascii_digit())
            && !self.stops_ordinals()
        {
            return None;
        }
        let now = self.anchor?.date()?;
        let first = Date::new(now.year(), now.month(), 1).ok()?;
        let fits = |step: i64| {
            let month = first
                .checked_add(jiff::Span::new().try_months(step).ok()?)
                .ok()?;
            let date = Date::new(month.year(), month.month(), i8::try_from(number).ok()?).ok()?;
            (i64::from(date.weekday().to_monday_one_offset()) == weekday).then_some(date)
        };
        let date = [0, 1, -1, 2, -2].into_iter().find_map(fits)?;
        Some(Read::new(end, date.to_string(), Precision::Day, true))
    }

    /// Skips a weekday and comma that stand before a full date.
    fn after_weekday(&self, at: usize) -> usize {
        if !self.tables.weekdays.contains_key(self.word(at)) {
            return at;
        }
        let stop = usize::from(self.is(at + 1, '.') && self.word(at).chars().count() <= 3);
        let comma = usize::from(self.is(at + 1 + stop, ','));
        self.skip_joiners(at + 1 + stop + comma)
    }

    fn with_year(&self, month: i64, number: i64, end: usize) -> Option<Read> {
        if let Some((year, after)) = self.year_after(end) {
            return Some(Read::new(
                after,
                day(year, month, number)?,
                Precision::Day,
                false,
            ));
        }
        // no year: the nearest such day, looking back first
        let anchor = self.anchor?;
        let Some(now) = anchor.date() else {
            let past = i64::from(anchor.month.is_some_and(|m| month > i64::from(m)));
            return Some(Read::new(
                end,
                day(i64::from(anchor.year) - past, month, number)?,
                Precision::Day,
                true,
            ));
        };
        let near = [-1, 0, 1].map(|step| {
            Date::new(
                now.year() + step,
                i8::try_from(month).ok()?,
                i8::try_from(number).ok()?,
            )
            .ok()
        });
        let best = self.by_shift(now, near, None)?;
        Some(Read::new(end, best.to_string(), Precision::Day, true))
    }

    /// Of the same day in the years around `now`, the one that is meant: the nearest, looking back first.
    #[allow(
        clippy::unused_self,
        reason = "reads as a question to the scan, like its siblings"
    )]
    pub(super) fn by_shift(
        &self,
        now: Date,
        near: [Option<Date>; 3],
        shift: Option<Shift>,
    ) -> Option<Date> {
        let distance = |d: &Date| (*d - now).get_days();
        let mut days = near.into_iter().flatten();
        match shift {
            Some(Shift::Next) => days.find(|d| distance(d) > 0),
            Some(Shift::Last | Shift::LastButOne) => days.rfind(|d| distance(d) < 0),
            Some(Shift::This) => days.find(|d| d.year() == now.year()),
            None => days
                .filter(|d| distance(d) <= 120)
                .max_by_key(|d| distance(d).min(0) - distance(d).max(0) * 2),
        }
    }

    /// `2017 april`, `2017 April 3`: the year first.
    pub(super) fn year_month(&self, at: usize) -> Option<Read> {
        let (year, next) = self.bare_year(at)?;
        // `2023, March – …` opens an entry of a list
        let next = next + usize::from(at == 0 && self.is(next, ','));
        let (month, end) = self.month_word(next)?;
        if let Some((number, after)) = self
            .day_number(end)
            .filter(|_| self.year_after(end).is_none())
            && let Some(value) = day(year, month, number).filter(|_| {
                self.tokens
                    .get(end)
                    .is_some_and(|t| t.shape == Shape::Number)
            })
        {
            return Some(Read::new(after, value, Precision::Day, false));
        }
        // `in 2017 May 2018` is no such date
        self.year_after(end).is_none().then(|| {
            Read::new(
                end,
                format!("{year:04}-{month:02}"),
                Precision::Month,
                false,
            )
        })
    }

    /// `August 2022`, `last August`, `in August`.
    pub(super) fn month(&self, at: usize) -> Option<Read> {
        let shift = self.shift_at(at);
        let start = shift.map_or(at, |(_, end)| end);
        let (month, end) = self.month_word(start)?;
        if shift.is_none()
            && let Some((year, after)) = self.year_after(end)
        {
            return Some(Read::new(
                after,
                format!("{year:04}-{month:02}"),
                Precision::Month,
                false,
            ));
        }
        if shift.is_none()
            && let Some(year) = self.shifted_year(self.skip_joiners(end))
        {
            let value = format!("{}-{month:02}", year.value);
            return Some(Read::new(year.end, value, Precision::Month, true));
        }
        let token = self.tokens.get(start)?;
        if self.tables.doubtful.contains(&*token.folded) {
            let tables = self.tables;
            let before = start
                .checked_sub(1)
                .is_some_and(|b| tables.joiners.contains(self.word(b)));
            let before = before
                || tables.year_intro.ends_before(self.tokens, start)
                || tables.parts.ends_before(self.tokens, start);
            let said = token.has_capital() && (before || shift.is_some())
                || matches!(shift, Some((Shift::Last | Shift::Next, _)));
            if !said {
                return None;
            }
        }
        let anchor = self.anchor?;
        let (year, now) = (i64::from(anchor.year), i64::from(anchor.month?));
        let year = match shift.map(|(s, _)| s) {
            Some(Shift::Next) => year + i64::from(month <= now),
            Some(Shift::This) => year,
            Some(Shift::LastButOne) => year - 1 - i64::from(month >= now),
            Some(Shift::Last) => year - i64::from(month >= now),
            // by March: the nearest one, past or to come
            None if self
                .tables
                .until
                .ends_before(self.tokens, self.part_start(at)) =>
            {
                match month - now {
                    ..=-7 => year + 1,
                    -6..=6 => year,
                    7.. => year - 1,
                }
            }
            None => year - i64::from(month > now),
        };
        Some(Read::new(
            end,
            format!("{year:04}-{month:02}"),
            Precision::Month,
            true,
        ))
    }

    /// Where a phrase for a part (`end of`) starts that ends before a token, else the token itself.
    fn part_start(&self, at: usize) -> usize {
        (at.saturating_sub(4)..at)
            .find(|start| {
                self.tables
                    .parts
                    .end(self.tokens, *start)
                    .is_some_and(|end| self.skip_joiners(end) == at)
            })
            .unwrap_or(at)
    }

    /// A weekday at a token; forms of two letters are too short to be sure.
    pub(super) fn weekday_word(&self, at: usize) -> Option<i64> {
        let word = self.word(at);
        self.tables
            .weekdays
            .get(word)
            .copied()
            .filter(|_| word.chars().count() > 2)
    }

    /// `Monday`, `last Friday`, `next Tuesday`.
    pub(super) fn weekday(&self, at: usize) -> Option<Read> {
        let shift = self.shift_at(at);
        let start = shift.map_or(at, |(_, end)| end);
        let weekday = self.weekday_word(start)?;
        let now = self.anchor?.date()?;
        let today = i64::from(now.weekday().to_monday_one_offset());
        let back = (today - weekday).rem_euclid(7);
        let days = match shift.map(|(s, _)| s) {
            Some(Shift::Next) => 7 - back,
            Some(Shift::Last | Shift::LastButOne) => -(if back == 0 { 7 } else { back }),
            Some(Shift::This) => weekday - today,
            None => -back,
        };
        let date = now
            .checked_add(jiff::Span::new().try_days(days).ok()?)
            .ok()?;
        Some(Read::new(start + 1, date.to_string(), Precision::Day, true))
    }

    /// A word such as `last` at a token.
    pub(super) fn shift_at(&self, at: usize) -> Option<(Shift, usize)> {
        self.tables.shifts.at(self.tokens, at)
    }
}
