//! `pack fmt`: one layout for every pack file, so that changes show words and nothing else.
//!
//! Only layout changes: letters in normalisation form C, one space round `=` (under
//! each other where keys are given, as in `[trigger.deliver]`; free where they are words), one empty line between tables, no trailing spaces, a newline
//! at the end. Comments and order stay; lists over several lines stay so.

use crate::{
    codes::Code,
    problem::{PackErrors, Problem},
    shape::has_given_keys,
    source::Source,
};
use toml_edit::{Array, Decor, DocumentMut, InlineTable, Item, RawString, Table, Value};
use unicode_normalization::UnicodeNormalization;

/// The text of a pack file in the layout of the project; `path` is for messages only.
///
/// Formatting twice is formatting once, and the values stay the same.
///
/// # Errors
/// When the text is not TOML.
pub fn format_toml(path: &str, text: &str) -> Result<String, PackErrors> {
    let text: String = text.replace("\r\n", "\n").nfc().collect();
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let source = Source::new(path, text.as_str());
        let problem = Problem::at(
            Code::Syntax,
            &source,
            error.span().unwrap_or(0..0),
            error.message(),
        )
        .label("cannot be read as TOML")
        .help("correct it first: only TOML can be formatted");
        PackErrors {
            problems: vec![problem],
        }
    })?;
    table(document.as_table_mut(), 0, true);
    let end = tidy(&raw(document.trailing()), false);
    document.set_trailing(end);
    let mut out = document.to_string().trim_start_matches('\n').to_owned();
    while out.ends_with("\n\n") {
        out.pop();
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    Ok(out)
}

/// Lays out a table and all in it; `depth` counts the keys of its header, `align` puts its signs under each other.
fn table(table_: &mut Table, depth: usize, align: bool) {
    let widest = table_
        .iter()
        .filter(|(_, item)| item.is_value())
        .filter_map(|(key, _)| table_.key(key))
        .map(|key| key.display_repr().chars().count())
        .max()
        .unwrap_or(0);
    let names: Vec<String> = table_.iter().map(|(key, _)| key.to_owned()).collect();
    let mut first = true;
    for name in names {
        if let Some(item) = table_.get_mut(&name) {
            match item {
                Item::Value(inner) => value(inner),
                Item::Table(inner) => {
                    header(inner, depth + 1, depth > 0 || has_given_keys(&name));
                }
                Item::ArrayOfTables(list) => {
                    list.iter_mut()
                        .for_each(|inner| header(inner, depth + 1, true));
                }
                Item::None => {}
            }
        }
        let is_value = table_.get(&name).is_some_and(Item::is_value);
        let Some(mut key) = table_.key_mut(&name).filter(|_| is_value) else {
            continue;
        };
        let pad = if align {
            widest.saturating_sub(key.display_repr().chars().count())
        } else {
            0
        };
        let before = prefix(key.leaf_decor());
        key.leaf_decor_mut().set_prefix(tidy(&before, !first));
        key.leaf_decor_mut().set_suffix(" ".repeat(pad + 1));
        first = false;
    }
}

/// Lays out a table with a header: one empty line before it, then its comments.
fn header(inner: &mut Table, depth: usize, align: bool) {
    if inner.is_dotted() {
        // `a.b = 1`: its line belongs to the table round it
        return dotted(inner);
    }
    let before = format!("\n{}", tidy(&prefix(inner.decor()), false));
    let after = comment_after(&suffix(inner.decor()));
    inner.decor_mut().set_prefix(before);
    inner.decor_mut().set_suffix(after);
    table(inner, depth, align);
}

fn dotted(inner: &mut Table) {
    for (_, item) in inner.iter_mut() {
        match item {
            Item::Value(inner) => value(inner),
            Item::Table(inner) => dotted(inner),
            Item::ArrayOfTables(_) | Item::None => {}
        }
    }
}

/// Lays out a value after `=`, with the comment on its line.
fn value(item: &mut Value) {
    let after = comment_after(&suffix(item.decor()));
    inside(item);
    item.decor_mut().set_prefix(" ");
    item.decor_mut().set_suffix(after);
}

fn inside(item: &mut Value) {
    match item {
        Value::Array(list) => array(list),
        Value::InlineTable(inner) => inline(inner),
        _ => {}
    }
}

fn array(list: &mut Array) {
    let spread = list.iter().any(|element| has_break(element.decor()))
        || raw(list.trailing()).contains('\n');
    for (number, element) in list.iter_mut().enumerate() {
        inside(element);
        let before = if spread {
            lines(&prefix(element.decor()))
        } else {
            " ".repeat(usize::from(number > 0))
        };
        let after = if spread {
            lines(&suffix(element.decor()))
        } else {
            String::new()
        };
        element.decor_mut().set_prefix(before);
        element.decor_mut().set_suffix(after);
    }
    if spread {
        let end = lines(&raw(list.trailing()));
        list.set_trailing(end);
    } else {
        list.set_trailing("");
        list.set_trailing_comma(false);
    }
}

fn inline(inner: &mut InlineTable) {
    // a comment inside, or dotted keys: leave what cannot be put on one line as it is
    if inner.to_string().contains('\n') && inner.to_string().contains('#') {
        return;
    }
    let count = inner.len();
    for (number, (mut key, item)) in inner.iter_mut().enumerate() {
        if item.is_inline_table() && item.as_inline_table().is_some_and(InlineTable::is_dotted) {
            continue;
        }
        key.leaf_decor_mut().set_prefix(" ");
        key.leaf_decor_mut().set_suffix(" ");
        inside(item);
        item.decor_mut().set_prefix(" ");
        item.decor_mut()
            .set_suffix(if number + 1 == count { " " } else { "" });
    }
    inner.set_trailing("");
    inner.set_trailing_comma(false);
}

fn raw(text: &RawString) -> String {
    text.as_str().unwrap_or_default().to_owned()
}

fn prefix(decor: &Decor) -> String {
    decor.prefix().map(raw).unwrap_or_default()
}

fn suffix(decor: &Decor) -> String {
    decor.suffix().map(raw).unwrap_or_default()
}

fn has_break(decor: &Decor) -> bool {
    prefix(decor).contains('\n') || suffix(decor).contains('\n')
}

/// Comment lines before a key: trimmed, never two empty lines in a row; one before them stays if `gap`.
fn tidy(text: &str, gap: bool) -> String {
    let mut out = String::new();
    let mut empty = 0;
    let mut rows: Vec<&str> = text.split('\n').map(str::trim).collect();
    // what follows the last newline stands on the line of the key itself
    rows.pop();
    for row in rows {
        if row.is_empty() {
            empty += 1;
            continue;
        }
        if empty > 0 && (gap || !out.is_empty()) {
            out.push('\n');
        }
        empty = 0;
        out.push_str(row);
        out.push('\n');
    }
    if empty > 0 && (gap || !out.is_empty()) {
        out.push('\n');
    }
    out
}

/// The comment behind a value or header, as far away as it was but not glued to it.
fn comment_after(text: &str) -> String {
    let text = text.trim_end();
    match text.chars().next() {
        None => String::new(),
        Some('#') => format!(" {text}"),
        Some(_) => text.replace('\t', " "),
    }
}

/// The same lines without spaces at their ends; the last one is the indent of what follows.
fn lines(text: &str) -> String {
    let mut rows: Vec<&str> = text.split('\n').collect();
    let last = rows.pop().unwrap_or_default();
    let mut out = String::new();
    for row in rows {
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out.push_str(last);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn format(text: &str) -> String {
        format_toml("test.toml", text).expect("is TOML")
    }

    #[test]
    fn an_entry_is_laid_out_with_its_comments() {
        let untidy = "\n\n[trigger.deliver]# hands over\nexample=\"x\"   \nnoun_roles = {of=\"item\",to =\"recipient\" }\n\
                      # forms\npresent=[ \"a\",\"b\" , ]\n\n\n\n# next\n[trigger.sell]\nexample = \"y\"";
        let tidy = "[trigger.deliver] # hands over\nexample    = \"x\"\nnoun_roles = { of = \"item\", to = \"recipient\" }\n\
                    # forms\npresent    = [\"a\", \"b\"]\n\n# next\n[trigger.sell]\nexample = \"y\"\n";
        assert_eq!(format(untidy), tidy);
    }

    #[test]
    fn entries_one_a_line_keep_one_space_and_their_groups() {
        let text =
            "[state]\nkp   = { name = [\"K\"] }\n\n# west\n\"org:x\" = { name = [\"L\"] } # note\n";
        let tidy =
            "[state]\nkp = { name = [\"K\"] }\n\n# west\n\"org:x\" = { name = [\"L\"] } # note\n";
        assert_eq!(format(text), tidy);
    }

    #[test]
    fn letters_are_composed() {
        assert_eq!(format("a = \"e\u{301}\"\n"), "a = \"\u{e9}\"\n");
    }

    #[test]
    fn a_list_over_several_lines_stays_so() {
        let text = "verb = [\n  \"a\", \"b\",   \n  # more\n  \"c\",\n]\n";
        assert_eq!(
            format(text),
            "verb = [\n  \"a\", \"b\",\n  # more\n  \"c\",\n]\n"
        );
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_place() {
        let error = format_toml("packs/tt/pack.toml", "a = \nb = 1\n").expect_err("has no value");
        assert_eq!(error.problems[0].line, 1);
    }

    /// A pack file with all sorts of spacing.
    fn file() -> impl Strategy<Value = String> {
        let space = prop_oneof!["", " ", "  ", "\t"];
        let end = prop_oneof![
            "\n",
            "  \n",
            "\n\n\n",
            " # note\n",
            "\n# line\n",
            "\n \n# a\n\n\n# b\n"
        ];
        let list = prop_oneof![
            Just("[]".to_owned()),
            Just("[\"a\",\"b\"]".to_owned()),
            Just("[ \"a\" ,\n  \"b\", # c\n\n ]".to_owned()),
            Just("{a=\"x\", \"b c\" = [\"y\"]}".to_owned()),
            Just("{}".to_owned()),
            Just("\"\"\"\nlong  \n\n\n text\"\"\"".to_owned()),
            Just("'it''".to_owned().replace("''", "'")),
            Just("true".to_owned()),
        ];
        let line = (space.clone(), space, list, end.clone());
        let block = (prop::collection::vec(line, 0..4), end.clone());
        (prop::collection::vec(block, 0..4), end).prop_map(|(blocks, start)| {
            let mut out = start.replace(" # note", "# note");
            for (number, (lines, end)) in blocks.into_iter().enumerate() {
                if number > 0 {
                    out += &["[t.e", &number.to_string(), "]", &*end].concat();
                }
                for (at, (before, after, value, end)) in lines.into_iter().enumerate() {
                    let key = "k".repeat(at + 1);
                    out += &[&*before, &*key, &*after, "=", &*before, &*value, &*end].concat();
                }
            }
            out
        })
    }

    proptest! {
        #[test]
        fn formatting_changes_no_value_and_settles_at_once(text in file()) {
            let once = format(&text);
            let before: toml::Table = text.parse().expect("is TOML");
            let after: toml::Table = once.parse().expect("is still TOML");
            prop_assert_eq!(before, after);
            prop_assert_eq!(text.matches('#').count(), once.matches('#').count());
            prop_assert_eq!(format(&once), once);
        }
    }
}
