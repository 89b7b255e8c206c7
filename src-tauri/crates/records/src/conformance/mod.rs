//! Conformance: how far recorded cases go the ways that the sales side of a map draws.
//!
//! The sales side is read as a workflow net: an activity is a transition, flow is exclusive unless marked `all`
//! or `waits`, waypoints are silent. For each variant of the log the cheapest alignment is found; what it says
//! about steps and transitions is added up. Names are matched in [`names`]; shares, times and drift are not
//! looked at here.
//!
//! What is taken as a way through the map:
//! - a case begins at one start of the map and ends when all of its tokens are in outcomes. While no flow leads
//!   to any outcome, steps that lead nowhere are ends, so that a map can be compared before its outcomes are
//!   drawn;
//! - a return is a way on from its outcome, with or without a share;
//! - a start, a return and its own retry begin a step at once, even if it `waits` for its other flow;
//! - an outcome is silent, unless an activity of the log is matched to it;
//! - no more than 256 things are done for a case at once.

mod bounds;
mod follow;
mod moves;
pub mod names;
mod net;
mod search;
mod space;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use twinlane_model::{Cancelled, End, MapView, Side, StepId, Watch};

use follow::Follow;
pub use moves::Move;
use net::{Net, SOURCE};
use search::{Found, Trace, cheapest};
use space::Space;

/// Cases that did the same activities in the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Activities of the log by their number, in the order of the case.
    pub activities: Vec<usize>,
    /// How many cases did this.
    pub cases: u32,
}

/// What a comparison can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// States (position in the trace × marking) that are made for one variant before it is given up. Twice so
    /// many markings may be kept between variants; each takes some hundred bytes, more on large maps.
    pub states: usize,
}

impl Default for Options {
    fn default() -> Self {
        // Real logs need far less; a variant that needs more, in wide parallel work out of order, is given up
        // within a second or so.
        Self { states: 100_000 }
    }
}

/// Why a log and a map cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConformanceError {
    /// The sales side has no start (rule F8).
    NoStart,
    /// No case can come to an end: no outcome can be reached (rule F2), or work waits for ever (rule F9).
    NoWay,
    /// The shortest way through the map was not found within the bound on states.
    TooManyStates {
        /// The bound.
        states: usize,
    },
    /// A variant names an activity that the matching does not know.
    UnknownActivity {
        /// Place of the variant.
        variant: usize,
        /// Number of the activity.
        activity: usize,
        /// Activities in the matching.
        known: usize,
    },
    /// Nobody wants the result any more.
    Cancelled(Cancelled),
}

impl std::error::Error for ConformanceError {}

impl From<Cancelled> for ConformanceError {
    fn from(cancelled: Cancelled) -> Self {
        Self::Cancelled(cancelled)
    }
}

/// How a variant lies on the map.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Alignment {
    /// A cheapest alignment; of several equal ones always the same.
    Cheapest {
        /// Log moves and model moves.
        cost: u32,
        /// 1 − cost ÷ (length of the trace + [`Conformance::shortest`]), 0 to 1.
        fitness: f64,
        /// The moves, silent ones left out.
        moves: Vec<Move>,
    },
    /// The bound on states was hit: the variant counts in no fitness, skipped step or fitting case.
    TooManyStates {
        /// The cost is no less than this.
        at_least: u32,
    },
}

/// A step that cases skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The step, or an outcome that the log records.
    pub end: End,
    /// Cases whose alignment skips it once or more.
    pub cases: u32,
}

/// A transition of the log that the map does not draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct UndrawnTransition {
    /// Activity of the log.
    pub from: usize,
    /// The activity that came directly after it.
    pub to: usize,
    /// Cases in which it did, once or more.
    pub cases: u32,
}

/// What the comparison says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conformance {
    /// One alignment for each variant, in their order.
    pub alignments: Vec<Alignment>,
    /// Activities on the shortest way through the map, all branches of parallel work counted.
    pub shortest: u32,
    /// Cases of the log.
    pub cases: u32,
    /// Cases whose alignment costs nothing.
    pub fitting: u32,
    /// Cases of variants given up at the bound on states.
    pub given_up: u32,
    /// Mean fitness of the cases that were aligned, 0 to 1; `None` without any.
    pub fitness: Option<f64>,
    /// Skipped steps, most cases first, then in the order of the map.
    pub skipped: Vec<Skipped>,
    /// Transitions between matched activities that no way through the map makes, parallel work considered;
    /// most cases first. `None` where the map has so much parallel work that it cannot be told.
    pub undrawn: Option<Vec<UndrawnTransition>>,
}

/// Compares a log with the sales side of a map.
///
/// `matching` names for each activity of the log the steps that it stands for (several where a title repeats),
/// or the outcomes; none, and every event of it is a log move. Ends that are not on the sales side are passed
/// over, so that a matching outlives a step that was removed.
///
/// # Errors
/// When the map has no way through it, a variant names an unknown activity, or the work is cancelled.
pub fn check(
    view: &MapView<'_>,
    matching: &[Vec<End>],
    variants: &[Variant],
    options: Options,
    watch: &dyn Watch,
) -> Result<Conformance, ConformanceError> {
    known(matching, variants)?;
    let net = Net::of(view, matching);
    if net.takers[SOURCE as usize].is_empty() {
        return Err(ConformanceError::NoStart);
    }
    let mut space = Space::of(&net);
    let states = options.states;
    let shortest = match aligned(&mut space, &[], states) {
        Found::Alignment { cost, .. } => cost,
        Found::Unreachable => return Err(ConformanceError::NoWay),
        Found::Stopped { .. } => return Err(ConformanceError::TooManyStates { states }),
    };
    let mut alignments = Vec::with_capacity(variants.len());
    for (at, variant) in variants.iter().enumerate() {
        watch.at(at as f32 / variants.len() as f32)?;
        space.trim(states);
        alignments.push(match aligned(&mut space, &variant.activities, states) {
            Found::Alignment { cost, moves } => Alignment::Cheapest {
                cost,
                fitness: fitness(cost, variant.activities.len(), shortest),
                moves,
            },
            // There is a way for every trace when there is one for none: that of log moves, then the shortest.
            Found::Unreachable => Alignment::TooManyStates { at_least: 0 },
            Found::Stopped { at_least } => Alignment::TooManyStates { at_least },
        });
    }
    Ok(summed(&net, variants, alignments, shortest))
}

fn known(matching: &[Vec<End>], variants: &[Variant]) -> Result<(), ConformanceError> {
    let known = matching.len();
    for (variant, row) in variants.iter().enumerate() {
        if let Some(activity) = row.activities.iter().copied().find(|activity| *activity >= known) {
            return Err(ConformanceError::UnknownActivity {
                variant,
                activity,
                known,
            });
        }
    }
    Ok(())
}

fn aligned(space: &mut Space<'_>, activities: &[usize], states: usize) -> Found {
    let net = space.net;
    let trace = Trace::of(net, activities);
    cheapest(space, &trace, states, |at, ahead| trace.guess(at, ahead))
}

fn fitness(cost: u32, events: usize, shortest: u32) -> f64 {
    let worst = events as f64 + f64::from(shortest);
    // Nothing recorded and nothing to be done agree with each other.
    if worst == 0.0 {
        1.0
    } else {
        1.0 - f64::from(cost) / worst
    }
}

fn summed(net: &Net, variants: &[Variant], alignments: Vec<Alignment>, shortest: u32) -> Conformance {
    let (mut fitting, mut given_up, mut cases) = (0_u32, 0_u32, 0_u32);
    let mut total = 0.0;
    let mut skipped: BTreeMap<End, u32> = BTreeMap::new();
    for (variant, alignment) in variants.iter().zip(&alignments) {
        cases = cases.saturating_add(variant.cases);
        let Alignment::Cheapest { cost, fitness, moves } = alignment else {
            given_up = given_up.saturating_add(variant.cases);
            continue;
        };
        if *cost == 0 {
            fitting = fitting.saturating_add(variant.cases);
        }
        total += fitness * f64::from(variant.cases);
        let ends: BTreeSet<End> = moves
            .iter()
            .filter_map(|step| match step {
                Move::Model { end } => Some(*end),
                Move::Synchronous { .. } | Move::Log { .. } => None,
            })
            .collect();
        for end in ends {
            let count = skipped.entry(end).or_default();
            *count = count.saturating_add(variant.cases);
        }
    }
    let told = cases.saturating_sub(given_up);
    let mut in_order: Vec<Skipped> = net
        .nodes
        .iter()
        .filter_map(|node| {
            let (end, cases) = skipped.get_key_value(&node.end)?;
            Some(Skipped {
                end: *end,
                cases: *cases,
            })
        })
        .collect();
    in_order.sort_by_key(|row| std::cmp::Reverse(row.cases));
    Conformance {
        alignments,
        shortest,
        cases,
        fitting,
        given_up,
        fitness: (told > 0).then(|| total / f64::from(told)),
        skipped: in_order,
        undrawn: undrawn_of(net, variants),
    }
}

/// Transitions of a log, with the cases in which they are, that no way through the map makes although both of their
/// activities are matched: those of [`Conformance::undrawn`] without its alignments. Activities that the matching does
/// not know are passed over. `None` where the map has so much parallel work that it cannot be told.
pub fn undrawn(
    view: &MapView<'_>,
    matching: &[Vec<End>],
    transitions: impl IntoIterator<Item = UndrawnTransition>,
) -> Option<Vec<UndrawnTransition>> {
    left_out(&Net::of(view, matching), transitions)
}

/// Steps that may be at work at the same time, each pair both ways; none where there is too much parallel work to tell.
pub(crate) fn concurrent_steps(view: &MapView<'_>, matching: &[Vec<End>]) -> BTreeSet<(StepId, StepId)> {
    if !view
        .steps
        .iter()
        .any(|step| step.all && step.side == Side::Seller)
    {
        return BTreeSet::new();
    }
    let net = Net::of(view, matching);
    let Some(follow) = Follow::of(&net) else {
        return BTreeSet::new();
    };
    let shown: BTreeSet<usize> = net.recorded.iter().flatten().copied().collect();
    let step = |node: usize| net.nodes[node].end.step();
    shown
        .iter()
        .flat_map(|one| shown.iter().map(|other| (*one, *other)))
        .filter(|(one, other)| one != other && follow.parallel(*one, *other))
        .filter_map(|(one, other)| Some((step(one)?, step(other)?)))
        .collect()
}

fn undrawn_of(net: &Net, variants: &[Variant]) -> Option<Vec<UndrawnTransition>> {
    let mut found: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for variant in variants {
        let pairs: BTreeSet<(usize, usize)> = variant
            .activities
            .windows(2)
            .map(|pair| (pair[0], pair[1]))
            .collect();
        for pair in pairs {
            let cases = found.entry(pair).or_default();
            *cases = cases.saturating_add(variant.cases);
        }
    }
    let pairs = found
        .into_iter()
        .map(|((from, to), cases)| UndrawnTransition { from, to, cases });
    left_out(net, pairs)
}

fn left_out(net: &Net, pairs: impl IntoIterator<Item = UndrawnTransition>) -> Option<Vec<UndrawnTransition>> {
    let mut follow = Follow::of(net)?;
    let nodes = |activity: usize| net.recorded.get(activity).map_or(&[][..], Vec::as_slice);
    let mut out: Vec<UndrawnTransition> = pairs
        .into_iter()
        .filter(|pair| {
            let (before, after) = (nodes(pair.from), nodes(pair.to));
            !before.is_empty() && !after.is_empty() && !follow.may(before, after)
        })
        .collect();
    out.sort_by_key(|row| std::cmp::Reverse(row.cases));
    Some(out)
}
