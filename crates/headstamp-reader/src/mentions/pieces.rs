//! What a number, article or designation says about a thing: how many pieces, of which class.
//!
//! Next: `join`, which puts phrases together.

use super::edges::{Left, possessor_word};
use super::heads::is_wider;
use super::{ItemFacts, Kind, Mention, Single};
use crate::grammar::Class;
use crate::tagged::Tagged;
use headstamp_model::Span;

/// From here on a number holds for both of two things without article: `hundreds of rockets and missiles`.
const SHARED: f64 = 100.0;

/// What makes a thing without number one piece.
pub(super) fn single(
    tagged: &Tagged<'_>,
    mention: &Mention,
    left: &Left,
) -> Option<(Single, Span)> {
    let counted = left.number.is_some() || left.unit.is_some() || mention.negated;
    if counted || mention.plural == Some(true) {
        return None;
    }
    let indefinite = left.article.iter().any(|r| r.class == Class::Indefinite);
    let definite = mention.definite == Some(true) && mention.plural == Some(false);
    let why = if indefinite {
        Single::Indefinite
    } else if definite && left.ordinal {
        Single::Ordinal
    } else if definite && !mention.possessed {
        Single::Definite
    } else {
        return None;
    };
    Some((why, tagged.span(mention.tokens.clone())))
}

/// The class of a thing that a wider word and a designation name together, if they can.
///
/// `M109 howitzer` is what the designation is, `AS-90 gun` as well, `Patriot missile` is what a Patriot fires.
pub(super) fn together(
    tagged: &Tagged<'_>,
    generic: &ItemFacts,
    designated: &str,
) -> Option<Box<str>> {
    let lexicon = &tagged.lexicon;
    if is_wider(tagged, &generic.class, designated) {
        return Some(designated.into());
    }
    let stands_for = generic.word.and_then(|word| lexicon.items.get(word));
    if stands_for.is_some_and(|entry| {
        entry
            .stands_for
            .iter()
            .any(|class| is_wider(tagged, class, designated))
    }) {
        return Some(designated.into());
    }
    let fired = lexicon.fires.get(designated)?;
    is_wider(tagged, &generic.class, fired).then(|| fired.clone())
}

/// A large number before two plurals joined by `and` counts both: `millions of shells and rockets`.
pub(super) fn share(tagged: &Tagged<'_>, mentions: &mut [Mention]) {
    for index in 1..mentions.len() {
        let (Some(a), Some(b)) = (mentions.get(index - 1), mentions.get(index)) else {
            continue;
        };
        let (Some(first), Some(second)) = (&a.item, &b.item) else {
            continue;
        };
        let plain = a.kind == Kind::Item
            && b.kind == Kind::Item
            && a.group == b.group
            && a.tokens.end + 1 == b.head.start
            && b.tokens.start == b.head.start
            && tagged.coordinator(a.tokens.end).is_some();
        let pieces = b.plural == Some(true)
            && second.number_span.is_none()
            && tagged.lexicon.pieces.contains(&second.class)
            && first.unit.is_none();
        let many = first.low.or(first.high).is_some_and(|n| n >= SHARED);
        if !(plain && pieces && many) {
            continue;
        }
        let (low, high, span) = (first.low, first.high, first.number_span);
        if let Some(item) = mentions.get_mut(index).and_then(|m| m.item.as_mut()) {
            (item.low, item.high, item.number_span) = (low, high, span);
        }
    }
}

/// `three of them Rafales`: so many of what was named are of this type.
pub(super) fn named_parts(tagged: &Tagged<'_>, mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at + 2 < mentions.len() {
        let Some([a, them, b]) = mentions.get(at..at + 3) else {
            break;
        };
        let part = a.kind == Kind::Number
            && them.kind == Kind::Pronoun
            && b.kind == Kind::Item
            && b.item.as_ref().is_some_and(|i| i.number_span.is_none())
            && a.tokens.end == them.start()
            && them.tokens.end == b.tokens.start
            && b.tokens.start == b.head.start
            && b.preposition.is_none()
            && them
                .governed_by()
                .is_some_and(|w| possessor_word(tagged, w));
        let number = a.number.and_then(|n| tagged.numbers.get(n));
        if let (Some(number), true) = (number, part) {
            let mut merged = b.clone();
            merged.tokens.start = a.tokens.start;
            merged.number = a.number;
            if let Some(item) = &mut merged.item {
                (item.low, item.high) = (number.low, number.high);
                item.number_span = Some(number.span);
            }
            mentions.splice(at..at + 3, [merged]);
        }
        at += 1;
    }
}
