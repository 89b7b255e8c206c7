//! Where cases and buyers start, in the words of the gap catalogue.

use twinlane_model::{LinkKind, MapView, Side, Step, StepId};

/// The starts of a side, in the order of their place.
///
/// Sales side: the steps with an entry; if none has one, those without incoming flow other than back links
/// (flow to an earlier stage) and their own retry. Buyer side: of those, the ones in the first stage having
/// any, and the steps marked `start`.
pub fn starts(view: &MapView<'_>, side: Side) -> Vec<StepId> {
    let stage = |step: &Step| view.stage_place(step.stage);
    let unfed = |step: &&Step| {
        view.flow_into(step.id).all(|link| {
            link.from
                .step()
                .and_then(|id| view.step(id))
                .is_none_or(|from| from.id == step.id || stage(step) < stage(from))
        })
    };
    match side {
        Side::Seller => {
            let entered: Vec<StepId> = view
                .steps_of(side)
                .filter(|step| step.entry.is_some())
                .map(|step| step.id)
                .collect();
            if entered.is_empty() {
                view.steps_of(side).filter(unfed).map(|step| step.id).collect()
            } else {
                entered
            }
        }
        Side::Buyer => {
            let first = view.steps_of(side).filter(unfed).map(stage).min().flatten();
            view.steps_of(side)
                .filter(|step| step.start || (stage(step) == first && unfed(step)))
                .map(|step| step.id)
                .collect()
        }
    }
}

/// Steps that returns lead to.
pub(crate) fn returned_to<'a>(view: &'a MapView<'_>) -> impl Iterator<Item = StepId> + 'a {
    view.links
        .iter()
        .filter(|link| link.kind == LinkKind::Return)
        .filter_map(|link| link.to.step())
}
