//! Numbers of things: each must be one that the text gives in the quote or its sentence, and with that thing.
//!
//! A quote that only points to a thing may have its number from where the thing was counted before. What
//! is wrong with a number takes the number away, not the thing.

use super::refusal::{Refusal, bounds, list, shown};
use super::things::REACH;
use super::{Checking, Verifier, legal};
use crate::lexicon::Sense;
use crate::mentions::Mention;
use crate::numbers::NumberHit;
use headstamp_model::{Item, Span};

impl Verifier<'_> {
    /// Takes a number that does not hold out of a thing.
    pub(super) fn number(
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
        let before = self.counted_before(item, checking);
        if let Some(unit) = &item.unit {
            let also = before.as_ref().map(|(sentence, _)| *sentence);
            self.unit(unit, also, checking)
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
                if let Some((_, number)) = before {
                    span = Some(number);
                } else if !(has(item.low) && has(item.high) || self.one(item, named)) {
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

    /// Where the text gave the number with its thing before, for a quote that only points to it: `the tanks left port`.
    fn counted_before(&self, item: &Item, checking: &Checking<'_>) -> Option<(usize, Span)> {
        let first = checking.sentences.0;
        // a denial may answer a claim far above it
        let asserts = checking
            .foreign
            .polarity
            .as_deref()
            .is_none_or(|p| p == "positive");
        let reach = if asserts { REACH } else { first };
        let sentences = (first.saturating_sub(reach)..first).rev();
        sentences.into_iter().find_map(|sentence| {
            let parse = self.ground.parsed.sentences.get(sentence)?;
            let facts = parse.mentions.iter().filter_map(|m| m.item.as_ref());
            let spans = facts
                .filter(|i| !i.class.is_empty() && self.may_be(i, &item.class))
                .filter_map(|i| i.number_span);
            let mut hits = spans.flat_map(|span| {
                let numbers = parse.tagged.numbers.iter();
                numbers.filter(move |n| n.span.overlaps(span))
            });
            let hit = hits.find(|hit| fits(item, hit))?;
            Some((sentence, hit.span))
        })
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
            if self.may_be(facts, &item.class) || self.shares(*sentence, mention, whole, item) {
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
        let counted = owner.item.as_ref().and_then(|i| i.number_span);
        let joined = parse.mentions.iter().any(|m| {
            m.group == owner.group
                && m.tokens.start > owner.tokens.start
                && m.item.as_ref().is_some_and(|i| {
                    i.number_span.is_none_or(|own| Some(own) == counted)
                        && self.may_be(i, &item.class)
                })
        });
        let things = self.ground.things(sentence);
        let (inside, outside): (Vec<_>, Vec<_>) = things
            .iter()
            .filter(|t| self.related(&t.class, &item.class))
            .partition(|t| whole.contains(t.span));
        joined || !inside.is_empty() || outside.is_empty()
    }

    /// Whether the text counts in a unit where the quote stands, or where its number was given before.
    fn unit(
        &self,
        unit: &str,
        before: Option<usize>,
        checking: &Checking<'_>,
    ) -> Result<(), Refusal> {
        let sentences = || {
            let before = before.map(|s| self.ground.around((s, s), 0, 0));
            let here = self.ground.around(checking.sentences, 0, 0);
            here.chain(before.into_iter().flatten())
        };
        let mut units: Vec<&str> = Vec::new();
        for (_, parse) in sentences() {
            units.extend(parse.tagged.hits.iter().filter_map(|hit| {
                match parse.tagged.lexicon.sense(hit) {
                    Sense::Unit(unit, _) => Some(&**unit),
                    _ => None,
                }
            }));
        }
        let stands = units.contains(&unit)
            || sentences().any(|(_, parse)| parse.tagged.tokens.iter().any(|t| *t.folded == *unit));
        if stands {
            return Ok(());
        }
        Err(Refusal::UnitNotInText {
            given: unit.to_owned(),
            found: list(units),
        })
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
