//! The packs of the program, one language at a time: a run that reads English does not parse Dutch.
//!
//! The same tables as [`Packs::embedded`](crate::Packs::embedded) has, which reads everything at once.

use crate::{
    check::Depth,
    files,
    load::{assemble, version_of},
    packs::{Pack, Shared},
};
use std::sync::{Arc, OnceLock};

/// What languages share.
pub fn shared() -> &'static Arc<Shared> {
    static SHARED: OnceLock<Arc<Shared>> = OnceLock::new();
    SHARED.get_or_init(|| {
        let files = files::embedded_below(&["_shared/"]);
        assemble(files, "packs/", Depth::Readable).0.shared
    })
}

/// Codes of the languages, in order.
pub fn codes() -> Vec<&'static str> {
    let folders = files::embedded_paths().filter_map(|path| Some(path.split_once('/')?.0));
    let mut codes: Vec<&str> = folders.filter(|folder| !folder.starts_with('_')).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The pack of a language, parsed now.
pub fn pack(code: &str) -> Option<Arc<Pack>> {
    let files = files::embedded_below(&[&format!("{code}/")]);
    let mut packs = assemble(files, "packs/", Depth::Readable).0;
    packs.languages.remove(code)
}

/// Hash of all files that are read by, as [`Packs::version`](crate::Packs::version) has it.
pub fn version() -> String {
    version_of(&files::embedded())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Packs;

    #[test]
    fn one_at_a_time_they_are_what_they_are_together() {
        let all = Packs::embedded();
        assert_eq!(version(), all.version);
        assert!(codes().into_iter().eq(all.languages.keys()));
        assert_eq!(format!("{:?}", shared()), format!("{:?}", all.shared));
        for (code, together) in &all.languages {
            let alone = pack(code).expect("a language");
            assert_eq!(format!("{alone:?}"), format!("{together:?}"), "{code}");
        }
        assert!(pack("xx").is_none());
    }
}
