//! The sales process as numbers that can be altered: nodes, arcs, pools and parallel blocks, with their ids.
//!
//! A network is read from a map once ([`read`]). Scenario moves alter it, and every result is worked out again from it;
//! the map is not needed a second time. No result is kept here.

pub(crate) mod blocks;
mod read;
pub(crate) mod shares;
pub(crate) mod values;

use twinlane_model::{Basis, End, LinkId, Measure, OutcomeId, OutcomeKind, PoolId, ScenarioMove, StepId};

use crate::scenario::moves::MoveRefused;
use crate::unknown::Problem;
use shares::{Reading, ShareMark, Shares, UsedShare, shares};

/// The sales side of a map as a network of numbers.
///
/// Times are in hours (touch) and working days (elapsed, wait), volumes and capacities per period.
#[derive(Clone, Debug)]
pub struct Network {
    /// Steps in the order of their place, then outcomes that returns leave, then what moves added.
    pub(crate) nodes: Vec<Node>,
    /// Arcs, those of a node together and in the order of the nodes.
    pub(crate) arcs: Vec<Arc>,
    pub(crate) outcomes: Vec<(OutcomeId, OutcomeKind)>,
    pub(crate) pools: Vec<NetworkPool>,
    pub(crate) blocks: Vec<JoinedBlock>,
    pub(crate) hours_per_day: f64,
    pub(crate) days_per_period: f64,
    pub(crate) deal_value: Option<f64>,
    /// Unjoined splits and returns not counted, as the map has them.
    pub(crate) problems: Vec<Problem>,
    /// Moves of the map that were refused, and why.
    pub(crate) left_out: Vec<(ScenarioMove, MoveRefused)>,
}

/// One state of the chain: a step, an outcome that is passed through, or the extra cases of a forced step.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub end: End,
    /// Work is done here; false for waypoints and outcomes.
    pub activity: bool,
    pub reading: Reading,
    /// Share that no arc takes.
    pub rest: f64,
    /// Sum of the shares where they are more than 100 %.
    pub over: Option<f64>,
    pub entry: Option<Measure>,
    pub touch: Option<Measure>,
    pub elapsed: Option<Measure>,
    pub complete_accurate: Option<Measure>,
    /// Place in the pools.
    pub pool: Option<usize>,
    /// Innermost block it lies in, and in which branch of it.
    pub block: Option<(usize, usize)>,
    /// The block that it splits.
    pub splits: Option<usize>,
    /// Stands for the extra cases that are forced into a step, beside the node of the step itself.
    pub forced: bool,
}

/// A flow link, a counted return, or what a move put in their place.
#[derive(Clone, Debug)]
pub(crate) struct Arc {
    pub from: usize,
    pub to: Target,
    pub role: Role,
    /// The link of the map; `None` for arcs of a forced node.
    pub link: Option<LinkId>,
    /// The end the link names, also where the outcome is passed through.
    pub end: End,
    pub given: Option<Measure>,
    /// The share used, 0..1; 0 where the shares of the node cannot be used.
    pub share: f64,
    pub mark: ShareMark,
    pub basis: Basis,
    pub wait: Option<Measure>,
    /// Leads to an outcome that counts as loss.
    pub loss: bool,
    /// Leads to an earlier stage.
    pub back: bool,
}

/// Where an arc leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Node(usize),
    /// Place in the outcomes of the network.
    Outcome(usize),
    /// Off the map: a link that leads to nothing of the sales side.
    Unexplained,
}

/// What an arc is in a parallel block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// One way among others; every arc outside of blocks.
    Level,
    /// From a split to the first step of this branch.
    Opens(usize),
    /// From the last step of a branch to the join.
    Closes,
    /// From a split to the join: this branch has no step.
    Straight(usize),
}

/// A pool.
#[derive(Clone, Debug)]
pub(crate) struct NetworkPool {
    pub id: PoolId,
    pub people: Option<u32>,
    pub capacity: Option<Measure>,
    pub cost: Option<Measure>,
}

/// A parallel block.
#[derive(Clone, Debug)]
pub(crate) struct JoinedBlock {
    pub split: usize,
    pub join: usize,
    pub branches: usize,
    pub parent: Option<usize>,
}

impl Network {
    /// Moves of the map that were refused, such as those about a link that is gone, and why.
    pub fn left_out(&self) -> &[(ScenarioMove, MoveRefused)] {
        &self.left_out
    }

    /// The share that the arithmetic uses for a link, and where it comes from; `None` for links that it does not use,
    /// and where the shares of the step add up to more than 100 %.
    pub fn share(&self, link: LinkId) -> Option<UsedShare> {
        let arc = &self.arcs[self.arc_of(link)?];
        self.nodes[arc.from].over.is_none().then_some(UsedShare {
            share: arc.share,
            mark: arc.mark,
            basis: arc.basis,
        })
    }

    /// Loss of a step: its shares to lost, no decision, disqualified, not ready and unexplained, 0..1; `None` where its
    /// shares add up to more than 100 %.
    pub fn loss_of(&self, step: StepId) -> Option<f64> {
        let node = self.place(step)?;
        self.nodes[node].over.is_none().then(|| self.loss(node))
    }

    /// Places of the arcs that leave a node.
    pub(crate) fn arcs_of(&self, node: usize) -> std::ops::Range<usize> {
        let start = self.arcs.partition_point(|arc| arc.from < node);
        let end = self.arcs.partition_point(|arc| arc.from <= node);
        start..end
    }

    /// Works out the shares of a node's arcs from what is given.
    pub(crate) fn settle(&mut self, node: usize) {
        let places = self.arcs_of(node);
        let given: Vec<Option<&Measure>> = self.arcs[places.clone()]
            .iter()
            .map(|arc| arc.given.as_ref())
            .collect();
        match shares(&given, self.nodes[node].reading) {
            Shares::Known { links, rest, .. } => {
                for (arc, used) in self.arcs[places].iter_mut().zip(links) {
                    (arc.share, arc.mark, arc.basis) = (used.share, used.mark, used.basis);
                }
                // Sums such as 0.6 + 0.4 leave a rest of no meaning in the last digit.
                self.nodes[node].rest = if rest.abs() < 1e-12 { 0.0 } else { rest };
                self.nodes[node].over = None;
            }
            Shares::OverHundred(sum) => {
                for arc in &mut self.arcs[places] {
                    arc.share = 0.0;
                }
                self.nodes[node].rest = 0.0;
                self.nodes[node].over = Some(sum);
            }
        }
    }

    /// Loss of a node: its shares to lost, no decision, disqualified, not ready and unexplained, 0..1.
    pub(crate) fn loss(&self, node: usize) -> f64 {
        let lost = self.arcs[self.arcs_of(node)].iter().filter(|arc| arc.loss);
        let rest = if self.nodes[node].end.step().is_some() {
            self.nodes[node].rest
        } else {
            0.0
        };
        rest + lost.map(|arc| arc.share).sum::<f64>()
    }

    pub(crate) fn is_won(&self, target: Target) -> bool {
        matches!(target, Target::Outcome(at) if self.outcomes[at].1 == OutcomeKind::Won)
    }

    /// Place of the node of a step, nodes of forced cases left out.
    pub(crate) fn place(&self, step: StepId) -> Option<usize> {
        self.nodes
            .iter()
            .position(|node| node.end == End::Step(step) && !node.forced)
    }

    /// Place of the arc of a link.
    pub(crate) fn arc_of(&self, link: LinkId) -> Option<usize> {
        self.arcs.iter().position(|arc| arc.link == Some(link))
    }

    /// Steps that do work, in the order of the map; steps that moves added come last.
    pub fn activities(&self) -> impl Iterator<Item = StepId> + '_ {
        let own = self.nodes.iter().filter(|node| node.activity && !node.forced);
        own.filter_map(|node| node.end.step())
    }

    /// Pools, in the order of the map.
    pub fn pools(&self) -> impl Iterator<Item = PoolId> + '_ {
        self.pools.iter().map(|pool| pool.id)
    }

    /// The steps of a pool, in the order of the map.
    pub fn steps_of(&self, pool: PoolId) -> impl Iterator<Item = StepId> + '_ {
        let own = move |node: &&Node| {
            let crew = node.pool.map(|at| self.pools[at].id);
            !node.forced && crew == Some(pool)
        };
        self.nodes.iter().filter(own).filter_map(|node| node.end.step())
    }
}

/// What a measure counts for: nothing when it is missing or below 0.
pub(crate) fn value(measure: Option<&Measure>) -> f64 {
    measure.map_or(0.0, |measure| measure.value.max(0.0))
}
