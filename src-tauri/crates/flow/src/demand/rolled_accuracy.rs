//! Rolled percent complete and accurate: the chance that a case goes through the main path without a flaw.

use std::collections::BTreeSet;

use serde::Serialize;
use twinlane_model::StepId;

use crate::network::{Arc, Network, Target};
use crate::solve::baseline::Baseline;

/// Percent complete and accurate along the main path.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RolledAccuracy {
    /// The product over the activities of the path, 0..1; `None` where one is missing or no path leads to won.
    pub value: Option<f64>,
    /// The activities, from the largest entry to won; empty where no path leads there.
    pub path: Vec<StepId>,
    /// Those of them without a number.
    pub missing: Vec<StepId>,
}

/// Follows from the largest entry the forward link of the highest share on which won can still be reached.
pub(crate) fn rolled_accuracy(network: &Network, baseline: &Baseline) -> RolledAccuracy {
    let mut start: Option<usize> = None;
    for (at, entry) in baseline.values.entry.iter().enumerate() {
        if *entry > start.map_or(0.0, |start| baseline.values.entry[start]) {
            start = Some(at);
        }
    }
    let Some(start) = start else {
        return RolledAccuracy::default();
    };
    let reaching = reaching(network);
    let mut found = RolledAccuracy::default();
    let mut seen = BTreeSet::new();
    let mut product = 1.0;
    let mut at = start;
    loop {
        seen.insert(at);
        let node = &network.nodes[at];
        if let (Some(step), true) = (node.end.step(), node.activity) {
            found.path.push(step);
            match &node.complete_accurate {
                Some(measure) => product *= measure.value,
                None => found.missing.push(step),
            }
        }
        let mut best: Option<(f64, Target)> = None;
        for arc in &network.arcs[network.arcs_of(at)] {
            let leads = match arc.to {
                Target::Node(to) => reaching[to] && !seen.contains(&to),
                end => network.is_won(end),
            };
            if leads && is_forward(arc) && arc.share > best.map_or(0.0, |(share, _)| share) {
                best = Some((arc.share, arc.to));
            }
        }
        match best {
            Some((_, Target::Node(to))) => at = to,
            Some(_) => break,
            None => return RolledAccuracy::default(),
        }
    }
    found.value = found.missing.is_empty().then_some(product);
    found
}

/// Neither back to an earlier stage nor out of the process, even if a return leads in again.
fn is_forward(arc: &Arc) -> bool {
    !arc.back && !arc.loss
}

/// Nodes from which won can be reached on forward arcs.
fn reaching(network: &Network) -> Vec<bool> {
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); network.nodes.len()];
    let mut reaching = vec![false; network.nodes.len()];
    let mut open = Vec::new();
    for arc in network
        .arcs
        .iter()
        .filter(|arc| is_forward(arc) && arc.share > 0.0)
    {
        match arc.to {
            Target::Node(to) => into[to].push(arc.from),
            end if network.is_won(end) => open.push(arc.from),
            Target::Outcome(_) | Target::Unexplained => {}
        }
    }
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reaching[at], true) {
            open.extend(&into[at]);
        }
    }
    reaching
}
