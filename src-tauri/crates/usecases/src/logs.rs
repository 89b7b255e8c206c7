//! Records in the desk: how a file would be read, what of it is kept, and what the log kept says of the map shown.
//! Each is done aside; the arithmetic is that of [`crate::records`].

use std::path::PathBuf;

use jiff::civil::Date;
use twinlane_model::{Kept, MapId, Watch, Workshop};
use twinlane_picture::chart;
use twinlane_records::conformance::Conformance;
use twinlane_records::conformance::names::Titles;
use twinlane_records::discover::Owners;
use twinlane_records::drift::{Comparison, StageDrift, Verdict};
use twinlane_records::log::pack;
use twinlane_records::mapping::Mapping;
use twinlane_report::charts;
use twinlane_wire::{
    DriftRow, Fault, FaultCode, MatchRow, Picture, RecordsChart, RecordsView, Reply, SkippedStep, UndrawnWay,
    WorkKind,
};

use crate::aside::{Long, Then};
use crate::call::done;
use crate::desk::Thread;
use crate::fault::{from_cancelled, from_store};
use crate::long::{name, then, written};
use crate::records::{self, KeepRequest};

/// Titles that are offered for an activity of the log.
const OFFERED: usize = 4;

impl Thread {
    pub(crate) fn read_records(&mut self, path: PathBuf, mapping: Mapping) -> Long {
        // Only the choice made last is looked at.
        self.aside.cancel(|_, kind| kind == WorkKind::Reading);
        Long {
            kind: WorkKind::Reading,
            name: name(&path),
            job: Box::new(move |watch| {
                let reading = records::read(&path, &mapping, watch)?;
                Ok(then(move |_| Ok(Reply::Reading(Box::new(reading)))))
            }),
        }
    }

    pub(crate) fn keep_records(&mut self, request: KeepRequest) -> Result<Long, Fault> {
        let today = self.environment.clock.now().date;
        let mut ids = self.environment.ids.clone();
        let opening = self.openings;
        let open = self.opened()?;
        open.editable()?;
        let owners = owners(open.session.workshop());
        let shelf = open.writer.as_ref().map(crate::writer::Writer::shelf);
        let name = name(&request.path);
        let job = move |watch: &dyn Watch| -> Result<Then, Fault> {
            let read = records::read_to_keep(&request, &owners, today, &mut ids, watch)
                .map_err(|refused| refused.fault)?;
            if let (Some(log), Some(shelf)) = (&read.events, &shelf) {
                let mut number = 0;
                pack(log, |piece| {
                    watch
                        .at(1.0)
                        .map_err(|cancelled| Stopped(from_cancelled(cancelled)))?;
                    let put = shelf.put(read.row.id, number, piece);
                    number += 1;
                    put.map_err(|error| Stopped(from_store(&error)))
                })
                .map_err(|stopped| stopped.0)?;
            }
            watch.last_chance().map_err(from_cancelled)?;
            let change = read.change();
            Ok(then(move |desk| {
                if desk.openings != opening {
                    return Err(Fault::new(
                        FaultCode::Outdated,
                        "another workshop was opened since",
                    ));
                }
                desk.change(&change).map(done)
            }))
        };
        Ok(Long {
            kind: WorkKind::Import,
            name,
            job: Box::new(job),
        })
    }

    pub(crate) fn write_refused(path: PathBuf, mapping: Mapping, to: PathBuf) -> Long {
        Long {
            kind: WorkKind::Export,
            name: name(&to),
            job: Box::new(move |watch| {
                let csv = records::refused(&path, &mapping, watch)?;
                watch.last_chance().map_err(from_cancelled)?;
                crate::write_beside(&to, &csv, true)?;
                Ok(written(0, &to, Vec::new()))
            }),
        }
    }

    pub(crate) fn records(&mut self) -> Result<Long, Fault> {
        self.aside.cancel(|_, kind| kind == WorkKind::Records);
        let today = self.environment.clock.now().date;
        let open = self.opened()?;
        let workshop = open.session.shared();
        let rev = open.session.rev() as u32;
        let map = open.view.map;
        Ok(Long {
            kind: WorkKind::Records,
            name: String::new(),
            job: Box::new(move |watch| {
                let view = beside_map(&workshop, map, rev, today, watch)?;
                Ok(then(move |_| Ok(Reply::Records(Box::new(view)))))
            }),
        })
    }
}

impl Thread {
    /// Charts of what the log kept says.
    pub(crate) fn records_charts(&mut self, width: u32) -> Result<Vec<RecordsChart>, Fault> {
        let open = self.opened()?;
        let Some(log) = open.session.workshop().log() else {
            return Ok(Vec::new());
        };
        let summary = &*log.summary;
        let options = chart::ChartOptions {
            width: width as f32,
            ..chart::ChartOptions::default()
        };
        let drawn = [
            ("funnel", chart::funnel(&charts::funnel(summary), options)),
            (
                "time_in_stage",
                chart::time_in_stage(&charts::time_in_stage(summary), options),
            ),
            ("queue", chart::queue(&charts::queue(summary), options)),
            ("variants", chart::variants(&charts::variants(summary), options)),
        ];
        let shown = drawn.into_iter().filter_map(|(kind, drawn)| {
            let drawn = drawn?;
            Some(RecordsChart {
                kind,
                picture: Picture {
                    scene: drawn.scene,
                    alt: drawn.alt,
                },
            })
        });
        Ok(shown.collect())
    }

    /// Draws what the log kept shows on the map shown.
    pub(crate) fn draw_from_log(&mut self, least_share: f64) -> Result<Reply, Fault> {
        let mut ids = self.environment.ids.clone();
        let open = self.opened()?;
        open.editable()?;
        let change = records::drawing(open.session.workshop(), open.view.map, least_share, &mut ids)?;
        self.change(&change).map(done)
    }

    /// Writes what the log kept measures on the map shown.
    pub(crate) fn apply_measures(&mut self) -> Result<Reply, Fault> {
        let open = self.opened()?;
        open.editable()?;
        let chosen = open.view.map;
        let measured = records::measured(open.session.workshop(), chosen)?;
        let mut step = self.change(&measured.change)?;
        step.applied.conflicts.extend(measured.remarks);
        Ok(done(step))
    }
}

struct Stopped(Fault);

impl From<twinlane_records::RecordsError> for Stopped {
    fn from(error: twinlane_records::RecordsError) -> Self {
        Self(Fault::new(FaultCode::InputOutput, error.to_string()))
    }
}

/// The functions of people whose names may be in records.
pub(crate) fn owners(workshop: &Workshop) -> Owners {
    workshop
        .participants()
        .values()
        .filter(|person| !person.function.trim().is_empty())
        .map(|person| (person.name.clone(), person.function.clone()))
        .collect()
}

/// The log kept, beside a map: the one named, else the first.
fn beside_map(
    workshop: &Workshop,
    map: Option<MapId>,
    rev: u32,
    today: Date,
    watch: &dyn Watch,
) -> Result<RecordsView, Fault> {
    let chosen = map.filter(|map| workshop.maps().contains_key(map));
    let map = chosen.or_else(|| workshop.maps_in_order().first().map(|map| map.id));
    let mut answer = RecordsView {
        rev,
        map,
        ..RecordsView::default()
    };
    let Some(log) = workshop.log() else {
        return Ok(answer);
    };
    let summary = &*log.summary;
    answer.log = Some(log.id);
    answer.found = records::found(summary, None);
    let Some(view) = map.and_then(|map| workshop.view(map)) else {
        return Ok(answer);
    };
    let titles = Titles::of(&view);
    let beside = twinlane_records::log_on_map(&view, log, Some(today), watch).map_err(from_cancelled)?;
    answer.matching = summary
        .activities
        .iter()
        .zip(&beside.matching)
        .map(|(activity, ends)| MatchRow {
            name: activity.name.clone(),
            cases: small(activity.cases),
            ends: ends.clone(),
            said: view.map.matching.contains_key(&activity.name),
            like: titles
                .like(&activity.name, OFFERED)
                .into_iter()
                .map(|like| like.end)
                .collect(),
        })
        .collect();
    if view.activities().next().is_none() {
        answer.unknown = Some("The map has no activities yet.".to_owned());
        return Ok(answer);
    }
    answer.overdue = beside
        .evidence
        .overdue
        .map(|found| (small(found.open), small(found.either)));
    answer.drift = beside.evidence.drift.iter().map(drift).collect();
    match beside.conformance {
        Ok(found) => take(&mut answer, &found),
        Err(why) => answer.unknown = Some(format!("The map cannot be compared: {why}.")),
    }
    Ok(answer)
}

fn drift(stage: &StageDrift) -> DriftRow {
    let both = |beside: Option<Comparison>| beside.map(|beside| (beside.documented, beside.recorded));
    DriftRow {
        stage: stage.stage,
        time: both(stage.time),
        conversion: both(stage.conversion),
        drift: stage.drift(),
        fit: match stage.verdict() {
            Verdict::Fits => "fits",
            Verdict::Drifts => "drifts",
            Verdict::Apart => "apart",
        },
    }
}

fn take(answer: &mut RecordsView, found: &Conformance) {
    answer.fitness = found.fitness;
    answer.fitting = found.fitting;
    answer.compared = found.cases - found.given_up;
    answer.skipped = found
        .skipped
        .iter()
        // A case that is still open has not come to its outcome; it has skipped nothing.
        .filter(|skipped| skipped.end.step().is_some())
        .map(|skipped| SkippedStep {
            end: skipped.end,
            cases: skipped.cases,
        })
        .collect();
    let name = |at: usize| {
        answer
            .matching
            .get(at)
            .map_or_else(String::new, |row| row.name.clone())
    };
    let undrawn = found.undrawn.iter().flatten().map(|way| UndrawnWay {
        from: name(way.from),
        to: name(way.to),
        cases: way.cases,
    });
    answer.undrawn = undrawn.collect();
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What the window asks to be kept.
pub(crate) fn request(path: String, mapping: Mapping, name: String, kept: Kept) -> KeepRequest {
    KeepRequest {
        path: PathBuf::from(path),
        mapping,
        name,
        kept,
    }
}
