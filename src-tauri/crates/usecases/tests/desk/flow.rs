//! The flow arithmetic as a window gets it.

use crate::support::AtWork;
use twinlane_wire::{FlowResult, commands};

/// The map of the golden numbers, with two pools that cannot serve what arrives.
pub const MAP: &str = "# Workshop: Golden flow
period: month, 20 days of 8 h
entry: Qualify 100

# Sales process
## Qualify
- [Sales] Qualify {touch 1 h, elapsed 5 d, capacity 160 h, cost 80}
  => Demo 40 %
  => Lost 60 %
## Show
- [Sales] Demo {touch 3 h, elapsed 10 d, capacity 120 h, cost 80}
  => Poc 50 %
  => Proposal 20 %
  => Lost 30 %
- [Engineering] Poc {touch 40 h, elapsed 20 d, capacity 320 h, cost 110}
  => Proposal 60 %
  => Demo 10 %
  => Lost 30 %
## Close
- [Sales] Proposal {touch 6 h, elapsed 15 d, capacity 160 h, cost 90}
  => Won 40 %
  => Lost 60 %
";

fn flow(work: &AtWork) -> FlowResult {
    work.call(commands::Flow).expect("it is worked out")
}

fn close(one: Option<f64>, other: f64) -> bool {
    one.is_some_and(|one| (one - other).abs() < 1e-6 * other)
}

#[test]
fn demand_and_capacity_stand_side_by_side() {
    let work = AtWork::start();
    work.create("a.twinlane");
    let path = work.path("golden.md");
    std::fs::write(&path, MAP).expect("written");
    work.call(commands::Import {
        path: path.display().to_string(),
        kind: None,
        replace: false,
        new_map: None,
        pool: None,
        instead: None,
    })
    .expect("imported");
    let found = flow(&work);
    assert!(close(found.served.wins, 8.421_052_63), "{:?}", found.served);
    assert!(close(found.at_capacity.wins, 5.12), "{:?}", found.at_capacity);
    assert!(close(found.at_capacity.cost, 59_712.0), "{:?}", found.at_capacity);
    assert_eq!(found.unknown, None);
    let busiest = found
        .pools
        .iter()
        .find(|pool| Some(pool.pool) == found.constraint);
    assert!(
        busiest.is_some_and(|pool| close(pool.utilisation, 2.631_578_9)),
        "the constraint is the pool of highest utilisation"
    );
    assert_eq!(found.growing.len(), 2, "the queues of Demo and Poc grow");
    assert!(close(Some(found.growing[0].by), 12.0), "Poc the fastest");
}

#[test]
fn what_is_missing_is_said() {
    let work = AtWork::start();
    work.create("a.twinlane");
    let found = flow(&work);
    let why = found.unknown.expect("nothing is known of an empty map");
    assert!(why.ends_with('.'), "in a sentence: {why}");
}
