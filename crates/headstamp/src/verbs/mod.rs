//! A module per verb, and what several of them need.

mod add;
mod cases;
mod eval;
mod explain;
mod export;
mod found;
mod help;
mod import;
mod ingest;
mod linked;
mod links;
mod list;
mod pack;
mod read;
mod reports;
mod reread;
mod review;
mod show;
mod verify;
mod weapon;

use crate::args::{Known, LedgerArg, PacksArg, Verb};
use crate::console::Console;
use crate::failure::{Failure, Status};
use headstamp::{
    ingest::Options,
    ledger::{Ledger, Mode},
    packs::Packs,
    reader::Reader,
};
use jiff::Timestamp;
use std::{borrow::Cow, time::Duration};

/// Does what was asked.
pub(crate) fn run(verb: Verb, console: &Console) -> Result<Status, Failure> {
    match verb {
        Verb::Ingest(args) => ingest::run(&args, console),
        Verb::Read(args) => read::run(&args, console),
        Verb::Add(args) => add::run(&args, console),
        Verb::Import(args) => import::run(&args, console),
        Verb::Statements(args) => list::statements(&args, console),
        Verb::Documents(args) => list::documents(&args, console),
        Verb::Claims(args) => links::claims(&args, console),
        Verb::Events(args) => links::events(&args, console),
        Verb::Origins(args) => links::origins(&args, console),
        Verb::Conflicts(args) => reports::conflicts(&args, console),
        Verb::Circles(args) => reports::circles(&args, console),
        Verb::Gaps(args) => reports::gaps(&args, console),
        Verb::Dossier(args) => reports::dossier(&args, console),
        Verb::Timeline(args) => reports::timeline(&args, console),
        Verb::Show(args) => show::run(&args),
        Verb::Weapon(args) => weapon::run(&args),
        Verb::Explain(args) => explain::run(&args, console),
        Verb::Eval(args) => eval::run(&args, console),
        Verb::Verify(args) => verify::run(&args),
        Verb::Export(args) => export::run(&args),
        Verb::Pack(args) => pack::run(args, console),
        Verb::Reread(args) => reread::run(&args, console),
        Verb::Review(args) => review::run(&args, console),
        Verb::Help(args) => help::help(&args),
        Verb::Completions(args) => help::completions(&args),
        Verb::Man(args) => help::man(&args),
    }
}

/// The time that goes into the log.
fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl PacksArg {
    /// The packs to read with: of the folder that was given, else those of the program.
    fn load(&self) -> Result<Cow<'static, Packs>, Failure> {
        match &self.packs {
            None => Ok(Cow::Borrowed(Packs::embedded())),
            Some(folder) => Ok(Cow::Owned(Packs::load(folder)?)),
        }
    }

    /// The packs of the folder that was given, if one was.
    fn own(&self) -> Result<Option<Packs>, Failure> {
        Ok(self.packs.as_deref().map(Packs::load).transpose()?)
    }

    /// A reader with these packs, for the whole run.
    fn reader(&self) -> Result<&'static Reader, Failure> {
        Ok(self.own()?.as_ref().map_or_else(embedded, compile))
    }
}

/// The compiled packs, for the whole run.
///
/// Never freed: taking apart their hundreds of thousands of words takes longer than reading an
/// article, and the process ends anyway.
fn compile(packs: &Packs) -> &'static Reader {
    kept(Reader::new(packs))
}

/// A reader with the packs of the program.
fn embedded() -> &'static Reader {
    kept(Reader::embedded())
}

fn kept(reader: Reader) -> &'static Reader {
    Box::leak(Box::new(reader))
}

impl LedgerArg {
    fn open(&self, mode: Mode) -> Result<Ledger, Failure> {
        Ok(Ledger::open(
            &self.ledger,
            mode,
            Duration::from_secs(self.wait),
        )?)
    }
}

impl Known {
    /// What the user says about the documents; `reader` limits the languages to its own.
    fn options(&self, reader: Option<&Reader>) -> Result<Options<'static>, Failure> {
        let languages: Vec<String> = reader
            .into_iter()
            .flat_map(Reader::languages)
            .map(str::to_owned)
            .collect();
        if let (Some(given), Some(reader)) = (&self.lang, reader) {
            check_language(given, reader)?;
        }
        Ok(Options {
            published: self.published.clone(),
            lang: self.lang.clone(),
            publisher: self.publisher.clone(),
            languages,
            ..Options::default()
        })
    }
}

/// Refuses a language that `reader` has no pack for.
fn check_language(given: &str, reader: &Reader) -> Result<(), Failure> {
    let base = given.split(['-', '_']).next().unwrap_or_default();
    let known: Vec<&str> = reader.languages().collect();
    if known
        .iter()
        .any(|code| code.eq_ignore_ascii_case(given) || code.eq_ignore_ascii_case(base))
    {
        return Ok(());
    }
    Err(Failure::usage(
        format!("there is no pack for the language `{given}`"),
        format!(
            "there are packs for {}; leave `--lang` out to have the language identified",
            known.join(", ")
        ),
    ))
}
