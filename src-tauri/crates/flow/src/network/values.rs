//! The numbers of a network in plain lists: what a draw, a percentage point or a move puts other numbers into.
//!
//! By place of the node, arc or pool in the network. Nothing is worked out here.

use crate::network::{Network, value};

/// The numbers that the arithmetic works with.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    /// Share of each arc, 0..1.
    pub share: Vec<f64>,
    /// Share of each node that no arc takes, 0..1.
    pub rest: Vec<f64>,
    /// Wait on each arc, working days.
    pub wait: Vec<f64>,
    /// Cases that enter at each node, per period.
    pub entry: Vec<f64>,
    /// Touch time of each node, hours.
    pub touch: Vec<f64>,
    /// Elapsed time of each node, working days.
    pub elapsed: Vec<f64>,
    /// Pool of each node.
    pub pool: Vec<Option<usize>>,
    /// Hours per period of each pool; endless where nobody said how many.
    pub capacity: Vec<f64>,
    /// Cost of an hour of each pool.
    pub cost: Vec<f64>,
}

impl Values {
    /// The numbers as the network has them; what is missing counts as nothing.
    pub(crate) fn of(network: &Network) -> Self {
        let nodes = &network.nodes;
        Self {
            share: network.arcs.iter().map(|arc| arc.share).collect(),
            rest: nodes.iter().map(|node| node.rest).collect(),
            wait: network.arcs.iter().map(|arc| value(arc.wait.as_ref())).collect(),
            entry: nodes.iter().map(|node| value(node.entry.as_ref())).collect(),
            touch: nodes.iter().map(|node| value(node.touch.as_ref())).collect(),
            elapsed: nodes.iter().map(|node| value(node.elapsed.as_ref())).collect(),
            pool: nodes.iter().map(|node| node.pool).collect(),
            capacity: network
                .pools
                .iter()
                .map(|pool| {
                    pool.capacity
                        .as_ref()
                        .map_or(f64::INFINITY, |hours| hours.value.max(0.0))
                })
                .collect(),
            cost: network
                .pools
                .iter()
                .map(|pool| value(pool.cost.as_ref()))
                .collect(),
        }
    }

    /// Cost of a visit of a node.
    pub(crate) fn visit_cost(&self, node: usize) -> f64 {
        self.pool[node].map_or(0.0, |pool| self.touch[node] * self.cost[pool])
    }

    /// Cases that enter, all together.
    pub(crate) fn entering(&self) -> f64 {
        self.entry.iter().sum()
    }
}
