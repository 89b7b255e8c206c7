//! Parallel blocks: work that is split to several branches at once and joined again (rule F9).
//!
//! Only the shape of the flow counts here; no share, no time.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Serialize;
use twinlane_model::topology::starts;
use twinlane_model::{LinkId, LinkKind, MapView, Side, StepId};

/// A parallel block: each link of the split opens a branch, each branch sends one link to the join.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Block {
    /// The step marked `all`.
    pub split: StepId,
    /// The step marked `waits`.
    pub join: StepId,
    /// The branches, in the order of the split's links.
    pub branches: Vec<Branch>,
    /// The block directly around it: place in [`Blocks::blocks`].
    pub parent: Option<usize>,
}

/// One branch of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Branch {
    /// The split's link that opens it.
    pub opens: LinkId,
    /// The link that reaches the join; the same as `opens` when the branch has no step.
    pub closes: LinkId,
    /// Its steps in the order of their place, those of blocks inside it included.
    pub steps: Vec<StepId>,
}

/// The parallel blocks of a side and what belongs to none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Blocks {
    /// Blocks in the order of their split's place. Two blocks are apart or one lies in a branch of the other.
    pub blocks: Vec<Block>,
    /// Steps marked `all` with two links or more that open no block.
    pub unjoined_splits: Vec<StepId>,
    /// Steps marked `waits` with two incoming links or more that close no block.
    pub unjoined_waits: Vec<StepId>,
}

impl Blocks {
    /// The block that a step splits.
    pub fn split_by(&self, step: StepId) -> Option<&Block> {
        self.blocks.iter().find(|block| block.split == step)
    }

    /// Place in [`Self::blocks`] of the innermost block that each branch step lies in.
    pub fn innermost(&self) -> BTreeMap<StepId, usize> {
        let mut depth = vec![0_usize; self.blocks.len()];
        for (at, slot) in depth.iter_mut().enumerate() {
            let mut above = self.blocks[at].parent;
            while let Some(parent) = above {
                *slot += 1;
                above = self.blocks[parent].parent;
            }
        }
        let mut innermost: BTreeMap<StepId, usize> = BTreeMap::new();
        for (at, block) in self.blocks.iter().enumerate() {
            for &step in block.branches.iter().flat_map(|branch| &branch.steps) {
                let slot = innermost.entry(step).or_insert(at);
                if depth[*slot] < depth[at] {
                    *slot = at;
                }
            }
        }
        innermost
    }
}

/// The flow of a side on indices, with what the definition of a block asks about each step.
struct Shape {
    /// Flow links that leave a step: link, step reached (`None` for an outcome).
    out: Vec<Vec<(LinkId, Option<usize>)>>,
    /// Steps that send flow to a step.
    into: Vec<Vec<usize>>,
    /// Starts, and steps that a return leads to: entered from elsewhere.
    entered: Vec<bool>,
    /// Steps that a return leads to: no join may have another incoming link.
    returned: Vec<bool>,
}

impl Shape {
    /// The steps of a side lie together in a view; `first` is the place of the first of them.
    fn of(view: &MapView<'_>, side: Side, first: usize, count: usize) -> Self {
        let inside = |place: usize| place.checked_sub(first).filter(|at| *at < count);
        let mut shape = Self {
            out: Vec::with_capacity(count),
            into: vec![Vec::new(); count],
            entered: vec![false; count],
            returned: vec![false; count],
        };
        for at in 0..count {
            let links = view.links_from(first + at);
            let flow = links.filter(|link| view.links[*link].kind == LinkKind::Flow);
            let out: Vec<_> = flow
                .map(|link| (view.links[link].id, view.ends(link).1.step().and_then(inside)))
                .collect();
            for to in out.iter().filter_map(|(_, to)| *to) {
                shape.into[to].push(at);
            }
            shape.out.push(out);
        }
        for start in starts(view, side) {
            if let Some(at) = view.step_place(start).and_then(inside) {
                shape.entered[at] = true;
            }
        }
        for (at, link) in view.links.iter().enumerate() {
            if link.kind == LinkKind::Return
                && let Some(at) = view.ends(at).1.step().and_then(inside)
            {
                shape.entered[at] = true;
                shape.returned[at] = true;
            }
        }
        shape
    }

    /// A step that no branch may hold: entered from elsewhere, ends in an outcome, or leads nowhere.
    fn breaks_branch(&self, at: usize) -> bool {
        self.entered[at] || self.out[at].is_empty() || self.out[at].iter().any(|(_, to)| to.is_none())
    }
}

/// Finds the parallel blocks of a side.
///
/// A block, as rule F9 has it: each link of a split to `all` opens a branch; branches share no step, have no
/// start, outcome or dead end, are entered only from the split, and each sends exactly one link to the same
/// waiting step, which has no other incoming link (returns counted; it may be a start).
pub fn blocks(view: &MapView<'_>, side: Side) -> Blocks {
    let steps: Vec<_> = view.steps_of(side).collect();
    let ids: Vec<StepId> = steps.iter().map(|step| step.id).collect();
    let first = view
        .steps
        .iter()
        .position(|step| step.side == side)
        .unwrap_or_default();
    let shape = Shape::of(view, side, first, ids.len());
    let waits: Vec<bool> = steps.iter().map(|step| step.waits).collect();
    let mut found = Blocks::default();
    let mut joined = BTreeSet::new();
    for (at, step) in steps.iter().enumerate() {
        if !step.all || shape.out[at].len() < 2 {
            continue;
        }
        let block = meeting(&shape, &waits, at).and_then(|join| close(&shape, at, join, &ids));
        match block {
            Some(block) => {
                joined.insert(block.join);
                found.blocks.push(block);
            }
            None => found.unjoined_splits.push(step.id),
        }
    }
    found.unjoined_waits = steps
        .iter()
        .filter(|step| step.waits && !joined.contains(&step.id))
        .filter(|step| view.flow_into(step.id).count() >= 2)
        .map(|step| step.id)
        .collect();
    nest(&mut found.blocks);
    found
}

/// The only step that can join a split: where two of its branches first meet.
///
/// All branches are followed in step, none through the split itself. If the block exists, a branch is left
/// only by its link to the join, so the first step seen from two branches is the join, however far a quick
/// branch has run past it.
fn meeting(shape: &Shape, waits: &[bool], split: usize) -> Option<usize> {
    let links = shape.out[split].len();
    let may_join = |at: usize| waits[at] && shape.into[at].len() == links && !shape.returned[at];
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    // A step and whether the way to it has passed a possible join; before that it can only be in the branch.
    let mut queue: VecDeque<(usize, bool)> = VecDeque::new();
    for (branch, &(_, to)) in shape.out[split].iter().enumerate() {
        let to = to.filter(|to| *to != split)?;
        seen.insert(to, branch);
        queue.push_back((to, may_join(to)));
    }
    while let Some((at, passed)) = queue.pop_front() {
        if !passed && shape.breaks_branch(at) {
            return None;
        }
        let branch = seen[&at];
        for to in shape.out[at].iter().filter_map(|(_, to)| *to) {
            if to == split {
                if !passed {
                    return None;
                }
                continue;
            }
            match seen.get(&to) {
                Some(&other) if other != branch => return may_join(to).then_some(to),
                Some(_) => {}
                None => {
                    seen.insert(to, branch);
                    queue.push_back((to, passed || may_join(to)));
                }
            }
        }
    }
    None
}

/// The block between a split and the step where its branches meet, if it is one.
fn close(shape: &Shape, split: usize, join: usize, ids: &[StepId]) -> Option<Block> {
    let mut owner: BTreeMap<usize, usize> = BTreeMap::new();
    let mut branches = Vec::new();
    for (number, &(opens, to)) in shape.out[split].iter().enumerate() {
        let entry = to?;
        let mut closing: Vec<(usize, LinkId)> = Vec::new();
        let mut inside: Vec<usize> = Vec::new();
        if entry == join {
            closing.push((split, opens));
        } else {
            owner.insert(entry, number);
            inside.push(entry);
        }
        let mut next = 0;
        while let Some(&at) = inside.get(next) {
            next += 1;
            if at == split || shape.breaks_branch(at) {
                return None;
            }
            for &(link, to) in &shape.out[at] {
                let to = to?;
                if to == join {
                    closing.push((at, link));
                    continue;
                }
                match owner.get(&to) {
                    Some(&other) if other != number => return None,
                    Some(_) => {}
                    None => {
                        owner.insert(to, number);
                        inside.push(to);
                    }
                }
            }
        }
        let &[(last, closes)] = closing.as_slice() else {
            return None;
        };
        if !entered_only_from(shape, split, entry, number, &inside, &owner)
            || !all_reach(shape, last, &inside)
        {
            return None;
        }
        inside.sort_unstable();
        branches.push(Branch {
            opens,
            closes,
            steps: inside.into_iter().map(|at| ids[at]).collect(),
        });
    }
    // One closing link a branch, so equal numbers mean that nothing else arrives at the join.
    (shape.into[join].len() == branches.len()).then(|| Block {
        split: ids[split],
        join: ids[join],
        branches,
        parent: None,
    })
}

/// Whether every link into the branch comes from the branch, the split's link to its first step apart.
fn entered_only_from(
    shape: &Shape,
    split: usize,
    entry: usize,
    number: usize,
    inside: &[usize],
    owner: &BTreeMap<usize, usize>,
) -> bool {
    inside.iter().all(|&at| {
        shape.into[at]
            .iter()
            .all(|from| owner.get(from) == Some(&number) || (*from == split && at == entry))
    })
}

/// Whether every step of a branch can reach the step that leaves it; a loop without a way on is a dead end.
fn all_reach(shape: &Shape, last: usize, inside: &[usize]) -> bool {
    let members: BTreeSet<usize> = inside.iter().copied().collect();
    let mut seen: BTreeSet<usize> = members.contains(&last).then_some(last).into_iter().collect();
    let mut stack: Vec<usize> = seen.iter().copied().collect();
    while let Some(at) = stack.pop() {
        for &from in &shape.into[at] {
            if members.contains(&from) && seen.insert(from) {
                stack.push(from);
            }
        }
    }
    seen.len() == members.len()
}

/// Names for each block the one directly around it: of those whose branches hold its split, the smallest.
fn nest(blocks: &mut [Block]) {
    let sizes: Vec<usize> = blocks
        .iter()
        .map(|block| block.branches.iter().map(|branch| branch.steps.len()).sum())
        .collect();
    let splits: BTreeMap<StepId, usize> = blocks
        .iter()
        .enumerate()
        .map(|(at, block)| (block.split, at))
        .collect();
    let mut parents: Vec<Option<usize>> = vec![None; blocks.len()];
    for (outer, block) in blocks.iter().enumerate() {
        for step in block.branches.iter().flat_map(|branch| &branch.steps) {
            if let Some(&inner) = splits.get(step)
                && parents[inner].is_none_or(|known| sizes[outer] < sizes[known])
            {
                parents[inner] = Some(outer);
            }
        }
    }
    for (block, parent) in blocks.iter_mut().zip(parents) {
        block.parent = parent;
    }
}
