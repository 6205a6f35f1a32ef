//! What an author may have meant: the nearest known word, and the known words where they are few.

/// More than this many words are not listed in a message.
const LISTED: usize = 12;

/// The known word nearest to `word`, if one is near enough to be meant.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| {
            let other = candidate.to_lowercase();
            let edits = strsim::damerau_levenshtein(&lower, &other);
            (edits, strsim::jaro_winkler(&lower, &other), candidate)
        })
        .filter(|(edits, _, _)| *edits <= limit)
        // of two words as near, the one that starts alike is meant
        .min_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(b.2)))
        .map(|(_, _, candidate)| candidate)
}

/// A sentence of help: the nearest word, then `what` with the known words, or where they are listed.
pub(crate) fn help<'k>(
    word: &str,
    known: impl IntoIterator<Item = &'k str>,
    what: &str,
    listed_in: &str,
) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let all = if known.len() <= LISTED && !known.is_empty() {
        format!("{what}: {}", known.join(", "))
    } else {
        format!("{what}: see {listed_in}")
    };
    match nearest(word, known) {
        Some(meant) => format!("did you mean `{meant}`? {all}"),
        None => all,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        assert_eq!(
            nearest("reciever", ["supplier", "recipient", "receiver"]),
            Some("receiver")
        );
        assert_eq!(
            nearest("Suppleir", ["supplier", "recipient"]),
            Some("supplier")
        );
    }

    #[test]
    fn of_two_words_as_near_the_one_that_starts_alike_is_meant() {
        assert_eq!(nearest("sbject", ["object", "subject"]), Some("subject"));
    }

    #[test]
    fn another_word_is_not_offered() {
        assert_eq!(nearest("authority", ["supplier", "recipient"]), None);
    }

    #[test]
    fn long_lists_are_named_not_printed() {
        let known: Vec<String> = (0..40).map(|number| format!("state{number}")).collect();
        let text = help(
            "xx",
            known.iter().map(String::as_str),
            "states",
            "packs/_shared/states.toml",
        );
        assert_eq!(text, "states: see packs/_shared/states.toml");
    }
}
