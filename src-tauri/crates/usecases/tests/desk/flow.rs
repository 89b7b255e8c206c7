//! The flow arithmetic as a window gets it.

use crate::support::{AtWork, GOLDEN};
use twinlane_wire::{FlowResult, commands};

fn flow(work: &AtWork) -> FlowResult {
    work.call(commands::Flow).expect("it is worked out")
}

fn close(one: Option<f64>, other: f64) -> bool {
    one.is_some_and(|one| (one - other).abs() < 1e-6 * other)
}

#[test]
fn demand_and_capacity_stand_side_by_side() {
    let (work, _) = AtWork::on_outline(GOLDEN);
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
