//! Family C, plainly.

use std::collections::BTreeSet;

use twinlane_model::{Severity, Side};

use super::Plain;

fn by_importance(weight: u8) -> Severity {
    match weight {
        1 => Severity::Low,
        3 => Severity::High,
        _ => Severity::Medium,
    }
}

pub fn all(plain: &mut Plain<'_>) {
    for step in plain.steps(Side::Buyer) {
        if !plain.served(step) {
            plain.say("C1", &[step.id.to_string()], by_importance(step.weight()));
        }
        for question in &step.questions {
            let supports = plain.supports_of(step);
            if !supports
                .iter()
                .any(|(link, _, _)| link.answers.contains(&question.id))
            {
                plain.say("C2", &[question.id.to_string()], by_importance(step.weight()));
            }
        }
        let functions: BTreeSet<_> = plain
            .supports_of(step)
            .iter()
            .map(|(_, activity, _)| activity.lane)
            .collect();
        if functions.len() >= 4 {
            plain.say("C5", &[step.id.to_string()], Severity::Low);
        }
    }
    for activity in plain.steps(Side::Seller) {
        if !plain.supported(activity) && !activity.required {
            plain.say("C3", &[activity.id.to_string()], Severity::Medium);
        }
        if activity.value.is_some_and(|value| value < 0) {
            plain.say("C4", &[activity.id.to_string()], Severity::High);
        }
    }
    for lane in plain.view.lanes.iter().filter(|lane| lane.side == Side::Buyer) {
        let steps: Vec<_> = plain
            .steps(Side::Buyer)
            .into_iter()
            .filter(|step| step.lane == lane.id)
            .collect();
        if !steps.is_empty() && steps.iter().all(|step| !plain.supported(step)) {
            plain.say("C6", &[lane.id.to_string()], Severity::High);
        }
    }
    let mut after = plain.steps(Side::Buyer);
    after.retain(|step| plain.stage(step).after_purchase);
    if !after.is_empty() && after.iter().all(|step| !plain.supported(step)) {
        let names: Vec<String> = after.iter().map(|step| step.id.to_string()).collect();
        plain.say("C7", &names, Severity::Medium);
    }
}
