//! Writing an outline and reading it again gives the same map; and no text makes the reader panic.

use std::fmt::Write;

use proptest::prelude::*;
use twinlane_exchange::outline::{read, write, write_accounted};
use twinlane_model::{Map, MapId, Row, Workshop};
use twinlane_testkit::{Ids, random};

use crate::same;

fn first_map(workshop: &Workshop) -> MapId {
    workshop.maps_in_order()[0].id
}

fn written(workshop: &Workshop) -> String {
    write(&workshop.view(first_map(workshop)).unwrap())
}

fn again(text: &str) -> Workshop {
    let imported = read(text, &mut Ids::new()).unwrap_or_else(|error| panic!("{error}\nin\n{text}"));
    Workshop::from_rows(imported.rows).expect("the reader has checked the rows")
}

fn assert_same(workshop: &Workshop) {
    let text = written(workshop);
    let back = again(&text);
    let before = same::rows(&workshop.view(first_map(workshop)).unwrap());
    let after = same::rows(&back.view(first_map(&back)).unwrap());
    assert_eq!(before.len(), after.len(), "no row is lost or made\n{text}");
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after, "\n{text}");
    }
    // Outcomes stand in the order of their first mention from then on.
    let settled = written(&back);
    assert_eq!(
        settled,
        written(&again(&settled)),
        "what was read is written as it was"
    );
}

/// The workshop with these texts as titles, questions, criteria, names and notes, in turn.
fn retitled(workshop: &Workshop, texts: &[String]) -> Workshop {
    let mut texts = texts.iter().cycle().cloned();
    let mut next = || texts.next().unwrap_or_default();
    // What is found by name keeps a number, so that two do not become one.
    let mut number = 0;
    let rows: Vec<Row> = workshop
        .rows()
        .map(|row| match row {
            Row::Step(mut step) => {
                step.title = if step.waypoint { String::new() } else { next() };
                step.note = next();
                step.accountable = if step.side == twinlane_model::Side::Seller {
                    next()
                } else {
                    String::new()
                };
                for question in &mut step.questions {
                    question.text = next();
                }
                Row::Step(step)
            }
            Row::Stage(mut stage) => {
                stage.title = next();
                for criterion in &mut stage.criteria {
                    criterion.text = next();
                    criterion.recorded = next();
                }
                Row::Stage(stage)
            }
            Row::Lane(mut lane) => {
                lane.title = next();
                lane.owner = next();
                Row::Lane(lane)
            }
            Row::Pool(mut pool) => {
                number += 1;
                pool.name = format!("{}{number}", next());
                Row::Pool(pool)
            }
            Row::Tool(mut tool) => {
                number += 1;
                tool.name = format!("{}{number}", next());
                Row::Tool(tool)
            }
            Row::Outcome(mut outcome) => {
                number += 1;
                outcome.title = format!("{}{number}", next());
                Row::Outcome(outcome)
            }
            Row::Link(mut link) => {
                if link.kind == twinlane_model::LinkKind::Flow {
                    link.criterion = next();
                }
                for measure in [&mut link.share, &mut link.wait].into_iter().flatten() {
                    measure.source = Some(next());
                }
                Row::Link(link)
            }
            Row::Map(mut map) => {
                map.name = one_line(&next());
                map.about = next().replace('\r', "");
                Row::Map(map)
            }
            other => other,
        })
        .collect();
    Workshop::from_rows(rows).expect("only texts were changed")
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

#[test]
fn random_maps_come_back() {
    for seed in 0..40 {
        for steps in [0, 1, 7, 40] {
            assert_same(&random::workshop(seed, steps));
            assert_same(&random::titled(seed, steps));
        }
    }
}

#[test]
fn the_examples_come_back() {
    for text in [
        include_str!("../../../../../examples/harbor.md"),
        include_str!("../../../../../examples/golden-flow.md"),
    ] {
        assert_same(&again(text));
    }
}

#[test]
fn harbor_is_written_with_every_flow_explicit() {
    let harbor = again(include_str!("../../../../../examples/harbor.md"));
    insta::assert_snapshot!(written(&harbor));
}

#[test]
fn what_an_outline_cannot_hold_is_named() {
    let drawn = again(
        "# Sales process\n## S\n- [A] a {owner \"P\"}\n  => Gone as Lost\n- [A] b {owner \"Q\"}\n  => Left as Won\n",
    );
    let rows = drawn.rows().map(|row| match row {
        Row::Pool(mut pool) => {
            pool.name = "P".to_owned();
            Row::Pool(pool)
        }
        Row::Outcome(mut outcome) => {
            outcome.title = "Gone".to_owned();
            Row::Outcome(outcome)
        }
        Row::Step(mut step) => {
            step.targets.push(twinlane_model::Target::default());
            Row::Step(step)
        }
        Row::Map(map) => Row::Map(Map {
            name: "two\nlines".to_owned(),
            ..map
        }),
        other => other,
    });
    let workshop = Workshop::from_rows(rows).unwrap();
    let written = write_accounted(&workshop.view(first_map(&workshop)).unwrap());
    let left: Vec<String> = written.left.iter().map(|left| left.what.clone()).collect();
    assert_eq!(
        left,
        [
            "the name of a pool (“P”), written as “P (2)”",
            "the title of an outcome (“Gone”), written as “Gone (2)”",
            "the line breaks of the map's name",
            "2 targets",
        ]
    );
    again(&written.text);
}

#[test]
fn line_ends_of_either_kind_mean_the_same() {
    let text = include_str!("../../../../../examples/harbor.md");
    let dos = text.replace('\n', "\r\n");
    assert_eq!(written(&again(text)), written(&again(&dos)));
    let marked = format!("\u{feff}{dos}");
    assert_eq!(
        written(&again(text)),
        written(&again(&marked)),
        "a byte-order mark is dropped"
    );
}

#[test]
fn ten_thousand_steps_are_read_and_written() {
    let mut text = String::from("# Sales process\n## Long\n");
    for number in 0..10_000 {
        let _ = writeln!(text, "- [Lane {}] Step {number}", number % 40);
    }
    let workshop = again(&text);
    assert_eq!(workshop.steps().len(), 10_000);
    assert_eq!(
        again(&written(&workshop)).links().len(),
        10_000 - 40,
        "each flows to the next of its lane"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_byte_for_byte(seed in 0u64..1000, texts in prop::collection::vec(any::<String>(), 1..12)) {
        assert_same(&retitled(&random::workshop(seed, 14), &texts));
    }

    #[test]
    fn awkward_texts_come_back(
        seed in 0u64..1000,
        texts in prop::collection::vec("[ a#\"\\\\{}()\\[\\],~>=\\-%0-9\n\r\t]{0,9}( as Lost| 5 %|\\.5 %)?", 1..12),
    ) {
        assert_same(&retitled(&random::workshop(seed, 10), &texts));
    }

    #[test]
    fn arbitrary_text_never_panics(text in any::<String>()) {
        let _ = read(&text, &mut Ids::new());
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, &mut Ids::new());
    }

    #[test]
    fn text_made_of_the_grammar_never_panics(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "# Workshop: ", "# Buyer journey", "# Sales process", "# Outcomes", "(not drawn)", "## ", "- [", "] ",
                "Lane", "Title", " -> ", "  => ", " ~ ", "{", "}", "(", ")", ", ", "\"", "\\u00", "\\", "#x", "id x",
                "40 %", "5 h", "-", "9999999999999999999999", ".5", " as Lost", "Won", "weak", "answers ", "touch ",
                "measured ", "n=", "source ", "as-of ", "2026-09-30", "low ", "heard 3", "owner ", "pool: ", "entry: ",
                "lane: sales ", "period: ", "people", "? ", "! ", "after purchase", "é", "\u{2028}", "\n", "\n", "\n", "\r\n",
            ]),
            0..60,
        )
    ) {
        let _ = read(parts.concat(), &mut Ids::new());
    }
}
