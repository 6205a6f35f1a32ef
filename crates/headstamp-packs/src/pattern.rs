//! The slot language of patterns: words, `{slots}`, `[optional parts]`, `a|b` and `…`.
//!
//! A pattern is read into [`Token`]s here, so that packs are refused where they stand and the
//! reader need not parse again. Which slots a pattern may have depends on its file and is checked
//! by the caller.

use std::ops::Range;

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// One of these words.
    Words(Vec<String>),
    /// A slot: `{supplier}`, `{deliver.noun}`.
    Slot {
        /// Role, `item`, `source`, `via` or trigger.
        name: String,
        /// What of a trigger: `noun`.
        part: Option<String>,
        /// Its bytes in the pattern, without braces.
        span: Range<usize>,
    },
    /// May be missing.
    Optional(Vec<Token>),
    /// Up to six words: `…`.
    Gap,
}

/// A bracket without its partner or with nothing in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// The bracket's bytes in the pattern.
    pub span: Range<usize>,
    /// What is wrong with it.
    pub message: String,
}

/// How many words a gap may skip.
pub const GAP_WORDS: usize = 6;

/// Reads a pattern.
///
/// # Errors
/// The first bracket without its partner or with nothing in it.
pub fn parse(pattern: &str) -> Result<Vec<Token>, PatternError> {
    let mut open: Vec<(usize, Vec<Token>)> = Vec::new();
    let mut tokens = Vec::new();
    let mut letters = pattern.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            ' ' => {}
            '…' => tokens.push(Token::Gap),
            '[' => open.push((at, std::mem::take(&mut tokens))),
            ']' => {
                let Some((start, before)) = open.pop() else {
                    return Err(error(at..at + 1, "`]` without `[`"));
                };
                if tokens.is_empty() {
                    return Err(error(start..at + 1, "`[` and `]` with nothing between"));
                }
                let inside = std::mem::replace(&mut tokens, before);
                tokens.push(Token::Optional(inside));
            }
            '}' => return Err(error(at..at + 1, "`}` without `{`")),
            '{' => {
                let rest = pattern.get(at + 1..).unwrap_or_default();
                let length = match rest.find(['{', '}', '[', ']', ' ']) {
                    Some(length) if rest.get(length..).is_some_and(|end| end.starts_with('}')) => {
                        length
                    }
                    _ => return Err(error(at..at + 1, "`{` without `}`")),
                };
                let inside = rest.get(..length).unwrap_or_default();
                if inside.is_empty() {
                    return Err(error(at..at + 2, "`{` and `}` with nothing between"));
                }
                let (name, part) = inside
                    .split_once('.')
                    .map_or((inside, None), |(name, part)| (name, Some(part)));
                tokens.push(Token::Slot {
                    name: name.to_owned(),
                    part: part.map(str::to_owned),
                    span: at + 1..at + 1 + length,
                });
                while letters
                    .next_if(|(next, _)| *next <= at + 1 + length)
                    .is_some()
                {}
            }
            _ => {
                let rest = pattern.get(at..).unwrap_or_default();
                let length = rest
                    .find(['{', '}', '[', ']', ' ', '…'])
                    .unwrap_or(rest.len());
                let words = rest.get(..length).unwrap_or_default();
                tokens.push(Token::Words(words.split('|').map(str::to_owned).collect()));
                while letters.next_if(|(next, _)| *next < at + length).is_some() {}
            }
        }
    }
    match open.pop() {
        Some((start, _)) => Err(error(start..start + 1, "`[` without `]`")),
        None => Ok(tokens),
    }
}

/// Every slot of a pattern, those in optional parts too.
pub fn slots(tokens: &[Token]) -> Vec<&Token> {
    let mut out = Vec::new();
    for token in tokens {
        match token {
            Token::Slot { .. } => out.push(token),
            Token::Optional(inside) => out.extend(slots(inside)),
            Token::Words(_) | Token::Gap => {}
        }
    }
    out
}

fn error(span: Range<usize>, message: &str) -> PatternError {
    PatternError {
        span,
        message: message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(words: &[&str]) -> Token {
        Token::Words(words.iter().map(|word| (*word).to_owned()).collect())
    }

    fn slot(name: &str, part: Option<&str>, span: Range<usize>) -> Token {
        Token::Slot {
            name: name.to_owned(),
            part: part.map(str::to_owned),
            span,
        }
    }

    #[test]
    fn a_pattern_is_read_piece_by_piece() {
        let tokens = parse("{deliver.noun} van|uit … [door {supplier}]").expect("is well formed");
        let expected = [
            slot("deliver", Some("noun"), 1..13),
            words(&["van", "uit"]),
            Token::Gap,
            Token::Optional(vec![words(&["door"]), slot("supplier", None, 34..42)]),
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn the_bracket_without_a_partner_is_pointed_at() {
        assert_eq!(parse("a [b {c}").expect_err("`[` stays open").span, 2..3);
        assert_eq!(parse("a] b").expect_err("`]` closes nothing").span, 1..2);
        assert_eq!(parse("a {b c").expect_err("`{` stays open").span, 2..3);
        assert_eq!(parse("zo, ĳ }").expect_err("`}` closes nothing").span, 7..8);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_at_a_place_inside_it(text in "[a-zé…\\[\\]{}|. ]{0,30}") {
            match parse(&text) {
                Ok(tokens) => {
                    for token in slots(&tokens) {
                        let Token::Slot { span, name, .. } = token else { continue };
                        prop_assert!(text.get(span.clone()).is_some_and(|inside| inside.starts_with(name.as_str())));
                    }
                }
                Err(error) => prop_assert!(text.get(error.span).is_some()),
            }
        }
    }
}
