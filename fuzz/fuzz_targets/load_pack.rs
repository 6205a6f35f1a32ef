//! Any text as any file of a pack is loaded or told apart with its problems.
#![no_main]

use headstamp_packs::{Packs, format_toml};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;

const FILES: [&str; 6] = [
    "pack.toml",
    "lexicon/states.toml",
    "lexicon/grammar.toml",
    "rules/transfer.toml",
    "rules/attribution.toml",
    "rules/numbers.toml",
];

fuzz_target!(|data: (u8, &str)| {
    let file = FILES[usize::from(data.0) % FILES.len()];
    let files = BTreeMap::from([(format!("xx/{file}"), data.1.to_owned())]);
    if let Err(errors) = Packs::from_files(files) {
        assert!(!errors.problems.is_empty());
        let _ = errors.to_string();
    }
    if let Ok(tidy) = format_toml(file, data.1) {
        assert_eq!(format_toml(file, &tidy).ok(), Some(tidy));
    }
});
