//! The report: laid out for a look at it, a page of it, written to a file.

use std::path::PathBuf;

use twinlane_wire::commands::{Page, Preview, Print};
use twinlane_wire::{Done, Fault, FaultCode, WorkKind};

use super::{name, written};
use crate::desk::handler::{Execute, Outcome};
use crate::desk::thread::{DeskThread, Job};
use crate::output::Existing;
use crate::print::{self, print};
use crate::sentences::{Faults, LOCALE};

impl Execute for Preview {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<twinlane_wire::Preview>, Fault> {
        desk.background.supersede(WorkKind::Preview);
        let today = desk.environment.clock.now().date;
        let opening = desk.openings;
        let open = desk.open_workshop()?;
        let (workshop, view) = (open.session.shared(), open.view.clone());
        let job = Job::completed(
            WorkKind::Preview,
            String::new(),
            move |watch| print::lay_out(&workshop, &view, &self.options, today, watch),
            move |desk, report| {
                desk.still_open(opening)?;
                let preview = print::describe(&report);
                desk.open_workshop()?.report = Some(report);
                Ok(preview)
            },
        );
        Ok(job.into())
    }
}

impl Execute for Page {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<String>, Fault> {
        let changed = || Fault::new(FaultCode::Outdated, LOCALE.report_changed());
        let report = desk.open_workshop()?.report.as_ref().ok_or_else(changed)?;
        print::page(report, self.number).map(Outcome::Done)
    }
}

impl Execute for Print {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let today = desk.environment.clock.now().date;
        let open = desk.open_workshop()?;
        let (workshop, rev, view) = (open.session.shared(), open.rev(), open.view.clone());
        let path = PathBuf::from(self.path);
        let job = Job::new(WorkKind::Print, name(&path), move |watch| {
            let problems = print(
                &workshop,
                &view,
                &self.options,
                today,
                &path,
                Existing::Replace,
                watch,
            )?;
            Ok(written(rev, &path, problems))
        });
        Ok(job.into())
    }
}
