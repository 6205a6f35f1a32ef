//! Finds claims, origins, events and statements by their ids, present or past.
//!
//! The id of a claim, origin or event is a hash over its first statement. After a merge, a split or a new document the
//! first statement may be another; then the old id leads to what that statement belongs to now.
//! Next: `show`, `review/pairs`.

use crate::failure::Failure;
use headstamp::{
    ledger::{Ledger, LedgerError, LinkRecord},
    model::content_id,
};
use std::collections::BTreeSet;

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Statement,
    Claim,
    Origin,
    Event,
}

impl Kind {
    /// Those that are hashes over their first statement.
    const LINKED: [Self; 3] = [Self::Claim, Self::Origin, Self::Event];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Claim => "claim",
            Self::Origin => "origin",
            Self::Event => "event",
        }
    }

    fn of(self, link: &LinkRecord) -> Option<&String> {
        match self {
            Self::Statement => None,
            Self::Claim => Some(&link.claim),
            Self::Origin => Some(&link.origin),
            Self::Event => Some(&link.event),
        }
    }
}

/// What was found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) kind: Kind,
    /// The id that it has now.
    pub(crate) id: String,
    /// Whether the given id was an earlier one.
    pub(crate) moved: bool,
    /// Its statements, in order of publication.
    pub(crate) statements: Vec<String>,
}

/// Finds what `given`, an id or the first letters of one, names; `None` where nothing is called so.
pub(crate) fn find(ledger: &Ledger, given: &str) -> Result<Option<Found>, Failure> {
    match ledger.statement(given) {
        Ok(record) => {
            return Ok(Some(Found {
                kind: Kind::Statement,
                statements: vec![record.statement.id.clone()],
                id: record.statement.id,
                moved: false,
            }));
        }
        Err(LedgerError::NotFound { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    if given.is_empty() {
        return Ok(None);
    }
    let mut records: Vec<_> = Vec::new();
    ledger.each_to_link(|record| {
        if let Some(link) = record.link {
            let order = (
                record.published.is_none(),
                record.published,
                record.document,
            );
            records.push((
                order,
                record.statement.span.start,
                record.statement.id,
                link,
            ));
        }
        Ok(())
    })?;
    records.sort_by(|a, b| (&a.0, a.1, &a.2).cmp(&(&b.0, b.1, &b.2)));
    let mut named: BTreeSet<(bool, Kind, String)> = BTreeSet::new();
    for (_, _, statement, link) in &records {
        for kind in Kind::LINKED {
            let Some(now) = kind.of(link) else { continue };
            if now.starts_with(given) {
                named.insert((false, kind, now.clone()));
            } else if content_id(&[(kind.word(), statement)]).starts_with(given) {
                named.insert((true, kind, now.clone()));
            }
        }
    }
    // an id of today goes before one of the past
    let today = named.iter().any(|(past, _, _)| !past);
    let mut named = named.into_iter().filter(|(past, _, _)| !today || !past);
    let Some((moved, kind, id)) = named.next() else {
        return Ok(None);
    };
    if let Some((_, other, second)) = named.next() {
        return Err(Failure::usage(
            format!(
                "`{given}` begins the id of {} {id} and of {} {second}",
                kind.word(),
                other.word()
            ),
            "give more letters of the id",
        ));
    }
    let of = |link: &LinkRecord| kind.of(link) == Some(&id);
    let statements = records
        .iter()
        .filter(|(_, _, _, link)| of(link))
        .map(|r| r.2.clone());
    Ok(Some(Found {
        kind,
        statements: statements.collect(),
        moved,
        id,
    }))
}
