//! Standard error: errors, notes and the progress bar, all through one place.
//!
//! Keeps count of what was reported, because the exit status depends on it. The progress bar shows
//! on a terminal only and steps aside while a message is written.

use crate::failure::Status;
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::io::{IsTerminal, Write};
use std::time::Duration;

const RED: Style = AnsiColor::Red.on_default().bold();
const CYAN: Style = AnsiColor::Cyan.on_default().bold();

/// Tells the user what is no output.
#[derive(Debug)]
pub(crate) struct Console {
    is_quiet: bool,
    failed: Cell<bool>,
    bar: RefCell<Option<ProgressBar>>,
}

impl Console {
    pub(crate) fn new(is_quiet: bool) -> Self {
        Self {
            is_quiet,
            failed: Cell::new(false),
            bar: RefCell::new(None),
        }
    }

    /// Reports that an input failed; the rest goes on.
    pub(crate) fn failed(&self, message: &str, help: Option<&str>) {
        self.failed.set(true);
        self.error(message, help);
    }

    /// `error: message` and what to do about it.
    pub(crate) fn error(&self, message: &str, help: Option<&str>) {
        let mut text = format!("{RED}error{RED:#}: {message}\n");
        if let Some(help) = help {
            let _ = writeln!(text, "  {CYAN}= help{CYAN:#}: {help}");
        }
        self.write(&text);
    }

    /// Something to know that is no failure; silent under `--quiet`.
    pub(crate) fn note(&self, message: &str) {
        if !self.is_quiet {
            self.write(&format!("{CYAN}note{CYAN:#}: {message}\n"));
        }
    }

    /// Shows how far a long run is, in documents, from now until [`Console::finish`].
    pub(crate) fn start_progress(&self, what: &'static str) {
        if self.is_quiet || !std::io::stderr().is_terminal() {
            return;
        }
        let bar = ProgressBar::new_spinner().with_message(what);
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {msg}: {pos} documents, {per_sec}, {elapsed}")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        *self.bar.borrow_mut() = Some(bar);
    }

    /// One document more is done.
    pub(crate) fn step(&self) {
        if let Some(bar) = &*self.bar.borrow() {
            bar.inc(1);
        }
    }

    /// Takes the progress bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }

    /// Whether an input failed.
    pub(crate) fn status(&self) -> Status {
        if self.failed.get() {
            Status::Failed
        } else {
            Status::Done
        }
    }

    fn write(&self, text: &str) {
        // a closed standard error leaves nobody to tell
        let write = || {
            let _ = anstream::stderr().lock().write_all(text.as_bytes());
        };
        match &*self.bar.borrow() {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}
