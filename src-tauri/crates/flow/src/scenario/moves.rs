//! Scenario moves as values: a share, a time, a capacity, a volume or a step that changes, and why a move is refused.
//!
//! How a move alters a network is in [`super::apply`].

use serde::{Deserialize, Serialize};
use twinlane_model::{LinkId, PoolId, ScenarioMove, StepId};

/// One change of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "move", rename_all = "snake_case")]
pub enum Move {
    /// A link gets another share, 0..1; the others stay, and what is missing to 100 % is lost, unexplained.
    Share {
        /// A flow link or a return.
        link: LinkId,
        /// The share, 0..1.
        share: f64,
    },
    /// A step takes another touch time.
    Touch {
        /// The step.
        step: StepId,
        /// Hours per visit.
        hours: f64,
    },
    /// A step takes another elapsed time.
    Elapsed {
        /// The step.
        step: StepId,
        /// Working days per visit.
        days: f64,
    },
    /// A link takes another wait.
    Wait {
        /// A flow link or a return.
        link: LinkId,
        /// Working days.
        days: f64,
    },
    /// A pool has another capacity.
    Capacity {
        /// The pool.
        pool: PoolId,
        /// Hours per period.
        hours: f64,
    },
    /// Another number of cases enters at a step.
    Volume {
        /// The step, which lies in no branch of a parallel block.
        step: StepId,
        /// Cases per period.
        cases: f64,
    },
    /// A step is put on a link: every case that takes the link goes through it.
    AddStep {
        /// The link.
        link: LinkId,
        /// Id of the new step, unknown to the network so far.
        step: StepId,
        /// Touch time, hours.
        touch: f64,
        /// Elapsed time, working days.
        elapsed: f64,
        /// Who does the work.
        pool: Option<PoolId>,
        /// Share of the cases that go on, 0..1; the rest is lost. Inside a parallel block all go on.
        onward: f64,
    },
    /// A step is left out: cases go where it would have sent them, at once and without work.
    RemoveStep {
        /// The step.
        step: StepId,
    },
    /// Volume × factor at every start, all else equal.
    TryHarder {
        /// The factor.
        factor: f64,
    },
    /// More cases are made to take a link than its activity has earned. The increase is taken from the other
    /// links of the predecessor in proportion. The extra cases are not like those that earned the activity:
    /// it costs them the same, but they leave it with the predecessor's other shares, normalised, unless
    /// somebody has measured with which.
    Force {
        /// From the predecessor to the activity.
        link: LinkId,
        /// The share that is to take it, above the present one, up to 1.
        share: f64,
        /// Measured shares with which the extra cases leave the activity, by its links.
        #[serde(default)]
        measured: Option<Vec<(LinkId, f64)>>,
    },
}

impl From<&ScenarioMove> for Move {
    fn from(row: &ScenarioMove) -> Self {
        match row {
            ScenarioMove::TryHarder { factor } => Self::TryHarder { factor: *factor },
            ScenarioMove::Force {
                link,
                share,
                measured,
            } => Self::Force {
                link: *link,
                share: *share,
                measured: (!measured.is_empty())
                    .then(|| measured.iter().map(|row| (row.link, row.share)).collect()),
            },
        }
    }
}

/// Why a move was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoveRefused {
    /// The network has no such link, or does not use it.
    #[error("no flow takes the link {0}")]
    NoSuchLink(LinkId),
    /// The network has no such step.
    #[error("the sales process has no step {0}")]
    NoSuchStep(StepId),
    /// The network has no such pool.
    #[error("the map has no pool {0}")]
    NoSuchPool(PoolId),
    /// The id of a new step is in use.
    #[error("the sales process has a step {0} already")]
    StepExists(StepId),
    /// A number is below nothing or not finite.
    #[error("{0} is no time, capacity, volume or factor")]
    NotANumber(Number),
    /// A share is not between 0 and 1.
    #[error("{0} is no share between 0 and 1")]
    NotAShare(Number),
    /// A link of a split to all has no share of its own.
    #[error("the link {0} belongs to a split to all and has no share of its own")]
    OfSplit(LinkId),
    /// Cases cannot enter in a branch.
    #[error("the step {0} lies in a branch of a parallel block, where no case can enter")]
    InBranch(StepId),
    /// A forced share must be above the present one.
    #[error("the link {0} has that share already, or more")]
    NotMore(LinkId),
    /// Nothing else leaves the predecessor, so nothing can be taken from it.
    #[error("nothing can be taken from other links beside {0}")]
    NothingToTake(LinkId),
    /// What is forced must be an activity, one way among others.
    #[error("the link {0} does not lead to an activity that could be forced")]
    NotForced(LinkId),
    /// The shares of a step cannot be used.
    #[error("the shares of {0} add up to more than 100 %")]
    OverHundred(StepId),
}

/// A number in a refusal, compared by its bits.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub f64);

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Number {}

impl std::fmt::Display for Number {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

/// A time, capacity, volume or factor: finite and not below 0.
pub(super) fn checked(number: f64) -> Result<f64, MoveRefused> {
    if number.is_finite() && number >= 0.0 {
        Ok(number)
    } else {
        Err(MoveRefused::NotANumber(Number(number)))
    }
}

/// A share, 0..1.
pub(super) fn checked_share(number: f64) -> Result<f64, MoveRefused> {
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err(MoveRefused::NotAShare(Number(number)))
    }
}
