//! The figures of `precision.toml`: what is wrong with them beyond one value, and those of the program.

use crate::{
    check::Tables,
    codes::Code,
    files,
    problem::Problem,
    schema::{Measured, PrecisionFile},
    suggest,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};
use toml::de::{DeTable, DeValue};

/// The file.
const FILE: &str = "precision.toml";

/// Holds the figures against each other and against the rules of the pack.
pub(crate) fn check(tables: &Tables<'_>, problems: &mut Vec<Problem>) {
    let Some(table) = tables.get(FILE) else {
        return;
    };
    let rules = rules(tables);
    let measured = table.tree.get_ref().get("rule");
    let Some(measured) = measured.and_then(|rules| rules.get_ref().as_table()) else {
        return;
    };
    for (rule, figures) in measured {
        let name = rule.get_ref().as_ref();
        if !rules.contains(name) {
            let known = rules.iter().map(String::as_str);
            let problem = Problem::at(
                Code::StaleFigures,
                table.source,
                rule.span(),
                format!("figures of `{name}`, which is no rule of this pack"),
            )
            .label("no such rule")
            .help(match suggest::nearest(name, known) {
                Some(near) => format!("measure again: it may be called `{near}` now"),
                None => "measure again: the rule was renamed or removed".to_owned(),
            });
            problems.push(problem);
        }
        let Some(figures) = figures.get_ref().as_table() else {
            continue;
        };
        if let (Some(right), Some(given)) = (count(figures, "right"), count(figures, "given"))
            && (right > given || given == 0)
        {
            let problem = Problem::at(
                Code::Figures,
                table.source,
                rule.span(),
                format!("`{name}` cannot be right {right} times of {given}"),
            )
            .label("cannot be")
            .help("measure again; this file is not written by hand");
            problems.push(problem);
        }
    }
}

/// How often a rule (`nl.transfer.deliver`) of the program's own packs was right when it was last measured.
///
/// Reads that one file only: for whoever needs a figure and no packs.
pub fn embedded_precision(rule: &str) -> Option<Measured> {
    type Figures = BTreeMap<String, Measured>;
    static ALL: OnceLock<BTreeMap<&str, Figures>> = OnceLock::new();
    let figures_of = |code: &str| -> Figures {
        let text = files::embedded_file(&format!("{code}/{FILE}"));
        let file = text.and_then(|text| toml::from_str::<PrecisionFile>(text).ok());
        let rules = file.into_iter().flat_map(|file| file.rule);
        rules
            .map(|(key, measured)| (key.into_inner(), measured))
            .collect()
    };
    let all = ALL.get_or_init(|| {
        let codes = crate::embedded::codes().into_iter();
        codes.map(|code| (code, figures_of(code))).collect()
    });
    let (language, rule) = rule.split_once('.')?;
    all.get(language)?.get(rule).copied()
}

/// Every rule of the pack, by the name of its file and its key: `transfer.deliver`.
fn rules(tables: &Tables<'_>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (path, table) in tables {
        let stem = path
            .strip_prefix("rules/")
            .and_then(|path| path.strip_suffix(".toml"));
        let Some(stem) = stem else { continue };
        let sections = table.tree.get_ref().values();
        for section in sections.filter_map(|section| section.get_ref().as_table()) {
            out.extend(section.keys().map(|id| format!("{stem}.{}", id.get_ref())));
        }
    }
    out
}

fn count(figures: &DeTable<'_>, key: &str) -> Option<u32> {
    match figures.get(key)?.get_ref() {
        DeValue::Integer(number) => number.as_str().parse().ok(),
        _ => None,
    }
}
