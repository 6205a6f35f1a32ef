//! To which state a place belonged before: in a report of 1985 Narva lies in the Soviet Union.
//!
//! A state may say to which other its places belonged until a day, and a place may say so for itself
//! (Walvis Bay). Names and adjectives of a state mean that state at all times.

use headstamp_packs::schema::Before;
use rustc_hash::FxHashMap;

/// What lay elsewhere before.
#[derive(Debug, Clone, Default)]
pub struct Former {
    /// By state.
    states: FxHashMap<Box<str>, Before>,
    /// By entry of the lexicon, for single places.
    places: FxHashMap<usize, Before>,
}

impl Former {
    /// Takes in what a state says about its places.
    pub(super) fn of_state(&mut self, state: &str, before: &Before) {
        self.states.insert(state.into(), before.clone());
    }

    /// Takes in what a place says about itself.
    pub(super) fn of_place(&mut self, entry: usize, before: &Before) {
        self.places.insert(entry, before.clone());
    }

    /// The state to which a place of `state`, or its seat, belonged on a day in EDTF, where it was another one.
    pub fn state(&self, entry: usize, state: &str, day: &str) -> Option<&str> {
        let before = self.places.get(&entry).or_else(|| self.states.get(state))?;
        is_over(day, &before.until).then_some(before.state.as_str())
    }
}

/// Whether a date in EDTF has ended before a day; as precise as the date is, in doubt not.
fn is_over(date: &str, day: &str) -> bool {
    let last = date.rsplit('/').next().unwrap_or(date);
    let year = last.len() >= 4 && last.bytes().take(4).all(|b| b.is_ascii_digit());
    year && day.get(..last.len()).is_some_and(|day| last < day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn former() -> Former {
        let before = |state: &str, until: &str| Before {
            state: state.into(),
            until: until.into(),
        };
        let mut former = Former::default();
        former.of_state("ee", &before("ru", "1991-08-20"));
        former.of_state("na", &before("za", "1990-03-21"));
        former.of_place(7, &before("za", "1994-03-01"));
        former
    }

    #[test]
    fn a_place_lies_in_the_state_of_the_day() {
        let former = former();
        assert_eq!(former.state(1, "ee", "1985-02-03"), Some("ru"));
        assert_eq!(former.state(1, "ee", "1991-07"), Some("ru"));
        assert_eq!(former.state(1, "ee", "1987/1990"), Some("ru"));
        assert_eq!(former.state(1, "ee", "1991-08-20"), None);
        assert_eq!(former.state(1, "fi", "1985"), None);
    }

    #[test]
    fn a_date_too_vague_to_tell_leaves_a_place_where_it_is() {
        for day in ["1991", "1991-08", "1990/..", "", "199X"] {
            assert_eq!(former().state(1, "ee", day), None, "{day}");
        }
    }

    #[test]
    fn what_a_place_says_of_itself_counts_before_what_its_state_says() {
        assert_eq!(former().state(7, "na", "1992"), Some("za"));
        assert_eq!(former().state(1, "na", "1992"), None);
    }
}
