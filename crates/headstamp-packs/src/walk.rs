//! Holds a file against its [`Shape`] and tells everything that is wrong with it.
//!
//! The walk goes on after a problem and notes which entries serde would refuse, so that the rest
//! of the file can be read all the same. References to other files are looked up in
//! [`Known`]. Checks of single words and texts are in `words`.

use crate::{
    codes::Code,
    known::Known,
    problem::Problem,
    shape::{Key, Keys, Kind, Shape},
    source::Source,
    suggest,
    vocabulary::Vocabulary,
};
use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

/// The keys that lead to something that cannot be read: `trigger`, `deliver`.
pub(crate) type Broken = Vec<String>;

/// The version of the pack format that this program reads.
pub(crate) const FORMAT: u32 = 1;

/// A walk through one file.
pub(crate) struct Walk<'a> {
    pub(crate) source: &'a Source,
    pub(crate) known: &'a Known,
    /// Event type that the file is named after.
    pub(crate) event: Option<&'a str>,
    /// Folder of the language.
    pub(crate) folder: &'a str,
    pub(crate) problems: Vec<Problem>,
    pub(crate) broken: BTreeSet<Broken>,
    /// Keys from the root to the value looked at.
    pub(crate) path: Vec<String>,
    /// Forms with their section, and the entry that has them; looked up, never listed.
    pub(crate) forms: HashMap<String, (String, Range<usize>)>,
    /// Forms that were told to stand under two ids: once is enough.
    pub(crate) told: BTreeSet<(String, String)>,
    /// Ids of triggers of this file.
    pub(crate) triggers: BTreeSet<String>,
    /// Separable particle of the entry looked at.
    pub(crate) particle: Option<String>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(
        source: &'a Source,
        known: &'a Known,
        folder: &'a str,
        event: Option<&'a str>,
    ) -> Self {
        Self {
            source,
            known,
            event,
            folder,
            problems: Vec::new(),
            broken: BTreeSet::new(),
            path: Vec::new(),
            forms: HashMap::new(),
            told: BTreeSet::new(),
            triggers: BTreeSet::new(),
            particle: None,
        }
    }

    /// Walks through the whole file.
    pub(crate) fn file(&mut self, table: &DeTable<'_>, shape: &'static Shape) {
        self.triggers = table
            .get("trigger")
            .and_then(|triggers| triggers.get_ref().as_table())
            .map(|triggers| {
                triggers
                    .keys()
                    .map(|key| key.get_ref().to_string())
                    .collect()
            })
            .unwrap_or_default();
        self.table(table, 0..0, shape);
    }

    /// Notes a problem.
    pub(crate) fn tell(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes a problem that serde would stop at: the entry cannot be read.
    fn refuse(&mut self, problem: Problem) {
        self.broken
            .insert(self.path.iter().take(2).cloned().collect());
        self.problems.push(problem);
    }

    fn table(&mut self, table: &DeTable<'_>, place: Range<usize>, shape: &'static Shape) {
        self.particle = table
            .get("particle")
            .and_then(|particle| particle.get_ref().as_str())
            .map(str::to_owned);
        for (key, value) in in_order(table) {
            let name = key.get_ref().as_ref();
            self.path.push(name.to_owned());
            match shape.keys.iter().find(|known| known.name == name) {
                Some(known) => self.value(key, value, known.kind),
                None => self.unknown_key(key, shape),
            }
            self.path.pop();
        }
        for key in shape
            .keys
            .iter()
            .filter(|key| !table.contains_key(key.name))
        {
            self.absent(key, place.clone(), shape);
        }
        let filled = |name: &&'static str| {
            table
                .get(*name)
                .is_some_and(|value| !is_empty(value.get_ref()))
        };
        if !shape.any_of.is_empty() && !shape.any_of.iter().any(filled) {
            let message = format!("{} without a form: it can match nothing", shape.what);
            let problem = Problem::at(Code::NoForms, self.source, place, message)
                .label("has no form")
                .help(format!(
                    "fill one of {} or remove the entry",
                    shape.any_of.join(", ")
                ));
            self.tell(problem);
        }
    }

    fn absent(&mut self, key: &Key, place: Range<usize>, shape: &Shape) {
        if key.required {
            let message = format!("missing key `{}`", key.name);
            let problem = Problem::at(Code::MissingKey, self.source, place, message)
                .label(format!("{} needs `{}`", shape.what, key.name))
                .help(format!("add `{} = {}`", key.name, sample(key.kind)));
            self.refuse(problem);
        } else if matches!(key.kind, Kind::Example) {
            let problem = Problem::at(
                Code::NoExample,
                self.source,
                place,
                format!("{} without an example", shape.what),
            )
            .label("has no `example`")
            .help("add `example = \"…\"`: one sentence of your own in which it is at work");
            self.tell(problem);
        }
    }

    fn unknown_key(&mut self, key: &Spanned<DeString<'_>>, shape: &Shape) {
        let name = key.get_ref().as_ref();
        let known = shape.keys.iter().map(|key| key.name);
        let problem = Problem::at(
            Code::UnknownKey,
            self.source,
            key.span(),
            format!("unknown key `{name}`"),
        )
        .label(format!("not a key of {}", shape.what))
        .help(suggest::help(
            name,
            known,
            "keys",
            "docs/reference/pack-format.md",
        ));
        self.broken.insert(self.path.clone());
        self.tell(problem);
    }

    fn value(&mut self, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>, kind: Kind) {
        self.inline_on_one_line(value);
        match kind {
            Kind::Table(shape) => {
                if let Some(table) = self.expect_table(value) {
                    self.table(table, key.span(), shape);
                }
            }
            Kind::Map(keys, kind) => {
                if let Some(table) = self.expect_table(value) {
                    for (key, value) in in_order(table) {
                        self.path.push(key.get_ref().to_string());
                        self.key(key, keys);
                        self.value(key, value, *kind);
                        self.path.pop();
                    }
                }
            }
            Kind::Functions(built_in, roles) => {
                if let Some(table) = self.expect_table(value) {
                    for (key, value) in in_order(table) {
                        self.function(key, built_in);
                        if let Some(role) = self.expect_text(value) {
                            self.role(role, value.span(), roles);
                        }
                    }
                }
            }
            Kind::Flag => {
                if !matches!(value.get_ref(), DeValue::Boolean(_)) {
                    self.wrong_type(value, "`true` or `false`");
                }
            }
            Kind::Count => {
                let is_count = matches!(value.get_ref(), DeValue::Integer(number) if number.as_str().parse::<u32>().is_ok());
                if !is_count {
                    self.wrong_type(value, "a whole number from 0");
                }
            }
            Kind::Figure => {
                let figure = match value.get_ref() {
                    DeValue::Integer(number) => number.as_str().parse::<f64>().ok(),
                    DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
                    _ => None,
                };
                if !figure.is_some_and(|figure| figure > 0.0 && figure.is_finite()) {
                    self.wrong_type(value, "a number above zero");
                }
            }
            Kind::Format => self.format(value),
            Kind::List(kind) => {
                for element in self.expect_list(value) {
                    self.value(key, element, *kind);
                }
            }
            Kind::Forms
            | Kind::Alias
            | Kind::Words
            | Kind::Patterns(_)
            | Kind::Readings
            | Kind::Prepositions(_)
            | Kind::Needs
            | Kind::RoleIds => self.list_of_texts(value, kind),
            Kind::Text
            | Kind::Name
            | Kind::Example
            | Kind::Language
            | Kind::OneOf(_)
            | Kind::Class
            | Kind::DesignationClass
            | Kind::State
            | Kind::Actor
            | Kind::Designation
            | Kind::Source
            | Kind::Day
            | Kind::Preposition => {
                if let Some(text) = self.expect_text(value) {
                    self.text(text, value.span(), kind);
                }
            }
        }
    }

    fn list_of_texts(&mut self, value: &Spanned<DeValue<'_>>, kind: Kind) {
        let mut seen: HashMap<&str, Range<usize>> = HashMap::new();
        for element in self.expect_list(value) {
            let Some(text) = self.expect_text(element) else {
                continue;
            };
            self.text(text, element.span(), kind);
            if let Some(earlier) = seen.insert(text, element.span()) {
                let problem = Problem::at(
                    Code::Duplicate,
                    self.source,
                    element.span(),
                    format!("`{text}` stands twice in a list"),
                )
                .label("again")
                .earlier(self.source, earlier)
                .help("remove one of them");
                self.tell(problem);
            }
        }
    }

    fn key(&mut self, key: &Spanned<DeString<'_>>, keys: Keys) {
        let text = key.get_ref().as_ref();
        match keys {
            Keys::Ids | Keys::Forms => self.plain(text, key.span()),
            Keys::States => self.state(text, key.span()),
            Keys::Actors => self.actor(text, key.span()),
            Keys::Designations => self.designation(text, key.span()),
            Keys::Outlets => self.outlet(text, key.span()),
            Keys::OneOf(list) => self.one_of(text, key.span(), list),
        }
    }

    /// A value outside a closed list is refused: the types of the reader have no place for it.
    pub(crate) fn one_of(&mut self, word: &str, span: Range<usize>, list: Vocabulary) {
        if !list.words.contains(&word) {
            let help = suggest::help(
                word,
                list.words.iter().copied(),
                "known",
                "docs/reference/pack-format.md",
            );
            let problem = Problem::at(
                Code::UnknownWord,
                self.source,
                span,
                format!("unknown {} `{word}`", list.name),
            )
            .label(format!("not a {}", list.name))
            .help(help);
            self.refuse(problem);
        }
    }

    fn format(&mut self, value: &Spanned<DeValue<'_>>) {
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(value, "a whole number");
            return;
        };
        if number.as_str().parse() != Ok(FORMAT) {
            let message = format!(
                "this pack is written in format {number}, this program reads format {FORMAT}"
            );
            let problem = Problem::at(Code::Format, self.source, value.span(), message)
                .label("another format")
                .help(format!("use a headstamp that reads format {number}, or rewrite the pack in format {FORMAT}"));
            self.refuse(problem);
        }
    }

    fn expect_text<'v>(&mut self, value: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.as_ref());
        }
        self.wrong_type(value, "a text in quotation marks");
        None
    }

    fn expect_list<'v, 'i>(
        &mut self,
        value: &'v Spanned<DeValue<'i>>,
    ) -> &'v [Spanned<DeValue<'i>>] {
        if let DeValue::Array(list) = value.get_ref() {
            return list;
        }
        self.wrong_type(value, "a list in square brackets");
        &[]
    }

    fn expect_table<'v, 'i>(&mut self, value: &'v Spanned<DeValue<'i>>) -> Option<&'v DeTable<'i>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        self.wrong_type(value, "a table");
        None
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let key = self.path.last().cloned().unwrap_or_default();
        let given = describe(value.get_ref());
        let problem = if value.get_ref().is_table() && self.path.len() > 2 {
            Problem::at(Code::TooDeep, self.source, value.span(), format!("`{key}` nests a table where none may be"))
                .label(format!("must be {wanted}"))
                .help("tables go two deep: `[table.entry]` with one line per key, or one inline table a line")
        } else {
            Problem::at(
                Code::WrongType,
                self.source,
                value.span(),
                format!("`{key}` must be {wanted}"),
            )
            .label(format!("this is {given}"))
            .help(retype(
                value.get_ref(),
                self.source.slice(value.span()),
                wanted,
            ))
        };
        self.refuse(problem);
    }

    /// TOML 1.0 keeps an inline table on one line, without a comma at its end.
    fn inline_on_one_line(&mut self, value: &Spanned<DeValue<'_>>) {
        let text = self.source.slice(value.span());
        if !value.get_ref().is_table() || !text.starts_with('{') {
            return;
        }
        let trailing = text.trim_end_matches('}').trim_end().ends_with(',');
        if trailing || text.contains('\n') {
            let what = if trailing {
                "ends in a comma"
            } else {
                "runs over several lines"
            };
            let problem =
                Problem::at(Code::SeveralLines, self.source, value.span(), format!("an inline table {what}"))
                    .label("not TOML 1.0")
                    .help("write it on one line without a comma at its end, or as a `[table.entry]` of its own");
            self.tell(problem);
        }
    }
}

/// Entries as they stand in the file: what comes first is right, what comes again is told.
fn in_order<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Spanned<DeString<'i>>, &'t Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn is_empty(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Array(list) => list.is_empty(),
        DeValue::String(text) => text.is_empty(),
        _ => false,
    }
}

fn describe(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false` without quotation marks",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn retype(value: &DeValue<'_>, written: &str, wanted: &str) -> String {
    match value {
        DeValue::String(_) if wanted.contains("square") => format!("write `[{written}]`"),
        DeValue::Array(list) if list.len() == 1 && wanted.contains("text") => {
            "write it without the brackets".to_owned()
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_)
            if wanted.contains("text") =>
        {
            format!("write `\"{written}\"`")
        }
        _ => format!("write {wanted}"),
    }
}

fn sample(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "true",
        Kind::Format | Kind::Count | Kind::Figure => "1",
        Kind::Forms | Kind::Words | Kind::Patterns(_) | Kind::RoleIds | Kind::List(_) => "[\"…\"]",
        Kind::Table(_) => "{ … }",
        _ => "\"…\"",
    }
}
