//! Questions about links that several rules ask: handoffs, ways back, splits. No rule here.

use twinlane_model::Side;

use super::map_facts::MapFacts;

impl MapFacts<'_, '_> {
    /// Links by which a step's flow leaves it, to steps first, then to outcomes; places in the view.
    pub fn flow_links(&self, step: usize) -> impl Iterator<Item = usize> + '_ {
        let arcs = self.out[step].iter().map(|arc| self.arcs[*arc].link);
        arcs.chain(self.exits_of[step].iter().map(|exit| self.exits[*exit].link))
    }

    /// How many links these are.
    pub fn flow_count(&self, step: usize) -> usize {
        self.out[step].len() + self.exits_of[step].len()
    }

    /// Whether a split of the step has a link without a share (a lone link is 100 %, `all` needs none).
    pub fn has_open_link(&self, step: usize) -> bool {
        self.flow_count(step) > 1
            && !self.row(step).all
            && self
                .flow_links(step)
                .any(|link| self.view.links[link].share.is_none())
    }

    /// Flow on the sales side that crosses functions, in the order of the map. Links from or to waypoints
    /// and refusals are no handoffs.
    pub fn handoffs(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.arcs.len()).filter(|at| {
            let arc = self.arcs[*at];
            // Lanes are compared first: they lie together in memory, rows of steps do not.
            self.lane_of[arc.from] != self.lane_of[arc.to]
                && !arc.refusal
                && self.view.steps[arc.from].side == Side::Seller
                && !self.view.steps[arc.from].waypoint
                && !self.view.steps[arc.to].waypoint
        })
    }

    /// Whether an acceptance criterion is written on an arc.
    pub fn has_criterion(&self, arc: usize) -> bool {
        !self.view.links[self.arcs[arc].link].criterion.trim().is_empty()
    }

    /// Whether flow leads from the receiving step back to the giving function.
    pub fn has_way_back(&self, arc: usize) -> bool {
        let arc = self.arcs[arc];
        self.out[arc.to].iter().any(|back| {
            let to = self.arcs[*back].to;
            self.lane_of[to] == self.lane_of[arc.from] && !self.view.steps[to].waypoint
        })
    }
}
