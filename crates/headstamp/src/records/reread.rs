//! What reading a document again changes, as it is printed: a row per statement or review.

use super::{StatementOut, short, text};
use crate::display;
use crate::output::Record;
use headstamp::{
    ledger::{Change, FieldChange, ReviewRecord},
    model::{CharOffsets, Document, Statement},
};
use serde::Serialize;
use serde_json::Value;

/// One change in a document.
pub(crate) struct RereadOut<'a> {
    pub(crate) document: &'a Document,
    pub(crate) key: &'a str,
    pub(crate) what: What<'a>,
}

/// What changes.
pub(crate) enum What<'a> {
    /// A statement that was not read before.
    New(&'a Statement),
    /// A statement that is read no more.
    Gone(&'a Statement),
    /// A statement that is read otherwise.
    Changed(&'a Change),
    /// A review that goes with its statement.
    Followed(&'a ReviewRecord),
    /// A review that fits no statement any more.
    Unattached(&'a ReviewRecord),
}

impl What<'_> {
    fn word(&self) -> &'static str {
        match self {
            Self::New(_) => "new",
            Self::Gone(_) => "gone",
            Self::Changed(_) => "changed",
            Self::Followed(_) => "review",
            Self::Unattached(_) => "unattached",
        }
    }

    /// The statement as it is read now, or as it was when it is gone.
    fn statement(&self) -> Option<&Statement> {
        match self {
            Self::New(statement) | Self::Gone(statement) => Some(statement),
            Self::Changed(change) => Some(&change.new),
            Self::Followed(_) | Self::Unattached(_) => None,
        }
    }

    fn review(&self) -> Option<&ReviewRecord> {
        match self {
            Self::Followed(review) | Self::Unattached(review) => Some(review),
            _ => None,
        }
    }

    fn fields(&self) -> &[FieldChange] {
        match self {
            Self::Changed(change) => &change.fields,
            _ => &[],
        }
    }

    /// The statement before, where it has another id now or none.
    fn old_id(&self) -> Option<&str> {
        match self {
            Self::Changed(change) => Some(&change.old.id),
            Self::Followed(review) | Self::Unattached(review) => Some(&review.decided_on),
            Self::New(_) | Self::Gone(_) => None,
        }
    }

    fn id(&self) -> Option<&str> {
        match self {
            Self::Followed(review) | Self::Unattached(review) => review.statement.as_deref(),
            _ => self.statement().map(|statement| statement.id.as_str()),
        }
    }

    fn event(&self) -> &str {
        let reviewed = self.review().map(|review| review.event.as_str());
        let event = self.statement().map(|statement| statement.event.as_str());
        event.or(reviewed).unwrap_or_default()
    }

    fn quote(&self) -> &str {
        let reviewed = self.review().map(|review| review.quote.as_str());
        let quote = self.statement().map(|statement| statement.quote.as_str());
        quote.or(reviewed).unwrap_or_default()
    }

    /// What there is to say: the differing fields, the statement in short, the decision.
    fn told(&self) -> String {
        match self {
            Self::New(statement) | Self::Gone(statement) => in_short(statement),
            Self::Changed(change) => {
                let mut lines = vec![format!("{} {}", change.new.event, change.new.phase)];
                lines.extend(change.fields.iter().map(|field| {
                    let (old, new) = (
                        value(&change.old, &field.field),
                        value(&change.new, &field.field),
                    );
                    format!("{}: {old} -> {new}", field.field)
                }));
                lines.join("\n")
            }
            Self::Followed(review) => {
                format!(
                    "{} by {}: goes with its statement",
                    review.decision, review.who
                )
            }
            Self::Unattached(review) => format!(
                "{} by {}: fits no statement any more",
                review.decision, review.who
            ),
        }
    }
}

fn in_short(statement: &Statement) -> String {
    let parts = [
        format!("{} {}", statement.event, statement.phase),
        display::parties(&statement.roles, &str::to_owned),
        display::items(&statement.items),
        format!(
            "{} ({})",
            display::source(statement.source.as_ref(), &statement.via),
            display::stance(statement)
        ),
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

/// A field of a statement in a few words; a dash when it is empty.
fn value(statement: &Statement, field: &str) -> String {
    let shown = match field {
        "quote" => format!("`{}`", statement.quote),
        "span" => format!("{}..{}", statement.span.start, statement.span.end),
        "phase" => statement.phase.to_string(),
        "polarity" => statement.polarity.to_string(),
        "certainty" => statement.certainty.to_string(),
        "basis" => statement.basis.to_string(),
        "time" => text(statement.time.as_ref()),
        "items" => display::items(&statement.items).replace('\n', "; "),
        "source" => display::source(statement.source.as_ref(), &[]),
        "via" => {
            let relays = statement.via.iter();
            let relays = relays.map(|via| {
                let name = via.name.clone();
                name.unwrap_or_else(|| display::speaker(None, via.kind, via.state.as_deref()))
            });
            relays.collect::<Vec<_>>().join("; ")
        }
        _ => {
            let role = field.strip_prefix("roles.").unwrap_or_default();
            let actors = statement.roles.get(role).map(|actors| actors.join(", "));
            actors.unwrap_or_default()
        }
    };
    if shown.is_empty() {
        "\u{2013}".to_owned()
    } else {
        shown
    }
}

#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    document: &'a str,
    publisher: Option<&'a str>,
    published: Option<&'a str>,
    title: Option<&'a str>,
    what: &'static str,
    id: Option<&'a str>,
    old_id: Option<&'a str>,
    #[serde(rename = "type")]
    event: &'a str,
    quote: &'a str,
    fields: &'a [FieldChange],
    /// As `read` prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'a ReviewRecord>,
}

impl Record for RereadOut<'_> {
    const HEADING: &'static [&'static str] =
        &["document", "what", "statement", "what it says", "quote"];
    const COLUMNS: &'static [&'static str] = &[
        "doc",
        "document",
        "publisher",
        "published",
        "title",
        "what",
        "id",
        "old_id",
        "type",
        "told",
        "quote",
    ];

    fn row(&self) -> Vec<String> {
        let what = &self.what;
        let ids = match (what.old_id().map(short), what.id().map(short)) {
            (Some(old), Some(new)) if old != new => format!("{old} -> {new}"),
            (old, new) => new.or(old).unwrap_or_default().to_owned(),
        };
        vec![
            self.document.id.clone(),
            what.word().to_owned(),
            ids,
            what.told(),
            what.quote().to_owned(),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let (document, what) = (self.document, &self.what);
        let known = |text: Option<&str>| text.unwrap_or_default().to_owned();
        vec![
            document.id.clone(),
            self.key.to_owned(),
            text(document.publisher.as_ref()),
            text(document.published.as_ref()),
            text(document.title.as_ref()),
            what.word().to_owned(),
            known(what.id()),
            known(what.old_id()),
            what.event().to_owned(),
            what.told().replace('\n', "; "),
            what.quote().to_owned(),
        ]
    }

    fn line(&self) -> impl Serialize {
        let (document, what) = (self.document, &self.what);
        Line {
            doc: &document.id,
            document: self.key,
            publisher: document.publisher.as_deref(),
            published: document.published.as_deref(),
            title: document.title.as_deref(),
            what: what.word(),
            id: what.id(),
            old_id: what.old_id(),
            event: what.event(),
            quote: what.quote(),
            fields: what.fields(),
            statement: what.statement().map(|statement| {
                let offsets = CharOffsets::new(&document.text);
                let read = StatementOut::read(statement.clone(), &offsets);
                serde_json::to_value(read.json()).unwrap_or_default()
            }),
            review: what.review(),
        }
    }
}
