//! HTML to text as a reader sees it: a paragraph is a paragraph, white space means nothing.

use scraper::{Html, Node};

/// Elements that stand apart from what is around them.
const PARAGRAPHS: [&str; 26] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "div",
    "section",
    "article",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "table",
    "ul",
    "ol",
    "dl",
    "main",
    "header",
    "footer",
    "aside",
    "hr",
    "details",
    "summary",
    "address",
];
/// Elements on a line of their own.
const LINES: [&str; 5] = ["li", "tr", "dt", "dd", "br"];
/// Elements whose text no reader sees.
const UNSEEN: [&str; 6] = ["script", "style", "noscript", "template", "head", "iframe"];

/// What separates the next word from the text so far; the later, the stronger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

/// The text of a piece of HTML: paragraphs apart by an empty line, list items and rows by a line end.
pub(super) fn text(html: &str) -> String {
    let fragment = Html::parse_fragment(html);
    let mut out = String::with_capacity(html.len() / 2);
    let mut gap = Gap::None;
    let mut unseen = 0_usize;
    for edge in fragment.root_element().traverse() {
        let (node, is_open) = match edge {
            ego_tree::iter::Edge::Open(node) => (node, true),
            ego_tree::iter::Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(element) => {
                let name = element.name();
                if UNSEEN.contains(&name) {
                    unseen = if is_open {
                        unseen + 1
                    } else {
                        unseen.saturating_sub(1)
                    };
                } else if PARAGRAPHS.contains(&name) {
                    gap = gap.max(Gap::Paragraph);
                } else if LINES.contains(&name) {
                    gap = gap.max(Gap::Line);
                } else if matches!(name, "td" | "th") {
                    gap = gap.max(Gap::Space);
                }
            }
            Node::Text(words) if is_open && unseen == 0 => {
                for c in words.chars() {
                    if c.is_ascii_whitespace() {
                        gap = gap.max(Gap::Space);
                        continue;
                    }
                    if !out.is_empty() {
                        out.push_str(match gap {
                            Gap::None => "",
                            Gap::Space => " ",
                            Gap::Line => "\n",
                            Gap::Paragraph => "\n\n",
                        });
                    }
                    gap = Gap::None;
                    out.push(c);
                }
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn paragraphs_lines_and_words_stay_apart() {
        let html = "<h1>Head</h1><p>One <b>two</b>\n three<br>four.</p><ul><li>a</li><li><p>b</p></li></ul>\
            <table><tr><td>x</td><td>1</td></tr><tr><td>y</td></tr></table>";
        assert_eq!(
            text(html),
            "Head\n\nOne two three\nfour.\n\na\n\nb\n\nx 1\ny"
        );
    }

    #[test]
    fn entities_are_characters_and_scripts_are_nothing() {
        assert_eq!(
            text("<p>a &amp; b&nbsp;c<script>var x = '<p>';</script></p>"),
            "a & b\u{a0}c"
        );
    }
}
