//! `headstamp statements` and `headstamp documents`: what the ledger holds, filtered.

use crate::args::{FilterArgs, List};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output::{Printer, Record};
use crate::records::{ListedOut, StatementOut};
use headstamp::{
    ledger::{DocumentRecord, LedgerError, Mode},
    packs::{Shared, embedded},
};
use std::io;

pub(super) fn statements(args: &List, console: &Console) -> Result<Status, Failure> {
    let ledger = args.ledger.open(Mode::ReadOnly)?;
    let mut printer = Printer::list::<ListedOut>(args)?;
    let mut count = 0_usize;
    let mut failure: Option<io::Error> = None;
    let outcome = ledger.each_statement(&args.filter.filter(), |record| {
        count += 1;
        printer
            .push(&ListedOut(StatementOut::listed(record)))
            .map_err(|error| {
                failure = Some(error);
                stopped()
            })
    });
    if let Some(error) = failure {
        return Err(error.into());
    }
    outcome?;
    finish::<ListedOut>(printer, count, &args.filter, console)
}

/// Ends a listing early; what really went wrong is told by the caller.
fn stopped() -> LedgerError {
    LedgerError::Export {
        detail: "the output ended".to_owned(),
        advice: "try again",
    }
}

pub(super) fn documents(args: &List, console: &Console) -> Result<Status, Failure> {
    let ledger = args.ledger.open(Mode::ReadOnly)?;
    let records = ledger.documents(&args.filter.filter())?;
    let mut printer = Printer::list::<DocumentRecord>(args)?;
    for record in &records {
        printer.push(record)?;
    }
    finish::<DocumentRecord>(printer, records.len(), &args.filter, console)
}

pub(super) fn finish<R: Record>(
    printer: Printer,
    count: usize,
    filter: &FilterArgs,
    console: &Console,
) -> Result<Status, Failure> {
    printer.finish::<R>()?;
    if count == 0 {
        console.note("nothing in the ledger is like that");
        for slip in slips(filter, embedded::shared()) {
            console.note(&slip);
        }
    }
    Ok(Status::Done)
}

/// Filters that name what the shared lists do not have, which may be why nothing was found.
fn slips(filter: &FilterArgs, shared: &Shared) -> Vec<String> {
    let mut slips = Vec::new();
    let actors = [
        ("supplier", &filter.supplier),
        ("recipient", &filter.recipient),
        ("actor", &filter.actor),
        ("source-state", &filter.source_state),
    ];
    for (flag, given) in actors {
        let Some(given) = given.as_deref() else {
            continue;
        };
        if shared.states.contains_key(given)
            || shared.actors.contains_key(given)
            || given.starts_with("org:")
        {
            continue;
        }
        let states = shared
            .states
            .iter()
            .map(|(id, entry)| (id, &entry.value.name));
        let named = states
            .chain(
                shared
                    .actors
                    .iter()
                    .map(|(id, entry)| (id, &entry.value.name)),
            )
            .find(|(_, name)| name.eq_ignore_ascii_case(given));
        slips.push(match named {
            Some((id, _)) => format!("`--{flag} {given}`: actors go by their id, here `{id}`"),
            None => format!("`--{flag} {given}`: no actor has this id; states go by their two letters, such as `ua`"),
        });
    }
    let lists = [
        (
            "item",
            &filter.item,
            shared.items.keys().collect::<Vec<_>>(),
        ),
        ("type", &filter.event, shared.events.keys().collect()),
    ];
    for (flag, given, known) in lists {
        if let Some(given) = given.as_ref().filter(|given| !known.contains(given)) {
            let known: Vec<&str> = known.iter().map(|word| word.as_str()).collect();
            slips.push(format!(
                "`--{flag} {given}` is none of {}",
                known.join(", ")
            ));
        }
    }
    slips
}
