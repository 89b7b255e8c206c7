//! Where a table begins below its title lines, whether its first row names the columns, and what they are called.

use std::collections::BTreeMap;

use indexmap::IndexSet;

use crate::stamp;

/// Where the rows of a table begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// Rows above the table.
    pub skip: usize,
    /// True when its first row names the columns.
    pub header: bool,
}

/// Title lines have one cell where the rows have several; a row that names columns has neither numbers nor dates.
pub(crate) fn find(rows: &[Vec<String>]) -> Head {
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(filled(row)).or_insert(0_usize) += 1;
    }
    let usual = counts
        .iter()
        .max_by_key(|(_, count)| **count)
        .map_or(1, |(width, _)| *width);
    let skip = if usual >= 3 {
        rows.iter().take(20).take_while(|row| filled(row) <= 1).count()
    } else {
        0
    };
    let header = rows.get(skip).is_some_and(|row| {
        filled(row) > 0
            && row.iter().all(|cell| {
                let cell = cell.trim();
                let number = cell.chars().all(|letter| {
                    letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '+' | '%' | ' ')
                });
                cell.is_empty() || (!number && stamp::orders(cell).is_empty())
            })
    });
    Head { skip, header }
}

/// Names of the columns, each once.
pub(crate) fn names(rows: &[Vec<String>], header: bool) -> Vec<String> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let first = rows.first().filter(|_| header);
    let mut names: IndexSet<String> = IndexSet::new();
    for column in 0..width {
        let own = first
            .and_then(|row| row.get(column))
            .map_or("", |name| name.trim());
        let name = if own.is_empty() {
            format!("column {}", column + 1)
        } else {
            own.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let mut unique = name.clone();
        let mut number = 2;
        while !names.insert(unique.clone()) {
            unique = format!("{name} ({number})");
            number += 1;
        }
    }
    names.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &[&str], skip: usize, header: bool, columns: &[&str]) {
        let rows: Vec<Vec<String>> = text
            .iter()
            .map(|row| row.split(',').map(str::to_owned).collect())
            .collect();
        assert_eq!(find(&rows), Head { skip, header }, "{text:?}");
        assert_eq!(names(&rows[skip..], header), columns, "{text:?}");
    }

    #[test]
    fn the_first_row_of_words_names_the_columns() {
        check(&["a,b", "1,2"], 0, true, &["a", "b"]);
        check(&["1,2", "3,4"], 0, false, &["column 1", "column 2"]);
        check(&["deal,x", "9,2020-01-02"], 0, true, &["deal", "x"]);
        check(
            &["deal,2020-01-02", "9,2020-01-02"],
            0,
            false,
            &["column 1", "column 2"],
        );
        check(
            &[",v,v", "1,2,3,4"],
            0,
            true,
            &["column 1", "v", "v (2)", "column 4"],
        );
        check(
            &["Deals of March,,", "a,b,c", "1,2,3", "4,5,6"],
            1,
            true,
            &["a", "b", "c"],
        );
    }
}
