//! `headstamp help`, `completions` and `man`, all made from the one definition in `args`.

use crate::args::{Args, Completions, Help, Man};
use crate::failure::{Failure, Status};
use crate::output;
use clap::{Command, CommandFactory};
use headstamp::packs::{Code, help_for};
use std::io::Write;

pub(super) fn help(args: &Help) -> Result<Status, Failure> {
    let mut out = output::out();
    if let [topic] = args.topic.as_slice()
        && let Some(page) = help_for(topic)
    {
        write!(out, "{page}")?;
        out.flush()?;
        return Ok(Status::Done);
    }
    let mut root = Args::command();
    root.build();
    let mut command = &mut root;
    for topic in &args.topic {
        if command.find_subcommand(topic).is_none() {
            return Err(unknown(topic, command));
        }
        command = command.find_subcommand_mut(topic).ok_or_else(no_output)?;
    }
    let text = command.render_long_help();
    if output::colour() {
        write!(out, "{}", text.ansi())?;
    } else {
        write!(out, "{text}")?;
    }
    out.flush()?;
    Ok(Status::Done)
}

fn unknown(topic: &str, command: &Command) -> Failure {
    let verbs: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    let codes = match Code::ALL {
        [first, .., last] => format!("; error codes go from {first} to {last}"),
        _ => String::new(),
    };
    let help = if verbs.is_empty() {
        format!("`{}` has no commands below it", command.get_name())
    } else {
        format!("there are {}{codes}", verbs.join(", "))
    };
    Failure::usage(
        format!("`{topic}` is neither a command nor an error code"),
        help,
    )
}

fn no_output() -> Failure {
    std::io::Error::other("the command is gone").into()
}

pub(super) fn completions(args: &Completions) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "headstamp", &mut script);
    let mut out = output::out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Status::Done)
}

pub(super) fn man(args: &Man) -> Result<Status, Failure> {
    if let Some(folder) = &args.dir {
        let written = std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(Args::command(), folder));
        written.map_err(|error| {
            Failure::new(
                Status::Failed,
                format!("`{}` cannot be written: {error}", folder.display()),
                "give a folder that you may write to",
            )
        })?;
        return Ok(Status::Done);
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    let mut out = output::out();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Status::Done)
}
