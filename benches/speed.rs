//! How fast packs load, readers compile, articles are read and the ledger takes them.
//!
//! `cargo bench -p headstamp` prints the median of several runs, and bytes per second where bytes are read.

use headstamp::{
    ingest::{self, Ingested, Input, Options},
    ledger::{Incoming, Ledger, Mode},
    packs::Packs,
    reader::Reader,
};
use std::{
    collections::BTreeMap,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

// as in the command
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RUNS: usize = 15;

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

#[expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints figures"
)]
fn tell(name: &str, time: Duration, bytes: usize) {
    let speed = if bytes == 0 {
        String::new()
    } else {
        format!("{:9.2} MB/s", bytes as f64 / 1e6 / time.as_secs_f64())
    };
    println!("{name:24} {:10.3} ms {speed}", time.as_secs_f64() * 1e3);
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    tell(
        "check and load packs",
        median(|| drop(black_box(Packs::load(&root.join("packs"))))),
        0,
    );
    let packs = Packs::embedded();
    for lang in packs.languages.keys() {
        let compile = median(|| {
            let reader = Reader::new(packs);
            reader.warm([lang.as_str()]);
            drop(black_box(reader));
        });
        tell(&format!("compile {lang}"), compile, 0);
    }
    let compile_all = median(|| {
        let reader = Reader::new(packs);
        reader.warm(packs.languages.keys().map(String::as_str));
        drop(black_box(reader));
    });
    tell("compile all languages", compile_all, 0);
    let reader = Reader::new(packs);
    reader.warm(packs.languages.keys().map(String::as_str));

    let mut documents = Vec::new();
    let inputs = [
        "examples",
        "eval/de/docs.jsonl",
        "eval/en/docs.jsonl",
        "eval/nl/docs.jsonl",
    ]
    .map(|path| Input::Path(root.join(path)));
    ingest::ingest(&inputs, &Options::default(), &mut |found| {
        if let Ingested::Document(entry) = found {
            documents.push(*entry);
        }
    });
    let mut by_language = BTreeMap::<&str, Vec<_>>::new();
    for entry in &documents {
        let lang = entry.document.lang.as_deref().unwrap_or_default();
        by_language.entry(lang).or_default().push(&entry.document);
    }
    for (lang, documents) in by_language {
        let bytes = documents.iter().map(|document| document.text.len()).sum();
        let time = median(|| {
            for document in &documents {
                let _ = black_box(reader.read(document));
            }
        });
        tell(&format!("read the {lang} articles"), time, bytes);
    }

    let read: Vec<_> = documents
        .iter()
        .filter_map(|entry| Some((entry, reader.read(&entry.document).ok()?.statements)))
        .collect();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut number = 0;
    let time = median(|| {
        number += 1;
        let path = folder.path().join(format!("{number}.db"));
        let mut ledger =
            Ledger::open(path, Mode::Create, Duration::from_secs(5)).expect("a ledger");
        let mut batch = ledger.batch().expect("a batch");
        for (entry, statements) in &read {
            let incoming = Incoming {
                document: &entry.document,
                original: Some(&entry.original),
                path: None,
                statements,
                reader: "bench",
                packs: reader.packs_version(),
                at: "2026-01-02T03:04:05Z",
                who: "bench",
            };
            batch.add_document(&incoming).expect("is added");
        }
        batch.commit().expect("is kept");
    });
    tell("a ledger of the examples", time, 0);
}
