//! The sales process as numbers that can be altered: states, arcs, pools, parallel blocks, with their ids.
//!
//! A network is read from a map once. Scenario moves alter it, and everything that is worked out from it is
//! worked out again; the map is never needed a second time. No result is kept here.

use std::collections::BTreeMap;

use twinlane_model::topology::is_back_link;
use twinlane_model::{
    Basis, End, LinkId, LinkKind, MapView, Measure, OutcomeId, OutcomeKind, PoolId, ScenarioMove, StepId,
};

use crate::chain::{Chain, State};
use crate::flow::{Problem, ShareMark};
use crate::moves::{Move, MoveRefused};
use crate::shares::{Reading, Shares, shares};

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
    pub(crate) pools: Vec<Crew>,
    pub(crate) blocks: Vec<Joined>,
    pub(crate) hours_per_day: f64,
    pub(crate) days_per_period: f64,
    pub(crate) deal_value: Option<f64>,
    /// Unjoined splits and returns not counted, as the map has them.
    pub(crate) problems: Vec<Problem>,
    /// What the map does otherwise and could not be done, and why.
    pub(crate) left_out: Vec<(ScenarioMove, MoveRefused)>,
}

/// One state: a step, an outcome that is passed through, or a twin of a step.
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
    /// Stands for the extra cases of another node of the same step.
    pub twin: bool,
}

/// A flow link, a counted return, or what a move put in their place.
#[derive(Clone, Debug)]
pub(crate) struct Arc {
    pub from: usize,
    pub to: Target,
    pub role: Role,
    /// The link of the map; `None` for arcs of a twin.
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
    Off,
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
pub(crate) struct Crew {
    pub id: PoolId,
    pub people: Option<u32>,
    pub capacity: Option<Measure>,
    pub cost: Option<Measure>,
}

/// A parallel block.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    pub split: usize,
    pub join: usize,
    pub branches: usize,
    pub parent: Option<usize>,
}

impl Network {
    /// Reads the sales side of a map, with what a scenario does otherwise done to it, one after the other. What
    /// cannot be done is left out and named by [`Self::left_out`].
    pub fn of(view: &MapView<'_>) -> Self {
        let mut network = Self::drawn(view);
        for row in &view.map.moves {
            match network.with(&[Move::from(row)]) {
                Ok(altered) => network = altered,
                Err(why) => network.left_out.push((row.clone(), why)),
            }
        }
        network
    }

    /// Moves of the map that could not be done, such as those about a link that is gone, and why.
    pub fn left_out(&self) -> &[(ScenarioMove, MoveRefused)] {
        &self.left_out
    }

    /// Reads the sales side of a map as it is drawn.
    fn drawn(view: &MapView<'_>) -> Self {
        let chain = Chain::of(view);
        let charter = view.workshop.charter();
        let mut network = Self {
            nodes: Vec::with_capacity(chain.states.len()),
            arcs: Vec::new(),
            outcomes: view.outcomes.iter().map(|row| (row.id, row.kind)).collect(),
            pools: Vec::new(),
            blocks: Vec::new(),
            hours_per_day: charter.hours_per_day,
            days_per_period: charter.days_per_period,
            deal_value: charter.deal_value,
            problems: chain.problems.clone(),
            left_out: Vec::new(),
        };
        for pool in &view.pools {
            network.pools.push(Crew {
                id: pool.id,
                people: pool.people,
                capacity: pool.capacity.clone(),
                cost: pool.cost.clone(),
            });
        }
        let pools: BTreeMap<PoolId, usize> = view
            .pools
            .iter()
            .enumerate()
            .map(|(at, pool)| (pool.id, at))
            .collect();
        for state in &chain.states {
            network.nodes.push(node(view, state, &pools));
        }
        network.add_blocks(&chain);
        network.add_arcs(view, &chain);
        for at in 0..network.nodes.len() {
            network.settle(at);
        }
        network
    }

    fn add_blocks(&mut self, chain: &Chain) {
        let state: BTreeMap<End, usize> = chain
            .states
            .iter()
            .enumerate()
            .map(|(at, state)| (state.end, at))
            .collect();
        let place = |step: StepId| state.get(&End::Step(step)).copied().unwrap_or_default();
        for (number, block) in chain.blocks.blocks.iter().enumerate() {
            let split = place(block.split);
            self.nodes[split].splits = Some(number);
            for (branch, row) in block.branches.iter().enumerate() {
                for &step in &row.steps {
                    let at = place(step);
                    if chain.states[at].block == Some(number) {
                        self.nodes[at].block = Some((number, branch));
                    }
                }
            }
            self.blocks.push(Joined {
                split,
                join: place(block.join),
                branches: block.branches.len(),
                parent: block.parent,
            });
        }
    }

    fn add_arcs(&mut self, view: &MapView<'_>, chain: &Chain) {
        let states: BTreeMap<End, usize> = chain
            .states
            .iter()
            .enumerate()
            .map(|(at, state)| (state.end, at))
            .collect();
        let outcomes: BTreeMap<OutcomeId, usize> = view
            .outcomes
            .iter()
            .enumerate()
            .map(|(at, row)| (row.id, at))
            .collect();
        let mut opening: BTreeMap<LinkId, usize> = BTreeMap::new();
        let mut closing: BTreeMap<LinkId, usize> = BTreeMap::new();
        for block in &chain.blocks.blocks {
            for (branch, row) in block.branches.iter().enumerate() {
                opening.insert(row.opens, branch);
                closing.insert(row.closes, branch);
            }
        }
        let mut counted: Vec<Vec<Arc>> = vec![Vec::new(); chain.states.len()];
        // The links of a view are in the order of their starts, and outcomes come behind the steps.
        for (at, link) in view.links.iter().enumerate() {
            if link.kind == LinkKind::Support || chain.links[at].is_none() {
                continue;
            }
            let Some(&from) = states.get(&link.from) else {
                continue;
            };
            let outcome = link.to.outcome().and_then(|id| outcomes.get(&id)).copied();
            let to = match (states.get(&link.to), outcome) {
                (Some(&node), _) => Target::Node(node),
                (None, Some(outcome)) => Target::Outcome(outcome),
                (None, None) => Target::Off,
            };
            let role = match (opening.get(&link.id), closing.get(&link.id)) {
                (Some(&branch), Some(_)) => Role::Straight(branch),
                (Some(&branch), None) => Role::Opens(branch),
                (None, Some(_)) => Role::Closes,
                (None, None) => Role::Level,
            };
            counted[from].push(Arc {
                from,
                to,
                role,
                link: Some(link.id),
                end: link.to,
                given: link.share.clone(),
                share: 0.0,
                mark: ShareMark::Given,
                basis: Basis::Assumed,
                wait: link.wait.clone(),
                loss: outcome.is_some_and(|place| is_loss(view.outcomes[place].kind)),
                back: is_back_link(view, link),
            });
        }
        self.arcs = counted.into_iter().flatten().collect();
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

    /// Place of the node of a step, its twins left out.
    pub(crate) fn place(&self, step: StepId) -> Option<usize> {
        self.nodes
            .iter()
            .position(|node| node.end == End::Step(step) && !node.twin)
    }

    /// Place of the arc of a link.
    pub(crate) fn arc_of(&self, link: LinkId) -> Option<usize> {
        self.arcs.iter().position(|arc| arc.link == Some(link))
    }

    /// Steps that do work, in the order of the map; steps that moves added come last.
    pub fn activities(&self) -> impl Iterator<Item = StepId> + '_ {
        let own = self.nodes.iter().filter(|node| node.activity && !node.twin);
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
            !node.twin && crew == Some(pool)
        };
        self.nodes.iter().filter(own).filter_map(|node| node.end.step())
    }
}

/// What a measure counts for: nothing when it is missing or below 0.
pub(crate) fn value(measure: Option<&Measure>) -> f64 {
    measure.map_or(0.0, |measure| measure.value.max(0.0))
}

/// Ends that count as loss. An end nobody has classified is neither won nor lost.
pub(crate) fn is_loss(kind: OutcomeKind) -> bool {
    match kind {
        OutcomeKind::Lost | OutcomeKind::NoDecision | OutcomeKind::Disqualified | OutcomeKind::NotReady => {
            true
        }
        OutcomeKind::Won | OutcomeKind::Unclassified => false,
    }
}

fn node(view: &MapView<'_>, state: &State, pools: &BTreeMap<PoolId, usize>) -> Node {
    let step = state.end.step().and_then(|id| view.step(id));
    Node {
        end: state.end,
        activity: step.is_some_and(|step| !step.waypoint),
        reading: state.reading,
        rest: 0.0,
        over: None,
        entry: step.and_then(|step| step.entry.clone()),
        touch: step.and_then(|step| step.touch.clone()),
        elapsed: step.and_then(|step| step.elapsed.clone()),
        complete_accurate: step.and_then(|step| step.complete_accurate.clone()),
        pool: step.and_then(|step| pools.get(&step.pool?).copied()),
        block: None,
        splits: None,
        twin: false,
    }
}
