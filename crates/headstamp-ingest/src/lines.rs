//! Lines of a stream, with a limit, so that a file without line ends cannot fill the memory.

use std::io::{self, BufRead};

/// What the next line is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// There is none.
    End,
    /// It is in the buffer, without its line end.
    Whole,
    /// It is longer than the limit and was skipped.
    TooLong,
}

/// Reads the next line into `buffer`, at most `limit` bytes of it.
pub(crate) fn next_line(
    reader: &mut dyn BufRead,
    buffer: &mut Vec<u8>,
    limit: usize,
) -> io::Result<Line> {
    buffer.clear();
    let (mut any, mut too_long) = (false, false);
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            break;
        }
        any = true;
        let end = available.iter().position(|b| *b == b'\n');
        let part = available
            .get(..end.unwrap_or(available.len()))
            .unwrap_or(available);
        if too_long || buffer.len() + part.len() > limit {
            too_long = true;
            buffer.clear();
        } else {
            buffer.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            break;
        }
    }
    if buffer.last() == Some(&b'\r') {
        buffer.pop();
    }
    Ok(match (any, too_long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}

/// Line and column (in characters) of byte `offset` in `text`, both from 1.
pub(crate) fn place(text: &str, offset: usize) -> (usize, usize) {
    let offset = floor_border(text, offset);
    let before = text.get(..offset).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    (
        line,
        before.get(line_start..).unwrap_or("").chars().count() + 1,
    )
}

/// The last character border of `text` at or before `offset`.
pub(crate) fn floor_border(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn a_long_line_is_skipped_and_the_next_one_read() {
        let mut reader = BufReader::with_capacity(3, &b"ab\r\n0123456789\nlast"[..]);
        let mut buffer = Vec::new();
        assert_eq!(
            next_line(&mut reader, &mut buffer, 8).ok(),
            Some(Line::Whole)
        );
        assert_eq!(buffer, b"ab");
        assert_eq!(
            next_line(&mut reader, &mut buffer, 8).ok(),
            Some(Line::TooLong)
        );
        assert_eq!(
            next_line(&mut reader, &mut buffer, 8).ok(),
            Some(Line::Whole)
        );
        assert_eq!(buffer, b"last");
        assert_eq!(next_line(&mut reader, &mut buffer, 8).ok(), Some(Line::End));
    }

    #[test]
    fn places_count_characters_not_bytes() {
        assert_eq!(place("ä\nüöx", "ä\nüö".len()), (2, 3));
    }
}
