//! What the ledger says, in one row per event type and parties.
//!
//! Between a supplier and a recipient every pair has its row; where neither role is filled, the
//! roles that are (holder, producer, target …) make the row together. A row counts statements and
//! documents, outlets and origins, and says who asserts, who denies and who cannot confirm: a hundred statements may go
//! back to one origin, and what links tell (`links`) stands beside them. Before linking the origins are none.

use crate::Ledger;
use crate::error::{Inner, LedgerError};
use crate::filter::Filter;
use crate::record;
use crate::review;
use headstamp_model::{Decision, Item, Phase, Polarity, Source, SourceKind, Statement, outlet};
use rusqlite::Connection;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What is reported about one event type and its parties.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SummaryRow {
    /// Event type.
    #[serde(rename = "type")]
    pub event: String,
    /// Role to actors; a supplier or recipient stands alone.
    pub parties: BTreeMap<String, Vec<String>>,
    /// How many statements.
    pub statements: u64,
    /// How many of them were added after the place in the log that was asked for.
    pub new_statements: u64,
    /// How many of them a person has decided about.
    pub reviewed: u64,
    /// How many of those were rejected by the latest decision.
    pub rejected: u64,
    /// How many documents they stand in.
    pub documents: u64,
    /// How many outlets published those; a document without one counts as its own.
    pub outlets: u64,
    /// Fewest origins that they can come from.
    pub origins_low: u64,
    /// Most origins that they can come from.
    pub origins_high: u64,
    /// Earliest publication date, as precise as known.
    pub first_published: Option<String>,
    /// Latest publication date.
    pub last_published: Option<String>,
    /// The furthest phase that any source asserts; `halted` only when no other is asserted.
    pub furthest: Option<Phase>,
    /// How many statements assert each phase.
    pub phases: BTreeMap<Phase, u64>,
    /// What items, the most often named first.
    pub items: Vec<ItemSummary>,
    /// Who says that it is so.
    pub positive: Vec<SourceSummary>,
    /// Who says that it is not so.
    pub negative: Vec<SourceSummary>,
    /// Who cannot confirm it.
    pub unknown: Vec<SourceSummary>,
}

/// One class of items in a [`SummaryRow`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemSummary {
    /// Item class.
    pub class: String,
    /// What is counted when it is not pieces.
    pub unit: Option<String>,
    /// The period of a rate.
    pub per: Option<String>,
    /// Designations, in alphabetical order.
    pub names: BTreeSet<String>,
    /// The smallest number that an asserting source gives as a bound.
    pub smallest: Option<f64>,
    /// The largest such number.
    pub largest: Option<f64>,
    /// How many statements name the class so.
    pub statements: u64,
}

/// One source in a [`SummaryRow`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceSummary {
    /// As printed; `None` when unnamed, and for a document's own voice.
    pub name: Option<String>,
    /// What sort of source; `None` for a document's own voice.
    pub kind: Option<SourceKind>,
    /// State that it speaks for.
    pub state: Option<String>,
    /// Publisher of the document, where it speaks in its own voice.
    pub publisher: Option<String>,
    /// How many statements.
    pub statements: u64,
}

impl Ledger {
    /// Sums up the statements that `filter` keeps, by parties and event type; `since` is a place in
    /// the log (see [`Ledger::last_sequence`]) after which a statement counts as new.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::statements`].
    pub fn summary(
        &self,
        filter: &Filter,
        since: Option<i64>,
    ) -> Result<Vec<SummaryRow>, LedgerError> {
        let condition = filter.on_statements()?;
        self.read(|connection| {
            let new = new_documents(connection, since)?;
            let decisions = review::decisions(connection)?;
            let mut groups = BTreeMap::<(Parties, String), Group>::new();
            let mut select =
                connection.prepare(&format!("{}{}", record::STATEMENT, condition.sql()))?;
            let mut rows = select.query(rusqlite::params_from_iter(condition.values))?;
            while let Some(row) = rows.next()? {
                let record = record::statement_with(connection, row, record::Parts::ToCount)?;
                for parties in parties_of(&record.statement) {
                    let group = groups
                        .entry((parties, record.statement.event.clone()))
                        .or_default();
                    group.add(&record, new.contains(&record.document));
                    group.add_decision(decisions.get(&record.statement.id).copied());
                }
            }
            Ok(groups
                .into_iter()
                .map(|((parties, event), group)| group.row(event, parties))
                .collect())
        })
    }
}

type Parties = BTreeMap<String, Vec<String>>;

fn new_documents(connection: &Connection, since: Option<i64>) -> Inner<BTreeSet<String>> {
    let Some(sequence) = since else {
        return Ok(BTreeSet::new());
    };
    let mut select =
        connection.prepare("SELECT subject FROM log WHERE what = ?1 AND sequence > ?2")?;
    let keys = select.query_map((crate::log::DOCUMENT_ADDED, sequence), |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// The rows that a statement belongs to: every pair of its suppliers and recipients, else one.
fn parties_of(statement: &Statement) -> Vec<Parties> {
    let actors = |role: &str| statement.roles.get(role).map_or(&[][..], Vec::as_slice);
    let (suppliers, recipients) = (actors("supplier"), actors("recipient"));
    if suppliers.is_empty() && recipients.is_empty() {
        return vec![statement.roles.clone()];
    }
    let mut rows = Vec::new();
    for place in 0..suppliers.len().max(1) * recipients.len().max(1) {
        let supplier = suppliers.get(place / recipients.len().max(1));
        let recipient = recipients.get(place % recipients.len().max(1));
        let pair = [("recipient", recipient), ("supplier", supplier)];
        let filled = pair
            .into_iter()
            .filter_map(|(role, actor)| Some((role.to_owned(), vec![actor?.clone()])));
        rows.push(filled.collect());
    }
    rows
}

type SourceKey = (
    Option<String>,
    Option<SourceKind>,
    Option<String>,
    Option<String>,
);

/// What is gathered for a row.
#[derive(Debug, Default)]
struct Group {
    statements: u64,
    new_statements: u64,
    reviewed: u64,
    rejected: u64,
    documents: BTreeSet<String>,
    outlets: BTreeSet<String>,
    origins_possible: BTreeSet<String>,
    origins: BTreeSet<String>,
    published: BTreeSet<String>,
    phases: BTreeMap<Phase, u64>,
    items: BTreeMap<(String, Option<String>, Option<String>), ItemCount>,
    sources: BTreeMap<(Polarity, SourceKey), u64>,
}

#[derive(Debug, Default)]
struct ItemCount {
    names: BTreeSet<String>,
    numbers: Option<(f64, f64)>,
    statements: u64,
}

impl Group {
    fn add(&mut self, record: &record::StatementRecord, is_new: bool) {
        let statement = &record.statement;
        self.statements += 1;
        self.new_statements += u64::from(is_new);
        self.documents.insert(record.document.clone());
        self.outlets
            .insert(outlet(record.publisher.as_deref(), &record.document));
        if let Some(link) = &record.link {
            self.origins_possible.insert(link.origin_possible.clone());
            self.origins.insert(link.origin.clone());
        }
        self.published.extend(record.published.clone());
        let asserts = statement.polarity == Polarity::Positive;
        if asserts {
            *self.phases.entry(statement.phase).or_default() += 1;
        }
        let mut seen = BTreeSet::new();
        for item in &statement.items {
            let key = (item.class.clone(), item.unit.clone(), item.per.clone());
            let count = self.items.entry(key.clone()).or_default();
            count.statements += u64::from(seen.insert(key));
            count.names.extend(item.name.clone());
            if asserts {
                count.add_numbers(item);
            }
        }
        *self
            .sources
            .entry((statement.polarity, source_key(record)))
            .or_default() += 1;
    }

    fn add_decision(&mut self, decision: Option<Decision>) {
        self.reviewed += u64::from(decision.is_some());
        self.rejected += u64::from(matches!(
            decision,
            Some(Decision::Rejected | Decision::Corrected)
        ));
    }

    fn row(self, event: String, parties: Parties) -> SummaryRow {
        let mut items: Vec<ItemSummary> = self
            .items
            .into_iter()
            .map(|((class, unit, per), count)| ItemSummary {
                class,
                unit,
                per,
                names: count.names,
                smallest: count.numbers.map(|(smallest, _)| smallest),
                largest: count.numbers.map(|(_, largest)| largest),
                statements: count.statements,
            })
            .collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.statements));
        let sources = |wanted: Polarity| {
            let of_polarity = self
                .sources
                .iter()
                .filter(|((polarity, _), _)| *polarity == wanted);
            let mut sources: Vec<SourceSummary> = of_polarity
                .map(
                    |((_, (name, kind, state, publisher)), statements)| SourceSummary {
                        name: name.clone(),
                        kind: *kind,
                        state: state.clone(),
                        publisher: publisher.clone(),
                        statements: *statements,
                    },
                )
                .collect();
            sources.sort_by_key(|source| std::cmp::Reverse(source.statements));
            sources
        };
        let furthest = self
            .phases
            .keys()
            .filter(|phase| **phase != Phase::Halted)
            .max();
        SummaryRow {
            event,
            parties,
            statements: self.statements,
            new_statements: self.new_statements,
            reviewed: self.reviewed,
            rejected: self.rejected,
            documents: self.documents.len() as u64,
            outlets: self.outlets.len() as u64,
            origins_low: self.origins_possible.len() as u64,
            origins_high: self.origins.len() as u64,
            first_published: self.published.first().cloned(),
            last_published: self.published.last().cloned(),
            furthest: furthest.or_else(|| self.phases.keys().next()).copied(),
            items,
            positive: sources(Polarity::Positive),
            negative: sources(Polarity::Negative),
            unknown: sources(Polarity::Unknown),
            phases: self.phases,
        }
    }
}

impl ItemCount {
    fn add_numbers(&mut self, item: &Item) {
        for number in [item.low, item.high].into_iter().flatten() {
            let (smallest, largest) = self.numbers.unwrap_or((number, number));
            self.numbers = Some((smallest.min(number), largest.max(number)));
        }
    }
}

fn source_key(record: &record::StatementRecord) -> SourceKey {
    match &record.statement.source {
        Some(Source { name, kind, state }) => (name.clone(), Some(*kind), state.clone(), None),
        None => (None, None, None, record.publisher.clone()),
    }
}
