//! Which language a document is in, out of those that the caller knows.
//!
//! Codes are compared in their canonical BCP 47 form (CLDR data), so `nld`, `NL` and `nl-BE` all find
//! a caller's `nl`. Texts are identified by trigrams, limited to the caller's languages; a long text
//! that is clearly in another language is said to be in that one rather than forced into a wrong
//! one. No list of languages is written here: the identifier's own codes are turned into BCP 47 the
//! same way.

use icu_locale::{Locale, LocaleCanonicalizer};
use whatlang::{Detector, Lang};

/// The most characters of a text that the identifier looks at.
const SAMPLE: usize = 4000;
/// Below this many letters a language outside the caller's list is not believed.
const ENOUGH_LETTERS: usize = 80;

/// The caller's languages.
pub(crate) struct Languages {
    canonicalizer: LocaleCanonicalizer,
    /// Canonical code, the caller's spelling.
    known: Vec<(String, String)>,
    /// Identifier's language, BCP 47 language subtag.
    identifiable: Vec<(Lang, String)>,
    detector: Detector,
}

/// The outcome of identification.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Identified {
    /// One of the caller's languages, and whether that is sure.
    Known(String, bool),
    /// A language that the caller did not list.
    Other(String),
    /// Not enough text, or no language that the identifier knows.
    Nothing,
}

impl Languages {
    /// Prepares the caller's codes; empty means that any language will do.
    pub(crate) fn new(codes: &[String]) -> Self {
        let canonicalizer = LocaleCanonicalizer::new_extended();
        let known: Vec<(String, String)> = codes
            .iter()
            .map(|code| {
                (
                    canonical(&canonicalizer, code).unwrap_or_else(|| code.to_lowercase()),
                    code.clone(),
                )
            })
            .collect();
        let identifiable: Vec<(Lang, String)> = Lang::all()
            .iter()
            .filter_map(|lang| {
                Some((
                    *lang,
                    primary(&canonical(&canonicalizer, lang.code())?).to_owned(),
                ))
            })
            .collect();
        let allowed = identifiable
            .iter()
            .filter(|(_, code)| {
                known.is_empty() || known.iter().any(|(tag, _)| primary(tag) == code)
            })
            .map(|(lang, _)| *lang)
            .collect();
        Self {
            canonicalizer,
            known,
            identifiable,
            detector: Detector::with_allowlist(allowed),
        }
    }

    /// The caller's spelling of a code that a document gives: the code itself, or the nearest one
    /// with fewer parts. Any well-formed code when the caller listed none.
    pub(crate) fn find(&self, given: &str) -> Option<String> {
        let mut tag = canonical(&self.canonicalizer, given)?;
        if self.known.is_empty() {
            return Some(tag);
        }
        loop {
            if let Some((_, spelling)) = self.known.iter().find(|(known, _)| *known == tag) {
                return Some(spelling.clone());
            }
            let (shorter, _) = tag.rsplit_once('-')?;
            tag.truncate(shorter.len());
        }
    }

    /// The caller's codes.
    pub(crate) fn codes(&self) -> Vec<String> {
        self.known
            .iter()
            .map(|(_, spelling)| spelling.clone())
            .collect()
    }

    /// Identifies the language of a text.
    pub(crate) fn identify(&self, text: &str) -> Identified {
        let sample: String = text.chars().take(SAMPLE).collect();
        // For a script with one language the identifier answers without looking at the allowed ones.
        let among = self
            .detector
            .detect(&sample)
            .filter(|found| self.is_known(found.lang()));
        let open = if self.known.is_empty() {
            None
        } else {
            whatlang::detect(&sample)
        };
        if let Some(open) = open
            && let Some(code) = self.code_of(open.lang())
            && !self.is_known(open.lang())
        {
            // A script of its own is sure at any length: only its languages were considered.
            let is_long = sample.chars().filter(|c| c.is_alphabetic()).count() >= ENOUGH_LETTERS;
            if open.is_reliable() && (is_long || among.is_none()) {
                return Identified::Other(code.to_owned());
            }
        }
        let Some(found) = among else {
            return Identified::Nothing;
        };
        let Some(code) = self.code_of(found.lang()) else {
            return Identified::Nothing;
        };
        let spelling = self
            .known
            .iter()
            .find(|(tag, _)| primary(tag) == code)
            .map_or(code, |(_, spelling)| spelling);
        Identified::Known(spelling.to_owned(), found.is_reliable())
    }

    /// Whether the caller listed this language, or listed none.
    fn is_known(&self, lang: Lang) -> bool {
        let code = self.code_of(lang);
        self.known.is_empty() || self.known.iter().any(|(tag, _)| Some(primary(tag)) == code)
    }

    fn code_of(&self, lang: Lang) -> Option<&str> {
        self.identifiable
            .iter()
            .find(|(found, _)| *found == lang)
            .map(|(_, code)| code.as_str())
    }
}

/// A code in canonical BCP 47 form, or `None` when it is none or says "undetermined".
fn canonical(canonicalizer: &LocaleCanonicalizer, code: &str) -> Option<String> {
    let mut locale: Locale = code.trim().replace('_', "-").parse().ok()?;
    canonicalizer.canonicalize(&mut locale);
    (!locale.id.language.is_unknown()).then(|| locale.id.to_string())
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(codes: &[&str]) -> Languages {
        Languages::new(
            &codes
                .iter()
                .map(|code| (*code).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn old_long_and_regional_codes_find_the_callers_own() {
        let languages = languages(&["nl", "he", "zh-Hant"]);
        for code in ["nl", "NL", "nld", "dut", "nl-BE", "nl_BE"] {
            assert_eq!(languages.find(code).as_deref(), Some("nl"), "{code}");
        }
        assert_eq!(languages.find("iw").as_deref(), Some("he"));
        assert_eq!(languages.find("zh-Hant-TW").as_deref(), Some("zh-Hant"));
        for code in ["zh", "pt", "x", "dutch!", "", "und"] {
            assert_eq!(languages.find(code), None, "{code}");
        }
    }

    #[test]
    fn without_a_list_any_well_formed_code_is_taken() {
        assert_eq!(languages(&[]).find("PT-br").as_deref(), Some("pt-BR"));
        assert_eq!(languages(&[]).find("not a code"), None);
    }

    #[test]
    fn identification_stays_among_the_callers_languages() {
        let dutch = "Het schip ligt in de haven en wacht op de sleepboot";
        assert_eq!(
            languages(&["de", "nl"]).identify(dutch),
            Identified::Known("nl".to_owned(), true)
        );
        assert_eq!(
            languages(&["nl-NL"]).identify(dutch),
            Identified::Known("nl-NL".to_owned(), true)
        );
    }

    #[test]
    fn a_long_text_in_another_language_is_not_forced_into_a_listed_one() {
        let finnish = "Laiva saapui satamaan aamulla, ja satamakapteeni kertoi, että sen lasti puretaan huomenna, \
            kun tuuli on tyyntynyt ja nosturit saadaan taas käyttöön.";
        assert_eq!(
            languages(&["nl", "de", "en"]).identify(finnish),
            Identified::Other("fi".to_owned())
        );
        let korean = "배가 아침에 항구에 도착했다";
        assert_eq!(
            languages(&["nl", "de"]).identify(korean),
            Identified::Other("ko".to_owned())
        );
    }

    #[test]
    fn figures_have_no_language() {
        assert_eq!(
            languages(&["nl", "de"]).identify("12 34 – 56"),
            Identified::Nothing
        );
    }
}
