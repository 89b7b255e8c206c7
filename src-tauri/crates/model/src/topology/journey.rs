//! The terms of the gap catalogue that are about order: start, back link, before.

use super::{Graph, Order};
use crate::{End, EndIndex, Link, LinkKind, MapView, Side, StepId};

/// Whether a flow link leads to an earlier stage of its side.
pub fn is_back_link(view: &MapView<'_>, link: &Link) -> bool {
    let stage = |end: End| {
        let step = view.step(end.step()?)?;
        view.stage_place(step.stage)
    };
    link.kind == LinkKind::Flow
        && matches!((stage(link.from), stage(link.to)), (Some(from), Some(to)) if to < from)
}

/// Flow between steps of a side without back links: the graph that *before* is about. Waypoints are nodes of
/// it, for they pass order on.
pub fn forward_flow(view: &MapView<'_>, side: Side) -> Graph<StepId> {
    let arrows = view
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::Flow && !is_back_link(view, link))
        .filter_map(|link| Some((link.from.step()?, link.to.step()?)));
    Graph::new(view.steps_of(side).map(|step| step.id), arrows)
}

/// Which steps of a side lie before which: back links and returns are left out, and steps that still form a
/// loop are not before one another.
///
/// The table has a bit for each pair of steps; where only some are compared, [`order_among`] is smaller.
pub fn order(view: &MapView<'_>, side: Side) -> Order<StepId> {
    Order::among(&forward_flow(view, side), view.steps_of(side).map(|step| step.id))
}

/// [`order`] among some steps only; paths may pass the others.
pub fn order_among(view: &MapView<'_>, side: Side, steps: impl IntoIterator<Item = StepId>) -> Order<StepId> {
    Order::among(&forward_flow(view, side), steps)
}

/// Where a side starts, in the order of the map.
///
/// The sales process starts at the steps with an entry or, if none has one, at those without incoming flow;
/// the buyer journey at those without incoming flow in the first stage that has any, and at steps marked as
/// start. Back links and a step's own retry do not count as incoming.
pub fn starts(view: &MapView<'_>, side: Side) -> Vec<StepId> {
    if side == Side::Seller {
        let entered: Vec<StepId> = view
            .steps_of(side)
            .filter(|step| step.entry.is_some())
            .map(|step| step.id)
            .collect();
        if !entered.is_empty() {
            return entered;
        }
    }
    let stages: Vec<Option<usize>> = view
        .steps
        .iter()
        .map(|step| view.stage_place(step.stage))
        .collect();
    let mut entered = vec![false; view.steps.len()];
    for (at, link) in view.links.iter().enumerate() {
        if let (LinkKind::Flow, (from, EndIndex::Step(to))) = (link.kind, view.ends(at)) {
            let from = from.step();
            let back = from.is_some_and(
                |from| matches!((stages[from], stages[to]), (Some(from), Some(to)) if to < from),
            );
            entered[to] |= !(back || from == Some(to));
        }
    }
    let steps = view.steps.iter().zip(entered);
    let steps = steps.filter(|(step, _)| step.side == side);
    match side {
        Side::Seller => steps
            .filter(|(_, entered)| !entered)
            .map(|(step, _)| step.id)
            .collect(),
        Side::Buyer => {
            // Steps come stage by stage, so the first one found tells the stage.
            let first = steps
                .clone()
                .find(|(_, entered)| !entered)
                .map(|(step, _)| step.stage);
            steps
                .filter(|(step, entered)| step.start || (Some(step.stage) == first && !entered))
                .map(|(step, _)| step.id)
                .collect()
        }
    }
}
