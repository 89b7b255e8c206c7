//! Tables of steps: written and read again, typed by hand, and wrong.

use proptest::prelude::*;
use twinlane_exchange::Place;
use twinlane_exchange::csv::{read, read_side, write};
use twinlane_model::{LinkKind, OutcomeKind, Side, Workshop};
use twinlane_testkit::{Ids, random};

use crate::same::title;

fn table(text: &str) -> Workshop {
    let imported = read(text, &mut Ids::new()).unwrap_or_else(|error| panic!("{error}\nin\n{text}"));
    Workshop::from_rows(imported.rows).expect("the reader has checked the rows")
}

fn written(workshop: &Workshop) -> String {
    write(&workshop.view(workshop.maps_in_order()[0].id).unwrap())
}

#[test]
fn a_table_typed_by_hand_is_read() {
    let workshop = table(
        "Side;Phase;Function;Activity;Next step;Supports;Touch time (h)\n\
         buyer;Look;Owner;Looks, and asks;;;\n\
         sales;Sell;Sales;Call, then visit;Send offer 40 %;\"\"\"Looks, and asks\"\" (strong)\";1.5\n\
         ;Sell;Sales;Send offer;Won 30 % measured n=12; ;\n",
    );
    let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
    let call = view
        .steps
        .iter()
        .find(|step| step.title == "Call, then visit")
        .unwrap();
    assert_eq!(
        (call.side, call.touch.as_ref().unwrap().value),
        (Side::Seller, 1.5)
    );
    let links: Vec<(LinkKind, String, String)> = view
        .links
        .iter()
        .map(|link| (link.kind, title(&view, link.from), title(&view, link.to)))
        .collect();
    let named = |kind, from: &str, to: &str| (kind, from.to_owned(), to.to_owned());
    assert_eq!(
        links,
        [
            named(LinkKind::Support, "Call, then visit", "Looks, and asks"),
            named(LinkKind::Flow, "Call, then visit", "Send offer"),
            named(LinkKind::Flow, "Send offer", "Won"),
        ]
    );
    assert_eq!(view.outcomes[0].kind, OutcomeKind::Won);
}

#[test]
fn only_a_column_of_steps_makes_a_chain() {
    let imported = read("Task\nCall\nVisit\nOffer\n", &mut Ids::new()).unwrap();
    assert_eq!(imported.ask.len(), 1, "which side it is has to be asked");
    let workshop = Workshop::from_rows(imported.rows).unwrap();
    assert_eq!((workshop.steps().len(), workshop.links().len()), (3, 2));
}

#[test]
fn the_caller_may_say_the_side() {
    let imported = read_side("task\nLooks around\n", Some(Side::Buyer), &mut Ids::new()).unwrap();
    assert!(imported.ask.is_empty(), "nothing is left to ask");
    let workshop = Workshop::from_rows(imported.rows).unwrap();
    assert!(workshop.steps().values().all(|step| step.side == Side::Buyer));
}

#[test]
fn random_maps_keep_their_steps_and_flow() {
    for seed in 0..60 {
        let workshop = random::workshop(seed, 30);
        let text = written(&workshop);
        let back = table(&text);
        let steps = |workshop: &Workshop| {
            let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
            let mut all: Vec<String> = view
                .steps
                .iter()
                .map(|step| {
                    format!(
                        "{:?} {} {:?} {:?} {:?}",
                        step.side, step.title, step.touch, step.knowledge, step.entry
                    )
                })
                .collect();
            all.extend(
                view.links
                    .iter()
                    .filter(|link| link.kind != LinkKind::Return)
                    .map(|link| {
                        format!(
                            "{} → {} {:?} {:?}",
                            title(&view, link.from),
                            title(&view, link.to),
                            link.share,
                            link.strength
                        )
                    }),
            );
            all.sort();
            all
        };
        assert_eq!(steps(&workshop), steps(&back), "seed {seed}\n{text}");
    }
}

#[test]
fn a_title_with_the_sign_between_items_is_one_item() {
    let text = "step,flow to,supports\n\"a; b\",\"\"\"c; d\"\"; \"\"e; f\"\" as Lost 5 %\",\n\"c; d\",-,\n";
    let workshop = table(text);
    let again = table(&written(&workshop));
    for workshop in [&workshop, &again] {
        let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
        let ends: Vec<String> = view.links.iter().map(|link| title(&view, link.to)).collect();
        assert_eq!(ends, ["c; d", "e; f"], "{}", written(workshop));
    }
}

#[test]
fn no_cell_is_a_formula() {
    for seed in 0..30 {
        let text = written(&random::titled(seed, 30));
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                let formula =
                    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
                assert!(!formula, "“{cell}” would run in a spreadsheet");
            }
        }
    }
    let workshop = table("step,flow to\n'=1+1,-\n");
    assert_eq!(
        workshop.steps().values().next().unwrap().title,
        "=1+1",
        "the guard goes away again"
    );
}

#[test]
fn mistakes_are_found_in_their_cell() {
    for (text, row, column) in [
        ("colour\nred\n", 1, ""),
        ("step,step\na,b\n", 1, "step"),
        ("side,step\nmiddle,a\n", 2, "side"),
        ("step,touch (h)\na,1\nb,soon\n", 3, "touch (h)"),
        ("step,flow to\na,b\n", 2, "flow to"),
        ("step,flow to\na,Won 140 %\n", 2, "flow to"),
        ("step,importance\na,2\n", 2, "importance"),
        ("side,step,ask\nbuyer,a,yes\n", 2, "ask"),
        ("step,required\na,maybe\n", 2, "required"),
        ("step,supports\na,b\n", 2, "supports"),
    ] {
        let error = read(text, &mut Ids::new()).expect_err(text);
        let place = Place::Cell {
            row,
            column: column.to_owned(),
        };
        assert_eq!(error.place(), &place, "{error}\nin\n{text}");
    }
}

#[test]
fn old_encodings_are_read_and_asked_about() {
    let imported = read(b"side,step\nsales,Gespr\xe4ch\n", &mut Ids::new()).unwrap();
    assert!(imported.ask[0].question.contains("Windows-1252"));
    let workshop = Workshop::from_rows(imported.rows).unwrap();
    assert_eq!(workshop.steps().values().next().unwrap().title, "Gespräch");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_tables_never_panic(body in any::<String>()) {
        let _ = read(format!("side,stage,lane,step,flow to,supports,touch\n{body}"), &mut Ids::new());
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, &mut Ids::new());
    }
}
