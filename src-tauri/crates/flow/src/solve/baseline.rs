//! The baseline of all results: a network evaluated once with everybody served, and what stands in the way of numbers.

use super::evaluation::{Evaluation, Serving};
use super::structure::{Evaluations, Structure};
use super::trouble::Trouble;
use crate::network::Network;
use crate::network::values::Values;
use crate::unknown::FlowUnknown;

/// What demand is worked out from, kept for what builds on it.
pub(crate) struct Baseline {
    pub structure: Structure,
    pub values: Values,
    pub evaluation: Evaluation,
    pub trouble: Trouble,
    /// Why totals are not known.
    pub totals: Option<FlowUnknown>,
}

impl Baseline {
    /// Evaluates a network with everybody served.
    pub(crate) fn of(network: &Network) -> Self {
        let structure = Structure::of(network, Evaluations::Many, |_| false);
        let values = Values::of(network);
        let mut evaluation = Evaluation::new(&structure);
        evaluation.run(&structure, &values, Serving::Everybody);
        let mut trouble = Trouble::of(network, &structure, &values, &evaluation);
        evaluation.chances(&structure, &values);
        evaluation.times(&structure, &values);
        if let Some(step) = structure.tangled(network) {
            let cause = FlowUnknown::TooTangled(step);
            for slot in trouble.behind.iter_mut().chain(&mut trouble.before) {
                slot.get_or_insert_with(|| cause.clone());
            }
            trouble.totals.get_or_insert(cause);
        }
        let totals = trouble.totals.clone();
        Self {
            structure,
            values,
            evaluation,
            trouble,
            totals,
        }
    }
}
