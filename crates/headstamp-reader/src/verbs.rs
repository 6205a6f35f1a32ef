//! What a verb form is where it stands: finite, participle, infinitive.
//!
//! `liefern` is an infinitive or a plural, `delivered` a past or a participle, `bestellt` a present or a
//! participle: the auxiliaries around it decide. Next: `clauses`, which a finite verb holds together.

use crate::lexicon::VerbForm;
use crate::mentions::Mention;
use crate::tagged::Tagged;
use crate::text::{Shape, Token};
use headstamp_packs::schema::WordOrder;

/// What a verb form is where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Finite: an auxiliary, modal or full verb that a clause stands on.
    Finite,
    /// Past participle.
    Participle,
    /// Infinitive.
    Infinitive,
    /// Present participle.
    Gerund,
}

/// The status of every token; `None` for what is no verb.
pub fn statuses(tagged: &Tagged<'_>, mentions: &[Mention]) -> Vec<Option<Status>> {
    let mut nominal = vec![false; tagged.len()];
    for mention in mentions {
        for flag in nominal.get_mut(mention.head.clone()).into_iter().flatten() {
            *flag = true;
        }
    }
    (0..tagged.len())
        .map(|at| {
            if nominal[at] {
                None
            } else {
                status(tagged, at)
            }
        })
        .collect()
}

/// Whether a word that looks like a verb describes the noun behind it: `dem international isolierten Land`, `de bezette
/// stad`.
fn attributive(tagged: &Tagged<'_>, at: usize) -> bool {
    let orthography = &tagged.lexicon.orthography;
    if orthography.order == WordOrder::Svo {
        return false;
    }
    let capital = |i: usize| tagged.tokens.get(i).is_some_and(Token::has_capital);
    let opens = |i: usize| {
        tagged.article(i).is_some() || tagged.preposition(i).is_some_and(|(_, end)| end == i + 1)
    };
    if !orthography.noun_capitals {
        return at > 0 && opens(at - 1) && tagged.pronoun(at - 1).is_none();
    }
    // between an article and its noun stand words in small letters only
    capital(at + 1)
        && (at.saturating_sub(4)..at)
            .rev()
            .take_while(|i| !tagged.is_punct(*i) && (!capital(*i) || *i == 0))
            .any(opens)
}

fn status(tagged: &Tagged<'_>, at: usize) -> Option<Status> {
    if tagged.is_punct(at) || tagged.in_date(at) {
        return None;
    }
    if let Some(aux) = tagged.auxiliary(at) {
        // `geliefert zu haben`: a form that is finite elsewhere, too
        return Some(if after_marker(tagged, at) {
            Status::Infinitive
        } else if aux.nonfinite && !(aux.present || aux.past) {
            Status::Participle
        } else if aux.nonfinite && has_modal(tagged, at) {
            // `may have delivered`, `kunnen worden geleverd`
            Status::Infinitive
        } else {
            Status::Finite
        });
    }
    if tagged.modal(at).is_some() {
        return Some(Status::Finite);
    }
    let forms: Vec<VerbForm> = tagged
        .verb_forms(at)
        .filter(|f| !matches!(f, VerbForm::Noun | VerbForm::AgentNoun | VerbForm::Phrase))
        .collect();
    let plain = tagged
        .senses(at)
        .any(|(_, s)| matches!(s, crate::lexicon::Sense::Verb));
    if forms.is_empty() {
        return (plain && !attributive(tagged, at)).then_some(Status::Finite);
    }
    // `met stalen buizen`: what stands between a preposition and a bare thing is no finite verb
    let described = at > 0
        && tagged.lexicon.orthography.order != WordOrder::Svo
        && tagged.preposition(at - 1).is_some()
        && tagged.name(at).is_none()
        && tagged
            .name(at + 1)
            .is_some_and(|(_, sense)| matches!(sense, crate::lexicon::Sense::Item(_)));
    // `the review`: nor is what stands behind an article that is nothing else
    let described = described
        || at > 0
            && tagged.lexicon.orthography.order == WordOrder::Svo
            && tagged.article(at - 1).is_some()
            && tagged.pronoun(at - 1).is_none();
    let forms: Vec<VerbForm> = forms
        .into_iter()
        .filter(|form| !described || !form.finite() && *form != VerbForm::Infinitive)
        .collect();
    if forms.is_empty() {
        return None;
    }
    let has = |form| forms.contains(&form);
    let noun_too = tagged
        .verb_forms(at)
        .any(|f| matches!(f, VerbForm::Noun | VerbForm::AgentNoun));
    if noun_too && !crate::mentions::verb_position(tagged, at) {
        return None;
    }
    if tagged.lexicon.orthography.noun_capitals
        && at > 0
        && tagged
            .tokens
            .get(at)
            .is_some_and(crate::text::Token::has_capital)
        && !opens(tagged, at)
    {
        return None; // `Liefern` inside a sentence is a noun
    }
    if names_something(tagged, at) {
        return None;
    }
    if has(VerbForm::Infinitive) && after_marker(tagged, at) {
        return Some(Status::Infinitive);
    }
    // `will Panzer überlassen`: a modal asks for the infinitive where that looks like a participle
    if has(VerbForm::Infinitive)
        && has(VerbForm::Participle)
        && has_modal(tagged, at)
        && !has_auxiliary(tagged, at)
    {
        return Some(Status::Infinitive);
    }
    // `20 bestellte Panzer`: between a number or article and its noun
    if has(VerbForm::Participle)
        && at > 0
        && (tagged.number_before(at).is_some() || tagged.article(at - 1).is_some())
        && matches!(
            tagged.name(at + 1),
            Some((
                _,
                crate::lexicon::Sense::Item(_) | crate::lexicon::Sense::Noun(_)
            ))
        )
    {
        return Some(Status::Participle);
    }
    if has(VerbForm::Participle) && (has(VerbForm::Past) || has(VerbForm::Present)) {
        return Some(if has_auxiliary(tagged, at) || reduced(tagged, at) {
            Status::Participle
        } else {
            Status::Finite
        });
    }
    if has(VerbForm::Infinitive) && has(VerbForm::Present) {
        // `dass sie Panzer liefern wollten`: the verb of wanting closes the clause
        let closed = tagged.lexicon.orthography.order == WordOrder::V2
            && tagged.verb_forms(at + 1).any(VerbForm::finite)
            && (tagged.is_punct(at + 2) || at + 2 >= tagged.len());
        return Some(if closed || has_modal(tagged, at) {
            Status::Infinitive
        } else {
            Status::Finite
        });
    }
    if has(VerbForm::Present) || has(VerbForm::Past) {
        return Some(Status::Finite);
    }
    if has(VerbForm::Participle) {
        return Some(Status::Participle);
    }
    if has(VerbForm::Infinitive) {
        return Some(Status::Infinitive);
    }
    has(VerbForm::Gerund).then_some(Status::Gerund)
}

/// Whether a capital inside a sentence makes a word part of a name: `told the Gulf Monitor`.
///
/// In a heading that writes most words with a capital it says nothing.
fn names_something(tagged: &Tagged<'_>, at: usize) -> bool {
    !tagged.lexicon.orthography.noun_capitals
        && !opens(tagged, at)
        && tagged.tokens.get(at).is_some_and(Token::is_capital_word)
        // `Belgian-made`: the capital is the modifier's
        && tagged.modifiers(at).next().is_none()
        && !tagged.heading
}

fn opens(tagged: &Tagged<'_>, at: usize) -> bool {
    at == 0 || tagged.is_punct(at - 1)
}

fn after_marker(tagged: &Tagged<'_>, at: usize) -> bool {
    (1..=2).any(|back| {
        at >= back
            && tagged.infinitive_marker(at - back)
            && (back == 1 || adverbial(tagged, at - 1))
    })
}

fn adverbial(tagged: &Tagged<'_>, at: usize) -> bool {
    tagged.senses(at).any(|(_, s)| {
        matches!(
            s,
            crate::lexicon::Sense::Particle
                | crate::lexicon::Sense::Adverb(_)
                | crate::lexicon::Sense::Negation(_)
        )
    }) || tagged.unknown(at)
}

/// Borders that a verb bracket does not cross.
fn hard_border(tagged: &Tagged<'_>, at: usize) -> bool {
    tagged.tokens.get(at).is_some_and(|t| {
        t.shape == Shape::Punct
            && matches!(
                t.folded.chars().next(),
                Some(';' | ':' | '(' | ')' | '–' | '—')
            )
    }) || tagged
        .opener(at)
        .is_some_and(|(kind, _)| kind == crate::grammar::Opener::Content)
}

/// Whether an auxiliary that builds participles governs this place.
fn has_auxiliary(tagged: &Tagged<'_>, at: usize) -> bool {
    let builds = |i: usize| {
        tagged
            .auxiliary(i)
            .is_some_and(|a| a.perfect || a.passive || a.copula)
    };
    if tagged.lexicon.orthography.order == WordOrder::Svo {
        // close before: `has quietly been delivered`, `were bought`
        let from = tagged.before_aside(at);
        let mut back = from;
        while back > 0 && from - back < 5 {
            back -= 1;
            if builds(back) {
                return true;
            }
            if !adverbial(tagged, back)
                && tagged.coordinator(back).is_none()
                && tagged.auxiliary(back).is_none()
            {
                // `were bought and shipped`
                let joined = tagged.verb_forms(back).any(|f| f == VerbForm::Participle);
                if !joined {
                    return false;
                }
            }
        }
        return false;
    }
    if (at + 1..at + 3).any(|i| builds(i) && !tagged.is_punct(i)) {
        return true;
    }
    let mut back = at;
    while back > 0 {
        back -= 1;
        if hard_border(tagged, back) {
            return false;
        }
        if builds(back) {
            return true;
        }
        if tagged.is_mark(back, ',') && at - back > 1 && tagged.opener(back + 1).is_some() {
            return false;
        }
    }
    false
}

/// `weapons supplied by Iran were used`: a participle after its noun, with the finite verb still to come.
fn reduced(tagged: &Tagged<'_>, at: usize) -> bool {
    if tagged.lexicon.orthography.order != WordOrder::Svo || at == 0 {
        return false;
    }
    let thing = (at.saturating_sub(3)..at).any(|i| {
        tagged
            .senses(i)
            .any(|(hit, s)| matches!(s, crate::lexicon::Sense::Item(_)) && hit.tokens.end == at)
    });
    let followed = tagged.preposition(at + 1).is_some();
    if !followed {
        return false;
    }
    let by = tagged.is_mark(at - 1, ',');
    let later = (at + 1..tagged.len())
        .take_while(|i| {
            !tagged.is_mark(*i, ',')
                && !hard_border(tagged, *i)
                && tagged.opener(*i).is_none()
                && tagged.coordinator(*i).is_none()
        })
        .any(|i| {
            tagged
                .auxiliary(i)
                .is_some_and(|a| !a.nonfinite || a.present || a.past)
                || tagged.modal(i).is_some()
                || tagged.verb_forms(i).any(VerbForm::finite)
        });
    let earlier = (0..at)
        .rev()
        .take_while(|i| !hard_border(tagged, *i))
        .any(|i| {
            tagged
                .auxiliary(i)
                .is_some_and(|a| !a.nonfinite || a.present || a.past)
                || tagged.modal(i).is_some()
                || tagged.verb_forms(i).any(VerbForm::finite)
                || tagged
                    .senses(i)
                    .any(|(_, s)| matches!(s, crate::lexicon::Sense::Verb))
        });
    // `the rifles, made in Romania, were exported`: the finite verb stands behind the aside
    let resumed = by
        && (at + 1..tagged.len().min(at + 12))
            .take_while(|i| !hard_border(tagged, *i) && tagged.opener(*i).is_none())
            .find(|i| tagged.is_mark(*i, ','))
            .is_some_and(|comma| {
                (comma + 1..comma + 3).any(|i| {
                    tagged
                        .auxiliary(i)
                        .is_some_and(|a| !a.nonfinite || a.present || a.past)
                        || tagged.modal(i).is_some()
                        || i == comma + 1 && tagged.verb_forms(i).any(VerbForm::finite)
                })
            });
    // `Chinese drones found in Sudan`: what cannot do it has had it done
    let suffers = thing
        && tagged.senses(at).any(|(hit, s)| {
            matches!(s, crate::lexicon::Sense::Trigger(_, VerbForm::Participle))
                && hit.tokens.len() == 1
        })
        && !tagged.senses(at).any(|(_, s)| match s {
            crate::lexicon::Sense::Trigger(index, _) => tagged.lexicon.triggers[*index]
                .trigger
                .roles
                .get("subject")
                .is_some_and(|role| role == crate::frames::ITEM),
            _ => false,
        });
    by && (earlier || resumed) || thing && (later || earlier) || suffers
}

/// Whether a modal, future or conditional verb governs this place.
fn has_modal(tagged: &Tagged<'_>, at: usize) -> bool {
    let governs = |i: usize| {
        tagged.modal(i).is_some()
            || tagged
                .auxiliary(i)
                .is_some_and(|a| a.future || a.conditional)
    };
    let mut back = at;
    let mut commas = 0;
    while back > 0 {
        back -= 1;
        if hard_border(tagged, back) {
            return false;
        }
        if governs(back) {
            return true;
        }
        if tagged.lexicon.orthography.order == WordOrder::Svo && at - back > 4 {
            break;
        }
        if tagged.is_mark(back, ',') {
            commas += 1;
            if commas > 1 || tagged.opener(back + 1).is_some() {
                return false;
            }
        }
    }
    tagged.lexicon.orthography.order == WordOrder::V2
        && (at + 1..at + 3).any(|i| governs(i) && !tagged.is_punct(i))
}
