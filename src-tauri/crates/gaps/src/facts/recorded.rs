//! What the records say of a map, worked out when a rule first asks and kept for the others. Maps beside which there
//! is no log are not compared with anything. No rule here.

use std::cell::OnceCell;

use jiff::civil::Date;
use twinlane_model::ImportedLog;
use twinlane_model::{End, MapKind, MapView, Side};
use twinlane_records::MapEvidence;
use twinlane_records::matching;
use twinlane_records::replay::as_of;

use crate::item::MapItem;

/// A map beside the log of its workshop.
pub(crate) struct Recorded<'v, 'w> {
    view: &'v MapView<'w>,
    log: &'w ImportedLog,
    /// The figures.
    pub evidence: MapEvidence,
}

/// The comparison, worked out when it is first asked for.
pub(crate) struct LazyRecorded<'v, 'w> {
    view: &'v MapView<'w>,
    date: Option<Date>,
    found: OnceCell<Option<Recorded<'v, 'w>>>,
}

impl<'v, 'w> LazyRecorded<'v, 'w> {
    /// A comparison that is not worked out yet.
    pub fn of(view: &'v MapView<'w>, date: Option<Date>) -> Self {
        Self {
            view,
            date,
            found: OnceCell::new(),
        }
    }

    /// The map beside the last log of the workshop; `None` where there is nothing to compare. A scenario is no claim
    /// about what was done, so that no records speak against it.
    pub fn get(&self) -> Option<&Recorded<'v, 'w>> {
        let work_out = || {
            let log = self.view.workshop.log()?;
            if self.view.map.kind == MapKind::Scenario {
                return None;
            }
            let matching = matching(self.view, &log.summary);
            let date = self.date.or_else(|| as_of(log));
            let evidence = twinlane_records::map_evidence(self.view, log, &matching, date);
            Some(Recorded {
                view: self.view,
                log,
                evidence,
            })
        };
        self.found.get_or_init(work_out).as_ref()
    }
}

impl Recorded<'_, '_> {
    /// What the records call an activity, by its place.
    pub fn name(&self, activity: u32) -> &str {
        self.log.summary.name(activity)
    }

    /// The items on the map that these ends of links are, in the order of the map, those left out that records
    /// cannot mean: buyer steps and junctions.
    pub fn items(&self, ends: &[End]) -> Vec<MapItem> {
        let item = |end: &End| match end {
            End::Step(id) => {
                let at = self.view.step_place(*id)?;
                let meant = self.view.steps[at].side == Side::Seller && !self.view.steps[at].waypoint;
                meant.then_some(MapItem::Step(at))
            }
            End::Outcome(id) => {
                let at = self.view.outcomes.iter().position(|row| row.id == *id)?;
                Some(MapItem::Outcome(at))
            }
        };
        let mut items: Vec<MapItem> = ends.iter().filter_map(item).collect();
        items.sort_unstable();
        items.dedup();
        items
    }
}
