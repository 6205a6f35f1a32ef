//! What words over an event add up to: phase, certainty, polarity, each with the words that gave it.
//!
//! A later phase takes the place of an earlier one with its reason; doubt only grows; two negatives make a
//! positive. Next: the module above, which reads the words.

use super::Why;
use headstamp_model::{Certainty, Phase, Polarity, Span};

/// The state of an event while the words over it are read.
#[derive(Debug)]
pub(super) struct Tally {
    /// How far.
    pub(super) phase: Phase,
    /// Whether an operator has set the phase.
    pub(super) phase_set: bool,
    /// Whether more than tense gave the phase.
    pub(super) operated: bool,
    /// How sure.
    pub(super) certainty: Certainty,
    /// Reasons so far.
    pub(super) why: Vec<Why>,
    negatives: usize,
    unknown: bool,
}

impl Tally {
    /// Starts with the phase that the word and its tense give.
    pub(super) fn new(phase: Phase, operated: bool, span: Span, reason: String) -> Self {
        let mut out = Self {
            phase,
            phase_set: false,
            operated,
            certainty: Certainty::Certain,
            why: Vec::new(),
            negatives: 0,
            unknown: false,
        };
        out.because("phase", span, reason);
        out
    }

    /// Records why a field has its value.
    pub(super) fn because(&mut self, field: &'static str, span: Span, reason: String) {
        self.why.push(Why {
            field,
            span,
            reason,
        });
    }

    /// Another phase, for another reason.
    pub(super) fn set_phase(&mut self, phase: Phase, span: Span, reason: &str) {
        self.phase = phase;
        self.why.retain(|why| why.field != "phase");
        self.because("phase", span, reason.to_owned());
    }

    /// At most so sure.
    pub(super) fn doubt(&mut self, certainty: Option<Certainty>, span: Span, reason: &str) {
        if let Some(given) = certainty {
            self.certainty = self.certainty.max(given);
            self.because("certainty", span, reason.to_owned());
        }
    }

    /// One more negative, or that nobody can say; a positive changes nothing.
    pub(super) fn polarity(&mut self, polarity: Option<Polarity>, span: Span, reason: &str) {
        match polarity {
            Some(Polarity::Negative) => self.negatives += 1,
            Some(Polarity::Unknown) => self.unknown = true,
            Some(Polarity::Positive) | None => return,
        }
        self.because("polarity", span, reason.to_owned());
    }

    /// What the trigger itself says, whose words stand for it already.
    pub(super) fn own_polarity(&mut self, polarity: Option<Polarity>) {
        self.negatives += usize::from(polarity == Some(Polarity::Negative));
        self.unknown |= polarity == Some(Polarity::Unknown);
    }

    /// The sum of the negatives.
    pub(super) fn sum(&self) -> Polarity {
        if self.unknown {
            Polarity::Unknown
        } else if self.negatives % 2 == 1 {
            Polarity::Negative
        } else {
            Polarity::Positive
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally() -> Tally {
        Tally::new(Phase::Completed, false, Span::new(0, 1), "tense".to_owned())
    }

    #[test]
    fn two_negatives_make_a_positive() {
        let mut sum = tally();
        sum.polarity(Some(Polarity::Negative), Span::new(2, 3), "not");
        assert_eq!(sum.sum(), Polarity::Negative);
        sum.polarity(Some(Polarity::Negative), Span::new(4, 5), "denies");
        assert_eq!(sum.sum(), Polarity::Positive);
    }

    #[test]
    fn a_phase_keeps_only_the_reason_that_gave_it() {
        let mut sum = tally();
        sum.set_phase(Phase::Halted, Span::new(2, 3), "stopped");
        let reasons: Vec<&str> = sum.why.iter().map(|why| &*why.reason).collect();
        assert_eq!((sum.phase, reasons), (Phase::Halted, vec!["stopped"]));
    }

    #[test]
    fn doubt_only_grows() {
        let mut sum = tally();
        sum.doubt(Some(Certainty::Possible), Span::new(2, 3), "might");
        sum.doubt(Some(Certainty::Probable), Span::new(4, 5), "likely");
        assert_eq!(sum.certainty, Certainty::Possible);
    }
}
