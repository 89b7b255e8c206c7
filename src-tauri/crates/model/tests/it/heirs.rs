//! Decisions about gaps go to the heirs of steps that are merged or split, to be checked again.

use std::collections::BTreeMap;

use twinlane_model::{Change, GapId, GapRecord, GapState, LinkId, MapId, MapKind, Row, StepId};
use twinlane_testkit::{Ids, TestMap, draw};
use uuid::Uuid;

fn map() -> TestMap {
    draw(
        "# Sales process
         - Call
         - Demo
         - Quote",
    )
}

fn decide(map: &mut TestMap, number: u64, rule: &str, about: &[StepId], comment: &str, votes: u32) {
    let mut ids: Vec<String> = about.iter().map(StepId::to_string).collect();
    ids.sort_unstable();
    map.put(Row::Gap(GapRecord {
        id: GapId(Ids::nth(900 + number)),
        fingerprint: format!("{rule}:{}", ids.join(",")),
        map: None,
        state: GapState::Confirmed,
        reason: String::new(),
        title: String::new(),
        comment: comment.to_owned(),
        votes,
        severity: None,
        numbers: BTreeMap::new(),
        check_again: false,
    }));
}

fn records(map: &TestMap) -> Vec<String> {
    let mut lines: Vec<String> = map
        .workshop
        .gaps()
        .values()
        .map(|gap| {
            let (rule, ids) = gap.fingerprint.split_once(':').expect("a fingerprint");
            let mut titles: Vec<String> = ids
                .split(',')
                .map(|id| {
                    let id = StepId(id.parse().expect("an id"));
                    map.workshop
                        .steps()
                        .get(&id)
                        .map_or("gone".to_owned(), |step| step.title.clone())
                })
                .collect();
            titles.sort_unstable();
            let again = if gap.check_again { " again" } else { "" };
            format!(
                "{rule} {} {}v {:?}{again}",
                titles.join("+"),
                gap.votes,
                gap.comment
            )
        })
        .collect();
    lines.sort_unstable();
    lines
}

/// A finding may be about what stands on no map, such as a way that only the records know.
#[test]
fn words_behind_the_ids_stay_when_a_step_is_merged() {
    let mut map = map();
    let [call, demo, quote] = ["Call", "Demo", "Quote"].map(|title| map.step(title));
    let rule = "unmapped-transition";
    decide(&mut map, 1, rule, &[call, quote], "", 0);
    let key = map.workshop.gaps().keys().next().copied().expect("decided");
    let mut record = map.workshop.gaps()[&key].clone();
    record.fingerprint += "/Call, again → Quote: sent";
    map.put(Row::Gap(record));
    map.change(&Change::MergeSteps {
        keep: demo,
        others: vec![call],
    });
    let mut ids = [demo.to_string(), quote.to_string()];
    ids.sort_unstable();
    assert_eq!(
        map.workshop.gaps()[&key].fingerprint,
        format!("{rule}:{}/Call, again → Quote: sent", ids.join(",")),
        "the step goes over to its heir, the words are nobody's id"
    );
}

#[test]
fn a_split_step_leaves_both_halves_to_be_checked() {
    let mut map = map();
    let call = map.step("Call");
    decide(&mut map, 1, "purposeless-activity", &[call], "why?", 2);
    map.change(&Change::SplitStep {
        step: call,
        new_step: StepId(Uuid::nil()),
        title: "Visit".to_owned(),
        new_link: LinkId(Uuid::nil()),
    });
    assert_eq!(
        records(&map),
        [
            "purposeless-activity Call 2v \"why?\" again",
            "purposeless-activity Visit 0v \"why?\" again"
        ]
    );
}

#[test]
fn merged_steps_share_one_record() {
    let mut map = map();
    let (call, demo, quote) = (map.step("Call"), map.step("Demo"), map.step("Quote"));
    decide(&mut map, 1, "unowned-step", &[call], "Ana?", 1);
    decide(&mut map, 2, "unowned-step", &[demo], "Bo?", 2);
    decide(&mut map, 3, "rework-loop", &[demo, quote], "", 1);
    decide(&mut map, 4, "unowned-step", &[quote], "untouched", 0);
    map.change(&Change::MergeSteps {
        keep: call,
        others: vec![demo],
    });
    assert_eq!(
        records(&map),
        [
            "rework-loop Call+Quote 1v \"\" again",
            "unowned-step Call 3v \"Ana?\\nBo?\" again",
            "unowned-step Quote 0v \"untouched\""
        ]
    );
}

#[test]
fn a_merge_in_a_scenario_leaves_the_current_map_its_record() {
    let mut map = map();
    let (current_call, demo) = (map.step("Call"), map.step("Demo"));
    decide(&mut map, 1, "unowned-step", &[demo], "", 2);
    let applied = map.change(&Change::CopyMap {
        map: map.map,
        id: MapId(Uuid::nil()),
        name: "Future".to_owned(),
        kind: MapKind::Scenario,
    });
    let copy = |origin: StepId| {
        applied
            .put
            .iter()
            .find_map(|row| match row {
                Row::Step(step) if step.origin == Some(origin) => Some(step.id),
                _ => None,
            })
            .expect("copied")
    };
    let (call, other) = (copy(current_call), copy(demo));
    map.change(&Change::MergeSteps {
        keep: call,
        others: vec![other],
    });
    assert_eq!(
        records(&map),
        ["unowned-step Call 0v \"\" again", "unowned-step Demo 2v \"\""]
    );
}
