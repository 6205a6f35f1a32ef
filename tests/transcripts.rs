//! What a user types and sees: every transcript in `tests/cli`, and the page about imports, is run and compared.
//!
//! `TRYCMD=overwrite cargo test -p headstamp --test transcripts` writes what is printed now; read the
//! difference before it is kept.

#[test]
fn every_transcript_is_what_the_command_prints() {
    trycmd::TestCases::new()
        .register_bin(
            "headstamp",
            std::path::Path::new(env!("CARGO_BIN_EXE_headstamp")),
        )
        .env("COLUMNS", "90")
        .env("USER", "reader")
        .case("../../tests/cli/*.md")
        .case("../../docs/reference/import.md");
}
