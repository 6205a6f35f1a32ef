//! Dates: calendar dates, months, years, relative dates and ranges, as EDTF with the precision of the text.
//!
//! A relative date is resolved against the publication date and never replaced by it: without a
//! publication date *last month* gives nothing. Words are data (`rules/dates.toml`). News looks back, so a bare
//! weekday or month is the last one; the few words that say otherwise say so. Next: `factuality`.

mod civil;
mod relative;

use crate::text::{Token, fold};
use civil::Anchor;
use headstamp_model::Span;
use headstamp_packs::dates_schema::DatesFile;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

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

type Words = Vec<Vec<Box<str>>>;

/// Date words of a language, compiled.
#[derive(Debug, Clone, Default)]
pub struct DateTables {
    month_first: bool,
    months: HashMap<Box<str>, i64>,
    doubtful: HashSet<Box<str>>,
    weekdays: HashMap<Box<str>, i64>,
    relative_days: Vec<(Vec<Box<str>>, i64)>,
    units: HashMap<Box<str>, Unit>,
    shifts: Vec<(Vec<Box<str>>, Shift)>,
    ago: Words,
    ago_before: Words,
    ahead: Words,
    ahead_before: Words,
    parts: Words,
    seasons: HashMap<Box<str>, i64>,
    ordinals: HashMap<Box<str>, i64>,
    ordinal_endings: Vec<Box<str>>,
    year_intro: Words,
    joiners: HashSet<Box<str>>,
    ranges: HashSet<Box<str>>,
    decade_endings: Vec<Box<str>>,
    decades: Vec<(Vec<Box<str>>, i64)>,
    calendars: HashMap<Box<str>, i64>,
    /// Words from which number words are read in spans (`three weeks ago`).
    small: HashMap<Box<str>, i64>,
}

fn split(form: &str) -> Vec<Box<str>> {
    crate::text::tokenize(form).map(|t| t.folded).collect()
}

fn lists(forms: &[String]) -> Words {
    let mut out: Words = forms.iter().map(|f| split(f)).filter(|w| !w.is_empty()).collect();
    out.sort_by_key(|w| std::cmp::Reverse(w.len()));
    out
}

impl DateTables {
    /// Compiles the date words of a pack.
    pub fn new(file: &DatesFile) -> Self {
        let mut shifts: Vec<(Vec<Box<str>>, Shift)> = Vec::new();
        for (forms, shift) in [(&file.last_but_one, Shift::LastButOne), (&file.last, Shift::Last), (&file.this, Shift::This), (&file.next, Shift::Next)] {
            shifts.extend(forms.iter().map(|f| (split(f), shift)));
        }
        shifts.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        let mut relative_days: Vec<_> = file.relative_day.iter().map(|(f, d)| (split(f), *d)).collect();
        relative_days.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        let mut decades: Vec<_> = file.decade.iter().map(|(f, d)| (split(f), *d)).collect();
        decades.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        let unit = |name: &str| match name {
            "day" => Some(Unit::Day),
            "week" => Some(Unit::Week),
            "month" => Some(Unit::Month),
            "year" => Some(Unit::Year),
            _ => None,
        };
        let folded = |map: &std::collections::BTreeMap<String, i64>| map.iter().map(|(w, v)| (fold(w.trim_end_matches('.')), *v)).collect();
        Self {
            month_first: file.order == "mdy",
            months: folded(&file.month),
            doubtful: file.doubtful_month.iter().map(|w| fold(w)).collect(),
            weekdays: folded(&file.weekday),
            relative_days,
            units: file.unit.iter().filter_map(|(w, u)| Some((fold(w), unit(u)?))).collect(),
            shifts,
            ago: lists(&file.ago),
            ago_before: lists(&file.ago_before),
            ahead: lists(&file.ahead),
            ahead_before: lists(&file.ahead_before),
            parts: lists(&file.part),
            seasons: folded(&file.season),
            ordinals: file.ordinal.iter().zip(1..).map(|(w, n)| (fold(w), n)).collect(),
            ordinal_endings: file.ordinal_ending.iter().map(|w| fold(w)).collect(),
            year_intro: lists(&file.year_intro),
            joiners: file.joiner.iter().map(|w| fold(w)).collect(),
            ranges: file.range.iter().map(|w| fold(w)).collect(),
            decade_endings: file.decade_ending.iter().map(|w| fold(w)).collect(),
            decades,
            calendars: folded(&file.calendar),
            small: HashMap::new(),
        }
    }

    /// Takes over the small number words, for spans such as `three weeks ago`.
    #[must_use]
    pub fn with_numbers(mut self, file: &headstamp_packs::numbers_schema::NumbersFile) -> Self {
        self.small = file.small.iter().zip(0..).map(|(w, n)| (fold(w), n)).collect();
        self.small.extend(file.article.iter().map(|w| (fold(w), 1)));
        self.small.extend(file.word.iter().filter(|(_, v)| v.fract() == 0.0 && (0.0..100.0).contains(*v)).map(|(w, v)| (fold(w), *v as i64)));
        self
    }
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
        Self { end, value, precision, relative }
    }
}

struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tables: &'a DateTables,
    anchor: Option<Anchor>,
}

/// Finds the dates of a sentence.
pub fn dates(text: &str, tokens: &[Token], tables: &DateTables, published: Option<&str>) -> Vec<DateHit> {
    let scan = Scan { text, tokens, tables, anchor: published.and_then(Anchor::parse) };
    let mut out: Vec<DateHit> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(read) = scan.at(at) else {
            at += 1;
            continue;
        };
        let end = read.end.max(at + 1);
        if let (Some(first), Some(last)) = (tokens.get(at), tokens.get(end - 1)) {
            out.push(DateHit { tokens: at..end, span: first.span.join(last.span), value: read.value, precision: read.precision, relative: read.relative });
        }
        at = end;
    }
    out
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &t.folded)
    }

    fn stands(&self, words: &[Box<str>], at: usize) -> bool {
        words.iter().enumerate().all(|(i, w)| self.word(at + i) == &**w)
    }

    fn one_of(&self, list: &[Vec<Box<str>>], at: usize) -> Option<usize> {
        list.iter().find(|w| self.stands(w, at)).map(|w| at + w.len())
    }

    fn is(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(mark))
    }

    /// The longest date that starts at a token.
    fn at(&self, at: usize) -> Option<Read> {
        // `early 2024`, `Ende August`: precision stays that of what follows
        if let Some(next) = self.one_of(&self.tables.parts, at) {
            let mut from = next;
            while self.tables.joiners.contains(self.word(from)) {
                from += 1;
            }
            if let Some(mut read) = self.whole(from).or_else(|| self.bare_year(from).map(|(y, end)| Read::new(end, format!("{y:04}"), Precision::Year, false))) {
                if matches!(read.precision, Precision::Month | Precision::Year | Precision::Week) {
                    read.end = read.end.max(from);
                    return Some(read);
                }
            }
        }
        let read = self.whole(at)?;
        Some(self.ranged(at, read))
    }

    fn whole(&self, at: usize) -> Option<Read> {
        [
            self.calendar_year(at),
            self.relative(at),
            self.numeric(at),
            self.day_month(at),
            self.month_day(at),
            self.month(at),
            self.decade(at),
            self.weekday(at),
            self.season(at),
            self.introduced_year(at),
        ]
        .into_iter()
        .flatten()
        .max_by(|a, b| a.end.cmp(&b.end).then_with(|| b.value.len().cmp(&a.value.len()).reverse()))
    }

    /// `2015 to 2019`, `from March to June 2020`: an interval.
    fn ranged(&self, _at: usize, read: Read) -> Read {
        if !matches!(read.precision, Precision::Year | Precision::Month | Precision::Day) || read.relative {
            return read;
        }
        let dash = self.is(read.end, '–') || self.is(read.end, '-');
        if !dash && !self.tables.ranges.contains(self.word(read.end)) {
            return read;
        }
        let next = read.end + 1;
        let second = self.bare_year(next).map(|(y, end)| Read::new(end, format!("{y:04}"), Precision::Year, false)).or_else(|| self.whole(next));
        match second {
            Some(second) if !second.relative && second.precision == read.precision && second.value > read.value => {
                Read::new(second.end, format!("{}/{}", read.value, second.value), Precision::Interval, false)
            }
            _ => read,
        }
    }

    /// A four-digit year between 1800 and 2199 as a token of its own.
    fn bare_year(&self, at: usize) -> Option<(i64, usize)> {
        let word = self.word(at);
        if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            let year: i64 = word.parse().ok()?;
            return (1800..2200).contains(&year).then_some((year, at + 1));
        }
        None
    }

    /// `in 2024`, `since 2019`, `(2019)`: a year that something introduces.
    fn introduced_year(&self, at: usize) -> Option<Read> {
        let (years, end) = self.year_or_span(at)?;
        let intro = self.tables.year_intro.iter().any(|w| at >= w.len() && self.stands(w, at - w.len()));
        let alone = at > 0 && self.is(at - 1, '(') && (self.is(end, ')') || self.is(end, ',') || self.is(end, ';'));
        let listed = at >= 2 && (self.is(at - 1, ',') || self.tables.joiners.contains(self.word(at - 1)) || self.tokens.get(at - 1).is_some_and(|t| t.folded.chars().count() <= 3 && t.folded.chars().all(char::is_alphabetic)))
            && self.bare_year(at - 2).is_some();
        let only = self.tokens.len() <= 2;
        // `in 2000 pieces` counts; a year is not followed by what it counts
        let counts = self.tokens.get(end).is_some_and(|t| t.shape == crate::text::Shape::Word && !t.has_capital()) && !intro;
        if !(intro || alone || listed || only) || counts {
            return None;
        }
        let precision = if years.contains('/') { Precision::Interval } else { Precision::Year };
        Some(Read::new(end, years, precision, false))
    }

    fn year_or_span(&self, at: usize) -> Option<(String, usize)> {
        if let Some((year, end)) = self.bare_year(at) {
            return Some((format!("{year:04}"), end));
        }
        // `2000-2003` and `2000/01` are one token
        let word = self.word(at);
        let (a, b) = word.split_once(['-', '/'])?;
        let whole = |t: &str| t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit());
        let (first, second) = (a.parse::<i64>().ok()?, b.parse::<i64>().ok()?);
        if whole(a) && (1800..2200).contains(&first) {
            if whole(b) && second > first && second < 2200 {
                return Some((format!("{first:04}/{second:04}"), at + 1));
            }
            if b.len() == 2 && word.contains('/') && (first + 1) % 100 == second {
                return Some((format!("{first:04}/{:04}", first + 1), at + 1));
            }
        }
        None
    }

    /// `Juche 113`, `year 113 of the Juche calendar`.
    fn calendar_year(&self, at: usize) -> Option<Read> {
        let offset = *self.tables.calendars.get(self.word(at))?;
        let year: i64 = self.word(at + 1).parse().ok().filter(|y| (1..2600).contains(y))?;
        Some(Read::new(at + 2, format!("{:04}", year + offset), Precision::Year, false))
    }

    /// `the 1990s`, `jaren negentig`, `90er Jahre`.
    fn decade(&self, at: usize) -> Option<Read> {
        if let Some((words, year)) = self.tables.decades.iter().find(|(w, _)| self.stands(w, at)) {
            return Some(Read::new(at + words.len(), format!("{year:04}/{:04}", year + 9), Precision::Decade, false));
        }
        let word = self.word(at);
        let digits = word.find(|c: char| !c.is_ascii_digit())?;
        let (number, ending) = (word.get(..digits)?, word.get(digits..)?);
        let ending = ending.trim_start_matches(['\'', '-']);
        if !self.tables.decade_endings.iter().any(|e| **e == *ending) {
            return None;
        }
        let year: i64 = number.parse().ok()?;
        let year = match number.len() {
            4 if year % 10 == 0 && (1800..2100).contains(&year) => year,
            2 if year % 10 == 0 => if year >= 30 { 1900 + year } else { 2000 + year },
            _ => return None,
        };
        Some(Read::new(at + 1, format!("{year:04}/{:04}", year + 9), Precision::Decade, false))
    }

    fn season(&self, at: usize) -> Option<Read> {
        self.tables.seasons.get(self.word(at))?;
        let mut from = at + 1;
        while self.tables.joiners.contains(self.word(from)) {
            from += 1;
        }
        let (year, end) = self.bare_year(from)?;
        Some(Read::new(end, format!("{year:04}"), Precision::Year, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables() -> DateTables {
        let file = DatesFile {
            order: "dmy".into(),
            month: [("march".to_owned(), 3), ("august".to_owned(), 8), ("december".to_owned(), 12)].into(),
            weekday: [("monday".to_owned(), 1)].into(),
            relative_day: [("yesterday".to_owned(), -1)].into(),
            unit: [("week".to_owned(), "week".to_owned()), ("weeks".to_owned(), "week".to_owned()), ("year".to_owned(), "year".to_owned()), ("month".to_owned(), "month".to_owned())].into(),
            last: vec!["last".into()],
            next: vec!["next".into()],
            ago: vec!["ago".into()],
            part: vec!["late".into()],
            year_intro: vec!["in".into(), "since".into()],
            range: vec!["to".into()],
            ..DatesFile::default()
        };
        DateTables::new(&file)
    }

    fn values(text: &str, published: Option<&str>) -> Vec<String> {
        let tokens: Vec<Token> = crate::text::tokenize(text).collect();
        dates(text, &tokens, &tables(), published).into_iter().map(|d| d.value).collect()
    }

    #[test]
    fn a_relative_date_without_a_publication_date_gives_nothing() {
        assert!(values("It was sold yesterday.", None).is_empty());
        assert_eq!(values("It was sold yesterday.", Some("2024-03-01")), ["2024-02-29"]);
    }

    #[test]
    fn a_month_without_year_is_the_last_one() {
        assert_eq!(values("shipped in December", Some("2024-03-01")), ["2023-12"]);
        assert_eq!(values("shipped in late August 2022", None), ["2022-08"]);
    }

    #[test]
    fn a_year_is_a_date_only_where_something_introduces_it() {
        assert_eq!(values("in 2019 it sold", None), ["2019"]);
        assert!(values("deliver 2000 pieces", None).is_empty());
    }

    #[test]
    fn two_years_make_an_interval() {
        assert_eq!(values("in 2015 to 2019", None), ["2015/2019"]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_date_reader_panic(text in "\\PC{0,80}", published in "\\PC{0,12}") {
            let _ = values(&text, Some(&published));
        }
    }
}
