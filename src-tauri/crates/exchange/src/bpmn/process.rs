//! A process of a diagram as steps, outcomes and a net of flow between them.
//!
//! Sub-processes are opened here, events become conditions and waits, gateways become marks on silent nodes.
//! Folding is the net's; rows are made elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::account::{Account, place};
use super::lanes::Lanes;
use super::net::Label;
use super::reader::{EndsAt, Gate, Process, Reader, is_true};
use super::xml::{DEEPEST, children, named, tag};
use crate::ExchangeError;
use crate::sentences::{DiagramFaults, DiagramLosses, LOCALE};

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
    reader.scope(node, None, EndsAt::Outcome, None, 0)?;
    reader.connect();
    let kinds = std::mem::take(&mut reader.process.kinds);
    for (kind, (count, place)) in kinds {
        reader.account.note(LOCALE.kinds_of_tasks(count, &kind), place);
    }
    Ok(reader.process)
}

impl<'a, 'input> Reader<'a, 'input, '_> {
    /// Reads the elements of a process or an open sub-process. `enter` is where the flow comes in, if it does.
    fn scope(
        &mut self,
        node: Node<'a, 'input>,
        enter: Option<usize>,
        ends_at: EndsAt,
        lane: Option<usize>,
        depth: u32,
    ) -> Result<(), ExchangeError> {
        if depth > DEEPEST {
            return Err(LOCALE.sub_processes_too_deep().limit(place(node)));
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
                "endEvent" => self.end(child, ends_at, lane),
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
                    self.sub_process(name, child, ends_at, lane, depth)?
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
            if !feeding && let EndsAt::Exit(leave) = ends_at {
                self.process.net.edge(gate.leave, leave, Label::default());
            }
        }
        // Work without any order inside a sub-process is done side by side, and all of it.
        if let (Some(enter), EndsAt::Exit(leave)) = (enter, ends_at)
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

    fn sub_process(
        &mut self,
        name: &str,
        child: Node<'a, 'input>,
        ends_at: EndsAt,
        lane: Option<usize>,
        depth: u32,
    ) -> Result<Gate, ExchangeError> {
        let id = child.attribute("id").unwrap_or_default();
        let empty = !children(child).any(|(name, _)| is_flow_node(name));
        if empty || self.closed.contains(id) {
            let gate = self.task(name, child, lane);
            self.inside(child, LOCALE.in_closed_sub_process());
            return Ok(gate);
        }
        if is_true(child, "triggeredByEvent") {
            if !child
                .descendants()
                .skip(1)
                .any(|inner| tag(inner).is_some_and(is_work))
            {
                self.account.element(child, LOCALE.no_flow_and_no_step());
                self.inside(child, LOCALE.in_sub_process_without_step());
                let at = self.silent(lane);
                return Ok(Gate { enter: at, leave: at });
            }
            self.account.about(child, LOCALE.border_of_event());
            self.scope(child, None, ends_at, lane, depth + 1)?;
            let at = self.silent(lane);
            return Ok(Gate { enter: at, leave: at });
        }
        let enter = self.silent(lane);
        let leave = self.silent(lane);
        self.account.about(child, LOCALE.border());
        if name == "adHocSubProcess" {
            self.account.about(child, LOCALE.free_order());
        }
        self.scope(child, Some(enter), EndsAt::Exit(leave), lane, depth + 1)?;
        Ok(Gate { enter, leave })
    }

    /// Lists what lies in a sub-process that is not opened.
    fn inside(&mut self, node: Node<'a, 'input>, why: &'static str) {
        for child in node
            .descendants()
            .skip(1)
            .filter(|child| tag(*child).is_some_and(is_flow_node))
        {
            self.account.element(child, why);
        }
    }
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
