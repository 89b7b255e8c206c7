//! What stands in the way of a number: over-full steps and loops without a way out, and how far they spoil.

use twinlane_model::StepId;

use crate::chain::Chain;
use crate::flow::{Problem, Unknown};
use crate::parts::Parts;
use crate::strong::{components, reach, reversed};

/// What stands in the way of a number, state by state.
pub(crate) struct Trouble {
    /// Why visits are not known: cases come through something that cannot be worked out.
    pub behind: Vec<Option<Unknown>>,
    /// Why chances are not known: it leads to something that cannot be worked out.
    pub before: Vec<Option<Unknown>>,
    /// Whether the component (blocks not reduced) holds such a thing.
    pub within: Vec<bool>,
    /// Why totals are not known.
    pub totals: Option<Unknown>,
    pub problems: Vec<Problem>,
}

impl Trouble {
    /// Looks for it.
    pub(crate) fn of(chain: &Chain, parts: &Parts) -> Self {
        let count = chain.states.len();
        let mut next: Vec<Vec<usize>> = chain.states.iter().map(|state| state.next.clone()).collect();
        let mut problems = Vec::new();
        // The cause and the states it starts from, in the order of the map.
        let mut causes: Vec<(Unknown, Vec<usize>)> = Vec::new();
        let entries = (0..count).filter(|at| chain.states[*at].entry > 0.0);
        let reached = reach(&next, entries);
        if !chain.entered {
            problems.push(Problem::NoEntry);
        }
        for (at, state) in chain.states.iter().enumerate() {
            if let Some(sum) = state.over {
                causes.push((Unknown::OverHundred(state.end), vec![at]));
                problems.push(Problem::OverHundred {
                    at: state.end,
                    sum,
                    reached: reached[at],
                });
            }
        }
        for part in &parts.order {
            let steps = || with_branches(chain, &part.members);
            let Some(first) = part.members.iter().find_map(|at| chain.states[*at].end.step()) else {
                continue;
            };
            if part.closed {
                let reached = part.members.iter().any(|at| reached[*at]);
                causes.push((Unknown::ClosedLoop(first), part.members.clone()));
                problems.push(Problem::ClosedLoop {
                    steps: steps(),
                    reached,
                });
                for &at in &part.members {
                    // Its branch never ends, so the join around it waits for ever.
                    next[at].extend(chain.join_around(at));
                }
            } else if part.tangled {
                causes.push((Unknown::TooTangled(first), part.members.clone()));
                problems.push(Problem::TooTangled { steps: steps() });
            }
        }
        problems.extend(chain.problems.iter().cloned());
        let back = reversed(&next);
        let mut found = Self {
            behind: vec![None; count],
            before: vec![None; count],
            within: vec![false; count],
            totals: (!chain.entered).then_some(Unknown::NoEntry),
            problems,
        };
        let whole = if causes.is_empty() {
            &parts.whole
        } else {
            &components(&next)
        };
        for (cause, states) in causes {
            if states.iter().any(|at| reached[*at]) {
                let after = states.iter().flat_map(|at| next[*at].iter().copied());
                mark(&mut found.behind, &reach(&next, after), &cause);
                found.totals.get_or_insert_with(|| cause.clone());
            }
            mark(&mut found.before, &reach(&back, states.iter().copied()), &cause);
            for &at in &states {
                for &member in &whole.members[whole.of[at]] {
                    found.within[member] = true;
                }
            }
        }
        found
    }
}

/// Writes the cause to every state that has none yet.
fn mark(slots: &mut [Option<Unknown>], hit: &[bool], cause: &Unknown) {
    for (slot, _) in slots.iter_mut().zip(hit).filter(|(_, hit)| **hit) {
        slot.get_or_insert_with(|| cause.clone());
    }
}

/// The steps of a loop, those in branches of its blocks included, in the order of their place.
fn with_branches(chain: &Chain, members: &[usize]) -> Vec<StepId> {
    let mut states: Vec<usize> = members.iter().copied().filter(|at| *at < chain.steps).collect();
    for block in &chain.blocks.blocks {
        if chain
            .index
            .get(&block.split)
            .is_some_and(|split| members.contains(split))
        {
            let inside = block.branches.iter().flat_map(|branch| &branch.steps);
            states.extend(inside.filter_map(|step| chain.index.get(step)));
        }
    }
    states.sort_unstable();
    states.dedup();
    states
        .iter()
        .filter_map(|at| chain.states[*at].end.step())
        .collect()
}
