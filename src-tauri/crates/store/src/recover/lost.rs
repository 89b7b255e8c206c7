//! What a recovered file lacks, for others to put into words.

/// Something that was lost, or had to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The file was no database any more; rows were looked for page by page.
    Database,
    /// The last edits, which lay in the side file.
    LastEdits,
    /// Text of fields that were open.
    Drafts,
    /// The saved versions.
    Versions,
    /// The history of undo, which is never recovered.
    History,
    /// The row that a workshop has once: its kind.
    Single(&'static str),
    /// Rows of a table that could not be read.
    Rows {
        /// The table.
        table: &'static str,
        /// How many.
        count: usize,
    },
    /// The events of a log, whose numbers are there.
    Events {
        /// Name of the log.
        log: String,
    },
    /// A row that others cannot do without, in whose place another stands.
    Replaced {
        /// The table.
        table: &'static str,
        /// Title of the row that stands there.
        stand_in: &'static str,
    },
    /// References to lost rows.
    References(usize),
    /// Links without an end.
    Links(usize),
    /// Rows that lost what they belong to.
    Dropped {
        /// The table.
        table: &'static str,
        /// How many.
        count: usize,
    },
    /// Rows that do not fit to the others.
    Unfit {
        /// The table.
        table: &'static str,
        /// How many.
        count: usize,
    },
    /// References that lead in a circle.
    Circular(usize),
}
