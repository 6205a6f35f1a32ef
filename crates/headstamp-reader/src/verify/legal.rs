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
pub(super) fn term<T: FromStr<Err = UnknownTerm> + Default>(
    given: Option<&str>,
    name: &'static str,
) -> Result<T, Refusal> {
    given.map_or_else(|| Ok(T::default()), |given| word(given, name))
}

/// A word of a closed list.
pub(super) fn word<T: FromStr<Err = UnknownTerm>>(
    given: &str,
    name: &'static str,
) -> Result<T, Refusal> {
    given
        .parse()
        .map_err(|error: UnknownTerm| Refusal::TermUnknown {
            list: name,
            known: list(error.known),
            given: error.given,
        })
}

/// Whether an id may be an actor: a state, a known organisation, or `org:` with a name.
pub(super) fn is_actor(shared: &Shared, id: &str) -> bool {
    shared.states.contains_key(id)
        || shared.actors.contains_key(id)
        || id
            .strip_prefix("org:")
            .is_some_and(|slug| slug.split('-').all(is_part))
}

/// Whether this is a part of a name as ids have them: letters, none of them a capital, and digits.
fn is_part(part: &str) -> bool {
    !part.is_empty()
        && part
            .chars()
            .all(|c| c.is_alphanumeric() && !c.is_uppercase())
}

/// Periods of a rate.
pub(super) const PERIODS: &[&str] = &["hour", "day", "week", "month", "quarter", "year"];
