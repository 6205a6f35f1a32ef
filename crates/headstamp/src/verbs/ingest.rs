//! `headstamp ingest`: the documents that inputs contain, in the order of the inputs.

use crate::args::Ingest;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output::Printer;
use crate::pipeline::each_document;
use headstamp::model::Document;

pub(super) fn run(args: &Ingest, console: &Console) -> Result<Status, Failure> {
    let options = args.inputs.known.options(None)?;
    let mut printer = Printer::start::<Document>(args.format.chosen())?;
    console.start_progress("opening");
    // nothing is done with a document here that more threads could do
    each_document(
        &args.inputs.list(),
        &options,
        1,
        console,
        |_| Ok(()),
        |worked| printer.push(&worked.entry.document),
    )?;
    console.finish();
    printer.finish::<Document>()?;
    Ok(Status::Done)
}
