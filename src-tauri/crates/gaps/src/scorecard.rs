//! The scorecard: seven shares, each with its part, whole and unit, never merged into one number.

use std::collections::BTreeSet;

use twinlane_model::{Actor, Basis, Criterion, Decision, Measure, Side, Tool};

use crate::facts::MapFacts;
use crate::finding::{Scorecard, Share};

/// The seven shares of a map.
pub(crate) fn scorecard(facts: &MapFacts<'_, '_>) -> Scorecard {
    Scorecard {
        coverage: coverage(facts),
        purpose: purpose(facts),
        order: order(facts),
        evidence: evidence(facts),
        measured: measured(facts),
        handoffs: handoffs(facts),
        adoption: adoption(facts),
    }
}

fn share(part: f64, whole: f64, unit: &'static str) -> Share {
    // The sum of nothing is −0 in floating point; nobody should read a minus sign.
    let (part, whole) = (part + 0.0, whole + 0.0);
    Share {
        share: (whole > 0.0).then(|| part / whole),
        part,
        whole,
        unit,
    }
}

/// Importance of served buyer steps ÷ importance of all.
fn coverage(facts: &MapFacts<'_, '_>) -> Share {
    let weight = |step: usize| f64::from(facts.row(step).weight());
    let whole = facts.buyer_steps().map(weight).sum();
    let part = facts
        .buyer_steps()
        .filter(|step| facts.served(*step))
        .map(weight)
        .sum();
    share(part, whole, "points")
}

/// Effort of activities that support a buyer step or are required ÷ all effort.
fn purpose(facts: &MapFacts<'_, '_>) -> Share {
    let touch: Option<Vec<f64>> = facts
        .activities()
        .map(|step| facts.row(step).touch.as_ref().map(|touch| touch.value))
        .collect();
    let visits: Option<Vec<f64>> = facts
        .activities()
        .map(|step| facts.visits.per_period.get(step).copied().flatten())
        .collect();
    let (effort, unit): (Vec<f64>, _) = match (touch, visits) {
        (Some(touch), Some(visits)) => (
            touch
                .iter()
                .zip(visits)
                .map(|(touch, visits)| touch * visits)
                .collect(),
            "hours",
        ),
        (Some(touch), None) => (touch, "hours"),
        (None, _) => (facts.activities().map(|_| 1.0).collect(), "activities"),
    };
    let useful = |step: usize| facts.supported(step) || facts.row(step).required;
    let part = facts
        .activities()
        .zip(&effort)
        .filter(|(step, _)| useful(*step))
        .map(|(_, hours)| hours)
        .sum();
    share(part, effort.iter().sum(), unit)
}

/// Order agreement in pairs of supports.
fn order(facts: &MapFacts<'_, '_>) -> Share {
    let pairs = &facts.inversions;
    share(
        (pairs.comparable - pairs.inverted) as f64,
        pairs.comparable as f64,
        "pairs",
    )
}

/// Whether a criterion is the buyer's, an action, objective and yes-or-no.
fn sound(criterion: &Criterion) -> bool {
    criterion.actor == Some(Actor::Buyer) && criterion.action && criterion.objective && criterion.yes_no
}

/// Sales stages that have activities, and those of them whose exit has a sound criterion.
fn evidence(facts: &MapFacts<'_, '_>) -> Share {
    let stages = facts.used_stages(Side::Seller);
    let part = stages
        .iter()
        .filter(|stage| facts.view.stages[**stage].criteria.iter().any(sound))
        .count();
    share(part as f64, stages.len() as f64, "stages")
}

/// The numbers the flow needs, and those of them that are measured.
fn measured(facts: &MapFacts<'_, '_>) -> Share {
    let mut needed: Vec<Option<&Measure>> = Vec::new();
    for start in &facts.starts {
        if facts.row(*start).side == Side::Seller {
            needed.push(facts.row(*start).entry.as_ref());
        }
    }
    for (step, row) in facts
        .view
        .steps
        .iter()
        .enumerate()
        .filter(|(_, row)| row.side == Side::Seller)
    {
        if !row.all && facts.flow_count(step) > 1 {
            needed.extend(
                facts
                    .flow_links(step)
                    .map(|link| facts.view.links[link].share.as_ref()),
            );
        }
    }
    let mut pools = BTreeSet::new();
    for step in facts.activities() {
        let row = facts.row(step);
        needed.extend([row.touch.as_ref(), row.elapsed.as_ref()]);
        pools.extend(row.pool);
    }
    for pool in pools.iter().filter_map(|pool| facts.view.pool(*pool)) {
        // A pool's numbers are asked for only once somebody has given them.
        needed.extend(
            [&pool.capacity, &pool.cost]
                .into_iter()
                .filter(|number| number.is_some())
                .map(Option::as_ref),
        );
    }
    share(
        needed
            .iter()
            .flatten()
            .filter(|number| number.basis == Basis::Measured)
            .count() as f64,
        needed.len() as f64,
        "numbers",
    )
}

/// Links across functions, and those with a criterion and a way back.
fn handoffs(facts: &MapFacts<'_, '_>) -> Share {
    let all: Vec<usize> = facts.handoffs().collect();
    let sound = all
        .iter()
        .filter(|arc| facts.has_criterion(**arc) && facts.has_way_back(**arc))
        .count();
    share(sound as f64, all.len() as f64, "handoffs")
}

/// Whether a tool stays: decision keep or fix.
pub(crate) fn kept(tool: &Tool) -> bool {
    matches!(tool.decision, Some(Decision::Keep | Decision::Fix))
}

/// Users of kept tools, and those of them who use the tool; tools without both numbers say nothing.
fn adoption(facts: &MapFacts<'_, '_>) -> Share {
    let tools = facts.view.workshop.tools().values().filter(|tool| kept(tool));
    let (mut part, mut whole) = (0.0, 0.0);
    for (users, adoption) in tools.filter_map(|tool| Some((f64::from(tool.users?), tool.adoption?))) {
        part += users * adoption;
        whole += users;
    }
    share(part, whole, "users")
}
