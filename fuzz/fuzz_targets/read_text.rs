//! Any text in any language is read; every quote stands in it, every span on its borders.
#![no_main]

use headstamp_model::{Document, sha256_hex};
use headstamp_packs::Packs;
use headstamp_reader::Reader;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

static READER: OnceLock<Reader> = OnceLock::new();

fuzz_target!(|data: (u8, &str)| {
    let reader = READER.get_or_init(|| Reader::new(Packs::embedded()));
    let languages: Vec<&str> = reader.languages().collect();
    let language = languages[usize::from(data.0) % languages.len()];
    let document = Document {
        id: "fuzz".to_owned(),
        url: None,
        lang: Some(language.to_owned()),
        published: Some("2024-06-14".to_owned()),
        publisher: None,
        title: None,
        text: data.1.to_owned(),
        sha256: sha256_hex(data.1.as_bytes()),
    };
    let reading = reader.read(&document).expect("a language that it knows");
    for statement in &reading.statements {
        assert_eq!(statement.span.of(&document.text), statement.quote);
        for span in statement.traces.iter().flat_map(|trace| &trace.spans) {
            assert!(document.text.get(span.start..span.end).is_some());
        }
    }
    let _ = reader.explain(&document);
});
