//! The chain of a sales process: its states, and where a case goes next from each of them.
//!
//! Parallel blocks are taken apart here. Seen from around a block, its split leads to its join and to
//! nothing else; each branch is a small chain of its own that is entered with the visits of the split and
//! ends where it reaches the join. That reduces blocks from the inside out without building new maps.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{Basis, End, LinkId, LinkKind, MapView, OutcomeId, Side, Spot, StepId};

use crate::block::{Blocks, blocks};
use crate::flow::{LinkFlow, Problem, ShareMark};
use crate::network::{Network, Role, Target, value};
use crate::shares::{Reading, Shares, shares};

/// Where cases end: an outcome, or off the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sink {
    Outcome(OutcomeId),
    Unexplained,
}

/// One state: a step, or an outcome whose returns are counted.
#[derive(Debug)]
pub(crate) struct State {
    pub end: End,
    /// How its links are read.
    pub reading: Reading,
    /// Cases per period that enter here.
    pub entry: f64,
    /// Next states on the same level, with shares; a joined split has its join here and nothing else.
    pub level: Vec<(usize, f64)>,
    /// First steps of the branches that this split opens.
    pub opens: Vec<usize>,
    /// The join that this last step of a branch reaches, with the share that goes there.
    pub closes: Option<(usize, f64)>,
    /// Ends reached from here, with shares.
    pub sinks: Vec<(Sink, f64)>,
    /// Everything that may come next, blocks not reduced; of an over-full state all its links.
    pub next: Vec<usize>,
    /// Sum of the shares where they are more than 100 %.
    pub over: Option<f64>,
    /// Innermost block it lies in, a place in `blocks`.
    pub block: Option<usize>,
}

/// The states of a parallel block.
#[derive(Debug)]
pub(crate) struct Parallel {
    pub split: Option<usize>,
    pub join: Option<usize>,
    /// The steps in its branches, those of blocks inside it included.
    pub inside: Vec<usize>,
}

/// The chain of a map's sales side.
#[derive(Debug)]
pub(crate) struct Chain {
    pub states: Vec<State>,
    /// Number of states that are steps; they come first, in the order of their place.
    pub steps: usize,
    /// Place in the view of the first step, which is the first state.
    pub first: usize,
    pub blocks: Blocks,
    /// Where the states of each block are.
    pub parallel: Vec<Parallel>,
    /// By place of the link in the view; `None` for links that the arithmetic does not use.
    pub links: Vec<Option<LinkFlow>>,
    /// Whether any step has an entry.
    pub entered: bool,
    /// Unjoined splits and returns not counted.
    pub problems: Vec<Problem>,
}

impl Chain {
    /// Reads the sales side of a map.
    pub(crate) fn of(view: &MapView<'_>) -> Self {
        let blocks = blocks(view, Side::Seller);
        let innermost = blocks.innermost();
        let first = view.steps.partition_point(|step| step.side != Side::Seller);
        let state = |step: StepId| view.step_place(step)?.checked_sub(first);
        let parallel = blocks
            .blocks
            .iter()
            .map(|block| {
                let inside = block.branches.iter().flat_map(|branch| &branch.steps);
                Parallel {
                    split: state(block.split),
                    join: state(block.join),
                    inside: inside.filter_map(|step| state(*step)).collect(),
                }
            })
            .collect();
        let mut chain = Self {
            states: Vec::new(),
            steps: 0,
            first,
            blocks,
            parallel,
            links: vec![None; view.links.len()],
            entered: false,
            problems: Vec::new(),
        };
        for step in view.steps_of(Side::Seller) {
            let entry = step.entry.as_ref().map(|entry| entry.value.max(0.0));
            chain.entered |= entry.is_some();
            chain.states.push(State {
                end: End::Step(step.id),
                reading: Reading::Exclusive,
                entry: entry.unwrap_or(0.0),
                level: Vec::new(),
                opens: Vec::new(),
                closes: None,
                sinks: Vec::new(),
                next: Vec::new(),
                over: None,
                block: innermost.get(&step.id).copied(),
            });
        }
        chain.steps = chain.states.len();
        let passed = chain.add_outcomes(view);
        let splits: BTreeMap<StepId, usize> = chain
            .blocks
            .blocks
            .iter()
            .enumerate()
            .map(|(at, block)| (block.split, at))
            .collect();
        let closing: BTreeSet<LinkId> = chain
            .blocks
            .blocks
            .iter()
            .flat_map(|block| block.branches.iter().map(|branch| branch.closes))
            .collect();
        for at in 0..chain.steps {
            chain.add_step(view, at, &splits, &closing, &passed);
        }
        chain
    }

    /// The state of an end of a link: a step of this side, or an outcome that is passed through.
    fn target(&self, end: Spot, passed: &[Option<usize>]) -> Option<usize> {
        match end {
            Spot::Step(place) => place.checked_sub(self.first),
            Spot::Outcome(place) => passed[place],
            Spot::Nowhere => None,
        }
    }

    /// Gives outcomes with counted returns a state of their own; they are passed through.
    fn add_outcomes(&mut self, view: &MapView<'_>) -> Vec<Option<usize>> {
        let mut passed = vec![None; view.outcomes.len()];
        let mut returns: Vec<Vec<usize>> = vec![Vec::new(); view.outcomes.len()];
        for (at, link) in view.links.iter().enumerate() {
            if let (LinkKind::Return, Spot::Outcome(outcome)) = (link.kind, view.ends(at).0) {
                returns[outcome].push(at);
            }
        }
        let mut uncounted = Vec::new();
        for (place, (outcome, returns)) in view.outcomes.iter().zip(returns).enumerate() {
            let open = |link: &usize| view.links[*link].share.is_none();
            let (without, counted): (Vec<usize>, Vec<usize>) = returns.into_iter().partition(open);
            uncounted.extend(without.into_iter().map(|link| view.links[link].id));
            if counted.is_empty() {
                continue;
            }
            passed[place] = Some(self.states.len());
            let given: Vec<_> = counted
                .iter()
                .map(|link| view.links[*link].share.as_ref())
                .collect();
            let mut state = State {
                end: End::Outcome(outcome.id),
                reading: Reading::Returns,
                entry: 0.0,
                level: Vec::new(),
                opens: Vec::new(),
                closes: None,
                sinks: Vec::new(),
                next: Vec::new(),
                over: None,
                block: None,
            };
            let worked = shares(&given, Reading::Returns);
            for (at, link) in counted.iter().enumerate() {
                let arrives = view.ends(*link).1.step();
                let Some(to) = arrives.and_then(|place| place.checked_sub(self.first)) else {
                    continue;
                };
                let share = self.note_link(*link, &worked, at);
                match share {
                    Some(share) if share > 0.0 => {
                        state.level.push((to, share));
                        state.next.push(to);
                    }
                    Some(_) => {}
                    None => state.next.push(to),
                }
            }
            match worked {
                Shares::Known { rest, .. } if rest > 0.0 => {
                    state.sinks.push((Sink::Outcome(outcome.id), rest));
                }
                Shares::Known { .. } => {}
                Shares::OverHundred(sum) => state.over = Some(sum),
            }
            self.states.push(state);
        }
        if !uncounted.is_empty() {
            self.problems.push(Problem::ReturnsNotCounted(uncounted));
        }
        passed
    }

    fn add_step(
        &mut self,
        view: &MapView<'_>,
        at: usize,
        splits: &BTreeMap<StepId, usize>,
        closing: &BTreeSet<LinkId>,
        passed: &[Option<usize>],
    ) {
        let (step, all) = {
            let row = view.steps[self.first + at];
            (row.id, row.all)
        };
        let links: Vec<usize> = view
            .links_from(self.first + at)
            .filter(|link| view.links[*link].kind == LinkKind::Flow)
            .collect();
        let joined = splits.get(&step).copied();
        // Only a split and what lies in a branch can send the link that closes one.
        let inside = joined.is_some() || self.states[at].block.is_some();
        let closes = |link: LinkId| inside && closing.contains(&link);
        let reading = if joined.is_some() || (all && links.len() == 1) {
            Reading::All
        } else if all && links.len() > 1 {
            self.problems.push(Problem::UnjoinedSplit(step));
            Reading::Unjoined
        } else if self.states[at].block.is_some() {
            Reading::InBranch
        } else {
            Reading::Exclusive
        };
        self.states[at].reading = reading;
        let given: Vec<_> = links
            .iter()
            .map(|link| view.links[*link].share.as_ref())
            .collect();
        let worked = shares(&given, reading);
        for (number, place) in links.iter().enumerate() {
            let link = view.links[*place];
            let share = self.note_link(*place, &worked, number);
            let target = self.target(view.ends(*place).1, passed);
            let state = &mut self.states[at];
            if let Some(to) = target
                && share.is_none_or(|share| share > 0.0)
            {
                state.next.push(to);
            }
            let Some(share) = share.filter(|share| *share > 0.0) else {
                continue;
            };
            match (target, link.to) {
                // The branches of a joined split are opened below; a link straight to the join opens none.
                (Some(to), _) if joined.is_some() => {
                    if !closes(link.id) {
                        state.opens.push(to);
                    }
                }
                (Some(to), _) if closes(link.id) => state.closes = Some((to, share)),
                (Some(to), _) => state.level.push((to, share)),
                (None, End::Outcome(to)) => state.sinks.push((Sink::Outcome(to), share)),
                (None, End::Step(_)) => state.sinks.push((Sink::Unexplained, share)),
            }
        }
        if let Some(join) = joined.and_then(|block| self.parallel[block].join) {
            self.states[at].level.push((join, 1.0));
            self.states[at].next.push(join);
        }
        match worked {
            Shares::Known { rest, .. } if rest > 0.0 => self.states[at].sinks.push((Sink::Unexplained, rest)),
            Shares::Known { .. } => {}
            Shares::OverHundred(sum) => {
                let state = &mut self.states[at];
                state.over = Some(sum);
                // A branch that cannot be worked out keeps its join waiting.
                if let Some(join) = self.join_around(at) {
                    self.states[at].next.push(join);
                }
            }
        }
    }

    /// The join of the innermost block that a state lies in.
    pub(crate) fn join_around(&self, at: usize) -> Option<usize> {
        self.parallel[self.states[at].block?].join
    }

    /// Writes down the share used for a link and returns it; `None` where the shares are over 100 %.
    fn note_link(&mut self, link: usize, worked: &Shares, number: usize) -> Option<f64> {
        let note = match worked {
            Shares::Known {
                links, normalised, ..
            } => LinkFlow {
                share: Some(links[number].share),
                mark: links[number].mark,
                basis: links[number].basis,
                normalised: *normalised,
                cases: None,
            },
            Shares::OverHundred(_) => LinkFlow {
                share: None,
                mark: ShareMark::Given,
                basis: Basis::Assumed,
                normalised: false,
                cases: None,
            },
        };
        let share = note.share;
        self.links[link] = Some(note);
        share
    }
}

impl Network {
    /// The network as the chain that troubles are looked for in.
    pub(crate) fn chain(&self) -> Chain {
        let mut chain = Chain {
            states: Vec::with_capacity(self.nodes.len()),
            steps: self.nodes.len(),
            first: 0,
            blocks: Blocks::default(),
            parallel: Vec::new(),
            links: Vec::new(),
            entered: self.nodes.iter().any(|node| node.entry.is_some()),
            problems: self.problems.clone(),
        };
        for block in &self.blocks {
            chain.parallel.push(Parallel {
                split: Some(block.split),
                join: Some(block.join),
                inside: Vec::new(),
            });
        }
        for (at, node) in self.nodes.iter().enumerate() {
            let mut around = node.block.map(|(block, _)| block);
            while let Some(block) = around {
                chain.parallel[block].inside.push(at);
                around = self.blocks[block].parent;
            }
            chain.states.push(self.state(at));
        }
        chain
    }

    fn state(&self, at: usize) -> State {
        let node = &self.nodes[at];
        let mut state = State {
            end: node.end,
            reading: node.reading,
            entry: value(node.entry.as_ref()),
            level: Vec::new(),
            opens: Vec::new(),
            closes: None,
            sinks: Vec::new(),
            next: Vec::new(),
            over: node.over,
            block: node.block.map(|(block, _)| block),
        };
        if node.rest > 0.0 {
            // What returns leave behind stays in the outcome.
            let stays = node.end.outcome().map_or(Sink::Unexplained, Sink::Outcome);
            state.sinks.push((stays, node.rest));
        }
        for arc in &self.arcs[self.arcs_of(at)] {
            let used = arc.share > 0.0;
            match arc.to {
                Target::Node(to) if used || node.over.is_some() => {
                    state.next.push(to);
                    match arc.role {
                        Role::Level if used => state.level.push((to, arc.share)),
                        Role::Opens(_) => state.opens.push(to),
                        Role::Closes if used => state.closes = Some((to, arc.share)),
                        _ => {}
                    }
                }
                Target::Outcome(to) if used => {
                    state.sinks.push((Sink::Outcome(self.outcomes[to].0), arc.share));
                }
                Target::Off if used => state.sinks.push((Sink::Unexplained, arc.share)),
                _ => {}
            }
        }
        if let Some(block) = node.splits {
            state.level.push((self.blocks[block].join, 1.0));
            state.next.push(self.blocks[block].join);
        }
        if let (Some(_), Some((block, _))) = (node.over, node.block) {
            state.next.push(self.blocks[block].join);
        }
        state
    }
}
