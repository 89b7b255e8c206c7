//! The sample workshop: a made-up client, Harbor Controls, half-way through its second day.
//!
//! Two outlines hold its maps, the present state and a scenario; a JSON document holds the rest, with steps
//! referred to by title. Ids come from the caller, so that every sample is a workshop of its own.

mod family;
mod frame;

use twinlane_model::{IdSource, Row, Workshop};

use crate::sentences::{LOCALE, SampleFaults};
use crate::{ExchangeError, Place, outline};

const CURRENT: &str = include_str!("../../../../../examples/harbor-sample.md");
const FUTURE: &str = include_str!("../../../../../examples/harbor-future.md");
const FRAME: &str = include_str!("../../../../../examples/harbor-workshop.json");

/// The rows of the sample workshop, valid as a whole.
///
/// The parts are embedded and a test builds them, so that nothing can go wrong here; if it did, the sample
/// would be empty rather than broken.
pub fn sample(ids: &mut dyn IdSource) -> Vec<Row> {
    assemble(ids).unwrap_or_default()
}

fn assemble(ids: &mut dyn IdSource) -> Result<Vec<Row>, ExchangeError> {
    let mut current = outline::read(CURRENT, ids)?.rows;
    let mut future = outline::read(FUTURE, ids)?.rows;
    current.retain(|row| !matches!(row, Row::Charter(_)));
    future.retain(|row| !matches!(row, Row::Charter(_)));
    let future = family::descend(&current, future);
    current.extend(future);
    let rows = frame::around(FRAME, current, ids)?;
    match Workshop::from_rows(rows.iter().cloned()) {
        Ok(_) => Ok(rows),
        Err(refusal) => Err(LOCALE
            .sample_is_no_workshop(refusal.to_string())
            .model(Place::Whole)),
    }
}

#[cfg(test)]
mod tests {
    use twinlane_testkit::Ids;

    use super::*;

    #[test]
    fn the_parts_fit_together() {
        let rows = assemble(&mut Ids::new()).unwrap_or_else(|error| panic!("{error}"));
        assert!(!rows.is_empty());
    }
}
