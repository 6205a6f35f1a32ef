//! Heads: the words that a phrase stands on, and the phrase around each.

mod bare;
mod position;

use super::edges::{Left, left};
use super::pieces::{single, together};
use super::{ActorRef, ItemFacts, Kind, Mention};
use crate::lexicon::{Hit, Kinds, NameForm, Part, Sense, VerbForm};
use crate::tagged::Tagged;
pub(super) use bare::name_after;
use bare::{bare_number, pronoun, proper_name};
use headstamp_packs::schema::NounKind;
use position::adjective_follows;
pub(crate) use position::verb_position;
use std::ops::Range;

pub(super) fn find(tagged: &Tagged<'_>) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut floor = 0;
    let mut at = 0;
    while at < tagged.len() {
        let found = if tagged.in_date(at) || tagged.in_function(at) {
            None
        } else {
            head(tagged, at, floor)
        };
        match found {
            Some(mention) => {
                floor = mention.tokens.end;
                at = mention.tokens.end.max(at + 1);
                out.push(mention);
            }
            None => at += 1,
        }
    }
    out
}

/// The adjective of an actor that starts here.
fn adjective(tagged: &Tagged<'_>, at: usize) -> Option<(Hit, Box<str>)> {
    tagged.senses(at).find_map(|(hit, sense)| match sense {
        Sense::Actor {
            id,
            form: NameForm::Adjective,
        } => Some((hit.clone(), id.clone())),
        _ => None,
    })
}

/// `to a Ukrainian unit`: a state's adjective before a noun that no list knows, behind a preposition.
///
/// Not where every noun has a capital: there the unknown noun is as often a thing (measured on the
/// development documents: event F1 0.304 with, 0.319 without).
fn adjective_phrase(tagged: &Tagged<'_>, at: usize, floor: usize) -> Option<Mention> {
    if tagged.lexicon.orthography.noun_capitals {
        return None;
    }
    let (hit, id) = adjective(tagged, at)?;
    let mut end = hit.tokens.end;
    while end < hit.tokens.end + 2 && tagged.unknown(end) {
        end += 1;
    }
    let other_head = tagged.name(end).is_some()
        || tagged.verb_forms(end).any(|f| f == VerbForm::Noun)
        || adjective_follows(tagged, end);
    if end == hit.tokens.end || other_head {
        return None;
    }
    let left = left(tagged, at, floor, None, None);
    let (word, from) = left.preposition.clone()?;
    if super::edges::possessor_word(tagged, &word) {
        return None;
    }
    let mut mention = Mention::new(Kind::Party, at..end);
    let found = actor_ref(tagged, &hit, &id, "adjective of a state");
    mention.form = Some(NameForm::Adjective);
    mention.state = (!id.starts_with("org:")).then(|| found.clone());
    mention.actors.push(found);
    mention.tokens.start = left.start;
    mention.preposition = Some((word, from));
    Some(mention)
}

/// `by Israeli estimates`, `nach israelischen Angaben`: a state's adjective before a noun of saying speaks.
fn before_saying(tagged: &Tagged<'_>, at: usize) -> Option<Mention> {
    let (hit, id) = adjective(tagged, at)?;
    let end = hit.tokens.end;
    let says = tagged
        .senses(end)
        .any(|(_, sense)| matches!(sense, Sense::Cue(_, VerbForm::Noun)));
    let happens = tagged
        .senses(end)
        .any(|(_, sense)| matches!(sense, Sense::Trigger(..) | Sense::Item(_)));
    if !says || happens || tagged.name(end).is_some() {
        return None;
    }
    let mut mention = Mention::new(Kind::Party, at..end);
    let found = actor_ref(tagged, &hit, &id, reason(NameForm::Adjective));
    mention.form = Some(NameForm::Adjective);
    mention.state = (!id.starts_with("org:")).then(|| found.clone());
    mention.actors.push(found);
    Some(mention)
}

fn head(tagged: &Tagged<'_>, at: usize, floor: usize) -> Option<Mention> {
    // most tokens are neither a name nor an event
    if tagged.has(at, Kinds::PROPER) {
        let found = adjective_phrase(tagged, at, floor).or_else(|| before_saying(tagged, at));
        if found.is_some() {
            return found;
        }
    }
    if tagged.has(at, Kinds::EVENT)
        && let Some(event) = event_noun(tagged, at, floor)
    {
        return Some(event);
    }
    if tagged.has(at, Kinds::NAME)
        && let Some((hit, sense)) = best_name(tagged, at)
    {
        return match sense {
            Sense::Actor { id, form } => Some(actor(tagged, hit, id, *form, floor)),
            // `Hunderte Raketen` counts, `Hunderte flohen` are people
            Sense::Noun(_) if counts_thing(tagged, at, hit.tokens.end) => None,
            Sense::Noun(index) => Some(noun(tagged, hit, *index, floor)),
            Sense::Outlet(index) => {
                let mut mention = Mention::new(Kind::Party, hit.tokens.clone());
                mention.outlet = Some(*index);
                apply_left(tagged, &mut mention, floor);
                Some(mention)
            }
            Sense::Item(index) => Some(item(tagged, hit, *index, floor)),
            Sense::Place(state) => {
                let mut mention = Mention::new(Kind::Place, hit.tokens.clone());
                mention.state = Some(place_state(tagged, hit, state, "place"));
                apply_left(tagged, &mut mention, floor);
                Some(mention)
            }
            _ => None,
        };
    }
    pronoun(tagged, at)
        .or_else(|| bare_number(tagged, at))
        .or_else(|| proper_name(tagged, at, floor))
}

/// Whether a word is a number before a thing.
fn counts_thing(tagged: &Tagged<'_>, at: usize, end: usize) -> bool {
    tagged.number_at(at).is_some_and(|n| n.tokens.end == end)
        && tagged.senses(end).any(|(_, s)| matches!(s, Sense::Item(_)))
}

/// The name-layer sense to believe at a token: longest first, then actors, items, nouns, outlets, places.
fn best_name<'t>(tagged: &'t Tagged<'_>, at: usize) -> Option<(&'t Hit, &'t Sense)> {
    let rank = |sense: &Sense| match sense {
        Sense::Actor {
            form: NameForm::Adjective,
            ..
        } => 5,
        Sense::Actor {
            form: NameForm::Inhabitant,
            ..
        } => 1,
        Sense::Actor { .. } => 0,
        Sense::Item(_) | Sense::Noun(_) => 2,
        Sense::Outlet(_) => 3,
        Sense::Place(_) => 4,
        _ => 9,
    };
    let verbal = tagged
        .verb_forms(at)
        .any(|f| !matches!(f, VerbForm::Noun | VerbForm::AgentNoun | VerbForm::Phrase))
        && verb_position(tagged, at);
    tagged
        .senses(at)
        .filter(|(hit, sense)| {
            hit.part != Part::Modifier
                && rank(sense) < 9
                && !(verbal && matches!(sense, Sense::Item(_) | Sense::Noun(_)))
        })
        .min_by_key(|(hit, sense)| (std::cmp::Reverse(hit.tokens.len()), rank(sense), hit.entry))
        .filter(|(_, sense)| {
            !matches!(
                sense,
                Sense::Actor {
                    form: NameForm::Adjective,
                    ..
                }
            )
        })
        .filter(|(hit, sense)| {
            !(matches!(
                sense,
                Sense::Actor {
                    form: NameForm::Inhabitant,
                    ..
                }
            ) && adjective_here(tagged, at, hit.tokens.end))
        })
}

/// Whether a word for inhabitants is the adjective of the noun that follows: `Chinese bombs`.
fn adjective_here(tagged: &Tagged<'_>, at: usize, end: usize) -> bool {
    let adjective = tagged.senses(at).any(|(_, s)| {
        matches!(
            s,
            Sense::Actor {
                form: NameForm::Adjective,
                ..
            }
        )
    });
    let noun = tagged.name(end).is_some()
        || tagged.verb_forms(end).any(|f| f == VerbForm::Noun)
        || tagged.unknown(end)
        || adjective_follows(tagged, end);
    adjective && noun
}

fn actor_ref(tagged: &Tagged<'_>, hit: &Hit, id: &str, reason: &'static str) -> ActorRef {
    ActorRef {
        id: id.into(),
        span: tagged.span(hit.tokens.clone()),
        origin: Some(tagged.lexicon.entry(hit).origin.clone()),
        reason,
    }
}

/// The state of a place or seat on the day that the text is about.
fn place_state(tagged: &Tagged<'_>, hit: &Hit, state: &str, reason: &'static str) -> ActorRef {
    match tagged.former_state(hit, state) {
        Some(former) => actor_ref(tagged, hit, former, "a place that belonged to it then"),
        None => actor_ref(tagged, hit, state, reason),
    }
}

fn reason(form: NameForm) -> &'static str {
    match form {
        NameForm::Name => "name",
        NameForm::Adjective => "adjective of a state",
        NameForm::Inhabitant => "inhabitants stand for their state",
        NameForm::Seat => "a seat stands for its government",
        NameForm::Institution => "an institution stands for its state",
    }
}

fn actor(tagged: &Tagged<'_>, hit: &Hit, id: &str, form: NameForm, floor: usize) -> Mention {
    let mut mention = Mention::new(Kind::Party, hit.tokens.clone());
    let found = match form {
        NameForm::Seat => place_state(tagged, hit, id, reason(form)),
        _ => actor_ref(tagged, hit, id, reason(form)),
    };
    let entry = tagged.lexicon.entry(hit);
    mention.gender = entry.gender;
    mention.plural = entry
        .plural
        .filter(|plural| *plural)
        .or((form == NameForm::Inhabitant).then_some(true));
    mention.form = Some(form);
    if !id.starts_with("org:") {
        mention.state = Some(found.clone());
    }
    mention.actors.push(found);
    apply_left(tagged, &mut mention, floor);
    if hit.possessive {
        mention.possesses = Some(usize::MAX); // resolved when the next phrase is known
    }
    mention
}

fn noun(tagged: &Tagged<'_>, hit: &Hit, index: usize, floor: usize) -> Mention {
    let entry = tagged.lexicon.entry(hit);
    let noun = &tagged.lexicon.nouns[index];
    let mut mention = Mention::new(Kind::Party, hit.tokens.clone());
    mention.noun = Some((index, noun.kind));
    mention.gender = entry.gender;
    mention.plural = entry.plural;
    let left = apply_left(tagged, &mut mention, floor);
    if let Some(actor) = &noun.actor {
        let found = actor_ref(tagged, hit, actor, "a noun for one actor");
        if !actor.starts_with("org:") {
            mention.state = Some(found.clone());
        }
        mention.actors.push(found);
    }
    let modifiers: Vec<Hit> = tagged
        .modifiers(hit.tokens.start)
        .map(|(h, _)| h.clone())
        .collect();
    for hit in left.adjectives.iter().chain(&modifiers) {
        if let Sense::Actor { id, form } = tagged.lexicon.sense(hit) {
            take_state(&mut mention, actor_ref(tagged, hit, id, reason(*form)));
        }
    }
    if matches!(
        noun.kind,
        NounKind::Official | NounKind::Expert | NounKind::Person | NounKind::Government
    ) {
        name_after(tagged, &mut mention);
    }
    if is_body(noun.kind) && mention.actors.is_empty() && body_name_follows(tagged, &mention) {
        name_after(tagged, &mut mention);
        name_body(tagged, &mut mention);
    }
    mention
}

/// Whether a noun stands for a body that may have a name of its own: a firm, a group, an organisation.
pub(super) fn is_body(kind: NounKind) -> bool {
    matches!(
        kind,
        NounKind::Company | NounKind::Group | NounKind::Organisation
    )
}

/// Whether the capitalised word behind a noun can only be its name: `the firm Lakeview`.
///
/// Where every noun has a capital, what follows a verb may as well be its object (`liefert die Firma Maschinen`).
fn body_name_follows(tagged: &Tagged<'_>, mention: &Mention) -> bool {
    if mention.plural == Some(true) {
        return false;
    }
    if !tagged.lexicon.orthography.noun_capitals {
        return true;
    }
    (0..mention.tokens.start)
        .rev()
        .take_while(|at| !tagged.is_punct(*at))
        .all(|at| {
            tagged.auxiliary(at).is_none()
                && tagged.modal(at).is_none()
                && !tagged.verb_forms(at).any(VerbForm::finite)
        })
}

/// A named body that no list knows is an actor by its name.
pub(super) fn name_body(tagged: &Tagged<'_>, mention: &mut Mention) {
    let Some(name) = mention.name.clone() else {
        return;
    };
    let id = body_id(tagged.words(name.clone()));
    if id.is_empty() {
        return;
    }
    mention.actors.push(ActorRef {
        id: format!("org:{id}").into(),
        span: tagged.span(name),
        origin: None,
        reason: "the name of a body, behind the noun for it",
    });
}

/// A name as an id: letters without marks and digits, joined by hyphens.
pub(crate) fn body_id(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = name
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty() && *part != "s")
        .collect::<Vec<_>>()
        .join("-")
}

/// A state or organisation that a noun belongs to becomes what it speaks for, and what it acts for.
pub(super) fn take_state(mention: &mut Mention, found: ActorRef) {
    let kind = mention.noun.map(|(_, kind)| kind);
    let acts = matches!(
        kind,
        Some(
            NounKind::Government
                | NounKind::Official
                | NounKind::Expert
                | NounKind::Company
                | NounKind::Country
        ) | None
    ) || found.id.starts_with("org:");
    if acts && !mention.actors.iter().any(|a| a.id == found.id) {
        mention.actors.push(found.clone());
    }
    if mention.state.is_none() && !found.id.starts_with("org:") {
        mention.state = Some(found);
    }
}

fn item(tagged: &Tagged<'_>, hit: &Hit, index: usize, floor: usize) -> Mention {
    let entry = tagged.lexicon.entry(hit);
    let facts = &tagged.lexicon.items[index];
    let span = tagged.span(hit.tokens.clone());
    let mut mention = Mention::new(Kind::Item, hit.tokens.clone());
    mention.gender = entry.gender;
    mention.plural = entry.plural;
    let left = apply_left(tagged, &mut mention, floor);
    let mut item = ItemFacts {
        class: facts.class.clone(),
        name: facts.name.clone(),
        weak: facts.weak,
        acts: tagged.lexicon.acting.contains(&facts.class),
        designed_in: facts.origin.clone(),
        class_span: Some(span),
        name_span: facts.name.as_ref().map(|_| span),
        origin: Some(entry.origin.clone()),
        word: (hit.part == Part::Whole && facts.name.is_none()).then_some(index),
        single: single(tagged, &mention, &left),
        ..ItemFacts::default()
    };
    if let Some(number) = left.number.and_then(|n| tagged.numbers.get(n)) {
        item.low = number.low;
        item.high = number.high;
        item.of = number.of;
        item.share = number.share;
        item.number_span = Some(number.span);
        if number.share.is_some() {
            item.low = None;
            item.high = None;
        }
    }
    if let Some((unit, _)) = &left.unit
        && &**unit != "piece"
    {
        item.unit = Some(unit.clone());
    }
    let modifiers: Vec<Hit> = tagged
        .modifiers(hit.tokens.start)
        .map(|(h, _)| h.clone())
        .collect();
    for hit in left.adjectives.iter().chain(&modifiers) {
        match tagged.lexicon.sense(hit) {
            // `Chinese-made drones`: whose they are now is another matter
            Sense::Actor { .. } if tagged.participle_with_doer(hit.tokens.start) => {}
            Sense::Actor { id, form } => {
                item.made_by.push(actor_ref(tagged, hit, id, reason(*form)));
            }
            Sense::Item(other) => {
                let other = &tagged.lexicon.items[*other];
                if item.name.is_none() && other.name.is_some() {
                    item.name.clone_from(&other.name);
                    item.name_span = Some(tagged.span(hit.tokens.clone()));
                    item.designed_in.clone_from(&other.origin);
                    if let Some(class) = together(tagged, &item, &other.class) {
                        item.class = class;
                    }
                }
                item.weak = item.weak && other.weak;
            }
            _ => {}
        }
    }
    mention.item = Some(item);
    mention
}

/// Whether `wide` is `narrow` or one of its wider classes.
pub(crate) fn is_wider(tagged: &Tagged<'_>, wide: &str, narrow: &str) -> bool {
    let mut at: Option<&str> = Some(narrow);
    for _ in 0..6 {
        match at {
            Some(class) if class == wide => return true,
            Some(class) => at = tagged.lexicon.parents.get(class).map(|c| &**c),
            None => return false,
        }
    }
    false
}

fn apply_left(tagged: &Tagged<'_>, mention: &mut Mention, floor: usize) -> Left {
    let state_name = mention.form.filter(|_| mention.state.is_some());
    let left = left(
        tagged,
        mention.head.start,
        floor,
        mention.plural,
        state_name,
    );
    mention.tokens.start = left.start;
    mention.preposition.clone_from(&left.preposition);
    mention.cases = left.cases(mention.gender, mention.plural);
    mention.definite = left.definite();
    mention.negated = left.negated;
    mention.number = left.number;
    if !left.possessive.is_empty() {
        mention.possessed = true;
        mention.pronoun.clone_from(&left.possessive);
    }
    left
}

fn event_noun(tagged: &Tagged<'_>, at: usize, floor: usize) -> Option<Mention> {
    let mut events = Vec::new();
    let mut tokens: Option<Range<usize>> = None;
    for (hit, sense) in tagged.senses(at) {
        if let Sense::Trigger(index, form @ (VerbForm::Noun | VerbForm::AgentNoun)) = sense {
            events.push((*index, *form));
            let range = hit.tokens.clone();
            tokens = Some(tokens.map_or(range.clone(), |old| {
                if old.len() >= range.len() { old } else { range }
            }));
        }
    }
    let tokens = tokens?;
    let verbal = tagged.verb_forms(at).any(|form| {
        matches!(
            form,
            VerbForm::Present
                | VerbForm::Past
                | VerbForm::Participle
                | VerbForm::Infinitive
                | VerbForm::Gerund
        )
    });
    if verbal && verb_position(tagged, at) {
        return None;
    }
    // a word that is also a name (`shell`) is the name unless the longer match is the event
    // (a weak item, `supplies`, gives way)
    if let Some((hit, sense)) = tagged.name(at) {
        let weak = matches!(sense, Sense::Item(index) if tagged.lexicon.items[*index].weak)
            || matches!(sense, Sense::Unit(..));
        if hit.part == Part::Whole && hit.tokens.len() >= tokens.len() && !weak {
            return None;
        }
    }
    let mut mention = Mention::new(Kind::Event, tokens.clone());
    mention.events = events;
    let left = apply_left(tagged, &mut mention, floor);
    let modifiers: Vec<Hit> = tagged.modifiers(at).map(|(h, _)| h.clone()).collect();
    for hit in left.adjectives.iter().chain(&modifiers) {
        match tagged.lexicon.sense(hit) {
            Sense::Actor { id, form } => {
                let mut found = actor_ref(tagged, hit, id, reason(*form));
                found.reason = reason(*form);
                mention.actors.push(found);
            }
            Sense::Item(index) => {
                let facts = &tagged.lexicon.items[*index];
                let span = tagged.span(hit.tokens.clone());
                mention.item = Some(ItemFacts {
                    class: facts.class.clone(),
                    name: facts.name.clone(),
                    weak: facts.weak,
                    class_span: Some(span),
                    name_span: facts.name.as_ref().map(|_| span),
                    origin: Some(tagged.lexicon.entry(hit).origin.clone()),
                    ..ItemFacts::default()
                });
            }
            _ => {}
        }
    }
    Some(mention)
}
