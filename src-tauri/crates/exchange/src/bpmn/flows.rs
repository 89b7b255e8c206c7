//! Sequence flows, exceptions and jumps: the links of the net, once every element has its node.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::net::{Kind, Label};
use super::reader::Reader;
use super::xml::{named, tag, text};
use crate::sentences::{DiagramLosses, LOCALE};

impl<'a, 'input> Reader<'a, 'input, '_> {
    /// Adds the links once every element has its place in the net.
    pub(super) fn connect(&mut self) {
        let mut flows: BTreeMap<&str, Vec<Node<'a, 'input>>> = BTreeMap::new();
        for flow in std::mem::take(&mut self.flows) {
            let from = flow.attribute("sourceRef").map(str::trim).unwrap_or_default();
            let to = flow.attribute("targetRef").map(str::trim).unwrap_or_default();
            if self.gates.contains_key(from) && self.gates.contains_key(to) {
                flows.entry(from).or_default().push(flow);
            } else {
                self.account.element(flow, LOCALE.end_not_on_map());
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
            if free && !flows.iter().any(conditional) {
                // Several flows without a gateway are taken all at once.
                leave = self
                    .process
                    .net
                    .node(Kind::Silent, self.process.net.nodes[gate.leave].lane);
                self.process.net.nodes[leave].all = true;
                self.process.net.edge(gate.leave, leave, Label::default());
            } else if free && let Some(source) = source {
                self.account.about(source, LOCALE.several_ways());
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

    pub(super) fn connect_boundaries(&mut self) {
        for (event, at, label) in std::mem::take(&mut self.boundaries) {
            let host = event
                .attribute("attachedToRef")
                .map(str::trim)
                .unwrap_or_default();
            let Some(gate) = self.gates.get(host).copied() else {
                self.account.element(event, LOCALE.host_not_on_map());
                continue;
            };
            if self.process.net.leaving(at) == 0 {
                self.account.element(event, LOCALE.no_flow_leaves());
                continue;
            }
            if event.attribute("cancelActivity") == Some("false") {
                self.account.about(event, LOCALE.work_goes_on());
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
                self.account.element(expression, LOCALE.flow_has_name());
            }
        } else if !written.trim().is_empty() {
            label.criteria.push(written.trim().to_owned());
        } else if !name.is_empty() {
            self.account.about(flow, LOCALE.name_of_flow());
        }
        self.account.children(flow, |_| false);
        label
    }
}
