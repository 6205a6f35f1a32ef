//! What the verifier refused: a line of JSON each, and how often each reason came.
//!
//! The file is opened before anything is read, so that a path that cannot be written ends the run at
//! once; its lines come in the order of the inputs.

use crate::args::RefusedArg;
use crate::console::Console;
use crate::display::plural;
use crate::failure::{Failure, Status};
use headstamp::reader::verify::Refused;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};

/// Takes refusals, writes and counts them.
pub(crate) struct Refusals {
    out: Option<BufWriter<File>>,
    /// Statements refused as a whole.
    whole: usize,
    /// Fields refused in statements that were kept.
    fields: usize,
    codes: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct Entry<'a> {
    doc: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// Null when the whole statement is refused.
    field: Option<&'a str>,
    code: &'static str,
    reason: String,
    statement: &'a Value,
}

impl Refusals {
    pub(crate) fn new(args: &RefusedArg) -> Result<Self, Failure> {
        let open = |path: &std::path::PathBuf| {
            File::create(path).map(BufWriter::new).map_err(|error| {
                Failure::new(
                    Status::Failed,
                    format!("`{}` cannot be written: {error}", path.display()),
                    "give `--refused` a path in a folder where you may write",
                )
            })
        };
        Ok(Self {
            out: args.refused.as_ref().map(open).transpose()?,
            whole: 0,
            fields: 0,
            codes: BTreeMap::new(),
        })
    }

    /// Takes what was refused of one statement.
    pub(crate) fn take(
        &mut self,
        doc: &str,
        line: Option<usize>,
        statement: &Value,
        refused: &[Refused],
    ) -> Result<(), Failure> {
        let whole = refused.iter().any(|r| r.field.is_none());
        self.whole += usize::from(whole);
        for one in refused {
            self.fields += usize::from(!whole);
            *self.codes.entry(one.refusal.code()).or_default() += 1;
            if let Some(out) = &mut self.out {
                let entry = Entry {
                    doc,
                    line,
                    field: one.field.as_deref(),
                    code: one.refusal.code(),
                    reason: one.refusal.to_string(),
                    statement,
                };
                serde_json::to_writer(&mut *out, &entry).map_err(std::io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    /// Ends the file and tells how much was refused, if anything was.
    pub(crate) fn finish(mut self, console: &Console) -> Result<(), Failure> {
        if let Some(out) = &mut self.out {
            out.flush()?;
        }
        if self.codes.is_empty() {
            return Ok(());
        }
        let codes = self
            .codes
            .iter()
            .map(|(code, count)| format!("{count} {code}"));
        console.note(&format!(
            "refused: {} and {} of others ({})",
            plural(self.whole, "statement"),
            plural(self.fields, "field"),
            codes.collect::<Vec<_>>().join(", ")
        ));
        Ok(())
    }
}
