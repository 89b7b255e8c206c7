//! What stands in the way of a number: over-full steps and loops without a way out, and how far they spoil.

use std::collections::BTreeSet;

use twinlane_model::StepId;
use twinlane_model::topology::Graph;

use crate::chain::Chain;
use crate::flow::{Problem, Unknown};
use crate::parts::{Parts, graph};

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
        let whole = graph(chain, |state| state.next.clone());
        // A branch that never ends keeps the join around it waiting, so what lies behind the join is behind it.
        let mut kept_waiting: Vec<(usize, usize)> = Vec::new();
        let mut problems = Vec::new();
        // The cause and the states it starts from, in the order of the map.
        let mut causes: Vec<(Unknown, Vec<usize>)> = Vec::new();
        let entries = (0..count).filter(|at| chain.states[*at].entry > 0.0);
        let reached = whole.distances_in_order(entries);
        if !chain.entered {
            problems.push(Problem::NoEntry);
        }
        for (at, state) in chain.states.iter().enumerate() {
            if let Some(sum) = state.over {
                causes.push((Unknown::OverHundred(state.end), vec![at]));
                problems.push(Problem::OverHundred {
                    at: state.end,
                    sum,
                    reached: reached[at].is_some(),
                });
            }
        }
        for part in &parts.order {
            let steps = || with_branches(chain, &part.members);
            let Some(first) = part.members.iter().find_map(|at| chain.states[*at].end.step()) else {
                continue;
            };
            if part.closed {
                let reached = part.members.iter().any(|at| reached[*at].is_some());
                causes.push((Unknown::ClosedLoop(first), part.members.clone()));
                problems.push(Problem::ClosedLoop {
                    steps: steps(),
                    reached,
                });
                let joins = part
                    .members
                    .iter()
                    .map(|at| chain.join_around(*at).map(|join| (*at, join)));
                kept_waiting.extend(joins.flatten());
            } else if part.tangled {
                causes.push((Unknown::TooTangled(first), part.members.clone()));
                problems.push(Problem::TooTangled { steps: steps() });
            }
        }
        problems.extend(chain.problems.iter().cloned());
        let mut found = Self {
            behind: vec![None; count],
            before: vec![None; count],
            within: vec![false; count],
            totals: (!chain.entered).then_some(Unknown::NoEntry),
            problems,
        };
        if causes.is_empty() {
            return found;
        }
        let arrows = (0..count).flat_map(|at| whole.following(at).map(move |to| (at, to)));
        let whole = Graph::numbered(count, arrows.chain(kept_waiting));
        let spoiled: BTreeSet<usize> = causes
            .iter()
            .flat_map(|(_, states)| states.iter().copied())
            .collect();
        for members in whole.components() {
            if members.iter().any(|at| spoiled.contains(at)) {
                for at in members {
                    found.within[at] = true;
                }
            }
        }
        for (cause, states) in causes {
            if states.iter().any(|at| reached[*at].is_some()) {
                let after = states.iter().flat_map(|at| whole.following(*at)).collect();
                spread(
                    &mut found.behind,
                    after,
                    |at| whole.following(at).collect(),
                    &cause,
                );
                found.totals.get_or_insert_with(|| cause.clone());
            }
            spread(
                &mut found.before,
                states,
                |at| whole.preceding(at).collect(),
                &cause,
            );
        }
        found
    }
}

/// Writes the cause to everything that can be reached and has none yet. What has one is not gone through
/// again: all behind it has one too.
fn spread(
    slots: &mut [Option<Unknown>],
    mut open: Vec<usize>,
    next: impl Fn(usize) -> Vec<usize>,
    cause: &Unknown,
) {
    while let Some(at) = open.pop() {
        if slots[at].is_none() {
            slots[at] = Some(cause.clone());
            open.extend(next(at));
        }
    }
}

/// The steps of a loop, those in branches of its blocks included, in the order of their place.
fn with_branches(chain: &Chain, members: &[usize]) -> Vec<StepId> {
    let mut states: Vec<usize> = members.iter().copied().filter(|at| *at < chain.steps).collect();
    for block in &chain.parallel {
        if block
            .split
            .is_some_and(|split| members.binary_search(&split).is_ok())
        {
            states.extend(&block.inside);
        }
    }
    states.sort_unstable();
    states.dedup();
    states
        .iter()
        .filter_map(|at| chain.states[*at].end.step())
        .collect()
}
