//! The commands that take long: import, export, report, recovery. Each is a part that goes on aside, with a copy
//! of what it needs, and a part that the desk carries through.

use std::path::{Path, PathBuf};

use twinlane_wire::{Fault, FaultCode, Imported, Reply, ReportOptions, WorkKind};

use crate::aside::{Long, Then};
use crate::desk::Thread;
use crate::export::{ExportRequest, export};
use crate::import::{self, FileRows, ImportRequest};
use crate::print::{self, print};
use crate::{Ids, opening};

impl Thread {
    pub(crate) fn import(&mut self, request: ImportRequest, instead: Option<u32>) -> Result<Long, Fault> {
        self.opened()?.editable()?;
        let opening = self.openings;
        let mut ids = self.environment.ids.clone();
        let name = name(&request.path);
        let job = move |watch: &dyn twinlane_model::Watch| {
            let read = import::read_rows(&request, &mut ids, watch)?;
            Ok(then(move |desk| {
                if desk.openings != opening {
                    return Err(Fault::new(
                        FaultCode::Outdated,
                        "another workshop was opened since",
                    ));
                }
                match instead {
                    None => desk.place(&request, read, &mut ids),
                    Some(rev) => desk.place_instead(rev, &request, read, &mut ids),
                }
                .map(Reply::Imported)
            }))
        };
        Ok(Long {
            kind: WorkKind::Import,
            name,
            job: Box::new(job),
        })
    }

    /// Puts the rows of a file into the workshop, as one change.
    fn place(&mut self, request: &ImportRequest, read: FileRows, ids: &mut Ids) -> Result<Imported, Fault> {
        let open = self.opened()?;
        let planned = import::plan(open.session.workshop(), request, read, ids)?;
        let step = self.change(&planned.change)?;
        let mut answer = planned.answer;
        answer.rev = step.edit.rev as u32;
        Ok(answer)
    }

    /// The same in the place of the import that made a revision, which comes back when this one is refused.
    fn place_instead(
        &mut self,
        rev: u32,
        request: &ImportRequest,
        read: FileRows,
        ids: &mut Ids,
    ) -> Result<Imported, Fault> {
        if self.opened()?.session.rev() as u32 != rev {
            let why = "the workshop has changed since the import; undo it, then import the file once more";
            return Err(Fault::new(FaultCode::Outdated, why));
        }
        self.pass(true)?;
        let placed = self.place(request, read, ids);
        if placed.is_err() {
            self.pass(false)?;
        }
        placed
    }

    pub(crate) fn export(&mut self, path: PathBuf, force: bool) -> Result<Long, Fault> {
        let today = self.environment.clock.now().date;
        let open = self.opened()?;
        let workshop = open.session.shared();
        let rev = open.session.rev();
        let request = ExportRequest {
            path,
            map: open.view.map,
            force,
            today,
        };
        Ok(Long {
            kind: WorkKind::Export,
            name: name(&request.path),
            job: Box::new(move |watch| {
                let lost = export(&workshop, &request, watch)?;
                Ok(written(rev, &request.path, lost))
            }),
        })
    }

    pub(crate) fn preview(&mut self, options: ReportOptions) -> Result<Long, Fault> {
        // Only the layout asked for last is looked at.
        self.aside.cancel(|_, kind| kind == WorkKind::Preview);
        let today = self.environment.clock.now().date;
        let opening = self.openings;
        let open = self.opened()?;
        let workshop = open.session.shared();
        let view = open.view.clone();
        Ok(Long {
            kind: WorkKind::Preview,
            name: String::new(),
            job: Box::new(move |watch| {
                let report = print::lay_out(&workshop, &view, &options, today, watch)?;
                Ok(then(move |desk| {
                    if desk.openings != opening {
                        return Err(Fault::new(
                            FaultCode::Outdated,
                            "another workshop was opened since",
                        ));
                    }
                    let preview = print::describe(&report);
                    desk.opened()?.report = Some(report);
                    Ok(Reply::Preview(preview))
                }))
            }),
        })
    }

    pub(crate) fn print(&mut self, path: PathBuf, options: ReportOptions) -> Result<Long, Fault> {
        let today = self.environment.clock.now().date;
        let open = self.opened()?;
        let workshop = open.session.shared();
        let rev = open.session.rev();
        let view = open.view.clone();
        Ok(Long {
            kind: WorkKind::Print,
            name: name(&path),
            job: Box::new(move |watch| {
                let problems = print(&workshop, &view, &options, today, &path, true, watch)?;
                Ok(written(rev, &path, problems))
            }),
        })
    }

    pub(crate) fn recover(&self, path: PathBuf, out: PathBuf) -> Long {
        let now = self.environment.clock.now().stamp;
        Long {
            kind: WorkKind::Recover,
            name: name(&path),
            job: Box::new(move |watch| {
                watch.last_chance().map_err(crate::fault::from_cancelled)?;
                let recovered = opening::recovered(&path, &out, &now)?;
                Ok(then(move |_| Ok(Reply::Imported(recovered))))
            }),
        }
    }
}

pub(crate) fn then(carry_through: impl FnOnce(&mut Thread) -> Result<Reply, Fault> + Send + 'static) -> Then {
    Box::new(carry_through)
}

/// The answer to something that was written.
pub(crate) fn written(rev: u64, path: &Path, conflicts: Vec<String>) -> Then {
    let label = format!("Wrote {}", path.display());
    then(move |_| {
        Ok(Reply::Done {
            rev: rev as u32,
            label,
            conflicts,
        })
    })
}

pub(crate) fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
