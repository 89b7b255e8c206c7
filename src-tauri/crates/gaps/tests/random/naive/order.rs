//! Family O, plainly.

use std::collections::BTreeSet;

use twinlane_model::{Link, Severity, Side, Step};

use super::{Plain, position};

type Support<'a> = (&'a Link, &'a Step, &'a Step);

twins! {
    out_of_order_support,
    premature_ask,
    late_support,
    stage_mismatch,
}

fn premature_ask(plain: &mut Plain<'_>) {
    for ask in plain.steps(Side::Seller) {
        if ask.ask && comes_too_early(plain, ask) {
            plain.state(&[ask.id.to_string()], Severity::High);
        }
    }
}

fn late_support(plain: &mut Plain<'_>) {
    for step in plain.steps(Side::Buyer) {
        let supports = plain.supports_of(step);
        let earliest = supports
            .iter()
            .min_by_key(|(_, activity, _)| plain.stage_number(activity));
        if let Some((_, activity, _)) = earliest {
            let pairs = &plain.stage(activity).paired;
            let own = plain.stage_number(step);
            if !pairs.is_empty() && pairs.iter().all(|stage| position(plain.view, *stage) > own) {
                plain.state(&[step.id.to_string()], Severity::Medium);
            }
        }
    }
}

fn stage_mismatch(plain: &mut Plain<'_>) {
    let paired: BTreeSet<_> = plain
        .view
        .stages
        .iter()
        .flat_map(|stage| stage.paired.iter().copied())
        .collect();
    for stage in plain.view.stages.clone() {
        let fires = match stage.side {
            Side::Buyer => !paired.is_empty() && !paired.contains(&stage.id),
            Side::Seller => {
                let supports = plain.supports();
                let own = supports
                    .iter()
                    .filter(|(_, activity, _)| activity.stage == stage.id);
                own.map(|(_, _, step)| step.stage).collect::<BTreeSet<_>>().len() > 2
            }
        };
        if fires {
            plain.state(&[stage.id.to_string()], Severity::Low);
        }
    }
}

/// s1 before s2 and b2 before b1, or the same with the two exchanged.
pub fn inverted(plain: &Plain<'_>, one: &Support<'_>, two: &Support<'_>) -> bool {
    (plain.before(one.1, two.1) && plain.before(two.2, one.2))
        || (plain.before(two.1, one.1) && plain.before(one.2, two.2))
}

fn out_of_order_support(plain: &mut Plain<'_>) {
    let mut left = plain.supports();
    loop {
        let mut best: Option<(usize, usize, usize)> = None;
        for (at, one) in left.iter().enumerate() {
            let inversions = left.iter().filter(|two| inverted(plain, one, two)).count();
            if inversions == 0 {
                continue;
            }
            let stage = plain.stage_number(one.2);
            let pairs = plain.stage(one.1).paired.iter();
            let distance = pairs
                .map(|pair| position(plain.view, *pair).abs_diff(stage))
                .min()
                .unwrap_or(0);
            // Supports come in the order of the map, so only a strictly better one replaces the best.
            if best.is_none_or(|(most, far, _)| (inversions, distance) > (most, far)) {
                best = Some((inversions, distance, at));
            }
        }
        let Some((inversions, _, at)) = best else {
            return;
        };
        let (link, _, _) = left.remove(at);
        let severity = if inversions >= 3 {
            Severity::High
        } else {
            Severity::Medium
        };
        plain.state(&[link.id.to_string()], severity);
    }
}

fn comes_too_early(plain: &Plain<'_>, ask: &Step) -> bool {
    let mut paired: Vec<usize> = plain
        .stage(ask)
        .paired
        .iter()
        .map(|stage| position(plain.view, *stage))
        .collect();
    paired.sort_unstable();
    plain
        .steps(Side::Buyer)
        .into_iter()
        .filter(|step| step.weight() == 3)
        .any(|step| {
            let goals = plain.supports_of(ask);
            let due = goals.iter().any(|(_, _, goal)| plain.before(step, goal))
                || paired
                    .first()
                    .is_some_and(|first| plain.stage_number(step) < *first);
            let helped = plain
                .supports_of(step)
                .iter()
                .any(|(_, activity, _)| activity.id == ask.id || plain.before(activity, ask));
            due && !helped
        })
}
