//! The table `meta`: words about the file for whoever opens it with another program.

use rusqlite::{Connection, Result};

pub(crate) const CREATE: &str = "CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)";

/// Says what the file is and when it was made.
pub(crate) fn write(db: &Connection, created: &str) -> Result<()> {
    let mut put = db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?;
    put.execute([
        "about",
        "A Twinlane workshop. docs/file-format.md of Twinlane describes the tables.",
    ])?;
    put.execute(["created", created])?;
    Ok(())
}
