//! How much a found statement and a gold one agree, field by field.
//!
//! Every question here is one of the scoring rules that `eval/README.md` tells in words; an
//! organisation is compared by the words of its slug, a name by its words, everything else letter by letter.

use super::line::{Line, Roles, Speaker};
use super::words::fold;
use std::collections::BTreeSet;

/// Role and actor.
type Filler<'a> = (&'a str, &'a str);

/// Words of organisations' names that tell nothing apart.
const HOLLOW: [&str; 5] = ["the", "of", "group", "company", "forces"];

/// Kinds of source that are one person, who is known by name.
const PERSON: [&str; 3] = ["official", "expert", "person"];

fn fillers(roles: &Roles) -> BTreeSet<Filler<'_>> {
    roles
        .iter()
        .flat_map(|(role, ids)| ids.0.iter().map(move |id| (role.as_str(), id.as_str())))
        .collect()
}

/// The words of an organisation's slug, without a plural `s` and without hollow ones.
fn stems(slug: &str) -> BTreeSet<&str> {
    let words = slug.strip_prefix("org:").unwrap_or(slug).split('-');
    words
        .map(|word| word.strip_suffix('s').unwrap_or(word))
        .filter(|word| !HOLLOW.contains(word))
        .collect()
}

/// `mine` with every organisation written as one of `theirs` that means the same.
fn align<'a>(mine: &BTreeSet<Filler<'a>>, theirs: &BTreeSet<Filler<'a>>) -> BTreeSet<Filler<'a>> {
    let same = |role: &str, id: &'a str| {
        let words = stems(id);
        theirs
            .iter()
            .filter(|(other, id)| *other == role && id.starts_with("org:"))
            .map(|(_, id)| *id)
            .find(|id| {
                let other = stems(id);
                let both = !words.is_empty() && !other.is_empty();
                both && (words.is_subset(&other) || other.is_subset(&words))
            })
            .unwrap_or(id)
    };
    mine.iter()
        .map(|(role, id)| {
            if id.starts_with("org:") && !theirs.contains(&(role, id)) {
                (*role, same(role, id))
            } else {
                (*role, *id)
            }
        })
        .collect()
}

/// Twice the shared by the sum; two empty sets agree.
pub(super) fn f1<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    ratio(2 * a.intersection(b).count(), a.len() + b.len())
}

/// A part of a whole; nothing of nothing is 0.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    let float = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 {
        0.0
    } else {
        float(part) / float(whole)
    }
}

fn accepted_roles(gold: &Line) -> impl Iterator<Item = &Roles> {
    std::iter::once(&gold.roles).chain(&gold.alt.roles)
}

/// How much the parties agree with the reading that gold accepts best.
pub(super) fn roles(found: &Line, gold: &Line) -> f64 {
    let mine = fillers(&found.roles);
    accepted_roles(gold)
        .map(|roles| {
            let theirs = fillers(roles);
            f1(&align(&mine, &theirs), &theirs)
        })
        .fold(0.0, f64::max)
}

/// Role fillers that no accepted reading has, and role fillers given.
pub(super) fn false_fillers(found: &Line, gold: &Line) -> (usize, usize) {
    let mine = fillers(&found.roles);
    let accepted = accepted_roles(gold).flat_map(fillers).collect();
    let wrong = align(&mine, &accepted).difference(&accepted).count();
    (wrong, mine.len())
}

/// How much the item classes agree; where gold has none, one is forgiven.
pub(super) fn items(found: &Line, gold: &Line) -> f64 {
    let classes = |line: &'_ Line| -> Vec<String> {
        let classes = line.items.iter().filter_map(|item| item.class.clone());
        classes.filter(|class| !class.is_empty()).collect()
    };
    let mine: BTreeSet<String> = classes(found).into_iter().collect();
    let theirs = classes(gold);
    if theirs.is_empty() {
        return if mine.len() <= 1 { 1.0 } else { 0.0 };
    }
    let accepts = |gold: &String, class: &String| gold.split('|').any(|other| other == class);
    let is_hit = |gold: &&String| mine.iter().any(|class| accepts(gold, class));
    let is_extra = |class: &&String| !theirs.iter().any(|gold| accepts(gold, class));
    let hit = theirs.iter().filter(is_hit).count();
    let extra = mine.iter().filter(is_extra).count();
    ratio(2 * hit, theirs.len() + hit + extra)
}

/// Gold numbers that were found with both bounds, and gold numbers.
pub(super) fn numbers(found: &Line, gold: &Line) -> (usize, usize) {
    let asked = gold
        .items
        .iter()
        .filter(|item| item.low.is_some() || item.high.is_some());
    let is_right = |wanted: &&super::line::LineItem| {
        let classes = wanted.class.as_deref().unwrap_or_default();
        found.items.iter().any(|item| {
            let class = item.class.as_deref();
            class.is_some_and(|class| classes.split('|').any(|other| other == class))
                && item.low == wanted.low
                && item.high == wanted.high
        })
    };
    (asked.clone().filter(is_right).count(), asked.count())
}

/// Whether every designation that gold names was found.
pub(super) fn designations(found: &Line, gold: &Line) -> bool {
    let names = found.items.iter();
    let mine = names
        .map(|item| fold(item.name.as_deref().unwrap_or_default()))
        .collect::<Vec<_>>()
        .join(" ");
    let words: BTreeSet<&str> = mine.split_whitespace().collect();
    let is_named = |name: &str| {
        let name = fold(name);
        mine.contains(&name) || name.split_whitespace().all(|word| words.contains(word))
    };
    let wanted = gold.items.iter().filter_map(|item| item.name.as_deref());
    wanted
        .filter(|name| !name.is_empty())
        .all(|names| names.split('|').any(is_named))
}

/// Whether every relay that gold names was found, with at most one more.
pub(super) fn via(found: &Line, gold: &Line) -> bool {
    let name = |speaker: &Speaker| fold(speaker.name.as_deref().unwrap_or_default());
    let mine: Vec<String> = found.via.iter().map(name).collect();
    let has = |wanted: &String| {
        mine.iter().any(|mine| {
            !mine.is_empty() && (wanted.contains(mine.as_str()) || mine.contains(wanted.as_str()))
        })
    };
    let mut wanted = gold.via.iter().map(name).filter(|name| !name.is_empty());
    wanted.all(|name| has(&name)) && mine.len() <= gold.via.len() + 1
}

/// Whether the same source stands behind both.
pub(super) fn source(found: &Line, gold: &Line) -> bool {
    let accepted = std::iter::once(&gold.source).chain(&gold.alt.source);
    for accepted in accepted {
        match (&found.source, accepted) {
            (None, None) => return true,
            (Some(mine), Some(theirs)) => {
                if let Some(same) = same_speaker(mine, theirs) {
                    return same;
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether two sources are one; none when another accepted source has to be asked.
fn same_speaker(mine: &Speaker, theirs: &Speaker) -> Option<bool> {
    let (my_name, their_name) = (
        fold(mine.name.as_deref().unwrap_or_default()),
        fold(theirs.name.as_deref().unwrap_or_default()),
    );
    let a: BTreeSet<&str> = my_name.split_whitespace().collect();
    let b: BTreeSet<&str> = their_name.split_whitespace().collect();
    let both = !a.is_empty() && !b.is_empty();
    let is_named = both && (a.is_subset(&b) || b.is_subset(&a));
    let is_person =
        |speaker: &Speaker| PERSON.contains(&speaker.kind.as_deref().unwrap_or_default());
    if is_person(theirs) && is_person(mine) && both {
        let shared = a.intersection(&b).count();
        let nearly = shared >= 1 && shared + 1 >= a.len().min(b.len());
        return (is_named || shared >= 2 || nearly).then_some(true);
    }
    if is_named {
        return Some(true);
    }
    let group = |speaker: &Speaker| match speaker.kind.as_deref() {
        Some("official" | "government") => Some("state".to_owned()),
        other => other.map(str::to_owned),
    };
    let state = |speaker: &Speaker| speaker.state.clone().filter(|state| !state.is_empty());
    if state(theirs).is_some() && theirs.state == mine.state && group(theirs) == group(mine) {
        // a named person needs the name
        return Some(b.is_empty() || !is_person(theirs));
    }
    let nameless = a.is_empty() && b.is_empty();
    let stateless = state(theirs).is_none() && state(mine).is_none();
    (nameless && stateless && theirs.kind == mine.kind).then_some(true)
}

/// Whether the event type is one that gold accepts.
pub(super) fn event(found: &Line, gold: &Line) -> bool {
    found.event == gold.event || gold.alt.event.contains(&found.event)
}

/// Whether a value is one that gold accepts.
fn accepts(found: Option<&String>, gold: Option<&String>, others: &[Option<String>]) -> bool {
    found == gold || others.iter().any(|other| other.as_ref() == found)
}

/// Whether the event got as far.
pub(super) fn phase(found: &Line, gold: &Line) -> bool {
    accepts(found.phase.as_ref(), gold.phase.as_ref(), &gold.alt.phase)
}

/// Whether the source takes the same stance.
pub(super) fn polarity(found: &Line, gold: &Line) -> bool {
    accepts(
        found.polarity.as_ref(),
        gold.polarity.as_ref(),
        &gold.alt.polarity,
    )
}

/// Whether the source is as sure.
pub(super) fn certainty(found: &Line, gold: &Line) -> bool {
    accepts(
        found.certainty.as_ref(),
        gold.certainty.as_ref(),
        &gold.alt.certainty,
    )
}

/// Whether it rests on the same.
pub(super) fn basis(found: &Line, gold: &Line) -> bool {
    accepts(found.basis.as_ref(), gold.basis.as_ref(), &gold.alt.basis)
}

/// Whether it happened at the same time.
pub(super) fn time(found: &Line, gold: &Line) -> bool {
    accepts(found.time.as_ref(), gold.time.as_ref(), &gold.alt.time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::line::Role;

    fn line(fields: &str) -> Line {
        let text =
            format!("{{\"doc\": \"a\", \"quote\": \"q\", \"type\": \"transfer\", {fields}}}");
        let (mut lines, errors) = Line::read("g", &text, Role::Found);
        assert_eq!(errors, [], "{fields}");
        lines.remove(0)
    }

    fn speaker(name: &str, kind: &str, state: &str) -> Line {
        line(&format!(
            "\"source\": {{\"name\": {name}, \"kind\": \"{kind}\", \"state\": {state}}}"
        ))
    }

    #[test]
    fn an_organisation_is_known_by_the_words_of_its_slug() {
        let gold = line("\"roles\": {\"supplier\": [\"org:wagner-group\"]}");
        assert!(roles(&line("\"roles\": {\"supplier\": \"org:wagner\"}"), &gold) >= 1.0);
        assert!(roles(&line("\"roles\": {\"supplier\": \"org:wagners\"}"), &gold) >= 1.0);
        assert!(roles(&line("\"roles\": {\"supplier\": \"org:wagram\"}"), &gold) < 1.0);
        assert!(roles(&line("\"roles\": {\"recipient\": \"org:wagner\"}"), &gold) < 1.0);
    }

    #[test]
    fn a_filler_that_no_accepted_reading_has_is_false() {
        let gold = line(
            "\"roles\": {\"supplier\": [\"ru\"]}, \"alt\": {\"roles\": [{\"supplier\": [\"by\"]}]}",
        );
        let found = line("\"roles\": {\"supplier\": [\"by\", \"cn\"], \"recipient\": [\"ua\"]}");
        assert_eq!(false_fillers(&found, &gold), (2, 3));
    }

    #[test]
    fn where_gold_has_no_item_one_is_forgiven_and_two_are_not() {
        let gold = line("\"items\": []");
        assert!(items(&line("\"items\": [{\"class\": \"tank\"}]"), &gold) > 0.6);
        let two = line("\"items\": [{\"class\": \"tank\"}, {\"class\": \"drone\"}]");
        assert!(items(&two, &gold) < 0.6);
    }

    #[test]
    fn a_number_is_right_with_its_class_and_both_bounds() {
        let gold = line("\"items\": [{\"class\": \"tank|weapon\", \"low\": 40}]");
        let found = |low: &str| {
            line(&format!(
                "\"items\": [{{\"class\": \"tank\", \"low\": {low}, \"high\": null}}]"
            ))
        };
        assert_eq!(numbers(&found("40.0"), &gold), (1, 1));
        assert_eq!(numbers(&found("41"), &gold), (0, 1));
    }

    #[test]
    fn a_named_person_needs_the_name_and_a_government_only_the_state() {
        let minister = speaker("\"Ona Example\"", "official", "\"no\"");
        assert!(source(
            &speaker("\"Example\"", "official", "null"),
            &minister
        ));
        assert!(!source(
            &speaker("\"Per Muster\"", "official", "\"no\""),
            &minister
        ));
        assert!(!source(&speaker("null", "official", "\"no\""), &minister));
        let government = speaker("\"Oslo\"", "government", "\"no\"");
        assert!(source(&speaker("null", "official", "\"no\""), &government));
        assert!(!source(&speaker("null", "media", "\"no\""), &government));
        assert!(!source(&line("\"source\": null"), &government));
    }
}
