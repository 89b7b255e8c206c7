//! Family C, plainly.

use std::collections::BTreeSet;

use twinlane_model::{Severity, Side};

use super::Plain;

twins! {
    unserved_buyer_step,
    unanswered_question,
    purposeless_activity,
    harmful_activity,
    crowded_step,
    unattended_role,
    silence_after_purchase,
}

fn by_importance(weight: u8) -> Severity {
    match weight {
        1 => Severity::Low,
        3 => Severity::High,
        _ => Severity::Medium,
    }
}

fn unserved_buyer_step(plain: &mut Plain<'_>) {
    for step in plain.steps(Side::Buyer) {
        if !plain.served(step) {
            plain.state(&[step.id.to_string()], by_importance(step.weight()));
        }
    }
}

fn unanswered_question(plain: &mut Plain<'_>) {
    for step in plain.steps(Side::Buyer) {
        for question in &step.questions {
            let supports = plain.supports_of(step);
            if !supports
                .iter()
                .any(|(link, _, _)| link.answers.contains(&question.id))
            {
                plain.state(&[question.id.to_string()], by_importance(step.weight()));
            }
        }
    }
}

fn crowded_step(plain: &mut Plain<'_>) {
    for step in plain.steps(Side::Buyer) {
        let functions: BTreeSet<_> = plain
            .supports_of(step)
            .iter()
            .map(|(_, activity, _)| activity.lane)
            .collect();
        if functions.len() >= 4 {
            plain.state(&[step.id.to_string()], Severity::Low);
        }
    }
}

fn purposeless_activity(plain: &mut Plain<'_>) {
    for activity in plain.steps(Side::Seller) {
        if !plain.supported(activity) && !activity.required {
            plain.state(&[activity.id.to_string()], Severity::Medium);
        }
    }
}

fn harmful_activity(plain: &mut Plain<'_>) {
    for activity in plain.steps(Side::Seller) {
        if activity.value.is_some_and(|value| value < 0) {
            plain.state(&[activity.id.to_string()], Severity::High);
        }
    }
}

fn unattended_role(plain: &mut Plain<'_>) {
    for lane in plain.view.lanes.iter().filter(|lane| lane.side == Side::Buyer) {
        let steps: Vec<_> = plain
            .steps(Side::Buyer)
            .into_iter()
            .filter(|step| step.lane == lane.id)
            .collect();
        if !steps.is_empty() && steps.iter().all(|step| !plain.supported(step)) {
            plain.state(&[lane.id.to_string()], Severity::High);
        }
    }
}

fn silence_after_purchase(plain: &mut Plain<'_>) {
    let mut after = plain.steps(Side::Buyer);
    after.retain(|step| plain.stage(step).after_purchase);
    if !after.is_empty() && after.iter().all(|step| !plain.supported(step)) {
        let names: Vec<String> = after.iter().map(|step| step.id.to_string()).collect();
        plain.state(&names, Severity::Medium);
    }
}
