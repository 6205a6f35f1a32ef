//! The flags of `reread` and `review`: what people and later packs change in a ledger.

use super::{FormatArg, Jobs, LedgerArg, PacksArg, WhoArg};
use clap::{Args as Group, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// `reread`.
#[derive(Debug, Group)]
pub(crate) struct Reread {
    /// Keep the new readings; without it nothing in the ledger changes
    #[arg(long)]
    pub(crate) apply: bool,
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
    #[command(flatten)]
    pub(crate) who: WhoArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `review`.
#[derive(Debug, Subcommand)]
pub(crate) enum Review {
    /// The document says what the statement says
    Confirm(Decide),
    /// The document does not say what the statement says; it counts nowhere any more
    Reject(Decide),
    /// The document says it otherwise: put a corrected statement in its place, held against the text like any other
    #[command(after_help = "\
Example:
  headstamp review correct 3f2a91bc --set phase=planned --set roles.recipient=gh \\
      --set items.0.low=40 --by 'Anna Smit' --because 'it says is to deliver'")]
    Correct(Correct),
    /// Add a statement that the reader missed, held against the text like any other
    #[command(after_help = "\
Example:
  headstamp review add lantern --quote 'Togo has sent 40 tanks to Ghana' --set type=transfer \\
      --set roles.supplier=tg --set roles.recipient=gh --set items.0.class=tank --set items.0.low=40 \\
      --set items.0.high=40 --by 'Anna Smit' --because 'missed'")]
    Add(AddStatement),
    /// Give a statement an Admiralty grade: reliability of the source A to F, credibility 1 to 6
    ///
    /// F and 6 say that it cannot be judged: they are missing values and no low grades.
    Grade {
        /// The statement, by its id or the first letters of it
        statement: String,
        /// The grade, such as `B2`
        grade: String,
        #[command(flatten)]
        decider: Decider,
    },
    /// Write a note at a statement
    Note(Decide),
    /// Two are one: the same claim, or the same source act
    Merge(Two),
    /// Two are two: not the same claim, or not the same source act
    Split(Two),
    /// The sources of two statements are one person or house, under whatever names
    SameAs(Sources),
    /// The sources of two statements are two, however like their names are
    NotSameAs(Sources),
    /// List what was decided, the earliest first
    List {
        /// Only decisions that fit no statement any more
        #[arg(long)]
        unattached: bool,
        #[command(flatten)]
        ledger: LedgerArg,
        #[command(flatten)]
        format: FormatArg,
    },
    /// Write all decisions as text, one JSON object per line, for another ledger or an archive
    Export {
        /// Where to write them; standard output if left out
        #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
        #[command(flatten)]
        ledger: LedgerArg,
    },
    /// Take in decisions that `review export` wrote; those that are there already stay as they are
    Import {
        /// The file, or `-` for standard input
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        #[command(flatten)]
        ledger: LedgerArg,
        #[command(flatten)]
        packs: PacksArg,
    },
}

/// Who decides, and why.
#[derive(Debug, Group)]
pub(crate) struct Decider {
    /// Who decides
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: String,
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
    #[command(flatten)]
    pub(crate) format: FormatArg,
}

/// `review confirm`, `reject` and `note`.
#[derive(Debug, Group)]
pub(crate) struct Decide {
    /// The statement, by its id or the first letters of it
    pub(crate) statement: String,
    #[command(flatten)]
    pub(crate) decider: Decider,
}

/// What two are one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// One source act: who said it, when, where
    Origin,
    /// One claim: what one origin says about one event
    Claim,
}

/// `review merge` and `review split`.
#[derive(Debug, Group)]
pub(crate) struct Two {
    /// A claim, origin or statement, by its id or the first letters of it
    pub(crate) first: String,
    /// The other one
    pub(crate) second: String,
    /// What they are one of; taken from the ids if left out, and `claim` for two statements
    #[arg(long, value_enum)]
    pub(crate) of: Option<Level>,
    #[command(flatten)]
    pub(crate) decider: Decider,
}

/// `review same-as` and `review not-same-as`.
#[derive(Debug, Group)]
pub(crate) struct Sources {
    /// A statement of the one source, by its id or the first letters of it
    pub(crate) first: String,
    /// A statement of the other
    pub(crate) second: String,
    #[command(flatten)]
    pub(crate) decider: Decider,
}

/// `review correct`.
#[derive(Debug, Group)]
pub(crate) struct Correct {
    /// The statement, by its id or the first letters of it
    pub(crate) statement: String,
    /// A field and what it is, such as `roles.recipient=gh,ne`; nothing after `=` takes the field away
    #[arg(long = "set", value_name = "FIELD=VALUE", required = true)]
    pub(crate) fields: Vec<String>,
    #[command(flatten)]
    pub(crate) decider: Decider,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
}

/// `review add`.
#[derive(Debug, Group)]
pub(crate) struct AddStatement {
    /// The document, by its id or key
    pub(crate) document: String,
    /// The words of the document that carry it
    #[arg(long, value_name = "TEXT")]
    pub(crate) quote: String,
    /// A field and what it is, such as `type=transfer` or `roles.supplier=tg`
    #[arg(long = "set", value_name = "FIELD=VALUE", required = true)]
    pub(crate) fields: Vec<String>,
    #[command(flatten)]
    pub(crate) decider: Decider,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
}
