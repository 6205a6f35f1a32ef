//! Fields that a person sets in a statement: `roles.recipient=gh,ne`, `items.0.low=40`.
//!
//! They are put into the JSON of the contract, which then goes the way of every foreign statement through the verifier.
//! Next: `correct`.

use crate::failure::Failure;
use serde_json::{Map, Value};

/// Sets fields in a statement's JSON.
pub(super) fn set(line: &mut Value, fields: &[String]) -> Result<(), Failure> {
    for given in fields {
        let Some((field, value)) = given.split_once('=') else {
            return Err(wrong(given, "it has no `=`"));
        };
        let path: Vec<&str> = field.split('.').collect();
        match path[..] {
            ["phase" | "polarity" | "certainty" | "basis" | "time" | "type" | "quote"] => {
                line[field] = text(value);
                if field == "quote" {
                    // the words stand elsewhere now
                    for key in ["start", "end"] {
                        line[key] = Value::Null;
                    }
                }
            }
            ["roles", role] if !role.is_empty() => {
                let roles = object(line, "roles");
                if value.is_empty() {
                    roles.remove(role);
                } else {
                    let actors = value.split(',').map(|id| text(id.trim()));
                    roles.insert(role.to_owned(), actors.collect());
                }
            }
            ["source"] if value.is_empty() => line["source"] = Value::Null,
            ["source", key @ ("name" | "kind" | "state")] => {
                object(line, "source").insert(key.to_owned(), text(value));
            }
            ["items", at] if value.is_empty() => {
                let at = place(given, at)?;
                let items = array(line);
                if at >= items.len() {
                    return Err(wrong(given, "there is no such item"));
                }
                items.remove(at);
            }
            ["items", at, key @ ("class" | "name" | "unit" | "per")] => {
                item(line, given, at)?.insert(key.to_owned(), text(value));
            }
            ["items", at, key @ ("low" | "high" | "of" | "share")] => {
                let number = if value.is_empty() {
                    Value::Null
                } else {
                    let number: f64 = value.parse().map_err(|_| wrong(given, "it is no number"))?;
                    Value::from(number)
                };
                item(line, given, at)?.insert(key.to_owned(), number);
            }
            _ => return Err(wrong(given, "a statement has no such field")),
        }
    }
    Ok(())
}

fn text(value: &str) -> Value {
    if value.is_empty() {
        Value::Null
    } else {
        Value::String(value.to_owned())
    }
}

fn wrong(given: &str, why: &str) -> Failure {
    Failure::usage(
        format!("`--set {given}`: {why}"),
        "write a field of the contract, `=` and its value, such as `phase=planned`, `roles.supplier=tg`, `items.0.low=40`",
    )
}

fn place(given: &str, at: &str) -> Result<usize, Failure> {
    at.parse()
        .map_err(|_| wrong(given, "items are numbered from 0"))
}

fn object<'v>(line: &'v mut Value, key: &str) -> &'v mut Map<String, Value> {
    if !line[key].is_object() {
        line[key] = Value::Object(Map::new());
    }
    match &mut line[key] {
        Value::Object(map) => map,
        _ => unreachable!("it was just made one"),
    }
}

fn array(line: &mut Value) -> &mut Vec<Value> {
    if !line["items"].is_array() {
        line["items"] = Value::Array(Vec::new());
    }
    match &mut line["items"] {
        Value::Array(items) => items,
        _ => unreachable!("it was just made one"),
    }
}

/// The item at a place; the next place is a new one.
fn item<'v>(
    line: &'v mut Value,
    given: &str,
    at: &str,
) -> Result<&'v mut Map<String, Value>, Failure> {
    let at = place(given, at)?;
    let items = array(line);
    if at == items.len() {
        items.push(Value::Object(Map::new()));
    }
    match items.get_mut(at) {
        Some(Value::Object(map)) => Ok(map),
        _ => Err(wrong(given, "items are numbered from 0 without gaps")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn after(mut line: Value, fields: &[&str]) -> Value {
        let fields: Vec<String> = fields.iter().map(|f| (*f).to_owned()).collect();
        set(&mut line, &fields).expect("fields");
        line
    }

    #[test]
    fn fields_are_set_added_and_taken_away() {
        let line = json!({"phase": "completed", "roles": {"supplier": ["tg"]}, "items": [{"class": "tank"}], "source": {"kind": "official"}});
        let line = after(
            line,
            &[
                "phase=planned",
                "roles.supplier=",
                "roles.recipient=gh,ne",
                "items.0.low=40",
                "items.1.class=ship",
                "source=",
            ],
        );
        let wanted = json!({"phase": "planned", "roles": {"recipient": ["gh", "ne"]}, "items": [{"class": "tank", "low": 40.0}, {"class": "ship"}], "source": null});
        assert_eq!(line, wanted);
    }

    #[test]
    fn what_is_no_field_or_no_number_is_refused() {
        for wrong in [
            "phase",
            "colour=red",
            "items.x.low=4",
            "items.7.low=4",
            "items.0.low=many",
            "id=1",
        ] {
            let refused = set(&mut json!({"items": []}), &[wrong.to_owned()]);
            assert!(refused.is_err(), "{wrong}");
        }
    }
}
