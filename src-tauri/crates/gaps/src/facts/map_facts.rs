//! The facts that rules share, worked out once per map: flow by place instead of id, starts, the order of steps,
//! supports, refusals. Facts only: rules decide what is a defect.

use std::cmp::Reverse;

use jiff::civil::Date;
use twinlane_model::topology::Graph;
use twinlane_model::{EndIndex, LinkKind, MapView, Side, Step, StepId, Strength};
use twinlane_words::Locale;

use super::flow_results::FlowResults;
use super::inversions::Inversions;
use super::links::{FlowArc, OutcomeLink, Support};
use super::order::Order;
use super::recorded::{LazyRecorded, Recorded};
use super::visits::Visits;
use crate::threshold::Threshold;

/// Facts about one map.
pub(crate) struct MapFacts<'v, 'w> {
    pub view: &'v MapView<'w>,
    /// The language of the sentences.
    pub locale: Locale,
    /// The date to which the age of numbers is counted: the date asked, else the workshop's last day.
    pub date: Option<Date>,
    /// Stage of each step, by place.
    pub stage_of: Vec<usize>,
    /// Lane of each step, by place.
    pub lane_of: Vec<usize>,
    /// Buyer steps and activities by place, waypoints left out. Rows of steps are large and scattered in memory, and most
    /// rules go through all of a side.
    sides: [Vec<usize>; 2],
    /// Flow between steps, in the order of the map.
    pub arcs: Vec<FlowArc>,
    /// Arcs that leave each step.
    pub out: Vec<Vec<usize>>,
    /// Arcs that arrive at each step.
    pub into: Vec<Vec<usize>>,
    /// Flow to outcomes, in the order of the map.
    pub exits: Vec<OutcomeLink>,
    /// Exits of each step.
    pub exits_of: Vec<Vec<usize>>,
    /// Returns from outcomes.
    pub returns: Vec<OutcomeLink>,
    /// Supports, in the order of their activity, then of their buyer step.
    pub supports: Vec<Support>,
    /// Supports given by an activity or got by a buyer step.
    pub supports_of: Vec<Vec<usize>>,
    /// Flow between steps as a graph, back links included.
    pub flow: Graph<usize>,
    /// Steps where cases or buyers start.
    pub starts: Vec<usize>,
    /// Which step comes before which.
    pub order: Order,
    /// Buyer stages paired with each stage, in the order of the journey; empty for buyer stages.
    pub paired: Vec<Vec<usize>>,
    /// Supports that run against the buyer's order.
    pub inversions: Inversions,
    /// Visits and repeats.
    pub visits: Visits,
    /// What else the flow arithmetic says, worked out when a rule asks.
    pub results: FlowResults<'v, 'w>,
    /// What the records say of the map, worked out when a rule asks.
    recorded: LazyRecorded<'v, 'w>,
}

impl<'v, 'w> MapFacts<'v, 'w> {
    /// Works the facts out; `today` is the date asked, if any.
    pub fn new(view: &'v MapView<'w>, today: Option<Date>, locale: Locale) -> Self {
        let date = today.or(view.workshop.charter().last_day);
        let count = view.steps.len();
        let stage_of: Vec<usize> = view
            .steps
            .iter()
            .map(|step| view.stage_place(step.stage).unwrap_or(0))
            .collect();
        let lane_of = view
            .steps
            .iter()
            .map(|step| view.lane_place(step.lane).unwrap_or(0))
            .collect();
        let paired = view
            .stages
            .iter()
            .map(|stage| {
                let mut stages: Vec<usize> = stage
                    .paired
                    .iter()
                    .filter_map(|id| view.stage_place(*id))
                    .collect();
                stages.sort_unstable();
                stages.dedup();
                stages
            })
            .collect();
        let mut facts = Self {
            view,
            locale,
            date,
            stage_of,
            lane_of,
            sides: [Side::Buyer, Side::Seller].map(|side| {
                let of_side = |at: &usize| view.steps[*at].side == side && !view.steps[*at].waypoint;
                (0..count).filter(of_side).collect()
            }),
            arcs: Vec::new(),
            out: vec![Vec::new(); count],
            into: vec![Vec::new(); count],
            exits: Vec::new(),
            exits_of: vec![Vec::new(); count],
            returns: Vec::new(),
            supports: Vec::new(),
            supports_of: vec![Vec::new(); count],
            flow: Graph::numbered(0, []),
            starts: Vec::new(),
            order: Order::new(0, std::iter::empty()),
            paired,
            inversions: Inversions::default(),
            visits: Visits::of(view),
            results: FlowResults::of(view),
            recorded: LazyRecorded::of(view, date),
        };
        facts.read_links();
        facts.flow = Graph::numbered(count, facts.arcs.iter().map(|arc| (arc.from, arc.to)));
        facts.starts = facts.find_starts();
        facts.mark_refusals();
        let forward = facts
            .arcs
            .iter()
            .filter(|arc| !arc.back)
            .map(|arc| (arc.from, arc.to));
        facts.order = Order::new(count, forward);
        facts.inversions = Inversions::count(&facts.supports, facts.farthest_first(), &facts.order);
        facts
    }

    fn read_links(&mut self) {
        for (link, row) in self.view.links.iter().enumerate() {
            match (row.kind, self.view.ends(link)) {
                (LinkKind::Flow, (EndIndex::Step(from), EndIndex::Step(to))) => {
                    let back = self.stage_of[to] < self.stage_of[from];
                    self.out[from].push(self.arcs.len());
                    self.into[to].push(self.arcs.len());
                    self.arcs.push(FlowArc {
                        link,
                        from,
                        to,
                        back,
                        refusal: false,
                    });
                }
                (LinkKind::Flow, (EndIndex::Step(step), EndIndex::Outcome(outcome))) => {
                    self.exits_of[step].push(self.exits.len());
                    self.exits.push(OutcomeLink { link, step, outcome });
                }
                (LinkKind::Return, (EndIndex::Outcome(outcome), EndIndex::Step(step))) => {
                    self.returns.push(OutcomeLink { link, step, outcome });
                }
                (LinkKind::Support, (EndIndex::Step(from), EndIndex::Step(to)))
                    if !self.view.steps[from].waypoint && !self.view.steps[to].waypoint =>
                {
                    self.supports_of[from].push(self.supports.len());
                    self.supports_of[to].push(self.supports.len());
                    let serves = row.strength >= Strength::Helps;
                    self.supports.push(Support {
                        link,
                        from,
                        to,
                        serves,
                    });
                }
                _ => {}
            }
        }
    }

    /// The starts: activities with an entry, or where none has one, activities that only back links and their own retry
    /// lead to; of the journey such steps of the first stage that has any, and the steps marked *start*.
    fn find_starts(&self) -> Vec<usize> {
        let steps = &self.view.steps;
        let opens = |step: usize| {
            self.into[step]
                .iter()
                .all(|arc| self.arcs[*arc].back || self.arcs[*arc].from == step)
        };
        let seller = |step: &usize| steps[*step].side == Side::Seller;
        let entered: Vec<usize> = (0..steps.len())
            .filter(seller)
            .filter(|step| steps[*step].entry.is_some())
            .collect();
        let sales: Vec<usize> = if entered.is_empty() {
            (0..steps.len())
                .filter(seller)
                .filter(|step| opens(*step))
                .collect()
        } else {
            entered
        };
        let first = (0..steps.len())
            .filter(|step| !seller(step) && opens(*step))
            .map(|step| self.stage_of[step])
            .min();
        let journey = (0..steps.len())
            .filter(|step| !seller(step))
            .filter(|step| steps[*step].start || (Some(self.stage_of[*step]) == first && opens(*step)));
        journey.chain(sales).collect()
    }

    /// Marks the refusals: of two opposite arcs the one that leaves the step farther from the starts.
    fn mark_refusals(&mut self) {
        let distance: Vec<u32> = self
            .flow
            .distances_in_order(self.starts.iter().copied())
            .into_iter()
            .map(|far| far.unwrap_or(u32::MAX))
            .collect();
        let refusal: Vec<bool> = self
            .arcs
            .iter()
            .map(|arc| {
                // Arcs of a step are sorted by where they lead, as the links of a view are.
                let opposite = self.out[arc.to]
                    .binary_search_by_key(&arc.from, |other| self.arcs[*other].to)
                    .is_ok();
                // When both are equally far the later link on the map is the one that leaves the later step.
                arc.from != arc.to && opposite && (distance[arc.from], arc.from) > (distance[arc.to], arc.to)
            })
            .collect();
        for (arc, refusal) in self.arcs.iter_mut().zip(refusal) {
            arc.refusal = refusal;
        }
    }

    /// The value of a threshold in this workshop.
    pub fn limit(&self, threshold: &Threshold) -> f64 {
        threshold.of(self.view.workshop.settings())
    }

    /// Buyer steps by place, waypoints left out.
    pub fn buyer_steps(&self) -> impl Iterator<Item = usize> + '_ {
        self.of_side(Side::Buyer)
    }

    /// Activities by place, waypoints left out.
    pub fn activities(&self) -> impl Iterator<Item = usize> + '_ {
        self.of_side(Side::Seller)
    }

    fn of_side(&self, side: Side) -> impl Iterator<Item = usize> + '_ {
        self.sides[side as usize].iter().copied()
    }

    /// The row of a step.
    pub fn row(&self, step: usize) -> &'w Step {
        self.view.steps[step]
    }

    /// Supports a step gives or gets.
    pub fn supports_at(&self, step: usize) -> impl Iterator<Item = Support> + '_ {
        self.supports_of[step]
            .iter()
            .map(|support| self.supports[*support])
    }

    /// A support of strength `helps` or more arrives.
    pub fn served(&self, step: usize) -> bool {
        self.supports_at(step).any(|support| support.serves)
    }

    /// A support of any strength arrives.
    pub fn supported(&self, step: usize) -> bool {
        !self.supports_of[step].is_empty()
    }

    /// Paired stage of an activity: the first buyer stage that its stage is paired with.
    pub fn paired_stage(&self, activity: usize) -> Option<usize> {
        self.paired[self.stage_of[activity]].first().copied()
    }

    /// Supports by the stages between what the activity is paired with and where the buyer step lies, the most
    /// first: the smallest over the pairs, 0 if unpaired. Equal ones stay in their order on the map.
    fn farthest_first(&self) -> Vec<usize> {
        let distance = |support: &Support| {
            let stage = self.stage_of[support.to];
            let pairs = self.paired[self.stage_of[support.from]].iter();
            pairs.map(|paired| paired.abs_diff(stage)).min().unwrap_or(0)
        };
        let mut order: Vec<usize> = (0..self.supports.len()).collect();
        order.sort_by_cached_key(|at| Reverse(distance(&self.supports[*at])));
        order
    }

    /// Stages of a side that hold steps which are no waypoints.
    pub fn used_stages(&self, side: Side) -> Vec<usize> {
        let mut stages: Vec<usize> = self.of_side(side).map(|step| self.stage_of[step]).collect();
        stages.dedup();
        stages
    }

    /// The place of an activity; `None` for junctions and for what is not on the map.
    pub fn activity(&self, step: StepId) -> Option<usize> {
        let place = self.view.step_place(step)?;
        (!self.row(place).waypoint).then_some(place)
    }

    /// The map beside the last log of the workshop, if there is one to compare it with.
    pub fn recorded(&self) -> Option<&Recorded<'v, 'w>> {
        self.recorded.get()
    }
}
