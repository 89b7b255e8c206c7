//! The shares of the scorecard that need no flow arithmetic, plainly: (part, whole) of coverage, order,
//! evidence, measured and handoffs.

use twinlane_model::{Actor, Basis, MapView, Measure, Side};

use super::{Plain, handoffs, order};

/// The five shares.
pub fn shares(view: &MapView<'_>) -> [(f64, f64); 5] {
    let plain = Plain::of(view, None);
    [
        coverage(&plain),
        agreement(&plain),
        evidence(&plain),
        measured(&plain),
        handed_over(&plain),
    ]
}

fn coverage(plain: &Plain<'_>) -> (f64, f64) {
    let (mut part, mut whole) = (0.0, 0.0);
    for step in plain.steps(Side::Buyer) {
        let weight = f64::from(step.importance.unwrap_or(2));
        whole += weight;
        if plain.served(step) {
            part += weight;
        }
    }
    (part, whole)
}

fn agreement(plain: &Plain<'_>) -> (f64, f64) {
    let supports = plain.supports();
    let (mut part, mut whole) = (0.0, 0.0);
    for (at, one) in supports.iter().enumerate() {
        for two in &supports[at + 1..] {
            let sellers = plain.before(one.1, two.1) || plain.before(two.1, one.1);
            let buyers = plain.before(one.2, two.2) || plain.before(two.2, one.2);
            if sellers && buyers {
                whole += 1.0;
                if !order::inverted(plain, one, two) {
                    part += 1.0;
                }
            }
        }
    }
    (part, whole)
}

fn evidence(plain: &Plain<'_>) -> (f64, f64) {
    let (mut part, mut whole) = (0.0, 0.0);
    for stage in plain
        .view
        .stages
        .iter()
        .filter(|stage| stage.side == Side::Seller)
    {
        if plain
            .steps(Side::Seller)
            .iter()
            .any(|step| step.stage == stage.id)
        {
            whole += 1.0;
            let sound = stage.criteria.iter().any(|criterion| {
                criterion.actor == Some(Actor::Buyer)
                    && criterion.action
                    && criterion.objective
                    && criterion.yes_no
            });
            if sound {
                part += 1.0;
            }
        }
    }
    (part, whole)
}

fn measured(plain: &Plain<'_>) -> (f64, f64) {
    let mut needed: Vec<Option<&Measure>> = Vec::new();
    let starts = plain.starts();
    for step in plain.view.steps_of(Side::Seller) {
        if starts.contains(&step.id) {
            needed.push(step.entry.as_ref());
        }
        let flow = plain.flow_from(step.id);
        if flow.len() >= 2 && !step.all {
            needed.extend(flow.iter().map(|link| link.share.as_ref()));
        }
        if !step.waypoint {
            needed.push(step.touch.as_ref());
            needed.push(step.elapsed.as_ref());
        }
    }
    for pool in &plain.view.pools {
        if plain
            .steps(Side::Seller)
            .iter()
            .any(|step| step.pool == Some(pool.id))
        {
            needed.extend(
                [pool.capacity.as_ref(), pool.cost.as_ref()]
                    .into_iter()
                    .flatten()
                    .map(Some),
            );
        }
    }
    let measured = needed
        .iter()
        .flatten()
        .filter(|number| number.basis == Basis::Measured)
        .count();
    (measured as f64, needed.len() as f64)
}

fn handed_over(plain: &Plain<'_>) -> (f64, f64) {
    let all = handoffs::handoffs(plain);
    let sound = all
        .iter()
        .filter(|(link, from, to)| !link.criterion.trim().is_empty() && handoffs::way_back(plain, from, to))
        .count();
    (sound as f64, all.len() as f64)
}
