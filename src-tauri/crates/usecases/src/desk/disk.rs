//! How far the disk is behind the edits in memory, and what windows were told of it.

use std::time::{Duration, Instant};

use twinlane_wire::{DiskState, Event};

use super::listener::Listener;
use super::writer::Wrote;
use crate::fault::from_store;

/// Where the edits of the open workshop are.
pub(crate) struct Disk {
    /// What windows were told last.
    state: DiskState,
    /// The last revision on disk.
    rev: u64,
    /// When the oldest edit that is not on disk was handed to the writer.
    oldest: Option<Instant>,
}

impl Disk {
    /// Everything up to a revision is on disk.
    pub fn up_to(rev: u64) -> Self {
        Self {
            state: DiskState::OnDisk { rev: rev as u32 },
            rev,
            oldest: None,
        }
    }

    /// What windows were told last.
    pub fn state(&self) -> &DiskState {
        &self.state
    }

    /// An edit was handed to the writer.
    pub fn handed_over(&mut self) {
        self.oldest.get_or_insert_with(Instant::now);
    }

    /// Since when the disk is behind, as long as a window has not been told.
    pub fn oldest_unwritten(&self) -> Option<Instant> {
        match self.state {
            DiskState::OnDisk { .. } => self.oldest,
            DiskState::Writing { .. } | DiskState::Failing { .. } => None,
        }
    }

    /// Says "Writing…" once the disk is behind for too long.
    pub fn mark_behind(&mut self, now: Instant, limit: Duration, listener: &Listener) {
        let behind = self.oldest_unwritten();
        if behind.is_some_and(|since| now.duration_since(since) >= limit) {
            let rev = self.rev as u32;
            self.say(DiskState::Writing { rev }, listener);
        }
    }

    /// News of the writer, while the session is at a revision.
    pub fn wrote(&mut self, news: Wrote, session_rev: u64, clock: &str, listener: &Listener) {
        match news {
            Wrote::UpTo(rev) => {
                self.rev = rev;
                self.oldest = (rev < session_rev).then(Instant::now);
                self.say(DiskState::OnDisk { rev: rev as u32 }, listener);
            }
            Wrote::Failed(error) => {
                let since = match &self.state {
                    DiskState::Failing { since, .. } => since.clone(),
                    _ => clock.to_owned(),
                };
                let failing = DiskState::Failing {
                    since,
                    rev: self.rev as u32,
                    fault: from_store(&error),
                };
                self.say(failing, listener);
            }
        }
    }

    fn say(&mut self, state: DiskState, listener: &Listener) {
        if self.state != state {
            self.state = state;
            listener(&Event::Disk(self.state.clone()));
        }
    }

    /// Whether writing fails at present.
    pub fn failing(&self) -> bool {
        matches!(self.state, DiskState::Failing { .. })
    }
}
