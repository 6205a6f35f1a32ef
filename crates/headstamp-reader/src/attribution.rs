//! Who stands behind a clause, who passed it on, and what stance they take.
//!
//! A source may come before the clause (*according to X …*), after it (*…, said X*), inside it, or in the
//! next sentence (*That is what X reports*). Verbs and constructions of saying are data
//! (`rules/attribution.toml`); this module knows only the positions and how relays nest. A source is never
//! looked for across a paragraph, except by `discourse` for speech that goes on: a wrong source is
//! worse than none. Next: `factuality`, `discourse`.

use crate::grammar::{Class, Opener};
use crate::lexicon::{NameForm, VerbForm};
use crate::mentions::{ActorRef, Kind, Mention};
use crate::parse::{Parse, Use};
use crate::patterns::{Found, Indexed, Pattern};
use headstamp_model::{Basis, SourceKind};
use headstamp_packs::Origin;
use headstamp_packs::schema::{NounKind, Stance};
use std::ops::Range;

/// Who speaks, as far as one sentence tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// A phrase of the sentence.
    Mention(usize),
    /// Words that no list knows.
    Words(Range<usize>),
    /// Nobody is named (`it is said`).
    Nobody,
}

/// An attribution found in a sentence.
#[derive(Debug, Clone)]
pub struct Attribution {
    /// Who says so.
    pub speaker: Speaker,
    /// Relays, nearest the source first.
    pub via: Vec<Speaker>,
    /// What the source does.
    pub stance: Stance,
    /// Basis that the words give.
    pub basis: Option<Basis>,
    /// Kind when the words do not tell.
    pub kind: Option<SourceKind>,
    /// Words of the cue.
    pub tokens: Range<usize>,
    /// Clause that the cue stands in.
    pub clause: usize,
    /// Rule id.
    pub rule: Box<str>,
    /// Pack entry.
    pub origin: Origin,
    /// Clauses that it governs.
    pub scope: Vec<usize>,
    /// The phrase that is said to do what is told: `accuses Iran of arming`.
    pub doer: Option<usize>,
    /// Whether event nouns of its own clause are what it is about (`denied the sale`).
    pub own_nouns: bool,
    /// Whether it speaks of the sentence before (`That is what X reports`).
    pub backward: bool,
    /// Whether the cue is a verb of the sentence's only clause and speech stands around it.
    pub speech: bool,
}

/// Every attribution of a sentence.
pub fn attributions(parse: &Parse<'_>, patterns: &Indexed<Pattern>) -> Vec<Attribution> {
    let mut out = Vec::new();
    for (pattern, places) in patterns.find(parse) {
        for found in places {
            out.extend(by_pattern(parse, pattern, &found));
        }
    }
    for word in parse.cues() {
        if out
            .iter()
            .any(|a: &Attribution| a.tokens.contains(&word.at))
        {
            continue;
        }
        out.extend(by_cue(parse, &word));
    }
    out.sort_by_key(|a| (a.tokens.start, a.tokens.end));
    out
}

/// Marks phrases that only speak: they fill no role in the clauses they speak about.
pub fn speakers(parse: &Parse<'_>, attributions: &[Attribution]) -> Vec<bool> {
    let mut out = vec![false; parse.mentions.len()];
    for attribution in attributions {
        // `police found 30 rifles`: a verb that also tells an event, and reports nothing, speaks for nobody
        let happens = attribution.scope.is_empty()
            && !attribution.backward
            && !attribution.speech
            && parse
                .triggers()
                .iter()
                .any(|word| attribution.tokens.contains(&word.at));
        if happens {
            continue;
        }
        for speaker in attribution.via.iter().chain([&attribution.speaker]) {
            if let Speaker::Mention(index) = speaker {
                // the subject of a cue verb in its own clause acts there: `China denies selling …`
                for member in parse.group(*index) {
                    if let Some(flag) = out.get_mut(member) {
                        *flag = true;
                    }
                }
            }
        }
    }
    out
}

fn by_pattern(parse: &Parse<'_>, pattern: &Pattern, found: &Found) -> Option<Attribution> {
    let speaker = found.slot("source").map(|slot| speaker_at(parse, slot));
    // who is told something passes it on only if that is a medium: `told lawmakers`
    let told = |slot: &Range<usize>| found.slot("source").is_none_or(|s| s.start < slot.start);
    let passes = |speaker: &Speaker, told: bool| match speaker {
        Speaker::Mention(index) => {
            let mention = &parse.mentions[*index];
            !told || relays(mention) || mention.noun.is_none() && mention.actors.is_empty()
        }
        // `told a conference`: where names have capitals, words without one are no medium
        Speaker::Words(words) => {
            !told
                || parse.tagged.lexicon.orthography.noun_capitals
                || words.clone().any(|at| {
                    let token = parse.tagged.tokens.get(at);
                    token.is_some_and(crate::text::Token::has_capital)
                })
        }
        Speaker::Nobody => true,
    };
    let via: Vec<Speaker> = found
        .slot("via")
        .map(|slot| (speaker_at(parse, slot), told(slot)))
        .filter(|(speaker, told)| passes(speaker, *told))
        .map(|(speaker, _)| speaker)
        .into_iter()
        .collect();
    let clause = parse.clauses.at(found.anchor);
    if speaker.is_none() && via.is_empty() {
        return None;
    }
    if pattern.opens && !opens_sentence(parse, found) {
        return None;
    }
    // `NEW DELHI: Deliveries have begun`: the place before the text speaks for nobody
    let dateline = clause == 0 && parse.clauses.list.first().is_some_and(|c| c.bracketed);
    if dateline && !pattern.opens && parse.clauses.extent(0).end <= found.tokens.end {
        return None;
    }
    let scope = pattern_scope(parse, clause, &found.tokens);
    Some(Attribution {
        // a construction that names only a relay leaves the source to the verb of saying beside it
        speaker: speaker.unwrap_or(Speaker::Nobody),
        via,
        stance: pattern.stance,
        basis: pattern.basis,
        kind: pattern.kind,
        tokens: found.tokens.clone(),
        clause,
        rule: pattern.rule.clone(),
        origin: pattern.origin.clone(),
        scope,
        doer: None,
        own_nouns: true,
        backward: false,
        speech: false,
    })
}

/// Whether a construction stands at the start and names somebody who speaks: `Kyiv: …`, but no topic (`Sudan: …`) and no dateline (`KYIV: …`).
fn opens_sentence(parse: &Parse<'_>, found: &Found) -> bool {
    let Some(slot) = found.slot("source") else {
        return false;
    };
    let capitals = parse
        .tagged
        .tokens
        .get(slot.start)
        .is_some_and(|t| t.capital == crate::text::Capital::Upper);
    let speaker = parse
        .mentions
        .iter()
        .find(|m| m.tokens.contains(&slot.start));
    let speaks = speaker.is_some_and(|m| {
        let topic = matches!(m.form, Some(NameForm::Name | NameForm::Adjective))
            && m.noun.is_none()
            && m.actors.iter().all(ActorRef::is_state);
        let dateline = capitals && m.form == Some(NameForm::Seat);
        m.kind == Kind::Party && m.may_speak() && !topic && !dateline
    });
    // `Berlin: (dpa) …`
    let agency = parse.tagged.is_mark(found.tokens.end, '(');
    speaks && !agency && speaker.is_some_and(|m| m.start() == 0)
}

fn speaker_at(parse: &Parse<'_>, slot: &Range<usize>) -> Speaker {
    parse
        .mentions
        .iter()
        .position(|m| {
            m.tokens.start <= slot.start && slot.start < m.tokens.end
                || m.head.start >= slot.start && m.head.end <= slot.end
        })
        .map_or_else(|| Speaker::Words(slot.clone()), Speaker::Mention)
}

/// A construction governs its clause, all that hangs on it and all that is joined to it; one that stands alone governs its neighbours.
fn pattern_scope(parse: &Parse<'_>, clause: usize, tokens: &Range<usize>) -> Vec<usize> {
    let alone = parse
        .tokens_in(clause)
        .filter(|i| !tokens.contains(i) && !parse.tagged.is_punct(*i))
        .count()
        <= 1;
    if alone {
        return (0..parse.clauses.list.len()).collect();
    }
    let mut scope = below(parse, clause);
    for (index, other) in parse.clauses.list.iter().enumerate() {
        if other.joined_to.is_some_and(|j| scope.contains(&j)) && !scope.contains(&index) {
            scope.extend(below(parse, index));
        }
    }
    // `according to X, that …`: a content clause carries the whole sentence
    scope
}

/// A clause and every clause below it.
fn below(parse: &Parse<'_>, clause: usize) -> Vec<usize> {
    (0..parse.clauses.list.len())
        .filter(|c| parse.clauses.ancestors(*c).any(|a| a == clause))
        .collect()
}

fn by_cue(parse: &Parse<'_>, word: &Use) -> Option<Attribution> {
    let lexicon = parse.tagged.lexicon;
    let entry = &lexicon.cues[word.index];
    let cue = &entry.value;
    let clause = parse.clauses.at(word.at);
    let noun = word.form == VerbForm::Noun;
    let mut via = Vec::new();
    let mut speaker = if noun {
        noun_speaker(parse, word)
    } else {
        verb_speaker(parse, word, clause)
    };
    for (index, mention) in parse.mentions_in(clause) {
        let told = mention
            .governed_by()
            .is_some_and(|w| cue.to.iter().any(|p| p == w))
            || mention.preposition.is_none()
                && cue.to.iter().any(|p| p == "object")
                && mention.head.start >= word.end
                && speaker != Some(Speaker::Mention(index))
                && mention.head.start <= word.end + 6;
        if told && relays(mention) {
            via.push(Speaker::Mention(index));
        }
        let real = mention
            .governed_by()
            .is_some_and(|w| cue.from.iter().any(|p| p == w))
            || mention.preposition.is_none()
                && cue.from.iter().any(|p| p == "object")
                && mention.head.start >= word.end
                && speaker != Some(Speaker::Mention(index));
        if real && mention.kind == Kind::Party {
            if let Some(relay) = speaker.take() {
                via.push(relay);
            }
            speaker = Some(Speaker::Mention(index));
        }
    }
    let mut children: Vec<usize> = content_children(parse, clause, word);
    let own_nouns = cue.object && !noun || noun && children.is_empty();
    if cue.object && !noun && children.is_empty() {
        children = about_objects(parse, clause, word);
    }
    let mut backward = false;
    let mut speech = false;
    let mut scope: Vec<usize> = children.iter().flat_map(|c| below(parse, *c)).collect();
    if scope.is_empty() && !noun {
        // `…, which Ankara denies` is a statement of its own beside the main clause's
        let aside = parse.clauses.list[clause].opener == Some(Opener::Relative)
            && matches!(cue.stance, Stance::Denies | Stance::CannotSay);
        let others: Vec<usize> = if aside {
            Vec::new()
        } else {
            neighbours(parse, clause)
        };
        if !others.is_empty() && (parenthetical(parse, clause, word) || !own_nouns) {
            scope = others;
        } else if demonstrative_object(parse, clause) {
            backward = true;
        } else if !own_nouns {
            speech = true;
        }
    }
    if noun && scope.is_empty() && !own_nouns {
        return None;
    }
    if noun && speaker.is_none() {
        return None;
    }
    let speaker = match speaker {
        Some(speaker) => speaker,
        None if !scope.is_empty() || backward => Speaker::Nobody,
        None if own_nouns => Speaker::Nobody,
        None => return None,
    };
    Some(Attribution {
        speaker,
        via,
        stance: cue.stance,
        basis: cue.basis,
        kind: None,
        tokens: word.at..word.end,
        clause,
        rule: entry.rule.clone(),
        origin: entry.origin.clone(),
        scope,
        doer: accused(parse, word, clause),
        own_nouns,
        backward,
        speech,
    })
}

/// The phrase that a cue like `accuse` says did it: its object, or its subject when it is passive.
fn accused(parse: &Parse<'_>, word: &Use, clause: usize) -> Option<usize> {
    let cue = &parse.tagged.lexicon.cues[word.index].value;
    if cue.doer.is_empty() || word.form == VerbForm::Noun {
        return None;
    }
    let anchor = (word.at..word.end)
        .find(|i| parse.statuses.get(*i).is_some_and(Option::is_some))
        .unwrap_or(word.at);
    let by_object = cue.doer.iter().any(|p| p == "object");
    let subject = parse.subject(clause);
    if by_object && parse.passive(anchor, true) {
        return subject;
    }
    let svo = parse.tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::Svo;
    let speakers = subject.map(|s| parse.group(s)).unwrap_or_default();
    // `Iran, which Washington accuses`: who the relative clause is about
    let info = &parse.clauses.list[clause];
    let about = info.antecedent.filter(|antecedent| {
        let asks = |s: usize| info.relative == Some(parse.mentions[s].head.start);
        by_object
            && info.preposition.is_none()
            && subject.is_some_and(|s| s != *antecedent && !asks(s))
            && parse.mentions[*antecedent].kind == Kind::Party
    });
    if about.is_some() {
        return about;
    }
    parse
        .mentions_in(clause)
        .find(|(index, mention)| {
            let fits = match mention.governed_by() {
                Some(word) => cue.doer.iter().any(|p| p == word),
                None => by_object && mention.possesses.is_none(),
            };
            fits && mention.kind == Kind::Party
                && !speakers.contains(index)
                && (!svo || mention.head.start >= word.end)
        })
        .map(|(index, _)| index)
}

fn verb_speaker(parse: &Parse<'_>, word: &Use, clause: usize) -> Option<Speaker> {
    let anchor = (word.at..word.end)
        .find(|i| parse.statuses.get(*i).is_some_and(Option::is_some))
        .unwrap_or(word.at);
    if parse.passive(anchor, true) {
        return agent(parse, word, anchor, clause).map(Speaker::Mention);
    }
    let subject = parse.subject(clause);
    let inverted = parse
        .mentions_in(clause)
        .find(|(_, m)| {
            m.preposition.is_none()
                && m.may_speak()
                && m.head.start >= word.end
                && m.start() <= word.end + 3
                && m.possesses.is_none()
        })
        .map(|(i, _)| i);
    let svo = parse.tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::Svo;
    let subject = match subject.filter(|s| parse.mentions[*s].may_speak()) {
        Some(found)
            if svo
                && parse.clause_of(found) == clause
                && parse.mentions[found].head.start > anchor =>
        {
            inverted
        }
        Some(found) => Some(found),
        None => inverted,
    };
    // `Dat meldt Reuters`: what is pointed at does not speak
    let points = |found: usize| {
        let mention = &parse.mentions[found];
        mention.kind == Kind::Pronoun
            && mention
                .pronoun
                .iter()
                .any(|r| r.class == Class::Demonstrative)
    };
    let subject = match subject {
        Some(found) if points(found) => parse
            .bare(clause)
            .map(|(index, _)| index)
            .find(|index| *index != found && parse.mentions[*index].may_speak() && !points(*index))
            .or(Some(found)),
        other => other,
    };
    match subject {
        Some(found) => {
            let mention = &parse.mentions[found];
            let impersonal = mention.kind == Kind::Pronoun
                && mention.pronoun.iter().all(|r| r.class == Class::Impersonal);
            (!impersonal).then_some(Speaker::Mention(found))
        }
        None => None,
    }
}

/// Who says so where the verb is passive: `was denied by Tehran`, `ist von Moskau bestätigt worden`.
///
/// The phrase stands beside its participle: right behind it, or, where the participle closes the clause, behind the
/// finite verb. Further off it belongs to what is told (`the sale of tanks by Chad was denied`).
fn agent(parse: &Parse<'_>, word: &Use, anchor: usize, clause: usize) -> Option<usize> {
    let orthography = &parse.tagged.lexicon.orthography;
    let svo = orthography.order == headstamp_packs::schema::WordOrder::Svo;
    let finite = parse.clauses.list[clause].finite;
    parse
        .mentions_in(clause)
        .filter(|(_, m)| m.kind == Kind::Party && m.may_speak())
        .filter(|(_, m)| {
            m.governed_by()
                .is_some_and(|by| orthography.agent_preposition.iter().any(|p| p == by))
        })
        .filter(|(_, m)| {
            let behind = m.start() >= word.end && m.start() - word.end <= 2;
            let before = m.tokens.end <= anchor
                && (m.tokens.end == anchor || finite.is_some_and(|f| f < anchor && m.start() > f));
            behind || !svo && before
        })
        .map(|(index, _)| index)
        .last()
}

/// `the minister's claim that`, `claims by Kyiv that`, `nach Angaben des Ministers`.
fn noun_speaker(parse: &Parse<'_>, word: &Use) -> Option<Speaker> {
    let before = parse.mentions.iter().enumerate().find(|(_, m)| {
        m.kind == Kind::Party
            && m.tokens.end == word.at
            && (m.possesses.is_some() || m.preposition.is_none())
            && m.may_speak()
    });
    let after = parse.mentions.iter().enumerate().find(|(_, m)| {
        m.kind == Kind::Party
            && m.start() == word.end
            && (m.preposition.is_some() || !m.cases.is_empty())
    });
    before.or(after).map(|(i, _)| Speaker::Mention(i))
}

/// Content clauses that a cue takes.
fn content_children(parse: &Parse<'_>, clause: usize, word: &Use) -> Vec<usize> {
    parse
        .clauses
        .list
        .iter()
        .enumerate()
        .filter(|(_, c)| {
            c.parent == Some(clause)
                && matches!(
                    c.opener,
                    Some(
                        Opener::Content | Opener::Question | Opener::Infinitive | Opener::Condition
                    )
                )
        })
        .filter(|(_, c)| {
            c.opener != Some(Opener::Condition)
                || parse.tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::Svo
        })
        .filter(|(index, _)| {
            parse.clauses.extent(*index).start >= word.at
                || parse.clauses.extent(*index).end <= word.at
        })
        .map(|(index, _)| index)
        .collect()
}

/// Relative clauses about what a cue takes as its object: `speaks of shells that were delivered`.
fn about_objects(parse: &Parse<'_>, clause: usize, word: &Use) -> Vec<usize> {
    let object = |index: usize| {
        parse.mentions.get(index).is_some_and(|m| {
            matches!(m.kind, Kind::Item | Kind::Event)
                && m.head.start >= word.end
                && parse.clauses.at(m.head.start) == clause
        })
    };
    let clauses = parse.clauses.list.iter().enumerate();
    let about =
        clauses.filter(|(_, c)| c.parent == Some(clause) && c.antecedent.is_some_and(object));
    about.map(|(index, _)| index).collect()
}

/// Clauses of the sentence that stand beside a clause: neither above nor below it.
fn neighbours(parse: &Parse<'_>, clause: usize) -> Vec<usize> {
    let above: Vec<usize> = parse.clauses.ancestors(clause).collect();
    let info = &parse.clauses.list[clause];
    let subordinate = info.opener.is_some_and(|o| {
        !matches!(
            o,
            Opener::Adverbial | Opener::Comparative | Opener::Relative
        )
    });
    (0..parse.clauses.list.len())
        .filter(|c| {
            *c != clause
                // `says it knows nothing and starts an inquiry`: that is not said but done
                && parse.clauses.list[*c].joined_to != Some(clause)
                && (!above.contains(c)
                    || info.opener.is_some()
                        && !subordinate
                        && parse.clauses.extent(clause).len() <= 10)
                && !parse.clauses.ancestors(*c).any(|a| a == clause)
        })
        .collect()
}

/// Whether a clause is little more than the cue and its subject: `…, said the minister`.
fn parenthetical(parse: &Parse<'_>, clause: usize, word: &Use) -> bool {
    let tokens: Vec<usize> = parse
        .tokens_in(clause)
        .filter(|i| !parse.tagged.is_punct(*i))
        .collect();
    tokens.len() <= 14
        && !parse
            .triggers()
            .iter()
            .any(|t| parse.clauses.at(t.at) == clause && t.at != word.at)
}

/// Whether the object of saying is `that`, `this`: the sentence before.
fn demonstrative_object(parse: &Parse<'_>, clause: usize) -> bool {
    parse.tokens_in(clause).take(3).any(|i| {
        // `das` in `das Ministerium` is an article
        let article = parse
            .mentions
            .iter()
            .any(|m| m.kind != Kind::Pronoun && m.tokens.contains(&i));
        !article
            && parse
                .tagged
                .pronoun(i)
                .is_some_and(|r| r.iter().any(|r| r.class == Class::Demonstrative))
            || parse
                .tagged
                .senses(i)
                .any(|(_, s)| matches!(s, crate::lexicon::Sense::Pronominal(_)))
    })
}

/// Whether a phrase passes things on: an outlet, or a noun for one.
fn relays(mention: &Mention) -> bool {
    mention.outlet.is_some() || mention.is_noun(NounKind::Media)
}
