//! Web pages: the main text without menus, advertisements and footers, and the metadata.
//!
//! Behind the feature `html`, because the extractors cost more to compile than all the rest. Without
//! it, a page is an error that says so.

#[cfg(feature = "html")]
mod enabled;
#[cfg(feature = "html")]
mod metadata;
#[cfg(feature = "html")]
mod render;
#[cfg(feature = "html")]
pub(crate) use enabled::page;

#[cfg(not(feature = "html"))]
mod disabled;
#[cfg(not(feature = "html"))]
pub(crate) use disabled::page;

/// The most bytes of one page. Extraction is the slowest step by far; no article is this long.
pub(crate) const MAX_BYTES: usize = 8 * 1024 * 1024;

/// The character set that a page names in its first bytes.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, after) = head
        .split_once("charset=")
        .or_else(|| head.split_once("encoding="))?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_name_its_character_set_in_three_ways() {
        for page in [
            "<meta charset=\"KOI8-R\">",
            "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>",
            "<?xml version='1.0' encoding='koi8-r'?><html>",
        ] {
            assert_eq!(
                declared_charset(page.as_bytes()).as_deref(),
                Some("koi8-r"),
                "{page}"
            );
        }
        assert_eq!(declared_charset(b"<html>"), None);
    }
}
