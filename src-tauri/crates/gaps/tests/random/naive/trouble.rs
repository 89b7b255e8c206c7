//! Where cases get on the dense matrix, and what of it cannot be worked out, plainly.

use super::network::{Dense, Joined};
use super::walk;

impl Dense {
    /// Where cases may go next, blocks not reduced.
    pub fn arrows(&self) -> Vec<(usize, usize)> {
        let count = self.count();
        let mut arrows: Vec<(usize, usize)> = (0..count)
            .flat_map(|from| (0..count).map(move |to| (from, to)))
            .filter(|(from, to)| self.share[*from][*to] > 0.0)
            .collect();
        for block in &self.blocks {
            let last = block.branches.iter().flat_map(|(_, closing)| closing);
            arrows.extend(last.map(|(step, _)| (*step, block.join)));
        }
        for at in 0..count {
            arrows.extend(self.over_to[at].iter().map(|to| (at, *to)));
            if self.over[at] {
                arrows.extend(self.join_around(at).map(|join| (at, join)));
            }
        }
        arrows
    }

    /// The join of the innermost block around a state: of all around it, the one with the fewest steps.
    fn join_around(&self, at: usize) -> Option<usize> {
        let size = |block: &&Joined| block.branches.iter().map(|(steps, _)| steps.len()).sum::<usize>();
        let around = self
            .blocks
            .iter()
            .filter(|block| block.branches.iter().any(|(steps, _)| steps.contains(&at)));
        around.min_by_key(size).map(|block| block.join)
    }

    /// What can be reached from states by one arrow or more.
    fn reach(&self) -> Vec<Vec<bool>> {
        let count = self.count();
        let mut reach: Vec<Vec<bool>> = (0..count)
            .map(|from| (0..count).map(|to| self.share[from][to] > 0.0).collect())
            .collect();
        super::close(&mut reach);
        reach
    }

    /// States that go round for ever, one list for each loop.
    pub fn closed(&self) -> Vec<Vec<usize>> {
        let reach = self.reach();
        let mut found: Vec<Vec<usize>> = Vec::new();
        for (at, onward) in reach.iter().enumerate() {
            let members: Vec<usize> = (0..self.count())
                .filter(|other| *other == at || (onward[*other] && reach[*other][at]))
                .collect();
            let branch = |from: usize, to: usize| {
                self.blocks
                    .iter()
                    .any(|block| block.split == from && block.join != to)
            };
            let leaves = members.iter().any(|from| {
                let away = (0..self.count())
                    .any(|to| !members.contains(&to) && self.share[*from][to] > 0.0 && !branch(*from, to));
                self.ends[*from] > 0.0 || away || self.over[*from]
            });
            if !leaves && members[0] == at {
                found.push(members);
            }
        }
        found
    }

    /// The states that cases get to.
    pub fn reached(&self) -> Vec<bool> {
        let entries: Vec<usize> = (0..self.count()).filter(|at| self.entry[*at] > 0.0).collect();
        walk(self.count(), &self.arrows(), &entries, None)
    }

    /// Whether anything cannot be worked out, whether anything that cases get to cannot, and what lies behind
    /// such a thing.
    pub fn trouble(&self) -> (bool, bool, Vec<bool>) {
        let reached = self.reached();
        let closed = self.closed();
        let mut arrows = self.arrows();
        for at in closed.iter().flatten() {
            arrows.extend(self.join_around(*at).map(|join| (*at, join)));
        }
        let over = (0..self.count()).filter(|at| self.over[*at]).map(|at| vec![at]);
        let causes: Vec<Vec<usize>> = over.chain(closed).collect();
        let spoiling: Vec<usize> = causes
            .iter()
            .filter(|states| states.iter().any(|at| reached[*at]))
            .flatten()
            .copied()
            .collect();
        let after: Vec<usize> = arrows
            .iter()
            .filter(|(from, _)| spoiling.contains(from))
            .map(|(_, to)| *to)
            .collect();
        let behind = walk(self.count(), &arrows, &after, None);
        (!causes.is_empty(), !spoiling.is_empty(), behind)
    }
}
