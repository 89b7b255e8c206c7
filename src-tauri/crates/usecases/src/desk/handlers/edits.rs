//! Edits: changes, typed lines, undo and redo, drafts, named versions.

use twinlane_wire::commands::{
    Cancel, Change, Copy, Draft, Enter, Join, Redo, RestoreVersion, SaveVersion, Undo, Versions,
};
use twinlane_wire::{CapturedLine, Done, Entered, Fault, FoundVersion, Undone};

use super::nothing_more;
use crate::desk::handler::{Execute, Outcome};
use crate::desk::thread::DeskThread;
use crate::fault::from_store;
use crate::join::link_between;
use crate::sentences::{LOCALE, Labels};
use crate::{capture, clipboard, versions};

impl Execute for Change {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        desk.change(&self.change).map(Outcome::Done)
    }
}

impl Execute for Join {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let workshop = desk.open_workshop()?.session.workshop();
        let link = link_between(workshop, self.map, self.from, self.to)?;
        desk.change(&twinlane_model::Change::Add { row: link.into() })
            .map(Outcome::Done)
    }
}

impl Execute for Enter {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Entered>, Fault> {
        let (open, environment) = desk.at_work()?;
        open.editable()?;
        let captured = capture::plan(open.session.workshop(), &self, &mut environment.ids)?;
        let also = capture::also(open.session.workshop(), &captured.also);
        let change = (!capture::is_blank(&captured.change)).then_some(&captured.change);
        let line = self.line.map(|line| CapturedLine {
            line,
            step: captured.next,
        });
        open.capture(change, line, environment)?;
        Ok(Outcome::Done(Entered {
            rev: open.rev(),
            step: captured.next,
            made: captured.made,
            also,
            remarks: captured.remarks,
        }))
    }
}

impl Execute for Undo {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Undone>, Fault> {
        let (open, environment) = desk.at_work()?;
        open.undo(environment).map(Outcome::Done)
    }
}

impl Execute for Redo {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Undone>, Fault> {
        let (open, environment) = desk.at_work()?;
        open.redo(environment).map(Outcome::Done)
    }
}

impl Execute for Draft {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let open = desk.open_workshop()?;
        open.draft(self.key, self.text);
        Ok(Outcome::Done(nothing_more(open.rev())))
    }
}

impl Execute for Copy {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<String>, Fault> {
        let open = desk.open_workshop()?;
        Ok(Outcome::Done(clipboard::copy(
            open.session.workshop(),
            &self.steps,
        )))
    }
}

impl Execute for Cancel {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        desk.background.cancel(self.work);
        desk.tell_work();
        Ok(Outcome::Done(nothing_more(desk.rev())))
    }
}

impl Execute for SaveVersion {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let (open, environment) = desk.at_work()?;
        let label = LOCALE.kept_as(&self.name);
        let at = environment.clock.now().stamp;
        open.writer()?
            .save_version(self.name, at)
            .map_err(|error| from_store(&error))?;
        Ok(Outcome::Done(Done {
            rev: open.rev(),
            label,
            conflicts: Vec::new(),
        }))
    }
}

impl Execute for Versions {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Vec<FoundVersion>>, Fault> {
        let writer = desk.open_workshop()?.writer()?;
        let found = writer.versions().map_err(|error| from_store(&error))?;
        Ok(Outcome::Done(found.into_iter().map(versions::version).collect()))
    }
}

impl Execute for RestoreVersion {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let open = desk.open_workshop()?;
        let rows = open
            .writer()?
            .version(self.id)
            .map_err(|error| from_store(&error))?;
        let change = versions::back_to(open.session.workshop(), rows);
        desk.change(&change).map(Outcome::Done)
    }
}
