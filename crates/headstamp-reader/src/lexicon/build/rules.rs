//! The rule files of a pack in the table: triggers, operators, cues, modality, and the function words of the grammar.
//!
//! Next: `compounds`.

use super::super::{Lexicon, Named, NegationForm, Sense, TriggerEntry, VerbForm, WordId};
use super::Morph;
use crate::grammar::{Auxiliary, Opener, Reading};
use crate::text::fold;
use headstamp_packs::schema::Trigger;
use headstamp_packs::{Origin, Pack};

impl Lexicon {
    /// The words that make a trigger something else.
    fn rejects(&mut self, trigger: &Trigger) -> Vec<Box<[WordId]>> {
        trigger
            .reject
            .iter()
            .map(|form| self.vocabulary.add_form(form))
            .collect()
    }

    fn add_verb(
        &mut self,
        forms: &[(&[String], VerbForm)],
        sense: impl Fn(VerbForm) -> Sense,
        origin: &Origin,
        heads: bool,
    ) {
        for (list, form) in forms {
            for word in *list {
                let at = self.add(word, sense(*form), origin, Morph::default());
                if heads && matches!(form, VerbForm::Noun | VerbForm::AgentNoun) {
                    self.add_head(word, at);
                }
            }
        }
    }

    pub(super) fn add_events(&mut self, pack: &Pack) {
        let language = self.language.clone();
        for (event, rules) in &pack.events {
            for (id, entry) in &rules.triggers {
                let index = self.triggers.len();
                let trigger: Trigger = entry.value.clone();
                self.add_verb(
                    &[
                        (&trigger.present, VerbForm::Present),
                        (&trigger.past, VerbForm::Past),
                        (&trigger.participle, VerbForm::Participle),
                        (&trigger.infinitive, VerbForm::Infinitive),
                        (&trigger.gerund, VerbForm::Gerund),
                        (&trigger.noun, VerbForm::Noun),
                        (&trigger.agent_noun, VerbForm::AgentNoun),
                    ],
                    |form| Sense::Trigger(index, form),
                    &entry.origin,
                    true,
                );
                let rule = format!("{language}.{event}.{id}").into();
                let rejects = self.rejects(&trigger);
                self.triggers.push(TriggerEntry {
                    event: event.as_str().into(),
                    rule,
                    rejects,
                    trigger,
                    origin: entry.origin.clone(),
                });
            }
        }
        // a construction is a trigger without forms of its own: its pattern finds it
        for (event, rules) in &pack.events {
            for (id, entry) in &rules.rules {
                let trigger = Trigger {
                    example: entry.value.example.clone(),
                    phase: entry.value.phase,
                    polarity: entry.value.polarity,
                    needs: entry.value.needs.clone(),
                    ..Trigger::default()
                };
                let rule = format!("{language}.{event}.{id}").into();
                let rejects = self.rejects(&trigger);
                self.triggers.push(TriggerEntry {
                    event: event.as_str().into(),
                    rule,
                    rejects,
                    trigger,
                    origin: entry.origin.clone(),
                });
            }
        }
        for (id, entry) in &pack.operators {
            let index = self.operators.len();
            let operator = entry.value.clone();
            self.add_verb(
                &[
                    (&operator.present, VerbForm::Present),
                    (&operator.past, VerbForm::Past),
                    (&operator.participle, VerbForm::Participle),
                    (&operator.infinitive, VerbForm::Infinitive),
                    (&operator.gerund, VerbForm::Gerund),
                    (&operator.noun, VerbForm::Noun),
                    (&operator.phrase, VerbForm::Phrase),
                ],
                |form| Sense::Operator(index, form),
                &entry.origin,
                true,
            );
            self.operators.push(Named {
                rule: format!("{language}.operators.{id}").into(),
                value: operator,
                origin: entry.origin.clone(),
            });
        }
        for (id, entry) in &pack.cues {
            let index = self.cues.len();
            let cue = entry.value.clone();
            self.add_verb(
                &[
                    (&cue.present, VerbForm::Present),
                    (&cue.past, VerbForm::Past),
                    (&cue.participle, VerbForm::Participle),
                    (&cue.infinitive, VerbForm::Infinitive),
                    (&cue.gerund, VerbForm::Gerund),
                    (&cue.noun, VerbForm::Noun),
                    (&cue.phrase, VerbForm::Phrase),
                ],
                |form| Sense::Cue(index, form),
                &entry.origin,
                false,
            );
            self.cues.push(Named {
                rule: format!("{language}.attribution.{id}").into(),
                value: cue,
                origin: entry.origin.clone(),
            });
        }
    }

    pub(super) fn add_modality(&mut self, pack: &Pack) {
        let language = self.language.clone();
        for (id, entry) in &pack.adverbs {
            let index = self.adverbs.len();
            for form in &entry.value.forms {
                self.add(form, Sense::Adverb(index), &entry.origin, Morph::default());
            }
            self.adverbs.push(Named {
                rule: format!("{language}.modality.{id}").into(),
                value: entry.value.clone(),
                origin: entry.origin.clone(),
            });
        }
        for (id, entry) in &pack.modals {
            let index = self.modals.len();
            for form in &entry.value.forms {
                self.add(form, Sense::Modal(index), &entry.origin, Morph::default());
            }
            self.modals.push(Named {
                rule: format!("{language}.modality.{id}").into(),
                value: entry.value.clone(),
                origin: entry.origin.clone(),
            });
        }
        let negation = &pack.negation;
        let origin = Origin {
            file: format!("packs/{language}/rules/modality.toml").into(),
            line: 1,
        };
        for (forms, form) in [
            (&negation.adverb, NegationForm::Adverb),
            (&negation.determiner, NegationForm::Determiner),
            (&negation.pronoun, NegationForm::Pronoun),
            (&negation.preposition, NegationForm::Preposition),
            (&negation.except, NegationForm::Except),
            (&negation.degree, NegationForm::Degree),
            (&negation.but, NegationForm::But),
            (&negation.contrary, NegationForm::Contrary),
        ] {
            for word in forms {
                self.add(word, Sense::Negation(form), &origin, Morph::default());
            }
        }
        for (basis, entry) in &pack.basis {
            if let Ok(basis) = basis.parse() {
                for form in &entry.value.forms {
                    self.add(form, Sense::Basis(basis), &entry.origin, Morph::default());
                }
            }
        }
    }

    pub(super) fn add_grammar(&mut self, pack: &Pack) {
        let grammar = &pack.grammar;
        let readings = |list: &[String]| list.iter().map(|r| Reading::parse(r)).collect::<Vec<_>>();
        for (form, entry) in &grammar.article {
            self.add(
                form,
                Sense::Article(readings(&entry.value)),
                &entry.origin,
                Morph::default(),
            );
        }
        for (form, entry) in &grammar.pronoun {
            self.add(
                form,
                Sense::Pronoun(readings(&entry.value)),
                &entry.origin,
                Morph::default(),
            );
        }
        for entry in &grammar.preposition {
            self.add(
                &entry.value,
                Sense::Preposition(fold(&entry.value)),
                &entry.origin,
                Morph::default(),
            );
        }
        for (form, entry) in &grammar.contraction {
            self.add(
                form,
                Sense::Preposition(fold(&entry.value)),
                &entry.origin,
                Morph::default(),
            );
        }
        for (form, entry) in &grammar.pronominal {
            self.add(
                form,
                Sense::Pronominal(fold(&entry.value)),
                &entry.origin,
                Morph::default(),
            );
        }
        for (form, entry) in &grammar.subordinator {
            if let Some(kind) = Opener::parse(&entry.value) {
                self.add(form, Sense::Opener(kind), &entry.origin, Morph::default());
            }
        }
        for (form, entry) in &grammar.coordinator {
            self.add(
                form,
                Sense::Coordinator(fold(&entry.value)),
                &entry.origin,
                Morph::default(),
            );
        }
        for (form, entry) in &grammar.auxiliary {
            self.add(
                form,
                Sense::Auxiliary(Auxiliary::parse(&entry.value)),
                &entry.origin,
                Morph::default(),
            );
        }
        for (list, sense) in [
            (&grammar.infinitive_marker, Sense::InfinitiveMarker),
            (&grammar.gerund_of_object, Sense::GerundOfObject),
            (&grammar.including, Sense::Including),
            (&grammar.capacity, Sense::Capacity),
            (&grammar.verb, Sense::Verb),
            (&grammar.adverb, Sense::Particle),
            (&grammar.title, Sense::Title),
        ] {
            for entry in list {
                self.add(&entry.value, sense.clone(), &entry.origin, Morph::default());
            }
        }
        self.breaks.ordinal_stop = pack.file.orthography.noun_capitals;
        self.breaks.abbreviations = grammar
            .abbreviation
            .iter()
            .map(|e| fold(&e.value).trim_end_matches('.').to_owned())
            .collect();
        self.breaks.openers = grammar
            .article
            .keys()
            .chain(grammar.pronoun.keys())
            .map(|w| fold(w).into_string())
            .collect();
        self.breaks.openers.extend(
            grammar
                .preposition
                .iter()
                .map(|e| fold(&e.value).into_string()),
        );
        self.breaks
            .openers
            .extend(grammar.subordinator.keys().map(|w| fold(w).into_string()));
    }
}
