//! Publication dates: which values are one, and how precise they are.
//!
//! A date keeps the precision that it was given with. Nothing is filled in: no month, no day, never
//! today.

use jiff::civil::Date;

/// The date in `value` as `2024`, `2024-06` or `2024-06-14`; a longer ISO 8601 timestamp is cut to
/// its date as printed. `None` when it is no such date.
pub fn published_date(value: &str) -> Option<String> {
    let value = value.trim();
    let date: String = value.chars().take(10).collect();
    if date.len() < value.len() && !is_time(value.get(date.len()..)?) {
        return None;
    }
    let mut parts = date.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2));
    let day = parts.next().map(|part| number(part, 2));
    if parts.next().is_some() || year == 0 {
        return None;
    }
    let month = match month {
        Some(found) => i8::try_from(found?).ok()?,
        None => 1,
    };
    let day = match day {
        Some(found) => i8::try_from(found?).ok()?,
        None => 1,
    };
    Date::new(i16::try_from(year).ok()?, month, day).ok()?;
    Some(date)
}

/// Whether a line begins like a numeric dateline does: a full date that a dash follows, with
/// nothing before it but a place in capitals.
pub(crate) fn numeric_dateline(line: &str) -> Option<String> {
    let head: String = line.chars().take(80).collect();
    let start = head.find(|c: char| c.is_ascii_digit())?;
    let (place, rest) = head.split_at(start);
    if place.chars().any(char::is_lowercase) {
        return None;
    }
    let date = rest.get(..10)?;
    let after = rest.get(10..)?.trim_start_matches([' ', ')', '\u{a0}']);
    if date.len() != 10 || !after.starts_with(['-', '\u{2013}', '\u{2014}', '\u{2015}']) {
        return None;
    }
    published_date(date).filter(|found| found.len() == 10)
}

/// A line that is a date and nothing else, at least to the month.
pub(crate) fn bare_date(line: &str) -> Option<String> {
    published_date(line).filter(|date| date.len() >= 7)
}

/// What may follow the date in a timestamp: `T07:30`, ` 07:30:00`.
fn is_time(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('T' | 't' | ' '))
        && chars.next().is_some_and(|c| c.is_ascii_digit())
}

/// The number that `digits` ASCII digits spell.
fn number(part: &str, digits: usize) -> Option<u16> {
    (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_months_and_days_keep_their_precision() {
        for date in ["2024", "2024-06", "2024-06-14", "1999-12-31", "2024-02-29"] {
            assert_eq!(published_date(date).as_deref(), Some(date));
        }
    }

    #[test]
    fn a_timestamp_is_cut_to_the_date_as_printed() {
        assert_eq!(
            published_date("2024-03-05T23:30:00-08:00").as_deref(),
            Some("2024-03-05")
        );
        assert_eq!(
            published_date(" 2024-03-05 07:30 ").as_deref(),
            Some("2024-03-05")
        );
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for wrong in [
            "",
            "24",
            "2024-13",
            "2023-02-29",
            "2024-6-5",
            "05-03-2024",
            "2024-03-05x",
            "2024-03-05-06",
            "0000",
            "yesterday",
            "2024-06-",
            "２０２４",
            "20240605",
            "2024-03 12:00",
        ] {
            assert_eq!(published_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_numeric_dateline_needs_a_full_date_and_a_dash() {
        assert_eq!(
            numeric_dateline("ΑΘΗΝΑ, 2024-02-26 — Kai").as_deref(),
            Some("2024-02-26")
        );
        assert_eq!(
            numeric_dateline("2024-02-26 - xyz").as_deref(),
            Some("2024-02-26")
        );
        assert_eq!(
            numeric_dateline("(2024-02-26) – xyz").as_deref(),
            Some("2024-02-26")
        );
        assert_eq!(numeric_dateline("Since 2024-02-26 - xyz"), None);
        assert_eq!(numeric_dateline("XYZ 2024-02-26 xyz"), None);
        assert_eq!(numeric_dateline("2024-02 — xyz"), None);
    }
}
