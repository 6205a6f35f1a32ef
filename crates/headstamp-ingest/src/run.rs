//! Reads inputs one after another and hands what comes out to the caller, errors included.
//!
//! Nothing is collected: record files of any size go through line by line, and a document is the
//! most that is held at once. [`from_bytes`] runs the same code over bytes, for tests, uploads and
//! fuzzing.

use crate::charset::{Decoded, decode, utf16, without_bom};
use crate::error::{ErrorKind, IngestError};
use crate::finish::{Draft, Finisher, Origin};
use crate::header::Header;
use crate::html;
use crate::inputs::{Job, Source, io_kind, list};
use crate::json;
use crate::lines::{Line, next_line, place};
use crate::note::{Note, NoteKind};
use crate::options::{Input, Options};
use crate::sniff::{Format, Sniffed, binary, extension, is_readable_name, sniff};
use headstamp_model::Document;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

/// One thing that came out of an input.
#[derive(Debug)]
#[non_exhaustive]
pub enum Ingested {
    /// A document, with the notes on it.
    Document(Box<Entry>),
    /// A note on no document: on a folder.
    Note(Note),
    /// An input or a record that gave no document; the rest goes on.
    Error(IngestError),
}

/// A document and the evidence that it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The document.
    pub document: Document,
    /// The original bytes: of the file, or of the one line or element that holds the record.
    pub original: Vec<u8>,
    /// The file as the user named it, or as found in a folder; `-` for standard input.
    pub path: String,
    /// The line of a record in its file, from 1.
    pub line: Option<usize>,
    /// What a person should know about how it was read.
    pub notes: Vec<Note>,
}

/// How much of an input is looked at to tell its format, in bytes.
const HEAD: usize = 64 * 1024;

/// Reads all inputs in order and gives everything that comes out to `sink`.
///
/// Folders are read recursively and sorted by name; hidden files are left out, and formats that are
/// not read are counted in one note per folder. When an option is itself wrong, one error says so
/// and nothing is read.
pub fn ingest(inputs: &[Input], options: &Options<'_>, sink: &mut dyn FnMut(Ingested)) {
    let finisher = match Finisher::new(options) {
        Ok(finisher) => finisher,
        Err(error) => return sink(Ingested::Error(error)),
    };
    let mut run = Run { finisher, sink };
    let mut folder = FolderCount::default();
    for job in list(inputs) {
        match job {
            Job::Error(error) => {
                folder.files += 1;
                run.error(error);
            }
            Job::Stdin(source) => {
                run.read(&source, &mut io::stdin().lock());
            }
            Job::Bytes(source, bytes) => {
                run.read(&source, &mut &*bytes);
            }
            Job::File(source, path) => {
                let outcome = match File::open(&path) {
                    Ok(file) => run.read(&source, &mut BufReader::new(file)),
                    Err(error) => {
                        run.error(IngestError::new(&source.path, io_kind(error)));
                        Outcome::Read
                    }
                };
                match outcome {
                    Outcome::Skipped(format) => *folder.skipped.entry(format).or_default() += 1,
                    Outcome::Read => folder.files += 1,
                }
            }
            Job::FolderEnd(path) => run.folder_end(path, std::mem::take(&mut folder)),
        }
    }
}

/// Reads bytes as if they were a file called `name`. Pure: no file is opened, nothing is kept.
pub fn from_bytes(name: &str, bytes: &[u8], options: &Options<'_>) -> Vec<Ingested> {
    let mut out = Vec::new();
    let mut sink = |found| out.push(found);
    match Finisher::new(options) {
        Ok(finisher) => {
            Run {
                finisher,
                sink: &mut sink,
            }
            .read(&Source::named(name), &mut &*bytes);
        }
        Err(error) => sink(Ingested::Error(error)),
    }
    out
}

/// What a folder held.
#[derive(Default)]
struct FolderCount {
    files: usize,
    skipped: BTreeMap<String, usize>,
}

/// Whether a file was read (or its error told) or is of no use to us.
enum Outcome {
    Read,
    Skipped(String),
}

struct Run<'a, 's> {
    finisher: Finisher<'a>,
    sink: &'s mut dyn FnMut(Ingested),
}

impl Run<'_, '_> {
    fn error(&mut self, error: IngestError) {
        (self.sink)(Ingested::Error(error));
    }

    fn finish(&mut self, draft: Draft, origin: &Origin, original: Vec<u8>) {
        let found = match self.finisher.finish(draft, origin, original) {
            Ok(entry) => Ingested::Document(Box::new(entry)),
            Err(error) => Ingested::Error(error),
        };
        (self.sink)(found);
    }

    fn folder_end(&mut self, path: String, folder: FolderCount) {
        let formats: Vec<(String, usize)> = folder.skipped.into_iter().collect();
        if folder.files == 0 {
            let list = formats
                .iter()
                .map(|(name, count)| format!("{count} {name}"))
                .collect::<Vec<_>>()
                .join(", ");
            let found = if list.is_empty() {
                list
            } else {
                format!(": {list}")
            };
            self.error(IngestError::new(
                &path,
                ErrorKind::NothingInFolder { found },
            ));
        } else if !formats.is_empty() {
            (self.sink)(Ingested::Note(Note {
                path,
                line: None,
                kind: NoteKind::Skipped { formats },
            }));
        }
    }

    fn read(&mut self, source: &Source, reader: &mut dyn BufRead) -> Outcome {
        self.try_read(source, reader).unwrap_or_else(|kind| {
            self.error(IngestError::new(&source.path, kind));
            Outcome::Read
        })
    }

    /// Reads one input; an error here is about all of it.
    fn try_read(
        &mut self,
        source: &Source,
        reader: &mut dyn BufRead,
    ) -> Result<Outcome, ErrorKind> {
        let mut head = Vec::new();
        (&mut *reader)
            .take(HEAD as u64)
            .read_to_end(&mut head)
            .map_err(io_kind)?;
        let is_whole = head.len() < HEAD;
        if is_whole && without_bom(&head).trim_ascii().is_empty() {
            return Err(ErrorKind::Empty);
        }
        let format = match sniff(&source.path, &head, is_whole) {
            Sniffed::Format(format) => format,
            Sniffed::Other { short, .. } if source.in_folder => return Ok(Outcome::Skipped(short)),
            Sniffed::Other { error, .. } => return Err(error),
        };
        if source.in_folder && format == Format::Text && !is_readable_name(&source.path) {
            return Ok(Outcome::Skipped(format!("`.{}`", extension(&source.path))));
        }
        if format == Format::JsonLines && utf16(&head).is_none() {
            self.json_lines(source, &mut (&*head).chain(reader));
            return Ok(Outcome::Read);
        }
        let limit = self.limit(format);
        let mut bytes = head;
        let room = (limit + 1).saturating_sub(bytes.len());
        reader
            .take(room as u64)
            .read_to_end(&mut bytes)
            .map_err(io_kind)?;
        if bytes.len() > limit {
            let what = if format == Format::Html {
                "page"
            } else {
                "document"
            };
            return Err(ErrorKind::TooLarge { limit, what });
        }
        self.whole(source, format, bytes)?;
        Ok(Outcome::Read)
    }

    fn limit(&self, format: Format) -> usize {
        let limit = self.finisher.options.max_bytes;
        if format == Format::Html {
            limit.min(html::MAX_BYTES)
        } else {
            limit
        }
    }

    /// Reads an input that is held as a whole.
    fn whole(&mut self, source: &Source, format: Format, bytes: Vec<u8>) -> Result<(), ErrorKind> {
        if utf16(&bytes).is_none()
            && let Some(why) = binary(&bytes)
        {
            return Err(ErrorKind::Binary { why });
        }
        let declared = if format == Format::Html {
            html::declared_charset(&bytes)
        } else {
            None
        };
        let decoded = decode(&bytes, declared.as_deref());
        let notes = charset_notes(&decoded);
        let text = decoded.text;
        let origin = Origin {
            path: source.path.clone(),
            line: None,
            id: source.id.clone(),
        };
        match format {
            Format::Text | Format::Markdown => {
                let draft = text_draft(&text, format, notes)?;
                self.finish(draft, &origin, bytes);
            }
            Format::Html => {
                let mut draft = html::page(&text)?;
                draft.notes.splice(0..0, notes);
                self.finish(draft, &origin, bytes);
            }
            Format::JsonLines => self.decoded_json_lines(&origin, &text, &bytes, &notes),
            Format::Json => self.json(&origin, &text, &bytes, &notes),
        }
        Ok(())
    }

    /// One record per line, read line by line.
    fn json_lines(&mut self, source: &Source, reader: &mut dyn BufRead) {
        let limit = self.finisher.options.max_bytes;
        let mut buffer = Vec::new();
        let mut number = 0;
        loop {
            number += 1;
            let mut origin = Origin {
                path: source.path.clone(),
                line: Some(number),
                id: source.id.clone(),
            };
            match next_line(reader, &mut buffer, limit) {
                Ok(Line::End) => return,
                Ok(Line::TooLong) => self.error(origin.error(ErrorKind::TooLarge {
                    limit,
                    what: "line",
                })),
                Ok(Line::Whole) => {
                    let line = if number == 1 {
                        without_bom(&buffer)
                    } else {
                        &buffer
                    };
                    if line.trim_ascii().is_empty() {
                        continue;
                    }
                    // A file with one record is that document; of several, each needs a name.
                    let is_only = number == 1 && reader.fill_buf().is_ok_and(<[u8]>::is_empty);
                    if !is_only {
                        origin.id = format!("{}:{number}", source.id);
                    }
                    let decoded = decode(line, None);
                    let notes = charset_notes(&decoded);
                    self.record(&origin, 1, &decoded.text, line.to_vec(), notes);
                }
                Err(error) => {
                    self.error(origin.error(io_kind(error)));
                    return;
                }
            }
        }
    }

    /// One record per line in UTF-16, where a line's bytes are not to be found by a line feed byte.
    fn decoded_json_lines(
        &mut self,
        origin: &Origin,
        text: &str,
        bytes: &[u8],
        notes: &[NoteKind],
    ) {
        let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
        let mut at = if marked { 2 } else { 0 };
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let length = line.chars().map(char::len_utf16).sum::<usize>() * 2;
            let original = bytes.get(at..(at + length).min(bytes.len())).unwrap_or(&[]);
            at += length;
            if line.trim().is_empty() {
                continue;
            }
            let number = index + 1;
            let origin = Origin {
                line: Some(number),
                id: format!("{}:{number}", origin.id),
                ..origin.clone()
            };
            self.record(
                &origin,
                1,
                line.trim_end_matches(['\n', '\r']),
                original.to_vec(),
                notes.to_vec(),
            );
        }
    }

    /// An array, or objects that span lines.
    fn json(&mut self, origin: &Origin, text: &str, bytes: &[u8], notes: &[NoteKind]) {
        let (values, error) = json::values(text);
        let is_only = values.len() == 1 && error.is_none();
        for (index, value) in values.iter().enumerate() {
            let (line, column) = place(text, value.offset);
            let id = if is_only {
                origin.id.clone()
            } else {
                format!("{}:{}", origin.id, index + 1)
            };
            let origin = Origin {
                line: Some(line),
                id,
                ..origin.clone()
            };
            // In another character set an element has no bytes of its own that could be cut out.
            let is_whole = is_only || !notes.is_empty();
            let original = if is_whole {
                bytes.to_vec()
            } else {
                value.text.as_bytes().to_vec()
            };
            self.record(&origin, column, value.text, original, notes.to_vec());
        }
        if let Some(at) = error {
            let (line, column) = place(text, at.offset);
            self.error(IngestError {
                path: origin.path.clone(),
                line: Some(line),
                column: Some(column),
                kind: at.kind,
            });
        } else if values.is_empty() {
            self.error(origin.error(ErrorKind::NoText {
                context: ": it holds no record",
            }));
        }
    }

    /// One record, whose text begins at the origin's line and at `first_column` of it.
    fn record(
        &mut self,
        origin: &Origin,
        first_column: usize,
        text: &str,
        original: Vec<u8>,
        notes: Vec<NoteKind>,
    ) {
        match json::record(text) {
            Ok(mut draft) => {
                draft.notes.splice(0..0, notes);
                self.finish(draft, origin, original);
            }
            Err(at) => {
                let (line, column) = place(text, at.offset);
                let column = if line == 1 {
                    column + first_column - 1
                } else {
                    column
                };
                let line = origin.line.map(|first| first + line - 1);
                self.error(IngestError {
                    path: origin.path.clone(),
                    line,
                    column: Some(column),
                    kind: at.kind,
                });
            }
        }
    }
}

/// The document in a plain text or a Markdown file.
fn text_draft(text: &str, format: Format, notes: Vec<NoteKind>) -> Result<Draft, ErrorKind> {
    let header = Header::read(text);
    let body = text.get(header.end..).unwrap_or("");
    if body.trim().is_empty() {
        return Err(ErrorKind::NoText {
            context: " after its header",
        });
    }
    let heading = || {
        let first = body.lines().find(|line| !line.trim().is_empty())?;
        let title = first
            .strip_prefix("# ")?
            .trim()
            .trim_end_matches('#')
            .trim();
        (format == Format::Markdown).then(|| title.to_owned())
    };
    Ok(Draft {
        title: header.title.or_else(heading),
        id: header.id,
        url: header.url,
        lang: header.lang,
        lang_hint: None,
        published: header.published,
        publisher: header.publisher,
        text: body.to_owned(),
        notes,
    })
}

fn charset_notes(decoded: &Decoded) -> Vec<NoteKind> {
    let Some(name) = decoded.charset else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    if name != "UTF-8" {
        notes.push(NoteKind::Charset { name });
    }
    if decoded.replaced > 0 {
        notes.push(NoteKind::ReplacementCharacters {
            count: decoded.replaced,
            charset: name,
        });
    }
    notes
}
