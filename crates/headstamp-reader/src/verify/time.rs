//! When it happened: a date of the document, no more precise than the text.

use super::refusal::{Refusal, list};
use super::words::Stands;
use super::{Checking, Verifier};
use headstamp_model::Span;

impl Verifier<'_> {
    pub(super) fn time(&self, checking: &mut Checking<'_>) -> Option<String> {
        let mut given = checking.foreign.time.clone()?;
        if checking.foreign.in_words
            && let Some(value) = self.date_of(&given, checking)
        {
            given = value;
        }
        let ends: Vec<&str> = given.split('/').collect();
        if ends.len() > 2 || !ends.iter().all(|end| is_date(end)) || ends == [""] {
            checking.refuse("time", Refusal::TimeMalformed { given });
            return None;
        }
        let mut spans = Vec::new();
        for end in ends.iter().filter(|end| !is_open(end)) {
            if let Some(span) = self.date(end, checking) {
                spans.extend(span);
                continue;
            }
            let near = self.ground.around(checking.sentences, 0, 0);
            let found = list(near.flat_map(|(_, p)| p.tagged.dates.iter().map(|d| &d.value)));
            checking.refuse("time", Refusal::TimeNotInText { given, found });
            return None;
        }
        let reason = if spans.is_empty() {
            "the date of publication"
        } else {
            "date"
        };
        checking.trace("time", spans, reason);
        Some(given)
    }

    /// The words of a date, nearest first; without words when it is the date of publication.
    fn date(&self, wanted: &str, checking: &Checking<'_>) -> Option<Stands> {
        let (first, last) = checking.sentences;
        let mut best: Option<(usize, Span)> = None;
        for (sentence, parse) in self.ground.parsed.sentences.iter().enumerate() {
            let far = first.saturating_sub(sentence) + sentence.saturating_sub(last);
            for date in &parse.tagged.dates {
                let gives =
                    date.value == wanted || date.value.split('/').any(|d| d.starts_with(wanted));
                if gives && best.is_none_or(|(old, _)| far < old) {
                    best = Some((far, date.span));
                }
            }
        }
        if let Some((_, span)) = best {
            return Some(Some(span));
        }
        let Some(published) = &self.document.published else {
            // `on 18 August` has no year without a date of publication: nothing can be said against it
            return Some(None);
        };
        (published.starts_with(wanted) || self.other_year(wanted)).then_some(None)
    }
}

impl Verifier<'_> {
    /// The date that words of the document are, nearest to the quote.
    fn date_of(&self, words: &str, checking: &Checking<'_>) -> Option<String> {
        let near = self.ground.around(checking.sentences, 0, 0);
        let text = &self.document.text;
        near.flat_map(|(_, parse)| &parse.tagged.dates)
            .find(|date| date.span.of(text).contains(words) || words.contains(date.span.of(text)))
            .map(|date| date.value.clone())
    }

    /// Whether it is a month or day that the text names without its year, in a year that the text names elsewhere.
    fn other_year(&self, wanted: &str) -> bool {
        let dates = || {
            let sentences = self.ground.parsed.sentences.iter();
            sentences.flat_map(|parse| &parse.tagged.dates)
        };
        wanted.split_once('-').is_some_and(|(year, rest)| {
            dates().any(|d| {
                d.relative
                    && d.value
                        .split_once('-')
                        .is_some_and(|(_, day)| day.starts_with(rest))
            }) && dates().any(|d| d.value.starts_with(year))
        })
    }
}

/// An open end of an interval.
fn is_open(end: &str) -> bool {
    matches!(end, "" | "..")
}

/// Whether it is a year, a month or a day that exists; or an open end.
fn is_date(given: &str) -> bool {
    if is_open(given) {
        return true;
    }
    let plain = given.trim_end_matches(['~', '?', '%']);
    let parts: Vec<&str> = plain.split('-').collect();
    let number = |part: &str, digits: usize| {
        (part.len() == digits)
            .then(|| part.parse::<i8>().ok())
            .flatten()
    };
    match parts.as_slice() {
        [year, rest @ ..]
            if year.len() == 4 && year.chars().all(|c| c.is_ascii_digit() || c == 'X') =>
        {
            match rest {
                [] => true,
                [month] => number(month, 2).is_some_and(|m| (1..=12).contains(&m)),
                [_, _] => plain.parse::<jiff::civil::Date>().is_ok(),
                _ => false,
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn only_days_and_months_that_exist_are_dates() {
        for good in ["2024", "2024-06", "2024-02-29", "..", "202X"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["2024-13", "2023-02-29", "June 2024", "24-06-14", "2024-6"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
