//! `headstamp pack test`: runs the cases and examples of packs, and writes what was read on request.

use crate::args::PacksArg;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output;
use crate::verbs::{compile, pack::load_own};
use headstamp::{
    model::{Document, sha256_hex},
    packs::{CaseFile, Packs},
    reader::{
        Reader,
        cases::{self, Body, Case},
    },
};
use std::{fmt::Write as _, fs, io::Write};

/// Publication date of a case that names none, as in the case runner.
const DEFAULT_DATE: &str = "2024-06-14";

/// What is to be tested.
pub(super) struct Wanted<'a> {
    /// Languages; all when there are none.
    pub(super) languages: &'a [String],
    /// Whether the examples of single entries are left out.
    pub(super) only_cases: bool,
    /// Whether what is read is written into the case files.
    pub(super) bless: bool,
}

pub(super) fn run(
    wanted: &Wanted<'_>,
    packs: &PacksArg,
    console: &Console,
) -> Result<Status, Failure> {
    if wanted.bless && packs.own_folder().is_none() {
        return Err(Failure::usage(
            "the packs of the program cannot be changed",
            "name the folder of your packs with `--packs`",
        ));
    }
    let packs = load_own(packs)?;
    let reader = compile(&packs);
    let known: Vec<&str> = packs.languages.keys().map(String::as_str).collect();
    let is_unknown = |given: &&String| !known.contains(&given.as_str());
    if let Some(unknown) = wanted.languages.iter().find(is_unknown) {
        return Err(Failure::usage(
            format!("there is no pack for the language `{unknown}`"),
            format!("there are packs for {}", known.join(", ")),
        ));
    }
    let is_wanted = |code: &str| {
        wanted.languages.is_empty() || wanted.languages.iter().any(|given| given == code)
    };
    let mut out = output::out();
    let mut failed = 0;
    for language in known.into_iter().filter(|code| is_wanted(code)) {
        if wanted.bless {
            for path in bless_language(reader, &packs, language)? {
                writeln!(out, "wrote {path}")?;
            }
            continue;
        }
        let cases = cases::run_cases(reader, &packs, language);
        for failure in &cases.failures {
            writeln!(out, "{failure}\n")?;
        }
        failed += cases.failures.len();
        let mut line = format!(
            "{language}: cases: {} passed, {} failed, {} known failures",
            cases.passed,
            cases.failures.len(),
            cases.known
        );
        if !wanted.only_cases {
            let examples = cases::run_examples(reader, &packs, language);
            for failure in &examples.failures {
                writeln!(out, "{failure}\n")?;
            }
            failed += examples.failures.len();
            let _ = write!(
                line,
                "; examples: {} passed, {} failed",
                examples.passed,
                examples.failures.len()
            );
        }
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    if failed > 0 {
        let what = match failed {
            1 => "1 case or example failed".to_owned(),
            many => format!("{many} cases and examples failed"),
        };
        console.failed(&what, Some("correct the pack or the case; `headstamp explain` shows how a sentence is read, `--bless` accepts what is read"));
    }
    Ok(Status::Done)
}

/// Writes what is read now into every case that differs; gives the files that changed.
fn bless_language(reader: &Reader, packs: &Packs, language: &str) -> Result<Vec<String>, Failure> {
    let mut written = Vec::new();
    let files = packs
        .languages
        .get(language)
        .map_or(&[][..], |pack| &pack.cases);
    for file in files {
        let Some(text) = bless_file(reader, language, file) else {
            continue;
        };
        let path = file.path.to_string();
        fs::write(&path, text).map_err(|error| {
            Failure::new(
                Status::Failed,
                format!("`{path}` cannot be written: {error}"),
                "see that you may write there",
            )
        })?;
        written.push(path);
    }
    Ok(written)
}

/// The case file with what is read now, if that differs and the file can be read.
fn bless_file(reader: &Reader, language: &str, file: &CaseFile) -> Option<String> {
    let cases = cases::parse_cases(&file.text).ok()?;
    let mut lines: Vec<String> = file.text.lines().map(str::to_owned).collect();
    let mut is_changed = false;
    // from the back, so that the lines in front keep their numbers
    for case in cases.iter().rev() {
        let differs = !cases::run_case(reader, language, case).is_empty();
        if !differs || case.known_failure.is_some() {
            continue;
        }
        if let Some(block) = read_now(reader, language, case) {
            lines.splice(case.block.0..case.block.1, block);
            is_changed = true;
        }
    }
    is_changed.then(|| lines.join("\n") + "\n")
}

/// The lines of the block as they would have to be; values of numbers and dates are written by hand.
fn read_now(reader: &Reader, language: &str, case: &Case) -> Option<Vec<String>> {
    if !matches!(case.body, Body::Statements(_)) {
        return None;
    }
    let document = Document {
        id: "case".to_owned(),
        url: None,
        lang: Some(language.to_owned()),
        published: Some(
            case.published
                .clone()
                .unwrap_or_else(|| DEFAULT_DATE.to_owned()),
        ),
        publisher: None,
        title: None,
        text: case.text.clone(),
        sha256: sha256_hex(case.text.as_bytes()),
    };
    let reading = reader.read(&document).ok()?;
    if reading.statements.is_empty() {
        return Some(vec!["none".to_owned()]);
    }
    let mut block = Vec::new();
    for (statement, rule) in reading.statements.iter().zip(&reading.rules) {
        block.extend(
            format!("{} rule {rule}", cases::render(statement))
                .lines()
                .map(str::to_owned),
        );
    }
    Some(block)
}
