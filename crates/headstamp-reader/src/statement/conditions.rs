//! Whether what was found is enough to be a statement of its type.
//!
//! The pack says what a word must come with (`needs`, `takes`), the shared data what an event type needs. Next: `merge`.

use super::Roles;
use super::items::is_within;
use crate::frames::Frame;
use crate::parse::Parse;
use headstamp_model::Item;
use headstamp_packs::schema::SharedEvent;

/// What was found of an event.
#[expect(
    clippy::struct_excessive_bools,
    reason = "questions that the conditions ask one by one"
)]
pub(super) struct Content<'a> {
    pub(super) roles: &'a Roles,
    pub(super) items: &'a [Item],
    /// Whether the clause names two parties, in a text about arms.
    pub(super) both_named: bool,
    /// Whether a thing that is arms by itself is named.
    pub(super) arms: bool,
    /// Whether more than tense gave its phase.
    pub(super) operated: bool,
    /// Whether its source denies it or cannot say.
    pub(super) denied: bool,
}

impl Content<'_> {
    /// Whether it reports an event of this type.
    pub(super) fn suffices(&self, parse: &Parse<'_>, frame: &Frame, event: &SharedEvent) -> bool {
        let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
        let noun = frame.noun.is_some();
        // in the passive, who did it may stay open whatever the word asks for
        let open = frame.passive && self.tells_without_actor(frame);
        let needs_met = trigger.needs.iter().all(|need| match need.as_str() {
            // `suspended sales to Turkey`: in a text about arms both sides of an event noun say enough
            "item" => !self.items.is_empty() || noun && self.both_named && self.operated,
            "actor" => open || !self.roles.is_empty(),
            role => open || self.roles.contains_key(role),
        });
        needs_met
            && (!self.roles.is_empty() || self.tells_without_actor(frame))
            && !(event.item && self.items.is_empty())
            && self.right_things(parse, frame, event)
            && !(noun && self.says_little(event))
    }

    /// Whether a clause that leaves open who did it still reports it: `two Chinooks were destroyed`.
    ///
    /// The verb must tell it, not describe a thing in passing, and the thing must be arms by itself.
    fn tells_without_actor(&self, frame: &Frame) -> bool {
        self.arms && !self.items.is_empty() && frame.noun.is_none() && !frame.describes
    }

    /// Whether its things are of the classes that the word and the event type ask for.
    fn right_things(&self, parse: &Parse<'_>, frame: &Frame, event: &SharedEvent) -> bool {
        let trigger = &parse.tagged.lexicon.triggers[frame.word.index].trigger;
        // an everyday verb reports an event of this type only with the right things
        let everyday = trigger.needs.iter().any(|need| need == "item");
        let fits_event = !everyday
            || event.takes.is_empty()
            || self.items.iter().any(|i| event.takes.contains(&i.class));
        let fits_word = trigger.takes.is_empty()
            || self
                .items
                .iter()
                .any(|i| is_within(parse, &i.class, &trigger.takes));
        let only_others =
            !self.items.is_empty() && self.items.iter().all(|i| event.leaves.contains(&i.class));
        fits_event && fits_word && !only_others
    }

    /// A bare event noun with nothing but one filler says little: it needs a thing or a second filler.
    fn says_little(&self, event: &SharedEvent) -> bool {
        self.items.is_empty()
            && self.roles.values().map(Vec::len).sum::<usize>() < 2
            && !self.operated
            && !self.denied
            && (event.phased || event.item)
    }
}
