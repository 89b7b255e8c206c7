//! Random workshops from a seed: the same seed draws the same map, on every platform.
//!
//! They are valid, and varied enough that a rule, a format or a layout meets what real maps have: both sides,
//! lanes and stages, shares, loops and retries, supports, parallel blocks, waypoints, outcomes and returns.

mod dice;
mod frame;
mod joins;
mod maker;
mod process;
mod titles;

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{
    Actor, Criterion, CriterionId, Drawn, Knowledge, Lane, LaneId, Map, Measure, Outcome, OutcomeId,
    OutcomeKind, Pool, PoolId, Question, QuestionId, Row, Side, Stage, StageId, Step, StepId, ToolId,
    Workshop,
};

pub use dice::Dice;
pub use process::process;

use frame::tool;
use maker::{Half, Maker};

/// A workshop with one map of about as many steps as asked for, titles in plain English and unlike.
///
/// # Panics
/// Never, unless the model's invariants changed and this file did not.
pub fn workshop(seed: u64, steps: usize) -> Workshop {
    build(Maker::new(seed, false), steps, false)
}

/// The same with titles in several scripts and lengths, some empty, repeated or full of reserved signs.
///
/// # Panics
/// Never, unless the model's invariants changed and this file did not.
pub fn titled(seed: u64, steps: usize) -> Workshop {
    build(Maker::new(seed, true), steps, false)
}

/// A random map with everything else a workshop holds: charter, people, agenda, notes, tools, gaps, settings.
///
/// # Panics
/// Never, unless the model's invariants changed and this file did not.
pub fn full(seed: u64, steps: usize) -> Workshop {
    build(Maker::new(seed, true), steps, true)
}

fn build(mut maker: Maker, steps: usize, frame: bool) -> Workshop {
    maker.map(steps);
    if frame {
        maker.frame();
    }
    match Workshop::from_rows(maker.rows) {
        Ok(workshop) => workshop,
        Err(refusal) => panic!("the random workshop is not valid: {refusal}"),
    }
}

impl Maker {
    fn map(&mut self, steps: usize) {
        let name = self.unlike("Map");
        self.rows.push(Row::Map(Map {
            about: if self.dice.chance(30) {
                "Plants of one country".to_owned()
            } else {
                String::new()
            },
            drawn: Drawn {
                buyer: self.dice.chance(70),
                seller: self.dice.chance(70),
            },
            ..Map::new(self.map, &name)
        }));
        for number in 0..self.dice.below(4) {
            let id = ToolId::new(&mut self.ids);
            let name = self.unlike("Tool");
            self.tools.push(id);
            self.rows
                .push(Row::Tool(tool(id, &name, number as u32, &mut self.dice)));
        }
        let buyers = steps * 9 / 20;
        let columns = 1 + (steps / 12).min(7);
        let buyer_stages = self.stages(Side::Buyer, columns, &[]);
        let mut buyer = self.half(Side::Buyer, buyers, &buyer_stages, &[]);
        let seller_stages = self.stages(Side::Seller, columns, &buyer_stages);
        let pools = self.pools();
        let mut seller = self.half(Side::Seller, steps - buyers, &seller_stages, &pools);
        let outcomes = self.outcomes(!seller.steps.is_empty());
        let mut links = self.flow(&mut buyer, &[]);
        links.extend(self.flow(&mut seller, &outcomes));
        links.extend(self.returns(&seller, &outcomes));
        links.extend(self.supports(&seller, &buyer));
        self.rows
            .extend(buyer.steps.into_iter().chain(seller.steps).map(Row::Step));
        self.rows.extend(links.into_iter().map(Row::Link));
    }

    fn stages(&mut self, side: Side, count: usize, buyers: &[StageId]) -> Vec<StageId> {
        let mut made = Vec::new();
        for number in 0..count {
            let id = StageId::new(&mut self.ids);
            let title = self.unlike("Stage");
            let mut stage = Stage {
                id,
                map: self.map,
                origin: None,
                side,
                title,
                paired: Vec::new(),
                after_purchase: side == Side::Buyer
                    && count > 2
                    && number + 1 == count
                    && self.dice.chance(60),
                criteria: Vec::new(),
                position: number as u32,
            };
            if side == Side::Seller {
                let own = (number * buyers.len() / count).min(buyers.len() - 1);
                if self.dice.chance(75) {
                    stage.paired.push(buyers[own]);
                    if own + 1 < buyers.len() && self.dice.chance(25) {
                        stage.paired.push(buyers[own + 1]);
                    }
                }
                for _ in 0..self.dice.below(3) {
                    let criterion = self.criterion();
                    stage.criteria.push(criterion);
                }
            }
            made.push(id);
            self.rows.push(Row::Stage(stage));
        }
        made
    }

    fn criterion(&mut self) -> Criterion {
        Criterion {
            id: CriterionId::new(&mut self.ids),
            text: self.title("Criterion"),
            actor: self.dice.pick(&[None, Some(Actor::Buyer), Some(Actor::Seller)]),
            action: self.dice.chance(60),
            objective: self.dice.chance(60),
            yes_no: self.dice.chance(60),
            recorded: if self.dice.chance(30) {
                "CRM".to_owned()
            } else {
                String::new()
            },
        }
    }

    fn pools(&mut self) -> Vec<PoolId> {
        let mut made = Vec::new();
        for number in 0..self.dice.below(5) {
            let id = PoolId::new(&mut self.ids);
            let name = self.unlike("Team");
            let pool = Pool {
                id,
                map: self.map,
                origin: None,
                name,
                people: self.dice.chance(80).then(|| 1 + self.dice.below(6) as u32),
                capacity: self.sometimes(80, 40, 600),
                cost: self.sometimes(70, 40, 150),
                position: number as u32,
            };
            made.push(id);
            self.rows.push(Row::Pool(pool));
        }
        made
    }

    fn half(&mut self, side: Side, count: usize, stages: &[StageId], pools: &[PoolId]) -> Half {
        let mut lanes = Vec::new();
        for number in 0..=self.dice.below(4) {
            let id = LaneId::new(&mut self.ids);
            let what = if side == Side::Buyer { "Role" } else { "Function" };
            let title = self.unlike(what);
            lanes.push(id);
            self.rows.push(Row::Lane(Lane {
                id,
                map: self.map,
                origin: None,
                side,
                title,
                owner: if self.dice.chance(25) {
                    "Ana".to_owned()
                } else {
                    String::new()
                },
                position: number as u32,
            }));
        }
        let mut filled: BTreeMap<(StageId, LaneId), u32> = BTreeMap::new();
        let mut steps: Vec<Step> = Vec::new();
        for number in 0..count {
            let stage = stages[number * stages.len() / count];
            // Work stays in a lane for a while, as it does in companies.
            let lane = match steps.last() {
                Some(before) if self.dice.chance(60) => before.lane,
                _ => self.dice.pick(&lanes),
            };
            let id = StepId::new(&mut self.ids);
            let what = if side == Side::Buyer { "Asks" } else { "Does" };
            let title = self.title(what);
            let mut step = Step::new(id, self.map, side, lane, stage, &title);
            let place = filled.entry((stage, lane)).or_default();
            step.position = *place;
            *place += 1;
            self.fill(&mut step, pools);
            steps.push(step);
        }
        Half {
            steps,
            blocked: BTreeSet::new(),
        }
    }

    fn fill(&mut self, step: &mut Step, pools: &[PoolId]) {
        if self.dice.chance(4) {
            step.waypoint = true;
            step.title.clear();
            return;
        }
        step.value = self.dice.chance(20).then(|| self.dice.below(5) as i8 - 2);
        step.note = if self.dice.chance(10) {
            "Ask again, says \"Ana\"".to_owned()
        } else {
            String::new()
        };
        match step.side {
            Side::Buyer => {
                step.importance = self.dice.chance(60).then(|| 1 + self.dice.below(3) as u8);
                step.motivation = self.dice.chance(40).then(|| self.dice.below(5) as i8 - 2);
                step.start = self.dice.chance(3);
                step.knowledge = self.dice.pick(&[
                    None,
                    Some(Knowledge::Observed),
                    Some(Knowledge::Guess),
                    Some(Knowledge::Heard { buyers: 3, on: None }),
                ]);
                for _ in 0..self.dice.below(3) {
                    let text = self.title("Question");
                    step.questions.push(Question {
                        id: QuestionId::new(&mut self.ids),
                        text,
                    });
                }
            }
            Side::Seller => {
                step.touch = self.sometimes(70, 1, 40);
                step.elapsed = self.sometimes(70, 1, 20);
                step.complete_accurate = self.dice.chance(20).then(|| Measure::estimated(0.9));
                step.volume = self.sometimes(10, 5, 200);
                step.required = self.dice.chance(8);
                step.ask = self.dice.chance(12);
                step.accountable = if self.dice.chance(20) {
                    "Bo".to_owned()
                } else {
                    String::new()
                };
                if !pools.is_empty() && self.dice.chance(60) {
                    step.pool = Some(self.dice.pick(pools));
                }
                if !self.tools.is_empty() && self.dice.chance(20) {
                    let tool = self.dice.pick(&self.tools);
                    step.tools.push(tool);
                }
            }
        }
    }

    fn outcomes(&mut self, needed: bool) -> Vec<OutcomeId> {
        let mut made = Vec::new();
        for kind in OutcomeKind::ALL {
            let always = matches!(kind, OutcomeKind::Won | OutcomeKind::Lost);
            if !needed || !(always || self.dice.chance(30)) {
                continue;
            }
            let id = OutcomeId::new(&mut self.ids);
            let title = if self.dice.chance(15) {
                self.unlike("End")
            } else {
                String::new()
            };
            self.rows.push(Row::Outcome(Outcome {
                id,
                map: self.map,
                origin: None,
                kind,
                title,
                targets: Vec::new(),
                position: made.len() as u32,
            }));
            made.push(id);
        }
        made
    }
}
