//! Denials that do not say what they deny: *Beijing dismissed the report*, *the Pentagon could not confirm it*.
//!
//! What they deny stands in the sentences before: the last event that somebody asserted there. A denial is taken
//! so only from a party to that event, or from whoever says that they cannot confirm it. Next: `statement`.

use crate::attribution::{Attribution, Speaker};
use crate::discourse::Memory;
use crate::parse::Parse;
use crate::statement::{self, Draft, Place};
use headstamp_model::{Basis, Certainty, Polarity, Trace};
use headstamp_packs::schema::Stance;

/// How many sentences back the denied event may stand.
const REACH: usize = 4;

/// Statements that deny, or cannot confirm, the event told last.
pub(crate) fn echoes(
    parse: &Parse<'_>,
    memory: &Memory,
    attributions: &[Attribution],
    before: &[Draft],
    place: Place,
    phased: &dyn Fn(&str) -> bool,
) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for attribution in attributions {
        let polarity = match attribution.stance {
            Stance::Denies => Polarity::Negative,
            Stance::CannotSay => Polarity::Unknown,
            _ => continue,
        };
        if attribution.speaker == Speaker::Nobody {
            continue;
        }
        let mut only = attribution.clone();
        only.scope = vec![attribution.clause];
        only.backward = false;
        only.own_nouns = true;
        let voice = statement::voice(
            parse,
            memory,
            std::slice::from_ref(&only),
            attribution.clause,
            true,
            usize::MAX,
        );
        let (Some(source), Some(source_span)) = (&voice.source, voice.source_span) else {
            continue;
        };
        // only of things that move or are made: what else was told is seldom what is denied
        let moves =
            |draft: &&Draft| !draft.statement.items.is_empty() && phased(&draft.statement.event);
        let party = |draft: &&Draft| {
            polarity == Polarity::Unknown
                || draft
                    .statement
                    .roles
                    .values()
                    .flatten()
                    .any(|id| source.state.as_deref() == Some(id.as_str()))
        };
        let told = before
            .iter()
            .rev()
            .filter(|d| place.sentence - d.sentence <= REACH && d.sentence < place.sentence)
            .filter(|d| d.statement.polarity == Polarity::Positive)
            .filter(moves)
            .find(party);
        let Some(told) = told else { continue };
        let cue = parse.tagged.span(attribution.tokens.clone());
        let reason = format!("{} ({})", attribution.rule, attribution.origin);
        let mut statement = told.statement.clone();
        statement.span = parse.tagged.span(quoted(parse, attribution));
        statement
            .span
            .of(parse.tagged.text)
            .clone_into(&mut statement.quote);
        statement.polarity = polarity;
        statement.certainty = Certainty::Certain;
        statement.source = Some(source.clone());
        statement.via = voice.via.iter().map(|(v, _)| v.clone()).collect();
        statement.basis = Basis::Unstated;
        statement.time = None;
        let told_before = |field: String| Trace {
            field,
            spans: vec![cue],
            reason: "as in the event told before, which this denies or leaves open".into(),
        };
        statement.traces = vec![
            told_before("type".into()),
            told_before("phase".into()),
            Trace {
                field: "polarity".into(),
                spans: vec![cue],
                reason: reason.clone(),
            },
            Trace {
                field: "source".into(),
                spans: vec![source_span],
                reason,
            },
        ];
        let roles: Vec<String> = statement
            .roles
            .keys()
            .map(|r| format!("roles.{r}"))
            .collect();
        statement.traces.extend(roles.into_iter().map(told_before));
        for index in 0..statement.items.len() {
            statement
                .traces
                .push(told_before(format!("items.{index}.class")));
        }
        out.push(Draft {
            statement,
            sentence: place.sentence,
            rule: attribution.rule.clone(),
            at: attribution.tokens.start,
            clause: attribution.clause,
            noun: false,
            strong: false,
        });
    }
    out
}

/// Denials in a relative clause of what the main clause tells: `…, which Ankara denies`.
pub(crate) fn asides(
    parse: &Parse<'_>,
    memory: &Memory,
    attributions: &[Attribution],
    drafts: &[Draft],
) -> Vec<Draft> {
    let mut out = Vec::new();
    for attribution in attributions {
        let polarity = match attribution.stance {
            Stance::Denies => Polarity::Negative,
            Stance::CannotSay => Polarity::Unknown,
            _ => continue,
        };
        let relative =
            parse.clauses.list[attribution.clause].opener == Some(crate::grammar::Opener::Relative);
        // `the firm, which denied any part` speaks of itself; here another speaks of the main clause
        let own = matches!(attribution.speaker, Speaker::Mention(index)
            if parse.clause_of(index) == attribution.clause);
        if !relative || !attribution.scope.is_empty() || !own {
            continue;
        }
        let mut only = attribution.clone();
        only.scope = vec![attribution.clause];
        only.own_nouns = true;
        let voice = statement::voice(
            parse,
            memory,
            std::slice::from_ref(&only),
            attribution.clause,
            true,
            usize::MAX,
        );
        let (Some(source), Some(source_span)) = (&voice.source, voice.source_span) else {
            continue;
        };
        let told = drafts
            .iter()
            .filter(|d| d.at < attribution.tokens.start && d.clause != attribution.clause)
            .rfind(|d| d.statement.polarity == Polarity::Positive);
        let Some(told) = told else { continue };
        let mut other = told.clone();
        let cue = parse.tagged.span(attribution.tokens.clone());
        let reason = format!("{} ({})", attribution.rule, attribution.origin);
        other.statement.polarity = polarity;
        other.statement.certainty = Certainty::Certain;
        other.statement.source = Some(source.clone());
        other.statement.via = voice.via.iter().map(|(v, _)| v.clone()).collect();
        other.statement.traces.retain(|t| {
            t.field != "source" && t.field != "polarity" && !t.field.starts_with("via")
        });
        other.statement.traces.push(Trace {
            field: "polarity".into(),
            spans: vec![cue],
            reason: reason.clone(),
        });
        other.statement.traces.push(Trace {
            field: "source".into(),
            spans: vec![source_span],
            reason,
        });
        out.push(other);
    }
    out
}

/// The clause of the cue, marks off.
fn quoted(parse: &Parse<'_>, attribution: &Attribution) -> std::ops::Range<usize> {
    let extent = parse.clauses.extent(attribution.clause);
    let start = extent.start.min(attribution.tokens.start);
    let mut end = extent.end.max(attribution.tokens.end);
    while end > start + 1 && parse.tagged.is_punct(end - 1) {
        end -= 1;
    }
    start..end
}
