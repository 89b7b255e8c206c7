//! A process of a diagram as steps, outcomes and a net of flow between them.
//!
//! Sub-processes are opened here, events become conditions and waits, gateways become marks on silent nodes.
//! Folding is the net's; rows are made elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;
use twinlane_model::OutcomeKind;

use super::account::{Account, describe, place};
use super::duration::working_days;
use super::lanes::Lanes;
use super::net::{Kind, Label, Net};
use super::words::outcome;
use super::xml::{DEEPEST, children, named, tag, text};
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
    kinds: BTreeMap<String, (usize, Place)>,
}

/// Where flow enters and leaves an element.
#[derive(Clone, Copy, Debug)]
struct Gate {
    enter: usize,
    leave: usize,
}

/// What an end event leads to.
#[derive(Clone, Copy, Debug)]
enum After {
    /// An outcome of the process.
    Outcome,
    /// The way out of the sub-process around it.
    Leave(usize),
}

/// Reads one process; see [`read`].
struct Reader<'a, 'input, 'work> {
    process: Process,
    gates: BTreeMap<&'a str, Gate>,
    elements: BTreeMap<&'a str, Node<'a, 'input>>,
    /// Elements that a sequence flow arrives at, and leaves.
    fed: BTreeSet<&'a str>,
    feeding: BTreeSet<&'a str>,
    flows: Vec<Node<'a, 'input>>,
    /// Sub-processes that the diagram shows closed.
    closed: &'work BTreeSet<&'a str>,
    lanes: &'work mut Lanes<'a>,
    account: &'work mut Account,
    /// Link events by name: throwing, catching.
    throws: Vec<(&'a str, usize)>,
    catches: BTreeMap<&'a str, usize>,
    /// Nodes of the outcomes, by their number.
    ends: Vec<usize>,
    /// Boundary events: element, node of the event, what it says about the flow.
    boundaries: Vec<(Node<'a, 'input>, usize, Label)>,
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

    fn silent(&mut self, lane: Option<usize>) -> usize {
        let lane = self.lanes.or_default(lane);
        self.process.net.node(Kind::Silent, lane)
    }

    fn task(&mut self, name: &str, child: Node<'a, 'input>, lane: Option<usize>) -> Gate {
        let lane = self.lanes.or_default(lane);
        let at = self.process.net.node(Kind::Step(self.process.tasks.len()), lane);
        let notes: Vec<String> = named(child, "documentation").map(text).collect();
        self.process.tasks.push(Task {
            title: child.attribute("name").unwrap_or_default().to_owned(),
            note: notes.join("\n\n").trim().to_owned(),
        });
        if name != "task" {
            let words = super::account::words(name);
            let entry = self
                .process
                .kinds
                .entry(words)
                .or_insert_with(|| (0, place(child)));
            entry.0 += 1;
        }
        self.account.children(child, |_| false);
        if is_true(child, "isForCompensation") {
            self.account
                .about(child, "the trigger", "compensation is no flow");
        }
        Gate { enter: at, leave: at }
    }

    fn gateway(&mut self, name: &str, child: Node<'a, 'input>, lane: Option<usize>) -> Gate {
        let at = self.silent(lane);
        match name {
            "parallelGateway" => {
                self.process.net.nodes[at].all = true;
                self.process.net.nodes[at].waits = true;
            }
            "inclusiveGateway" | "complexGateway" => {
                self.account.element(
                    child,
                    "a map has no such choice: it is read as one way or another",
                );
            }
            "eventBasedGateway" if child.attribute("eventGatewayType") == Some("Parallel") => {
                self.account.element(
                    child,
                    "a map has no wait for several events: it is read as one or another",
                );
            }
            _ => {}
        }
        if child
            .attribute("name")
            .is_some_and(|name| !name.trim().is_empty())
        {
            self.account
                .about(child, "the name", "it is folded into the flow around it");
        }
        self.account.children(child, |_| false);
        Gate { enter: at, leave: at }
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

    fn end(&mut self, child: Node<'a, 'input>, after: After, lane: Option<usize>) -> Gate {
        for (_, definition) in children(child).filter(|(name, _)| name.ends_with("EventDefinition")) {
            self.account
                .element(definition, "an outcome says how a case ends, not what is sent");
        }
        self.account
            .children(child, |name| name.ends_with("EventDefinition"));
        let title = child.attribute("name").map(str::trim).unwrap_or_default();
        match after {
            After::Leave(leave) => {
                if !title.is_empty() {
                    self.account
                        .about(child, "the name", "it ends a sub-process, not a case");
                }
                let at = self.silent(lane);
                self.process.net.edge(at, leave, Label::default());
                Gate { enter: at, leave: at }
            }
            After::Outcome => {
                let kind = outcome(title);
                let title = if title.eq_ignore_ascii_case(kind.word()) {
                    ""
                } else {
                    title
                };
                let ending = Ending {
                    kind,
                    title: title.to_owned(),
                };
                let known = self.process.endings.iter().position(|other| *other == ending);
                let number = known.unwrap_or(self.process.endings.len());
                if known.is_none() {
                    if kind == OutcomeKind::Unclassified {
                        self.process.ask.push(what_end(child));
                    }
                    self.process.endings.push(ending);
                }
                let at = match self.ends.get(number) {
                    Some(&at) => at,
                    None => {
                        let lane = self.lanes.or_default(lane);
                        let at = self.process.net.node(Kind::Outcome(number), lane);
                        self.ends.push(at);
                        at
                    }
                };
                Gate { enter: at, leave: at }
            }
        }
    }

    /// Asks for the volume of a start: a diagram never says how many cases arrive.
    fn start(&mut self, child: Node<'a, 'input>, of_process: bool) {
        let name = child.attribute("name").map(str::trim).unwrap_or_default();
        let title = if name.is_empty() {
            "the start".to_owned()
        } else {
            format!("“{name}”")
        };
        if of_process {
            self.process.ask.push(Ask {
                question: format!("How many cases begin at {title} in a period?"),
                choices: vec!["unknown".to_owned()],
                place: place(child),
            });
        }
        if !name.is_empty() {
            self.account
                .about(child, "the name", "the first step stands for it");
        }
    }

    /// Reads what an event says about the flow through it: its name is a condition, a duration a wait. Its
    /// trigger is listed.
    fn event(&mut self, child: Node<'a, 'input>, gate: Gate) -> Label {
        let name = child.attribute("name").map(str::trim).unwrap_or_default();
        let kind = tag(child).unwrap_or_default();
        let mut label = Label::default();
        let mut linked = false;
        for (trigger, definition) in children(child).filter(|(name, _)| name.ends_with("EventDefinition")) {
            match trigger {
                "linkEventDefinition" => {
                    linked = true;
                    let link = definition.attribute("name").map_or(name, str::trim);
                    if kind == "intermediateThrowEvent" {
                        self.throws.push((link, gate.leave));
                    } else {
                        self.catches.entry(link).or_insert(gate.enter);
                    }
                }
                "timerEventDefinition" if kind != "startEvent" => match timer(definition) {
                    Some((days, written)) => {
                        label.wait = Some(days);
                        label.source = Some(written);
                    }
                    None => self
                        .account
                        .element(definition, "only a duration can become a wait"),
                },
                _ => self
                    .account
                    .element(definition, "the event is kept as flow, its trigger is not"),
            }
        }
        match kind {
            // A link event only jumps over a part of the paper.
            "startEvent" => {}
            _ if linked || name.is_empty() => {}
            "intermediateThrowEvent" => {
                self.account
                    .about(child, "the name", "what is sent on the way is no step")
            }
            _ => label.criteria.push(name.to_owned()),
        }
        self.account
            .children(child, |name| name.ends_with("EventDefinition"));
        label
    }

    /// Adds the links once every element has its place in the net.
    fn connect(&mut self) {
        let mut flows: BTreeMap<&str, Vec<Node<'a, 'input>>> = BTreeMap::new();
        for flow in std::mem::take(&mut self.flows) {
            let from = flow.attribute("sourceRef").map(str::trim).unwrap_or_default();
            let to = flow.attribute("targetRef").map(str::trim).unwrap_or_default();
            if self.gates.contains_key(from) && self.gates.contains_key(to) {
                flows.entry(from).or_default().push(flow);
            } else {
                self.account.element(flow, "one of its ends is not on the map");
            }
        }
        for (from, flows) in flows {
            let gate = self.gates[from];
            let source = self.elements.get(from).copied();
            let kind = source.and_then(tag).unwrap_or_default();
            let chooses = kind.ends_with("Gateway") && kind != "parallelGateway";
            let conditional = |flow: &Node<'_, '_>| named(*flow, "conditionExpression").next().is_some();
            let free = !kind.ends_with("Gateway") && flows.len() > 1;
            let mut leave = gate.leave;
            if free && !flows.iter().any(|flow| conditional(flow)) {
                // Several flows without a gateway are taken all at once.
                leave = self
                    .process
                    .net
                    .node(Kind::Silent, self.process.net.nodes[gate.leave].lane);
                self.process.net.nodes[leave].all = true;
                self.process.net.edge(gate.leave, leave, Label::default());
            } else if free && let Some(source) = source {
                self.account.about(
                    source,
                    "the possibility of several ways at once",
                    "a map takes one or another",
                );
            }
            for flow in flows {
                let to = flow.attribute("targetRef").map(str::trim).unwrap_or_default();
                let Some(target) = self.gates.get(to).copied() else {
                    continue;
                };
                let label = self.label(flow, chooses || conditional(&flow));
                self.process.net.edge(leave, target.enter, label);
            }
        }
        self.connect_boundaries();
        for (name, at) in std::mem::take(&mut self.throws) {
            if let Some(&to) = self.catches.get(name) {
                self.process.net.edge(at, to, Label::default());
            }
        }
    }

    fn connect_boundaries(&mut self) {
        for (event, at, label) in std::mem::take(&mut self.boundaries) {
            let host = event
                .attribute("attachedToRef")
                .map(str::trim)
                .unwrap_or_default();
            let Some(gate) = self.gates.get(host).copied() else {
                self.account
                    .element(event, "what it is attached to is not on the map");
                continue;
            };
            if self.process.net.leaving(at) == 0 {
                self.account.element(event, "no flow leaves it");
                continue;
            }
            if event.attribute("cancelActivity") == Some("false") {
                self.account.about(
                    event,
                    "that the work goes on beside it",
                    "it is read as one way or another",
                );
            }
            self.process.net.edge(gate.leave, at, label);
        }
    }

    /// The criterion and the wait of a sequence flow.
    fn label(&mut self, flow: Node<'a, 'input>, conditional: bool) -> Label {
        let name = flow.attribute("name").map(str::trim).unwrap_or_default();
        let expression = named(flow, "conditionExpression").next();
        let written = expression.map(text).unwrap_or_default();
        let mut label = Label::default();
        if conditional && !name.is_empty() {
            label.criteria.push(name.to_owned());
            if let Some(expression) = expression {
                self.account
                    .element(expression, "the name of the flow is its criterion");
            }
        } else if !written.trim().is_empty() {
            label.criteria.push(written.trim().to_owned());
        } else if !name.is_empty() {
            self.account.about(flow, "the name", "it names no condition");
        }
        self.account.children(flow, |_| false);
        label
    }
}

/// The question what an end means that no word list knows.
fn what_end(child: Node<'_, '_>) -> Ask {
    let mut choices = vec![OutcomeKind::Unclassified.word().to_owned()];
    choices.extend(
        OutcomeKind::ALL
            .iter()
            .filter(|kind| **kind != OutcomeKind::Unclassified)
            .map(|kind| kind.word().to_owned()),
    );
    Ask {
        question: format!("Which outcome is the {}?", describe(child)),
        choices,
        place: place(child),
    }
}

/// The duration of a timer, in working days and as written.
fn timer(definition: Node<'_, '_>) -> Option<(f64, String)> {
    let written = text(named(definition, "timeDuration").next()?);
    Some((working_days(&written)?, written.trim().to_owned()))
}

fn is_true(node: Node<'_, '_>, attribute: &str) -> bool {
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
