//! Who speaks: a phrase as a source with its name, kind and state.
//!
//! Names are given as printed; a person known from earlier in the text keeps the office it was introduced with; a text
//! speaks for whose it is. Next: `statement`.

use super::Memory;
use crate::lexicon::NameForm;
use crate::mentions::{Kind, Mention};
use crate::parse::Parse;
use headstamp_model::{Source, SourceKind, Span};
use headstamp_packs::schema::NounKind;

impl Memory {
    /// The source that a phrase is, with its words.
    pub fn source(&self, parse: &Parse<'_>, index: usize) -> Option<(Source, Span)> {
        let mention = parse.mentions.get(index)?;
        let span = parse.tagged.span(mention.tokens.clone());
        let printed = |range: std::ops::Range<usize>| -> Option<String> {
            let start = range
                .clone()
                .find(|i| {
                    parse.tagged.article(*i).is_none()
                        && parse.tagged.pronoun(*i).is_none_or(<[_]>::is_empty)
                        && !parse.tagged.is_punct(*i)
                })
                .unwrap_or(range.start);
            let mut end = range.end;
            while end > start + 1 && parse.tagged.is_punct(end - 1) {
                end -= 1;
            }
            let words = parse.tagged.words(start..end);
            (!words.is_empty()).then(|| words.to_owned())
        };
        if mention.kind == Kind::Pronoun {
            let spoken = self.speaker.as_ref()?;
            return Some((spoken.source.clone(), span));
        }
        if mention.kind == Kind::Place {
            return None;
        }
        if mention.outlet.is_some() {
            return Some((
                Source {
                    name: printed(mention.head.clone()),
                    kind: SourceKind::Media,
                    state: None,
                },
                span,
            ));
        }
        if let Some(person) = self.person(parse, mention) {
            return Some((person.source.clone(), span));
        }
        let state = mention.state.as_ref().map(|s| s.id.to_string());
        // `a report says`: a text speaks for whose it is, and for nobody where that is not said
        let text = mention.noun.is_some_and(|(_, k)| k == NounKind::Text);
        // `a leaked American cable`: a paper of a state speaks for its government
        if text && let Some(state) = &state {
            return Some((
                Source {
                    name: printed(mention.tokens.clone()),
                    kind: SourceKind::Government,
                    state: Some(state.clone()),
                },
                span,
            ));
        }
        if text && mention.name.is_none() && mention.actors.is_empty() {
            let owner = parse
                .mentions
                .iter()
                .position(|m| m.possesses == Some(index) && m.kind == Kind::Party)?;
            return self.source(parse, owner).filter(|_| owner != index);
        }
        let kind = kind_of(mention);
        if let Some(kind) = kind.filter(|_| mention.noun.is_some()) {
            let name = mention
                .name
                .clone()
                .and_then(printed)
                .or_else(|| printed(mention.tokens.clone()));
            // `its defence ministry`: the state that the pronoun means
            let owner = || -> Option<String> {
                let owners = self.owner(parse, index)?;
                let [owner] = owners.as_slice() else {
                    return None;
                };
                owner.is_state().then(|| owner.id.to_string())
            };
            let office = matches!(kind, SourceKind::Official | SourceKind::Government);
            let state = state.or_else(|| owner().filter(|_| mention.possessed && office));
            let state = state.or_else(|| {
                let spoken = self.speaker.as_ref()?;
                let same = matches!(
                    (kind, spoken.source.kind),
                    (
                        SourceKind::Official | SourceKind::Government,
                        SourceKind::Official | SourceKind::Government
                    )
                );
                (same && mention.definite == Some(true))
                    .then(|| spoken.source.state.clone())
                    .flatten()
            });
            return Some((Source { name, kind, state }, span));
        }
        if let (Some(actor), Some(kind)) = (mention.actors.first(), kind) {
            return Some((
                Source {
                    name: printed(mention.head.clone())
                        .filter(|_| mention.form != Some(NameForm::Adjective)),
                    kind,
                    state: actor.is_state().then(|| actor.id.to_string()),
                },
                span,
            ));
        }
        let name = mention.name.clone().and_then(printed)?;
        Some((
            Source {
                name: Some(name),
                kind: SourceKind::Person,
                state: None,
            },
            span,
        ))
    }
}

/// The kind of source that a phrase makes; `None` for a bare name.
pub fn kind_of(mention: &Mention) -> Option<SourceKind> {
    if mention.outlet.is_some() {
        return Some(SourceKind::Media);
    }
    if let Some((_, kind)) = mention.noun {
        return Some(source_kind(kind, mention.state.is_some()));
    }
    mention.actors.first().map(|actor| {
        if actor.is_state() {
            SourceKind::Government
        } else {
            SourceKind::Organisation
        }
    })
}

/// The kind of source that a noun makes.
fn source_kind(kind: NounKind, has_state: bool) -> SourceKind {
    match kind {
        NounKind::Government | NounKind::Country => SourceKind::Government,
        NounKind::Official => SourceKind::Official,
        NounKind::Company | NounKind::Organisation | NounKind::Group | NounKind::Text => {
            SourceKind::Organisation
        }
        NounKind::Media => SourceKind::Media,
        NounKind::Expert => SourceKind::Expert,
        NounKind::Anonymous if has_state => SourceKind::Official,
        NounKind::Anonymous => SourceKind::Anonymous,
        NounKind::Person => SourceKind::Person,
    }
}
