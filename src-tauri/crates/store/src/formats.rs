//! The formats of the file, the oldest first: what each brought, and what turns a file of the format before into it.
//!
//! A table of rows says itself since when it is there, so a new one needs a format here and no statement.

use rusqlite::{Result, Transaction};

use crate::tables::{TABLES, chunks, edits, versions};

/// A format of the file.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What it brought.
    pub brought: &'static str,
    /// What turns a file of the format before into it, once its tables of rows are made; `None` when that is all.
    upgrade: Option<fn(&Transaction<'_>) -> Result<()>>,
}

/// Every format; the first is format 1.
pub const FORMATS: &[Format] = &[
    Format {
        brought: "one table per kind of row; edits with their place on the stacks in a column `stack`",
        upgrade: None,
    },
    Format {
        brought: "`edits` is never altered: `undone` holds what left the stack; `kind`, `target` and `touched`; versions",
        upgrade: Some(keep_edits),
    },
    Format {
        brought: "imported logs: their rows, and their events in `log_chunks`",
        upgrade: Some(add_chunks),
    },
];

/// `user_version` of the database: the newest format, which is the one that is written.
pub const FORMAT: u32 = FORMATS.len() as u32;

/// Turns a file of a format into one of the newest.
pub(crate) fn upgrade(tx: &Transaction<'_>, from: u32) -> Result<()> {
    for (number, format) in (1..).zip(FORMATS).skip(from as usize) {
        for table in TABLES.iter().filter(|table| table.since == number) {
            table.create(tx)?;
        }
        if let Some(upgrade) = format.upgrade {
            upgrade(tx)?;
        }
    }
    Ok(())
}

fn keep_edits(tx: &Transaction<'_>) -> Result<()> {
    tx.execute_batch("ALTER TABLE edits RENAME TO edits_1")?;
    tx.execute_batch(edits::CREATE)?;
    tx.execute_batch(versions::CREATE)?;
    tx.execute_batch(
        "INSERT INTO edits (rev, at, kind, target, label, touched, change, inverse)
           SELECT rev, at, 'do', NULL, label, '[]', change, inverse FROM edits_1;
         INSERT INTO undone (rev, dropped)
           SELECT rev, stack = 'dropped' FROM edits_1 WHERE stack <> 'undo';
         DROP TABLE edits_1",
    )
}

fn add_chunks(tx: &Transaction<'_>) -> Result<()> {
    tx.execute_batch(chunks::CREATE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_came_with_a_format() {
        for table in TABLES {
            assert!(
                (1..=FORMAT).contains(&table.since),
                "{} says format {}, and the newest is {FORMAT}",
                table.name,
                table.since
            );
        }
    }
}
