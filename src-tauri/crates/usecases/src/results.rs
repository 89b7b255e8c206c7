//! The flow arithmetic for a window: worked out aside on the map shown. No arithmetic here.

use twinlane_flow::{Network, Unknown, Why};
use twinlane_model::{End, MapView, Workshop};
use twinlane_wire::{Fault, FaultCode, FlowResult, Reply, ViewOptions, WorkKind};

use crate::aside::{Long, Then};
use crate::desk::Thread;
use crate::fault::from_cancelled;

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
    let network = Network::of(&view);
    let demand = twinlane_flow::demand(&network);
    let (capacity, unknown) = match twinlane_flow::at_capacity(&network) {
        Ok(found) => (Some(found), None),
        Err(why) => (None, Some(sentence(&view, &why))),
    };
    let levers = twinlane_flow::levers(&network);
    Ok(FlowResult::new(rev, &demand, capacity.as_ref(), &levers, unknown))
}

/// Why the totals cannot be known, and what to do about it.
fn sentence(view: &MapView<'_>, why: &Why) -> String {
    let step = |id| {
        let title = view.step(id).map(|step| step.title.as_str()).unwrap_or_default();
        format!("“{title}”")
    };
    let end = |end: &End| match end {
        End::Step(id) => step(*id),
        End::Outcome(id) => view
            .outcome(*id)
            .map(|outcome| format!("“{}”", outcome.name()))
            .unwrap_or_default(),
    };
    match why {
        Why::Flow(Unknown::NoEntry) => {
            "Nobody has said how many cases arrive: give the first activity its entries.".to_owned()
        }
        Why::Flow(Unknown::OverHundred(at)) => {
            format!("The shares of {} add up to more than 100 %.", end(at))
        }
        Why::Flow(Unknown::ClosedLoop(at)) => {
            format!(
                "Cases that come to {} go round for ever: give the loop a way out.",
                step(*at)
            )
        }
        Why::Flow(Unknown::TooTangled(at)) => {
            format!(
                "The loops through {} are too entangled to be worked out.",
                step(*at)
            )
        }
        Why::NotSettled => "What the groups of people serve does not settle.".to_owned(),
        Why::NothingEnters | Why::NothingWon | Why::NoElapsed | Why::NoDealValue | Why::NoCapacity => {
            "Too few numbers are known yet.".to_owned()
        }
    }
}
