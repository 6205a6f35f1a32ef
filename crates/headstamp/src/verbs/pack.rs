//! `headstamp pack`: work on language packs without a Rust toolchain.

use crate::args::{Pack, PacksArg};
use crate::console::Console;
use crate::failure::{Failure, Status, split_help};
use crate::output;
use crate::verbs::cases;
use headstamp::packs::{self, Packs, format_toml};
use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

/// Where an author's packs are, seen from the folder of the project.
const OWN: &str = "packs";

pub(super) fn run(args: Pack, console: &Console) -> Result<Status, Failure> {
    match args {
        Pack::New { code, name, packs } => new(&code, name.as_deref(), &packs),
        Pack::Check { packs } => check(&packs),
        Pack::Test {
            languages,
            cases,
            bless,
            packs,
        } => {
            let wanted = cases::Wanted {
                languages: &languages,
                only_cases: cases,
                bless,
            };
            cases::run(&wanted, &packs, console)
        }
        Pack::Fmt {
            paths,
            check,
            packs,
        } => fmt(&paths, check, &packs, console),
    }
}

impl PacksArg {
    /// The folder that an author works on: as given, else `packs` here; none means the program's own.
    pub(super) fn own_folder(&self) -> Option<PathBuf> {
        let own = || Path::new(OWN).is_dir().then(|| PathBuf::from(OWN));
        self.packs.clone().or_else(own)
    }
}

fn new(code: &str, name: Option<&str>, packs: &PacksArg) -> Result<Status, Failure> {
    let root = packs.own_folder().unwrap_or_else(|| PathBuf::from(OWN));
    let folder = packs::new_pack(&root, code, name.unwrap_or(code)).map_err(|error| {
        let text = error.to_string();
        let (message, help) = split_help(&text);
        let status = match error {
            packs::NewPackError::Write(..) => Status::Failed,
            _ => Status::Usage,
        };
        Failure::new(status, message, help.unwrap_or_default())
    })?;
    let mut out = output::out();
    writeln!(out, "started {}", folder.display())?;
    writeln!(
        out,
        "next: write its words, then `headstamp pack check` and `headstamp pack test {code}`"
    )?;
    out.flush()?;
    Ok(Status::Done)
}

fn check(packs: &PacksArg) -> Result<Status, Failure> {
    let folder = packs.own_folder();
    let report = match &folder {
        Some(folder) => packs::check(folder),
        None => packs::check_embedded(),
    };
    let mut out = output::out();
    writeln!(out, "{}", report.render(output::colour()))?;
    let place = folder.map_or_else(
        || "the packs of the program".to_owned(),
        |folder| folder.display().to_string(),
    );
    writeln!(
        out,
        "{} files in {place}; languages: {}",
        report.files,
        report.languages.join(", ")
    )?;
    out.flush()?;
    Ok(if report.is_sound() {
        Status::Done
    } else {
        Status::Failed
    })
}

/// The packs that an author works on.
pub(super) fn load_own(packs: &PacksArg) -> Result<std::borrow::Cow<'static, Packs>, Failure> {
    PacksArg {
        packs: packs.own_folder(),
    }
    .load()
}

fn fmt(
    paths: &[PathBuf],
    only_check: bool,
    packs: &PacksArg,
    console: &Console,
) -> Result<Status, Failure> {
    let mut files = Vec::new();
    if paths.is_empty() {
        let Some(folder) = packs.own_folder() else {
            return Err(Failure::usage(
                format!("there is no folder `{OWN}` here"),
                "name files or folders, or go to the folder that holds the packs",
            ));
        };
        collect(&folder, &mut files).map_err(|error| unreadable(&folder, &error))?;
    }
    for path in paths {
        collect(path, &mut files).map_err(|error| unreadable(path, &error))?;
    }
    files.sort();
    files.dedup();
    let mut out = output::out();
    let mut changed = 0;
    for file in &files {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                console.failed(
                    &format!("`{}` cannot be read: {error}", file.display()),
                    Some("save it as UTF-8 where you may read it"),
                );
                continue;
            }
        };
        let tidy = match format_toml(&file.display().to_string(), &text) {
            Ok(tidy) => tidy,
            Err(errors) => {
                console.failed(
                    &format!("`{}` was left as it is\n\n{errors}", file.display()),
                    None,
                );
                continue;
            }
        };
        if tidy == text {
            continue;
        }
        changed += 1;
        writeln!(out, "{}", file.display())?;
        if !only_check {
            fs::write(file, tidy).map_err(|error| unreadable(file, &error))?;
        }
    }
    let verb = if only_check {
        "would change"
    } else {
        "changed"
    };
    writeln!(out, "{} files, {changed} {verb}", files.len())?;
    out.flush()?;
    Ok(if only_check && changed > 0 {
        Status::Failed
    } else {
        Status::Done
    })
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(
        Status::Failed,
        format!("`{}` cannot be read or written: {error}", path.display()),
        "check the spelling, and that you may read and write there",
    )
}

/// The TOML files at `path`, which is a file or a folder.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        fs::metadata(path)?;
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let is_toml = path.extension().is_some_and(|ending| ending == "toml");
        if path.is_dir() || is_toml {
            collect(&path, files)?;
        }
    }
    Ok(())
}
