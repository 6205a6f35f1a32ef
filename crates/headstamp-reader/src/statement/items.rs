//! Things of a statement, with their class, designation and number.
//!
//! A bare number or pronoun stands for the thing named before. Next: `merge`.

use super::Place;
use crate::discourse::Memory;
use crate::frames::Frame;
use crate::mentions::{ItemFacts, Kind, Single};
use crate::parse::Parse;
use headstamp_model::{Item, Trace};

/// Whether a class or one that it belongs to is in a list.
pub(super) fn is_within(parse: &Parse<'_>, class: &str, list: &[String]) -> bool {
    let parents = &parse.tagged.lexicon.parents;
    std::iter::successors(Some(class), |class| parents.get(*class).map(|c| &**c))
        .take(8)
        .any(|class| list.iter().any(|wanted| wanted == class))
}

/// From here on a bare number is a sum of money and counts no things.
const SUM: f64 = 100_000_000.0;

/// Whether an event says of how many pieces it tells when no number stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pieces {
    /// It happens to single pieces: `lost a tank`, never `develops a tank`.
    pub(super) single: bool,
    /// It happens to a piece only once: `the tank was lost`.
    pub(super) once: bool,
}

impl Pieces {
    /// A piece by its article or ordinal is one.
    fn count(self, parse: &Parse<'_>, facts: &mut ItemFacts) {
        let Some((why, span)) = facts.single else {
            return;
        };
        let counts = match why {
            Single::Indefinite => self.single,
            Single::Ordinal => true,
            Single::Definite => self.once,
        };
        if !counts
            || facts.number_span.is_some()
            || facts.share.is_some()
            || !parse.tagged.lexicon.pieces.contains(&facts.class)
        {
            facts.single = None;
            return;
        }
        (facts.low, facts.high) = (Some(1.0), Some(1.0));
        facts.number_span = Some(span);
    }
}

pub(super) fn fill_items(
    parse: &Parse<'_>,
    memory: &Memory,
    frame: &Frame,
    place: Place,
    relevant: bool,
    pieces: Pieces,
    traces: &mut Vec<Trace>,
) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for index in &frame.items {
        let Some(mention) = parse.mentions.get(*index) else {
            continue;
        };
        let (facts, inferred): (ItemFacts, Option<&'static str>) = match mention.kind {
            Kind::Item | Kind::Event if mention.item.is_some() => match &mention.item {
                Some(item) if !item.weak || relevant => {
                    let mut facts = item.clone();
                    pieces.count(parse, &mut facts);
                    let why = facts
                        .taken_up
                        .then_some("a wider word for a thing named before");
                    (facts, why)
                }
                _ => continue,
            },
            Kind::Number => {
                let Some(last) = thing_before(parse, memory, place, mention.start(), 2) else {
                    continue;
                };
                let number = mention.number.and_then(|n| parse.tagged.numbers.get(n));
                // `approved 1.1 billion` is money, whatever was named before
                if number.is_some_and(|n| n.low.or(n.high) >= Some(SUM)) {
                    continue;
                }
                let mut facts = last;
                facts.low = number.and_then(|n| n.low);
                facts.high = number.and_then(|n| n.high);
                facts.of = number.and_then(|n| n.of);
                facts.number_span = number.map(|n| n.span);
                facts.class_span = Some(parse.tagged.span(mention.tokens.clone()));
                facts.name_span = None;
                (facts, Some("a number whose thing was named before"))
            }
            Kind::Pronoun | Kind::Event => {
                if !out.is_empty() {
                    continue;
                }
                let Some(last) = thing_before(parse, memory, place, mention.start(), 1) else {
                    continue;
                };
                let mut facts = last;
                facts.low = None;
                facts.high = None;
                facts.number_span = None;
                facts.class_span = Some(parse.tagged.span(mention.tokens.clone()));
                facts.name_span = None;
                (facts, Some("a pronoun for a thing named before"))
            }
            _ => continue,
        };
        if facts.class.is_empty() {
            continue;
        }
        let item = Item {
            class: facts.class.to_string(),
            name: facts.name.as_ref().map(ToString::to_string),
            low: facts.low,
            high: facts.high,
            unit: facts.unit.as_ref().map(ToString::to_string),
            of: facts.of,
            share: facts.share,
            per: None,
        };
        if out.iter().any(|o| {
            o.class == item.class && o.name == item.name && o.low == item.low && o.high == item.high
        }) {
            continue;
        }
        let n = out.len();
        let origin = facts
            .origin
            .as_ref()
            .map(|o| format!(" ({o})"))
            .unwrap_or_default();
        if let Some(span) = facts.class_span {
            traces.push(Trace {
                field: format!("items.{n}.class"),
                spans: vec![span],
                reason: format!("{}{origin}", inferred.unwrap_or("item word")),
            });
        }
        if let (Some(_), Some(span)) = (&item.name, facts.name_span) {
            traces.push(Trace {
                field: format!("items.{n}.name"),
                spans: vec![span],
                reason: format!("designation{origin}"),
            });
        }
        if let Some(span) = facts.number_span {
            traces.push(Trace {
                field: format!("items.{n}.number"),
                spans: vec![span],
                reason: facts
                    .single
                    .filter(|_| facts.low == Some(1.0))
                    .map_or("number", |_| "one piece")
                    .into(),
            });
        }
        out.push(item);
    }
    let entry = &parse.tagged.lexicon.triggers[frame.word.index];
    if let Some(class) = entry.trigger.item.as_deref().filter(|_| out.is_empty()) {
        traces.push(Trace {
            field: "items.0.class".into(),
            spans: vec![parse.tagged.span(frame.word.at..frame.word.end)],
            reason: crate::factuality::trigger_reason(parse, frame).to_string(),
        });
        out.push(Item {
            class: class.to_owned(),
            ..Item::default()
        });
    }
    out
}

/// The thing named last before a place: in this sentence, else in one of the `reach` sentences before.
pub(super) fn thing_before(
    parse: &Parse<'_>,
    memory: &Memory,
    place: Place,
    at: usize,
    reach: usize,
) -> Option<ItemFacts> {
    let here = parse.mentions.iter().rev().find_map(|m| {
        m.item
            .as_ref()
            .filter(|item| m.kind == Kind::Item && !item.weak && m.tokens.end <= at)
    });
    here.or_else(|| {
        let (item, sentence) = memory.items.last()?;
        (place.sentence - sentence <= reach).then_some(item)
    })
    .cloned()
}
