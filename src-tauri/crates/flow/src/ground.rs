//! What all results are worked out from: a network solved once with everybody served, and what troubles it.

use crate::flow::Unknown;
use crate::network::Network;
use crate::parts::Parts;
use crate::pass::{Pass, Serving};
use crate::structure::Structure;
use crate::trouble::Trouble;
use crate::values::Values;

/// What demand is worked out from, kept for what builds on it.
pub(crate) struct Ground {
    pub structure: Structure,
    pub values: Values,
    pub pass: Pass,
    pub trouble: Trouble,
    /// Why totals are not known.
    pub totals: Option<Unknown>,
}

impl Ground {
    /// Solves a network with everybody served.
    pub(crate) fn of(network: &Network) -> Self {
        let chain = network.chain();
        let mut trouble = Trouble::of(&chain, &Parts::of(&chain));
        let structure = Structure::of(network, |_| false);
        let values = Values::of(network);
        let mut pass = Pass::new(&structure);
        pass.run(&structure, &values, Serving::Everybody);
        pass.chances(&structure, &values);
        pass.times(&structure, &values);
        if let Some(step) = structure.tangled {
            let cause = Unknown::TooTangled(step);
            for slot in trouble.behind.iter_mut().chain(&mut trouble.before) {
                slot.get_or_insert_with(|| cause.clone());
            }
            trouble.totals.get_or_insert(cause);
        }
        let totals = trouble.totals.clone();
        Self {
            structure,
            values,
            pass,
            trouble,
            totals,
        }
    }
}
