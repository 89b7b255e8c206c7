//! Visits and repeats of the steps of a map, for callers that ask on every edit: no chance, no time, no cost.

use twinlane_model::MapView;

use super::evaluation::{Evaluation, Serving};
use super::structure::{Block, Evaluations, Structure};
use super::trouble::Trouble;
use crate::network::Network;
use crate::network::blocks::Blocks;
use crate::network::values::Values;

/// Visits and repeats of a map's steps by their place in the view; nothing is known of buyer steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepVisits {
    /// Cases that enter, all starts together, cases per period; `None` without any entry.
    pub entering: Option<f64>,
    /// Visits per period.
    pub visits: Vec<Option<f64>>,
    /// Nᵢᵢ: expected visits of a case that is at the step, this one included; one less are the expected repeats.
    pub visits_per_case: Vec<Option<f64>>,
    /// The parallel blocks of the sales side.
    pub blocks: Blocks,
}

/// Works out visits and repeats of a map as it is drawn, if everything that arrives is served (v = λN, `N = (I − Q)⁻¹`).
pub fn step_visits(view: &MapView<'_>) -> StepVisits {
    let (network, blocks) = Network::drawn(view);
    let structure = Structure::of(&network, Evaluations::One, |_| false);
    let values = Values::of(&network);
    let mut evaluation = Evaluation::new(&structure);
    evaluation.run(&structure, &values, Serving::Everybody);
    let trouble = Trouble::of(&network, &structure, &values, &evaluation);
    let per_case = visits_per_case(&network, &structure, &evaluation);
    let entered = network.nodes.iter().any(|node| node.entry.is_some());
    let sellers = network
        .nodes
        .iter()
        .filter(|node| node.end.step().is_some())
        .count();
    let buyers = view.steps.len() - sellers;
    let known = |at: usize| (entered && trouble.behind[at].is_none()).then(|| evaluation.arrivals[at]);
    let repeats = |at: usize| per_case[at].filter(|_| !trouble.within[at]);
    StepVisits {
        entering: entered.then(|| values.entering()),
        visits: std::iter::repeat_n(None, buyers)
            .chain((0..sellers).map(known))
            .collect(),
        visits_per_case: std::iter::repeat_n(None, buyers)
            .chain((0..sellers).map(repeats))
            .collect(),
        blocks,
    }
}

impl StepVisits {
    /// The largest share of cases that come back to one and the same activity, 0..1, for activities by their place in
    /// the view: max vᵢ (Nᵢᵢ − 1) ÷ (Σλ · Nᵢᵢ²). Waypoints are no activities and must be left out by the caller.
    ///
    /// `None` while the visits of any of these activities are unknown or nothing enters.
    pub fn returning(&self, activities: impl IntoIterator<Item = usize>) -> Option<f64> {
        let entering = self.entering.filter(|cases| *cases > 0.0)?;
        let mut largest: f64 = 0.0;
        for at in activities {
            let visits = self.visits.get(at).copied().flatten()?;
            let Some(per_case) = self.visits_per_case.get(at).copied().flatten() else {
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
}

/// Nᵢᵢ of each node.
///
/// Inside a branch a case goes round in the branch first; once through the join it may come back to the
/// split, and each time it does, the step is visited as often as one split visit brings.
fn visits_per_case(network: &Network, structure: &Structure, evaluation: &Evaluation) -> Vec<Option<f64>> {
    let mut own = vec![None; network.nodes.len()];
    for (number, component) in structure.components.iter().enumerate() {
        if !evaluation.open[number] {
            continue;
        }
        match &component.plan {
            Some(plan) => {
                let visits = plan.diagonal(&evaluation.cells[number]);
                for (&node, visits) in plan.nodes.iter().zip(visits) {
                    own[node] = Some(visits);
                }
            }
            None => {
                for &node in &component.members {
                    own[node] = Some(1.0 / evaluation.pivot[node]);
                }
            }
        }
    }
    let to_come = splits_to_come(network, structure, evaluation);
    (0..network.nodes.len())
        .map(|at| {
            let around = network.nodes[at].block.map_or(0.0, |(block, _)| to_come[block]);
            own[at].map(|own| own + around * evaluation.once[at])
        })
        .collect()
}

/// By block: visits to its split that are still to come once its join is reached, blocks around it included.
fn splits_to_come(network: &Network, structure: &Structure, evaluation: &Evaluation) -> Vec<f64> {
    let mut component = vec![0; network.nodes.len()];
    for (number, row) in structure.components.iter().enumerate() {
        for &node in &row.members {
            component[node] = number;
        }
    }
    let mut scratch = vec![0.0; network.nodes.len()];
    let mut to_come = vec![0.0; structure.blocks.len()];
    for &number in structure.inside_out.iter().rev() {
        let block = &structure.blocks[number];
        let around = network.blocks[number]
            .parent
            .map_or(0.0, |parent| to_come[parent]);
        let again = match structure.splits[block.split] {
            Some((_, true)) => again(structure, evaluation, component[block.split], block, &mut scratch),
            Some((_, false)) | None => 0.0,
        };
        to_come[number] = again + around * evaluation.once[block.split];
    }
    to_come
}

/// Visits to a block's split still to come when its join is reached, on its own level: that of a component that holds
/// both. `scratch` has a zero for each node, before and after.
fn again(
    structure: &Structure,
    evaluation: &Evaluation,
    component: usize,
    block: &Block,
    scratch: &mut [f64],
) -> f64 {
    let plan = structure.components[component].plan.as_ref();
    let Some(plan) = plan.filter(|_| evaluation.open[component]) else {
        return 0.0;
    };
    scratch[block.join] = 1.0;
    plan.visits(&evaluation.cells[component], scratch);
    let visits = scratch[block.split];
    for &node in &plan.nodes {
        scratch[node] = 0.0;
    }
    visits
}
