//! Random sales processes and what the flow arithmetic makes of them, one JSON object a line, for a solver that
//! shares nothing with this crate: `oracle COUNT`.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use twinlane_flow::{Network, at_capacity, demand, levers};
use twinlane_model::{End, LinkKind, MapView, Measure};
use twinlane_testkit::random::process;

fn main() {
    let count = std::env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .unwrap_or(10);
    for seed in 0..count {
        let workshop = process(seed, 5 + (seed as usize * 7) % 56);
        let map = workshop.maps().keys().next().copied();
        if let Some(view) = map.and_then(|map| workshop.view(map)) {
            println!("{}", line(seed, &view));
        }
    }
}

/// The map as it was drawn, steps before outcomes, and the results of this crate.
fn line(seed: u64, view: &MapView<'_>) -> Value {
    let number = |measure: &Option<Measure>| measure.as_ref().map(|measure| measure.value);
    let mut place: BTreeMap<End, usize> = BTreeMap::new();
    for step in &view.steps {
        place.insert(End::Step(step.id), place.len());
    }
    for outcome in &view.outcomes {
        place.insert(End::Outcome(outcome.id), place.len());
    }
    let steps: Vec<Value> = view
        .steps
        .iter()
        .map(|step| {
            json!({
                "all": step.all, "waits": step.waits, "entry": number(&step.entry), "touch": number(&step.touch),
                "elapsed": number(&step.elapsed),
                "pool": view.pools.iter().position(|pool| Some(pool.id) == step.pool),
            })
        })
        .collect();
    let links: Vec<Value> = view
        .links
        .iter()
        .map(|link| {
            json!({
                "from": place[&link.from], "to": place[&link.to], "share": number(&link.share),
                "wait": number(&link.wait), "returns": link.kind == LinkKind::Return,
            })
        })
        .collect();
    let network = Network::of(view);
    let (demand, levers) = (demand(&network), levers(&network));
    let capacity = at_capacity(&network).ok();
    let link_place = |id| view.links.iter().position(|link| link.id == id);
    let of_steps = |of: &dyn Fn(twinlane_model::StepId) -> Option<f64>| -> Vec<Option<f64>> {
        view.steps.iter().map(|step| of(step.id)).collect()
    };
    json!({
        "seed": seed,
        "steps": steps,
        "outcomes": view.outcomes.iter().map(|outcome| outcome.kind.word()).collect::<Vec<_>>(),
        "links": links,
        "pools": view.pools.iter().map(|pool| json!({
            "capacity": number(&pool.capacity), "cost": number(&pool.cost),
        })).collect::<Vec<_>>(),
        "result": {
            "visits": of_steps(&|step| demand.steps[&step].visits),
            "chance": of_steps(&|step| demand.steps[&step].win_chance),
            "wins": demand.wins, "cost": demand.cost,
            "lead_time_all": demand.lead_time_all, "lead_time_won": demand.lead_time_won,
            "served": of_steps(&|step| Some(capacity.as_ref()?.steps[&step].served)),
            "wins_at_capacity": capacity.as_ref().map(|found| found.wins),
            "cost_at_capacity": capacity.as_ref().map(|found| found.cost),
            "sensitivity": levers.sensitivity.iter().map(|row| json!({
                "link": link_place(row.link), "wins": row.wins, "cost": row.cost,
            })).collect::<Vec<_>>(),
            "leaks": levers.leaks.iter().map(|row| json!({
                "step": place[&End::Step(row.step)], "wins": row.wins,
            })).collect::<Vec<_>>(),
        },
    })
}
