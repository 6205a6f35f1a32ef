//! Prints what was measured: tables for people, records for programs.

use crate::args::{Eval, EvalFormat, Format};
use crate::failure::Failure;
use crate::output::{self, Printer, Record};
use crate::table::legible;
use headstamp::{
    eval::{self, ErrorLine, Group, Scored, Tally},
    packs::schema::Measured,
};
use serde::Serialize;
use std::io::Write;

pub(super) fn print(
    args: &Eval,
    format: EvalFormat,
    readers: &[(&str, Scored<'_>)],
) -> Result<(), Failure> {
    let scores = readers.iter().flat_map(|(reader, scored)| {
        scored.groups().map(|(group, tally)| ScoreOut {
            kind: "score",
            reader,
            group,
            tally,
        })
    });
    let errors = readers.iter().flat_map(|(reader, scored)| {
        let errors = scored.errors(args.errors).into_iter();
        errors.map(|error| ErrorOut { reader, error })
    });
    let rules = readers
        .iter()
        .filter(|_| args.rules)
        .flat_map(|(reader, scored)| {
            scored.rules().into_iter().map(|(rule, measured)| RuleOut {
                kind: "rule",
                reader,
                rule,
                measured,
            })
        });
    match format {
        EvalFormat::Table => table(args, readers)?,
        EvalFormat::Json => {
            let mut out = output::out();
            let all = All {
                scores: scores.collect(),
                errors: errors.collect(),
                rules: rules.collect(),
            };
            serde_json::to_writer(&mut out, &all).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
            out.flush()?;
        }
        EvalFormat::Jsonl => {
            let format = Format::Jsonl;
            output::print(format, &scores.collect::<Vec<_>>())?;
            output::print(format, &errors.collect::<Vec<_>>())?;
            output::print(format, &rules.collect::<Vec<_>>())?;
        }
        EvalFormat::Csv => flat(args, Format::Csv, scores, errors, rules)?,
        EvalFormat::Md => flat(args, Format::Md, scores, errors, rules)?,
    }
    Ok(())
}

/// A sheet has one heading, so it holds one sort of record.
fn flat<'a>(
    args: &Eval,
    format: Format,
    scores: impl Iterator<Item = ScoreOut<'a>>,
    errors: impl Iterator<Item = ErrorOut<'a>>,
    rules: impl Iterator<Item = RuleOut<'a>>,
) -> Result<(), Failure> {
    if args.errors > 0 {
        sheet(format, errors)
    } else if args.rules {
        sheet(format, rules)
    } else {
        sheet(format, scores)
    }
}

fn sheet<R: Record>(format: Format, records: impl Iterator<Item = R>) -> Result<(), Failure> {
    let mut printer = Printer::start::<R>(format)?;
    for record in records {
        printer.push(&record)?;
    }
    printer.finish::<R>()
}

fn table(args: &Eval, readers: &[(&str, Scored<'_>)]) -> std::io::Result<()> {
    let mut out = output::out();
    for (reader, scored) in readers {
        writeln!(out, "reader: {}\n", legible(reader))?;
        out.write_all(eval::figures_table(scored).as_bytes())?;
        for error in scored.errors(args.errors) {
            write!(out, "\n{}", legible(&error.to_string()))?;
        }
        if args.rules {
            write!(out, "\n{}", eval::rules_table(&scored.rules()))?;
        }
    }
    out.flush()
}

/// Everything, as one object.
#[derive(Serialize)]
struct All<'a> {
    scores: Vec<ScoreOut<'a>>,
    errors: Vec<ErrorOut<'a>>,
    rules: Vec<RuleOut<'a>>,
}

/// The figures of a group.
#[derive(Serialize)]
struct ScoreOut<'a> {
    kind: &'static str,
    reader: &'a str,
    #[serde(flatten)]
    group: &'a Group,
    #[serde(flatten)]
    tally: &'a Tally,
}

/// A statement that is not right.
#[derive(Serialize)]
struct ErrorOut<'a> {
    reader: &'a str,
    #[serde(flatten)]
    error: ErrorLine<'a>,
}

/// How often a rule was right.
#[derive(Serialize)]
struct RuleOut<'a> {
    kind: &'static str,
    reader: &'a str,
    rule: String,
    #[serde(flatten)]
    measured: Measured,
}

impl Record for ScoreOut<'_> {
    const HEADING: &'static [&'static str] = Self::COLUMNS;
    const COLUMNS: &'static [&'static str] = &[
        "reader",
        "lang",
        "type",
        "documents",
        "gold",
        "found",
        "event_p",
        "event_r",
        "event_f1",
        "item_f1",
        "stance_f1",
        "source_f1",
        "full_p",
        "full_r",
        "full_f1",
        "strict_f1",
        "false_fillers",
        "fillers",
        "irrelevant_with_a_statement",
        "irrelevant",
    ];

    fn row(&self) -> Vec<String> {
        self.cells()
    }

    fn cells(&self) -> Vec<String> {
        let (group, tally) = (self.group, self.tally);
        let all = |level: usize| {
            let score = tally.score(level);
            [score.precision, score.recall, score.f1].map(|figure| format!("{figure:.3}"))
        };
        let f1 = |level: usize| format!("{:.3}", tally.score(level).f1);
        let or_all = |value: &Option<String>| value.clone().unwrap_or_else(|| "all".to_owned());
        let mut cells = vec![
            self.reader.to_owned(),
            or_all(&group.lang),
            or_all(&group.event),
            tally.documents.to_string(),
            tally.gold.to_string(),
            tally.found.to_string(),
        ];
        cells.extend(all(0));
        cells.extend([f1(1), f1(2), f1(3)]);
        cells.extend(all(4));
        cells.push(f1(5));
        for (count, of) in [tally.false_fillers, tally.irrelevant] {
            cells.extend([count.to_string(), of.to_string()]);
        }
        cells
    }

    fn line(&self) -> impl Serialize {
        self
    }
}

impl Record for ErrorOut<'_> {
    const HEADING: &'static [&'static str] = Self::COLUMNS;
    const COLUMNS: &'static [&'static str] = &[
        "reader", "kind", "doc", "lang", "place", "differs", "gold", "found", "rule",
    ];

    fn row(&self) -> Vec<String> {
        self.cells()
    }

    fn cells(&self) -> Vec<String> {
        let error = &self.error;
        let json = |line: Option<&eval::Line>| {
            line.and_then(|line| serde_json::to_string(line).ok())
                .unwrap_or_default()
        };
        let kind = match error.kind {
            eval::ErrorKind::Missed => "missed",
            eval::ErrorKind::Differs => "differs",
            eval::ErrorKind::Extra => "extra",
        };
        vec![
            self.reader.to_owned(),
            kind.to_owned(),
            error.doc.to_owned(),
            error.lang.to_owned(),
            error.place.unwrap_or_default().to_owned(),
            error.fields.join(", "),
            json(error.gold),
            json(error.found),
            error
                .found
                .and_then(|found| found.rule.clone())
                .unwrap_or_default(),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}

impl Record for RuleOut<'_> {
    const HEADING: &'static [&'static str] = Self::COLUMNS;
    const COLUMNS: &'static [&'static str] = &["reader", "rule", "right", "given"];

    fn row(&self) -> Vec<String> {
        self.cells()
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.reader.to_owned(),
            self.rule.clone(),
            self.measured.right.to_string(),
            self.measured.given.to_string(),
        ]
    }

    fn line(&self) -> impl Serialize {
        self
    }
}
