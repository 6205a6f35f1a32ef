//! The reader: documents in, statements out.
//!
//! A [`Reader`] holds the compiled packs and nothing else: reading is a pure function of a document's
//! text, date and the packs. All sentences are parsed first, because a speaker may be named after what
//! they say; then they are read in order with the memory of the document.

use crate::attribution::{self, Attribution};
use crate::dates::{DateTables, dates};
use crate::debris::Debris;
use crate::discourse::Memory;
use crate::echo;
use crate::frames::{Frame, frames};
use crate::lexicon::{Lexicon, Sense};
use crate::mentions::Kind;
use crate::numbers::{NumberTables, numbers};
use crate::parse::Parse;
use crate::patterns::{self, Construction, Indexed, Pattern};
use crate::statement::{self, Draft, Place, Voice};
use crate::tagged::Tagged;
use crate::text::Text;
use compact_str::CompactString;
use headstamp_model::{Document, Span, Statement};
use headstamp_packs::{Pack, Packs, Shared, embedded, side_by_side};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A document in a language for which there is no pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no pack for language `{given}`; known languages are {known}")]
pub struct UnknownLanguage {
    /// The language that was asked for.
    pub given: String,
    /// The languages there are.
    pub known: String,
}

/// A sentence that names a thing, an actor and an event word but gave no statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// Where it stands.
    pub span: Span,
    /// The event words.
    pub triggers: Vec<String>,
}

/// What was read in a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Statements in the order of the text.
    pub statements: Vec<Statement>,
    /// Rule id of each statement's trigger.
    pub rules: Vec<String>,
    /// Sentences that look like statements and gave none.
    pub misses: Vec<Miss>,
}

/// One language, compiled.
#[derive(Debug)]
pub struct Language {
    /// Its words.
    pub lexicon: Lexicon,
    pub(crate) patterns: Indexed<Pattern>,
    pub(crate) constructions: Indexed<Construction>,
    pub(crate) debris: Debris,
    pub(crate) numbers: NumberTables,
    pub(crate) dates: DateTables,
}

/// Reads documents.
#[derive(Debug)]
pub struct Reader {
    shared: Arc<Shared>,
    languages: BTreeMap<String, Compiled>,
    version: String,
}

/// A language that is compiled when the first document needs it: most runs need one.
#[derive(Debug)]
struct Compiled {
    /// Its words and rules; those of the program where there are none.
    pack: Option<Arc<Pack>>,
    language: OnceLock<Language>,
}

impl Compiled {
    fn of(pack: Option<Arc<Pack>>) -> Self {
        Self {
            pack,
            language: OnceLock::new(),
        }
    }
}

/// A parsed document.
pub(crate) struct Parsed<'a> {
    pub(crate) text: &'a Text,
    pub(crate) sentences: Vec<Parse<'a>>,
    pub(crate) attributions: Vec<Vec<Attribution>>,
    /// Whether the document names a thing that is arms by itself.
    pub(crate) relevant: bool,
}

impl Reader {
    /// A reader of all languages of `packs`; each is compiled when the first document needs it.
    pub fn new(packs: &Packs) -> Self {
        let languages = packs.languages.iter();
        Self {
            shared: Arc::clone(&packs.shared),
            languages: languages
                .map(|(code, pack)| (code.clone(), Compiled::of(Some(Arc::clone(pack)))))
                .collect(),
            version: packs.version.clone(),
        }
    }

    /// A reader of the languages of the program; each is parsed and compiled when the first document needs it.
    pub fn embedded() -> Self {
        let codes = embedded::codes().into_iter();
        Self {
            shared: Arc::clone(embedded::shared()),
            languages: codes
                .map(|code| (code.to_owned(), Compiled::of(None)))
                .collect(),
            version: embedded::version(),
        }
    }

    /// Compiles languages now, each on a thread of its own, instead of when a document needs them.
    pub fn warm<'c>(&self, codes: impl IntoIterator<Item = &'c str>) {
        let wanted = codes
            .into_iter()
            .filter_map(|code| self.languages.get_key_value(code));
        side_by_side(wanted.collect(), |(code, compiled)| {
            self.compiled(code, compiled);
        });
    }

    fn compiled<'a>(&self, code: &str, compiled: &'a Compiled) -> &'a Language {
        compiled.language.get_or_init(|| {
            let pack = compiled.pack.clone().or_else(|| embedded::pack(code));
            let pack =
                pack.unwrap_or_else(|| unreachable!("a language of the program has its pack"));
            Language::new(code, &pack, &self.shared)
        })
    }

    /// Codes of the languages that it reads.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// Content hash of the packs.
    pub fn packs_version(&self) -> &str {
        &self.version
    }

    /// Facts that languages share.
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The compiled language of a document.
    ///
    /// # Errors
    /// When there is no pack for it.
    pub fn language(&self, document: &Document) -> Result<&Language, UnknownLanguage> {
        let given = document.lang.as_deref().unwrap_or("");
        // `nl-BE` is read as `nl`
        let base = given.split(['-', '_']).next().unwrap_or("");
        let exact = self.languages.get_key_value(given);
        exact
            .or_else(|| self.languages.get_key_value(base))
            .map(|(code, compiled)| self.compiled(code, compiled))
            .ok_or_else(|| UnknownLanguage {
                given: given.to_owned(),
                known: self
                    .languages
                    .keys()
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(", "),
            })
    }

    /// Reads a document.
    ///
    /// # Errors
    /// When there is no pack for its language.
    pub fn read(&self, document: &Document) -> Result<Reading, UnknownLanguage> {
        self.with_reading(document, |_, _, reading| reading)
    }

    /// Reads a document and hands over its sentences with what was read.
    pub(crate) fn with_reading<T>(
        &self,
        document: &Document,
        then: impl FnOnce(&Language, &Parsed<'_>, Reading) -> T,
    ) -> Result<T, UnknownLanguage> {
        let language = self.language(document)?;
        let text = language.cut(&document.text);
        let names = names(&text, language.lexicon.orthography.noun_capitals);
        let parsed = language.parse(&document.text, &text, document.published.as_deref(), &names);
        let reading = self.read_parsed(document, language, &parsed);
        Ok(then(language, &parsed, reading))
    }

    fn read_parsed(
        &self,
        document: &Document,
        language: &Language,
        parsed: &Parsed<'_>,
    ) -> Reading {
        let mut memory = Memory::default();
        let mut drafts: Vec<Draft> = Vec::new();
        let mut misses = Vec::new();
        {
            for (index, parse) in parsed.sentences.iter().enumerate() {
                let place = Place {
                    sentence: index,
                    paragraph: parsed.text.sentences[index].paragraph,
                };
                let found =
                    self.read_sentence(language, parsed, parse, place, &mut memory, &drafts);
                if found.is_empty() {
                    misses.extend(miss(parse, parsed.text.sentences[index].span));
                }
                drafts.extend(found);
                memory.remember(parse, index);
            }
        }
        let mut drafts = statement::merge(drafts);
        // sport, business and games borrow the words of arms: a longer text needs one statement that stands by itself
        if parsed.sentences.len() >= LONG
            && !drafts.iter().any(is_solid)
            && drafts
                .iter()
                .filter(|draft| draft.strong && !draft.statement.roles.is_empty())
                .count()
                < SEVERAL
        {
            drafts.clear();
        }
        drafts.sort_by(|a, b| {
            (a.statement.span, a.at, &a.rule).cmp(&(b.statement.span, b.at, &b.rule))
        });
        let key = document.key();
        let mut reading = Reading {
            misses,
            ..Reading::default()
        };
        for draft in drafts {
            let mut statement = draft.statement;
            statement.doc.clone_from(&document.id);
            statement.id = statement.compute_id(&key);
            if reading.statements.iter().any(|s| s.id == statement.id) {
                continue;
            }
            reading.rules.push(draft.rule.to_string());
            reading.statements.push(statement);
        }
        reading
    }

    fn read_sentence(
        &self,
        language: &Language,
        parsed: &Parsed<'_>,
        parse: &Parse<'_>,
        place: Place,
        memory: &mut Memory,
        before: &[Draft],
    ) -> Vec<Draft> {
        let attributions = &parsed.attributions[place.sentence];
        let question = parse.tagged.tokens.last().is_some_and(|t| t.is('?'))
            || parse.tagged.tokens.iter().rev().take(2).any(|t| t.is('?'));
        let mut drafts: Vec<Draft> = Vec::new();
        if !question {
            let phased = |event: &str| {
                self.shared
                    .events
                    .get(event)
                    .is_some_and(|e| e.value.phased)
            };
            drafts.extend(echo::echoes(
                parse,
                memory,
                attributions,
                before,
                place,
                &phased,
            ));
        }
        let echoed = drafts.len();
        if !question {
            let mut all: Vec<Frame> = frames(parse, &language.constructions, attributions);
            statement::described(parse, &mut all);
            let makers = statement::makers(parse, &self.shared, &mut all);
            for frame in &mut all {
                let mut voice = statement::voice(
                    parse,
                    memory,
                    attributions,
                    frame.clause,
                    frame.noun.is_some(),
                    frame.word.at,
                );
                if voice.source.is_none() {
                    Self::voice_from_context(parsed, parse, place, memory, frame, &mut voice);
                }
                voice.go_on(memory.speaker.as_ref(), place);
                let built = statement::draft(
                    parse,
                    memory,
                    &self.shared,
                    frame,
                    &voice,
                    place,
                    (parsed.relevant, &makers),
                );
                if let Some(built) = built {
                    drafts.extend(statement::joint(parse, memory, attributions, &built));
                    drafts.push(built);
                }
            }
        }
        let aside = echo::asides(parse, memory, attributions, &drafts[echoed..]);
        drafts.extend(aside);
        // a denial that says itself what it denies needs no echo
        if drafts
            .iter()
            .skip(echoed)
            .any(|d| d.statement.polarity != headstamp_model::Polarity::Positive)
        {
            drafts.drain(..echoed);
        }
        // who spoke, for what follows
        for attribution in attributions {
            let target = attribution
                .scope
                .first()
                .copied()
                .unwrap_or(attribution.clause);
            let noun = attribution.own_nouns || attribution.scope.is_empty();
            let mut voice = if attribution.speech || attribution.backward {
                statement::own_voice(parse, memory, attribution)
            } else {
                statement::voice(parse, memory, attributions, target, noun, usize::MAX)
            };
            voice.go_on(memory.speaker.as_ref(), place);
            if let Some(spoken) = statement::spoken(&voice, place) {
                memory.speaker = Some(spoken);
            }
        }
        best_per_word(drafts)
    }

    /// Looks for the speaker around the sentence: direct speech, `That is what X reports`, reported mood.
    fn voice_from_context(
        parsed: &Parsed<'_>,
        parse: &Parse<'_>,
        place: Place,
        memory: &Memory,
        frame: &Frame,
        voice: &mut Voice,
    ) {
        let sentence = &parsed.text.sentences[place.sentence];
        let token = sentence.tokens.start + frame.word.at;
        let next = parsed.sentences.get(place.sentence + 1).filter(|_| {
            parsed
                .text
                .sentences
                .get(place.sentence + 1)
                .is_some_and(|s| s.paragraph == place.paragraph)
        });
        let quoted = parsed
            .text
            .speech
            .iter()
            .any(|s| s.tokens.contains(&token) && s.tokens.len() >= 5);
        if let Some(after) = next {
            for attribution in &parsed.attributions[place.sentence + 1] {
                let fits =
                    attribution.backward && attribution.clause == 0 || quoted && attribution.speech;
                if fits {
                    let found = statement::own_voice(after, memory, attribution);
                    if found.source.is_some() {
                        *voice = Voice {
                            reason: format!("{} in the next sentence", found.reason),
                            ..found
                        };
                        return;
                    }
                }
            }
        }
        let Some(last) = &memory.speaker else { return };
        let near = last.paragraph == place.paragraph || place.sentence - last.sentence <= 1;
        let reported = parse
            .tokens_in(frame.clause)
            .any(|i| parse.tagged.auxiliary(i).is_some_and(|a| a.reported));
        let hearsay = parse.tokens_in(frame.clause).any(|i| {
            parse.tagged.modal(i).is_some_and(|m| {
                parse.tagged.lexicon.modals[m]
                    .value
                    .perfect_certainty
                    .is_some()
            })
        });
        if near && (quoted || reported || hearsay && last.paragraph == place.paragraph) {
            voice.source = Some(last.source.clone());
            voice.source_span = Some(last.span);
            voice.reason = if quoted {
                "direct speech of the last speaker".into()
            } else {
                "reported speech of the last speaker goes on".into()
            };
        }
    }
}

impl Language {
    fn new(code: &str, pack: &Pack, shared: &Shared) -> Self {
        let mut lexicon = Lexicon::new(code, pack, shared);
        Self {
            patterns: Indexed::new(patterns::compile(pack, &mut lexicon)),
            constructions: Indexed::new(patterns::compile_constructions(pack, &mut lexicon)),
            debris: Debris::new(pack),
            numbers: NumberTables::new(&pack.numbers),
            dates: DateTables::new(&pack.dates).with_numbers(&pack.numbers),
            lexicon,
        }
    }

    pub(crate) fn cut(&self, text: &str) -> Text {
        let mut block = false;
        Text::new(text, &self.lexicon.breaks, |paragraph| {
            self.debris.is(paragraph, &mut block)
        })
    }

    pub(crate) fn parse<'a>(
        &'a self,
        text: &'a str,
        cut: &'a Text,
        published: Option<&'a str>,
        names: &'a FxHashSet<CompactString>,
    ) -> Parsed<'a> {
        let (mut told, mut ago) = (None::<String>, 0_usize);
        let mut sentences: Vec<Parse<'a>> = cut
            .sentences
            .iter()
            .map(|sentence| {
                let tokens = cut.tokens.get(sentence.tokens.clone()).unwrap_or_default();
                let numbers = numbers(text, tokens, &self.numbers);
                let dates = dates(text, tokens, &self.dates, published, told.as_deref());
                (told, ago) = match crate::dates::told_last(&dates) {
                    Some(date) => (Some(date), 0),
                    None => (told.take().filter(|_| ago < TOLD_REACH), ago + 1),
                };
                Parse::new(Tagged::new(
                    text,
                    tokens,
                    &self.lexicon,
                    (numbers, dates),
                    (names, published),
                ))
            })
            .collect();
        crate::discourse::take_up(&mut sentences);
        let attributions = sentences
            .iter()
            .map(|parse| attribution::attributions(parse, &self.patterns))
            .collect();
        Parsed {
            text: cut,
            relevant: is_relevant(&sentences),
            sentences,
            attributions,
        }
    }
}

/// Last words of names written in full: a capital after a capital inside a sentence.
pub(crate) fn names(text: &Text, noun_capitals: bool) -> FxHashSet<CompactString> {
    let mut out = FxHashSet::default();
    for sentence in &text.sentences {
        let tokens = text.tokens.get(sentence.tokens.clone()).unwrap_or_default();
        // where every noun has a capital, the first word's says nothing
        for pair in tokens.windows(2).skip(usize::from(noun_capitals)) {
            if let [a, b] = pair
                && a.is_capital_word()
                && b.is_capital_word()
                && b.space_before
            {
                out.insert(b.folded.clone());
            }
        }
    }
    out
}

/// Whether a document speaks of arms at all: two mentions of a thing that is arms by itself.
fn is_relevant(sentences: &[Parse<'_>]) -> bool {
    let strong = sentences
        .iter()
        .flat_map(|p| &p.mentions)
        .filter(|m| m.item.as_ref().is_some_and(|i| !i.weak))
        .count();
    strong >= 1
}

/// Sentences from which on a text must give one statement that stands by itself.
const LONG: usize = 6;

/// Statements about arms by name that together stand for one that stands by itself.
const SEVERAL: usize = 2;

/// Sentences without a date through which a story still counts from the date told before them.
const TOLD_REACH: usize = 3;

/// Whether a statement could not be borrowed language: two actors and a thing, or a thing with a designation or number.
fn is_solid(draft: &Draft) -> bool {
    let statement = &draft.statement;
    let actors: std::collections::BTreeSet<&String> = statement.roles.values().flatten().collect();
    let telling = statement
        .items
        .iter()
        // `a tank` is one, but everybody says so
        .any(|i| i.name.is_some() || (i.low, i.high) != (None, None) && i.high != Some(1.0));
    draft.strong && !actors.is_empty() && (actors.len() >= 2 || telling)
}

/// One word gives one event: of several readings the one that explains most.
fn best_per_word(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let score = |d: &Draft| {
            d.statement.roles.values().map(Vec::len).sum::<usize>() * 2 + d.statement.items.len()
        };
        match out.iter_mut().find(|d| {
            d.at == draft.at
                && d.statement.event != draft.statement.event
                && d.statement.source == draft.statement.source
        }) {
            Some(old) if score(&draft) > score(old) => *old = draft,
            Some(_) => {}
            None => out.push(draft),
        }
    }
    out
}

fn miss(parse: &Parse<'_>, span: Span) -> Option<Miss> {
    let item = parse.mentions.iter().any(|m| m.kind == Kind::Item);
    let actor = parse
        .mentions
        .iter()
        .any(|m| m.kind == Kind::Party && !m.actors.is_empty());
    let mut triggers: Vec<String> = parse
        .tagged
        .hits
        .iter()
        .filter(|hit| matches!(parse.tagged.lexicon.sense(hit), Sense::Trigger(..)))
        .map(|hit| parse.tagged.words(hit.tokens.clone()).to_owned())
        .collect();
    triggers.dedup();
    (item && actor && !triggers.is_empty()).then_some(Miss { span, triggers })
}
