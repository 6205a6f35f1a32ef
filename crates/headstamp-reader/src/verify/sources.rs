//! Who stands behind a statement, who passed it on, and on what it rests.

use super::actors::Roles;
use super::refusal::Refusal;
use super::{Checking, ForeignSource, Verifier, legal};
use crate::discourse::kind_of;
use crate::lexicon::Sense;
use crate::mentions::Mention;
use crate::parse::Parse;
use headstamp_model::{Basis, Source, SourceKind, Span, Via};
use headstamp_packs::schema::Stance;

/// Sentences around the quote in which a word may tell what it rests on.
const REACH: usize = 2;

/// A source or relay with the words that name it.
struct Found {
    name: Option<String>,
    kind: SourceKind,
    state: Option<String>,
    spans: Vec<Span>,
}

impl Verifier<'_> {
    /// The source; a statement without its source would be another statement, so what is wrong with it refuses all.
    pub(super) fn source(&self, checking: &mut Checking<'_>) -> Result<Option<Source>, Refusal> {
        let Some(given) = &checking.foreign.source else {
            return Ok(None);
        };
        let found = self.found(given, "source", checking)?;
        let Some(found) = found else {
            let given = given.name.clone().unwrap_or_default();
            return Err(Refusal::SourceNotInText { given });
        };
        checking.trace("source", found.spans, "named as the source");
        Ok(Some(Source {
            name: found.name,
            kind: found.kind,
            state: found.state,
        }))
    }

    pub(super) fn relays(&self, checking: &mut Checking<'_>) -> Vec<Via> {
        let mut out = Vec::new();
        for (index, given) in checking.foreign.via.iter().enumerate() {
            let field = format!("via.{index}");
            match self.found(given, &field, checking) {
                Ok(Some(found)) => {
                    let place = out.len();
                    checking.trace(format!("via.{place}"), found.spans, "named as a relay");
                    out.push(Via {
                        name: found.name,
                        kind: found.kind,
                        state: found.state,
                    });
                }
                Ok(None) => {
                    let given = given.name.clone().unwrap_or_default();
                    checking.refuse(field, Refusal::RelayNotInText { given });
                }
                Err(refusal) => checking.refuse(field, refusal),
            }
        }
        out
    }

    /// A source or relay as the document names it; `None` when it does not.
    fn found(
        &self,
        given: &ForeignSource,
        field: &str,
        checking: &mut Checking<'_>,
    ) -> Result<Option<Found>, Refusal> {
        let near = checking.sentences.0;
        let name = given
            .name
            .as_deref()
            .map(str::trim)
            .filter(|n| !n.is_empty());
        let mut spans = Vec::new();
        if let Some(name) = name {
            let Some(stands) = self.ground.words.find(name, near) else {
                return Ok(None);
            };
            spans.extend(stands);
        }
        let mentions = self.mentions_at(name);
        let kind = match &given.kind {
            Some(kind) => legal::word(kind, "kind of source")?,
            None => mentions
                .iter()
                .find_map(|(m, _)| kind_of(m))
                .unwrap_or(SourceKind::Person),
        };
        let given_state = match (&given.state, checking.foreign.in_words) {
            (Some(state), true) => Some(self.actor_of(state).unwrap_or_else(|| state.clone())),
            (None, true) => own_state(&mentions),
            (state, false) => state.clone(),
        };
        let state = given_state.and_then(|state| {
            match self.source_state(&state, name, &mentions, checking) {
                Ok(more) => {
                    if spans.is_empty() {
                        spans = more;
                    }
                    Some(state)
                }
                Err(refusal) => {
                    checking.refuse(format!("{field}.state"), refusal);
                    None
                }
            }
        });
        Ok(Some(Found {
            name: name.map(str::to_owned),
            kind,
            state,
            spans,
        }))
    }

    /// The words that name the state that a source speaks for.
    fn source_state(
        &self,
        state: &str,
        name: Option<&str>,
        mentions: &[(&Mention, Span)],
        checking: &Checking<'_>,
    ) -> Result<Vec<Span>, Refusal> {
        let given = state.to_owned();
        if !legal::is_actor(self.reader.shared(), state) {
            return Err(Refusal::ActorUnknown { given });
        }
        let Some((spans, _)) = self.words_for(state, checking) else {
            return Err(Refusal::SourceStateNotInText { given });
        };
        // only where every phrase with the name says itself whose it is
        let told: Option<Vec<&str>> = mentions
            .iter()
            .map(|(m, span)| {
                let state = m.state.as_ref().filter(|s| span.contains(s.span))?;
                Some(&*state.id)
            })
            .collect();
        if let (Some(name), Some(told)) = (name, told)
            && let Some(first) = told.first()
            && !told.contains(&state)
        {
            return Err(Refusal::SourceStateOther {
                name: name.to_owned(),
                given,
                found: (*first).to_owned(),
            });
        }
        Ok(spans)
    }

    /// The phrases of the document in which a name stands.
    fn mentions_at(&self, name: Option<&str>) -> Vec<(&Mention, Span)> {
        let Some(name) = name else { return Vec::new() };
        let mut out = Vec::new();
        for (sentence, parse) in self.ground.parsed.sentences.iter().enumerate() {
            let Some(Some(span)) = self.ground.words.find(name, sentence) else {
                continue;
            };
            let phrases = parse.mentions.iter().chain(&parse.introduced);
            out.extend(
                phrases
                    .map(|m| (m, parse.tagged.span(m.tokens.clone())))
                    .filter(|(_, whole)| whole.overlaps(span)),
            );
        }
        out
    }

    pub(super) fn basis(
        &self,
        checking: &mut Checking<'_>,
        roles: &Roles,
        source: Option<&Source>,
    ) -> Basis {
        let Some(given) = checking.foreign.basis.as_deref() else {
            return Basis::Unstated;
        };
        let basis: Basis = match legal::word(given, "basis") {
            Ok(basis) => basis,
            Err(refusal) => {
                checking.refuse("basis", refusal);
                return Basis::Unstated;
            }
        };
        if basis == Basis::Unstated {
            return basis;
        }
        let party = source.and_then(|s| s.state.as_ref()).is_some_and(|state| {
            basis == Basis::Admission && roles.values().flatten().any(|actor| actor == state)
        });
        let find = basis == Basis::Physical && checking.event == "recovery";
        match self.basis_words(basis, checking) {
            Some((span, reason)) => checking.trace("basis", vec![span], reason),
            None if party => checking.trace("basis", Vec::new(), "a party to it says so itself"),
            None if find => {
                checking.trace("basis", vec![checking.span], "what was found is at hand");
            }
            None => {
                let given = given.to_owned();
                checking.refuse("basis", Refusal::BasisNotInText { given });
                return Basis::Unstated;
            }
        }
        basis
    }

    /// A word that tells a basis: around the quote, else anywhere, for what a report rests on is often said once.
    fn basis_words(&self, basis: Basis, checking: &Checking<'_>) -> Option<(Span, &'static str)> {
        let around = self.ground.around(checking.sentences, REACH, REACH);
        let near = self.basis_word(basis, around);
        near.map(|span| (span, "a word that tells it")).or_else(|| {
            let all = self
                .ground
                .around(checking.sentences, usize::MAX, usize::MAX);
            let far = self.basis_word(basis, all);
            far.map(|span| (span, "a word elsewhere in the document tells it"))
        })
    }

    fn basis_word<'p, 'd: 'p>(
        &self,
        basis: Basis,
        sentences: impl Iterator<Item = (usize, &'p Parse<'d>)>,
    ) -> Option<Span> {
        for (sentence, parse) in sentences {
            let lexicon = parse.tagged.lexicon;
            let word = parse
                .tagged
                .hits
                .iter()
                .find(|hit| match lexicon.sense(hit) {
                    Sense::Basis(b) => *b == basis,
                    Sense::Cue(index, _) => {
                        let cue = &lexicon.cues[*index].value;
                        cue.basis == Some(basis)
                            || basis == Basis::Admission && cue.stance == Stance::Admits
                    }
                    _ => false,
                });
            if let Some(hit) = word {
                return Some(parse.tagged.span(hit.tokens.clone()));
            }
            let said = self.ground.parsed.attributions[sentence]
                .iter()
                .find(|a| a.basis == Some(basis));
            if let Some(attribution) = said {
                return Some(parse.tagged.span(attribution.tokens.clone()));
            }
        }
        None
    }
}

/// The state that the phrases with a source's name give, where they give one and the same.
fn own_state(mentions: &[(&Mention, Span)]) -> Option<String> {
    let mut states = mentions.iter().filter_map(|(m, _)| m.state.as_ref());
    let first = states.next()?;
    states
        .all(|other| other.id == first.id)
        .then(|| first.id.to_string())
}
