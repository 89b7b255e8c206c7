//! What the room decided, against findings that change: dismissing, reopening, settings, marks, rank.

use std::collections::BTreeMap;

use twinlane_gaps::{Catalogue, Context, Finding, catalogue};
use twinlane_model::{Change, GapId, GapRecord, GapState, MapId, MapKind, Row, Severity, Target, TargetKind};
use twinlane_testkit::{TestMap, draw};

const MAP: &str = "
    # Buyer journey
    - Sees it {importance 3}
    - Weighs it {importance 1}
    - Signs
    # Sales process
    - Call -> Sees it
      => Call 20 %
      => Won 80 %";

fn of(map: &TestMap) -> Catalogue {
    catalogue(&map.view(), &Context::default())
}

fn find(map: &TestMap, code: &str, subject: &str) -> Finding {
    let found = of(map).findings.into_iter();
    let mut wanted = found.filter(|finding| finding.code == code && finding.subjects[0].title == subject);
    wanted
        .next()
        .unwrap_or_else(|| panic!("{code} says nothing about {subject}"))
}

fn record(map: &mut TestMap, finding: &Finding, state: GapState) -> GapRecord {
    GapRecord {
        id: GapId::new(&mut map.ids),
        fingerprint: finding.fingerprint.clone(),
        map: None,
        state,
        reason: "not for this segment".to_owned(),
        title: String::new(),
        comment: String::new(),
        votes: 0,
        severity: Some(finding.severity),
        numbers: (&finding.numbers).into(),
        check_again: false,
    }
}

/// Sets a field of a step and puts it back.
fn edit(map: &mut TestMap, title: &str, set: impl Fn(&mut twinlane_model::Step)) {
    let mut step = map
        .view()
        .step(map.step(title))
        .expect("the step is there")
        .clone();
    set(&mut step);
    map.put(Row::Step(step));
}

#[test]
fn a_dismissal_holds_until_severity_rises() {
    let mut map = draw(MAP);
    let finding = find(&map, "C1", "Weighs it");
    assert_eq!(finding.severity, Severity::Low, "importance 1");
    let dismissed = record(&mut map, &finding, GapState::Dismissed);
    map.put(Row::Gap(dismissed));
    assert_eq!(
        find(&map, "C1", "Weighs it").decision.state,
        GapState::Dismissed,
        "as decided"
    );
    edit(&mut map, "Weighs it", |step| step.importance = Some(3));
    let now = find(&map, "C1", "Weighs it").decision;
    assert_eq!(now.state, GapState::Open, "it matters more now");
    assert!(
        now.reopened.contains("severity rose from low to high"),
        "it says why: {}",
        now.reopened
    );
    edit(&mut map, "Weighs it", |step| step.importance = Some(1));
    assert_eq!(
        find(&map, "C1", "Weighs it").decision.state,
        GapState::Dismissed,
        "and holds again after undo"
    );
}

#[test]
fn a_dismissal_reopens_when_a_number_worsens_by_a_quarter() {
    let mut map = draw(MAP);
    let finding = find(&map, "F4", "Call");
    assert!(
        finding
            .numbers
            .get("expected_visits_per_case")
            .is_some_and(|visits| (visits - 1.25).abs() < 1e-9),
        "1 ÷ (1 − 0.2)"
    );
    let dismissed = record(&mut map, &finding, GapState::Dismissed);
    map.put(Row::Gap(dismissed));
    for (retry, reopens) in [(0.3, false), (0.4, true), (0.1, false)] {
        let view = map.view();
        let mut rows: Vec<_> = view.flow_from(map.step("Call")).cloned().collect();
        for link in &mut rows {
            let share = if link.to == link.from { retry } else { 1.0 - retry };
            link.share = Some(twinlane_model::Measure::estimated(share));
        }
        for link in rows {
            map.put(Row::Link(link));
        }
        let decision = find(&map, "F4", "Call").decision;
        assert_eq!(
            decision.state == GapState::Open,
            reopens,
            "retry {retry}: {}",
            decision.reopened
        );
        assert_eq!(
            decision.reopened.contains("expected visits per case"),
            reopens,
            "the number is named"
        );
    }
}

#[test]
fn a_decision_holds_in_a_scenario() {
    let mut map = draw(MAP);
    let finding = find(&map, "C1", "Signs");
    let dismissed = record(&mut map, &finding, GapState::Dismissed);
    map.put(Row::Gap(dismissed));
    let source = map.map;
    map.change(&Change::CopyMap {
        map: source,
        id: MapId(uuid::Uuid::nil()),
        name: "Future".to_owned(),
        kind: MapKind::Scenario,
    });
    let copy = map
        .workshop
        .maps()
        .keys()
        .copied()
        .find(|id| *id != map.map)
        .expect("the copy is there");
    let found = catalogue(&map.workshop.view(copy).expect("there"), &Context::default());
    let same = found
        .findings
        .iter()
        .find(|other| other.fingerprint == finding.fingerprint);
    assert_eq!(
        same.map(|same| same.decision.state),
        Some(GapState::Dismissed),
        "the origin is the same"
    );
}

#[test]
fn a_rule_is_dismissed_for_a_map_or_switched_off() {
    let mut map = draw(MAP);
    let mut row = map.view().map.clone();
    row.dismissed_rules
        .insert("unserved-buyer-step".to_owned(), "agreed on day one".to_owned());
    map.put(Row::Map(row));
    let decision = find(&map, "C1", "Signs").decision;
    assert_eq!(decision.state, GapState::Dismissed, "for this map");
    assert_eq!(decision.reason, "agreed on day one", "with its reason");
    let mut settings = map.workshop.settings().clone();
    settings
        .off
        .insert("rework-loop".to_owned(), "no shares yet".to_owned());
    settings
        .severities
        .insert("unserved-buyer-step".to_owned(), Severity::Low);
    map.put(Row::Settings(settings));
    assert!(
        of(&map).findings.iter().all(|finding| finding.code != "F4"),
        "switched off is not computed"
    );
    assert_eq!(
        find(&map, "C1", "Signs").severity,
        Severity::Low,
        "severity is a setting"
    );
}

#[test]
fn thresholds_are_settings() {
    let mut map = draw(
        "# Buyer journey
         - Compares
         # Sales process
         - [A] One -> Compares
         - [B] Two -> Compares",
    );
    let crowded = |map: &TestMap| of(map).findings.iter().any(|finding| finding.code == "C5");
    assert!(!crowded(&map), "two functions are no crowd");
    let mut settings = map.workshop.settings().clone();
    settings
        .thresholds
        .insert("crowded-step.functions".to_owned(), 2.0);
    map.put(Row::Settings(settings));
    assert!(crowded(&map), "unless the workshop says so");
}

/// Two pools, at 120 % and at 75 % of their hours, and not quite a tenth of the time is work.
const BUSY: &str = r#"entry: Call 100
pool: Desk, 200 h
pool: Lab, 100 h

# Sales process
- [A] Call {touch 1.5 h, elapsed 1 d, owner "Desk"}
  => Test 60 %
  => Lost 40 %
- [B] Test {touch 2 h, elapsed 4 d, owner "Lab"}
  => Won"#;

#[test]
fn the_limits_of_bottlenecks_are_settings() {
    let fires = |setting: Option<(&str, f64)>, code: &str| {
        let mut map = draw(BUSY);
        let mut settings = map.workshop.settings().clone();
        settings
            .thresholds
            .extend(setting.map(|(name, value)| (name.to_owned(), value)));
        map.put(Row::Settings(settings));
        of(&map).findings.iter().any(|finding| finding.code == code)
    };
    for (code, setting, usually) in [
        ("B1", ("constraint.percent", 120.0), true),
        ("B2", ("overload.percent", 74.0), false),
        ("B3", ("waiting-dominates.percent", 9.0), true),
        ("B5", ("more-activity-trap.wins", -1.0), true),
        ("B5", ("more-activity-trap.entries", 0.0), true),
    ] {
        assert_eq!(fires(None, code), usually, "{code} by the catalogue's own limit");
        assert_eq!(fires(Some(setting), code), !usually, "{code} with {setting:?}");
    }
}

#[test]
fn a_decision_about_busy_people_stays_when_their_steps_change() {
    let before = find(&draw(BUSY), "B1", "Test");
    let after = draw(&format!(
        "{BUSY}\n- [B] Write it down {{touch 1 h, owner \"Lab\"}}"
    ));
    let after = find(&after, "B1", "Test");
    assert_eq!(
        before.fingerprint, after.fingerprint,
        "the room decided about people, not about one of their steps"
    );
}

#[test]
fn until_a_side_is_drawn_its_findings_are_open_ends() {
    let map = draw(&MAP.replace("# Buyer journey", "# Buyer journey (not drawn)"));
    assert!(
        find(&map, "C1", "Signs").unfinished,
        "the buyer journey is not marked"
    );
    assert!(!find(&map, "H3", "Call").unfinished, "the sales process is");
    assert!(
        !find(&map, "F4", "Call").unfinished,
        "a loop is a loop however far the drawing is"
    );
}

#[test]
fn confirmed_comes_first_then_votes_then_severity_and_dismissed_last() {
    let mut map = draw(MAP);
    let (low, open) = (find(&map, "C1", "Weighs it"), find(&map, "C1", "Signs"));
    let confirmed = record(&mut map, &low, GapState::Confirmed);
    map.put(Row::Gap(confirmed));
    let retry = find(&map, "F4", "Call");
    let voted = GapRecord {
        votes: 4,
        ..record(&mut map, &retry, GapState::Open)
    };
    map.put(Row::Gap(voted));
    let dismissed = record(&mut map, &open, GapState::Dismissed);
    map.put(Row::Gap(dismissed));
    let found = of(&map).findings;
    assert_eq!(
        found[0].fingerprint, low.fingerprint,
        "confirmed, though its severity is low"
    );
    assert_eq!(found[1].fingerprint, retry.fingerprint, "then what got votes");
    assert_eq!(
        found.last().map(|last| &last.fingerprint),
        Some(&open.fingerprint),
        "dismissed is out of sight"
    );
    let middle = &found[2..found.len() - 1];
    assert!(
        middle.is_sorted_by_key(|finding| std::cmp::Reverse(finding.severity)),
        "then by severity"
    );
}

#[test]
fn votes_comments_and_check_again_are_handed_on() {
    let mut map = draw(MAP);
    let finding = find(&map, "C1", "Signs");
    let mut told = record(&mut map, &finding, GapState::Confirmed);
    told.votes = 5;
    told.comment = "twice this year".to_owned();
    told.check_again = true;
    map.put(Row::Gap(told));
    let decision = find(&map, "C1", "Signs").decision;
    assert_eq!((decision.votes, decision.check_again), (5, true), "as recorded");
    assert_eq!(decision.comment, "twice this year", "the comment too");
}

#[test]
fn targets_decide_the_fifth_condition() {
    use twinlane_gaps::ReadinessState::{PartlyMet, Unknown};
    let mut map = draw(MAP);
    assert_eq!(of(&map).readiness[4].state, Unknown, "no target is set");
    edit(&mut map, "Call", |step| {
        step.targets = vec![Target {
            kind: TargetKind::Volume,
            what: "calls".to_owned(),
            value: 40.0,
            unit: "a week".to_owned(),
            by: None,
            inspector: "Mara".to_owned(),
            cadence: "weekly".to_owned(),
        }];
    });
    assert_eq!(
        of(&map).readiness[4].state,
        PartlyMet,
        "inspected, but no manager is known to use the CRM"
    );
}

#[test]
fn purpose_counts_in_one_unit_for_the_whole_map() {
    let unit = |drawing: &str| {
        let share = of(&draw(drawing)).scorecard.purpose;
        (share.part, share.whole, share.unit)
    };
    let head = "entry: Call 10\n# Buyer journey\n- Asks\n# Sales process\n";
    let full = format!("{head}- Call -> Asks {{touch 2 h}}\n- File {{touch 1 h}}\n  => Won");
    assert_eq!(
        unit(&full),
        (20.0, 30.0, "hours"),
        "visits × touch where both are known"
    );
    let no_entry = full.replace("entry: Call 10\n", "");
    assert_eq!(
        unit(&no_entry),
        (2.0, 3.0, "hours"),
        "touch alone where nobody said how many arrive"
    );
    let no_touch = full.replace(" {touch 1 h}", "");
    assert_eq!(
        unit(&no_touch),
        (1.0, 2.0, "activities"),
        "one each where a touch time is missing"
    );
}

#[test]
fn numbers_of_a_finding_are_stable_keys() {
    let found = of(&draw(MAP));
    let mut keys: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for finding in &found.findings {
        keys.entry(finding.code)
            .or_insert_with(|| finding.numbers.keys().collect());
    }
    assert_eq!(keys["C1"], ["importance", "weak_supports"], "machines read these");
    assert_eq!(keys["F4"], ["expected_visits_per_case", "steps"], "and these");
}
