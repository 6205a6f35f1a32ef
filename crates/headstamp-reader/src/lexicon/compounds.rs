//! Words written together: `Waffenlieferungen`, `US-Regierung`, `Chinese-made`, `F-16-Kampfjets`.
//!
//! The longest known head at the end decides what the word is; what stands before it, with or
//! without linking letters, is its modifier. A modifier that no entry knows is dropped, but the head is
//! kept, because `Sondermunition` is ammunition all the same. Solid compounds are only looked for in
//! languages that have them; hyphens join in all.

use super::fit::capitals_match;
use super::{Hit, Kinds, Lexicon, Part, Sense, fold_form, layer_of};
use crate::lexicon::{Layer, VerbForm};
use crate::text::Token;

/// Shortest head of a solid compound, in characters: shorter ones (`art`, `rat`) end too many other words.
const SHORTEST_HEAD: usize = 4;

impl Lexicon {
    pub(super) fn compound_hits(&self, text: &str, token: &Token, at: usize, out: &mut Vec<Hit>) {
        let word = &*token.folded;
        let raw = token.span.of(text);
        if word.contains('-') && self.hyphenated(word, raw, at, out) {
            return;
        }
        if self.orthography.compounds && word.chars().count() > SHORTEST_HEAD + 1 {
            let base = self.strip_possessive(word).unwrap_or(word);
            self.solid(base, at, out);
        }
    }

    /// `prefix-rest` at any hyphen, the longest known prefix first.
    fn hyphenated(&self, word: &str, raw: &str, at: usize, out: &mut Vec<Hit>) -> bool {
        let mut cuts: Vec<usize> = word.match_indices('-').map(|(i, _)| i).collect();
        cuts.reverse();
        let mut fallback: Option<Vec<usize>> = None;
        for cut in cuts {
            let (Some(prefix), Some(rest)) = (word.get(..cut), word.get(cut + 1..)) else {
                continue;
            };
            let raw_prefix = raw
                .char_indices()
                .nth(prefix.chars().count())
                .and_then(|(i, _)| raw.get(..i))
                .unwrap_or(raw);
            let raw_rest = raw
                .char_indices()
                .nth(prefix.chars().count() + 1)
                .and_then(|(i, _)| raw.get(i..));
            let modifiers = self.words_named(prefix, Some(raw_prefix));
            let heads = self.head_entries(rest, raw_rest);
            if !modifiers.is_empty() && !heads.is_empty() {
                self.push(out, at, &modifiers, Part::Modifier);
                self.push(out, at, &heads, Part::Head);
                return true;
            }
            if !heads.is_empty() && fallback.is_none() {
                fallback = Some(heads);
            } else if heads.is_empty()
                && modifiers
                    .iter()
                    .any(|m| !matches!(self.entries[*m].sense, Sense::Unit(..)))
            {
                // `Iran-backed`: the modifier is named, the rest is not
                self.push(out, at, &modifiers, Part::Modifier);
                return true;
            }
        }
        if let Some(heads) = fallback {
            self.push(out, at, &heads, Part::Head);
            return true;
        }
        false
    }

    fn solid(&self, word: &str, at: usize, out: &mut Vec<Hit>) {
        for (cut, _) in word.char_indices().skip(2) {
            let (Some(prefix), Some(rest)) = (word.get(..cut), word.get(cut..)) else {
                continue;
            };
            if rest.chars().count() < SHORTEST_HEAD {
                break;
            }
            let Some(heads) = self.heads.get(rest) else {
                continue;
            };
            self.push(out, at, &self.modifier_entries(prefix), Part::Modifier);
            self.push(out, at, heads, Part::Head);
            return;
        }
    }

    /// Entries of a whole word that can head a compound: any name or event word, or a solid compound.
    ///
    /// `raw` is the word as written, whose capitals count: `Jong-un` is not the UN.
    fn head_entries(&self, word: &str, raw: Option<&str>) -> Vec<usize> {
        let direct: Vec<usize> = self
            .single_forms(word, raw)
            .filter(|e| may_head(&self.entries[*e].sense))
            .collect();
        if !direct.is_empty() {
            return direct;
        }
        if let Some(heads) = self.heads.get(word) {
            return heads.clone();
        }
        if !self.orthography.compounds {
            return Vec::new();
        }
        word.char_indices()
            .skip(2)
            .filter_map(|(cut, _)| word.get(cut..))
            .take_while(|rest| rest.chars().count() >= SHORTEST_HEAD)
            .find_map(|rest| self.heads.get(rest).cloned())
            .unwrap_or_default()
    }

    /// Entries of what stands before a head, its linking letters off.
    fn modifier_entries(&self, prefix: &str) -> Vec<usize> {
        let direct = self.words_named(prefix, None);
        if !direct.is_empty() {
            return direct;
        }
        for link in &self.orthography.linking {
            if let Some(base) = prefix.strip_suffix(link.as_str()) {
                let found = self.words_named(base, None);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        // the modifier may be a compound itself: `Artilleriemunitions-`
        let mut base = prefix;
        for link in &self.orthography.linking {
            if let Some(stripped) = prefix.strip_suffix(link.as_str()) {
                base = stripped;
                break;
            }
        }
        for candidate in [prefix, base] {
            for (cut, _) in candidate.char_indices().skip(2) {
                let Some(rest) = candidate.get(cut..) else {
                    continue;
                };
                if rest.chars().count() < SHORTEST_HEAD {
                    break;
                }
                let found: Vec<usize> = self
                    .heads
                    .get(rest)
                    .into_iter()
                    .flatten()
                    .copied()
                    .filter(|e| matches!(self.entries[*e].sense, Sense::Item(_)))
                    .collect();
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// Name-layer entries of a single word, at least two letters.
    fn words_named(&self, word: &str, raw: Option<&str>) -> Vec<usize> {
        if word.chars().count() < if raw.is_some() { 2 } else { 3 } {
            return Vec::new();
        }
        self.single_forms(word, raw)
            .filter(|e| layer_of(&self.entries[*e].sense) == Layer::Name)
            .collect()
    }

    fn single_forms<'a>(
        &'a self,
        word: &str,
        raw: Option<&'a str>,
    ) -> impl Iterator<Item = usize> + 'a {
        self.starting(self.vocabulary.find(word))
            .into_iter()
            .flat_map(|starting| &starting.single)
            .filter(
                move |form| match (raw, form.tokens.first().and_then(|t| t.exact.as_deref())) {
                    (Some(raw), Some(exact)) => capitals_match(raw, exact),
                    _ => true,
                },
            )
            .map(|form| form.entry)
    }

    fn push(&self, out: &mut Vec<Hit>, at: usize, entries: &[usize], part: Part) {
        out.extend(entries.iter().map(|entry| Hit {
            tokens: at..at + 1,
            entry: *entry,
            part,
            possessive: false,
            kinds: Kinds::of(&self.entries[*entry].sense),
        }));
    }

    pub(super) fn add_head(&mut self, form: &str, entry: usize) {
        let folded = fold_form(form);
        if folded.chars().count() >= SHORTEST_HEAD && !folded.contains(' ') {
            let list = self.heads.entry(folded).or_default();
            if !list.contains(&entry) {
                list.push(entry);
            }
        }
    }
}

/// Names, event nouns and participles end compounds; finite verbs do not (`second-hand`).
fn may_head(sense: &Sense) -> bool {
    match sense {
        Sense::Trigger(_, form) | Sense::Operator(_, form) | Sense::Cue(_, form) => matches!(
            form,
            VerbForm::Noun | VerbForm::AgentNoun | VerbForm::Participle
        ),
        other => layer_of(other) == Layer::Name,
    }
}
