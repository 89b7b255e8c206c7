//! Maps as Mermaid flowcharts and DOT, and journeys that are no journeys.

use proptest::prelude::*;
use twinlane_exchange::{dot, guess, mermaid, outline};
use twinlane_model::Workshop;
use twinlane_testkit::{Ids, random};

const SMALL: &str = "map: He said \"go\" #1\n# Buyer journey\n## Look\n- [Owner] Looks <b> & asks\n# Sales process\n## Sell\n\
                     - [Sales] \"Say \\\"hi\\\"\\nthere\" -> \"Looks <b> & asks\" (weak)\n  => Lost 33.3 %\n- [Sales] \"\" {waypoint}\n  => Won\n\
                     # Outcomes\n- Lost\n  => \"Say \\\"hi\\\"\\nthere\" 20 %\n";

fn workshop(text: &str) -> Workshop {
    Workshop::from_rows(
        outline::read(text, &mut Ids::new())
            .expect("the outline is right")
            .rows,
    )
    .unwrap()
}

#[test]
fn a_small_map_as_flowchart_and_as_dot() {
    let workshop = workshop(SMALL);
    let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
    insta::assert_snapshot!("flowchart", mermaid::write(&view));
    insta::assert_snapshot!("dot", dot::write(&view));
}

#[test]
fn no_title_breaks_out_of_its_label() {
    for seed in 0..40 {
        let workshop = random::titled(seed, 25);
        let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
        for line in mermaid::write(&view).lines().skip(3) {
            assert_eq!(line.matches('"').count() % 2, 0, "quotes pair up: {line}");
        }
        for line in dot::write(&view).lines() {
            let plain = line.replace("\\\\", "").replace("\\\"", "");
            assert_eq!(plain.matches('"').count() % 2, 0, "quotes pair up: {line}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_journeys_never_panic(body in any::<String>()) {
        let _ = mermaid::read(format!("journey\n{body}"), &mut Ids::new());
        let _ = mermaid::read(&body, &mut Ids::new());
    }

    #[test]
    fn guessing_never_panics(name in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        let _ = guess(&name, &bytes);
        let _ = twinlane_exchange::safe_name(&name);
    }
}
