//! Tests that hold for every pack: each closed class of `rules/numbers.toml` is read back word by word.
//!
//! Numbers are spelt out from the pack's own tables by the rules that the pack states, so a missing or
//! misspelt word fails here and not in the newspaper. A new language is tested by being there.

use super::{NumberHit, NumberTables, numbers};
use crate::text::{Token, tokenize};
use headstamp_packs::{Packs, numbers_schema::NumbersFile};
use proptest::prelude::*;

fn read(text: &str, tables: &NumberTables) -> Vec<NumberHit> {
    let tokens: Vec<Token> = tokenize(text).collect();
    numbers(text, &tokens, tables)
}

/// Runs a check on every pack that has number words.
fn every_pack(check: impl Fn(&str, &NumbersFile, &NumberTables) -> Vec<String>) {
    let packs = Packs::embedded();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (code, pack) in &packs.languages {
        if pack.numbers.small.is_empty() {
            continue;
        }
        seen += 1;
        let tables = NumberTables::new(&pack.numbers);
        wrong.extend(
            check(code, &pack.numbers, &tables)
                .into_iter()
                .map(|w| format!("{code}: {w}")),
        );
    }
    assert!(seen > 0, "no pack has number words");
    let some: Vec<&String> = wrong.iter().take(12).collect();
    assert!(
        wrong.is_empty(),
        "{} wrong, among them {some:#?}",
        wrong.len()
    );
}

/// What differs when one number with these bounds is expected.
fn differs(text: &str, want: (Option<f64>, Option<f64>), tables: &NumberTables) -> Option<String> {
    let got: Vec<_> = read(text, tables).iter().map(|h| (h.low, h.high)).collect();
    (got != [want]).then(|| format!("`{text}` gave {got:?} for {want:?}"))
}

fn exactly(value: f64) -> (Option<f64>, Option<f64>) {
    (Some(value), Some(value))
}

/// Every spelling of a number below a hundred thousand by the rules of a pack.
struct Speller<'a> {
    file: &'a NumbersFile,
    hundred: &'a str,
    thousand: &'a str,
}

impl<'a> Speller<'a> {
    fn new(file: &'a NumbersFile) -> Self {
        let scale = |value: f64| {
            let found = file
                .scale
                .iter()
                .find(|(_, by)| (**by - value).abs() < f64::EPSILON);
            found.map_or("", |(word, _)| word.as_str())
        };
        Self {
            file,
            hundred: scale(100.0),
            thousand: scale(1000.0),
        }
    }

    fn small(&self, number: usize) -> &'a str {
        self.file.small.get(number).map_or("", String::as_str)
    }

    /// One as it is written inside a longer word: `einund…`, not `eins`.
    fn inner(&self, number: usize) -> &'a str {
        let article = self
            .file
            .article
            .first()
            .filter(|_| number == 1 && self.file.together);
        article.map_or_else(|| self.small(number), String::as_str)
    }

    fn below_hundred(&self, number: usize) -> Vec<String> {
        if number < self.file.small.len() {
            return vec![self.small(number).to_owned()];
        }
        let tens = self.file.tens.get(number / 10).map_or("", String::as_str);
        let unit = number % 10;
        if unit == 0 {
            vec![tens.to_owned()]
        } else if self.file.units_first {
            let unit = self.inner(unit);
            self.file
                .joiner
                .iter()
                .map(|join| format!("{unit}{join}{tens}"))
                .collect()
        } else {
            vec![
                format!("{tens}-{}", self.small(unit)),
                format!("{tens} {}", self.small(unit)),
            ]
        }
    }

    /// Parts of a number, each with the word between it and what stands before.
    fn below_thousand(&self, number: usize) -> Vec<String> {
        let (hundreds, rest) = (number / 100, number % 100);
        if hundreds == 0 {
            return self.below_hundred(rest);
        }
        let gap = if self.file.together { "" } else { " " };
        let mut heads = vec![format!("{}{gap}{}", self.inner(hundreds), self.hundred)];
        if hundreds == 1 && self.file.together {
            heads.push(self.hundred.to_owned());
        }
        if rest == 0 {
            return heads;
        }
        self.joined(&heads, &self.below_hundred(rest), true)
    }

    fn all(&self, number: usize) -> Vec<String> {
        let (thousands, rest) = (number / 1000, number % 1000);
        if thousands == 0 {
            return self.below_thousand(rest);
        }
        let gap = if self.file.together { "" } else { " " };
        let mut heads: Vec<String> = self
            .below_thousand(thousands)
            .into_iter()
            .map(|head| format!("{head}{gap}{}", self.thousand))
            .collect();
        if thousands == 1 && self.file.together {
            heads = vec![
                self.thousand.to_owned(),
                format!("{}{}", self.inner(1), self.thousand),
            ];
        }
        if rest == 0 {
            return heads;
        }
        let tails = self.below_thousand(rest);
        let mut out = self.joined(&heads, &tails, rest < 100);
        // the thousands may stand apart; an article after them would open the next noun
        for head in &heads {
            let apart = tails
                .iter()
                .filter(|tail| !self.file.article.contains(tail));
            out.extend(apart.map(|tail| format!("{head} {tail}")));
        }
        out
    }

    /// Heads and tails together, and with a joiner between them where the rest is below a hundred.
    fn joined(&self, heads: &[String], tails: &[String], joins: bool) -> Vec<String> {
        let gap = if self.file.together { "" } else { " " };
        let joiner = self.file.joiner.first().filter(|_| joins);
        let mut out = Vec::new();
        for head in heads {
            for tail in tails {
                out.push(format!("{head}{gap}{tail}"));
                out.extend(joiner.map(|join| format!("{head}{gap}{join}{gap}{tail}")));
            }
        }
        out
    }
}

#[test]
fn every_number_below_a_hundred_thousand_is_read_back_from_its_words() {
    every_pack(|_, file, tables| {
        let speller = Speller::new(file);
        let mut wrong = Vec::new();
        for number in (0..=99_999_u32).filter(|n| *n != 1) {
            for text in speller.all(number as usize) {
                wrong.extend(differs(&text, exactly(f64::from(number)), tables));
            }
        }
        wrong
    });
}

#[test]
fn every_number_below_a_hundred_thousand_is_read_back_from_its_digits() {
    every_pack(|_, file, tables| {
        let mut wrong = Vec::new();
        for number in 0..=99_999_u32 {
            wrong.extend(differs(
                &number.to_string(),
                exactly(f64::from(number)),
                tables,
            ));
            for mark in file.thousands.iter().filter(|_| number >= 1000) {
                let text = format!("{}{mark}{:03}", number / 1000, number % 1000);
                wrong.extend(differs(&text, exactly(f64::from(number)), tables));
            }
        }
        wrong
    });
}

#[test]
fn every_scale_and_group_multiplies_what_stands_before_it() {
    every_pack(|_, file, tables| {
        let words = file.scale.iter().chain(&file.group);
        words
            .filter_map(|(word, by)| differs(&format!("3 {word}"), exactly(3.0 * by), tables))
            .collect()
    });
}

#[test]
fn every_vague_word_has_its_bounds() {
    every_pack(|_, file, tables| {
        let number = |text: &str| text.parse::<f64>().ok();
        let mut wrong = Vec::new();
        for (form, range) in &file.vague {
            let (low, high) = range.split_once("..").expect("vague words have two dots");
            wrong.extend(differs(form, (number(low), number(high)), tables));
            if let (Some(low), Some(high)) = (number(low), number(high)) {
                assert!(low < high, "`{form}` runs backwards");
            }
        }
        wrong
    });
}

#[test]
fn every_bound_word_opens_the_side_that_it_says() {
    every_pack(|_, file, tables| {
        let value = Some(4711.0);
        let check = |form: &String, after: bool, want| {
            let text = if after {
                format!("4711 {form}")
            } else {
                format!("{form} 4711")
            };
            differs(&text, want, tables)
        };
        let mut wrong = Vec::new();
        for (forms, after, want) in [
            (&file.floor, false, (value, None)),
            (&file.ceiling, false, (None, value)),
            (&file.about, false, (value, value)),
            (&file.floor_after, true, (value, None)),
            (&file.ceiling_after, true, (None, value)),
            (&file.about_after, true, (value, value)),
        ] {
            wrong.extend(forms.iter().filter_map(|form| check(form, after, want)));
        }
        wrong
    });
}

#[test]
fn every_range_word_gives_both_ends() {
    every_pack(|_, file, tables| {
        let want = (Some(4711.0), Some(5022.0));
        let between = file
            .between
            .iter()
            .map(|(open, middle)| format!("{open} 4711 {middle} 5022"));
        let ranges = file.range.iter().map(|word| format!("4711 {word} 5022"));
        between
            .chain(ranges)
            .filter_map(|text| differs(&text, want, tables))
            .collect()
    });
}

#[test]
fn every_word_for_percent_and_remainder_gives_its_share_or_whole() {
    every_pack(|_, file, tables| {
        let mut wrong = Vec::new();
        for word in &file.percent {
            let text = format!("20 {word}");
            let shares: Vec<_> = read(&text, tables).iter().map(|h| h.share).collect();
            if shares != [Some(0.2)] {
                wrong.push(format!("`{text}` gave shares {shares:?}"));
            }
        }
        for word in &file.remainder {
            let text = format!("119 {word} 900");
            let parts: Vec<_> = read(&text, tables).iter().map(|h| (h.low, h.of)).collect();
            if parts != [(Some(119.0), Some(900.0))] {
                wrong.push(format!("`{text}` gave {parts:?}"));
            }
        }
        wrong
    });
}

#[test]
fn a_whole_that_stands_before_its_part_is_known_as_its_whole() {
    every_pack(|_, file, tables| {
        let mut wrong = Vec::new();
        for (open, word) in &file.remainder_after {
            let text = format!("{open} 900 {word} 119");
            let wholes: Vec<_> = read(&text, tables).iter().map(|h| h.of).collect();
            if wholes != [None, Some(900.0)] {
                wrong.push(format!("`{text}` gave {wholes:?}"));
            }
        }
        wrong
    });
}

#[test]
fn an_article_alone_counts_nothing() {
    every_pack(|_, file, tables| {
        let articles = file.article.iter().filter(|a| !read(a, tables).is_empty());
        articles.cloned().collect()
    });
}

#[test]
fn letters_glued_to_digits_are_told_apart() {
    every_pack(|code, _, tables| {
        let hits = read("152mm", tables);
        let glued = hits.iter().any(|h| h.unit_glued && h.low.is_none());
        if glued {
            Vec::new()
        } else {
            vec![format!("{code} {hits:?}")]
        }
    });
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_of_numbers_panic(text in "\\PC{0,120}") {
        check_hits(&text);
    }

    #[test]
    fn no_row_of_number_words_does_either(words in proptest::collection::vec(0_usize..4096, 0..30), glued in any::<bool>()) {
        let packs = Packs::embedded();
        for pack in packs.languages.values() {
            let file = &pack.numbers;
            let vocabulary: Vec<&String> = file
                .small
                .iter()
                .chain(&file.tens)
                .chain(&file.joiner)
                .chain(&file.article)
                .chain(file.scale.keys())
                .chain(file.half.keys())
                .chain(file.fraction.keys())
                .chain(file.vague.keys())
                .chain(&file.floor)
                .chain(&file.range)
                .chain(&file.percent)
                .collect();
            if vocabulary.is_empty() {
                continue;
            }
            let row: Vec<&str> = words.iter().filter_map(|w| vocabulary.get(w % vocabulary.len())).map(|w| w.as_str()).collect();
            check_hits(&row.join(if glued { "" } else { " " }));
        }
    }
}

/// Hits stand in order, within the text, and their bounds in order too.
fn check_hits(text: &str) {
    let packs = Packs::embedded();
    for pack in packs.languages.values() {
        let mut end = 0;
        for hit in read(text, &NumberTables::new(&pack.numbers)) {
            assert!(
                hit.tokens.start >= end && hit.tokens.start < hit.tokens.end,
                "{text:?} {hit:?}"
            );
            assert!(!hit.span.of(text).is_empty(), "{text:?} {hit:?}");
            if let (Some(low), Some(high)) = (hit.low, hit.high) {
                assert!(low <= high, "{text:?} {hit:?}");
            }
            end = hit.tokens.end;
        }
    }
}
