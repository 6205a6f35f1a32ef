//! A statement of a file: gold, or what some reader found.
//!
//! Other readers and people write these lines, so nothing is taken for granted: a line that cannot
//! be used is a [`LineError`] and the rest goes on. A gold line may carry `optional` and `alt`, a map of
//! field to other accepted values; an item's class or name may list alternatives with `|`.

use crate::model::{Basis, Certainty, Phase, Polarity, SourceKind, Statement};
use crate::packs::Shared;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// Role to actor ids.
pub type Roles = BTreeMap<String, Fillers>;

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The document's id.
    pub doc: String,
    /// File and line that it stands in; empty for what came from no file.
    #[serde(skip)]
    pub place: String,
    /// The line as it stands in its file.
    #[serde(skip)]
    pub text: String,
    /// The verbatim stretch that carries the claim.
    #[serde(default, deserialize_with = "or_default")]
    pub quote: String,
    /// Event type.
    #[serde(rename = "type")]
    pub event: String,
    /// How far the event got.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// Role to actor ids.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub roles: Roles,
    /// What is moved, made, left, used, lost or found.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub items: Vec<LineItem>,
    /// Whether the source says it is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<String>,
    /// How sure the source is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<String>,
    /// Who stands behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Speaker>,
    /// Relays, nearest the source first.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub via: Vec<Speaker>,
    /// What the source says that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// When the event happened or will.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Gold: whether it may be left out without loss.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "is_false"
    )]
    pub optional: bool,
    /// Gold: other accepted values by field.
    #[serde(default, skip_serializing)]
    pub alt: Alternatives,
    /// Found: which reader found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
    /// Found: the rule that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// The actors of one role: a list, or a single id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Fillers(pub Vec<String>);

/// An item of a line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineItem {
    /// Item class; gold may list several with `|`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Designation; gold may list several with `|`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Lower bound of the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper bound of the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
}

/// A source or a relay of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Speaker {
    /// As printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What sort of source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The state it speaks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// Other values that gold accepts, by field. Those of items and relays are kept for people and not scored.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Alternatives {
    #[serde(rename = "type")]
    pub(crate) event: Vec<String>,
    pub(crate) phase: Vec<Option<String>>,
    pub(crate) roles: Vec<Roles>,
    pub(crate) polarity: Vec<Option<String>>,
    pub(crate) certainty: Vec<Option<String>>,
    pub(crate) source: Vec<Option<Speaker>>,
    pub(crate) basis: Vec<Option<String>>,
    pub(crate) time: Vec<Option<String>>,
    items: Vec<Vec<LineItem>>,
    via: Vec<Vec<Speaker>>,
}

/// A line that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineError {
    /// Line of its file, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Whether lines are gold or found.
#[derive(Debug, Clone, Copy)]
pub enum Role<'a> {
    /// Gold: every word of it must be one of the contract.
    Gold(&'a Shared),
    /// Found by some reader: a word of its own is simply not right.
    Found,
}

impl Line {
    /// Reads the lines of the file called `name`; empty ones are passed over.
    pub fn read(name: &str, text: &str, role: Role<'_>) -> (Vec<Self>, Vec<LineError>) {
        let mut lines = Vec::new();
        let mut errors = Vec::new();
        for (at, text) in text.lines().enumerate() {
            if text.trim().is_empty() {
                continue;
            }
            let number = at + 1;
            let read = serde_json::from_str::<Self>(text)
                .map_err(|error| not_a_statement(number, &error))
                .and_then(|line| match role {
                    Role::Found => Ok(line),
                    Role::Gold(shared) => line.checked(shared, number),
                });
            match read {
                Ok(line) => lines.push(Self {
                    place: format!("{name}:{number}"),
                    text: text.to_owned(),
                    ..line
                }),
                Err(error) => errors.push(error),
            }
        }
        (lines, errors)
    }

    /// A statement of our own reader with the rule that made it.
    pub fn of_statement(statement: &Statement, rule: &str) -> Self {
        let speaker = |name: &Option<String>, kind: SourceKind, state: &Option<String>| Speaker {
            name: name.clone(),
            kind: Some(kind.to_string()),
            state: state.clone(),
        };
        let roles = statement.roles.iter();
        let items = statement.items.iter().map(|item| LineItem {
            class: Some(item.class.clone()),
            name: item.name.clone(),
            low: item.low,
            high: item.high,
        });
        let source = statement.source.as_ref();
        let via = statement.via.iter();
        Self {
            doc: statement.doc.clone(),
            quote: statement.quote.clone(),
            event: statement.event.clone(),
            phase: Some(statement.phase.to_string()),
            roles: roles
                .map(|(role, ids)| (role.clone(), Fillers(ids.clone())))
                .collect(),
            items: items.collect(),
            polarity: Some(statement.polarity.to_string()),
            certainty: Some(statement.certainty.to_string()),
            source: source.map(|source| speaker(&source.name, source.kind, &source.state)),
            via: via
                .map(|via| speaker(&via.name, via.kind, &via.state))
                .collect(),
            basis: Some(statement.basis.to_string()),
            time: statement.time.clone(),
            rule: Some(rule.to_owned()),
            ..Self::default()
        }
    }

    /// The line, if all its words are those of the contract.
    fn checked(self, shared: &Shared, number: usize) -> Result<Self, LineError> {
        match self.unknown(shared) {
            None => Ok(self),
            Some((message, help)) => Err(LineError {
                line: number,
                message,
                help,
            }),
        }
    }

    /// The first word that the contract does not have, and those that it has.
    fn unknown(&self, shared: &Shared) -> Option<(String, String)> {
        let alt = &self.alt;
        if self.quote.trim().is_empty() {
            let help = "give the stretch of the text that carries the claim";
            return Some(("the `quote` is empty".to_owned(), help.to_owned()));
        }
        let events: Vec<&String> = std::iter::once(&self.event).chain(&alt.event).collect();
        let known = |list: &mut dyn Iterator<Item = &String>| {
            let list: Vec<&str> = list.map(String::as_str).collect();
            format!("known are {}", list.join(", "))
        };
        if let Some(event) = events
            .iter()
            .find(|event| !shared.events.contains_key(**event))
        {
            let help = known(&mut shared.events.keys());
            return Some((format!("unknown event type `{event}`"), help));
        }
        let roles_of = |events: &[&String]| -> Vec<&String> {
            let events = events.iter().filter_map(|event| shared.events.get(*event));
            events.flat_map(|event| &event.value.roles).collect()
        };
        // another reading may be of a type that only its roles tell
        let own = roles_of(&events);
        let any = roles_of(&shared.events.keys().collect::<Vec<_>>());
        let mine = self.roles.keys().map(|role| (role, &own));
        let others = alt.roles.iter().flat_map(BTreeMap::keys);
        for (role, list) in mine.chain(others.map(|role| (role, &any))) {
            if !list.contains(&role) {
                let help = known(&mut list.iter().copied());
                return Some((format!("unknown role `{role}` of `{}`", self.event), help));
            }
        }
        let classes = self.items.iter().filter_map(|item| item.class.as_ref());
        for class in classes.flat_map(|classes| classes.split('|')) {
            if !shared.items.contains_key(class) {
                let help = known(&mut shared.items.keys());
                return Some((format!("unknown item class `{class}`"), help));
            }
        }
        let speakers = self.source.iter().chain(alt.source.iter().flatten());
        let kinds = speakers.chain(&self.via).map(|speaker| &speaker.kind);
        let lists = [
            of_list::<Phase>("phase", std::iter::once(&self.phase).chain(&alt.phase)),
            of_list::<Polarity>(
                "polarity",
                std::iter::once(&self.polarity).chain(&alt.polarity),
            ),
            of_list::<Certainty>(
                "certainty",
                std::iter::once(&self.certainty).chain(&alt.certainty),
            ),
            of_list::<Basis>("basis", std::iter::once(&self.basis).chain(&alt.basis)),
            of_list::<SourceKind>("kind of source", kinds),
        ];
        lists.into_iter().flatten().next()
    }
}

/// The first value that a closed list does not have.
fn of_list<'a, T: FromStr<Err = crate::model::UnknownTerm>>(
    what: &str,
    mut values: impl Iterator<Item = &'a Option<String>>,
) -> Option<(String, String)> {
    let unknown = values.find_map(|value| value.as_deref()?.parse::<T>().err())?;
    Some((
        format!("unknown {what} `{}`", unknown.given),
        format!("known are {}", unknown.known.join(", ")),
    ))
}

fn not_a_statement(number: usize, error: &serde_json::Error) -> LineError {
    let text = error.to_string();
    // the line is that of the file, not of the one line that was parsed
    let message = match text.rsplit_once(" at line 1 column ") {
        Some((message, "0")) => message.to_owned(),
        Some((message, column)) => format!("{message}, at column {column}"),
        None => text.clone(),
    };
    LineError {
        line: number,
        message: format!("not a statement: {message}"),
        help: "write one JSON object per line, with `doc`, `quote` and `type`; the fields are told in docs/contract.md".to_owned(),
    }
}

/// `null` where a list or text should be means none.
fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields on by reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl<'de> Deserialize<'de> for Fillers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;

        impl<'de> de::Visitor<'de> for OneOrMany {
            type Value = Fillers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an actor id or a list of them")
            }

            fn visit_str<E: de::Error>(self, id: &str) -> Result<Fillers, E> {
                Ok(Fillers(vec![id.to_owned()]))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Fillers, E> {
                Ok(Fillers::default())
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Fillers, A::Error> {
                let mut ids = Vec::new();
                while let Some(id) = list.next_element()? {
                    ids.push(id);
                }
                Ok(Fillers(ids))
            }
        }

        deserializer.deserialize_any(OneOrMany)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::Packs;

    fn gold(text: &str) -> (Vec<Line>, Vec<LineError>) {
        Line::read("g", text, Role::Gold(&Packs::embedded().shared))
    }

    #[test]
    fn a_bad_line_is_told_with_its_number_and_the_rest_goes_on() {
        let (lines, errors) = gold(
            "{\"doc\": \"a\", \"quote\": \"q\", \"type\": \"transfer\"}\n\nnonsense\n{\"doc\": \"b\", \"quote\": \"q\", \"type\": \"stock\"}\n",
        );
        let read: Vec<(&str, &str)> = lines
            .iter()
            .map(|line| (&*line.place, &*line.doc))
            .collect();
        assert_eq!(read, [("g:1", "a"), ("g:4", "b")]);
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].line, 3);
        assert!(errors[0].message.contains("at column"), "{errors:?}");
    }

    #[test]
    fn gold_may_use_only_the_words_of_the_contract() {
        for (field, wrong) in [
            ("\"type\": \"gift\"", "event type `gift`"),
            (
                "\"type\": \"stock\", \"roles\": {\"by\": [\"ru\"]}",
                "role `by`",
            ),
            ("\"type\": \"stock\", \"phase\": \"soon\"", "phase `soon`"),
            (
                "\"type\": \"stock\", \"alt\": {\"polarity\": [\"no\"]}",
                "polarity `no`",
            ),
            (
                "\"type\": \"stock\", \"items\": [{\"class\": \"tank|cup\"}]",
                "item class `cup`",
            ),
            (
                "\"type\": \"stock\", \"source\": {\"kind\": \"paper\"}",
                "kind of source `paper`",
            ),
            ("\"type\": \"stock\", \"alt\": {\"colour\": []}", "`colour`"),
        ] {
            let (lines, errors) = gold(&format!("{{\"doc\": \"a\", \"quote\": \"q\", {field}}}"));
            assert!(lines.is_empty(), "{field}");
            assert!(errors[0].message.contains(wrong), "{field}: {errors:?}");
        }
    }

    #[test]
    fn a_found_line_may_say_what_it_likes_and_leave_fields_empty() {
        let text = "{\"doc\": \"a\", \"type\": \"gift\", \"roles\": {\"to\": \"ru\", \"by\": null}, \"items\": null, \"via\": null, \"quote\": null}";
        let (lines, errors) = Line::read("g", text, Role::Found);
        assert_eq!(errors, []);
        assert_eq!(lines[0].roles["to"], Fillers(vec!["ru".to_owned()]));
        assert_eq!(lines[0].roles["by"], Fillers::default());
    }
}
