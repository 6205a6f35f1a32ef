//! Whether a negation of a clause concerns an event of it. Next: `discourse`.

use crate::frames::{Frame, ITEM};
use crate::lexicon::{NegationForm, Sense, VerbForm};
use crate::parse::{Parse, Use};

pub(super) fn negates(
    parse: &Parse<'_>,
    frame: &Frame,
    over: &[Use],
    form: NegationForm,
    at: usize,
    depth: usize,
    clause: usize,
) -> bool {
    let compares = form == NegationForm::Adverb && compares(parse, clause);
    // `no state but Chad bought it` says that Chad did
    let leaves_out = matches!(form, NegationForm::Determiner | NegationForm::Pronoun)
        && beside(parse, clause, NegationForm::But);
    if compares || leaves_out || frame.takes_in(at) {
        return false;
    }
    match form {
        NegationForm::Except
        | NegationForm::Degree
        | NegationForm::But
        | NegationForm::Contrary => false,
        NegationForm::Determiner => {
            // `no deliveries`, `delivered no tanks`
            let near = |range: &std::ops::Range<usize>| {
                range.contains(&at) || at + 1 == range.start || at + 2 == range.start
            };
            let event = frame
                .noun
                .and_then(|n| parse.mentions.get(n))
                .is_some_and(|m| near(&m.tokens));
            let item = frame
                .items
                .iter()
                .filter_map(|i| parse.mentions.get(*i))
                .any(|m| near(&m.tokens) && parse.clauses.at(m.head.start) == frame.clause);
            let slot = frame
                .slots
                .iter()
                .filter_map(|s| s.mention)
                .filter_map(|i| parse.mentions.get(i))
                .any(|m| near(&m.tokens) && parse.clauses.at(m.head.start) == frame.clause);
            let operator = over
                .iter()
                .any(|o| parse.clauses.at(o.at) == clause && (at + 1 == o.at || at + 2 == o.at));
            let nobody = frame.noun.is_none() && fills_unnamed(parse, frame, at);
            depth == 0 && (event || item || slot || nobody) || operator
        }
        // `to Ouagadougou and nobody else`
        NegationForm::Pronoun
            if at
                .checked_sub(1)
                .is_some_and(|before| parse.tagged.coordinator(before).is_some()) =>
        {
            false
        }
        NegationForm::Adverb | NegationForm::Pronoun => {
            if depth == 0 {
                // in a clause with several verbs, the nearest one after it
                return !excepted(parse, at);
            }
            over.iter()
                .any(|o| parse.clauses.at(o.at) == clause && !matches!(o.form, VerbForm::Noun))
                && !excepted(parse, at)
        }
        NegationForm::Preposition => {
            depth == 0
                && frame
                    .noun
                    .and_then(|n| parse.mentions.get(n))
                    .is_some_and(|m| at < m.head.start && m.head.start - at <= 3)
        }
    }
}

/// Whether `no` stands before a noun that no list knows, where a party of the verb stands: `sold weapons to neither side`.
fn fills_unnamed(parse: &Parse<'_>, frame: &Frame, at: usize) -> bool {
    let tagged = &parse.tagged;
    // where nouns have capitals a word with one is the noun and describes none behind it
    let noun = tagged.lexicon.orthography.noun_capitals
        && tagged
            .tokens
            .get(at + 1)
            .is_some_and(crate::text::Token::has_capital);
    let mut mentions = parse.mentions.iter();
    let unnamed = tagged.unknown(at + 1)
        && !mentions.any(|m| m.tokens.contains(&(at + 1)) || !noun && m.tokens.start == at + 2);
    let roles = &tagged.lexicon.triggers[frame.word.index].trigger.roles;
    let party = tagged
        .preposition_before(at)
        .is_none_or(|(word, _)| roles.get(word).is_some_and(|role| role != ITEM));
    unnamed && party && parse.clauses.at(at) == frame.clause
}

/// Whether a negation of a clause only compares: `never sold so many` says that many were sold.
pub(super) fn compares(parse: &Parse<'_>, clause: usize) -> bool {
    beside(parse, clause, NegationForm::Degree)
}

fn beside(parse: &Parse<'_>, clause: usize, wanted: NegationForm) -> bool {
    parse
        .tokens_in(clause)
        .any(|at| parse.tagged.negation(at) == Some(wanted))
}

pub(super) fn excepted(parse: &Parse<'_>, at: usize) -> bool {
    parse.tagged.hits.iter().any(|hit| {
        hit.tokens.contains(&at)
            && matches!(
                parse.tagged.lexicon.sense(hit),
                Sense::Negation(NegationForm::Except)
            )
    })
}
