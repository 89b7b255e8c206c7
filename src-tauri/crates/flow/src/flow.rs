//! What the flow arithmetic found: visits, chances, totals, and what stood in the way of a number.
//!
//! Only data. A number that is not known is `None`, and the reason lies beside it.

use std::collections::BTreeMap;

use serde::Serialize;
use twinlane_model::{Basis, End, LinkId, OutcomeId, StepId};

use crate::block::Blocks;

/// The flow of a sales process, if everything that arrives is served.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Flow {
    /// Cases that enter, all starts together, cases per period; `None` without any entry.
    pub entering: Option<f64>,
    /// What is known of each activity, waypoints included.
    pub steps: BTreeMap<StepId, StepFlow>,
    /// The share used for each flow link and each counted return of the sales side.
    pub links: BTreeMap<LinkId, LinkFlow>,
    /// Cases that end in each outcome, cases per period.
    pub outcomes: BTreeMap<OutcomeId, Option<f64>>,
    /// Cases that leave the map without an outcome ("lost, unexplained"), cases per period.
    pub unexplained: Option<f64>,
    /// Cases won per period.
    pub wins: Option<f64>,
    /// Cases won ÷ cases that enter, 0..1.
    pub win_rate: Option<f64>,
    /// Why the totals are not known.
    pub totals_unknown: Option<Unknown>,
    /// The parallel blocks that were reduced.
    pub blocks: Blocks,
    /// What the reader must know about these numbers, in the order of the map.
    pub problems: Vec<Problem>,
}

/// What is known of one activity.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StepFlow {
    /// Visits per period.
    pub visits: Option<f64>,
    /// Why the visits are not known.
    pub visits_unknown: Option<Unknown>,
    /// Nᵢᵢ: expected visits of a case that is here, this one included; one less are the expected repeats.
    pub visits_per_case: Option<f64>,
    /// Chance of each outcome for a case that is here.
    pub chances: Option<Chances>,
    /// Why chances are not known.
    pub chances_unknown: Option<Unknown>,
    /// Loss: shares of this step to lost, no decision, disqualified, not ready and unexplained, 0..1.
    pub loss: Option<f64>,
    /// The part of its shares that no link explains, 0..1.
    pub unexplained: Option<f64>,
}

/// Chance of each outcome, 0..1; with `unexplained` they add up to one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Chances {
    /// By outcome; outcomes that cannot be reached are left out.
    pub outcomes: BTreeMap<OutcomeId, f64>,
    /// To leave the map without an outcome.
    pub unexplained: f64,
    /// To be won: the outcomes of that kind together.
    pub won: f64,
}

/// The share the arithmetic used for a link.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LinkFlow {
    /// The share, 0..1; `None` where the shares of the step add up to more than 100 %.
    pub share: Option<f64>,
    /// Where the share comes from.
    pub mark: ShareMark,
    /// What it rests on.
    pub basis: Basis,
    /// The shares of the step were divided by their sum, which was not quite 100 %, or, inside a branch of a
    /// parallel block, less.
    pub normalised: bool,
    /// Cases that take the link, per period.
    pub cases: Option<f64>,
}

/// Where the share of a link comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ShareMark {
    /// It is written on the link.
    Given,
    /// The step's only flow link, without a share: 100 %.
    Lone,
    /// Left open: an even part of the rest.
    Even,
    /// One of the links of a split to all: every branch gets the visits of the split.
    All,
    /// One of the links of a split that is not joined: taken as exclusive, with equal shares.
    Unjoined,
}

/// Why a number is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// No step has an entry: nobody said how many cases arrive.
    NoEntry,
    /// The shares of this step (or the returns of this outcome) add up to more than 100 %.
    OverHundred(End),
    /// Cases that come to this step go round for ever: a closed loop without a way out.
    ClosedLoop(StepId),
    /// The loops through this step are too entangled to be solved exactly.
    TooTangled(StepId),
}

/// Something the reader of the numbers must know.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// No step has an entry.
    NoEntry,
    /// Shares add up to more than 100 % (rule F5).
    OverHundred {
        /// The step, or the outcome whose returns do.
        at: End,
        /// Their sum, 1 = 100 %.
        sum: f64,
        /// Whether cases get there.
        reached: bool,
    },
    /// A closed loop without a way out.
    ClosedLoop {
        /// Its steps, in the order of their place.
        steps: Vec<StepId>,
        /// Whether cases get there.
        reached: bool,
    },
    /// Loops too entangled to be solved exactly.
    TooTangled {
        /// Their steps, in the order of their place.
        steps: Vec<StepId>,
    },
    /// A split to all that no waiting step joins (rule F9), taken as exclusive with equal shares.
    UnjoinedSplit(StepId),
    /// Returns without a share: not counted.
    ReturnsNotCounted(Vec<LinkId>),
}

impl Flow {
    /// The largest share of cases that come back to one and the same activity, 0..1:
    /// max vᵢ (Nᵢᵢ − 1) ÷ (Σλ · Nᵢᵢ²). Waypoints are no activities and must be named by the caller.
    ///
    /// `None` while the visits of any of these activities are unknown or nothing enters.
    pub fn returning(&self, activities: impl IntoIterator<Item = StepId>) -> Option<f64> {
        let rows = activities.into_iter().map(|step| {
            let row = self.steps.get(&step)?;
            Some((row.visits?, row.visits_per_case))
        });
        returning(self.entering, rows)
    }

    /// Expected repeats of a step by a case that is there: Nᵢᵢ − 1.
    pub fn repeats(&self, step: StepId) -> Option<f64> {
        Some(self.steps.get(&step)?.visits_per_case? - 1.0)
    }
}

/// Visits and repeats of a map's steps by their place in the view; nothing is known of buyer steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rounds {
    /// As [`Flow::entering`].
    pub entering: Option<f64>,
    /// As [`StepFlow::visits`].
    pub visits: Vec<Option<f64>>,
    /// As [`StepFlow::visits_per_case`].
    pub visits_per_case: Vec<Option<f64>>,
    /// As [`Flow::blocks`].
    pub blocks: Blocks,
}

impl Rounds {
    /// As [`Flow::returning`], for activities by their place in the view.
    pub fn returning(&self, activities: impl IntoIterator<Item = usize>) -> Option<f64> {
        let rows = activities.into_iter().map(|at| {
            let visits = self.visits.get(at).copied().flatten()?;
            Some((visits, self.visits_per_case.get(at).copied().flatten()))
        });
        returning(self.entering, rows)
    }
}

/// The largest share of cases that come back to one activity, from the visits and Nᵢᵢ of each; `None` where
/// the visits of one are unknown.
fn returning(entering: Option<f64>, rows: impl Iterator<Item = Option<(f64, Option<f64>)>>) -> Option<f64> {
    let entering = entering.filter(|cases| *cases > 0.0)?;
    let mut largest: f64 = 0.0;
    for row in rows {
        let (visits, per_case) = row?;
        let Some(per_case) = per_case else {
            // A step that no case reaches brings nobody back, whatever it would do to one.
            if visits > 0.0 {
                return None;
            }
            continue;
        };
        largest = largest.max(visits * (per_case - 1.0) / (entering * per_case * per_case));
    }
    Some(largest)
}
