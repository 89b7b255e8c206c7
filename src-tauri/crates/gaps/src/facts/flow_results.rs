//! What the flow arithmetic says of a map with numbers, worked out when a rule first asks and kept for the
//! others. A map on which nobody said how many cases arrive is not worked out at all. No rule here.

use std::cell::OnceCell;

use twinlane_flow::{AtCapacity, Demand, Leak, Network, Solved};
use twinlane_model::{MapView, Measure, Side, StepId};

/// A part by which a sum may miss a limit and still count as being at it: 100 × 1.6 h is not quite 160 h.
const ROUNDING: f64 = 1e-9;

/// Results of the flow, each worked out once; `None` where the arithmetic says that it is not known.
pub(crate) struct FlowResults<'v, 'w> {
    view: &'v MapView<'w>,
    solved: OnceCell<Option<Solved>>,
    demand: OnceCell<Option<Demand>>,
    at_capacity: OnceCell<Option<AtCapacity>>,
    leaks: OnceCell<Vec<Leak>>,
}

/// What the cases that arrive ask of a pool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    /// Place of the pool in the view.
    pub pool: usize,
    /// Hours asked for per period.
    pub hours: f64,
    /// Hours there are per period.
    pub capacity: f64,
    /// The pool is the constraint: its utilisation is the highest.
    pub constraint: bool,
}

impl Load {
    /// Whether more than `percent` of the capacity is asked for.
    pub fn above(self, percent: f64) -> bool {
        self.hours > 0.0 && self.hours > self.capacity * percent / 100.0 * (1.0 + ROUNDING)
    }

    /// Hours asked for ÷ hours there are; `None` where there are none.
    pub fn utilisation(self) -> Option<f64> {
        Some(self.hours / self.capacity).filter(|share| share.is_finite())
    }
}

impl<'v, 'w> FlowResults<'v, 'w> {
    /// Results that are not worked out yet.
    pub fn of(view: &'v MapView<'w>) -> Self {
        Self {
            view,
            solved: OnceCell::new(),
            demand: OnceCell::new(),
            at_capacity: OnceCell::new(),
            leaks: OnceCell::new(),
        }
    }

    /// What the flow would carry if everything that arrives were served.
    pub fn demand(&self) -> Option<&Demand> {
        let work_out = || self.solved().map(Solved::demand);
        self.demand.get_or_init(work_out).as_ref()
    }

    /// What really comes out; only where a pool says how many hours it has.
    pub fn at_capacity(&self) -> Option<&AtCapacity> {
        let work_out = || self.at_capacity_with(1.0);
        self.at_capacity.get_or_init(work_out).as_ref()
    }

    /// The same with `factor` times as many cases at every start.
    pub fn at_capacity_with(&self, factor: f64) -> Option<AtCapacity> {
        if !self.view.pools.iter().any(|pool| pool.capacity.is_some()) {
            return None;
        }
        self.solved()?.at_capacity(factor).ok()
    }

    /// What the loss of each step costs, the most first; empty where the wins are not known.
    pub fn leaks(&self) -> &[Leak] {
        let work_out = || self.solved()?.leaks().ok();
        self.leaks.get_or_init(|| work_out().unwrap_or_default())
    }

    /// The pools that say how many hours they have, in the order of the map; none while it is not known which
    /// of them is the constraint.
    pub fn loads(&self) -> Vec<Load> {
        if !self.view.pools.iter().any(|pool| pool.capacity.is_some()) {
            return Vec::new();
        }
        let known = self
            .demand()
            .and_then(|demand| Some((demand, demand.constraint?.pool)));
        let Some((demand, constraint)) = known else {
            return Vec::new();
        };
        let rows = self.view.pools.iter().zip(&demand.pools).enumerate();
        rows.filter_map(|(pool, (row, asked))| {
            Some(Load {
                pool,
                hours: asked.hours?,
                capacity: row.capacity.as_ref()?.value.max(0.0),
                constraint: row.id == constraint,
            })
        })
        .collect()
    }

    /// The activities of a pool, those that ask most hours of it first.
    pub fn busiest_first(&self, pool: usize) -> Vec<usize> {
        let id = self.view.pools[pool].id;
        let own = self.view.steps.iter().enumerate();
        let own = own.filter(|(_, row)| row.pool == Some(id) && row.side == Side::Seller && !row.waypoint);
        let hours = |step: &StepId| {
            let row = self.demand().and_then(|demand| demand.steps.get(step));
            row.and_then(|row| row.hours).unwrap_or(0.0)
        };
        let mut steps: Vec<(usize, f64)> = own.map(|(place, row)| (place, hours(&row.id))).collect();
        steps.sort_by(|one, other| other.1.total_cmp(&one.1));
        steps.into_iter().map(|(step, _)| step).collect()
    }

    fn solved(&self) -> Option<&Solved> {
        let solve = || entered(self.view).then(|| Solved::of(Network::of(self.view)));
        self.solved.get_or_init(solve).as_ref()
    }
}

/// Whether cases arrive anywhere.
fn entered(view: &MapView<'_>) -> bool {
    let arrives = |entry: &Option<Measure>| entry.as_ref().is_some_and(|cases| cases.value > 0.0);
    view.steps_of(Side::Seller).any(|step| arrives(&step.entry))
}
