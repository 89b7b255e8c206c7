//! Scenario moves: a network with a share, a time, a capacity, a volume or a step changed.
//!
//! A move alters a network and nothing else; what it brings is found by working the network out again. A
//! refused move has altered nothing.

use serde::{Deserialize, Serialize};
use twinlane_model::{End, LinkId, Measure, PoolId, ScenarioMove, StepId};

use crate::network::{Network, Node, Role, Target};
use crate::shares::Reading;

/// One thing done otherwise.
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

impl Network {
    /// The network after some moves, one after the other.
    ///
    /// # Errors
    /// The first move that is refused, see [`MoveRefused`].
    pub fn with(&self, moves: &[Move]) -> Result<Self, MoveRefused> {
        let mut network = self.clone();
        for change in moves {
            network.apply(change)?;
        }
        Ok(network)
    }

    fn apply(&mut self, change: &Move) -> Result<(), MoveRefused> {
        match change {
            Move::Share { link, share } => {
                let at = self.decided(*link)?;
                self.arcs[at].given = Some(Measure::assumed(checked_share(*share)?));
                self.settle(self.arcs[at].from);
            }
            Move::Touch { step, hours } => {
                let hours = Measure::assumed(checked(*hours)?);
                for node in self.nodes_of(*step)? {
                    self.nodes[node].touch = Some(hours.clone());
                }
            }
            Move::Elapsed { step, days } => {
                let days = Measure::assumed(checked(*days)?);
                for node in self.nodes_of(*step)? {
                    self.nodes[node].elapsed = Some(days.clone());
                }
            }
            Move::Wait { link, days } => {
                let at = self.arc_of(*link).ok_or(MoveRefused::NoSuchLink(*link))?;
                self.arcs[at].wait = Some(Measure::assumed(checked(*days)?));
            }
            Move::Capacity { pool, hours } => {
                let at = self.pool_place(*pool)?;
                self.pools[at].capacity = Some(Measure::assumed(checked(*hours)?));
            }
            Move::Volume { step, cases } => {
                let node = self.place(*step).ok_or(MoveRefused::NoSuchStep(*step))?;
                if self.nodes[node].block.is_some() {
                    return Err(MoveRefused::InBranch(*step));
                }
                self.nodes[node].entry = Some(Measure::assumed(checked(*cases)?));
            }
            Move::TryHarder { factor } => {
                let factor = checked(*factor)?;
                for entry in self.nodes.iter_mut().filter_map(|node| node.entry.as_mut()) {
                    *entry = times(entry, factor);
                }
            }
            Move::AddStep {
                link,
                step,
                touch,
                elapsed,
                pool,
                onward,
            } => {
                let work = Work {
                    touch: checked(*touch)?,
                    elapsed: checked(*elapsed)?,
                    pool: pool.map(|pool| self.pool_place(pool)).transpose()?,
                };
                self.add_step(*link, *step, &work, checked_share(*onward)?)?;
            }
            Move::RemoveStep { step } => {
                for node in self.nodes_of(*step)? {
                    let node = &mut self.nodes[node];
                    node.activity = false;
                    (node.touch, node.elapsed, node.pool) = (None, None, None);
                    node.complete_accurate = None;
                }
            }
            Move::Force {
                link,
                share,
                measured,
            } => {
                self.force(*link, checked_share(*share)?, measured.as_deref())?;
            }
        }
        Ok(())
    }

    fn pool_place(&self, pool: PoolId) -> Result<usize, MoveRefused> {
        let found = self.pools.iter().position(|row| row.id == pool);
        found.ok_or(MoveRefused::NoSuchPool(pool))
    }

    /// The nodes of a step, its twins included.
    fn nodes_of(&self, step: StepId) -> Result<Vec<usize>, MoveRefused> {
        let own = (0..self.nodes.len()).filter(|at| self.nodes[*at].end == End::Step(step));
        let found: Vec<usize> = own.collect();
        if found.is_empty() {
            Err(MoveRefused::NoSuchStep(step))
        } else {
            Ok(found)
        }
    }

    /// The arc of a link whose share somebody decides.
    pub(crate) fn decided(&self, link: LinkId) -> Result<usize, MoveRefused> {
        let at = self.arc_of(link).ok_or(MoveRefused::NoSuchLink(link))?;
        match self.nodes[self.arcs[at].from].reading {
            Reading::All | Reading::Unjoined => Err(MoveRefused::OfSplit(link)),
            _ => Ok(at),
        }
    }

    fn add_step(&mut self, link: LinkId, step: StepId, work: &Work, onward: f64) -> Result<(), MoveRefused> {
        let at = self.arc_of(link).ok_or(MoveRefused::NoSuchLink(link))?;
        if self.place(step).is_some() {
            return Err(MoveRefused::StepExists(step));
        }
        let from = self.arcs[at].from;
        let role = self.arcs[at].role;
        let block = match role {
            Role::Opens(branch) | Role::Straight(branch) => {
                self.nodes[from].splits.map(|block| (block, branch))
            }
            Role::Level | Role::Closes => self.nodes[from].block,
        };
        let new = self.nodes.len();
        self.nodes.push(Node {
            end: End::Step(step),
            activity: true,
            reading: if block.is_some() {
                Reading::InBranch
            } else {
                Reading::Exclusive
            },
            rest: 0.0,
            over: None,
            entry: None,
            touch: Some(Measure::assumed(work.touch)),
            elapsed: Some(Measure::assumed(work.elapsed)),
            complete_accurate: None,
            pool: work.pool,
            block,
            splits: None,
            twin: false,
        });
        let (first, second) = match role {
            Role::Level => (Role::Level, Role::Level),
            Role::Opens(branch) => (Role::Opens(branch), Role::Level),
            Role::Closes => (Role::Level, Role::Closes),
            Role::Straight(branch) => (Role::Opens(branch), Role::Closes),
        };
        let arc = &mut self.arcs[at];
        let mut behind = arc.clone();
        (arc.to, arc.role, arc.end, arc.loss, arc.back) =
            (Target::Node(new), first, End::Step(step), false, false);
        behind.from = new;
        behind.role = second;
        behind.link = None;
        behind.wait = None;
        behind.given = Some(Measure::assumed(onward));
        self.arcs.push(behind);
        self.settle(new);
        Ok(())
    }
}

/// The work of a new step.
struct Work {
    touch: f64,
    elapsed: f64,
    pool: Option<usize>,
}

fn checked(number: f64) -> Result<f64, MoveRefused> {
    if number.is_finite() && number >= 0.0 {
        Ok(number)
    } else {
        Err(MoveRefused::NotANumber(Number(number)))
    }
}

pub(crate) fn checked_share(number: f64) -> Result<f64, MoveRefused> {
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err(MoveRefused::NotAShare(Number(number)))
    }
}

/// A measure and its range, each times a factor.
fn times(measure: &Measure, factor: f64) -> Measure {
    Measure {
        value: measure.value * factor,
        low: measure.low.map(|low| low * factor),
        high: measure.high.map(|high| high * factor),
        deviation: measure.deviation.map(|deviation| deviation * factor),
        ..measure.clone()
    }
}
