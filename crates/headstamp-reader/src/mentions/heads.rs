//! Heads: the words that a phrase stands on, and the phrase around each.

use super::edges::{Left, left};
use super::{ActorRef, ItemFacts, Kind, Mention};
use crate::grammar::Class;
use crate::lexicon::{Hit, NameForm, Part, Sense, VerbForm};
use crate::tagged::Tagged;
use crate::text::Shape;
use headstamp_packs::schema::{NounKind, WordOrder};
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

/// `to a Ukrainian unit`: a state's adjective before a noun that no list knows, behind a preposition.
///
/// Not where every noun has a capital: there the unknown noun is as often a thing (measured on the
/// development documents: event F1 0.304 with, 0.319 without).
fn adjective_phrase(tagged: &Tagged<'_>, at: usize, floor: usize) -> Option<Mention> {
    if tagged.lexicon.orthography.noun_capitals {
        return None;
    }
    let (hit, id) = tagged.senses(at).find_map(|(hit, sense)| match sense {
        Sense::Actor {
            id,
            form: NameForm::Adjective,
        } => Some((hit.clone(), id.clone())),
        _ => None,
    })?;
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

fn head(tagged: &Tagged<'_>, at: usize, floor: usize) -> Option<Mention> {
    if let Some(found) = adjective_phrase(tagged, at, floor) {
        return Some(found);
    }
    if let Some(event) = event_noun(tagged, at, floor) {
        return Some(event);
    }
    if let Some((hit, sense)) = best_name(tagged, at) {
        return match sense {
            Sense::Actor { id, form } => Some(actor(tagged, hit, id, *form, floor)),
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
                mention.state = Some(actor_ref(tagged, hit, state, "place"));
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
    let found = actor_ref(tagged, hit, id, reason(form));
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
    mention
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

/// A person's name directly after the noun: `minister Olena Tkachenko`.
pub(super) fn name_after(tagged: &Tagged<'_>, mention: &mut Mention) {
    let start = mention.tokens.end;
    let mut end = start;
    while end < tagged.len() && end < start + 4 && is_name_word(tagged, end) {
        end += 1;
    }
    if end > start {
        mention.name = Some(start..end);
        mention.tokens.end = end;
    }
}

fn is_name_word(tagged: &Tagged<'_>, at: usize) -> bool {
    tagged
        .tokens
        .get(at)
        .is_some_and(|t| t.shape == Shape::Word && t.has_capital())
        && !tagged.in_date(at)
        && (tagged.unknown(at)
            || !tagged.at(at).is_empty()
                && tagged
                    .senses(at)
                    .all(|(_, s)| matches!(s, Sense::Particle | Sense::Verb | Sense::Title)))
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
                    if is_wider(tagged, &item.class, &other.class) {
                        item.class.clone_from(&other.class);
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
pub(super) fn is_wider(tagged: &Tagged<'_>, wide: &str, narrow: &str) -> bool {
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

/// Whether a word that may be verb or noun is a verb here.
pub(crate) fn verb_position(tagged: &Tagged<'_>, at: usize) -> bool {
    if closes_clause(tagged, at) {
        return true;
    }
    let Some(before) = at.checked_sub(1) else {
        // at the start of a sentence: a noun when a preposition follows
        return tagged.preposition(at + 1).is_none();
    };
    if tagged.infinitive_marker(before)
        && !tagged
            .tokens
            .get(at)
            .is_some_and(super::super::text::Token::has_capital)
    {
        return true;
    }
    // `does not export`, `will no longer deliver`
    let helper = behind_adverbs(tagged, before);
    if helper < before && (tagged.modal(helper).is_some() || tagged.auxiliary(helper).is_some()) {
        return true;
    }
    if tagged.article(before).is_some()
        || tagged.number_before(at).is_some()
        || tagged.negation(before) == Some(crate::lexicon::NegationForm::Determiner)
    {
        return false;
    }
    if tagged
        .pronoun(before)
        .is_some_and(|r| r.iter().any(|r| r.class == Class::Possessive))
    {
        return false;
    }
    if tagged.senses(before).any(|(hit, sense)| {
        matches!(
            sense,
            Sense::Actor {
                form: NameForm::Adjective,
                ..
            } | Sense::Item(_)
        ) || hit.possessive
    }) {
        return false;
    }
    // `denied supplying missiles`, `of shipping the rifles`: a gerund with its object right behind it
    let gerund = tagged.verb_forms(at).any(|form| form == VerbForm::Gerund);
    if gerund
        && (tagged.article(at + 1).is_some()
            || tagged.number_at(at + 1).is_some()
            || tagged.name(at + 1).is_some()
            || adjective_follows(tagged, at + 1))
    {
        return true;
    }
    if tagged.preposition(before).is_some() && tagged.opener(before).is_none() {
        return false;
    }
    if tagged.modal(before).is_some()
        || tagged.auxiliary(before).is_some()
        || tagged.pronoun(before).is_some()
    {
        return true;
    }
    if tagged.senses(before).any(|(_, sense)| {
        matches!(
            sense,
            Sense::Actor { .. } | Sense::Noun(_) | Sense::Outlet(_) | Sense::Place(_)
        )
    }) {
        // `India claims to have destroyed`
        if tagged.infinitive_marker(at + 1)
            && (tagged.auxiliary(at + 2).is_some() || tagged.may_be_infinitive(at + 2))
        {
            return true;
        }
        // `breached UN sanctions`: no second verb at the end of a clause
        let ends = at + 1 >= tagged.len() || tagged.is_punct(at + 1);
        let earlier = (0..before)
            .rev()
            .take_while(|i| !tagged.is_punct(*i) && tagged.opener(*i).is_none())
            .any(|i| {
                tagged.verb_forms(i).any(VerbForm::finite)
                    && !tagged
                        .verb_forms(i)
                        .any(|f| matches!(f, VerbForm::Noun | VerbForm::AgentNoun))
            });
        if ends && earlier && tagged.verb_forms(at).any(|f| f == VerbForm::Noun) {
            return false;
        }
        // `Iran supplies drones` and `Iran supplies fell`: a verb when a thing or article follows
        return tagged.article(at + 1).is_some()
            || tagged.number_at(at + 1).is_some()
            || tagged.name(at + 1).is_some()
            || adjective_follows(tagged, at + 1)
            || tagged.preposition(at + 1).is_none();
    }
    if tagged
        .senses(before)
        .any(|(_, sense)| matches!(sense, Sense::Opener(_) | Sense::Particle | Sense::Adverb(_)))
    {
        return true;
    }
    if tagged.unknown(before) && tagged.tokens.get(before).is_some_and(|t| !t.has_capital()) {
        // an unknown word before it is an adjective when an article stands before that
        let article = (before.saturating_sub(2)..before)
            .any(|i| tagged.article(i).is_some() || tagged.preposition(i).is_some());
        return !article
            && (tagged.article(at + 1).is_some()
                || tagged.number_at(at + 1).is_some()
                || tagged.name(at + 1).is_some());
    }
    tagged.article(at + 1).is_some() || tagged.number_at(at + 1).is_some()
}

/// The token that adverbs and negations before a word follow on.
fn behind_adverbs(tagged: &Tagged<'_>, at: usize) -> usize {
    let mut at = at;
    while at > 0 {
        let start = tagged.hits.iter().find_map(|hit| {
            let adverbial = matches!(
                tagged.lexicon.sense(hit),
                Sense::Adverb(_)
                    | Sense::Particle
                    | Sense::Negation(
                        crate::lexicon::NegationForm::Adverb
                            | crate::lexicon::NegationForm::Pronoun
                    )
            ) || hit.tokens.len() > 1
                && matches!(
                    tagged.lexicon.sense(hit),
                    Sense::Operator(_, VerbForm::Phrase)
                );
            (adverbial && hit.tokens.contains(&at)).then_some(hit.tokens.start)
        });
        match start {
            Some(start) if start > 0 => at = start - 1,
            _ => break,
        }
    }
    at
}

/// Whether a clause that an opener began still lacks its verb here: `dat Rusland munitie inzet`.
///
/// Only where verbs go last and nouns have no capital; elsewhere other signs decide.
fn closes_clause(tagged: &Tagged<'_>, at: usize) -> bool {
    let orthography = &tagged.lexicon.orthography;
    if orthography.order != headstamp_packs::schema::WordOrder::V2 || orthography.noun_capitals {
        return false;
    }
    if !tagged.verb_forms(at).any(VerbForm::finite)
        || tagged.article(at.saturating_sub(1)).is_some()
    {
        return false;
    }
    let verb = |i: usize| {
        tagged
            .auxiliary(i)
            .is_some_and(|a| a.present || a.past || !a.nonfinite)
            || tagged.modal(i).is_some()
            || tagged.senses(i).any(|(_, s)| matches!(s, Sense::Verb))
            || tagged.verb_forms(i).any(VerbForm::finite)
    };
    let mut opener = None;
    for back in (0..at).rev() {
        if tagged.is_punct(back) {
            break;
        }
        if tagged.opener(back).is_some() {
            opener = Some(back);
            break;
        }
        if verb(back) {
            return false;
        }
    }
    let open = opener.is_some();
    let later = (at + 1..tagged.len())
        .take_while(|i| !tagged.is_punct(*i) && tagged.opener(*i).is_none())
        .any(verb);
    open && !later
}

fn adjective_follows(tagged: &Tagged<'_>, at: usize) -> bool {
    tagged.senses(at).any(|(_, sense)| {
        matches!(
            sense,
            Sense::Actor {
                form: NameForm::Adjective,
                ..
            }
        )
    })
}

fn pronoun(tagged: &Tagged<'_>, at: usize) -> Option<Mention> {
    let readings = tagged.pronoun(at)?;
    // `Die vom Iran gelieferten Drohnen`: the article of what a participle describes
    let described = tagged.lexicon.orthography.order == WordOrder::V2
        && tagged.article(at).is_some()
        && tagged.preposition(at + 1).is_some()
        && (at + 3..(at + 9).min(tagged.len()))
            .take_while(|i| !tagged.is_punct(*i))
            .any(|i| {
                tagged.verb_forms(i).any(|f| f == VerbForm::Participle)
                    && tagged.auxiliary(i + 1).is_none()
                    && matches!(
                        tagged.name(i + 1),
                        Some((_, Sense::Item(_) | Sense::Noun(_)))
                    )
            });
    if described {
        return None;
    }
    // `in het voorjaar`: part of a date
    if tagged.in_date(at + 1) && tagged.article(at).is_some() {
        return None;
    }
    // `nach dem Krieg`, `in die oorlog`: behind a preposition and before a noun an article
    let noun_next = tagged.unknown(at + 1)
        && (!tagged.lexicon.orthography.noun_capitals
            || tagged
                .tokens
                .get(at + 1)
                .is_some_and(crate::text::Token::has_capital))
        || matches!(
            tagged.name(at + 1),
            Some((
                _,
                Sense::Actor {
                    form: NameForm::Name,
                    ..
                } | Sense::Place(_)
            ))
        );
    let article = noun_next
        && tagged.article(at).is_some()
        && tagged.lexicon.orthography.order == WordOrder::V2
        && tagged.preposition_before(at).is_some_and(|(_, from)| {
            from == 0
                    || !tagged.is_mark(from - 1, ',')
                    // `über den Flughafen seien …`: no relative clause has its verb so early
                    || tagged.auxiliary(at + 2).is_some()
                    || tagged.modal(at + 2).is_some()
        });
    if article {
        return None;
    }
    // a word that opens a clause is its opener, unless a verb stands right behind it at the start
    if let Some((kind, _)) = tagged.opener(at) {
        let verb_next = tagged.auxiliary(at + 1).is_some()
            || tagged.modal(at + 1).is_some()
            || tagged.verb_forms(at + 1).any(VerbForm::finite)
            || tagged.senses(at + 1).any(|(_, s)| matches!(s, Sense::Verb));
        if kind != crate::grammar::Opener::Relative && !(at == 0 && verb_next) {
            return None;
        }
    }
    let standing: Vec<_> = readings
        .iter()
        .filter(|r| {
            matches!(
                r.class,
                Class::Personal | Class::Impersonal | Class::Demonstrative | Class::Relative
            )
        })
        .copied()
        .collect();
    if standing.is_empty() {
        return None;
    }
    let personal = standing
        .iter()
        .any(|r| matches!(r.class, Class::Personal | Class::Impersonal));
    if !personal && (tagged.article(at).is_some() && noun_follows(tagged, at + 1)) {
        return None; // a demonstrative or article before its noun
    }
    if standing.iter().all(|r| r.class == Class::Demonstrative)
        && (noun_follows(tagged, at + 1) || tagged.unknown(at + 1) || tagged.in_date(at + 1))
    {
        return None;
    }
    if personal
        && tagged
            .article(at)
            .is_some_and(|r| article_fits(tagged, r, at + 1))
        && noun_follows(tagged, at + 1)
    {
        return None; // Dutch `het` before a noun
    }
    let mut mention = Mention::new(Kind::Pronoun, at..at + 1);
    mention.preposition = tagged
        .preposition_before(at)
        .map(|(word, from)| (word.into(), from));
    mention.plural = standing.iter().find_map(|r| r.plural);
    mention.gender = standing.iter().find_map(|r| r.gender);
    let mut cases: Vec<_> = standing.iter().filter_map(|r| r.case).collect();
    cases.sort_unstable();
    cases.dedup();
    mention.cases = cases;
    mention.pronoun = standing;
    Some(mention)
}

/// Whether an article may belong to the next noun: `het Russische munitiedepots` is a pronoun and an object.
fn article_fits(tagged: &Tagged<'_>, readings: &[crate::grammar::Reading], from: usize) -> bool {
    let noun = (from..(from + 4).min(tagged.len())).find_map(|i| {
        tagged
            .name(i)
            .filter(|(_, s)| matches!(s, Sense::Item(_) | Sense::Noun(_)))
            .map(|(hit, _)| tagged.lexicon.entry(hit).plural)
    });
    match noun.flatten() {
        Some(plural) => readings
            .iter()
            .any(|r| r.plural.is_none_or(|p| p == plural)),
        None => {
            // a bare state name takes no article of this kind: `dat het Rusland steunt`
            !tagged.senses(from).any(|(_, s)| {
                matches!(
                    s,
                    Sense::Actor {
                        form: NameForm::Name | NameForm::Seat,
                        ..
                    }
                )
            }) || tagged.lexicon.orthography.cases
        }
    }
}

fn noun_follows(tagged: &Tagged<'_>, at: usize) -> bool {
    (at..(at + 3).min(tagged.len()))
        .take_while(|i| !tagged.is_punct(*i))
        .find_map(|i| {
            if tagged.name(i).is_some() || tagged.verb_forms(i).any(|f| f == VerbForm::Noun) {
                return Some(true);
            }
            if tagged.auxiliary(i).is_some()
                || tagged.modal(i).is_some()
                || tagged.preposition(i).is_some()
                || tagged.article(i).is_some()
                || tagged.pronoun(i).is_some()
            {
                return Some(false);
            }
            if tagged.verb_forms(i).any(VerbForm::finite)
                || tagged.senses(i).any(|(_, s)| matches!(s, Sense::Verb))
            {
                return Some(false);
            }
            None
        })
        .unwrap_or_else(|| {
            tagged.unknown(at)
                && tagged
                    .tokens
                    .get(at)
                    .is_some_and(|t| t.has_capital() || tagged.lexicon.orthography.noun_capitals)
        })
}

fn bare_number(tagged: &Tagged<'_>, at: usize) -> Option<Mention> {
    let number = tagged.number_at(at)?;
    if number.ordinal || number.unit_glued || tagged.in_date(at) || number.share.is_some() {
        return None;
    }
    let money = at
        .checked_sub(1)
        .and_then(|before| tagged.tokens.get(before));
    if money.is_some_and(|token| token.folded.ends_with(is_currency_sign)) {
        return None;
    }
    // a number is bare when no noun of its own follows
    let next = number.tokens.end;
    let own_noun = noun_follows(tagged, next)
        || tagged.name(next).is_some()
        || (tagged.unknown(next) && !tagged.is_punct(next))
        // `20 bestellte Panzer`
        || tagged
            .verb_forms(next)
            .any(|form| form == VerbForm::Participle)
            && (noun_follows(tagged, next + 1) || tagged.name(next + 1).is_some());
    let unit = tagged
        .senses(next)
        .any(|(_, s)| matches!(s, Sense::Unit(_, true)));
    if own_noun || unit {
        return None;
    }
    let index = tagged
        .numbers
        .iter()
        .position(|n| n.tokens == number.tokens)?;
    // `tienduizend stuks`
    let mut range = number.tokens.clone();
    range.end += tagged
        .senses(next)
        .find(|(_, s)| matches!(s, Sense::Unit(unit, false) if &**unit == "piece"))
        .map_or(0, |(hit, _)| hit.tokens.len());
    let mut mention = Mention::new(Kind::Number, range);
    mention.number = Some(index);
    mention.preposition = tagged
        .preposition_before(at)
        .map(|(word, from)| (word.into(), from));
    Some(mention)
}

/// Currency signs: the block of Unicode that holds them and those of Latin-1.
fn is_currency_sign(sign: char) -> bool {
    matches!(sign, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}')
}

/// Two or more capitalised unknown words: a person or organisation that no list knows.
fn proper_name(tagged: &Tagged<'_>, at: usize, floor: usize) -> Option<Mention> {
    if !is_name_word(tagged, at) {
        return None;
    }
    let mut end = at + 1;
    while end < tagged.len() && end < at + 5 && is_name_word(tagged, end) && !tagged.is_punct(end) {
        end += 1;
    }
    let long = end - at >= 2;
    let known_case =
        !tagged.lexicon.orthography.noun_capitals && at > 0 && !tagged.is_punct(at - 1)
            || tagged.names.contains(&tagged.tokens[at].folded);
    // a lone unknown capital is a name only beside a verb or where the document writes it in full
    let verb = |i: usize| {
        tagged.auxiliary(i).is_some()
            || tagged.modal(i).is_some()
            || tagged.verb_forms(i).any(VerbForm::finite)
    };
    let beside = verb(end) || at > 0 && verb(at - 1) || tagged.tokens[at].folded.ends_with("'s");
    if !long && !(known_case && (beside || tagged.names.contains(&tagged.tokens[at].folded))) {
        return None;
    }
    let mut mention = Mention::new(Kind::Party, at..end);
    mention.name = Some(at..end);
    let left = left(tagged, at, floor, None, None);
    mention.preposition = left
        .preposition
        .filter(|_| left.start == at || !left.article.is_empty());
    mention.tokens.start = at;
    Some(mention)
}
