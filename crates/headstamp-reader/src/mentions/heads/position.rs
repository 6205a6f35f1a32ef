//! Whether a word that may be a verb or a noun is a verb where it stands: `Iran supplies drones`, `supplies of drones`.
//!
//! What stands before and behind it decides; the forms themselves are data. Next: `bare`.

use crate::grammar::Class;
use crate::lexicon::{NameForm, Sense, VerbForm};
use crate::tagged::Tagged;

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
            .is_some_and(crate::text::Token::has_capital)
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
pub(super) fn behind_adverbs(tagged: &Tagged<'_>, at: usize) -> usize {
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
pub(super) fn closes_clause(tagged: &Tagged<'_>, at: usize) -> bool {
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

pub(super) fn adjective_follows(tagged: &Tagged<'_>, at: usize) -> bool {
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
