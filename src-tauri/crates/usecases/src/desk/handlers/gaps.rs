//! Gaps: what a finding says, what the room decides about it, the catalogue.

use twinlane_gaps::Finding;
use twinlane_model::GapRecord;
use twinlane_wire::commands::{Comment, Decide, Explain, Rules};
use twinlane_wire::{Done, Fault, Reasons, RuleInfo};

use crate::decisions::{decided, set_state};
use crate::desk::handler::{Execute, Outcome};
use crate::desk::thread::DeskThread;

impl Execute for Explain {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Reasons>, Fault> {
        desk.open_workshop()?
            .explain(&self.fingerprint)
            .map(Outcome::Done)
    }
}

impl Execute for Decide {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        decide(desk, &self.fingerprint, |record, finding| {
            set_state(record, finding, self.state, self.reason);
        })
    }
}

impl Execute for Comment {
    fn execute(self, desk: &mut DeskThread) -> Result<Outcome<Done>, Fault> {
        decide(desk, &self.fingerprint, |record, _| record.comment = self.comment)
    }
}

/// Keeps what the room decides about a finding of the map shown.
fn decide(
    desk: &mut DeskThread,
    fingerprint: &str,
    decide: impl FnOnce(&mut GapRecord, &Finding),
) -> Result<Outcome<Done>, Fault> {
    let (open, environment) = desk.at_work()?;
    let finding = open.finding(fingerprint, environment)?;
    let change = decided(
        open.session.workshop(),
        &finding,
        &mut environment.ids,
        |record| decide(record, &finding),
    );
    desk.change(&change).map(Outcome::Done)
}

impl Execute for Rules {
    fn execute(self, _: &mut DeskThread) -> Result<Outcome<Vec<RuleInfo>>, Fault> {
        let rules = twinlane_gaps::rules().iter().map(|rule| RuleInfo::from(*rule));
        Ok(Outcome::Done(rules.collect()))
    }
}
