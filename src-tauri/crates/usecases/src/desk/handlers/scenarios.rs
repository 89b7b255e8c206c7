//! The flow arithmetic: of the map shown, of scenarios beside the present, of a scenario as it would be. Of each only
//! the last one asked for is worked out.

use twinlane_wire::commands::{Compare, Flow, Keep, TryOut};
use twinlane_wire::{Comparison, Done, Fault, FlowColumn, FlowResult, WorkKind};

use crate::audience::Audience;
use crate::desk::handler::{Execute, Outcome};
use crate::desk::thread::{DeskThread, Job};
use crate::fault::from_cancelled;
use crate::improve::{self, CompareRequest, compare_flow};
use crate::results;

impl Execute for Flow {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<FlowResult>, Fault> {
        desk.background.supersede(WorkKind::Flow);
        let open = desk.open_workshop()?;
        let (workshop, rev, map) = (open.session.shared(), open.rev(), open.view.map);
        let job = Job::new(WorkKind::Flow, String::new(), move |watch| {
            watch.at(0.0).map_err(from_cancelled)?;
            results::result(&workshop, map, rev)
        });
        Ok(job.into())
    }
}

impl Execute for Compare {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Comparison>, Fault> {
        desk.background.supersede(WorkKind::Compare);
        let open = desk.open_workshop()?;
        let (workshop, rev) = (open.session.shared(), open.rev());
        let request = CompareRequest {
            map: open.view.map,
            maps: self.maps,
            draws: self.draws as usize,
            seed: 1,
            numbers: self.numbers,
            audience: Audience::of(&open.view),
        };
        let job = Job::new(WorkKind::Compare, String::new(), move |watch| {
            let found = compare_flow(&workshop, &request, watch)?;
            Ok(Comparison { rev, ..found })
        });
        Ok(job.into())
    }
}

impl Execute for TryOut {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<FlowColumn>, Fault> {
        // Whoever drags asks again before the answer is there; only where the hand is now counts.
        desk.background.supersede(WorkKind::TryOut);
        let mut ids = desk.environment.ids.clone();
        let open = desk.open_workshop()?;
        let (workshop, audience) = (open.session.shared(), Audience::of(&open.view));
        let job = Job::new(WorkKind::TryOut, String::new(), move |watch| {
            watch.at(0.0).map_err(from_cancelled)?;
            improve::try_out(&workshop, &self.trial, audience, &mut ids)
        });
        Ok(job.into())
    }
}

impl Execute for Keep {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        let open = desk.open_workshop()?;
        let change = improve::kept(open.session.workshop(), &self.trial)?;
        desk.change(&change).map(Outcome::Done)
    }
}
