//! Claims: what one origin says about one event, with all its appearances in order.
//!
//! A document that gives two makes them two: statements that one reader found in it never share a claim. Across documents a statement joins the
//! claim of its origin that it is most like. Next: `drift`, `events`.

use crate::Claim;
use crate::acts::Corpus;
use crate::drift::hops;
use crate::likeness::Likeness;
use crate::origins::Origins;
use crate::versions::marks;
use headstamp_model::content_id;
use std::collections::BTreeMap;

/// Claims by statement and as a list.
#[derive(Debug)]
pub(crate) struct Claims {
    /// Id of the claim of each statement.
    pub(crate) of: Vec<String>,
    /// The statements of each claim.
    pub(crate) members: BTreeMap<String, Vec<usize>>,
    pub(crate) list: Vec<Claim>,
}

/// Puts the statements of each origin into claims.
pub(crate) fn claims(corpus: &Corpus<'_>, origins: &Origins) -> Claims {
    let mut by_origin: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (index, statement) in corpus.statements.iter().enumerate() {
        by_origin
            .entry((&origins.certain[index], &statement.event))
            .or_default()
            .push(index);
    }
    let mut of = vec![String::new(); corpus.statements.len()];
    let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for mut statements in by_origin.into_values() {
        statements.sort_by(|a, b| place(corpus, *a).cmp(&place(corpus, *b)));
        for claim in merged(corpus, appearances(corpus, &statements)) {
            let Some(first) = claim.first() else { continue };
            let id = content_id(&[("claim", &corpus.statements[*first].id)]);
            for statement in &claim {
                of[*statement].clone_from(&id);
            }
            members.insert(id, claim);
        }
    }
    let mut marks = marks(corpus, &members);
    let list = members
        .iter()
        .map(|(id, statements)| Claim {
            id: id.clone(),
            origin: origins.certain[statements[0]].clone(),
            event: corpus.statements[statements[0]].event.clone(),
            appearances: statements
                .iter()
                .map(|s| corpus.statements[*s].id.clone())
                .collect(),
            hops: hops(corpus, statements),
            marks: marks.remove(id).unwrap_or_default(),
        })
        .collect();
    Claims { of, members, list }
}

/// The order of appearance, the readings of a document one after the other.
fn place<'c>(corpus: &'c Corpus<'_>, statement: usize) -> impl Ord + 'c {
    let (day, document, start, id) = corpus.order(statement);
    (day, document, corpus.reader(statement), start, id)
}

/// Claims, those put together that a person says are one.
fn merged(corpus: &Corpus<'_>, mut claims: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    for (a, b) in &corpus.rulings.one_claim {
        let holds = |statement: &usize| claims.iter().position(|c| c.contains(statement));
        if let (Some(x), Some(y)) = (holds(a), holds(b))
            && x != y
        {
            let other = claims.remove(x.max(y));
            let claim = &mut claims[x.min(y)];
            claim.extend(other);
            claim.sort_by(|a, b| place(corpus, *a).cmp(&place(corpus, *b)));
        }
    }
    claims
}

/// Statements of one origin and event type, in order, as claims.
fn appearances(corpus: &Corpus<'_>, statements: &[usize]) -> Vec<Vec<usize>> {
    let mut claims: Vec<Vec<usize>> = Vec::new();
    let mut at = 0;
    while at < statements.len() {
        // one reading of a document at a time: its statements compete for the claims that are there
        let reading = |s: usize| (corpus.document_of[s], corpus.reader(s));
        let mut end = at;
        while end < statements.len() && reading(statements[end]) == reading(statements[at]) {
            end += 1;
        }
        let here = &statements[at..end];
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for (n, statement) in here.iter().enumerate() {
            for (c, claim) in claims.iter().enumerate() {
                if let Some(rank) = rank(corpus, *statement, claim) {
                    pairs.push((rank, n, c));
                }
            }
        }
        pairs.sort_by_key(|(rank, n, c)| (std::cmp::Reverse(*rank), *n, *c));
        let mut placed: Vec<Option<usize>> = vec![None; here.len()];
        let mut taken: Vec<usize> = Vec::new();
        for (_, n, c) in pairs {
            if placed[n].is_none() && !taken.contains(&c) {
                placed[n] = Some(c);
                taken.push(c);
            }
        }
        for (n, statement) in here.iter().enumerate() {
            match placed[n] {
                Some(c) => claims[c].push(*statement),
                None => claims.push(vec![*statement]),
            }
        }
        at = end;
    }
    claims
}

/// How well a statement fits a claim; `None` where one of its appearances rules it out.
fn rank(corpus: &Corpus<'_>, statement: usize, claim: &[usize]) -> Option<usize> {
    let mut best = 0;
    for other in claim {
        let like: Likeness = corpus
            .compare
            .statements(&corpus.statements[statement], &corpus.statements[*other]);
        let ruled_out = corpus.rulings.two_claims(statement, *other);
        if ruled_out || !like.compatible || like.actors == 0 && like.things == 0 {
            return None;
        }
        best = best.max(like.rank() + 1);
    }
    (best > 0).then_some(best)
}
