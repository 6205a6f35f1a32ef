//! Whether roles and polarity are those of the text: voice, prepositions, negation and denial decide, where they do.

use super::actors::Roles;
use super::refusal::{Refusal, shown};
use super::{Checking, Verifier};
use crate::lexicon::{NegationForm, Sense};
use crate::parse::Parse;
use headstamp_model::{Phase, Polarity, Source, Span, Statement};
use headstamp_packs::schema::Stance;

/// How a role begins its reason when the text does not name who fills it here.
const INHERITED: &str = "left out";

impl Verifier<'_> {
    /// Refuses roles that the text gives the other way round.
    pub(super) fn not_swapped(
        &self,
        checking: &Checking<'_>,
        roles: &Roles,
    ) -> Result<(), Refusal> {
        let mut swapped = None;
        for own in self.ground.own(checking.event, checking.span) {
            match crossed(own, roles) {
                Some((role, given, reads)) => {
                    swapped.get_or_insert(Refusal::RolesSwapped {
                        role,
                        given,
                        reads,
                        words: shown(&self.document.text, own.span),
                    });
                }
                None if agrees(own, roles) => return Ok(()),
                None => {}
            }
        }
        swapped.map_or(Ok(()), Err)
    }

    /// Refuses a denial or doubt for which the text has no word.
    pub(super) fn denial(
        &self,
        checking: &mut Checking<'_>,
        polarity: Polarity,
    ) -> Result<(), Refusal> {
        if polarity == Polarity::Positive {
            return Ok(());
        }
        let (first, last) = checking.sentences;
        let mut found: Option<Span> = None;
        for (sentence, parse) in self.ground.around(checking.sentences, 1, 2) {
            let inside = sentence >= first && sentence <= last;
            let denies = self.ground.parsed.attributions[sentence]
                .iter()
                .find(|a| matches!(a.stance, Stance::Denies | Stance::CannotSay))
                .map(|a| parse.tagged.span(a.tokens.clone()));
            found = found
                .or(denies)
                .or_else(|| denial_word(parse, inside));
        }
        let span = found.ok_or_else(|| Refusal::DenialWithoutCue {
            given: polarity.word().to_owned(),
        })?;
        if let Some(trace) = checking.traces.iter_mut().find(|t| t.field == "polarity") {
            trace.spans = vec![span];
        }
        Ok(())
    }

    /// Refuses a polarity that the text contradicts for the same source.
    pub(super) fn not_flipped(
        &self,
        checking: &Checking<'_>,
        polarity: Polarity,
        source: Option<&Source>,
        roles: &Roles,
    ) -> Result<(), Refusal> {
        if polarity != Polarity::Positive {
            return Ok(());
        }
        let mut flipped = None;
        for own in self.ground.own(checking.event, checking.span) {
            if own.polarity == polarity {
                return Ok(());
            }
            if !speaks_alike(own.source.as_ref(), source) || !agrees(own, roles) {
                continue;
            }
            let words = own
                .trace("polarity")
                .and_then(|t| t.spans.first())
                .copied()
                .unwrap_or(own.span);
            flipped.get_or_insert(Refusal::PolarityFlipped {
                given: polarity.word().to_owned(),
                reads: own.polarity.word().to_owned(),
                words: shown(&self.document.text, words),
            });
        }
        flipped.map_or(Ok(()), Err)
    }
}

/// A role of a statement that our own reading gives to the other side: role, actor, role in the text.
fn crossed(own: &Statement, roles: &Roles) -> Option<(String, String, String)> {
    let named = |role: &String| {
        own.trace(&format!("roles.{role}"))
            .is_some_and(|t| !t.reason.starts_with(INHERITED))
    };
    for (role, actors) in roles {
        for actor in actors {
            if own.roles.get(role).is_some_and(|a| a.contains(actor)) {
                continue;
            }
            let reads = own.roles.iter().find(|(other, theirs)| {
                *other != role
                    && theirs.contains(actor)
                    && named(other)
                    && !roles.get(*other).is_some_and(|a| a.contains(actor))
            });
            let Some((reads, _)) = reads else { continue };
            // the other side must be known as well: one phrase alone may stand in two places
            let decided = own.roles.get(role).is_some_and(|a| !a.is_empty())
                || roles.get(reads).is_some_and(|a| !a.is_empty());
            if decided {
                return Some((role.clone(), actor.clone(), reads.clone()));
            }
        }
    }
    None
}

/// Whether a role has the same actor in both.
fn agrees(own: &Statement, roles: &Roles) -> bool {
    roles.is_empty()
        || own.roles.is_empty()
        || roles.iter().any(|(role, actors)| {
            own.roles
                .get(role)
                .is_some_and(|theirs| theirs.iter().any(|a| actors.contains(a)))
        })
}

/// Whether two sources may be one.
fn speaks_alike(own: Option<&Source>, given: Option<&Source>) -> bool {
    match (own, given) {
        (None, None) => true,
        (Some(own), Some(given)) => {
            own.name.is_some() && own.name == given.name
                || own.state.is_some() && own.state == given.state
        }
        _ => false,
    }
}

/// A word that denies, doubts or negates; beside the quote's own sentence only one of denial.
fn denial_word(parse: &Parse<'_>, inside: bool) -> Option<Span> {
    let lexicon = parse.tagged.lexicon;
    let away = |polarity: Option<Polarity>| polarity.is_some_and(|p| p != Polarity::Positive);
    parse
        .tagged
        .hits
        .iter()
        .find(|hit| match lexicon.sense(hit) {
            Sense::Cue(index, _) => matches!(
                lexicon.cues[*index].value.stance,
                Stance::Denies | Stance::CannotSay
            ),
            Sense::Negation(form) => inside && *form != NegationForm::Except,
            Sense::Operator(index, _) => {
                let operator = &lexicon.operators[*index].value;
                inside && (away(operator.polarity) || operator.phase == Some(Phase::Halted))
            }
            Sense::Adverb(index) => away(lexicon.adverbs[*index].value.polarity),
            Sense::Trigger(index, _) => {
                let trigger = &lexicon.triggers[*index].trigger;
                inside && (away(trigger.polarity) || trigger.phase == Some(Phase::Halted))
            }
            _ => false,
        })
        .map(|hit| parse.tagged.span(hit.tokens.clone()))
}
