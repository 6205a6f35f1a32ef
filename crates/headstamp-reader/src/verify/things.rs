//! Things with class and designation: words for them must stand in the quote or its sentence. Next: `counts` for
//! their numbers.

use super::refusal::{Refusal, list};
use super::{Checking, Verifier};
use crate::lexicon::Sense;
use crate::mentions::ItemFacts;
use crate::numbers::numbers;
use crate::text::{Token, tokenize};
use headstamp_model::{Item, Span};

/// Sentences before the quote in which the thing may be named that the quote only counts or points to.
pub(super) const REACH: usize = 3;

impl Verifier<'_> {
    pub(super) fn items(&self, checking: &mut Checking<'_>) -> Vec<Item> {
        let mut out = Vec::new();
        for (index, given) in checking.foreign.items.iter().enumerate() {
            let field = format!("items.{index}");
            let mut item = if checking.foreign.in_words {
                let Some(item) = self.item_of(given) else {
                    let refusal = Refusal::ClassUnknown {
                        given: given.class.clone(),
                    };
                    checking.refuse(field, refusal);
                    continue;
                };
                item
            } else {
                given.clone()
            };
            let place = out.len();
            let before = checking.traces.len();
            let named = match self.class(&item.class, checking) {
                Ok((span, reason)) => {
                    checking.trace(format!("items.{place}.class"), vec![span], reason);
                    span
                }
                Err(refusal) => {
                    checking.refuse(field, refusal);
                    continue;
                }
            };
            self.designation(&mut item, &field, place, checking);
            self.number(&mut item, &field, (place, named), checking);
            if out.contains(&item) {
                checking.traces.truncate(before);
            } else {
                out.push(item);
            }
        }
        out
    }

    /// The words of a class near the quote.
    fn class(&self, class: &str, checking: &Checking<'_>) -> Result<(Span, String), Refusal> {
        if !self.reader.shared().items.contains_key(class) {
            return Err(Refusal::ClassUnknown {
                given: class.to_owned(),
            });
        }
        let (first, last) = checking.sentences;
        let here = (first..=last).flat_map(|s| self.ground.things(s));
        let mut found: Vec<&super::ground::Thing> = here.collect();
        found.sort_by_key(|thing| (!checking.span.contains(thing.span), *thing.class != *class));
        // `weapons` may be tanks only where the document speaks of tanks
        let narrower = |t: &&super::ground::Thing| self.within(&t.class, class);
        let told = || {
            (0..self.ground.parsed.sentences.len())
                .flat_map(|s| self.ground.things(s))
                .any(|t| narrower(&t))
        };
        let fits =
            |t: &&&super::ground::Thing| narrower(t) || self.within(class, &t.class) && told();
        if let Some(thing) = found.iter().find(fits) {
            let reason = if *thing.class == *class {
                "item word"
            } else {
                "a wider or narrower item word"
            };
            return Ok((thing.span, reason.to_owned()));
        }
        // a quote that names no thing at all only counts or points to one
        let elliptic = found.is_empty();
        let reach = if elliptic { first } else { REACH };
        let before = (first.saturating_sub(reach)..first)
            .rev()
            .flat_map(|s| self.ground.things(s))
            .find(|t| self.related(&t.class, class));
        let after = (last + 1..self.ground.parsed.sentences.len())
            .flat_map(|s| self.ground.things(s))
            .find(|t| elliptic && self.related(&t.class, class));
        before
            .map(|t| (t.span, "a thing named before".to_owned()))
            .or_else(|| after.map(|t| (t.span, "a thing named after".to_owned())))
            .ok_or_else(|| Refusal::ClassNotInText {
                given: class.to_owned(),
                found: list(found.iter().map(|t| &*t.class)),
            })
    }

    /// Whether one class is the other, or wider or narrower than it.
    pub(super) fn related(&self, a: &str, b: &str) -> bool {
        self.within(a, b) || self.within(b, a)
    }

    /// Whether a phrase may name a class: its word's own, one of the others its word has, or one wider or narrower.
    pub(super) fn may_be(&self, facts: &ItemFacts, class: &str) -> bool {
        let items = &self.ground.language.lexicon.items;
        let word = facts.word.and_then(|word| items.get(word));
        self.related(&facts.class, class)
            || word.is_some_and(|w| w.also.iter().any(|also| self.related(also, class)))
    }

    fn within(&self, class: &str, wider: &str) -> bool {
        let parents = &self.ground.language.lexicon.parents;
        std::iter::successors(Some(class), |c| parents.get(*c).map(|p| &**p))
            .take(8)
            .any(|c| c == wider)
    }

    fn designation(&self, item: &mut Item, field: &str, place: usize, checking: &mut Checking<'_>) {
        let Some(name) = item.name.clone() else {
            return;
        };
        let (first, last) = checking.sentences;
        let same = |thing: &&super::ground::Thing| thing.name.as_deref() == Some(name.as_str());
        let by_list = (first..=last)
            .chain((0..first).rev())
            .chain(last + 1..self.ground.parsed.sentences.len())
            .find_map(|s| self.ground.things(s).iter().find(same))
            .map(|thing| Some(thing.span));
        if let Some(span) = by_list.or_else(|| self.ground.words.designation(&name, first)) {
            let spans = span.into_iter().collect();
            checking.trace(format!("items.{place}.name"), spans, "designation");
        } else {
            item.name = None;
            let refusal = Refusal::NameNotInText { given: name };
            checking.refuse(format!("{field}.name"), refusal);
        }
    }

    /// The thing that words of the text name, with the number that stands with it.
    fn item_of(&self, given: &Item) -> Option<Item> {
        let mut item = given.clone();
        if self.reader.shared().items.contains_key(&given.class) {
            return Some(item);
        }
        let words = given.class.as_str();
        let tokens: Vec<Token> = tokenize(words).collect();
        let lexicon = &self.ground.language.lexicon;
        let hits = lexicon.hits(words, &tokens, &lexicon.known(&tokens));
        let found = hits
            .iter()
            .filter_map(|hit| match lexicon.sense(hit) {
                Sense::Item(index) => Some((hit.tokens.end, &lexicon.items[*index])),
                _ => None,
            })
            .max_by_key(|(end, item)| (item.name.is_some(), *end))?
            .1;
        item.class = found.class.to_string();
        if let Some(name) = &found.name {
            item.name.get_or_insert_with(|| name.to_string());
        }
        if item.low.is_none() && item.high.is_none() {
            let hits = numbers(words, &tokens, &self.ground.language.numbers);
            if let Some(hit) = hits.iter().find(|n| !n.ordinal && !n.unit_glued) {
                (item.low, item.high) = (hit.low, hit.high);
            }
        }
        Some(item)
    }
}
