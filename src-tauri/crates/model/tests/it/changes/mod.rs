//! What each change does, on drawn maps.

mod rows;
mod steps;

use twinlane_model::{Change, LinkKind, RowKey, StepId};
use twinlane_testkit::TestMap;

pub(super) const SALES: &str = "
    # Buyer journey
    ## Need
    - [Buyer] Feels pain
      ? What does it cost?
      => Compares
    ## Choose
    - [Buyer] Compares
    # Sales process
    ## Prove ~ Need
    - [Sales] Qualify -> Feels pain (strong, answers \"What does it cost?\") {touch 1 h}
      => Demo 60 %
      => Lost 40 %
    - [Sales] Demo -> Compares
      => Quote
    ## Close ~ Choose
    - [Sales] Quote -> Compares (weak)
      => Won
    - [Legal] Check
      => -
    # Outcomes
    - Lost
      => Qualify 10 %";

pub(super) fn cell(map: &TestMap, stage: &str, lane: &str) -> Vec<String> {
    let steps: Vec<StepId> = map
        .workshop
        .steps_in(map.stage(stage), map.lane(lane))
        .map(|step| step.id)
        .collect();
    map.titles(steps)
}

pub(super) fn flow(map: &TestMap) -> Vec<String> {
    let view = map.view();
    view.links
        .iter()
        .filter(|link| link.kind == LinkKind::Flow)
        .map(|link| format!("{} → {}", view.end_title(link.from), view.end_title(link.to)))
        .collect()
}

pub(super) fn set(of: RowKey, values: &serde_json::Value) -> Change {
    Change::Set {
        of,
        values: values.as_object().cloned().unwrap_or_default(),
    }
}

pub(super) fn refusal(map: &mut TestMap, change: &Change) -> String {
    let before = map.workshop.clone();
    let refusal = map.apply(change).expect_err("must be refused").to_string();
    assert_eq!(map.workshop, before, "a refusal alters nothing");
    refusal
}
