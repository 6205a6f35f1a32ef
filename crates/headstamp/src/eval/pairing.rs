//! Which found statement answers which gold one: one to one, so that the summed similarity is highest.
//!
//! The Hungarian algorithm in the form with potentials, O(n³) for the few dozen statements of a
//! document. Among pairings of equal sum the order of the lines decides, always in the same way: the steps
//! below are those of the script in which the rules were first written, so that the figures are the same.

use super::compare;
use super::line::Line;
use super::words::words;
use std::collections::BTreeSet;

/// How much of the quotes' words must be shared for two statements to be one, as F1.
const SAME_PLACE: f64 = 0.25;

/// A line with the words of its quote, counted once.
struct Quoted<'a> {
    line: &'a Line,
    words: BTreeSet<String>,
}

fn quoted<'a>(lines: &[&'a Line]) -> Vec<Quoted<'a>> {
    let quoted = |line: &&'a Line| Quoted {
        line,
        words: words(&line.quote),
    };
    lines.iter().map(quoted).collect()
}

/// How much two statements are alike; 0 when they are of other types or places.
fn similarity(found: &Quoted<'_>, gold: &Quoted<'_>) -> f64 {
    let (mine, theirs) = (found.line, gold.line);
    if !compare::event(mine, theirs) {
        return 0.0;
    }
    let place = compare::f1(&found.words, &gold.words);
    if place < SAME_PLACE {
        return 0.0;
    }
    let is = |right: bool| if right { 1.0 } else { 0.0 };
    // added in this order: floating point sums depend on it, and ties on them
    1.0 + 4.0 * compare::roles(mine, theirs)
        + 2.0 * compare::items(mine, theirs)
        + 1.5 * is(compare::polarity(mine, theirs))
        + 1.5 * is(compare::source(mine, theirs))
        + is(compare::phase(mine, theirs))
        + 3.0 * place
}

/// For every gold line the found line that answers it, if any.
pub(super) fn pair(found: &[&Line], gold: &[&Line]) -> Vec<Option<usize>> {
    let (mine, theirs) = (quoted(found), quoted(gold));
    let mut answers = vec![None; gold.len()];
    if found.is_empty() || gold.is_empty() {
        return answers;
    }
    let size = found.len().max(gold.len());
    let mut cost = vec![vec![0.0; size]; size];
    for (row, mine) in cost.iter_mut().zip(&mine) {
        for (cell, theirs) in row.iter_mut().zip(&theirs) {
            *cell = -similarity(mine, theirs);
        }
    }
    for (column, row) in assign(&cost).into_iter().enumerate() {
        let is_alike = cost[row][column] < 0.0;
        if let Some(answer) = answers.get_mut(column)
            && is_alike
            && row < found.len()
        {
            *answer = Some(row);
        }
    }
    answers
}

/// For every column the row that it gets, so that the summed cost is lowest.
///
/// Rows and columns count from 1 inside: 0 is the column from which a row sets out.
fn assign(cost: &[Vec<f64>]) -> Vec<usize> {
    let size = cost.len();
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let (mut row_of, mut came_from) = (vec![0; size + 1], vec![0; size + 1]);
    for row in 1..=size {
        row_of[0] = row;
        let mut here = 0;
        let mut least = vec![f64::INFINITY; size + 1];
        let mut is_used = vec![false; size + 1];
        loop {
            is_used[here] = true;
            let (from, mut delta, mut next) = (row_of[here], f64::INFINITY, 0);
            for column in 1..=size {
                if is_used[column] {
                    continue;
                }
                let reduced = cost[from - 1][column - 1] - of_row[from] - of_column[column];
                if reduced < least[column] {
                    (least[column], came_from[column]) = (reduced, here);
                }
                if least[column] < delta {
                    (delta, next) = (least[column], column);
                }
            }
            for column in 0..=size {
                if is_used[column] {
                    of_row[row_of[column]] += delta;
                    of_column[column] -= delta;
                } else {
                    least[column] -= delta;
                }
            }
            here = next;
            if row_of[here] == 0 {
                break;
            }
        }
        while here != 0 {
            let before = came_from[here];
            row_of[here] = row_of[before];
            here = before;
        }
    }
    row_of.into_iter().skip(1).map(|row| row - 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The lowest sum, by trying every assignment.
    fn lowest(cost: &[Vec<f64>], taken: &mut Vec<bool>, column: usize) -> f64 {
        if column == cost.len() {
            return 0.0;
        }
        let mut best = f64::INFINITY;
        for row in 0..cost.len() {
            if !taken[row] {
                taken[row] = true;
                best = best.min(cost[row][column] + lowest(cost, taken, column + 1));
                taken[row] = false;
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_other_assignment_is_cheaper(cells in proptest::collection::vec(0_u8..20, 25), size in 1_usize..=5) {
            let cost: Vec<Vec<f64>> = (0..size)
                .map(|row| (0..size).map(|column| -f64::from(cells[row * 5 + column])).collect())
                .collect();
            let rows = assign(&cost);
            let different: BTreeSet<&usize> = rows.iter().collect();
            prop_assert_eq!(different.len(), size);
            let sum: f64 = rows.iter().enumerate().map(|(column, row)| cost[*row][column]).sum();
            prop_assert!((sum - lowest(&cost, &mut vec![false; size], 0)).abs() < 1e-9);
        }
    }

    fn line(event: &str, quote: &str) -> Line {
        Line {
            event: event.to_owned(),
            quote: quote.to_owned(),
            ..Line::default()
        }
    }

    #[test]
    fn statements_of_other_types_or_places_are_no_pair() {
        let gold = line("transfer", "Norway has delivered forty tanks");
        let same = line("transfer", "has delivered forty tanks");
        let elsewhere = line("transfer", "Chad bought a ship");
        let other = line("stock", "Norway has delivered forty tanks");
        assert_eq!(pair(&[&elsewhere, &other, &same], &[&gold]), [Some(2)]);
        assert_eq!(pair(&[&elsewhere, &other], &[&gold]), [None]);
        assert_eq!(pair(&[], &[&gold]), [None]);
    }

    #[test]
    fn a_gold_statement_is_answered_once() {
        let gold = line("transfer", "forty tanks");
        let found = [&gold, &gold];
        let answers = pair(&found, &[&gold]);
        assert_eq!(answers.iter().flatten().count(), 1);
    }
}
