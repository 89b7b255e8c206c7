//! What the flow arithmetic says about a map, by place: visits and repeats. No rule here.

use twinlane_flow::{Blocks, StepVisits};
use twinlane_model::{LinkKind, MapView, Side};

/// Visits and repeats of a map's steps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visits {
    /// Visits of each step per period; `None` where they cannot be known.
    pub per_period: Vec<Option<f64>>,
    /// Expected visits by a case that is at the step (the diagonal of the fundamental matrix).
    pub per_case: Vec<Option<f64>>,
    /// The largest share of cases that come back to one and the same activity; `None` while no flow link
    /// has a share or visits are unknown.
    pub returning: Option<f64>,
    /// Parallel blocks of the sales process and what belongs to none.
    pub blocks: Blocks,
}

impl Visits {
    /// Solves the flow of a map.
    pub fn of(view: &MapView<'_>) -> Self {
        let found = twinlane_flow::step_visits(view);
        Self {
            returning: returning(view, &found),
            per_period: found.visits,
            per_case: found.visits_per_case,
            blocks: found.blocks,
        }
    }
}

fn returning(view: &MapView<'_>, found: &StepVisits) -> Option<f64> {
    let shared = |at: usize| {
        let link = view.links[at];
        let from = view.ends(at).0.step();
        link.kind == LinkKind::Flow
            && link.share.is_some()
            && from.is_some_and(|step| view.steps[step].side == Side::Seller)
    };
    if !(0..view.links.len()).any(shared) {
        return None;
    }
    let activity = |at: &usize| view.steps[*at].side == Side::Seller && !view.steps[*at].waypoint;
    found.returning((0..view.steps.len()).filter(activity))
}
