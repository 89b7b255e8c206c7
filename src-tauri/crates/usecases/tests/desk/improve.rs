//! Scenarios beside the present as a window gets them, on the map of the golden numbers.

use serde_json::{Value, json};
use twinlane_model::{Basis, Change, End, LinkId, MapId, MapKind, PoolId, Row, RowKey, ScenarioMove, StepId};
use twinlane_wire::{
    Comparison, FaultCode, FlowColumn, NumberField, NumberKey, NumberSet, Trial, ViewOptions, commands,
};
use uuid::Uuid;

use crate::support::{AtWork, GOLDEN};

/// A workshop with the golden map in it.
struct Golden {
    work: AtWork,
    map: MapId,
}

impl Golden {
    fn begin() -> Self {
        let (work, map) = AtWork::on_outline(GOLDEN);
        Self { work, map }
    }

    /// Copies a map as a scenario and shows it.
    fn scenario(&self, name: &str) -> MapId {
        self.change(Change::CopyMap {
            map: self.map,
            id: MapId(Uuid::nil()),
            name: name.to_owned(),
            kind: MapKind::Scenario,
        });
        let rows = self.work.snapshot().rows;
        let found = rows.iter().find_map(|row| match row {
            Row::Map(row) if row.name == name => Some(row.id),
            _ => None,
        });
        let map = found.expect("the scenario");
        self.show(map, false);
        map
    }

    fn show(&self, map: MapId, presenting: bool) {
        let options = ViewOptions {
            map: Some(map),
            presenting,
            ..ViewOptions::default()
        };
        self.work.call(commands::View { options }).expect("shown");
    }

    fn change(&self, change: Change) {
        self.work.call(commands::Change { change }).expect("changed");
    }

    fn set(of: RowKey, values: Value) -> Change {
        let Value::Object(values) = values else {
            panic!("fields")
        };
        Change::Set { of, values }
    }

    fn moves(map: MapId, moves: &[ScenarioMove]) -> Change {
        Self::set(RowKey::Map(map), json!({ "moves": moves }))
    }

    fn step(&self, title: &str) -> StepId {
        let rows = self.work.snapshot().rows;
        let shown = self.work.snapshot().view.map;
        let found = rows.iter().find_map(|row| match row {
            Row::Step(row) if row.title == title && Some(row.map) == shown => Some(row.id),
            _ => None,
        });
        found.expect("the step")
    }

    fn link(&self, from: &str, to: &str) -> LinkId {
        let (from, to) = (self.step(from), self.step(to));
        let rows = self.work.snapshot().rows;
        let found = rows.iter().find_map(|row| match row {
            Row::Link(row) if row.from == End::Step(from) && row.to == End::Step(to) => Some(row.id),
            _ => None,
        });
        found.expect("the link")
    }

    fn pool(&self, step: &str) -> PoolId {
        let step = self.step(step);
        let rows = self.work.snapshot().rows;
        let found = rows.iter().find_map(|row| match row {
            Row::Step(row) if row.id == step => row.pool,
            _ => None,
        });
        found.expect("the pool")
    }

    fn compare(&self, draws: u32, numbers: Vec<NumberKey>) -> Comparison {
        let command = commands::Compare {
            maps: None,
            draws,
            numbers,
        };
        self.work.call(command).expect("compared")
    }

    fn keep(&self, trial: Trial) {
        self.work.call(commands::Keep { trial }).expect("kept");
    }

    fn try_out(&self, trial: &Trial) -> FlowColumn {
        let trial = trial.clone();
        self.work.call(commands::TryOut { trial }).expect("tried out")
    }
}

/// One number of a scenario as it would be.
fn trial(map: MapId, of: RowKey, field: NumberField, value: f64) -> Trial {
    Trial {
        map,
        numbers: vec![NumberSet {
            of,
            field,
            value: Some(value),
        }],
        moves: None,
    }
}

fn close(found: Option<f64>, expected: f64, what: &str) {
    let near = found.is_some_and(|found| (found - expected).abs() <= 1e-6 * expected.abs().max(1.0));
    assert!(near, "{what}: {found:?} should be {expected}");
}

fn growing(column: &FlowColumn, step: &str) -> Option<f64> {
    let queue = column.growing.iter().find(|row| row.step == step);
    queue.map(|row| row.by)
}

#[test]
fn trying_harder_costs_and_wins_nothing() {
    let golden = Golden::begin();
    let map = golden.scenario("Try harder");
    golden.change(Golden::moves(map, &[ScenarioMove::TryHarder { factor: 1.2 }]));
    let found = golden.compare(0, Vec::new());
    assert_eq!(found.present, Some(golden.map));
    let [present, harder] = found.columns.as_slice() else {
        panic!("the present and one scenario: {found:?}")
    };
    close(present.at_capacity.wins.value, 5.12, "wins of the present");
    assert_eq!(
        present.at_capacity.wins.change, None,
        "the present differs from nothing"
    );
    close(harder.served.wins.value, 10.105_263_2, "wins if all were served");
    close(harder.at_capacity.wins.value, 5.12, "wins at capacity");
    close(harder.at_capacity.cost.value, 61_312.0, "cost at capacity");
    close(harder.at_capacity.cost.change, 1_600.0, "more cost");
    assert_eq!(harder.at_capacity.wins.change, Some(0.0), "and no win more");
    close(growing(harder, "Demo"), 8.8, "the queue before Demo");
    assert_eq!(
        harder.says,
        "20 % more cases: cost rises by 1,600 a month, wins stay at 5.12. If everything were served, wins would \
         rise to 10.1. The queue before “Poc” grows by 12 cases a month.",
        "in plain words"
    );
    // The results of the map shown are the same.
    let found = golden.work.call(commands::Flow).expect("worked out");
    close(found.at_capacity.cost, 61_312.0, "the same on the Measure screen");
}

#[test]
fn forcing_an_activity_costs_and_loses() {
    let golden = Golden::begin();
    let map = golden.scenario("Force");
    let link = golden.link("Demo", "Poc");
    golden.change(Golden::moves(
        map,
        &[ScenarioMove::Force {
            link,
            share: 0.7,
            measured: Vec::new(),
        }],
    ));
    let found = golden.compare(0, Vec::new());
    let forced = &found.columns[1];
    close(forced.served.wins.value, 8.421_052_63, "wins if all were served");
    assert_eq!(forced.served.wins.change, Some(0.0), "are those of before");
    close(forced.served.cost.value, 159_157.895, "cost if all were served");
    close(forced.served.cost_per_win.value, 18_900.0, "cost per win");
    close(forced.at_capacity.wins.value, 3.657_142_86, "wins at capacity");
    assert!(
        forced.says.starts_with("Forcing “Demo → Poc” to 70 %: "),
        "what is done is named: {}",
        forced.says
    );
}

#[test]
fn the_constraint_is_what_helps() {
    let golden = Golden::begin();
    let map = golden.scenario("Twice the engineers");
    let pool = golden.pool("Poc");
    let doubled = trial(map, RowKey::Pool(pool), NumberField::Capacity, 640.0);
    let tried = golden.try_out(&doubled);
    close(tried.at_capacity.wins.value, 7.04, "wins at capacity, tried out");
    let untouched = golden.compare(0, Vec::new());
    close(
        untouched.columns[1].at_capacity.wins.value,
        5.12,
        "nothing is stored",
    );
    assert_eq!(
        untouched.columns[1].says, "Nothing differs from the present yet.",
        "and that is said"
    );
    golden.keep(doubled);
    let found = golden.compare(0, Vec::new());
    let done = &found.columns[1];
    close(done.at_capacity.wins.value, 7.04, "wins at capacity");
    assert_eq!(
        tried.at_capacity, done.at_capacity,
        "trying out says what doing says"
    );
    assert!(
        done.says.starts_with("“Twice the engineers”: "),
        "the name says what was done: {}",
        done.says
    );
    golden.work.call(commands::Undo).expect("undone");
    let undone = golden.compare(0, Vec::new());
    close(
        undone.columns[1].at_capacity.wins.value,
        5.12,
        "it is one step of undo",
    );
}

#[test]
fn levers_are_those_of_the_present_the_most_effect_first() {
    let golden = Golden::begin();
    golden.scenario("Future");
    let touch = NumberKey {
        of: RowKey::Step(golden.step("Qualify")),
        field: NumberField::Elapsed,
    };
    let found = golden.compare(0, vec![touch]);
    let first = &found.numbers[0];
    assert!(first.effect.is_some_and(|effect| effect > 0.0), "{first:?}");
    let effects: Vec<f64> = found.numbers.iter().filter_map(|row| row.effect).collect();
    assert!(
        effects.windows(2).all(|two| two[0] >= two[1]),
        "the most first: {effects:?}"
    );
    let poc = found
        .numbers
        .iter()
        .find(|row| row.of == RowKey::Pool(golden.pool("Poc")));
    assert!(
        poc.is_some_and(|row| row.present == Some(320.0)),
        "the constraint is one, with its number of the present: {poc:?}"
    );
    let asked = found.numbers.last().expect("numbers");
    assert_eq!(
        (asked.of, asked.field, asked.present),
        (touch.of, touch.field, Some(5.0)),
        "what is asked for comes last"
    );
}

#[test]
fn ranges_are_drawn_and_money_is_hidden_from_the_room() {
    let golden = Golden::begin();
    let map = golden.scenario("Future");
    let found = golden.compare(500, Vec::new());
    let again = golden.compare(500, Vec::new());
    assert_eq!(found, again, "the same draws give the same numbers");
    let range = found.columns[1].served.wins.range.expect("a range");
    assert!(
        range.p10 < range.p50 && range.p50 < range.p90,
        "in its order: {range:?}"
    );
    golden.change(Golden::moves(map, &[ScenarioMove::TryHarder { factor: 1.2 }]));
    golden.show(map, true);
    let found = golden.compare(0, Vec::new());
    for column in &found.columns {
        for totals in [&column.served, &column.at_capacity] {
            assert_eq!(totals.cost.value, None, "no money");
            assert_eq!(totals.cost_per_win.value, None, "no money");
        }
        assert!(!column.says.contains("cost"), "nor in words: {}", column.says);
    }
}

#[test]
fn what_is_gone_is_said_and_breaks_nothing() {
    let golden = Golden::begin();
    let map = golden.scenario("Force");
    let link = golden.link("Demo", "Poc");
    golden.change(Golden::moves(
        map,
        &[ScenarioMove::Force {
            link,
            share: 0.7,
            measured: Vec::new(),
        }],
    ));
    golden.change(Change::Remove {
        of: vec![RowKey::Link(link)],
        move_to: None,
    });
    let found = golden.compare(0, Vec::new());
    assert_eq!(
        found.columns[1].remarks,
        ["A forced activity is left out: its link is no longer there."],
        "a remark, and the rest is worked out"
    );
    // The present goes, and a scenario stays that knows of none.
    golden.change(Change::Remove {
        of: vec![RowKey::Map(golden.map)],
        move_to: None,
    });
    let found = golden.compare(0, Vec::new());
    assert_eq!((found.present, found.columns.len()), (None, 1), "{found:?}");
    let trial = Trial {
        map: golden.map,
        numbers: Vec::new(),
        moves: None,
    };
    let refused = golden.work.call(commands::TryOut { trial });
    assert!(
        refused.is_err_and(|fault| fault.code == FaultCode::NoSuchMap),
        "a map that is gone is named"
    );
}

#[test]
fn a_share_takes_from_the_loss_and_comes_back_as_it_was() {
    let golden = Golden::begin();
    let map = golden.scenario("Better demos");
    let link = golden.link("Demo", "Proposal");
    let row = |golden: &Golden| {
        let rows = golden.work.snapshot().rows;
        let from = End::Step(golden.step("Demo"));
        let mut shares: Vec<(f64, Basis)> = rows
            .iter()
            .filter_map(|row| match row {
                Row::Link(row) if row.from == from => row.share.as_ref(),
                _ => None,
            })
            .map(|share| (share.value, share.basis))
            .collect();
        shares.sort_by(|one, other| one.0.total_cmp(&other.0));
        shares
    };
    let before = row(&golden);
    golden.keep(trial(map, RowKey::Link(link), NumberField::Share, 0.3));
    let after = row(&golden);
    assert!(
        (after[0].0 - 0.2).abs() < 1e-9 && (after[1].0 - 0.3).abs() < 1e-9,
        "the loss gives way: {after:?}"
    );
    assert_eq!(after[1].1, Basis::Assumed, "nobody has measured it");
    let found = golden.compare(0, Vec::new());
    let changed: Vec<&str> = found
        .numbers
        .iter()
        .filter(|row| row.field == NumberField::Share)
        .map(|row| row.name.as_str())
        .collect();
    assert!(
        changed.contains(&"Demo → Lost"),
        "what gave way is listed: {changed:?}"
    );
    golden.keep(trial(map, RowKey::Link(link), NumberField::Share, 0.2));
    assert_eq!(row(&golden), before, "number and basis are those of the present");
    let found = golden.compare(0, Vec::new());
    assert_eq!(found.columns[1].says, "Nothing differs from the present yet.");
}

#[test]
fn cards_say_how_a_scenario_differs() {
    let golden = Golden::begin();
    let map = golden.scenario("Twice the engineers");
    let pool = golden.pool("Poc");
    golden.keep(trial(map, RowKey::Pool(pool), NumberField::Capacity, 640.0));
    golden.change(Change::Remove {
        of: vec![RowKey::Step(golden.step("Proposal"))],
        move_to: None,
    });
    let command = commands::Differences {
        a: golden.map,
        b: map,
    };
    let found = golden.work.call(command).expect("compared");
    assert_eq!(found.removed, ["Proposal"], "what is gone is listed");
    assert_eq!((found.added, found.moved), (0, 0));
    let notes = |compared: bool| -> Vec<String> {
        let options = ViewOptions {
            map: Some(map),
            compared,
            ..ViewOptions::default()
        };
        golden.work.call(commands::View { options }).expect("shown");
        let scene = golden.work.snapshot().view.scene.expect("a drawing");
        let cards = scene.elements.into_iter().filter(|card| !card.note.is_empty());
        cards
            .map(|card| format!("{}: {}", card.title, card.note))
            .collect()
    };
    assert_eq!(
        notes(true),
        ["Demo: ≠ changed: links", "Poc: ≠ changed: capacity, links"],
        "a sign and words on the cards"
    );
    assert!(notes(false).is_empty(), "unless nobody asks");
}
