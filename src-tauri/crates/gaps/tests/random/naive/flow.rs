//! Family F, plainly.

use std::collections::BTreeSet;

use twinlane_model::{End, OutcomeKind, Severity, Side, Step, StepId};

use super::{Plain, close, walk};

twins! {
    unreachable_step,
    dead_end_step,
    missing_loss_exit,
    rework_loop,
    unbalanced_split,
    missing_nurture_path,
    sole_owner,
    missing_start,
    unjoined_split,
}

/// The steps of the sides that have steps, by side, with whether the side has a start.
fn sides<'a>(plain: &Plain<'a>) -> Vec<(Vec<&'a Step>, bool)> {
    let starts = plain.starts();
    let sides = [Side::Buyer, Side::Seller].map(|side| {
        let steps: Vec<&Step> = plain.view.steps_of(side).collect();
        let started = steps.iter().any(|step| starts.contains(&step.id));
        (steps, started)
    });
    sides.into_iter().filter(|(steps, _)| !steps.is_empty()).collect()
}

fn missing_start(plain: &mut Plain<'_>) {
    for (_, started) in sides(plain) {
        if !started {
            plain.state(&[plain.view.map.id.to_string()], Severity::High);
        }
    }
}

fn unreachable_step(plain: &mut Plain<'_>) {
    let (count, ways) = plain.all_ways();
    let reached = walk(count, &ways, &start_places(plain), None);
    for (steps, started) in sides(plain) {
        for step in steps {
            if started && !reached[plain.at(step.id)] {
                plain.state(&[step.id.to_string()], Severity::Medium);
            }
        }
    }
}

fn start_places(plain: &Plain<'_>) -> Vec<usize> {
    plain.starts().iter().map(|id| plain.at(*id)).collect()
}

/// States a finding about each step of which something is true.
fn state_where(plain: &mut Plain<'_>, severity: Severity, wrong: fn(&Plain<'_>, &Step) -> bool) {
    for step in plain.view.steps.clone() {
        if wrong(plain, step) {
            plain.state(&[step.id.to_string()], severity);
        }
    }
}

fn dead_end_step(plain: &mut Plain<'_>) {
    state_where(plain, Severity::Medium, dead_end);
}

fn unbalanced_split(plain: &mut Plain<'_>) {
    state_where(plain, Severity::High, unbalanced);
}

fn unjoined_split(plain: &mut Plain<'_>) {
    state_where(plain, Severity::High, unjoined);
}

fn dead_end(plain: &Plain<'_>, step: &Step) -> bool {
    let flow = plain.flow_from(step.id);
    if step.side == Side::Buyer {
        let later = plain
            .view
            .steps_of(Side::Buyer)
            .any(|other| plain.stage_number(other) > plain.stage_number(step));
        return flow.is_empty() && later;
    }
    let steps = plain.view.steps.len();
    let (count, mut ways) = plain.all_ways();
    ways.retain(|(from, _)| *from < steps);
    let reached = walk(count, &ways, &[plain.at(step.id)], None);
    !reached[steps..].contains(&true)
}

fn unbalanced(plain: &Plain<'_>, step: &Step) -> bool {
    let flow = plain.flow_from(step.id);
    let shares: Vec<f64> = flow
        .iter()
        .filter_map(|link| Some(link.share.as_ref()?.value))
        .collect();
    let percent = shares.iter().sum::<f64>() * 100.0;
    let complete = !flow.is_empty() && shares.len() == flow.len();
    !step.all && (percent > 100.500_000_1 || (complete && percent < 99.499_999_9))
}

fn missing_loss_exit(plain: &mut Plain<'_>) {
    let kinds: BTreeSet<OutcomeKind> = plain.view.outcomes.iter().map(|outcome| outcome.kind).collect();
    let lost = [
        OutcomeKind::Lost,
        OutcomeKind::NoDecision,
        OutcomeKind::Disqualified,
    ];
    if kinds.contains(&OutcomeKind::Won) && !lost.iter().any(|kind| kinds.contains(kind)) {
        plain.state(&[plain.view.map.id.to_string()], Severity::Medium);
    }
}

fn missing_nurture_path(plain: &mut Plain<'_>) {
    for outcome in plain.view.outcomes.clone() {
        let here = End::Outcome(outcome.id);
        let used = plain.flow().iter().any(|link| link.to == here);
        let left = plain.returns().iter().any(|link| link.from == here);
        if [OutcomeKind::NotReady, OutcomeKind::Disqualified].contains(&outcome.kind) && used && !left {
            plain.state(&[outcome.id.to_string()], Severity::Medium);
        }
    }
}

fn rework_loop(plain: &mut Plain<'_>) {
    let count = plain.view.steps.len();
    let mut reach = vec![vec![false; count]; count];
    for link in plain.flow() {
        if let (Some(from), Some(to)) = (link.from.step(), link.to.step()) {
            reach[plain.at(from)][plain.at(to)] = true;
        }
    }
    close(&mut reach);
    for (at, step) in plain.view.steps.clone().into_iter().enumerate() {
        if step.side == Side::Seller && reach[at][at] {
            let round = (0..count).filter(|other| reach[at][*other] && reach[*other][at]);
            let names: Vec<String> = round
                .map(|other| plain.view.steps[other].id.to_string())
                .collect();
            plain.state(&names, Severity::Medium);
        }
    }
}

fn sole_owner(plain: &mut Plain<'_>) {
    let starts = start_places(plain);
    let (count, ways) = plain.all_ways();
    let steps = plain.view.steps.len();
    let wins = |reached: &[bool]| {
        (steps..count).any(|at| reached[at] && plain.view.outcomes[at - steps].kind == OutcomeKind::Won)
    };
    if !wins(&walk(count, &ways, &starts, None)) {
        return;
    }
    let mut alone = Vec::new();
    for step in plain.steps(Side::Seller) {
        let people = step
            .pool
            .and_then(|pool| plain.view.pool(pool))
            .and_then(|pool| pool.people);
        if people == Some(1) && !wins(&walk(count, &ways, &starts, Some(plain.at(step.id)))) {
            alone.push(step.id.to_string());
        }
    }
    for step in alone {
        plain.state(&[step], Severity::Medium);
    }
}

/// A split or a waiting step, with two links or more, that is in no block.
fn unjoined(plain: &Plain<'_>, step: &Step) -> bool {
    let starts = plain.starts();
    let others = |wanted: fn(&Step) -> bool| {
        plain
            .view
            .steps
            .iter()
            .copied()
            .filter(move |other| other.side == step.side && wanted(other))
    };
    let splits = step.all
        && plain.flow_from(step.id).len() >= 2
        && !others(|other| other.waits).any(|join| block(plain, step.id, join.id, &starts));
    let waits = step.waits
        && plain.flow_to(step.id).len() >= 2
        && !others(|other| other.all).any(|split| block(plain, split.id, step.id, &starts));
    splits || waits
}

/// Whether a split and a waiting step bound a block.
pub fn block(plain: &Plain<'_>, split: StepId, join: StepId, starts: &[StepId]) -> bool {
    let opening = plain.flow_from(split);
    if split == join || opening.len() < 2 {
        return false;
    }
    let returned = |step: StepId| plain.returns().iter().any(|link| link.to == End::Step(step));
    let mut all: Vec<StepId> = Vec::new();
    for open in &opening {
        let Some(first) = open.to.step() else {
            return false;
        };
        let mut branch: Vec<StepId> = Vec::new();
        let mut open_ends = if first == join { vec![] } else { vec![first] };
        while let Some(step) = open_ends.pop() {
            if branch.contains(&step) {
                continue;
            }
            branch.push(step);
            open_ends.extend(
                plain
                    .flow_from(step)
                    .iter()
                    .filter_map(|link| link.to.step())
                    .filter(|next| *next != join),
            );
        }
        let mut closing = usize::from(first == join);
        for step in &branch {
            let out = plain.flow_from(*step);
            closing += out.iter().filter(|link| link.to == End::Step(join)).count();
            let broken = *step == split
                || all.contains(step)
                || starts.contains(step)
                || returned(*step)
                || out.is_empty()
                || out.iter().any(|link| link.to.outcome().is_some());
            let foreign = plain.flow_to(*step).iter().any(|link| {
                let from = link.from.step().expect("flow into a step comes from a step");
                !(branch.contains(&from) || (from == split && *step == first))
            });
            if broken || foreign {
                return false;
            }
        }
        if closing != 1 {
            return false;
        }
        all.extend(branch);
    }
    plain.flow_to(join).len() == opening.len() && !returned(join)
}
