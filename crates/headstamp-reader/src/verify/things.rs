//! Things with class, designation and number: each must stand in the quote or its sentence, the number with its thing.

use super::refusal::{Refusal, bounds, list, shown};
use super::{Checking, Verifier, legal};
use crate::lexicon::Sense;
use crate::mentions::Mention;
use crate::numbers::{NumberHit, numbers};
use crate::text::{Token, tokenize};
use headstamp_model::{Item, Span};

/// Sentences before the quote in which the thing may be named that the quote only counts or points to.
const REACH: usize = 3;

impl Verifier<'_> {
    pub(super) fn items(&self, checking: &mut Checking<'_>) -> Vec<Item> {
        let mut out = Vec::new();
        for (index, given) in checking.foreign.items.iter().enumerate() {
            let field = format!("items.{index}");
            let mut item = if checking.foreign.in_words {
                match self.item_of(given) {
                    Some(item) => item,
                    None => {
                        let refusal = Refusal::ClassUnknown {
                            given: given.class.clone(),
                        };
                        checking.refuse(field, refusal);
                        continue;
                    }
                }
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
            |t: &&&super::ground::Thing| narrower(*t) || self.within(class, &t.class) && told();
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
    fn related(&self, a: &str, b: &str) -> bool {
        self.within(a, b) || self.within(b, a)
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
        match by_list.or_else(|| self.ground.words.designation(&name, first)) {
            Some(span) => checking.trace(
                format!("items.{place}.name"),
                span.into_iter().collect(),
                "designation",
            ),
            None => {
                item.name = None;
                checking.refuse(
                    format!("{field}.name"),
                    Refusal::NameNotInText { given: name },
                );
            }
        }
    }

    fn number(
        &self,
        item: &mut Item,
        field: &str,
        (place, named): (usize, Span),
        checking: &mut Checking<'_>,
    ) {
        match self.checked_number(item, named, checking) {
            Ok(Some(span)) => checking.trace(format!("items.{place}.number"), vec![span], "number"),
            Ok(None) => {}
            Err((part, refusal)) => {
                let whole = matches!(part, "low" | "unit");
                if whole {
                    // a count in another unit, or without its bounds, would be another count
                    (item.low, item.high, item.of, item.unit, item.per) =
                        (None, None, None, None, None);
                }
                match part {
                    "of" => item.of = None,
                    "share" => item.share = None,
                    "per" => item.per = None,
                    _ => {}
                }
                checking.refuse(format!("{field}.{part}"), refusal);
            }
        }
    }

    /// The words of a number; `None` when there is none to check.
    fn checked_number(
        &self,
        item: &Item,
        named: Span,
        checking: &Checking<'_>,
    ) -> Result<Option<Span>, (&'static str, Refusal)> {
        legal_number(item)?;
        if let Some(unit) = &item.unit {
            self.unit(unit, checking)
                .map_err(|refusal| ("unit", refusal))?;
        }
        // the number may stand where the thing is named that the quote only points to
        let there = self.ground.sentences(named);
        let hits: Vec<(usize, &NumberHit)> = self
            .ground
            .around(checking.sentences, 0, 0)
            .chain(self.ground.around(there, 0, 0))
            .flat_map(|(s, parse)| parse.tagged.numbers.iter().map(move |n| (s, n)))
            .filter(|(_, n)| !n.ordinal && !n.unit_glued)
            .collect();
        let found = || list(hits.iter().map(|(_, n)| bounds(n.low, n.high)));
        let mut span = None;
        if item.low.is_some() || item.high.is_some() {
            let given = bounds(item.low, item.high);
            let fitting: Vec<&(usize, &NumberHit)> =
                hits.iter().filter(|(_, n)| fits(item, n)).collect();
            if let Some((_, hit)) = fitting.first() {
                span = Some(hit.span);
                self.not_borrowed(item, &given, &fitting)
                    .map_err(|refusal| ("low", refusal))?;
            } else {
                // `from 200 to 300` may be read as two numbers
                let has = |bound: Option<f64>| {
                    bound
                        .is_none_or(|b| hits.iter().any(|(_, n)| same(n.low, b) || same(n.high, b)))
                };
                if !(has(item.low) && has(item.high)) && !self.one(item, named) {
                    let found = found();
                    return Err(("low", Refusal::NumberNotInText { given, found }));
                }
            }
        }
        if let Some(share) = item.share
            && !hits.iter().any(|(_, n)| same(n.share, share))
            && !ratio(&hits, share)
        {
            let given = share.to_string();
            let found = found();
            return Err(("share", Refusal::NumberNotInText { given, found }));
        }
        if let Some(of) = item.of
            && !hits
                .iter()
                .any(|(_, n)| same(n.of, of) || same(n.low, of) || same(n.high, of))
        {
            let given = of.to_string();
            let found = found();
            return Err(("of", Refusal::NumberNotInText { given, found }));
        }
        Ok(span)
    }

    /// Whether exactly one is meant and the text names one: `a helicopter`.
    fn one(&self, item: &Item, named: Span) -> bool {
        let one = same(item.low, 1.0) && same(item.high, 1.0);
        let (sentence, _) = self.ground.sentences(named);
        one && self
            .ground
            .parsed
            .sentences
            .get(sentence)
            .is_some_and(|parse| {
                let here = |m: &&Mention| {
                    parse.tagged.span(m.tokens.clone()).overlaps(named) && m.item.is_some()
                };
                let mut mentions = parse.mentions.iter().filter(here).peekable();
                mentions.peek().is_none() || mentions.any(|m| m.plural != Some(true))
            })
    }

    /// Whether one of the places where the number stands may be the thing's.
    fn not_borrowed(
        &self,
        item: &Item,
        given: &str,
        fitting: &[&(usize, &NumberHit)],
    ) -> Result<(), Refusal> {
        let mut other = None;
        for (sentence, hit) in fitting {
            let parse = &self.ground.parsed.sentences[*sentence];
            let owner = parse.mentions.iter().find_map(|m| {
                let facts = m.item.as_ref().filter(|i| !i.class.is_empty())?;
                facts
                    .number_span
                    .is_some_and(|s| s.overlaps(hit.span))
                    .then_some((m, facts))
            });
            let Some((mention, facts)) = owner else {
                return Ok(());
            };
            let whole = parse.tagged.span(mention.tokens.clone());
            if self.related(&facts.class, &item.class)
                || self.shares(*sentence, mention, whole, item)
            {
                return Ok(());
            }
            other = Some(whole);
        }
        let Some(span) = other else { return Ok(()) };
        Err(Refusal::NumberBorrowed {
            given: given.to_owned(),
            class: item.class.clone(),
            words: shown(&self.document.text, span),
        })
    }

    /// Whether a number that stands with another word may be the thing's all the same: the phrase names it too, nothing
    /// else in the sentence does, or both are joined (`millions of shells and rockets`).
    fn shares(&self, sentence: usize, owner: &Mention, whole: Span, item: &Item) -> bool {
        let parse = &self.ground.parsed.sentences[sentence];
        let joined = parse.mentions.iter().any(|m| {
            m.group == owner.group
                && m.tokens.start > owner.tokens.start
                && m.item
                    .as_ref()
                    .is_some_and(|i| i.number_span.is_none() && self.related(&i.class, &item.class))
        });
        let things = self.ground.things(sentence);
        let (inside, outside): (Vec<_>, Vec<_>) = things
            .iter()
            .filter(|t| self.related(&t.class, &item.class))
            .partition(|t| whole.contains(t.span));
        joined || !inside.is_empty() || outside.is_empty()
    }

    fn unit(&self, unit: &str, checking: &Checking<'_>) -> Result<(), Refusal> {
        let mut units: Vec<&str> = Vec::new();
        for (_, parse) in self.ground.around(checking.sentences, 0, 0) {
            units.extend(parse.tagged.hits.iter().filter_map(|hit| {
                match parse.tagged.lexicon.sense(hit) {
                    Sense::Unit(unit, _) => Some(&**unit),
                    _ => None,
                }
            }));
        }
        let stands = units.contains(&unit)
            || self
                .ground
                .around(checking.sentences, 0, 0)
                .any(|(_, parse)| parse.tagged.tokens.iter().any(|t| *t.folded == *unit));
        if stands {
            return Ok(());
        }
        Err(Refusal::UnitNotInText {
            given: unit.to_owned(),
            found: list(units),
        })
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

/// Whether a number can be one, whatever the text says.
fn legal_number(item: &Item) -> Result<(), (&'static str, Refusal)> {
    let illegal = |given: f64, why| Refusal::NumberIllegal {
        given: given.to_string(),
        why,
    };
    for bound in [item.low, item.high].into_iter().flatten() {
        if !bound.is_finite() || bound < 0.0 {
            return Err(("low", illegal(bound, "is no count")));
        }
    }
    if let (Some(low), Some(high)) = (item.low, item.high)
        && low > high
    {
        return Err(("low", illegal(low, "is above its upper bound")));
    }
    if let Some(share) = item.share
        && !(0.0..=1.0).contains(&share)
    {
        return Err((
            "share",
            illegal(share, "is no share: write 0.2 for 20 percent"),
        ));
    }
    if let Some(base) = item.of {
        let left = item.low.or(item.high).unwrap_or(0.0);
        if !base.is_finite() || base < left {
            return Err(("low", Refusal::RemainderAboveBase { left, base }));
        }
    }
    if let Some(per) = &item.per
        && !legal::PERIODS.contains(&per.as_str())
    {
        let refusal = Refusal::TermUnknown {
            list: "period",
            given: per.clone(),
            known: list(legal::PERIODS),
        };
        return Err(("per", refusal));
    }
    Ok(())
}

/// Whether two numbers give a share: `four of the five`.
fn ratio(hits: &[(usize, &NumberHit)], share: f64) -> bool {
    let values = || hits.iter().flat_map(|(_, n)| [n.low, n.of]).flatten();
    values().any(|part| values().any(|of| of > part && (part / of - share).abs() < 0.005))
}

/// Whether the bounds of a number are those of a thing.
fn fits(item: &Item, hit: &NumberHit) -> bool {
    let has = |bound: Option<f64>| bound.is_none_or(|b| same(hit.low, b) || same(hit.high, b));
    (hit.low.is_some() || hit.high.is_some()) && has(item.low) && has(item.high)
}

fn same(have: Option<f64>, want: f64) -> bool {
    have.is_some_and(|have| (have - want).abs() <= want.abs() * 1e-9)
}
