//! Dates that count from the day of publication: *yesterday*, *last month*, *three weeks ago*.

use super::{Precision, Read, Scan, Shift, Unit};
use jiff::{Span, civil::Date};

impl Scan<'_> {
    pub(super) fn relative(&self, at: usize) -> Option<Read> {
        [self.relative_day(at), self.shifted_unit(at), self.span_away(at)].into_iter().flatten().max_by_key(|r| r.end)
    }

    /// `yesterday`, `today`.
    fn relative_day(&self, at: usize) -> Option<Read> {
        let (words, days) = self.tables.relative_days.iter().find(|(w, _)| !w.is_empty() && self.stands(w, at))?;
        let now = self.anchor?.date()?;
        let date = now.checked_add(Span::new().try_days(*days).ok()?).ok()?;
        Some(Read::new(at + words.len(), date.to_string(), Precision::Day, true))
    }

    /// `last month`, `this year`, `next week`.
    fn shifted_unit(&self, at: usize) -> Option<Read> {
        let (shift, next) = self.shift_at(at)?;
        let unit = *self.tables.units.get(self.word(next))?;
        let steps = match shift {
            Shift::LastButOne => -2,
            Shift::Last => -1,
            Shift::This => 0,
            Shift::Next => 1,
        };
        self.moved(unit, steps, next + 1)
    }

    /// `three weeks ago`, `vor drei Wochen`, `over twee maanden`.
    fn span_away(&self, at: usize) -> Option<Read> {
        let before = self.one_of(&self.tables.ago_before, at).map(|end| (end, -1)).or_else(|| self.one_of(&self.tables.ahead_before, at).map(|end| (end, 1)));
        if let Some((from, sign)) = before {
            if let Some((count, unit, end)) = self.span(from) {
                return self.moved(unit, count * sign, end);
            }
        }
        let (count, unit, end) = self.span(at)?;
        if let Some(after) = self.one_of(&self.tables.ago, end) {
            return self.moved(unit, -count, after);
        }
        let after = self.one_of(&self.tables.ahead, end)?;
        self.moved(unit, count, after)
    }

    /// A number and a unit of time.
    fn span(&self, at: usize) -> Option<(i64, Unit, usize)> {
        let word = self.word(at);
        let count = word.parse::<i64>().ok().filter(|n| (0..400).contains(n)).or_else(|| self.tables.small.get(word).copied())?;
        let unit = *self.tables.units.get(self.word(at + 1))?;
        Some((count, unit, at + 2))
    }

    /// The day of publication moved, as precise as the unit.
    fn moved(&self, unit: Unit, steps: i64, end: usize) -> Option<Read> {
        let anchor = self.anchor?;
        match unit {
            Unit::Day => {
                let date = anchor.date()?.checked_add(Span::new().try_days(steps).ok()?).ok()?;
                Some(Read::new(end, date.to_string(), Precision::Day, true))
            }
            Unit::Week => {
                let date = anchor.date()?.checked_add(Span::new().try_weeks(steps).ok()?).ok()?;
                let week = date.iso_week_date();
                Some(Read::new(end, format!("{:04}-W{:02}", week.year(), week.week()), Precision::Week, true))
            }
            Unit::Month => {
                let first = Date::new(anchor.year, anchor.month?, 1).ok()?.checked_add(Span::new().try_months(steps).ok()?).ok()?;
                Some(Read::new(end, format!("{:04}-{:02}", first.year(), first.month()), Precision::Month, true))
            }
            Unit::Year => Some(Read::new(end, format!("{:04}", i64::from(anchor.year) + steps), Precision::Year, true)),
        }
    }
}
