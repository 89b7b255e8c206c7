//! Scenarios beside the present: which maps belong together, what comes out of each, and a scenario with changes
//! that are not made. The arithmetic is in `flow`; here it is asked of the right maps and put side by side.

mod column;
mod effort;
pub(crate) mod family;
mod numbers;
mod sentences;
mod shares;
mod summary;
mod trial;
mod worked;

use twinlane_flow::Draws;
use twinlane_model::{Change, IdSource, MapId, Watch, Workshop};
use twinlane_wire::{Comparison, Fault, FlowColumn, NumberKey, Trial};

use crate::audience::Audience;
use crate::fault::{from_cancelled, from_refusal};
use crate::maps::{map_shown, no_map_yet, no_such_map};
use column::column;
pub(crate) use family::present_of;
use worked::Worked;

/// Most scenarios that are read side by side.
const MOST: usize = 8;

/// What is asked of scenarios.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompareRequest {
    /// The present or a scenario of it; the first map when absent.
    pub map: Option<MapId>,
    /// The scenarios meant; all of the family when absent.
    pub maps: Option<Vec<MapId>>,
    /// Draws behind the ranges; none when 0, a million at most.
    pub draws: usize,
    /// Seed of the draws.
    pub seed: u64,
    /// Numbers asked for beside those that matter most.
    pub numbers: Vec<NumberKey>,
    /// Who looks at the answer: money is out of sight of the room.
    pub audience: Audience,
}

/// Works out the present and its scenarios side by side.
///
/// # Errors
/// There is no map, or the work was cancelled.
pub fn compare_flow(
    workshop: &Workshop,
    request: &CompareRequest,
    watch: &dyn Watch,
) -> Result<Comparison, Fault> {
    let shown = map_shown(workshop, request.map).ok_or_else(no_map_yet)?;
    let present = present_of(workshop, shown);
    let mut scenarios = family::scenarios_of(workshop, present);
    if let Some(meant) = &request.maps {
        scenarios.retain(|map| meant.contains(map));
    }
    let left_out = scenarios.len().saturating_sub(MOST);
    // The one that is looked at is among those that are shown.
    if let Some(at) = scenarios.iter().position(|map| *map == shown)
        && at >= MOST
    {
        scenarios.swap(MOST - 1, at);
    }
    scenarios.truncate(MOST);
    let draws = Draws {
        count: request.draws,
        seed: request.seed,
        ..Draws::default()
    };
    let maps: Vec<MapId> = present.into_iter().chain(scenarios).collect();
    let mut columns: Vec<FlowColumn> = Vec::with_capacity(maps.len());
    let mut base: Option<Worked<'_>> = None;
    let mut hand: Option<Worked<'_>> = None;
    for (number, map) in maps.iter().enumerate() {
        watch
            .at(number as f32 / maps.len() as f32)
            .map_err(from_cancelled)?;
        let view = workshop.view(*map).ok_or_else(no_such_map)?;
        let worked = Worked::of(view, Some(&draws));
        columns.push(column(&worked, base.as_ref(), request.audience));
        if Some(*map) == present {
            base = Some(worked);
        } else if *map == shown {
            hand = Some(worked);
        }
    }
    watch.at(1.0).map_err(from_cancelled)?;
    let numbers = match (&base, workshop.view(shown)) {
        (Some(base), Some(view)) if Some(shown) != present => {
            numbers::of(&base.view, base.network(), &view, &request.numbers)
        }
        _ => Vec::new(),
    };
    let effort = base
        .as_ref()
        .filter(|_| request.audience == Audience::Consultant)
        .and_then(|base| effort::picture(base, hand.as_ref()));
    Ok(Comparison {
        rev: 0,
        present,
        columns,
        left_out: left_out as u32,
        draws: request.draws as u32,
        numbers,
        effort,
    })
}

/// Works out a scenario as it would be; the workshop stays as it is.
pub(crate) fn try_out(
    workshop: &Workshop,
    trial: &Trial,
    audience: Audience,
    ids: &mut dyn IdSource,
) -> Result<FlowColumn, Fault> {
    let change = trial::change(workshop, trial)?;
    let mut tried = workshop.clone();
    tried
        .apply(&change, ids)
        .map_err(|refusal| from_refusal(&refusal))?;
    let present = present_of(workshop, trial.map).and_then(|present| workshop.view(present));
    let base = present.map(|view| Worked::of(view, None));
    let view = tried.view(trial.map).ok_or_else(no_such_map)?;
    Ok(column(&Worked::of(view, None), base.as_ref(), audience))
}

/// The change that keeps on a scenario what was tried out.
pub(crate) fn kept(workshop: &Workshop, trial: &Trial) -> Result<Change, Fault> {
    trial::change(workshop, trial)
}
