//! What an entry of `knowledge/` points to: weapon types, outlets and public references.

use crate::{codes::Code, problem::Problem, suggest, walk::Walk};
use std::{collections::BTreeSet, ops::Range};

/// A list of ids that files may point into.
struct Listed<'k> {
    ids: &'k BTreeSet<String>,
    code: Code,
    /// What an id of it is: `weapon type`.
    what: &'static str,
    /// The same, several of them.
    all: &'static str,
    /// The file that has them.
    file: &'static str,
}

impl Walk<'_> {
    pub(crate) fn designation(&mut self, id: &str, span: Range<usize>) {
        let known = self.known;
        self.listed(
            id,
            span,
            &Listed {
                ids: &known.designations,
                code: Code::UnknownDesignation,
                what: "weapon type",
                all: "weapon types",
                file: "packs/_shared/designations.toml",
            },
        );
    }

    pub(crate) fn outlet(&mut self, id: &str, span: Range<usize>) {
        let known = self.known;
        self.listed(
            id,
            span,
            &Listed {
                ids: &known.outlets,
                code: Code::UnknownOutlet,
                what: "outlet",
                all: "outlets",
                file: "packs/_shared/outlets.toml",
            },
        );
    }

    /// `wikipedia:9K720_Iskander`: the reference must be known, and something must follow.
    pub(crate) fn source_of(&mut self, text: &str, span: Range<usize>) {
        let (reference, place) = text.split_once(':').unwrap_or((text, ""));
        if place.trim().is_empty() {
            let message = format!("`{text}` names no place in a reference");
            let problem = Problem::at(Code::UnknownReference, self.source, span, message)
                .label("no reference, colon and place in it")
                .help("write a reference of knowledge/references.toml, a colon and where in it: `wikipedia:9K720_Iskander`");
            return self.tell(problem);
        }
        let known = self.known;
        self.listed(
            reference,
            span,
            &Listed {
                ids: &known.references,
                code: Code::UnknownReference,
                what: "reference",
                all: "references",
                file: "knowledge/references.toml",
            },
        );
    }

    fn listed(&mut self, id: &str, span: Range<usize>, list: &Listed<'_>) {
        if list.ids.is_empty() || list.ids.contains(id) {
            return;
        }
        let known = list.ids.iter().map(String::as_str);
        let help = suggest::help(id, known, list.all, list.file);
        let what = list.what;
        let problem = Problem::at(
            list.code,
            self.source,
            span,
            format!("unknown {what} `{id}`"),
        )
        .label(format!("not the id of a known {what}"))
        .help(format!("{help}; a new one is added there first"));
        self.tell(problem);
    }
}
