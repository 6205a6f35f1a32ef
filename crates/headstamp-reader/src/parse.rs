//! One sentence, parsed: tokens, hits, phrases, verb forms and clauses, with the questions that
//! later stages share: who is the subject of a clause, is it passive, is this verb complete?

use crate::clauses::{self, Clauses};
use crate::grammar::{Case, Opener};
use crate::lexicon::{Sense, VerbForm};
use crate::mentions::{self, Kind, Mention};
use crate::tagged::Tagged;
use crate::verbs::{self, Status};
use headstamp_packs::schema::WordOrder;
use std::sync::OnceLock;

/// A parsed sentence.
#[derive(Debug)]
pub struct Parse<'a> {
    /// Tokens and hits.
    pub tagged: Tagged<'a>,
    /// Phrases.
    pub mentions: Vec<Mention>,
    /// Phrases that introduce a person by name and office.
    pub introduced: Vec<Mention>,
    /// What each verb form is.
    pub statuses: Vec<Option<Status>>,
    /// Clauses.
    pub clauses: Clauses,
    triggers: OnceLock<Vec<Use>>,
    operators: OnceLock<Vec<Use>>,
}

/// An event-layer word in use.
#[derive(Debug, Clone)]
pub struct Use {
    /// First token.
    pub at: usize,
    /// One past the last token.
    pub end: usize,
    /// Index into triggers, operators or cues.
    pub index: usize,
    /// Its form.
    pub form: VerbForm,
    /// Index of the hit.
    pub entry: usize,
}

impl<'a> Parse<'a> {
    /// Parses a tagged sentence.
    pub fn new(tagged: Tagged<'a>) -> Self {
        let (mentions, introduced) = mentions::find(&tagged);
        let statuses = verbs::statuses(&tagged, &mentions);
        let clauses = clauses::cut(&tagged, &mentions, &statuses);
        Self {
            tagged,
            mentions,
            introduced,
            statuses,
            clauses,
            triggers: OnceLock::new(),
            operators: OnceLock::new(),
        }
    }

    /// The clause of a phrase.
    pub fn clause_of(&self, mention: usize) -> usize {
        self.mentions
            .get(mention)
            .map_or(0, |m| self.clauses.at(m.head.start))
    }

    /// Phrases of a clause, in order.
    pub fn mentions_in(&self, clause: usize) -> impl Iterator<Item = (usize, &Mention)> {
        self.mentions
            .iter()
            .enumerate()
            .filter(move |(_, m)| self.clauses.at(m.head.start) == clause)
    }

    /// Tokens of a clause, in order.
    pub fn tokens_in(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        self.clauses
            .list
            .get(clause)
            .into_iter()
            .flat_map(|c| c.ranges.iter().flat_map(Clone::clone))
    }

    /// Whether a verb form of a hit is what stands here, its particle included.
    fn form_stands(&self, at: usize, form: VerbForm, particle: Option<&str>) -> bool {
        let status = self.statuses.get(at).copied().flatten();
        let fits = match form {
            VerbForm::Present | VerbForm::Past => status == Some(Status::Finite),
            VerbForm::Participle => status == Some(Status::Participle),
            VerbForm::Infinitive => status == Some(Status::Infinitive),
            VerbForm::Gerund => status == Some(Status::Gerund),
            VerbForm::Noun | VerbForm::AgentNoun => status.is_none(),
            VerbForm::Phrase => true,
        };
        if !fits {
            return false;
        }
        let Some(particle) = particle.filter(|_| {
            form.finite()
                || self.tagged.lexicon.orthography.order == WordOrder::Svo
                    && !matches!(
                        form,
                        VerbForm::Noun | VerbForm::AgentNoun | VerbForm::Phrase
                    )
        }) else {
            return true;
        };
        let folded = crate::text::fold(particle);
        let particle = &*folded;
        let word = self.tagged.word(at);
        if word.starts_with(particle) && word != particle {
            return true;
        }
        let clause = self.clauses.at(at);
        let svo = self.tagged.lexicon.orthography.order == WordOrder::Svo;
        if particle.contains(' ') {
            let words: Vec<&str> = particle.split(' ').collect();
            let here = |i: usize| {
                let mut words = words.iter().enumerate();
                words.all(|(n, word)| self.tagged.word(i + n) == *word)
            };
            return self.tokens_in(clause).any(|i| i != at && here(i))
                || !svo && self.after_verbs_below(clause).any(here);
        }
        let here = |i: usize| i > at && self.tagged.word(i) == particle;
        self.tokens_in(clause)
            .any(|i| here(i) && (svo || self.closes(i)))
            || !svo
                && self
                    .after_verbs_below(clause)
                    .any(|i| here(i) && self.closes(i))
    }

    /// Tokens behind the verbs of clauses that hang on a clause: what closes that one's bracket may stand there
    /// (`wees de klacht dat het drones levert van de hand`).
    fn after_verbs_below(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        let below = move |c: &usize| {
            *c != clause && self.clauses.ancestors(*c).any(|above| above == clause)
        };
        let clauses = (0..self.clauses.list.len()).filter(below);
        clauses.flat_map(|c| {
            let verb = |i: &usize| self.statuses.get(*i).is_some_and(Option::is_some);
            let last = self.tokens_in(c).filter(verb).last();
            let tokens = self.tokens_in(c);
            tokens.filter(move |i| last.is_some_and(|last| *i > last))
        })
    }

    /// Whether something stands behind a preposition in the clause of a verb.
    fn takes_by(&self, at: usize, preposition: &str) -> bool {
        let clause = self.clauses.at(at);
        self.mentions_in(clause)
            .any(|(_, m)| m.governed_by() == Some(preposition))
    }

    /// Whether a particle stands at the end of its bracket, and is no preposition before a noun.
    fn closes(&self, at: usize) -> bool {
        let next = at + 1;
        next >= self.tagged.len()
            || self.tagged.is_punct(next)
            || self.tagged.coordinator(next).is_some()
            || self.tagged.opener(next).is_some()
            || self.tagged.infinitive_marker(next)
            || self.tagged.preposition(next).is_some()
                && !self
                    .mentions
                    .iter()
                    .any(|m| m.preposition.as_ref().is_some_and(|(_, p)| *p == at))
            || self.statuses.get(next).is_some_and(Option::is_some)
    }

    /// Triggers in use.
    pub fn triggers(&self) -> &[Use] {
        self.triggers.get_or_init(|| {
            self.uses(
                |sense| match sense {
                    Sense::Trigger(index, form) => Some((*index, *form)),
                    _ => None,
                },
                |index| {
                    self.tagged
                        .lexicon
                        .triggers
                        .get(index)
                        .and_then(|t| t.trigger.particle.as_deref())
                },
                |_| None,
            )
        })
    }

    /// Operators in use.
    pub fn operators(&self) -> &[Use] {
        self.operators.get_or_init(|| {
            self.uses(
                |sense| match sense {
                    Sense::Operator(index, form) => Some((*index, *form)),
                    _ => None,
                },
                |index| {
                    self.tagged
                        .lexicon
                        .operators
                        .get(index)
                        .and_then(|o| o.value.particle.as_deref())
                },
                |index| {
                    let operator = self.tagged.lexicon.operators.get(index);
                    operator.and_then(|o| o.value.preposition.as_deref())
                },
            )
        })
    }

    /// Cues in use; a verb of another meaning with its particle is none (`sagte … zu`).
    pub fn cues(&self) -> Vec<Use> {
        let mut out = self.uses(
            |sense| match sense {
                Sense::Cue(index, form) => Some((*index, *form)),
                _ => None,
            },
            |index| {
                self.tagged
                    .lexicon
                    .cues
                    .get(index)
                    .and_then(|c| c.value.particle.as_deref())
            },
            |index| {
                let cue = self.tagged.lexicon.cues.get(index);
                cue.and_then(|c| c.value.preposition.as_deref())
            },
        );
        let lexicon = self.tagged.lexicon;
        let triggers = self.triggers().iter().filter_map(|u| {
            let particle = lexicon.triggers[u.index].trigger.particle.is_some();
            (particle && u.form.finite()).then_some(u.at)
        });
        let operators = self.operators().iter().filter_map(|u| {
            let particle = lexicon.operators[u.index].value.particle.is_some();
            (particle && u.form.finite()).then_some(u.at)
        });
        let taken: Vec<usize> = triggers.chain(operators).collect();
        out.retain(|u| !taken.contains(&u.at) || lexicon.cues[u.index].value.particle.is_some());
        out
    }

    /// Whether an auxiliary only helps another verb here: it is a verb of its own (`has 40 tanks`) only beside its thing.
    fn helps(&self, at: usize) -> bool {
        if self.tagged.auxiliary(at).is_none() {
            return false;
        }
        let clause = self.clauses.at(at);
        if self.tokens_in(clause).any(|i| {
            i != at
                && matches!(
                    self.statuses.get(i),
                    Some(Some(Status::Participle | Status::Infinitive))
                )
        }) {
            return true;
        }
        let thing =
            |m: &&Mention| matches!(m.kind, Kind::Item | Kind::Number) && m.preposition.is_none();
        let after = self.mentions.iter().filter(thing).any(|m| {
            m.tokens.start > at
                && m.tokens.start - at <= 3
                && self.clauses.at(m.head.start) == clause
        });
        let before = self
            .mentions
            .iter()
            .filter(thing)
            .any(|m| m.tokens.end == at && self.clauses.at(m.head.start) == clause);
        let end = self
            .tokens_in(clause)
            .filter(|i| !self.tagged.is_punct(*i))
            .last()
            .unwrap_or(at);
        let closes = self.mentions.iter().any(|m| m.tokens.contains(&end)) || end == at;
        let svo = self.tagged.lexicon.orthography.order == WordOrder::Svo;
        !(if svo {
            after
        } else {
            before || after && closes
        })
    }

    fn uses<'s>(
        &'s self,
        pick: impl Fn(&Sense) -> Option<(usize, VerbForm)>,
        particle: impl Fn(usize) -> Option<&'s str>,
        preposition: impl Fn(usize) -> Option<&'s str>,
    ) -> Vec<Use> {
        let mut out: Vec<Use> = Vec::new();
        for hit in &self.tagged.hits {
            let Some((index, form)) = pick(self.tagged.lexicon.sense(hit)) else {
                continue;
            };
            let (at, end) = (hit.tokens.start, hit.tokens.end);
            if self.tagged.inside_name(&hit.tokens) {
                continue;
            }
            // a form of several words stands on whichever of its words is the verb
            let anchor = (at..end)
                .find(|i| self.statuses.get(*i).is_some_and(Option::is_some))
                .unwrap_or(at);
            // `blieben … übrig`: with its particle it is a verb of its own
            let helps = || end - at == 1 && particle(index).is_none() && self.helps(anchor);
            if self.tagged.in_function(at) || helps() {
                continue;
            }
            if self.form_stands(anchor, form, particle(index))
                && (matches!(
                    form,
                    VerbForm::Noun | VerbForm::AgentNoun | VerbForm::Phrase
                ) || preposition(index).is_none_or(|word| self.takes_by(anchor, word)))
                && !out.iter().any(|u| u.at == at && u.index == index)
            {
                out.push(Use {
                    at,
                    end,
                    index,
                    form,
                    entry: hit.entry,
                });
            }
        }
        // where one reading has its particle, the plain verb does not stand (`kauft … ein` is not `kauft`)
        let with_particle: Vec<usize> = out
            .iter()
            .filter(|u| u.form.finite() && particle(u.index).is_some())
            .map(|u| u.at)
            .collect();
        out.retain(|u| {
            !u.form.finite() || particle(u.index).is_some() || !with_particle.contains(&u.at)
        });
        out
    }

    /// Whether the verb at a token stands in the passive.
    pub fn passive(&self, at: usize, has_object: bool) -> bool {
        if self.statuses.get(at).copied().flatten() != Some(Status::Participle) {
            return false;
        }
        let clause = self.clauses.at(at);
        let svo = self.tagged.lexicon.orthography.order == WordOrder::Svo;
        let mut perfect = false;
        let mut passive = false;
        let mut copula = false;
        let from = if svo {
            self.tagged.before_aside(at)
        } else {
            at
        };
        for i in self.tokens_in(clause) {
            if svo && (i > at || from.saturating_sub(i) > 6) {
                continue;
            }
            // `dat Kenia zijn tanks heeft gegeven`: inside a phrase it is a possessive
            let possessive = self.mentions.iter().any(|m| m.tokens.contains(&i));
            if let Some(aux) = self.tagged.auxiliary(i).filter(|_| !possessive) {
                passive |= aux.passive;
                perfect |= aux.perfect && !aux.copula;
                copula |= aux.copula;
            }
        }
        if passive {
            return true;
        }
        if perfect {
            return false;
        }
        if copula {
            return has_object;
        }
        // a bare participle: `drones supplied by Iran`
        has_object
    }

    /// The phrase that is the subject of a clause, by place and case.
    pub fn subject(&self, clause: usize) -> Option<usize> {
        self.subject_within(clause, &[], 0)
    }

    /// The subject of a clause when some of its phrases only name a source: these are passed over if another will do.
    pub fn subject_beside(&self, clause: usize, speakers: &[bool]) -> Option<usize> {
        let first = self.subject_within(clause, &[], 0)?;
        let speaks =
            speakers.get(first).copied().unwrap_or(false) && self.clause_of(first) == clause;
        if speaks {
            self.subject_within(clause, speakers, 0).or(Some(first))
        } else {
            Some(first)
        }
    }

    fn subject_within(&self, clause: usize, skip: &[bool], depth: usize) -> Option<usize> {
        if depth > 8 {
            return None;
        }
        let info = self.clauses.list.get(clause)?;
        let svo = self.tagged.lexicon.orthography.order == WordOrder::Svo;
        let bare: Vec<(usize, &Mention)> = self
            .bare(clause)
            .filter(|(i, _)| !skip.get(*i).copied().unwrap_or(false))
            .collect();
        if info.opener == Some(Opener::Infinitive) && info.finite.is_none() {
            return info
                .parent
                .and_then(|parent| self.subject_within(parent, skip, depth + 1));
        }
        let relative_subject = info.opener == Some(Opener::Relative) && info.preposition.is_none();
        let found = if svo {
            let verb = info.finite.or_else(|| {
                self.tokens_in(clause)
                    .find(|i| self.statuses.get(*i).is_some_and(Option::is_some))
            });
            let aside = info
                .finite
                .and_then(|finite| self.aside(clause, finite, &bare));
            let before = bare.iter().rev().find(|(_, m)| {
                verb.is_none_or(|v| m.head.start < v)
                    && aside.is_none_or(|a| m.head.start < a)
                    && m.kind != Kind::Number
            });
            // `of which six have arrived`, `another twelve were ordered`
            let counted = bare.iter().rev().find(|(_, m)| {
                m.kind == Kind::Number && info.finite.is_some_and(|v| m.tokens.end == v)
            });
            if let Some((number, _)) = counted
                && (before.is_none() || relative_subject)
            {
                return Some(*number);
            }
            match (before, relative_subject) {
                (None, true) => return info.antecedent,
                (Some((_, m)), true)
                    if m.kind == Kind::Pronoun && info.relative == Some(m.head.start) =>
                {
                    return info.antecedent;
                }
                // `officials in Kyiv said`: the head of a coordination or chain
                (Some((i, _)), _) => {
                    let first = self.first_of_group(*i, &bare);
                    Some(self.apposed(first, &bare, verb).unwrap_or(first))
                }
                (None, false) => None,
            }
        } else {
            let acting: Vec<&(usize, &Mention)> = bare
                .iter()
                .filter(|(_, m)| m.kind != Kind::Number && info.relative != Some(m.head.start))
                .filter(|(_, m)| m.cases.is_empty() || m.cases.contains(&Case::Nominative))
                .collect();
            if relative_subject {
                // the relative pronoun is the subject unless another phrase must be
                let other = acting
                    .iter()
                    .find(|(i, m)| m.may_act() && !self.is_object_like(*i));
                let antecedent_acts = info
                    .antecedent
                    .and_then(|a| self.mentions.get(a))
                    .is_some_and(Mention::may_act);
                return match other {
                    Some((i, m)) if !antecedent_acts || m.cases == [Case::Nominative] => Some(*i),
                    _ => info.antecedent.or(other.map(|(i, _)| *i)),
                };
            }
            // `Iran maakt drones en levert die aan Rusland`: the clause that begins with its verb shares its subject
            let shares = info.joined_to.is_some()
                && info.opener.is_none()
                && info.finite.is_some_and(|finite| {
                    self.tokens_in(clause)
                        .take_while(|i| *i < finite)
                        .all(|i| self.tagged.coordinator(i).is_some())
                });
            let points = |m: &Mention| {
                m.kind == Kind::Pronoun
                    && !m.pronoun.is_empty()
                    && m.pronoun
                        .iter()
                        .any(|r| r.class == crate::grammar::Class::Demonstrative)
            };
            let acting: Vec<&(usize, &Mention)> = acting
                .into_iter()
                .filter(|(_, m)| !(shares && points(m)))
                .collect();
            // a phrase that can act goes before a thing, the first before the second
            acting
                .iter()
                .find(|(_, m)| m.cases == [Case::Nominative] && !m.is_impersonal())
                .or_else(|| {
                    acting
                        .iter()
                        .find(|(_, m)| m.may_act() && !m.is_impersonal())
                })
                .or_else(|| acting.iter().find(|(_, m)| !m.is_impersonal()))
                .or_else(|| acting.first())
                .map(|(i, _)| *i)
        };
        found.or_else(|| {
            info.joined_to
                .and_then(|before| self.subject_within(before, skip, depth + 1))
        })
    }

    /// Whom a phrase between marks only describes: `Pakistan, China's biggest customer, received …`.
    fn apposed(
        &self,
        index: usize,
        bare: &[(usize, &Mention)],
        verb: Option<usize>,
    ) -> Option<usize> {
        let mention = self.mentions.get(index)?;
        // `China's biggest arms customer` in several phrases one behind the other
        let mut start = mention.start();
        for before in self.mentions.get(..index)?.iter().rev() {
            if before.tokens.end + 2 < start
                || (before.tokens.end..start).any(|i| self.tagged.is_punct(i))
            {
                break;
            }
            start = before.start();
        }
        let opens = start
            .checked_sub(1)
            .filter(|at| self.tagged.is_mark(*at, ','))?;
        let closes = (mention.tokens.end..verb?).any(|at| self.tagged.is_mark(at, ','));
        bare.iter()
            .find(|(_, m)| closes && m.tokens.end == opens && m.kind == Kind::Party)
            .map(|(i, _)| *i)
    }

    /// Where a participle with its own object begins between a subject and its verb: `a ship carrying rifles was seized`.
    fn aside(&self, clause: usize, finite: usize, bare: &[(usize, &Mention)]) -> Option<usize> {
        let first = bare.first().map(|(_, m)| m.head.start)?;
        self.tokens_in(clause).find(|i| {
            *i > first
                && *i < finite
                && matches!(
                    self.statuses.get(*i),
                    Some(Some(Status::Gerund | Status::Participle))
                )
        })
    }

    fn is_object_like(&self, mention: usize) -> bool {
        self.mentions
            .get(mention)
            .is_some_and(|m| !m.cases.is_empty() && !m.cases.contains(&Case::Nominative))
    }

    fn first_of_group(&self, mention: usize, bare: &[(usize, &Mention)]) -> usize {
        let group = self.mentions.get(mention).map(|m| m.group);
        bare.iter()
            .find(|(_, m)| Some(m.group) == group)
            .map_or(mention, |(i, _)| *i)
    }

    /// Phrases of a clause without preposition that are no possessor of another.
    pub fn bare(&self, clause: usize) -> impl Iterator<Item = (usize, &Mention)> {
        self.mentions_in(clause).filter(|(_, m)| {
            m.preposition.is_none() && m.possesses.is_none() && !matches!(m.kind, Kind::Place)
        })
    }

    /// A phrase and all that are joined to it.
    pub fn group(&self, mention: usize) -> Vec<usize> {
        let Some(group) = self.mentions.get(mention).map(|m| m.group) else {
            return Vec::new();
        };
        self.mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.group == group)
            .map(|(i, _)| i)
            .collect()
    }
}
