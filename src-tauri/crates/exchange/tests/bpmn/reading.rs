//! What small diagrams become.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use twinlane_exchange::bpmn::{Options, read};
use twinlane_exchange::{ExchangeError, Imported};
use twinlane_model::{End, MapId, MapView, OutcomeKind, Row, Side, StepId, Workshop};
use twinlane_testkit::Ids;

const MODEL: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

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

fn try_read(text: &str, pool: Option<&str>) -> Result<(Imported, MapId), ExchangeError> {
    let mut ids = Ids::new();
    let map = MapId::new(&mut ids);
    Ok((read(text.as_bytes(), &Options { pool }, map, &mut ids)?, map))
}

/// A process written as `kind id "name" attributes { children }` would be long; these are the elements of one
/// process as XML, with flows written `a>b`, `a>b=name`.
fn diagram(elements: &str, flows: &str) -> String {
    let mut text = format!("<b:definitions xmlns:b='{MODEL}'><b:process id='p'>{elements}");
    text.push_str(&arrows(flows));
    text.push_str("</b:process></b:definitions>");
    text
}

fn arrows(flows: &str) -> String {
    let one = |flow: &str| {
        let (ends, name) = flow.split_once('=').unwrap_or((flow, ""));
        let (from, to) = ends.split_once('>').expect("a flow has two ends");
        format!("<b:sequenceFlow id='{from}-{to}' name='{name}' sourceRef='{from}' targetRef='{to}'/>")
    };
    flows.split_whitespace().map(one).collect::<Vec<_>>().concat()
}

fn task(id: &str) -> String {
    format!("<b:task id='{id}' name='{id}'/>")
}

/// What was read, one step a line: `[lane/stage] Title marks > target (criterion, wait)`.
fn told(text: &str) -> String {
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

#[test]
fn the_pool_is_chosen_and_the_others_are_listed() {
    let text = format!(
        "<definitions xmlns='{MODEL}'><collaboration id='c'><participant id='one' name='Buyer' processRef='p1'/>\
         <participant id='two' name='Seller' processRef='p2'/><participant id='three' name='Bank'/>\
         <messageFlow id='m' name='Order' sourceRef='t1' targetRef='t2'/></collaboration>\
         <process id='p1'><task id='t1' name='Orders'/></process>\
         <process id='p2'><task id='t2' name='Sells'/><task id='t3' name='Delivers'/></process></definitions>"
    );
    let titles = |pool| {
        let (imported, _) = try_read(&text, pool).expect("it can be read");
        let titles: Vec<String> = imported
            .rows
            .iter()
            .filter_map(|row| {
                if let Row::Step(step) = row {
                    Some(step.title.clone())
                } else {
                    None
                }
            })
            .collect();
        (titles.join(" "), imported)
    };
    let (by_size, imported) = titles(None);
    assert_eq!(by_size, "Sells Delivers", "the pool with most tasks");
    assert_eq!(
        imported.ask[0].choices,
        ["Seller", "Buyer"],
        "and the other one is offered"
    );
    assert_eq!(
        imported.ask[0].pools,
        ["two", "one"],
        "each choice comes with the id that reads it"
    );
    let places: Vec<String> = imported.left.iter().map(|left| left.place.to_string()).collect();
    assert_eq!(
        places,
        ["element p1", "element t1", "element three", "element m"],
        "everything else is listed by id"
    );
    assert_eq!(titles(Some("Buyer")).0, "Orders", "by name");
    assert_eq!(titles(Some("one")).0, "Orders", "by id");
    let error = try_read(&text, Some("Nobody")).expect_err("there is no such pool");
    assert_eq!(error.code(), "exchange.reference");
    assert!(
        error.remedy().contains("Seller"),
        "the pools are named: {}",
        error.remedy()
    );
}

#[test]
fn what_is_not_kept_is_listed() {
    let text = diagram(
        &format!(
            "{}<b:userTask id='B' name='B'><b:documentation>How to</b:documentation><b:multiInstanceLoopCharacteristics id='mi'/></b:userTask>\
             <b:dataObjectReference id='d' name='Order'/><b:textAnnotation id='n'/>\
             <b:inclusiveGateway id='i'/><b:sequenceFlow id='lost' sourceRef='A' targetRef='nowhere'/>",
            task("A")
        ),
        "A>i i>B",
    );
    let (imported, _) = try_read(&text, None).expect("it can be read");
    let places: BTreeSet<String> = imported.left.iter().map(|left| left.place.to_string()).collect();
    for id in ["mi", "d", "n", "i", "lost", "B"] {
        assert!(
            places.contains(&format!("element {id}")),
            "{id} is listed: {places:?}"
        );
    }
    assert!(
        imported
            .left
            .iter()
            .all(|left| left.why.starts_with(char::is_uppercase)),
        "each says why"
    );
    let note = |row: &Row| matches!(row, Row::Step(step) if step.title == "B" && step.note == "How to");
    assert!(imported.rows.iter().any(note), "a documentation is a note");
}

#[test]
fn what_is_no_bpmn_is_refused() {
    let cases = [
        ("<html/>", "exchange.unknown"),
        ("<definitions/>", "exchange.unknown"),
        ("not xml", "exchange.syntax"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><definitions/>", "exchange.limit"),
    ];
    for (text, code) in cases {
        assert_eq!(
            try_read(text, None).expect_err("it is refused").code(),
            code,
            "{text}"
        );
    }
    let empty = format!("<definitions xmlns='{MODEL}'/>");
    assert_eq!(
        try_read(&empty, None).expect_err("no process").code(),
        "exchange.unknown"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn damaged_diagrams_never_panic(
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        keep in any::<bool>(),
    ) {
        let whole = diagram(
            &format!(
                "<b:laneSet><b:lane id='l' name='Sales'><b:flowNodeRef>A</b:flowNodeRef></b:lane></b:laneSet>\
                 <b:startEvent id='s'/>{}{}<b:parallelGateway id='g'/><b:parallelGateway id='h'/>\
                 <b:boundaryEvent id='e' attachedToRef='A'/><b:endEvent id='w' name='Won'/>",
                task("A"),
                task("B")
            ),
            "s>A A>g g>B g>h B>h h>w e>B",
        );
        let mut bytes = whole.into_bytes();
        if !keep {
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let mut ids = Ids::new();
        let map = MapId(twinlane_model::IdSource::next(&mut ids));
        if let Ok(imported) = read(&bytes, &Options::default(), map, &mut ids) {
            prop_assert!(Workshop::from_rows(imported.rows).is_ok(), "what is read is a workshop");
        }
    }

    #[test]
    fn any_flow_keeps_who_reaches_whom(
        kinds in prop::collection::vec(0_usize..6, 3..14),
        flows in prop::collection::vec((0_usize..14, 0_usize..14), 0..30),
    ) {
        // Elements of any kind linked in any way; the map must say the same about the tasks.
        let tags = ["task", "task", "exclusiveGateway", "parallelGateway", "intermediateCatchEvent", "inclusiveGateway"];
        let one = |(at, kind): (usize, &usize)| format!("<b:{} id='n{at}' name='n{at}'/>", tags[*kind]);
        let elements = kinds.iter().enumerate().map(one).collect::<Vec<_>>().concat();
        let count = kinds.len();
        let flows: BTreeSet<(usize, usize)> = flows.into_iter().map(|(from, to)| (from % count, to % count)).collect();
        let arrows: Vec<String> = flows.iter().map(|(from, to)| format!("n{from}>n{to}")).collect();
        let (imported, map) = try_read(&diagram(&elements, &arrows.join(" ")), None).unwrap();
        let workshop = Workshop::from_rows(imported.rows).unwrap();
        let ours = reach_by_title(&workshop.view(map).unwrap());
        let mut theirs = BTreeSet::new();
        for from in (0..count).filter(|at| kinds[*at] < 2) {
            let mut seen = BTreeSet::new();
            let mut stack = vec![from];
            while let Some(at) = stack.pop() {
                for &(_, to) in flows.iter().filter(|(source, _)| *source == at) {
                    if seen.insert(to) {
                        stack.push(to);
                    }
                }
            }
            theirs.extend(
                seen.into_iter().filter(|at| kinds[*at] < 2).map(|to| (format!("n{from}"), format!("n{to}"))),
            );
        }
        prop_assert_eq!(ours, theirs);
    }
}
