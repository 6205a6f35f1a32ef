//! The main text of a page: one extractor, a second when the first finds nothing.
//!
//! Both are libraries that read hostile bytes, so the page is measured before (size, nesting) and a
//! panic inside them is an error about that page, not the end of the run.

use super::{metadata, render};
use crate::error::ErrorKind;
use crate::finish::Draft;
use crate::lines::floor_border;
use crate::note::NoteKind;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The deepest nesting that is read. Extraction takes time by the square of it; browsers stop at 512.
const MAX_DEPTH: usize = 1000;

/// The document in a page.
pub(crate) fn page(html: &str) -> Result<Draft, ErrorKind> {
    if depth(html) > MAX_DEPTH {
        return Err(ErrorKind::TooDeep { limit: MAX_DEPTH });
    }
    let about = guarded(|| Some(metadata::read(html))).unwrap_or_default();
    let mut notes = Vec::new();
    let text = if let Some(text) = guarded(|| first(html)) {
        text
    } else {
        notes.push(NoteKind::SecondExtractor);
        guarded(|| second(html)).ok_or(ErrorKind::NoMainText)?
    };
    Ok(Draft {
        id: None,
        url: about.url,
        lang: None,
        lang_hint: about.lang,
        published: about.published,
        publisher: about.publisher,
        title: about.title,
        text,
        notes,
    })
}

/// The result of `read`; nothing when it panics.
fn guarded<T>(read: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

fn first(html: &str) -> Option<String> {
    let mut options = trafilatura::Options::default()
        .with_fallback(true)
        .with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
    options.exclude_comments = true;
    let result = trafilatura::extract(html, &options).ok()?;
    non_blank(render::text(&result.content_html))
}

fn second(html: &str) -> Option<String> {
    let article = dom_smoothie::Readability::new(html, None, None)
        .ok()?
        .parse()
        .ok()?;
    non_blank(render::text(&article.content))
}

fn non_blank(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

/// Elements that need no end tag, so that an open one does not mean a deeper one.
const UNCLOSED: [&str; 32] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
    "option", "optgroup", "rt", "rp", "html", "head", "body",
];

/// How deep a page nests its elements, roughly and from above: a scan for tags, no parse, because
/// parsing is what a page nested too deeply makes slow.
fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        let is_end = rest.starts_with('/');
        let name: String = rest
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if rest.starts_with("!--") {
            rest = rest.split_once("-->").map_or("", |(_, after)| after);
        }
        if name.is_empty() || UNCLOSED.contains(&name.as_str()) {
            continue;
        }
        if is_end {
            depth = depth.saturating_sub(1);
        } else if matches!(name.as_str(), "script" | "style") {
            let end = format!("</{name}");
            rest = find_ignoring_case(rest, &end)
                .and_then(|at| rest.get(at + end.len()..))
                .unwrap_or("");
        } else if !is_self_closed(rest) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// Whether a tag that begins here ends with `/>`. Only so far ahead as tags are long.
fn is_self_closed(rest: &str) -> bool {
    let ahead = rest.get(..floor_border(rest, 2048)).unwrap_or(rest);
    ahead
        .split_once('>')
        .is_some_and(|(tag, _)| tag.ends_with('/'))
}

/// Where `needle`, in lower-case ASCII, begins in `text`.
fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes()
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_elements_that_stay_open() {
        assert_eq!(
            depth("<html><body><div><p>a<p>b<br><b>c</b></div><div></div>"),
            2
        );
        assert_eq!(
            depth(
                "<div><!-- <div><div> --><script>if (a<b) { x('<div><div>') }</script><svg/></div>"
            ),
            1
        );
        assert_eq!(depth(&"<div>".repeat(3000)), 3000);
    }

    #[test]
    fn a_page_nested_too_deeply_is_refused_at_once() {
        let page_text = format!("<html><body>{}words", "<div>".repeat(200_000));
        assert!(matches!(page(&page_text), Err(ErrorKind::TooDeep { .. })));
    }

    #[test]
    fn a_panic_in_an_extractor_is_no_panic_here() {
        assert_eq!(
            guarded::<()>(|| std::panic::resume_unwind(Box::new("boom"))),
            None
        );
    }
}
