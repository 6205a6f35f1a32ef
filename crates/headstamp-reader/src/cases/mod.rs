//! Cases: sentences beside the rules, with what must come out.
//!
//! A case file is Markdown that a journalist can read; `headstamp pack test` and `cargo test` run the same
//! code. Beside the cases every entry's `example` is run: the entry must be seen at work in it. All
//! failures are told, each with its place and the way on. The form is described in
//! `docs/reference/pack-format.md`.

mod expect;
mod parse;

pub use expect::{Expected, render};
pub use parse::{Body, Case, CaseError, parse_cases};

use crate::read::Reader;
use headstamp_model::{Document, Statement, sha256_hex};
use headstamp_packs::Packs;
use std::fmt;

/// Publication date of a case that names none.
const DEFAULT_DATE: &str = "2024-06-14";

/// A case or example that did not come out as it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// File.
    pub file: String,
    /// Line of the heading or entry.
    pub line: u32,
    /// Name of the case, or the rule id.
    pub name: String,
    /// What differs, a line each.
    pub details: Vec<String>,
    /// The sentence.
    pub text: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}  {:?}", self.file, self.line, self.name)?;
        for detail in &self.details {
            writeln!(f, "  {detail}")?;
        }
        write!(f, "  text  {}", self.text)
    }
}

/// What running the cases of a language gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseReport {
    /// Cases and examples that came out.
    pub passed: usize,
    /// Those that did not.
    pub failures: Vec<Failure>,
    /// Known failures that still fail.
    pub known: usize,
}

/// A document of a case.
fn document(language: &str, text: &str, published: &str) -> Document {
    Document {
        id: "case".into(),
        url: None,
        lang: Some(language.into()),
        published: Some(published.into()),
        publisher: None,
        title: None,
        text: text.into(),
        sha256: sha256_hex(text.as_bytes()),
    }
}

/// Runs the case files of a language.
pub fn run_cases(reader: &Reader, packs: &Packs, language: &str) -> CaseReport {
    let mut report = CaseReport::default();
    let Some(pack) = packs.languages.get(language) else {
        return report;
    };
    for file in &pack.cases {
        let cases = match parse_cases(&file.text) {
            Ok(cases) => cases,
            Err(errors) => {
                for error in errors {
                    report.failures.push(Failure {
                        file: file.path.to_string(),
                        line: error.line,
                        name: "case file".into(),
                        details: vec![error.message],
                        text: String::new(),
                    });
                }
                continue;
            }
        };
        for case in cases {
            let details = run_case(reader, language, &case);
            match (details.is_empty(), case.known_failure.is_some()) {
                (true, false) => report.passed += 1,
                (false, true) => report.known += 1,
                (true, true) => report.failures.push(Failure {
                    file: file.path.to_string(),
                    line: case.line,
                    name: case.name.clone(),
                    details: vec!["passes now: take the `known-failure` line out".into()],
                    text: case.text.clone(),
                }),
                (false, false) => report.failures.push(Failure {
                    file: file.path.to_string(),
                    line: case.line,
                    name: case.name.clone(),
                    details,
                    text: case.text.clone(),
                }),
            }
        }
    }
    report
}

/// What differs in one case; nothing when it comes out.
pub fn run_case(reader: &Reader, language: &str, case: &Case) -> Vec<String> {
    let published = case.published.as_deref().unwrap_or(DEFAULT_DATE);
    let doc = document(language, &case.text, published);
    match &case.body {
        Body::Statements(expected) => match reader.read(&doc) {
            Ok(reading) => compare(expected, &reading.statements, &reading.rules),
            Err(error) => vec![error.to_string()],
        },
        Body::Values(expected) => match reader.explain(&doc) {
            Ok(records) => expect::compare_values(expected, &records),
            Err(error) => vec![error.to_string()],
        },
    }
}

fn compare(expected: &[Expected], statements: &[Statement], rules: &[String]) -> Vec<String> {
    let mut details = Vec::new();
    let mut free: Vec<usize> = (0..statements.len()).collect();
    for want in expected {
        // the statement that differs least
        let best = free
            .iter()
            .copied()
            .map(|i| {
                (
                    want.differences(&statements[i], rules.get(i).map_or("", String::as_str)),
                    i,
                )
            })
            .min_by_key(|(d, _)| d.len());
        match best {
            Some((differences, index)) => {
                free.retain(|i| *i != index);
                details.extend(differences);
            }
            None => details.push(format!("missing   {}", want.line)),
        }
    }
    for index in free {
        details.push(format!("not expected  {}", render(&statements[index])));
    }
    details
}

/// Whether an entry is seen at work in a text: it made a statement, gave a field of one, or is an attribution that
/// stands over one (another rule may have told the same source, and records are nobody's word).
fn at_work(reader: &Reader, doc: &Document, rule: &str) -> bool {
    let Ok(reading) = reader.read(doc) else {
        return false;
    };
    let marker = format!("{rule} (");
    reading.rules.iter().any(|r| r == rule)
        || reading
            .statements
            .iter()
            .any(|s| s.traces.iter().any(|t| t.reason.contains(&marker)))
        || !reading.statements.is_empty() && reader.attributes(doc, rule)
}

/// Runs the `example` of every entry of a language: the entry must be seen at work in it.
pub fn run_examples(reader: &Reader, packs: &Packs, language: &str) -> CaseReport {
    let mut report = CaseReport::default();
    let Some(pack) = packs.languages.get(language) else {
        return report;
    };
    let mut examples: Vec<(String, &str, headstamp_packs::Origin)> = Vec::new();
    for (event, rules) in &pack.events {
        examples.extend(rules.triggers.iter().map(|(id, e)| {
            (
                format!("{language}.{event}.{id}"),
                e.value.example.as_str(),
                e.origin.clone(),
            )
        }));
    }
    examples.extend(pack.operators.iter().map(|(id, e)| {
        (
            format!("{language}.operators.{id}"),
            e.value.example.as_str(),
            e.origin.clone(),
        )
    }));
    examples.extend(pack.cues.iter().map(|(id, e)| {
        (
            format!("{language}.attribution.{id}"),
            e.value.example.as_str(),
            e.origin.clone(),
        )
    }));
    examples.extend(pack.patterns.iter().map(|(id, e)| {
        (
            format!("{language}.attribution.{id}"),
            e.value.example.as_str(),
            e.origin.clone(),
        )
    }));
    examples.extend(pack.adverbs.iter().map(|(id, e)| {
        (
            format!("{language}.modality.{id}"),
            e.value.example.as_str(),
            e.origin.clone(),
        )
    }));
    examples.extend(pack.modals.iter().map(|(id, e)| {
        (
            format!("{language}.modality.{id}"),
            e.value.example.as_str(),
            e.origin.clone(),
        )
    }));
    for (rule, example, origin) in examples {
        if example.is_empty() {
            continue;
        }
        let doc = document(language, example, DEFAULT_DATE);
        if at_work(reader, &doc, &rule) {
            report.passed += 1;
        } else {
            report.failures.push(Failure {
                file: origin.file.to_string(),
                line: origin.line,
                name: rule,
                details: vec![
                    "its example does not show it at work".into(),
                    format!("next  headstamp explain --lang {language} {example:?}"),
                ],
                text: example.to_owned(),
            });
        }
    }
    report
}
