//! `headstamp import`: statements of other tools and people, through the same verifier as our own.
//!
//! The documents must be in the ledger: a statement is held against the text that is kept there. What
//! holds is written in one transaction, each statement with the name of its reader; what does not is
//! told with a reason.

use crate::args::{Import as Args, Origin};
use crate::console::Console;
use crate::display::plural;
use crate::failure::{Failure, Status, unknown_language};
use crate::import::{How, Mapping, Record, records};
use crate::linking;
use crate::output;
use crate::refused::Refusals;
use crate::verbs::now;
use headstamp::{
    ledger::{DocumentRecord, Import, Ledger, LedgerError, Mode, ReadBy},
    model::{Statement, sha256_hex},
    packs::Shared,
    reader::{
        Reader,
        verify::{Foreign, Refusal, Refused, Verdict},
    },
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;

/// What a file must be.
const UTF8: &str = "give a file of UTF-8 text, or `-` for standard input";

/// What became of records, by their number.
type Verdicts = BTreeMap<usize, Verdict>;

/// A document with the records that belong to it.
struct Group {
    document: DocumentRecord,
    records: Vec<usize>,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status, Failure> {
    let reader = args.packs.reader()?;
    let shared = reader.shared();
    let mapping = mapping(args, shared)?;
    let text = content(&args.file, UTF8)?;
    let mut refusals = Refusals::new(&args.refused)?;
    let mut ledger = args.ledger.open(Mode::ReadWrite)?;
    let records = records(
        &text,
        &How {
            from: args.from,
            offsets: args.offsets,
            mapping: mapping.as_ref(),
            shared,
        },
    );
    let (groups, lost) = by_document(&ledger, &records)?;
    let read_by = ReadBy {
        name: args.as_read_by.clone(),
        version: args.reader_version.clone(),
    };
    let by = match &read_by.version {
        Some(version) => format!("{} {version}", read_by.name),
        None => read_by.name.clone(),
    };
    let mut verdicts = lost;
    for group in groups.values() {
        judge(reader, group, &groups, &records, &by, &mut verdicts)?;
    }
    let path = args.file.display().to_string();
    let mut new = 0;
    let mut known = 0;
    let at = now();
    let mut batch = ledger.batch()?;
    for (key, group) in &groups {
        let statements: Vec<Statement> = group
            .records
            .iter()
            .filter_map(|index| verdicts.get(index)?.statement.clone())
            .collect();
        let imported = batch.import(&Import {
            document: key,
            statements: &statements,
            reader: &read_by,
            path: Some(&path),
            at: &at,
            who: &args.who.who,
        })?;
        new += imported.new;
        known += imported.known;
    }
    batch.commit()?;
    for (index, record) in records.iter().enumerate() {
        let Some(verdict) = verdicts.get(&index).filter(|v| !v.refused.is_empty()) else {
            continue;
        };
        tell(&path, record, &verdict.refused, console);
        refusals.take(
            &record.doc,
            Some(record.line),
            &record.raw,
            &verdict.refused,
        )?;
    }
    refusals.finish(console)?;
    if ledger.unlinked()? > 0 {
        linking::relink(&mut ledger, reader.shared())?;
    }
    let mut out = output::out();
    writeln!(
        out,
        "{} read by {by}, {new} new, {known} known before; ledger `{}`",
        plural(records.len(), "statement"),
        ledger.path().display()
    )?;
    out.flush()?;
    Ok(Status::Done)
}

/// Takes in one statement that a person made; returns its id.
///
/// # Errors
///
/// When any field does not hold against the document: a person can mend it.
pub(super) fn one(
    ledger: &mut Ledger,
    reader: &Reader,
    line: &Value,
    who: &str,
    at: &str,
) -> Result<String, Failure> {
    let how = How {
        from: Origin::Contract,
        offsets: None,
        mapping: None,
        shared: reader.shared(),
    };
    let records = records(&line.to_string(), &how);
    let (groups, mut verdicts) = by_document(ledger, &records)?;
    for group in groups.values() {
        judge(reader, group, &groups, &records, who, &mut verdicts)?;
    }
    let verdict = verdicts.remove(&0).unwrap_or_default();
    if let Some(refused) = verdict.refused.first() {
        let field = refused
            .field
            .as_ref()
            .map_or_else(String::new, |f| format!("{f}: "));
        return Err(Failure::new(
            Status::Failed,
            format!("{field}{}", refused.refusal),
            "what a statement says must stand in its document; set the field to what the text says",
        ));
    }
    let (Some(statement), Some(key)) = (verdict.statement, groups.keys().next()) else {
        return Err(Failure::new(
            Status::Failed,
            "it is no statement",
            "give the quote and the fields of the contract",
        ));
    };
    let mut batch = ledger.batch()?;
    batch.import(&Import {
        document: key,
        statements: std::slice::from_ref(&statement),
        reader: &ReadBy {
            name: who.to_owned(),
            version: None,
        },
        path: None,
        at,
        who,
    })?;
    batch.commit()?;
    Ok(statement.id)
}

/// Reports what is wrong with the file itself: a line that is no statement, a document that is not there.
fn tell(path: &str, record: &Record, refused: &[Refused], console: &Console) {
    for one in refused {
        let help = match &one.refusal {
            Refusal::RecordMalformed { .. } => "correct the line; the others were taken in",
            Refusal::DocumentUnknown { .. } => {
                "add the document with `headstamp add`, then import again"
            }
            _ => continue,
        };
        let message = format!("{path}:{}: {}", record.line, one.refusal);
        console.failed(&message, Some(help));
    }
}

fn mapping(args: &Args, shared: &Shared) -> Result<Option<Mapping>, Failure> {
    let Some(path) = &args.mapping else {
        if args.from == Origin::Gliner2 {
            return Err(Failure::usage(
                "GLiNER2 has no labels of its own: nothing says what yours mean",
                "write a mapping and give it with `--mapping`; docs/reference/import.md has an example",
            ));
        }
        return Ok(None);
    };
    let text = content(path, UTF8)?;
    Mapping::read(&text, shared).map(Some).map_err(|error| {
        Failure::usage(
            format!("the mapping `{}` cannot be used: {error}", path.display()),
            "docs/reference/import.md tells what a mapping may hold",
        )
    })
}

/// The text of a file, or of standard input for `-`; `help` says what to give.
pub(super) fn content(path: &Path, help: &str) -> Result<String, Failure> {
    let read = if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    read.map_err(|error| {
        Failure::usage(
            format!("`{}` cannot be read: {error}", path.display()),
            help,
        )
    })
}

/// Sorts records by the document that they name; a record without one gets its verdict at once.
fn by_document(
    ledger: &Ledger,
    records: &[Record],
) -> Result<(BTreeMap<String, Group>, Verdicts), Failure> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut lost = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        let refusal = match (&record.foreign, find(ledger, record)?) {
            (Err(refusal), _) => refusal.clone(),
            (Ok(_), Some(document)) => {
                let group = groups.entry(document.key.clone()).or_insert(Group {
                    document,
                    records: Vec::new(),
                });
                group.records.push(index);
                continue;
            }
            (Ok(_), None) => Refusal::DocumentUnknown {
                given: record.doc.clone(),
            },
        };
        lost.insert(
            index,
            Verdict {
                statement: None,
                refused: vec![Refused {
                    field: None,
                    refusal,
                }],
            },
        );
    }
    Ok((groups, lost))
}

/// The document of a record: by its id or key, by the hash of its original, by its text.
fn find(ledger: &Ledger, record: &Record) -> Result<Option<DocumentRecord>, Failure> {
    let of_text = record.text.as_ref().map(|text| sha256_hex(text.as_bytes()));
    let mut found = if record.doc.is_empty() {
        Err(LedgerError::NotFound {
            kind: "document",
            given: String::new(),
        })
    } else {
        ledger.document(&record.doc)
    };
    for hash in of_text.iter().chain([&record.doc]) {
        if matches!(
            found,
            Err(LedgerError::NotFound { .. } | LedgerError::Ambiguous { .. })
        ) {
            found = match ledger.document_with_hash(hash) {
                Err(LedgerError::NotFound { .. }) => found,
                other => other,
            };
        }
    }
    match found {
        Ok(document) => Ok(Some(document)),
        Err(LedgerError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Holds the records of a document against it.
fn judge(
    reader: &Reader,
    group: &Group,
    groups: &BTreeMap<String, Group>,
    records: &[Record],
    by: &str,
    verdicts: &mut Verdicts,
) -> Result<(), Failure> {
    let document = &group.document.document;
    let mut foreign: Vec<Foreign> = Vec::new();
    for index in &group.records {
        let record = &records[*index];
        if let Ok(given) = &record.foreign {
            let at = record.at.map(|at| at.within(&document.text));
            foreign.push(Foreign {
                at,
                ..given.clone()
            });
        }
    }
    let judged = reader.verify(document, &foreign, by).map_err(|error| {
        let (message, help) = unknown_language(&error);
        Failure::new(
            Status::Failed,
            format!("document `{}`: {message}", document.id),
            help,
        )
    })?;
    for (index, mut verdict) in group.records.iter().zip(judged) {
        for refused in &mut verdict.refused {
            let Refusal::QuoteNotInText { quote } = &refused.refusal else {
                continue;
            };
            let other = groups
                .values()
                .map(|g| &g.document.document)
                .find(|other| other.id != document.id && other.text.contains(quote.as_str()));
            if let Some(other) = other {
                refused.refusal = Refusal::QuoteOfOther {
                    quote: quote.clone(),
                    other: other.id.clone(),
                };
            }
        }
        verdicts.insert(*index, verdict);
    }
    Ok(())
}
