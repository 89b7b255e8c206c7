//! BPMN on diagrams from elsewhere: the interchange test suite of the BPMN model interchange group, models
//! that belong to event logs, the examples of a linter, and XML made to do harm.
//!
//! Where the data is not there, the tests are skipped and counted (`twinlane_testkit::machine`). What a diagram says is
//! worked out here once more, from the XML alone and by other means than those of the reader.
#![allow(missing_docs, reason = "a test file")]
#![allow(clippy::print_stdout, reason = "it says which files were refused")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use roxmltree::{Document, Node};
use twinlane_exchange::bpmn::{Options, read};
use twinlane_exchange::{ExchangeError, Imported, Place};
use twinlane_model::{IdSource, MapId, Side, StepId, Workshop};
use twinlane_testkit::{Ids, machine};

const TASKS: [&str; 9] = [
    "task",
    "userTask",
    "manualTask",
    "serviceTask",
    "sendTask",
    "receiveTask",
    "scriptTask",
    "businessRuleTask",
    "callActivity",
];
const FRAMES: [&str; 3] = ["subProcess", "transaction", "adHocSubProcess"];

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = machine::real_data(folder).into_iter().collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|known| known == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn import(file: &Path) -> Result<(Imported, MapId), ExchangeError> {
    let bytes = std::fs::read(file).expect("the file can be read");
    let mut ids = Ids::new();
    let map = MapId(ids.next());
    Ok((read(&bytes, &Options::default(), map, &mut ids)?, map))
}

/// Pairs of titles of which the first reaches the second, with how often.
type Reach = BTreeMap<(String, String), usize>;

fn pairs(next: &BTreeMap<String, Vec<String>>, titles: &BTreeMap<String, String>) -> Reach {
    let mut found = Reach::new();
    for (from, title) in titles {
        let mut seen = BTreeSet::new();
        let mut stack: Vec<&String> = next.get(from).into_iter().flatten().collect();
        while let Some(at) = stack.pop() {
            if seen.insert(at) {
                stack.extend(next.get(at).into_iter().flatten());
                if let Some(other) = titles.get(at) {
                    *found.entry((title.clone(), other.clone())).or_default() += 1;
                }
            }
        }
    }
    found
}

/// What the imported map says.
fn imported_reach(imported: &Imported, map: MapId) -> (usize, Reach) {
    let workshop = Workshop::from_rows(imported.rows.iter().cloned()).expect("the rows are a workshop");
    let view = workshop.view(map).expect("the map is there");
    let key = |id: StepId| id.to_string();
    let next = view
        .steps_of(Side::Seller)
        .map(|step| {
            (
                key(step.id),
                view.flow_from(step.id)
                    .filter_map(|link| link.to.step())
                    .map(key)
                    .collect(),
            )
        })
        .collect();
    let titles: BTreeMap<String, String> = view
        .activities()
        .map(|step| (key(step.id), step.title.clone()))
        .collect();
    (titles.len(), pairs(&next, &titles))
}

/// A diagram read by hand: a graph on element ids, each with a side where flow enters and one where it leaves.
#[derive(Default)]
struct Walk {
    next: BTreeMap<String, Vec<String>>,
    titles: BTreeMap<String, String>,
    closed: BTreeSet<String>,
}

fn id(node: Node<'_, '_>) -> String {
    node.attribute("id").unwrap_or_default().to_owned()
}

fn is(node: Node<'_, '_>, names: &[&str]) -> bool {
    node.is_element() && names.contains(&node.tag_name().name())
}

fn flow_nodes<'a, 'input>(scope: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    scope.children().filter(|node| {
        let name = node.tag_name().name();
        node.is_element()
            && (is(*node, &TASKS)
                || is(*node, &FRAMES)
                || name.ends_with("Event")
                || name.ends_with("Gateway"))
    })
}

impl Walk {
    fn link(&mut self, from: String, to: String) {
        self.next.entry(from).or_default().push(to);
    }

    /// An element that is one step has one name in the graph, so entering is leaving.
    fn enter(&self, node: &str) -> String {
        if self.titles.contains_key(node) {
            node.to_owned()
        } else {
            format!("into {node}")
        }
    }

    fn leave(&self, node: &str) -> String {
        if self.titles.contains_key(node) {
            node.to_owned()
        } else {
            format!("out of {node}")
        }
    }

    fn collect(&mut self, scope: Node<'_, '_>) {
        for node in flow_nodes(scope) {
            let frame = is(node, &FRAMES);
            if is(node, &TASKS)
                || (frame && (self.closed.contains(&id(node)) || flow_nodes(node).next().is_none()))
            {
                self.titles
                    .insert(id(node), node.attribute("name").unwrap_or_default().to_owned());
            } else if frame {
                self.collect(node);
            } else {
                let (into, out) = (self.enter(&id(node)), self.leave(&id(node)));
                self.link(into, out);
            }
        }
    }

    fn connect(&mut self, scope: Node<'_, '_>, around: Option<&str>) {
        let flows: Vec<Node<'_, '_>> = scope
            .children()
            .filter(|node| is(*node, &["sequenceFlow"]))
            .collect();
        let end = |flow: &Node<'_, '_>, key: &str| flow.attribute(key).unwrap_or_default().to_owned();
        for flow in &flows {
            let (from, to) = (
                self.leave(&end(flow, "sourceRef")),
                self.enter(&end(flow, "targetRef")),
            );
            self.link(from, to);
        }
        let begins = scope.children().any(|node| is(node, &["startEvent"]));
        let thrown: Vec<_> = scope
            .children()
            .filter(|node| is(*node, &["intermediateThrowEvent"]))
            .collect();
        for node in flow_nodes(scope) {
            let own = id(node);
            let link = |node: Node<'_, '_>| {
                let found = node
                    .children()
                    .find(|child| is(*child, &["linkEventDefinition"]))?;
                Some(
                    found
                        .attribute("name")
                        .or(node.attribute("name"))
                        .unwrap_or_default()
                        .trim()
                        .to_owned(),
                )
            };
            let mut fed = flows.iter().any(|flow| end(flow, "targetRef") == own);
            let mut feeds = flows.iter().any(|flow| end(flow, "sourceRef") == own);
            if is(node, &["intermediateCatchEvent"])
                && let Some(name) = link(node)
            {
                fed = true;
                for other in thrown
                    .iter()
                    .filter(|other| link(**other).as_ref() == Some(&name))
                {
                    let (from, to) = (self.leave(&id(*other)), self.enter(&own));
                    self.link(from, to);
                }
            }
            if is(node, &["intermediateThrowEvent"]) {
                feeds |= link(node).is_some();
            }
            if is(node, &["boundaryEvent"]) {
                let host = node.attribute("attachedToRef").unwrap_or_default();
                let (from, to) = (self.leave(host), self.enter(&own));
                self.link(from, to);
                continue;
            }
            let apart = node.attribute("triggeredByEvent") == Some("true");
            if is(node, &FRAMES) && !self.titles.contains_key(&own) {
                // Work that an event starts inside of another frame ends where that frame ends.
                let exit = if apart {
                    around.map(str::to_owned)
                } else {
                    Some(self.leave(&own))
                };
                self.connect_inside(node, if apart { None } else { Some(self.enter(&own)) }, exit);
            }
            if apart || node.attribute("isForCompensation") == Some("true") {
                continue;
            }
            if let Some(around) = around {
                let enter = self.enter(&own);
                if is(node, &["startEvent"]) || (!fed && !begins) {
                    let from = around.replacen("out of ", "into ", 1);
                    self.link(from, enter);
                }
                if is(node, &["endEvent"]) || !feeds {
                    let from = self.leave(&own);
                    self.link(from, around.to_owned());
                }
            }
        }
    }

    fn connect_inside(&mut self, frame: Node<'_, '_>, enter: Option<String>, exit: Option<String>) {
        // A frame that an event starts has no way in; its own name keeps it apart from the frame around it.
        let around = match (enter, exit) {
            (Some(_), Some(exit)) => Some(exit),
            (None, Some(exit)) => {
                let own = format!("out of {}", id(frame));
                self.link(own.clone(), exit);
                Some(own)
            }
            _ => None,
        };
        self.connect(frame, around.as_deref());
    }
}

fn count(node: Node<'_, '_>) -> usize {
    node.descendants().filter(|node| is(*node, &TASKS)).count()
}

/// What a file says, by hand.
struct Said {
    /// Number of activities.
    activities: usize,
    /// How many of them are closed frames.
    frames: usize,
    reach: Reach,
    /// Ids of all tasks, those of other pools included.
    tasks: BTreeSet<String>,
}

fn by_hand(text: &str) -> Said {
    let tree = Document::parse(text).expect("the file is XML");
    let processes: Vec<_> = tree
        .descendants()
        .filter(|node| is(*node, &["process"]))
        .collect();
    let most = processes
        .iter()
        .map(|process| count(*process))
        .max()
        .expect("there is a process");
    let process = processes
        .into_iter()
        .find(|process| count(*process) == most)
        .expect("the one with most");
    let shapes = tree.descendants().filter(|node| is(*node, &["BPMNShape"]));
    let closed = shapes
        .filter(|shape| shape.attribute("isExpanded") == Some("false"))
        .filter_map(|shape| shape.attribute("bpmnElement"))
        .map(|name| name.rsplit(':').next().unwrap_or(name).to_owned())
        .collect();
    let mut walk = Walk {
        closed,
        ..Walk::default()
    };
    walk.collect(process);
    walk.connect(process, None);
    let tasks: BTreeSet<String> = tree
        .descendants()
        .filter(|node| is(*node, &TASKS))
        .map(id)
        .collect();
    Said {
        activities: walk.titles.len(),
        frames: walk.titles.keys().filter(|id| !tasks.contains(*id)).count(),
        reach: pairs(&walk.next, &walk.titles),
        tasks,
    }
}

fn text_of(file: &Path) -> String {
    let bytes = std::fs::read(file).expect("the file can be read");
    match String::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        // The others of this suite are Latin 1: each byte is a character.
        Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
    }
}

fn agrees(file: &Path) {
    let name = file.display();
    let (imported, map) = import(file).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (activities, reach) = imported_reach(&imported, map);
    let said = by_hand(&text_of(file));
    assert_eq!(activities, said.activities, "{name}: activities");
    let apart = |ours: &Reach, theirs: &Reach| -> Vec<(String, String)> {
        ours.iter()
            .filter(|(pair, count)| theirs.get(*pair) != Some(count))
            .map(|(pair, _)| pair.clone())
            .collect()
    };
    let (more, less) = (apart(&reach, &said.reach), apart(&said.reach, &reach));
    assert!(
        more.is_empty() && less.is_empty(),
        "{name}: only on the map {more:?}, only in the file {less:?}"
    );
    let listed = imported
        .left
        .iter()
        .filter(|left| left.why.starts_with("It lies in"))
        .filter(|left| matches!(&left.place, Place::Element(id) if said.tasks.contains(id)))
        .count();
    assert_eq!(
        activities - said.frames + listed,
        said.tasks.len(),
        "{name}: every task is an activity or listed"
    );
}

#[test]
fn the_reference_models_say_the_same() {
    let files = files("bpmn-miwg/Reference", "bpmn");
    for file in &files {
        agrees(file);
    }
}

#[test]
fn models_of_logs_say_the_same() {
    let files: Vec<PathBuf> = ["log-model-pairs", "log-pm4py"]
        .iter()
        .flat_map(|folder| files(folder, "bpmn"))
        .collect();
    for file in &files {
        agrees(file);
    }
}

#[test]
fn exports_of_other_programs_and_little_models_are_read() {
    let files: Vec<PathBuf> = ["bpmn-miwg", "bpmn-bpmnlint"]
        .iter()
        .flat_map(|folder| files(folder, "bpmn"))
        .collect();
    let mut refused = 0;
    for file in &files {
        match import(file) {
            Ok((imported, map)) => {
                imported_reach(&imported, map);
            }
            Err(error) => {
                refused += 1;
                println!("{}: {error}", file.display());
            }
        }
    }
    assert!(
        refused * 20 <= files.len(),
        "{refused} of {} files were refused",
        files.len()
    );
}

#[test]
fn harmful_xml_is_refused() {
    let files = files("messy-xml", "xml");
    for file in &files {
        let error = import(file).err();
        assert!(error.is_some(), "{} is no BPMN", file.display());
        if text_of(file).contains("<!DOCTYPE") {
            let code = error.map(|error| error.code());
            assert_eq!(
                code,
                Some("exchange.limit"),
                "{}: before any entity is looked at",
                file.display()
            );
        }
    }
}
