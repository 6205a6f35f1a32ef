//! The slot language: constructions of words and slots in order.
//!
//! A pattern is a row of words, slots (`{source}`), choices (`a|b`), options (`[…]`) and gaps (`…`). Options
//! are written out when the pack is compiled, so matching is a walk. The language is described in
//! `docs/reference/pack-format.md`.

mod index;

use crate::lexicon::{Lexicon, Sieve, Vocabulary, WordId};
use crate::mentions::{Kind, Mention};
use crate::parse::Parse;
use crate::text::{Shape, fold};
use headstamp_model::{Basis, SourceKind};
use headstamp_packs::schema::Stance;
use headstamp_packs::{EventRules, Origin, Pack};
pub use index::Indexed;
use std::ops::Range;

/// How many words `…` may skip.
const GAP: usize = 6;

/// One step of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// One of these words, in the order of their numbers.
    Word(Vec<Word>),
    /// A slot.
    Slot(Box<str>),
    /// As many words as `…` may skip, or fewer.
    Gap,
}

/// A literal word, with its capitals where the pack writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    id: WordId,
    /// Letters; the longest word of a row is the rarest.
    length: usize,
    /// Whether it starts with a capital, where the pack writes one.
    capital: Option<bool>,
}

/// A compiled construction of attribution.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Rule id.
    pub rule: Box<str>,
    /// Pack entry.
    pub origin: Origin,
    /// What the source does.
    pub stance: Stance,
    /// Kind when the words do not tell.
    pub kind: Option<SourceKind>,
    /// Basis.
    pub basis: Option<Basis>,
    /// Whether it stands only at the start of a sentence.
    pub opens: bool,
    rows: Vec<Row>,
}

/// A compiled construction of an event.
#[derive(Debug, Clone)]
pub struct Construction {
    /// Index of its entry among the triggers of the lexicon.
    pub index: usize,
    /// Certainty that it gives.
    pub certainty: Option<headstamp_model::Certainty>,
    rows: Vec<Row>,
}

/// Something compiled to rows of steps.
pub trait Rows {
    /// Its rows; one of them standing is enough.
    fn rows(&self) -> &[Row];
}

/// Steps in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    steps: Vec<Step>,
    /// For each word step, the words that may stand there.
    sieves: Vec<Sieve>,
}

impl Row {
    /// A row of steps; without a word it would stand everywhere, so it is none.
    fn new(mut steps: Vec<Step>) -> Option<Self> {
        for step in &mut steps {
            if let Step::Word(words) = step {
                words.sort_by_key(|word| word.id);
            }
        }
        let sieves: Vec<Sieve> = steps
            .iter()
            .filter_map(|step| match step {
                Step::Word(words) => Some(words.iter().map(|word| word.id).collect()),
                _ => None,
            })
            .collect();
        (!sieves.is_empty()).then_some(Self { steps, sieves })
    }

    /// The choices of each word step.
    fn words(&self) -> impl Iterator<Item = &Vec<Word>> {
        self.steps.iter().filter_map(|step| match step {
            Step::Word(words) => Some(words),
            _ => None,
        })
    }

    /// How many words stand before its word step of this number, from its first on, if nothing else does.
    fn words_up_to(&self, step: usize) -> Option<usize> {
        let first = self
            .steps
            .iter()
            .skip_while(|s| !matches!(s, Step::Word(_)));
        let together = first.take_while(|s| matches!(s, Step::Word(_))).count();
        (step < together).then_some(step)
    }

    /// Words one of which stands right beside a word step of this number, if it has a neighbour of words.
    fn beside(&self, step: usize, after: bool) -> Option<Sieve> {
        let is_word = |step: &Step| matches!(step, Step::Word(_));
        let mut places = self.steps.iter().enumerate().filter(|(_, s)| is_word(s));
        let (at, _) = places.nth(step)?;
        let (other, number) = if after {
            (self.steps.get(at + 1)?, step + 1)
        } else {
            (self.steps.get(at.checked_sub(1)?)?, step.checked_sub(1)?)
        };
        is_word(other).then(|| self.sieves[number])
    }

    /// Adds where it stands with its first word at one of `places`; of two that overlap the longer.
    fn find(&self, parse: &Parse<'_>, places: Range<usize>, out: &mut Vec<Found>) {
        let first = self.steps.iter().enumerate();
        let Some((before, words, after)) = first.into_iter().find_map(|(at, step)| match step {
            Step::Word(words) => Some((&self.steps[..at], words, &self.steps[at + 1..])),
            _ => None,
        }) else {
            return;
        };
        for at in places.filter(|at| stands(parse, *at, words)) {
            let mut slots = Vec::new();
            let Some(start) = backward(parse, before, at, &mut slots) else {
                continue;
            };
            let Some(end) = forward(parse, after, at + 1, &mut slots) else {
                continue;
            };
            let found = Found {
                tokens: start..end,
                anchor: at,
                slots,
            };
            match out
                .iter_mut()
                .find(|f| f.anchor == at || f.tokens.start < end && start < f.tokens.end)
            {
                Some(old) if old.tokens.len() < found.tokens.len() => *old = found,
                Some(_) => {}
                None => out.push(found),
            }
        }
    }

    /// Whether a sentence of these words may hold it.
    fn may_stand(&self, words: Sieve) -> bool {
        self.sieves.iter().all(|step| step.meets(words))
    }
}

impl Rows for Pattern {
    fn rows(&self) -> &[Row] {
        &self.rows
    }
}

impl Rows for Construction {
    fn rows(&self) -> &[Row] {
        &self.rows
    }
}

/// A place where a pattern stands.
#[derive(Debug, Clone)]
pub struct Found {
    /// All of it.
    pub tokens: Range<usize>,
    /// First literal word.
    pub anchor: usize,
    slots: Vec<(Box<str>, Range<usize>)>,
}

impl Found {
    /// Every slot with its tokens.
    pub fn slots(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.slots.iter().map(|(name, range)| (&**name, range))
    }

    /// The tokens in a slot.
    pub fn slot(&self, name: &str) -> Option<&Range<usize>> {
        self.slots
            .iter()
            .find(|(n, _)| &**n == name)
            .map(|(_, r)| r)
    }
}

/// Compiles the attribution patterns of a pack.
pub fn compile(pack: &Pack, lexicon: &mut Lexicon) -> Vec<Pattern> {
    pack.patterns
        .iter()
        .map(|(id, entry)| Pattern {
            rule: format!("{}.attribution.{id}", lexicon.language).into(),
            origin: entry.origin.clone(),
            stance: entry.value.stance.unwrap_or(Stance::Says),
            kind: entry.value.kind,
            basis: entry.value.basis,
            opens: entry.value.opens,
            rows: entry
                .value
                .pattern
                .iter()
                .flat_map(|p| rows_of(p, &mut lexicon.vocabulary))
                .filter_map(Row::new)
                .collect(),
        })
        .collect()
}

/// Compiles the constructions of a pack's events.
pub fn compile_constructions(pack: &Pack, lexicon: &mut Lexicon) -> Vec<Construction> {
    let mut out = Vec::new();
    for (event, rules) in &pack.events {
        for (id, entry) in &rules.rules {
            let rule = format!("{}.{event}.{id}", lexicon.language);
            let Some(index) = lexicon.triggers.iter().position(|t| *t.rule == *rule) else {
                continue;
            };
            let rows = entry
                .value
                .pattern
                .iter()
                .flat_map(|p| {
                    let rows = rows_of(p, &mut lexicon.vocabulary).into_iter();
                    rows.map(|row| expand(row, rules, &mut lexicon.vocabulary))
                        .collect::<Vec<_>>()
                })
                .filter_map(Row::new)
                .collect();
            out.push(Construction {
                index,
                certainty: entry.value.certainty,
                rows,
            });
        }
    }
    out
}

/// `{deliver}` stands for any form of that trigger of the same file.
fn expand(steps: Vec<Step>, rules: &EventRules, vocabulary: &mut Vocabulary) -> Vec<Step> {
    steps
        .into_iter()
        .map(|step| {
            let Step::Slot(name) = step else { return step };
            let (base, only_noun) = name
                .strip_suffix(".noun")
                .map_or((&*name, false), |base| (base, true));
            let Some(entry) = rules.triggers.get(base) else {
                return Step::Slot(name);
            };
            let trigger = &entry.value;
            let verbs = [
                &trigger.present,
                &trigger.past,
                &trigger.participle,
                &trigger.infinitive,
                &trigger.gerund,
            ];
            let forms = trigger
                .noun
                .iter()
                .chain(verbs.into_iter().flatten().filter(|_| !only_noun))
                .filter(|form| !form.contains(' '));
            Step::Word(forms.map(|form| word(form, vocabulary)).collect())
        })
        .collect()
}

/// Every row that a pattern with options stands for.
fn rows_of(pattern: &str, vocabulary: &mut Vocabulary) -> Vec<Vec<Step>> {
    let mut texts = vec![String::new()];
    let mut depth_start: Option<usize> = None;
    let mut inner = String::new();
    for c in pattern.chars() {
        match (c, depth_start) {
            ('[', None) => depth_start = Some(0),
            (']', Some(_)) => {
                depth_start = None;
                let with: Vec<String> = texts.iter().map(|t| format!("{t} {inner} ")).collect();
                texts.extend(with);
                inner.clear();
            }
            (c, Some(_)) => inner.push(c),
            (c, None) => texts.iter_mut().for_each(|t| t.push(c)),
        }
    }
    texts
        .iter()
        .map(|t| steps(t, vocabulary))
        .filter(|row| !row.is_empty())
        .collect()
}

fn steps(text: &str, vocabulary: &mut Vocabulary) -> Vec<Step> {
    let mut out = Vec::new();
    for part in text.split_whitespace() {
        if part == "…" || part == "..." {
            out.push(Step::Gap);
        } else if let Some(name) = part
            .strip_prefix('{')
            .and_then(|p| p.strip_suffix('}').or_else(|| p.strip_suffix("},")))
        {
            out.push(Step::Slot(name.into()));
        } else if part.contains('|') {
            out.push(Step::Word(
                part.split('|').map(|w| word(w, vocabulary)).collect(),
            ));
        } else {
            // a part such as `X's` or `e.g.` is as many tokens as the text's own cutting makes
            out.extend(
                crate::text::tokenize(part)
                    .map(|t| Step::Word(vec![word(t.span.of(part), vocabulary)])),
            );
        }
    }
    out
}

fn word(text: &str, vocabulary: &mut Vocabulary) -> Word {
    let folded = fold(text);
    Word {
        id: vocabulary.add(&folded),
        length: folded.len(),
        capital: text
            .chars()
            .any(char::is_uppercase)
            .then(|| text.starts_with(char::is_uppercase)),
    }
}

fn stands(parse: &Parse<'_>, at: usize, words: &[Word]) -> bool {
    let id = parse.tagged.word_id(at);
    if id == WordId::UNKNOWN {
        return false;
    }
    // a step may have every form of every verb of saying
    let from = words.partition_point(|word| word.id < id);
    let same = words[from..].iter().take_while(|word| word.id == id);
    let capital = || {
        let token = parse.tagged.tokens[at].span.of(parse.tagged.text);
        token.starts_with(char::is_uppercase)
    };
    same.map(|word| word.capital)
        .any(|wanted| wanted.is_none_or(|wanted| at == 0 || capital() == wanted))
}

fn backward(
    parse: &Parse<'_>,
    steps: &[Step],
    end: usize,
    slots: &mut Vec<(Box<str>, Range<usize>)>,
) -> Option<usize> {
    let Some((last, rest)) = steps.split_last() else {
        return Some(end);
    };
    match last {
        Step::Word(words) => end
            .checked_sub(1)
            .filter(|at| stands(parse, *at, words))
            .and_then(|at| backward(parse, rest, at, slots)),
        Step::Gap => (0..=GAP).find_map(|skip| {
            end.checked_sub(skip)
                .and_then(|at| backward(parse, rest, at, slots))
        }),
        Step::Slot(name) => {
            let comma = end
                .checked_sub(1)
                .filter(|at| parse.tagged.is_mark(*at, ','))
                .unwrap_or(end);
            let mention = parse
                .mentions
                .iter()
                .find(|m| fits_slot(m, name) && (m.tokens.end == end || m.tokens.end == comma))?;
            let start = mention.tokens.start;
            slots.push((name.clone(), mention.tokens.clone()));
            backward(parse, rest, start, slots)
        }
    }
}

fn forward(
    parse: &Parse<'_>,
    steps: &[Step],
    start: usize,
    slots: &mut Vec<(Box<str>, Range<usize>)>,
) -> Option<usize> {
    let Some((first, rest)) = steps.split_first() else {
        return Some(start);
    };
    match first {
        Step::Word(words) => stands(parse, start, words)
            .then(|| forward(parse, rest, start + 1, slots))
            .flatten(),
        Step::Gap => (0..=GAP).find_map(|skip| {
            let before = slots.len();
            let found = forward(parse, rest, start + skip, slots);
            if found.is_none() {
                slots.truncate(before);
            }
            found
        }),
        Step::Slot(name) => {
            let range = slot_at(parse, start, name)?;
            let end = range.end;
            slots.push((name.clone(), range));
            forward(parse, rest, end, slots)
        }
    }
}

fn fits_slot(mention: &Mention, name: &str) -> bool {
    match name {
        "item" | "items" => matches!(mention.kind, Kind::Item | Kind::Number),
        _ => speaks(mention),
    }
}

fn speaks(mention: &Mention) -> bool {
    matches!(mention.kind, Kind::Party | Kind::Pronoun) || mention.kind == Kind::Place
}

/// The phrase that starts at a token, or words that no list knows.
fn slot_at(parse: &Parse<'_>, start: usize, name: &str) -> Option<Range<usize>> {
    if !matches!(name, "source" | "via") {
        let mention = parse
            .mentions
            .iter()
            .find(|m| fits_slot(m, name) && m.tokens.start <= start && start < m.tokens.end)?;
        // the whole coordination fills the slot
        let end = parse
            .mentions
            .iter()
            .filter(|m| m.group == mention.group)
            .map(|m| m.tokens.end)
            .max()?;
        return Some(start..end);
    }
    if let Some(mention) = parse.mentions.iter().find(|m| {
        speaks(m) && m.tokens.start <= start && start < m.tokens.end && m.start() <= start
    }) {
        return Some(start..mention.tokens.end);
    }
    // an article, then a phrase; or a few unknown words up to a phrase
    let article = parse.tagged.article(start).is_some();
    let mut at = start + usize::from(article);
    let mut words = 0;
    while at < parse.tagged.len() && words < 5 {
        if let Some(mention) = parse
            .mentions
            .iter()
            .find(|m| speaks(m) && m.tokens.start == at && m.preposition.is_none())
        {
            return Some(start..mention.tokens.end);
        }
        let known = parse
            .tagged
            .tokens
            .get(at)
            .is_none_or(|t| t.shape != Shape::Word)
            || !parse.tagged.unknown(at);
        if known {
            break;
        }
        at += 1;
        words += 1;
    }
    (words > 0).then_some(start..at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_gives_a_row_with_and_one_without() {
        assert_eq!(
            rows_of("a [b] {source}", &mut Vocabulary::default()).len(),
            2
        );
    }

    #[test]
    fn a_choice_is_one_step() {
        assert_eq!(
            rows_of("van|uit {source}", &mut Vocabulary::default())[0].len(),
            2
        );
    }
}
