//! What a page says about itself: title, date of publication, publisher, address, language.
//!
//! Read from JSON-LD, `meta` elements and a few others. Only dates of publication count: a page that
//! was changed later was not published later. Nothing is taken from the words of the page.

use crate::date::published_date;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) published: Option<String>,
    pub(super) publisher: Option<String>,
}

/// Names under which `meta` elements give the date of publication, best first.
const DATES: [&str; 12] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "publishdate",
    "pubdate",
    "dc.date",
    "date",
];

/// How deep JSON-LD is searched.
const MAX_NESTING: usize = 6;

/// The metadata of a page.
pub(super) fn read(html: &str) -> Metadata {
    let page = Html::parse_document(html);
    let linked = Linked::read(&page);
    let meta = |name: &str| meta(&page, name);
    let published = linked
        .published
        .or_else(|| {
            DATES
                .iter()
                .find_map(|name| meta(name).and_then(|value| published_date(&value)))
        })
        .or_else(|| time(&page));
    Metadata {
        title: meta("og:title")
            .or(linked.title)
            .or_else(|| only_heading(&page))
            .or_else(|| words(&page, "title")),
        url: attribute(&page, "link[rel=canonical]", "href")
            .filter(|url| is_address(url))
            .or_else(|| meta("og:url").filter(|url| is_address(url))),
        lang: attribute(&page, "html[lang]", "lang").or_else(|| meta("content-language")),
        published,
        publisher: meta("og:site_name")
            .or(linked.publisher)
            .or_else(|| meta("publisher")),
    }
}

/// What the page's JSON-LD says.
#[derive(Default)]
struct Linked {
    title: Option<String>,
    published: Option<String>,
    publisher: Option<String>,
}

impl Linked {
    fn read(page: &Html) -> Self {
        let mut linked = Self::default();
        for script in select(page, "script[type=\"application/ld+json\"]") {
            let source: String = script.text().collect();
            if let Ok(value) = serde_json::from_str::<Value>(source.trim()) {
                linked.add(&value, 0);
            }
        }
        linked
    }

    fn add(&mut self, value: &Value, nesting: usize) {
        if nesting > MAX_NESTING {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.add(value, nesting + 1)),
            Value::Object(object) => {
                let string = |key: &str| object.get(key).and_then(Value::as_str).and_then(clean);
                if let Some(date) = string("datePublished").and_then(|date| published_date(&date)) {
                    self.published.get_or_insert(date);
                    if let Some(title) = string("headline") {
                        self.title.get_or_insert(title);
                    }
                    let publisher = object
                        .get("publisher")
                        .and_then(|publisher| publisher.get("name"));
                    if let Some(name) = publisher.and_then(Value::as_str).and_then(clean) {
                        self.publisher.get_or_insert(name);
                    }
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = object.get(key) {
                        self.add(inner, nesting + 1);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The content of the first `meta` element of that name, property, item or header.
fn meta(page: &Html, name: &str) -> Option<String> {
    select(page, "meta[content]").find_map(|element| {
        let is_it = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .any(|key| {
                element
                    .attr(key)
                    .is_some_and(|value| value.eq_ignore_ascii_case(name))
            });
        if is_it {
            element.attr("content").and_then(clean)
        } else {
            None
        }
    })
}

/// The date of a `time` element that is marked as the date of publication, or of the only one.
fn time(page: &Html) -> Option<String> {
    let dates = |selector| {
        select(page, selector)
            .filter_map(|time| time.attr("datetime").and_then(published_date))
            .collect::<Vec<_>>()
    };
    let marked = dates("time[pubdate], time[itemprop=datePublished]");
    if let Some(date) = marked.into_iter().next() {
        return Some(date);
    }
    match dates("time[datetime]").as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The text of the only `h1`.
fn only_heading(page: &Html) -> Option<String> {
    let mut headings = select(page, "h1");
    let first = headings.next()?;
    if headings.next().is_some() {
        return None;
    }
    clean(&first.text().collect::<String>())
}

fn words(page: &Html, selector: &str) -> Option<String> {
    select(page, selector)
        .next()
        .and_then(|element| clean(&element.text().collect::<String>()))
}

fn attribute(page: &Html, selector: &str, name: &str) -> Option<String> {
    select(page, selector)
        .next()
        .and_then(|element| element.attr(name))
        .and_then(clean)
}

/// The elements that a selector finds; a selector that is none finds nothing.
fn select<'p>(page: &'p Html, selector: &str) -> impl Iterator<Item = ElementRef<'p>> {
    let found: Vec<ElementRef<'p>> = Selector::parse(selector)
        .map(|selector| page.select(&selector).collect())
        .unwrap_or_default();
    found.into_iter()
}

fn is_address(value: &str) -> bool {
    value.starts_with("https://") || value.starts_with("http://")
}

/// The value on one line; `None` when nothing is left.
fn clean(value: &str) -> Option<String> {
    let value = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_meta_and_link_elements_are_read() {
        let metadata = read(
            "<html lang=\"nl-NL\"><head><title>T | Site</title><meta property=og:title content=\"T\">\
             <meta property=og:site_name content=\" The  Mast \"><link rel=canonical href=https://mast.example/t>\
             <script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"WebSite\"}, {\"@type\": \"NewsArticle\",\
             \"headline\": \"T!\", \"dateModified\": \"2024-04-01\", \"datePublished\": \"2024-03-05T07:30:00+01:00\"}]}</script>",
        );
        assert_eq!(
            metadata,
            Metadata {
                title: Some("T".to_owned()),
                url: Some("https://mast.example/t".to_owned()),
                lang: Some("nl-NL".to_owned()),
                published: Some("2024-03-05".to_owned()),
                publisher: Some("The Mast".to_owned()),
            }
        );
    }

    #[test]
    fn a_date_of_change_is_no_date_of_publication() {
        assert_eq!(
            read("<meta property=article:modified_time content=2024-04-01>").published,
            None
        );
        assert_eq!(
            read("<meta property=article:published_time content=2024-04-01T00:00:00Z>")
                .published
                .as_deref(),
            Some("2024-04-01")
        );
    }

    #[test]
    fn a_time_element_counts_when_it_is_the_only_one_or_marked() {
        assert_eq!(
            read("<p><time datetime=2024-04-01>x</time>")
                .published
                .as_deref(),
            Some("2024-04-01")
        );
        assert_eq!(
            read("<time datetime=2024-04-01>x</time><time datetime=2024-04-02>y</time>").published,
            None
        );
        assert_eq!(
            read("<time datetime=2024-04-01>x</time><time pubdate datetime=2024-04-02>y</time>")
                .published
                .as_deref(),
            Some("2024-04-02")
        );
    }

    #[test]
    fn broken_json_ld_is_passed_over() {
        assert_eq!(
            read(
                "<title>T</title><script type=\"application/ld+json\">{\"datePublished\": </script>"
            )
            .title
            .as_deref(),
            Some("T")
        );
    }
}
