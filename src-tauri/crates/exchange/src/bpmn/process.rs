//! A process of a diagram as steps, outcomes and a net of flow between them.
//!
//! Sub-processes are opened here, events become conditions and waits, gateways become marks on silent nodes.
//! Folding is the net's; rows are made elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;
use twinlane_model::OutcomeKind;

use super::account::{Account, place};
use super::lanes::Lanes;
use super::net::{Kind, Label, Net};
use super::xml::{DEEPEST, children, named, tag};
use crate::{Ask, ExchangeError, Place};

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
    /// Kinds of tasks, with how many there are.
    pub kinds: BTreeMap<String, (usize, Place)>,
}

/// Where flow enters and leaves an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gate {
    pub enter: usize,
    pub leave: usize,
}

/// What an end event leads to.
#[derive(Clone, Copy, Debug)]
pub(super) enum After {
    /// An outcome of the process.
    Outcome,
    /// The way out of the sub-process around it.
    Leave(usize),
}

/// Reads one process; see [`read`].
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

/// Reads a process. `closed` holds the ids of the sub-processes that the diagram shows closed.
pub(super) fn read<'a>(
    node: Node<'a, '_>,
    closed: &BTreeSet<&'a str>,
    lanes: &mut Lanes<'a>,
    account: &mut Account,
) -> Result<Process, ExchangeError> {
    let mut reader = Reader {
        process: Process::default(),
        gates: BTreeMap::new(),
        elements: BTreeMap::new(),
        fed: BTreeSet::new(),
        feeding: BTreeSet::new(),
        flows: Vec::new(),
        closed,
        lanes,
        account,
        throws: Vec::new(),
        catches: BTreeMap::new(),
        ends: Vec::new(),
        boundaries: Vec::new(),
    };
    for flow in node
        .descendants()
        .filter(|node| tag(*node) == Some("sequenceFlow"))
    {
        reader.feeding.extend(flow.attribute("sourceRef").map(str::trim));
        reader.fed.extend(flow.attribute("targetRef").map(str::trim));
    }
    reader.scope(node, None, After::Outcome, None, 0)?;
    reader.connect();
    let kinds = std::mem::take(&mut reader.process.kinds);
    for (kind, (count, place)) in kinds {
        let plural = if count == 1 { "" } else { "s" };
        let what = format!("the kind of {count} {kind}{plural}");
        reader
            .account
            .note(what, "a step is a step, whoever or whatever does it", place);
    }
    Ok(reader.process)
}

impl<'a, 'input> Reader<'a, 'input, '_> {
    /// Reads the elements of a process or an open sub-process. `enter` is where the flow comes in, if it does.
    fn scope(
        &mut self,
        node: Node<'a, 'input>,
        enter: Option<usize>,
        after: After,
        lane: Option<usize>,
        depth: u32,
    ) -> Result<(), ExchangeError> {
        if depth > DEEPEST {
            return Err(ExchangeError::limit(
                place(node),
                "sub-processes are nested too deep",
                "Import a part of the diagram",
            ));
        }
        let begins = named(node, "startEvent").next().is_some();
        let mut implicit: Vec<(usize, bool)> = Vec::new();
        for (name, child) in children(node) {
            let id = child.attribute("id").unwrap_or_default();
            let lane = self.lanes.of(id).or(lane);
            let gate = match name {
                "sequenceFlow" => {
                    self.flows.push(child);
                    continue;
                }
                "startEvent" => {
                    let at = self.silent(lane);
                    let gate = Gate { enter: at, leave: at };
                    if let Some(enter) = enter {
                        self.process.net.edge(enter, at, Label::default());
                    }
                    self.start(child, tag(node) == Some("process"));
                    self.event(child, gate);
                    gate
                }
                "endEvent" => self.end(child, after, lane),
                "intermediateCatchEvent" | "intermediateThrowEvent" => {
                    let gate = Gate {
                        enter: self.silent(lane),
                        leave: self.silent(lane),
                    };
                    let label = self.event(child, gate);
                    self.process.net.edge(gate.enter, gate.leave, label);
                    gate
                }
                "boundaryEvent" => {
                    let at = self.silent(lane);
                    let gate = Gate { enter: at, leave: at };
                    let label = self.event(child, gate);
                    self.boundaries.push((child, at, label));
                    gate
                }
                "exclusiveGateway" | "inclusiveGateway" | "complexGateway" | "eventBasedGateway"
                | "parallelGateway" => self.gateway(name, child, lane),
                "subProcess" | "transaction" | "adHocSubProcess" => {
                    self.sub_process(name, child, after, lane, depth)?
                }
                _ if is_task(name) => self.task(name, child, lane),
                _ => continue,
            };
            self.gates.entry(id).or_insert(gate);
            self.elements.entry(id).or_insert(child);
            let attached = name == "boundaryEvent";
            let caught =
                name == "intermediateCatchEvent" && named(child, "linkEventDefinition").next().is_some();
            let thrown =
                name == "intermediateThrowEvent" && named(child, "linkEventDefinition").next().is_some();
            let apart = attached || is_true(child, "triggeredByEvent") || is_true(child, "isForCompensation");
            let fed = self.fed.contains(id) || name == "startEvent" || caught;
            let feeding = self.feeding.contains(id) || name == "endEvent" || thrown;
            if apart {
                continue;
            }
            if !fed
                && !begins
                && let Some(enter) = enter
            {
                self.process.net.edge(enter, gate.enter, Label::default());
                implicit.push((gate.leave, feeding));
            }
            if !feeding && let After::Leave(leave) = after {
                self.process.net.edge(gate.leave, leave, Label::default());
            }
        }
        // Work without any order inside a sub-process is done side by side, and all of it.
        if let (Some(enter), After::Leave(leave)) = (enter, after)
            && implicit.len() > 1
            && implicit.iter().all(|(_, feeding)| !feeding)
            && tag(node) != Some("adHocSubProcess")
        {
            self.process.net.nodes[enter].all = true;
            self.process.net.nodes[leave].waits = true;
        }
        self.account.children(node, |name| {
            is_task(name)
                || name.ends_with("Event")
                || name.ends_with("Gateway")
                || matches!(name, "subProcess" | "transaction" | "adHocSubProcess")
        });
        Ok(())
    }

    pub(super) fn silent(&mut self, lane: Option<usize>) -> usize {
        let lane = self.lanes.or_default(lane);
        self.process.net.node(Kind::Silent, lane)
    }

    fn sub_process(
        &mut self,
        name: &str,
        child: Node<'a, 'input>,
        after: After,
        lane: Option<usize>,
        depth: u32,
    ) -> Result<Gate, ExchangeError> {
        let id = child.attribute("id").unwrap_or_default();
        let empty = !children(child).any(|(name, _)| is_flow_node(name));
        if empty || self.closed.contains(id) {
            let gate = self.task(name, child, lane);
            self.inside(child, "it lies in a closed sub-process, which is one step");
            return Ok(gate);
        }
        if is_true(child, "triggeredByEvent") {
            if !child
                .descendants()
                .skip(1)
                .any(|inner| tag(inner).is_some_and(is_work))
            {
                self.account
                    .element(child, "no flow leads to it and it holds no step");
                self.inside(child, "it lies in a sub-process that holds no step");
                let at = self.silent(lane);
                return Ok(Gate { enter: at, leave: at });
            }
            self.account.about(
                child,
                "the border",
                "its steps are kept, what triggers them is not flow",
            );
            self.scope(child, None, after, lane, depth + 1)?;
            let at = self.silent(lane);
            return Ok(Gate { enter: at, leave: at });
        }
        let enter = self.silent(lane);
        let leave = self.silent(lane);
        self.account
            .about(child, "the border", "its steps are kept and stand for it");
        if name == "adHocSubProcess" {
            self.account.about(
                child,
                "the free order",
                "its steps are read as one way or another",
            );
        }
        self.scope(child, Some(enter), After::Leave(leave), lane, depth + 1)?;
        Ok(Gate { enter, leave })
    }

    /// Lists what lies in a sub-process that is not opened.
    fn inside(&mut self, node: Node<'a, 'input>, why: &str) {
        for child in node
            .descendants()
            .skip(1)
            .filter(|child| tag(*child).is_some_and(is_flow_node))
        {
            self.account.element(child, why);
        }
    }
}

/// Whether an attribute is set.
pub(super) fn is_true(node: Node<'_, '_>, attribute: &str) -> bool {
    matches!(node.attribute(attribute), Some("true" | "1"))
}

/// Elements that become one activity.
pub(super) fn is_task(name: &str) -> bool {
    matches!(
        name,
        "task"
            | "userTask"
            | "manualTask"
            | "serviceTask"
            | "sendTask"
            | "receiveTask"
            | "scriptTask"
            | "businessRuleTask"
            | "callActivity"
    )
}

/// Elements that may become an activity.
fn is_work(name: &str) -> bool {
    is_task(name) || matches!(name, "subProcess" | "transaction" | "adHocSubProcess")
}

/// Elements that flow goes through.
pub(super) fn is_flow_node(name: &str) -> bool {
    is_work(name)
        || matches!(
            name,
            "startEvent" | "endEvent" | "intermediateCatchEvent" | "intermediateThrowEvent" | "boundaryEvent"
        )
        || matches!(
            name,
            "exclusiveGateway"
                | "inclusiveGateway"
                | "complexGateway"
                | "eventBasedGateway"
                | "parallelGateway"
        )
}
