//! The closed lists of a statement: phase, polarity, certainty, basis and kind of source; and what a
//! person decides about one.
//!
//! They are enums because code decides by them. The words are those of the statement contract
//! (`docs/contract.md`), spelt the same in JSON, SQL and packs.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A word that is not in one of the closed lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTerm {
    /// The word as it was written.
    pub given: String,
    /// The words that would have been accepted.
    pub known: &'static [&'static str],
}

impl fmt::Display for UnknownTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of {}", self.given, self.known.join(", "))
    }
}

impl std::error::Error for UnknownTerm {}

macro_rules! terms {
    ($(#[$doc:meta])* $name:ident $(or $usual:ident)? { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every word of the list, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            /// Every value of the list, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word, as in JSON, SQL and packs.
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
        }

        $(
            /// What holds where nothing says otherwise.
            impl Default for $name { fn default() -> Self { Self::$usual } }
        )?

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.word()) }
        }

        impl FromStr for $name {
            type Err = UnknownTerm;
            fn from_str(s: &str) -> Result<Self, UnknownTerm> {
                match s { $($word => Ok(Self::$variant),)+ _ => Err(UnknownTerm { given: s.to_owned(), known: Self::WORDS }) }
            }
        }
    };
}

terms!(
    /// How far a reported event got.
    Phase or Completed {
        /// Weighs, might, is interested.
        Considered = "considered",
        /// Offered or asked for.
        Requested = "requested",
        /// Talks, is about to agree.
        Negotiated = "negotiated",
        /// Ordered, signed, promised, approved.
        Agreed = "agreed",
        /// Will, is about to, wants to.
        Planned = "planned",
        /// Is delivering, keeps.
        Ongoing = "ongoing",
        /// Has delivered, bought, received.
        Completed = "completed",
        /// Stopped, cancelled, refused, blocked.
        Halted = "halted",
    }
);

terms!(
    /// Whether the source says that it is so.
    Polarity or Positive {
        /// The source says it is (was, will be) so.
        Positive = "positive",
        /// The source says it is not so.
        Negative = "negative",
        /// The source says that it cannot confirm or has no evidence.
        Unknown = "unknown",
    }
);

terms!(
    /// How sure the source is about what it says.
    Certainty or Certain {
        /// Flat statement, flat denial.
        Certain = "certain",
        /// Believes, assesses, likely, presumably, appears.
        Probable = "probable",
        /// Might, could, suspects, fears, is said to.
        Possible = "possible",
    }
);

terms!(
    /// What the source says that its statement rests on.
    Basis or Unstated {
        /// Debris, markings, inspected weapons.
        Physical = "physical",
        /// Satellite, photo, video.
        Imagery = "imagery",
        /// Findings of a secret service.
        Intelligence = "intelligence",
        /// Customs, shipping, company records.
        Records = "records",
        /// A party to the event owns up to it.
        Admission = "admission",
        /// The text does not say.
        Unstated = "unstated",
    }
);

terms!(
    /// What sort of source stands behind a statement.
    SourceKind {
        /// A person, named or not, who speaks for a state, ministry, army or agency.
        Official = "official",
        /// A government, ministry, agency, service or army as such.
        Government = "government",
        /// A research group, company, non-governmental or international body.
        Organisation = "organisation",
        /// A newspaper, agency, broadcaster.
        Media = "media",
        /// A scholar or analyst.
        Expert = "expert",
        /// Any other person.
        Person = "person",
        /// Sources or insiders with no affiliation at all.
        Anonymous = "anonymous",
    }
);

terms!(
    /// What a person decided about a statement, alone or with another.
    Decision {
        /// The document says so.
        Confirmed = "confirmed",
        /// The document does not say so.
        Rejected = "rejected",
        /// The document says it otherwise; another statement stands in its place.
        Corrected = "corrected",
        /// Given an Admiralty grade.
        Graded = "graded",
        /// A note.
        Noted = "noted",
        /// Of one origin, or one claim, with another statement.
        Merged = "merged",
        /// Of another origin, or another claim, than another statement.
        Split = "split",
        /// Its source is that of another statement.
        SameSource = "same-source",
        /// Its source is not that of another statement.
        OtherSource = "other-source",
    }
);

impl Decision {
    /// Whether it says if the document says what the statement says: the last such decision holds.
    pub const fn judges(self) -> bool {
        matches!(self, Self::Confirmed | Self::Rejected | Self::Corrected)
    }

    /// Whether it is about two statements.
    pub const fn is_about_two(self) -> bool {
        matches!(
            self,
            Self::Merged | Self::Split | Self::SameSource | Self::OtherSource
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_to_its_value() {
        for phase in Phase::ALL {
            assert_eq!(phase.word().parse::<Phase>().as_ref(), Ok(phase));
        }
    }

    #[test]
    fn an_unknown_word_names_the_known_ones() {
        let error = "maybe".parse::<Certainty>().expect_err("not a certainty");
        assert_eq!(
            error.to_string(),
            "`maybe` is none of certain, probable, possible"
        );
    }
}
