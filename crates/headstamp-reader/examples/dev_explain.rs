//! Throwaway: number and date records for the peer cases.
#![allow(clippy::all, clippy::pedantic, missing_docs, clippy::print_stdout, clippy::unwrap_used, reason = "throwaway")]
use headstamp_model::Document; use headstamp_packs::Packs; use headstamp_reader::Reader;
fn main() {
    let packs = Packs::embedded();
    let reader = Reader::new(packs);
    for line in std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap().lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let s = |k: &str| v[k].as_str().map(str::to_owned);
        let doc = Document { id: s("id").unwrap(), url: None, lang: s("lang"), published: s("published"), publisher: None, title: None, text: s("text").unwrap(), sha256: String::new() };
        if let Ok(r) = reader.explain(&doc) { for r in r { println!("{}", serde_json::to_string(&r).unwrap()); } }
    }
}
