//! Reads case files: headings name the cases, a quotation is the text, a block what must come out.

use super::expect::{Expected, ExpectedValue};

/// What must come out of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Statements, in any order.
    Statements(Vec<Expected>),
    /// Numbers or dates with their values.
    Values(Vec<ExpectedValue>),
}

/// A case.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its heading.
    pub name: String,
    /// Line of the heading, from 1.
    pub line: u32,
    /// The text to read.
    pub text: String,
    /// Publication date.
    pub published: Option<String>,
    /// Why it is known to fail.
    pub known_failure: Option<String>,
    /// What must come out.
    pub body: Body,
    /// Lines of the block, its fences excluded (from 0), for rewriting it.
    pub block: (usize, usize),
}

/// A case file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseError {
    /// Line, from 1.
    pub line: u32,
    /// What is wrong and what to do.
    pub message: String,
}

/// Reads a case file.
///
/// # Errors
/// Every line that is wrong.
pub fn parse_cases(text: &str) -> Result<Vec<Case>, Vec<CaseError>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut cases = Vec::new();
    let mut errors = Vec::new();
    let mut name = String::new();
    let mut heading = 1;
    let mut published = None;
    let mut known = None;
    let mut quoted: Vec<String> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some(title) = line.strip_prefix('#') {
            title.trim_start_matches('#').trim().clone_into(&mut name);
            heading = number(at);
            published = None;
            known = None;
            quoted.clear();
        } else if let Some(rest) = line.strip_prefix('>') {
            quoted.push(rest.strip_prefix(' ').unwrap_or(rest).to_owned());
        } else if let Some(date) = line.strip_prefix("Published ") {
            published = Some(date.trim().trim_end_matches('.').to_owned());
        } else if let Some(reason) = line.strip_prefix("known-failure:") {
            known = Some(reason.trim().to_owned());
        } else if let Some(kind) = line.strip_prefix("```") {
            let start = at + 1;
            let end = (start..lines.len())
                .find(|i| lines[*i].starts_with("```"))
                .unwrap_or(lines.len());
            if end == lines.len() {
                errors.push(CaseError {
                    line: number(at),
                    message: "this block is not closed: end it with a line of three back-ticks"
                        .into(),
                });
            }
            let block = lines.get(start..end).unwrap_or_default();
            let body = match kind.trim() {
                "statements" => Some(Expected::parse_block(block, start).map(Body::Statements)),
                "values" => Some(ExpectedValue::parse_block(block, start).map(Body::Values)),
                _ => None,
            };
            match body {
                Some(Ok(body)) => {
                    if quoted.iter().all(|q| q.trim().is_empty()) {
                        errors.push(CaseError { line: number(at), message: format!("case `{name}` has no text: write it as a quotation (`> …`) above the block") });
                    }
                    cases.push(Case {
                        name: name.clone(),
                        line: heading,
                        text: join(&quoted),
                        published: published.clone(),
                        known_failure: known.clone(),
                        body,
                        block: (start, end),
                    });
                    quoted.clear();
                }
                Some(Err(mut found)) => errors.append(&mut found),
                None => {}
            }
            at = end;
        }
        at += 1;
    }
    if errors.is_empty() {
        Ok(cases)
    } else {
        Err(errors)
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// Lines of a quotation: one paragraph flows together, an empty line starts the next.
fn join(lines: &[String]) -> String {
    let mut out = String::new();
    for line in lines {
        let line = line.trim();
        if line.is_empty() {
            if !out.is_empty() && !out.ends_with("\n\n") {
                out.push_str("\n\n");
            }
        } else {
            if !out.is_empty() && !out.ends_with('\n') {
                out.push(' ');
            }
            out.push_str(line);
        }
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_has_a_name_a_text_and_expectations() {
        let cases = parse_cases("# Sales\n\n## One\n\nPublished 2020-01-02.\n\n> Norway sold\n> tanks.\n>\n> Second.\n\n```statements\nnone\n```\n").expect("a good file");
        assert_eq!((cases[0].name.as_str(), cases[0].line), ("One", 3));
        assert_eq!(cases[0].text, "Norway sold tanks.\n\nSecond.");
        assert_eq!(cases[0].published.as_deref(), Some("2020-01-02"));
        assert_eq!(cases[0].body, Body::Statements(Vec::new()));
    }

    #[test]
    fn a_block_that_is_not_closed_is_told_with_its_line() {
        let errors = parse_cases("## A\n> x\n```statements\nnone\n").expect_err("not closed");
        assert_eq!(errors[0].line, 3);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_case_parser_panic(text in "(?s).{0,200}") {
            let _ = parse_cases(&text);
        }
    }
}
