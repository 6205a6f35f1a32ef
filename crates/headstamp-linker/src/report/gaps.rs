//! Gaps: what an event that is said to have happened still lacks.
//!
//! One origin, only people without a name, nothing physical, no number: each is a reason to go on looking, and none says
//! that it did not happen. Next: `dossiers`.

use super::{Behind, Report, nameless};
use headstamp_model::{Basis, Polarity};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapKind {
    /// One origin stands behind it.
    OneOrigin,
    /// All that stands behind it may be one origin.
    PerhapsOneOrigin,
    /// Nobody behind it has a name.
    OnlyNameless,
    /// Nothing that was found, inspected, photographed or recorded.
    NothingPhysical,
    /// No number.
    NoBound,
}

impl fmt::Display for GapKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneOrigin => "one origin",
            Self::PerhapsOneOrigin => "perhaps one origin",
            Self::OnlyNameless => "nobody with a name says so",
            Self::NothingPhysical => "no physical basis",
            Self::NoBound => "no number",
        })
    }
}

/// An event and what it lacks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    /// The event.
    pub event: String,
    /// Event type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Role to the actors that statements give.
    pub roles: BTreeMap<String, Vec<String>>,
    /// Classes of things.
    pub classes: Vec<String>,
    /// What is missing.
    pub gaps: Vec<GapKind>,
    /// What stands behind those that say it is so.
    pub behind: Behind,
}

impl Report<'_> {
    /// Events that are said to have happened and lack something, in order of publication.
    pub fn gaps(&self) -> Vec<Gap> {
        let events = self.by_event().into_iter();
        let found = events.map(|(event, statements)| self.gap_of(event, &statements));
        found.flatten().filter(|gap| !gap.gaps.is_empty()).collect()
    }

    fn gap_of(&self, event: &str, statements: &[usize]) -> Option<Gap> {
        let says_so = |at: &usize| self.statement(*at).polarity == Polarity::Positive;
        let asserted: Vec<usize> = statements.iter().copied().filter(says_so).collect();
        let first = self.statement(*asserted.first()?);
        let behind = self.behind(&asserted);
        let all = || asserted.iter().map(|at| self.statement(*at));
        let sources: Vec<bool> = all()
            .filter_map(|s| s.source.as_ref().map(nameless))
            .collect();
        let find = self
            .event_type(asserted[0])
            .is_some_and(|t| t.make_role.is_some());
        let shown = |basis| matches!(basis, Basis::Physical | Basis::Imagery | Basis::Records);
        let counted = all()
            .flat_map(|s| &s.items)
            .any(|i| i.low.or(i.high).or(i.share).is_some());
        let missing = [
            (GapKind::OneOrigin, behind.counts.origins_high == 1),
            (
                GapKind::PerhapsOneOrigin,
                behind.counts.origins_low == 1 && behind.counts.origins_high > 1,
            ),
            (
                GapKind::OnlyNameless,
                !sources.is_empty() && sources.iter().all(|nameless| *nameless),
            ),
            (
                GapKind::NothingPhysical,
                !find && !all().any(|s| shown(s.basis)),
            ),
            (GapKind::NoBound, !counted),
        ];
        let classes: BTreeSet<&String> = all().flat_map(|s| &s.items).map(|i| &i.class).collect();
        Some(Gap {
            event: event.to_owned(),
            kind: first.event.clone(),
            roles: self.roles(&asserted),
            classes: classes.into_iter().cloned().collect(),
            gaps: missing
                .iter()
                .filter(|(_, is)| *is)
                .map(|(kind, _)| *kind)
                .collect(),
            behind,
        })
    }
}
