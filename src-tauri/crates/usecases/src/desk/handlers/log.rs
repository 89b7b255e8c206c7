//! Records: how a file would be read, what of it is kept, what the log kept says and what comes of it on the map shown.

use std::path::PathBuf;

use twinlane_wire::commands::{
    ApplyMeasures, DrawFromLog, KeepRecords, ProposeFromLog, ReadRecords, Records, RecordsCharts,
    WriteRefused,
};
use twinlane_wire::{Done, Fault, ProposedProcess, RecordsChart, RecordsReading, RecordsView, WorkKind};

use super::{name, written};
use crate::desk::handler::{Execute, Outcome};
use crate::desk::thread::{DeskThread, Job};
use crate::desk::writer::Writer;
use crate::fault::{from_cancelled, from_store};
use crate::records::{self, KeepRequest};
use crate::{Existing, write_beside};

impl Execute for ReadRecords {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<RecordsReading>, Fault> {
        desk.background.supersede(WorkKind::Reading);
        let path = PathBuf::from(self.path);
        let job = Job::new(WorkKind::Reading, name(&path), move |watch| {
            records::read(&path, &self.mapping, watch)
        });
        Ok(job.into())
    }
}

impl Execute for KeepRecords {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let opening = desk.openings;
        let (open, environment) = desk.at_work()?;
        open.editable()?;
        let today = environment.clock.now().date;
        let mut ids = environment.ids.clone();
        let owners = records::owners(open.session.workshop());
        let shelf = open.writer.as_ref().map(Writer::shelf);
        let request = KeepRequest {
            path: PathBuf::from(self.path),
            mapping: self.mapping,
            name: self.name,
            kept: self.kept,
        };
        let job = Job::completed(
            WorkKind::Import,
            name(&request.path),
            move |watch| {
                let read = records::read_to_keep(&request, &owners, today, &mut ids, watch)
                    .map_err(|refused| refused.fault)?;
                if let (Some(log), Some(shelf)) = (&read.events, &shelf) {
                    let put = |number, piece| {
                        watch.at(1.0).map_err(from_cancelled)?;
                        let put = shelf.put(read.row.id, number, piece);
                        put.map_err(|error| from_store(&error))
                    };
                    records::put_events(log, &request.path, put).map_err(|refused| refused.fault)?;
                }
                watch.last_chance().map_err(from_cancelled)?;
                Ok(read.change())
            },
            move |desk, change| {
                desk.still_open(opening)?;
                desk.change(&change)
            },
        );
        Ok(job.into())
    }
}

impl Execute for WriteRefused {
    fn execute(self, _: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let (path, to) = (PathBuf::from(self.path), PathBuf::from(self.to));
        let job = Job::new(WorkKind::Export, name(&to), move |watch| {
            let csv = records::refused(&path, &self.mapping, watch)?;
            watch.last_chance().map_err(from_cancelled)?;
            write_beside(&to, &csv, Existing::Replace)?;
            Ok(written(0, &to, Vec::new()))
        });
        Ok(job.into())
    }
}

impl Execute for Records {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<RecordsView>, Fault> {
        desk.background.supersede(WorkKind::Records);
        let today = desk.environment.clock.now().date;
        let open = desk.open_workshop()?;
        let (workshop, rev, map) = (open.session.shared(), open.rev(), open.view.map);
        let job = Job::new(WorkKind::Records, String::new(), move |watch| {
            records::beside_map(&workshop, map, rev, today, watch)
        });
        Ok(job.into())
    }
}

impl Execute for RecordsCharts {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Vec<RecordsChart>>, Fault> {
        let open = desk.open_workshop()?;
        Ok(Outcome::Done(records::charts_of_log(
            open.session.workshop(),
            self.width,
        )))
    }
}

impl Execute for ProposeFromLog {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<ProposedProcess>, Fault> {
        let open = desk.open_workshop()?;
        records::proposed(open.session.workshop(), open.view.map, self.least_share).map(Outcome::Done)
    }
}

impl Execute for DrawFromLog {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let (open, environment) = desk.at_work()?;
        open.editable()?;
        let change = records::drawing(
            open.session.workshop(),
            open.view.map,
            self.least_share,
            &mut environment.ids,
        )?;
        desk.change(&change).map(Outcome::Done)
    }
}

impl Execute for ApplyMeasures {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let open = desk.open_workshop()?;
        open.editable()?;
        let measured = records::measured(open.session.workshop(), open.view.map)?;
        let mut done = desk.change(&measured.change)?;
        done.conflicts.extend(measured.remarks);
        Ok(Outcome::Done(done))
    }
}
