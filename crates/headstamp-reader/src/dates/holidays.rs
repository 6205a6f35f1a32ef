//! Feasts that stand for a day: fixed ones and those that move with Easter.
//!
//! Names are data; only the reckoning of the Gregorian Easter is code. Next: `civil`.

use super::{Precision, Read, Scan};
use jiff::{Span, civil::Date};

/// When a feast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    /// Month and day.
    Fixed(i8, i8),
    /// Days from Easter Sunday.
    Easter(i64),
}

impl Feast {
    /// Reads `12-25`, `easter`, `easter+50`; `None` for anything else.
    pub(super) fn parse(rule: &str) -> Option<Self> {
        if let Some(days) = rule.strip_prefix("easter") {
            let days = if days.is_empty() {
                0
            } else {
                days.parse().ok()?
            };
            return Some(Self::Easter(days));
        }
        let (month, day) = rule.split_once('-')?;
        Some(Self::Fixed(month.parse().ok()?, day.parse().ok()?))
    }

    fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Easter(days) => easter(year)?
                .checked_add(Span::new().try_days(days).ok()?)
                .ok(),
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm.
#[allow(
    clippy::many_single_char_names,
    reason = "the names under which the algorithm is published"
)]
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(
        year,
        i8::try_from(n / 31).ok()?,
        i8::try_from(n % 31 + 1).ok()?,
    )
    .ok()
}

impl Scan<'_> {
    /// `Easter 2018`, `last Christmas`, `next Easter`.
    pub(super) fn holiday(&self, at: usize) -> Option<Read> {
        let shift = self.shift_at(at);
        let start = shift.map_or(at, |(_, end)| end);
        let (feast, end) = self.tables.holidays.at(self.tokens, start)?;
        if let Some((year, after)) = self.year_after(end) {
            let date = feast.in_year(i16::try_from(year).ok()?)?;
            return Some(Read::new(after, date.to_string(), Precision::Day, false));
        }
        if let Some(year) = self.shifted_year(self.skip_joiners(end)) {
            let date = feast.in_year(year.value.parse().ok()?)?;
            return Some(Read::new(year.end, date.to_string(), Precision::Day, true));
        }
        let now = self.anchor?.date()?;
        let near = [-1, 0, 1].map(|step| feast.in_year(now.year() + step));
        let date = self.by_shift(now, near, shift.map(|(s, _)| s))?;
        Some(Read::new(end, date.to_string(), Precision::Day, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_on_the_days_of_the_church_tables() {
        let days = [
            (1818, "1818-03-22"),
            (2000, "2000-04-23"),
            (2018, "2018-04-01"),
            (2019, "2019-04-21"),
            (2038, "2038-04-25"),
        ];
        for (year, day) in days {
            assert_eq!(easter(year).map(|d| d.to_string()).as_deref(), Some(day));
        }
    }

    #[test]
    fn a_rule_that_names_no_day_is_no_feast() {
        assert_eq!(Feast::parse("easter+50"), Some(Feast::Easter(50)));
        assert_eq!(Feast::parse("easter-2"), Some(Feast::Easter(-2)));
        assert_eq!(Feast::parse("12-25"), Some(Feast::Fixed(12, 25)));
        assert_eq!(Feast::parse("christmas"), None);
    }
}
