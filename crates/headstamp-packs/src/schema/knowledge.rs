//! `knowledge/`: what is publicly known about weapon types, outlets and organisations, each entry with its source.
//!
//! Names stand in the packs, because texts are read by them; these facts are looked up by people and by reports.
//! What is not known is left out. Next: `crate::knowledge`, which loads them.

use super::{Forms, Keyed};
use serde::Deserialize;

/// `references.toml`: the public references that entries name as their source.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReferencesFile {
    /// Prefix of a source (`wikipedia`) to the reference.
    pub reference: Keyed<Reference>,
}

/// A public reference.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// What it is.
    pub name: String,
    /// Where it is, `{}` for what stands behind the colon of a source.
    #[serde(default)]
    pub address: Option<String>,
}

/// `weapons/*.toml`: the weapon catalogue.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WeaponsFile {
    /// Id of the designation to facts.
    pub weapon: Keyed<Weapon>,
}

/// What is known about a weapon type.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weapon {
    /// Who makes it: ids of organisations.
    pub maker: Forms,
    /// Bore or diameter, in millimetres.
    pub calibre_mm: Option<f64>,
    /// Greatest range as reported, in kilometres.
    pub range_km: Option<f64>,
    /// Warhead, or what it carries, in kilograms.
    pub payload_kg: Option<f64>,
    /// Types whose design it is, made elsewhere or under another name.
    pub copy_of: Forms,
    /// Types that it grew out of.
    pub developed_from: Forms,
    /// Types of the same role that it is compared to, without being a documented copy.
    pub counterpart_of: Forms,
    /// Category of the UN Register of Conventional Arms: `I` to `VIII`.
    pub unroca: Option<String>,
    /// Category of the Missile Technology Control Regime, of the complete system.
    pub mtcr: Option<String>,
    /// Entry of the EU Common Military List: `ML4`.
    pub military_list: Option<String>,
    /// How SIPRI's Arms Transfers Database writes it.
    pub sipri: Option<String>,
    /// Day on which somebody compared the figures with the source; left out where nobody has yet.
    pub checked: Option<String>,
    /// Where it says so: `wikipedia:9K720_Iskander`.
    pub source: Forms,
}

/// `outlets.toml`: facts about outlets.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutletsFile {
    /// Id of the outlet to facts.
    pub outlet: Keyed<OutletFacts>,
}

/// What is known about an outlet.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutletFacts {
    /// Languages that it mainly publishes in, ISO 639-1.
    pub language: Forms,
    /// `agency`, `newspaper`, `magazine`, `broadcaster` or `site`.
    pub kind: Option<String>,
    /// Its owner as generally known.
    pub parent: Option<String>,
    /// Its domain.
    pub site: Option<String>,
    /// Marks by which other outlets credit its copy.
    pub credit: Forms,
    /// Where it says so.
    pub source: Forms,
}

/// `organisations.toml`: where organisations are described.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OrganisationsFile {
    /// Id of the actor to facts.
    pub organisation: Keyed<OrganisationFacts>,
}

/// What is known about an organisation beside its names.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OrganisationFacts {
    /// Where it is described.
    pub source: Forms,
}
