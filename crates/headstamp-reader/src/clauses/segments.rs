//! Where a sentence is cut: at marks, openers and joints, and where a clause opens without a word.
//!
//! Which clause a piece belongs to is decided in the module above. Next: `frames`.

use super::{Border, Segment};
use crate::grammar::{Class, Opener};
use crate::lexicon::{Sense, VerbForm};
use crate::mentions::{Kind, Mention};
use crate::tagged::Tagged;
use crate::text::Shape;
use crate::verbs::Status;
use headstamp_packs::schema::WordOrder;

/// The segment that is being read, and those that are closed.
struct Cutter<'s> {
    statuses: &'s [Option<Status>],
    done: Vec<Segment>,
    start: usize,
    border: Border,
    opener: Option<(Opener, usize)>,
    preposition: Option<Box<str>>,
}

impl Cutter<'_> {
    /// Closes what stands before `end`; says whether anything did.
    fn close(&mut self, end: usize) -> bool {
        let range = self.start..end;
        self.start = end;
        let (opener, preposition) = (self.opener.take(), self.preposition.take());
        if range.is_empty() {
            return false;
        }
        let finite = range.clone().find(|at| self.finite(*at));
        self.done.push(Segment {
            range,
            opener,
            preposition,
            border: self.border,
            finite,
        });
        true
    }

    /// Cuts at a token where another segment begins, with or without a word that opens it.
    fn cut(&mut self, at: usize, border: Border, opener: Option<Opener>) {
        if self.close(at) {
            self.border = border;
        }
        self.opener = opener.map(|kind| (kind, at));
    }

    fn finite(&self, at: usize) -> bool {
        matches!(self.statuses.get(at), Some(Some(Status::Finite)))
    }
}

/// Cuts a sentence into segments, each with what opens it and its finite verb.
pub(super) fn segments(
    tagged: &Tagged<'_>,
    mentions: &[Mention],
    statuses: &[Option<Status>],
) -> Vec<Segment> {
    let mut inside = vec![false; tagged.len() + 1];
    for mention in mentions {
        for at in mention.tokens.start + 1..mention.tokens.end {
            if let Some(flag) = inside.get_mut(at) {
                *flag = true;
            }
        }
    }
    let mut cutter = Cutter {
        statuses,
        done: Vec::new(),
        start: 0,
        border: Border::Start,
        opener: None,
        preposition: None,
    };
    for (at, within) in inside.iter().take(tagged.len()).enumerate() {
        if *within {
            continue;
        }
        if let Some(token) = tagged.tokens.get(at).filter(|t| t.shape == Shape::Punct) {
            let next = match token.folded.chars().next() {
                Some(',') => Border::Comma,
                Some(';' | ':' | '–' | '—') => Border::Strong,
                Some('-') if token.space_before => Border::Strong,
                Some('(' | '[') => Border::Open,
                Some(')' | ']') => Border::Close,
                _ => continue,
            };
            // the mark itself goes with what stands before it, an opening bracket with what follows
            let end = if next == Border::Open { at } else { at + 1 };
            if cutter.close(end) || next != Border::Comma {
                cutter.border = next;
            }
            continue;
        }
        let start = cutter.start;
        if let Some((kind, from, word)) = opens(tagged, mentions, statuses, at, start) {
            let from = from.max(start);
            if cutter.opener.is_some() && from == start {
                continue;
            }
            let joint = from > start && tagged.coordinator(from - 1).is_some();
            if cutter.close(if joint { from - 1 } else { from }) {
                cutter.border = Border::None;
            }
            if joint {
                cutter.border = Border::Joint;
            }
            cutter.opener = Some((kind, at));
            cutter.preposition = word;
            continue;
        }
        let finite_before = (start..at).any(|i| cutter.finite(i));
        if tagged.coordinator(at).is_some()
            && at > start
            && finite_before
            && finite_ahead(tagged, statuses, at + 1)
        {
            cutter.cut(at, Border::Joint, None);
        } else if contact_relative(tagged, mentions, statuses, at) {
            cutter.cut(at, Border::None, Some(Opener::Relative));
        } else if finite_before && resumes(tagged, statuses, cutter.opener, start, at) {
            cutter.cut(at, Border::None, None);
        } else if finite_before && bare_content(tagged, mentions, statuses, at, start) {
            cutter.cut(at, Border::None, Some(Opener::Content));
        }
    }
    cutter.close(tagged.len());
    cutter.done
}

/// `the helicopters | Canada bought from Italy | cannot fly`: a relative clause without a pronoun, where the language has that.
pub(super) fn contact_relative(
    tagged: &Tagged<'_>,
    mentions: &[Mention],
    statuses: &[Option<Status>],
    at: usize,
) -> bool {
    if tagged.lexicon.orthography.order != WordOrder::Svo || at == 0 {
        return false;
    }
    let Some(party) = mentions.iter().find(|m| {
        m.start() == at
            && m.preposition.is_none()
            && m.possesses.is_none()
            && (m.kind == Kind::Party && !m.actors.is_empty()
                || m.kind == Kind::Pronoun && m.pronoun.iter().any(|r| r.class == Class::Personal))
    }) else {
        return false;
    };
    let thing = mentions
        .iter()
        .any(|m| m.kind == Kind::Item && m.tokens.end == at);
    let verb = (party.tokens.end..party.tokens.end + 3)
        .take_while(|i| !tagged.is_punct(*i))
        .find(|i| statuses.get(*i).is_some_and(Option::is_some));
    let transitive = |i: usize| {
        tagged.senses(i).any(|(_, sense)| match sense {
            Sense::Trigger(index, _) => tagged.lexicon.triggers[*index]
                .trigger
                .roles
                .get("object")
                .is_some_and(|role| role == crate::frames::ITEM),
            _ => false,
        })
    };
    // the sentence's own verb stands elsewhere
    let finite = |i: usize| matches!(statuses.get(i), Some(Some(Status::Finite)));
    let matrix = |v: usize| (0..at).any(finite) || (v + 2..tagged.len()).any(finite);
    thing
        && verb.is_some_and(matrix)
        && verb.is_some_and(|v| {
            matches!(statuses.get(v), Some(Some(Status::Finite)))
                && (transitive(v) || (v + 1..v + 4).any(transitive))
                // nothing of its own behind the verb: the thing before it is what was moved
                && !mentions
                    .iter()
                    .any(|m| m.kind == Kind::Item && m.start() > v && m.start() - v <= 2)
        })
}

/// Whether the main clause goes on behind a relative clause that no mark closes: `the missiles that hit the port | were made in …`.
pub(super) fn resumes(
    tagged: &Tagged<'_>,
    statuses: &[Option<Status>],
    opener: Option<(Opener, usize)>,
    start: usize,
    at: usize,
) -> bool {
    let finite = |i: usize| matches!(statuses.get(i), Some(Some(Status::Finite)));
    let matrix = (0..start)
        .rev()
        .take_while(|i| {
            !tagged.is_mark(*i, ';') && !tagged.is_mark(*i, ':') && tagged.opener(*i).is_none()
        })
        .any(finite);
    if tagged.lexicon.orthography.order == WordOrder::V2 {
        // `het bericht dat Iran raketten levert | is onzin`: behind the verbs that close a clause the one above goes on
        let closed = at > start
            && statuses.get(at - 1).is_some_and(Option::is_some)
            && (start..at).any(finite);
        let below = matches!(opener, Some((Opener::Content | Opener::Relative, _)));
        // `eingesetzt werden könnten,`: what closes the sentence closes the clause
        let more = at + 1 < tagged.len() && !tagged.is_punct(at + 1);
        return below && finite(at) && closed && more && !matrix && start > 0;
    }
    if !matches!(opener, Some((Opener::Relative, _)))
        // `cannot fly`: the negation goes with its verb
        || !(finite(at) || tagged.negation(at).is_some() && finite(at + 1))
        || tagged.coordinator(at - 1).is_some()
    {
        return false;
    }
    let own = (start..at).find(|i| finite(*i));
    own.is_some_and(|own| at - own >= 2) && !matrix
}

/// Whether a finite verb comes before the next border.
pub(super) fn finite_ahead(tagged: &Tagged<'_>, statuses: &[Option<Status>], from: usize) -> bool {
    for at in from..tagged.len() {
        if tagged.is_mark(at, ',')
            || tagged.is_mark(at, ';')
            || tagged.coordinator(at).is_some() && at > from + 1
        {
            return false;
        }
        if tagged.opener(at).is_some_and(|(k, _)| {
            matches!(k, Opener::Content | Opener::Adverbial | Opener::Condition)
        }) {
            return false;
        }
        if matches!(statuses.get(at), Some(Some(Status::Finite))) {
            return true;
        }
    }
    false
}

/// `officials said Russia had bought …`: a content clause without its opener, where the language has that.
pub(super) fn bare_content(
    tagged: &Tagged<'_>,
    mentions: &[Mention],
    statuses: &[Option<Status>],
    at: usize,
    start: usize,
) -> bool {
    if tagged.lexicon.orthography.order != WordOrder::Svo {
        return false;
    }
    let Some(mention) = mentions
        .iter()
        .find(|m| m.start() == at && m.preposition.is_none())
    else {
        // a subject that no list knows
        let subject = tagged.article(at).is_some()
            || tagged.unknown(at)
                && tagged
                    .tokens
                    .get(at)
                    .is_some_and(crate::text::Token::has_capital);
        return subject
            && at > start
            && says_at(tagged, statuses, at - 1)
            && finite_ahead(tagged, statuses, at + 1);
    };
    let Some(verb) = at.checked_sub(1).filter(|v| *v >= start) else {
        return false;
    };
    let said = says_at(tagged, statuses, verb)
        || verb > start
            && mentions
                .iter()
                .any(|m| m.tokens.end == at && m.outlet.is_some())
            && (start..at).any(|i| says_at(tagged, statuses, i));
    said && matches!(
        mention.kind,
        Kind::Party | Kind::Pronoun | Kind::Item | Kind::Event | Kind::Number | Kind::Place
    ) && finite_ahead(tagged, statuses, mention.tokens.end)
}

pub(super) fn says_at(tagged: &Tagged<'_>, statuses: &[Option<Status>], at: usize) -> bool {
    statuses.get(at).is_some_and(Option::is_some)
        && tagged
            .senses(at)
            .any(|(_, s)| matches!(s, Sense::Cue(_, form) if *form != VerbForm::Noun))
}

/// Whether a clause opens at a token: its kind, where the cut goes, and the preposition before a relative pronoun.
pub(super) fn opens(
    tagged: &Tagged<'_>,
    mentions: &[Mention],
    statuses: &[Option<Status>],
    at: usize,
    start: usize,
) -> Option<(Opener, usize, Option<Box<str>>)> {
    let svo = tagged.lexicon.orthography.order == WordOrder::Svo;
    let opener = tagged.opener(at);
    let relative_pronoun = tagged
        .pronoun(at)
        .is_some_and(|r| r.iter().any(|r| r.class == Class::Relative))
        || opener.is_some_and(|(k, _)| k == Opener::Relative);
    if svo && tagged.infinitive_marker(at) && infinitive_after(tagged, statuses, at + 1) {
        return Some((Opener::Infinitive, at, None));
    }
    if relative_pronoun {
        let governed = tagged
            .preposition_before(at)
            .filter(|(_, from)| *from >= start);
        let from = governed.map_or(at, |(_, from)| from);
        let preposition = governed.map(|(word, _)| word.into());
        let after_comma = from > 0 && tagged.is_mark(from - 1, ',');
        let after_phrase = mentions.iter().any(|m| m.tokens.end == from)
            || from > 0 && noun_like(tagged, from - 1);
        let content = opener.is_some_and(|(k, _)| k == Opener::Content);
        let after_verb = from > 0
            && (statuses.get(from - 1).is_some_and(Option::is_some)
                || tagged.verb_forms(from - 1).next().is_some());
        // only a phrase that the words name can be what a content word describes: `evidence that …` is content
        let described = mentions.iter().any(|m| {
            m.tokens.end == from
                && matches!(m.kind, Kind::Item | Kind::Party | Kind::Event)
                && !m.is_noun(headstamp_packs::schema::NounKind::Text)
        });
        // `told the council that …`: after a verb of saying the clause is what is said, whatever stands between
        let told = svo && (start..from).any(|i| says_at(tagged, statuses, i))
            // `the announcement by Kyiv that Poland had sold`: content, unless a verb stands right behind it
            || svo
                && !matches!(statuses.get(at + 1), Some(Some(Status::Finite)))
                && (start..from).any(|i| {
                    tagged
                        .senses(i)
                        .any(|(_, s)| matches!(s, Sense::Cue(_, VerbForm::Noun)))
                });
        if content && (told || after_verb || !described && !after_comma) && at > 0 {
            return finite_within(tagged, statuses, at).then_some((Opener::Content, at, None));
        }
        let plausible = if svo {
            after_phrase || after_comma
        } else {
            after_comma || after_phrase && !tagged.lexicon.orthography.cases
        };
        if plausible && at > 0 && verb_closes(tagged, mentions, statuses, at) {
            if content
                && after_phrase
                && mentions.iter().any(|m| {
                    m.tokens.end == from && m.is_noun(headstamp_packs::schema::NounKind::Text)
                })
            {
                return Some((Opener::Content, at, None));
            }
            return Some((Opener::Relative, from, preposition));
        }
        if !content {
            return None;
        }
    }
    let (kind, end) = opener?;
    // German puts a mark before every subordinate clause; without one `seit`, `als`, `wie` open none
    if tagged.lexicon.orthography.cases && !(start..at).all(|i| leads_in(tagged, i)) {
        return None;
    }
    // `That is what X says`: a verb right behind it at the start
    if at == 0
        && tagged.pronoun(0).is_some()
        && matches!(statuses.get(1), Some(Some(Status::Finite)))
    {
        return None;
    }
    if at == 0 && matches!(kind, Opener::Relative | Opener::Comparative) {
        return None;
    }
    match kind {
        Opener::Infinitive => infinitive_ahead(tagged, statuses, end).then_some((kind, at, None)),
        Opener::Comparative => {
            finite_within(tagged, statuses, at).then_some((Opener::Adverbial, at, None))
        }
        Opener::Content
            if svo && tagged.pronoun(at).is_some() && tagged.preposition_before(at).is_some() =>
        {
            None
        }
        // a word that is a preposition too opens a clause only with a verb in it
        _ => finite_within(tagged, statuses, end.saturating_sub(1)).then_some((kind, at, None)),
    }
}

/// What may stand between a mark and an opener: `„`, `und`, `erst`, `nicht`.
pub(super) fn leads_in(tagged: &Tagged<'_>, at: usize) -> bool {
    tagged.is_punct(at)
        || tagged.coordinator(at).is_some()
        || tagged.senses(at).any(|(_, sense)| {
            matches!(
                sense,
                Sense::Particle | Sense::Adverb(_) | Sense::Negation(_)
            )
        })
}

pub(super) fn noun_like(tagged: &Tagged<'_>, at: usize) -> bool {
    tagged
        .tokens
        .get(at)
        .is_some_and(|t| t.shape == Shape::Word)
        && tagged.preposition(at).is_none()
        && tagged.article(at).is_none()
        && tagged.opener(at).is_none()
        && tagged.coordinator(at).is_none()
        && tagged
            .verb_forms(at)
            .all(|f| matches!(f, VerbForm::Noun | VerbForm::AgentNoun))
        && tagged.auxiliary(at).is_none()
        && tagged.modal(at).is_none()
        && !tagged
            .senses(at)
            .any(|(_, s)| matches!(s, Sense::Verb | Sense::Particle))
}

/// Whether a finite verb follows before a strong border.
pub(super) fn finite_within(tagged: &Tagged<'_>, statuses: &[Option<Status>], at: usize) -> bool {
    (at + 1..tagged.len())
        .take_while(|i| !tagged.is_mark(*i, ';'))
        .any(|i| matches!(statuses.get(i), Some(Some(Status::Finite))))
}

/// Whether the verb of a would-be relative clause stands where it must: last where verbs go last.
pub(super) fn verb_closes(
    tagged: &Tagged<'_>,
    mentions: &[Mention],
    statuses: &[Option<Status>],
    at: usize,
) -> bool {
    let end = (at + 1..tagged.len())
        .find(|i| {
            tagged.is_mark(*i, ',')
                || tagged.is_mark(*i, ';')
                || tagged.is_mark(*i, '.')
                || tagged.is_mark(*i, ':')
        })
        .unwrap_or(tagged.len());
    let finite = (at + 1..end)
        .filter(|i| matches!(statuses.get(*i), Some(Some(Status::Finite))))
        .collect::<Vec<_>>();
    if tagged.lexicon.orthography.order == WordOrder::Svo {
        return finite_within(tagged, statuses, at);
    }
    let noun_next = mentions
        .iter()
        .any(|m| m.tokens.start == at && m.tokens.end > at + 1);
    match finite.last() {
        Some(last) => last + 4 >= end || !noun_next,
        // the verb may come after an inner clause
        None => !noun_next && finite_within(tagged, statuses, at),
    }
}

pub(super) fn infinitive_after(
    tagged: &Tagged<'_>,
    statuses: &[Option<Status>],
    at: usize,
) -> bool {
    (at..at + 3)
        .take_while(|i| !tagged.is_punct(*i))
        .any(|i| matches!(statuses.get(i), Some(Some(Status::Infinitive))))
        || tagged.unknown(at)
            && !tagged
                .tokens
                .get(at)
                .is_some_and(crate::text::Token::has_capital)
            && (tagged.article(at + 1).is_some()
                || tagged.name(at + 1).is_some()
                || tagged.pronoun(at + 1).is_some())
        || tagged
            .auxiliary(at)
            .is_some_and(|a| a.nonfinite || a.present)
}

pub(super) fn infinitive_ahead(
    tagged: &Tagged<'_>,
    statuses: &[Option<Status>],
    at: usize,
) -> bool {
    (at..tagged.len())
        .take_while(|i| {
            !tagged.is_mark(*i, ';') && !matches!(statuses.get(*i), Some(Some(Status::Finite)))
        })
        .any(|i| {
            tagged.infinitive_marker(i) || matches!(statuses.get(i), Some(Some(Status::Infinitive)))
        })
}
