//! What small diagrams become.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_exchange::bpmn::{Options, read};
use twinlane_exchange::{ExchangeError, Imported};
use twinlane_model::{End, MapId, MapView, OutcomeKind, Row, Side, StepId, Workshop};
use twinlane_testkit::Ids;

pub(super) const MODEL: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/// Pairs of titles of activities of which the first can reach the second along flow.
pub fn reach_by_title(view: &MapView<'_>) -> BTreeSet<(String, String)> {
    let next: BTreeMap<StepId, Vec<StepId>> = view
        .steps_of(Side::Seller)
        .map(|step| {
            (
                step.id,
                view.flow_from(step.id)
                    .filter_map(|link| link.to.step())
                    .collect(),
            )
        })
        .collect();
    let title = |id: StepId| {
        view.step(id)
            .filter(|step| !step.waypoint)
            .map(|step| step.title.clone())
    };
    let mut pairs = BTreeSet::new();
    for &from in next.keys() {
        let Some(first) = title(from) else { continue };
        let mut seen = BTreeSet::new();
        let mut stack = next[&from].clone();
        while let Some(at) = stack.pop() {
            if seen.insert(at) {
                stack.extend(&next[&at]);
                pairs.extend(title(at).map(|second| (first.clone(), second)));
            }
        }
    }
    pairs
}

pub(super) fn try_read(text: &str, pool: Option<&str>) -> Result<(Imported, MapId), ExchangeError> {
    let mut ids = Ids::new();
    let map = MapId::new(&mut ids);
    Ok((read(text.as_bytes(), &Options { pool }, map, &mut ids)?, map))
}

/// A process written as `kind id "name" attributes { children }` would be long; these are the elements of one
/// process as XML, with flows written `a>b`, `a>b=name`.
pub(super) fn diagram(elements: &str, flows: &str) -> String {
    let mut text = format!("<b:definitions xmlns:b='{MODEL}'><b:process id='p'>{elements}");
    text.push_str(&arrows(flows));
    text.push_str("</b:process></b:definitions>");
    text
}

pub(super) fn arrows(flows: &str) -> String {
    let one = |flow: &str| {
        let (ends, name) = flow.split_once('=').unwrap_or((flow, ""));
        let (from, to) = ends.split_once('>').expect("a flow has two ends");
        format!("<b:sequenceFlow id='{from}-{to}' name='{name}' sourceRef='{from}' targetRef='{to}'/>")
    };
    flows.split_whitespace().map(one).collect::<Vec<_>>().concat()
}

pub(super) fn task(id: &str) -> String {
    format!("<b:task id='{id}' name='{id}'/>")
}

/// What was read, one step a line: `[lane/stage] Title marks > target (criterion, wait)`.
pub(super) fn told(text: &str) -> String {
    let (imported, map) = try_read(text, None).expect("the diagram can be read");
    let workshop = Workshop::from_rows(imported.rows).expect("the rows are a workshop");
    let view = workshop.view(map).expect("the map is there");
    let name = |end: End| match end {
        End::Step(id) if view.step(id).is_some_and(|step| step.waypoint) => "*",
        end => view.end_title(end),
    };
    let lines: Vec<String> = view
        .steps
        .iter()
        .map(|step| {
            let mut line = name(End::Step(step.id)).to_owned();
            line.push_str(if step.all { " all" } else { "" });
            line.push_str(if step.waits { " waits" } else { "" });
            let targets: Vec<String> = view
                .flow_from(step.id)
                .map(|link| {
                    let wait = link.wait.as_ref().map(|wait| format!("{} d", wait.value));
                    let said: Vec<String> = Some(link.criterion.clone())
                        .filter(|text| !text.is_empty())
                        .into_iter()
                        .chain(wait)
                        .collect();
                    let said = if said.is_empty() {
                        String::new()
                    } else {
                        format!(" ({})", said.join(", "))
                    };
                    format!("{}{said}", name(link.to))
                })
                .collect();
            if !targets.is_empty() {
                line.push_str(" > ");
                line.push_str(&targets.join(" | "));
            }
            line
        })
        .collect();
    lines.join("; ")
}

#[test]
fn flow_is_read() {
    let tasks: String = ["A", "B", "C", "D"].map(task).concat();
    let start = "<b:startEvent id='s'/>";
    let won = "<b:endEvent id='w' name='Won'/>";
    let cases: &[(&str, String, &str, &str)] = &[
        (
            "a line",
            format!("{start}{tasks}{won}"),
            "s>A A>B B>C C>D D>w",
            "A > B; B > C; C > D; D > Won",
        ),
        (
            "an exclusive choice, with names as criteria",
            format!("{start}{tasks}{won}<b:exclusiveGateway id='x'/>"),
            "s>A A>x x>B=yes x>C=no B>D C>D D>w",
            "A > B (yes) | C (no); B > D; C > D; D > Won",
        ),
        (
            "parallel work",
            format!("{tasks}<b:parallelGateway id='g'/><b:parallelGateway id='h'/>"),
            "A>g g>B g>C B>h C>h h>D",
            "A all > B | C; B > D; C > D; D waits",
        ),
        (
            "several flows of a task are taken at once",
            tasks.clone(),
            "A>B A>C",
            "A all > B | C; D; B; C",
        ),
        (
            "a timer on the way, and a message",
            format!(
                "{tasks}<b:intermediateCatchEvent id='t' name='cooling off'><b:timerEventDefinition>\
                 <b:timeDuration>P2D</b:timeDuration></b:timerEventDefinition></b:intermediateCatchEvent>\
                 <b:intermediateThrowEvent id='m' name='sent'/>"
            ),
            "A>t t>B B>m m>C C>D",
            "A > B (cooling off, 2 d); B > C; C > D; D",
        ),
        (
            "an exception of a task",
            format!("{tasks}<b:boundaryEvent id='e' name='too late' attachedToRef='A'/>"),
            "A>B e>C B>D C>D",
            "A > B | C (too late); B > D; C > D; D",
        ),
        (
            "a sub-process is opened",
            format!(
                "{}{}<b:subProcess id='sub'><b:startEvent id='i'/>{}{}<b:endEvent id='o'/>{}</b:subProcess>",
                task("A"),
                task("D"),
                task("B"),
                task("C"),
                arrows("i>B B>C C>o"),
            ),
            "A>sub sub>D",
            "A > B; B > C; C > D; D",
        ),
        (
            "work without order in a sub-process is done at once",
            format!(
                "{}{}<b:subProcess id='sub'>{}{}</b:subProcess>",
                task("A"),
                task("D"),
                task("B"),
                task("C")
            ),
            "A>sub sub>D",
            "A all > B | C; B > D; C > D; D waits",
        ),
        (
            "links jump over the paper",
            format!(
                "{tasks}<b:intermediateThrowEvent id='t'><b:linkEventDefinition name='on'/></b:intermediateThrowEvent>\
                 <b:intermediateCatchEvent id='c'><b:linkEventDefinition name='on'/></b:intermediateCatchEvent>"
            ),
            "A>t c>B B>C C>D",
            "A > B; B > C; C > D; D",
        ),
        (
            "a loop of gateways does not hang",
            format!("{tasks}<b:exclusiveGateway id='x'/><b:exclusiveGateway id='y'/>"),
            "A>x x>y y>x y>B B>C C>D",
            "A > B; B > C; C > D; D",
        ),
        (
            "a parallel split behind the start",
            format!("{start}{tasks}<b:parallelGateway id='g'/>"),
            "s>g g>A g>B A>C B>D",
            "* all > A | B; A > C; B > D; C; D",
        ),
        (
            "work comes back to the first step",
            format!("{start}{tasks}<b:exclusiveGateway id='x'/>"),
            "s>x x>A A>B B>x B>C C>D",
            "* > A; A > B; B all > A | C; C > D; D",
        ),
        (
            "an event-based choice",
            format!(
                "{tasks}<b:eventBasedGateway id='x'/><b:intermediateCatchEvent id='m' name='reply'/>\
                 <b:intermediateCatchEvent id='t'><b:timerEventDefinition><b:timeDuration>P1W</b:timeDuration>\
                 </b:timerEventDefinition></b:intermediateCatchEvent>"
            ),
            "A>x x>m x>t m>B t>C B>D C>D",
            "A > B (reply) | C (5 d); B > D; C > D; D",
        ),
    ];
    for (name, elements, flows, expected) in cases {
        assert_eq!(told(&diagram(elements, flows)), *expected, "{name}");
    }
}

#[test]
fn ends_become_outcomes_by_their_words() {
    let text = diagram(
        &format!(
            "{}<b:endEvent id='w' name='Auftrag gewonnen'/><b:endEvent id='l' name='lost'/><b:endEvent id='u' name='Invoice processed'/>",
            task("A")
        ),
        "A>w A>l A>u",
    );
    let (imported, _) = try_read(&text, None).expect("it can be read");
    let outcomes: Vec<(OutcomeKind, &str)> = imported
        .rows
        .iter()
        .filter_map(|row| {
            if let Row::Outcome(row) = row {
                Some((row.kind, row.title.as_str()))
            } else {
                None
            }
        })
        .collect();
    let expected = [
        (OutcomeKind::Won, "Auftrag gewonnen"),
        (OutcomeKind::Lost, ""),
        (OutcomeKind::Unclassified, "Invoice processed"),
    ];
    assert_eq!(outcomes, expected, "a plain word needs no title of its own");
    assert_eq!(
        imported.ask.len(),
        1,
        "only the unknown end is asked about: {:?}",
        imported.ask
    );
    assert_eq!(
        imported.ask[0].choices[0], "Unclassified",
        "the first choice is what the rows say"
    );
}

#[test]
fn lanes_become_functions() {
    let lanes = "<b:laneSet><b:lane id='x' name='Company'><b:childLaneSet><b:lane id='y' name='Sales'>\
         <b:flowNodeRef> A </b:flowNodeRef></b:lane><b:lane id='z' name='Legal'><b:flowNodeRef>B</b:flowNodeRef>\
         </b:lane></b:childLaneSet></b:lane></b:laneSet>";
    let (imported, _) = try_read(
        &diagram(&format!("{lanes}{}{}", task("A"), task("B")), "A>B"),
        None,
    )
    .expect("it can be read");
    let titles: Vec<&str> = imported
        .rows
        .iter()
        .filter_map(|row| {
            if let Row::Lane(lane) = row {
                Some(lane.title.as_str())
            } else {
                None
            }
        })
        .collect();
    assert_eq!(titles, ["Sales", "Legal"], "the leaf lanes");
    let (imported, _) = try_read(&diagram(&task("A"), ""), None).expect("it can be read");
    assert!(
        imported
            .rows
            .iter()
            .any(|row| matches!(row, Row::Lane(lane) if lane.title == "Company"))
    );
}
