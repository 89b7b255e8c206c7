//! What a window shows: the snapshot and its parts, the map chosen, where a row is, what differs between two maps.

use twinlane_wire::commands::{Differences, Draw, Locate, Snapshot, SnapshotPart, View};
use twinlane_wire::{Drawing, Fault, Place};

use crate::desk::handler::{Execute, Outcome};
use crate::desk::thread::DeskThread;
use crate::differences::differences;
use crate::locate::locate;

impl Execute for Snapshot {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<twinlane_wire::Snapshot>, Fault> {
        let (open, environment) = desk.at_work()?;
        Ok(Outcome::Done(open.snapshot(environment)))
    }
}

impl Execute for SnapshotPart {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<twinlane_wire::SnapshotPart>, Fault> {
        desk.open_workshop()?.part(self.of).map(Outcome::Done)
    }
}

impl Execute for Draw {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Drawing>, Fault> {
        desk.open_workshop()?.draw(self.columns).map(Outcome::Done)
    }
}

impl Execute for View {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<twinlane_wire::Snapshot>, Fault> {
        let (open, environment) = desk.at_work()?;
        open.show(self.options);
        Ok(Outcome::Done(open.snapshot(environment)))
    }
}

impl Execute for Differences {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<twinlane_wire::Differences>, Fault> {
        let open = desk.open_workshop()?;
        differences(open.session.workshop(), self.a, self.b).map(Outcome::Done)
    }
}

impl Execute for Locate {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Place>, Fault> {
        let open = desk.open_workshop()?;
        Ok(Outcome::Done(locate(open.session.workshop(), self.row)))
    }
}
