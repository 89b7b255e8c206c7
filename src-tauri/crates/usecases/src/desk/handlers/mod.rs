//! What each command does on the desk, a few lines each: it takes what it needs of the open workshop, asks a use
//! case, and hands the change or the job over. Nothing is decided here that a use case could decide.

mod edits;
mod exchange;
mod files;
mod gaps;
mod log;
mod report;
mod scenarios;
mod view;

use std::path::Path;

use crate::sentences::{LOCALE, Labels};
use twinlane_wire::Done;

/// Name of a file, for the window that shows what is under way.
fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The reply to what makes no revision and has nothing to say.
fn nothing_more(rev: u32) -> Done {
    Done {
        rev,
        ..Done::default()
    }
}

/// The reply to something that was written.
fn written(rev: u32, path: &Path, conflicts: Vec<String>) -> Done {
    Done {
        rev,
        label: LOCALE.wrote(&path.display().to_string()),
        conflicts,
    }
}
