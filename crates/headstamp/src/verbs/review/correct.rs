//! Corrected and added statements: a person's reading, held against the text like any other.
//!
//! The old statement stays as it was; a review says what stands in its place. Next: `verbs/import`.

use super::fields::set;
use crate::args::{AddStatement, Correct, Decider, PacksArg};
use crate::failure::{Failure, Status};
use crate::linking;
use crate::output;
use crate::records::{ListedOut, ReviewOut, StatementOut};
use crate::verbs::{import, now};
use headstamp::{
    ledger::{self, Ledger, Mode},
    model::Decision,
};
use serde_json::{Value, json};

/// `review correct`.
pub(super) fn correct(args: &Correct) -> Result<Status, Failure> {
    let mut ledger = args.decider.ledger.open(Mode::ReadWrite)?;
    let old = ledger.statement(&args.statement)?;
    let mut line = serde_json::to_value(&old.statement).unwrap_or_default();
    line["start"] = old.statement.span.start.into();
    line["end"] = old.statement.span.end.into();
    line["doc"] = old.document.clone().into();
    set(&mut line, &args.fields)?;
    let new = take_in(&mut ledger, &line, &args.decider, &args.packs)?;
    if new == old.statement.id {
        return Err(Failure::usage(
            "the corrected statement is the one that is there",
            "set at least one field to something else",
        ));
    }
    let review = ledger.review(&ledger::Review {
        statement: &old.statement.id,
        other: None,
        decision: Decision::Corrected,
        value: Some(&new),
        at: &now(),
        who: &args.decider.by,
        because: &args.decider.because,
    })?;
    linking::relink(&mut ledger, args.packs.reader()?.shared())?;
    output::print(args.decider.format.chosen(), &[ReviewOut(review)])?;
    Ok(Status::Done)
}

/// `review add`.
pub(super) fn add(args: &AddStatement) -> Result<Status, Failure> {
    let mut ledger = args.decider.ledger.open(Mode::ReadWrite)?;
    let document = ledger.document(&args.document)?;
    let mut line = json!({ "doc": document.key, "quote": args.quote });
    set(&mut line, &args.fields)?;
    let new = take_in(&mut ledger, &line, &args.decider, &args.packs)?;
    // why it was added is kept like every reason
    ledger.review(&ledger::Review {
        statement: &new,
        other: None,
        decision: Decision::Confirmed,
        value: None,
        at: &now(),
        who: &args.decider.by,
        because: &args.decider.because,
    })?;
    linking::relink(&mut ledger, args.packs.reader()?.shared())?;
    let record = ledger.statement(&new)?;
    output::print(
        args.decider.format.chosen(),
        &[ListedOut(StatementOut::listed(record))],
    )?;
    Ok(Status::Done)
}

/// Takes a person's statement in; a field that does not hold refuses it whole.
fn take_in(
    ledger: &mut Ledger,
    line: &Value,
    decider: &Decider,
    packs: &PacksArg,
) -> Result<String, Failure> {
    let (who, because) = (decider.by.trim(), decider.because.trim());
    if who.is_empty() || because.is_empty() {
        return Err(Failure::usage(
            "a decision needs a name and a reason",
            "give them with `--by NAME --because TEXT`",
        ));
    }
    let reader = packs.reader()?;
    import::one(ledger, reader, line, who, &now())
}
