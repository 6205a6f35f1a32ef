//! Checks a folder of packs, as `headstamp pack check` does, and says how long loading takes:
//! `cargo run --release -p headstamp-packs --example check -- packs`.
#![allow(clippy::print_stdout, reason = "an example is a command")]

use headstamp_packs::{Packs, check};
use std::{path::PathBuf, time::Instant};

fn main() {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("packs"), PathBuf::from);
    let start = Instant::now();
    let report = check(&folder);
    let checked = start.elapsed();
    println!(
        "{report}\n{} files in {}, checked in {checked:?}",
        report.files,
        report.languages.join(", ")
    );
    let start = Instant::now();
    let languages = Packs::embedded().languages.len();
    println!(
        "{languages} languages built in, loaded in {:?}",
        start.elapsed()
    );
}
