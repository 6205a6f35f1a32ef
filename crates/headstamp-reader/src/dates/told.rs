//! Dates that count from a date told before: *the following year*, *two months later*, *the day before*.
//!
//! A story tells when it begins and counts on from there. The date it counts from is the last one of the sentence so
//! far, or else the last of the few sentences before; what is counted is never more precise than that. A word that
//! counts from the day of publication too (*a year earlier*) does so where nothing was told. Next: `relative`.

use super::{Precision, Read, Scan, Unit};

impl Precision {
    /// Whether a story counts on from a date of this precision.
    pub(super) fn counts_on(self) -> bool {
        matches!(self, Self::Day | Self::Month | Self::Year)
    }
}

/// What of a date that was told a phrase counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// `that year`.
    Same,
    /// `the following year`.
    After,
}

impl Scan<'_> {
    /// A date counted from the one told last.
    pub(super) fn counted_on(&self, at: usize) -> Option<Read> {
        // what was told is all that these rules see of the calendar
        let told = Scan {
            anchor: Some(self.told?),
            ..*self
        };
        let read = told
            .then_day(at)
            .or_else(|| told.then_unit(at))
            .or_else(|| told.month_then(at))
            .or_else(|| told.span_from_told(at))?;
        Some(Read {
            relative: false,
            ..read
        })
    }

    /// Whether a phrase counts from what was told or from nothing: the day of publication is not meant.
    pub(super) fn only_told(&self, at: usize) -> bool {
        let after = || {
            let then = self.tables.then.at(self.tokens, at);
            self.told.is_some() && then.is_some_and(|(then, _)| then == Then::After)
        };
        let compared = || {
            let span = self.span(at);
            span.is_some_and(|(_, _, end)| {
                self.way(end)
                    .is_some_and(|(_, end)| self.told.is_some() || self.compares(end))
            })
        };
        let day = || {
            self.tables.then_days.at(self.tokens, at).is_some()
                && (self.told.is_some() || self.tables.relative_days.at(self.tokens, at).is_none())
        };
        day() || after() || compared()
    }

    /// `later` or `earlier` after a span, as the way it counts, and where that ends.
    fn way(&self, at: usize) -> Option<(i64, usize)> {
        let later = self.tables.later.end(self.tokens, at).map(|end| (1, end));
        let earlier = || {
            self.tables
                .earlier
                .end(self.tokens, at)
                .map(|end| (-1, end))
        };
        later.or_else(earlier)
    }

    /// `a year later than planned` counts from the plan.
    fn compares(&self, at: usize) -> bool {
        self.tables.than.end(self.tokens, at).is_some()
    }

    /// `the next day`, `the day before`.
    fn then_day(&self, at: usize) -> Option<Read> {
        let (days, end) = self.tables.then_days.at(self.tokens, at)?;
        self.away(Unit::Day, days, end)
    }

    /// `that year`, `the following month`, `the following January`.
    fn then_unit(&self, at: usize) -> Option<Read> {
        let (then, next) = self.tables.then.at(self.tokens, at)?;
        if let Some(unit) = self.tables.units.get(self.word(next)) {
            let steps = i64::from(then == Then::After);
            return self.moved(*unit, steps, next + 1);
        }
        // `that may` is no month
        let named = then == Then::After && self.tokens.get(next)?.has_capital();
        let (month, end) = self.month_word(next).filter(|_| named)?;
        let anchor = self.anchor?;
        let year = i64::from(anchor.year) + i64::from(i64::from(anchor.month?) >= month);
        Some(Read::new(
            end,
            format!("{year:04}-{month:02}"),
            Precision::Month,
            false,
        ))
    }

    /// `March of that year`, `maart van het jaar daarop`.
    fn month_then(&self, at: usize) -> Option<Read> {
        let (month, end) = self.month_word(at)?;
        let joined = end..=self.skip_joiners(end);
        let year = joined.into_iter().find_map(|from| {
            let read = self.then_unit(from).or_else(|| self.span_from_told(from))?;
            (read.precision == Precision::Year).then_some(read)
        })?;
        Some(Read {
            value: format!("{}-{month:02}", year.value),
            precision: Precision::Month,
            ..year
        })
    }

    /// `two years later`, `a month before that`, `het jaar daarop`.
    fn span_from_told(&self, at: usize) -> Option<Read> {
        let bare = || Some((1, *self.tables.units.get(self.word(at))?, at + 1));
        let (count, unit, end) = self.span(at).or_else(bare)?;
        let (steps, end) = self.way(end).filter(|(_, end)| !self.compares(*end))?;
        self.away(unit, count.checked_mul(steps)?, end)
    }
}
