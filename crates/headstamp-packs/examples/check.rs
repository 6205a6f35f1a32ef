//! Checks a folder of packs, as `headstamp pack check` does: `cargo run -p headstamp-packs --example check -- packs`.
#![allow(clippy::print_stdout, reason = "an example is a command")]

use std::{path::PathBuf, time::Instant};

fn main() {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("packs"), PathBuf::from);
    let start = Instant::now();
    let report = headstamp_packs::check(&folder);
    let took = start.elapsed();
    println!(
        "{report}\n{} files, languages {}, {took:?}",
        report.files,
        report.languages.join(", ")
    );
}
