//! Solves the chain of a sales process: visits, chances, expected repeats, totals.
//!
//! The chain falls apart into strongly connected components; each is solved exactly, and they are chained
//! in the order of the flow, so the cost follows the loops of a map and not its size.

use std::collections::BTreeMap;

use twinlane_model::{End, LinkKind, MapView, OutcomeId, OutcomeKind, Spot};

use crate::chain::{Chain, Parallel, Sink};
use crate::flow::{Chances, Flow, Rounds, StepFlow, Unknown};
use crate::network::is_loss;
use crate::parts::Parts;
use crate::trouble::Trouble;

/// Works out the flow of a map's sales side, if everything that arrives is served (`N = (I − Q)⁻¹`,
/// v = λN, B = NR).
pub fn solve(view: &MapView<'_>) -> Flow {
    let chain = Chain::of(view);
    let parts = Parts::of(&chain);
    let trouble = Trouble::of(&chain, &parts);
    let visits = visits(&chain, &parts, &trouble);
    let chances = chances(&chain, &parts, &trouble);
    let per_case = per_case(&chain, &parts, &trouble);
    Flow::assemble(view, chain, &trouble, &visits, chances, &per_case)
}

/// Works out visits and repeats only, by place, for whoever asks on every edit: no chance, no share of a link.
pub fn rounds(view: &MapView<'_>) -> Rounds {
    let chain = Chain::of(view);
    let parts = Parts::of(&chain);
    let trouble = Trouble::of(&chain, &parts);
    let visits = visits(&chain, &parts, &trouble);
    let per_case = per_case(&chain, &parts, &trouble);
    let buyers = view.steps.len() - chain.steps;
    let known = |at: usize| (chain.entered && trouble.behind[at].is_none()).then(|| visits[at]);
    Rounds {
        entering: entering(&chain),
        visits: std::iter::repeat_n(None, buyers)
            .chain((0..chain.steps).map(known))
            .collect(),
        visits_per_case: std::iter::repeat_n(None, buyers)
            .chain(per_case.into_iter().take(chain.steps))
            .collect(),
        blocks: chain.blocks,
    }
}

/// Cases that enter; `None` without any entry.
fn entering(chain: &Chain) -> Option<f64> {
    chain
        .entered
        .then(|| chain.states.iter().map(|state| state.entry).sum::<f64>())
}

/// Visits per period of each state; meaningless where the trouble says so.
fn visits(chain: &Chain, parts: &Parts, trouble: &Trouble) -> Vec<f64> {
    let arriving: Vec<f64> = chain.states.iter().map(|state| state.entry).collect();
    forward(chain, parts, trouble, arriving, true)
}

/// Sends what arrives through the components in the order of the flow. Splits hand their visits to the
/// branches only if `open` says so.
fn forward(chain: &Chain, parts: &Parts, trouble: &Trouble, mut flow: Vec<f64>, open: bool) -> Vec<f64> {
    for part in &parts.order {
        if part
            .members
            .iter()
            .any(|at| open && trouble.behind[*at].is_some())
        {
            for &at in &part.members {
                flow[at] = 0.0;
            }
            continue;
        }
        let mut own: Vec<f64> = part.members.iter().map(|at| flow[*at]).collect();
        if let Some(factor) = part
            .factor
            .as_ref()
            .filter(|_| own.iter().any(|cases| *cases != 0.0))
        {
            factor.visits(&mut own);
        }
        for (&at, &visits) in part.members.iter().zip(&own) {
            flow[at] = visits;
            let state = &chain.states[at];
            for &(to, share) in state.level.iter().filter(|(to, _)| parts.of[*to] != parts.of[at]) {
                flow[to] += visits * share;
            }
            if open {
                for &to in &state.opens {
                    flow[to] += visits;
                }
            }
        }
    }
    flow
}

/// Chances of each sink from each state; `None` where the trouble says so.
fn chances(chain: &Chain, parts: &Parts, trouble: &Trouble) -> Vec<Option<BTreeMap<Sink, f64>>> {
    let mut found: Vec<Option<BTreeMap<Sink, f64>>> = vec![None; chain.states.len()];
    for part in parts.backward.iter().map(|number| &parts.order[*number]) {
        let Some(factor) = &part.factor else { continue };
        if part.members.iter().any(|at| trouble.before[*at].is_some()) {
            continue;
        }
        // One column for each sink that the component leads to.
        let mut columns: BTreeMap<Sink, Vec<f64>> = BTreeMap::new();
        let size = part.members.len();
        for (place, &at) in part.members.iter().enumerate() {
            let state = &chain.states[at];
            for &(sink, share) in &state.sinks {
                columns.entry(sink).or_insert_with(|| vec![0.0; size])[place] += share;
            }
            let outside = state.level.iter().filter(|(to, _)| parts.of[*to] != parts.of[at]);
            for &(to, share) in outside.chain(&state.closes) {
                for (&sink, &chance) in found[to].iter().flatten() {
                    columns.entry(sink).or_insert_with(|| vec![0.0; size])[place] += share * chance;
                }
            }
        }
        let mut rows = vec![BTreeMap::new(); size];
        for (sink, mut column) in columns {
            factor.worth(&mut column);
            for (row, chance) in rows.iter_mut().zip(column) {
                row.insert(sink, chance);
            }
        }
        for (&at, row) in part.members.iter().zip(rows) {
            found[at] = Some(row);
        }
    }
    found
}

/// Nᵢᵢ of each state.
///
/// Inside a branch a case goes round in the branch first; once through the join it may come back to the
/// split, and each time it does, the step is visited as often as one split visit brings.
fn per_case(chain: &Chain, parts: &Parts, trouble: &Trouble) -> Vec<Option<f64>> {
    let mut own = vec![None; chain.states.len()];
    for part in &parts.order {
        if let Some(factor) = &part.factor {
            for (&at, visits) in part.members.iter().zip(factor.diagonal()) {
                own[at] = Some(visits);
            }
        }
    }
    let mut once = vec![0.0; chain.states.len()];
    for state in &chain.states {
        for &entry in &state.opens {
            once[entry] = 1.0;
        }
    }
    let once = forward(chain, parts, trouble, once, false);
    let again: Vec<f64> = chain.parallel.iter().map(|block| again(block, parts)).collect();
    // Visits to a block's split that are still to come once its join is reached, blocks around it included.
    let mut to_come: Vec<Option<f64>> = vec![None; again.len()];
    for number in 0..again.len() {
        let mut path = vec![number];
        while let Some(parent) = chain.blocks.blocks[path[path.len() - 1]].parent
            && to_come[parent].is_none()
        {
            path.push(parent);
        }
        for &block in path.iter().rev() {
            let around = chain.blocks.blocks[block]
                .parent
                .and_then(|parent| to_come[parent]);
            let split = chain.parallel[block].split;
            let brought = split.map_or(0.0, |split| once[split]);
            to_come[block] = Some(again[block] + around.unwrap_or(0.0) * brought);
        }
    }
    (0..chain.states.len())
        .map(|at| {
            let around = chain.states[at]
                .block
                .and_then(|block| to_come[block])
                .unwrap_or(0.0);
            own[at]
                .filter(|_| !trouble.within[at])
                .map(|own| own + around * once[at])
        })
        .collect()
}

/// Visits to a block's split still to come when its join is reached, on its own level.
fn again(block: &Parallel, parts: &Parts) -> f64 {
    let (Some(split), Some(join)) = (block.split, block.join) else {
        return 0.0;
    };
    if parts.of[split] != parts.of[join] {
        return 0.0;
    }
    let part = &parts.order[parts.of[split]];
    let Some(factor) = &part.factor else { return 0.0 };
    let mut unit = vec![0.0; part.members.len()];
    unit[parts.inside[join]] = 1.0;
    factor.visits(&mut unit);
    unit[parts.inside[split]]
}

impl Flow {
    fn assemble(
        view: &MapView<'_>,
        chain: Chain,
        trouble: &Trouble,
        visits: &[f64],
        chances: Vec<Option<BTreeMap<Sink, f64>>>,
        per_case: &[Option<f64>],
    ) -> Self {
        let won = |id: OutcomeId| view.outcome(id).is_some_and(|row| row.kind == OutcomeKind::Won);
        let known = |at: usize| (chain.entered && trouble.behind[at].is_none()).then(|| visits[at]);
        let entering = entering(&chain);
        let mut ending: BTreeMap<Sink, f64> = BTreeMap::new();
        for (state, cases) in chain.states.iter().zip(visits) {
            for &(sink, share) in &state.sinks {
                *ending.entry(sink).or_default() += cases * share;
            }
        }
        let total = |sink: Sink| {
            trouble
                .totals
                .is_none()
                .then(|| ending.get(&sink).copied().unwrap_or(0.0))
        };
        let outcomes: BTreeMap<OutcomeId, Option<f64>> = view
            .outcomes
            .iter()
            .map(|row| (row.id, total(Sink::Outcome(row.id))))
            .collect();
        let wins = trouble.totals.is_none().then(|| {
            let won = outcomes.iter().filter(|(id, _)| won(**id));
            won.filter_map(|(_, cases)| *cases).sum::<f64>()
        });
        let buyers = view.steps.len() - chain.steps;
        let mut steps = BTreeMap::new();
        for (at, chance) in chances.into_iter().enumerate().take(chain.steps) {
            let End::Step(id) = chain.states[at].end else {
                continue;
            };
            let state = &chain.states[at];
            let unexplained: f64 = state
                .sinks
                .iter()
                .filter(|(sink, _)| *sink == Sink::Unexplained)
                .map(|(_, share)| share)
                .sum();
            let lost: f64 = view
                .links_from(buyers + at)
                .filter(|link| view.links[*link].kind == LinkKind::Flow)
                .filter(|link| {
                    let outcome = view.ends(*link).1.outcome();
                    outcome.is_some_and(|place| is_loss(view.outcomes[place].kind))
                })
                .filter_map(|link| chain.links[link].as_ref()?.share)
                .sum();
            let usable = state.over.is_none();
            let visits_unknown = if chain.entered {
                trouble.behind[at].clone()
            } else {
                Some(Unknown::NoEntry)
            };
            let row = StepFlow {
                visits: known(at),
                visits_unknown,
                visits_per_case: per_case[at],
                chances_unknown: trouble.before[at].clone(),
                chances: chance.map(|row| to_chances(&row, &won)),
                loss: usable.then_some(lost + unexplained),
                unexplained: usable.then_some(unexplained),
            };
            steps.insert(id, row);
        }
        let by_outcome: BTreeMap<End, usize> = (chain.steps..chain.states.len())
            .map(|at| (chain.states[at].end, at))
            .collect();
        let mut links = BTreeMap::new();
        for (at, row) in chain.links.into_iter().enumerate() {
            let Some(mut row) = row else { continue };
            let link = view.links[at];
            let state = match view.ends(at).0 {
                Spot::Step(place) => place.checked_sub(buyers),
                Spot::Outcome(_) | Spot::Nowhere => by_outcome.get(&link.from).copied(),
            };
            row.cases = state.and_then(|state| Some(known(state)? * row.share?));
            links.insert(link.id, row);
        }
        let rate = |wins: f64| entering.filter(|cases| *cases > 0.0).map(|cases| wins / cases);
        Self {
            entering,
            steps,
            links,
            unexplained: total(Sink::Unexplained),
            outcomes,
            win_rate: wins.and_then(rate),
            wins,
            totals_unknown: trouble.totals.clone(),
            blocks: chain.blocks,
            problems: trouble.problems.clone(),
        }
    }
}

fn to_chances(row: &BTreeMap<Sink, f64>, won: &impl Fn(OutcomeId) -> bool) -> Chances {
    let mut chances = Chances::default();
    for (&sink, &chance) in row {
        match sink {
            Sink::Outcome(id) => {
                chances.outcomes.insert(id, chance);
                if won(id) {
                    chances.won += chance;
                }
            }
            Sink::Unexplained => chances.unexplained += chance,
        }
    }
    chances
}
