//! What a user types and sees: every transcript in `tests/cli`, and the page about imports, is run and compared.
//!
//! `TRYCMD=overwrite cargo test -p headstamp --test transcripts` writes what is printed now; read the
//! difference before it is kept.

use std::path::Path;

/// Ledgers that transcripts make lie in the folder where they run: a run begins without those of the one before.
fn remove_ledgers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["tests/cli", "docs/reference"].map(|folder| root.join(folder));
    let inputs = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("the transcripts"));
    for input in inputs.flatten().filter(|entry| entry.path().is_dir()) {
        let ledgers = ["headstamp.db", "other.db"]
            .map(|ledger| ["", "-wal", "-shm"].map(|suffix| format!("{ledger}{suffix}")));
        let written = ["decisions.jsonl".to_owned()];
        for name in ledgers.into_iter().flatten().chain(written) {
            let file = input.path().join(name);
            if file.exists() {
                std::fs::remove_file(file).expect("removed");
            }
        }
    }
}

#[test]
fn every_transcript_is_what_the_command_prints() {
    remove_ledgers();
    trycmd::TestCases::new()
        .register_bin("headstamp", Path::new(env!("CARGO_BIN_EXE_headstamp")))
        .env("COLUMNS", "90")
        .env("USER", "reader")
        .case("../../tests/cli/*.md")
        .case("../../docs/reference/import.md");
    // the test cases ran when they were dropped, at the end of the statement above
    remove_ledgers();
}
