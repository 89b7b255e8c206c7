//! Family H, plainly.

use twinlane_model::{Link, Severity, Side, Step, StepId};

use super::{Plain, is_back};

twins! {
    handoff_without_criteria,
    ping_pong_handoff,
    unowned_step,
    handoff_without_return,
}

fn handoff_without_criteria(plain: &mut Plain<'_>) {
    for (link, _, _) in handoffs(plain) {
        if link.criterion.trim().is_empty() {
            plain.state(&[link.id.to_string()], Severity::Medium);
        }
    }
}

fn handoff_without_return(plain: &mut Plain<'_>) {
    for (link, from, to) in handoffs(plain) {
        if !link.criterion.trim().is_empty() && !way_back(plain, from, to) {
            plain.state(&[link.id.to_string()], Severity::Low);
        }
    }
}

fn ping_pong_handoff(plain: &mut Plain<'_>) {
    for step in plain.steps(Side::Seller) {
        for next in onward(plain, step) {
            if next.lane != step.lane && home_within(plain, next, step, 2) {
                plain.state(&[step.lane.to_string(), next.lane.to_string()], Severity::Medium);
            }
        }
    }
}

fn unowned_step(plain: &mut Plain<'_>) {
    for step in plain.steps(Side::Seller) {
        let named = step
            .pool
            .and_then(|pool| plain.view.pool(pool))
            .is_some_and(|pool| !pool.name.trim().is_empty());
        let lane = !plain
            .view
            .lane(step.lane)
            .expect("a step lies in a lane")
            .owner
            .trim()
            .is_empty();
        if !named && step.accountable.trim().is_empty() && !lane {
            plain.state(&[step.id.to_string()], Severity::Medium);
        }
    }
}

/// Distance of a step from the starts, in links of flow.
fn distance(plain: &Plain<'_>, step: StepId) -> usize {
    let mut reached = plain.starts();
    for links in 0..=plain.view.steps.len() {
        if reached.contains(&step) {
            return links;
        }
        let further: Vec<StepId> = reached
            .iter()
            .flat_map(|step| plain.flow_from(*step))
            .filter_map(|link| link.to.step())
            .collect();
        for step in further {
            if !reached.contains(&step) {
                reached.push(step);
            }
        }
    }
    usize::MAX
}

fn is_refusal(plain: &Plain<'_>, link: &Link) -> bool {
    let (Some(from), Some(to)) = (link.from.step(), link.to.step()) else {
        return false;
    };
    let answered = plain
        .flow()
        .iter()
        .any(|other| other.from == link.to && other.to == link.from);
    if from == to || !answered {
        return false;
    }
    let (here, there) = (distance(plain, from), distance(plain, to));
    here > there || (here == there && plain.at(from) > plain.at(to))
}

/// Flow between activities of different functions, refusals left out.
pub fn handoffs<'a>(plain: &Plain<'a>) -> Vec<(&'a Link, &'a Step, &'a Step)> {
    let ends = |link: &'a Link| {
        Some((
            link,
            plain.view.step(link.from.step()?)?,
            plain.view.step(link.to.step()?)?,
        ))
    };
    let links = plain.flow().into_iter().filter_map(ends);
    links
        .filter(|(_, from, to)| {
            from.side == Side::Seller && !from.waypoint && !to.waypoint && from.lane != to.lane
        })
        .filter(|(link, _, _)| !is_refusal(plain, link))
        .collect()
}

pub fn way_back(plain: &Plain<'_>, from: &Step, to: &Step) -> bool {
    let back = plain.flow_from(to.id);
    let mut steps = back.iter().filter_map(|link| plain.view.step(link.to.step()?));
    steps.any(|step| step.lane == from.lane && !step.waypoint)
}

/// Where the work goes on to, as ping-pong sees it.
fn onward<'a>(plain: &Plain<'a>, step: &Step) -> Vec<&'a Step> {
    let mut ways = Vec::new();
    for link in plain.flow_from(step.id) {
        let Some(next) = link.to.step().and_then(|id| plain.view.step(id)) else {
            continue;
        };
        let refused = next.lane != step.lane && is_refusal(plain, link);
        if !next.waypoint && !is_back(plain.view, link) && !refused {
            ways.push(next);
        }
    }
    ways
}

fn home_within(plain: &Plain<'_>, at: &Step, left: &Step, links: usize) -> bool {
    links > 0
        && onward(plain, at)
            .iter()
            .any(|next| next.lane == left.lane || home_within(plain, next, left, links - 1))
}
