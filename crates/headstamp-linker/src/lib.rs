//! Links statements: which come from one source act, which make the same claim, and what changed on the way.
//!
//! **Outlets are not origins.** A hundred papers that pass on one official are one origin. So statements are joined
//! by who stands behind them, by the relays they name and by what they say, never by how many printed them; every join
//! has its reason, and what may but need not be one source act is kept apart (`origin_possible`), so that the number of
//! origins is a range. The crate is pure: documents and statements in, links out, the same in any order of arrival.
//! Next: `identity` (who is who), `likeness` (what says the same), `acts`, `judge`, `origins`, `claims`, `events`, `report`.

mod acts;
mod claims;
mod copies;
mod days;
mod decided;
mod drift;
mod events;
mod groups;
mod identity;
mod judge;
mod likeness;
mod media;
mod origins;
mod report;
mod versions;

pub use copies::{CopyEdge, CopyKind, copies};
pub use decided::{Decided, Pair};
pub use drift::{Drift, Hop};
pub use events::{Counts, Event};
pub use judge::Reason;
pub use origins::Join;
pub use report::{
    Behind, Circle, CircleKind, Conflict, ConflictKind, Dossier, Entry, EventType, Figure, Gap,
    GapKind, Move, Parties, Policy, Report, Says, Side, Step, View,
};

use headstamp_model::{Document, Statement};
use serde::Serialize;
use std::collections::BTreeMap;

pub use versions::{Fate, Mark};

/// What is to be linked.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Documents, each under an id of its own.
    pub documents: &'a [Document],
    /// Statements; `doc` is the id of a document.
    pub statements: &'a [Statement],
    /// Item class to the wider class that it belongs to.
    pub classes: &'a BTreeMap<String, String>,
    /// Statement to who read it, where it was not our own reader.
    pub readers: &'a BTreeMap<String, String>,
    /// What people decided.
    pub decided: &'a Decided,
}

/// What one statement belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The statement.
    pub statement: String,
    /// The claim that it carries.
    pub claim: String,
    /// The source act that it certainly comes from.
    pub origin: String,
    /// The source acts that may be one.
    pub origin_possible: String,
    /// The event that it is about.
    pub event: String,
}

/// A claim with its appearances.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// Hash over its appearances.
    pub id: String,
    /// The origin that makes it.
    pub origin: String,
    /// Event type.
    #[serde(rename = "type")]
    pub event: String,
    /// Statements, in order of publication.
    pub appearances: Vec<String>,
    /// What changed between one appearance and the next.
    pub hops: Vec<Hop>,
    /// What became of it in later texts.
    pub marks: Vec<Mark>,
}

/// Everything that linking found.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Links {
    /// A link for each statement, in the order given.
    pub statements: Vec<Link>,
    /// Claims, by id.
    pub claims: Vec<Claim>,
    /// Events, by id.
    pub events: Vec<Event>,
    /// Joins and refused joins of source acts, with reasons.
    pub joins: Vec<Join>,
    /// Texts that share passages.
    pub copies: Vec<CopyEdge>,
}

/// Links statements.
pub fn link(input: Input<'_>) -> Links {
    let corpus = acts::Corpus::new(input);
    let found = origins::origins(&corpus);
    let claims = claims::claims(&corpus, &found);
    let events = events::events(&corpus, &found, &claims);
    let statements = (0..input.statements.len())
        .map(|index| Link {
            statement: input.statements[index].id.clone(),
            claim: claims.of[index].clone(),
            origin: found.certain[index].clone(),
            origin_possible: found.possible[index].clone(),
            event: events.of[index].clone(),
        })
        .collect();
    Links {
        statements,
        claims: claims.list,
        events: events.list,
        joins: found.joins,
        copies: corpus.copies,
    }
}
