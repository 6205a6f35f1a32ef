//! Denials that do not say what they deny: *Beijing dismissed the report*, *the Pentagon could not confirm it*.
//!
//! What they deny stands in the sentences before: the last event that somebody asserted there. A denial is taken
//! so only from a party to that event, or from whoever says that they cannot confirm it. Next: `statement`.

use crate::attribution::{Attribution, Speaker};
use crate::discourse::Memory;
use crate::grammar::Opener;
use crate::parse::Parse;
use crate::statement::{self, Draft, Place, Voice};
use headstamp_model::{Basis, Certainty, Polarity, Source, Span, Statement, Trace};
use headstamp_packs::schema::Stance;

/// How many sentences back the denied event may stand.
const REACH: usize = 4;

/// A denial, or that somebody cannot say: whose it is and what it makes of what was told.
struct Denial<'a> {
    attribution: &'a Attribution,
    polarity: Polarity,
    voice: Voice,
    source: Source,
    source_span: Span,
}

/// The denials of a sentence whose source is named.
fn denials<'a>(
    parse: &Parse<'_>,
    memory: &Memory,
    attributions: &'a [Attribution],
) -> Vec<Denial<'a>> {
    attributions
        .iter()
        .filter(|attribution| attribution.speaker != Speaker::Nobody)
        .filter_map(|attribution| {
            let polarity = match attribution.stance {
                Stance::Denies => Polarity::Negative,
                Stance::CannotSay => Polarity::Unknown,
                _ => return None,
            };
            let voice = statement::own_voice(parse, memory, attribution);
            Some(Denial {
                attribution,
                polarity,
                source: voice.source.clone()?,
                source_span: voice.source_span?,
                voice,
            })
        })
        .collect()
}

impl Denial<'_> {
    /// Makes a statement of somebody else this one's: polarity, source and relays, with their words.
    fn take_over(&self, parse: &Parse<'_>, statement: &mut Statement) {
        let reason = format!("{} ({})", self.attribution.rule, self.attribution.origin);
        statement.polarity = self.polarity;
        statement.certainty = Certainty::Certain;
        statement.source = Some(self.source.clone());
        statement.via = self.voice.via.iter().map(|(via, _)| via.clone()).collect();
        statement.traces.retain(|t| {
            t.field != "source" && t.field != "polarity" && !t.field.starts_with("via")
        });
        for (field, span) in [
            (
                "polarity",
                parse.tagged.span(self.attribution.tokens.clone()),
            ),
            ("source", self.source_span),
        ] {
            statement.traces.push(Trace {
                field: field.into(),
                spans: vec![span],
                reason: reason.clone(),
            });
        }
    }
}

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
    for denial in denials(parse, memory, attributions) {
        // only of things that move or are made: what else was told is seldom what is denied
        let moves =
            |draft: &&Draft| !draft.statement.items.is_empty() && phased(&draft.statement.event);
        let party = |draft: &&Draft| {
            denial.polarity == Polarity::Unknown
                || draft
                    .statement
                    .roles
                    .values()
                    .flatten()
                    .any(|id| denial.source.state.as_deref() == Some(id.as_str()))
        };
        let told = before
            .iter()
            .rev()
            .filter(|d| place.sentence - d.sentence <= REACH && d.sentence < place.sentence)
            .filter(|d| d.statement.polarity == Polarity::Positive)
            .filter(moves)
            .find(party);
        let Some(told) = told else { continue };
        let attribution = denial.attribution;
        let mut statement = told.statement.clone();
        statement.span = parse.tagged.span(quoted(parse, attribution));
        statement
            .span
            .of(parse.tagged.text)
            .clone_into(&mut statement.quote);
        statement.basis = Basis::Unstated;
        statement.time = None;
        let cue = parse.tagged.span(attribution.tokens.clone());
        let roles = statement.roles.keys().map(|role| format!("roles.{role}"));
        let items = (0..statement.items.len()).map(|index| format!("items.{index}.class"));
        statement.traces = ["type".to_owned(), "phase".to_owned()]
            .into_iter()
            .chain(roles)
            .chain(items)
            .map(|field| Trace {
                field,
                spans: vec![cue],
                reason: "as in the event told before, which this denies or leaves open".into(),
            })
            .collect();
        denial.take_over(parse, &mut statement);
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
    denials(parse, memory, attributions)
        .into_iter()
        .filter(|denial| {
            let attribution = denial.attribution;
            // `the firm, which denied any part` speaks of itself; here another speaks of the main clause
            let own = matches!(attribution.speaker, Speaker::Mention(index)
                if parse.clause_of(index) == attribution.clause);
            parse.clauses.list[attribution.clause].opener == Some(Opener::Relative)
                && attribution.scope.is_empty()
                && own
        })
        .filter_map(|denial| {
            let attribution = denial.attribution;
            let mut told = drafts
                .iter()
                .filter(|d| d.at < attribution.tokens.start && d.clause != attribution.clause)
                .rfind(|d| d.statement.polarity == Polarity::Positive)?
                .clone();
            denial.take_over(parse, &mut told.statement);
            Some(told)
        })
        .collect()
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
