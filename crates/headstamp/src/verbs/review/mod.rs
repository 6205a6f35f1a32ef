//! `headstamp review`: what people decide about statements, claims and origins.
//!
//! Every decision has a name and a reason and is added to the log; none is ever changed. One that bears on how statements
//! belong together is followed at once by linking anew. Next: `pairs`, `correct`, `exchange`.

mod correct;
mod exchange;
mod fields;
mod pairs;

use crate::args::{Decider, Review};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::linking;
use crate::output;
use crate::records::ReviewOut;
use crate::verbs::now;
use headstamp::{
    ledger::{self, Ledger, Mode},
    model::Decision,
    packs::embedded,
};

pub(super) fn run(args: &Review, console: &Console) -> Result<Status, Failure> {
    match args {
        Review::Confirm(args) => one(&args.statement, Decision::Confirmed, None, &args.decider),
        Review::Reject(args) => one(&args.statement, Decision::Rejected, None, &args.decider),
        Review::Note(args) => one(&args.statement, Decision::Noted, None, &args.decider),
        Review::Grade {
            statement,
            grade,
            decider,
        } => one(statement, Decision::Graded, Some(grade), decider),
        Review::Correct(args) => correct::correct(args),
        Review::Add(args) => correct::add(args),
        Review::Merge(args) => pairs::level(args, Decision::Merged),
        Review::Split(args) => pairs::level(args, Decision::Split),
        Review::SameAs(args) => pairs::sources(args, Decision::SameSource),
        Review::NotSameAs(args) => pairs::sources(args, Decision::OtherSource),
        Review::List {
            unattached,
            ledger,
            format,
        } => {
            let reviews = ledger.open(Mode::ReadOnly)?.reviews(*unattached)?;
            if reviews.is_empty() {
                console.note(if *unattached {
                    "every review fits a statement"
                } else {
                    "nobody has decided anything yet"
                });
            }
            let reviews: Vec<ReviewOut> = reviews.into_iter().map(ReviewOut).collect();
            output::print(format.chosen(), &reviews)?;
            Ok(Status::Done)
        }
        Review::Export { output, ledger } => exchange::export(output.as_deref(), ledger),
        Review::Import {
            file,
            ledger,
            packs,
        } => exchange::import(file, ledger, packs, console),
    }
}

/// A decision about one statement.
fn one(
    statement: &str,
    decision: Decision,
    value: Option<&String>,
    decider: &Decider,
) -> Result<Status, Failure> {
    let mut ledger = decider.ledger.open(Mode::ReadWrite)?;
    let review = ledger.review(&ledger::Review {
        statement,
        other: None,
        decision,
        value: value.map(String::as_str),
        at: &now(),
        who: &decider.by,
        because: &decider.because,
    })?;
    // what is rejected counts no more, and counts again once confirmed; nothing else bears on the links
    let linked = ledger.statement(&review.decided_on)?.link.is_some();
    if decision == Decision::Rejected || decision == Decision::Confirmed && !linked {
        linking::relink(&mut ledger, embedded::shared())?;
    }
    output::print(decider.format.chosen(), &[ReviewOut(review)])?;
    Ok(Status::Done)
}

/// Writes a decision about two statements down and links anew.
fn decide_two(
    ledger: &mut Ledger,
    (first, second): (&str, &str),
    decision: Decision,
    value: Option<&str>,
    decider: &Decider,
) -> Result<Status, Failure> {
    let review = ledger.review(&ledger::Review {
        statement: first,
        other: Some(second),
        decision,
        value,
        at: &now(),
        who: &decider.by,
        because: &decider.because,
    })?;
    linking::relink(ledger, embedded::shared())?;
    let mut both = ledger.reviews(false)?;
    both.retain(|r| r.review == review.review || r.pair == Some(review.review));
    let both: Vec<ReviewOut> = both.into_iter().map(ReviewOut).collect();
    output::print(decider.format.chosen(), &both)?;
    Ok(Status::Done)
}
