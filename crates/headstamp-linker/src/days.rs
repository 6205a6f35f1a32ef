//! Days as numbers, as far as dates are known. Next: `origins`, which compares them.

use jiff::civil::Date;

/// The days that a date covers, first and last, counted from 1 January 1970; `None` where there is no date.
pub(crate) fn days(date: Option<&str>) -> Option<(i32, i32)> {
    let date = date?.split('/').next()?;
    let mut parts = date.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().and_then(|m| m.parse().ok());
    let day: Option<i8> = parts.next().and_then(|d| d.get(..2)?.parse().ok());
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (Some(_), Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        _ => first.last_of_year(),
    };
    Some((number(first), number(last)))
}

fn number(date: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(date).map_or(0, |span| span.get_days())
}

/// How many days lie between two dates at least; `None` where one is unknown.
pub(crate) fn apart(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> Option<i32> {
    let (a, b) = (a?, b?);
    Some((b.0 - a.1).max(a.0 - b.1).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_far_apart_as_they_must_be() {
        let apart = |a, b| apart(days(Some(a)), days(Some(b)));
        assert_eq!(apart("2024-03-01", "2024-02-28"), Some(2));
        assert_eq!(apart("2024-03", "2024-03-20"), Some(0));
        assert_eq!(apart("2023", "2024-01-02"), Some(2));
        assert_eq!(days(Some("soon")), None);
    }
}
