//! Holds the arrows between crates against `crates/README.md`, and licences against the list of those we accept.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn metadata(arguments: &[&str]) -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON")
}

/// Crate to the crates it may use, as the table says.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text =
        std::fs::read_to_string(root().join("crates/README.md")).expect("the table of crates");
    text.lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            let names = |cell: &str| -> BTreeSet<String> {
                cell.split('`')
                    .skip(1)
                    .step_by(2)
                    .map(str::to_owned)
                    .collect()
            };
            let name = names(cells[1])
                .pop_first()
                .expect("a crate in the first column");
            (name, names(cells[3]))
        })
        .collect()
}

#[test]
fn crates_use_only_what_the_table_allows() {
    let table = table();
    let data = metadata(&["--no-deps"]);
    let packages = data["packages"].as_array().expect("packages");
    let names: BTreeSet<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let allowed = table
            .get(name)
            .unwrap_or_else(|| panic!("crates/README.md has no row for `{name}`: add one"));
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let used = dependency["name"].as_str().expect("a name");
            let normal = dependency["kind"].is_null();
            assert!(
                !normal || !names.contains(used) || allowed.contains(used),
                "`{name}` uses `{used}`: take the arrow out of crates/{name}/Cargo.toml, or allow it in the row of `{name}` in crates/README.md"
            );
        }
    }
    for name in table.keys() {
        assert!(
            names.contains(name.as_str()),
            "crates/README.md names `{name}`, which is no crate: take the row out"
        );
    }
}

/// Licences that we accept; of `A OR B` one is enough, of `A AND B` both are needed.
const ACCEPTED: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MPL-2.0",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "CC0-1.0",
];

/// Whether an SPDX expression is met by accepted licences.
fn accepted(expression: &str) -> bool {
    let flat = expression.replace(['(', ')'], " ").replace('/', " OR ");
    let one = |word: &str| ACCEPTED.contains(&word.split(" WITH ").next().unwrap_or(word).trim());
    // brackets in this field only ever group an OR below an AND
    flat.split(" AND ").all(|part| part.split(" OR ").any(one))
}

#[test]
fn every_dependency_has_an_accepted_licence() {
    let data = metadata(&[]);
    let refused: Vec<String> = data["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .filter_map(|package| {
            let licence = package["license"].as_str().unwrap_or("none");
            (!accepted(licence))
                .then(|| format!("{} {}: {licence}", package["name"], package["version"]))
        })
        .collect();
    assert!(
        refused.is_empty(),
        "licences that we do not accept:\n{}",
        refused.join("\n")
    );
}

#[test]
fn an_or_needs_one_accepted_licence_and_an_and_needs_all() {
    assert!(accepted("GPL-3.0 OR MIT"));
    assert!(accepted("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(!accepted("MIT AND GPL-3.0"));
}

#[test]
fn no_word_of_a_language_stands_in_rust_source() {
    let mut found = Vec::new();
    let mut folders = vec![root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("tests") {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source file");
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                for (number, line) in code.lines().enumerate() {
                    let quoted = line
                        .split('"')
                        .skip(1)
                        .step_by(2)
                        .any(|s| s.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
                    if quoted && !line.trim_start().starts_with("//") {
                        found.push(format!("{}:{}", path.display(), number + 1));
                    }
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "letters outside ASCII in string literals; words belong in packs/:\n{}",
        found.join("\n")
    );
}
