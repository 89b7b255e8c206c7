//! From the log that a workshop keeps to one of its maps: its numbers, and a sales process drawn from it.

use twinlane_model::{Change, IdSource, ImportedLog, MapId, Side, Workshop};
use twinlane_records::matching;
use twinlane_records::replay::{DrawRefused, Measures, Proposal, draw, measures, propose_process};
use twinlane_wire::{Fault, FaultCode, ProposedProcess};

use crate::fault::from_refusal;
use crate::maps::view_shown;
use crate::sentences::{Faults, LOCALE};

fn log(workshop: &Workshop) -> Result<&ImportedLog, Fault> {
    workshop
        .log()
        .ok_or_else(|| Fault::new(FaultCode::NoRecords, LOCALE.no_log()))
}

/// What the log kept measures on a map: the one named, else the first.
///
/// # Errors
/// The workshop keeps no log or has no map; the log says nothing that is not on the map already.
pub fn measured(workshop: &Workshop, map: Option<MapId>) -> Result<Measures, Fault> {
    let (log, view) = (log(workshop)?, view_shown(workshop, map)?);
    let days = workshop.charter().days_per_period;
    let found = measures(&view, log, &matching(&view, &log.summary), days, LOCALE);
    if found.set == 0 {
        let why = found
            .remarks
            .first()
            .map_or(LOCALE.no_step_matches(), String::as_str);
        return Err(Fault::new(
            FaultCode::ChangeRefused,
            LOCALE.measures_nothing(&log.name, why),
        ));
    }
    Ok(found)
}

fn proposal(log: &ImportedLog, least_share: f64) -> Proposal {
    propose_process(&log.summary, least_share.clamp(0.0, 1.0))
}

/// A sales process as the log kept shows it.
///
/// # Errors
/// The workshop keeps no log.
pub fn proposed(workshop: &Workshop, map: Option<MapId>, least_share: f64) -> Result<ProposedProcess, Fault> {
    let found = proposal(log(workshop)?, least_share);
    let unfit = if found.steps.is_empty() {
        Some(DrawRefused::Nothing)
    } else {
        let view = view_shown(workshop, map)?;
        let taken = view.steps_of(Side::Seller).next().is_some();
        taken.then_some(DrawRefused::NotEmpty)
    };
    Ok(ProposedProcess {
        steps: found.steps.iter().map(|step| step.title.clone()).collect(),
        outcomes: found
            .outcomes
            .iter()
            .map(|outcome| {
                if outcome.title.is_empty() {
                    outcome.kind.word().to_owned()
                } else {
                    outcome.title.clone()
                }
            })
            .collect(),
        stages: found.stages.len() as u32,
        links: found.links.len() as u32,
        coverage: found.coverage(),
        unfit: unfit.map(|why| why.to_string()),
    })
}

/// The change that draws it on a map: the one named, else the first.
///
/// # Errors
/// The workshop keeps no log or has no map; its sales side has steps; nothing is frequent enough.
pub fn drawing(
    workshop: &Workshop,
    map: Option<MapId>,
    least_share: f64,
    ids: &mut dyn IdSource,
) -> Result<Change, Fault> {
    let (log, view) = (log(workshop)?, view_shown(workshop, map)?);
    let days = workshop.charter().days_per_period;
    draw(&proposal(log, least_share), &view, log, days, ids, LOCALE).map_err(|refused| match refused {
        DrawRefused::NotEmpty => Fault::new(FaultCode::SideNotEmpty, refused.to_string()),
        DrawRefused::Nothing => Fault::new(FaultCode::ChangeRefused, refused.to_string()),
        DrawRefused::Refused(refusal) => from_refusal(&refusal),
    })
}
