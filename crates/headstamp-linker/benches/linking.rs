//! How linking grows: time per statement at 10,000, 100,000 and 1,000,000 statements, fifty to a dossier.
//!
//! `cargo bench -p headstamp-linker` prints seconds, microseconds per statement, the ratio to the smallest run, and the
//! peak of memory. The statements are invented: papers relay officials of two hundred states over ten years, one text in
//! ten is a wire story of three papers.
#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a bench prints figures"
)]

use headstamp_linker::{Decided, Input, link};
use headstamp_model::{Document, Item, Polarity, Source, SourceKind, Statement, Via};
use std::collections::BTreeMap;
use std::time::Instant;

/// Statements of a dossier.
const OF_DOSSIER: usize = 50;
/// Statements of a document.
const OF_DOCUMENT: usize = 3;
/// Papers that print.
const PAPERS: usize = 400;

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

fn day(number: usize) -> String {
    format!(
        "20{:02}-{:02}-{:02}",
        20 + number / 336 % 10,
        number / 28 % 12 + 1,
        number % 28 + 1
    )
}

fn text(dice: &mut Dice) -> String {
    let words = (0..120).map(|_| format!("w{}", dice.roll(4000)));
    words.collect::<Vec<_>>().join(" ")
}

fn world(statements: usize) -> (Vec<Document>, Vec<Statement>) {
    let mut dice = Dice(1);
    let dossiers = (statements / OF_DOSSIER).max(1);
    let mut documents: Vec<Document> = Vec::new();
    let mut out: Vec<Statement> = Vec::new();
    while out.len() < statements {
        let id = format!("d{:07}", documents.len());
        // a wire story stands in three papers
        let copied = !documents.len().is_multiple_of(10) && documents.len() % 10 < 3;
        let text = match documents.last() {
            Some(before) if copied => before.text.clone(),
            _ => text(&mut dice),
        };
        documents.push(Document {
            id: id.clone(),
            url: None,
            lang: None,
            published: Some(day(dice.roll(3360))),
            publisher: Some(format!("Paper {}", dice.roll(PAPERS))),
            title: None,
            text,
            sha256: String::new(),
        });
        for n in 0..OF_DOCUMENT {
            out.push(statement(&mut dice, dossiers, &id, n));
        }
    }
    (documents, out)
}

fn statement(dice: &mut Dice, dossiers: usize, doc: &str, n: usize) -> Statement {
    let dossier = dice.roll(dossiers);
    let state = |n: usize| vec![format!("s{}", n % 200)];
    let who = dice.roll(6);
    let speaker = format!("s{}", dice.roll(200));
    let mut syllables = |count: usize| -> String {
        let parts = ["ba", "do", "fu", "ki", "la", "mo", "nu", "ra", "si", "te"];
        (0..count).map(|_| parts[dice.roll(parts.len())]).collect()
    };
    let named = format!("A{} O{}", syllables(2), syllables(4));
    let source = |kind, name: Option<String>| {
        Some(Source {
            name,
            kind,
            state: Some(speaker.clone()),
        })
    };
    let number = [12.0, 40.0, 300.0, 6000.0][dice.roll(4)];
    let mut roles = BTreeMap::from([("supplier".to_owned(), state(dossier / 200))]);
    if dice.roll(5) > 0 {
        roles.insert("recipient".to_owned(), state(dossier));
    }
    Statement {
        id: format!("{doc} {n}"),
        doc: doc.to_owned(),
        event: "transfer".to_owned(),
        roles,
        items: vec![Item {
            class: ["tank", "artillery-shell", "drone"][dice.roll(3)].to_owned(),
            low: Some(number),
            high: Some(number),
            ..Item::default()
        }],
        polarity: if dice.roll(8) == 0 {
            Polarity::Negative
        } else {
            Polarity::Positive
        },
        source: match who {
            0 | 1 => None,
            2 => source(SourceKind::Government, None),
            3 => source(SourceKind::Official, None),
            _ => source(SourceKind::Official, Some(named)),
        },
        via: if who == 3 {
            vec![Via {
                name: Some(format!("Paper {}", dice.roll(PAPERS))),
                kind: SourceKind::Media,
                state: None,
            }]
        } else {
            Vec::new()
        },
        ..Statement::default()
    }
}

/// The most memory that the process had, in MiB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace()
        .nth(1)?
        .parse::<u64>()
        .ok()
        .map(|kib| kib / 1024)
}

fn main() {
    let largest: usize = std::env::var("STATEMENTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000_000);
    let mut first = None;
    for statements in [10_000, 100_000, 1_000_000]
        .into_iter()
        .filter(|n| *n <= largest)
    {
        let (documents, given) = world(statements);
        let start = Instant::now();
        let links = link(Input {
            documents: &documents,
            statements: &given,
            classes: &BTreeMap::new(),
            readers: &BTreeMap::new(),
            decided: Decided::NOTHING,
        });
        let seconds = start.elapsed().as_secs_f64();
        let each = seconds * 1e6 / statements as f64;
        let first = *first.get_or_insert(each);
        println!(
            "{statements:>9} statements {:>8} claims {:>8} events {seconds:>7.1} s {each:>6.1} us each {:>5.2} of the smallest; {} MiB",
            links.claims.len(),
            links.events.len(),
            each / first,
            peak().unwrap_or_default(),
        );
    }
}
