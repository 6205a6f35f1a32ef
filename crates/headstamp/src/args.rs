//! The command line: one definition of every verb and flag.
//!
//! Help texts, shell completions and man pages are all made from these types. Flags that several
//! verbs share are groups that the verbs take in with `flatten`, so each is written once.

mod readings;
mod review;
mod weapon;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as Group, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use headstamp::{
    ingest::{Input, published_date},
    ledger::Filter,
    model::{Phase, Polarity},
};
pub(crate) use readings::{Eval, EvalFormat, Import, Measure, Origin};
pub(crate) use review::{AddStatement, Correct, Decider, Level, Reread, Review, Sources, Two};
use std::{num::NonZero, path::PathBuf, str::FromStr};
pub(crate) use weapon::Weapon;

/// Reads news and reports, and keeps a ledger of who claims what about arms
///
/// Headstamp reads texts in many languages and records every claim about arms that it finds: who
/// supplies whom with what, how far it got, who says so, on what evidence, and who denies it.
/// Every record carries its verbatim quote.
///
/// Exit status: 0 done; 1 some inputs failed and were reported; 2 wrong usage; 3 the ledger is
/// damaged, locked, or from a newer version.
#[derive(Debug, Parser)]
#[command(
    name = "headstamp",
    version,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) verb: Verb,
    /// Show no notes and no progress, only errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Print the documents that inputs contain, read by nobody yet
    Ingest(Ingest),
    /// Print the statements of documents; touches no ledger
    Read(Read),
    /// Read documents into the ledger; ends with what the ledger says and what is new
    Add(Add),
    /// Take in statements that other tools or people read, each held against its document first
    Import(Import),
    /// List the statements of the ledger
    Statements(List),
    /// List the documents of the ledger
    Documents(List),
    /// List claims: what one origin says about one event, with where it appeared and what changed on the way
    Claims(List),
    /// List events, with how many documents, outlets and origins stand for and against each
    Events(List),
    /// List origins: source acts, why statements were joined to them, and which may be one
    Origins(List),
    /// List conflicts: asserted and denied, other numbers, days or recipients, denied and found later
    Conflicts(List),
    /// List circular reporting: media that credit each other, many outlets on one nameless source
    Circles(List),
    /// List what is said to have happened and rests on one origin, nobody with a name, nothing physical or no number
    Gaps(List),
    /// Show dossiers: everything between a supplier and a recipient, or about a holder's stock, in time order
    #[command(after_help = "\
Examples:
  headstamp dossier              every dossier, a row each
  headstamp dossier kp ru        what passes from North Korea to Russia
  headstamp dossier ru           every dossier in which Russia is a party")]
    Dossier(DossierArgs),
    /// Draw who said what when: a lane for each pair of parties and class of things
    Timeline(List),
    /// Show one statement, document, claim, origin or event with everything behind it
    Show(Show),
    /// Show a weapon type: what is known about it, and what the ledger says
    #[command(after_help = "\
Examples:
  headstamp weapon 'Geran-2'
  headstamp weapon F16 --format jsonl")]
    Weapon(Weapon),
    /// Show how a text is read: clauses, words, numbers, with file and line of every pack entry
    Explain(Explain),
    /// Score statements against annotated documents: precision and recall, errors, rules
    Eval(Eval),
    /// Check that the ledger still holds what was written into it
    Verify(Verify),
    /// Write statements for other programs
    Export(Export),
    /// Work on language packs
    #[command(subcommand)]
    Pack(Pack),
    /// Read the kept originals again with today's packs and show what changes, statement by statement
    ///
    /// Nothing is written without `--apply`. With it, each document's new reading is kept in one
    /// transaction and told in the log; statements that are read no more are withdrawn, not deleted,
    /// and what people decided goes with its statement. Reviews that no longer fit are listed.
    #[command(after_long_help = "\
Example, after a change in packs/nl:
  headstamp reread --packs packs           look at what would change
  headstamp reread --packs packs --apply   keep it
  headstamp review list --unattached       decisions that fit no statement any more")]
    Reread(Reread),
    /// Write down what a person decides; never overwritten, only added to
    #[command(
        subcommand,
        after_long_help = "\
Example:
  headstamp review confirm 3f2a91bc --by 'Anna Smit' --because 'the ministry says so in as many words'
  headstamp review list"
    )]
    Review(Review),
    /// Explain an error code of packs (`P012`), or a command
    Help(Help),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the man page, or write one page per command
    Man(Man),
}

/// `ingest`.
#[derive(Debug, Group)]
pub(crate) struct Ingest {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `read`.
#[derive(Debug, Group)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Print the sentences that name an item, an actor and an event word but gave no statement
    #[arg(long)]
    pub(crate) misses: bool,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `add`.
#[derive(Debug, Group)]
pub(crate) struct Add {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
    #[command(flatten)]
    pub(crate) who: WhoArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    #[command(flatten)]
    pub(crate) refused: RefusedArg,
    /// How to print the summary
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

/// Who writes to a ledger.
#[derive(Debug, Group)]
pub(crate) struct WhoArg {
    /// Who does it, for the ledger's log
    #[arg(
        long,
        value_name = "NAME",
        env = "USER",
        hide_env_values = true,
        default_value = "unknown"
    )]
    pub(crate) who: String,
}

/// Where refusals go.
#[derive(Debug, Group)]
pub(crate) struct RefusedArg {
    /// Write what was refused to this file, one JSON object per line: document, statement, field, code, reason
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) refused: Option<PathBuf>,
}

/// `dossier`.
#[derive(Debug, Group)]
pub(crate) struct DossierArgs {
    /// The supplier and the recipient, by their ids; one actor for all of its dossiers
    #[arg(value_name = "ACTOR", num_args = 0..=2)]
    pub(crate) actors: Vec<String>,
    #[command(flatten)]
    pub(crate) list: List,
}

/// `statements`, `documents`, `claims`, `events`, `origins` and the reports over them.
#[derive(Debug, Group)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
    /// Write a workbook with the columns of csv to this file instead of printing
    #[arg(long, value_name = "FILE", conflicts_with = "format", value_hint = ValueHint::FilePath)]
    pub(crate) xlsx: Option<PathBuf>,
}

/// `show`.
#[derive(Debug, Group)]
pub(crate) struct Show {
    /// A statement, document, claim, origin or event, by its id or the first letters of it; an id from before a merge leads on
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `explain`.
#[derive(Debug, Group)]
pub(crate) struct Explain {
    /// Files, folders, `-` for standard input, or a sentence in quotation marks
    #[arg(required = true, value_name = "INPUT|SENTENCE", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<String>,
    #[command(flatten)]
    pub(crate) known: Known,
    /// In the table, also list the words that only build sentences (articles, prepositions)
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `verify`.
#[derive(Debug, Group)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
    /// How to print the report
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

/// `export`.
#[derive(Debug, Group)]
pub(crate) struct Export {
    /// What to write
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// Where to write it; standard output if left out (not for xlsx)
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
}

/// Formats for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One JSON object per statement, as `read` prints them
    Jsonl,
    /// Comma-separated, one row per statement, safe to open in a spreadsheet
    Csv,
    /// A workbook with a sheet of statements and one of documents
    Xlsx,
}

/// `pack`.
#[derive(Debug, Subcommand)]
pub(crate) enum Pack {
    /// Start a language from the template
    New {
        /// BCP 47 code of the language, such as `fr`
        code: String,
        /// English name of the language; its code if left out
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        packs: PacksArg,
    },
    /// Check every file of the packs and tell all that is wrong
    Check {
        #[command(flatten)]
        packs: PacksArg,
    },
    /// Run the cases and examples of the packs
    Test {
        /// Languages to test; all if left out
        #[arg(value_name = "LANG")]
        languages: Vec<String>,
        /// Run only the cases, not the examples of single entries
        #[arg(long)]
        cases: bool,
        /// Write what was read into the case files instead of failing; read the difference
        #[arg(long)]
        bless: bool,
        #[command(flatten)]
        packs: PacksArg,
    },
    /// Bring pack files into the one layout
    Fmt {
        /// Files or folders; all packs if left out
        #[arg(value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
        /// Change nothing; name the files that would change and fail if there are any
        #[arg(long)]
        check: bool,
        #[command(flatten)]
        packs: PacksArg,
    },
}

/// `help`.
#[derive(Debug, Group)]
pub(crate) struct Help {
    /// An error code, or a command
    pub(crate) topic: Vec<String>,
}

/// `completions`.
#[derive(Debug, Group)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// `man`.
#[derive(Debug, Group)]
pub(crate) struct Man {
    /// Write one page per command into this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) dir: Option<PathBuf>,
}

/// What to read and what is known about it.
#[derive(Debug, Group)]
pub(crate) struct Inputs {
    /// Files, folders with all that is below them, or `-` for standard input
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) known: Known,
}

impl Inputs {
    pub(crate) fn list(&self) -> Vec<Input> {
        self.inputs.iter().map(Input::from_argument).collect()
    }
}

/// What is known about documents that do not say it themselves.
#[derive(Debug, Group)]
pub(crate) struct Known {
    /// Language of documents that do not state theirs, such as `nl`; identified if left out
    #[arg(long, value_name = "CODE")]
    pub(crate) lang: Option<String>,
    /// Publication date of documents that do not state theirs: 2024, 2024-06 or 2024-06-14
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<String>,
    /// Publisher of documents that do not state theirs
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,
}

/// Which packs to read with.
#[derive(Debug, Group)]
pub(crate) struct PacksArg {
    /// Folder of language packs to use instead of those of the program
    #[arg(long, value_name = "DIR", env = "HEADSTAMP_PACKS", hide_env_values = true, value_hint = ValueHint::DirPath)]
    pub(crate) packs: Option<PathBuf>,
}

/// Which ledger.
#[derive(Debug, Group)]
pub(crate) struct LedgerArg {
    /// The ledger
    #[arg(
        long,
        value_name = "FILE",
        env = "HEADSTAMP_LEDGER",
        hide_env_values = true,
        default_value = "headstamp.db",
        value_hint = ValueHint::FilePath
    )]
    pub(crate) ledger: PathBuf,
    /// How long to wait while another program holds the ledger
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    pub(crate) wait: u64,
}

/// How many threads.
#[derive(Debug, Group)]
pub(crate) struct Jobs {
    /// How many documents to read at once; one per processor if left out
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

impl Jobs {
    pub(crate) fn count(&self) -> usize {
        self.jobs
            .or_else(|| std::thread::available_parallelism().ok())
            .map_or(1, NonZero::get)
    }
}

/// How records are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table that fits the terminal
    Table,
    /// One JSON object per line
    Jsonl,
    /// Comma-separated, with a header, safe to open in a spreadsheet
    Csv,
    /// A Markdown table
    Md,
}

/// How to print records.
#[derive(Debug, Group)]
pub(crate) struct FormatArg {
    /// How to print: a table on a terminal and jsonl in a pipe if left out
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
}

/// What records must be like to be listed; all that are given must hold.
#[derive(Debug, Group)]
#[command(next_help_heading = "Filters")]
pub(crate) struct FilterArgs {
    /// Who supplies: an actor id such as `kp` or `org:houthis`
    #[arg(long, value_name = "ACTOR")]
    pub(crate) supplier: Option<String>,
    /// Who receives
    #[arg(long, value_name = "ACTOR")]
    pub(crate) recipient: Option<String>,
    /// Who takes part in any role
    #[arg(long, value_name = "ACTOR")]
    pub(crate) actor: Option<String>,
    /// What: an item class such as `artillery-shell`
    #[arg(long, value_name = "CLASS")]
    pub(crate) item: Option<String>,
    /// Event type, such as `transfer`
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) event: Option<String>,
    /// How far it got
    #[arg(long, value_parser = PossibleValuesParser::new(Phase::WORDS.iter().copied()).try_map(|word| Phase::from_str(&word)))]
    pub(crate) phase: Option<Phase>,
    /// What the source says of it; `denied` means negative
    #[arg(long, value_parser = PossibleValuesParser::new(stances()).try_map(|word| Polarity::from_str(stance(&word))))]
    pub(crate) stance: Option<Polarity>,
    /// State that the source speaks for
    #[arg(long, value_name = "STATE")]
    pub(crate) source_state: Option<String>,
    /// Published on this date or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) since: Option<String>,
    /// Published on this date or earlier; `2024` reaches to its end
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) until: Option<String>,
    /// The document, by id or key
    #[arg(long, value_name = "ID")]
    pub(crate) doc: Option<String>,
    /// Publisher of the document
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,
    /// Language of the document
    #[arg(long, value_name = "CODE")]
    pub(crate) lang: Option<String>,
    /// Words in the text or title of the document: all of them, `"several together"`, `begin*`
    #[arg(long, value_name = "WORDS")]
    pub(crate) text: Option<String>,
}

impl FilterArgs {
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            supplier: self.supplier.clone(),
            recipient: self.recipient.clone(),
            actor: self.actor.clone(),
            item: self.item.clone(),
            event: self.event.clone(),
            phase: self.phase,
            polarity: self.stance,
            source_state: self.source_state.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            document: self.doc.clone(),
            publisher: self.publisher.clone(),
            lang: self.lang.clone(),
            text: self.text.clone(),
            ..Filter::default()
        }
    }
}

fn date(given: &str) -> Result<String, String> {
    published_date(given)
        .ok_or_else(|| "write a date as `2024`, `2024-06` or `2024-06-14`".to_owned())
}

/// The words of [`Polarity`], with those that people use for them.
fn stances() -> impl Iterator<Item = PossibleValue> {
    Polarity::ALL.iter().map(|polarity| {
        let value = PossibleValue::new(polarity.word());
        match polarity {
            Polarity::Positive => value.aliases(["asserted", "confirmed"]),
            Polarity::Negative => value.alias("denied"),
            Polarity::Unknown => value.alias("unconfirmed"),
        }
    })
}

/// The word of [`Polarity`] that `given` stands for.
fn stance(given: &str) -> &'static str {
    stances()
        .zip(Polarity::WORDS)
        .find(|(value, _)| value.matches(given, false))
        .map_or("", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_of_the_command_line_holds_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_verb_and_flag_says_what_it_does() {
        fn check(command: &clap::Command) {
            assert!(
                command.get_about().is_some(),
                "{} has no text",
                command.get_name()
            );
            for argument in command.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{} {} has no text",
                    command.get_name(),
                    argument.get_id()
                );
            }
            command.get_subcommands().for_each(check);
        }
        check(&Args::command());
    }

    #[test]
    fn denied_is_a_negative_stance() {
        let args = Args::try_parse_from(["headstamp", "statements", "--stance", "denied"]);
        let Ok(Args {
            verb: Verb::Statements(list),
            ..
        }) = args
        else {
            panic!("is no listing")
        };
        assert_eq!(list.filter.stance, Some(Polarity::Negative));
    }

    #[test]
    fn a_date_that_is_none_is_wrong_usage() {
        let args = Args::try_parse_from(["headstamp", "read", "--published", "14 June", "x.txt"]);
        assert!(args.is_err());
    }
}
