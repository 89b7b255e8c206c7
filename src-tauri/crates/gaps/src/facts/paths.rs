//! Paths along flow and returns together: what is reached, and what every path to won passes. No rule here.

use twinlane_model::OutcomeKind;
use twinlane_model::topology::Graph;

use super::map_facts::MapFacts;

impl MapFacts<'_, '_> {
    /// Flow and returns on one graph: steps first, then outcomes.
    fn flow_and_returns(&self) -> Graph<usize> {
        let steps = self.view.steps.len();
        let arcs = self.arcs.iter().map(|arc| (arc.from, arc.to));
        let exits = self.exits.iter().map(|exit| (exit.step, steps + exit.outcome));
        let returns = self.returns.iter().map(|back| (steps + back.outcome, back.step));
        Graph::numbered(steps + self.view.outcomes.len(), arcs.chain(exits).chain(returns))
    }

    /// Which steps the starts reach along flow and returns; outcomes follow behind the steps.
    pub fn reached(&self) -> Vec<bool> {
        self.flow_and_returns()
            .distances_in_order(self.starts.iter().copied())
            .into_iter()
            .map(|far| far.is_some())
            .collect()
    }

    /// The steps that every path from a start to a won outcome passes, returns counted; none where no path
    /// exists.
    pub fn on_every_path_to_won(&self) -> Vec<usize> {
        let steps = self.view.steps.len();
        let outcomes = self.view.outcomes.iter().enumerate();
        let won = outcomes
            .filter(|(_, outcome)| outcome.kind == OutcomeKind::Won)
            .map(|(at, _)| steps + at);
        let mut passed = self
            .flow_and_returns()
            .unavoidable(self.starts.iter().copied(), won);
        passed.retain(|place| *place < steps);
        passed
    }
}
