//! Document memory: who was named, who spoke, what was moved; and who a pronoun or `the company` is.
//!
//! Only 57 of 100 statements name all their actors in one sentence, so this is no last touch. The rules are
//! few and careful: a pronoun takes the subject of the clause or sentence before, a definite noun the last
//! actor of its kind, the first person the speaker. What stays open stays empty: a wrong filler is worse
//! than none. Next: `statement`.

mod resolve;
mod source;
mod things;

use crate::grammar::Gender;
use crate::mentions::{ActorRef, ItemFacts, Kind, Mention};
use crate::parse::Parse;
use crate::statement::Place;
use headstamp_model::{Source, SourceKind, Span};
use headstamp_packs::schema::NounKind;
pub use source::kind_of;
use std::collections::BTreeMap;
pub(crate) use things::take_up;

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
    /// Relays, and where they were named.
    pub via: Vec<(headstamp_model::Via, Span)>,
    /// Where it was named.
    pub span: Span,
    /// Sentence.
    pub sentence: usize,
    /// Paragraph.
    pub paragraph: usize,
}

impl Spoken {
    /// Relays of a source that goes on speaking: what one passes on it passes on to the end.
    pub fn relays_of(&self, source: &Source, place: Place) -> &[(headstamp_model::Via, Span)] {
        let near = self.paragraph == place.paragraph || place.sentence - self.sentence <= 1;
        if near && self.source == *source {
            &self.via
        } else {
            &[]
        }
    }
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
    /// The sentence that is read now.
    sentence: usize,
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
        self.sentence = sentence + 1;
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
        let kind = kind_of(mention).unwrap_or(SourceKind::Person);
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
}
