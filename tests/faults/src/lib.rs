//! What a workshop file must survive: power cuts, kills, failing calls.
//!
//! An unmodified program makes and edits a file (`PROGRAM new FILE`, `PROGRAM apply --stream FILE`: one
//! change as JSON a line on standard input, `ok REV` when it is on disk, `refused WHY` when it is not).
//! Around it this crate makes the faults and checks afterwards that the file opens, that it shows the state
//! after some edit, and that this edit is not older than the last acknowledged one.
//!
//! - [`power`]: `preload.c` logs what reaches the system; from the log the folder is rebuilt as it may look
//!   after a power cut at any point ([`disk`]).
//! - [`kill`]: the process is killed at random moments.
//! - [`calls`]: every call fails in turn.
//! - [`replace`]: the power is cut while a copy replaces another.
//!
//! Randomness comes from a seed; the same seed cuts at the same places.

pub mod calls;
pub mod changes;
pub mod disk;
pub mod kill;
pub mod log;
pub mod power;
pub mod program;
pub mod random;
pub mod replace;

use std::path::Path;

use twinlane_model::Workshop;
use twinlane_store::{Mode, Opener, Store};

/// Who looks at the file afterwards.
pub fn inspector() -> Opener {
    Opener {
        host: "inspector".to_owned(),
        user: "inspector".to_owned(),
        now: "after the fault".to_owned(),
    }
}

/// Opens the file and gives the revision and the workshop it shows, or says why it cannot.
///
/// # Errors
/// A sentence: the file does not open, or not for editing.
pub fn look(path: &Path, mode: Mode) -> Result<(u64, Workshop), String> {
    let opened =
        Store::open(path, &inspector(), mode).map_err(|error| format!("it does not open: {error}"))?;
    if mode == Mode::Edit && opened.store.read_only() {
        return Err(format!("it opens read-only: {:?}", opened.notices));
    }
    let rev = opened.store.rev();
    opened
        .store
        .close()
        .map_err(|error| format!("it does not close: {error}"))?;
    Ok((rev, opened.workshop))
}
