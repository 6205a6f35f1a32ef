//! Which rows of patterns to try in a sentence: those one of whose rarest words stands there, between the words that it needs.

use super::{Found, Rows};
use crate::lexicon::{Sieve, WordId};
use crate::parse::Parse;
use crate::tagged::Tagged;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Letters of words that are too common to look rows up by, where there is a longer one.
const COMMON: usize = 4;

/// Patterns of a language, found by one word that each row cannot do without.
///
/// A pack has thousands of rows and a sentence twenty words: only rows are tried one of whose words occurs that few
/// other rows have.
#[derive(Debug, Clone)]
pub struct Indexed<T> {
    list: Vec<T>,
    candidates: Vec<Candidate>,
    /// For each word, by its number, where its candidates stand.
    by_word: Vec<Range<usize>>,
}

/// A row to try where one of its words stands.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    entry: usize,
    row: usize,
    /// How many words before it the row's first word stands, if only words stand between.
    behind: Option<usize>,
    /// Words one of which it also needs: the step with the fewest other rows but one.
    also: Option<Sieve>,
    /// Words one of which stands right before it.
    before: Option<Sieve>,
    /// Words one of which stands right after it.
    after: Option<Sieve>,
}

impl Candidate {
    /// Whether a sentence with its word at a place may hold it.
    fn may_stand(&self, tagged: &Tagged<'_>, at: usize) -> bool {
        let holds = |sieve: Option<Sieve>, at: Option<usize>| {
            sieve.is_none_or(|sieve| at.is_some_and(|at| sieve.may_hold(tagged.word_id(at))))
        };
        holds(self.before, at.checked_sub(1))
            && holds(self.after, Some(at + 1))
            && self.also.is_none_or(|also| also.meets(tagged.sieve))
    }
}

/// A row to try: its entry, its place there, and where its first word stands if that is known.
type Try = (usize, usize, Option<usize>);

impl<T: Rows> Indexed<T> {
    /// Indexes a list.
    pub fn new(list: Vec<T>) -> Self {
        // a word that many rows have says little about any of them
        let mut shared: FxHashMap<WordId, usize> = FxHashMap::default();
        for row in list.iter().flat_map(Rows::rows) {
            for word in row.words().flatten() {
                *shared.entry(word.id).or_default() += 1;
            }
        }
        let mut found: Vec<(WordId, Candidate)> = Vec::new();
        for (entry, rows) in list.iter().map(Rows::rows).enumerate() {
            for (row, steps) in rows.iter().enumerate() {
                let mut words: Vec<_> = steps.words().zip(&steps.sieves).enumerate().collect();
                words.sort_by_key(|(_, (words, _))| {
                    let rows = words.iter().map(|word| shared[&word.id]).max();
                    let shortest = words.iter().map(|word| word.length).min();
                    // short words stand in most sentences
                    let common = shortest.is_none_or(|letters| letters <= COMMON);
                    (common, rows, std::cmp::Reverse(shortest))
                });
                let Some(((step, (rarest, _)), others)) = words.split_first() else {
                    continue;
                };
                let candidate = Candidate {
                    entry,
                    row,
                    behind: steps.words_up_to(*step),
                    before: steps.beside(*step, false),
                    after: steps.beside(*step, true),
                    also: others.first().map(|(_, (_, sieve))| **sieve),
                };
                found.extend(rarest.iter().map(|word| (word.id, candidate)));
            }
        }
        found.sort_by_key(|(word, _)| word.index());
        let words = found.last().map_or(0, |(word, _)| word.index() + 1);
        let mut by_word = vec![0..0; words];
        for (at, (word, _)) in found.iter().enumerate() {
            let range = &mut by_word[word.index()];
            *range = if range.end == 0 { at } else { range.start }..at + 1;
        }
        Self {
            list,
            candidates: found.into_iter().map(|(_, candidate)| candidate).collect(),
            by_word,
        }
    }

    /// Every pattern that stands in a sentence, with the places where it does, in the order of the pack.
    pub fn find(&self, parse: &Parse<'_>) -> Vec<(&T, Vec<Found>)> {
        let sieve = parse.tagged.sieve;
        let mut rows: Vec<Try> = Vec::new();
        for (at, known) in parse.tagged.known.iter().enumerate() {
            let range = self.by_word.get(known.word.index()).cloned();
            let candidates = range.and_then(|range| self.candidates.get(range));
            rows.extend(
                candidates
                    .into_iter()
                    .flatten()
                    .filter(|candidate| candidate.may_stand(&parse.tagged, at))
                    .filter_map(|c| match c.behind {
                        Some(behind) => Some((c.entry, c.row, Some(at.checked_sub(behind)?))),
                        None => Some((c.entry, c.row, None)),
                    }),
            );
        }
        rows.sort_unstable();
        rows.dedup();
        rows.chunk_by(|a, b| a.0 == b.0)
            .filter_map(|rows| {
                let entry = self.list.get(rows.first()?.0)?;
                let mut found = Vec::new();
                for (_, row, at) in rows {
                    let row = &entry.rows()[*row];
                    if row.may_stand(sieve) {
                        let places = at.map_or(0..parse.tagged.len(), |at| at..at + 1);
                        row.find(parse, places, &mut found);
                    }
                }
                (!found.is_empty()).then_some((entry, found))
            })
            .collect()
    }
}
