//! The measured precision of rules as a file of a pack: `packs/<lang>/precision.toml`.
//!
//! Written by `headstamp eval --write-precision` and by nobody else; the same measurement gives the
//! same bytes. The format is `headstamp_packs::schema::PrecisionFile`.

use super::line::Line;
use crate::model::sha256_hex;
use crate::packs::schema::Measured;
use std::{collections::BTreeMap, fmt::Write as _};

/// The hash of what a measurement was made on: documents and gold of one language, line by line.
pub fn set_hash<'a>(
    documents: impl IntoIterator<Item = &'a [u8]>,
    gold: impl IntoIterator<Item = &'a Line>,
) -> String {
    let mut bytes = Vec::new();
    for document in documents {
        bytes.extend_from_slice(document.trim_ascii());
        bytes.push(b'\n');
    }
    for line in gold {
        bytes.extend_from_slice(line.text.as_bytes());
        bytes.push(b'\n');
    }
    sha256_hex(&bytes)
}

/// The file of the language `lang`: figures of its rules, in the order of their ids.
pub fn precision_file(lang: &str, rules: &BTreeMap<String, Measured>, hash: &str) -> String {
    let mut out = String::from(
        "# Measured, not written by hand: `headstamp eval eval eval --write-precision packs`.\n\
         # Of the statements that a rule gave on the annotated documents, how many had type and parties right.\n",
    );
    let _ = writeln!(out, "eval = \"{hash}\"\n\n[rule]");
    let prefix = format!("{lang}.");
    for (rule, measured) in rules {
        if let Some(rule) = rule.strip_prefix(&prefix) {
            let _ = writeln!(
                out,
                "\"{rule}\" = {{ right = {}, given = {} }}",
                measured.right, measured.given
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_rules_of_its_language_in_order() {
        let measured = |right, given| Measured { right, given };
        let rules = BTreeMap::from([
            ("nl.use.fire".to_owned(), measured(0, 1)),
            ("en.use.fire".to_owned(), measured(1, 1)),
            ("nl.transfer.give".to_owned(), measured(14, 17)),
        ]);
        let file = precision_file("nl", &rules, "abc");
        assert!(
            file.ends_with(
                "eval = \"abc\"\n\n[rule]\n\"transfer.give\" = { right = 14, given = 17 }\n\"use.fire\" = { right = 0, given = 1 }\n"
            ),
            "{file}"
        );
    }

    #[test]
    fn another_document_or_gold_line_is_another_set() {
        let line = Line {
            text: "{}".to_owned(),
            ..Line::default()
        };
        let base = set_hash([&b"one\n"[..]], [&line]);
        assert_eq!(base, set_hash([&b"one"[..]], [&line]));
        assert_ne!(base, set_hash([&b"two"[..]], [&line]));
        assert_ne!(base, set_hash([&b"one"[..]], []));
    }
}
