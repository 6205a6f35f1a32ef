//! Why a statement of another reader, or a field of it, does not enter the ledger.
//!
//! Every reason has a code that stays the same between versions, so that a tool can count them, and a
//! sentence that says what was given and what the text says instead.

use headstamp_model::Span;

/// A refused statement or field.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The field (`roles.supplier`, `items.0.low`); `None` when the whole statement is refused.
    pub field: Option<String>,
    /// Why.
    pub refusal: Refusal,
}

impl Refused {
    pub(super) fn whole(refusal: Refusal) -> Self {
        Self {
            field: None,
            refusal,
        }
    }

    pub(super) fn field(field: impl Into<String>, refusal: Refusal) -> Self {
        Self {
            field: Some(field.into()),
            refusal,
        }
    }
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),* $(,)? } = $code:literal, $text:literal;)+) => {
        /// Why something is refused.
        #[derive(Debug, Clone, PartialEq, thiserror::Error)]
        #[non_exhaustive]
        pub enum Refusal {
            $($(#[$doc])* #[error($text)] $name { $($(#[$fdoc])* $field: $type),* },)+
        }

        impl Refusal {
            /// Every code, in order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// A short name of the reason that stays the same.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code,)+ }
            }
        }
    };
}

refusals! {
    /// The line of a file is no statement.
    RecordMalformed {
        /// What is wrong.
        why: String,
    } = "record-malformed", "{why}";
    /// No such document.
    DocumentUnknown {
        /// As given.
        given: String,
    } = "document-unknown", "no document is called `{given}`: add it first";
    /// There is no quote.
    QuoteMissing {} = "quote-missing", "it has no quote: give the words of the text that carry it";
    /// The quote is not in the document.
    QuoteNotInText {
        /// The quote.
        quote: String,
    } = "quote-not-in-text", "the words `{quote}` do not stand in the document";
    /// The quote is of another document.
    QuoteOfOther {
        /// The quote.
        quote: String,
        /// The other document.
        other: String,
    } = "quote-of-other-document", "the words `{quote}` stand in the document `{other}`, not in this one";
    /// The offsets do not hold the quote.
    OffsetsOff {
        /// Offsets as given.
        given: String,
        /// What stands there.
        found: String,
    } = "offsets-do-not-fit", "at {given} the document has `{found}`, not the quote: check `--offsets`";
    /// No such event type.
    TypeUnknown {
        /// As given.
        given: String,
        /// What there is.
        known: String,
    } = "type-unknown", "`{given}` is no event type: {known}";
    /// No such word in a closed list.
    TermUnknown {
        /// The list.
        list: &'static str,
        /// As given.
        given: String,
        /// What there is.
        known: String,
    } = "term-unknown", "`{given}` is no {list}: {known}";
    /// The type has no such role.
    RoleUnknown {
        /// Event type.
        event: String,
        /// As given.
        role: String,
        /// Roles of the type.
        known: String,
    } = "role-unknown", "a {event} has no `{role}`: its roles are {known}";
    /// No such actor.
    ActorUnknown {
        /// As given.
        given: String,
    } = "actor-unknown", "`{given}` is no actor: give an ISO 3166-1 code in lower case, a known organisation or `org:` and its name with hyphens";
    /// A role that only a state can fill.
    ActorNoState {
        /// As given.
        given: String,
    } = "actor-no-state", "`{given}` is no state, and only a state can fill this role";
    /// Nothing in the document names the actor.
    ActorNotInText {
        /// As given.
        given: String,
    } = "actor-not-in-text", "no word of the document names `{given}`";
    /// Roles are the other way round in the text.
    RolesSwapped {
        /// The role.
        role: String,
        /// As given.
        given: String,
        /// The role that the text gives them.
        reads: String,
        /// The words that decide.
        words: String,
    } = "roles-swapped", "`{given}` is given as {role}, and the text has it as {reads}: `{words}`";
    /// No such item class.
    ClassUnknown {
        /// As given.
        given: String,
    } = "class-unknown", "`{given}` is no item class";
    /// No word of this class near the quote.
    ClassNotInText {
        /// As given.
        given: String,
        /// Classes that are there.
        found: String,
    } = "class-not-in-text", "no word for `{given}` stands in the quote or its sentence; there is {found}";
    /// The designation is not in the document.
    NameNotInText {
        /// As given.
        given: String,
    } = "designation-not-in-text", "`{given}` does not stand in the document";
    /// A number that cannot be one.
    NumberIllegal {
        /// As given.
        given: String,
        /// What is wrong.
        why: &'static str,
    } = "number-illegal", "`{given}` {why}";
    /// The number is not in the quote or its sentence.
    NumberNotInText {
        /// As given.
        given: String,
        /// Numbers that are there.
        found: String,
    } = "number-not-in-text", "the quote and its sentence do not give the number {given}; there is {found}";
    /// The number counts something else.
    NumberBorrowed {
        /// As given.
        given: String,
        /// The class it was given to.
        class: String,
        /// The words with which it stands.
        words: String,
    } = "number-borrowed", "the number {given} was given to `{class}`, and in the text it stands with other things: `{words}`";
    /// A remainder larger than what it is left of.
    RemainderAboveBase {
        /// The remainder.
        left: f64,
        /// The base.
        base: f64,
    } = "remainder-above-base", "{left} cannot be what is left of {base}";
    /// Another unit than the text has.
    UnitNotInText {
        /// As given.
        given: String,
        /// Units that are there.
        found: String,
    } = "unit-not-in-text", "the quote and its sentence do not count in `{given}`; there is {found}";
    /// The source is not in the document.
    SourceNotInText {
        /// As given.
        given: String,
    } = "source-not-in-text", "the document does not name `{given}`, so it cannot be the source";
    /// The state of a source or relay is not in the document.
    SourceStateNotInText {
        /// As given.
        given: String,
    } = "source-state-not-in-text", "no word of the document names `{given}` as the state of the source";
    /// The source speaks for another state.
    SourceStateOther {
        /// The source.
        name: String,
        /// As given.
        given: String,
        /// The state that the text gives.
        found: String,
    } = "source-state-other", "`{name}` speaks for `{found}` in the text, not for `{given}`";
    /// The relay is not in the document.
    RelayNotInText {
        /// As given.
        given: String,
    } = "relay-not-in-text", "the document does not name `{given}`, so it cannot have passed it on";
    /// No word tells this basis.
    BasisNotInText {
        /// As given.
        given: String,
    } = "basis-not-in-text", "no word around the quote says that it rests on `{given}`";
    /// No time at all.
    TimeMalformed {
        /// As given.
        given: String,
    } = "time-malformed", "`{given}` is no date: write 2024, 2024-06, 2024-06-14 or two of them with a slash";
    /// The document gives no such date.
    TimeNotInText {
        /// As given.
        given: String,
        /// Dates that are there.
        found: String,
    } = "time-not-in-text", "the document gives no date that is `{given}`; around the quote there is {found}";
    /// A denial without a word for it.
    DenialWithoutCue {
        /// As given.
        given: String,
    } = "denial-without-cue", "it is given as {given}, and no word of denial or negation stands in the quote, its sentence or its attribution";
    /// The text negates what the statement asserts, or the other way round.
    PolarityFlipped {
        /// As given.
        given: String,
        /// As the text has it.
        reads: String,
        /// The words that decide.
        words: String,
    } = "polarity-flipped", "it is given as {given}, and the text has it as {reads}: `{words}`";
    /// Nothing is left of it.
    NothingLeft {} = "nothing-left", "with the refused fields nothing is left that it says of anyone or anything";
}

/// Bounds of a number as people read them.
pub(super) fn bounds(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low.total_cmp(&high).is_eq() => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("{high} or less"),
        (None, None) => "none".to_owned(),
    }
}

/// A list for a sentence; `none` when it is empty.
pub(super) fn list<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    let mut out: Vec<String> = Vec::new();
    for word in words {
        let word = format!("`{}`", word.as_ref());
        if !out.contains(&word) {
            out.push(word);
        }
    }
    if out.is_empty() {
        "none".to_owned()
    } else {
        out.join(", ")
    }
}

/// Words of the text in one line and not too many.
pub(super) fn shown(text: &str, span: Span) -> String {
    let words: Vec<&str> = span.of(text).split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= 120 {
        return line;
    }
    let short: String = line.chars().take(117).collect();
    format!("{short} ...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_named_once() {
        let mut codes = Refusal::CODES.to_vec();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Refusal::CODES.len());
    }

    #[test]
    fn a_number_reads_as_people_say_it() {
        assert_eq!(bounds(Some(40.0), Some(40.0)), "40");
        assert_eq!(bounds(Some(40.0), None), "40 or more");
        assert_eq!(bounds(Some(200.0), Some(999.0)), "200 to 999");
    }
}
