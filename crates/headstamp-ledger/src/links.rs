//! Links in the ledger: claims, origins and events, written anew whenever statements change.
//!
//! They follow from the statements, so they are no part of the log and may be thrown away. What they mean is the linker's
//! business (`headstamp-linker`); here they are rows. Next: `query`, which gives each statement its link.

use crate::Ledger;
use crate::error::{Inner, LedgerError};
use crate::ledger::Durability;
use crate::review;
use headstamp_model::Decision;
use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::Serialize;
use serde_json::Value;

/// What one statement belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkRecord {
    /// The claim that it carries.
    pub claim: String,
    /// The source act that it certainly comes from.
    pub origin: String,
    /// The source acts that may be one.
    pub origin_possible: String,
    /// The event that it is about.
    pub event: String,
}

/// What one origin says about one event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimRecord {
    /// Its id.
    pub id: String,
    /// The origin.
    pub origin: String,
    /// Event type.
    #[serde(rename = "type")]
    pub event: String,
    /// What changed between one appearance and the next.
    pub hops: Value,
    /// What became of it in later texts.
    pub marks: Value,
}

/// What is claimed to have happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRecord {
    /// Its id.
    pub id: String,
    /// Event type.
    #[serde(rename = "type")]
    pub event: String,
    /// Role to the actors that claims give.
    pub roles: Value,
    /// Classes of things.
    pub classes: Value,
    /// Documents, outlets and origins behind those that say so.
    pub asserted: Value,
    /// Behind those that deny it.
    pub denied: Value,
    /// Behind those that leave it open.
    pub undecided: Value,
}

/// Why two source acts are one, may be one, or are not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JoinRecord {
    /// A statement of the earlier act.
    pub earlier: String,
    /// A statement of the later act.
    pub later: String,
    /// Whether they certainly are one.
    pub certain: bool,
    /// Why.
    pub reason: String,
}

/// Texts that share passages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CopyRecord {
    /// Key of the earlier document.
    pub earlier: String,
    /// Key of the later document.
    pub later: String,
    /// How they come to share them.
    pub kind: String,
    /// Share of the shorter text, 0 to 1.
    pub share: f64,
}

/// Everything that linking found.
#[derive(Debug, Clone, Default)]
pub struct Linked {
    /// Statement and what it belongs to.
    pub links: Vec<(String, LinkRecord)>,
    /// Claims.
    pub claims: Vec<ClaimRecord>,
    /// Events.
    pub events: Vec<EventRecord>,
    /// Joins.
    pub joins: Vec<JoinRecord>,
    /// Near copies.
    pub copies: Vec<CopyRecord>,
}

impl Ledger {
    /// Replaces all links.
    ///
    /// # Errors
    ///
    /// Those of every write.
    pub fn relink(&mut self, linked: &Linked) -> Result<(), LedgerError> {
        self.write(Durability::Bulk, |transaction| replace(transaction, linked))
    }

    /// How many statements have no link: they were added by a program that does not link, or linking was cut short.
    ///
    /// Those that a person rejected or corrected have none on purpose.
    ///
    /// # Errors
    ///
    /// Those of every read.
    pub fn unlinked(&self) -> Result<u64, LedgerError> {
        self.read(|connection| {
            let mut select = connection
                .prepare("SELECT id FROM statement WHERE id NOT IN (SELECT statement FROM link)")?;
            let unlinked = select.query_map([], |row| row.get(0))?;
            let unlinked = unlinked.collect::<Result<Vec<String>, _>>()?;
            if unlinked.is_empty() {
                return Ok(0);
            }
            let decisions = review::decisions(connection)?;
            let stands = |id: &&String| {
                !matches!(
                    decisions.get(*id),
                    Some(Decision::Rejected | Decision::Corrected)
                )
            };
            Ok(unlinked
                .iter()
                .filter(stands)
                .count()
                .try_into()
                .unwrap_or(u64::MAX))
        })
    }

    /// All claims, by id.
    ///
    /// # Errors
    ///
    /// Those of every read.
    pub fn claims(&self) -> Result<Vec<ClaimRecord>, LedgerError> {
        self.read(|connection| {
            let mut select = connection
                .prepare("SELECT id, origin, type, hops, marks FROM claim ORDER BY id")?;
            let rows = select.query_map([], |row| {
                Ok(ClaimRecord {
                    id: row.get(0)?,
                    origin: row.get(1)?,
                    event: row.get(2)?,
                    hops: json(&row.get::<_, String>(3)?),
                    marks: json(&row.get::<_, String>(4)?),
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// All events, by id.
    ///
    /// # Errors
    ///
    /// Those of every read.
    pub fn events(&self) -> Result<Vec<EventRecord>, LedgerError> {
        self.read(|connection| {
            let mut select = connection.prepare(
                "SELECT id, type, roles, classes, asserted, denied, undecided FROM event ORDER BY id",
            )?;
            let rows = select.query_map([], |row| {
                let value = |at| Ok::<_, rusqlite::Error>(json(&row.get::<_, String>(at)?));
                Ok(EventRecord {
                    id: row.get(0)?,
                    event: row.get(1)?,
                    roles: value(2)?,
                    classes: value(3)?,
                    asserted: value(4)?,
                    denied: value(5)?,
                    undecided: value(6)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// All joins and refused joins of source acts, by statement.
    ///
    /// # Errors
    ///
    /// Those of every read.
    pub fn joins(&self) -> Result<Vec<JoinRecord>, LedgerError> {
        self.read(|connection| {
            let mut select = connection.prepare(
                "SELECT earlier, later, certain, reason FROM origin_join ORDER BY earlier, later, reason",
            )?;
            let rows = select.query_map([], |row| {
                Ok(JoinRecord {
                    earlier: row.get(0)?,
                    later: row.get(1)?,
                    certain: row.get(2)?,
                    reason: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// The link of a statement, if it has one.
pub(crate) fn link(connection: &Connection, statement: &str) -> Inner<Option<LinkRecord>> {
    let mut select = connection.prepare_cached(
        "SELECT claim, origin, origin_possible, event FROM link WHERE statement = ?1",
    )?;
    let found = select.query_row([statement], |row| {
        Ok(LinkRecord {
            claim: row.get(0)?,
            origin: row.get(1)?,
            origin_possible: row.get(2)?,
            event: row.get(3)?,
        })
    });
    Ok(found.optional()?)
}

fn replace(transaction: &Transaction<'_>, linked: &Linked) -> Inner<()> {
    transaction.execute_batch(
        "DELETE FROM link; DELETE FROM claim; DELETE FROM event; DELETE FROM origin_join; DELETE FROM near_copy;",
    )?;
    let mut insert = transaction.prepare(
        "INSERT INTO link (statement, claim, origin, origin_possible, event) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (statement, link) in &linked.links {
        insert.execute((
            statement,
            &link.claim,
            &link.origin,
            &link.origin_possible,
            &link.event,
        ))?;
    }
    let mut insert = transaction
        .prepare("INSERT INTO claim (id, origin, type, hops, marks) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for claim in &linked.claims {
        insert.execute((
            &claim.id,
            &claim.origin,
            &claim.event,
            claim.hops.to_string(),
            claim.marks.to_string(),
        ))?;
    }
    let mut insert = transaction.prepare(
        "INSERT INTO event (id, type, roles, classes, asserted, denied, undecided)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for event in &linked.events {
        insert.execute((
            &event.id,
            &event.event,
            event.roles.to_string(),
            event.classes.to_string(),
            event.asserted.to_string(),
            event.denied.to_string(),
            event.undecided.to_string(),
        ))?;
    }
    let mut insert = transaction.prepare(
        "INSERT OR IGNORE INTO origin_join (earlier, later, certain, reason) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for join in &linked.joins {
        insert.execute((&join.earlier, &join.later, join.certain, &join.reason))?;
    }
    let mut insert = transaction
        .prepare("INSERT INTO near_copy (earlier, later, kind, share) VALUES (?1, ?2, ?3, ?4)")?;
    for copy in &linked.copies {
        insert.execute((&copy.earlier, &copy.later, &copy.kind, copy.share))?;
    }
    Ok(())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
