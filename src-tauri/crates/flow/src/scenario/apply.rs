//! Makes scenario moves on a network.
//!
//! A move alters a network and nothing else; what it brings is found by working the network out again. A refused move
//! has altered nothing.

use twinlane_model::{End, LinkId, MapView, Measure, StepId};

use super::moves::{Move, MoveRefused, checked, checked_share};
use crate::network::shares::Reading;
use crate::network::{Network, Node, Role, Target};

impl Network {
    /// Reads the sales side of a map and makes the moves of its scenario, one after the other. Moves that are refused
    /// are left out and named by [`Self::left_out`].
    pub fn of(view: &MapView<'_>) -> Self {
        let (mut network, _) = Self::drawn(view);
        for row in &view.map.moves {
            match network.with(&[Move::from(row)]) {
                Ok(altered) => network = altered,
                Err(why) => network.left_out.push((row.clone(), why)),
            }
        }
        network
    }

    /// Reads the sales side of a map as it is drawn, without the moves of its scenario.
    pub fn as_drawn(view: &MapView<'_>) -> Self {
        Self::drawn(view).0
    }

    /// The network after some moves, one after the other.
    ///
    /// # Errors
    /// The first move that is refused, see [`MoveRefused`].
    pub fn with(&self, moves: &[Move]) -> Result<Self, MoveRefused> {
        let mut network = self.clone();
        for change in moves {
            network.apply(change)?;
        }
        Ok(network)
    }

    fn apply(&mut self, change: &Move) -> Result<(), MoveRefused> {
        match change {
            Move::Share { link, share } => {
                let at = self.decided(*link)?;
                self.arcs[at].given = Some(Measure::assumed(checked_share(*share)?));
                self.settle(self.arcs[at].from);
            }
            Move::Touch { step, hours } => {
                let hours = Measure::assumed(checked(*hours)?);
                for node in self.nodes_of(*step)? {
                    self.nodes[node].touch = Some(hours.clone());
                }
            }
            Move::Elapsed { step, days } => {
                let days = Measure::assumed(checked(*days)?);
                for node in self.nodes_of(*step)? {
                    self.nodes[node].elapsed = Some(days.clone());
                }
            }
            Move::Wait { link, days } => {
                let at = self.arc_of(*link).ok_or(MoveRefused::NoSuchLink(*link))?;
                self.arcs[at].wait = Some(Measure::assumed(checked(*days)?));
            }
            Move::Capacity { pool, hours } => {
                let at = self.pool_place(*pool)?;
                self.pools[at].capacity = Some(Measure::assumed(checked(*hours)?));
            }
            Move::Volume { step, cases } => {
                let node = self.place(*step).ok_or(MoveRefused::NoSuchStep(*step))?;
                if self.nodes[node].block.is_some() {
                    return Err(MoveRefused::InBranch(*step));
                }
                self.nodes[node].entry = Some(Measure::assumed(checked(*cases)?));
            }
            Move::TryHarder { factor } => {
                let factor = checked(*factor)?;
                for entry in self.nodes.iter_mut().filter_map(|node| node.entry.as_mut()) {
                    *entry = times(entry, factor);
                }
            }
            Move::AddStep {
                link,
                step,
                touch,
                elapsed,
                pool,
                onward,
            } => {
                let work = Work {
                    touch: checked(*touch)?,
                    elapsed: checked(*elapsed)?,
                    pool: pool.map(|pool| self.pool_place(pool)).transpose()?,
                };
                self.add_step(*link, *step, &work, checked_share(*onward)?)?;
            }
            Move::RemoveStep { step } => {
                for node in self.nodes_of(*step)? {
                    let node = &mut self.nodes[node];
                    node.activity = false;
                    (node.touch, node.elapsed, node.pool) = (None, None, None);
                    node.complete_accurate = None;
                }
            }
            Move::Force {
                link,
                share,
                measured,
            } => {
                self.force(*link, checked_share(*share)?, measured.as_deref())?;
            }
        }
        Ok(())
    }

    fn add_step(&mut self, link: LinkId, step: StepId, work: &Work, onward: f64) -> Result<(), MoveRefused> {
        let at = self.arc_of(link).ok_or(MoveRefused::NoSuchLink(link))?;
        if self.place(step).is_some() {
            return Err(MoveRefused::StepExists(step));
        }
        let from = self.arcs[at].from;
        let role = self.arcs[at].role;
        let block = match role {
            Role::Opens(branch) | Role::Straight(branch) => {
                self.nodes[from].splits.map(|block| (block, branch))
            }
            Role::Level | Role::Closes => self.nodes[from].block,
        };
        let new = self.nodes.len();
        self.nodes.push(Node {
            end: End::Step(step),
            activity: true,
            reading: if block.is_some() {
                Reading::InBranch
            } else {
                Reading::Exclusive
            },
            rest: 0.0,
            over: None,
            entry: None,
            touch: Some(Measure::assumed(work.touch)),
            elapsed: Some(Measure::assumed(work.elapsed)),
            complete_accurate: None,
            pool: work.pool,
            block,
            splits: None,
            forced: false,
        });
        let (first, second) = match role {
            Role::Level => (Role::Level, Role::Level),
            Role::Opens(branch) => (Role::Opens(branch), Role::Level),
            Role::Closes => (Role::Level, Role::Closes),
            Role::Straight(branch) => (Role::Opens(branch), Role::Closes),
        };
        let arc = &mut self.arcs[at];
        let mut behind = arc.clone();
        (arc.to, arc.role, arc.end, arc.loss, arc.back) =
            (Target::Node(new), first, End::Step(step), false, false);
        behind.from = new;
        behind.role = second;
        behind.link = None;
        behind.wait = None;
        behind.given = Some(Measure::assumed(onward));
        self.arcs.push(behind);
        self.settle(new);
        Ok(())
    }
}

/// The work of a new step.
struct Work {
    touch: f64,
    elapsed: f64,
    pool: Option<usize>,
}

/// A measure and its range, each times a factor.
fn times(measure: &Measure, factor: f64) -> Measure {
    Measure {
        value: measure.value * factor,
        low: measure.low.map(|low| low * factor),
        high: measure.high.map(|high| high * factor),
        deviation: measure.deviation.map(|deviation| deviation * factor),
        ..measure.clone()
    }
}
