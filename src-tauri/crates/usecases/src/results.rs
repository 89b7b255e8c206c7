//! The flow arithmetic for a window: worked out aside on the map shown. No arithmetic here.

use twinlane_model::Workshop;
use twinlane_wire::{Fault, FaultCode, FlowResult, Reply, ViewOptions, WorkKind};

use crate::aside::{Long, Then};
use crate::desk::Thread;
use crate::fault::from_cancelled;
use crate::network::{network_of, sentence};

impl Thread {
    /// Works out the flow of the map shown.
    pub(crate) fn flow(&mut self) -> Result<Long, Fault> {
        // Only the last state asked for is looked at.
        self.aside.cancel(|_, kind| kind == WorkKind::Flow);
        let open = self.opened()?;
        let workshop = open.session.shared();
        let rev = open.session.rev() as u32;
        let view = open.view.clone();
        Ok(Long {
            kind: WorkKind::Flow,
            name: String::new(),
            job: Box::new(move |watch| {
                watch.at(0.0).map_err(from_cancelled)?;
                let result = result(&workshop, &view, rev)?;
                let then: Then = Box::new(move |_| Ok(Reply::Flow(Box::new(result))));
                Ok(then)
            }),
        })
    }
}

fn result(workshop: &Workshop, options: &ViewOptions, rev: u32) -> Result<FlowResult, Fault> {
    let chosen = options.map.filter(|map| workshop.maps().contains_key(map));
    let map = chosen.or_else(|| workshop.maps_in_order().first().map(|map| map.id));
    let view = map
        .and_then(|map| workshop.view(map))
        .ok_or_else(|| Fault::new(FaultCode::NoSuchMap, "the workshop has no map yet"))?;
    let (network, _) = network_of(&view);
    let demand = twinlane_flow::demand(&network);
    let (capacity, unknown) = match twinlane_flow::at_capacity(&network) {
        Ok(found) => (Some(found), None),
        Err(why) => (None, Some(sentence(&view, &why))),
    };
    let levers = twinlane_flow::levers(&network);
    Ok(FlowResult::new(rev, &demand, capacity.as_ref(), &levers, unknown))
}
