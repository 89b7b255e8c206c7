//! What the records say of a map, worked out when a rule first asks and kept for the others. Maps beside which there
//! is no log are not compared with anything. No rule here.

use std::cell::OnceCell;

use twinlane_model::records::ImportedLog;
use twinlane_model::{End, MapKind, Side};
use twinlane_records::MapEvidence;
use twinlane_records::matching;
use twinlane_records::replay::as_of;

use super::Sheet;
use crate::rule::Thing;

/// A part by which a share may miss a limit and still count as being at it.
const ROUNDING: f64 = 1e-9;

/// A map beside the log of its workshop.
pub(crate) struct Recorded<'w> {
    log: &'w ImportedLog,
    /// The figures.
    pub against: MapEvidence,
}

/// Worked out once; `None` where there is nothing to compare.
pub(crate) type Records<'w> = OnceCell<Option<Recorded<'w>>>;

impl Recorded<'_> {
    /// What the records call an activity, by its place.
    pub fn name(&self, activity: u32) -> &str {
        self.log.summary.name(activity)
    }
}

impl<'w> Sheet<'_, 'w> {
    /// The map beside the last log of the workshop. A scenario is no claim about what was done, so that no records
    /// speak against it.
    pub fn recorded(&self) -> Option<&Recorded<'w>> {
        let work_out = || {
            let log = self.view.workshop.log()?;
            if self.view.map.kind == MapKind::Scenario {
                return None;
            }
            let matching = matching(self.view, &log.summary);
            let date = self.date.or_else(|| as_of(log));
            let against = twinlane_records::map_evidence(self.view, log, &matching, date);
            Some(Recorded { log, against })
        };
        self.records.get_or_init(work_out).as_ref()
    }

    /// The things on the map that these ends of links are, in the order of the map, those left out that records
    /// cannot mean: buyer steps and junctions.
    pub fn recorded_things(&self, ends: &[End]) -> Vec<Thing> {
        let thing = |end: &End| match end {
            End::Step(id) => {
                let at = self.view.step_place(*id)?;
                let meant = self.row(at).side == Side::Seller && !self.row(at).waypoint;
                meant.then_some(Thing::Step(at))
            }
            End::Outcome(id) => {
                let at = self.view.outcomes.iter().position(|row| row.id == *id)?;
                Some(Thing::Outcome(at))
            }
        };
        let mut things: Vec<Thing> = ends.iter().filter_map(thing).collect();
        things.sort_unstable();
        things.dedup();
        things
    }
}

/// Whether a part is more than so many per cent of the whole.
pub(crate) fn more_than(part: u64, whole: u64, percent: f64) -> bool {
    part as f64 * 100.0 > whole as f64 * percent * (1.0 + ROUNDING)
}

/// Whether a part is so many per cent of the whole, or more; nothing is no part.
pub(crate) fn at_least(part: u64, whole: u64, percent: f64) -> bool {
    part > 0 && part as f64 * 100.0 >= whole as f64 * percent * (1.0 - ROUNDING)
}

/// A part in per cent of the whole.
pub(crate) fn percent_of(part: u64, whole: u64) -> f64 {
    part as f64 * 100.0 / whole as f64
}
