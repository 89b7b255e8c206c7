//! Where a move finds what it is about: the pool, the nodes of a step, the arc of a link.

use twinlane_model::{End, LinkId, PoolId, StepId};

use super::moves::MoveRefused;
use crate::network::Network;
use crate::network::shares::Reading;

impl Network {
    /// The place of a pool.
    pub(crate) fn pool_place(&self, pool: PoolId) -> Result<usize, MoveRefused> {
        let found = self.pools.iter().position(|row| row.id == pool);
        found.ok_or(MoveRefused::NoSuchPool(pool))
    }

    /// The nodes of a step, those of forced cases included.
    pub(crate) fn nodes_of(&self, step: StepId) -> Result<Vec<usize>, MoveRefused> {
        let own = (0..self.nodes.len()).filter(|at| self.nodes[*at].end == End::Step(step));
        let found: Vec<usize> = own.collect();
        if found.is_empty() {
            Err(MoveRefused::NoSuchStep(step))
        } else {
            Ok(found)
        }
    }

    /// The arc of a link whose share somebody decides.
    pub(crate) fn decided(&self, link: LinkId) -> Result<usize, MoveRefused> {
        let at = self.arc_of(link).ok_or(MoveRefused::NoSuchLink(link))?;
        match self.nodes[self.arcs[at].from].reading {
            Reading::All | Reading::Unjoined => Err(MoveRefused::OfSplit(link)),
            Reading::Exclusive | Reading::InBranch | Reading::Returns => Ok(at),
        }
    }
}
