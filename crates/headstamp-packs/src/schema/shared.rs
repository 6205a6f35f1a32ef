//! `_shared/`: what every language has in common: states, organisations, outlets, item classes, weapon types, event types.
//!
//! Next: `lexicon`, what one language calls them.

use super::{Forms, Keyed};
use serde::Deserialize;

/// `_shared/states.toml`: every ISO 3166-1 state or territory.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedStatesFile {
    /// Id to English short name.
    pub state: Keyed<SharedState>,
}

/// A state or territory.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedState {
    /// English short name.
    pub name: String,
    /// To which state its places belonged before.
    #[serde(default)]
    pub before: Option<Before>,
}

/// The state to which places belonged before.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// That state.
    pub state: String,
    /// The first day on which they belonged to it no longer, as `1991-08-24`.
    pub until: String,
}

/// `_shared/actors.toml`: organisations and armed groups.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedActorsFile {
    /// Id (`un`, `org:houthis`) to facts.
    pub actor: Keyed<SharedActor>,
}

/// An organisation, company or armed group.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedActor {
    /// English name.
    pub name: String,
    /// `international`, `armed-group`, `company`, `research`, `control-body`.
    pub kind: String,
    /// State it belongs to, if any.
    #[serde(default)]
    pub state: Option<String>,
    /// Names and abbreviations that hold in every language.
    #[serde(default)]
    pub alias: Forms,
}

/// `_shared/outlets.toml`: newspapers, agencies, broadcasters.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedOutletsFile {
    /// Slug to facts.
    pub outlet: Keyed<SharedOutlet>,
}

/// A newspaper, agency or broadcaster.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedOutlet {
    /// Name as the field writes it.
    pub name: String,
    /// Forms seen in print, in any script.
    pub alias: Forms,
    /// State it belongs to.
    #[serde(default)]
    pub state: Option<String>,
    /// Whether it is the voice of its state.
    #[serde(default)]
    pub state_media: bool,
}

/// `_shared/items.toml`: item classes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedItemsFile {
    /// Class to facts.
    pub class: Keyed<SharedClass>,
}

/// An item class.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedClass {
    /// What it covers, in one English phrase.
    pub label: String,
    /// The wider class, if any: `ballistic-missile` is a `missile`.
    #[serde(default)]
    pub parent: Option<String>,
    /// Whether it can act for the state that it belongs to: troops fire, rockets do not.
    #[serde(default)]
    pub acts: bool,
    /// Whether it holds other things: what is in it is the thing as well (`containers of shells`).
    #[serde(default)]
    pub holds: bool,
    /// Whether it comes in pieces that one counts: `a tank` is one, `an ammunition` is none.
    #[serde(default)]
    pub piece: bool,
    /// The class of what it fires: a missile named after an air defence system is an air defence missile.
    #[serde(default)]
    pub fires: Option<String>,
}

/// `_shared/designations.toml`: weapon types by name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedDesignationsFile {
    /// Slug to facts.
    pub designation: Keyed<SharedDesignation>,
}

/// A weapon type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedDesignation {
    /// As the field writes it: `Shahed-136`.
    pub name: String,
    /// Item class.
    pub class: String,
    /// State of origin.
    #[serde(default)]
    pub origin: Option<String>,
    /// Other forms; spaces and hyphens between parts match each other by rule.
    #[serde(default)]
    pub alias: Forms,
    /// Those of its forms that are everyday words, too, and mean arms only in a text about arms: `Leopard`, `Puma`.
    #[serde(default)]
    pub weak: Forms,
}

/// `_shared/events.toml`: event types, their roles and how they print.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SharedEventsFile {
    /// Event type to facts.
    pub event: Keyed<SharedEvent>,
}

/// An event type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the pack format"
)]
pub struct SharedEvent {
    /// When it is used, in one English phrase.
    pub label: String,
    /// Its roles, the most telling first.
    pub roles: Vec<String>,
    /// Whether operators may set its phase (`transfer`, `agreement` …).
    #[serde(default)]
    pub phased: bool,
    /// Whether all who take part have the same role: the parties of a pact, named as subject or after `with`.
    #[serde(default)]
    pub joint: bool,
    /// Whether a state that tells of it as a noun did it, unless the sentence names another (*announced the purchase*).
    #[serde(default)]
    pub teller_does: bool,
    /// Whether a statement needs an item.
    #[serde(default)]
    pub item: bool,
    /// Item classes that everyday verbs (`needs = ["item"]`) must come with to report it; empty for any.
    #[serde(default)]
    pub takes: Vec<String>,
    /// Role that a state adjective or possessor of the thing fills: `holder` in *Russian tanks were lost*.
    #[serde(default)]
    pub adjective_role: Option<String>,
    /// Role that an armed group before the thing or a possessor of it fills: `user` in *RSF drones*, *Chad's tanks*.
    #[serde(default)]
    pub possessor_role: Option<String>,
    /// Role that a state adjective of the thing fills where the verb's subject gets it: `supplier` in *Servia ordered British tanks*.
    #[serde(default)]
    pub seller_role: Option<String>,
    /// Role that says who made the thing (`producer`): another event about the same thing takes it as its `adjective_role`.
    #[serde(default)]
    pub maker_role: Option<String>,
    /// Roles that only a state can fill.
    #[serde(default)]
    pub state_roles: Vec<String>,
    /// Item classes that by themselves do not make it: troops are no `transfer`.
    #[serde(default)]
    pub leaves: Vec<String>,
    /// Whether it happens to single pieces, so that `a tank` is one of them; what is made or developed may be a type.
    #[serde(default)]
    pub pieces: bool,
    /// Whether it happens to a piece only once, so that `the tank` is one, too.
    #[serde(default)]
    pub once: bool,
}
