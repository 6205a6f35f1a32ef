//! Checks statements that others read against the document, field by field, before the ledger takes them.
//!
//! Whatever a statement says must stand in the text or follow from it by a named inference: the quote byte
//! for byte, every actor, thing, number, source and date. The check uses what our own reader sees in
//! the document, but does not ask that it finds the same statement: only what the text lacks or
//! contradicts is refused, what it leaves open is taken. Every path into the ledger goes through here,
//! our own reader's as well. Next: `refusal` for the reasons, `ground` for what a text gives.

mod actors;
mod counts;
mod foreign;
mod ground;
mod legal;
mod polarity;
mod quote;
mod refusal;
mod sources;
mod swapped;
mod things;
mod time;
mod words;

use crate::read::{Parsed, names};
use crate::text::Text;
use crate::{Language, Reader, Reading, UnknownLanguage};
pub use foreign::{Foreign, ForeignSource, Offsets};
use ground::Ground;
use headstamp_model::{Document, Span, Statement, Trace};
use quote::Quotes;
pub use refusal::{Refusal, Refused};

/// What became of a statement.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verdict {
    /// The statement without its refused fields; `None` when it is refused as a whole.
    pub statement: Option<Statement>,
    /// What was refused, in the order of the fields.
    pub refused: Vec<Refused>,
}

/// What our own reader found, verified like everything else.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct VerifiedReading {
    /// Statements, without refused fields.
    pub statements: Vec<Statement>,
    /// What was refused, each with the statement as it was read.
    pub refused: Vec<(Statement, Vec<Refused>)>,
}

impl Reader {
    /// Checks statements of one document that `by` read.
    ///
    /// # Errors
    /// When there is no pack for the language of the document.
    pub fn verify(
        &self,
        document: &Document,
        statements: &[Foreign],
        by: &str,
    ) -> Result<Vec<Verdict>, UnknownLanguage> {
        self.with_reading(document, |language, parsed, reading| {
            let mut quotes = Quotes::new(&document.text);
            let mut all = |parsed: &Parsed<'_>| {
                let verifier = Verifier::new(self, document, language, parsed, &reading);
                statements
                    .iter()
                    .map(|foreign| verifier.verify(foreign, by, &mut quotes))
                    .collect()
            };
            // a quote may stand in a line that our reader passes over: a caption, a box of links
            let whole = Text::new(&document.text, &language.lexicon.breaks, |_| false);
            if whole.sentences.len() == parsed.text.sentences.len() {
                return all(parsed);
            }
            let names = names(parsed.text, language.lexicon.orthography.noun_capitals);
            let published = document.published.as_deref();
            all(&language.parse(&document.text, &whole, published, &names))
        })
    }

    /// Reads a document and checks what was read.
    ///
    /// # Errors
    /// When there is no pack for the language of the document.
    pub fn read_verified(&self, document: &Document) -> Result<VerifiedReading, UnknownLanguage> {
        self.with_reading(document, |language, parsed, reading| {
            let mut out = VerifiedReading::default();
            if reading.statements.is_empty() {
                return out;
            }
            let verifier = Verifier::new(self, document, language, parsed, &reading);
            let mut quotes = Quotes::new(&document.text);
            for statement in &reading.statements {
                let verdict = verifier.verify(&Foreign::from(statement), "", &mut quotes);
                if verdict.refused.is_empty() {
                    out.statements.push(statement.clone());
                    continue;
                }
                // what is left keeps its own words and reasons where it has some
                out.statements.extend(verdict.statement.map(|mut kept| {
                    if let (Some(kept), Some(own)) = (
                        kept.traces.iter_mut().find(|t| t.field == "type"),
                        statement.trace("type"),
                    ) {
                        *kept = own.clone();
                    }
                    kept
                }));
                out.refused.push((statement.clone(), verdict.refused));
            }
            out
        })
    }
}

/// A document with everything that statements of it are held against.
struct Verifier<'a> {
    reader: &'a Reader,
    document: &'a Document,
    key: String,
    ground: Ground<'a>,
}

/// A statement while it is checked.
struct Checking<'a> {
    foreign: &'a Foreign,
    event: &'a str,
    span: Span,
    /// First and last sentence of the quote.
    sentences: (usize, usize),
    refused: Vec<Refused>,
    traces: Vec<Trace>,
}

impl Checking<'_> {
    fn refuse(&mut self, field: impl Into<String>, refusal: Refusal) {
        self.refused.push(Refused::field(field, refusal));
    }

    fn trace(&mut self, field: impl Into<String>, spans: Vec<Span>, reason: impl Into<String>) {
        self.traces.push(Trace {
            field: field.into(),
            spans,
            reason: reason.into(),
        });
    }
}

impl<'a> Verifier<'a> {
    fn new(
        reader: &'a Reader,
        document: &'a Document,
        language: &'a Language,
        parsed: &'a Parsed<'a>,
        reading: &'a Reading,
    ) -> Self {
        Self {
            reader,
            document,
            key: document.key(),
            ground: Ground::new(document, language, parsed, reading),
        }
    }

    fn verify(&self, foreign: &Foreign, by: &str, quotes: &mut Quotes<'_>) -> Verdict {
        match self.checked(foreign, by, quotes) {
            Ok(verdict) => verdict,
            Err(refusal) => Verdict {
                statement: None,
                refused: vec![*refusal],
            },
        }
    }

    fn checked(
        &self,
        foreign: &Foreign,
        by: &str,
        quotes: &mut Quotes<'_>,
    ) -> Result<Verdict, Box<Refused>> {
        let whole = |refusal| Box::new(Refused::whole(refusal));
        let span = match self.sentence_of(foreign) {
            Some(span) => span,
            None => place(foreign, quotes, &self.document.text).map_err(whole)?,
        };
        let shared = self.reader.shared();
        let event = legal::event(shared, &foreign.event).map_err(whole)?;
        let phase = legal::term(foreign.phase.as_deref(), "phase").map_err(whole)?;
        let polarity = legal::term(foreign.polarity.as_deref(), "polarity").map_err(whole)?;
        let certainty = legal::term(foreign.certainty.as_deref(), "certainty").map_err(whole)?;
        let mut checking = Checking {
            foreign,
            event: &foreign.event,
            span,
            sentences: self.ground.sentences(span),
            refused: Vec::new(),
            traces: Vec::new(),
        };
        let read_by = format!("read by {by}");
        checking.trace("type", vec![span], read_by.clone());
        for (field, given) in [
            ("phase", &foreign.phase),
            ("polarity", &foreign.polarity),
            ("certainty", &foreign.certainty),
        ] {
            let reason = if given.is_some() {
                &read_by
            } else {
                "left open: the usual value"
            };
            checking.trace(field, vec![span], reason);
        }
        let roles = self.roles(event, &mut checking);
        let items = self.items(&mut checking);
        let source = self
            .source(&mut checking)
            .map_err(|refusal| Box::new(Refused::whole(refusal)))?;
        let via = self.relays(&mut checking);
        let basis = self.basis(&mut checking, &roles, source.as_ref());
        let time = self.time(&mut checking);
        self.not_swapped(&checking, event, &roles).map_err(whole)?;
        self.denial(&mut checking, polarity, source.as_ref(), &roles)
            .map_err(whole)?;
        self.not_flipped(&checking, polarity, source.as_ref(), &roles)
            .map_err(whole)?;
        let had = !foreign.roles.is_empty() || !foreign.items.is_empty();
        if had && roles.is_empty() && items.is_empty() {
            let mut refused = checking.refused;
            refused.insert(0, Refused::whole(Refusal::NothingLeft {}));
            return Ok(Verdict {
                statement: None,
                refused,
            });
        }
        let mut statement = Statement {
            id: String::new(),
            doc: self.document.id.clone(),
            lang: self.ground.language.lexicon.language.to_string(),
            quote: span.of(&self.document.text).to_owned(),
            span,
            event: foreign.event.clone(),
            phase,
            roles,
            items,
            polarity,
            certainty,
            source,
            via,
            basis,
            time,
            traces: checking.traces,
        };
        statement.id = statement.compute_id(&self.key);
        Ok(Verdict {
            statement: Some(statement),
            refused: checking.refused,
        })
    }
}

impl Verifier<'_> {
    /// The sentence, or two, in which the words of a statement without a quote stand.
    fn sentence_of(&self, foreign: &Foreign) -> Option<Span> {
        if !foreign.quote.trim().is_empty() || foreign.words.is_empty() {
            return None;
        }
        let text = &self.document.text;
        let sentences = &self.ground.parsed.text.sentences;
        let all = |span: Span| {
            foreign
                .words
                .iter()
                .all(|w| span.of(text).contains(w.as_str()))
        };
        if let Some(span) = foreign.at.as_ref().and_then(|at| at.bytes) {
            let (first, last) = self.ground.sentences(span);
            let whole = sentences.get(first)?.span.join(sentences.get(last)?.span);
            return all(whole).then_some(whole);
        }
        let one = sentences.iter().map(|s| s.span).find(|s| all(*s));
        one.or_else(|| {
            let pairs = sentences.windows(2);
            pairs.map(|p| p[0].span.join(p[1].span)).find(|s| all(*s))
        })
    }
}

/// Where the quote stands in the document.
fn place(foreign: &Foreign, quotes: &mut Quotes<'_>, text: &str) -> Result<Span, Refusal> {
    if foreign.quote.trim().is_empty() {
        return Err(Refusal::QuoteMissing {});
    }
    let found = quotes.find(&foreign.quote);
    let Some(first) = found.first().copied() else {
        return Err(Refusal::QuoteNotInText {
            quote: foreign.quote.trim().to_owned(),
        });
    };
    let Some(at) = &foreign.at else {
        return Ok(first);
    };
    let stands = at
        .bytes
        .and_then(|bytes| quotes.stands_at(&foreign.quote, bytes));
    stands.ok_or_else(|| Refusal::OffsetsOff {
        given: at.given.clone(),
        found: at
            .bytes
            .map(|bytes| refusal::shown(text, bytes))
            .unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use headstamp_model::Item;
    use headstamp_packs::Packs;

    const TEXT: &str = "Norway has delivered 40 tanks to Ghana, the defence ministry in Oslo said. \
        Togo denied that it had sold drones to Benin. It has also sold rifles there.";

    fn document() -> Document {
        Document {
            id: "one".to_owned(),
            url: None,
            lang: Some("en".to_owned()),
            published: Some("2024-03-12".to_owned()),
            publisher: None,
            title: None,
            text: TEXT.to_owned(),
            sha256: String::new(),
        }
    }

    fn tanks() -> Foreign {
        Foreign {
            quote: "Norway has delivered 40 tanks to Ghana".to_owned(),
            event: "transfer".to_owned(),
            roles: [("supplier", "no"), ("recipient", "gh")]
                .map(|(role, actor)| (role.to_owned(), vec![actor.to_owned()]))
                .into(),
            items: vec![Item {
                class: "tank".to_owned(),
                low: Some(40.0),
                high: Some(40.0),
                ..Item::default()
            }],
            ..Foreign::default()
        }
    }

    fn judged(foreign: Foreign) -> Verdict {
        let reader = Reader::new(Packs::embedded());
        let mut verdicts = reader
            .verify(&document(), &[foreign], "a test")
            .expect("a language with a pack");
        verdicts.pop().expect("one verdict")
    }

    fn codes(verdict: &Verdict) -> Vec<&'static str> {
        verdict.refused.iter().map(|r| r.refusal.code()).collect()
    }

    #[test]
    fn what_our_own_reader_finds_passes_with_its_own_words_and_reasons() {
        let reader = Reader::new(Packs::embedded());
        let read = reader.read(&document()).expect("read").statements;
        let verified = reader.read_verified(&document()).expect("read");
        assert!(read.len() >= 2 && verified.refused.is_empty());
        assert_eq!(verified.statements, read);
    }

    #[test]
    fn every_field_of_a_statement_that_holds_has_words_or_a_reason() {
        let verdict = judged(tanks());
        let statement = verdict.statement.expect("kept");
        assert_eq!(verdict.refused, []);
        for field in ["type", "roles.supplier", "items.0.class", "items.0.number"] {
            assert!(statement.trace(field).is_some(), "{field}");
        }
        assert_eq!(statement.span.of(TEXT), statement.quote);
    }

    #[test]
    fn a_number_that_is_not_there_goes_and_the_statement_stays() {
        let mut foreign = tanks();
        foreign.items[0].high = Some(50.0);
        let verdict = judged(foreign);
        assert_eq!(codes(&verdict), ["number-not-in-text"]);
        let item = &verdict.statement.expect("kept").items[0];
        assert_eq!((item.low, item.high), (None, None));
    }

    #[test]
    fn the_other_way_round_is_no_statement() {
        let mut foreign = tanks();
        foreign.roles = [("supplier", "gh"), ("recipient", "no")]
            .map(|(role, actor)| (role.to_owned(), vec![actor.to_owned()]))
            .into();
        let verdict = judged(foreign);
        assert_eq!(codes(&verdict), ["roles-swapped"]);
        assert_eq!(verdict.statement, None);
    }

    #[test]
    fn what_a_source_denies_it_does_not_assert() {
        let drones = |polarity: &str| Foreign {
            quote: "it had sold drones to Benin".to_owned(),
            event: "transfer".to_owned(),
            polarity: Some(polarity.to_owned()),
            roles: [("supplier".to_owned(), vec!["tg".to_owned()])].into(),
            source: Some(ForeignSource {
                name: Some("Togo".to_owned()),
                kind: Some("government".to_owned()),
                state: Some("tg".to_owned()),
            }),
            ..Foreign::default()
        };
        assert_eq!(codes(&judged(drones("negative"))), [""; 0]);
        assert_eq!(codes(&judged(drones("positive"))), ["polarity-flipped"]);
    }

    #[test]
    fn words_of_the_text_become_ids_where_a_tool_gives_words() {
        let mut foreign = tanks();
        foreign.in_words = true;
        foreign.roles = [("supplier".to_owned(), vec!["Norway".to_owned()])].into();
        foreign.items[0] = Item {
            class: "40 tanks".to_owned(),
            ..Item::default()
        };
        let statement = judged(foreign).statement.expect("kept");
        assert_eq!(statement.roles["supplier"], ["no"]);
        assert_eq!(statement.items[0].class, "tank");
        assert_eq!(statement.items[0].low, Some(40.0));
    }

    #[test]
    fn a_word_of_two_classes_lets_either_stand_and_no_third() {
        let sent = |text: &str, class: &str, number: f64| {
            let document = Document {
                text: text.to_owned(),
                ..document()
            };
            let foreign = Foreign {
                quote: text.to_owned(),
                event: "transfer".to_owned(),
                items: vec![Item {
                    class: class.to_owned(),
                    low: Some(number),
                    high: Some(number),
                    ..Item::default()
                }],
                roles: [("supplier".to_owned(), vec!["tg".to_owned()])].into(),
                ..Foreign::default()
            };
            let reader = Reader::new(Packs::embedded());
            let verdicts = reader.verify(&document, &[foreign], "a test");
            codes(&verdicts.expect("a language with a pack")[0])
        };
        let fighters = |class| sent("Togo sent 150 fighters to Benin in May.", class, 150.0);
        assert_eq!(fighters("troops"), [""; 0]);
        assert_eq!(fighters("combat-aircraft"), [""; 0]);
        assert_eq!(fighters("tank"), ["class-not-in-text"]);
        // one number over two things is that of every class the second may be
        let joined = |class| {
            sent(
                "Togo sent 9000 shells and fighters to Benin.",
                class,
                9000.0,
            )
        };
        assert_eq!(joined("troops"), [""; 0]);
        let apart = |class| sent("Togo sent 9000 shells to fighters of Benin.", class, 9000.0);
        assert_eq!(apart("troops"), ["number-borrowed"]);
    }

    #[test]
    fn what_a_report_rests_on_may_be_told_once_anywhere_and_must_be_told() {
        let based = |basis: &str| Foreign {
            basis: Some(basis.to_owned()),
            ..tanks()
        };
        assert_eq!(codes(&judged(based("imagery"))), ["basis-not-in-text"]);
        let far = format!(
            "{TEXT}{}Satellite images show the port.",
            " It rained.".repeat(9)
        );
        let document = Document {
            text: far,
            ..document()
        };
        let reader = Reader::new(Packs::embedded());
        let verdicts = reader.verify(&document, &[based("imagery")], "a test");
        assert_eq!(
            codes(&verdicts.expect("a language with a pack")[0]),
            [""; 0]
        );
    }

    #[test]
    fn an_actor_may_be_named_elsewhere_when_a_pronoun_stands_for_it() {
        let verdict = judged(Foreign {
            quote: "It has also sold rifles there".to_owned(),
            event: "transfer".to_owned(),
            roles: [("supplier", "tg"), ("recipient", "bj")]
                .map(|(role, actor)| (role.to_owned(), vec![actor.to_owned()]))
                .into(),
            ..Foreign::default()
        });
        assert_eq!(codes(&verdict), [""; 0]);
    }
}
