//! Makes random changes that fit a workshop often and do not fit it sometimes.

mod picks;

use serde_json::{Map as JsonMap, Value, json};
use twinlane_model::{
    Change, Conversion, End, Lane, LaneId, Link, LinkId, LinkKind, MapId, MapKind, Note, NoteId, NoteState,
    Outcome, OutcomeId, OutcomeKind, Phase, Row, RowKey, Side, Stage, StageId, Step, StepId, Strength,
    Workshop,
};
use twinlane_testkit::random::Dice;
use uuid::Uuid;

/// A change for this workshop.
pub fn change(dice: &mut Dice, on: &Workshop) -> Change {
    Maker { dice, on }.any(2)
}

struct Maker<'a> {
    dice: &'a mut Dice,
    on: &'a Workshop,
}

const NIL: Uuid = Uuid::nil();

impl Maker<'_> {
    fn new_step(&mut self) -> Step {
        let (lane, stage) = self.cell();
        let (map, side) = self
            .on
            .lanes()
            .get(&lane)
            .map_or((MapId(Uuid::max()), Side::Buyer), |lane| (lane.map, lane.side));
        let mut step = Step::new(StepId(NIL), map, side, lane, stage, "New");
        step.position = self.dice.below(4) as u32;
        step
    }

    fn add(&mut self) -> Change {
        let position = self.dice.below(4) as u32;
        let map = self.map();
        let side = if self.dice.chance(50) {
            Side::Buyer
        } else {
            Side::Seller
        };
        let row = match self.dice.below(8) {
            0 => Row::Lane(Lane {
                id: LaneId(NIL),
                map,
                origin: None,
                side,
                title: "New lane".to_owned(),
                owner: String::new(),
                position,
            }),
            1 => Row::Stage(Stage {
                id: StageId(NIL),
                map,
                origin: None,
                side,
                title: "New stage".to_owned(),
                paired: Vec::new(),
                after_purchase: false,
                criteria: Vec::new(),
                position,
            }),
            2 => Row::Outcome(Outcome {
                id: OutcomeId(NIL),
                map,
                origin: None,
                kind: OutcomeKind::NotReady,
                title: String::new(),
                targets: Vec::new(),
                position,
            }),
            3 => Row::Note(Note {
                id: NoteId(NIL),
                text: "Ask legal".to_owned(),
                author: String::new(),
                phase: Phase::Map,
                state: NoteState::Inbox,
                step: self.dice.chance(50).then(|| self.step()),
                position,
            }),
            4 | 5 => {
                let (kind, from, to) = match self.dice.below(4) {
                    0 => (
                        LinkKind::Support,
                        self.step_of(Side::Seller),
                        self.step_of(Side::Buyer),
                    ),
                    1 => (
                        LinkKind::Flow,
                        self.step_of(Side::Buyer),
                        self.step_of(Side::Buyer),
                    ),
                    2 => (
                        LinkKind::Flow,
                        self.step_of(Side::Seller),
                        self.step_of(Side::Seller),
                    ),
                    _ => (LinkKind::Return, self.step(), self.step()),
                };
                Row::Link(Link::new(LinkId(NIL), map, kind, End::Step(from), End::Step(to)))
            }
            _ => Row::Step(self.new_step()),
        };
        Change::Add { row }
    }

    fn values(&mut self, of: RowKey) -> JsonMap<String, Value> {
        let choices: Vec<(&str, Value)> = match of {
            RowKey::Step(_) => vec![
                ("importance", json!(3)),
                ("importance", json!(9)),
                ("importance", Value::Null),
                ("touch", json!({"value": 2.5, "basis": "measured", "n": 12})),
                ("touch", json!({"low": 1.0})),
                ("waypoint", json!(true)),
                ("questions", json!([])),
                ("questions", json!([{"id": NIL, "text": "How long?"}])),
                ("knowledge", json!({"heard": {"buyers": 3}})),
                ("knowledge", json!("guess")),
                ("required", json!(true)),
                ("lane", json!(NIL)),
                ("nonsense", json!(1)),
            ],
            RowKey::Link(_) => vec![
                ("share", json!({"value": 0.4})),
                ("share", json!({"value": 4})),
                ("strength", json!("strong")),
                ("criterion", json!("named")),
                ("to", json!("x")),
            ],
            RowKey::Outcome(_) => vec![("kind", json!("won")), ("kind", json!("lost"))],
            RowKey::Stage(_) => vec![
                ("after_purchase", json!(true)),
                ("criteria", json!([{"id": NIL, "text": "They signed"}])),
            ],
            RowKey::Note(_) => vec![
                ("state", json!("parked")),
                ("state", json!("inbox")),
                ("text", Value::Null),
            ],
            RowKey::Charter => vec![("deal_value", json!(100.5)), ("hours_per_day", json!(-1))],
            RowKey::Settings => vec![("off", json!({"silence-after-purchase": "no service here"}))],
            _ => vec![
                ("position", json!(1)),
                ("title", json!("Other")),
                ("name", json!("Other")),
            ],
        };
        let mut out = JsonMap::new();
        for _ in 0..=self.dice.below(2) {
            let (key, value) = self.dice.pick(&choices);
            out.insert(key.to_owned(), value);
        }
        out
    }

    fn conversion(&mut self) -> Conversion {
        let (lane, stage) = self.cell();
        match self.dice.below(7) {
            0 => Conversion::StepToQuestion {
                step: self.step(),
                at: self.step_of(Side::Buyer),
            },
            1 => {
                let (step, question) = self.question();
                Conversion::QuestionToStep { step, question }
            }
            2 => Conversion::StepToNote { step: self.step() },
            3 => Conversion::NoteToStep {
                note: self.note(),
                lane,
                stage,
            },
            4 => Conversion::NoteToGap {
                note: self.note(),
                map: self.map(),
            },
            5 => {
                let all: Vec<_> = self.on.gaps().keys().copied().collect();
                let gap = if all.is_empty() {
                    twinlane_model::GapId(Uuid::max())
                } else {
                    self.dice.pick(&all)
                };
                Conversion::GapToNote { gap }
            }
            _ => Conversion::Waypoint {
                step: self.step(),
                waypoint: self.dice.chance(50),
            },
        }
    }

    fn rows(&mut self) -> Change {
        let mut put = Vec::new();
        if let Some(Row::Step(mut step)) = self.on.row(RowKey::Step(self.step())) {
            step.title.push('!');
            step.position = self.dice.below(5) as u32;
            put.push(Row::Step(step));
        }
        if let Some(Row::Link(mut link)) = self.on.row(RowKey::Link(self.link())) {
            link.strength = Strength::Strong;
            put.push(Row::Link(link));
        }
        let delete = if self.dice.chance(40) {
            vec![self.key()]
        } else {
            Vec::new()
        };
        Change::Rows {
            label: "Import".to_owned(),
            put,
            delete,
        }
    }

    fn any(&mut self, depth: usize) -> Change {
        match self.dice.below(20) {
            0..=2 => self.add(),
            3 => Change::Rename {
                of: self.key(),
                title: "Другое имя".to_owned(),
            },
            4 | 5 => {
                let of = if self.dice.chance(50) {
                    RowKey::Step(self.step())
                } else {
                    self.key()
                };
                let values = self.values(of);
                Change::Set { of, values }
            }
            6 => {
                let (lane, stage) = self.cell();
                Change::Move {
                    steps: self.steps(),
                    lane: self.dice.chance(70).then_some(lane),
                    stage: self.dice.chance(70).then_some(stage),
                    position: self.dice.chance(50).then(|| self.dice.below(4) as u32),
                }
            }
            7 => Change::Reorder {
                of: self.key(),
                position: self.dice.below(5) as u32,
            },
            8 | 9 => {
                let of = (0..=self.dice.below(2)).map(|_| self.key()).collect();
                let move_to = match self.dice.below(3) {
                    0 => Some(RowKey::Lane(self.lane())),
                    1 => Some(RowKey::Stage(self.stage())),
                    _ => None,
                };
                Change::Remove { of, move_to }
            }
            10 => Change::InsertOnLink {
                link: self.link(),
                step: Box::new(self.new_step()),
                new_link: LinkId(NIL),
            },
            11 => Change::SplitStep {
                step: self.step(),
                new_step: StepId(NIL),
                title: "Second half".to_owned(),
                new_link: LinkId(NIL),
            },
            12 | 13 => {
                let mut steps = self.steps();
                let keep = steps.remove(0);
                Change::MergeSteps { keep, others: steps }
            }
            14 => Change::Duplicate {
                steps: self.steps(),
                ids: Vec::new(),
            },
            15 => Change::Convert(self.conversion()),
            16 => {
                let (lane, stage) = self.cell();
                Change::SwapSide {
                    steps: self.steps(),
                    lane,
                    stage,
                }
            }
            17 => match self.dice.below(5) {
                3 => self.moves(),
                0 => Change::Pair {
                    stage: self.stage(),
                    with: vec![self.stage(), self.stage()],
                },
                1 => Change::MarkDrawn {
                    map: self.map(),
                    side: Side::Seller,
                    drawn: true,
                },
                2 if self.on.maps().len() < 4 => Change::CopyMap {
                    map: self.map(),
                    id: MapId(NIL),
                    name: "Future".to_owned(),
                    kind: MapKind::Scenario,
                },
                _ => self.rows(),
            },
            18 if depth > 0 => {
                let changes = (0..self.dice.below(3)).map(|_| self.any(depth - 1)).collect();
                Change::Batch {
                    label: String::new(),
                    changes,
                }
            }
            _ => self.rows(),
        }
    }

    /// What a map does otherwise that it cannot draw; a current map may not, and a link may be that of another.
    fn moves(&mut self) -> Change {
        let links: Vec<LinkId> = self.on.links().keys().copied().collect();
        let mut moves =
            vec![json!({ "move": "try_harder", "factor": f64::from(self.dice.below(20) as u32) / 10.0 })];
        if !links.is_empty() {
            let share = f64::from(self.dice.below(11) as u32) / 10.0;
            moves.push(json!({ "move": "force", "link": self.dice.pick(&links), "share": share }));
        }
        Change::Set {
            of: RowKey::Map(self.map()),
            values: JsonMap::from_iter([("moves".to_owned(), Value::Array(moves))]),
        }
    }
}
