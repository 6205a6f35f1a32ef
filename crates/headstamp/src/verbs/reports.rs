//! `headstamp conflicts`, `circles`, `gaps`, `dossier` and `timeline`: reports over what is linked.
//!
//! Filters are about statements, as in the lists: a finding is told when one of its statements passes, and then with all
//! of them. Next: `headstamp-linker`, whose reports these are, and `records/reports`.

use crate::args::{DossierArgs, Format, List};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::linking::Gathered;
use crate::output::{self, Record};
use crate::records::{
    CircleOut, ConflictOut, DossierOut, EntryOut, GapOut, MarkOut, Told, dossier_page, drawing,
};
use headstamp::{
    ledger::{Ledger, Mode},
    linker::{Dossier, Parties, Report},
    packs::embedded,
};
use std::collections::BTreeSet;

/// What is reported over, and which statements pass the filter.
struct Reported {
    gathered: Gathered,
    told: Told,
    kept: BTreeSet<String>,
}

impl Reported {
    fn open(args: &List, console: &Console) -> Result<Self, Failure> {
        let ledger = args.ledger.open(Mode::ReadOnly)?;
        let shared = embedded::shared();
        if ledger.unlinked()? > 0 {
            console.note(
                "some statements are not linked yet: `headstamp add` with any document links them",
            );
        }
        Ok(Self {
            gathered: Gathered::of(&ledger, shared, true)?,
            told: told(&ledger)?,
            kept: ledger
                .statements(&args.filter.filter())?
                .into_iter()
                .map(|record| record.statement.id)
                .collect(),
        })
    }

    fn report(&self) -> Report<'_> {
        Report::new(self.gathered.view())
    }

    fn keeps<'s>(&self, mut statements: impl Iterator<Item = &'s String>) -> bool {
        statements.any(|id| self.kept.contains(id))
    }

    /// Whether an event has a statement that passes.
    fn keeps_event(&self, event: &str) -> bool {
        let links = self.gathered.links.iter();
        self.keeps(links.filter(|l| l.event == event).map(|l| &l.statement))
    }

    /// Dossiers with a statement that passes.
    fn dossiers(&self) -> Vec<Dossier> {
        let all = self.report().dossiers().into_iter();
        all.filter(|dossier| self.keeps(dossier.entries.iter().map(|e| &e.statement)))
            .collect()
    }
}

fn told(ledger: &Ledger) -> Result<Told, Failure> {
    let mut told = Told::new(embedded::shared());
    ledger.each_to_link(|record| {
        told.take(record);
        Ok(())
    })?;
    Ok(told)
}

pub(super) fn conflicts(args: &List, console: &Console) -> Result<Status, Failure> {
    let reported = Reported::open(args, console)?;
    let found = reported.report().conflicts().into_iter();
    let out: Vec<ConflictOut<'_>> = found
        .filter(|conflict| reported.keeps(conflict.sides.iter().flat_map(|s| &s.statements)))
        .map(|conflict| ConflictOut {
            conflict,
            told: &reported.told,
        })
        .collect();
    print(&out, args, console)
}

pub(super) fn circles(args: &List, console: &Console) -> Result<Status, Failure> {
    let reported = Reported::open(args, console)?;
    let found = reported.report().circles().into_iter();
    let out: Vec<CircleOut<'_>> = found
        .filter(|circle| reported.keeps(circle.path.iter().map(|step| &step.statement)))
        .map(|circle| CircleOut {
            circle,
            told: &reported.told,
        })
        .collect();
    print(&out, args, console)
}

pub(super) fn gaps(args: &List, console: &Console) -> Result<Status, Failure> {
    let reported = Reported::open(args, console)?;
    let found = reported.report().gaps().into_iter();
    let out: Vec<GapOut<'_>> = found
        .filter(|gap| reported.keeps_event(&gap.event))
        .map(|gap| GapOut {
            gap,
            told: &reported.told,
        })
        .collect();
    print(&out, args, console)
}

pub(super) fn dossier(args: &DossierArgs, console: &Console) -> Result<Status, Failure> {
    let reported = Reported::open(&args.list, console)?;
    let mut found = reported.dossiers();
    found.retain(|dossier| match &args.actors[..] {
        [] => true,
        [actor] => dossier.parties.has(actor),
        [from, to, ..] => {
            let between = Parties::Between {
                supplier: from.clone(),
                recipient: to.clone(),
            };
            dossier.parties == between
        }
    });
    if args.actors.len() < 2 {
        let told = &reported.told;
        let out = found
            .into_iter()
            .map(|dossier| DossierOut { dossier, told });
        return print(&out.collect::<Vec<_>>(), &args.list, console);
    }
    let Some(dossier) = found.pop() else {
        return print::<DossierOut<'_>>(&[], &args.list, console);
    };
    let told = &reported.told;
    let format = args.list.format.chosen();
    if args.list.xlsx.is_none() && matches!(format, Format::Table | Format::Jsonl) {
        if format == Format::Table {
            super::show::write(&dossier_page(&dossier, told))?;
        } else {
            output::print(format, &[DossierOut { dossier, told }])?;
        }
        return Ok(Status::Done);
    }
    let entries = dossier.entries.into_iter();
    let entries: Vec<EntryOut<'_>> = entries.map(|entry| EntryOut { entry, told }).collect();
    print(&entries, &args.list, console)
}

pub(super) fn timeline(args: &List, console: &Console) -> Result<Status, Failure> {
    let reported = Reported::open(args, console)?;
    let told = &reported.told;
    let mut marks: Vec<MarkOut<'_>> = Vec::new();
    for dossier in reported.dossiers() {
        let entries = dossier.entries.iter();
        let passing = entries.filter(|entry| reported.kept.contains(&entry.statement));
        marks.extend(passing.flat_map(|entry| MarkOut::of(&dossier.parties, entry, told)));
    }
    let drawn = args.xlsx.is_none() && args.format.chosen() == Format::Table;
    if drawn && !marks.is_empty() {
        super::show::write(&drawing(&marks))?;
        return Ok(Status::Done);
    }
    print(&marks, args, console)
}

fn print<R: Record>(records: &[R], args: &List, console: &Console) -> Result<Status, Failure> {
    super::links::print(records, args, console)
}
