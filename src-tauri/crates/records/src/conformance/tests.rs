//! Properties of alignments on random maps, with parallel work that is joined, and that is not.

use std::collections::BTreeSet;

use proptest::prelude::*;
use twinlane_model::{End, EndIndex, LinkKind, MapId, MapView, Row, Side, Workshop};
use twinlane_testkit::random::{Dice, workshop};

use super::net::Net;
use super::search::{Found, Trace, cheapest};
use super::space::Space;
use super::{Alignment, ConformanceError, Options, Variant, check};

/// States up to which a random map is looked at; some of them make work without end.
const STATES: usize = 20_000;

/// A random map; with `wild`, marks are set where they mean trouble.
fn map(seed: u64, steps: usize, wild: bool) -> (Workshop, MapId) {
    let made = workshop(seed, steps);
    let mut dice = Dice::new(seed);
    let rows: Vec<Row> = made
        .rows()
        .map(|row| match row {
            Row::Step(mut step) if wild && step.side == Side::Seller => {
                step.all |= dice.chance(20);
                step.waits |= dice.chance(20);
                step.entry = step.entry.filter(|_| dice.chance(50));
                Row::Step(step)
            }
            other => other,
        })
        .collect();
    let made = Workshop::from_rows(rows).expect("marks do not make a map invalid");
    let id = *made.maps().keys().next().expect("there is a map");
    (made, id)
}

/// One activity of the log for each activity of the map, and one that no step is matched to.
fn matching(view: &MapView<'_>) -> Vec<Vec<End>> {
    let mut out: Vec<Vec<End>> = view.activities().map(|step| vec![End::Step(step.id)]).collect();
    out.push(Vec::new());
    out
}

/// Walks through a map by its links, choosing as it goes: the activities passed, if the walk comes to an end.
fn walk(view: &MapView<'_>, dice: &mut Dice) -> Option<Vec<usize>> {
    let flow = |at: &usize| view.links[*at].kind == LinkKind::Flow;
    let into = |step: usize| -> Vec<usize> {
        let every = 0..view.links.len();
        every
            .filter(flow)
            .filter(|at| view.ends(*at).1 == EndIndex::Step(step))
            .collect()
    };
    let outcomes = (0..view.links.len())
        .filter(flow)
        .any(|at| view.ends(at).1.outcome().is_some());
    let activities: Vec<End> = view.activities().map(|step| End::Step(step.id)).collect();
    let starts = twinlane_model::topology::starts(view, Side::Seller);
    if starts.is_empty() {
        return None;
    }
    let mut begins = vec![view.step_place(dice.pick(&starts))?];
    let mut tokens: Vec<usize> = Vec::new();
    let mut passed = Vec::new();
    for _ in 0..60 {
        if let Some(step) = begins.pop() {
            let id = End::Step(view.steps[step].id);
            passed.extend(activities.iter().position(|known| *known == id));
            let links: Vec<usize> = view.links_from(step).filter(flow).collect();
            if view.steps[step].all {
                tokens.extend(&links);
            } else if !links.is_empty() {
                tokens.push(dice.pick(&links));
            }
            if links.is_empty() && outcomes {
                return None;
            }
            continue;
        }
        if tokens.is_empty() {
            return Some(passed);
        }
        let chosen = dice.below(tokens.len());
        let link = tokens[chosen];
        match view.ends(link).1 {
            EndIndex::Outcome(outcome) => {
                tokens.remove(chosen);
                let back: Vec<usize> = (0..view.links.len())
                    .filter(|at| view.links[*at].kind == LinkKind::Return)
                    .filter(|at| view.ends(*at).0 == EndIndex::Outcome(outcome))
                    .collect();
                if !back.is_empty() && dice.chance(30) {
                    begins.extend(view.ends(dice.pick(&back)).1.step());
                }
            }
            EndIndex::Step(step) => {
                let retry = view.ends(link).0 == EndIndex::Step(step);
                let before: Vec<usize> = into(step)
                    .into_iter()
                    .filter(|at| view.ends(*at).0 != EndIndex::Step(step))
                    .collect();
                if !view.steps[step].waits || retry {
                    tokens.remove(chosen);
                } else if before.iter().all(|at| tokens.contains(at)) {
                    for link in before {
                        let at = tokens.iter().position(|token| *token == link)?;
                        tokens.remove(at);
                    }
                } else {
                    continue;
                }
                begins.push(step);
            }
            EndIndex::Nowhere => return None,
        }
    }
    None
}

fn pairs(activities: &[usize]) -> BTreeSet<(usize, usize)> {
    activities.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_walk_through_the_map_costs_nothing(seed in any::<u64>(), steps in 4_usize..30, wild in any::<bool>()) {
        let (made, id) = map(seed, steps, wild);
        let view = made.view(id).expect("there is a map");
        let mut dice = Dice::new(seed);
        let variants: Vec<Variant> = (0..20)
            .filter_map(|_| walk(&view, &mut dice))
            .map(|activities| Variant { activities, cases: 1 })
            .collect();
        if variants.is_empty() {
            return Ok(());
        }
        let options = Options { states: STATES };
        let result = match check(&view, &matching(&view), &variants, options, &()) {
            Err(ConformanceError::TooManyStates { .. }) => return Ok(()),
            result => result.expect("a map that was walked through has a way"),
        };
        for (variant, alignment) in variants.iter().zip(&result.alignments) {
            match alignment {
                Alignment::Cheapest { cost, fitness, .. } => {
                    prop_assert_eq!(*cost, 0, "the walk {:?} is drawn", &variant.activities);
                    prop_assert!((*fitness - 1.0).abs() < f64::EPSILON, "what costs nothing fits");
                }
                Alignment::TooManyStates { .. } => prop_assert!(wild, "a joined map stays within the bound"),
            }
        }
        let undrawn: BTreeSet<(usize, usize)> =
            result.undrawn.into_iter().flatten().map(|row| (row.from, row.to)).collect();
        for variant in &variants {
            for pair in pairs(&variant.activities) {
                prop_assert!(!undrawn.contains(&pair), "the walk {:?} made {pair:?}", &variant.activities);
            }
        }
    }

    #[test]
    fn the_search_finds_what_a_blind_one_finds(
        seed in any::<u64>(),
        steps in 4_usize..20,
        wild in any::<bool>(),
        trace in prop::collection::vec(any::<prop::sample::Index>(), 0..9),
    ) {
        let (made, id) = map(seed, steps, wild);
        let view = made.view(id).expect("there is a map");
        let matching = matching(&view);
        let activities: Vec<usize> = trace.iter().map(|index| index.index(matching.len())).collect();
        let net = Net::of(&view, &matching);
        let mut space = Space::of(&net);
        let trace = Trace::of(&net, &activities);
        let guided = cheapest(&mut space, &trace, STATES, |at, ahead| trace.guess(at, ahead));
        let blind = cheapest(&mut space, &trace, STATES, |_, _| Some(0));
        match (&guided, &blind) {
            (Found::Alignment { cost, .. }, Found::Alignment { cost: other, .. }) => {
                prop_assert_eq!(cost, other, "trace {:?}", &activities);
                let none = Trace::of(&net, &[]);
                let shortest = cheapest(&mut space, &none, STATES, |at, ahead| none.guess(at, ahead));
                if let Found::Alignment { cost: shortest, .. } = shortest {
                    prop_assert!(*cost <= activities.len() as u32 + shortest, "log moves, then the shortest way");
                }
            }
            (Found::Stopped { at_least }, Found::Alignment { cost, .. }) => {
                prop_assert!(at_least <= cost, "the bound that is told is one");
            }
            (_, Found::Stopped { .. }) => {}
            _ => prop_assert_eq!(guided, blind, "there is a way or there is none"),
        }
    }
}
