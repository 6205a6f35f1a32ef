//! What is wrong with a pack, where, and what to do about it.
//!
//! A pack author is often no programmer, so a problem shows the line, points at the word and
//! suggests the next step, and all problems come at once. Nothing here prints: [`Problem`] and
//! [`PackErrors`] render to strings. The codes and their one-line texts are in [`codes`](crate::codes).

use crate::{
    codes::{Code, Severity},
    source::Source,
};
use annotate_snippets::{AnnotationKind, Level, Origin as Place, Renderer, Snippet};
use std::{fmt, ops::Range, sync::Arc};

/// One thing that is wrong with a file of a pack.
#[derive(Debug, Clone)]
pub struct Problem {
    /// What sort of problem it is.
    pub code: Code,
    /// The file, as people write its path.
    pub file: Arc<str>,
    /// Line, counted from 1; 0 when the problem is about the file as a whole.
    pub line: u32,
    /// Column in characters, counted from 1; 0 when the problem is about the file as a whole.
    pub column: u32,
    /// The offending text as it is written, empty when the problem is about the file as a whole.
    pub text: String,
    /// What is wrong, in one line.
    pub message: String,
    /// What the marked text is, a few words.
    pub label: String,
    /// What to do.
    pub help: String,
    /// Span of the text in `source`, with the source; none for problems about a whole file.
    snippet: Option<(Arc<str>, Range<usize>)>,
    /// An earlier place that this one collides with.
    earlier: Option<(Source, Range<usize>)>,
}

impl Problem {
    /// A problem at a place in a file.
    pub(crate) fn at(
        code: Code,
        source: &Source,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        let (line, column) = source.position(span.start);
        Self {
            code,
            file: Arc::clone(&source.label),
            line,
            column,
            text: source.slice(span.clone()).to_owned(),
            message: message.into(),
            label: String::new(),
            help: String::new(),
            snippet: Some((Arc::clone(&source.text), span)),
            earlier: None,
        }
    }

    /// A problem about a file or folder as a whole.
    pub(crate) fn about(code: Code, file: impl Into<Arc<str>>, message: impl Into<String>) -> Self {
        Self {
            code,
            file: file.into(),
            line: 0,
            column: 0,
            text: String::new(),
            message: message.into(),
            label: String::new(),
            help: String::new(),
            snippet: None,
            earlier: None,
        }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    pub(crate) fn earlier(mut self, source: &Source, span: Range<usize>) -> Self {
        self.earlier = Some((source.clone(), span));
        self
    }

    /// Whether it makes the pack unusable.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }

    /// The problem as the compiler of Rust would show it, with colours or without.
    pub fn render(&self, colour: bool) -> String {
        let level = if self.is_error() {
            Level::ERROR
        } else {
            Level::WARNING
        };
        let mut group = level
            .primary_title(self.message.as_str())
            .id(self.code.id())
            .elements(None::<Place<'_>>);
        match &self.snippet {
            None => group = group.element(Place::path(&*self.file)),
            Some((text, span)) => {
                let mut main = AnnotationKind::Primary.span(span.clone());
                if !self.label.is_empty() {
                    main = main.label(self.label.as_str());
                }
                let mut snippet = Snippet::source(&**text).path(&*self.file).annotation(main);
                let mut other = None;
                if let Some((earlier, place)) = &self.earlier {
                    let mark = AnnotationKind::Context
                        .span(place.clone())
                        .label("stands here already");
                    if earlier.label == self.file {
                        snippet = snippet.annotation(mark);
                    } else {
                        other = Some(
                            Snippet::source(&*earlier.text)
                                .path(&*earlier.label)
                                .annotation(mark),
                        );
                    }
                }
                group = group.element(snippet);
                if let Some(other) = other {
                    group = group.element(other);
                }
            }
        }
        if !self.help.is_empty() {
            group = group.element(Level::HELP.message(self.help.as_str()));
        }
        group = group.element(
            Level::NOTE
                .with_name("more")
                .message(format!("headstamp help {}", self.code.id())),
        );
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.render(&[group])
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

/// Everything that is wrong with a folder of packs: at least one error, and the warnings beside it.
#[derive(Debug, Clone)]
pub struct PackErrors {
    /// All problems, by file and line.
    pub problems: Vec<Problem>,
}

impl PackErrors {
    /// All problems, one after the other, with colours or without, and a line that counts them.
    pub fn render(&self, colour: bool) -> String {
        render_all(&self.problems, colour)
    }
}

impl fmt::Display for PackErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for PackErrors {}

/// Problems one after the other, an empty line between them, and their number at the end.
pub(crate) fn render_all(problems: &[Problem], colour: bool) -> String {
    let mut out = String::new();
    for problem in problems {
        out.push_str(&problem.render(colour));
        out.push_str("\n\n");
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    out.push_str(&count(errors, "error"));
    out.push_str(", ");
    out.push_str(&count(problems.len() - errors, "warning"));
    out
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The order in which problems are told: by file, then place, then code.
pub(crate) fn sort(problems: &mut [Problem]) {
    problems.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code, &a.message)
            .cmp(&(&b.file, b.line, b.column, b.code, &b.message))
    });
}
