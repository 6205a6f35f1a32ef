//! Whether a denial has a word for it, and whether the text denies or negates what is given as asserted.

use super::actors::Roles;
use super::refusal::{Refusal, shown};
use super::swapped::agrees;
use super::{Checking, Verifier};
use crate::attribution::{Attribution, Speaker};
use crate::factuality::facts;
use crate::lexicon::{NegationForm, Sense};
use crate::parse::Parse;
use headstamp_model::{Phase, Polarity, Source, Span};
use headstamp_packs::schema::Stance;

/// What an event word in the quote says by itself, and the words that decide.
struct Read {
    polarity: Polarity,
    phase: Phase,
    words: Span,
    /// Whether someone is said to deny or doubt it.
    disputed: bool,
}

impl Verifier<'_> {
    /// Refuses a denial or doubt for which the text has no word.
    pub(super) fn denial(
        &self,
        checking: &mut Checking<'_>,
        polarity: Polarity,
        source: Option<&Source>,
        roles: &Roles,
    ) -> Result<(), Refusal> {
        if polarity == Polarity::Positive {
            return Ok(());
        }
        let (first, last) = checking.sentences;
        let mut found: Option<Span> = None;
        let mut here = false;
        for (sentence, parse) in self.ground.around(checking.sentences, 1, 2) {
            let inside = sentence >= first && sentence <= last;
            let denies = self.ground.parsed.attributions[sentence]
                .iter()
                .find(|a| disputes(a))
                .map(|a| parse.tagged.span(a.tokens.clone()));
            let word = denies.or_else(|| denial_word(parse, inside));
            // `That is false.`
            let points_back = sentence > last && parse.tagged.pronoun(0).is_some();
            here |= (inside || points_back) && word.is_some();
            found = found.or(word);
        }
        let given = || polarity.word().to_owned();
        let Some(span) = found else {
            return Err(Refusal::DenialWithoutCue { given: given() });
        };
        // a word of denial in the next sentence may be about something else: the text must leave room for it
        let own = || self.ground.own(checking.event, checking.span);
        let asserted = own().any(|own| {
            own.polarity == Polarity::Positive
                && agrees(own, roles)
                && speaks_alike(own.source.as_ref(), source)
        });
        let flat = self
            .read(checking)
            .iter()
            .all(|r| r.polarity == Polarity::Positive && !r.disputed);
        let differs = own().any(|own| own.polarity != Polarity::Positive);
        if asserted && flat && !differs && !here {
            return Err(Refusal::PolarityFlipped {
                given: given(),
                reads: Polarity::Positive.word().to_owned(),
                words: shown(&self.document.text, checking.span),
            });
        }
        if let Some(trace) = checking.traces.iter_mut().find(|t| t.field == "polarity") {
            trace.spans = vec![span];
        }
        Ok(())
    }

    /// Refuses an assertion that the text negates, or that its own source denies.
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
        let refusal = |reads: Polarity, words: Span| Refusal::PolarityFlipped {
            given: polarity.word().to_owned(),
            reads: reads.word().to_owned(),
            words: shown(&self.document.text, words),
        };
        let same_phase = |phase: Phase| {
            let given = checking.foreign.phase.as_deref();
            phase != Phase::Halted && given.is_none_or(|given| given == phase.word())
        };
        let read = self.read(checking);
        let denied = self.denied_by(checking, source);
        let disputed = denied.is_some() || read.iter().any(|r| r.disputed);
        let mut flipped = None;
        for own in self.ground.own(checking.event, checking.span) {
            if own.polarity == polarity {
                return Ok(());
            }
            if !speaks_alike(own.source.as_ref(), source)
                || !agrees(own, roles)
                || !same_phase(own.phase)
            {
                continue;
            }
            let words = own.trace("polarity").and_then(|t| t.spans.first());
            let words = words.copied().unwrap_or(own.span);
            // a negation beside the quote may be of something else
            if disputed || checking.span.contains(words) {
                flipped.get_or_insert(refusal(own.polarity, words));
            }
        }
        let plain = read.iter().find(|r| {
            r.polarity == Polarity::Negative
                && !r.disputed
                && same_phase(r.phase)
                && checking.span.contains(r.words)
        });
        if let Some(first) = plain.filter(|_| read.iter().all(|r| r.polarity != polarity)) {
            flipped.get_or_insert(refusal(first.polarity, first.words));
        }
        if let Some((reads, words)) = denied {
            let positive = read.iter().any(|r| r.polarity != Polarity::Positive);
            if !positive {
                flipped.get_or_insert(refusal(reads, words));
            }
        }
        flipped.map_or(Ok(()), Err)
    }

    /// What the event words of this type in the quote say by themselves.
    fn read(&self, checking: &Checking<'_>) -> Vec<Read> {
        let shared = self.reader.shared();
        let Some(event) = shared.events.get(checking.event) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        for (sentence, parse) in self.ground.around(checking.sentences, 0, 0) {
            let attributions = &self.ground.parsed.attributions[sentence];
            for frame in self.ground.frames(sentence) {
                let entry = &parse.tagged.lexicon.triggers[frame.word.index];
                let words = parse.tagged.span(frame.word.at..frame.word.end);
                if *entry.event != *checking.event || !checking.span.contains(words) {
                    continue;
                }
                let facts = facts(
                    parse,
                    &mut frame.clone(),
                    event.value.phased,
                    &event.value.roles,
                );
                let why = facts.why.iter().find(|w| w.field == "polarity");
                let contrary = (0..parse.tagged.len())
                    .any(|at| parse.tagged.negation(at) == Some(NegationForm::Contrary));
                let disputed = contrary
                    || attributions.iter().any(|a| {
                        disputes(a) && (a.scope.contains(&frame.clause) || a.clause == frame.clause)
                    });
                out.push(Read {
                    polarity: facts.polarity,
                    phase: facts.phase,
                    words: why.map_or(words, |w| w.span),
                    disputed,
                });
            }
        }
        out
    }

    /// A denial or doubt of the statement's own source over the quote.
    fn denied_by(
        &self,
        checking: &Checking<'_>,
        source: Option<&Source>,
    ) -> Option<(Polarity, Span)> {
        let source = source?;
        for (sentence, parse) in self.ground.around(checking.sentences, 0, 0) {
            for attribution in &self.ground.parsed.attributions[sentence] {
                let Speaker::Mention(index) = attribution.speaker else {
                    continue;
                };
                let over = |clause: &usize| {
                    let span = parse.tagged.span(parse.clauses.extent(*clause));
                    span.overlaps(checking.span)
                };
                let governs = attribution.scope.iter().any(over)
                    || attribution.own_nouns && over(&attribution.clause);
                if !disputes(attribution) || !governs {
                    continue;
                }
                let speaker = &parse.mentions[index];
                let states = speaker.state.iter().chain(&speaker.actors);
                let by_state = states
                    .map(|a| &*a.id)
                    .any(|id| source.state.as_deref() == Some(id));
                let whole = parse.tagged.span(speaker.tokens.clone());
                let by_name = source.name.as_deref().is_some_and(|name| {
                    let found = self.ground.words.find(name, sentence);
                    found.flatten().is_some_and(|span| span.overlaps(whole))
                });
                if by_state || by_name {
                    let reads = if attribution.stance == Stance::Denies {
                        Polarity::Negative
                    } else {
                        Polarity::Unknown
                    };
                    return Some((reads, parse.tagged.span(attribution.tokens.clone())));
                }
            }
        }
        None
    }
}

fn disputes(attribution: &Attribution) -> bool {
    matches!(attribution.stance, Stance::Denies | Stance::CannotSay)
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
            Sense::Negation(form) => {
                inside && !matches!(form, NegationForm::Degree | NegationForm::But)
            }
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
