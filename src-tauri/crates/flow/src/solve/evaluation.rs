//! One evaluation of a network with given numbers: arrivals, chances to win, times of parallel blocks.
//!
//! With everybody served the arrivals are the visits v = λN; with a fraction φ served at each node they are those of
//! `a = λ + (φ∘a)Q`, exact for this φ. All lists live in [`Evaluation`], so that evaluating again allocates nothing.

use super::elimination::{Cells, Plan, leaves};
use super::structure::{ArcKind, Block, Load, Structure};
use crate::network::values::Values;

/// What an evaluation found, by place of the node or block.
#[derive(Clone, Debug)]
pub(crate) struct Evaluation {
    /// Cases that arrive, per period.
    pub arrivals: Vec<f64>,
    /// Chance to win; see [`Evaluation::chances`].
    pub chance: Vec<f64>,
    /// The part of what the split served that the slowest branch delivers, 0..1.
    pub delivered: Vec<f64>,
    /// Expected elapsed time of the longest branch, waits included, working days; see [`Evaluation::times`].
    pub longest: Vec<f64>,
    /// Cases ran into a loop without a way out, or would for ever.
    pub closed: bool,
    /// Inside a branch: arrivals for each case that the split serves.
    pub once: Vec<f64>,
    /// Whether each component can be solved.
    pub open: Vec<bool>,
    pub cells: Vec<Cells>,
    /// Of components of one node: what leaves it.
    pub pivot: Vec<f64>,
    branches: Vec<f64>,
}

/// Who is served of the arrivals: everybody, or a fraction of them by node.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Serving<'a> {
    Everybody,
    Fraction(&'a [f64]),
}

impl Serving<'_> {
    fn at(self, node: usize) -> f64 {
        match self {
            Self::Everybody => 1.0,
            Self::Fraction(part) => part[node],
        }
    }
}

impl Evaluation {
    /// Lists for the evaluations of a structure.
    pub(crate) fn new(structure: &Structure) -> Self {
        let count = structure.splits.len();
        let cells = structure
            .components
            .iter()
            .map(|component| component.plan.as_ref().map_or_else(Cells::default, Plan::cells));
        let most = structure
            .blocks
            .iter()
            .map(|block| block.entries.len())
            .max()
            .unwrap_or(0);
        Self {
            arrivals: vec![0.0; count],
            chance: vec![0.0; count],
            delivered: vec![1.0; structure.blocks.len()],
            longest: vec![0.0; structure.blocks.len()],
            closed: false,
            once: vec![0.0; count],
            open: vec![true; structure.components.len()],
            cells: cells.collect(),
            pivot: vec![0.0; count],
            branches: vec![0.0; most],
        }
    }

    /// Works out the arrivals.
    pub(crate) fn run(&mut self, structure: &Structure, values: &Values, serving: Serving<'_>) {
        self.closed = false;
        let mut once = std::mem::take(&mut self.once);
        once.fill(0.0);
        for &number in &structure.inside_out {
            let block = &structure.blocks[number];
            for &entry in block.entries.iter().flatten() {
                once[entry] = 1.0;
            }
            let closed = self.level(structure, values, serving, block.components.clone(), &mut once);
            self.delivered[number] = if closed {
                0.0
            } else {
                self.slowest(block, values, serving, &once)
            };
        }
        self.once = once;
        let mut arrivals = std::mem::take(&mut self.arrivals);
        arrivals.copy_from_slice(&values.entry);
        self.closed = self.level(structure, values, serving, structure.top.clone(), &mut arrivals);
        for &number in structure.inside_out.iter().rev() {
            let block = &structure.blocks[number];
            let served = arrivals[block.split] * serving.at(block.split);
            for &(node, _) in &block.branch_of {
                arrivals[node] = served * self.once[node];
            }
            // A branch without an end keeps every case that the split sends into it.
            let closed = block.components.clone().any(|at| !self.open[at]);
            self.closed |= closed && served > 0.0;
        }
        self.arrivals = arrivals;
    }

    /// Solves the components of a level in place; true when cases came to one without a way out.
    fn level(
        &mut self,
        structure: &Structure,
        values: &Values,
        serving: Serving<'_>,
        components: std::ops::Range<usize>,
        flow: &mut [f64],
    ) -> bool {
        let mut closed = false;
        for number in components {
            let component = &structure.components[number];
            self.open[number] = self.eliminate(structure, values, serving, number);
            if !self.open[number] {
                // What arrives is still known; what becomes of it is not.
                closed |= component.members.iter().any(|node| flow[*node] > 0.0);
                continue;
            }
            match &component.plan {
                Some(plan) => plan.visits(&self.cells[number], flow),
                None => {
                    for &node in &component.members {
                        flow[node] /= self.pivot[node];
                    }
                }
            }
            for &node in &component.members {
                let served = flow[node] * serving.at(node);
                if served == 0.0 {
                    continue;
                }
                for arc in structure.first[node]..structure.first[node + 1] {
                    if let ArcKind::Onward(to) = structure.kinds[arc] {
                        flow[to] += served * values.share[arc];
                    }
                }
                if let Some((block, false)) = structure.splits[node] {
                    flow[structure.blocks[block].join] += served * self.delivered[block];
                }
            }
        }
        closed
    }

    /// Fills and eliminates one component; false when it has no way out.
    fn eliminate(
        &mut self,
        structure: &Structure,
        values: &Values,
        serving: Serving<'_>,
        number: usize,
    ) -> bool {
        let component = &structure.components[number];
        let exit = |evaluation: &Self, node: usize| {
            let mut leaving = values.rest[node];
            for arc in structure.first[node]..structure.first[node + 1] {
                match structure.kinds[arc] {
                    ArcKind::Onward(_) | ArcKind::Won | ArcKind::Ended | ArcKind::Closes => {
                        leaving += values.share[arc];
                    }
                    ArcKind::Inside | ArcKind::Branch(..) => {}
                }
            }
            if let Some((block, inside)) = structure.splits[node] {
                leaving += if inside {
                    1.0 - evaluation.delivered[block]
                } else {
                    1.0
                };
            }
            let part = serving.at(node);
            (1.0 - part) + part * leaving
        };
        let Some(plan) = &component.plan else {
            let mut all = component.members.len() == 1;
            for &node in &component.members {
                self.pivot[node] = exit(self, node);
                all &= leaves(self.pivot[node]);
            }
            return all;
        };
        let mut cells = std::mem::take(&mut self.cells[number]);
        for (place, &node) in plan.nodes.iter().enumerate() {
            cells.exit[place] = exit(self, node);
        }
        cells.share.fill(0.0);
        for &(load, cell) in &component.loads {
            cells.share[cell] += match load {
                Load::Arc(node, arc) => values.share[arc] * serving.at(node),
                Load::Block(node, block) => self.delivered[block] * serving.at(node),
            };
        }
        let open = plan.eliminate(&mut cells);
        self.cells[number] = cells;
        open
    }

    /// The least part of what a split served that any of its branches delivers.
    fn slowest(&mut self, block: &Block, values: &Values, serving: Serving<'_>, once: &[f64]) -> f64 {
        // Nothing is lost inside a branch, so what is served comes out; rounding must not cost a case.
        let Serving::Fraction(part) = serving else {
            return 1.0;
        };
        let branches = &mut self.branches[..block.entries.len()];
        for (slot, entry) in branches.iter_mut().zip(&block.entries) {
            *slot = if entry.is_some() { 0.0 } else { 1.0 };
        }
        for &(node, arc, branch) in &block.closing {
            branches[branch] += once[node] * part[node] * values.share[arc];
        }
        branches.iter().copied().fold(1.0, f64::min)
    }

    /// Components without a way out, whether cases get there or not.
    pub(crate) fn shut(&self) -> usize {
        self.open.iter().filter(|open| !**open).count()
    }

    /// Works out the chance to win from each node, h = B[won]; only after a run with everybody served.
    pub(crate) fn chances(&mut self, structure: &Structure, values: &Values) {
        let mut chance = std::mem::take(&mut self.chance);
        chance.fill(0.0);
        for number in structure.top.clone().rev() {
            let component = &structure.components[number];
            if !self.open[number] {
                continue;
            }
            for &node in &component.members {
                let mut worth = 0.0;
                for arc in structure.first[node]..structure.first[node + 1] {
                    match structure.kinds[arc] {
                        ArcKind::Won => worth += values.share[arc],
                        ArcKind::Onward(to) => worth += values.share[arc] * chance[to],
                        ArcKind::Inside | ArcKind::Ended | ArcKind::Closes | ArcKind::Branch(..) => {}
                    }
                }
                if let Some((block, false)) = structure.splits[node] {
                    worth += chance[structure.blocks[block].join] * self.delivered[block];
                }
                chance[node] = worth;
            }
            match &component.plan {
                Some(plan) => plan.worth(&self.cells[number], &mut chance),
                None => {
                    for &node in &component.members {
                        chance[node] /= self.pivot[node];
                    }
                }
            }
        }
        // What is in a branch comes to the join, and nothing is lost on the way.
        for &number in structure.inside_out.iter().rev() {
            let block = &structure.blocks[number];
            for &(node, _) in &block.branch_of {
                chance[node] = chance[block.join];
            }
        }
        self.chance = chance;
    }

    /// Works out the time of the longest branch of each block; only after a run with everybody served.
    pub(crate) fn times(&mut self, structure: &Structure, values: &Values) {
        for &number in &structure.inside_out {
            let block = &structure.blocks[number];
            let mut branches = std::mem::take(&mut self.branches);
            branches.fill(0.0);
            for &(arc, branch) in &block.opening {
                branches[branch] += values.wait[arc];
            }
            for &(node, branch) in &block.branch_of {
                branches[branch] += self.once[node] * self.visit_time(structure, values, node);
            }
            self.longest[number] = branches[..block.entries.len()]
                .iter()
                .copied()
                .fold(0.0, f64::max);
            self.branches = branches;
        }
    }

    /// Elapsed time that a visit of a node brings on its level, working days: its own, the waits on the way
    /// out and, of a split, the longest branch.
    fn visit_time(&self, structure: &Structure, values: &Values, node: usize) -> f64 {
        let mut time = values.elapsed[node];
        for arc in structure.first[node]..structure.first[node + 1] {
            if !matches!(structure.kinds[arc], ArcKind::Branch(..)) {
                time += values.share[arc] * values.wait[arc];
            }
        }
        time + structure.splits[node].map_or(0.0, |(block, _)| self.longest[block])
    }

    /// Cases won per period, when the part given of the arrivals is served.
    pub(crate) fn wins(&self, structure: &Structure, values: &Values, serving: Serving<'_>) -> f64 {
        let mut wins = 0.0;
        for (arc, kind) in structure.kinds.iter().enumerate() {
            if *kind == ArcKind::Won {
                let node = structure.from[arc];
                wins += self.arrivals[node] * serving.at(node) * values.share[arc];
            }
        }
        wins
    }

    /// Cost per period, when the part given of the arrivals is served.
    pub(crate) fn cost(&self, values: &Values, serving: Serving<'_>) -> f64 {
        let mut cost = 0.0;
        for (node, arrivals) in self.arrivals.iter().enumerate() {
            cost += arrivals * serving.at(node) * values.visit_cost(node);
        }
        cost
    }

    /// Days that all cases of a period spend: Σ visits × elapsed. Divided by the entries it is the lead time
    /// per case.
    pub(crate) fn days(&self, structure: &Structure, values: &Values) -> f64 {
        let mut days = 0.0;
        for component in &structure.components[structure.top.clone()] {
            for &node in &component.members {
                days += self.arrivals[node] * self.visit_time(structure, values, node);
            }
        }
        days
    }

    /// Days that the won cases of a period spend; divided by the wins it is their lead time.
    ///
    /// Won cases visit a node vᵢhᵢ times, take an arc vᵢQᵢⱼhⱼ times and go through a block as often as its
    /// join is reached by one of them: the chain conditioned on winning.
    pub(crate) fn won_days(&self, structure: &Structure, values: &Values) -> f64 {
        let mut days = 0.0;
        for component in &structure.components[structure.top.clone()] {
            for &node in &component.members {
                let visits = self.arrivals[node];
                if visits == 0.0 {
                    continue;
                }
                days += visits * self.chance[node] * values.elapsed[node];
                for arc in structure.first[node]..structure.first[node + 1] {
                    if values.wait[arc] > 0.0 {
                        let onward = match structure.kinds[arc] {
                            ArcKind::Won => 1.0,
                            ArcKind::Onward(_) | ArcKind::Inside => {
                                structure.to[arc].map_or(0.0, |to| self.chance[to])
                            }
                            ArcKind::Ended | ArcKind::Closes | ArcKind::Branch(..) => 0.0,
                        };
                        days += visits * values.share[arc] * onward * values.wait[arc];
                    }
                }
                if let Some((block, _)) = structure.splits[node] {
                    days += visits * self.chance[structure.blocks[block].join] * self.longest[block];
                }
            }
        }
        days
    }
}
