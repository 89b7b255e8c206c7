//! A table with its mapping becomes an event log. What cannot be used is refused with its line; what is odd is kept and
//! counted, never repaired.

mod columns;
mod filter;
mod imported;
mod oddities;
mod reading;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use twinlane_model::Watch;

use crate::RecordsError;
use crate::detect::Proposal;
use crate::mapping::TableLayout;
use crate::refused::Refused;
use reading::Reading;

pub use filter::keep_period;
pub use imported::Imported;
pub use oddities::Oddities;

/// Reads a table with the mapping that was proposed for it.
///
/// # Errors
/// The table cannot be read; the mapping names a column or zone that is not there; nobody wants the log any more.
pub fn import(proposal: &Proposal, watch: &dyn Watch) -> Result<Imported, RecordsError> {
    let mapping = &proposal.mapping;
    let mut reading = Reading::new(mapping, &proposal.table)?;
    let mut refused = Refused::default();
    let mut used = 0;
    let shape = mapping.shape.unwrap_or(TableLayout::StageHistory);
    let mut left_out = 0;
    proposal.table.rows(watch, &mut |row| {
        if !reading.is_meant(row) {
            left_out += 1;
            return Ok(ControlFlow::Continue(()));
        }
        let outcome = match shape {
            TableLayout::StageHistory => reading.event(row),
            TableLayout::Wide | TableLayout::ClosedDeals => reading.case(row, shape),
        };
        match outcome {
            Ok(()) => used += 1,
            Err((reason, value)) => refused.add(row.line, reason, &value),
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let (log, oddities) = reading.finish(shape);
    let mut imported = Imported {
        log,
        refused,
        used,
        left_out,
        oddities,
    };
    keep_period(&mut imported, mapping)?;
    Ok(imported)
}
