//! How a scenario differs from the present, as its cards say it.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use twinlane_model::{Change, MapId, MapKind, RowKey, StepId};
use twinlane_picture::{LayoutOptions, Shape, TextCache, lay_out, marks};
use twinlane_testkit::{TestMap, draw};
use twinlane_words::Locale;

const MAP: &str = "# Sales process
## One
- [Sales] Call
  => Demo 40 %
  => Lost 60 %
- [Sales] Demo
  => Proof 50 %
  => Lost 50 %
## Two
- [Engineers] Proof {capacity 320 h}
  => Won 40 %
  => Lost 60 %
- [Sales] Quote {touch 2 h}
";

/// A map and a scenario of it.
struct Two {
    map: TestMap,
    scenario: MapId,
}

impl Two {
    fn new() -> Self {
        let mut map = draw(MAP);
        let id = MapId::new(&mut map.ids);
        let applied = map.change(&Change::CopyMap {
            map: map.map,
            id,
            name: "Future".to_owned(),
            kind: MapKind::Scenario,
        });
        assert!(applied.put.len() > 1, "the whole map is copied");
        Self { map, scenario: id }
    }

    fn step(&self, title: &str) -> StepId {
        let mut steps = self.map.workshop.steps().values();
        let found = steps.find(|step| step.map == self.scenario && step.title == title);
        found.expect("there").id
    }

    fn set(&mut self, of: RowKey, values: Value) {
        let Value::Object(values) = values else {
            panic!("fields")
        };
        self.map.change(&Change::Set { of, values });
    }

    /// What the cards of the scenario say, by title, and what is gone.
    fn said(&self) -> (BTreeMap<String, String>, Vec<String>) {
        let workshop = &self.map.workshop;
        let diff = twinlane_model::compare(workshop, self.map.map, self.scenario).expect("both are there");
        let view = workshop.view(self.scenario).expect("the scenario");
        let found = marks(&view, &diff, Locale::English);
        let options = LayoutOptions {
            marks: found.steps,
            ..LayoutOptions::default()
        };
        let scene = lay_out(&view, &options, &mut TextCache::new());
        let said = scene
            .elements
            .iter()
            .filter(|card| !card.note.is_empty())
            .map(|card| {
                let drawn = card.shapes.iter().any(|shape| match shape {
                    Shape::Text { lines, .. } => {
                        lines.iter().any(|line| line.text.starts_with(&card.note[..3]))
                    }
                    _ => false,
                });
                assert!(drawn, "what is said is drawn too: {}", card.note);
                (card.title.clone(), card.note.clone())
            });
        (said.collect(), found.removed)
    }
}

#[test]
fn a_fresh_scenario_has_no_marks() {
    let (said, removed) = Two::new().said();
    assert!(said.is_empty() && removed.is_empty(), "nothing differs");
}

#[test]
fn every_difference_is_at_a_card_or_in_the_list() {
    let mut two = Two::new();
    let proof = two.step("Proof");
    let pool = two.map.workshop.steps()[&proof].pool.expect("its people");
    two.set(RowKey::Pool(pool), json!({ "capacity": { "value": 640 } }));
    let call = two.step("Call");
    let stage = two.map.workshop.steps()[&proof].stage;
    two.map.change(&Change::Move {
        steps: vec![call],
        lane: None,
        stage: Some(stage),
        position: None,
    });
    let demo = two.step("Demo");
    let link = two.map.workshop.view(two.scenario).and_then(|view| {
        let link = view.links.iter().find(|link| link.from.step() == Some(demo));
        link.map(|link| link.id)
    });
    two.set(
        RowKey::Link(link.expect("a link")),
        json!({ "share": { "value": 0.45 } }),
    );
    let quote = two.step("Quote");
    two.map.change(&Change::Remove {
        of: vec![RowKey::Step(quote)],
        move_to: None,
    });
    let (said, removed) = two.said();
    let expected = [
        ("Call", "→ moved"),
        ("Demo", "≠ changed: share"),
        ("Proof", "≠ changed: capacity"),
    ];
    let expected = expected.map(|(title, words)| (title.to_owned(), words.to_owned()));
    assert_eq!(said, BTreeMap::from(expected), "a sign and words for each");
    assert_eq!(removed, ["Quote"], "what is gone is listed");
}
