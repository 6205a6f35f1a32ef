//! Content, good and hostile, through the function that files go through too.

use headstamp_ingest::{Entry, ErrorKind, IngestError, Ingested, NoteKind, Options, from_bytes};
use proptest::prelude::*;

fn read_with(name: &str, bytes: &[u8], options: &Options<'_>) -> (Vec<Entry>, Vec<IngestError>) {
    let (mut entries, mut errors) = (Vec::new(), Vec::new());
    for found in from_bytes(name, bytes, options) {
        match found {
            Ingested::Document(entry) => entries.push(*entry),
            Ingested::Error(error) => errors.push(error),
            other => panic!("{other:?}"),
        }
    }
    (entries, errors)
}

fn read(name: &str, bytes: impl AsRef<[u8]>) -> (Vec<Entry>, Vec<IngestError>) {
    read_with(name, bytes.as_ref(), &Options::default())
}

fn document(name: &str, bytes: impl AsRef<[u8]>) -> Entry {
    let (mut entries, errors) = read(name, bytes);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(entries.len(), 1);
    entries.remove(0)
}

fn error(name: &str, bytes: impl AsRef<[u8]>) -> IngestError {
    let (entries, mut errors) = read(name, bytes);
    assert!(entries.is_empty(), "{entries:?}");
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

#[test]
fn plain_text_keeps_every_character() {
    let text = "Een  schip.\r\n\r\n\tCafe\u{301} \u{a0}— “zo”\n";
    assert_eq!(document("a.txt", text).document.text, text);
}

#[test]
fn binary_files_are_named_for_what_they_are() {
    for (name, bytes, says) in [
        ("report.txt", &b"%PDF-1.7\n\xE2\xE3"[..], "is a PDF"),
        ("report.txt", b"PK\x03\x04\x14\0\x06\0", "is a ZIP archive"),
        (
            "a.jsonl",
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
            "is a PNG image",
        ),
        ("-", b"\x1F\x8B\x08\0\0\0", "is a gzip file"),
        ("a.txt", b"abc\0\0\x01\x02def", "is binary"),
    ] {
        let error = error(name, bytes);
        assert!(error.to_string().contains(says), "{error}");
        assert!(error.to_string().lines().count() == 2, "{error}");
    }
}

#[test]
fn a_zero_byte_far_into_a_text_is_found() {
    let mut bytes = "Words and words.\n".repeat(20_000).into_bytes();
    bytes.push(0);
    assert!(matches!(
        error("a.txt", bytes).kind,
        ErrorKind::Binary { .. }
    ));
}

#[test]
fn other_character_sets_are_decoded_and_told() {
    let entry = document(
        "a.txt",
        b"Der Gro\xDFbrief kostet \x80 5 \x96 f\xFCr die \xD6ffentlichkeit zu viel.",
    );
    assert!(
        entry
            .document
            .text
            .contains("Großbrief kostet € 5 – für die Öffentlichkeit")
    );
    assert!(
        entry.notes.iter().any(|note| matches!(
            note.kind,
            NoteKind::Charset {
                name: "windows-1252"
            }
        )),
        "{:?}",
        entry.notes
    );

    let utf16: Vec<u8> = "\u{FEFF}date 2024-02\n\nGrüße aus dem Hafen."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let entry = document("a.txt", &utf16);
    assert_eq!(entry.document.text, "Grüße aus dem Hafen.");
    assert_eq!(entry.document.published.as_deref(), Some("2024-02"));
    assert_eq!(entry.original, utf16);
    assert!(
        entry
            .notes
            .iter()
            .any(|note| matches!(note.kind, NoteKind::Charset { name: "UTF-16LE" }))
    );
}

#[test]
fn characters_that_are_lost_in_decoding_are_counted() {
    let mut bytes = "Корабель прийшов у порт, Одеса".as_bytes().to_vec();
    bytes.truncate(bytes.len() - 1);
    let entry = document("a.txt", bytes);
    let lost = NoteKind::ReplacementCharacters {
        count: 1,
        charset: "UTF-8",
    };
    assert!(
        entry.notes.iter().any(|note| note.kind == lost),
        "{:?}",
        entry.notes
    );
}

#[test]
fn one_broken_line_costs_one_record() {
    let lines = "{\"id\": \"a\", \"text\": \"One.\"}\n\
                 {\"id\": \"b\", \"text\": \"Two.\"\n\
                 \n\
                 {\"id\": \"c\"}\n\
                 {\"id\": \"d\", \"text\": 5}\n\
                 [\"e\"]\n\
                 {\"id\": \"f\", \"text\": \"Six.\"}\n";
    let (entries, errors) = read("in/x.jsonl", lines);
    let ids: Vec<_> = entries
        .iter()
        .map(|entry| (entry.document.id.as_str(), entry.line))
        .collect();
    assert_eq!(ids, [("a", Some(1)), ("f", Some(7))]);
    let places: Vec<_> = errors
        .iter()
        .map(|error| (error.line, error.kind.code()))
        .collect();
    assert_eq!(
        places,
        [
            (Some(2), "json-syntax"),
            (Some(4), "missing-text"),
            (Some(5), "wrong-type"),
            (Some(6), "not-an-object")
        ]
    );
    let shown = errors.get(2).map(ToString::to_string).unwrap_or_default();
    assert_eq!(
        shown,
        "in/x.jsonl:5:21: `text` must be a string, found a number: `5`\n  = help: put the value in double quotes, or leave the key out"
    );
}

#[test]
fn the_original_of_a_record_is_its_line() {
    let line = "{\"id\": \"a\", \"text\": \"One.\"}";
    let (entries, _) = read("x.jsonl", format!("\u{FEFF}{line}\r\n{line}"));
    assert_eq!(entries.len(), 2);
    for entry in &entries {
        assert_eq!(entry.original, line.as_bytes());
        assert_eq!(
            entry.document.sha256,
            headstamp_model::sha256_hex(line.as_bytes())
        );
    }
    let duplicate = &entries.last().expect("two").notes;
    assert!(duplicate.iter().any(
        |note| matches!(&note.kind, NoteKind::DuplicateId { first, .. } if first == "x.jsonl:1")
    ));
}

#[test]
fn records_in_utf_16_keep_their_own_bytes() {
    let units = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let lines = [
        "{\"id\": \"a\", \"text\": \"Größe\"}\n",
        "{\"id\": \"b\", \"text\": \"Zwei\"}\n",
    ];
    let bytes = units(&format!("\u{FEFF}{}{}", lines[0], lines[1]));
    let (entries, errors) = read("x.jsonl", bytes);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(
        entries
            .iter()
            .map(|entry| entry.original.clone())
            .collect::<Vec<_>>(),
        lines.map(units)
    );
}

#[test]
fn a_file_of_one_record_takes_the_name_of_the_file_and_more_get_the_line() {
    assert_eq!(
        document("one.jsonl", "{\"text\": \"One.\"}\n").document.id,
        "one"
    );
    let (entries, _) = read("two.jsonl", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
    assert_eq!(
        entries
            .iter()
            .map(|entry| entry.document.id.as_str())
            .collect::<Vec<_>>(),
        ["two:1", "two:2"]
    );
    assert_eq!(
        document("-", "Words on standard input.").document.id,
        "stdin"
    );
}

#[test]
fn an_array_of_records_is_read_with_lines_and_the_bytes_of_each() {
    let (entries, errors) = read(
        "x.json",
        "[\n {\"id\": \"a\", \"text\": \"One.\"},\n {\"id\": \"b\"},\n {\"id\": \"c\", \"text\": \"Three.\"}\n]\n",
    );
    let found: Vec<_> = entries
        .iter()
        .map(|entry| (entry.document.id.as_str(), entry.line))
        .collect();
    assert_eq!(found, [("a", Some(2)), ("c", Some(4))]);
    assert_eq!(
        entries.first().map(|entry| entry.original.as_slice()),
        Some(&b"{\"id\": \"a\", \"text\": \"One.\"}"[..])
    );
    assert_eq!(
        errors
            .iter()
            .map(|error| (error.line, error.column))
            .collect::<Vec<_>>(),
        [(Some(3), Some(2))]
    );
}

#[test]
fn an_array_that_breaks_off_gives_what_came_before() {
    let (entries, errors) = read("x.json", "[{\"text\": \"One.\"},\n{\"text\": \"Two");
    assert_eq!(entries.len(), 1);
    assert_eq!(
        errors
            .iter()
            .map(|error| (error.line, error.kind.code()))
            .collect::<Vec<_>>(),
        [(Some(2), "json-syntax")]
    );
    assert_eq!(error("x.json", "[]").kind.code(), "no-text");
}

#[test]
fn an_object_over_several_lines_is_one_document() {
    let bytes = "{\n  \"publisher\": \"The Mast\",\n  \"text\": \"One.\"\n}\n";
    let entry = document("x.json", bytes);
    assert_eq!(
        (
            entry.document.id.as_str(),
            entry.document.publisher.as_deref()
        ),
        ("x", Some("The Mast"))
    );
    assert_eq!(entry.original, bytes.as_bytes());
    assert_eq!(error("x.json", "{\n  \"text\":\n 5\n}\n").line, Some(3));
}

#[test]
fn an_unknown_language_lists_the_known_ones_and_the_rest_goes_on() {
    let options = Options {
        languages: vec!["nl".to_owned(), "de".to_owned()],
        ..Options::default()
    };
    let lines = "{\"id\": \"a\", \"lang\": \"xq\", \"text\": \"One.\"}\n{\"id\": \"b\", \"lang\": \"nl-BE\", \"text\": \"Two.\"}\n";
    let (entries, errors) = read_with("x.jsonl", lines.as_bytes(), &options);
    assert_eq!(
        entries
            .iter()
            .map(|entry| entry.document.lang.as_deref())
            .collect::<Vec<_>>(),
        [Some("nl")]
    );
    let shown = errors.first().map(ToString::to_string).unwrap_or_default();
    assert!(
        shown.starts_with("x.jsonl:1: unknown language `xq`") && shown.contains("`nl`, `de`"),
        "{shown}"
    );
}

#[test]
fn a_wrong_option_is_one_error_and_nothing_is_read() {
    let options = Options {
        lang: Some("klingon".to_owned()),
        languages: vec!["nl".to_owned()],
        ..Options::default()
    };
    let (entries, errors) = read_with("a.txt", b"Words.", &options);
    assert!(entries.is_empty());
    assert!(errors.first().is_some_and(|error| {
        error
            .to_string()
            .starts_with("option `lang`: unknown language `klingon`")
    }));
    let options = Options {
        published: Some("soon".to_owned()),
        ..Options::default()
    };
    assert!(
        read_with("a.txt", b"Words.", &options)
            .1
            .first()
            .is_some_and(|error| error.kind.code() == "invalid-date")
    );
}

#[test]
fn a_language_that_is_not_given_is_identified() {
    let options = Options {
        languages: vec!["nl".to_owned(), "de".to_owned()],
        ..Options::default()
    };
    let text = "Das Schiff liegt seit heute Morgen im Hafen und wartet auf den Schlepper.";
    let (entries, _) = read_with("a.txt", text.as_bytes(), &options);
    let entry = entries.first().expect("a document");
    assert_eq!(
        (entry.document.lang.as_deref(), entry.notes.len()),
        (Some("de"), 0)
    );
}

#[test]
fn a_text_in_a_language_that_is_not_listed_is_read_and_told() {
    let options = Options {
        languages: vec!["nl".to_owned(), "de".to_owned()],
        ..Options::default()
    };
    let text = "O navio chegou ao porto de manhã, e o capitão explicou aos jornalistas que a carga não seria \
        descarregada antes de amanhã porque os guindastes estão avariados.";
    let (entries, _) = read_with("a.txt", text.as_bytes(), &options);
    let entry = entries.first().expect("a document");
    assert_eq!(entry.document.lang.as_deref(), Some("pt"));
    assert!(matches!(
        entry.notes.first().map(|note| &note.kind),
        Some(NoteKind::LanguageNotListed { .. })
    ));
}

#[test]
fn limits_hold_for_files_and_for_lines() {
    let options = Options {
        max_bytes: 40,
        ..Options::default()
    };
    let (_, errors) = read_with("a.txt", "word ".repeat(9).as_bytes(), &options);
    assert!(matches!(
        errors.as_slice(),
        [IngestError {
            kind: ErrorKind::TooLarge { limit: 40, .. },
            ..
        }]
    ));
    let lines = format!(
        "{{\"text\": \"{}\"}}\n{{\"id\": \"b\", \"text\": \"Two.\"}}\n",
        "x".repeat(100)
    );
    let (entries, errors) = read_with("a.jsonl", lines.as_bytes(), &options);
    assert_eq!(entries.len(), 1);
    assert_eq!(
        errors.iter().map(|error| error.line).collect::<Vec<_>>(),
        [Some(1)]
    );
}

#[test]
fn a_header_with_nothing_after_it_is_no_document() {
    assert!(
        error("a.txt", "title: x\ndate: 2024\n\n")
            .to_string()
            .contains("has no text after its header")
    );
}

#[test]
fn a_record_of_a_text_reuse_tool_goes_in_as_it_is() {
    let (entries, errors) = read(
        "-",
        "{\"id\": \"a\", \"series\": \"s1\", \"text\": \"One.\"}\n{\"id\": \"b\", \"series\": \"s2\", \"text\": \"Two.\"}\n",
    );
    assert_eq!((entries.len(), errors.len()), (2, 0));
}

#[cfg(feature = "html")]
mod pages {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Two ships | The Mast</title>
        <meta property=\"og:title\" content=\"Two ships\"><meta property=\"og:site_name\" content=\"The Mast\">
        <meta property=\"article:published_time\" content=\"2024-03-05T07:30:00+01:00\">
        <link rel=\"canonical\" href=\"https://mast.example/two-ships\"></head>
        <body><nav><ul><li><a href=\"/\">Front page</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav>
        <article><h1>Two ships</h1>
        <p>Two ships with <b>grain</b> came into the harbour on Tuesday morning, the harbour master said, and a third
        is expected before the end of the week if the weather holds.</p>
        <p>The crew of the first ship had waited nine days for a pilot, which nobody at the quay could explain.</p>
        </article><footer><p>Copyright The Mast, all rights reserved</p></footer></body></html>";

    #[test]
    fn a_page_gives_its_main_text_in_paragraphs_and_what_it_says_about_itself() {
        let entry = document("page.html", PAGE);
        let document = &entry.document;
        assert_eq!(document.title.as_deref(), Some("Two ships"));
        assert_eq!(document.publisher.as_deref(), Some("The Mast"));
        assert_eq!(document.published.as_deref(), Some("2024-03-05"));
        assert_eq!(
            document.url.as_deref(),
            Some("https://mast.example/two-ships")
        );
        assert!(document.text.contains("Two ships with grain came into the harbour on Tuesday morning, the harbour master said, and a third is"));
        assert!(
            document.text.contains("holds.\n\nThe crew"),
            "{}",
            document.text
        );
        assert!(
            !document.text.contains("Sport") && !document.text.contains("rights reserved"),
            "{}",
            document.text
        );
        assert_eq!(entry.original, PAGE.as_bytes());
    }

    #[test]
    fn a_short_page_still_gives_its_words() {
        assert!(
            document("a.html", "<p>Words of one line.</p>")
                .document
                .text
                .contains("Words of one line.")
        );
    }

    #[test]
    fn a_page_in_its_own_character_set_is_decoded() {
        let bytes = b"<html><head><meta charset=windows-1251></head><body><p>\xCA\xEE\xF0\xE0\xE1\xEB\xFC \xEF\xF0\xE8\xF8\xB8\xEB.</p></body></html>";
        assert!(
            document("a.html", bytes)
                .document
                .text
                .contains("Корабль пришёл.")
        );
    }

    #[test]
    fn the_same_page_gives_the_same_text_every_time() {
        let text = document("page.html", PAGE).document.text;
        for _ in 0..5 {
            assert_eq!(document("page.html", PAGE).document.text, text);
        }
    }

    #[test]
    fn pages_nested_as_deep_as_allowed_do_not_overflow_a_small_stack() {
        for open in [
            "<div>",
            "<b>",
            "<blockquote>",
            "<table><tr><td>",
            "<ul><li>",
        ] {
            let page = format!(
                "<html><body>{}<p>Words at the bottom.</p>",
                open.repeat(990)
            );
            let (entries, errors) = read("a.html", page);
            assert_eq!(entries.len() + errors.len(), 1, "{open}");
        }
    }

    #[test]
    fn a_page_without_words_is_an_error() {
        let error = error(
            "a.html",
            "<!doctype html><html><body><script>var a = 1;</script></body></html>",
        );
        assert!(matches!(error.kind, ErrorKind::NoMainText), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn arbitrary_bytes_never_panic_and_always_say_something(
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
        name in "[a-z./-]{0,6}(txt|md|html|json|jsonl|)",
    ) {
        prop_assert!(!from_bytes(&name, &bytes, &Options::default()).is_empty());
    }

    #[test]
    fn texts_built_of_the_marks_of_every_format_never_panic(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("---\n"), Just("date "), Just("2024-02"), Just("\n\n"), Just("title: "), Just("{\"text\": "),
                Just("\"x\""), Just("}\n"), Just("["), Just("]"), Just("<p>"), Just("<div"), Just(">"), Just("</"),
                Just("<!doctype html>"), Just("<table><tr><td>"), Just("é"), Just("\u{FEFF}"), Just("\r"), Just("words ")
            ],
            0..40,
        ),
        name in "a(\\.txt|\\.md|\\.html|\\.json|\\.jsonl|)",
    ) {
        let text = parts.concat();
        prop_assert!(!from_bytes(&name, text.as_bytes(), &Options::default()).is_empty());
    }

    #[test]
    fn the_text_of_a_plain_file_is_the_end_of_its_bytes(text in "[ -~é\n]{1,200}") {
        for found in from_bytes("a.txt", text.as_bytes(), &Options::default()) {
            if let Ingested::Document(entry) = found {
                prop_assert_eq!(&entry.original, text.as_bytes());
                if entry.line.is_none() && !text.trim_start().starts_with('<') {
                    prop_assert!(text.ends_with(&entry.document.text));
                }
            }
        }
    }
}
