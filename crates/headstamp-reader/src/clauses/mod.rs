//! Clauses: which words stand together around which verb, and what hangs on what.
//!
//! A sentence is cut at marks, openers and joints into segments; segments join into clauses by one
//! question: whose finite verb is still missing? That brings a main clause together again around a relative
//! clause in its middle, and keeps `not only … but also` in one piece. Next: `frames`.

mod segments;

use crate::grammar::{Class, Opener};
use crate::lexicon::{Sense, VerbForm};
use crate::mentions::{Kind, Mention};
use crate::tagged::Tagged;
use crate::text::Shape;
use crate::verbs::Status;
use headstamp_packs::schema::WordOrder;
use segments::segments;
use std::ops::Range;

/// A clause.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its token ranges, in order.
    pub ranges: Vec<Range<usize>>,
    /// What opened it; `None` for a main clause.
    pub opener: Option<Opener>,
    /// The clause that it hangs on.
    pub parent: Option<usize>,
    /// For a relative clause, the phrase that it describes.
    pub antecedent: Option<usize>,
    /// Preposition before the relative pronoun.
    pub preposition: Option<Box<str>>,
    /// Token of the relative pronoun.
    pub relative: Option<usize>,
    /// First finite verb.
    pub finite: Option<usize>,
    /// Whether it goes on the clause before it with `and`, so that its subject may be left out.
    pub joined_to: Option<usize>,
    /// Whether it stands in brackets.
    pub bracketed: bool,
}

/// The clauses of a sentence and whose each token is.
#[derive(Debug, Clone)]
pub struct Clauses {
    /// Clauses in order of their first word.
    pub list: Vec<Clause>,
    /// Clause of each token.
    pub of: Vec<usize>,
}

impl Clauses {
    /// The clause of a token.
    pub fn at(&self, token: usize) -> usize {
        self.of.get(token).copied().unwrap_or(0)
    }

    /// A clause and those it hangs on, from the inside out.
    pub fn ancestors(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = Some(clause);
        let mut left = self.list.len() + 1;
        std::iter::from_fn(move || {
            let now = at?;
            left = left.checked_sub(1)?;
            at = self.list.get(now).and_then(|c| c.parent);
            Some(now)
        })
    }

    /// Tokens from the first to the last of a clause.
    pub fn extent(&self, clause: usize) -> Range<usize> {
        self.list.get(clause).map_or(0..0, |c| {
            let start = c.ranges.iter().map(|r| r.start).min().unwrap_or(0);
            let end = c.ranges.iter().map(|r| r.end).max().unwrap_or(0);
            start..end
        })
    }

    /// Whether a token belongs to a clause.
    pub fn holds(&self, clause: usize, token: usize) -> bool {
        self.at(token) == clause
    }
}

#[derive(Debug)]
struct Segment {
    range: Range<usize>,
    opener: Option<(Opener, usize)>,
    preposition: Option<Box<str>>,
    /// What stands before it.
    border: Border,
    finite: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Border {
    Start,
    Comma,
    Strong,
    Open,
    Close,
    Joint,
    None,
}

/// Cuts a sentence into clauses.
pub fn cut(tagged: &Tagged<'_>, mentions: &[Mention], statuses: &[Option<Status>]) -> Clauses {
    let segments = segments(tagged, mentions, statuses);
    let mut list: Vec<Clause> = Vec::new();
    let mut of = vec![0; tagged.len()];
    let mut current = 0usize;
    let mut before_bracket: Vec<usize> = Vec::new();
    let dateline = dateline(tagged, statuses).max(lead(tagged, mentions, statuses));
    for segment in &segments {
        if segment.range.end <= dateline {
            // the place and agency before the dash are no part of the sentence
            if list.is_empty() {
                let mut line = clause(segment, None);
                line.bracketed = true;
                list.push(line);
            } else if let Some(line) = list.first_mut() {
                line.ranges.push(segment.range.clone());
            }
            current = 0;
            continue;
        }
        if dateline > 0 && list.len() == 1 {
            list.push(clause(segment, None));
            current = 1;
            for slot in of.get_mut(segment.range.clone()).into_iter().flatten() {
                *slot = current;
            }
            continue;
        }
        if list.is_empty() {
            list.push(clause(segment, None));
        } else {
            if segment.border == Border::Open {
                before_bracket.push(current);
            }
            if segment.border == Border::Close {
                current = before_bracket.pop().unwrap_or(current);
            }
            current = place(tagged, mentions, statuses, segment, &mut list, current);
        }
        if let Some(clause) = list.get_mut(current) {
            if clause
                .ranges
                .last()
                .is_none_or(|r| r.start != segment.range.start)
            {
                clause.ranges.push(segment.range.clone());
            }
            if clause.finite.is_none() {
                clause.finite = segment.finite;
            }
        }
        for slot in of.get_mut(segment.range.clone()).into_iter().flatten() {
            *slot = current;
        }
    }
    if list.is_empty() {
        list.push(Clause {
            ranges: std::iter::once(0..tagged.len()).collect(),
            opener: None,
            parent: None,
            antecedent: None,
            preposition: None,
            relative: None,
            finite: None,
            joined_to: None,
            bracketed: false,
        });
    }
    Clauses { list, of }
}

/// End of a dateline (`SEOUL (ANP) – `): capitals, brackets and dates up to a dash near the start, without a verb.
fn dateline(tagged: &Tagged<'_>, statuses: &[Option<Status>]) -> usize {
    let Some(dash) = (1..tagged.len().min(10)).find(|i| {
        tagged.tokens.get(*i).is_some_and(|t| {
            t.shape == Shape::Punct
                && (matches!(t.folded.chars().next(), Some('–' | '—' | '-')) && t.space_before
                    || t.folded.starts_with(':') && *i <= 3)
        })
    }) else {
        return 0;
    };
    // `SEOUL –`, `Seoul (dpa) -`, `NEW DELHI:`
    let colon = tagged.is_mark(dash, ':');
    let place = tagged.tokens.first().is_some_and(|t| {
        t.capital == crate::text::Capital::Upper
            || !colon && t.has_capital() && (dash <= 2 || (1..=3).any(|i| tagged.is_mark(i, '(')))
    });
    let quiet = (0..dash)
        .all(|i| statuses.get(i).is_some_and(Option::is_none) && tagged.article(i).is_none());
    if place && quiet { dash + 1 } else { 0 }
}

/// End of a lead (`Kyiv: …`, `Report of the ministry: …`): a phrase that names somebody before a colon at the
/// start, without a verb, a thing or an event, is no part of the sentence behind it.
fn lead(tagged: &Tagged<'_>, mentions: &[Mention], statuses: &[Option<Status>]) -> usize {
    let Some(colon) = (1..tagged.len().min(8)).find(|i| tagged.is_mark(*i, ':')) else {
        return 0;
    };
    let before = || mentions.iter().filter(|m| m.tokens.end <= colon);
    let names = before().any(|m| matches!(m.kind, Kind::Party | Kind::Place));
    let tells = before().any(|m| matches!(m.kind, Kind::Item | Kind::Event | Kind::Number));
    let quiet = (0..colon).all(|i| statuses.get(i).is_some_and(Option::is_none));
    // `Monitors: agreed in Doha`: a verb right behind it has the lead as its subject
    let verb_behind = statuses.get(colon + 1).is_some_and(Option::is_none)
        && (colon + 1..tagged.len()).any(|i| matches!(statuses.get(i), Some(Some(Status::Finite))));
    if names && !tells && quiet && verb_behind {
        colon + 1
    } else {
        0
    }
}

fn clause(segment: &Segment, parent: Option<usize>) -> Clause {
    Clause {
        ranges: vec![segment.range.clone()],
        opener: segment.opener.map(|(kind, _)| kind),
        parent,
        antecedent: None,
        preposition: segment.preposition.clone(),
        relative: None,
        finite: segment.finite,
        joined_to: None,
        bracketed: segment.border == Border::Open,
    }
}

/// Decides which clause a segment belongs to, making one where needed.
fn place(
    tagged: &Tagged<'_>,
    mentions: &[Mention],
    statuses: &[Option<Status>],
    segment: &Segment,
    list: &mut Vec<Clause>,
    current: usize,
) -> usize {
    let new = |list: &mut Vec<Clause>, parent: Option<usize>| {
        list.push(clause(segment, parent));
        list.len() - 1
    };
    if segment.border == Border::Open {
        return new(list, Some(current));
    }
    if let Some((kind, token)) = segment.opener {
        // `that … and that …`: the second hangs where the first does
        let twin = list
            .get(current)
            .filter(|c| c.opener == Some(kind) && segment.border == Border::Joint)
            .map(|c| c.parent);
        let index = new(list, twin.unwrap_or(Some(current)));
        if kind == Opener::Relative {
            let antecedent = antecedent(tagged, mentions, token, segment);
            if let Some(clause) = list.get_mut(index) {
                clause.antecedent = antecedent;
                clause.relative = Some(token);
            }
        }
        return index;
    }
    let ancestors = |list: &[Clause], from: usize| {
        let mut out = vec![from];
        let mut at = from;
        while let Some(parent) = list.get(at).and_then(|c| c.parent) {
            if out.contains(&parent) {
                break;
            }
            out.push(parent);
            at = parent;
        }
        out
    };
    let infinitive = segment.finite.is_none()
        && segment.border == Border::Comma
        && infinitive_group(tagged, statuses, segment.range.clone());
    if infinitive
        && tagged.lexicon.orthography.order == WordOrder::V2
        && list.get(current).is_some_and(|c| c.finite.is_some())
    {
        let index = new(list, Some(current));
        if let Some(clause) = list.get_mut(index) {
            clause.opener = Some(Opener::Infinitive);
        }
        return index;
    }
    let line = ancestors(list, current);
    if segment.finite.is_some() {
        // the innermost clause that still lacks its verb; an infinitive clause never gets one
        if let Some(pending) = line.iter().copied().find(|c| {
            list.get(*c).is_some_and(|c| {
                c.finite.is_none() && c.opener != Some(Opener::Infinitive) && !c.bracketed
            })
        }) {
            return pending;
        }
        if segment.border == Border::Joint {
            // a joined clause hangs where the clause before it hangs; after an infinitive clause, where its matrix does
            let base = line
                .iter()
                .copied()
                .find(|c| {
                    list.get(*c).is_some_and(|c| {
                        c.opener != Some(Opener::Infinitive) && c.opener != Some(Opener::Relative)
                            || c.finite.is_some() && verb_last(tagged, segment)
                    })
                })
                .unwrap_or(current);
            let (parent, opener) = list
                .get(base)
                .map_or((None, None), |c| (c.parent, c.opener));
            let index = new(list, parent);
            if let Some(clause) = list.get_mut(index) {
                clause.opener = opener;
                clause.joined_to = Some(base);
            }
            return index;
        }
        // `Reports, Russland habe geliefert`: reported mood after plain mood is what somebody says
        let reported = |finite: Option<usize>| {
            finite.is_some_and(|f| tagged.auxiliary(f).is_some_and(|a| a.reported))
        };
        let told = takes_content(tagged, list, current, statuses)
            || reported(segment.finite) && list.get(current).is_some_and(|c| !reported(c.finite));
        if segment.border == Border::Comma && told && !speaks_first(tagged, segment) {
            let index = new(list, Some(current));
            if let Some(clause) = list.get_mut(index) {
                clause.opener = Some(Opener::Content);
            }
            return index;
        }
        let semicolon = segment
            .range
            .start
            .checked_sub(1)
            .is_some_and(|at| tagged.is_mark(at, ';'));
        if segment.border == Border::Strong
            && !semicolon
            && takes_content(tagged, list, current, statuses)
        {
            let index = new(list, Some(current));
            if let Some(clause) = list.get_mut(index) {
                clause.opener = Some(Opener::Content);
            }
            return index;
        }
        return new(list, None);
    }
    // no verb of its own: the innermost clause that waits for one, or the one it stands in
    if segment.border == Border::Comma
        && list.get(current).is_some_and(|c| {
            c.opener.is_some() && c.opener != Some(Opener::Infinitive) && c.finite.is_some()
        })
        && let Some(waiting) = line.iter().skip(1).copied().find(|c| {
            list.get(*c)
                .is_some_and(|c| c.finite.is_none() || waits_for_participle(tagged, statuses, c))
        })
    {
        return waiting;
    }
    // `called reports that …, a lie`: what names nothing behind the verb that closes a content clause goes on above it
    let closed = |c: &Clause| {
        let verb = |i: &usize| statuses.get(*i).is_some_and(Option::is_some);
        // the comma and the word before it
        let end = c.ranges.last().map_or(0, |r| r.end);
        c.opener == Some(Opener::Content)
            && tagged.lexicon.orthography.order == WordOrder::V2
            && (end.saturating_sub(2)..end).any(|i| verb(&i))
    };
    if segment.border == Border::Comma
        && list.get(current).is_some_and(closed)
        && let Some(parent) = list.get(current).and_then(|c| c.parent)
        && !mentions
            .iter()
            .any(|m| m.kind != Kind::Pronoun && segment.range.contains(&m.head.start))
    {
        return parent;
    }
    if segment.border == Border::Comma
        && list
            .get(current)
            .is_some_and(|c| c.opener == Some(Opener::Infinitive))
        && let Some(waiting) = line
            .iter()
            .skip(1)
            .copied()
            .find(|c| list.get(*c).is_some_and(|c| c.finite.is_none()))
    {
        return waiting;
    }
    current
}

fn verb_last(tagged: &Tagged<'_>, segment: &Segment) -> bool {
    tagged.lexicon.orthography.order == WordOrder::V2
        && segment.finite.is_some_and(|f| f + 2 >= segment.range.end)
}

/// A clause with an auxiliary or modal whose participle or infinitive has not come yet.
fn waits_for_participle(tagged: &Tagged<'_>, statuses: &[Option<Status>], clause: &Clause) -> bool {
    if tagged.lexicon.orthography.order != WordOrder::V2 {
        return false;
    }
    let helper = clause.finite.is_some_and(|f| {
        tagged.modal(f).is_some()
            || tagged
                .auxiliary(f)
                .is_some_and(|a| a.perfect || a.passive || a.future || a.conditional)
    });
    helper
        && !clause.ranges.iter().flat_map(Clone::clone).any(|i| {
            matches!(
                statuses.get(i),
                Some(Some(Status::Participle | Status::Infinitive))
            )
        })
}

/// Whether a clause has a verb of saying or an operator that a bare clause may follow.
fn takes_content(
    tagged: &Tagged<'_>,
    list: &[Clause],
    clause: usize,
    statuses: &[Option<Status>],
) -> bool {
    list.get(clause).is_some_and(|c| {
        c.ranges.iter().flat_map(Clone::clone).any(|i| {
            statuses.get(i).is_some_and(Option::is_some)
                && tagged.senses(i).any(
                    |(_, s)| matches!(s, Sense::Cue(_, form) if !matches!(form, VerbForm::Noun)),
                )
        })
    })
}

/// Whether a segment starts with its verb of saying: `…, said the minister`.
fn speaks_first(tagged: &Tagged<'_>, segment: &Segment) -> bool {
    segment.range.clone().take(3).any(|i| {
        Some(i) == segment.finite && tagged.senses(i).any(|(_, s)| matches!(s, Sense::Cue(..)))
    }) || segment.range.len() <= 8
        && segment.range.clone().any(|i| {
            Some(i) == segment.finite && tagged.senses(i).any(|(_, s)| matches!(s, Sense::Cue(..)))
        })
}

fn infinitive_group(tagged: &Tagged<'_>, statuses: &[Option<Status>], range: Range<usize>) -> bool {
    range.clone().any(|i| {
        matches!(statuses.get(i), Some(Some(Status::Infinitive)))
            && (i > range.start && tagged.infinitive_marker(i - 1)
                || tagged.senses(i).any(|(_, s)| {
                    matches!(
                        s,
                        Sense::Trigger(_, VerbForm::Infinitive)
                            | Sense::Operator(_, VerbForm::Infinitive)
                    )
                }))
    })
}

/// The nearest phrase before a relative pronoun that it can describe.
fn antecedent(
    tagged: &Tagged<'_>,
    mentions: &[Mention],
    token: usize,
    segment: &Segment,
) -> Option<usize> {
    let limit = segment.range.start.min(token);
    let readings = tagged.pronoun(token).unwrap_or_default();
    let relative: Vec<_> = readings
        .iter()
        .filter(|r| r.class == Class::Relative)
        .collect();
    let fits = |m: &Mention| {
        relative.is_empty()
            || relative.iter().any(|r| {
                let number = match (r.plural, m.plural) {
                    (Some(a), Some(b)) => a == b,
                    _ => true,
                };
                let gender = match (r.gender, m.gender) {
                    (Some(a), Some(b)) if m.plural != Some(true) => a.agrees(b),
                    _ => true,
                };
                number && gender
            })
    };
    let near = |m: &&(usize, &Mention)| m.1.tokens.end <= limit && limit - m.1.tokens.end <= 6;
    let before: Vec<(usize, &Mention)> = mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| matches!(m.kind, Kind::Item | Kind::Party | Kind::Event))
        .collect();
    before
        .iter()
        .rev()
        .filter(near)
        .find(|(_, m)| fits(m))
        .map(|(i, _)| *i)
}
