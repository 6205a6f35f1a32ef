//! `headstamp review`: what people decide about statements.

use crate::args::{Decide, Review};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output;
use crate::records::ReviewOut;
use crate::verbs::now;
use headstamp::{
    ledger::{self, Mode},
    model::Decision,
};

pub(super) fn run(args: &Review, console: &Console) -> Result<Status, Failure> {
    match args {
        Review::Confirm(args) => decide(args, Decision::Confirmed),
        Review::Reject(args) => decide(args, Decision::Rejected),
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
    }
}

fn decide(args: &Decide, decision: Decision) -> Result<Status, Failure> {
    let mut ledger = args.ledger.open(Mode::ReadWrite)?;
    let review = ledger.review(&ledger::Review {
        statement: &args.statement,
        decision,
        at: &now(),
        who: &args.by,
        because: &args.because,
    })?;
    output::print(args.format.chosen(), &[ReviewOut(review)])?;
    Ok(Status::Done)
}
