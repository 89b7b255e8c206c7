//! What of a diagram is chosen, left out and listed, or refused.

use std::collections::BTreeSet;

use proptest::prelude::*;
use twinlane_exchange::bpmn::{Options, read};
use twinlane_model::{MapId, Row, Workshop};
use twinlane_testkit::Ids;

use super::reading::{MODEL, diagram, reach_by_title, task, try_read};

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
