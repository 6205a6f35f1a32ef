//! Inputs to documents to results: one thread opens inputs, several read, results come in order.
//!
//! What comes out does not depend on the number of threads: every document gets a number when it
//! is opened and results are handed on by number. A panic while reading a document is that
//! document's failure and nobody else's.

use crate::console::Console;
use headstamp::{
    ingest::{Entry, Ingested, Input, Options, ingest},
    model::Document,
};
use std::{
    any::Any,
    cell::Cell,
    collections::BTreeMap,
    panic::{self, AssertUnwindSafe},
    sync::{Mutex, MutexGuard, PoisonError, mpsc},
    thread,
};

/// Parsing nested clauses recurses; the main thread's usual stack is enough for the deepest text.
const STACK_BYTES: usize = 8 << 20;

/// How many documents may wait between two stages, per thread: enough to keep all busy, few enough
/// to hold.
const WAITING: usize = 8;

/// Why a document could not be worked on: message and help.
pub(crate) type WorkError = (String, String);

/// A document with what the work made of it.
pub(crate) struct Worked<T> {
    pub(crate) entry: Entry,
    pub(crate) result: T,
}

/// What opening one thing gave.
pub(crate) enum Opened {
    /// A document.
    Document(Box<Entry>),
    /// Something to know.
    Note(String),
    /// A failure of this one thing: message and help.
    Failed(String, Option<String>),
}

enum Done<T> {
    Worked(Box<Worked<T>>),
    Note(String),
    Failed(String, Option<String>),
}

/// Opens `inputs`, calls `work` on every document on `jobs` threads and gives the results to `sink`
/// in the order of the inputs. Failures and notes are reported to `console`.
///
/// # Errors
/// What `sink` returns; the rest is then left unread.
pub(crate) fn each_document<T: Send, E>(
    inputs: &[Input],
    options: &Options<'_>,
    jobs: usize,
    console: &Console,
    work: impl Fn(&Document) -> Result<T, WorkError> + Sync,
    sink: impl FnMut(Worked<T>) -> Result<(), E>,
) -> Result<(), E> {
    let open = |send: &mut dyn FnMut(Opened)| open_all(inputs, options, send);
    each_opened(open, jobs, console, work, sink)
}

/// As [`each_document`], for what `open` sends.
///
/// # Errors
/// What `sink` returns.
pub(crate) fn each_opened<T: Send, E>(
    open: impl FnOnce(&mut dyn FnMut(Opened)) + Send,
    jobs: usize,
    console: &Console,
    work: impl Fn(&Document) -> Result<T, WorkError> + Sync,
    mut sink: impl FnMut(Worked<T>) -> Result<(), E>,
) -> Result<(), E> {
    let jobs = jobs.max(1);
    let (open_sender, open_receiver) = mpsc::sync_channel::<(usize, Opened)>(jobs * WAITING);
    let (done_sender, done_receiver) = mpsc::sync_channel::<(usize, Done<T>)>(jobs * WAITING);
    let open_receiver = Mutex::new(Some(open_receiver));
    let (open_receiver, work) = (&open_receiver, &work);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut number = 0;
            open(&mut |opened| {
                // fails only when the run has ended early
                let _ = open_sender.send((number, opened));
                number += 1;
            });
        });
        let mut workers = 0;
        for _ in 0..jobs {
            let done_sender = done_sender.clone();
            let worker = move || {
                while let Some((number, opened)) = next(open_receiver) {
                    if done_sender.send((number, work_on(opened, work))).is_err() {
                        // nobody wants results any more: the opener has to learn it too
                        lock(open_receiver).take();
                    }
                }
            };
            if thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, worker)
                .is_err()
            {
                // the system gives no more threads: those there are do the work
                break;
            }
            workers += 1;
        }
        if workers == 0 {
            lock(open_receiver).take();
            console.failed(
                "the system gives no thread to read with",
                Some("close other programs, then try again"),
            );
        }
        drop(done_sender);
        // dropped when `sink` ends the run early, which ends the workers
        let done_receiver = done_receiver;
        let mut early = BTreeMap::new();
        let mut wanted = 0;
        for (number, done) in &done_receiver {
            early.insert(number, done);
            while let Some(done) = early.remove(&wanted) {
                wanted += 1;
                match done {
                    Done::Worked(worked) => {
                        console.step();
                        sink(*worked)?;
                    }
                    Done::Note(note) => console.note(&note),
                    Done::Failed(message, help) => console.failed(&message, help.as_deref()),
                }
            }
        }
        Ok(())
    })
}

type OpenedReceiver = Mutex<Option<mpsc::Receiver<(usize, Opened)>>>;

fn lock(receiver: &OpenedReceiver) -> MutexGuard<'_, Option<mpsc::Receiver<(usize, Opened)>>> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner)
}

fn next(receiver: &OpenedReceiver) -> Option<(usize, Opened)> {
    lock(receiver).as_ref()?.recv().ok()
}

fn open_all(inputs: &[Input], options: &Options<'_>, send: &mut dyn FnMut(Opened)) {
    let mut last = String::new();
    let outcome = quietly(|| {
        ingest(inputs, options, &mut |found| match found {
            Ingested::Document(entry) => {
                for note in &entry.notes {
                    send(Opened::Note(note.to_string()));
                }
                last.clone_from(&entry.document.id);
                send(Opened::Document(entry));
            }
            Ingested::Note(note) => send(Opened::Note(note.to_string())),
            Ingested::Error(error) => {
                let place = place(&error.path, error.line, error.column);
                send(Opened::Failed(
                    format!("{place}: {}", error.message()),
                    Some(error.help()),
                ));
            }
            _ => {}
        });
    });
    if let Err(why) = outcome {
        let after = if last.is_empty() {
            String::new()
        } else {
            format!(" after document `{last}`")
        };
        let message = format!("opening the inputs failed inside the program{after}: {why}");
        let help = "the inputs after it were not read: name them again without it, and report this message";
        send(Opened::Failed(message, Some(help.to_owned())));
    }
}

fn place(path: &str, line: Option<usize>, column: Option<usize>) -> String {
    match (line, column) {
        (Some(line), Some(column)) => format!("{path}:{line}:{column}"),
        (Some(line), None) => format!("{path}:{line}"),
        _ => path.to_owned(),
    }
}

fn work_on<T>(
    opened: Opened,
    work: &(impl Fn(&Document) -> Result<T, WorkError> + Sync),
) -> Done<T> {
    let entry = match opened {
        Opened::Document(entry) => entry,
        Opened::Note(note) => return Done::Note(note),
        Opened::Failed(message, help) => return Done::Failed(message, help),
    };
    let id = &entry.document.id;
    match quietly(|| work(&entry.document)) {
        Ok(Ok(result)) => Done::Worked(Box::new(Worked {
            entry: *entry,
            result,
        })),
        Ok(Err((message, help))) => {
            let place = place(&entry.path, entry.line, None);
            Done::Failed(format!("{place}: {message}"), Some(help))
        }
        Err(why) => Done::Failed(
            format!("document `{id}` could not be read, by a fault of the program: {why}"),
            Some(
                "the other documents are not affected; report this message with the text"
                    .to_owned(),
            ),
        ),
    }
}

thread_local! {
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Keeps panics that [`each_document`] catches off standard error; call once at the start.
pub(crate) fn silence_caught_panics() {
    let loud = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !IS_CAUGHT.get() {
            loud(info);
        }
    }));
}

/// Runs `work`; a panic in it becomes an error that says what it said.
pub(crate) fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    IS_CAUGHT.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    IS_CAUGHT.set(false);
    outcome.map_err(|payload| said(payload.as_ref()))
}

fn said(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Status;

    fn texts(count: usize) -> Vec<Input> {
        (0..count)
            .map(|number| Input::Bytes {
                name: format!("{number:03}.txt"),
                bytes: format!("lang en\n\nText number {number}.").into_bytes(),
            })
            .collect()
    }

    fn ids(
        jobs: usize,
        console: &Console,
        work: impl Fn(&Document) -> Result<(), WorkError> + Sync,
    ) -> Vec<String> {
        let mut ids = Vec::new();
        each_document(
            &texts(60),
            &Options::default(),
            jobs,
            console,
            work,
            |worked| {
                ids.push(worked.entry.document.id);
                Ok::<(), ()>(())
            },
        )
        .expect("the sink never fails");
        ids
    }

    #[test]
    fn results_come_in_the_order_of_the_inputs_whatever_the_number_of_threads() {
        let slow_first = |document: &Document| {
            if document.id.ends_with('0') {
                thread::sleep(std::time::Duration::from_millis(3));
            }
            Ok(())
        };
        let one = ids(1, &Console::new(true), slow_first);
        assert_eq!(one.len(), 60);
        assert_eq!(ids(4, &Console::new(true), slow_first), one);
    }

    #[test]
    fn a_panic_in_one_document_leaves_the_others_alone() {
        silence_caught_panics();
        let console = Console::new(true);
        let read = ids(2, &console, |document| {
            assert!(document.id != "007", "seven is a fault");
            Ok(())
        });
        assert_eq!(read.len(), 59);
        assert!(!read.contains(&"007".to_owned()));
        assert_eq!(console.status(), Status::Failed);
    }

    #[test]
    fn a_sink_that_fails_ends_the_run() {
        let mut seen = 0;
        let ended = each_document(
            &texts(500),
            &Options::default(),
            2,
            &Console::new(true),
            |_| Ok(()),
            |_| {
                seen += 1;
                if seen == 3 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!(ended, Err("enough"));
        assert_eq!(seen, 3);
    }
}
