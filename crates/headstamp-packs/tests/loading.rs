//! Packs come from folders and texts, and every entry knows its place.

use headstamp_packs::Packs;
use std::collections::BTreeMap;

const PACK: &str = r#"format = 1
language = "tt"
name = "Toy"
native_name = "toy"
status = "draft"
[orthography]
order = "svo"
"#;

/// A tiny language beside the shared lists of the program.
fn toy(more: &[(&str, &str)]) -> BTreeMap<String, String> {
    let shared = [
        (
            "_shared/states.toml",
            "[state]\nno = { name = \"Norway\" }\nua = { name = \"Ukraine\" }\n",
        ),
        (
            "_shared/items.toml",
            "[class]\ntank = { label = \"tanks\" }\n",
        ),
        (
            "_shared/events.toml",
            "[event.transfer]\nlabel = \"x\"\nroles = [\"supplier\", \"recipient\"]\n",
        ),
        ("tt/pack.toml", PACK),
    ];
    shared
        .iter()
        .chain(more)
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn an_entry_answers_with_file_and_line() {
    let rules =
        "# first line\n\n[trigger.deliver]\nexample = \"x delivers\"\npresent = [\"delivers\"]\n";
    let files = toy(&[
        ("tt/rules/transfer.toml", rules),
        ("tt/rules/transfer.md", "# Cases\n"),
    ]);
    let packs = Packs::from_files(files).expect("is sound");
    let entry = &packs.languages["tt"].events["transfer"].triggers["deliver"];
    assert_eq!(entry.origin.to_string(), "packs/tt/rules/transfer.toml:3");
    assert_eq!(entry.value.present, ["delivers"]);
}

#[test]
fn every_word_of_a_closed_class_has_its_own_line() {
    let files = toy(&[(
        "tt/lexicon/grammar.toml",
        "preposition = [\n  \"to\",\n  \"from\",\n]\n",
    )]);
    let packs = Packs::from_files(files).expect("is sound");
    let lines: Vec<u32> = packs.languages["tt"]
        .grammar
        .preposition
        .iter()
        .map(|word| word.origin.line)
        .collect();
    assert_eq!(lines, [2, 3]);
}

#[test]
fn the_version_changes_with_one_letter_of_one_file() {
    let before = Packs::from_files(toy(&[])).expect("is sound").version;
    let after = Packs::from_files(toy(&[("tt/lexicon/places.toml", "\n")]))
        .expect("is sound")
        .version;
    assert_ne!(before, after);
}

#[test]
fn a_case_file_knows_its_topic() {
    let files = toy(&[
        ("tt/rules/debris.toml", ""),
        ("tt/rules/debris.md", "# Cases\n"),
    ]);
    let packs = Packs::from_files(files).expect("is sound");
    let topics: Vec<&str> = packs
        .cases()
        .map(headstamp_packs::CaseFile::topic)
        .collect();
    assert_eq!(topics, ["debris"]);
}

#[test]
fn a_language_is_a_folder_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in toy(&[]) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("has one")).expect("can be made");
        std::fs::write(path, text).expect("can be written");
    }
    let packs = Packs::load(folder.path()).expect("is sound");
    assert_eq!(packs.languages.keys().collect::<Vec<_>>(), ["tt"]);
}

#[test]
fn a_folder_that_is_not_there_is_an_error_with_its_name() {
    let error = Packs::load(std::path::Path::new("/no/such/packs")).expect_err("is not there");
    assert!(
        error.to_string().contains("cannot read `/no/such/packs`"),
        "{error}"
    );
}

#[test]
fn a_new_language_starts_sound_and_is_seen_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let made = headstamp_packs::new_pack(folder.path(), "tt", "Toy").expect("can be made");
    assert_eq!(made, folder.path().join("tt"));
    let report = headstamp_packs::check(folder.path());
    assert!(report.problems.is_empty(), "{report}");
    let packs = Packs::load(folder.path()).expect("is sound");
    let pack = packs.languages.get("tt").expect("is a language");
    assert_eq!(
        (pack.file.language.as_str(), pack.file.name.as_str()),
        ("tt", "Toy")
    );
    assert!(
        !packs.shared.states.is_empty(),
        "the shared lists of the program are used"
    );
    let again =
        headstamp_packs::new_pack(folder.path(), "tt", "Toy").expect_err("is there already");
    assert!(again.to_string().contains("is there already"));
}

#[test]
fn the_template_is_laid_out_by_its_own_formatter() {
    let template = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/_template");
    for part in ["", "lexicon", "rules"] {
        for entry in std::fs::read_dir(template.join(part)).expect("is a folder") {
            let path = entry.expect("can be read").path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let text = std::fs::read_to_string(&path).expect("can be read");
                let tidy = headstamp_packs::format_toml(&path.display().to_string(), &text)
                    .expect("is TOML");
                assert_eq!(text, tidy, "{}", path.display());
            }
        }
    }
}

#[test]
fn the_packs_of_the_program_have_no_error() {
    let report = headstamp_packs::check_embedded();
    assert!(report.is_sound(), "{report}");
    let told = Packs::embedded()
        .languages
        .keys()
        .cloned()
        .collect::<Vec<_>>();
    assert_eq!(report.languages, told, "every language can be read");
}

#[test]
fn formatting_a_pack_changes_no_value_and_settles_at_once() {
    fn formatted(folder: &std::path::Path) -> usize {
        let mut count = 0;
        for entry in std::fs::read_dir(folder).expect("is a folder") {
            let path = entry.expect("can be read").path();
            if path.is_dir() {
                count += formatted(&path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path.display().to_string();
                let text = std::fs::read_to_string(&path).expect("can be read");
                // what is no TOML is the business of the check
                let Ok(before) = text.parse::<toml::Table>() else {
                    continue;
                };
                let once = headstamp_packs::format_toml(&name, &text).expect("is TOML");
                assert_eq!(
                    before,
                    once.parse::<toml::Table>().expect("is still TOML"),
                    "{name}"
                );
                assert_eq!(
                    headstamp_packs::format_toml(&name, &once).expect("is TOML"),
                    once,
                    "{name}"
                );
                count += 1;
            }
        }
        count
    }
    let packs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    assert!(formatted(&packs) > 10);
}

#[test]
fn figures_of_rules_are_found_by_rule_and_leave_the_version_alone() {
    let files = |more: &[(&str, &str)]| {
        let mut files = toy(&[
            (
                "tt/rules/transfer.toml",
                "[trigger.deliver]\nexample = \"x\"\npresent = [\"delivers\"]\n",
            ),
            ("tt/rules/transfer.md", "# Cases\n"),
        ]);
        files.extend(
            more.iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned())),
        );
        files
    };
    let plain = Packs::from_files(files(&[])).expect("is sound");
    let measured = Packs::from_files(files(&[(
        "tt/precision.toml",
        "eval = \"0f\"\n\n[rule]\n\"transfer.deliver\" = { right = 14, given = 17 }\n",
    )]))
    .expect("is sound");
    let figures = measured
        .precision("tt.transfer.deliver")
        .expect("was measured");
    assert_eq!(figures.to_string(), "14 of 17 right");
    assert_eq!(measured.languages["tt"].measured_on.as_deref(), Some("0f"));
    assert_eq!(plain.precision("tt.transfer.deliver"), None);
    assert_eq!(plain.version, measured.version);
}
