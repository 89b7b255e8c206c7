//! Family E, plainly.

use jiff::Unit;
use twinlane_model::{Actor, Basis, Knowledge, LinkKind, Measure, Severity, Side, Stage, Step};

use super::Plain;

twins! {
    missing_evidence,
    seller_claimed_evidence,
    vague_evidence,
    assumed_number,
    uniform_probability,
    stale_measure,
    thin_sample,
    missing_measure,
    guessed_buyer_step,
}

fn sales_stages<'a>(plain: &Plain<'a>) -> Vec<&'a Stage> {
    let stages = plain.view.stages.iter().copied();
    stages.filter(|stage| stage.side == Side::Seller).collect()
}

fn missing_evidence(plain: &mut Plain<'_>) {
    for stage in sales_stages(plain) {
        let active = plain
            .steps(Side::Seller)
            .iter()
            .any(|step| step.stage == stage.id);
        if active && stage.criteria.is_empty() {
            plain.state(&[stage.id.to_string()], Severity::Medium);
        }
    }
}

fn seller_claimed_evidence(plain: &mut Plain<'_>) {
    for stage in sales_stages(plain) {
        let sellers = stage
            .criteria
            .iter()
            .filter(|criterion| criterion.actor == Some(Actor::Seller))
            .count();
        if !stage.criteria.is_empty() && sellers == stage.criteria.len() {
            plain.state(&[stage.id.to_string()], Severity::Medium);
        }
    }
}

fn vague_evidence(plain: &mut Plain<'_>) {
    for stage in sales_stages(plain) {
        for criterion in &stage.criteria {
            if !(criterion.action && criterion.objective && criterion.yes_no) {
                plain.state(&[criterion.id.to_string()], Severity::Low);
            }
        }
    }
}

fn assumed_number(plain: &mut Plain<'_>) {
    for step in plain.steps(Side::Seller) {
        if assumes(plain, step) {
            plain.state(&[step.id.to_string()], Severity::Low);
        }
    }
}

fn missing_measure(plain: &mut Plain<'_>) {
    for step in plain.steps(Side::Seller) {
        let shared = plain.flow_from(step.id).iter().any(|link| link.share.is_some());
        if step.touch.is_none() && step.elapsed.is_none() && !shared {
            plain.state(&[step.id.to_string()], Severity::Low);
        }
    }
}

fn thin_sample(plain: &mut Plain<'_>) {
    for side in [Side::Buyer, Side::Seller] {
        for step in plain.steps(side) {
            let mut numbers = own(step);
            let flow = plain.flow_from(step.id);
            numbers.extend(flow.iter().filter_map(|link| link.share.as_ref()));
            if numbers
                .iter()
                .any(|number| number.basis == Basis::Measured && number.n.is_some_and(|n| n < 30))
            {
                plain.state(&[step.id.to_string()], Severity::Low);
            }
        }
    }
}

fn guessed_buyer_step(plain: &mut Plain<'_>) {
    for step in plain.steps(Side::Buyer) {
        if step.weight() == 3 && step.knowledge == Some(Knowledge::Guess) {
            plain.state(&[step.id.to_string()], Severity::Low);
        }
    }
}

fn own(step: &Step) -> Vec<&Measure> {
    [
        &step.entry,
        &step.touch,
        &step.elapsed,
        &step.volume,
        &step.complete_accurate,
    ]
    .into_iter()
    .filter_map(Option::as_ref)
    .collect()
}

fn assumes(plain: &Plain<'_>, step: &Step) -> bool {
    let used = [&step.entry, &step.touch, &step.elapsed];
    if used
        .into_iter()
        .flatten()
        .any(|number| number.basis == Basis::Assumed)
    {
        return true;
    }
    let flow = plain.flow_from(step.id);
    !step.all
        && flow.iter().any(|link| match &link.share {
            Some(share) => share.basis == Basis::Assumed,
            None => flow.len() > 1,
        })
}

fn uniform_probability(plain: &mut Plain<'_>) {
    let mut shares = Vec::new();
    for link in plain.flow() {
        let end = |end: twinlane_model::End| end.step().and_then(|id| plain.view.step(id));
        let (Some(from), Some(to), Some(share)) = (end(link.from), end(link.to), &link.share) else {
            continue;
        };
        let activities = from.side == Side::Seller && !from.waypoint && !to.waypoint;
        // Ten-thousandths of a percent are fine enough to tell typed shares apart.
        let rounded = (share.value * 1e6).round() as i64;
        if activities && share.basis != Basis::Measured && rounded != 1_000_000 {
            shares.push(rounded);
        }
    }
    let three = shares
        .iter()
        .any(|one| shares.iter().filter(|other| *other == one).count() >= 3);
    let round = shares.len() >= 4 && shares.iter().all(|share| share % 100_000 == 0);
    if three || round {
        plain.state(&[plain.view.map.id.to_string()], Severity::Low);
    }
}

fn stale_measure(plain: &mut Plain<'_>) {
    let Some(date) = plain.date.or(plain.view.workshop.charter().last_day) else {
        return;
    };
    let old = |number: &Measure| {
        let age = number.as_of.map(|then| {
            then.until((Unit::Day, date))
                .expect("days between two dates")
                .get_days()
        });
        number.basis == Basis::Measured && age.is_some_and(|days| days > 180)
    };
    let mut found = Vec::new();
    for step in plain.view.steps.iter().filter(|step| !step.waypoint) {
        if own(step).into_iter().any(old) {
            found.push(step.id.to_string());
        }
    }
    for link in plain
        .view
        .links
        .iter()
        .filter(|link| link.kind != LinkKind::Support)
    {
        let step = link
            .from
            .step()
            .or(link.to.step())
            .and_then(|id| plain.view.step(id))
            .expect("a link without a step is no link");
        if !step.waypoint && [&link.share, &link.wait].into_iter().flatten().any(old) {
            found.push(link.id.to_string());
        }
    }
    for pool in &plain.view.pools {
        if [&pool.capacity, &pool.cost].into_iter().flatten().any(old) {
            found.push(pool.id.to_string());
        }
    }
    for subject in found {
        plain.state(&[subject], Severity::Low);
    }
}
