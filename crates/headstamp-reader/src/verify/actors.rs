//! Who fills a role: an actor that the contract knows and that words of the document name.
//!
//! The name itself, its adjective, seat, inhabitants or institution may stand in the quote, in its sentence, or
//! elsewhere when a pronoun, a definite mention or nothing at all stands for it in the quote.

use super::ground::named_by;
use super::refusal::{Refusal, list};
use super::{Checking, Verifier, legal};
use crate::mentions::body_id;
use crate::text::{Token, tokenize};
use headstamp_model::Span;
use headstamp_packs::schema::SharedEvent;
use std::collections::BTreeMap;

/// Roles with the actors that fill them.
pub(super) type Roles = BTreeMap<String, Vec<String>>;

impl Verifier<'_> {
    pub(super) fn roles(&self, event: &SharedEvent, checking: &mut Checking<'_>) -> Roles {
        let mut out = Roles::new();
        for (role, actors) in &checking.foreign.roles {
            let field = format!("roles.{role}");
            if !event.roles.contains(role) {
                checking.refuse(
                    field,
                    Refusal::RoleUnknown {
                        event: checking.event.to_owned(),
                        role: role.clone(),
                        known: list(&event.roles),
                    },
                );
                continue;
            }
            for given in actors {
                match self.actor(given, event.state_roles.contains(role), checking) {
                    Ok((id, spans, reason)) => {
                        let filled = out.entry(role.clone()).or_default();
                        if !filled.contains(&id) {
                            filled.push(id);
                            checking.trace(field.clone(), spans, reason);
                        }
                    }
                    Err(refusal) => checking.refuse(field.clone(), refusal),
                }
            }
        }
        out
    }

    /// The id of an actor, the words that name it, and why these do.
    fn actor(
        &self,
        given: &str,
        only_states: bool,
        checking: &Checking<'_>,
    ) -> Result<(String, Vec<Span>, String), Refusal> {
        let shared = self.reader.shared();
        let unknown = || Refusal::ActorUnknown {
            given: given.to_owned(),
        };
        let id = if checking.foreign.in_words {
            self.actor_of(given)
                .ok_or_else(|| Refusal::ActorNotInText {
                    given: given.to_owned(),
                })?
        } else {
            given.to_owned()
        };
        if !legal::is_actor(shared, &id) {
            return Err(unknown());
        }
        if only_states && !shared.states.contains_key(&id) {
            return Err(Refusal::ActorNoState { given: id });
        }
        let (spans, reason) = self
            .words_for(&id, checking)
            .ok_or_else(|| Refusal::ActorNotInText { given: id.clone() })?;
        Ok((id, spans, reason))
    }

    /// Words of the document that name an actor, and how they are tied to the quote.
    pub(super) fn words_for(
        &self,
        id: &str,
        checking: &Checking<'_>,
    ) -> Option<(Vec<Span>, String)> {
        let (span, sentences) = (checking.span, checking.sentences);
        if let Some(named) = self.ground.named(id, span, sentences) {
            let tie = match named.sentence {
                None => "",
                Some(s) if s >= sentences.0 && s <= sentences.1 => "",
                Some(_) => ", elsewhere in the document",
            };
            return Some((
                named.span.into_iter().collect(),
                format!("{}{tie}", named.reason),
            ));
        }
        let slug = id.strip_prefix("org:").unwrap_or(id);
        let known = self.reader.shared().actors.get(id);
        let stands = self.ground.words.slug(slug, sentences.0).or_else(|| {
            known.and_then(|actor| self.ground.words.find(&actor.value.name, sentences.0))
        });
        stands
            .filter(|_| id.starts_with("org:") || known.is_some())
            .map(|span| {
                (
                    span.into_iter().collect(),
                    "its name stands here".to_owned(),
                )
            })
    }

    /// The actor that words of the text name.
    pub(super) fn actor_of(&self, given: &str) -> Option<String> {
        let lower = !given.chars().any(char::is_uppercase);
        if lower && legal::is_actor(self.reader.shared(), given) {
            return Some(given.to_owned());
        }
        let tokens: Vec<Token> = tokenize(given).collect();
        let language = self.ground.language;
        let lexicon = &language.lexicon;
        let mut hits = lexicon.hits(given, &tokens, &lexicon.known(&tokens));
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.tokens.len()), hit.tokens.start));
        let named = hits
            .iter()
            .find_map(|hit| named_by(language, lexicon.sense(hit)))
            .map(|(id, _)| id.to_string());
        named.or_else(|| {
            // a name that no list knows, as the contract writes it
            let capital = given.chars().next().is_some_and(char::is_uppercase);
            let plain = given
                .chars()
                .all(|c| c.is_alphanumeric() || c == ' ' || c == '-');
            (capital && plain).then(|| format!("org:{}", body_id(given)))
        })
    }
}
