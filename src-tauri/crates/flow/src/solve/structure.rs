//! What stays the same of a network when only its numbers change: components, their order, the elimination plans.
//!
//! Parallel blocks are solved from the inside out: the branches of a block are levels of their own, entered
//! once for each case that the split has served; on the level around it, the split leads to the join with the
//! share that the slowest branch delivers. No number of the network is kept here; those are in [`Values`].
//!
//! [`Values`]: crate::network::values::Values

use std::ops::Range;

use twinlane_model::StepId;
use twinlane_model::topology::Graph;

use super::elimination::Plan;
use crate::network::{Network, Role, Target};

/// The unchanging part of a network.
#[derive(Debug)]
pub(crate) struct Structure {
    /// Where the arcs of each node begin; one more than there are nodes.
    pub first: Vec<usize>,
    /// By place in the network's arcs.
    pub kinds: Vec<ArcKind>,
    /// Node that each arc leaves.
    pub from: Vec<usize>,
    /// Node that each arc arrives at, if it is one.
    pub to: Vec<Option<usize>>,
    /// By node: the block it splits and whether the join lies in the same component.
    pub splits: Vec<Option<(usize, bool)>>,
    /// Components in the order in which cases go through them, level by level.
    pub components: Vec<Component>,
    /// Components outside of all blocks.
    pub top: Range<usize>,
    pub blocks: Vec<Block>,
    /// Blocks, the innermost first.
    pub inside_out: Vec<usize>,
}

/// What an arc does in the arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArcKind {
    /// To a node of the same component; loops of a node to itself too, which need no more than that.
    Inside,
    /// To a node of a later component of the level.
    Onward(usize),
    /// To a won outcome.
    Won,
    /// To any other end.
    Ended,
    /// From the last step of a branch to the join.
    Closes,
    /// From a split into this branch, whose first step is named; none where it has no step.
    Branch(usize, Option<usize>),
}

/// A component of a level.
#[derive(Debug)]
pub(crate) struct Component {
    /// Its nodes; a component of one node has no plan.
    pub members: Vec<usize>,
    pub plan: Option<Plan>,
    /// Why it has none although it has several nodes.
    pub tangled: Option<Tangled>,
    /// Arcs between its nodes and the cell each is added to; of a split, its block instead of an arc.
    pub loads: Vec<(Load, usize)>,
}

/// Why a component is not solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tangled {
    /// It cannot be eliminated in reasonable time and memory.
    Unsolvable,
    /// It can be solved once, but not for many sets of numbers.
    TooSlowToRepeat,
}

/// How often a structure is going to be evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evaluations {
    /// Once: everything that can be solved at all.
    One,
    /// For many sets of numbers: only what is quick.
    Many,
}

/// What is added to a cell of the elimination.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Load {
    /// An arc: node it leaves, place of the arc.
    Arc(usize, usize),
    /// Split and block: from the split to its join.
    Block(usize, usize),
}

/// A parallel block.
#[derive(Debug)]
pub(crate) struct Block {
    pub split: usize,
    pub join: usize,
    /// Components of its branches, those of blocks inside it left out.
    pub components: Range<usize>,
    /// First step of each branch; none where it has no step.
    pub entries: Vec<Option<usize>>,
    /// Branch of each node that lies directly in it.
    pub branch_of: Vec<(usize, usize)>,
    /// Arcs that close a branch: node, arc, branch.
    pub closing: Vec<(usize, usize, usize)>,
    /// The split's arcs: arc, branch.
    pub opening: Vec<(usize, usize)>,
}

impl Structure {
    /// The structure of a network. Arcs without a share count only where `may` says that they might get one.
    pub(crate) fn of(network: &Network, evaluations: Evaluations, may: impl Fn(usize) -> bool) -> Self {
        let count = network.nodes.len();
        let used = |arc: usize| network.arcs[arc].share > 0.0 || may(arc);
        let mut arrows: Vec<(usize, usize)> = Vec::new();
        for (at, arc) in network.arcs.iter().enumerate() {
            if let (Target::Node(to), Role::Level, true) = (arc.to, arc.role, used(at)) {
                arrows.push((arc.from, to));
            }
        }
        arrows.extend(network.blocks.iter().map(|block| (block.split, block.join)));
        let found = Graph::numbered(count, arrows).components();
        let mut structure = Self {
            first: (0..=count)
                .map(|node| network.arcs.partition_point(|arc| arc.from < node))
                .collect(),
            kinds: Vec::with_capacity(network.arcs.len()),
            from: network.arcs.iter().map(|arc| arc.from).collect(),
            to: network
                .arcs
                .iter()
                .map(|arc| match arc.to {
                    Target::Node(to) => Some(to),
                    Target::Outcome(_) | Target::Unexplained => None,
                })
                .collect(),
            splits: vec![None; count],
            components: Vec::with_capacity(found.len()),
            top: 0..0,
            blocks: Vec::with_capacity(network.blocks.len()),
            inside_out: Vec::new(),
        };
        structure.add_components(network, found);
        let mut of = vec![0; count];
        for (number, component) in structure.components.iter().enumerate() {
            for &node in &component.members {
                of[node] = number;
            }
        }
        for (at, arc) in network.arcs.iter().enumerate() {
            structure.kinds.push(match (arc.role, arc.to) {
                (Role::Opens(branch), Target::Node(to)) => ArcKind::Branch(branch, Some(to)),
                (Role::Straight(branch) | Role::Opens(branch), _) => ArcKind::Branch(branch, None),
                (Role::Closes, _) => ArcKind::Closes,
                (Role::Level, Target::Node(to)) if of[to] == of[arc.from] && used(at) => ArcKind::Inside,
                (Role::Level, Target::Node(to)) => ArcKind::Onward(to),
                (Role::Level, end) if network.is_won(end) => ArcKind::Won,
                (Role::Level, _) => ArcKind::Ended,
            });
        }
        for (number, block) in network.blocks.iter().enumerate() {
            structure.splits[block.split] = Some((number, of[block.split] == of[block.join]));
        }
        structure.add_branches(network);
        structure.plan(network, evaluations);
        structure
    }

    /// Sorts components by level: outside of all blocks first, then block by block.
    fn add_components(&mut self, network: &Network, found: Vec<Vec<usize>>) {
        let mut levels: Vec<Vec<Component>> = Vec::new();
        levels.resize_with(network.blocks.len() + 1, Vec::new);
        for members in found {
            // Nodes of a component are on one level, for arcs between levels are not among the arrows.
            let block = members.first().and_then(|node| network.nodes[*node].block);
            let level = block.map_or(0, |(block, _)| block + 1);
            levels[level].push(Component {
                members,
                plan: None,
                tangled: None,
                loads: Vec::new(),
            });
        }
        let mut ranges = Vec::with_capacity(levels.len());
        for level in levels {
            let start = self.components.len();
            self.components.extend(level);
            ranges.push(start..self.components.len());
        }
        let mut ranges = ranges.into_iter();
        self.top = ranges.next().unwrap_or_default();
        for (block, components) in network.blocks.iter().zip(ranges) {
            self.blocks.push(Block {
                split: block.split,
                join: block.join,
                components,
                entries: vec![None; block.branches],
                branch_of: Vec::new(),
                closing: Vec::new(),
                opening: Vec::new(),
            });
        }
        let depth = |mut block: usize| {
            let mut deep = 0;
            while let Some(parent) = network.blocks[block].parent {
                (block, deep) = (parent, deep + 1);
            }
            deep
        };
        self.inside_out = (0..network.blocks.len()).collect();
        self.inside_out
            .sort_by_key(|block| (std::cmp::Reverse(depth(*block)), *block));
    }

    fn add_branches(&mut self, network: &Network) {
        for (node, row) in network.nodes.iter().enumerate() {
            if let Some((block, branch)) = row.block {
                self.blocks[block].branch_of.push((node, branch));
            }
        }
        for (at, (arc, kind)) in network.arcs.iter().zip(&self.kinds).enumerate() {
            match *kind {
                ArcKind::Branch(branch, entry) => {
                    if let Some(block) = network.nodes[arc.from].splits {
                        self.blocks[block].entries[branch] = entry;
                        self.blocks[block].opening.push((at, branch));
                    }
                }
                ArcKind::Closes => {
                    if let Some((block, branch)) = network.nodes[arc.from].block {
                        self.blocks[block].closing.push((arc.from, at, branch));
                    }
                }
                ArcKind::Inside | ArcKind::Onward(_) | ArcKind::Won | ArcKind::Ended => {}
            }
        }
    }

    /// A step of the first component that is not solved because it is too entangled.
    pub(crate) fn tangled(&self, network: &Network) -> Option<StepId> {
        let mut tangled = self
            .components
            .iter()
            .filter(|component| component.tangled.is_some());
        tangled.find_map(|component| {
            let mut members = component.members.iter();
            members.find_map(|node| network.nodes[*node].end.step())
        })
    }

    /// Plans the elimination of every component with a loop through several nodes.
    fn plan(&mut self, network: &Network, evaluations: Evaluations) {
        let mut inside = vec![0; network.nodes.len()];
        for component in &mut self.components {
            if component.members.len() < 2 {
                continue;
            }
            for (place, &node) in component.members.iter().enumerate() {
                inside[node] = place;
            }
            let mut loads: Vec<(Load, usize, usize)> = Vec::new();
            for &node in &component.members {
                for arc in self.first[node]..self.first[node + 1] {
                    if let (ArcKind::Inside, Target::Node(to)) = (self.kinds[arc], network.arcs[arc].to)
                        && to != node
                    {
                        loads.push((Load::Arc(node, arc), node, to));
                    }
                }
                if let Some((block, true)) = self.splits[node] {
                    loads.push((Load::Block(node, block), node, self.blocks[block].join));
                }
            }
            let arrows: Vec<(usize, usize)> = loads
                .iter()
                .map(|(_, from, to)| (inside[*from], inside[*to]))
                .collect();
            let Ok(plan) = Plan::new(&component.members, &arrows) else {
                component.tangled = Some(Tangled::Unsolvable);
                continue;
            };
            if evaluations == Evaluations::Many && !plan.is_repeatable() {
                component.tangled = Some(Tangled::TooSlowToRepeat);
                continue;
            }
            for (place, &node) in plan.nodes.iter().enumerate() {
                inside[node] = place;
            }
            component.loads = loads
                .into_iter()
                .filter_map(|(load, from, to)| Some((load, plan.cell(inside[from], inside[to])?)))
                .collect();
            component.plan = Some(plan);
        }
    }
}
