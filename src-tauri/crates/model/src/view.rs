//! One map of a workshop, read-only, with its rows in the order they have on the drawing.

use std::collections::BTreeMap;

use crate::{
    End, Lane, LaneId, Link, LinkId, LinkKind, Map, MapId, Outcome, OutcomeId, Pool, PoolId, Side, Stage,
    StageId, Step, StepId, Workshop,
};

/// A map, its rows sorted by place and indexed by id.
///
/// *Place on the map* is (side, stage, lane, position, id), buyer side first.
#[derive(Clone, Debug)]
pub struct MapView<'a> {
    /// The workshop it belongs to.
    pub workshop: &'a Workshop,
    /// The map.
    pub map: &'a Map,
    /// Lanes: buyer side first, then by position.
    pub lanes: Vec<&'a Lane>,
    /// Stages: buyer side first, then by position.
    pub stages: Vec<&'a Stage>,
    /// Steps in the order of their place.
    pub steps: Vec<&'a Step>,
    /// Outcomes by position.
    pub outcomes: Vec<&'a Outcome>,
    /// Links by place of their start, then of their end (steps before outcomes), then kind.
    pub links: Vec<&'a Link>,
    /// Pools by position.
    pub pools: Vec<&'a Pool>,
    lane_index: BTreeMap<LaneId, usize>,
    stage_index: BTreeMap<StageId, usize>,
    step_index: BTreeMap<StepId, usize>,
    outcome_index: BTreeMap<OutcomeId, usize>,
    pool_index: BTreeMap<PoolId, usize>,
    ends: Vec<(EndIndex, EndIndex)>,
    /// For each step its first link, and behind all steps where their links end.
    first_link: Vec<usize>,
    outgoing: BTreeMap<End, Vec<usize>>,
    incoming: BTreeMap<End, Vec<usize>>,
}

/// Where an end of a link lies in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndIndex {
    /// Place in [`MapView::steps`].
    Step(usize),
    /// Place in [`MapView::outcomes`].
    Outcome(usize),
    /// On no row of this map.
    Nowhere,
}

impl EndIndex {
    /// Place of the step, if it is one.
    pub fn step(self) -> Option<usize> {
        match self {
            Self::Step(at) => Some(at),
            Self::Outcome(_) | Self::Nowhere => None,
        }
    }

    /// Place of the outcome, if it is one.
    pub fn outcome(self) -> Option<usize> {
        match self {
            Self::Outcome(at) => Some(at),
            Self::Step(_) | Self::Nowhere => None,
        }
    }
}

impl Workshop {
    /// One map with its rows in place order, ready to be read.
    pub fn view(&self, map: MapId) -> Option<MapView<'_>> {
        MapView::of(self, map)
    }
}

impl<'a> MapView<'a> {
    fn of(workshop: &'a Workshop, id: MapId) -> Option<Self> {
        let map = workshop.maps.get(&id)?;
        let mut lanes: Vec<&Lane> = workshop.lanes.values().filter(|lane| lane.map == id).collect();
        lanes.sort_by_key(|lane| (lane.side, lane.position, lane.id));
        let lane_index = index(&lanes, |lane| lane.id);
        let mut stages: Vec<&Stage> = workshop.stages.values().filter(|stage| stage.map == id).collect();
        stages.sort_by_key(|stage| (stage.side, stage.position, stage.id));
        let stage_index = index(&stages, |stage| stage.id);
        let mut steps: Vec<&Step> = workshop.steps.values().filter(|step| step.map == id).collect();
        // Keys are looked up once for each row, not for each comparison: maps may have 50,000 steps.
        steps.sort_by_cached_key(|step| {
            let stage = stage_index.get(&step.stage).copied().unwrap_or(usize::MAX);
            let lane = lane_index.get(&step.lane).copied().unwrap_or(usize::MAX);
            (step.side, stage, lane, step.position, step.id)
        });
        let step_index = index(&steps, |step| step.id);
        let mut outcomes: Vec<&Outcome> = workshop.outcomes.values().filter(|row| row.map == id).collect();
        outcomes.sort_by_key(|outcome| (outcome.position, outcome.id));
        let outcome_index = index(&outcomes, |outcome| outcome.id);
        let mut pools: Vec<&Pool> = workshop.pools.values().filter(|pool| pool.map == id).collect();
        pools.sort_by_key(|pool| (pool.position, pool.id));
        let pool_index = index(&pools, |pool| pool.id);
        let place = |end: End| match end {
            End::Step(id) => (0, step_index.get(&id).copied().unwrap_or(usize::MAX)),
            End::Outcome(id) => (1, outcome_index.get(&id).copied().unwrap_or(usize::MAX)),
        };
        let mut links: Vec<&Link> = workshop.links.values().filter(|link| link.map == id).collect();
        links.sort_by_cached_key(|link| (place(link.from), place(link.to), link.kind, link.id));
        // Whoever walks along the flow asks for both ends of every link; a large map has tens of thousands.
        let spot = |end: End| match end {
            End::Step(id) => step_index.get(&id).map(|at| EndIndex::Step(*at)),
            End::Outcome(id) => outcome_index.get(&id).map(|at| EndIndex::Outcome(*at)),
        };
        let ends: Vec<(EndIndex, EndIndex)> = links
            .iter()
            .map(|link| {
                let spots = [link.from, link.to].map(|end| spot(end).unwrap_or(EndIndex::Nowhere));
                (spots[0], spots[1])
            })
            .collect();
        let first_link = (0..=steps.len())
            .map(|step| ends.partition_point(|(from, _)| *from < EndIndex::Step(step)))
            .collect();
        let mut outgoing: BTreeMap<End, Vec<usize>> = BTreeMap::new();
        let mut incoming: BTreeMap<End, Vec<usize>> = BTreeMap::new();
        for (at, link) in links.iter().enumerate() {
            outgoing.entry(link.from).or_default().push(at);
            incoming.entry(link.to).or_default().push(at);
        }
        Some(Self {
            workshop,
            map,
            lanes,
            stages,
            steps,
            outcomes,
            links,
            pools,
            lane_index,
            stage_index,
            step_index,
            outcome_index,
            pool_index,
            ends,
            first_link,
            outgoing,
            incoming,
        })
    }

    /// Lanes of one side, top to bottom.
    pub fn lanes_of(&self, side: Side) -> impl Iterator<Item = &'a Lane> + '_ {
        self.lanes.iter().copied().filter(move |lane| lane.side == side)
    }

    /// Stages of one side, left to right.
    pub fn stages_of(&self, side: Side) -> impl Iterator<Item = &'a Stage> + '_ {
        self.stages
            .iter()
            .copied()
            .filter(move |stage| stage.side == side)
    }

    /// Steps of one side, waypoints included, in the order of their place.
    pub fn steps_of(&self, side: Side) -> impl Iterator<Item = &'a Step> + '_ {
        self.steps.iter().copied().filter(move |step| step.side == side)
    }

    /// Buyer steps, waypoints left out.
    pub fn buyer_steps(&self) -> impl Iterator<Item = &'a Step> + '_ {
        self.steps_of(Side::Buyer).filter(|step| !step.waypoint)
    }

    /// Activities, waypoints left out.
    pub fn activities(&self) -> impl Iterator<Item = &'a Step> + '_ {
        self.steps_of(Side::Seller).filter(|step| !step.waypoint)
    }

    /// A lane of this map.
    pub fn lane(&self, id: LaneId) -> Option<&'a Lane> {
        self.lane_index.get(&id).map(|at| self.lanes[*at])
    }

    /// A stage of this map.
    pub fn stage(&self, id: StageId) -> Option<&'a Stage> {
        self.stage_index.get(&id).map(|at| self.stages[*at])
    }

    /// A step of this map.
    pub fn step(&self, id: StepId) -> Option<&'a Step> {
        self.step_index.get(&id).map(|at| self.steps[*at])
    }

    /// An outcome of this map.
    pub fn outcome(&self, id: OutcomeId) -> Option<&'a Outcome> {
        self.outcome_index.get(&id).map(|at| self.outcomes[*at])
    }

    /// A pool of this map.
    pub fn pool(&self, id: PoolId) -> Option<&'a Pool> {
        self.pool_index.get(&id).map(|at| self.pools[*at])
    }

    /// A link of this map.
    pub fn link(&self, id: LinkId) -> Option<&'a Link> {
        self.workshop
            .links
            .get(&id)
            .filter(|link| link.map == self.map.id)
    }

    /// Place of a step in [`Self::steps`].
    pub fn step_place(&self, id: StepId) -> Option<usize> {
        self.step_index.get(&id).copied()
    }

    /// Where a link, named by its place in [`Self::links`], leaves and where it arrives.
    pub fn ends(&self, link: usize) -> (EndIndex, EndIndex) {
        self.ends[link]
    }

    /// Places in [`Self::links`] of the links that leave a step, named by its place.
    pub fn links_from(&self, step: usize) -> std::ops::Range<usize> {
        self.first_link[step]..self.first_link[step + 1]
    }

    /// Place of a stage in [`Self::stages`]; comparable within a side.
    pub fn stage_place(&self, id: StageId) -> Option<usize> {
        self.stage_index.get(&id).copied()
    }

    /// Place of a lane in [`Self::lanes`]; comparable within a side.
    pub fn lane_place(&self, id: LaneId) -> Option<usize> {
        self.lane_index.get(&id).copied()
    }

    /// Links of a kind that leave an end, in the order of their other end's place.
    pub fn leaving(&self, from: End, kind: LinkKind) -> impl Iterator<Item = &'a Link> + '_ {
        self.outgoing
            .get(&from)
            .into_iter()
            .flatten()
            .map(|at| self.links[*at])
            .filter(move |link| link.kind == kind)
    }

    /// Links of a kind that arrive at an end, in the order of their start's place.
    pub fn arriving(&self, to: End, kind: LinkKind) -> impl Iterator<Item = &'a Link> + '_ {
        self.incoming
            .get(&to)
            .into_iter()
            .flatten()
            .map(|at| self.links[*at])
            .filter(move |link| link.kind == kind)
    }

    /// Flow links that leave a step.
    pub fn flow_from(&self, step: StepId) -> impl Iterator<Item = &'a Link> + '_ {
        self.leaving(End::Step(step), LinkKind::Flow)
    }

    /// Flow links that arrive at a step.
    pub fn flow_into(&self, step: StepId) -> impl Iterator<Item = &'a Link> + '_ {
        self.arriving(End::Step(step), LinkKind::Flow)
    }

    /// Supports that an activity gives.
    pub fn supports_from(&self, activity: StepId) -> impl Iterator<Item = &'a Link> + '_ {
        self.leaving(End::Step(activity), LinkKind::Support)
    }

    /// Supports that a buyer step gets.
    pub fn supports_into(&self, step: StepId) -> impl Iterator<Item = &'a Link> + '_ {
        self.arriving(End::Step(step), LinkKind::Support)
    }

    /// Title of an end: the step's ("untitled" is left to the caller) or the outcome's name.
    pub fn end_title(&self, end: End) -> &'a str {
        match end {
            End::Step(id) => self.step(id).map_or("", |step| step.title.as_str()),
            End::Outcome(id) => self.outcome(id).map_or("", Outcome::name),
        }
    }
}

fn index<T, K: Ord>(rows: &[&T], key: impl Fn(&T) -> K) -> BTreeMap<K, usize> {
    rows.iter().enumerate().map(|(at, row)| (key(row), at)).collect()
}
