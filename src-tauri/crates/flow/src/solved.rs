//! A network solved once, for whoever asks several things of it. The results themselves are worked out where
//! they are described; nothing but the network and its solution is kept here.

use crate::demand::at_capacity::{self, AtCapacity};
use crate::demand::{self, Demand};
use crate::levers::{self, Leak, Levers};
use crate::network::Network;
use crate::solve::baseline::Baseline;
use crate::unknown::WhyUnknown;

/// A network and what all of its results are worked out from.
pub struct Solved {
    network: Network,
    baseline: Baseline,
}

impl Solved {
    /// Solves a network with everybody served.
    pub fn of(network: Network) -> Self {
        let baseline = Baseline::of(&network);
        Self { network, baseline }
    }

    /// The network that was solved.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// As [`crate::demand`].
    pub fn demand(&self) -> Demand {
        demand::of_baseline(&self.network, &self.baseline)
    }

    /// As [`crate::at_capacity`], when `factor` times as many cases enter at every start as on the map.
    ///
    /// # Errors
    /// Why it cannot be known.
    pub fn at_capacity(&self, factor: f64) -> Result<AtCapacity, WhyUnknown> {
        at_capacity::with_entries(&self.network, &self.baseline, factor)
    }

    /// As [`crate::levers`](fn@crate::levers).
    pub fn levers(&self) -> Levers {
        levers::of_baseline(&self.network, &self.baseline)
    }

    /// What the loss of each step costs, as in [`crate::Levers`], without the other levers. One evaluation of the
    /// network for each step that loses cases.
    ///
    /// # Errors
    /// Why the wins, with which each leak is compared, are not known.
    pub fn leaks(&self) -> Result<Vec<Leak>, WhyUnknown> {
        levers::leaks(&self.network, &self.baseline)
    }
}

#[cfg(test)]
mod tests {
    use twinlane_testkit::random::process;

    use super::*;
    use crate::{Move, at_capacity, demand, levers};

    #[test]
    fn solving_once_says_the_same_as_solving_for_each_result() {
        for seed in 0..40 {
            let workshop = process(seed, 20);
            let map = workshop.maps().keys().next().copied();
            let view = map
                .and_then(|map| workshop.view(map))
                .expect("a process is a map");
            let network = Network::of(&view);
            let harder = network
                .with(&[Move::TryHarder { factor: 1.2 }])
                .expect("entries may grow");
            let solved = Solved::of(network.clone());
            assert_eq!(solved.demand(), demand(&network), "seed {seed}: demand");
            assert_eq!(
                solved.at_capacity(1.0),
                at_capacity(&network),
                "seed {seed}: the entries of the map"
            );
            assert_eq!(
                solved.at_capacity(1.2),
                at_capacity(&harder),
                "seed {seed}: more entries, which is a move too"
            );
            assert_eq!(solved.leaks(), Ok(levers(&network).leaks), "seed {seed}: leaks");
        }
    }
}
