//! The flags of `import` and `eval`: readings of others taken in, and readings scored.

use super::{Jobs, LedgerArg, PacksArg, RefusedArg, WhoArg};
use clap::{Args as Group, ValueEnum, ValueHint};
use std::path::PathBuf;

/// `import`.
///
/// Every statement is held against its document: quote, actors, things, numbers, source, time. What
/// the text lacks or contradicts is refused, the field or the whole statement, with a reason.
#[derive(Debug, Group)]
pub(crate) struct Import {
    /// File of statements, one JSON object per line, or `-` for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Who read them: the name of the tool or person, kept with every statement
    #[arg(long, value_name = "NAME")]
    pub(crate) as_read_by: String,
    /// Version of that tool
    #[arg(long, value_name = "VERSION")]
    pub(crate) reader_version: Option<String>,
    /// What the file is
    #[arg(long, value_enum, default_value_t = Origin::Contract)]
    pub(crate) from: Origin,
    /// What offsets count; bytes for `contract` and characters for the others if left out
    #[arg(long, value_enum)]
    pub(crate) offsets: Option<Measure>,
    /// What the tool's labels and fields mean here, as TOML; needed for `gliner2`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) mapping: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) refused: RefusedArg,
    #[command(flatten)]
    pub(crate) ledger: LedgerArg,
    #[command(flatten)]
    pub(crate) who: WhoArg,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
}

/// Formats of other tools' statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Origin {
    /// Statements as `headstamp read` prints them
    Contract,
    /// Documents with extractions, as `LangExtract` saves them
    Langextract,
    /// Results of `GLiNER2` with the document's id as `doc`
    Gliner2,
}

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Measure {
    /// Bytes of the UTF-8 text
    Bytes,
    /// Characters (Unicode code points), as Python counts
    Characters,
    /// UTF-16 units, as JavaScript and Java count
    Utf16,
}

/// `eval`.
#[derive(Debug, Group)]
pub(crate) struct Eval {
    /// Gold statements (JSON Lines), or a folder with all `gold.jsonl` below it
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(crate) gold: PathBuf,
    /// The documents (JSON Lines), or a folder with all `docs.jsonl` below it
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(crate) docs: PathBuf,
    /// Score the statements of this file instead of reading DOCS; `reader` in a line keeps readers apart
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["write_precision", "freeze"])]
    pub(crate) statements: Option<PathBuf>,
    /// Only documents of this language; may be given several times
    #[arg(long, value_name = "CODE")]
    pub(crate) lang: Vec<String>,
    /// List what was missed, differs or should not be there: so many of each
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,
    /// List every rule with how many statements it gave and how many were right
    #[arg(long)]
    pub(crate) rules: bool,
    /// Write the figures of rules to `LANG/precision.toml` in this folder of packs, which then also reads
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) write_precision: Option<PathBuf>,
    /// Keep what is read now in `LANG/frozen.jsonl` in this folder; prints what changed
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) freeze: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) packs: PacksArg,
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    /// How to print: a table on a terminal and jsonl in a pipe if left out
    #[arg(long, value_enum)]
    pub(crate) format: Option<EvalFormat>,
}

/// How `eval` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvalFormat {
    /// Tables with a legend, then errors and rules if asked for
    Table,
    /// One JSON object with everything
    Json,
    /// One JSON object per group, error and rule, told apart by `kind`
    Jsonl,
    /// Comma-separated: the errors if asked for, else the rules if asked for, else the figures
    Csv,
    /// The same as a Markdown table
    Md,
}
