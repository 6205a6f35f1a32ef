//! What a document gives: where it names actors and things, numbers and dates, and what our own reader made of it.

use super::words::Words;
use crate::frames::{Frame, frames};
use crate::lexicon::Sense;
use crate::parse::Parse;
use crate::read::Parsed;
use crate::text::{Token, tokenize};
use crate::{Language, Reading};
use headstamp_model::{Document, Span, Statement};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Words that name an actor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// The sentence; none for the headline.
    pub(super) sentence: Option<usize>,
    /// The words; none for the headline.
    pub(super) span: Option<Span>,
    /// Why they name it.
    pub(super) reason: &'static str,
}

/// Words that name a thing.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    pub(super) class: Box<str>,
    pub(super) name: Option<Box<str>>,
    pub(super) span: Span,
}

/// What a document gives.
pub(super) struct Ground<'a> {
    pub(super) language: &'a Language,
    pub(super) parsed: &'a Parsed<'a>,
    reading: &'a Reading,
    actors: BTreeMap<Box<str>, Vec<Named>>,
    things: Vec<Vec<Thing>>,
    /// Frames of each sentence that was asked for.
    frames: Vec<OnceCell<Vec<Frame>>>,
    pub(super) words: Words,
}

impl<'a> Ground<'a> {
    pub(super) fn new(
        document: &'a Document,
        language: &'a Language,
        parsed: &'a Parsed<'a>,
        reading: &'a Reading,
    ) -> Self {
        let tokens = parsed.sentences.iter().map(|parse| parse.tagged.tokens);
        let mut ground = Self {
            language,
            parsed,
            reading,
            actors: BTreeMap::new(),
            things: Vec::with_capacity(parsed.sentences.len()),
            frames: vec![OnceCell::new(); parsed.sentences.len()],
            words: Words::new(
                tokens,
                &[document.title.as_deref(), document.publisher.as_deref()],
            ),
        };
        for (sentence, parse) in parsed.sentences.iter().enumerate() {
            ground.things.push(Vec::new());
            ground.take_words(sentence, parse);
            ground.take_phrases(sentence, parse);
        }
        if let Some(title) = &document.title {
            ground.take_headline(title);
        }
        ground
    }

    fn take_words(&mut self, sentence: usize, parse: &Parse<'_>) {
        let lexicon = parse.tagged.lexicon;
        for hit in &parse.tagged.hits {
            let span = parse.tagged.span(hit.tokens.clone());
            match lexicon.sense(hit) {
                Sense::Item(index) => {
                    let item = &lexicon.items[*index];
                    for class in std::iter::once(&item.class).chain(&item.also) {
                        self.things[sentence].push(Thing {
                            class: class.clone(),
                            name: item.name.clone(),
                            span,
                        });
                    }
                    if let Some(state) = &item.origin {
                        self.name(state, sentence, span, "state of origin of the designation");
                    }
                }
                Sense::Trigger(index, _) => {
                    if let Some(class) = &lexicon.triggers[*index].trigger.item {
                        self.things[sentence].push(Thing {
                            class: class.as_str().into(),
                            name: None,
                            span,
                        });
                    }
                }
                sense => {
                    if let Some((id, reason)) = named_by(self.language, sense) {
                        self.name(&id, sentence, span, reason);
                    }
                }
            }
        }
    }

    fn take_phrases(&mut self, sentence: usize, parse: &Parse<'_>) {
        for mention in parse.mentions.iter().chain(&parse.introduced) {
            let span = parse.tagged.span(mention.tokens.clone());
            for actor in mention.actors.iter().chain(&mention.state) {
                self.name(&actor.id, sentence, actor.span, "named");
            }
            let Some(item) = &mention.item else { continue };
            for maker in &item.made_by {
                self.name(&maker.id, sentence, maker.span, "named with the thing");
            }
            if !item.class.is_empty() {
                self.things[sentence].push(Thing {
                    class: item.class.clone(),
                    name: item.name.clone(),
                    span: item.class_span.or(item.name_span).unwrap_or(span),
                });
            }
        }
    }

    fn take_headline(&mut self, title: &str) {
        let tokens: Vec<Token> = tokenize(title).collect();
        let lexicon = &self.language.lexicon;
        for hit in lexicon.hits(title, &tokens, &lexicon.known(&tokens)) {
            if let Some((id, _)) = named_by(self.language, lexicon.sense(&hit)) {
                self.actors.entry(id).or_default().push(Named {
                    sentence: None,
                    span: None,
                    reason: "named in the headline",
                });
            }
        }
    }

    fn name(&mut self, id: &str, sentence: usize, span: Span, reason: &'static str) {
        self.actors.entry(id.into()).or_default().push(Named {
            sentence: Some(sentence),
            span: Some(span),
            reason,
        });
    }

    /// First and last sentence of a stretch; the one before it where it lies in none.
    pub(super) fn sentences(&self, span: Span) -> (usize, usize) {
        let all = &self.parsed.text.sentences;
        let overlaps = |s: &crate::text::Sentence| s.span.overlaps(span);
        let before = all
            .iter()
            .rposition(|s| s.span.start <= span.start)
            .unwrap_or(0);
        let first = all.iter().position(overlaps).unwrap_or(before);
        let last = all.iter().rposition(overlaps).unwrap_or(first);
        (first, last)
    }

    /// The parses of sentences around a stretch, `back` before it and `ahead` after it.
    pub(super) fn around(
        &self,
        (first, last): (usize, usize),
        back: usize,
        ahead: usize,
    ) -> impl Iterator<Item = (usize, &Parse<'a>)> {
        let from = first.saturating_sub(back);
        self.parsed.sentences.iter().enumerate().skip(from).take(
            last.saturating_add(ahead)
                .saturating_add(1)
                .saturating_sub(from),
        )
    }

    /// The words that name an actor nearest to a stretch: in it, in its sentence, before it, after it.
    pub(super) fn named(&self, id: &str, span: Span, sentences: (usize, usize)) -> Option<Named> {
        self.actors
            .get(id)?
            .iter()
            .min_by_key(|named| {
                let inside = named.span.is_some_and(|s| span.contains(s));
                let (far, after) = named.sentence.map_or((usize::MAX, true), |s| {
                    if s > sentences.1 {
                        (s - sentences.1, true)
                    } else {
                        (sentences.0.saturating_sub(s), false)
                    }
                });
                (!inside, far, after, named.span)
            })
            .copied()
    }

    /// What the event words of a sentence say by themselves.
    pub(super) fn frames(&self, sentence: usize) -> &[Frame] {
        self.frames[sentence].get_or_init(|| {
            frames(
                &self.parsed.sentences[sentence],
                &self.language.constructions,
                &self.parsed.attributions[sentence],
            )
        })
    }

    /// Words for things in a sentence.
    pub(super) fn things(&self, sentence: usize) -> &[Thing] {
        self.things.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// What our own reader found of this event type where the quote stands, by words of the quote.
    pub(super) fn own(&self, event: &str, span: Span) -> impl Iterator<Item = &Statement> {
        self.reading.statements.iter().filter(move |own| {
            own.event == event
                && own.span.overlaps(span)
                && own
                    .trace("type")
                    .is_some_and(|t| t.spans.iter().any(|s| span.contains(*s)))
        })
    }
}

/// The actor that a word names.
pub(super) fn named_by(language: &Language, sense: &Sense) -> Option<(Box<str>, &'static str)> {
    let lexicon = &language.lexicon;
    match sense {
        Sense::Actor { id, .. } => Some((id.clone(), "named")),
        Sense::Noun(index) => lexicon.nouns[*index]
            .actor
            .clone()
            .map(|id| (id, "a noun that always means it")),
        Sense::Outlet(index) => lexicon.outlets[*index]
            .state
            .clone()
            .map(|id| (id, "state of the outlet")),
        Sense::Place(state) => Some((state.clone(), "a place stands for its state")),
        _ => None,
    }
}
