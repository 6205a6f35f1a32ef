//! `headstamp weapon`: a weapon type, what is known about it, and what the ledger says.

use super::show::{summary_row, write};
use crate::args::{Format, Weapon};
use crate::failure::{Failure, Status};
use crate::output;
use crate::records::WeaponOut;
use crate::table;
use headstamp::{
    ledger::{Filter, Mode, StatementRecord},
    packs::{Knowledge, Shared, embedded},
};

pub(super) fn run(args: &Weapon) -> Result<Status, Failure> {
    let shared = embedded::shared();
    let (id, entry) = shared
        .weapon_named(&args.name)
        .ok_or_else(|| unknown(&args.name, shared))?;
    let mut weapon = WeaponOut::new(id, &entry.value, shared, Knowledge::embedded());
    // the catalogue is of use without a ledger, too
    let statements = if args.ledger.ledger.exists() {
        Some(claims(args, &weapon.name)?)
    } else {
        None
    };
    let format = args.format.chosen();
    if format != Format::Table {
        let ids = |found: Vec<StatementRecord>| found.into_iter().map(|s| s.statement.id).collect();
        weapon.statements = statements.map(ids);
        output::print(format, &[weapon])?;
        return Ok(Status::Done);
    }
    let mut page = format!("{}\n", weapon.name);
    page.push_str(&table::bare(&weapon.rows(), table::width()));
    page.push_str("\nin the ledger\n");
    match statements {
        None => page.push_str("  there is no ledger yet: `headstamp add` makes one\n"),
        Some(found) if found.is_empty() => page.push_str("  no statement names it\n"),
        Some(found) => {
            let rows: Vec<Vec<String>> = found.iter().map(|s| summary_row(&s.statement)).collect();
            page.push_str(&table::bare(&rows, table::width()));
        }
    }
    write(&page)?;
    Ok(Status::Done)
}

/// Statements of the ledger with a thing of this designation.
fn claims(args: &Weapon, name: &str) -> Result<Vec<StatementRecord>, Failure> {
    let ledger = args.ledger.open(Mode::ReadOnly)?;
    let filter = Filter {
        designation: Some(name.to_owned()),
        ..Filter::default()
    };
    Ok(ledger.statements(&filter)?)
}

fn unknown(name: &str, shared: &Shared) -> Failure {
    let help = shared.nearest_weapon(name).map_or_else(
        || {
            "give a designation such as `Shahed-136`; `packs/_shared/designations.toml` lists them"
                .to_owned()
        },
        |meant| format!("did you mean `{meant}`? `packs/_shared/designations.toml` lists them all"),
    );
    Failure::new(
        Status::Failed,
        format!("no weapon type is called `{name}`"),
        help,
    )
}
