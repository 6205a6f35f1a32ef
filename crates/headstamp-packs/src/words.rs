//! Checks of single words and texts: spelling, and whether what they name exists.
//!
//! A second part of [`Walk`], apart because the walk is about structure and this is about content.

use crate::{
    codes::Code,
    pattern::{self, Token},
    problem::Problem,
    shape::{Kind, Roles, Slots},
    suggest,
    vocabulary::{OPERATOR_ROLES, READING},
    walk::Walk,
};
use std::ops::Range;
use toml::{Spanned, de::DeString};

/// What `needs` may name beside roles.
const NEEDS: &[&str] = &["item", "actor"];

impl Walk<'_> {
    /// Checks one text of a given kind.
    pub(crate) fn text(&mut self, text: &str, span: Range<usize>, kind: Kind) {
        if matches!(kind, Kind::Example) && text.trim().is_empty() {
            let problem = Problem::at(Code::NoExample, self.source, span, "an empty example")
                .label("says nothing")
                .help("write one sentence of your own in which the entry is at work");
            return self.tell(problem);
        }
        match kind {
            Kind::Words => return self.not_empty(text, span),
            _ => self.plain(text, span.clone()),
        }
        match kind {
            Kind::Language => self.language(text, span),
            Kind::Forms => self.form(text, span, Code::Duplicate),
            Kind::Name | Kind::Alias => self.form(text, span, Code::SharedAlias),
            Kind::OneOf(list) => self.one_of(text, span, list),
            Kind::Patterns(slots) => self.pattern(text, span, slots),
            Kind::Readings => self.reading(text, span),
            Kind::Class => self.class(text, span, Code::UnknownClass),
            Kind::DesignationClass => self.class(text, span, Code::DesignationClass),
            Kind::State => self.state(text, span),
            Kind::Actor => self.actor(text, span),
            Kind::Designation => self.designation(text, span),
            Kind::Source => self.source_of(text, span),
            Kind::Day => self.day(text, span),
            Kind::Preposition => self.preposition(text, span, &[]),
            Kind::Prepositions(others) => self.preposition(text, span, others),
            Kind::Needs => self.needs(text, span),
            _ => {}
        }
    }

    /// `2026-11-26`.
    fn day(&mut self, text: &str, span: Range<usize>) {
        let mut parts = text
            .split('-')
            .map(|part| (part.len(), part.parse::<u32>()));
        let is_day = matches!(
            (parts.next(), parts.next(), parts.next(), parts.next()),
            (
                Some((4, Ok(_))),
                Some((2, Ok(1..=12))),
                Some((2, Ok(1..=31))),
                None
            )
        );
        if !is_day {
            let problem = Problem::at(
                Code::WrongType,
                self.source,
                span,
                format!("`{text}` is no day"),
            )
            .label("not written as a day")
            .help("write year, month and day: `2026-11-26`");
            self.tell(problem);
        }
    }

    fn not_empty(&mut self, text: &str, span: Range<usize>) {
        if text.trim().is_empty() {
            let problem = Problem::at(Code::EmptyForm, self.source, span, "an empty text")
                .label("nothing in it")
                .help("write the word or remove the quotation marks");
            self.tell(problem);
        }
    }

    /// A text that is something and has no stray spaces.
    pub(crate) fn plain(&mut self, text: &str, span: Range<usize>) {
        if text.trim().is_empty() {
            self.not_empty(text, span);
        } else if text.trim() != text || text.contains("  ") || text.contains(['\n', '\t']) {
            let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let problem = Problem::at(
                Code::StraySpace,
                self.source,
                span,
                format!("stray space in `{text}`"),
            )
            .label("spaces at the ends, or more than one between words")
            .help(format!("write `\"{tidy}\"`"));
            self.tell(problem);
        }
    }

    /// A form that should stand under one id only.
    fn form(&mut self, text: &str, span: Range<usize>, code: Code) {
        let [section, id, key] = self.path.as_slice() else {
            return;
        };
        // what tells finite forms of separable verbs apart: `kauft … ein` is not `kauft`
        let particle = self
            .particle
            .as_deref()
            .filter(|_| matches!(key.as_str(), "present" | "past"));
        // nouns and verbs that look alike are two words
        let class = if matches!(key.as_str(), "noun" | "agent_noun") {
            "noun"
        } else {
            "other"
        };
        let place = [
            text,
            "\n",
            particle.unwrap_or_default(),
            "\n",
            class,
            "\n",
            section,
        ]
        .concat();
        let id = id.clone();
        match self.forms.get(&place) {
            Some((other, earlier)) if *other != id => {
                if !self.told.insert((text.to_owned(), id.clone())) {
                    return;
                }
                let message = format!("`{text}` stands under `{other}` and under `{id}`");
                let help = if code == Code::SharedAlias {
                    "keep it under the one actor that it means everywhere; what only one language says goes to its own actors.toml"
                } else {
                    "keep it where it belongs; keep both only if the word is truly ambiguous"
                };
                let problem = Problem::at(code, self.source, span, message)
                    .label(format!("again under `{id}`"))
                    .earlier(self.source, earlier.clone())
                    .help(help);
                self.tell(problem);
            }
            Some(_) => {}
            None => {
                self.forms.insert(place, (id, span));
            }
        }
    }

    fn language(&mut self, text: &str, span: Range<usize>) {
        if text != self.folder {
            let message = format!(
                "the folder is `{}`, the language in it `{text}`",
                self.folder
            );
            let problem = Problem::at(Code::FolderName, self.source, span, message)
                .label("not the name of the folder")
                .help(format!(
                    "write `language = \"{}\"` or rename the folder to `{text}`",
                    self.folder
                ));
            self.tell(problem);
        }
    }

    fn reading(&mut self, text: &str, span: Range<usize>) {
        for word in text
            .split_whitespace()
            .filter(|word| !READING.words.contains(word))
        {
            let at = text.find(word).unwrap_or(0);
            let help = suggest::nearest(word, READING.words.iter().copied());
            let help = help
                .map(|meant| format!("did you mean `{meant}`? "))
                .unwrap_or_default();
            let place = self.inside(span.clone(), text, at..at + word.len());
            let problem = Problem::at(
                Code::UnknownReading,
                self.source,
                place,
                format!("unknown reading word `{word}`"),
            )
            .label("not a word of readings")
            .help(format!(
                "{help}words of readings: see docs/reference/errors/P018.md"
            ));
            self.tell(problem);
        }
    }

    fn class(&mut self, text: &str, span: Range<usize>, code: Code) {
        let known = &self.known.classes;
        if !known.is_empty() && !known.contains(text) {
            let help = suggest::help(
                text,
                known.iter().map(String::as_str),
                "classes",
                "packs/_shared/items.toml",
            );
            let problem = Problem::at(
                code,
                self.source,
                span,
                format!("unknown item class `{text}`"),
            )
            .label("not an item class")
            .help(help);
            self.tell(problem);
        }
    }

    pub(crate) fn state(&mut self, text: &str, span: Range<usize>) {
        let known = &self.known.states;
        if !known.is_empty() && !known.contains_key(text) {
            let help = match self.known.state_named(text) {
                Some(id) => format!("write `{id}`"),
                None => suggest::help(
                    text,
                    known.keys().map(String::as_str),
                    "states",
                    "packs/_shared/states.toml",
                ),
            };
            let problem = Problem::at(
                Code::UnknownActor,
                self.source,
                span,
                format!("unknown state `{text}`"),
            )
            .label("not the id of a state")
            .help(help);
            self.tell(problem);
        }
    }

    pub(crate) fn actor(&mut self, text: &str, span: Range<usize>) {
        let known = &self.known.actors;
        if !known.is_empty() && !known.contains(text) && !self.known.states.contains_key(text) {
            let help = suggest::help(
                text,
                known.iter().map(String::as_str),
                "actors",
                "packs/_shared/actors.toml",
            );
            let problem = Problem::at(
                Code::UnknownActor,
                self.source,
                span,
                format!("unknown actor `{text}`"),
            )
            .label("not the id of a state or organisation")
            .help(format!("{help}; a new organisation is added there first"));
            self.tell(problem);
        }
    }

    fn preposition(&mut self, text: &str, span: Range<usize>, others: &[&str]) {
        if !self.known.prepositions.is_empty()
            && !others.contains(&text)
            && !self.known.prepositions.contains(text)
        {
            let known = others
                .iter()
                .copied()
                .chain(self.known.prepositions.iter().map(String::as_str));
            let help = suggest::help(
                text,
                known,
                "prepositions",
                "`preposition` in lexicon/grammar.toml",
            );
            let problem = Problem::at(
                Code::UnknownFunction,
                self.source,
                span,
                format!("unknown preposition `{text}`"),
            )
            .label("not a preposition of this language")
            .help(help);
            self.tell(problem);
        }
    }

    /// A key of `roles`: a built-in function or a preposition.
    pub(crate) fn function(&mut self, key: &Spanned<DeString<'_>>, built_in: &[&str]) {
        let text = key.get_ref().as_ref();
        let prepositions = &self.known.prepositions;
        if prepositions.is_empty() || built_in.contains(&text) || prepositions.contains(text) {
            return;
        }
        let known = built_in
            .iter()
            .copied()
            .chain(prepositions.iter().map(String::as_str));
        let meant = suggest::nearest(text, known)
            .map(|meant| format!("did you mean `{meant}`? "))
            .unwrap_or_default();
        let problem = Problem::at(
            Code::UnknownFunction,
            self.source,
            key.span(),
            format!("unknown function `{text}`"),
        )
        .label("neither a function nor a preposition of this language")
        .help(format!(
            "{meant}functions: {}, and every `preposition` of lexicon/grammar.toml",
            built_in.join(", ")
        ));
        self.tell(problem);
    }

    /// A role that a function is given to.
    pub(crate) fn role(&mut self, text: &str, span: Range<usize>, roles: Roles) {
        self.plain(text, span.clone());
        match roles {
            Roles::Event => self.role_of_event(text, span, &["item"]),
            Roles::Operator => {
                let all = &self.known.roles;
                if all.is_empty() || OPERATOR_ROLES.contains(&text) || all.contains(text) {
                    return;
                }
                let known = OPERATOR_ROLES
                    .iter()
                    .copied()
                    .chain(all.iter().map(String::as_str));
                let help = suggest::help(
                    text,
                    known,
                    "roles",
                    "packs/_shared/events.toml, or `doer` and `authority`",
                );
                let problem = Problem::at(
                    Code::UnknownRole,
                    self.source,
                    span,
                    format!("unknown role `{text}`"),
                )
                .label("not a role of any event type")
                .help(help);
                self.tell(problem);
            }
        }
    }

    fn needs(&mut self, text: &str, span: Range<usize>) {
        self.role_of_event(text, span, NEEDS);
    }

    fn role_of_event(&mut self, text: &str, span: Range<usize>, others: &[&str]) {
        let Some((event, roles)) = self
            .event
            .and_then(|event| self.known.events.get_key_value(event))
        else {
            return;
        };
        if others.contains(&text) || roles.iter().any(|role| role == text) {
            return;
        }
        let known = roles
            .iter()
            .map(String::as_str)
            .chain(others.iter().copied());
        let problem = Problem::at(
            Code::UnknownRole,
            self.source,
            span,
            format!("unknown role `{text}`"),
        )
        .label(format!("not a role of event `{event}`"))
        .help(suggest::help(
            text,
            known,
            &format!("`{event}` has"),
            "packs/_shared/events.toml",
        ));
        self.tell(problem);
    }

    fn pattern(&mut self, text: &str, span: Range<usize>, slots: Slots) {
        let tokens = match pattern::parse(text) {
            Ok(tokens) => tokens,
            Err(error) => {
                let place = self.inside(span, text, error.span);
                let problem = Problem::at(Code::Unbalanced, self.source, place, error.message)
                    .label("has no partner")
                    .help("write `{slot}` for a slot and `[ … ]` round what may be missing");
                return self.tell(problem);
            }
        };
        for token in pattern::slots(&tokens) {
            let Token::Slot {
                name,
                part,
                span: slot,
            } = token
            else {
                continue;
            };
            if let Some(help) = self.slot_problem(name, part.as_deref(), slots) {
                let written = text.get(slot.clone()).unwrap_or_default();
                let place = self.inside(span.clone(), text, slot.clone());
                let problem = Problem::at(
                    Code::UnknownSlot,
                    self.source,
                    place,
                    format!("unknown slot `{{{written}}}`"),
                )
                .label("not a slot of this pattern")
                .help(help);
                self.tell(problem);
            }
        }
    }

    /// What to say about a slot that this pattern cannot have.
    fn slot_problem(&self, name: &str, part: Option<&str>, slots: Slots) -> Option<String> {
        let is_trigger = slots == Slots::Event && self.triggers.contains(name);
        let known: Vec<&str> = match slots {
            Slots::Attribution => vec!["source", "via"],
            Slots::Event => {
                let roles = self.event.and_then(|event| self.known.events.get(event))?;
                roles.iter().map(String::as_str).chain(["item"]).collect()
            }
        };
        match part {
            Some("noun") | None if is_trigger => return None,
            Some(part) if is_trigger || known.contains(&name) => {
                return Some(format!(
                    "write `{{{name}}}`: `.{part}` is no part of it, only `.noun` of a trigger is"
                ));
            }
            None if known.contains(&name) => return None,
            _ => {}
        }
        let triggers = if slots == Slots::Event {
            ", and every trigger of this file"
        } else {
            ""
        };
        let all = known.iter().copied().chain(
            self.triggers
                .iter()
                .map(String::as_str)
                .filter(|_| slots == Slots::Event),
        );
        let meant = suggest::nearest(name, all)
            .map(|meant| format!("did you mean `{{{meant}}}`? "))
            .unwrap_or_default();
        Some(format!("{meant}slots: {}{triggers}", known.join(", ")))
    }

    /// The place of a part of a text in the file: exact where the text is written without escapes.
    fn inside(&self, span: Range<usize>, text: &str, part: Range<usize>) -> Range<usize> {
        let start = span.start + 1;
        if self.source.slice(start..start + text.len()) == text {
            start + part.start..start + part.end
        } else {
            span
        }
    }
}
