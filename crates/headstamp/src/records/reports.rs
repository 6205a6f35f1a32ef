//! Conflicts, circles and gaps as they are printed, each with the statements behind it.
//!
//! What a report says in words is put together here; what it found stays as it was in the JSON.
//! Next: `dossier`, and `verbs/reports`, which gathers them.

use crate::display;
use crate::output::Record;
use headstamp::{
    ledger::StatementRecord,
    linker::{Behind, Circle, Conflict, Counts, Gap, Says, Side},
    model::{Polarity, Statement},
    packs::Shared,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Statements by id, with the names of actors, for reports that name only ids.
pub(crate) struct Told {
    statements: BTreeMap<String, StatementRecord>,
    shared: &'static Shared,
}

impl Told {
    /// Nothing told yet.
    pub(crate) fn new(shared: &'static Shared) -> Self {
        Self {
            statements: BTreeMap::new(),
            shared,
        }
    }

    /// Takes a statement in.
    pub(crate) fn take(&mut self, record: StatementRecord) {
        self.statements.insert(record.statement.id.clone(), record);
    }

    pub(super) fn record(&self, id: &str) -> Option<&StatementRecord> {
        self.statements.get(id)
    }

    pub(super) fn statement(&self, id: &str) -> Option<&Statement> {
        self.record(id).map(|record| &record.statement)
    }

    /// Who says it.
    pub(super) fn who(&self, id: &str) -> String {
        self.statement(id)
            .map_or_else(String::new, |s| display::source(s.source.as_ref(), &s.via))
    }

    /// Where and when it stood.
    pub(super) fn place(&self, id: &str) -> String {
        let Some(record) = self.record(id) else {
            return String::new();
        };
        let publisher = record.publisher.as_ref().unwrap_or(&record.statement.doc);
        match &record.published {
            Some(day) => format!("{publisher}, {day}"),
            None => publisher.clone(),
        }
    }

    pub(super) fn parties(&self, roles: &BTreeMap<String, Vec<String>>) -> String {
        display::parties(roles, &|id| display::actor_name(self.shared, id))
    }

    pub(super) fn name(&self, actor: &str) -> String {
        display::actor_name(self.shared, actor)
    }
}

/// Three counts in one line; nothing where nobody stands.
pub(super) fn counts(counts: &Counts) -> String {
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let origins = display::origins(number(counts.origins_low), number(counts.origins_high));
    origins.map_or_else(String::new, |origins| {
        format!(
            "{origins}, {}, {}",
            display::plural(number(counts.outlets), "outlet"),
            display::plural(number(counts.documents), "document"),
        )
    })
}

/// The counts with how much a person has looked at.
pub(super) fn behind(behind: &Behind) -> String {
    match behind.statements {
        0 => String::new(),
        all => format!(
            "{}, {} of {all} reviewed",
            counts(&behind.counts),
            behind.reviewed
        ),
    }
}

/// A polarity as a report says it.
pub(super) fn stance(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "said to be so",
        Polarity::Negative => "denied",
        Polarity::Unknown => "left open",
    }
}

/// A conflict.
pub(crate) struct ConflictOut<'a> {
    pub(crate) conflict: Conflict,
    pub(crate) told: &'a Told,
}

impl ConflictOut<'_> {
    fn says(&self, says: &Says) -> String {
        match says {
            Says::Stance(polarity) => stance(*polarity).to_owned(),
            Says::Number { class, low, high } => {
                let bounds = display::bounds(*low, *high).unwrap_or_default();
                format!("{class}: {bounds}")
            }
            Says::Time(time) => time.clone(),
            Says::Actors(ids) => {
                let names: Vec<String> = ids.iter().map(|id| self.told.name(id)).collect();
                names.join(", ")
            }
            Says::Found(classes) => format!("found: {}", classes.join(", ")),
        }
    }

    /// A side in lines: what it says, how many stand behind it, and who where.
    fn side(&self, side: &Side) -> String {
        let mut lines = vec![format!(
            "{} ({})",
            self.says(&side.says),
            counts(&side.behind.counts)
        )];
        for id in &side.statements {
            let line = format!("  {}; {}", self.told.who(id), self.told.place(id));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines.join("\n")
    }

    fn classes(&self) -> String {
        let ids = self.conflict.sides.iter().flat_map(|side| &side.statements);
        let statements = ids.filter_map(|id| self.told.statement(id));
        let items = statements.flat_map(|s| &s.items);
        let classes: BTreeSet<&str> = items.map(|item| item.class.as_str()).collect();
        classes.into_iter().collect::<Vec<_>>().join(", ")
    }
}

impl Record for ConflictOut<'_> {
    const HEADING: &'static [&'static str] = &["conflict", "about", "sides"];
    const COLUMNS: &'static [&'static str] = &[
        "conflict",
        "type",
        "parties",
        "classes",
        "sides",
        "statements",
    ];

    fn row(&self) -> Vec<String> {
        let parties = self.told.parties(&self.conflict.roles);
        let sides: Vec<String> = self
            .conflict
            .sides
            .iter()
            .map(|side| self.side(side))
            .collect();
        vec![
            self.conflict.kind.to_string(),
            [self.conflict.event.clone(), parties, self.classes()].join("\n"),
            sides.join("\n"),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let same = |id: &str| id.to_owned();
        let sides = self.conflict.sides.iter();
        let says: Vec<String> = sides
            .map(|side| {
                format!(
                    "{} ({})",
                    self.says(&side.says),
                    counts(&side.behind.counts)
                )
            })
            .collect();
        let ids = self
            .conflict
            .sides
            .iter()
            .map(|side| side.statements.join(" "));
        vec![
            self.conflict.kind.to_string(),
            self.conflict.event.clone(),
            display::parties(&self.conflict.roles, &same).replace('\n', "; "),
            self.classes(),
            says.join("; "),
            ids.collect::<Vec<_>>().join("; "),
        ]
    }

    fn line(&self) -> impl Serialize {
        &self.conflict
    }
}

/// An alarm about circular reporting.
pub(crate) struct CircleOut<'a> {
    pub(crate) circle: Circle,
    pub(crate) told: &'a Told,
}

impl CircleOut<'_> {
    fn first(&self) -> Option<&Statement> {
        self.told.statement(&self.circle.path.first()?.statement)
    }

    fn about(&self) -> (String, String) {
        let first = self.first();
        (
            first.map_or_else(String::new, |s| s.event.clone()),
            first.map_or_else(String::new, |s| self.told.parties(&s.roles)),
        )
    }

    /// The path in a line; of a cycle with arrows.
    fn path(&self) -> String {
        let media: Vec<&str> = self
            .circle
            .path
            .iter()
            .map(|step| step.medium.as_str())
            .collect();
        let returns = media.len() > 1 && media.first() == media.last();
        media.join(if returns { " \u{2192} " } else { ", " })
    }
}

impl Record for CircleOut<'_> {
    const HEADING: &'static [&'static str] = &["alarm", "about", "path", "behind it"];
    const COLUMNS: &'static [&'static str] = &[
        "alarm",
        "event",
        "type",
        "parties",
        "path",
        "behind",
        "statements",
    ];

    fn row(&self) -> Vec<String> {
        let (event, parties) = self.about();
        vec![
            self.circle.kind.to_string(),
            format!("{event}\n{parties}"),
            self.path(),
            counts(&self.circle.behind.counts),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let (event, parties) = self.about();
        let ids = self.circle.path.iter().map(|step| step.statement.as_str());
        vec![
            self.circle.kind.to_string(),
            self.circle.event.clone(),
            event,
            parties.replace('\n', "; "),
            self.path(),
            counts(&self.circle.behind.counts),
            ids.collect::<Vec<_>>().join(" "),
        ]
    }

    fn line(&self) -> impl Serialize {
        &self.circle
    }
}

/// An event and what it lacks.
pub(crate) struct GapOut<'a> {
    pub(crate) gap: Gap,
    pub(crate) told: &'a Told,
}

impl Record for GapOut<'_> {
    const HEADING: &'static [&'static str] = &["event", "about", "what is missing", "behind it"];
    const COLUMNS: &'static [&'static str] =
        &["event", "type", "parties", "classes", "missing", "behind"];

    fn row(&self) -> Vec<String> {
        let gaps: Vec<String> = self.gap.gaps.iter().map(ToString::to_string).collect();
        let parties = self.told.parties(&self.gap.roles);
        vec![
            self.gap.event.clone(),
            [self.gap.kind.clone(), parties, self.gap.classes.join(", ")].join("\n"),
            gaps.join("\n"),
            behind(&self.gap.behind),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let gaps: Vec<String> = self.gap.gaps.iter().map(ToString::to_string).collect();
        let same = |id: &str| id.to_owned();
        vec![
            self.gap.event.clone(),
            self.gap.kind.clone(),
            display::parties(&self.gap.roles, &same).replace('\n', "; "),
            self.gap.classes.join("; "),
            gaps.join("; "),
            behind(&self.gap.behind),
        ]
    }

    fn line(&self) -> impl Serialize {
        &self.gap
    }
}
