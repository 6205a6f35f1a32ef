//! The schema of a ledger and how an older file comes up to it.
//!
//! Each file in `migrations/` is applied once, in order, in one transaction, and recorded in the
//! table `migration` with its hash. `user_version` holds the number of the last one and
//! `application_id` marks the file as a ledger, so other tools (`file`, for one) can tell. A
//! migration that has been released is never edited: a change is a new file.

use crate::error::Inner;
use headstamp_model::sha256_hex;
use rusqlite::{Connection, TransactionBehavior};

/// Marks an `SQLite` file as a ledger: the letters `HdSt`.
pub const APPLICATION_ID: i64 = 0x4864_5374;

/// One step of the schema.
pub(crate) struct Migration {
    pub(crate) version: i64,
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

/// Every step, in order; the version is its place, counted from 1.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "ledger",
        sql: include_str!("../migrations/0001_ledger.sql"),
    },
    Migration {
        version: 2,
        name: "readers",
        sql: include_str!("../migrations/0002_readers.sql"),
    },
    Migration {
        version: 3,
        name: "review",
        sql: include_str!("../migrations/0003_review.sql"),
    },
    Migration {
        version: 4,
        name: "links",
        sql: include_str!("../migrations/0004_links.sql"),
    },
    Migration {
        version: 5,
        name: "decisions",
        sql: include_str!("../migrations/0005_decisions.sql"),
    },
];

/// The schema that this program writes.
pub const SCHEMA_VERSION: i64 = 5;

/// What a file says about itself.
pub(crate) struct Header {
    pub(crate) application_id: i64,
    pub(crate) user_version: i64,
    /// Whether the file holds no table at all.
    pub(crate) is_empty: bool,
}

/// Reads what the file behind `connection` says about itself.
pub(crate) fn header(connection: &Connection) -> Inner<Header> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    Ok(Header {
        application_id: pragma("application_id")?,
        user_version: pragma("user_version")?,
        is_empty: tables == 0,
    })
}

/// Brings the schema up to date; does nothing when it is.
///
/// The version is read again inside the transaction: two programs may start on a new file at once.
pub(crate) fn migrate(connection: &mut Connection) -> Inner<()> {
    if header(connection)?.user_version >= SCHEMA_VERSION {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied = header(&transaction)?.user_version;
    for migration in MIGRATIONS
        .iter()
        .filter(|migration| migration.version > applied)
    {
        transaction.execute_batch(migration.sql)?;
        transaction.execute(
            "INSERT INTO migration (version, name, sha256) VALUES (?1, ?2, ?3)",
            (
                migration.version,
                migration.name,
                sha256_hex(migration.sql.as_bytes()),
            ),
        )?;
        transaction.pragma_update(None, "user_version", migration.version)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_numbered_by_their_place() {
        for (place, migration) in (1..).zip(MIGRATIONS) {
            assert_eq!(migration.version, place, "{}", migration.name);
        }
        assert_eq!(
            MIGRATIONS.last().map(|migration| migration.version),
            Some(SCHEMA_VERSION)
        );
    }

    #[test]
    fn migrating_twice_records_each_migration_once() {
        let mut connection = Connection::open_in_memory().expect("memory");
        migrate(&mut connection).expect("first");
        migrate(&mut connection).expect("second");
        let count: i64 = connection
            .query_row("SELECT count(*) FROM migration", [], |row| row.get(0))
            .expect("count");
        assert_eq!(count, SCHEMA_VERSION);
    }

    #[test]
    fn a_file_of_the_first_schema_comes_up_to_the_last() {
        let mut connection = Connection::open_in_memory().expect("memory");
        let first = MIGRATIONS.first().expect("a migration");
        connection.execute_batch(first.sql).expect("first");
        connection
            .execute_batch(
                "INSERT INTO migration VALUES (1, 'ledger', ''); PRAGMA user_version = 1;",
            )
            .expect("marked");
        migrate(&mut connection).expect("the rest");
        assert_eq!(
            header(&connection).expect("header").user_version,
            SCHEMA_VERSION
        );
    }
}
