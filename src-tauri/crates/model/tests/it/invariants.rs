//! What may never be: each wrong row alone, with the field and the reason it is refused with.

use serde_json::{Value, json};
use twinlane_model::{Change, End, Link, LinkId, LinkKind, Measure, Refusal, Row, RowKey, Workshop};
use twinlane_testkit::random::workshop;
use twinlane_testkit::{TestMap, draw};
use uuid::Uuid;

fn map() -> TestMap {
    draw(
        "# Buyer journey
         - [Buyer] Asks
           ? Why?
         - [Buyer] Decides
         # Sales process
         - [Sales] Call -> Asks
           => Quote
           => Lost
         - [Sales] Quote
           => Won
           => Quote 10 %
         # Outcomes
         - Lost
           => Call",
    )
}

fn refused(map: &mut TestMap, change: &Change) -> String {
    let before = map.workshop.clone();
    let refusal = map.apply(change).expect_err("must be refused").to_string();
    assert_eq!(map.workshop, before, "a refusal alters nothing");
    refusal
}

#[test]
fn links_join_what_their_kind_may_join() {
    let mut map = map();
    for (kind, from, to, why) in [
        (
            LinkKind::Flow,
            "Asks",
            "Call",
            "link.to: flow stays on one side; across the line a link is a support",
        ),
        (
            LinkKind::Flow,
            "Asks",
            "Won",
            "link.to: only the sales process leads to outcomes; a buyer step cannot",
        ),
        (
            LinkKind::Flow,
            "Asks",
            "Asks",
            "link.to: only an activity may lead to itself, as a retry",
        ),
        (
            LinkKind::Flow,
            "Won",
            "Call",
            "link.from: flow leaves a step; from an outcome it is a return",
        ),
        (
            LinkKind::Flow,
            "Call",
            "Quote",
            "link.to: these two are joined by such a link already",
        ),
        (
            LinkKind::Return,
            "Won",
            "Call",
            "link.from: nothing returns from a won outcome",
        ),
        (
            LinkKind::Return,
            "Lost",
            "Asks",
            "link.to: a return leads to an activity",
        ),
        (
            LinkKind::Return,
            "Call",
            "Quote",
            "link.from: a return leaves an outcome",
        ),
        (
            LinkKind::Support,
            "Asks",
            "Decides",
            "link.from: a support comes from an activity",
        ),
        (
            LinkKind::Support,
            "Call",
            "Quote",
            "link.to: a support goes to a buyer step",
        ),
        (
            LinkKind::Support,
            "Lost",
            "Asks",
            "link.from: a support comes from an activity",
        ),
    ] {
        let link = Link::new(LinkId(Uuid::nil()), map.map, kind, map.end(from), map.end(to));
        assert_eq!(
            refused(&mut map, &Change::Add { row: Row::Link(link) }),
            why,
            "{kind:?} {from} → {to}"
        );
    }
    let outcome = RowKey::Outcome(map.outcome("Lost"));
    let values = json!({"kind": "won"}).as_object().cloned().unwrap_or_default();
    let why = refused(&mut map, &Change::Set { of: outcome, values });
    assert_eq!(
        why, "link.from: nothing returns from a won outcome",
        "a change of the outcome is checked too"
    );
}

#[test]
fn fields_of_links_belong_to_their_kind() {
    let mut map = map();
    let flow = map.link(LinkKind::Flow, "Call", "Quote");
    let support = map.link(LinkKind::Support, "Call", "Asks");
    for (link, values, why) in [
        (
            flow,
            json!({"strength": "strong"}),
            "link.strength: only a support has this",
        ),
        (
            flow,
            json!({"share": {"value": 1.2}}),
            "link.share.value: a share lies between 0 and 1",
        ),
        (
            flow,
            json!({"wait": {"value": 2, "low": 3, "high": 1}}),
            "link.wait.low: the low end is above the high end",
        ),
        (
            support,
            json!({"share": {"value": 0.2}}),
            "link.share: a support has no such field",
        ),
        (
            support,
            json!({"answers": [Uuid::max()]}),
            "link.answers.0: “Asks” has no such question",
        ),
    ] {
        let of = RowKey::Link(link);
        let values: serde_json::Map<String, Value> = values.as_object().cloned().unwrap_or_default();
        assert_eq!(refused(&mut map, &Change::Set { of, values }), why);
    }
}

#[test]
fn rows_put_whole_are_checked_against_what_they_join() {
    let mut map = map();
    let delete = |key| Change::Rows {
        label: String::new(),
        put: Vec::new(),
        delete: vec![key],
    };
    let step = RowKey::Step(map.step("Quote"));
    assert_eq!(
        refused(&mut map, &delete(step)),
        "link.to: there is no such step",
        "links would dangle"
    );
    let lane = RowKey::Lane(map.lane("Sales"));
    assert_eq!(
        refused(&mut map, &delete(lane)),
        "step.lane: there is no such lane"
    );
    let key = RowKey::Map(map.map);
    assert!(refused(&mut map, &delete(key)).ends_with("there is no such map"));
    let mut call = map.workshop.steps()[&map.step("Call")].clone();
    call.lane = map.lane("Buyer");
    let why = refused(
        &mut map,
        &Change::Rows {
            label: String::new(),
            put: vec![Row::Step(call.clone())],
            delete: Vec::new(),
        },
    );
    assert_eq!(why, "step.lane: the lane must be on the step's own side and map");
    call.lane = map.lane("Sales");
    call.touch = Some(Measure::estimated(f64::NAN));
    let why = refused(
        &mut map,
        &Change::Rows {
            label: String::new(),
            put: vec![Row::Step(call)],
            delete: Vec::new(),
        },
    );
    assert_eq!(why, "step.touch.value: this is not a number");
}

#[test]
fn a_workshop_is_read_from_rows_in_any_order_or_refused() {
    let made = workshop(11, 60);
    let mut rows: Vec<Row> = made.rows().collect();
    rows.reverse();
    assert_eq!(
        Workshop::from_rows(rows.clone()).as_ref(),
        Ok(&made),
        "the order of rows says nothing"
    );
    rows.push(rows[0].clone());
    assert!(
        matches!(Workshop::from_rows(rows), Err(Refusal::Taken { .. })),
        "a row there twice is refused"
    );
    let without_lanes: Vec<Row> = made.rows().filter(|row| !matches!(row, Row::Lane(_))).collect();
    let why = Workshop::from_rows(without_lanes)
        .expect_err("lanes are missing")
        .to_string();
    assert_eq!(why, "step.lane: there is no such lane");
    let sparse = made.rows().map(|mut row| {
        if let Row::Step(step) = &mut row {
            step.position = step.position * 10 + 3;
        }
        row
    });
    assert_eq!(
        Workshop::from_rows(sparse).as_ref(),
        Ok(&made),
        "holes between places are closed"
    );
}

#[test]
fn a_title_edit_on_a_large_map_touches_one_row() {
    let mut big = workshop(5, 5_000);
    let (id, step) = big
        .steps()
        .iter()
        .nth(2_500)
        .map(|(id, step)| (*id, step.clone()))
        .expect("there");
    let change = Change::Rename {
        of: RowKey::Step(id),
        title: format!("{}!", step.title),
    };
    let applied = big
        .apply(&change, &mut twinlane_testkit::Ids::new())
        .expect("applies");
    assert_eq!((applied.put.len(), applied.deleted.len()), (1, 0));
    assert_eq!(
        applied.inverse,
        Change::Rows {
            label: applied.label.clone(),
            put: vec![Row::Step(step)],
            delete: Vec::new(),
        }
    );
    assert!(
        big.links_at(End::Step(id)).count() < 20,
        "the index answers for one step alone"
    );
}
