//! Whether a form of an entry stands at a token, capitals and possessive endings considered. Next: `vocabulary`.

use super::{Form, Known, Layer};
use crate::text::Token;

/// How a form fits the words at a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Its last token is a possessor.
    pub(super) possessive: bool,
    /// It fits only because the text has capitals where the form has none.
    pub(super) shouted: bool,
}

/// Whether `form` stands at `at`, and how.
pub(super) fn form_matches(
    text: &str,
    tokens: &[Token],
    known: &[Known],
    at: usize,
    form: &Form,
    first_stripped: bool,
) -> Option<Fit> {
    let mut fit = Fit {
        possessive: first_stripped,
        shouted: false,
    };
    if form.plain {
        return Some(fit);
    }
    for (offset, want) in form.tokens.iter().enumerate() {
        let have = known.get(at + offset)?;
        let last = offset + 1 == form.tokens.len();
        if have.word == want.word {
        } else if last && form.layer == Layer::Name && have.owner == want.word {
            fit.possessive = true;
        } else {
            return None;
        }
        if let Some(exact) = &want.exact {
            let word = tokens.get(at + offset)?.span.of(text);
            if !capitals_match(word, exact) {
                return None;
            }
            fit.shouted |= is_shouted(word, exact);
        }
    }
    Some(fit)
}

/// Whether a word has every capital that `exact` has, or is all in capitals.
pub(super) fn capitals_match(word: &str, exact: &str) -> bool {
    let mut all_upper = true;
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    let mut agrees = true;
    for want in exact.chars().filter(|c| c.is_alphanumeric()) {
        let Some(have) = letters.next() else { break };
        if want.is_uppercase() && !have.is_uppercase() {
            agrees = false;
        }
        // an acronym is not its lower-case-tailed namesake: `US` is not `Us`
        if have.is_lowercase() {
            all_upper = false;
        }
    }
    agrees || all_upper
}

/// Whether a word has capitals where `exact` has none: `GAO` for `Gao`.
fn is_shouted(word: &str, exact: &str) -> bool {
    let letters = |text| str::chars(text).filter(|c| c.is_alphanumeric());
    letters(word)
        .zip(letters(exact))
        .any(|(have, want)| have.is_uppercase() && want.is_lowercase())
}
