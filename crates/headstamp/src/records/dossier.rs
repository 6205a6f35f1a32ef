//! Dossiers as they are printed: a row each in a list, a page for one, its entries as rows.
//!
//! A figure never stands without the policy that chose it, nor a count without the other two. Next: `timeline`.

use super::reports::{Told, behind, stance};
use super::{short, text};
use crate::display;
use crate::output::Record;
use crate::table;
use headstamp::{
    linker::{Dossier, Entry, Figure, Parties},
    model::{Polarity, Statement},
};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What marks stand for, under what draws them.
pub(super) const LEGEND: &str =
    "\u{25cf} under way or done  \u{25cb} not yet  \u{d7} denied  ? left open  \u{25c6} found";

/// The mark of an entry: by stance, and by how far it is said to have got.
pub(super) fn mark(statement: &Statement, find: bool) -> char {
    use headstamp::model::Phase::{Completed, Ongoing};
    match statement.polarity {
        Polarity::Negative => '\u{d7}',
        Polarity::Unknown => '?',
        Polarity::Positive if find => '\u{25c6}',
        Polarity::Positive if matches!(statement.phase, Ongoing | Completed) => '\u{25cf}',
        Polarity::Positive => '\u{25cb}',
    }
}

/// Whom a dossier is about, in a line.
pub(super) fn title(parties: &Parties, name: &dyn Fn(&str) -> String) -> String {
    match parties {
        Parties::Between {
            supplier,
            recipient,
        } => format!("{} \u{2192} {}", name(supplier), name(recipient)),
        Parties::Holder(holder) => format!("stock of {}", name(holder)),
    }
}

/// A dossier.
pub(crate) struct DossierOut<'a> {
    pub(crate) dossier: Dossier,
    pub(crate) told: &'a Told,
}

impl DossierOut<'_> {
    /// The first and the last day that is known.
    fn days(&self) -> String {
        let mut days = self
            .dossier
            .entries
            .iter()
            .filter_map(|e| e.published.as_deref());
        let first = days.next();
        match (first, days.next_back()) {
            (None, _) => String::new(),
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (Some(first), _) => first.to_owned(),
        }
    }

    /// The last thing that moved, as `transfer completed`.
    fn last_move(&self) -> String {
        let last = self.dossier.moves.last();
        last.map_or_else(String::new, |m| format!("{} {}", m.event, m.phase))
    }
}

impl Record for DossierOut<'_> {
    const HEADING: &'static [&'static str] = &[
        "dossier",
        "got as far as",
        "said to be so",
        "denied",
        "left open",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "supplier",
        "recipient",
        "holder",
        "days",
        "got_as_far_as",
        "asserted",
        "denied",
        "undecided",
        "finds",
        "statements",
    ];

    fn row(&self) -> Vec<String> {
        let dossier = &self.dossier;
        let name = |id: &str| self.told.name(id);
        vec![
            format!("{}\n{}", title(&dossier.parties, &name), self.days()),
            self.last_move(),
            behind(&dossier.asserted),
            behind(&dossier.denied),
            behind(&dossier.undecided),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let dossier = &self.dossier;
        let [supplier, recipient, holder] = match &dossier.parties {
            Parties::Between {
                supplier,
                recipient,
            } => [supplier, recipient, ""],
            Parties::Holder(holder) => ["", "", holder],
        };
        let finds = dossier.entries.iter().filter(|entry| entry.find).count();
        vec![
            supplier.to_owned(),
            recipient.to_owned(),
            holder.to_owned(),
            self.days(),
            self.last_move(),
            behind(&dossier.asserted),
            behind(&dossier.denied),
            behind(&dossier.undecided),
            finds.to_string(),
            dossier.entries.len().to_string(),
        ]
    }

    fn line(&self) -> impl Serialize {
        &self.dossier
    }
}

/// One statement of a dossier.
pub(crate) struct EntryOut<'a> {
    pub(crate) entry: Entry,
    pub(crate) told: &'a Told,
}

impl EntryOut<'_> {
    fn mark(&self) -> String {
        let statement = self.told.statement(&self.entry.statement);
        statement.map_or_else(String::new, |s| mark(s, self.entry.find).to_string())
    }
}

impl Record for EntryOut<'_> {
    const HEADING: &'static [&'static str] =
        &["published", "", "what", "who says so", "where", "statement"];
    const COLUMNS: &'static [&'static str] = &[
        "published",
        "mark",
        "type",
        "phase",
        "polarity",
        "certainty",
        "parties",
        "items",
        "source",
        "basis",
        "publisher",
        "statement",
        "claim",
        "event",
        "find",
        "quote",
    ];

    fn row(&self) -> Vec<String> {
        let Some(record) = self.told.record(&self.entry.statement) else {
            return Vec::new();
        };
        let statement = &record.statement;
        let mut what = format!("{} {}", statement.event, statement.phase);
        let items = display::items(&statement.items);
        if !items.is_empty() {
            let _ = write!(what, "\n{items}");
        }
        vec![
            text(self.entry.published.as_ref()),
            self.mark(),
            what,
            self.told.who(&statement.id),
            record
                .publisher
                .clone()
                .unwrap_or_else(|| statement.doc.clone()),
            short(&statement.id).to_owned(),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let Some(record) = self.told.record(&self.entry.statement) else {
            return Vec::new();
        };
        let statement = &record.statement;
        let same = |id: &str| id.to_owned();
        vec![
            text(self.entry.published.as_ref()),
            self.mark(),
            statement.event.clone(),
            statement.phase.to_string(),
            statement.polarity.to_string(),
            statement.certainty.to_string(),
            display::parties(&statement.roles, &same).replace('\n', "; "),
            display::items(&statement.items).replace('\n', "; "),
            self.told.who(&statement.id),
            statement.basis.to_string(),
            text(record.publisher.as_ref()),
            statement.id.clone(),
            self.entry.claim.clone(),
            self.entry.event.clone(),
            self.entry.find.to_string(),
            statement.quote.clone(),
        ]
    }

    fn line(&self) -> impl Serialize {
        json!({
            "entry": self.entry,
            "said": self.told.statement(&self.entry.statement),
        })
    }
}

/// One dossier as a page.
pub(crate) fn dossier_page(dossier: &Dossier, told: &Told) -> String {
    let width = table::width();
    let mut page = format!("{}\n", title(&dossier.parties, &|id| told.name(id)));
    let sides = [
        (Polarity::Positive, &dossier.asserted),
        (Polarity::Negative, &dossier.denied),
        (Polarity::Unknown, &dossier.undecided),
    ];
    let rows: Vec<Vec<String>> = sides
        .iter()
        .filter(|(_, side)| side.statements > 0)
        .map(|(polarity, side)| vec![format!("  {}", stance(*polarity)), behind(side)])
        .collect();
    page.push_str(&table::bare(&rows, width));
    if !dossier.moves.is_empty() {
        page.push_str("\nhow far it got\n");
        let moves = dossier.moves.iter().map(|step| {
            vec![
                format!("  {}", text(step.published.as_ref())),
                format!("{} {}", step.event, step.phase),
                told.who(&step.statement),
                told.place(&step.statement),
            ]
        });
        page.push_str(&table::bare(&moves.collect::<Vec<_>>(), width));
    }
    if !dossier.figures.is_empty() {
        page.push_str("\nhow many, each figure of a single claim; figures are never added up\n");
        page.push_str(&table::bare(&figure_rows(&dossier.figures), width));
    }
    page.push_str("\nin time order\n");
    let entries = dossier.entries.iter().cloned();
    let rows: Vec<Vec<String>> = entries
        .map(|entry| {
            let mut row = EntryOut { entry, told }.row();
            if let Some(first) = row.first_mut() {
                first.insert_str(0, "  ");
            }
            row
        })
        .collect();
    page.push_str(&table::bare(&rows, width));
    let _ = writeln!(page, "  {LEGEND}");
    page
}

/// A row per thing, with its figures by policy.
fn figure_rows(figures: &[Figure]) -> Vec<Vec<String>> {
    let mut by_sort: BTreeMap<(String, bool), Vec<String>> = BTreeMap::new();
    for figure in figures {
        let mut thing = format!("{} {}", figure.event, figure.class);
        for word in [&figure.unit, &figure.per].into_iter().flatten() {
            let _ = write!(thing, ", {word}");
        }
        let bounds = display::bounds(figure.low, figure.high);
        // of several claims one may leave an end open on either side
        let bounds = bounds.unwrap_or_else(|| "no bound".to_owned());
        by_sort
            .entry((thing, figure.done))
            .or_default()
            .push(format!("{} {bounds}", figure.policy));
    }
    by_sort
        .into_iter()
        .map(|((thing, done), policies)| {
            let state = if done { "under way or done" } else { "not yet" };
            vec![format!("  {thing}"), state.to_owned(), policies.join("; ")]
        })
        .collect()
}
