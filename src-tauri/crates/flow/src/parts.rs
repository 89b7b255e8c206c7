//! The chain cut into strongly connected components that can be solved one after the other.

use twinlane_model::topology::Graph;

use crate::chain::{Chain, State};
use crate::sparse::Factor;

/// The chain cut into components that can be solved one after the other.
pub(crate) struct Parts {
    /// Components in the order in which cases go through them.
    pub order: Vec<Part>,
    /// The same by what is worth what: a component comes after all it leads to, joins included.
    pub backward: Vec<usize>,
    /// Component of each state, a place in `order`.
    pub of: Vec<usize>,
    /// Place of each state inside its component.
    pub inside: Vec<usize>,
}

/// One component.
pub(crate) struct Part {
    pub members: Vec<usize>,
    /// `None` when it is a closed loop, over-full or too entangled.
    pub factor: Option<Factor>,
    pub closed: bool,
    pub tangled: bool,
}

impl Parts {
    /// Cuts the chain.
    pub(crate) fn of(chain: &Chain) -> Self {
        let level = |state: &State| state.level.iter().map(|(to, _)| *to).collect::<Vec<_>>();
        let forward = graph(chain, |state| {
            let mut next = level(state);
            next.extend(&state.opens);
            next
        });
        let onward = graph(chain, |state| {
            let mut next = level(state);
            next.extend(state.closes.map(|(to, _)| to));
            next
        });
        let found = forward.components();
        let mut of = vec![0; chain.states.len()];
        let mut inside = vec![0; chain.states.len()];
        for (number, members) in found.iter().enumerate() {
            for (place, &state) in members.iter().enumerate() {
                of[state] = number;
                inside[state] = place;
            }
        }
        // Branches never lead back to the level above them, so both graphs have the same components.
        let backward = onward
            .components()
            .iter()
            .rev()
            .filter_map(|members| members.first().map(|state| of[*state]))
            .collect();
        let order = found
            .into_iter()
            .map(|members| Part::of(chain, members, &of, &inside))
            .collect();
        Self {
            order,
            backward,
            of,
            inside,
        }
    }
}

/// The states as a graph, with what may come next from each of them.
pub(crate) fn graph(chain: &Chain, next: impl Fn(&State) -> Vec<usize>) -> Graph<usize> {
    let arrows = chain.states.iter().enumerate();
    let arrows = arrows.flat_map(|(at, state)| next(state).into_iter().map(move |to| (at, to)));
    Graph::numbered(chain.states.len(), arrows)
}

impl Part {
    fn of(chain: &Chain, members: Vec<usize>, of: &[usize], inside: &[usize]) -> Self {
        let mut part = Self {
            members,
            factor: None,
            closed: false,
            tangled: false,
        };
        if part
            .members
            .iter()
            .any(|&state| chain.states[state].over.is_some())
        {
            return part;
        }
        let mut rows = Vec::with_capacity(part.members.len());
        let mut exit = Vec::with_capacity(part.members.len());
        for &at in &part.members {
            let state = &chain.states[at];
            let mut row = Vec::new();
            let mut leaving: f64 = state.sinks.iter().map(|(_, share)| share).sum();
            leaving += state.closes.map_or(0.0, |(_, share)| share);
            for &(to, share) in &state.level {
                if of[to] == of[at] {
                    row.push((inside[to], share));
                } else {
                    leaving += share;
                }
            }
            rows.push(row);
            exit.push(leaving);
        }
        if exit.iter().all(|leaving| *leaving <= 0.0) {
            part.closed = true;
            return part;
        }
        match Factor::new(&rows, &exit) {
            Ok(factor) => part.factor = Some(factor),
            Err(_) => part.tangled = true,
        }
        part
    }
}
