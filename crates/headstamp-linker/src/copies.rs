//! Texts that share passages: a wire story in two papers, one paper's report in another.
//!
//! `MinHash` over shingles of words finds candidates without comparing every text with every other; the share of common
//! shingles then decides. Which came first is told by the days. Next: `origins`, which lets a copy's statements share
//! their act.

use crate::days::{apart, days};
use crate::identity::fold;
use headstamp_model::Document;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::Serialize;
use std::hash::{Hash, Hasher};

/// Words of a shingle.
const WORDS: usize = 5;
/// Hash functions, in bands.
const BANDS: usize = 24;
/// Hash functions of a band.
const ROWS: usize = 2;
/// Share of the shorter text from which on two texts are one wire story.
const WIRE: f64 = 0.5;
/// Share from which on one text passes on the other.
const PASSED_ON: f64 = 0.15;
/// Share from which on the overlap is worth telling.
const TOLD: f64 = 0.05;

/// How texts come to share passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyKind {
    /// Both print one story of an agency, or one prints the other's.
    NewswireCopy,
    /// One uses the other.
    SourceToSource,
    /// Both quote the same words of somebody.
    CommonSource,
    /// A phrase or two.
    Incidental,
}

impl CopyKind {
    /// Whether what one text states comes from the other, or both from a third.
    pub fn passes_on(self) -> bool {
        matches!(self, Self::NewswireCopy | Self::SourceToSource)
    }
}

/// Two texts that share passages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CopyEdge {
    /// Id of the earlier document; of the one whose id comes first where days do not tell.
    pub earlier: String,
    /// Id of the later one.
    pub later: String,
    /// How.
    pub kind: CopyKind,
    /// Shingles of the shorter text that both have, 0 to 1.
    pub share: f64,
}

/// Days within which texts are held against each other: what is quoted years later is no wire story.
const ONE_STORY: i32 = 62;

/// Finds texts that share passages, among those of one time or without a day.
///
/// Only signatures are kept of all texts; the shingles of two are made again where their signatures meet.
pub fn copies(documents: &[Document]) -> Vec<CopyEdge> {
    let days: Vec<Option<(i32, i32)>> = documents
        .iter()
        .map(|d| days(d.published.as_deref()))
        .collect();
    let mut buckets: FxHashMap<(usize, u64), Vec<usize>> = FxHashMap::default();
    for (index, document) in documents.iter().enumerate() {
        for (band, key) in bands(&shingles(&document.text)) {
            buckets.entry((band, key)).or_default().push(index);
        }
    }
    let mut pairs: FxHashSet<(usize, usize)> = FxHashSet::default();
    for bucket in buckets.values_mut().filter(|bucket| bucket.len() > 1) {
        // those without a day come first and are held against all
        bucket.sort_by_key(|at| (days[*at], *at));
        for (n, a) in bucket.iter().enumerate() {
            for b in bucket.iter().skip(n + 1) {
                if apart(days[*a], days[*b]).is_some_and(|gap| gap > ONE_STORY) {
                    break;
                }
                pairs.insert((*a.min(b), *a.max(b)));
            }
        }
    }
    drop(buckets);
    let mut pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
    pairs.sort_unstable();
    let mut last: Option<(usize, FxHashSet<u64>)> = None;
    let mut out: Vec<CopyEdge> = Vec::new();
    for (a, b) in pairs {
        let first = match last.take() {
            Some((at, first)) if at == a => first,
            _ => shingles(&documents[a].text),
        };
        out.extend(edge(
            documents,
            (a, &first),
            (b, &shingles(&documents[b].text)),
        ));
        last = Some((a, first));
    }
    out.sort_by(|a, b| (&a.earlier, &a.later).cmp(&(&b.earlier, &b.later)));
    out
}

fn edge(
    documents: &[Document],
    (a, first): (usize, &FxHashSet<u64>),
    (b, second): (usize, &FxHashSet<u64>),
) -> Option<CopyEdge> {
    let common = first.intersection(second).count();
    let shorter = first.len().min(second.len());
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share of some thousand shingles"
    )]
    let share = if shorter == 0 {
        0.0
    } else {
        common as f64 / shorter as f64
    };
    let kind = match share {
        s if s >= WIRE => CopyKind::NewswireCopy,
        s if s >= PASSED_ON => CopyKind::SourceToSource,
        s if s >= TOLD => CopyKind::CommonSource,
        _ if common > 0 => CopyKind::Incidental,
        _ => return None,
    };
    let order = |at: usize| {
        let day = days(documents[at].published.as_deref()).map_or(i32::MAX, |d| d.0);
        (day, documents[at].id.as_str())
    };
    let (earlier, later) = if order(a) <= order(b) { (a, b) } else { (b, a) };
    Some(CopyEdge {
        earlier: documents[earlier].id.clone(),
        later: documents[later].id.clone(),
        kind,
        share,
    })
}

/// Hashes of every run of words.
fn shingles(text: &str) -> FxHashSet<u64> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    words.windows(WORDS).map(|run| hash(0, &run)).collect()
}

/// Keys of a text's bands: texts that share one are compared.
fn bands(shingles: &FxHashSet<u64>) -> Vec<(usize, u64)> {
    if shingles.is_empty() {
        return Vec::new();
    }
    (0..BANDS)
        .map(|band| {
            let rows: Vec<u64> = (0..ROWS)
                .map(|row| {
                    let seed = (band * ROWS + row + 1) as u64;
                    shingles.iter().map(|s| hash(seed, s)).min().unwrap_or(0)
                })
                .collect();
            (band, hash(0, &rows))
        })
        .collect()
}

fn hash<T: Hash>(seed: u64, value: &T) -> u64 {
    let mut hasher = FxHasher::default();
    seed.hash(&mut hasher);
    value.hash(&mut hasher);
    // the high bits of this hash are the good ones
    hasher
        .finish()
        .rotate_left(26)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
