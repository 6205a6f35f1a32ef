//! What stands before a head: article, numbers, units, adjectives, preposition.

use super::is_state;
use crate::grammar::{Case, Class, Reading};
use crate::lexicon::{Hit, NameForm, NegationForm, Sense};
use crate::tagged::Tagged;
use crate::text::Shape;
use headstamp_packs::schema::WordOrder;

/// How many unknown words may stand between an article and its noun.
const MOST_UNKNOWN: usize = 4;
/// How many may stand between a preposition and a noun without article: more are another phrase.
const MOST_BARE: usize = 2;

/// From here on a measured number is a sum of money, not a size.
const LEAST_SUM: f64 = 100_000.0;

/// What stands before a head.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// First token of the phrase.
    pub(super) start: usize,
    /// Preposition and where it stands.
    pub(super) preposition: Option<(Box<str>, usize)>,
    /// Readings of the article.
    pub(super) article: Vec<Reading>,
    /// Readings of a possessive pronoun.
    pub(super) possessive: Vec<Reading>,
    /// State adjectives: indexes into the hits.
    pub(super) adjectives: Vec<Hit>,
    /// Number: index into the numbers.
    pub(super) number: Option<usize>,
    /// Unit and its token.
    pub(super) unit: Option<(Box<str>, usize)>,
    /// Whether `no` stands before it.
    pub(super) negated: bool,
    /// Whether an ordinal stands before it.
    pub(super) ordinal: bool,
}

impl Left {
    /// Cases that the article allows for a head of this gender and number.
    pub(super) fn cases(
        &self,
        gender: Option<crate::grammar::Gender>,
        plural: Option<bool>,
    ) -> Vec<Case> {
        let fits = |r: &&Reading| {
            (plural.is_none() || r.plural.is_none() || r.plural == plural)
                && match (gender, r.gender) {
                    (Some(a), Some(b)) if r.plural != Some(true) => a.agrees(b),
                    _ => true,
                }
        };
        let mut cases: Vec<Case> = self
            .article
            .iter()
            .filter(fits)
            .filter_map(|r| r.case)
            .collect();
        cases.sort_unstable();
        cases.dedup();
        cases
    }

    /// Whether the article is definite, if there is one.
    pub(super) fn definite(&self) -> Option<bool> {
        if !self.possessive.is_empty() {
            return Some(true);
        }
        let class = self.article.first()?.class;
        Some(!matches!(class, Class::Indefinite | Class::Quantifier))
    }
}

/// Looks left from `start`, no further than `floor`.
pub(super) fn left(
    tagged: &Tagged<'_>,
    start: usize,
    floor: usize,
    plural: Option<bool>,
    form: Option<NameForm>,
) -> Left {
    let mut out = Left {
        start,
        ..Left::default()
    };
    let mut at = start;
    let mut unknown = 0;
    // `at the same time Ankara`: where word order tells, a name takes one unknown adjective at most
    let most_unknown = match form {
        Some(NameForm::Name | NameForm::Seat)
            if tagged.lexicon.orthography.order == WordOrder::Svo =>
        {
            1
        }
        _ => MOST_UNKNOWN,
    };
    // where the phrase certainly starts: unknown words count only when something known stands before them
    let mut certain = start;
    while at > floor {
        let before = at - 1;
        if let Some((index, number)) = tagged
            .numbers
            .iter()
            .enumerate()
            .find(|(_, n)| n.tokens.end == at && n.tokens.start >= floor)
            && !tagged.in_date(before)
            && !number.unit_glued
            && !is_year(tagged, number)
        {
            if out.number.is_none() && !number.ordinal {
                out.number = Some(index);
            }
            out.ordinal |= number.ordinal;
            at = number.tokens.start;
            certain = at;
            continue;
        }
        // `of 2,000-pound bombs`: the number is a size
        let size = tagged.is_mark(before, '-').then(|| {
            let mut numbers = tagged.numbers.iter();
            numbers.find(|n| n.unit_glued && n.tokens.end == before && n.tokens.start >= floor)
        });
        if let Some(number) = size.flatten() {
            at = number.tokens.start;
            certain = at;
            continue;
        }
        if tagged.in_date(before) {
            break;
        }
        if let Some(hit) = adjective_ending_at(tagged, at, floor) {
            at = hit.tokens.start;
            out.adjectives.push(hit);
            certain = at;
            unknown = 0;
            continue;
        }
        if let Some((unit, measure)) = unit_at(tagged, before) {
            // `for 3 billion dollars rocket launchers`: a sum is no size and closes the phrase
            let sum = tagged
                .numbers
                .iter()
                .find(|n| n.tokens.end == before)
                .and_then(|n| n.low.or(n.high))
                .is_some_and(|n| n >= LEAST_SUM);
            if measure && sum {
                break;
            }
            if measure {
                // `152 mm shells`: the number is a size
                at = before;
                if let Some(number) = tagged.numbers.iter().find(|n| n.tokens.end == at) {
                    at = number.tokens.start;
                } else if tagged.is_mark(at.saturating_sub(1), '-') {
                    at = at.saturating_sub(1);
                    if let Some(number) = tagged.numbers.iter().find(|n| n.tokens.end == at) {
                        at = number.tokens.start;
                    }
                }
                certain = at;
                continue;
            }
            if out.unit.is_none() {
                out.unit = Some((unit, before));
                at = before;
                certain = at;
                continue;
            }
        }
        if let Some((word, from)) = tagged.preposition_before(at) {
            if tagged.ends_verb(from) {
                break;
            }
            if possessor_word(tagged, word) && from > floor && counts_before(tagged, from) {
                // `hundreds of tanks`, `20 tonnes of ammunition`
                at = from;
                certain = at;
                continue;
            }
            if unknown > MOST_BARE {
                break;
            }
            // articles and prepositions share forms in some languages: the article wins only with a preposition before it
            if from >= floor {
                out.preposition = Some((word.into(), from));
                certain = at;
                if let Some(readings) = contraction_readings(tagged, from) {
                    out.article = readings;
                }
                break;
            }
        }
        if let Some(readings) = tagged.article(before) {
            // `said that tanks …`: a word that opens clauses is an article only after a preposition or at the start
            let opens = tagged
                .opener(before)
                .is_some_and(|(kind, _)| kind == crate::grammar::Opener::Content);
            if opens && before > 0 && tagged.preposition_before(before).is_none() {
                break;
            }
            // `Iran, which Washington accuses`: asked for is no name, and nothing behind a comma
            let asks = readings.iter().all(|r| r.class == Class::Interrogative);
            let behind = before > floor && tagged.is_punct(before - 1);
            if asks && (behind || matches!(form, Some(NameForm::Name | NameForm::Seat))) {
                break;
            }
            let pronoun_too = tagged
                .pronoun(before)
                .is_some_and(|r| r.iter().any(|r| r.class == Class::Personal));
            let number_differs =
                plural.is_some_and(|p| readings.iter().all(|r| r.plural.is_some_and(|q| q != p)));
            let bare_name = matches!(form, Some(NameForm::Name | NameForm::Seat))
                && at == start
                && !tagged.lexicon.orthography.cases
                && tagged.preposition_before(before).is_none()
                // `het VK`, `het Pentagon`: abbreviations and names of bodies have their article
                && !tagged.tokens[start..].first().is_some_and(|t| {
                    t.capital == crate::text::Capital::Upper
                })
                && !tagged.senses(start).any(|(_, sense)| {
                    matches!(sense, Sense::Actor { id, .. } if !is_state(id))
                });
            if pronoun_too && (number_differs || bare_name) {
                break;
            }
            out.article = readings.to_vec();
            if readings.iter().any(|r| r.class == Class::Quantifier)
                && out.article.iter().all(|r| r.class == Class::Quantifier)
            {
                // `all the drones`: go on looking
                at = before;
                certain = at;
                continue;
            }
            at = before;
            certain = at;
            if tagged.negation(before) == Some(NegationForm::Determiner) {
                out.negated = true;
            }
            if let Some((word, from)) = tagged.preposition_before(at)
                && from >= floor
                && !tagged.ends_verb(from)
            {
                out.preposition = Some((word.into(), from));
            }
            break;
        }
        if tagged.negation(before) == Some(NegationForm::Determiner) {
            out.negated = true;
            at = before;
            certain = at;
            continue;
        }
        if let Some(readings) = tagged.pronoun(before) {
            if readings.iter().any(|r| r.class == Class::Possessive) {
                out.possessive = readings.to_vec();
                at = before;
                certain = at;
                // `24 seiner F-16`
                if let Some((index, number)) = tagged
                    .numbers
                    .iter()
                    .enumerate()
                    .find(|(_, n)| n.tokens.end == at && n.tokens.start >= floor && !n.ordinal)
                    && !tagged.in_date(number.tokens.start)
                    && out.number.is_none()
                {
                    out.number = Some(index);
                    at = number.tokens.start;
                    certain = at;
                }
                if let Some((word, from)) = tagged.preposition_before(at)
                    && from >= floor
                {
                    out.preposition = Some((word.into(), from));
                }
                break;
            }
            if readings.iter().any(|r| r.class == Class::Demonstrative)
                && tagged.opener(before).is_none()
            {
                out.article = readings.to_vec();
                at = before;
                certain = at;
                if let Some((word, from)) = tagged.preposition_before(at)
                    && from >= floor
                {
                    out.preposition = Some((word.into(), from));
                }
                break;
            }
        }
        // `20 bestellte Panzer`, `12 used jets`
        let participle = tagged
            .verb_forms(before)
            .any(|form| form == crate::lexicon::VerbForm::Participle)
            && before > floor
            && (tagged.article(before - 1).is_some()
                || tagged
                    .number_before(before)
                    .is_some_and(|n| !n.ordinal && n.share.is_none()));
        if participle {
            at = before;
            certain = at;
            continue;
        }
        let plain = tagged.unknown(before)
            || tagged
                .senses(before)
                .all(|(_, s)| matches!(s, Sense::Particle | Sense::Adverb(_) | Sense::Basis(_)));
        let named = tagged.unknown(before)
            && before > 0
            && tagged
                .tokens
                .get(before)
                .is_some_and(crate::text::Token::has_capital);
        // `for Wescam sensors`: a maker's name that no list knows, where capitals tell it
        let thing = tagged.lexicon.orthography.order == WordOrder::Svo
            && tagged
                .senses(start)
                .any(|(_, sense)| matches!(sense, Sense::Item(_)));
        let named = named && !thing;
        if plain
            && !named
            && tagged
                .tokens
                .get(before)
                .is_some_and(|t| t.shape != Shape::Punct)
            && unknown < most_unknown
        {
            unknown += 1;
            at = before;
            continue;
        }
        // two adjectives with `and` between them: `Russian and Iranian drones`
        if tagged.coordinator(before).is_some()
            && !out.adjectives.is_empty()
            && adjective_ending_at(tagged, before, floor).is_some()
        {
            at = before;
            continue;
        }
        if tagged.is_mark(before, ',')
            && unknown > 0
            && before > floor
            && tagged.unknown(before - 1)
        {
            // `modern, heavy tanks`
            at = before;
            continue;
        }
        break;
    }
    out.start = certain.max(floor);
    out.adjectives.reverse();
    out
}

/// A state adjective whose hit ends just before `end`.
pub(super) fn adjective_ending_at(tagged: &Tagged<'_>, end: usize, floor: usize) -> Option<Hit> {
    (end.saturating_sub(3).max(floor)..end).find_map(|at| {
        tagged.senses(at).find_map(|(hit, sense)| match sense {
            Sense::Actor {
                form: NameForm::Adjective,
                ..
            } if hit.tokens.end == end => Some(hit.clone()),
            _ => None,
        })
    })
}

/// `exported 2023 rifles` counts, `exportierte 2023 Kriegsmaterial` dates: a year where years stand bare.
fn is_year(tagged: &Tagged<'_>, number: &crate::numbers::NumberHit) -> bool {
    let Some(before) = number.tokens.start.checked_sub(1) else {
        return false;
    };
    let year = number.low == number.high
        && number
            .low
            .is_some_and(|n| (1950.0..2050.0).contains(&n) && n % 100.0 != 0.0);
    let digits = number.tokens.len() == 1
        && tagged
            .tokens
            .get(number.tokens.start)
            .is_some_and(|t| t.folded.len() == 4 && t.folded.bytes().all(|b| b.is_ascii_digit()));
    // `mit 2023 Soldaten`, `die 2023 Soldaten` count
    let counts = tagged.preposition_before(number.tokens.start).is_some()
        || tagged.article(before).is_some()
        || tagged.is_punct(before);
    year && digits && !counts && tagged.lexicon.orthography.cases
}

fn unit_at(tagged: &Tagged<'_>, at: usize) -> Option<(Box<str>, bool)> {
    tagged.senses(at).find_map(|(_, sense)| match sense {
        Sense::Unit(unit, measure) => Some((unit.clone(), *measure)),
        _ => None,
    })
}

/// Whether a number or unit ends just before a token.
fn counts_before(tagged: &Tagged<'_>, end: usize) -> bool {
    let Some(before) = end.checked_sub(1) else {
        return false;
    };
    tagged
        .number_before(end)
        .is_some_and(|n| !tagged.in_date(n.tokens.start))
        || unit_at(tagged, before).is_some()
}

/// Whether a preposition marks a possessor in this language.
pub(crate) fn possessor_word(tagged: &Tagged<'_>, word: &str) -> bool {
    tagged
        .lexicon
        .orthography
        .possessor_preposition
        .iter()
        .any(|p| p == word)
}

/// A contraction (`zum`) is its article too, when the pack lists it as one.
fn contraction_readings(tagged: &Tagged<'_>, at: usize) -> Option<Vec<Reading>> {
    tagged.article(at).map(<[Reading]>::to_vec)
}
