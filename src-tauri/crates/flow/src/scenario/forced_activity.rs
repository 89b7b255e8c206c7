//! A forced activity: more cases are made to take a link than its activity has earned.
//!
//! The extra cases are not like those that earned it. They go through a node of their own beside that of the activity,
//! which costs the same and leaves with the predecessor's other shares, unless somebody has measured with which.

use twinlane_model::{Basis, LinkId, Measure};

use super::moves::{MoveRefused, Number, checked_share};
use crate::network::shares::Reading;
use crate::network::{Arc, Network, Role, Target};

impl Network {
    /// Lets a link take a share above its present one; see [`crate::Move::Force`].
    pub(crate) fn force(
        &mut self,
        link: LinkId,
        share: f64,
        measured: Option<&[(LinkId, f64)]>,
    ) -> Result<(), MoveRefused> {
        let at = self.decided(link)?;
        let arc = &self.arcs[at];
        let from = arc.from;
        if let (Some(_), Some(step)) = (self.nodes[from].over, self.nodes[from].end.step()) {
            return Err(MoveRefused::OverHundred(step));
        }
        let (Role::Level, Target::Node(to), Some(_), Some(_)) =
            (arc.role, arc.to, arc.end.step(), self.nodes[from].end.step())
        else {
            return Err(MoveRefused::NotForced(link));
        };
        let extra = share - arc.share;
        if extra <= 0.0 {
            return Err(MoveRefused::NotMore(link));
        }
        let places = self.arcs_of(from);
        let others = || places.clone().filter(|other| *other != at);
        let whole = self.nodes[from].rest + others().map(|other| self.arcs[other].share).sum::<f64>();
        if whole <= 0.0 {
            return Err(MoveRefused::NothingToTake(link));
        }
        let new = self.nodes.len();
        let mut extra_cases = self.nodes[to].clone();
        extra_cases.forced = true;
        (extra_cases.entry, extra_cases.splits, extra_cases.over) = (None, None, None);
        extra_cases.block = self.nodes[from].block;
        extra_cases.reading = if extra_cases.block.is_some() {
            Reading::InBranch
        } else {
            Reading::Exclusive
        };
        extra_cases.rest = self.nodes[from].rest / whole;
        let leaving = match measured {
            Some(measured) => self.measured(to, new, measured)?,
            None => self.as_others(at, new, whole),
        };
        self.nodes.push(extra_cases);
        // Shares are written as they come out and not read again: what is missing to 100 % must stay as it is,
        // however little it has become.
        let left = (1.0 - extra / whole).max(0.0);
        for other in others() {
            let arc = &mut self.arcs[other];
            arc.take(arc.share * left);
        }
        self.nodes[from].rest *= left;
        let own = &mut self.arcs[at];
        own.take(own.share);
        let mut forced = self.arcs[at].clone();
        forced.to = Target::Node(new);
        forced.link = None;
        forced.take(extra);
        self.arcs.insert(places.end, forced);
        self.arcs.extend(leaving);
        if measured.is_some() {
            self.settle(new);
        }
        Ok(())
    }

    /// Arcs of a forced node that is left as the other cases of the predecessor do.
    fn as_others(&self, forced: usize, node: usize, whole: f64) -> Vec<Arc> {
        let from = self.arcs[forced].from;
        let others = self.arcs_of(from).filter(|other| *other != forced);
        others
            .map(|other| {
                let mut arc = self.arcs[other].clone();
                arc.from = node;
                arc.link = None;
                arc.take(arc.share / whole);
                arc
            })
            .collect()
    }

    /// Arcs of a forced node that is left as somebody has measured, by the links of its step.
    fn measured(&self, step: usize, node: usize, by: &[(LinkId, f64)]) -> Result<Vec<Arc>, MoveRefused> {
        let mut sum = 0.0;
        let mut arcs = Vec::with_capacity(by.len());
        for &(link, share) in by {
            let at = self.decided(link)?;
            if self.arcs[at].from != step {
                return Err(MoveRefused::NoSuchLink(link));
            }
            sum += checked_share(share)?;
            let mut arc = self.arcs[at].clone();
            arc.from = node;
            arc.link = None;
            arc.given = Some(Measure::assumed(share));
            arcs.push(arc);
        }
        if sum > 1.0 + 1e-9 {
            return Err(MoveRefused::NotAShare(Number(sum)));
        }
        Ok(arcs)
    }
}

impl Arc {
    /// Gives the arc a share that nobody has measured.
    fn take(&mut self, share: f64) {
        self.share = share;
        self.given = Some(Measure::assumed(share));
        self.basis = Basis::Assumed;
    }
}
