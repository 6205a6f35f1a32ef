//! What words over an event add up to: phase, certainty, polarity, each with the words that gave it.
//!
//! A later phase takes the place of an earlier one with its reason; doubt only grows; two negatives make a
//! positive. Next: the module above, which reads the words.

use super::{Reason, Why};
use headstamp_model::{Certainty, Phase, Polarity, Span};

/// The state of an event while the words over it are read.
#[derive(Debug)]
pub(super) struct Tally<'a> {
    /// How far.
    pub(super) phase: Phase,
    /// Whether an operator has set the phase.
    pub(super) phase_set: bool,
    /// Whether more than tense gave the phase.
    pub(super) operated: bool,
    /// How sure.
    pub(super) certainty: Certainty,
    /// Reasons so far.
    pub(super) why: Vec<Why<'a>>,
    negatives: usize,
    unknown: bool,
}

impl<'a> Tally<'a> {
    /// Starts with the phase that the word and its tense give.
    pub(super) fn new(phase: Phase, operated: bool, span: Span, reason: Reason<'a>) -> Self {
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
    pub(super) fn because(&mut self, field: &'static str, span: Span, reason: Reason<'a>) {
        self.why.push(Why {
            field,
            span,
            reason,
        });
    }

    /// Another phase, for another reason.
    pub(super) fn set_phase(&mut self, phase: Phase, span: Span, reason: &Reason<'a>) {
        self.phase = phase;
        self.why.retain(|why| why.field != "phase");
        self.because("phase", span, reason.clone());
    }

    /// At most so sure.
    pub(super) fn doubt(&mut self, certainty: Option<Certainty>, span: Span, reason: &Reason<'a>) {
        if let Some(given) = certainty {
            self.certainty = self.certainty.max(given);
            self.because("certainty", span, reason.clone());
        }
    }

    /// One more negative, or that nobody can say; a positive changes nothing.
    pub(super) fn polarity(&mut self, polarity: Option<Polarity>, span: Span, reason: &Reason<'a>) {
        match polarity {
            Some(Polarity::Negative) => self.negatives += 1,
            Some(Polarity::Unknown) => self.unknown = true,
            Some(Polarity::Positive) | None => return,
        }
        self.because("polarity", span, reason.clone());
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

    fn tally() -> Tally<'static> {
        Tally::new(
            Phase::Completed,
            false,
            Span::new(0, 1),
            Reason::Inference("tense"),
        )
    }

    #[test]
    fn two_negatives_make_a_positive() {
        let mut sum = tally();
        sum.polarity(
            Some(Polarity::Negative),
            Span::new(2, 3),
            &Reason::Inference("not"),
        );
        assert_eq!(sum.sum(), Polarity::Negative);
        sum.polarity(
            Some(Polarity::Negative),
            Span::new(4, 5),
            &Reason::Inference("denies"),
        );
        assert_eq!(sum.sum(), Polarity::Positive);
    }

    #[test]
    fn a_phase_keeps_only_the_reason_that_gave_it() {
        let mut sum = tally();
        sum.set_phase(
            Phase::Halted,
            Span::new(2, 3),
            &Reason::Inference("stopped"),
        );
        let reasons: Vec<String> = sum.why.iter().map(|why| why.reason.to_string()).collect();
        assert_eq!(
            (sum.phase, reasons),
            (Phase::Halted, vec!["stopped".to_owned()])
        );
    }

    #[test]
    fn doubt_only_grows() {
        let mut sum = tally();
        sum.doubt(
            Some(Certainty::Possible),
            Span::new(2, 3),
            &Reason::Inference("might"),
        );
        sum.doubt(
            Some(Certainty::Probable),
            Span::new(4, 5),
            &Reason::Inference("likely"),
        );
        assert_eq!(sum.certainty, Certainty::Possible);
    }
}
