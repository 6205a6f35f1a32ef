//! Documents of a ledger, opened once more from the bytes that they were read from.
//!
//! The original is opened as it was the first time, to see that it still gives the text in which every
//! span of the ledger counts. Where a later version of the program finds another text in it (the main
//! text of a page, say), the text that is kept is the one that is read: another text would be another
//! document.

use crate::failure::split_help;
use crate::pipeline::{Opened, quietly};
use headstamp::{
    ingest::{Entry, Ingested, Options, from_bytes},
    ledger::{DocumentRecord, Ledger, LedgerError},
};

/// Sends every document of `ledger`, in the order of their ids.
pub(crate) fn open_kept(ledger: &Ledger, send: &mut dyn FnMut(Opened)) {
    let keys = match ledger.document_keys() {
        Ok(keys) => keys,
        Err(error) => return send(failed("the ledger", &error)),
    };
    for key in keys {
        let record = match ledger.document(&key) {
            Ok(record) => record,
            Err(error) => {
                send(failed(&format!("document `{key}`"), &error));
                continue;
            }
        };
        let place = format!("document `{}`", record.document.id);
        match quietly(|| open_one(ledger, record, send)) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => send(failed(&place, &error)),
            Err(why) => {
                let message =
                    format!("{place}: opening its original failed inside the program: {why}");
                let help = "the other documents are not affected; report this message";
                send(Opened::Failed(message, Some(help.to_owned())));
            }
        }
    }
}

fn failed(place: &str, error: &LedgerError) -> Opened {
    let text = error.to_string();
    let (message, help) = split_help(&text);
    Opened::Failed(format!("{place}: {message}"), help.map(str::to_owned))
}

fn open_one(
    ledger: &Ledger,
    record: DocumentRecord,
    send: &mut dyn FnMut(Opened),
) -> Result<(), LedgerError> {
    let original = ledger.original(&record.key)?;
    let path = ledger.original_path(&record.key)?;
    let document = record.document;
    let path = path.unwrap_or_else(|| document.id.clone());
    let options = Options {
        published: document.published.clone(),
        lang: document.lang.clone(),
        publisher: document.publisher.clone(),
        ..Options::default()
    };
    let found = from_bytes(&path, &original, &options);
    let texts = || {
        found.iter().filter_map(|found| match found {
            Ingested::Document(entry) => Some(&entry.document.text),
            _ => None,
        })
    };
    let id = &document.id;
    if texts().next().is_none() {
        let problem = found.iter().find_map(|found| match found {
            Ingested::Error(error) => Some((error.message(), error.help())),
            _ => None,
        });
        let (why, help) = problem.unwrap_or_else(|| {
            let help = "look at it where the document came from";
            ("it holds no document".to_owned(), help.to_owned())
        });
        let message = format!("document `{id}`: its original cannot be read any more: {why}");
        send(Opened::Failed(message, Some(help)));
        return Ok(());
    }
    if !texts().any(|text| *text == document.text) {
        send(Opened::Note(format!(
            "document `{id}`: its original gives another text today; the text that was kept is read"
        )));
    }
    send(Opened::Document(Box::new(Entry {
        document,
        original,
        path,
        line: None,
        notes: Vec::new(),
    })));
    Ok(())
}
