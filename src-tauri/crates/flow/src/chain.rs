//! The chain of a sales process: its states, and where a case goes next from each of them.
//!
//! Parallel blocks are taken apart here. Seen from around a block, its split leads to its join and to
//! nothing else; each branch is a small chain of its own that is entered with the visits of the split and
//! ends where it reaches the join. That reduces blocks from the inside out without building new maps.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{Basis, End, LinkId, LinkKind, MapView, OutcomeId, Side, StepId};

use crate::block::{Blocks, blocks};
use crate::flow::{LinkFlow, Problem, ShareMark};
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

/// The chain of a map's sales side.
#[derive(Debug)]
pub(crate) struct Chain {
    pub states: Vec<State>,
    /// Number of states that are steps; they come first, in the order of their place.
    pub steps: usize,
    pub index: BTreeMap<StepId, usize>,
    pub blocks: Blocks,
    pub links: BTreeMap<LinkId, LinkFlow>,
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
        let mut chain = Self {
            states: Vec::new(),
            steps: 0,
            index: BTreeMap::new(),
            blocks,
            links: BTreeMap::new(),
            entered: false,
            problems: Vec::new(),
        };
        for step in view.steps_of(Side::Seller) {
            chain.index.insert(step.id, chain.states.len());
            let entry = step.entry.as_ref().map(|entry| entry.value.max(0.0));
            chain.entered |= entry.is_some();
            chain.states.push(State {
                end: End::Step(step.id),
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
        for step in view.steps_of(Side::Seller) {
            chain.add_step(view, step.id, step.all, &splits, &closing, &passed);
        }
        chain
    }

    /// Gives outcomes with counted returns a state of their own; they are passed through.
    fn add_outcomes(&mut self, view: &MapView<'_>) -> BTreeMap<OutcomeId, usize> {
        let mut passed = BTreeMap::new();
        let mut uncounted = Vec::new();
        for outcome in &view.outcomes {
            let returns: Vec<_> = view.leaving(End::Outcome(outcome.id), LinkKind::Return).collect();
            uncounted.extend(
                returns
                    .iter()
                    .filter(|link| link.share.is_none())
                    .map(|link| link.id),
            );
            let counted: Vec<_> = returns.into_iter().filter(|link| link.share.is_some()).collect();
            if counted.is_empty() {
                continue;
            }
            passed.insert(outcome.id, self.states.len());
            let given: Vec<_> = counted.iter().map(|link| link.share.as_ref()).collect();
            let mut state = State {
                end: End::Outcome(outcome.id),
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
                let Some(&to) = link.to.step().and_then(|to| self.index.get(&to)) else {
                    continue;
                };
                let share = self.note_link(link.id, &worked, at);
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
        step: StepId,
        all: bool,
        splits: &BTreeMap<StepId, usize>,
        closing: &BTreeSet<LinkId>,
        passed: &BTreeMap<OutcomeId, usize>,
    ) {
        let Some(&at) = self.index.get(&step) else {
            return;
        };
        let links: Vec<_> = view.flow_from(step).collect();
        let joined = splits.get(&step).copied();
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
        let given: Vec<_> = links.iter().map(|link| link.share.as_ref()).collect();
        let worked = shares(&given, reading);
        for (number, link) in links.iter().enumerate() {
            let share = self.note_link(link.id, &worked, number);
            let target = match link.to {
                End::Step(to) => self.index.get(&to).copied(),
                End::Outcome(to) => passed.get(&to).copied(),
            };
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
                    if !closing.contains(&link.id) {
                        state.opens.push(to);
                    }
                }
                (Some(to), _) if closing.contains(&link.id) => state.closes = Some((to, share)),
                (Some(to), _) => state.level.push((to, share)),
                (None, End::Outcome(to)) => state.sinks.push((Sink::Outcome(to), share)),
                (None, End::Step(_)) => state.sinks.push((Sink::Unexplained, share)),
            }
        }
        if let Some(join) = joined.and_then(|block| self.index.get(&self.blocks.blocks[block].join)) {
            self.states[at].level.push((*join, 1.0));
            self.states[at].next.push(*join);
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
        let block = self.states[at].block?;
        self.index.get(&self.blocks.blocks[block].join).copied()
    }

    /// Writes down the share used for a link and returns it; `None` where the shares are over 100 %.
    fn note_link(&mut self, link: LinkId, worked: &Shares, number: usize) -> Option<f64> {
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
        self.links.insert(link, note);
        share
    }
}
