//! Maps that are hard to draw: random ones with titles of 1 to 120 characters in six scripts, random badges,
//! random edits. The same number gives the same map. Shared by the tests and by the example.

use std::collections::BTreeSet;

use twinlane_model::{
    Change, End, Link, LinkId, LinkKind, MapView, Row, RowKey, Severity, Side, StageId, Step, StepId,
    Workshop,
};
use twinlane_picture::{Badge, ColumnKind, LayoutOptions, Mark, Role, Scene, SubjectKind, Target};
use twinlane_testkit::Ids;
use twinlane_testkit::random::{Dice, titled};

/// Words of six scripts, with what troubles a line breaker: long words, marks, no spaces, right to left.
const SCRIPTS: [&[&str]; 6] = [
    &[
        "qualify",
        "Entscheidungsvorlage",
        "a",
        "naïve",
        "and/or",
        "e\u{301}tude",
        "100 %",
    ],
    &["Έλεγχος", "τιμής", "και", "προσφορά"],
    &["согласовать", "бюджет", "и", "ответственность"],
    &["确认需求", "見積もりを送る", "报价", "견적"],
    &["تأكيد", "الميزانية", "في", "المشتريات"],
    &["בודק", "את", "ההצעה", "התקציב"],
];

/// A random map of 5 to 300 steps.
pub fn hard_map(number: u64) -> Workshop {
    let mut dice = Dice::new(number);
    let workshop = titled(number, 5 + (number as usize * 37) % 296);
    let rows = workshop.rows().map(|mut row| {
        match &mut row {
            Row::Step(step) if !step.waypoint && dice.chance(90) => step.title = title(&mut dice, 120),
            Row::Lane(lane) => lane.title = title(&mut dice, 60),
            Row::Stage(stage) => stage.title = title(&mut dice, 60),
            _ => {}
        }
        row
    });
    Workshop::from_rows(rows.collect::<Vec<_>>()).expect("other titles leave a map valid")
}

fn title(dice: &mut Dice, most: usize) -> String {
    let words = SCRIPTS[dice.below(SCRIPTS.len())];
    let length = 1 + dice.below(most);
    let mut text = String::new();
    while text.chars().count() < length {
        let other = SCRIPTS[dice.below(SCRIPTS.len())];
        let from = if dice.chance(10) { other } else { words };
        text.push_str(from[dice.below(from.len())]);
        if dice.chance(80) {
            text.push(' ');
        }
    }
    text.chars().take(length).collect()
}

/// Options with badges and out-of-order supports, for the screen and for paper in turn.
pub fn hard_options(number: u64, view: &MapView<'_>) -> LayoutOptions {
    let mut dice = Dice::new(number ^ 0xbad9e);
    let mut options = LayoutOptions {
        target: if number.is_multiple_of(2) {
            Target::Paper
        } else {
            Target::Screen
        },
        ..LayoutOptions::default()
    };
    for step in &view.steps {
        if dice.chance(35) {
            let badge = Badge {
                severity: dice.pick(&[Severity::Low, Severity::Medium, Severity::High]),
                count: 1 + dice.below(120) as u32,
            };
            options.badges.insert(step.id, badge);
            if step.side == Side::Buyer && step.id.0.as_u128().is_multiple_of(3) {
                options.unserved.insert(step.id, badge.severity);
            }
        }
    }
    for step in view
        .steps
        .iter()
        .filter(|step| step.id.0.as_u128().is_multiple_of(5))
    {
        let mark = Mark {
            added: step.id.0.as_u128().is_multiple_of(2),
            moved: step.id.0.as_u128().is_multiple_of(3),
            changed: vec!["touch".to_owned(), "complete accurate".to_owned()],
        };
        options.marks.insert(step.id, mark);
    }
    for link in &view.links {
        if dice.chance(10) {
            options.out_of_order.insert(link.id);
        }
        if dice.chance(5) {
            options.unfold.insert(link.id);
        }
    }
    options
}

/// What an edit touched: the stages of its steps and of the steps they are linked to.
#[derive(Debug, Default)]
pub struct Touched {
    pub stages: BTreeSet<StageId>,
}

impl Touched {
    fn step(&mut self, view: &MapView<'_>, step: &Step) {
        self.stages.insert(step.stage);
        let linked = view
            .links
            .iter()
            .filter(|link| link.from == End::Step(step.id) || link.to == End::Step(step.id));
        for link in linked {
            for end in [link.from, link.to].into_iter().filter_map(End::step) {
                if let Some(other) = view.step(end) {
                    self.stages.insert(other.stage);
                }
            }
        }
    }
}

/// One random edit: another title, a new step, a step that goes, a new link, a step that moves.
pub fn random_edit(number: u64, workshop: &mut Workshop) -> Touched {
    let mut dice = Dice::new(number ^ 0x0ed1_7000);
    let mut ids = Ids::after(1_000_000);
    let map = workshop.maps_in_order()[0].id;
    let mut touched = Touched::default();
    loop {
        let view = workshop.view(map).expect("the map is there");
        let step = dice.pick(&view.steps).clone();
        touched.step(&view, &step);
        let change = match dice.below(5) {
            0 => Change::Rename {
                of: RowKey::Step(step.id),
                title: title(&mut dice, 120),
            },
            1 => {
                let new = Step::new(
                    StepId::new(&mut ids),
                    map,
                    step.side,
                    step.lane,
                    step.stage,
                    "A new step",
                );
                Change::Add { row: Row::Step(new) }
            }
            2 => Change::Remove {
                of: vec![RowKey::Step(step.id)],
                move_to: None,
            },
            3 => {
                let other = dice.pick(&view.steps).clone();
                touched.step(&view, &other);
                let kind = if step.side == other.side {
                    LinkKind::Flow
                } else {
                    LinkKind::Support
                };
                let (from, to) = if kind == LinkKind::Support && step.side == Side::Buyer {
                    (other.id, step.id)
                } else {
                    (step.id, other.id)
                };
                let link = Link::new(LinkId::new(&mut ids), map, kind, End::Step(from), End::Step(to));
                Change::Add { row: Row::Link(link) }
            }
            _ => {
                let other = dice.pick(&view.steps_of(step.side).collect::<Vec<_>>()).clone();
                touched.step(&view, &other);
                Change::Move {
                    steps: vec![step.id],
                    lane: Some(other.lane),
                    stage: Some(other.stage),
                    position: Some(0),
                }
            }
        };
        // Some edits are refused (a second link between the same steps); then another one is made.
        if workshop.apply(&change, &mut ids).is_ok() {
            return touched;
        }
    }
}

/// Cards of untouched stages that an edit moved, relative to their stage and to their lane. Lanes that were
/// touched are included: even there the cards of other stages stay.
pub fn moved(before: &Scene, after: &Scene, touched: &Touched) -> Vec<String> {
    let untouched = |scene: &Scene, column: u32| {
        let column = &scene.columns[column as usize];
        matches!(column.kind, ColumnKind::BuyerStage | ColumnKind::SellerStage)
            && !touched
                .stages
                .iter()
                .any(|id| column.key == format!("stage:{id}"))
    };
    let cards = |scene: &Scene| -> Vec<(String, [i64; 2])> {
        scene
            .elements
            .iter()
            .filter(|element| {
                matches!(element.role, Role::Card | Role::Waypoint)
                    && element
                        .subject
                        .as_ref()
                        .is_some_and(|s| s.kind == SubjectKind::Step)
                    && untouched(scene, element.column)
            })
            .map(|element| {
                let at = [element.bounds.x, element.bounds.y].map(|v| (f64::from(v) * 100.0).round() as i64);
                (element.key.clone(), at)
            })
            .collect()
    };
    let after: std::collections::BTreeMap<String, [i64; 2]> = cards(after).into_iter().collect();
    cards(before)
        .into_iter()
        .filter(|(key, at)| after.get(key) != Some(at))
        .map(|(key, _)| key)
        .collect()
}
