//! Any bytes under any known ending become documents or errors, never a panic.
#![no_main]

use headstamp_ingest::{Ingested, Options, from_bytes};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 4] = ["a.txt", "a.md", "a.html", "a.jsonl"];

fuzz_target!(|data: (u8, &[u8])| {
    let name = NAMES[usize::from(data.0) % NAMES.len()];
    for found in from_bytes(name, data.1, &Options::default()) {
        if let Ingested::Document(entry) = found {
            assert!(!entry.document.text.trim().is_empty());
        }
    }
});
