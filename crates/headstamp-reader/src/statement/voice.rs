//! Whose voice a clause is in: the attributions over it, resolved to a source, its relays and its stance.
//!
//! The innermost attribution names the source, those around it relay. Next: `roles`.

use super::{Draft, Place};
use crate::attribution::{Attribution, Speaker};
use crate::discourse::{Memory, Spoken};
use crate::factuality::{Facts, Reason, Why};
use crate::parse::Parse;
use headstamp_model::{Basis, Certainty, Polarity, Source, SourceKind, Span, Trace, Via};
use headstamp_packs::schema::Stance;

/// The attribution that holds for a clause, resolved to sources.
#[derive(Debug, Clone, Default)]
pub struct Voice {
    /// The source.
    pub source: Option<Source>,
    /// Words of the source.
    pub source_span: Option<Span>,
    /// Relays, nearest the source first.
    pub via: Vec<(Via, Span)>,
    /// Stance and its words.
    pub stance: Option<(Stance, Span, String)>,
    /// Basis.
    pub basis: Option<Basis>,
    /// Why this source.
    pub reason: String,
}

impl Voice {
    /// What the stance makes of an event's facts: a denial turns it round, belief and suspicion make it less sure.
    pub(super) fn weigh(&self, facts: &mut Facts<'_>) {
        let Some((stance, span, reason)) = &self.stance else {
            return;
        };
        let field = match stance {
            Stance::Denies => {
                facts.polarity = match facts.polarity {
                    Polarity::Negative => Polarity::Positive,
                    _ => Polarity::Negative,
                };
                "polarity"
            }
            Stance::CannotSay => {
                facts.polarity = Polarity::Unknown;
                "polarity"
            }
            Stance::Believes => {
                facts.certainty = facts.certainty.max(Certainty::Probable);
                "certainty"
            }
            Stance::Suspects => {
                facts.certainty = facts.certainty.max(Certainty::Possible);
                "certainty"
            }
            Stance::Says | Stance::Admits | Stance::Calls => return,
        };
        facts.why.push(Why {
            field,
            span: *span,
            reason: Reason::Attribution(reason.clone()),
        });
    }

    /// Adds a relay, once.
    fn relay(&mut self, source: Source, span: Span) {
        let via = Via {
            name: source.name,
            kind: source.kind,
            state: source.state,
        };
        if !self.via.iter().any(|(old, _)| *old == via) {
            self.via.push((via, span));
        }
    }

    /// Takes over the relays of the last speaker, if that is who goes on here.
    pub fn go_on(&mut self, last: Option<&Spoken>, place: Place) {
        let (Some(last), Some(source)) = (last, &self.source) else {
            return;
        };
        if self.via.is_empty() {
            self.via = last.relays_of(source, place).to_vec();
        }
    }

    /// Words and reasons of the source and its relays.
    pub(super) fn traces(&self) -> Vec<Trace> {
        let source = self.source_span.filter(|_| self.source.is_some());
        let relays = self.via.iter().enumerate().map(|(index, (_, span))| Trace {
            field: format!("via.{index}"),
            spans: vec![*span],
            reason: "relay of the source".into(),
        });
        source
            .map(|span| Trace {
                field: "source".into(),
                spans: vec![span],
                reason: self.reason.clone(),
            })
            .into_iter()
            .chain(relays)
            .collect()
    }
}

/// Reads the voice of every clause from the attributions that govern it.
pub fn voice(
    parse: &Parse<'_>,
    memory: &Memory,
    attributions: &[Attribution],
    clause: usize,
    noun: bool,
    at: usize,
) -> Voice {
    let mut governing: Vec<&Attribution> = attributions
        .iter()
        .filter(|a| {
            !a.backward
                && (a.scope.contains(&clause)
                    || a.own_nouns
                        && a.clause == clause
                        && (noun || a.scope.is_empty())
                        && !a.tokens.contains(&at)
                    || a.clause == clause && at != usize::MAX && infinitive_under(parse, a, at))
        })
        .collect();
    // the innermost first: the one whose own clause lies deepest
    governing.sort_by_key(|a| {
        let depth = parse.clauses.ancestors(a.clause).count();
        let verbless = a.clause == clause;
        (
            std::cmp::Reverse(usize::from(verbless)),
            std::cmp::Reverse(depth),
            a.tokens.start.abs_diff(at),
        )
    });
    let mut out = Voice::default();
    let mut inner_noun = None;
    for attribution in governing {
        let span = parse.tagged.span(attribution.tokens.clone());
        let reason = format!("{} ({})", attribution.rule, attribution.origin);
        if out.stance.is_none()
            || out
                .stance
                .as_ref()
                .is_some_and(|(s, ..)| *s == Stance::Says)
                && attribution.stance != Stance::Says
                && out.source.is_none()
        {
            out.stance = Some((attribution.stance, span, reason.clone()));
        }
        out.basis = out.basis.or(attribution.basis);
        let speaker = resolve_speaker(parse, memory, attribution, &attribution.speaker);
        // `denied a report in the Courier that …`: who denies stands behind the denial, the report is what is denied
        let denies = matches!(attribution.stance, Stance::Denies | Stance::CannotSay);
        let beside = inner_noun.is_some_and(|(clause, at): (usize, usize)| {
            clause == attribution.clause && at.abs_diff(attribution.tokens.start) <= 6
        });
        if denies && beside && out.source.is_some() && speaker.is_some() {
            out.stance = Some((attribution.stance, span, reason.clone()));
            out.source = None;
            out.via.clear();
        }
        inner_noun = parse
            .statuses
            .get(attribution.tokens.start)
            .is_some_and(Option::is_none)
            .then_some((attribution.clause, attribution.tokens.start));
        match speaker {
            Some((source, span)) if out.source.is_none() => {
                out.source = Some(source);
                out.source_span = Some(span);
                out.reason.clone_from(&reason);
            }
            // an outer speaker passes the inner one on
            Some((source, span))
                if out.source.as_ref() != Some(&source) && source.kind == SourceKind::Media =>
            {
                out.relay(source, span);
            }
            _ => {}
        }
        for relay in &attribution.via {
            if let Some((source, span)) = resolve_speaker(parse, memory, attribution, relay) {
                if out.source.is_none()
                    && attribution.speaker == Speaker::Nobody
                    && source.kind != SourceKind::Media
                {
                    continue;
                }
                if out.source.as_ref().is_none_or(|s| s.name != source.name) {
                    out.relay(source, span);
                }
            }
        }
    }
    out
}

/// The voice of an attribution taken by itself, whatever it governs.
pub fn own_voice(parse: &Parse<'_>, memory: &Memory, attribution: &Attribution) -> Voice {
    let only = Attribution {
        scope: vec![attribution.clause],
        backward: false,
        own_nouns: true,
        ..attribution.clone()
    };
    let clause = attribution.clause;
    voice(parse, memory, &[only], clause, true, usize::MAX)
}

/// Whether a verb of saying governs an infinitive of its own clause: `ontkent wapens te hebben geleverd`.
pub(super) fn infinitive_under(parse: &Parse<'_>, attribution: &Attribution, at: usize) -> bool {
    use crate::verbs::Status;
    let v2 = parse.tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::V2;
    let nonfinite = matches!(
        parse.statuses.get(at),
        Some(Some(Status::Infinitive | Status::Participle))
    );
    v2 && nonfinite
        && !attribution.tokens.contains(&at)
        && parse
            .tokens_in(attribution.clause)
            .any(|i| parse.tagged.infinitive_marker(i) && i > attribution.tokens.start)
}

pub(super) fn resolve_speaker(
    parse: &Parse<'_>,
    memory: &Memory,
    attribution: &Attribution,
    speaker: &Speaker,
) -> Option<(Source, Span)> {
    match speaker {
        Speaker::Mention(index) => memory.source(parse, *index).map(|(mut source, span)| {
            if let (Some(kind), SourceKind::Person) = (attribution.kind, source.kind) {
                source.kind = kind;
            }
            (source, span)
        }),
        Speaker::Words(range) => {
            let start = range
                .clone()
                .find(|i| parse.tagged.article(*i).is_none())
                .unwrap_or(range.start);
            let words = parse.tagged.words(start..range.end);
            (!words.is_empty()).then(|| {
                (
                    Source {
                        name: Some(words.into()),
                        kind: attribution.kind.unwrap_or(SourceKind::Person),
                        state: None,
                    },
                    parse.tagged.span(range.clone()),
                )
            })
        }
        Speaker::Nobody => None,
    }
}

/// The same statement by each other member of a joint denial: every government denies for itself.
pub fn joint(
    parse: &Parse<'_>,
    memory: &Memory,
    attributions: &[Attribution],
    draft: &Draft,
) -> Vec<Draft> {
    if draft.statement.polarity == Polarity::Positive {
        return Vec::new();
    }
    let speaker = attributions
        .iter()
        .filter(|a| a.scope.contains(&draft.clause) || a.clause == draft.clause)
        .filter(|a| matches!(a.stance, Stance::Denies | Stance::CannotSay))
        .find_map(|a| match a.speaker {
            Speaker::Mention(index) => Some(index),
            _ => None,
        });
    let Some(speaker) = speaker else {
        return Vec::new();
    };
    parse
        .group(speaker)
        .into_iter()
        .filter_map(|member| memory.source(parse, member))
        .filter(|(source, _)| draft.statement.source.as_ref() != Some(source))
        .map(|(source, span)| {
            let mut other = draft.clone();
            other.statement.source = Some(source);
            for trace in &mut other.statement.traces {
                if trace.field == "source" {
                    trace.spans = vec![span];
                }
            }
            other
        })
        .filter(|other| other.statement.trace("source").is_some())
        .collect()
}

/// Who speaks, for the memory of the document.
pub fn spoken(voice: &Voice, place: Place) -> Option<Spoken> {
    let source = voice.source.clone()?;
    Some(Spoken {
        source,
        via: voice.via.clone(),
        span: voice.source_span?,
        sentence: place.sentence,
        paragraph: place.paragraph,
    })
}
