//! Who a phrase means that does not say so itself: pronouns, `the company`, `both countries`, troops.
//!
//! A pronoun takes a subject before an object and this sentence before the last; a definite noun the last actor of its
//! kind. What fits nobody stays open. Next: `source`.

use super::{Memory, Party, Resolved};
use crate::grammar::{Class, Gender, Reading};
use crate::lexicon::NameForm;
use crate::mentions::{ActorRef, Kind};
use crate::parse::Parse;
use headstamp_model::Source;
use headstamp_packs::schema::NounKind;

/// How many sentences back a pronoun may reach.
const REACH: usize = 2;

impl Memory {
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

    /// Whose a phrase with a possessive pronoun is: `its defence ministry`.
    pub(super) fn owner(&self, parse: &Parse<'_>, index: usize) -> Option<Vec<ActorRef>> {
        self.antecedent(parse, index, self.sentence, &[])
    }

    /// The party that a pronoun means: first one that agrees with the verb, then any (`die USA … sie hätten`).
    fn antecedent(
        &self,
        parse: &Parse<'_>,
        index: usize,
        sentence: usize,
        taken: &[Box<str>],
    ) -> Option<Vec<ActorRef>> {
        let number = agreement(parse, index);
        let strict = number.and_then(|_| self.agreeing(parse, index, sentence, taken, number));
        strict.or_else(|| self.agreeing(parse, index, sentence, taken, None))
    }

    /// The party that a pronoun means, of which there is one or are several.
    fn agreeing(
        &self,
        parse: &Parse<'_>,
        index: usize,
        sentence: usize,
        taken: &[Box<str>],
        number: Option<bool>,
    ) -> Option<Vec<ActorRef>> {
        let pronoun = &parse.mentions[index];
        let clause = parse.clause_of(index);
        let agrees = |r: &&Reading| number.is_none_or(|n| r.plural.is_none_or(|p| p == n));
        let fits =
            |plural: Option<bool>, gender: Option<Gender>, actors: &[ActorRef], person: bool| {
                if actors.is_empty() || actors.iter().any(|a| taken.contains(&a.id)) {
                    return false;
                }
                pronoun.pronoun.iter().filter(agrees).any(|r| {
                    let number = match (r.plural, plural) {
                        // `they` may be a company; a plural verb says that they are several
                        (Some(true), Some(false) | None) => {
                            actors.len() > 1
                                || number.is_none()
                                    && gender.is_none()
                                    && plural.is_none()
                                    && !is_state(actors)
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
}

/// Whether the verb of a pronoun that is its subject has the plural, where verbs tell: `ze leverden` are several.
fn agreement(parse: &Parse<'_>, pronoun: usize) -> Option<bool> {
    let endings = &parse.tagged.lexicon.orthography.plural_verb;
    let clause = parse.clause_of(pronoun);
    let finite = parse.clauses.list.get(clause)?.finite?;
    if endings.is_empty() || parse.subject(clause) != Some(pronoun) {
        return None;
    }
    let word = parse.tagged.word(finite);
    Some(endings.iter().any(|ending| match ending.strip_prefix('-') {
        Some(ending) => word.ends_with(ending),
        None => word == ending,
    }))
}

fn is_state(actors: &[ActorRef]) -> bool {
    actors.iter().all(ActorRef::is_state)
}
