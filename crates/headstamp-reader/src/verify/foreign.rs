//! Statements as other readers give them: words for ids are allowed, and nothing is believed yet. Next: the verifier.

use headstamp_model::{Item, Source, Span, Statement};
use std::collections::BTreeMap;

/// A source or relay as another reader gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForeignSource {
    /// As printed.
    pub name: Option<String>,
    /// Kind of source; read from the text where it is left out.
    pub kind: Option<String>,
    /// State that it speaks for.
    pub state: Option<String>,
}

/// A statement as another reader gives it: nothing of it is believed yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Foreign {
    /// The words that carry it.
    pub quote: String,
    /// Where the quote stands, in bytes, if that was said.
    pub at: Option<Offsets>,
    /// Event type.
    pub event: String,
    /// Phase; `completed` where it is left out.
    pub phase: Option<String>,
    /// Role to actors.
    pub roles: BTreeMap<String, Vec<String>>,
    /// Things.
    pub items: Vec<Item>,
    /// Polarity; `positive` where it is left out.
    pub polarity: Option<String>,
    /// Certainty; `certain` where it is left out.
    pub certainty: Option<String>,
    /// Source.
    pub source: Option<ForeignSource>,
    /// Relays, nearest the source first.
    pub via: Vec<ForeignSource>,
    /// Basis; `unstated` where it is left out.
    pub basis: Option<String>,
    /// When it happened.
    pub time: Option<String>,
    /// Whether actors, classes and dates are words of the text instead of ids.
    pub in_words: bool,
    /// Words that stand together in the text, for a statement without a quote.
    pub words: Vec<String>,
}

/// Where a quote is said to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offsets {
    /// In bytes; `None` when the offsets lie outside the text or inside a character.
    pub bytes: Option<Span>,
    /// As they were given, for people.
    pub given: String,
}

impl From<&Statement> for Foreign {
    fn from(statement: &Statement) -> Self {
        let source = |source: &Source| ForeignSource {
            name: source.name.clone(),
            kind: Some(source.kind.word().to_owned()),
            state: source.state.clone(),
        };
        Self {
            quote: statement.quote.clone(),
            at: Some(Offsets {
                bytes: Some(statement.span),
                given: format!("bytes {}..{}", statement.span.start, statement.span.end),
            }),
            event: statement.event.clone(),
            phase: Some(statement.phase.word().to_owned()),
            roles: statement.roles.clone(),
            items: statement.items.clone(),
            polarity: Some(statement.polarity.word().to_owned()),
            certainty: Some(statement.certainty.word().to_owned()),
            source: statement.source.as_ref().map(source),
            via: statement
                .via
                .iter()
                .map(|via| ForeignSource {
                    name: via.name.clone(),
                    kind: Some(via.kind.word().to_owned()),
                    state: via.state.clone(),
                })
                .collect(),
            basis: Some(statement.basis.word().to_owned()),
            time: statement.time.clone(),
            in_words: false,
            words: Vec::new(),
        }
    }
}
