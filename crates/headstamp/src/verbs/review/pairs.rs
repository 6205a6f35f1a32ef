//! Decisions about two: one claim or two, one source act or two, one source or two.
//!
//! Claims and origins go by their ids, which a decision may change; so what is kept is the first statement of each, which
//! stays. Next: `verbs/found`, which finds them.

use super::decide_two;
use crate::args::{Level, Sources, Two};
use crate::failure::{Failure, Status};
use crate::verbs::found::{Found, Kind, find};
use headstamp::{
    ledger::{CLAIM, Ledger, Mode, ORIGIN},
    model::Decision,
};

/// `merge` and `split`.
pub(super) fn level(args: &Two, decision: Decision) -> Result<Status, Failure> {
    let mut ledger = args.decider.ledger.open(Mode::ReadWrite)?;
    let first = known(&ledger, &args.first)?;
    let second = known(&ledger, &args.second)?;
    let of = args
        .of
        .unwrap_or(if [first.kind, second.kind].contains(&Kind::Origin) {
            Level::Origin
        } else {
            Level::Claim
        });
    let (a, b) = (representative(&first)?, representative(&second)?);
    if of == Level::Claim && decision == Decision::Merged {
        let (x, y) = (
            ledger.statement(a)?.statement,
            ledger.statement(b)?.statement,
        );
        if x.event != y.event {
            return Err(Failure::usage(
                format!(
                    "`{}` is about {}, `{}` about {}",
                    args.first, x.event, args.second, y.event
                ),
                "a claim is of one event type; `--of origin` says that one source act gives both",
            ));
        }
    }
    let value = match of {
        Level::Origin => ORIGIN,
        Level::Claim => CLAIM,
    };
    let (a, b) = (a.to_owned(), b.to_owned());
    decide_two(&mut ledger, (&a, &b), decision, Some(value), &args.decider)
}

/// `same-as` and `not-same-as`.
pub(super) fn sources(args: &Sources, decision: Decision) -> Result<Status, Failure> {
    let mut ledger = args.decider.ledger.open(Mode::ReadWrite)?;
    for given in [&args.first, &args.second] {
        if ledger.statement(given)?.statement.source.is_none() {
            return Err(Failure::usage(
                format!("`{given}` has no source: the paper says it in its own voice"),
                "name two statements that somebody else stands behind, or use `review merge --of origin`",
            ));
        }
    }
    decide_two(
        &mut ledger,
        (&args.first, &args.second),
        decision,
        None,
        &args.decider,
    )
}

fn known(ledger: &Ledger, given: &str) -> Result<Found, Failure> {
    let found = find(ledger, given)?;
    found
        .filter(|found| found.kind != Kind::Event)
        .ok_or_else(|| {
            Failure::usage(
                format!("no claim, origin or statement is called `{given}`"),
                "list them with `headstamp claims`, `headstamp origins` and `headstamp statements`",
            )
        })
}

/// The statement that stands for a claim or origin.
fn representative(found: &Found) -> Result<&str, Failure> {
    let first = found.statements.first().map(String::as_str);
    first.ok_or_else(|| {
        Failure::usage(
            format!("`{}` has no statement", found.id),
            "list claims and origins again: the ledger has changed",
        )
    })
}
