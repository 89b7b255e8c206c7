//! The sales process as one dense matrix, plainly: shares, parallel blocks, what cannot be known, arrivals by
//! Gauss. What it finds is used by the family B alone.

use twinlane_model::{End, Link, OutcomeKind, Side, Step};

use super::Plain;
use super::flow::block;

/// The sales process: its steps, then the outcomes that returns with a share leave.
#[derive(Clone)]
pub struct Dense {
    /// Share from one state to another; a split gives every branch all of its cases.
    pub share: Vec<Vec<f64>>,
    /// Share to won outcomes.
    pub won: Vec<f64>,
    /// Share to outcomes that count as loss, or passed through one, by state and then by state passed.
    pub loss: Vec<f64>,
    pub passed_loss: Vec<bool>,
    /// Share to any end, what no link takes included.
    pub ends: Vec<f64>,
    /// What no link takes.
    pub rest: Vec<f64>,
    /// Somebody decides the shares: no split to all.
    pub decided: Vec<bool>,
    /// Shares add up to more than 100 %.
    pub over: Vec<bool>,
    /// Where such a state leads.
    pub over_to: Vec<Vec<usize>>,
    pub entry: Vec<f64>,
    pub entered: bool,
    pub blocks: Vec<Joined>,
}

/// A parallel block.
#[derive(Clone)]
pub struct Joined {
    pub split: usize,
    pub join: usize,
    pub branches: Vec<Branch>,
}

/// Steps of a branch, those of blocks inside included, and what its last step sends to the join.
pub type Branch = (Vec<usize>, Vec<(usize, f64)>);

const TOLERANCE: f64 = 0.005 + 1e-9;

/// The shares of links, and what none takes; `None` above 100 %.
fn shares(given: &[Option<f64>], in_branch: bool) -> Option<(Vec<f64>, f64)> {
    let sum: f64 = given.iter().flatten().sum();
    if sum > 1.0 + TOLERANCE {
        return None;
    }
    let open = given.iter().filter(|share| share.is_none()).count();
    let even = if open > 0 {
        (1.0 - sum).max(0.0) / open as f64
    } else {
        0.0
    };
    let mut used: Vec<f64> = given.iter().map(|share| share.unwrap_or(even)).collect();
    let total: f64 = used.iter().sum();
    if in_branch && !used.is_empty() && total <= 0.0 {
        return Some((vec![1.0 / given.len() as f64; given.len()], 0.0));
    }
    if (total - 1.0).abs() <= TOLERANCE || (in_branch && total > 0.0) {
        for share in &mut used {
            *share /= total;
        }
        return Some((used, 0.0));
    }
    Some((used, 1.0 - total))
}

fn value(link: &Link) -> Option<f64> {
    Some(link.share.as_ref()?.value.max(0.0))
}

impl Dense {
    pub fn of(plain: &Plain<'_>) -> Self {
        let rows: Vec<&Step> = plain.view.steps_of(Side::Seller).collect();
        let counted: Vec<Link> = plain
            .returns()
            .into_iter()
            .filter(|link| link.share.is_some())
            .cloned()
            .collect();
        let passed: Vec<_> = plain
            .view
            .outcomes
            .iter()
            .copied()
            .filter(|outcome| counted.iter().any(|link| link.from == End::Outcome(outcome.id)))
            .collect();
        let place = |end: End| match end {
            End::Step(id) => rows.iter().position(|row| row.id == id),
            End::Outcome(id) => passed
                .iter()
                .position(|row| row.id == id)
                .map(|at| rows.len() + at),
        };
        let count = rows.len() + passed.len();
        let mut dense = Self {
            share: vec![vec![0.0; count]; count],
            won: vec![0.0; count],
            loss: vec![0.0; count],
            passed_loss: vec![false; count],
            ends: vec![0.0; count],
            rest: vec![0.0; count],
            decided: vec![false; count],
            over: vec![false; count],
            over_to: vec![Vec::new(); count],
            entry: vec![0.0; count],
            entered: rows.iter().any(|row| row.entry.is_some()),
            blocks: Vec::new(),
        };
        let joined = blocks(plain, &rows);
        let inside: Vec<usize> = joined
            .iter()
            .flat_map(|(_, _, branches)| branches.iter().flatten().copied())
            .collect();
        for (at, row) in rows.iter().enumerate() {
            dense.entry[at] = row.entry.as_ref().map_or(0.0, |entry| entry.value.max(0.0));
            let links = plain.flow_from(row.id);
            let splits = joined.iter().any(|(split, _, _)| *split == at);
            let given: Vec<Option<f64>> = links.iter().map(|link| value(link)).collect();
            let worked = if splits || (row.all && links.len() == 1) {
                Some((vec![1.0; links.len()], 0.0))
            } else if row.all && links.len() > 1 {
                Some((vec![1.0 / links.len() as f64; links.len()], 0.0))
            } else {
                shares(&given, inside.contains(&at))
            };
            dense.decided[at] = !(splits || (row.all && links.len() == 1));
            let Some((used, rest)) = worked else {
                dense.over[at] = true;
                dense.over_to[at] = links.iter().filter_map(|link| place(link.to)).collect();
                continue;
            };
            dense.rest[at] = if rest.abs() < 1e-12 { 0.0 } else { rest };
            dense.ends[at] = dense.rest[at];
            for (link, share) in links.iter().zip(used) {
                let kind = link.to.outcome().map(|id| {
                    plain
                        .view
                        .outcomes
                        .iter()
                        .find(|row| row.id == id)
                        .expect("the view holds what its rows name")
                        .kind
                });
                let lost = kind.is_some_and(is_loss);
                if lost {
                    dense.loss[at] += share;
                }
                if let Some(to) = place(link.to) {
                    dense.share[at][to] += share;
                    dense.passed_loss[to] |= lost;
                } else {
                    dense.ends[at] += share;
                    if kind == Some(OutcomeKind::Won) {
                        dense.won[at] += share;
                    }
                }
            }
        }
        for (number, outcome) in passed.iter().enumerate() {
            let at = rows.len() + number;
            let links: Vec<&Link> = counted
                .iter()
                .filter(|link| link.from == End::Outcome(outcome.id))
                .collect();
            let sum: f64 = links.iter().filter_map(|link| value(link)).sum();
            if sum > 1.0 + TOLERANCE {
                dense.over[at] = true;
                dense.over_to[at] = links.iter().filter_map(|link| place(link.to)).collect();
                continue;
            }
            for link in links {
                let to = place(link.to).expect("a return leads to an activity");
                dense.share[at][to] += value(link).expect("counted") / sum.max(1.0);
            }
            dense.ends[at] = (1.0 - sum).max(0.0);
        }
        for (split, join, branches) in joined {
            dense.join(split, join, branches);
        }
        dense
    }

    /// Takes a block out of the shares: the split leads to the join, and nothing else arrives there.
    fn join(&mut self, split: usize, join: usize, branches: Vec<Vec<usize>>) {
        let mut made = Vec::new();
        for steps in branches {
            let closing: Vec<(usize, f64)> = steps
                .iter()
                .map(|step| (*step, self.share[*step][join]))
                .filter(|(_, share)| *share > 0.0)
                .collect();
            for step in &steps {
                self.ends[*step] += self.share[*step][join];
                self.share[*step][join] = 0.0;
            }
            made.push((steps, closing));
        }
        self.share[split][join] = 1.0;
        self.blocks.push(Joined {
            split,
            join,
            branches: made,
        });
    }

    pub fn count(&self) -> usize {
        self.share.len()
    }

    /// Arrivals when each state serves a part of them and each block delivers a part of what its split served;
    /// states that are left out get nothing.
    pub fn arrivals(&self, part: &[f64], delivered: &[f64], with: &[bool]) -> Vec<f64> {
        let known: Vec<usize> = (0..self.count()).filter(|at| with[*at]).collect();
        let mut rows: Vec<Vec<f64>> = known
            .iter()
            .map(|to| {
                let mut row: Vec<f64> = known
                    .iter()
                    .map(|from| {
                        let block = self
                            .blocks
                            .iter()
                            .position(|block| (block.split, block.join) == (*from, *to));
                        let share = block.map_or(self.share[*from][*to], |block| delivered[block]);
                        f64::from(u8::from(from == to)) - share * part[*from]
                    })
                    .collect();
                row.push(self.entry[*to]);
                row
            })
            .collect();
        let solved = gauss(&mut rows);
        let mut arrivals = vec![0.0; self.count()];
        for (at, solved) in known.iter().zip(solved) {
            arrivals[*at] = solved;
        }
        arrivals
    }

    /// Cases won when these are served.
    pub fn wins(&self, served: &[f64]) -> f64 {
        served
            .iter()
            .zip(&self.won)
            .map(|(served, won)| served * won)
            .sum()
    }

    /// The network when a step loses nothing; `None` where it loses nothing now, nothing else is left, or the
    /// rest would go round for ever.
    pub fn without_loss(&self, at: usize) -> Option<Self> {
        let loss = self.loss[at] + self.rest[at];
        let mut changed = self.clone();
        for to in (0..self.count()).filter(|to| self.passed_loss[*to]) {
            changed.share[at][to] = 0.0;
        }
        // A split that is not joined leads to ends in equal parts, as any other does.
        let lost_for_good: f64 = self.loss[at] - self.lost_and_back(at);
        changed.ends[at] = (self.ends[at] - self.rest[at] - lost_for_good).max(0.0);
        if changed.ends[at] < 1e-12 {
            changed.ends[at] = 0.0;
        }
        changed.rest[at] = 0.0;
        let kept = changed.ends[at] + changed.share[at].iter().sum::<f64>();
        if !self.decided[at] || self.over[at] || loss <= 0.0 || kept <= 1e-12 {
            return None;
        }
        for share in changed.share[at]
            .iter_mut()
            .chain([&mut changed.ends[at], &mut changed.won[at]])
        {
            *share /= kept;
        }
        (changed.closed().len() <= self.closed().len()).then_some(changed)
    }

    /// The share that a step sends to lost outcomes which are passed through.
    fn lost_and_back(&self, at: usize) -> f64 {
        let back = (0..self.count()).filter(|to| self.passed_loss[*to]);
        back.map(|to| self.share[at][to]).sum()
    }
}

fn is_loss(kind: OutcomeKind) -> bool {
    !matches!(kind, OutcomeKind::Won | OutcomeKind::Unclassified)
}

/// Split, join and the steps of each branch of every block.
fn blocks(plain: &Plain<'_>, rows: &[&Step]) -> Vec<(usize, usize, Vec<Vec<usize>>)> {
    let starts = plain.starts();
    let mut found = Vec::new();
    for (split, opens) in rows.iter().enumerate().filter(|(_, row)| row.all) {
        for (join, closes) in rows.iter().enumerate().filter(|(_, row)| row.waits) {
            if block(plain, opens.id, closes.id, &starts) {
                let branches = plain.flow_from(opens.id).into_iter().map(|link| {
                    let mut steps: Vec<usize> = Vec::new();
                    let mut open = vec![link.to];
                    while let Some(end) = open.pop() {
                        let at = rows.iter().position(|row| End::Step(row.id) == end);
                        let at = at.expect("branches hold steps");
                        if at != join && !steps.contains(&at) {
                            steps.push(at);
                            open.extend(plain.flow_from(rows[at].id).iter().map(|link| link.to));
                        }
                    }
                    steps
                });
                found.push((split, join, branches.collect()));
            }
        }
    }
    found
}

/// Gauss with the largest pivot; the right side is the last column.
fn gauss(rows: &mut [Vec<f64>]) -> Vec<f64> {
    let count = rows.len();
    for at in 0..count {
        let best = (at..count)
            .max_by(|one, other| rows[*one][at].abs().total_cmp(&rows[*other][at].abs()))
            .expect("there is a row");
        rows.swap(at, best);
        let pivot = rows[at].clone();
        for row in rows.iter_mut().skip(at + 1) {
            let factor = row[at] / pivot[at];
            if factor != 0.0 {
                for (cell, above) in row.iter_mut().zip(&pivot).skip(at) {
                    *cell -= factor * above;
                }
            }
        }
    }
    let mut solved = vec![0.0; count];
    for at in (0..count).rev() {
        let known: f64 = (at + 1..count).map(|other| rows[at][other] * solved[other]).sum();
        solved[at] = (rows[at][count] - known) / rows[at][at];
    }
    solved
}
