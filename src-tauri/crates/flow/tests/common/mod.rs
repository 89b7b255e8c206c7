//! Little drawings of a sales process for the tests of flow.
//!
//! One line is one step: `name marks = entry: target share, target share; …` with marks `&` (all) and `+`
//! (waits), shares in per cent, a share left out when open. A target that is no step is an outcome; lines
//! whose name is an outcome hold its returns.

#![allow(dead_code, reason = "each test file is a program of its own and uses a part")]

use std::collections::BTreeMap;

use twinlane_model::{
    End, IdSource, Lane, LaneId, Link, LinkId, LinkKind, Map, MapId, Measure, Outcome, OutcomeId,
    OutcomeKind, Row, Side, Stage, StageId, Step, StepId, Workshop,
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
}

/// One line of a drawing.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub name: String,
    pub all: bool,
    pub waits: bool,
    pub entry: Option<f64>,
    pub targets: Vec<(String, Option<f64>)>,
}

fn line(text: &str) -> Line {
    let (head, tail) = text.split_once(':').unwrap_or((text, ""));
    let (name, entry) = head.split_once('=').unwrap_or((head, ""));
    let targets = tail
        .split(',')
        .map(str::trim)
        .filter(|target| !target.is_empty())
        .map(|target| match target.rsplit_once(' ') {
            Some((name, share)) => (
                name.to_owned(),
                Some(share.parse::<f64>().expect("a share in per cent") / 100.0),
            ),
            None => (target.to_owned(), None),
        })
        .collect();
    Line {
        name: name.trim().trim_end_matches(['&', '+', ' ']).to_owned(),
        all: name.contains('&'),
        waits: name.contains('+'),
        entry: entry.trim().parse().ok(),
        targets,
    }
}

/// Reads a drawing.
pub fn draw(text: &str) -> Drawn {
    let lines: Vec<Line> = text
        .lines()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(line)
        .collect();
    build(&lines)
}

fn kind(name: &str) -> Option<OutcomeKind> {
    OutcomeKind::ALL.into_iter().find(|kind| kind.word() == name)
}

/// Builds a workshop from lines.
pub fn build(lines: &[Line]) -> Drawn {
    let mut ids = Counter(0);
    let map = MapId::new(&mut ids);
    let mut rows = vec![Row::Map(Map {
        id: map,
        name: "Drawing".to_owned(),
        kind: twinlane_model::MapKind::Current,
        about: String::new(),
        copied_from: None,
        drawn: twinlane_model::Drawn::default(),
        dismissed_rules: BTreeMap::new(),
        position: 0,
    })];
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
    let mut steps = BTreeMap::new();
    let mut outcomes = BTreeMap::new();
    for (at, line) in lines.iter().filter(|line| kind(&line.name).is_none()).enumerate() {
        let mut step = Step::new(StepId::new(&mut ids), map, Side::Seller, lane, stage, &line.name);
        step.position = at as u32;
        step.all = line.all;
        step.waits = line.waits;
        step.entry = line.entry.map(Measure::estimated);
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
    }
}
