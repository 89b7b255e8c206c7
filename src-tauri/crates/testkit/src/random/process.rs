//! Random sales processes for the arithmetic of flow: every case comes to an end, and most numbers are given.
//!
//! Stretches of steps follow one another; a stretch may be a parallel block whose branches are stretches
//! again. Ways back, leaps, retries and returns make the loops; pools are shared and often too small.

use twinlane_model::{
    Basis, End, Lane, LaneId, Link, LinkId, LinkKind, Map, MapId, Measure, Outcome, OutcomeId, OutcomeKind,
    Pool, PoolId, Row, Side, Stage, StageId, Step, StepId, Workshop,
};

use super::dice::Dice;
use crate::Ids;

/// A workshop with one map, whose sales process has about as many steps as asked for, at least 3.
///
/// # Panics
/// Never, unless the model's invariants changed and this file did not.
pub fn process(seed: u64, steps: usize) -> Workshop {
    let mut maker = Process::new(seed);
    maker.run(steps.max(3));
    match Workshop::from_rows(maker.rows()) {
        Ok(workshop) => workshop,
        Err(refusal) => panic!("the random process is not valid: {refusal}"),
    }
}

struct Process {
    dice: Dice,
    ids: Ids,
    map: MapId,
    lane: LaneId,
    stages: Vec<StageId>,
    pools: Vec<Pool>,
    steps: Vec<Step>,
    links: Vec<Link>,
    outcomes: Vec<Outcome>,
    /// Steps outside of all blocks that a way back may lead to.
    open: Vec<StepId>,
}

impl Process {
    fn new(seed: u64) -> Self {
        let mut ids = Ids::new();
        let map = MapId::new(&mut ids);
        let lane = LaneId::new(&mut ids);
        let stages = (0..4).map(|_| StageId::new(&mut ids)).collect();
        Self {
            dice: Dice::new(seed),
            ids,
            map,
            lane,
            stages,
            pools: Vec::new(),
            steps: Vec::new(),
            links: Vec::new(),
            outcomes: Vec::new(),
            open: Vec::new(),
        }
    }

    fn run(&mut self, steps: usize) {
        for number in 0..2 + self.dice.below(5) {
            let capacity = 50.0 + self.dice.below(1500) as f64;
            let cost = 30.0 + self.dice.below(120) as f64;
            self.pools.push(Pool {
                id: PoolId::new(&mut self.ids),
                map: self.map,
                origin: None,
                name: format!("Team {number}"),
                people: Some(1 + self.dice.below(6) as u32),
                capacity: self.dice.chance(90).then(|| Measure::estimated(capacity)),
                cost: Some(Measure::estimated(cost)),
                position: number as u32,
            });
        }
        for (at, kind) in OutcomeKind::ALL.into_iter().enumerate() {
            self.outcomes.push(Outcome {
                id: OutcomeId::new(&mut self.ids),
                map: self.map,
                origin: None,
                kind,
                title: String::new(),
                targets: Vec::new(),
                position: at as u32,
            });
        }
        // First, each stretch by its first and last step; then what leads from one to the next.
        let mut stretches = Vec::new();
        while self.steps.len() < steps {
            let left = steps - self.steps.len();
            stretches.push(self.stretch(left, 0));
        }
        for (at, &(_, last)) in stretches.iter().enumerate() {
            let next = stretches.get(at + 1).map(|(first, _)| *first);
            let leap = stretches.get(at + 2).map(|(first, _)| *first);
            self.leave(last, next, leap);
        }
        self.enter(stretches[0].0);
        if self.dice.chance(40) {
            let (other, _) = self.dice.pick(&stretches);
            self.enter(other);
        }
        for at in 1..self.outcomes.len() {
            if self.dice.chance(30) {
                let (to, _) = self.dice.pick(&stretches);
                let from = End::Outcome(self.outcomes[at].id);
                let share = self
                    .dice
                    .chance(70)
                    .then(|| 0.05 + self.dice.below(30) as f64 / 100.0);
                self.link(LinkKind::Return, from, End::Step(to), share);
            }
        }
    }

    /// One step, or a parallel block; returns its first and its last step.
    fn stretch(&mut self, left: usize, depth: usize) -> (StepId, StepId) {
        let first = self.step();
        if depth == 0 {
            self.open.push(first);
        }
        if depth >= 3 || left < 5 || !self.dice.chance(if depth == 0 { 15 } else { 25 }) {
            return (first, first);
        }
        self.mark(first, |step| step.all = true);
        let mut ends = Vec::new();
        for branch in 0..2 + self.dice.below(2) {
            // Now and then a branch without a step; never two, for a pair of steps has one flow link only.
            if branch == 1 && self.dice.chance(15) {
                ends.push(first);
                continue;
            }
            let mut from = first;
            for _ in 0..=self.dice.below(2) {
                let (start, end) = self.stretch(left / 3, depth + 1);
                if from == first {
                    self.link(LinkKind::Flow, End::Step(from), End::Step(start), None);
                } else {
                    self.within(from, start);
                }
                from = end;
            }
            ends.push(from);
        }
        let join = self.step();
        self.mark(join, |step| step.waits = true);
        for end in ends {
            if end == first {
                self.link(LinkKind::Flow, End::Step(end), End::Step(join), None);
            } else {
                self.within(end, join);
            }
        }
        (first, join)
    }

    fn mark(&mut self, id: StepId, mark: impl Fn(&mut Step)) {
        if let Some(step) = self.steps.iter_mut().find(|step| step.id == id) {
            mark(step);
        }
    }

    /// Inside a branch: on to the next step, perhaps after a retry.
    fn within(&mut self, from: StepId, to: StepId) {
        let waits = self.steps.iter().any(|step| step.id == from && step.waits);
        if !waits && self.dice.chance(25) {
            let share = 0.05 + self.dice.below(50) as f64 / 100.0;
            self.link(LinkKind::Flow, End::Step(from), End::Step(from), Some(share));
            let onward = self.dice.chance(60).then_some(0.4);
            self.link(LinkKind::Flow, End::Step(from), End::Step(to), onward);
        } else {
            self.link(LinkKind::Flow, End::Step(from), End::Step(to), None);
        }
    }

    /// Outside of blocks: on, over the next, back, to an outcome; a tenth at least ends.
    fn leave(&mut self, from: StepId, next: Option<StepId>, leap: Option<StepId>) {
        let waits = self.steps.iter().any(|step| step.id == from && step.waits);
        let mut parts: Vec<(End, f64)> = Vec::new();
        let onward = next.map_or(End::Outcome(self.outcomes[0].id), End::Step);
        parts.push((onward, 1.0 + self.dice.below(8) as f64));
        if let Some(leap) = leap.filter(|_| self.dice.chance(25)) {
            parts.push((End::Step(leap), 1.0 + self.dice.below(3) as f64));
        }
        if self.dice.chance(20) {
            let back = self.dice.pick(&self.open);
            // A join with a retry of its own is no join.
            let known = parts.iter().any(|(end, _)| *end == End::Step(back));
            if !known && (back != from || !waits) {
                parts.push((End::Step(back), 0.5 + self.dice.below(3) as f64));
            }
        }
        if self.dice.chance(15) && next.is_some() {
            parts.push((End::Outcome(self.outcomes[0].id), 1.0));
        }
        let lost = 1 + self.dice.below(self.outcomes.len() - 1);
        parts.push((
            End::Outcome(self.outcomes[lost].id),
            0.5 + self.dice.below(4) as f64,
        ));
        let sum: f64 = parts.iter().map(|(_, part)| part).sum();
        // Now and then a part of the cases is not explained.
        let whole = if self.dice.chance(20) { 0.9 } else { 1.0 };
        for (end, part) in parts {
            self.link(LinkKind::Flow, End::Step(from), end, Some(part / sum * whole));
        }
    }

    fn enter(&mut self, step: StepId) {
        let cases = 20.0 + self.dice.below(200) as f64;
        let entry = self.measure(cases);
        self.mark(step, |step| step.entry = Some(entry.clone()));
    }

    fn step(&mut self) -> StepId {
        let id = StepId::new(&mut self.ids);
        let at = self.steps.len();
        let stage = self.stages[(at / 12).min(self.stages.len() - 1)];
        let mut step = Step::new(
            id,
            self.map,
            Side::Seller,
            self.lane,
            stage,
            &format!("Step {at}"),
        );
        step.position = at as u32;
        if self.dice.chance(92) {
            let hours = 0.25 * (1 + self.dice.below(24)) as f64;
            step.touch = Some(self.measure(hours));
        }
        if self.dice.chance(92) {
            let days = 0.5 * (1 + self.dice.below(30)) as f64;
            step.elapsed = Some(self.measure(days));
        }
        if self.dice.chance(85) {
            step.pool = Some(self.dice.pick(&self.pools).id);
        }
        self.steps.push(step);
        id
    }

    fn measure(&mut self, value: f64) -> Measure {
        match self.dice.below(4) {
            0 => Measure::measured(value, 5 + self.dice.below(400) as u32),
            1 => Measure::assumed(value),
            2 => Measure {
                low: Some(value * 0.6),
                high: Some(value * 1.7),
                basis: Basis::Estimated,
                ..Measure::estimated(value)
            },
            _ => Measure::estimated(value),
        }
    }

    fn link(&mut self, kind: LinkKind, from: End, to: End, share: Option<f64>) {
        let mut link = Link::new(LinkId::new(&mut self.ids), self.map, kind, from, to);
        link.share = share.map(|share| {
            let measure = self.measure(share);
            Measure {
                high: measure.high.map(|high| high.min(1.0)),
                ..measure
            }
        });
        if self.dice.chance(20) {
            let days = 1.0 + self.dice.below(6) as f64;
            link.wait = Some(self.measure(days));
        }
        self.links.push(link);
    }

    fn rows(self) -> Vec<Row> {
        let mut rows = vec![
            Row::Map(Map::new(self.map, "Random process")),
            Row::Lane(Lane {
                id: self.lane,
                map: self.map,
                origin: None,
                side: Side::Seller,
                title: "Sales".to_owned(),
                owner: String::new(),
                position: 0,
            }),
        ];
        for (number, id) in self.stages.into_iter().enumerate() {
            rows.push(Row::Stage(Stage {
                id,
                map: self.map,
                origin: None,
                side: Side::Seller,
                title: format!("Stage {number}"),
                paired: Vec::new(),
                after_purchase: false,
                criteria: Vec::new(),
                position: number as u32,
            }));
        }
        rows.extend(self.pools.into_iter().map(Row::Pool));
        rows.extend(self.steps.into_iter().map(Row::Step));
        rows.extend(self.outcomes.into_iter().map(Row::Outcome));
        rows.extend(self.links.into_iter().map(Row::Link));
        rows
    }
}
