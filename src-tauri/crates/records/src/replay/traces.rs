//! The variants of a log as traces over a map: which steps and outcomes each visits, in order.
//!
//! What a name means is decided here, and what lies between two visits elsewhere.

use std::collections::BTreeSet;

use twinlane_model::records::{Ending, Summary, VariantCount};
use twinlane_model::{End, EndIndex, MapView, Side};

use crate::conformance::names::normalised;
use crate::discover::outcome_of;
use crate::log::Outcome;

/// What an activity of a log means on a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It matches no step and no outcome.
    Nothing,
    /// One step of the sales side, or one outcome.
    One(EndIndex),
    /// Several, and the records do not say which.
    Several(Vec<EndIndex>),
}

/// A visit of a step, or of an outcome that the records name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Visit {
    /// Where.
    pub spot: EndIndex,
    /// Events of it: several when a step stands for several activities.
    pub events: u32,
}

/// Cases of a variant. A summary may come from any file: what it counts is held to numbers that can be added up, and
/// that are parts of each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CaseCounts {
    pub cases: u64,
    pub won: u64,
    pub lost: u64,
    /// Those that go on.
    pub open: u64,
}

impl CaseCounts {
    pub(crate) fn of(way: &VariantCount) -> Self {
        let cases = way.cases.min(u64::from(u32::MAX));
        let won = way.won.min(cases);
        let lost = way.lost.min(cases - won);
        Self {
            cases,
            won,
            lost,
            open: cases - won - lost,
        }
    }
}

/// A variant as a trace over the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trace {
    /// The visits in order; activities without one meaning are passed over.
    pub visits: Vec<Visit>,
    /// Place of the variant in the summary.
    pub way: usize,
    /// Cases.
    pub cases: u64,
    /// Cases of these that were won.
    pub won: u64,
    /// Cases of these that were lost.
    pub lost: u64,
}

/// The variants of a log over a map.
#[derive(Clone, Debug)]
pub(crate) struct Traces {
    /// By activity of the log.
    pub meaning: Vec<Meaning>,
    /// By activity of the log: the ending that it stands for, if it stands for one.
    pub endings: Vec<Option<Ending>>,
    /// One trace for each variant kept, in their order.
    pub rows: Vec<Trace>,
    /// Cases of all of these.
    pub cases: u64,
}

impl Traces {
    /// Lays the variants of a log over a map. `matching` is what [`crate::conformance::names::matching`] gives for the
    /// activities in their order; ends that are no activity and no outcome are passed over.
    pub(crate) fn of(view: &MapView<'_>, summary: &Summary, matching: &[Vec<End>]) -> Self {
        let meaning: Vec<Meaning> = (0..summary.activities.len())
            .map(|activity| meaning(view, matching.get(activity).map_or(&[], Vec::as_slice)))
            .collect();
        let rows: Vec<Trace> = summary
            .ways
            .iter()
            .enumerate()
            .map(|(at, way)| {
                let counts = CaseCounts::of(way);
                Trace {
                    visits: visits(&way.activities, &meaning),
                    way: at,
                    cases: counts.cases,
                    won: counts.won,
                    lost: counts.lost,
                }
            })
            .collect();
        Self {
            cases: rows.iter().map(|trace| trace.cases).sum(),
            endings: activity_endings(summary),
            meaning,
            rows,
        }
    }

    /// Places of the steps that one activity or more means and nothing else, in the order of the map.
    pub(crate) fn steps(&self) -> BTreeSet<usize> {
        self.meaning
            .iter()
            .filter_map(|meaning| match meaning {
                Meaning::One(EndIndex::Step(at)) => Some(*at),
                _ => None,
            })
            .collect()
    }
}

fn meaning(view: &MapView<'_>, ends: &[End]) -> Meaning {
    let mut spots: Vec<EndIndex> = ends
        .iter()
        .filter_map(|end| match end {
            End::Step(id) => view
                .step_place(*id)
                .filter(|at| view.steps[*at].side == Side::Seller && !view.steps[*at].waypoint)
                .map(EndIndex::Step),
            End::Outcome(id) => view
                .outcomes
                .iter()
                .position(|row| row.id == *id)
                .map(EndIndex::Outcome),
        })
        .collect();
    spots.sort_unstable();
    spots.dedup();
    match spots.as_slice() {
        [] => Meaning::Nothing,
        [one] => Meaning::One(*one),
        _ => Meaning::Several(spots),
    }
}

/// Events of one step right after each other are one visit as long as each is of another activity: a step may stand
/// for several, but an activity that is done again is done again.
fn visits(activities: &[u32], meaning: &[Meaning]) -> Vec<Visit> {
    let mut visits: Vec<Visit> = Vec::new();
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    for activity in activities {
        let Some(Meaning::One(spot)) = meaning.get(*activity as usize) else {
            continue;
        };
        match visits.last_mut() {
            Some(last) if last.spot == *spot && seen.insert(*activity) => last.events += 1,
            _ => {
                seen = BTreeSet::from([*activity]);
                visits.push(Visit {
                    spot: *spot,
                    events: 1,
                });
            }
        }
    }
    visits
}

/// The ending that each activity stands for: activities that the endings name; where the endings name stages and not
/// activities, those whose own name is a word for won or lost.
pub(crate) fn activity_endings(summary: &Summary) -> Vec<Option<Ending>> {
    let plain = |name: &str| normalised(name).replace(' ', "");
    let named: Vec<(String, Ending)> = summary
        .endings
        .iter()
        .filter(|share| share.ending != Ending::Open && !share.name.is_empty())
        .map(|share| (plain(&share.name), share.ending))
        .collect();
    let found: Vec<Option<Ending>> = summary
        .activities
        .iter()
        .map(|activity| {
            let name = plain(&activity.name);
            let same = named.iter().find(|(other, _)| *other == name);
            same.map(|(_, ending)| *ending)
        })
        .collect();
    if !summary.endings_known || found.iter().any(Option::is_some) {
        return found;
    }
    let by_name = |name: &str| match outcome_of(name) {
        Some(Outcome::Won) => Some(Ending::Won),
        Some(Outcome::Lost) => Some(Ending::Lost),
        Some(Outcome::Open) | None => None,
    };
    summary
        .activities
        .iter()
        .map(|activity| by_name(&activity.name))
        .collect()
}
