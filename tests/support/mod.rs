//! What the tests of the command share: the built program, run in a folder.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the command in `folder`, without input and with the packs that it brings.
pub(crate) fn headstamp(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_headstamp"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("HEADSTAMP_PACKS")
        .stdin(Stdio::null())
        .output()
        .expect("the command runs")
}
