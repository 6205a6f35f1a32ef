//! The derivation of a reading: every hit with its place and the pack entry behind it.
//!
//! One record per thing that took part. It is the debugger of pack authors and the form of a bug
//! report; `headstamp explain` prints it.

use crate::frames::{Frame, frames};
use crate::lexicon::{NameForm, Part, Sense};
use crate::mentions::Kind;
use crate::parse::Parse;
use crate::read::{Reader, UnknownLanguage};
use headstamp_model::{CharOffsets, Document, Span};
use serde::Serialize;

/// A record of a derivation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// Document id.
    pub doc: String,
    /// `sentence`, `clause`, `number`, `date`, `actor`, `item`, `phrase`, `trigger`, `operator`, `cue`, `attribution`, `frame`, `modality`, `basis`, `function`.
    pub kind: &'static str,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// First character.
    pub char_start: usize,
    /// One past the last character.
    pub char_end: usize,
    /// The words.
    pub text: String,
    /// What they mean: an actor id, an item class, a rule id, a clause's opener.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Lower bound of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper bound of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Precision of a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<String>,
    /// Further facts in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// File of the pack entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line of the pack entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

impl Reader {
    /// Whether an attribution of a rule stands over a clause of a document.
    pub(crate) fn attributes(&self, document: &Document, rule: &str) -> bool {
        let Ok(language) = self.language(document) else {
            return false;
        };
        let text = language.cut(&document.text);
        let names = crate::read::names(&text, language.lexicon.orthography.noun_capitals);
        let parsed = language.parse(&document.text, &text, document.published.as_deref(), &names);
        let mut all = parsed.attributions.iter().flatten();
        all.any(|found| *found.rule == *rule && !found.scope.is_empty())
    }

    /// Derives a document.
    ///
    /// # Errors
    /// When there is no pack for its language.
    pub fn explain(&self, document: &Document) -> Result<Vec<Record>, UnknownLanguage> {
        let language = self.language(document)?;
        let text = language.cut(&document.text);
        let names = crate::read::names(&text, language.lexicon.orthography.noun_capitals);
        let parsed = language.parse(&document.text, &text, document.published.as_deref(), &names);
        let offsets = CharOffsets::new(&document.text);
        let mut out = Vec::new();
        let record = |kind: &'static str, span: Span, value: Option<String>| {
            let chars = offsets.span(span);
            Record {
                doc: document.id.clone(),
                kind,
                start: span.start,
                end: span.end,
                char_start: chars.start,
                char_end: chars.end,
                text: span.of(&document.text).to_owned(),
                value,
                low: None,
                high: None,
                precision: None,
                note: None,
                file: None,
                line: None,
            }
        };
        for (index, parse) in parsed.sentences.iter().enumerate() {
            out.push(record("sentence", text.sentences[index].span, None));
            for (number, clause) in parse.clauses.list.iter().enumerate() {
                let value = clause
                    .opener
                    .map_or_else(|| "main".to_owned(), |o| format!("{o:?}").to_lowercase());
                for range in &clause.ranges {
                    let mut found = record(
                        "clause",
                        parse.tagged.span(range.clone()),
                        Some(value.clone()),
                    );
                    found.note = Some(match clause.parent {
                        Some(parent) => format!("clause {number} under {parent}"),
                        None => format!("clause {number}"),
                    });
                    out.push(found);
                }
            }
            for number in &parse.tagged.numbers {
                // a date's own digits are the date, not a count
                if number.tokens.clone().all(|t| parse.tagged.in_date(t)) {
                    continue;
                }
                let mut found = record("number", number.span, None);
                found.low = number.low;
                found.high = number.high;
                out.push(found);
            }
            for date in &parse.tagged.dates {
                let mut found = record("date", date.span, Some(date.value.clone()));
                found.precision = Some(format!("{:?}", date.precision).to_lowercase());
                out.push(found);
            }
            for hit in &parse.tagged.hits {
                let entry = parse.tagged.lexicon.entry(hit);
                let (kind, value) = describe(parse.tagged.lexicon, &entry.sense);
                let mut found = record(kind, parse.tagged.span(hit.tokens.clone()), Some(value));
                found.file = Some(entry.origin.file.to_string());
                found.line = Some(entry.origin.line);
                found.note = match hit.part {
                    Part::Whole => None,
                    Part::Modifier => Some("first part of a compound".to_owned()),
                    Part::Head => Some("head of a compound".to_owned()),
                };
                out.push(found);
            }
            for (at, mention) in parse.mentions.iter().enumerate() {
                let value = mention
                    .actors
                    .iter()
                    .map(|a| a.id.to_string())
                    .chain(mention.item.iter().map(|i| i.class.to_string()))
                    .collect::<Vec<_>>()
                    .join(",");
                let mut found = record(
                    "phrase",
                    parse.tagged.span(mention.start()..mention.tokens.end),
                    Some(value),
                );
                let kind = match mention.kind {
                    Kind::Party => "party",
                    Kind::Item => "item",
                    Kind::Event => "event",
                    Kind::Place => "place",
                    Kind::Pronoun => "pronoun",
                    Kind::Number => "number",
                };
                let governed = mention
                    .governed_by()
                    .map(|p| format!(" after `{p}`"))
                    .unwrap_or_default();
                found.note = Some(format!(
                    "{kind} {at} in clause {}{governed}",
                    parse.clause_of(at)
                ));
                out.push(found);
            }
            for attribution in &parsed.attributions[index] {
                let mut found = record(
                    "attribution",
                    parse.tagged.span(attribution.tokens.clone()),
                    Some(attribution.rule.to_string()),
                );
                found.note = Some(format!(
                    "{:?} by {:?} via {:?} over clauses {:?}{}",
                    attribution.stance,
                    attribution.speaker,
                    attribution.via,
                    attribution.scope,
                    if attribution.backward {
                        ", the sentence before"
                    } else {
                        ""
                    }
                ));
                found.file = Some(attribution.origin.file.to_string());
                found.line = Some(attribution.origin.line);
                out.push(found);
            }
            let attributions = &parsed.attributions[index];
            for frame in frames(parse, &language.constructions, attributions) {
                let entry = &parse.tagged.lexicon.triggers[frame.word.index];
                let mut found = record(
                    "frame",
                    parse.tagged.span(frame.word.at..frame.word.end),
                    Some(entry.rule.to_string()),
                );
                found.note = Some(filled(parse, &frame));
                found.file = Some(entry.origin.file.to_string());
                found.line = Some(entry.origin.line);
                out.push(found);
            }
        }
        Ok(out)
    }
}

/// What fills the roles of a frame, before the document's memory and the pack's conditions.
fn filled(parse: &Parse<'_>, frame: &Frame) -> String {
    let words = |mention: usize| {
        parse
            .mentions
            .get(mention)
            .map_or("", |m| parse.tagged.words(m.tokens.clone()))
    };
    let slots = frame.slots.iter().map(|slot| {
        let who = match (slot.mention, &slot.actor) {
            (Some(mention), _) => words(mention),
            (None, Some(actor)) => &actor.id,
            (None, None) => "",
        };
        format!("{}: {who} ({})", slot.role, slot.function)
    });
    let items = frame.items.iter().map(|i| format!("item: {}", words(*i)));
    slots.chain(items).collect::<Vec<_>>().join(", ")
}

fn describe(lexicon: &crate::lexicon::Lexicon, sense: &Sense) -> (&'static str, String) {
    match sense {
        Sense::Actor { id, form } => {
            let form = match form {
                NameForm::Name => "name",
                NameForm::Adjective => "adjective",
                NameForm::Inhabitant => "inhabitant",
                NameForm::Seat => "seat",
                NameForm::Institution => "institution",
            };
            ("actor", format!("{id} ({form})"))
        }
        Sense::Noun(index) => (
            "actor",
            format!("{:?}", lexicon.nouns[*index].kind).to_lowercase(),
        ),
        Sense::Outlet(index) => ("actor", format!("outlet {}", lexicon.outlets[*index].id)),
        Sense::Place(state) => ("place", state.to_string()),
        Sense::Item(index) => {
            let item = &lexicon.items[*index];
            (
                "item",
                item.name
                    .as_ref()
                    .map_or_else(|| item.class.to_string(), |n| format!("{} {n}", item.class)),
            )
        }
        Sense::Unit(unit, _) => ("item", format!("unit {unit}")),
        Sense::Trigger(index, form) => (
            "trigger",
            format!("{} {form:?}", lexicon.triggers[*index].rule),
        ),
        Sense::Operator(index, form) => (
            "operator",
            format!("{} {form:?}", lexicon.operators[*index].rule),
        ),
        Sense::Cue(index, form) => ("cue", format!("{} {form:?}", lexicon.cues[*index].rule)),
        Sense::Adverb(index) => ("modality", lexicon.adverbs[*index].rule.to_string()),
        Sense::Modal(index) => ("modality", lexicon.modals[*index].rule.to_string()),
        Sense::Negation(form) => ("modality", format!("negation {form:?}").to_lowercase()),
        Sense::Basis(basis) => ("basis", basis.to_string()),
        other => ("function", format!("{other:?}").chars().take(60).collect()),
    }
}
