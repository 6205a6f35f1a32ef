//! The `headstamp` command: reads the command line, calls the library, prints.
//!
//! Thin on purpose: `args` is the one definition of every verb and flag (help, completions and man
//! pages are made from it), `verbs` has a module per verb, `output` prints records in every format,
//! `console` is the one place that writes to standard error, `failure` says how a run ends.

mod args;
mod console;
mod display;
mod failure;
mod import;
mod kept;
mod linking;
mod output;
mod pipeline;
mod records;
mod refused;
mod table;
mod verbs;

use clap::Parser;
use console::Console;
use failure::Failure;
use std::process::ExitCode;

// reading makes many small lists: a third faster than with the system's allocator
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    pipeline::silence_caught_panics();
    let args = args::Args::parse();
    let console = Console::new(args.quiet);
    let status = match verbs::run(args.verb, &console) {
        Ok(status) => status,
        Err(Failure::BrokenPipe) => failure::Status::Done,
        Err(Failure::Told(told)) => {
            console.error(&told.message, told.help.as_deref());
            told.status
        }
    };
    console.finish();
    ExitCode::from(status.max(console.status()).code())
}
