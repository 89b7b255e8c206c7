//! A process while it is read: what its elements have become, and the net of flow between them.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;
use twinlane_model::OutcomeKind;

use super::account::Account;
use super::lanes::Lanes;
use super::net::{Kind, Label, Net};
use crate::{Ask, Place};

/// A step before it has a place.
#[derive(Debug)]
pub(super) struct Task {
    pub title: String,
    pub note: String,
}

/// An outcome.
#[derive(Debug, PartialEq)]
pub(super) struct Ending {
    pub kind: OutcomeKind,
    pub title: String,
}

/// What a process says.
#[derive(Debug, Default)]
pub(super) struct Process {
    pub tasks: Vec<Task>,
    pub endings: Vec<Ending>,
    pub net: Net,
    pub ask: Vec<Ask>,
    /// Kinds of tasks by the name of their element, with how many there are.
    pub kinds: BTreeMap<String, (usize, Place)>,
}

/// Where flow enters and leaves an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gate {
    pub enter: usize,
    pub leave: usize,
}

/// Where an end event leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum EndsAt {
    /// An outcome of the process.
    Outcome,
    /// The node behind the sub-process around it.
    Exit(usize),
}

/// A process that is being read; see [`super::process::read`].
pub(super) struct Reader<'a, 'input, 'work> {
    pub process: Process,
    pub gates: BTreeMap<&'a str, Gate>,
    pub elements: BTreeMap<&'a str, Node<'a, 'input>>,
    /// Elements that a sequence flow arrives at, and leaves.
    pub fed: BTreeSet<&'a str>,
    pub feeding: BTreeSet<&'a str>,
    pub flows: Vec<Node<'a, 'input>>,
    /// Sub-processes that the diagram shows closed.
    pub closed: &'work BTreeSet<&'a str>,
    pub lanes: &'work mut Lanes<'a>,
    pub account: &'work mut Account,
    /// Link events by name: throwing, catching.
    pub throws: Vec<(&'a str, usize)>,
    pub catches: BTreeMap<&'a str, usize>,
    /// Nodes of the outcomes, by their number.
    pub ends: Vec<usize>,
    /// Boundary events: element, node of the event, what it says about the flow.
    pub boundaries: Vec<(Node<'a, 'input>, usize, Label)>,
}

impl Reader<'_, '_, '_> {
    /// A new node that is no step.
    pub(super) fn silent(&mut self, lane: Option<usize>) -> usize {
        let lane = self.lanes.or_default(lane);
        self.process.net.node(Kind::Silent, lane)
    }
}

/// Whether an attribute is set.
pub(super) fn is_true(node: Node<'_, '_>, attribute: &str) -> bool {
    matches!(node.attribute(attribute), Some("true" | "1"))
}
