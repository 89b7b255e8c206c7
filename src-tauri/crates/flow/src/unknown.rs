//! Why a result is not known, and what a reader must know about the numbers that are. Their wording is in
//! [`crate::sentences`].

use serde::Serialize;
use twinlane_model::{End, LinkId, StepId};

/// Why the flow is not known at a step, or its totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FlowUnknown {
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

/// A number of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is a field of the same name, explained there")]
pub enum Figure {
    Entering,
    Wins,
    WinRate,
    Cost,
    CostPerWin,
    FeasibleWins,
    LeadTimeAll,
    LeadTimeWon,
    ActivityRatio,
    PipelineVelocity,
    Constraint,
    AtCapacity,
    Uncertainty,
}

/// Why a result is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WhyUnknown {
    /// The flow itself is not known.
    Flow(FlowUnknown),
    /// No case enters, so nothing can be said per case.
    NothingEnters,
    /// No case is won, so nothing can be said per case won.
    NothingWon,
    /// Nobody gave an elapsed time.
    NoElapsed,
    /// Nobody gave the value of a deal.
    NoDealValue,
    /// No pool with work has a capacity.
    NoCapacity,
    /// The shares that the pools serve did not settle.
    NotSettled,
}
