//! The elements of a process one by one: tasks, gateways, events, as nodes of the net.

use roxmltree::Node;
use twinlane_model::OutcomeKind;

use super::account::{describe, place};
use super::duration::working_days;
use super::net::{Kind, Label};
use super::reader::{Ending, EndsAt, Gate, Reader, Task, is_true};
use super::words::outcome;
use super::xml::{children, named, tag, text};
use crate::Ask;
use crate::sentences::{DiagramLosses, LOCALE, Questions};

impl<'a, 'input> Reader<'a, 'input, '_> {
    pub(super) fn task(&mut self, name: &str, child: Node<'a, 'input>, lane: Option<usize>) -> Gate {
        let lane = self.lanes.or_default(lane);
        let at = self.process.net.node(Kind::Step(self.process.tasks.len()), lane);
        let notes: Vec<String> = named(child, "documentation").map(text).collect();
        self.process.tasks.push(Task {
            title: child.attribute("name").unwrap_or_default().to_owned(),
            note: notes.join("\n\n").trim().to_owned(),
        });
        if name != "task" {
            let entry = self
                .process
                .kinds
                .entry(name.to_owned())
                .or_insert_with(|| (0, place(child)));
            entry.0 += 1;
        }
        self.account.children(child, |_| false);
        if is_true(child, "isForCompensation") {
            self.account.about(child, LOCALE.trigger_of_compensation());
        }
        Gate { enter: at, leave: at }
    }

    pub(super) fn gateway(&mut self, name: &str, child: Node<'a, 'input>, lane: Option<usize>) -> Gate {
        let at = self.silent(lane);
        match name {
            "parallelGateway" => {
                self.process.net.nodes[at].all = true;
                self.process.net.nodes[at].waits = true;
            }
            "inclusiveGateway" | "complexGateway" => {
                self.account.element(child, LOCALE.no_such_choice());
            }
            "eventBasedGateway" if child.attribute("eventGatewayType") == Some("Parallel") => {
                self.account.element(child, LOCALE.no_such_wait());
            }
            _ => {}
        }
        if child
            .attribute("name")
            .is_some_and(|name| !name.trim().is_empty())
        {
            self.account.about(child, LOCALE.name_of_gateway());
        }
        self.account.children(child, |_| false);
        Gate { enter: at, leave: at }
    }

    pub(super) fn end(&mut self, child: Node<'a, 'input>, ends_at: EndsAt, lane: Option<usize>) -> Gate {
        for (_, definition) in children(child).filter(|(name, _)| name.ends_with("EventDefinition")) {
            self.account.element(definition, LOCALE.sent_at_end());
        }
        self.account
            .children(child, |name| name.ends_with("EventDefinition"));
        let title = child.attribute("name").map(str::trim).unwrap_or_default();
        match ends_at {
            EndsAt::Exit(leave) => {
                if !title.is_empty() {
                    self.account.about(child, LOCALE.name_of_inner_end());
                }
                let at = self.silent(lane);
                self.process.net.edge(at, leave, Label::default());
                Gate { enter: at, leave: at }
            }
            EndsAt::Outcome => {
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
                let at = if let Some(&at) = self.ends.get(number) {
                    at
                } else {
                    let lane = self.lanes.or_default(lane);
                    let at = self.process.net.node(Kind::Outcome(number), lane);
                    self.ends.push(at);
                    at
                };
                Gate { enter: at, leave: at }
            }
        }
    }

    /// Asks for the volume of a start: a diagram never says how many cases arrive.
    pub(super) fn start(&mut self, child: Node<'a, 'input>, of_process: bool) {
        let name = child.attribute("name").map(str::trim).unwrap_or_default();
        let title = if name.is_empty() {
            LOCALE.the_start().to_owned()
        } else {
            LOCALE.quote(name)
        };
        if of_process {
            self.process.ask.push(Ask {
                question: LOCALE.how_many_cases(&title),
                choices: vec![LOCALE.unknown().to_owned()],
                pools: Vec::new(),
                place: place(child),
            });
        }
        if !name.is_empty() {
            self.account.about(child, LOCALE.name_of_start());
        }
    }

    /// Reads what an event says about the flow through it: its name is a condition, a duration a wait. Its
    /// trigger is listed.
    pub(super) fn event(&mut self, child: Node<'a, 'input>, gate: Gate) -> Label {
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
                    None => self.account.element(definition, LOCALE.no_duration()),
                },
                _ => self.account.element(definition, LOCALE.trigger()),
            }
        }
        match kind {
            // A link event only jumps over a part of the paper.
            "startEvent" => {}
            _ if linked || name.is_empty() => {}
            "intermediateThrowEvent" => {
                self.account.about(child, LOCALE.name_of_sending());
            }
            _ => label.criteria.push(name.to_owned()),
        }
        self.account
            .children(child, |name| name.ends_with("EventDefinition"));
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
        question: LOCALE.which_outcome(&describe(child)),
        choices,
        pools: Vec::new(),
        place: place(child),
    }
}

/// The duration of a timer, in working days and as written.
fn timer(definition: Node<'_, '_>) -> Option<(f64, String)> {
    let written = text(named(definition, "timeDuration").next()?);
    Some((working_days(&written)?, written.trim().to_owned()))
}
