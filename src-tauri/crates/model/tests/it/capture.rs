//! What is typed into the card editor, and what becomes of it.

use twinlane_model::capture::{CaptureContext, CaptureMode, Captured, entry};
use twinlane_model::{Change, LinkKind, Side, StepId};
use twinlane_testkit::{TestMap, draw};

fn map() -> TestMap {
    draw(
        "# Buyer journey
         ## Need
         - [Plant manager] Owns it
           => -
         ## Choose
         - [Buyer] Compares
         # Sales process
         ## Qualify ~ Need
         - [Sales] Call
           => Demo
         - [Sales] Demo
           => -
         ## Close ~ Choose",
    )
}

fn context(map: &TestMap, from: Option<&str>, mode: CaptureMode) -> CaptureContext {
    CaptureContext {
        map: map.map,
        side: Side::Seller,
        from: from.map(|title| map.step(title)),
        mode,
        lane: None,
        stage: None,
    }
}

fn typed(map: &mut TestMap, context: &CaptureContext, text: &str) -> (Captured, String) {
    let captured = entry(&map.workshop, context, text, &mut map.ids).expect("is read");
    let applied = map.change(&captured.change);
    (captured, applied.label)
}

fn place(map: &TestMap, step: StepId) -> String {
    let row = &map.workshop.steps()[&step];
    let (stages, lanes) = (map.workshop.stages(), map.workshop.lanes());
    format!(
        "{} / {} / {}",
        stages[&row.stage].title, lanes[&row.lane].title, row.position
    )
}

#[test]
fn enter_makes_the_next_step_linked() {
    let mut map = map();
    let at = context(&map, Some("Call"), CaptureMode::Next);
    let (captured, label) = typed(&mut map, &at, "Visit");
    assert_eq!(label, "Add “Visit”");
    assert_eq!(
        captured.next,
        Some(map.step("Visit")),
        "Enter goes on from the new step"
    );
    map.link(LinkKind::Flow, "Call", "Visit");
    assert_eq!(
        place(&map, map.step("Visit")),
        "Qualify / Sales / 1",
        "behind the step it follows"
    );
    let (captured, _) = typed(&mut map, &at, "  ");
    assert_eq!(
        (captured.made.len(), captured.next),
        (0, at.from),
        "an empty title makes nothing"
    );
}

#[test]
fn a_sibling_leaves_the_step_before() {
    let mut map = map();
    let at = context(&map, Some("Demo"), CaptureMode::Sibling);
    typed(&mut map, &at, "Trial");
    map.link(LinkKind::Flow, "Call", "Trial");
}

#[test]
fn across_supports_and_returns_to_the_chain() {
    let mut map = map();
    let at = context(&map, Some("Demo"), CaptureMode::Across);
    let (captured, _) = typed(&mut map, &at, "Sees it run");
    assert_eq!(
        captured.next,
        Some(map.step("Demo")),
        "Enter returns to the chain"
    );
    map.link(LinkKind::Support, "Demo", "Sees it run");
    assert_eq!(
        place(&map, map.step("Sees it run")),
        "Need / Plant manager / 1",
        "in the paired stage"
    );
    let at = context(&map, Some("Compares"), CaptureMode::Across);
    typed(&mut map, &at, "Send references");
    map.link(LinkKind::Support, "Send references", "Compares");
    assert_eq!(
        place(&map, map.step("Send references")),
        "Close / Sales / 0",
        "the stage that is paired with it"
    );
}

#[test]
fn pasted_lines_make_a_chain_and_one_undo() {
    let mut map = map();
    let before = map.workshop.clone();
    let at = context(&map, Some("Demo"), CaptureMode::Next);
    let (captured, label) = typed(
        &mut map,
        &at,
        "- Trial\r\n- Legal: Check terms\n\n- Sign\n+ Ask about cloud\n! They signed",
    );
    assert_eq!(label, "Add 3 steps");
    assert_eq!(
        map.titles(captured.made.clone()),
        ["Trial", "Check terms", "Sign"]
    );
    for (from, to) in [
        ("Demo", "Trial"),
        ("Trial", "Check terms"),
        ("Check terms", "Sign"),
    ] {
        map.link(LinkKind::Flow, from, to);
    }
    assert_eq!(
        place(&map, map.step("Sign")),
        "Qualify / Legal / 1",
        "the lane picked holds on"
    );
    let stage = &map.workshop.stages()[&map.stage("Qualify")];
    assert_eq!(stage.criteria.len(), 1, "the criterion is that of the stage");
    assert_eq!(map.workshop.notes().len(), 1, "the plus went to the parking lot");
    let applied = map
        .apply(&Change::Batch {
            label: String::new(),
            changes: Vec::new(),
        })
        .expect("applies");
    assert!(applied.put.is_empty(), "a batch of nothing is nothing");

    let mut other = before.clone();
    let applied = other.apply(&captured.change, &mut map.ids).expect("replays");
    other.apply(&applied.inverse, &mut map.ids).expect("undoes");
    assert_eq!(other, before, "one undo takes everything back");
}

#[test]
fn lanes_are_found_whatever_their_capitals() {
    let mut map = map();
    let at = context(&map, Some("Demo"), CaptureMode::Next);
    typed(&mut map, &at, "sales: Quote");
    assert_eq!(place(&map, map.step("Quote")), "Qualify / Sales / 2");
    let (captured, _) = typed(&mut map, &at, "See https://example.org");
    assert_eq!(
        map.titles(captured.made),
        ["See https://example.org"],
        "an address is no lane"
    );
}

#[test]
fn questions_go_to_buyer_steps_and_else_to_the_parking_lot() {
    let mut map = map();
    let mut at = context(&map, Some("Owns it"), CaptureMode::Next);
    at.side = Side::Buyer;
    let (_, label) = typed(&mut map, &at, "? What does it cost");
    assert_eq!(label, "Add the question “What does it cost”");
    assert_eq!(map.workshop.steps()[&map.step("Owns it")].questions.len(), 1);
    let at = context(&map, Some("Demo"), CaptureMode::Next);
    let (captured, _) = typed(&mut map, &at, "? Who decides");
    assert_eq!(
        captured.remarks,
        ["“Who decides” went to the parking lot: a question belongs to a buyer step."],
        "nothing typed is lost"
    );
    assert_eq!(map.workshop.notes().len(), 1);
}

#[test]
fn the_first_word_needs_no_lane_or_stage() {
    for (side, lane) in [(Side::Buyer, "Buyer"), (Side::Seller, "Sales")] {
        let mut map = draw("map: Empty");
        let mut at = context(&map, None, CaptureMode::First);
        at.side = side;
        typed(&mut map, &at, "Begins");
        assert_eq!(place(&map, map.step("Begins")), format!("Stage 1 / {lane} / 0"));
        assert_eq!(map.workshop.check(), []);
    }
}

#[test]
fn a_repeated_title_is_allowed_and_said() {
    let mut map = map();
    let at = context(&map, Some("Demo"), CaptureMode::Next);
    let (captured, _) = typed(&mut map, &at, "call");
    assert_eq!(captured.also, [map.step("Call")]);
}

#[test]
fn a_lane_of_the_wrong_side_is_refused() {
    let mut map = map();
    let mut at = context(&map, Some("Demo"), CaptureMode::Next);
    at.lane = Some(map.lane("Buyer"));
    let why = entry(&map.workshop, &at, "Visit", &mut map.ids)
        .expect_err("refused")
        .to_string();
    assert_eq!(why, "lane: the lane is not on the side the step goes to");
}
