//! The reference page of the ledger's tables and views, made from the migrations.
//!
//! What a table is for stands in the comment above its `CREATE`, what a column holds in the comment
//! behind it; the columns themselves come from a fresh database, so the page cannot differ from it.

use crate::error::{Inner, LedgerError};
use crate::migrate::{APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, migrate};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

const INTRODUCTION: &str = "A ledger is an SQLite file. Other programs may read it while Headstamp writes; they should not write.
Views come first: they are what to open in Datasette or DB Browser.";

/// The page as Markdown.
///
/// # Errors
///
/// [`LedgerError::Database`] when `SQLite` refuses the migrations, which a test excludes.
pub fn schema_page() -> Result<String, LedgerError> {
    page().map_err(|fault| fault.at(Path::new(":memory:")))
}

fn page() -> Inner<String> {
    let mut connection = Connection::open_in_memory()?;
    migrate(&mut connection)?;
    let purposes = purposes();
    let mut page = format!(
        "<!-- made from crates/headstamp-ledger/migrations; see src/schema.rs there -->\n\n# The ledger's tables\n\n{INTRODUCTION}\n\n\
         Schema {SCHEMA_VERSION} (`PRAGMA user_version`), application id {APPLICATION_ID} (`PRAGMA application_id`).\n"
    );
    for (kind, heading) in [("view", "Views"), ("table", "Tables")] {
        let _ = writeln!(page, "\n## {heading}");
        let mut select = connection.prepare(
            "SELECT name, sql FROM sqlite_master WHERE type = ?1 AND name NOT LIKE 'sqlite_%'
             AND name NOT GLOB 'document_text_*' ORDER BY name",
        )?;
        let mut rows = select.query([kind])?;
        while let Some(row) = rows.next()? {
            let (name, sql): (String, String) = (row.get(0)?, row.get(1)?);
            let _ = writeln!(page, "\n### {name}\n");
            if let Some(purpose) = purposes.get(&name) {
                let _ = writeln!(page, "{purpose}\n");
            }
            columns(&connection, &name, &sql, &mut page)?;
        }
    }
    Ok(page)
}

fn columns(connection: &Connection, table: &str, sql: &str, page: &mut String) -> Inner<()> {
    let notes = notes(sql);
    let mut select = connection.prepare(
        "SELECT name, type, \"notnull\" OR pk, pk FROM pragma_table_info(?1) ORDER BY cid",
    )?;
    let mut rows = select.query([table])?;
    let is_table = sql.starts_with("CREATE TABLE");
    while let Some(row) = rows.next()? {
        let (name, kind): (String, String) = (row.get(0)?, row.get(1)?);
        let (is_filled, is_key): (bool, bool) = (row.get(2)?, row.get(3)?);
        let mut about: Vec<String> = Vec::new();
        if is_table {
            about.push(kind.to_lowercase());
            about.extend(is_key.then(|| "key".to_owned()));
            about.extend((!is_filled).then(|| "may be null".to_owned()));
        }
        about.extend(notes.get(&name).cloned());
        let about = if about.is_empty() {
            String::new()
        } else {
            format!(": {}", about.join(", "))
        };
        let _ = writeln!(page, "- `{name}`{about}");
    }
    Ok(())
}

/// Name of each table and view to the comment that stands above its `CREATE`.
fn purposes() -> BTreeMap<String, String> {
    let mut purposes = BTreeMap::new();
    for migration in MIGRATIONS {
        let mut comment: Vec<&str> = Vec::new();
        for line in migration.sql.lines() {
            if let Some(text) = line.strip_prefix("-- ") {
                comment.push(text);
                continue;
            }
            let mut words = line
                .split([' ', '('])
                .skip_while(|word| !matches!(*word, "TABLE" | "VIEW"))
                .skip(1);
            if let (true, Some(name), false) =
                (line.starts_with("CREATE"), words.next(), comment.is_empty())
            {
                purposes.insert(name.to_owned(), comment.join("\n"));
            }
            comment.clear();
        }
    }
    purposes
}

/// Column to the comment behind it.
fn notes(sql: &str) -> BTreeMap<String, String> {
    let lines = sql.lines().filter_map(|line| {
        let (column, note) = line.split_once("--")?;
        let name = column.split_whitespace().next()?.trim_matches('"');
        Some((name.to_owned(), note.trim().to_owned()))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_and_view_says_what_it_is_for() {
        let page = schema_page().expect("page");
        let sections: Vec<&str> = page.split("\n### ").skip(1).collect();
        assert!(sections.len() > 10);
        let silent: Vec<&str> = sections
            .iter()
            .filter(|section| {
                section
                    .lines()
                    .nth(2)
                    .is_none_or(|line| line.starts_with("- "))
            })
            .filter_map(|section| section.lines().next())
            .collect();
        assert_eq!(
            silent, [""; 0],
            "write a comment above their CREATE in the migration"
        );
    }

    #[test]
    fn the_page_in_the_documentation_is_up_to_date() {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/ledger-schema.md");
        let page = schema_page().expect("page");
        if std::env::var_os("HEADSTAMP_BLESS").is_some() {
            std::fs::write(&path, &page).expect("written");
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            stored == page,
            "run HEADSTAMP_BLESS=1 cargo test -p headstamp-ledger schema"
        );
    }
}
