//! Dates that count from the day of publication: *yesterday*, *last month*, *three weeks ago*.
//!
//! A span counted from another date (*two days after 3 May*) is here too. Next: `holidays`.

use super::{Precision, Read, Scan, Shift, Unit};
use jiff::{Span, civil::Date};

impl Scan<'_> {
    /// `yesterday`, `today`.
    pub(super) fn relative_day(&self, at: usize) -> Option<Read> {
        let (days, end) = self.tables.relative_days.at(self.tokens, at)?;
        let date = self
            .anchor?
            .date()?
            .checked_add(Span::new().try_days(days).ok()?)
            .ok()?;
        Some(Read::new(end, date.to_string(), Precision::Day, true))
    }

    /// `Jahresende`: a phrase for the running month or year.
    pub(super) fn running(&self, at: usize) -> Option<Read> {
        let (unit, end) = self.tables.running.at(self.tokens, at)?;
        self.moved(unit, 0, end)
    }

    /// `last month`, `this year`, `next week`, `next week Wednesday`.
    pub(super) fn shifted_unit(&self, at: usize) -> Option<Read> {
        let (shift, next) = self.shift_at(at)?;
        let unit = *self.tables.units.get(self.word(next))?;
        let end = next + 1;
        if unit == Unit::Year {
            // `the current year 2008`
            if let Some((year, after)) = self.bare_year(end).or_else(|| self.short_year(end)) {
                return Some(Read::new(
                    after,
                    format!("{year:04}"),
                    Precision::Year,
                    false,
                ));
            }
        }
        if unit == Unit::Week {
            let from = end + usize::from(self.is(end, '-') || self.is(end, '–'));
            if let Some(weekday) = self.weekday_word(from) {
                return self.weekday_of_week(weekday, shift.steps(), from + 1);
            }
        }
        self.moved(unit, shift.steps(), end)
    }

    /// `Tuesday of next week`, `Monday two weeks from now`.
    pub(super) fn weekday_in_week(&self, at: usize) -> Option<Read> {
        let weekday = self.weekday_word(at)?;
        let from = self.skip_joiners(at + 1);
        if let Some((shift, next)) = self.shift_at(from) {
            let week = self.tables.units.get(self.word(next)) == Some(&Unit::Week);
            return week
                .then(|| self.weekday_of_week(weekday, shift.steps(), next + 1))
                .flatten();
        }
        let (count, unit, end) = self.span(from)?;
        let after = self.tables.ahead.end(self.tokens, end)?;
        (unit == Unit::Week)
            .then(|| self.weekday_of_week(weekday, count, after))
            .flatten()
    }

    fn weekday_of_week(&self, weekday: i64, weeks: i64, end: usize) -> Option<Read> {
        let now = self.anchor?.date()?;
        let today = i64::from(now.weekday().to_monday_one_offset());
        let days = weeks.checked_mul(7)?.checked_add(weekday - today)?;
        let date = now.checked_add(Span::new().try_days(days).ok()?).ok()?;
        Some(Read::new(end, date.to_string(), Precision::Day, true))
    }

    /// `three weeks ago`, `vor drei Wochen`, `over twee maanden`.
    pub(super) fn span_away(&self, at: usize) -> Option<Read> {
        let tables = self.tables;
        let before = tables.ago_before.end(self.tokens, at).map(|end| (end, -1));
        let before =
            before.or_else(|| tables.ahead_before.end(self.tokens, at).map(|end| (end, 1)));
        if let Some((from, sign)) = before
            && let Some((count, unit, end)) = self.span(from)
        {
            // `in two days from today`
            if let Some(read) = self.span_from(count, unit, end) {
                return Some(read);
            }
            let after = if sign > 0 {
                tables.ahead.end(self.tokens, end)
            } else {
                None
            };
            return self.away(unit, count * sign, after.unwrap_or(end));
        }
        let (count, unit, end) = self.span(at)?;
        if let Some(after) = tables.ago.end(self.tokens, end) {
            return self.away(unit, -count, after);
        }
        if let Some(after) = tables.ahead.end(self.tokens, end) {
            return self.away(unit, count, after);
        }
        self.span_from(count, unit, end)
    }

    /// `two days after today`, `3 dagen voor Pasen`: after the span.
    fn span_from(&self, count: i64, unit: Unit, end: usize) -> Option<Read> {
        let after = self
            .tables
            .after_date
            .end(self.tokens, end)
            .map(|next| (next, count));
        let (next, steps) = after.or_else(|| {
            self.tables
                .before_date
                .end(self.tokens, end)
                .map(|next| (next, -count))
        })?;
        let next = self.skip_joiners(next);
        let base = [
            self.relative_day(next),
            self.numeric(next),
            self.day_month(next),
            self.month_day(next),
            self.holiday(next),
            self.weekday(next),
        ];
        let base = base
            .into_iter()
            .flatten()
            .max_by_key(|read| read.end)
            .filter(|read| read.precision == Precision::Day)?;
        let date: Date = base.value.parse().ok()?;
        let (date, precision) = step(date, unit, steps)?;
        Some(Read::new(
            base.end,
            cut(date, precision),
            precision,
            base.relative,
        ))
    }

    /// A number and a unit of time.
    pub(super) fn span(&self, at: usize) -> Option<(i64, Unit, usize)> {
        let word = self.word(at);
        let unit = *self.tables.units.get(self.word(at + 1))?;
        let digits = word.parse::<i64>().ok().filter(|n| (0..400).contains(n));
        let count = digits.or_else(|| self.tables.small.get(word).copied())?;
        Some((count, unit, at + 2))
    }

    /// A span from the day of publication: exact for days and weeks.
    pub(super) fn away(&self, unit: Unit, steps: i64, end: usize) -> Option<Read> {
        match unit {
            Unit::Day | Unit::Week => {
                let (date, precision) = step(self.anchor?.date()?, unit, steps)?;
                Some(Read::new(end, cut(date, precision), precision, true))
            }
            Unit::Weekend => None,
            Unit::Month | Unit::Year => self.moved(unit, steps, end),
        }
    }

    /// The day of publication moved, as precise as the unit.
    pub(super) fn moved(&self, unit: Unit, steps: i64, end: usize) -> Option<Read> {
        let anchor = self.anchor?;
        let (value, precision) = match unit {
            Unit::Day => {
                let (date, precision) = step(anchor.date()?, unit, steps)?;
                (cut(date, precision), precision)
            }
            // a week is as precise as the month in which most of it lies
            Unit::Week => {
                let (date, _) = step(anchor.date()?, unit, steps)?;
                let middle = 4 - i64::from(date.weekday().to_monday_one_offset());
                let (middle, _) = step(date, Unit::Day, middle)?;
                (cut(middle, Precision::Month), Precision::Month)
            }
            Unit::Weekend => return weekend(anchor.date()?, steps, end),
            Unit::Month => {
                let first = Date::new(anchor.year, anchor.month?, 1).ok()?;
                let (date, precision) = step(first, unit, steps)?;
                (cut(date, precision), precision)
            }
            Unit::Year => {
                let year = i64::from(anchor.year) + steps;
                (format!("{year:04}"), Precision::Year)
            }
        };
        (!value.starts_with('-')).then(|| Read::new(end, value, precision, true))
    }
}

/// The Saturday and Sunday of the weekend before or after a day; on a weekend, the running one.
fn weekend(now: Date, steps: i64, end: usize) -> Option<Read> {
    let since_saturday = i64::from(now.weekday().to_monday_one_offset() + 1) % 7;
    let days = if steps > 0 {
        7 - since_saturday
    } else {
        -since_saturday
    };
    let (saturday, _) = step(now, Unit::Day, days)?;
    let (sunday, _) = step(saturday, Unit::Day, 1)?;
    Some(Read::new(
        end,
        format!("{saturday}/{sunday}"),
        Precision::Interval,
        true,
    ))
}

/// A date moved by so many units, and how precise that still is.
fn step(date: Date, unit: Unit, steps: i64) -> Option<(Date, Precision)> {
    let span = Span::new();
    let (span, precision) = match unit {
        Unit::Day => (span.try_days(steps), Precision::Day),
        Unit::Weekend | Unit::Week => (span.try_weeks(steps), Precision::Day),
        Unit::Month => (span.try_months(steps), Precision::Month),
        Unit::Year => (span.try_years(steps), Precision::Year),
    };
    Some((date.checked_add(span.ok()?).ok()?, precision))
}

fn cut(date: Date, precision: Precision) -> String {
    match precision {
        Precision::Month => format!("{:04}-{:02}", date.year(), date.month()),
        Precision::Year => format!("{:04}", date.year()),
        _ => date.to_string(),
    }
}

impl Shift {
    /// Units from the day of publication.
    fn steps(self) -> i64 {
        match self {
            Self::LastButOne => -2,
            Self::Last => -1,
            Self::This => 0,
            Self::Next => 1,
        }
    }
}
