//! A stream of changes like those of a workshop: steps added, renamed, moved, linked and removed, now and
//! then many at once. Every change carries its ids, so that a replay gives the same rows.

use twinlane_model::{
    Change, End, IdSource, Lane, LaneId, Link, LinkId, LinkKind, Map, MapId, Row, RowKey, Side, Stage,
    StageId, Step, StepId, Workshop,
};
use uuid::Uuid;

use crate::random::Random;

/// Steps the workshop is kept at, so that long runs do not slow down.
const ABOUT: usize = 150;

/// Ids that count, in a range of their own.
#[derive(Clone, Debug)]
struct Ids(u128);

impl IdSource for Ids {
    fn next(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

/// A source of changes, each allowed after the one before.
#[derive(Clone, Debug)]
pub struct Changes {
    random: Random,
    ids: Ids,
    workshop: Workshop,
    place: Option<(MapId, [LaneId; 2], [StageId; 3])>,
}

impl Changes {
    /// Changes that begin at a workshop.
    pub fn new(start: Workshop, seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            ids: Ids(0xFA17_u128 << 96),
            workshop: start,
            place: None,
        }
    }

    /// The workshop after the changes given so far.
    pub fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    fn draw(&mut self) -> Change {
        let Some((map, lanes, stages)) = self.place else {
            return self.frame();
        };
        let steps: Vec<StepId> = self
            .workshop
            .steps()
            .values()
            .filter(|step| step.map == map)
            .map(|step| step.id)
            .collect();
        let any = |random: &mut Random| steps[random.below(steps.len())];
        let lane = lanes[self.random.below(2)];
        let stage = stages[self.random.below(3)];
        match self.random.below(12) {
            0..=3 | 10.. if steps.len() < ABOUT => self.add(map, lane, stage),
            4 if steps.len() < ABOUT => {
                let changes = (0..=self.random.below(30))
                    .map(|_| self.add(map, lane, stage))
                    .collect();
                Change::Batch {
                    label: "Paste".to_owned(),
                    changes,
                }
            }
            _ if steps.len() < 3 => self.add(map, lane, stage),
            5 | 6 => Change::Rename {
                of: RowKey::Step(any(&mut self.random)),
                title: self.title(),
            },
            7 => Change::Move {
                steps: vec![any(&mut self.random)],
                lane: Some(lane),
                stage: Some(stage),
                position: Some(0),
            },
            8 => {
                let (from, to) = (any(&mut self.random), any(&mut self.random));
                let id = LinkId::new(&mut self.ids);
                Change::Add {
                    row: Row::Link(Link::new(id, map, LinkKind::Flow, End::Step(from), End::Step(to))),
                }
            }
            _ => {
                let count = if steps.len() < ABOUT { 1 } else { ABOUT / 2 };
                Change::Remove {
                    of: steps.iter().take(count).map(|id| RowKey::Step(*id)).collect(),
                    move_to: None,
                }
            }
        }
    }

    fn title(&mut self) -> String {
        let length = [3, 20, 200, 3_000][self.random.below(4)];
        format!("Step {} {}", self.random.below(1000), "über ".repeat(length / 5))
    }

    fn add(&mut self, map: MapId, lane: LaneId, stage: StageId) -> Change {
        let id = StepId::new(&mut self.ids);
        let title = self.title();
        let mut step = Step::new(id, map, Side::Seller, lane, stage, &title);
        step.position = u32::MAX;
        Change::Add { row: Row::Step(step) }
    }

    fn frame(&mut self) -> Change {
        let map = MapId::new(&mut self.ids);
        let lanes = [LaneId::new(&mut self.ids), LaneId::new(&mut self.ids)];
        let stages = [
            StageId::new(&mut self.ids),
            StageId::new(&mut self.ids),
            StageId::new(&mut self.ids),
        ];
        self.place = Some((map, lanes, stages));
        let mut put = vec![Row::Map(Map {
            position: u32::MAX,
            ..Map::new(map, "Under fault")
        })];
        put.extend((0..).zip(lanes).map(|(position, id)| {
            Row::Lane(Lane {
                id,
                map,
                origin: None,
                side: Side::Seller,
                title: format!("Lane {position}"),
                owner: String::new(),
                position,
            })
        }));
        put.extend((0..).zip(stages).map(|(position, id)| {
            Row::Stage(Stage {
                id,
                map,
                origin: None,
                side: Side::Seller,
                title: format!("Stage {position}"),
                paired: Vec::new(),
                after_purchase: false,
                criteria: Vec::new(),
                position,
            })
        }));
        Change::Rows {
            label: "Frame".to_owned(),
            put,
            delete: Vec::new(),
        }
    }
}

impl Iterator for Changes {
    type Item = Change;

    fn next(&mut self) -> Option<Change> {
        loop {
            let change = self.draw();
            // A link that is there already is refused, and another change drawn.
            if self.workshop.apply(&change, &mut self.ids).is_ok() {
                return Some(change);
            }
        }
    }
}

/// A source for programs whose changes carry all their ids.
pub fn plain_ids() -> impl IdSource {
    Ids(0xF11E_u128 << 96)
}

/// Applies a change whose ids are all given.
///
/// # Errors
/// The refusal, in words.
pub fn replay(workshop: &mut Workshop, change: &Change) -> Result<(), String> {
    // Rows that a change makes on its own get ids here that no file has, and so are found out.
    let mut ids = Ids(0xBAD_u128 << 96);
    workshop
        .apply(change, &mut ids)
        .map(drop)
        .map_err(|refusal| refusal.to_string())
}
