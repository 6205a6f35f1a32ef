//! Whether words of closed lists, ids and roles are any that the contract knows.

use super::refusal::{Refusal, list};
use headstamp_model::UnknownTerm;
use headstamp_packs::Shared;
use headstamp_packs::schema::SharedEvent;
use std::str::FromStr;

/// The event type of this name.
pub(super) fn event<'s>(shared: &'s Shared, given: &str) -> Result<&'s SharedEvent, Refusal> {
    shared
        .events
        .get(given)
        .map(|entry| &entry.value)
        .ok_or_else(|| Refusal::TypeUnknown {
            given: given.to_owned(),
            known: list(shared.events.keys()),
        })
}

/// A word of a closed list, or the usual one where none is given.
pub(super) fn term<T: FromStr<Err = UnknownTerm>>(
    given: Option<&str>,
    name: &'static str,
    usual: T,
    known: &[&str],
) -> Result<T, Refusal> {
    given.map_or(Ok(usual), |given| {
        given
            .parse()
            .map_err(|_: UnknownTerm| Refusal::TermUnknown {
                list: name,
                given: given.to_owned(),
                known: list(known),
            })
    })
}

/// Whether an id may be an actor: a state, a known organisation, or `org:` with a name.
pub(super) fn is_actor(shared: &Shared, id: &str) -> bool {
    shared.states.contains_key(id)
        || shared.actors.contains_key(id)
        || id.strip_prefix("org:").is_some_and(|slug| {
            !slug.is_empty()
                && !slug.starts_with('-')
                && !slug.ends_with('-')
                && slug
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        })
}

/// Periods of a rate.
pub(super) const PERIODS: &[&str] = &["hour", "day", "week", "month", "quarter", "year"];
