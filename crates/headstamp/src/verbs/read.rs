//! `headstamp read`: the statements of documents, by document and place; touches no ledger.

use crate::args::Read;
use crate::console::Console;
use crate::failure::{Failure, Status, unknown_language};
use crate::output;
use crate::pipeline::{WorkError, each_document};
use crate::records::{MissOut, StatementOut, place};
use headstamp::{
    model::{CharOffsets, Document},
    reader::Reader,
};
use std::convert::Infallible;

/// What was read in a document.
struct DocumentRead {
    statements: Vec<StatementOut>,
    misses: Vec<MissOut>,
}

pub(super) fn run(args: &Read, console: &Console) -> Result<Status, Failure> {
    let reader = args.packs.reader()?;
    let options = args.inputs.known.options(Some(reader))?;
    console.start_progress("reading");
    let mut read = Vec::new();
    let Ok(()) = each_document(
        &args.inputs.list(),
        &options,
        args.jobs.count(),
        console,
        |document| read_document(reader, document, args.misses),
        |worked| {
            let document = worked.entry.document;
            // the key tells apart documents that share an id, in whatever order they came
            let key = document.key();
            read.push((document.id, key, worked.result));
            Ok::<(), Infallible>(())
        },
    );
    console.finish();
    read.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    let read = read.into_iter().map(|(_, _, read)| read);
    let format = args.format.chosen();
    if args.misses {
        output::print(
            format,
            &read.flat_map(|read| read.misses).collect::<Vec<_>>(),
        )?;
    } else {
        output::print(
            format,
            &read.flat_map(|read| read.statements).collect::<Vec<_>>(),
        )?;
    }
    Ok(Status::Done)
}

fn read_document(
    reader: &Reader,
    document: &Document,
    wants_misses: bool,
) -> Result<DocumentRead, WorkError> {
    let reading = reader
        .read(document)
        .map_err(|error| unknown_language(&error))?;
    let offsets = CharOffsets::new(&document.text);
    if !wants_misses {
        let mut statements: Vec<StatementOut> = reading
            .statements
            .into_iter()
            .map(|statement| StatementOut::read(statement, &offsets))
            .collect();
        statements.sort_by(|a, b| {
            let (a, b) = (a.statement(), b.statement());
            (a.span, &a.id).cmp(&(b.span, &b.id))
        });
        return Ok(DocumentRead {
            statements,
            misses: Vec::new(),
        });
    }
    let misses = reading.misses.into_iter().map(|miss| MissOut {
        doc: document.id.clone(),
        lang: document.lang.clone().unwrap_or_default(),
        place: place(miss.span, offsets.span(miss.span)),
        text: miss.span.of(&document.text).to_owned(),
        triggers: miss.triggers,
    });
    let mut misses: Vec<MissOut> = misses.collect();
    misses.sort_by_key(MissOut::start);
    Ok(DocumentRead {
        statements: Vec::new(),
        misses,
    })
}
