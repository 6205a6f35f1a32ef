//! Embeds `packs/`, `knowledge/` and the pages of the error codes.
//!
//! The folders stand at the root of the workspace, where people look for them; a crate packed for
//! the registry carries copies beside its own manifest. Writes a table of (path, text) for each.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=build.rs");
    embed(&here, "packs", &["toml", "md"], &out.join("packs.rs"))?;
    embed(&here, "knowledge", &["toml"], &out.join("knowledge.rs"))?;
    embed(
        &here,
        "docs/reference/errors",
        &["md"],
        &out.join("error_pages.rs"),
    )?;
    Ok(())
}

/// Writes `table` as `&[(path inside the folder, text)]`, sorted by path.
fn embed(here: &Path, folder: &str, endings: &[&str], table: &Path) -> Result<(), Box<dyn Error>> {
    let own = here.join(folder);
    let root = if own.is_dir() {
        own
    } else {
        here.join("../..").join(folder)
    };
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    if root.is_dir() {
        collect(&root, "", endings, &mut files)?;
    }
    files.sort();
    let mut code = String::from("&[\n");
    for (name, path) in files {
        let path = path.canonicalize()?;
        writeln!(
            code,
            "    ({name:?}, include_str!({:?})),",
            path.display().to_string()
        )?;
    }
    code.push_str("]\n");
    fs::write(table, code)?;
    Ok(())
}

fn collect(
    folder: &Path,
    prefix: &str,
    endings: &[&str],
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), endings, files)?;
        } else if path
            .extension()
            .and_then(|e| e.to_str())
            .is_some_and(|e| endings.contains(&e))
        {
            files.push((format!("{prefix}{name}"), path));
        }
    }
    Ok(())
}
