//! What holds for every text: neutral, verbatim, never a panic.

use headstamp::model::{Document, Statement, sha256_hex};
use headstamp::packs::Packs;
use headstamp::reader::Reader;
use proptest::prelude::*;
use std::sync::OnceLock;

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::new(Packs::embedded()))
}

fn read(lang: &str, text: &str) -> Vec<Statement> {
    read_on(lang, "2024-03-01", text)
}

/// Reads a text published on a day.
fn read_on(lang: &str, day: &str, text: &str) -> Vec<Statement> {
    let document = Document {
        id: "test".into(),
        url: None,
        lang: Some(lang.into()),
        published: Some(day.into()),
        publisher: None,
        title: None,
        text: text.into(),
        sha256: sha256_hex(text.as_bytes()),
    };
    reader()
        .read(&document)
        .expect("a known language")
        .statements
}

/// A statement without what depends on place: fields only.
fn fields(statement: &Statement, swap: &dyn Fn(&str) -> String) -> String {
    let roles: Vec<String> = statement
        .roles
        .iter()
        .map(|(r, ids)| {
            format!(
                "{r}={}",
                ids.iter().map(|i| swap(i)).collect::<Vec<_>>().join(",")
            )
        })
        .collect();
    let source = statement
        .source
        .as_ref()
        .map(|s| (s.kind, s.state.as_deref().map(swap)));
    format!(
        "{} {} {roles:?} {:?} {} {} {source:?}",
        statement.event, statement.phase, statement.items, statement.polarity, statement.certainty
    )
}

/// Language, text, and two states with their names in it.
type Swap = (
    &'static str,
    &'static str,
    [(&'static str, &'static str); 2],
);

/// Texts with two states whose names behave alike in the language.
const TEXTS: &[Swap] = &[
    (
        "en",
        "Norway has sold 40 tanks to Ghana, the government said. Ghana denies that it bought tanks from Norway.",
        [("Norway", "no"), ("Ghana", "gh")],
    ),
    (
        "nl",
        "Noorwegen heeft veertig tanks aan Ghana geleverd. Ghana ontkent dat het tanks van Noorwegen heeft gekocht.",
        [("Noorwegen", "no"), ("Ghana", "gh")],
    ),
    (
        "de",
        "Norwegen hat vierzig Panzer an Ghana geliefert. Ghana bestreitet, dass es Panzer von Norwegen gekauft habe.",
        [("Norwegen", "no"), ("Ghana", "gh")],
    ),
];

/// Language, day of publication, text, and who supplies.
const PORTS: &[(&str, &str, &str, &str)] = &[
    (
        "en",
        "1986-05-12",
        "A freighter brought 40 tanks from Odessa to Angola.",
        "ru",
    ),
    (
        "en",
        "1996-05-12",
        "A freighter brought 40 tanks from Odessa to Angola.",
        "ua",
    ),
    (
        "en",
        "2024-03-01",
        "In 1987 India received 20 MiG-29 fighters from Odessa.",
        "ru",
    ),
    // 1991 is too vague to tell
    (
        "en",
        "2024-03-01",
        "In 1991 India received 20 MiG-29 fighters from Odessa.",
        "ua",
    ),
    (
        "en",
        "1993-02-01",
        "In 1993 Chad bought 300 rifles from Walvis Bay.",
        "za",
    ),
    (
        "nl",
        "1986-05-12",
        "Een vrachtschip bracht veertig tanks van Odessa naar Angola.",
        "ru",
    ),
    (
        "nl",
        "1996-05-12",
        "Een vrachtschip bracht veertig tanks van Odessa naar Angola.",
        "ua",
    ),
    (
        "de",
        "1986-05-12",
        "Angola erhielt vierzig Panzer aus Odessa.",
        "ru",
    ),
    (
        "de",
        "1996-05-12",
        "Angola erhielt vierzig Panzer aus Odessa.",
        "ua",
    ),
];

#[test]
fn a_place_means_the_state_that_it_lay_in_on_the_day() {
    for (lang, day, text, supplier) in PORTS {
        let found = read_on(lang, day, text);
        let suppliers: Vec<&str> = found
            .iter()
            .flat_map(|s| s.roles.get("supplier").into_iter().flatten())
            .map(String::as_str)
            .collect();
        assert_eq!(suppliers, [*supplier], "{lang} {day} {text}");
    }
}

#[test]
fn swapping_two_states_swaps_them_in_the_statements_and_changes_nothing_else() {
    for (lang, text, [(a, a_id), (b, b_id)]) in TEXTS {
        let swapped = text.replace(a, "\u{1}").replace(b, a).replace('\u{1}', b);
        let swap = |id: &str| {
            if id == *a_id {
                (*b_id).to_owned()
            } else if id == *b_id {
                (*a_id).to_owned()
            } else {
                id.to_owned()
            }
        };
        let same = |id: &str| id.to_owned();
        let straight: Vec<String> = read(lang, text).iter().map(|s| fields(s, &swap)).collect();
        let crossed: Vec<String> = read(lang, &swapped)
            .iter()
            .map(|s| fields(s, &same))
            .collect();
        assert!(!straight.is_empty(), "{lang}: the text gives statements");
        assert_eq!(straight, crossed, "{lang}");
    }
}

fn check(text: &str, statements: &[Statement]) {
    for statement in statements {
        assert_eq!(
            text.get(statement.span.start..statement.span.end),
            Some(statement.quote.as_str())
        );
        for trace in &statement.traces {
            for span in &trace.spans {
                assert!(
                    text.get(span.start..span.end)
                        .is_some_and(|s| !s.is_empty()),
                    "{}: {span:?}",
                    trace.field
                );
            }
        }
        for role in statement.roles.keys() {
            assert!(
                statement.trace(&format!("roles.{role}")).is_some(),
                "roles.{role} has no trace in {:?}",
                statement.quote
            );
        }
        assert!(statement.source.is_none() || statement.trace("source").is_some());
    }
}

#[test]
fn every_quote_is_verbatim_and_every_field_has_its_words() {
    for (lang, text, _) in TEXTS {
        check(text, &read(lang, text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,240}", pick in 0_usize..3) {
        let lang = TEXTS[pick].0;
        check(&text, &read(lang, &text));
    }

    #[test]
    fn no_shuffle_of_real_words_makes_the_reader_panic(order in proptest::collection::vec(0_usize..40, 0..60), pick in 0_usize..3) {
        let (lang, text, _) = TEXTS[pick];
        let words: Vec<&str> = text.split_whitespace().collect();
        let shuffled: Vec<&str> = order.iter().map(|i| words[i % words.len()]).collect();
        let shuffled = shuffled.join(" ");
        check(&shuffled, &read(lang, &shuffled));
    }
}

#[test]
fn every_case_of_every_pack_comes_out_as_it_says() {
    for language in Packs::embedded().languages.keys() {
        let report = headstamp::reader::cases::run_cases(reader(), Packs::embedded(), language);
        let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
        assert!(failures.is_empty(), "{}", failures.join("\n\n"));
        assert!(report.passed > 0, "{language} has cases");
    }
}
