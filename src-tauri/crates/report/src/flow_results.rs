//! What the flow arithmetic says of a map, worked out once and laid out as often as pages need. No words.

use twinlane_flow::{
    AtCapacity, Demand, Draws, Levers, Move, Network, Uncertainty, WhyUnknown, at_capacity, demand, levers,
    uncertainty,
};
use twinlane_model::{Cancelled, MapView, PoolId};

/// What is to be worked out beside demand and capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Requested {
    /// What would change the result.
    pub(crate) levers: bool,
    /// Ranges of the results.
    pub(crate) ranges: bool,
    /// Number of draws.
    pub(crate) draws: usize,
    /// Seed of the draws.
    pub(crate) seed: u64,
}

/// The results of a map.
#[derive(Debug, Clone)]
pub(crate) struct FlowResults {
    /// The network as the map draws it, without the moves of a scenario.
    pub(crate) drawn: Network,
    pub(crate) demand: Demand,
    pub(crate) capacity: Result<AtCapacity, WhyUnknown>,
    /// What would change the result.
    pub(crate) levers: Option<Levers>,
    /// Ranges; `None` when nobody asked for them.
    pub(crate) ranges: Option<Result<Uncertainty, WhyUnknown>>,
    /// More entries, and more hours of the constraint.
    pub(crate) what_ifs: WhatIfs,
}

/// What a change brings, at capacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct WhatIf {
    /// The factor on entries or on hours.
    pub(crate) factor: f64,
    /// Cases won per period.
    pub(crate) wins: f64,
    /// Currency per period.
    pub(crate) cost: f64,
}

/// Trying harder beside fixing the constraint.
#[derive(Debug, Clone, Default)]
pub(crate) struct WhatIfs {
    /// More cases enter at every start.
    pub(crate) harder: Vec<WhatIf>,
    /// The constraint has more hours.
    pub(crate) fixed: Vec<WhatIf>,
}

/// How much more is tried of entries, and of the hours of the constraint.
const HARDER: [f64; 2] = [1.2, 1.5];
const MORE_HOURS: [f64; 2] = [1.5, 2.0];

/// Draws times activities that a reader waits for, and draws below which ranges would be too coarse.
const MOST_WORK: usize = 4_000_000;
const LEAST_DRAWS: usize = 1_000;

impl FlowResults {
    /// Works a map out; `None` where nobody has given a number of the sales process.
    ///
    /// # Errors
    /// When whoever watches does not want it any more.
    pub(crate) fn of(
        view: &MapView<'_>,
        wanted: Requested,
        watch: &impl Fn() -> Result<(), Cancelled>,
    ) -> Result<Option<Self>, Cancelled> {
        if !has_numbers(view) {
            return Ok(None);
        }
        let network = Network::of(view);
        let demand = demand(&network);
        let capacity = at_capacity(&network);
        watch()?;
        let found_levers = wanted.levers.then(|| levers(&network));
        watch()?;
        let limit = demand.constraint.map(|limit| limit.pool);
        let what_ifs = if wanted.levers && capacity.is_ok() {
            what_ifs(&network, view, limit)
        } else {
            WhatIfs::default()
        };
        let draws = Draws {
            count: draws_for(view, wanted.draws),
            seed: wanted.seed,
            ..Draws::default()
        };
        let ranges = (wanted.ranges && wanted.draws > 0).then(|| uncertainty(&network, &draws));
        watch()?;
        Ok(Some(Self {
            drawn: Network::as_drawn(view),
            demand,
            capacity,
            levers: found_levers,
            ranges,
            what_ifs,
        }))
    }

    /// The ranges, where there are some.
    pub(crate) fn spread(&self) -> Option<&Uncertainty> {
        self.ranges.as_ref()?.as_ref().ok()
    }
}

/// Draws of a large map cost more; it gets fewer, and the report states how many there were.
fn draws_for(view: &MapView<'_>, wanted: usize) -> usize {
    let affordable = MOST_WORK / view.activities().count().max(1);
    wanted.min(affordable.max(LEAST_DRAWS))
}

/// Whether anybody has given a number of the sales process.
fn has_numbers(view: &MapView<'_>) -> bool {
    let step = view
        .activities()
        .any(|s| s.entry.is_some() || s.touch.is_some() || s.elapsed.is_some());
    step || view.links.iter().any(|l| l.share.is_some()) || view.pools.iter().any(|p| p.capacity.is_some())
}

fn what_ifs(network: &Network, view: &MapView<'_>, limit: Option<PoolId>) -> WhatIfs {
    let tried = |factor: f64, change: Move| {
        let altered = network.with(&[change]).ok()?;
        let found = at_capacity(&altered).ok()?;
        Some(WhatIf {
            factor,
            wins: found.wins,
            cost: found.cost,
        })
    };
    let hours = limit.and_then(|id| Some((id, view.pool(id)?.capacity.as_ref()?.value)));
    WhatIfs {
        harder: HARDER
            .into_iter()
            .filter_map(|factor| tried(factor, Move::TryHarder { factor }))
            .collect(),
        fixed: hours.map_or_else(Vec::new, |(pool, hours)| {
            let more = |factor: f64| Move::Capacity {
                pool,
                hours: hours * factor,
            };
            MORE_HOURS
                .into_iter()
                .filter_map(|factor| tried(factor, more(factor)))
                .collect()
        }),
    }
}
