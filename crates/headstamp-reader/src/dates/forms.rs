//! Tests that hold for every pack: each closed class of `rules/dates.toml` is read back word by word.
//!
//! Values are reckoned here from the calendar and not from the reader, so a month under the wrong number or
//! a word in two classes fails here. A new language is tested by being there.

use super::{DateTables, dates};
use crate::text::{Token, tokenize};
use headstamp_packs::{Packs, dates_schema::DatesFile};
use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

/// A Friday in the middle of a month and year.
const PUBLISHED: &str = "2024-06-14";

fn published() -> Date {
    PUBLISHED.parse().expect("a date")
}

fn values(text: &str, tables: &DateTables, published: Option<&str>) -> Vec<String> {
    let tokens: Vec<Token> = tokenize(text).collect();
    let hits = dates(text, &tokens, tables, published, None);
    hits.into_iter().map(|hit| hit.value).collect()
}

/// Runs a check on every pack that has date words.
fn every_pack(check: impl Fn(&DatesFile, &mut dyn FnMut(String, String))) {
    let packs = Packs::embedded();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (code, pack) in &packs.languages {
        if pack.dates.month.is_empty() {
            continue;
        }
        seen += 1;
        let tables = DateTables::new(&pack.dates).with_numbers(&pack.numbers);
        check(&pack.dates, &mut |text, want| {
            let got = values(&text, &tables, Some(PUBLISHED));
            if got != [want.as_str()] {
                wrong.push(format!("{code}: `{text}` gave {got:?} for {want}"));
            }
        });
    }
    assert!(seen > 0, "no pack has date words");
    let some: Vec<&String> = wrong.iter().take(20).collect();
    assert!(
        wrong.is_empty(),
        "{} wrong, among them {some:#?}",
        wrong.len()
    );
}

fn days_of(year: i16) -> impl Iterator<Item = Date> {
    let first = Date::new(year, 1, 1).expect("a date");
    first
        .series(1.day())
        .take_while(move |date| date.year() == year)
}

#[test]
fn every_month_has_its_number_with_a_year_and_with_a_day() {
    every_pack(|file, expect| {
        for (word, month) in &file.month {
            expect(format!("{word} 2021"), format!("2021-{month:02}"));
            expect(format!("3 {word} 2021"), format!("2021-{month:02}-03"));
        }
    });
}

#[test]
fn every_day_of_a_leap_year_is_read_in_words_and_in_digits() {
    every_pack(|file, expect| {
        for date in days_of(2024) {
            let names = file
                .month
                .iter()
                .filter(|(_, m)| **m == i64::from(date.month()));
            for (word, _) in names {
                expect(format!("{} {word} 2024", date.day()), date.to_string());
            }
            expect(date.to_string(), date.to_string());
            let (day, month) = (date.day(), date.month());
            expect(format!("{day}.{month}.2024"), date.to_string());
            let slashed = if file.order == "mdy" {
                format!("{month}/{day}/2024")
            } else {
                format!("{day}/{month}/2024")
            };
            expect(slashed, date.to_string());
        }
    });
}

#[test]
fn every_ordinal_is_its_day() {
    every_pack(|file, expect| {
        let months: Vec<&String> = file
            .month
            .iter()
            .filter(|(_, m)| **m == 1)
            .map(|(w, _)| w)
            .collect();
        for (word, day) in file.ordinal.iter().zip(1..) {
            for month in &months {
                expect(format!("{word} {month} 2021"), format!("2021-01-{day:02}"));
            }
        }
        for ending in file.ordinal_ending.iter().filter(|e| *e != ".") {
            for month in &months {
                expect(format!("24{ending} {month} 2021"), "2021-01-24".to_owned());
            }
        }
    });
}

#[test]
fn a_weekday_alone_is_the_last_one() {
    every_pack(|file, expect| {
        for (word, weekday) in file
            .weekday
            .iter()
            .filter(|(word, _)| word.chars().count() > 2)
        {
            let mut back = published().series(-1.day());
            let last = back.find(|d| i64::from(d.weekday().to_monday_one_offset()) == *weekday);
            expect(word.clone(), last.expect("one in seven").to_string());
        }
    });
}

#[test]
fn every_word_for_a_day_counts_from_the_day_of_publication() {
    every_pack(|file, expect| {
        for (word, days) in &file.relative_day {
            let date = published().checked_add(days.days()).expect("near");
            expect(word.clone(), date.to_string());
        }
        for (word, unit) in &file.running {
            let value = if unit == "month" { "2024-06" } else { "2024" };
            expect(word.clone(), value.to_owned());
        }
    });
}

#[test]
fn every_last_this_and_next_moves_months_and_years() {
    every_pack(|file, expect| {
        let shifts = [
            (&file.last_but_one, ["2024-04", "2022"]),
            (&file.last, ["2024-05", "2023"]),
            (&file.this, ["2024-06", "2024"]),
            (&file.next, ["2024-07", "2025"]),
        ];
        for (words, [month, year]) in shifts {
            for word in words {
                for (unit, kind) in &file.unit {
                    match kind.as_str() {
                        "month" => expect(format!("{word} {unit}"), month.to_owned()),
                        "year" => expect(format!("{word} {unit}"), year.to_owned()),
                        _ => {}
                    }
                }
            }
        }
    });
}

#[test]
fn every_span_counts_from_the_day_of_publication() {
    every_pack(|file, expect| {
        for (unit, kind) in &file.unit {
            let (past, ahead) = match kind.as_str() {
                "day" => ("2024-06-11", "2024-06-17"),
                "week" => ("2024-05-24", "2024-07-05"),
                "month" => ("2024-03", "2024-09"),
                "year" => ("2021", "2027"),
                _ => continue,
            };
            let before = |words: &[String]| {
                words
                    .iter()
                    .map(|word| format!("{word} 3 {unit}"))
                    .collect::<Vec<_>>()
            };
            let after = |words: &[String]| {
                words
                    .iter()
                    .map(|word| format!("3 {unit} {word}"))
                    .collect::<Vec<_>>()
            };
            for text in before(&file.ago_before).into_iter().chain(after(&file.ago)) {
                expect(text, past.to_owned());
            }
            for text in before(&file.ahead_before)
                .into_iter()
                .chain(after(&file.ahead))
            {
                expect(text, ahead.to_owned());
            }
        }
    });
}

#[test]
fn every_word_before_a_year_makes_it_a_date() {
    every_pack(|file, expect| {
        for word in &file.year_intro {
            expect(format!("it was {word} 1987"), "1987".to_owned());
        }
    });
}

#[test]
fn every_range_word_makes_an_interval_of_years() {
    every_pack(|file, expect| {
        let intro = file.year_intro.first().expect("a word before years");
        for word in &file.range {
            expect(format!("{intro} 2015 {word} 2019"), "2015/2019".to_owned());
        }
        for (open, middle) in &file.between {
            expect(format!("{open} 2015 {middle} 2019"), "2015/2019".to_owned());
        }
    });
}

#[test]
fn seasons_decades_feasts_and_calendars_have_their_years() {
    every_pack(|file, expect| {
        for word in file.season.keys() {
            expect(format!("{word} 2021"), "2021".to_owned());
        }
        for (word, first) in &file.decade {
            expect(word.clone(), format!("{first}/{}", first + 9));
        }
        for ending in &file.decade_ending {
            expect(format!("1990{ending}"), "1990/1999".to_owned());
        }
        for (word, offset) in &file.calendar {
            expect(format!("{word} 110"), (110 + offset).to_string());
        }
        for (word, rule) in file
            .holiday
            .iter()
            .filter(|(_, rule)| !rule.starts_with("easter"))
        {
            expect(format!("{word} 2021"), format!("2021-{rule}"));
        }
    });
}

#[test]
fn without_a_publication_date_nothing_is_resolved_against_one() {
    for pack in Packs::embedded().languages.values() {
        let file = &pack.dates;
        let tables = DateTables::new(file).with_numbers(&pack.numbers);
        let shifted = file
            .last
            .iter()
            .flat_map(|l| file.unit.keys().map(move |u| format!("{l} {u}")));
        let words = file
            .relative_day
            .keys()
            .chain(file.weekday.keys())
            .chain(file.month.keys());
        for text in words
            .cloned()
            .chain(file.running.keys().cloned())
            .chain(shifted)
        {
            assert!(
                values(&text, &tables, None).is_empty(),
                "`{text}` without a publication date"
            );
        }
    }
}

#[test]
fn a_publication_month_resolves_months_but_no_days() {
    for pack in Packs::embedded().languages.values() {
        let file = &pack.dates;
        let tables = DateTables::new(file).with_numbers(&pack.numbers);
        for (last, month) in file.last.iter().zip(
            file.unit
                .iter()
                .filter(|(_, u)| *u == "month")
                .map(|(w, _)| w)
                .cycle(),
        ) {
            assert_eq!(
                values(&format!("{last} {month}"), &tables, Some("2024-01")),
                ["2023-12"]
            );
        }
        for word in file.relative_day.keys() {
            assert!(
                values(word, &tables, Some("2024-01")).is_empty(),
                "`{word}`"
            );
        }
    }
}

proptest! {
    #[test]
    fn no_text_and_no_publication_date_make_the_reader_of_dates_panic(text in "\\PC{0,120}", published in "\\PC{0,12}") {
        check_hits(&text, &published);
    }

    #[test]
    fn no_row_of_date_words_does_either(words in proptest::collection::vec(0_usize..4096, 0..16), year in 1_i16..=9999, month in 0_i8..=13, day in 0_i8..=32) {
        for pack in Packs::embedded().languages.values() {
            let file = &pack.dates;
            let numbers = ["3", "24.", "31", "1987", "2020-24", "99999", "-", "–", ",", "29.2.2023", "1/13/2020"].map(str::to_owned);
            let mut vocabulary: Vec<&String> = numbers.iter().collect();
            vocabulary.extend(file.month.keys().chain(file.weekday.keys()).chain(file.unit.keys()));
            vocabulary.extend(file.season.keys().chain(file.holiday.keys()).chain(file.relative_day.keys()));
            vocabulary.extend(file.last.iter().chain(&file.next).chain(&file.ago).chain(&file.ago_before));
            vocabulary.extend(file.then.iter().chain(&file.then_after).chain(file.then_day.keys()).chain(&file.later).chain(&file.earlier));
            vocabulary.extend(file.ahead_before.iter().chain(&file.after_date).chain(&file.part).chain(&file.ordinal));
            vocabulary.extend(file.range.iter().chain(&file.joiner).chain(file.between.keys()).chain(&file.year_intro));
            let row: Vec<&str> = words.iter().filter_map(|w| vocabulary.get(w % vocabulary.len())).map(|w| w.as_str()).collect();
            check_hits(&row.join(" "), &format!("{year:04}-{month:02}-{day:02}"));
        }
    }
}

/// Hits stand in order and within the text; a day is one that the calendar has.
fn check_hits(text: &str, published: &str) {
    let tokens: Vec<Token> = tokenize(text).collect();
    for pack in Packs::embedded().languages.values() {
        let tables = DateTables::new(&pack.dates).with_numbers(&pack.numbers);
        let mut end = 0;
        for hit in dates(text, &tokens, &tables, Some(published), Some(published)) {
            assert!(
                hit.tokens.start >= end && hit.tokens.start < hit.tokens.end,
                "{text:?} {hit:?}"
            );
            assert!(!hit.span.of(text).is_empty(), "{text:?} {hit:?}");
            for part in hit.value.split('/').filter(|part| part.len() == 10) {
                assert!(part.parse::<Date>().is_ok(), "{text:?} {hit:?}");
            }
            end = hit.tokens.end;
        }
    }
}
