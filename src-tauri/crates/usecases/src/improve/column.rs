//! The column of a map beside that of the present. No formula here but differences.

use twinlane_flow::{Quantiles, Uncertainty};
use twinlane_model::MapKind;
use twinlane_wire::{Compared, ComparedTotals, FlowColumn, Range};

use super::summary;
use super::worked::Worked;
use crate::audience::Audience;

/// The column beside that of the present, which itself has none.
pub(super) fn column(worked: &Worked<'_>, present: Option<&Worked<'_>>, audience: Audience) -> FlowColumn {
    let spread =
        |which: fn(&Uncertainty) -> Option<Quantiles>| worked.uncertainty.as_ref().and_then(which).map(range);
    let compared = |which: fn(&Worked<'_>) -> Option<f64>| {
        let value = which(worked);
        Compared {
            value,
            change: present.and_then(|other| Some(difference(value?, which(other)?))),
            range: None,
        }
    };
    let money = |number: Compared| {
        if audience == Audience::Room {
            Compared::default()
        } else {
            number
        }
    };
    let served = ComparedTotals {
        wins: Compared {
            range: spread(|found| found.wins),
            ..compared(|map| map.demand.wins)
        },
        cost: money(compared(|map| map.demand.cost)),
        cost_per_win: money(Compared {
            range: spread(|found| found.cost_per_win),
            ..compared(|map| map.demand.cost_per_win)
        }),
    };
    let at_capacity = ComparedTotals {
        wins: compared(|map| map.at_capacity.as_ref().ok().map(|found| found.wins)),
        cost: money(compared(|map| {
            map.at_capacity.as_ref().ok().map(|found| found.cost)
        })),
        cost_per_win: money(compared(|map| {
            map.at_capacity.as_ref().ok().and_then(|found| found.cost_per_win)
        })),
    };
    FlowColumn {
        map: worked.view.map.id,
        name: worked.view.map.name.clone(),
        scenario: worked.view.map.kind == MapKind::Scenario,
        entering: compared(|map| map.demand.entering),
        served,
        at_capacity,
        lead_time_won: Compared {
            range: spread(|found| found.lead_time_won),
            ..compared(|map| map.demand.lead_time_won)
        },
        constraint: worked.constraint(),
        utilisation: compared(|map| map.demand.constraint?.utilisation),
        growing: worked.queues(),
        unknown: worked.unknown(),
        remarks: worked.remarks.clone(),
        says: present.map_or_else(String::new, |present| {
            summary::sentence(present, worked, audience)
        }),
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
