//! Tokens: words, numbers and marks with their bytes, folded for look-up.
//!
//! A word keeps its inner hyphens, apostrophes and digits, a number its separators. What is folded is what the lexicon
//! is looked up by; the text itself stays as it is. Next: `text`, which puts tokens into sentences.

use compact_str::CompactString;
use headstamp_model::Span;

/// What sort of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Letters, with inner hyphens, apostrophes and digits.
    Word,
    /// Starts with a digit.
    Number,
    /// Any other single character.
    Punct,
}

/// Capitals of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capital {
    /// None.
    Lower,
    /// The first letter only.
    Initial,
    /// Every letter (two or more).
    Upper,
    /// Anything else.
    Mixed,
}

/// A token.
#[derive(Debug, Clone)]
pub struct Token {
    /// Bytes in the document.
    pub span: Span,
    /// Lower case, apostrophes and hyphens unified to `'` and `-`.
    pub folded: CompactString,
    /// What sort of token.
    pub shape: Shape,
    /// Capitals.
    pub capital: Capital,
    /// Whether white space stands before it.
    pub space_before: bool,
}

impl Token {
    /// Whether the token is this punctuation mark.
    pub fn is(&self, mark: char) -> bool {
        self.shape == Shape::Punct && self.folded.starts_with(mark)
    }

    /// Whether the token is a word written like a name: one capital, at its start.
    pub fn is_capital_word(&self) -> bool {
        self.shape == Shape::Word && self.capital == Capital::Initial
    }

    /// Whether the token starts with a capital letter.
    pub fn has_capital(&self) -> bool {
        self.capital != Capital::Lower
    }
}

/// Cuts `text` into tokens; spans count from its start.
pub fn tokenize(text: &str) -> impl Iterator<Item = Token> + '_ {
    Tokens { text, at: 0 }
}

struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.text.get(self.at..)?;
        let skipped = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c))
                .len();
        let start = self.at + skipped;
        let rest = self.text.get(start..)?;
        let first = rest.chars().next()?;
        let (length, shape) = if first.is_numeric() {
            (number_length(rest), Shape::Number)
        } else if is_letter(first) {
            (word_length(rest), Shape::Word)
        } else {
            (first.len_utf8(), Shape::Punct)
        };
        self.at = start + length;
        let raw = rest.get(..length)?;
        Some(Token {
            span: Span::new(start, start + length),
            folded: folded_word(raw),
            shape,
            capital: capital(raw),
            space_before: skipped > 0 || start == 0,
        })
    }
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}' | '\u{200C}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}'
    )
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{0300}'..='\u{036F}')
}

/// Length of the word at the start: letters and digits, joined by single hyphens and apostrophes; `U.S.` is one word.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    let mut run = 0usize; // letters since the last joint
    let mut dotted = true;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        if is_letter(c) || c.is_numeric() {
            end = at + c.len_utf8();
            run += 1;
        } else if matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '\u{00AD}')
            && next.is_some_and(|n| is_letter(n) || n.is_numeric())
        {
            run = 0;
            dotted = false;
        } else if c == '.' && run == 1 && dotted && next.is_some_and(is_letter) {
            // U.S, e.g: go on; the closing stop is taken below
            run = 0;
        } else {
            if c == '.'
                && run == 1
                && dotted
                && end > 1
                && text.get(..end).is_some_and(|w| w.contains('.'))
            {
                end = at + 1;
            }
            break;
        }
    }
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

/// Length of the number at the start: digits with inner separators, and letters glued to them.
fn number_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    let mut letters = false;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        if c.is_numeric() {
            end = at + c.len_utf8();
        } else if is_letter(c) {
            letters = true;
            end = at + c.len_utf8();
        } else if matches!(c, '.' | ',' | ':' | '/' | '-' | '\'' | '’')
            && next.is_some_and(char::is_numeric)
            && (!letters || c == '-')
        {
        } else {
            break;
        }
    }
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

/// Lower case with unified apostrophes and hyphens.
pub fn fold(raw: &str) -> Box<str> {
    folded_word(raw).into_string().into_boxed_str()
}

/// What [`fold`] gives, kept inside the value where it is short, as words of a text are.
fn folded_word(raw: &str) -> CompactString {
    // most words of most texts, and several times as fast
    if raw.bytes().all(|byte| byte.is_ascii() && byte != b'`') {
        let mut out = CompactString::from(raw);
        out.make_ascii_lowercase();
        return out;
    }
    raw.chars()
        .filter(|c| *c != '\u{00AD}')
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' | '`' | '´' => '\'',
            '‐' | '‑' => '-',
            other => other,
        })
        .collect()
}

fn capital(raw: &str) -> Capital {
    // most words of most texts
    if raw.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Capital::Lower;
    }
    let mut letters = raw.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Capital::Lower;
    };
    let (mut upper, mut total) = (usize::from(first.is_uppercase()), 1);
    for c in letters {
        total += 1;
        upper += usize::from(c.is_uppercase());
    }
    match (first.is_uppercase(), upper) {
        (_, 0) => Capital::Lower,
        (true, 1) => Capital::Initial,
        _ if upper == total => Capital::Upper,
        _ => Capital::Mixed,
    }
}
