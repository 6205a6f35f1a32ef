//! A sentence with everything the lexicon, numbers and dates know about its tokens.
//!
//! Later stages ask questions of this view ("is there a preposition here?") instead of searching the
//! hits. Token positions count from the start of the sentence. Next: `mentions`.

mod places;

use crate::dates::DateHit;
use crate::grammar::{Auxiliary, Opener, Reading};
use crate::lexicon::{
    Hit, Kinds, Known, Lexicon, NegationForm, Part, Sense, Sieve, VerbForm, WordId,
};
use crate::numbers::NumberHit;
use crate::text::{Shape, Token};
use compact_str::CompactString;
use headstamp_model::Span;
use places::Places;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A tagged sentence.
#[derive(Debug)]
pub struct Tagged<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The sentence's tokens.
    pub tokens: &'a [Token],
    /// The words of the language.
    pub lexicon: &'a Lexicon,
    /// What each token is to the pack.
    pub known: Vec<Known>,
    /// The words of the sentence.
    pub sieve: Sieve,
    /// Every hit, by first token.
    pub hits: Vec<Hit>,
    /// Numbers.
    pub numbers: Vec<NumberHit>,
    /// Dates.
    pub dates: Vec<DateHit>,
    /// Last words of names that the document writes in full somewhere.
    pub names: &'a FxHashSet<CompactString>,
    /// When the document was published, in EDTF.
    pub published: Option<&'a str>,
    /// Whether most words have a capital, so that a capital says nothing.
    pub heading: bool,
    places: Places,
}

impl<'a> Tagged<'a> {
    /// Puts together what is known about a sentence.
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        lexicon: &'a Lexicon,
        (numbers, dates): (Vec<NumberHit>, Vec<DateHit>),
        (names, published): (&'a FxHashSet<CompactString>, Option<&'a str>),
    ) -> Self {
        let known = lexicon.known(tokens);
        let mut hits = lexicon.hits(text, tokens, &known);
        hits.sort_by_key(|hit| {
            (
                hit.tokens.start,
                std::cmp::Reverse(hit.tokens.end),
                hit.entry,
            )
        });
        let places = Places::new(tokens.len(), &hits, &dates);
        let words = tokens.iter().filter(|t| t.shape != Shape::Punct).count();
        let capitals = tokens.iter().filter(|t| t.is_capital_word()).count();
        let mut tagged = Self {
            text,
            tokens,
            lexicon,
            heading: capitals * 3 >= words * 2,
            sieve: known.iter().map(|known| known.word).collect(),
            known,
            hits,
            numbers,
            dates,
            names,
            published,
            places,
        };
        tagged.free_prepositions();
        tagged
    }

    /// Takes a preposition off a number where the noun before it asks for one: `Vertrag über 212 Panzer` is no bound.
    fn free_prepositions(&mut self) {
        for index in 0..self.numbers.len() {
            let number = &self.numbers[index];
            let start = number.tokens.start;
            let asked = number.tokens.len() > 1
                && start > 0
                && self.preposition(start).is_some_and(|(word, end)| {
                    end == start + 1
                        && self.senses(start - 1).any(|(_, sense)| match sense {
                            Sense::Trigger(trigger, VerbForm::Noun) => {
                                let roles = &self.lexicon.triggers[*trigger].trigger.noun_roles;
                                roles
                                    .get(word)
                                    .is_some_and(|role| role == crate::frames::ITEM)
                            }
                            _ => false,
                        })
                });
            let Some(token) = self.tokens.get(start + 1).filter(|_| asked) else {
                continue;
            };
            let from = token.span.start;
            let number = &mut self.numbers[index];
            number.tokens.start += 1;
            number.span.start = from;
            let exact = number.low.or(number.high);
            (number.low, number.high) = (exact, exact);
        }
    }

    /// Where to look back from for the auxiliary of a word: over a quotation mark and an aside between
    /// commas (`were, in the panel's words, "provided`).
    pub fn before_aside(&self, at: usize) -> usize {
        let quote = |i: usize| {
            self.tokens.get(i).is_some_and(|t| {
                t.shape == Shape::Punct
                    && t.folded.chars().all(crate::text::is_quotation_mark)
                    && !t.folded.is_empty()
            })
        };
        let mut at = at;
        while at > 0 && quote(at - 1) {
            at -= 1;
        }
        if at < 2 || !self.is_mark(at - 1, ',') {
            return at;
        }
        let opens = (at.saturating_sub(10)..at - 1)
            .rev()
            .take_while(|i| {
                self.opener(*i).is_none()
                    && self.auxiliary(*i).is_none()
                    && self.modal(*i).is_none()
                    && !self.verb_forms(*i).any(VerbForm::finite)
            })
            .find(|i| self.is_mark(*i, ','));
        opens.unwrap_or(at)
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the sentence has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Hits that start at a token.
    pub fn at(&self, at: usize) -> &[Hit] {
        self.hits.get(self.places.hits(at)).unwrap_or_default()
    }

    /// The state to which a place of `state` belonged at the time, where it was another one.
    ///
    /// The time is that of the sentence if it names one, else of the document.
    pub fn former_state(&self, place: &Hit, state: &str) -> Option<&str> {
        let day = match self.dates.as_slice() {
            [only] => only.value.as_str(),
            _ => self.published?,
        };
        self.lexicon.former.state(place.entry, state, day)
    }

    /// Whether something of a kind starts at a token.
    pub fn has(&self, at: usize, kind: Kinds) -> bool {
        self.places.has(at, kind)
    }

    /// Senses that start at a token, if one of this kind does.
    fn of_kind(&self, at: usize, kind: Kinds) -> impl Iterator<Item = (&Hit, &Sense)> {
        let hits = if self.places.has(at, kind) {
            self.at(at)
        } else {
            &[]
        };
        hits.iter()
            .filter(move |hit| hit.kinds.any(kind))
            .map(|hit| (hit, self.lexicon.sense(hit)))
    }

    /// Senses that start at a token.
    pub fn senses(&self, at: usize) -> impl Iterator<Item = (&Hit, &Sense)> {
        self.at(at).iter().map(|hit| (hit, self.lexicon.sense(hit)))
    }

    /// The bytes of a token range.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (
            self.tokens.get(range.start),
            range
                .end
                .checked_sub(1)
                .and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => first.span.join(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The words of a token range as written.
    pub fn words(&self, range: Range<usize>) -> &'a str {
        self.span(range).of(self.text)
    }

    /// The folded word at a token; empty past the end.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.folded)
    }

    /// The word at a token as the pack numbers it; unknown past the end.
    pub fn word_id(&self, at: usize) -> WordId {
        self.known
            .get(at)
            .map_or(WordId::UNKNOWN, |known| known.word)
    }

    /// Whether the token is this punctuation mark.
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(mark))
    }

    /// Whether the token is punctuation.
    pub fn is_punct(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.shape == Shape::Punct)
    }

    /// Whether the token lies in a date.
    pub fn in_date(&self, at: usize) -> bool {
        self.places.dated(at)
    }

    /// Whether the token is part of a function word of several words.
    pub fn in_function(&self, at: usize) -> bool {
        self.places.in_function(at)
    }

    /// A preposition that starts here, and where it ends.
    pub fn preposition(&self, at: usize) -> Option<(&str, usize)> {
        let found = self
            .of_kind(at, Kinds::PREPOSITION)
            .find_map(|(hit, sense)| match sense {
                Sense::Preposition(word) => Some((&**word, hit.tokens.end)),
                _ => None,
            })?;
        // `has given weapons`, `are using drones`: a verb behind its auxiliary is no preposition
        let verb = self
            .verb_forms(at)
            .any(|form| matches!(form, VerbForm::Participle | VerbForm::Gerund))
            && ((1..=3).any(|back| at >= back && self.auxiliary(at - back).is_some())
                // `denied using cluster bombs`
                || at > 0 && self.verb_forms(at - 1).any(VerbForm::finite));
        (!verb).then_some(found)
    }

    /// A preposition that ends just before a token, and where it starts.
    pub fn preposition_before(&self, end: usize) -> Option<(&str, usize)> {
        (end.saturating_sub(4)..end).find_map(|at| match self.preposition(at) {
            Some((word, to)) if to == end => Some((word, at)),
            _ => None,
        })
    }

    /// Whether a token closes a verb of several words and gives no role by itself: `turned down the offer`.
    pub fn ends_verb(&self, at: usize) -> bool {
        let verb = |form: &VerbForm| form.finite() || *form == VerbForm::Participle;
        let word = self.word(at);
        let mut closing = self.hits.iter().filter(|hit| {
            hit.tokens.len() > 1 && hit.tokens.start < at && hit.tokens.end == at + 1
        });
        closing.any(|hit| match self.lexicon.sense(hit) {
            Sense::Trigger(index, form) => {
                verb(form)
                    && !self.lexicon.triggers[*index]
                        .trigger
                        .roles
                        .contains_key(word)
            }
            Sense::Operator(index, form) => {
                verb(form)
                    && !self.lexicon.operators[*index]
                        .value
                        .roles
                        .contains_key(word)
            }
            _ => false,
        })
    }

    /// Readings of an article here.
    pub fn article(&self, at: usize) -> Option<&[Reading]> {
        self.of_kind(at, Kinds::ARTICLE)
            .find_map(|(_, sense)| match sense {
                Sense::Article(readings) => Some(&**readings),
                _ => None,
            })
    }

    /// Readings of a pronoun here.
    pub fn pronoun(&self, at: usize) -> Option<&[Reading]> {
        self.of_kind(at, Kinds::PRONOUN)
            .find_map(|(_, sense)| match sense {
                Sense::Pronoun(readings) => Some(&**readings),
                _ => None,
            })
    }

    /// What an opener here opens.
    pub fn opener(&self, at: usize) -> Option<(Opener, usize)> {
        self.of_kind(at, Kinds::OPENER)
            .find_map(|(hit, sense)| match sense {
                Sense::Opener(kind) => Some((*kind, hit.tokens.end)),
                _ => None,
            })
    }

    /// A joining word here: `and`, `or`, `but`.
    pub fn coordinator(&self, at: usize) -> Option<&str> {
        self.of_kind(at, Kinds::COORDINATOR)
            .find_map(|(_, sense)| match sense {
                Sense::Coordinator(word) => Some(&**word),
                _ => None,
            })
    }

    /// Whether a word that may be an auxiliary is a possessive pronoun here: `verkocht zijn fregatten aan`.
    fn owns(&self, at: usize) -> bool {
        let possessive = self
            .of_kind(at, Kinds::PRONOUN)
            .any(|(_, sense)| match sense {
                Sense::Pronoun(readings) => readings
                    .iter()
                    .any(|r| r.class == crate::grammar::Class::Possessive),
                _ => false,
            });
        possessive
            && at >= 2
            && self
                .verb_forms(at - 1)
                .any(|form| matches!(form, VerbForm::Present | VerbForm::Past))
            && self.senses(at + 1).any(|(_, sense)| is_name(sense))
    }

    /// An auxiliary here.
    pub fn auxiliary(&self, at: usize) -> Option<Auxiliary> {
        if !self.places.has(at, Kinds::AUXILIARY) || self.owns(at) {
            return None;
        }
        self.senses(at).find_map(|(_, sense)| match sense {
            Sense::Auxiliary(aux) => Some(*aux),
            _ => None,
        })
    }

    /// A modal verb here.
    pub fn modal(&self, at: usize) -> Option<usize> {
        if self.in_date(at) {
            return None; // `in May`
        }
        self.of_kind(at, Kinds::MODAL)
            .find_map(|(_, sense)| match sense {
                Sense::Modal(index) => Some(*index),
                _ => None,
            })
    }

    /// A negation here.
    pub fn negation(&self, at: usize) -> Option<NegationForm> {
        self.of_kind(at, Kinds::NEGATION)
            .find_map(|(_, sense)| match sense {
                Sense::Negation(form) => Some(*form),
                _ => None,
            })
    }

    /// Whether tokens are only part of a longer name: `States` in `United States`, `Support` in `Rapid Support Forces`.
    pub fn inside_name(&self, tokens: &Range<usize>) -> bool {
        let name = self.places.name(tokens.start);
        name.start <= tokens.start && tokens.end <= name.end && tokens.len() < name.len()
    }

    /// Whether a gerund after this preposition is done by the object before it.
    pub fn gerund_of_object(&self, at: usize) -> bool {
        self.senses(at)
            .any(|(_, sense)| matches!(sense, Sense::GerundOfObject))
    }

    /// Whether the token is `to`, `te`, `zu` before an infinitive.
    pub fn infinitive_marker(&self, at: usize) -> bool {
        self.places.has(at, Kinds::INFINITIVE_MARKER)
    }

    /// Verb forms of triggers, operators and cues here.
    pub fn verb_forms(&self, at: usize) -> impl Iterator<Item = VerbForm> {
        self.of_kind(at, Kinds::EVENT)
            .filter_map(|(_, sense)| match sense {
                Sense::Trigger(_, form) | Sense::Operator(_, form) | Sense::Cue(_, form) => {
                    Some(*form)
                }
                _ => None,
            })
    }

    /// Whether some event word here may be an infinitive.
    pub fn may_be_infinitive(&self, at: usize) -> bool {
        self.verb_forms(at).any(|form| form == VerbForm::Infinitive)
    }

    /// The number that starts here.
    pub fn number_at(&self, at: usize) -> Option<&NumberHit> {
        self.numbers.iter().find(|number| number.tokens.start == at)
    }

    /// The number that ends just before a token.
    pub fn number_before(&self, end: usize) -> Option<&NumberHit> {
        self.numbers.iter().find(|number| number.tokens.end == end)
    }

    /// The first name-layer hit at a token that is the word itself or the head of a compound.
    pub fn name(&self, at: usize) -> Option<(&Hit, &Sense)> {
        self.of_kind(at, Kinds::NAME)
            .find(|(hit, sense)| hit.part != Part::Modifier && is_name(sense))
    }

    /// Name-layer modifiers of a compound at a token.
    pub fn modifiers(&self, at: usize) -> impl Iterator<Item = (&Hit, &Sense)> {
        self.of_kind(at, Kinds::NAME)
            .filter(|(hit, sense)| hit.part == Part::Modifier && is_name(sense))
    }

    /// Whether a token is a participle with its doer before a hyphen: `Chinese-made`, `Iranian-supplied`.
    pub fn participle_with_doer(&self, at: usize) -> bool {
        self.modifiers(at)
            .any(|(_, sense)| matches!(sense, Sense::Actor { .. }))
            && self.senses(at).any(|(hit, sense)| {
                hit.part == Part::Head && matches!(sense, Sense::Trigger(_, VerbForm::Participle))
            })
    }

    /// Whether the lexicon says nothing about a token that is a word.
    pub fn unknown(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.shape == Shape::Word)
            && self.at(at).is_empty()
            && !self.in_date(at)
            && !self.places.inside(at)
    }
}

/// Whether a sense belongs to the name layer.
pub fn is_name(sense: &Sense) -> bool {
    matches!(
        sense,
        Sense::Actor { .. }
            | Sense::Noun(_)
            | Sense::Outlet(_)
            | Sense::Item(_)
            | Sense::Unit(..)
            | Sense::Place(_)
    )
}
