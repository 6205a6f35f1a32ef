//! Every problem code has a bad pack, the message that it gives, and a page.
//!
//! A file of `tests/bad/` replaces the file of `tests/base/` that its first line names (`#: tt/pack.toml`);
//! `#: without PATH` takes one away, and `../knowledge/` leads to the facts of `tests/knowledge/`. The rendered messages are snapshots: read them as an author would.

use headstamp_packs::{Code, check, help_for};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("can be made");
    for entry in fs::read_dir(from).expect("is a folder") {
        let path = entry.expect("can be read").path();
        let target = to.join(path.file_name().expect("has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("can be copied");
        }
    }
}

/// The bad packs: code and file.
fn bad() -> Vec<(String, PathBuf)> {
    let mut out: Vec<(String, PathBuf)> = fs::read_dir(here().join("bad"))
        .expect("is a folder")
        .map(|entry| entry.expect("can be read").path())
        .map(|path| {
            (
                path.file_name()
                    .expect("has a name")
                    .to_string_lossy()
                    .chars()
                    .take(4)
                    .collect(),
                path,
            )
        })
        .collect();
    out.sort();
    out
}

/// What a check says about the base with one bad file in it: the codes and the text.
fn told(bad: &Path) -> (BTreeSet<&'static str>, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let packs = folder.path().join("packs");
    copy(&here().join("base"), &packs);
    copy(&here().join("knowledge"), &folder.path().join("knowledge"));
    let bytes = fs::read(bad).expect("can be read");
    let text = String::from_utf8_lossy(&bytes);
    for directive in text.lines().filter_map(|line| line.strip_prefix("#: ")) {
        if let Some(path) = directive.strip_prefix("without ") {
            fs::remove_file(packs.join(path)).expect("is there");
            continue;
        }
        let path = packs.join(directive);
        fs::write(&path, &bytes).expect("can be written");
        if directive.contains("/rules/") && !directive.contains(".md") {
            fs::write(path.with_extension("md"), "# Cases\n").expect("can be written");
        }
    }
    let report = check(&packs);
    let codes = report
        .problems
        .iter()
        .map(|problem| problem.code.id())
        .collect();
    (
        codes,
        report
            .to_string()
            .replace(&format!("{}/", folder.path().display()), ""),
    )
}

#[test]
fn the_base_of_the_bad_packs_is_sound() {
    let report = check(&here().join("base"));
    assert!(report.problems.is_empty(), "{report}");
}

#[test]
fn a_bad_pack_gives_its_code_and_no_other() {
    for (code, path) in bad() {
        let (codes, text) = told(&path);
        assert_eq!(
            codes,
            BTreeSet::from([code.as_str()]),
            "{}\n{text}",
            path.display()
        );
    }
}

#[test]
fn messages_read_as_they_did() {
    for (_, path) in bad() {
        let name = path
            .file_stem()
            .expect("has a name")
            .to_string_lossy()
            .into_owned();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, told(&path).1);
        });
    }
}

#[test]
fn every_code_has_a_bad_pack_and_a_page() {
    let bad: BTreeSet<String> = bad().into_iter().map(|(code, _)| code).collect();
    for code in Code::ALL {
        assert!(bad.contains(code.id()), "no tests/bad/{code}-*.toml");
        let page =
            help_for(code.id()).unwrap_or_else(|| panic!("no docs/reference/errors/{code}.md"));
        assert!(
            page.starts_with(&format!("# {code}: {}\n", code.summary())),
            "the title of the page of {code}"
        );
        for part in ["\n## Why\n", "\n## Example\n", "\n## What to do\n"] {
            assert!(
                page.contains(part),
                "the page of {code} lacks `{}`",
                part.trim()
            );
        }
    }
    let known: BTreeSet<String> = Code::ALL.iter().map(|code| code.id().to_owned()).collect();
    assert_eq!(
        bad.difference(&known).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "bad packs of codes that do not exist"
    );
}

#[test]
fn help_is_found_in_lower_case_too_and_not_for_other_words() {
    assert!(help_for("p012").is_some());
    assert_eq!(help_for("P999"), None);
    assert_eq!(help_for("../P012"), None);
}

#[test]
fn the_page_on_readings_lists_every_reading_word() {
    let page = help_for("P018").expect("has a page");
    for word in headstamp_packs::reading_words() {
        assert!(
            page.contains(&format!("`{word}`")),
            "docs/reference/errors/P018.md lacks `{word}`"
        );
    }
}

/// The files of the base by path.
fn base() -> std::collections::BTreeMap<String, String> {
    fn collect(folder: &Path, prefix: &str, out: &mut std::collections::BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("is a folder") {
            let path = entry.expect("can be read").path();
            let name = path
                .file_name()
                .expect("has a name")
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                collect(&path, &format!("{prefix}{name}/"), out);
            } else {
                out.insert(
                    format!("{prefix}{name}"),
                    fs::read_to_string(&path).expect("is text"),
                );
            }
        }
    }
    let mut out = std::collections::BTreeMap::new();
    collect(&here().join("base"), "", &mut out);
    out
}

proptest::proptest! {
    /// A slip anywhere in a file is read or told at a place of that file; nothing panics, in plain text or in colour.
    #[test]
    fn a_slip_anywhere_is_read_or_told(file in 0usize..7, at in 0usize..400, cut in 0usize..9, slip in "[\\[\\]{}=\"'\\\\.,# \nаé\u{301}…a-c1]{0,4}") {
        let mut files = base();
        let path = files.keys().nth(file).expect("there are so many").clone();
        let letters: Vec<char> = files[&path].chars().collect();
        let at = at.min(letters.len());
        let rest = letters.iter().skip(at + cut);
        let text: String = letters.iter().take(at).copied().chain(slip.chars()).chain(rest.copied()).collect();
        files.insert(path, text);
        if let Err(errors) = headstamp_packs::Packs::from_files(files) {
            proptest::prop_assert!(errors.problems.iter().any(headstamp_packs::Problem::is_error));
            proptest::prop_assert!(errors.render(false).contains("error[P0"));
            proptest::prop_assert!(errors.render(true).len() > errors.render(false).len());
        }
    }
}

#[test]
fn a_noun_that_looks_like_a_verb_and_a_separable_verb_are_words_of_their_own() {
    let mut files = base();
    let rules = "[trigger.fire]\nexample = \"x\"\npast = [\"fired\"]\nnoun = [\"shoots\"]\n\n\
                 [trigger.shoot]\nexample = \"x\"\npresent = [\"shoots\"]\n\n\
                 [trigger.fire-off]\nexample = \"x\"\npast = [\"fired\"]\nparticle = \"off\"\n";
    files.insert("tt/rules/use.toml".to_owned(), rules.to_owned());
    files.insert("tt/rules/use.md".to_owned(), "# Cases\n".to_owned());
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("has one")).expect("can be made");
        fs::write(path, text).expect("can be written");
    }
    let report = check(folder.path());
    assert!(report.problems.is_empty(), "{report}");
}
