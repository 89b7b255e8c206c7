//! A row of a table, as it is gone through.

/// A row, valid while it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Line on which it begins, from 1; in a workbook the number of the row.
    pub line: u64,
    pub(super) cells: Cells<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Cells<'a> {
    /// One text and where each cell ends.
    Joined {
        /// All cells without what parts them.
        text: &'a str,
        /// End of each cell in bytes.
        ends: &'a [usize],
    },
    /// Cells of a workbook.
    Apart(&'a [String]),
}

impl<'a> Row<'a> {
    /// Number of cells.
    pub fn len(&self) -> usize {
        match self.cells {
            Cells::Joined { ends, .. } => ends.len(),
            Cells::Apart(cells) => cells.len(),
        }
    }

    /// True for a row without a cell.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A cell as written; empty beyond the last one, as a short row means it.
    pub fn cell(&self, column: usize) -> &'a str {
        match self.cells {
            Cells::Joined { text, ends } => {
                let start = column
                    .checked_sub(1)
                    .map_or(Some(0), |before| ends.get(before).copied());
                let end = ends.get(column).copied();
                start
                    .zip(end)
                    .and_then(|(start, end)| text.get(start..end))
                    .unwrap_or_default()
            }
            Cells::Apart(cells) => cells.get(column).map_or("", String::as_str),
        }
    }

    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + use<'a, '_> {
        (0..self.len()).map(|column| self.cell(column))
    }
}
