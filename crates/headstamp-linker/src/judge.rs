//! Whether two source acts are one: the rules, each with its reason and its span of days.
//!
//! What names, days, relays and figures tell is weighed in that order; without a day nothing is certain, and who is
//! not named is one with another only by what both say. Next: `origins`, which asks.

use crate::acts::{Act, Corpus};
use crate::identity::{Identity, fold};
use headstamp_model::Polarity;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// Days within which a named person speaks once.
const ONE_OCCASION: i32 = 2;
/// Days within which the same report of one state or house is one act.
pub(crate) const ONE_REPORT: i32 = 14;
/// Days within which relays meet.
const ONE_RELAY: i32 = 7;
/// Days within which the same telling figure of one source is one act.
pub(crate) const ONE_FIGURE: i32 = 400;

/// Why acts are joined, or are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A person says that they are one.
    Person,
    /// Both stand at one address, one text after the other.
    Version,
    /// One text copies the other.
    Copy,
    /// The same name, on the same occasion.
    SameName,
    /// The same name, saying the same.
    SameReport,
    /// One state or house with the same figure.
    SameFigure,
    /// One document has one named official of the state and one government.
    SameDocument,
    /// One names as relay what the other names as source or relay.
    Relay,
    /// Two papers tell the same in their own voice, with the same figure, type or day.
    SameAccount,
    /// Nothing but the state and what is said is the same.
    SameState,
    /// Somebody unnamed says the same.
    Unnamed,
    /// The paper may be passing on its main source.
    MainSource,
    /// The same is said, and one of the days is not known.
    NoDay,
    /// Two names: not one act.
    TwoNames,
    /// A person says that they are two.
    PersonApart,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Person => "a person says that they are one",
            Self::PersonApart => "a person says that they are two",
            Self::Version => "two texts that stood at one address",
            Self::Copy => "one text copies the other",
            Self::SameName => "the same name within two days",
            Self::SameReport => "the same source says the same within two weeks",
            Self::SameFigure => "the same source gives the same figure",
            Self::SameDocument => "one document credits one government and one official of it",
            Self::Relay => "the relays meet, and the same is said",
            Self::SameAccount => "the papers tell the same in their own voice",
            Self::SameState => "somebody of the same state says the same",
            Self::Unnamed => "somebody unnamed says the same",
            Self::MainSource => "told in the paper's own voice beside its main source",
            Self::NoDay => "the same is said, on a day that is not known",
            Self::TwoNames => "two people with different names",
        })
    }
}

/// What two acts have to do with each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judgement {
    pub(crate) reason: Reason,
    /// Whether they certainly are one; else they may be.
    pub(crate) certain: bool,
    /// The statements, one of each, that show it best.
    pub(crate) pair: (usize, usize),
}

/// Whether two acts of different documents are one, may be one, or neither.
pub(crate) fn judge(corpus: &Corpus<'_>, a: &Act, b: &Act, copy: bool) -> Option<Judgement> {
    let (like, left, right) = corpus.likest(a, b);
    let found = |reason, certain| {
        Some(Judgement {
            reason,
            certain,
            pair: (left, right),
        })
    };
    let within = |days: i32| corpus.gap(a, b).is_some_and(|gap| gap <= days);
    let (x, y) = (&a.identity, &b.identity);
    if a.document == b.document {
        let one_state = x.may_be(y) && like.compatible;
        return if one_state {
            found(Reason::SameState, false)
        } else {
            None
        };
    }
    if corpus.rulings.are_two(x, y) {
        return None;
    }
    let same = x.same(y);
    let apart = matches!((x, y), (Identity::Person { .. }, Identity::Person { .. })) && !same;
    if apart {
        return None;
    }
    let alike = like.alike();
    let paper = |i: &Identity| matches!(i, Identity::Paper);
    let copied = || {
        same_words(
            &corpus.statements[left].quote,
            &corpus.statements[right].quote,
        )
    };
    // `Chad and Mali deny it`: one sentence may carry two sources
    let one = paper(x) || paper(y) || same || x == y || x.may_be(y);
    let address = |act: &Act| {
        corpus
            .documents
            .get(act.document)
            .and_then(|d| d.url.as_deref())
    };
    let versions = address(a).is_some() && address(a) == address(b);
    let own = paper(x) && paper(y) || same || x == y;
    if versions && own && like.compatible && like.actors > 0 {
        return found(Reason::Version, true);
    }
    let agree = alike && like.numbers_differ == 0;
    if copy && one && (agree || like.compatible && copied()) {
        return found(Reason::Copy, true);
    }
    if same {
        let person = matches!(x, Identity::Person { .. });
        if person && within(ONE_OCCASION) {
            return found(Reason::SameName, true);
        }
        if like.telling > 0 && alike && within(ONE_FIGURE) {
            return found(Reason::SameFigure, true);
        }
        if like.compatible && like.actors > 0 && within(ONE_REPORT) {
            return found(Reason::SameReport, true);
        }
    }
    // without a day nothing is certain
    if corpus.gap(a, b).is_none() {
        let one = same || x.may_be(y) || paper(x) && paper(y) && like.telling > 0;
        return if one && alike {
            found(Reason::NoDay, false)
        } else {
            None
        };
    }
    let meets = a.media.iter().any(|m| b.media.iter().any(|n| m.same(n)));
    if meets
        && alike
        && within(ONE_RELAY)
        && (x.unnamed() || y.unnamed() || is_medium(x) || is_medium(y))
    {
        return found(Reason::Relay, true);
    }
    if x.may_be(y) {
        let unnamed = x.unnamed() || y.unnamed();
        if like.telling > 0 && alike && within(ONE_FIGURE) {
            let certain = !unnamed || like.figures > 0 && within(ONE_RELAY);
            return found(Reason::SameFigure, certain);
        }
        let denies = |s: usize| corpus.statements[s].polarity != Polarity::Positive;
        if alike && within(ONE_RELAY) {
            let clear = like.actors > 1 || denies(left) && denies(right);
            let certain = !unnamed && clear && like.numbers_differ == 0;
            return found(Reason::SameState, certain);
        }
        if like.compatible && like.actors > 0 && within(ONE_REPORT) {
            return found(Reason::SameState, false);
        }
    }
    if paper(x) && paper(y) {
        // a designation is shared by every report of a type: only a figure or a day tells an account
        let certain = like.telling > like.names && agree && within(ONE_REPORT);
        return if certain || alike && within(ONE_REPORT) {
            found(Reason::SameAccount, certain)
        } else {
            None
        };
    }
    let vague = |i: &Identity| i.unnamed() || paper(i);
    let elsewhere = matches!((x.state(), y.state()), (Some(a), Some(b)) if a != b);
    if !elsewhere && (vague(x) || vague(y)) && alike && within(ONE_REPORT) {
        return found(Reason::Unnamed, false);
    }
    None
}

/// Fewest words of a quote that no two reports share by chance.
const COPIED_WORDS: usize = 6;

/// Whether two quotes are one sentence, a word or two apart.
fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
        words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count();
    let all = a.len() + b.len() - common;
    common >= COPIED_WORDS && common * 5 >= all * 3
}

fn is_medium(identity: &Identity) -> bool {
    matches!(identity, Identity::House { media: true, .. })
}
