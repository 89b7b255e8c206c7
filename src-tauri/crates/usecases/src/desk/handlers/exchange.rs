//! Other formats in and out, and what is left of a damaged file: jobs in the background.

use std::path::{Path, PathBuf};

use twinlane_wire::commands::{Export, Import, Recover};
use twinlane_wire::{Done, Fault, FaultCode, Imported, WorkKind};

use super::{name, written};
use crate::Ids;
use crate::desk::handler::{Execute, Outcome};
use crate::desk::thread::{DeskThread, Job};
use crate::export::{ExportRequest, export};
use crate::fault::from_cancelled;
use crate::import::{self, FileRows, ImportRequest};
use crate::output::Existing;
use crate::sentences::{Faults, LOCALE};
use crate::workshop_file::recovered;

impl Execute for Import {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Imported>, Fault> {
        desk.open_workshop()?.editable()?;
        let opening = desk.openings;
        let mut ids = desk.environment.ids.clone();
        let mut more_ids = ids.clone();
        let instead = self.instead;
        let request = ImportRequest {
            path: PathBuf::from(self.path),
            kind: self.kind,
            replace: self.replace,
            new_map: self.new_map,
            pool: self.pool,
        };
        let job = Job::completed(
            WorkKind::Import,
            name(&request.path),
            move |watch| {
                let read = import::read_rows(&request, &mut ids, watch)?;
                Ok((request, read))
            },
            move |desk, (request, read)| {
                desk.still_open(opening)?;
                match instead {
                    None => place(desk, &request, read, &mut more_ids),
                    Some(rev) => place_instead(desk, rev, &request, read, &mut more_ids),
                }
            },
        );
        Ok(job.into())
    }
}

/// Puts the rows of a file into the workshop, as one change.
fn place(
    desk: &mut DeskThread,
    request: &ImportRequest,
    read: FileRows,
    ids: &mut Ids,
) -> Result<Imported, Fault> {
    let open = desk.open_workshop()?;
    let planned = import::plan(open.session.workshop(), request, read, ids)?;
    let done = desk.change(&planned.change)?;
    Ok(Imported {
        rev: done.rev,
        ..planned.answer
    })
}

/// The same in the place of the import that made a revision, which comes back when this one is refused.
fn place_instead(
    desk: &mut DeskThread,
    rev: u32,
    request: &ImportRequest,
    read: FileRows,
    ids: &mut Ids,
) -> Result<Imported, Fault> {
    let (open, environment) = desk.at_work()?;
    if open.rev() != rev {
        let why = LOCALE.changed_since_import();
        return Err(Fault::new(FaultCode::Outdated, why));
    }
    open.undo(environment)?;
    let placed = place(desk, request, read, ids);
    if placed.is_err() {
        let (open, environment) = desk.at_work()?;
        open.redo(environment)?;
    }
    placed
}

impl Execute for Export {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let today = desk.environment.clock.now().date;
        let open = desk.open_workshop()?;
        let (workshop, rev) = (open.session.shared(), open.rev());
        let request = ExportRequest {
            path: PathBuf::from(self.path),
            map: open.view.map,
            existing: Existing::replaced_if(self.force),
            today,
        };
        let job = Job::new(WorkKind::Export, name(&request.path), move |watch| {
            let lost = export(&workshop, &request, watch)?;
            Ok(written(rev, &request.path, lost))
        });
        Ok(job.into())
    }
}

impl Execute for Recover {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Imported>, Fault> {
        let now = desk.environment.clock.now().stamp;
        let job = Job::new(WorkKind::Recover, name(Path::new(&self.path)), move |watch| {
            watch.last_chance().map_err(from_cancelled)?;
            recovered(Path::new(&self.path), Path::new(&self.out), &now)
        });
        Ok(job.into())
    }
}
