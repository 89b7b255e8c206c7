//! Reads the sales side of a map as a network: which steps and outcomes become nodes, how their links are read.
//!
//! A step is a node, and so is an outcome whose returns have shares: it is passed through. The links of a parallel
//! block get a role of their own; everything else is exclusive flow. No number is worked out here but the shares.

use std::collections::BTreeMap;

use twinlane_model::topology::is_back_link;
use twinlane_model::{Basis, End, EndIndex, LinkId, LinkKind, MapView, OutcomeKind, PoolId, Side, Step};

use super::blocks::{Blocks, blocks};
use super::shares::{Reading, ShareMark};
use super::{Arc, JoinedBlock, Network, NetworkPool, Node, Role, Target};
use crate::unknown::Problem;

impl Network {
    /// Reads the sales side of a map as it is drawn, without the moves of a scenario; the parallel blocks come beside it.
    pub(crate) fn drawn(view: &MapView<'_>) -> (Self, Blocks) {
        let found = blocks(view, Side::Seller);
        let places = Places::of(view);
        let charter = view.workshop.charter();
        let pools: BTreeMap<PoolId, usize> = view
            .pools
            .iter()
            .enumerate()
            .map(|(at, pool)| (pool.id, at))
            .collect();
        let mut network = Self {
            nodes: Vec::new(),
            arcs: Vec::new(),
            outcomes: view.outcomes.iter().map(|row| (row.id, row.kind)).collect(),
            pools: view
                .pools
                .iter()
                .map(|pool| NetworkPool {
                    id: pool.id,
                    people: pool.people,
                    capacity: pool.capacity.clone(),
                    cost: pool.cost.clone(),
                })
                .collect(),
            blocks: Vec::with_capacity(found.blocks.len()),
            hours_per_day: charter.hours_per_day,
            days_per_period: charter.days_per_period,
            deal_value: charter.deal_value,
            problems: Vec::new(),
            left_out: Vec::new(),
        };
        network.nodes.extend(
            view.steps_of(Side::Seller)
                .map(|step| step_node(step, step.pool.and_then(|id| pools.get(&id).copied()))),
        );
        network.add_passed_outcomes(view, &places);
        network.add_blocks(&found, view, &places);
        network.read_splits(view, &places);
        network.add_arcs(view, &found, &places);
        for at in 0..network.nodes.len() {
            network.settle(at);
        }
        (network, found)
    }

    /// Gives outcomes with counted returns a node of their own; returns without a share are not counted.
    fn add_passed_outcomes(&mut self, view: &MapView<'_>, places: &Places) {
        let mut uncounted = Vec::new();
        for (outcome, row) in view.outcomes.iter().enumerate() {
            uncounted.extend(
                places.open_returns[outcome]
                    .iter()
                    .map(|link| view.links[*link].id),
            );
            if places.passed[outcome].is_some() {
                self.nodes.push(Node {
                    end: End::Outcome(row.id),
                    activity: false,
                    reading: Reading::Returns,
                    rest: 0.0,
                    over: None,
                    entry: None,
                    touch: None,
                    elapsed: None,
                    complete_accurate: None,
                    pool: None,
                    block: None,
                    splits: None,
                    forced: false,
                });
            }
        }
        if !uncounted.is_empty() {
            self.problems.push(Problem::ReturnsNotCounted(uncounted));
        }
    }

    fn add_blocks(&mut self, found: &Blocks, view: &MapView<'_>, places: &Places) {
        let innermost = found.innermost();
        let node = |step| places.step(view.step_place(step)).unwrap_or_default();
        for (number, block) in found.blocks.iter().enumerate() {
            let split = node(block.split);
            self.nodes[split].splits = Some(number);
            for (branch, row) in block.branches.iter().enumerate() {
                for &step in &row.steps {
                    if innermost.get(&step) == Some(&number) {
                        self.nodes[node(step)].block = Some((number, branch));
                    }
                }
            }
            self.blocks.push(JoinedBlock {
                split,
                join: node(block.join),
                branches: block.branches.len(),
                parent: block.parent,
            });
        }
    }

    /// Says of each step how its links are read.
    fn read_splits(&mut self, view: &MapView<'_>, places: &Places) {
        for (at, step) in view.steps[places.first..].iter().enumerate() {
            let flow = view
                .links_from(places.first + at)
                .filter(|link| view.links[*link].kind == LinkKind::Flow)
                .count();
            let node = &mut self.nodes[at];
            node.reading = if node.splits.is_some() || (step.all && flow == 1) {
                Reading::All
            } else if step.all && flow > 1 {
                self.problems.push(Problem::UnjoinedSplit(step.id));
                Reading::Unjoined
            } else if node.block.is_some() {
                Reading::InBranch
            } else {
                Reading::Exclusive
            };
        }
    }

    fn add_arcs(&mut self, view: &MapView<'_>, found: &Blocks, places: &Places) {
        let mut opening: BTreeMap<LinkId, usize> = BTreeMap::new();
        let mut closing: BTreeMap<LinkId, usize> = BTreeMap::new();
        for block in &found.blocks {
            for (branch, row) in block.branches.iter().enumerate() {
                opening.insert(row.opens, branch);
                closing.insert(row.closes, branch);
            }
        }
        let mut arcs: Vec<Vec<Arc>> = vec![Vec::new(); self.nodes.len()];
        for (at, link) in view.links.iter().enumerate() {
            let (leaves, arrives) = view.ends(at);
            let from = match (link.kind, leaves) {
                (LinkKind::Flow, EndIndex::Step(place)) => places.step(Some(place)),
                (LinkKind::Return, EndIndex::Outcome(outcome)) if link.share.is_some() => {
                    let reaches = places.step(arrives.step()).is_some();
                    places.passed[outcome].filter(|_| reaches)
                }
                _ => None,
            };
            let Some(from) = from else { continue };
            let outcome = arrives.outcome();
            let to = match (places.node(arrives), outcome) {
                (Some(node), _) => Target::Node(node),
                (None, Some(outcome)) => Target::Outcome(outcome),
                (None, None) => Target::Unexplained,
            };
            let role = match (opening.get(&link.id), closing.get(&link.id)) {
                (Some(&branch), Some(_)) => Role::Straight(branch),
                (Some(&branch), None) => Role::Opens(branch),
                (None, Some(_)) => Role::Closes,
                (None, None) => Role::Level,
            };
            arcs[from].push(Arc {
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
        self.arcs = arcs.into_iter().flatten().collect();
    }
}

/// Where the nodes of a map's steps and outcomes are.
struct Places {
    /// Place in the view of the first step of the sales side, whose steps are the last ones of a view and the first
    /// nodes of a network.
    first: usize,
    /// By outcome: its node, where a return has a share.
    passed: Vec<Option<usize>>,
    /// By outcome: its returns without a share, by their place in the view.
    open_returns: Vec<Vec<usize>>,
}

impl Places {
    fn of(view: &MapView<'_>) -> Self {
        let first = view.steps.partition_point(|step| step.side != Side::Seller);
        let mut counted = vec![false; view.outcomes.len()];
        let mut open_returns: Vec<Vec<usize>> = vec![Vec::new(); view.outcomes.len()];
        for (at, link) in view.links.iter().enumerate() {
            if let (LinkKind::Return, EndIndex::Outcome(outcome)) = (link.kind, view.ends(at).0) {
                match link.share {
                    Some(_) => counted[outcome] = true,
                    None => open_returns[outcome].push(at),
                }
            }
        }
        let mut next = view.steps.len() - first;
        let passed = counted.into_iter().map(|counted| {
            counted.then(|| {
                next += 1;
                next - 1
            })
        });
        Self {
            first,
            passed: passed.collect(),
            open_returns,
        }
    }

    /// The node of a step by its place in the view; `None` for steps of the buyer.
    fn step(&self, place: Option<usize>) -> Option<usize> {
        place?.checked_sub(self.first)
    }

    fn node(&self, end: EndIndex) -> Option<usize> {
        match end {
            EndIndex::Step(place) => self.step(Some(place)),
            EndIndex::Outcome(place) => self.passed[place],
            EndIndex::Nowhere => None,
        }
    }
}

fn step_node(step: &Step, pool: Option<usize>) -> Node {
    Node {
        end: End::Step(step.id),
        activity: !step.waypoint,
        reading: Reading::Exclusive,
        rest: 0.0,
        over: None,
        entry: step.entry.clone(),
        touch: step.touch.clone(),
        elapsed: step.elapsed.clone(),
        complete_accurate: step.complete_accurate.clone(),
        pool,
        block: None,
        splits: None,
        forced: false,
    }
}

/// Ends that count as loss. An end nobody has classified is neither won nor lost.
fn is_loss(kind: OutcomeKind) -> bool {
    match kind {
        OutcomeKind::Lost | OutcomeKind::NoDecision | OutcomeKind::Disqualified | OutcomeKind::NotReady => {
            true
        }
        OutcomeKind::Won | OutcomeKind::Unclassified => false,
    }
}
