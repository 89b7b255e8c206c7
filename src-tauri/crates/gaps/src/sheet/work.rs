//! What the flow arithmetic says about a map, by place: visits and repeats. No rule here.

use twinlane_flow::{Blocks, Flow};
use twinlane_model::{LinkKind, MapView, Side};

/// Visits and repeats of a map's steps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Work {
    /// Visits per period of each step; `None` where they cannot be known.
    pub visits: Vec<Option<f64>>,
    /// Expected visits of a case that is at the step (the diagonal of N).
    pub visits_per_case: Vec<Option<f64>>,
    /// The largest share of cases that come back to one and the same activity; `None` while no flow link
    /// has a share or visits are unknown.
    pub returning: Option<f64>,
    /// Parallel blocks of the sales process and what belongs to none.
    pub blocks: Blocks,
}

impl Work {
    /// Solves the map's flow.
    pub fn of(view: &MapView<'_>) -> Self {
        let flow = twinlane_flow::solve(view);
        let row = |id| flow.steps.get(id);
        Self {
            visits: view.steps.iter().map(|step| row(&step.id)?.visits).collect(),
            visits_per_case: view
                .steps
                .iter()
                .map(|step| row(&step.id)?.visits_per_case)
                .collect(),
            returning: returning(view, &flow),
            blocks: flow.blocks,
        }
    }
}

fn returning(view: &MapView<'_>, flow: &Flow) -> Option<f64> {
    let seller = |end: twinlane_model::End| {
        end.step()
            .and_then(|id| view.step(id))
            .is_some_and(|step| step.side == Side::Seller)
    };
    let mut shares = view
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::Flow && link.share.is_some());
    if !shares.any(|link| seller(link.from)) {
        return None;
    }
    flow.returning(view.activities().map(|step| step.id))
}
