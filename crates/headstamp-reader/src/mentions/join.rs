//! Joins phrases that belong together: `the ministry of Russia`, `Shahed drones`, `tanks and guns`.

use super::edges::possessor_word;
use super::heads::{is_body, is_wider, name_after, name_body, take_state};
use super::pieces::{named_parts, share, together};
use super::{Kind, Mention};
use crate::grammar::Case;
use crate::lexicon::NameForm;
use crate::tagged::Tagged;
use crate::text::Shape;
use headstamp_packs::schema::NounKind;

pub(super) fn join(tagged: &Tagged<'_>, mentions: &mut Vec<Mention>) {
    partitives(tagged, mentions);
    named_parts(tagged, mentions);
    designations(tagged, mentions);
    unknown_designations(tagged, mentions);
    states(tagged, mentions);
    appositions(tagged, mentions);
    named_nouns(tagged, mentions);
    possessors(tagged, mentions);
    possessed_things(mentions);
    coordinate(tagged, mentions);
    share(tagged, mentions);
}

/// `40 of the jets`, `11 of the 31 tanks`: so many of a thing; a number of its own is the whole.
fn partitives(tagged: &Tagged<'_>, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at + 1 < mentions.len() {
        let (Some(a), Some(b)) = (mentions.get(at), mentions.get(at + 1)) else {
            break;
        };
        let part = a.kind == Kind::Number
            && b.kind == Kind::Item
            && b.definite == Some(true)
            && b.start() == a.tokens.end
            // `24 of its jets`, `24 seiner Kampfjets`
            && b.governed_by()
                .map_or(b.possessed, |w| possessor_word(tagged, w));
        let number = a.number.and_then(|n| tagged.numbers.get(n));
        let (Some(number), true) = (number, part) else {
            at += 1;
            continue;
        };
        let mut merged = b.clone();
        merged.tokens.start = a.tokens.start;
        merged.preposition.clone_from(&a.preposition);
        merged.definite = None;
        merged.number = a.number;
        if let Some(item) = &mut merged.item {
            item.of = item.low.filter(|_| item.low == item.high);
            item.low = number.low;
            item.high = number.high;
            item.number_span = Some(number.span);
        }
        mentions.splice(at..at + 2, [merged]);
    }
}

/// `Shahed-136 drones`, `drones of the type Shahed-136`: one thing.
fn designations(tagged: &Tagged<'_>, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at + 1 < mentions.len() {
        let (Some(a), Some(b)) = (mentions.get(at), mentions.get(at + 1)) else {
            break;
        };
        let (Some(first), Some(second)) = (&a.item, &b.item) else {
            at += 1;
            continue;
        };
        if a.kind != Kind::Item || b.kind != Kind::Item {
            at += 1;
            continue;
        }
        let gap = a.tokens.end..b.head.start;
        let adjacent = gap.is_empty() && b.preposition.is_none();
        let typed = second.name.is_some()
            && first.name.is_none()
            && gap.len() <= 4
            && gap.clone().all(|i| {
                tagged.unknown(i) || tagged.article(i).is_some() || tagged.preposition(i).is_some()
            })
            && gap.clone().any(|i| tagged.unknown(i));
        // `two boats of the Walrus class`, `Fregatten der Baden-Klasse`
        let of_class = second.name.is_some()
            && first.name.is_none()
            && second.number_span.is_none()
            && (1..=2).contains(&gap.len())
            && gap.clone().all(|i| {
                tagged.article(i).is_some()
                    || b.governed_by()
                        .is_some_and(|word| possessor_word(tagged, word))
            })
            && together(tagged, first, &second.class).is_some();
        let typed = typed || of_class;
        let named = first.name.is_some() || second.name.is_some();
        // `in einer Shahed-Drohne Chips`: where any phrase may stand beside another, only things of one kind join
        let related = tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::Svo
            || is_wider(tagged, &first.class, &second.class)
            || is_wider(tagged, &second.class, &first.class)
            || first.class == second.class
            || named
                && (together(tagged, first, &second.class).is_some()
                    || together(tagged, second, &first.class).is_some());
        if !(adjacent
            && related
            && (named
                || tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::Svo)
            || typed)
        {
            at += 1;
            continue;
        }
        let mut merged = a.clone();
        let mut item = first.clone();
        let tail = second.clone();
        let (generic, designation) = if first.name.is_some() && second.name.is_none() {
            (&tail, first)
        } else {
            (first, &tail)
        };
        item.class = if named {
            together(tagged, generic, &designation.class).unwrap_or_else(|| generic.class.clone())
        } else {
            tail.class.clone()
        };
        item.name = first.name.clone().or(tail.name.clone());
        item.name_span = first.name_span.or(tail.name_span);
        item.designed_in = first.designed_in.clone().or(tail.designed_in.clone());
        item.weak = first.weak && tail.weak;
        item.single = first.single.or(tail.single);
        if item.number_span.is_none() {
            item.low = tail.low;
            item.high = tail.high;
            item.number_span = tail.number_span;
        }
        item.class_span = tail
            .class_span
            .map(|s| first.class_span.map_or(s, |f| f.join(s)));
        merged.tokens.end = b.tokens.end;
        merged.plural = b.plural.or(a.plural);
        if adjacent {
            merged.head = b.head.clone();
            merged.possesses = b.possesses;
        }
        merged.item = Some(item);
        mentions.splice(at..at + 2, [merged]);
    }
}

/// A word of letters and digits beside a thing is its designation: `engines L550E`, `the TX-90 missile`.
fn unknown_designations(tagged: &Tagged<'_>, mentions: &mut [Mention]) {
    let limits: Vec<(usize, usize)> = mentions
        .iter()
        .map(|m| (m.tokens.start, m.tokens.end))
        .collect();
    for (index, mention) in mentions.iter_mut().enumerate() {
        let Some(item) = mention
            .item
            .as_mut()
            .filter(|item| item.name.is_none() && mention.kind == Kind::Item)
        else {
            continue;
        };
        let next_start = limits.get(index + 1).map_or(tagged.len(), |l| l.0);
        let after = mention.tokens.end;
        let skip = (after..(after + 3).min(next_start)).find(|i| looks_designated(tagged, *i));
        let reachable = skip.filter(|found| {
            (after..*found).all(|i| {
                tagged.unknown(i) || tagged.article(i).is_some() || tagged.preposition(i).is_some()
            })
        });
        let before = mention
            .head
            .start
            .checked_sub(1)
            .filter(|i| *i >= mention.tokens.start && looks_designated(tagged, *i));
        let Some(found) = before.or(reachable) else {
            continue;
        };
        if let Some(token) = tagged.tokens.get(found) {
            item.name = Some(token.span.of(tagged.text).into());
            item.name_span = Some(token.span);
            mention.tokens.end = mention.tokens.end.max(found + 1);
        }
    }
}

fn looks_designated(tagged: &Tagged<'_>, at: usize) -> bool {
    let Some(token) = tagged.tokens.get(at) else {
        return false;
    };
    let raw = token.span.of(tagged.text);
    token.shape == Shape::Word
        && tagged.unknown(at)
        && raw.chars().next().is_some_and(char::is_uppercase)
        && raw.chars().any(|c| c.is_ascii_digit())
}

/// `US officials`, `the ministry in Moscow`, `spokesman for the Norwegian army`: the noun gets its state.
fn states(tagged: &Tagged<'_>, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at + 1 < mentions.len() {
        let (Some(a), Some(b)) = (mentions.get(at), mentions.get(at + 1)) else {
            break;
        };
        let adjacent = a.tokens.end == b.start();
        let merged = if !adjacent {
            None
        } else if names_next(tagged, a, b) {
            let mut out = b.clone();
            // `Ukraine's allies` are others
            let others = a.possesses.is_some() && b.is_noun(NounKind::Country);
            for actor in a.actors.iter().filter(|_| !others) {
                take_state(&mut out, actor.clone());
            }
            out.possessed |= others;
            if out.kind == Kind::Item {
                if let Some(item) = &mut out.item {
                    item.made_by
                        .extend(a.actors.iter().cloned().map(|mut actor| {
                            if a.possesses.is_some() {
                                actor.reason = super::POSSESSOR;
                            }
                            actor
                        }));
                }
                out.actors.clear();
            }
            if out.kind == Kind::Event {
                out.state = None;
            }
            out.tokens.start = a.tokens.start;
            out.preposition.clone_from(&a.preposition);
            out.definite = a.definite.or(Some(true));
            Some(out)
        } else if belongs(tagged, a, b) {
            let mut out = a.clone();
            let states: Vec<_> = if b.actors.is_empty() {
                b.state.iter().cloned().collect()
            } else {
                b.actors.clone()
            };
            for state in states {
                take_state(&mut out, state);
            }
            if out.noun.is_some_and(|(_, k)| {
                matches!(k, NounKind::Official | NounKind::Expert | NounKind::Person)
            }) && out.name.is_none()
            {
                out.name.clone_from(
                    &b.name
                        .clone()
                        .filter(|_| b.noun.is_some_and(|(_, k)| k == NounKind::Official)),
                );
            }
            out.tokens.end = b.tokens.end;
            if out.name.is_none() && matches!(out.noun, Some((_, NounKind::Official))) {
                name_after(tagged, &mut out);
            }
            Some(out)
        } else {
            None
        };
        match merged {
            Some(merged) => {
                mentions.splice(at..at + 2, [merged]);
                at = at.saturating_sub(1);
            }
            None => at += 1,
        }
    }
}

/// A bare name or possessor directly before a noun, thing or event noun: `US officials`, `Russia's army`.
fn names_next(tagged: &Tagged<'_>, a: &Mention, b: &Mention) -> bool {
    let names =
        a.kind == Kind::Party && a.noun.is_none() && !a.actors.is_empty() && a.name.is_none();
    if !names || b.preposition.is_some() || b.tokens.start != a.tokens.end {
        return false;
    }
    let possessor = a.possesses.is_some();
    match b.kind {
        Kind::Party => {
            b.noun.is_some()
                && (possessor
                    || (b.definite.is_none()
                        && b.cases.is_empty()
                        && a.form != Some(NameForm::Inhabitant)))
        }
        // in languages that put a bare name before a thing: `US tanks`, never `Iran drones` as subject and object
        Kind::Item => {
            possessor
                || (tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::Svo
                    && short_name(tagged, a))
        }
        Kind::Event => {
            possessor || tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::Svo
        }
        _ => false,
    }
}

/// Abbreviations stand as adjectives before things: `US tanks`, `UK-made`.
fn short_name(tagged: &Tagged<'_>, a: &Mention) -> bool {
    a.head.len() == 1
        && tagged
            .tokens
            .get(a.head.start)
            .is_some_and(|t| t.capital == crate::text::Capital::Upper)
}

/// `the government in Kyiv`, `president of Sudan`, `Präsident der Ukraine`, `Regierung Syriens`.
fn belongs(tagged: &Tagged<'_>, a: &Mention, b: &Mention) -> bool {
    let Some((_, kind)) = a.noun else {
        return false;
    };
    if a.kind != Kind::Party || !(b.kind == Kind::Party || b.kind == Kind::Place) {
        return false;
    }
    if b.actors.is_empty() && b.state.is_none() && b.noun.is_none() {
        return false;
    }
    if matches!(kind, NounKind::Text | NounKind::Country)
        || !a.actors.is_empty() && !b.is_noun(NounKind::Government)
    {
        return false;
    }
    match b.governed_by() {
        Some(word) => {
            let place = tagged
                .lexicon
                .orthography
                .place_preposition
                .iter()
                .any(|p| p == word);
            possessor_word(tagged, word)
                || (place && b.noun.is_none())
                || (place && matches!(kind, NounKind::Anonymous | NounKind::Official))
        }
        None => {
            b.possesses.is_some() && tagged.lexicon.orthography.cases
                || (tagged.lexicon.orthography.cases
                    && b.cases.contains(&Case::Genitive)
                    && b.tokens.start < b.head.start)
        }
    }
}

/// `Anna Berg, the Norwegian minister, …` and `the maker, Baykar, …`: one person or firm.
fn appositions(tagged: &Tagged<'_>, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at + 1 < mentions.len() {
        let (Some(a), Some(b)) = (mentions.get(at), mentions.get(at + 1)) else {
            break;
        };
        let comma = a.tokens.end + 1 == b.tokens.start
            && tagged.is_mark(a.tokens.end, ',')
            && b.preposition.is_none();
        let person = |m: &Mention| m.kind == Kind::Party && m.noun.is_none() && m.name.is_some();
        let office = |m: &Mention| {
            m.noun.is_some_and(|(_, k)| {
                matches!(k, NounKind::Official | NounKind::Expert | NounKind::Person)
            }) && m.name.is_none()
        };
        // `Lakeview, a Norwegian maker of shells, …`
        let body = |m: &Mention| {
            m.noun.is_some_and(|(_, kind)| is_body(kind))
                && m.name.is_none()
                && m.plural != Some(true)
        };
        if comma && person(a) && body(b) && b.definite.is_some() {
            let mut merged = b.clone();
            merged.name.clone_from(&a.name);
            merged.actors.clear();
            name_body(tagged, &mut merged);
            merged.tokens.start = a.tokens.start;
            merged.preposition.clone_from(&a.preposition);
            if tagged.is_mark(b.tokens.end, ',') {
                merged.tokens.end = b.tokens.end + 1;
            }
            mentions.splice(at..at + 2, [merged]);
        } else if comma && person(a) && office(b) {
            let mut merged = b.clone();
            merged.name.clone_from(&a.name);
            merged.tokens.start = a.tokens.start;
            merged.preposition.clone_from(&a.preposition);
            if tagged.is_mark(b.tokens.end, ',') {
                merged.tokens.end = b.tokens.end + 1;
            }
            mentions.splice(at..at + 2, [merged]);
        } else if comma && office(a) && person(b) {
            let mut merged = a.clone();
            merged.name.clone_from(&b.name);
            merged.tokens.end = if tagged.is_mark(b.tokens.end, ',') {
                b.tokens.end + 1
            } else {
                b.tokens.end
            };
            mentions.splice(at..at + 2, [merged]);
        } else {
            at += 1;
        }
    }
}

/// `the manufacturer Diehl`, `rebel group M23`: a noun for a company or group and its name are one party.
fn named_nouns(tagged: &Tagged<'_>, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at + 1 < mentions.len() {
        let (Some(a), Some(b)) = (mentions.get(at), mentions.get(at + 1)) else {
            break;
        };
        let noun = a.kind == Kind::Party
            && a.name.is_none()
            && a.noun.is_some_and(|(_, k)| {
                matches!(
                    k,
                    NounKind::Company | NounKind::Group | NounKind::Organisation
                )
            });
        let outlet = a.is_noun(NounKind::Media) && b.outlet.is_some();
        let noun = noun || a.is_noun(NounKind::Media) && a.name.is_none();
        let name = b.kind == Kind::Party
            && b.noun.is_none()
            && b.preposition.is_none()
            && b.tokens.start == b.head.start
            && a.tokens.end == b.tokens.start
            && b.possesses.is_none()
            && (outlet
                || b.form == Some(NameForm::Name)
                    && b.actors.len() == 1
                    && b.actors.iter().all(|actor| actor.id.starts_with("org:")));
        let quoted = |i: usize| tagged.is_punct(i);
        if noun && name && !quoted(b.tokens.start) {
            let mut merged = b.clone();
            merged.tokens.start = a.tokens.start;
            merged.preposition.clone_from(&a.preposition);
            merged.cases.clone_from(&a.cases);
            merged.definite = a.definite;
            merged.plural = a.plural;
            mentions.splice(at..at + 2, [merged]);
        } else {
            at += 1;
        }
    }
}

/// `Iran's drones`, `Lieferungen Russlands`, `the export of`: who possesses what.
fn possessors(tagged: &Tagged<'_>, mentions: &mut [Mention]) {
    let limits: Vec<(usize, usize, Kind)> = mentions
        .iter()
        .map(|m| (m.start(), m.tokens.end, m.kind))
        .collect();
    for (index, mention) in mentions.iter_mut().enumerate() {
        let marked = mention.possesses == Some(usize::MAX);
        let before = index.checked_sub(1).and_then(|i| limits.get(i).copied());
        let after = limits.get(index + 1).copied();
        if marked {
            mention.possesses = match (before, after) {
                // a genitive after its noun
                (Some((_, end, Kind::Event | Kind::Party | Kind::Item)), _)
                    if end == mention.tokens.start && tagged.lexicon.orthography.cases =>
                {
                    Some(index - 1)
                }
                (_, Some((start, _, _))) if start <= mention.tokens.end + 1 => Some(index + 1),
                // `Ukraine's friends`: of a noun that no list knows
                _ if tagged.unknown(mention.tokens.end)
                    && tagged.lexicon.orthography.order
                        == headstamp_packs::schema::WordOrder::Svo =>
                {
                    Some(usize::MAX)
                }
                _ => None,
            };
            continue;
        }
        let Some((_, end, kind)) = before else {
            continue;
        };
        if !matches!(kind, Kind::Event | Kind::Item) || end != mention.start() {
            continue;
        }
        let genitive = mention.preposition.is_none()
            && tagged.lexicon.orthography.cases
            && mention.cases.contains(&Case::Genitive)
            && mention.tokens.start < mention.head.start;
        let of = mention
            .governed_by()
            .is_some_and(|word| possessor_word(tagged, word));
        if genitive || of {
            mention.possesses = Some(index - 1);
        }
    }
}

/// The possessor of a thing is told on the thing: `Iran's drones`, `the tanks of Norway`.
fn possessed_things(mentions: &mut [Mention]) {
    for index in 0..mentions.len() {
        let Some(owned) = mentions[index].possesses.filter(|o| *o < mentions.len()) else {
            continue;
        };
        let actors = mentions[index].actors.clone();
        if let Some(item) = mentions[owned].item.as_mut() {
            for actor in actors {
                if !item.made_by.iter().any(|a| a.id == actor.id) {
                    item.made_by.push(actor);
                }
            }
        }
    }
}

/// Phrases joined by commas and `and` play the same part.
fn coordinate(tagged: &Tagged<'_>, mentions: &mut [Mention]) {
    for (index, mention) in mentions.iter_mut().enumerate() {
        mention.group = index;
    }
    for index in 1..mentions.len() {
        let (Some(a), Some(b)) = (mentions.get(index - 1), mentions.get(index)) else {
            continue;
        };
        let same = a.kind == b.kind && a.kind != Kind::Pronoun && a.kind != Kind::Event;
        let gap = a.tokens.end..b.start();
        let joined = gap.len() == 1 && (tagged.coordinator(gap.start).is_some_and(|w| w != "but"))
            || gap.len() == 2
                && tagged.is_mark(gap.start, ',')
                && tagged
                    .coordinator(gap.start + 1)
                    .is_some_and(|w| w != "but")
            || gap.len() == 1
                && tagged.is_mark(gap.start, ',')
                && series_goes_on(tagged, mentions, index);
        let same_preposition = b.preposition.is_none() || b.governed_by() == a.governed_by();
        if same && joined && same_preposition {
            let group = a.group;
            let preposition = a.preposition.clone();
            let possesses = a.possesses;
            if let Some(b) = mentions.get_mut(index) {
                b.group = group;
                if b.preposition.is_none() {
                    b.preposition = preposition;
                }
                if b.possesses.is_none() {
                    b.possesses = possesses;
                }
            }
        }
    }
}

/// Whether a comma before `index` belongs to a series that ends in `and`.
fn series_goes_on(tagged: &Tagged<'_>, mentions: &[Mention], index: usize) -> bool {
    let kind = mentions.get(index).map(|m| m.kind);
    let things = kind == Some(Kind::Item);
    for next in index..mentions.len().min(index + 6) {
        let (Some(a), Some(b)) = (mentions.get(next), mentions.get(next + 1)) else {
            return things;
        };
        if Some(b.kind) != kind {
            return things;
        }
        let gap = a.tokens.end..b.start();
        if gap.clone().any(|i| tagged.coordinator(i).is_some()) && gap.len() <= 2 {
            return true;
        }
        if !(gap.len() == 1 && tagged.is_mark(gap.start, ',')) {
            return things;
        }
    }
    false
}
