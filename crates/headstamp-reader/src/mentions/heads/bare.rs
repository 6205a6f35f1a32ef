//! Phrases that no noun of a list heads: pronouns, bare numbers, names that no list knows. Next: `edges`.

use super::super::edges::left;
use super::super::{Kind, Mention};
use crate::grammar::Class;
use crate::lexicon::{NameForm, Sense, VerbForm};
use crate::tagged::Tagged;
use crate::text::Shape;
use headstamp_packs::schema::{NounKind, WordOrder};

/// A person's name directly after the noun: `minister Olena Tkachenko`.
pub(in crate::mentions) fn name_after(tagged: &Tagged<'_>, mention: &mut Mention) {
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

pub(super) fn is_name_word(tagged: &Tagged<'_>, at: usize) -> bool {
    tagged
        .tokens
        .get(at)
        .is_some_and(|t| t.shape == Shape::Word && t.has_capital())
        && !tagged.in_date(at)
        && (tagged.unknown(at)
            || !tagged.at(at).is_empty()
                && tagged
                    .senses(at)
                    .all(|(_, s)| matches!(s, Sense::Particle | Sense::Verb | Sense::Title))
            || goes_on(tagged, at))
}

/// Whether a word that is otherwise a verb goes on a name with its capital: `Lakeview Trading`.
fn goes_on(tagged: &Tagged<'_>, at: usize) -> bool {
    let capital = |i: usize| {
        tagged
            .tokens
            .get(i)
            .is_some_and(|t| t.capital == crate::text::Capital::Initial)
    };
    !tagged.lexicon.orthography.noun_capitals
        && at
            .checked_sub(1)
            .is_some_and(|before| capital(before) && tagged.unknown(before))
        && capital(at)
        && tagged.senses(at).all(|(_, sense)| {
            matches!(
                sense,
                Sense::Trigger(..) | Sense::Operator(..) | Sense::Cue(..) | Sense::Verb
            )
        })
        && !tagged.heading
}

pub(super) fn pronoun(tagged: &Tagged<'_>, at: usize) -> Option<Mention> {
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
    let name_next = matches!(
        tagged.name(at + 1),
        Some((
            _,
            Sense::Actor {
                form: NameForm::Name,
                ..
            } | Sense::Place(_)
        ))
    );
    let noun_next = name_next
        || tagged.unknown(at + 1)
            && (!tagged.lexicon.orthography.noun_capitals
                || tagged
                    .tokens
                    .get(at + 1)
                    .is_some_and(crate::text::Token::has_capital));
    // `nach dem Krieg`, `in die oorlog`: behind a preposition and before a noun
    let governed = || {
        tagged.preposition_before(at).is_some_and(|(_, from)| {
            from == 0
                    || !tagged.is_mark(from - 1, ',')
                    // `über den Flughafen seien …`: no relative clause has its verb so early
                    || tagged.auxiliary(at + 2).is_some()
                    || tagged.modal(at + 2).is_some()
        })
    };
    // `Het Congres zei`: behind a pronoun that opens the sentence stands the verb and no name
    let opens = at == 0 && name_next;
    let article = tagged.lexicon.orthography.order == WordOrder::V2
        && tagged.article(at).is_some()
        && (opens || noun_next && governed());
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
pub(super) fn article_fits(
    tagged: &Tagged<'_>,
    readings: &[crate::grammar::Reading],
    from: usize,
) -> bool {
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

pub(super) fn noun_follows(tagged: &Tagged<'_>, at: usize) -> bool {
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

pub(super) fn bare_number(tagged: &Tagged<'_>, at: usize) -> Option<Mention> {
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
pub(super) fn is_currency_sign(sign: char) -> bool {
    matches!(sign, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}')
}

/// `Lakeview Trading Ltd`, `the Gulf Herald`: a name that ends in a noun for a firm, body or outlet with a capital.
fn named_body(tagged: &Tagged<'_>, at: usize, end: usize, floor: usize) -> Option<Mention> {
    let ending = |at: usize| {
        let (end, index) = tagged.senses(at).find_map(|(hit, sense)| match sense {
            Sense::Noun(index) => Some((hit.tokens.end, *index)),
            _ => None,
        })?;
        let kind = tagged.lexicon.nouns[index].kind;
        // where every noun has a capital, `Jonas Bergs Rebellen` is no name
        let names = if tagged.lexicon.orthography.noun_capitals {
            kind == NounKind::Company
        } else {
            super::is_body(kind) || kind == NounKind::Media
        };
        (names && tagged.tokens[at].has_capital()).then_some((end, index, kind))
    };
    let (mut end, mut index, mut kind) = ending(end).filter(|_| !tagged.heading)?;
    while let Some(next) = ending(end) {
        (end, index, kind) = next;
    }
    let body = super::is_body(kind);
    let name = at..end;
    let mut mention = Mention::new(Kind::Party, name.clone());
    mention.noun = Some((index, kind));
    super::apply_left(tagged, &mut mention, floor);
    mention.name = Some(name);
    if body {
        super::name_body(tagged, &mut mention);
    }
    Some(mention)
}

/// Two or more capitalised unknown words: a person or organisation that no list knows.
pub(super) fn proper_name(tagged: &Tagged<'_>, at: usize, floor: usize) -> Option<Mention> {
    if !is_name_word(tagged, at) {
        return None;
    }
    let mut end = at + 1;
    while end < tagged.len() && end < at + 5 && is_name_word(tagged, end) && !tagged.is_punct(end) {
        end += 1;
    }
    if let Some(mention) = named_body(tagged, at, end, floor) {
        return Some(mention);
    }
    let long = end - at >= 2;
    let known_case =
        !tagged.lexicon.orthography.noun_capitals && at > 0 && !tagged.is_punct(at - 1)
            || tagged.names.contains(&*tagged.tokens[at].folded);
    // a lone unknown capital is a name only beside a verb or where the document writes it in full
    let verb = |i: usize| {
        tagged.auxiliary(i).is_some()
            || tagged.modal(i).is_some()
            || tagged.verb_forms(i).any(VerbForm::finite)
    };
    let beside = verb(end) || at > 0 && verb(at - 1) || tagged.tokens[at].folded.ends_with("'s");
    if !long && !(known_case && (beside || tagged.names.contains(&*tagged.tokens[at].folded))) {
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
