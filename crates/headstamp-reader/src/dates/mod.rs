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
mod years;

use crate::text::Token;
use civil::Anchor;
use headstamp_model::Span;
use std::ops::Range;
pub use tables::DateTables;

/// How precise a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// A day.
    Day,
    /// A week.
    Week,
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

struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tables: &'a DateTables,
    anchor: Option<Anchor>,
}

/// Finds the dates of a sentence.
pub fn dates(
    text: &str,
    tokens: &[Token],
    tables: &DateTables,
    published: Option<&str>,
) -> Vec<DateHit> {
    let scan = Scan {
        text,
        tokens,
        tables,
        anchor: published.and_then(Anchor::parse),
    };
    let mut out: Vec<DateHit> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Some(read) = tables.may_start(token).then(|| scan.at(at)).flatten() else {
            at += 1;
            continue;
        };
        let end = read.end.clamp(at + 1, tokens.len());
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
            if let Some(read) = read.filter(|r| {
                matches!(
                    r.precision,
                    Precision::Month | Precision::Year | Precision::Week
                )
            }) {
                return Some(read);
            }
        }
        let read = self.whole(at)?;
        Some(self.ranged(read))
    }

    fn whole(&self, at: usize) -> Option<Read> {
        // of equally long readings the first one
        let rules = [
            Self::calendar_year,
            Self::relative_day,
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
        let year = self
            .bare_year(next)
            .map(|(y, end)| Read::new(end, format!("{y:04}"), Precision::Year, false));
        let Some(second) = year
            .or_else(|| self.whole(next))
            .filter(|s| s.precision == read.precision)
        else {
            return read;
        };
        let mut first = read.value.clone();
        if read.relative && !second.relative && read.precision != Precision::Year {
            // the year stands at the end only
            let rest = first.get(4..).unwrap_or("").to_owned();
            first = format!("{}{rest}", second.value.get(..4).unwrap_or(""));
        } else if read.relative != second.relative {
            return read;
        }
        if second.value <= first {
            return read;
        }
        Read::new(
            second.end,
            format!("{first}/{}", second.value),
            Precision::Interval,
            second.relative,
        )
    }
}
