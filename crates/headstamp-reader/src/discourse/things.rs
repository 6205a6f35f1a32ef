//! Things taken up by a wider word: after `three submarines`, `the boats` are submarines.
//!
//! Which words do so and for what is data (`stands_for` of an item word). A definite phrase reaches further
//! back than a counted one, and a counted one never into its own sentence: *12 tanks and 30 vehicles* are
//! two things. Next: the module above.

use crate::mentions::{ItemFacts, Kind, Mention, is_wider};
use crate::parse::Parse;

/// How many sentences back `the boats` looks.
const DEFINITE: usize = 3;
/// How many sentences back `four boats` looks.
const COUNTED: usize = 2;

/// Gives every wider word the class and designation of what it takes up.
pub(crate) fn take_up(sentences: &mut [Parse<'_>]) {
    let mut named: Vec<(ItemFacts, usize)> = Vec::new();
    for (sentence, parse) in sentences.iter_mut().enumerate() {
        let earlier = named.len();
        for at in 0..parse.mentions.len() {
            let Some(mention) = parse.mentions.get(at) else {
                break;
            };
            if let Some(found) = antecedent(parse, mention, &named, earlier, sentence) {
                let (class, name, origin) = (
                    found.class.clone(),
                    found.name.clone(),
                    found.designed_in.clone(),
                );
                if let Some(item) = parse.mentions.get_mut(at).and_then(|m| m.item.as_mut()) {
                    item.class = class;
                    item.name = name;
                    item.designed_in = origin;
                    item.taken_up = true;
                }
            }
            let strong = parse
                .mentions
                .get(at)
                .filter(|m| m.kind == Kind::Item)
                .and_then(|m| m.item.clone())
                .filter(|item| !item.weak);
            named.extend(strong.map(|item| (item, sentence)));
        }
    }
}

fn antecedent<'n>(
    parse: &Parse<'_>,
    mention: &Mention,
    named: &'n [(ItemFacts, usize)],
    earlier: usize,
    sentence: usize,
) -> Option<&'n ItemFacts> {
    let item = mention.item.as_ref().filter(|i| i.name.is_none())?;
    let stands_for = &parse.tagged.lexicon.items.get(item.word?)?.stands_for;
    if stands_for.is_empty() || mention.kind != Kind::Item || mention.negated {
        return None;
    }
    // whose they are, or which state made them, tells them apart from those named before
    let others = mention.possessed || !item.made_by.is_empty();
    let definite = mention.definite == Some(true) && !others;
    let counted =
        mention.definite.is_none() && item.number_span.is_some() && item.unit.is_none() && !others;
    let (known, reach) = match (definite, counted) {
        (true, _) => (named.len(), DEFINITE),
        (_, true) => (earlier, COUNTED),
        _ => return None,
    };
    named
        .get(..known)?
        .iter()
        .rev()
        .take_while(|(_, at)| sentence - at <= reach)
        .map(|(thing, _)| thing)
        .find(|thing| {
            stands_for
                .iter()
                .any(|class| is_wider(&parse.tagged, class, &thing.class))
        })
}
