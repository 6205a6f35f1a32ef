//! Throwaway: reads documents as JSON Lines, prints statements.
#![allow(clippy::all, clippy::pedantic, missing_docs, clippy::print_stdout, clippy::unwrap_used, reason = "throwaway")]
use headstamp_model::Document;
use headstamp_packs::Packs;
use headstamp_reader::Reader;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let packs = Packs::embedded();
    let reader = Reader::new(packs);
    if args[1] == "explain" {
        let doc = Document { id: "x".into(), url: None, lang: Some(args[2].clone()), published: Some("2024-06-14".into()), publisher: None, title: None, text: args[3].clone(), sha256: String::new() };
        for r in reader.explain(&doc).unwrap() {
            if r.kind == "function" { continue; }
            println!("{:12} {:30} {:30} {}", r.kind, r.text.chars().take(40).collect::<String>(), r.value.unwrap_or_default(), r.note.unwrap_or_default());
        }
        let reading = reader.read(&doc).unwrap();
        for (s, r) in reading.statements.iter().zip(&reading.rules) { println!("{}\n  rule {r}\n  quote {}", headstamp_reader::cases::render(s), s.quote); for t in &s.traces { println!("    {} {:?} {}", t.field, t.spans.iter().map(|x| x.of(&doc.text)).collect::<Vec<_>>(), t.reason) } }
        return;
    }
    if args[1] == "cases" {
        for l in &args[2..] {
        for rep in [headstamp_reader::cases::run_cases(&reader, packs, l), headstamp_reader::cases::run_examples(&reader, packs, l)] {
            for f in &rep.failures { println!("{f}\n"); }
            println!("{l}: {} passed, {} failed, {} known", rep.passed, rep.failures.len(), rep.known);
        }}
        return;
    }
    for line in std::fs::read_to_string(&args[1]).unwrap().lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let s = |k: &str| v[k].as_str().map(str::to_owned);
        let doc = Document { id: s("id").unwrap(), url: None, lang: s("lang"), published: s("published"), publisher: s("publisher"), title: s("title"), text: s("text").unwrap(), sha256: String::new() };
        let Ok(reading) = reader.read(&doc) else { continue };
        for s in &reading.statements { println!("{}", serde_json::to_string(s).unwrap()); }
    }
}
