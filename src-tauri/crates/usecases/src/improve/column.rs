//! One map worked out, and its column beside that of the present. No formula here but differences.

use twinlane_flow::{Draws, Network, Quantiles, Uncertainty};
use twinlane_model::{MapKind, MapView};
use twinlane_wire::{Compared, ComparedTotals, FlowColumn, NamedQueue, Range};

use super::says;
use crate::network::{network_of, pool_name, sentence, step_name};

/// Queues are shown as far as anybody reads.
const QUEUES: usize = 5;

/// One map worked out.
pub(super) struct Worked<'a> {
    pub view: MapView<'a>,
    pub network: Network,
    pub found: twinlane_flow::Column,
    uncertainty: Option<Uncertainty>,
    remarks: Vec<String>,
}

impl<'a> Worked<'a> {
    pub fn of(view: MapView<'a>, draws: Option<&Draws>) -> Self {
        let (network, remarks) = network_of(&view);
        let found = twinlane_flow::column(&view.map.name, &network);
        let uncertainty = draws
            .filter(|draws| draws.count > 0)
            .and_then(|draws| twinlane_flow::uncertainty(&network, draws).ok());
        Self {
            view,
            network,
            found,
            uncertainty,
            remarks,
        }
    }

    /// The column beside that of the present, which itself has none.
    pub fn column(&self, present: Option<&Self>, presenting: bool) -> FlowColumn {
        let spread = |which: fn(&Uncertainty) -> Option<Quantiles>| {
            self.uncertainty.as_ref().and_then(which).map(range)
        };
        let compared = |which: fn(&Self) -> Option<f64>| {
            let value = which(self);
            Compared {
                value,
                change: present.and_then(|other| Some(difference(value?, which(other)?))),
                range: None,
            }
        };
        let money = |number: Compared| if presenting { Compared::default() } else { number };
        let served = ComparedTotals {
            wins: Compared {
                range: spread(|found| found.wins),
                ..compared(|map| map.found.demand.wins)
            },
            cost: money(compared(|map| map.found.demand.cost)),
            cost_per_win: money(Compared {
                range: spread(|found| found.cost_per_win),
                ..compared(|map| map.found.demand.cost_per_win)
            }),
        };
        let at_capacity = ComparedTotals {
            wins: compared(|map| map.found.at_capacity.as_ref().map(|found| found.wins)),
            cost: money(compared(|map| {
                map.found.at_capacity.as_ref().map(|found| found.cost)
            })),
            cost_per_win: money(compared(|map| {
                map.found
                    .at_capacity
                    .as_ref()
                    .and_then(|found| found.cost_per_win)
            })),
        };
        FlowColumn {
            map: self.view.map.id,
            name: self.view.map.name.clone(),
            scenario: self.view.map.kind == MapKind::Scenario,
            entering: compared(|map| map.found.demand.entering),
            served,
            at_capacity,
            lead_time_won: Compared {
                range: spread(|found| found.lead_time_won),
                ..compared(|map| map.found.demand.lead_time_won)
            },
            constraint: self.constraint(),
            utilisation: compared(|map| map.found.demand.constraint?.utilisation),
            growing: self.growing(),
            unknown: self.unknown(),
            remarks: self.remarks.clone(),
            says: present.map_or_else(String::new, |present| says::sentence(present, self, presenting)),
        }
    }

    /// Name of the pool of highest utilisation.
    pub fn constraint(&self) -> Option<String> {
        let limit = self.found.demand.constraint?;
        Some(pool_name(&self.view, limit.pool))
    }

    /// Queues that grow at capacity, the fastest first.
    pub fn growing(&self) -> Vec<NamedQueue> {
        let mut queues: Vec<NamedQueue> = self
            .found
            .queues()
            .map(|(step, by)| NamedQueue {
                step: step_name(&self.view, step),
                by,
            })
            .collect();
        queues.sort_by(|one, other| other.by.total_cmp(&one.by));
        queues.truncate(QUEUES);
        queues
    }

    /// Why the totals are not known.
    pub fn unknown(&self) -> Option<String> {
        let why = self.found.at_capacity_unknown.as_ref()?;
        Some(sentence(&self.view, why))
    }
}

/// A number less another; what is left of the last digits is nothing.
fn difference(now: f64, before: f64) -> f64 {
    let difference = now - before;
    if difference.abs() <= 1e-9 * now.abs().max(before.abs()) {
        0.0
    } else {
        difference
    }
}

fn range(found: Quantiles) -> Range {
    Range {
        p10: found.p10,
        p50: found.p50,
        p90: found.p90,
    }
}
