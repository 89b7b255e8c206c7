//! Little drawings of a sales process for the tests of flow.
//!
//! One line is one step: `name marks = entry: target share, target share; …` with marks `&` (all) and `+`
//! (waits), shares in per cent, a share left out when open. A target that is no step is an outcome; lines
//! whose name is an outcome hold its returns. Numbers of a step stand in braces before the colon, as in
//! `{1 h, 5 d, Sales, 90 %}`: touch, elapsed, pool, percent complete and accurate; a wait stands behind a share
//! as `~3`. A line `pool Sales: 160 h, 80 cost, 2 people` describes a pool.

#![allow(dead_code, reason = "each test file is a program of its own and uses a part")]

use std::collections::BTreeMap;

use twinlane_flow::{AtCapacity, Network, at_capacity};
use twinlane_model::{
    End, IdSource, Lane, LaneId, Link, LinkId, LinkKind, Map, MapId, Measure, Outcome, OutcomeId,
    OutcomeKind, Pool, PoolId, Row, Side, Stage, StageId, Step, StepId, Workshop,
};
use uuid::Uuid;

/// Ids that count up.
struct Counter(u128);

impl IdSource for Counter {
    fn next(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

/// A drawing that has been read.
pub struct Drawn {
    pub workshop: Workshop,
    pub map: MapId,
    pub steps: BTreeMap<String, StepId>,
    pub outcomes: BTreeMap<String, OutcomeId>,
    pub links: BTreeMap<(String, String), LinkId>,
    pub pools: BTreeMap<String, PoolId>,
}

/// A pool of a drawing.
#[derive(Clone, Debug, Default)]
pub struct PoolLine {
    pub name: String,
    pub capacity: Option<f64>,
    pub cost: Option<f64>,
    pub people: Option<u32>,
}

/// One line of a drawing.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub touch: Option<f64>,
    pub elapsed: Option<f64>,
    pub pool: Option<String>,
    pub complete_accurate: Option<f64>,
    /// Waits by target.
    pub wait: BTreeMap<String, f64>,
    pub name: String,
    pub all: bool,
    pub waits: bool,
    pub entry: Option<f64>,
    pub targets: Vec<(String, Option<f64>)>,
}

/// The number in front of a unit.
fn unit(part: &str, unit: &str) -> Option<f64> {
    part.strip_suffix(unit)?.trim().parse().ok()
}

fn line(text: &str) -> Line {
    let (head, tail) = text.split_once(':').unwrap_or((text, ""));
    let (head, numbers) = head.split_once('{').unwrap_or((head, ""));
    let (name, entry) = head.split_once('=').unwrap_or((head, ""));
    let mut line = Line {
        name: name.trim().trim_end_matches(['&', '+', ' ']).to_owned(),
        all: name.contains('&'),
        waits: name.contains('+'),
        entry: entry.trim().parse().ok(),
        ..Line::default()
    };
    for part in numbers.trim_end_matches(['}', ' ']).split(',').map(str::trim) {
        if let Some(hours) = unit(part, " h") {
            line.touch = Some(hours);
        } else if let Some(days) = unit(part, " d") {
            line.elapsed = Some(days);
        } else if let Some(percent) = unit(part, " %") {
            line.complete_accurate = Some(percent / 100.0);
        } else if !part.is_empty() {
            line.pool = Some(part.to_owned());
        }
    }
    for target in tail.split(',').map(str::trim).filter(|target| !target.is_empty()) {
        let (target, wait) = target.split_once(" ~").unwrap_or((target, ""));
        let (name, share) = match target.rsplit_once(' ') {
            Some((name, share)) => {
                let share = share.parse::<f64>().expect("a share in per cent");
                (name.to_owned(), Some(share / 100.0))
            }
            None => (target.to_owned(), None),
        };
        if let Ok(days) = wait.parse() {
            line.wait.insert(name.clone(), days);
        }
        line.targets.push((name, share));
    }
    line
}

fn pool(text: &str) -> Option<PoolLine> {
    let (name, numbers) = text.strip_prefix("pool ")?.split_once(':')?;
    let mut pool = PoolLine {
        name: name.to_owned(),
        ..PoolLine::default()
    };
    for part in numbers.split(',').map(str::trim) {
        pool.capacity = pool.capacity.or(unit(part, " h"));
        pool.cost = pool.cost.or(unit(part, " cost"));
        pool.people = pool.people.or(unit(part, " people").map(|people| people as u32));
    }
    Some(pool)
}

/// Reads a drawing.
pub fn draw(text: &str) -> Drawn {
    let rows = || text.lines().map(str::trim).filter(|text| !text.is_empty());
    let lines: Vec<Line> = rows()
        .filter(|text| !text.starts_with("pool "))
        .map(line)
        .collect();
    let pools: Vec<PoolLine> = rows().filter_map(pool).collect();
    build_with(&lines, &pools)
}

fn kind(name: &str) -> Option<OutcomeKind> {
    OutcomeKind::ALL.into_iter().find(|kind| kind.word() == name)
}

/// Builds a workshop from lines.
pub fn build(lines: &[Line]) -> Drawn {
    build_with(lines, &[])
}

/// Builds a workshop from lines and pools.
pub fn build_with(lines: &[Line], pool_lines: &[PoolLine]) -> Drawn {
    let mut ids = Counter(0);
    let map = MapId::new(&mut ids);
    let mut rows = vec![Row::Map(Map::new(map, "Drawing"))];
    let lane = LaneId::new(&mut ids);
    rows.push(Row::Lane(Lane {
        id: lane,
        map,
        origin: None,
        side: Side::Seller,
        title: "Sales".to_owned(),
        owner: String::new(),
        position: 0,
    }));
    let stage = StageId::new(&mut ids);
    rows.push(Row::Stage(Stage {
        id: stage,
        map,
        origin: None,
        side: Side::Seller,
        title: "Work".to_owned(),
        paired: Vec::new(),
        after_purchase: false,
        criteria: Vec::new(),
        position: 0,
    }));
    let mut pools = BTreeMap::new();
    for (at, line) in pool_lines.iter().enumerate() {
        let id = PoolId::new(&mut ids);
        pools.insert(line.name.clone(), id);
        rows.push(Row::Pool(Pool {
            id,
            map,
            origin: None,
            name: line.name.clone(),
            people: line.people,
            capacity: line.capacity.map(Measure::estimated),
            cost: line.cost.map(Measure::estimated),
            position: at as u32,
        }));
    }
    let mut steps = BTreeMap::new();
    let mut outcomes = BTreeMap::new();
    for (at, line) in lines.iter().filter(|line| kind(&line.name).is_none()).enumerate() {
        let mut step = Step::new(StepId::new(&mut ids), map, Side::Seller, lane, stage, &line.name);
        step.position = at as u32;
        step.all = line.all;
        step.waits = line.waits;
        step.entry = line.entry.map(Measure::estimated);
        step.touch = line.touch.map(Measure::estimated);
        step.elapsed = line.elapsed.map(Measure::estimated);
        step.complete_accurate = line.complete_accurate.map(Measure::estimated);
        step.pool = line.pool.as_ref().map(|name| pools[name]);
        steps.insert(line.name.clone(), step.id);
        rows.push(Row::Step(step));
    }
    for (name, _) in lines.iter().flat_map(|line| &line.targets) {
        if let Some(kind) = kind(name).filter(|_| !outcomes.contains_key(name)) {
            let id = OutcomeId::new(&mut ids);
            rows.push(Row::Outcome(Outcome {
                id,
                map,
                origin: None,
                kind,
                title: String::new(),
                targets: Vec::new(),
                position: outcomes.len() as u32,
            }));
            outcomes.insert(name.clone(), id);
        }
    }
    let end = |name: &String| match (steps.get(name), outcomes.get(name)) {
        (Some(&step), _) => End::Step(step),
        (None, Some(&outcome)) => End::Outcome(outcome),
        (None, None) => panic!("the drawing has no “{name}”"),
    };
    let mut links = BTreeMap::new();
    for line in lines {
        for (target, share) in &line.targets {
            let from = end(&line.name);
            let kind = if from.step().is_some() {
                LinkKind::Flow
            } else {
                LinkKind::Return
            };
            let mut link = Link::new(LinkId::new(&mut ids), map, kind, from, end(target));
            link.share = share.map(Measure::estimated);
            link.wait = line.wait.get(target).copied().map(Measure::estimated);
            links.insert((line.name.clone(), target.clone()), link.id);
            rows.push(Row::Link(link));
        }
    }
    Drawn {
        workshop: Workshop::from_rows(rows).expect("the drawing is a workshop"),
        map,
        steps,
        outcomes,
        links,
        pools,
    }
}

/// The golden process of the design, with its numbers.
pub const GOLDEN: &str = "
    pool Qualify: 160 h, 80 cost
    pool Demo: 120 h, 80 cost
    pool Poc: 320 h, 110 cost
    pool Proposal: 160 h, 90 cost
    Qualify = 100 {1 h, 5 d, Qualify}: Demo 40, Lost 60
    Demo {3 h, 10 d, Demo}: Poc 50, Proposal 20, Lost 30
    Poc {40 h, 20 d, Poc}: Proposal 60, Demo 10, Lost 30
    Proposal {6 h, 15 d, Proposal}: Won 40, Lost 60";

/// The network of a drawing.
pub fn network(drawn: &Drawn) -> Network {
    Network::of(&drawn.workshop.view(drawn.map).expect("the map is there"))
}

/// The link between two of its rows.
pub fn link(drawn: &Drawn, from: &str, to: &str) -> LinkId {
    drawn.links[&(from.to_owned(), to.to_owned())]
}

/// Compares named numbers to 1e-6, relative.
pub fn check<'a>(what: &str, rows: impl IntoIterator<Item = (&'a str, Option<f64>, f64)>) {
    for (name, ours, expected) in rows {
        let ours = ours.unwrap_or_else(|| panic!("{what}: {name} is not known"));
        let off = (ours - expected).abs();
        assert!(
            off <= 1e-6 * expected.abs().max(1e-3),
            "{what}: {name} is {ours}, the worked example has {expected}"
        );
    }
}

/// The result at capacity, which must be known.
pub fn capacity(network: &Network) -> AtCapacity {
    at_capacity(network).expect("the result at capacity is known")
}
