//! Document memory: who was named, who spoke, what was moved; and who a pronoun or `the company` is.
//!
//! Only 57 of 100 statements name all their actors in one sentence, so this is no last touch. The rules are
//! few and careful: a pronoun takes the subject of the clause or sentence before, a definite noun the last
//! actor of its kind, the first person the speaker. What stays open stays empty: a wrong filler is worse
//! than none. Next: `statement`.

use crate::grammar::{Class, Gender};
use crate::lexicon::NameForm;
use crate::mentions::{ActorRef, ItemFacts, Kind, Mention};
use crate::parse::Parse;
use headstamp_model::{Source, SourceKind, Span};
use headstamp_packs::schema::NounKind;
use std::collections::BTreeMap;

/// How many sentences back a pronoun may reach.
const REACH: usize = 2;

/// A party that was named.
#[derive(Debug, Clone)]
pub struct Party {
    /// Its actors; several for a coordination.
    pub actors: Vec<ActorRef>,
    /// Whether it is a plural.
    pub plural: Option<bool>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Sentence.
    pub sentence: usize,
    /// Whether it was the subject of a clause.
    pub subject: bool,
    /// Whether it is a person.
    pub person: bool,
}

/// Who spoke last.
#[derive(Debug, Clone)]
pub struct Spoken {
    /// The source.
    pub source: Source,
    /// Relays.
    pub via: Vec<headstamp_model::Via>,
    /// Where it was named.
    pub span: Span,
    /// Sentence.
    pub sentence: usize,
    /// Paragraph.
    pub paragraph: usize,
}

/// A person who was introduced by name.
#[derive(Debug, Clone)]
struct Person {
    words: Vec<Box<str>>,
    source: Source,
    actors: Vec<ActorRef>,
}

/// Roles of an event that was read.
#[derive(Debug, Clone)]
pub struct Told {
    /// Event type.
    pub event: Box<str>,
    /// Filled roles.
    pub roles: BTreeMap<Box<str>, Vec<ActorRef>>,
    /// Sentence.
    pub sentence: usize,
}

/// What a document has said so far.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    parties: Vec<Party>,
    persons: Vec<Person>,
    /// Last speaker.
    pub speaker: Option<Spoken>,
    /// Last things, the newest last.
    pub items: Vec<(ItemFacts, usize)>,
    /// Events so far.
    pub told: Vec<Told>,
}

/// Actors with the reason for taking them.
pub type Resolved = (Vec<ActorRef>, &'static str);

impl Memory {
    /// Remembers the parties and things of a sentence.
    pub fn remember(&mut self, parse: &Parse<'_>, sentence: usize) {
        let subjects: Vec<usize> = (0..parse.clauses.list.len())
            .filter_map(|c| parse.subject(c))
            .collect();
        let mut seen_groups = Vec::new();
        for mention in &parse.introduced {
            self.introduce(parse, mention);
        }
        for (index, mention) in parse.mentions.iter().enumerate() {
            match mention.kind {
                Kind::Party => {
                    if seen_groups.contains(&mention.group) {
                        continue;
                    }
                    seen_groups.push(mention.group);
                    let members = parse.group(index);
                    let mut actors: Vec<ActorRef> = Vec::new();
                    for member in &members {
                        for actor in self.direct(parse, &parse.mentions[*member]) {
                            if !actors.iter().any(|a| a.id == actor.id) {
                                actors.push(actor);
                            }
                        }
                    }
                    if actors.is_empty() {
                        continue;
                    }
                    let person = mention.noun.is_some_and(|(_, k)| {
                        matches!(k, NounKind::Official | NounKind::Person | NounKind::Expert)
                    });
                    self.parties.push(Party {
                        plural: if members.len() > 1 {
                            Some(true)
                        } else {
                            mention.plural
                        },
                        gender: mention.gender,
                        actors,
                        sentence,
                        subject: subjects.iter().any(|s| members.contains(s)),
                        person,
                    });
                }
                Kind::Item => {
                    if let Some(item) = mention.item.clone().filter(|i| !i.weak) {
                        self.items.push((item, sentence));
                    }
                }
                _ => {}
            }
        }
    }

    fn introduce(&mut self, parse: &Parse<'_>, mention: &Mention) {
        let Some(name) = mention.name.clone().filter(|_| mention.noun.is_some()) else {
            return;
        };
        let words: Vec<Box<str>> = name
            .clone()
            .map(|i| parse.tagged.word(i).trim_end_matches("'s").into())
            .collect();
        let Some(last) = words.last().cloned() else {
            return;
        };
        if self.persons.iter().any(|p| p.words.last() == Some(&last)) {
            return;
        }
        let kind = mention.noun.map_or(SourceKind::Person, |(_, k)| {
            source_kind(k, mention.state.is_some())
        });
        let source = Source {
            name: Some(parse.tagged.words(name).into()),
            kind,
            state: mention.state.as_ref().map(|s| s.id.to_string()),
        };
        self.persons.push(Person {
            words,
            source,
            actors: mention.actors.clone(),
        });
    }

    /// The actors that a phrase names by itself or through a person known by name.
    fn direct(&self, parse: &Parse<'_>, mention: &Mention) -> Vec<ActorRef> {
        if !mention.actors.is_empty() {
            return mention.actors.clone();
        }
        self.person(parse, mention)
            .map(|p| p.actors.clone())
            .unwrap_or_default()
    }

    fn person(&self, parse: &Parse<'_>, mention: &Mention) -> Option<&Person> {
        let name = mention.name.clone()?;
        let last = parse.tagged.word(name.end.checked_sub(1)?);
        let last = last.strip_suffix("'s").unwrap_or(last);
        self.persons.iter().rev().find(|p| {
            p.words
                .last()
                .is_some_and(|w| &**w == last || last.strip_suffix('s') == Some(&**w))
        })
    }

    /// Who a phrase is, when it does not say so itself; `taken` are actors that fill other roles of the same event.
    pub fn resolve(
        &self,
        parse: &Parse<'_>,
        index: usize,
        sentence: usize,
        taken: &[Box<str>],
        speaker: Option<&Source>,
    ) -> Option<Resolved> {
        let mention = parse.mentions.get(index)?;
        if matches!(mention.kind, Kind::Party) && !mention.actors.is_empty() {
            return Some((mention.actors.clone(), "named"));
        }
        if mention.acts() {
            // troops act for the state they belong to, or for whom their pronoun means
            let owners = mention
                .item
                .as_ref()
                .map(|i| i.made_by.clone())
                .unwrap_or_default();
            if !owners.is_empty() {
                return Some((owners, "troops act for their state"));
            }
            if !mention.possessed {
                return None;
            }
            let party = self.antecedent(parse, index, sentence, taken)?;
            return Some((party, "troops act for the state that their pronoun means"));
        }
        if mention.kind == Kind::Place {
            return mention
                .state
                .clone()
                .map(|s| (vec![s], "a place stands for its state"));
        }
        if mention.kind == Kind::Party
            && let Some(person) = self.person(parse, mention).filter(|p| !p.actors.is_empty())
        {
            return Some((
                person.actors.clone(),
                "a person acts for the state named with the name",
            ));
        }
        let span = parse.tagged.span(mention.tokens.clone());
        let restate = |actors: &[ActorRef], reason: &'static str| -> Resolved {
            (
                actors
                    .iter()
                    .map(|a| ActorRef {
                        id: a.id.clone(),
                        span,
                        origin: None,
                        reason,
                    })
                    .collect(),
                reason,
            )
        };
        if mention.kind == Kind::Pronoun {
            if mention.pronoun.iter().any(|r| r.person == 1) {
                let state = speaker.and_then(|s| s.state.clone())?;
                return Some((
                    vec![ActorRef {
                        id: state.into(),
                        span,
                        origin: None,
                        reason: "first person: the speaker's state",
                    }],
                    "first person: the speaker's state",
                ));
            }
            if mention
                .pronoun
                .iter()
                .all(|r| matches!(r.class, Class::Impersonal))
            {
                let state = speaker.and_then(|s| s.state.clone())?;
                return Some((
                    vec![ActorRef {
                        id: state.into(),
                        span,
                        origin: None,
                        reason: "impersonal pronoun: the speaker's state",
                    }],
                    "impersonal pronoun: the speaker's state",
                ));
            }
            if mention
                .pronoun
                .iter()
                .all(|r| matches!(r.class, Class::Demonstrative | Class::Interrogative))
            {
                return None;
            }
            let party = self.antecedent(parse, index, sentence, taken)?;
            return Some(restate(&party, "pronoun"));
        }
        let (_, kind) = mention.noun?;
        let definite = mention.definite == Some(true);
        match kind {
            NounKind::Country if mention.plural == Some(true) => {
                // `both countries`, `the three states`: as many as were named last
                let wanted = mention
                    .number
                    .and_then(|n| parse.tagged.numbers.get(n))
                    .and_then(|n| n.low)
                    .map_or(2, |n| {
                        if n <= 2.0 {
                            2
                        } else if n <= 3.0 {
                            3
                        } else {
                            4
                        }
                    });
                let mut found: Vec<ActorRef> = Vec::new();
                let here = parse
                    .mentions
                    .iter()
                    .take(index)
                    .rev()
                    .flat_map(|m| m.actors.iter());
                let before = self
                    .parties
                    .iter()
                    .rev()
                    .filter(|p| p.sentence < sentence && sentence - p.sentence <= REACH * 2)
                    .flat_map(|p| p.actors.iter());
                for actor in here.chain(before) {
                    if found.len() < wanted
                        && actor.is_state()
                        && !taken.contains(&actor.id)
                        && !found.iter().any(|a| a.id == actor.id)
                    {
                        found.push(actor.clone());
                    }
                }
                // `its allies` are others than those just named
                (found.len() == wanted && definite && !mention.possessed)
                    .then(|| restate(&found, "a definite mention of several states"))
            }
            NounKind::Country if mention.definite != Some(false) => {
                let party = self.last(parse, index, sentence, |a| {
                    a.is_state() && !taken.contains(&a.id)
                })?;
                Some(restate(&party, "a definite mention of a state"))
            }
            NounKind::Company if definite => {
                let party = self.last(parse, index, sentence, |a| {
                    a.id.starts_with("org:") && !taken.contains(&a.id)
                })?;
                Some(restate(&party, "a definite mention of a company"))
            }
            NounKind::Group if definite => {
                let party = self.last(parse, index, sentence, |a| {
                    a.id.starts_with("org:") && !taken.contains(&a.id)
                })?;
                Some(restate(&party, "a definite mention of a group"))
            }
            NounKind::Government | NounKind::Official if definite => {
                if let Some(state) = speaker
                    .and_then(|s| s.state.clone())
                    .filter(|s| !taken.iter().any(|t| **t == **s))
                {
                    return Some((
                        vec![ActorRef {
                            id: state.into(),
                            span,
                            origin: None,
                            reason: "a definite mention beside its speaker",
                        }],
                        "a definite mention beside its speaker",
                    ));
                }
                // `In Kenya a court ordered the government`: the state that the clause opens with
                let fronted = parse
                    .mentions_in(parse.clause_of(index))
                    .take_while(|(i, _)| *i < index)
                    .filter(|(_, m)| m.kind == Kind::Party && m.preposition.is_some())
                    .find_map(|(_, m)| match m.actors.as_slice() {
                        [actor]
                            if m.start() == 0 && actor.is_state() && !taken.contains(&actor.id) =>
                        {
                            Some(vec![actor.clone()])
                        }
                        _ => None,
                    });
                let party = fronted.or_else(|| {
                    self.last(parse, index, sentence, |a| {
                        a.is_state() && !taken.contains(&a.id)
                    })
                })?;
                Some(restate(&party, "a definite mention of a government"))
            }
            _ => None,
        }
    }

    /// The party that a pronoun means.
    fn antecedent(
        &self,
        parse: &Parse<'_>,
        index: usize,
        sentence: usize,
        taken: &[Box<str>],
    ) -> Option<Vec<ActorRef>> {
        let pronoun = &parse.mentions[index];
        let clause = parse.clause_of(index);
        let fits =
            |plural: Option<bool>, gender: Option<Gender>, actors: &[ActorRef], person: bool| {
                if actors.is_empty() || actors.iter().any(|a| taken.contains(&a.id)) {
                    return false;
                }
                pronoun.pronoun.iter().any(|r| {
                    let number = match (r.plural, plural) {
                        (Some(true), Some(false) | None) => {
                            actors.len() > 1
                                || gender.is_none() && plural.is_none() && !is_state(actors)
                        }
                        (Some(false), Some(true)) => false,
                        _ => true,
                    };
                    let kind = match (r.gender, gender) {
                        (Some(a), Some(b)) if r.plural != Some(true) => a.agrees(b),
                        (Some(Gender::Neuter), None) => !person,
                        (Some(Gender::Masculine | Gender::Feminine), None) => {
                            person
                                || r.plural == Some(true)
                                || !is_state(actors)
                                || parse.tagged.lexicon.orthography.cases
                        }
                        _ => true,
                    };
                    number && kind
                })
            };
        // earlier in the same sentence, another clause first: its subject, then any bare phrase
        let subjects: Vec<usize> = (0..parse.clauses.list.len())
            .filter(|c| *c != clause)
            .filter_map(|c| parse.subject(c))
            .collect();
        let mut here: Vec<usize> = parse
            .mentions
            .iter()
            .enumerate()
            .filter(|(i, m)| {
                *i < index
                    && m.kind == Kind::Party
                    && (parse.clause_of(*i) != clause
                        || pronoun.preposition.is_some()
                        || pronoun.possessed)
            })
            .map(|(i, _)| i)
            .collect();
        here.sort_by_key(|i| (!subjects.contains(i), std::cmp::Reverse(*i)));
        for candidate in here {
            let mention = &parse.mentions[candidate];
            let mut actors: Vec<ActorRef> = Vec::new();
            let members = parse.group(candidate);
            for member in &members {
                actors.extend(self.direct(parse, &parse.mentions[*member]));
            }
            let person = mention.noun.is_some_and(|(_, k)| {
                matches!(k, NounKind::Official | NounKind::Person | NounKind::Expert)
            }) || mention.form == Some(NameForm::Inhabitant);
            let plural = if members.len() > 1 {
                Some(true)
            } else {
                mention.plural
            };
            if fits(plural, mention.gender, &actors, person) {
                return Some(actors);
            }
        }
        let reachable = self
            .parties
            .iter()
            .rev()
            .filter(|p| p.sentence < sentence && sentence - p.sentence <= REACH);
        let mut best: Option<(&Party, (usize, bool))> = None;
        for party in reachable {
            if !fits(party.plural, party.gender, &party.actors, party.person) {
                continue;
            }
            let rank = (sentence - party.sentence, !party.subject);
            if best.is_none_or(|(_, old)| rank < old) {
                best = Some((party, rank));
            }
        }
        best.map(|(p, _)| p.actors.clone())
    }

    /// The last actor of some kind, in this sentence before the phrase or in the sentences before.
    fn last(
        &self,
        parse: &Parse<'_>,
        index: usize,
        sentence: usize,
        accept: impl Fn(&ActorRef) -> bool,
    ) -> Option<Vec<ActorRef>> {
        let clause = parse.clause_of(index);
        let here = parse
            .mentions
            .iter()
            .enumerate()
            .take(index)
            .rev()
            .find_map(|(i, m)| {
                let found: Vec<ActorRef> = m.actors.iter().filter(|a| accept(a)).cloned().collect();
                (m.kind == Kind::Party && !found.is_empty() && parse.clause_of(i) != clause)
                    .then_some(found)
            });
        here.or_else(|| {
            let mut best: Option<(Vec<ActorRef>, (usize, bool))> = None;
            for party in self
                .parties
                .iter()
                .rev()
                .filter(|p| p.sentence < sentence && sentence - p.sentence <= REACH * 2)
            {
                let found: Vec<ActorRef> =
                    party.actors.iter().filter(|a| accept(a)).cloned().collect();
                let rank = (sentence - party.sentence, !party.subject);
                if found.len() == 1 && best.as_ref().is_none_or(|(_, old)| rank < *old) {
                    best = Some((found, rank));
                }
            }
            best.map(|(a, _)| a)
        })
    }

    /// Whether somebody took part in the last event of this type, as far back as a denial reaches.
    pub fn took_part(&self, event: &str, id: &str, sentence: usize, reach: usize) -> bool {
        self.told
            .iter()
            .rev()
            .filter(|told| &*told.event == event && sentence.saturating_sub(told.sentence) <= reach)
            .any(|told| told.roles.values().flatten().any(|actor| &*actor.id == id))
    }

    /// Roles of the last event of this type that fit those already known: what a text leaves out because it has just said it.
    ///
    /// Only the newest fitting event counts, at most `reach` sentences back, and
    /// only roles of `open` are taken.
    pub fn inherit(
        &self,
        event: &str,
        known: &BTreeMap<Box<str>, Vec<ActorRef>>,
        open: &[&str],
        sentence: usize,
        reach: usize,
    ) -> Vec<(Box<str>, Vec<ActorRef>)> {
        let taken: Vec<&Box<str>> = known.values().flatten().map(|a| &a.id).collect();
        for told in self.told.iter().rev() {
            if sentence.saturating_sub(told.sentence) > reach {
                return Vec::new();
            }
            if &*told.event != event || told.roles.is_empty() {
                continue;
            }
            let fits = known.iter().all(|(role, actors)| {
                told.roles
                    .get(role)
                    .is_none_or(|old| old.iter().any(|o| actors.iter().any(|a| a.id == o.id)))
            });
            let crossed = told.roles.iter().any(|(role, actors)| {
                !known.contains_key(role) && actors.iter().any(|a| taken.contains(&&a.id))
            });
            if !fits || crossed {
                return Vec::new();
            }
            return open
                .iter()
                .filter_map(|role| {
                    told.roles
                        .get(*role)
                        .map(|actors| ((*role).into(), actors.clone()))
                })
                .collect();
        }
        Vec::new()
    }

    /// The source that a phrase is, with its words.
    pub fn source(&self, parse: &Parse<'_>, index: usize) -> Option<(Source, Span)> {
        let mention = parse.mentions.get(index)?;
        let span = parse.tagged.span(mention.tokens.clone());
        let printed = |range: std::ops::Range<usize>| -> Option<String> {
            let start = range
                .clone()
                .find(|i| {
                    parse.tagged.article(*i).is_none()
                        && parse.tagged.pronoun(*i).is_none_or(<[_]>::is_empty)
                        && !parse.tagged.is_punct(*i)
                })
                .unwrap_or(range.start);
            let mut end = range.end;
            while end > start + 1 && parse.tagged.is_punct(end - 1) {
                end -= 1;
            }
            let words = parse.tagged.words(start..end);
            (!words.is_empty()).then(|| words.to_owned())
        };
        if mention.kind == Kind::Pronoun {
            let spoken = self.speaker.as_ref()?;
            return Some((spoken.source.clone(), span));
        }
        if mention.kind == Kind::Place {
            return None;
        }
        if mention.outlet.is_some() {
            return Some((
                Source {
                    name: printed(mention.head.clone()),
                    kind: SourceKind::Media,
                    state: None,
                },
                span,
            ));
        }
        if let Some(person) = self.person(parse, mention) {
            return Some((person.source.clone(), span));
        }
        let state = mention.state.as_ref().map(|s| s.id.to_string());
        // `a report says`: a text speaks for whose it is, and for nobody where that is not said
        let text = mention.noun.is_some_and(|(_, k)| k == NounKind::Text);
        if text && mention.name.is_none() && mention.actors.is_empty() {
            let owner = parse
                .mentions
                .iter()
                .position(|m| m.possesses == Some(index) && m.kind == Kind::Party)?;
            return self.source(parse, owner).filter(|_| owner != index);
        }
        if let Some((_, kind)) = mention.noun {
            let kind = source_kind(kind, state.is_some());
            let name = mention
                .name
                .clone()
                .and_then(printed)
                .or_else(|| printed(mention.tokens.start..mention.tokens.end));
            let state = state.or_else(|| {
                let spoken = self.speaker.as_ref()?;
                let same = matches!(
                    (kind, spoken.source.kind),
                    (
                        SourceKind::Official | SourceKind::Government,
                        SourceKind::Official | SourceKind::Government
                    )
                );
                (same && mention.definite == Some(true))
                    .then(|| spoken.source.state.clone())
                    .flatten()
            });
            return Some((Source { name, kind, state }, span));
        }
        if let Some(actor) = mention.actors.first() {
            let organisation = !actor.is_state();
            let kind = if organisation {
                SourceKind::Organisation
            } else {
                SourceKind::Government
            };
            return Some((
                Source {
                    name: printed(mention.head.clone()),
                    kind,
                    state: (!organisation).then(|| actor.id.to_string()),
                },
                span,
            ));
        }
        let name = mention.name.clone().and_then(printed)?;
        Some((
            Source {
                name: Some(name),
                kind: SourceKind::Person,
                state: None,
            },
            span,
        ))
    }
}

fn is_state(actors: &[ActorRef]) -> bool {
    actors.iter().all(ActorRef::is_state)
}

/// The kind of source that a noun makes.
pub fn source_kind(kind: NounKind, has_state: bool) -> SourceKind {
    match kind {
        NounKind::Government | NounKind::Country => SourceKind::Government,
        NounKind::Official => SourceKind::Official,
        NounKind::Company | NounKind::Organisation | NounKind::Group | NounKind::Text => {
            SourceKind::Organisation
        }
        NounKind::Media => SourceKind::Media,
        NounKind::Expert => SourceKind::Expert,
        NounKind::Anonymous if has_state => SourceKind::Official,
        NounKind::Anonymous => SourceKind::Anonymous,
        NounKind::Person => SourceKind::Person,
    }
}
