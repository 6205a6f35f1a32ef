//! Records: JSON objects with `id`, `url`, `lang`, `published`, `publisher`, `title`, `text`.
//!
//! All keys but `text` are optional and unknown keys are ignored, so exports of other tools go in as
//! they are. Every message gives the line and the character, because such files are written by
//! programs and found by search.

use crate::error::{ErrorKind, back_ticked, shortened};
use crate::finish::Draft;
use crate::lines::floor_border;
use crate::note::NoteKind;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// The known keys in the order of [`RawRecord::fields`].
const KEYS: [&str; 7] = [
    "id",
    "url",
    "lang",
    "published",
    "publisher",
    "title",
    "text",
];
/// How much of an offending text a message shows, in characters.
const SHOWN: usize = 50;
/// The most unknown keys that a message lists.
const LISTED: usize = 8;

/// Something wrong at a byte of the text.
#[derive(Debug)]
pub(crate) struct At {
    pub(crate) offset: usize,
    pub(crate) kind: ErrorKind,
}

/// One value of a JSON text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'t> {
    pub(crate) offset: usize,
    pub(crate) text: &'t str,
}

/// The document in one JSON object.
pub(crate) fn record(text: &str) -> Result<Draft, At> {
    let raw: RawRecord<'_> = serde_json::from_str(text).map_err(|error| {
        let start = text.len() - text.trim_start().len();
        if error.is_data() {
            let found = type_of(text);
            At {
                offset: start,
                kind: ErrorKind::NotAnObject {
                    found,
                    near: shortened(text, SHOWN),
                },
            }
        } else {
            syntax(text, &error)
        }
    })?;
    if let Some((key, value)) = raw.twice {
        return Err(At {
            offset: offset_in(text, value.get()),
            kind: ErrorKind::DuplicateKey { key },
        });
    }
    let has_others = raw.fields.iter().take(KEYS.len() - 1).any(Option::is_some);
    let mut draft = Draft::default();
    let mut found_text = false;
    for (key, value) in KEYS.into_iter().zip(raw.fields) {
        let Some(value) = string(key, value, text)? else {
            continue;
        };
        let slot = match key {
            "id" => &mut draft.id,
            "url" => &mut draft.url,
            "lang" => &mut draft.lang,
            "published" => &mut draft.published,
            "publisher" => &mut draft.publisher,
            "title" => &mut draft.title,
            _ => {
                draft.text = value;
                found_text = true;
                continue;
            }
        };
        *slot = Some(value);
    }
    let start = text.len() - text.trim_start().len();
    if !found_text {
        let mut keys: Vec<String> = KEYS
            .into_iter()
            .zip(raw.fields)
            .filter(|(_, value)| value.is_some())
            .map(|(key, _)| key.to_owned())
            .collect();
        keys.extend(raw.unknown);
        keys.truncate(LISTED);
        let keys = if keys.is_empty() {
            "no keys".to_owned()
        } else {
            back_ticked(&keys)
        };
        return Err(At {
            offset: start,
            kind: ErrorKind::MissingText { keys },
        });
    }
    if draft.text.trim().is_empty() {
        return Err(At {
            offset: start,
            kind: ErrorKind::NoText {
                context: ": its `text` is empty",
            },
        });
    }
    if !has_others && !raw.unknown.is_empty() {
        draft
            .notes
            .push(NoteKind::UnknownKeys { keys: raw.unknown });
    }
    Ok(draft)
}

/// The records of a JSON text: the elements of an array, or the values one after another. What was
/// read before an error is given with it.
pub(crate) fn values(text: &str) -> (Vec<Value<'_>>, Option<At>) {
    let mut raw: Vec<&RawValue> = Vec::new();
    let mut error = None;
    if text.trim_start().starts_with('[') {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let read = deserializer
            .deserialize_seq(Elements(&mut raw))
            .and_then(|()| deserializer.end());
        error = read.err();
    } else {
        for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
            match value {
                Ok(value) => raw.push(value),
                Err(wrong) => {
                    error = Some(wrong);
                    break;
                }
            }
        }
    }
    let values = raw
        .into_iter()
        .map(|raw| Value {
            offset: offset_in(text, raw.get()),
            text: raw.get(),
        })
        .collect();
    (values, error.map(|error| syntax(text, &error)))
}

/// The string under a key, nothing for `null`.
fn string(key: &'static str, value: Option<&RawValue>, text: &str) -> Result<Option<String>, At> {
    let Some(value) = value else { return Ok(None) };
    let offset = offset_in(text, value.get());
    serde_json::from_str::<Option<String>>(value.get()).map_err(|error| {
        if error.is_data() {
            let found = type_of(value.get());
            At {
                offset,
                kind: ErrorKind::WrongType {
                    key,
                    found,
                    near: shortened(value.get(), SHOWN),
                },
            }
        } else {
            let inner = syntax(value.get(), &error);
            At {
                offset: offset + inner.offset,
                kind: inner.kind,
            }
        }
    })
}

/// A parser's error with the text around it.
fn syntax(text: &str, error: &serde_json::Error) -> At {
    let line_start = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let offset = floor_border(text, line_start + error.column().saturating_sub(1));
    let from = floor_border(text, offset.saturating_sub(20));
    let near = shortened(text.get(from..).unwrap_or(""), SHOWN);
    let reason = error.to_string();
    let reason = reason
        .rsplit_once(" at line ")
        .map_or(reason.as_str(), |(reason, _)| reason)
        .to_owned();
    At {
        offset,
        kind: ErrorKind::JsonSyntax { reason, near },
    }
}

/// Where `part`, which was cut from `text`, begins in it.
fn offset_in(text: &str, part: &str) -> usize {
    part.as_ptr()
        .addr()
        .saturating_sub(text.as_ptr().addr())
        .min(text.len())
}

/// The JSON type of a value by its first character.
fn type_of(text: &str) -> &'static str {
    match text.trim_start().chars().next() {
        Some('{') => "an object",
        Some('[') => "an array",
        Some('"') => "a string",
        Some('t' | 'f') => "true or false",
        Some('n') => "null",
        _ => "a number",
    }
}

/// An object with its known values still unread, so that each keeps its place.
struct RawRecord<'t> {
    fields: [Option<&'t RawValue>; KEYS.len()],
    unknown: Vec<String>,
    /// A known key that came twice, and its second value.
    twice: Option<(&'static str, &'t RawValue)>,
}

impl<'de> Deserialize<'de> for RawRecord<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Record;
        impl<'de> Visitor<'de> for Record {
            type Value = RawRecord<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut record = RawRecord {
                    fields: [None; KEYS.len()],
                    unknown: Vec::new(),
                    twice: None,
                };
                while let Some(key) = map.next_key::<String>()? {
                    let Some(index) = KEYS.iter().position(|known| *known == key) else {
                        map.next_value::<IgnoredAny>()?;
                        if record.unknown.len() < LISTED {
                            record.unknown.push(shortened(&key, SHOWN));
                        }
                        continue;
                    };
                    let value: &'de RawValue = map.next_value()?;
                    if let Some(slot) = record.fields.get_mut(index)
                        && slot.replace(value).is_some()
                    {
                        record.twice = record.twice.or(KEYS.get(index).map(|key| (*key, value)));
                    }
                }
                Ok(record)
            }
        }
        deserializer.deserialize_map(Record)
    }
}

/// Collects the elements of an array as far as they can be read.
struct Elements<'v, 't>(&'v mut Vec<&'t RawValue>);

impl<'de> Visitor<'de> for Elements<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element()? {
            self.0.push(value);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> (usize, String) {
        let At { offset, kind } = record(text).expect_err("an error");
        (offset, kind.to_string())
    }

    #[test]
    fn all_known_keys_are_read_and_null_is_as_good_as_nothing() {
        let draft = record(r#"{"id":"a","url":null,"lang":"xx","published":"2024","publisher":"P","title":"T","text":"W\u00f6rds","more":[1]}"#)
            .expect("a record");
        assert_eq!(
            (draft.id.as_deref(), draft.url, draft.lang.as_deref()),
            (Some("a"), None, Some("xx"))
        );
        assert_eq!(
            (draft.publisher.as_deref(), draft.title.as_deref()),
            (Some("P"), Some("T"))
        );
        assert_eq!(
            (draft.text.as_str(), draft.published.as_deref()),
            ("Wörds", Some("2024"))
        );
        assert!(draft.notes.is_empty());
    }

    #[test]
    fn a_wrong_type_is_shown_with_its_place() {
        let (offset, message) = error(r#"{"id": "a", "text": ["x", "y"]}"#);
        assert_eq!(offset, 20);
        assert!(
            message.contains("`text` must be a string, found an array: `[\"x\", \"y\"]`"),
            "{message}"
        );
        assert!(
            error(r#"{"text": "x", "published": 2024}"#)
                .1
                .contains("`published` must be a string, found a number: `2024`")
        );
    }

    #[test]
    fn a_record_without_text_lists_the_keys_that_it_has() {
        assert!(
            error(r#"{"id": "a", "body": "x"}"#)
                .1
                .contains("(it has `id`, `body`)")
        );
        assert!(error("{}").1.contains("no keys"));
        assert!(error(r#"{"text": null}"#).1.contains("no `text`"));
        assert!(error(r#"{"text": "  "}"#).1.contains("empty"));
    }

    #[test]
    fn a_syntax_error_shows_the_text_around_it() {
        let (offset, message) = error(r#"{"id": "a", "text": oops}"#);
        assert!((20..=21).contains(&offset), "{offset}");
        assert!(message.contains("oops"), "{message}");
        assert!(error(r#"{"text": "\ud800"}"#).1.contains("not valid JSON"));
    }

    #[test]
    fn what_is_no_object_is_named() {
        assert!(error("[1, 2]").1.contains("found an array"));
        assert!(error(" 12 ").1.contains("found a number"));
    }

    #[test]
    fn a_key_given_twice_is_refused() {
        assert!(
            error(r#"{"text": "a", "text": "b"}"#)
                .1
                .contains("`text` is given twice")
        );
    }

    #[test]
    fn unknown_keys_are_told_only_when_nothing_but_text_was_known() {
        assert!(
            record(r#"{"id": "a", "series": "s", "text": "x"}"#)
                .expect("a record")
                .notes
                .is_empty()
        );
        let notes = record(r#"{"series": "s", "text": "x"}"#)
            .expect("a record")
            .notes;
        assert_eq!(
            notes,
            [NoteKind::UnknownKeys {
                keys: vec!["series".to_owned()]
            }]
        );
    }

    #[test]
    fn elements_before_an_error_in_an_array_are_kept() {
        let (values, error) = values("[{\"text\": \"a\"},\n {\"text\": \"b\"},\n oops]");
        assert_eq!(
            values.iter().map(|value| value.offset).collect::<Vec<_>>(),
            [1, 17]
        );
        assert!(error.is_some_and(|at| at.offset > 30));
    }

    #[test]
    fn objects_that_follow_each_other_are_all_read() {
        let (values, error) = values("{\n\"text\": \"a\"\n}\n{\n\"text\": \"b\"\n}\n");
        assert_eq!(values.len(), 2);
        assert!(error.is_none());
    }
}
