//! What stands in the way of a number: steps with more than 100 %, loops without a way out or too entangled to be
//! solved, and which visits, chances and totals depend on them.

use std::collections::BTreeSet;

use twinlane_model::StepId;
use twinlane_model::topology::Graph;

use super::evaluation::Evaluation;
use super::structure::{ArcKind, Component, Structure, Tangled};
use crate::network::values::Values;
use crate::network::{Network, Target};
use crate::unknown::{FlowUnknown, Problem};

/// What stands in the way of a number, node by node.
pub(crate) struct Trouble {
    /// Why visits are not known: cases come through something that cannot be worked out.
    pub behind: Vec<Option<FlowUnknown>>,
    /// Why chances are not known: it leads to something that cannot be worked out.
    pub before: Vec<Option<FlowUnknown>>,
    /// Whether the component (blocks not reduced) holds such a thing.
    pub within: Vec<bool>,
    /// Why totals are not known.
    pub totals: Option<FlowUnknown>,
    /// Everything that the reader of the numbers must know.
    pub problems: Vec<Problem>,
}

/// A component that has no solution.
struct Hindered<'a> {
    members: &'a [usize],
    hindrance: Hindrance,
}

/// Why a component has no solution.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hindrance {
    /// No way leads out of it.
    Closed,
    /// It is too entangled to be solved.
    Tangled,
}

impl Trouble {
    /// Finds the troubles of a network that has been evaluated with everybody served.
    pub(crate) fn of(
        network: &Network,
        structure: &Structure,
        values: &Values,
        evaluation: &Evaluation,
    ) -> Self {
        let count = network.nodes.len();
        let entered = network.nodes.iter().any(|node| node.entry.is_some());
        let whole = Graph::numbered(count, arrows(network));
        let mut problems = Vec::new();
        // The cause and the nodes it starts from, in the order of the map.
        let mut causes: Vec<(FlowUnknown, Vec<usize>)> = Vec::new();
        let reached = whole.distances_in_order((0..count).filter(|at| values.entry[*at] > 0.0));
        if !entered {
            problems.push(Problem::NoEntry);
        }
        for (at, node) in network.nodes.iter().enumerate() {
            if let Some(sum) = node.over {
                causes.push((FlowUnknown::OverHundred(node.end), vec![at]));
                problems.push(Problem::OverHundred {
                    at: node.end,
                    sum,
                    reached: reached[at].is_some(),
                });
            }
        }
        // A branch that never ends keeps the join around it waiting, so what lies behind the join is behind it.
        let mut kept_waiting: Vec<(usize, usize)> = Vec::new();
        for Hindered { members, hindrance } in hindered(network, structure, values, evaluation) {
            let Some(first) = members.iter().find_map(|at| network.nodes[*at].end.step()) else {
                continue;
            };
            let steps = with_branches(network, members);
            match hindrance {
                Hindrance::Closed => {
                    let reached = members.iter().any(|at| reached[*at].is_some());
                    causes.push((FlowUnknown::ClosedLoop(first), members.to_vec()));
                    problems.push(Problem::ClosedLoop { steps, reached });
                    let joins = members
                        .iter()
                        .map(|at| join_around(network, *at).map(|join| (*at, join)));
                    kept_waiting.extend(joins.flatten());
                }
                Hindrance::Tangled => {
                    causes.push((FlowUnknown::TooTangled(first), members.to_vec()));
                    problems.push(Problem::TooTangled { steps });
                }
            }
        }
        problems.extend(network.problems.iter().cloned());
        let mut found = Self {
            behind: vec![None; count],
            before: vec![None; count],
            within: vec![false; count],
            totals: (!entered).then_some(FlowUnknown::NoEntry),
            problems,
        };
        if !causes.is_empty() {
            let arrows = (0..count).flat_map(|at| whole.following(at).map(move |to| (at, to)));
            let whole = Graph::numbered(count, arrows.chain(kept_waiting));
            found.mark(&whole, causes, &reached);
        }
        found
    }

    /// Writes each cause to everything that depends on it.
    fn mark(
        &mut self,
        whole: &Graph<usize>,
        causes: Vec<(FlowUnknown, Vec<usize>)>,
        reached: &[Option<u32>],
    ) {
        let spoiled: BTreeSet<usize> = causes
            .iter()
            .flat_map(|(_, nodes)| nodes.iter().copied())
            .collect();
        for members in whole.components() {
            if members.iter().any(|at| spoiled.contains(at)) {
                for at in members {
                    self.within[at] = true;
                }
            }
        }
        for (cause, nodes) in causes {
            if nodes.iter().any(|at| reached[*at].is_some()) {
                let after = nodes.iter().flat_map(|at| whole.following(*at)).collect();
                let following = |at| whole.following(at).collect();
                write_to_reachable(&mut self.behind, after, following, &cause);
                self.totals.get_or_insert_with(|| cause.clone());
            }
            let preceding = |at| whole.preceding(at).collect();
            write_to_reachable(&mut self.before, nodes, preceding, &cause);
        }
    }
}

/// Everything that may come next, blocks not reduced; of a node with more than 100 % all its links.
fn arrows(network: &Network) -> Vec<(usize, usize)> {
    let mut arrows = Vec::with_capacity(network.arcs.len());
    for (at, node) in network.nodes.iter().enumerate() {
        for arc in &network.arcs[network.arcs_of(at)] {
            match arc.to {
                Target::Node(to) if arc.share > 0.0 || node.over.is_some() => arrows.push((at, to)),
                Target::Node(_) | Target::Outcome(_) | Target::Unexplained => {}
            }
        }
        if let Some(block) = node.splits {
            arrows.push((at, network.blocks[block].join));
        }
        // A branch that cannot be worked out keeps its join waiting.
        if let (Some(_), Some(join)) = (node.over, join_around(network, at)) {
            arrows.push((at, join));
        }
    }
    arrows
}

/// The join of the innermost block that a node lies in.
fn join_around(network: &Network, at: usize) -> Option<usize> {
    let (block, _) = network.nodes[at].block?;
    Some(network.blocks[block].join)
}

/// The components without a solution, in the order in which cases go through them. Nodes with more than 100 % are a
/// trouble of their own.
fn hindered<'a>(
    network: &Network,
    structure: &'a Structure,
    values: &Values,
    evaluation: &Evaluation,
) -> Vec<Hindered<'a>> {
    let mut found: Vec<(usize, Hindered<'_>)> = Vec::new();
    for (number, component) in structure.components.iter().enumerate() {
        let members = component.members.as_slice();
        if members.iter().any(|node| network.nodes[*node].over.is_some()) {
            continue;
        }
        let hindrance = if is_closed(structure, values, component) {
            Hindrance::Closed
        } else if component.tangled.is_none() && evaluation.open[number] {
            continue;
        } else if component.tangled == Some(Tangled::TooSlowToRepeat) {
            // Once it could be solved; whoever repeats it says so of the whole network.
            continue;
        } else {
            Hindrance::Tangled
        };
        found.push((number, Hindered { members, hindrance }));
    }
    if found.len() > 1 {
        let place = places_in_flow(network, structure);
        found.sort_by_key(|(_, row)| row.members.first().map(|node| place[*node]));
    }
    found.into_iter().map(|(_, row)| row).collect()
}

/// Whether no case that comes to a component ever leaves it.
fn is_closed(structure: &Structure, values: &Values, component: &Component) -> bool {
    component.members.iter().all(|&node| {
        let arcs = structure.first[node]..structure.first[node + 1];
        let leaving = |arc: usize| match structure.kinds[arc] {
            ArcKind::Onward(_) | ArcKind::Won | ArcKind::Ended | ArcKind::Closes => values.share[arc],
            ArcKind::Inside | ArcKind::Branch(..) => 0.0,
        };
        let to_join = matches!(structure.splits[node], Some((_, false)));
        !to_join && values.rest[node] <= 0.0 && arcs.map(leaving).sum::<f64>() <= 0.0
    })
}

/// By node: the place of its component in the order in which cases go through them, branches after their split.
fn places_in_flow(network: &Network, structure: &Structure) -> Vec<usize> {
    let mut arrows: Vec<(usize, usize)> = Vec::new();
    for (at, arc) in network.arcs.iter().enumerate() {
        let used = arc.share > 0.0 || network.nodes[arc.from].over.is_some();
        match (structure.kinds[at], arc.to) {
            (ArcKind::Inside | ArcKind::Onward(_), Target::Node(to)) if arc.share > 0.0 => {
                arrows.push((arc.from, to));
            }
            (ArcKind::Branch(_, Some(to)), _) if used => arrows.push((arc.from, to)),
            _ => {}
        }
    }
    arrows.extend(network.blocks.iter().map(|block| (block.split, block.join)));
    let mut place = vec![0; network.nodes.len()];
    for (number, members) in Graph::numbered(network.nodes.len(), arrows)
        .components()
        .into_iter()
        .enumerate()
    {
        for node in members {
            place[node] = number;
        }
    }
    place
}

/// Writes the cause to everything that can be reached and has none yet. What has one is not gone through
/// again: all behind it has one too.
fn write_to_reachable(
    slots: &mut [Option<FlowUnknown>],
    mut open: Vec<usize>,
    next: impl Fn(usize) -> Vec<usize>,
    cause: &FlowUnknown,
) {
    while let Some(at) = open.pop() {
        if slots[at].is_none() {
            slots[at] = Some(cause.clone());
            open.extend(next(at));
        }
    }
}

/// The steps of a loop, those in branches of its blocks included, in the order of their place.
fn with_branches(network: &Network, members: &[usize]) -> Vec<StepId> {
    let splits: BTreeSet<usize> = members.iter().copied().collect();
    let inside = |at: usize| {
        let mut around = network.nodes[at].block.map(|(block, _)| block);
        while let Some(block) = around {
            if splits.contains(&network.blocks[block].split) {
                return true;
            }
            around = network.blocks[block].parent;
        }
        false
    };
    (0..network.nodes.len())
        .filter(|at| splits.contains(at) || inside(*at))
        .filter_map(|at| network.nodes[at].end.step())
        .collect()
}
