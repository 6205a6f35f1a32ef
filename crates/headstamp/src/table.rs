//! Text tables that fit a width, and Markdown tables.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, presets};
use std::fmt::Write as _;

/// Bold, for headings on a terminal.
const BOLD: anstyle::Style = anstyle::Style::new().bold();

/// How wide tables are where no terminal says otherwise, in columns.
const WIDTH: usize = 100;

/// The narrowest table that is still legible; a smaller terminal wraps it.
const NARROWEST: usize = 40;

/// The width to fit into: the terminal's, else what `COLUMNS` says, else 100 columns.
pub(crate) fn width() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal.or_else(columns).unwrap_or(WIDTH).max(NARROWEST)
}

/// A table with a heading line, at most `width` columns wide.
pub(crate) fn with_heading(
    heading: &[&str],
    rows: &[Vec<String>],
    width: usize,
    colour: bool,
) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(heading);
    fill(&mut table, rows, width);
    lines(&table, colour)
}

/// Rows without lines or heading, at most `width` columns wide.
pub(crate) fn bare(rows: &[Vec<String>], width: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX));
    fill(&mut table, rows, width);
    lines(&table, false)
}

/// Puts the rows in; a column of short cells, such as ids, is not broken over lines.
fn fill(table: &mut Table, rows: &[Vec<String>], width: usize) {
    table.add_rows(rows.iter().map(|row| row.iter().map(|cell| legible(cell))));
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    for at in 0..count {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let longest = cells
            .flat_map(|cell| cell.lines())
            .map(|line| line.chars().count())
            .max();
        if longest.is_some_and(|longest| longest <= width / (count + 1))
            && let Some(column) = table.column_mut(at)
        {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
}

/// The lines of a table without blanks at their ends; the heading, above the double line, in bold.
fn lines(table: &Table, colour: bool) -> String {
    let mut out = String::new();
    let mut is_heading = colour;
    for line in table.lines() {
        let line = line.trim_end();
        is_heading = is_heading && !line.starts_with('\u{2550}');
        if is_heading {
            let _ = write!(out, "{BOLD}{line}{BOLD:#}");
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// The text without what would steer a terminal: documents come from anywhere.
pub(crate) fn legible(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' => '\n',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect()
}

/// A Markdown row; what would end a cell is escaped.
pub(crate) fn markdown_row<S: AsRef<str>>(cells: &[S]) -> String {
    let mut out = String::from("|");
    for cell in cells {
        let cell = legible(cell.as_ref())
            .replace('\\', "\\\\")
            .replace('|', "\\|")
            .replace('\n', "<br>");
        out.push(' ');
        out.push_str(&cell);
        out.push_str(" |");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_asked_for() {
        let rows = vec![vec![
            "word ".repeat(60),
            "приклад ".repeat(30),
            "短い文".repeat(30),
        ]];
        for width in [40, 80, 120] {
            for line in with_heading(&["one", "two", "three"], &rows, width, false).lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_bar_in_a_cell_does_not_end_it() {
        assert_eq!(markdown_row(&["a|b", "c\nd"]), "| a\\|b | c<br>d |");
    }

    #[test]
    fn escape_codes_in_a_document_do_not_reach_the_terminal() {
        assert!(!bare(&[vec!["\u{1b}[2Jgone".to_owned()]], 80).contains('\u{1b}'));
    }
}
