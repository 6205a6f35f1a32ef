//! Dates: calendar dates, months, years, relative dates and ranges, as EDTF with the precision of the text.
//!
//! A relative date is resolved against the publication date and never replaced by it: without a
//! publication date *last month* gives nothing. Words are data (`rules/dates.toml`). News looks back, so a bare
//! weekday or month is the last one; the few words that say otherwise say so. Next: `factuality`.

mod civil;
#[cfg(test)]
mod forms;
mod holidays;
mod relative;
mod tables;
mod told;
mod years;

use crate::text::{Shape, Token};
use civil::Anchor;
use headstamp_model::Span;
use std::ops::Range;
pub use tables::DateTables;

/// How precise a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// From a date to a date.
    Interval,
}

/// A date in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateHit {
    /// Tokens.
    pub tokens: Range<usize>,
    /// Bytes of the document.
    pub span: Span,
    /// EDTF: `2024-08-18`, `2024-08`, `2024`, `2000/2003`.
    pub value: String,
    /// How precise.
    pub precision: Precision,
    /// Whether it was resolved against the publication date.
    pub relative: bool,
}

/// Spans of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Weekend,
    Week,
    Month,
    Year,
}

/// Where a word points from the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shift {
    LastButOne,
    Last,
    This,
    Next,
}

/// What a rule read: where it ends, and what.
#[derive(Debug, Clone)]
struct Read {
    end: usize,
    value: String,
    precision: Precision,
    relative: bool,
}

impl Read {
    fn new(end: usize, value: String, precision: Precision, relative: bool) -> Self {
        Self {
            end,
            value,
            precision,
            relative,
        }
    }
}

#[derive(Clone, Copy)]
struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tables: &'a DateTables,
    anchor: Option<Anchor>,
    /// The date told last, from which a story counts on.
    told: Option<Anchor>,
}

/// Finds the dates of a sentence; `told` is the last date of the sentence before.
pub fn dates(
    text: &str,
    tokens: &[Token],
    tables: &DateTables,
    published: Option<&str>,
    told: Option<&str>,
) -> Vec<DateHit> {
    let mut scan = Scan {
        text,
        tokens,
        tables,
        anchor: published.and_then(Anchor::parse),
        told: told.and_then(Anchor::parse),
    };
    let mut out: Vec<DateHit> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Some(read) = tables.may_start(tokens, at).then(|| scan.at(at)).flatten() else {
            at += 1;
            continue;
        };
        let end = read.end.clamp(at + 1, tokens.len());
        if read.precision.counts_on() {
            scan.told = Anchor::parse(&read.value);
        }
        if let Some(last) = tokens.get(end - 1) {
            out.push(DateHit {
                tokens: at..end,
                span: token.span.join(last.span),
                value: read.value,
                precision: read.precision,
                relative: read.relative,
            });
        }
        at = end;
    }
    out
}

/// The date from which the next sentence may count on.
pub(crate) fn told_last(dates: &[DateHit]) -> Option<String> {
    let counted = dates.iter().rev().find(|date| date.precision.counts_on());
    counted.map(|date| date.value.clone())
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &t.folded)
    }

    fn is(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(mark))
    }

    /// The first token from `at` that is no word such as `of`; at most four are skipped.
    fn skip_joiners(&self, at: usize) -> usize {
        let joins = |i: &usize| self.tables.joiners.contains(self.word(*i));
        at + (at..at + 4).take_while(joins).count()
    }

    /// The longest date that starts at a token.
    fn at(&self, at: usize) -> Option<Read> {
        // `early 2024`, `Ende August`: precision stays that of what follows
        if let Some(next) = self.tables.parts.end(self.tokens, at) {
            let from = self.skip_joiners(next);
            let year = || {
                self.bare_year(from)
                    .map(|(y, end)| Read::new(end, format!("{y:04}"), Precision::Year, false))
            };
            let unit = || {
                self.tables
                    .units
                    .get(self.word(from))
                    .and_then(|unit| self.moved(*unit, 0, from + 1))
            };
            let read = self.whole(from).or_else(year).or_else(unit);
            if let Some(read) =
                read.filter(|r| matches!(r.precision, Precision::Month | Precision::Year))
            {
                return Some(self.ranged(read));
            }
        }
        if let Some(read) = self.between(at) {
            return Some(read);
        }
        let read = self.whole(at)?;
        Some(self.ranged(read))
    }

    fn whole(&self, at: usize) -> Option<Read> {
        if self.only_told(at) {
            return self.counted_on(at);
        }
        // of equally long readings the first one
        let rules = [
            Self::calendar_year,
            Self::counted_on,
            Self::relative_day,
            Self::running,
            Self::shifted_unit,
            Self::weekday_in_week,
            Self::span_away,
            Self::numeric,
            Self::lettered,
            Self::day_range,
            Self::day_month,
            Self::month_day,
            Self::day_of_month,
            Self::weekday_and_day,
            Self::year_month,
            Self::month,
            Self::decade,
            Self::holiday,
            Self::weekday,
            Self::season,
            Self::quarter,
            Self::introduced_year,
        ];
        let mut best: Option<Read> = None;
        for rule in rules {
            if let Some(read) = rule(self, at)
                && best.as_ref().is_none_or(|b| read.end > b.end)
            {
                best = Some(read);
            }
        }
        best
    }

    /// `2015 to 2019`, `from March to June 2020`: an interval.
    fn ranged(&self, read: Read) -> Read {
        if !matches!(
            read.precision,
            Precision::Year | Precision::Month | Precision::Day
        ) {
            return read;
        }
        let dash = self.is(read.end, '–') || self.is(read.end, '-');
        let next = if dash {
            Some(read.end + 1)
        } else {
            self.tables.ranges.end(self.tokens, read.end)
        };
        let Some(next) = next else { return read };
        if let Some(read) = self.short_end(&read, next, dash) {
            return read;
        }
        self.end_of_range(next)
            .and_then(|second| joined(&read, &second))
            .unwrap_or(read)
    }

    /// `1996–97`: the century of the first year holds for both.
    fn short_end(&self, first: &Read, next: usize, dash: bool) -> Option<Read> {
        let short = self.word(next);
        let year = first
            .value
            .parse::<i64>()
            .ok()
            .filter(|_| dash && short.len() == 2)?;
        let last = year - year % 100 + short.parse::<i64>().ok()?;
        (last > year).then(|| {
            Read::new(
                next + 1,
                format!("{year:04}/{last:04}"),
                Precision::Interval,
                false,
            )
        })
    }

    /// `between 2004 and 2020`, `von August bis November`.
    fn between(&self, at: usize) -> Option<Read> {
        let (middle, from) = self.tables.between.at(self.tokens, at)?;
        let first = self.end_of_range(from)?;
        let next = self
            .tables
            .middles
            .get(middle)?
            .end(self.tokens, first.end)?;
        let second = self.end_of_range(next)?;
        let read = joined(&first, &second)?;
        // between 2000 and 2100 shells: what follows is counted
        let counts = first.precision == Precision::Year
            && self
                .tokens
                .get(read.end)
                .is_some_and(|t| t.shape == Shape::Word && t.has_capital())
            && self.tables.bare_year;
        (!counts).then_some(read)
    }

    /// A date or bare year at the end of a range.
    fn end_of_range(&self, at: usize) -> Option<Read> {
        let at = match self.tables.parts.end(self.tokens, at) {
            Some(end) => self.skip_joiners(end),
            None => self.skip_joiners(at),
        };
        self.bare_year(at)
            .map(|(y, end)| Read::new(end, format!("{y:04}"), Precision::Year, false))
            .filter(|read| self.month_at(read.end).is_none())
            .or_else(|| self.whole(at))
    }
}

/// Two dates of one precision as an interval; a first one without a year takes that of the second.
fn joined(read: &Read, second: &Read) -> Option<Read> {
    if read.precision != second.precision || read.precision == Precision::Interval {
        return None;
    }
    let mut first = read.value.clone();
    if read.relative && read.precision != Precision::Year {
        let rest = first.get(4..).unwrap_or("").to_owned();
        let year = second.value.get(..4)?.parse::<i64>().ok()?;
        first = format!("{year:04}{rest}");
        if first >= second.value {
            first = format!("{:04}{rest}", year - 1);
        }
    } else if read.relative != second.relative {
        return None;
    }
    let value = format!("{first}/{}", second.value);
    (second.value > first)
        .then(|| Read::new(second.end, value, Precision::Interval, second.relative))
}
