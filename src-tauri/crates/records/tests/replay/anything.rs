//! Any log on any map: nothing panics, no number is what a number cannot be.

use std::fmt::Write as _;

use proptest::prelude::*;
use twinlane_model::{LinkKind, Side};
use twinlane_records::replay::measures;
use twinlane_records::{drift, map_evidence};
use twinlane_testkit::Ids;
use twinlane_testkit::random::{Dice, workshop};
use twinlane_words::Locale;

use crate::drawn_log::{log, matching};

/// A log of random cases that do what is on a map, in any order, and now and then something else.
fn records(titles: &[&str], seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let mut text = String::new();
    for _ in 0..=dice.below(9) {
        let mut events = Vec::new();
        for _ in 0..=dice.below(8) {
            events.push(if dice.chance(10) {
                "Something else"
            } else {
                dice.pick(titles)
            });
        }
        let ending = dice.pick(&["won", "lost", "open", "No decision"]);
        let _ = writeln!(text, "{} {ending}: {}", 1 + dice.below(30), events.join(" > "));
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn numbers_are_such_as_a_map_may_have(seed in any::<u64>(), steps in 4_usize..30) {
        let mut made = workshop(seed, steps);
        let map = *made.maps().keys().next().expect("there is a map");
        let text = {
            let view = made.view(map).expect("there is a map");
            let mut titles: Vec<&str> = view.activities().map(|step| step.title.as_str()).collect();
            titles.extend(view.outcomes.iter().map(|outcome| outcome.name()));
            // Signs of the drawing of logs cannot stand in a name.
            titles.retain(|title| !title.trim().is_empty() && !title.contains(['>', '@', ':', '\n']));
            prop_assume!(!titles.is_empty());
            records(&titles, seed)
        };
        let log = log(&text);
        let found = {
            let view = made.view(map).expect("there is a map");
            let matching = matching(&view, &log);
            let figures = map_evidence(&view, &log, &matching, None);
            for step in &figures.steps {
                prop_assert!(step.skipped <= step.passed && step.passed <= figures.followed, "{:?}", step);
                prop_assert!(step.again <= step.cases && step.cases <= step.visits, "{:?}", step);
            }
            for drift in drift(&view, &log, &matching) {
                prop_assert!(drift.drift().is_finite(), "{:?}", drift);
            }
            measures(&view, &log, &matching, 20.0, Locale::English)
        };
        let mut ids = Ids::after(1_000_000);
        let applied = made.apply(&found.change, &mut ids);
        prop_assert!(applied.is_ok(), "{:?} for {}", applied.err(), text);
        let view = made.view(map).expect("there is a map");
        for step in view.steps_of(Side::Seller) {
            let shares: Vec<f64> = view
                .flow_from(step.id)
                .filter_map(|link| link.share.as_ref())
                .filter(|share| share.source.as_deref() == Some("CRM"))
                .map(|share| share.value)
                .collect();
            let sum: f64 = shares.iter().sum();
            prop_assert!(sum <= 1.0 + 1e-9, "{} leaves to {} of its cases", step.title, sum);
            prop_assert!(!step.all || shares.is_empty(), "a split to all has no shares");
        }
        for outcome in &view.outcomes {
            let sum: f64 = view
                .leaving(twinlane_model::End::Outcome(outcome.id), LinkKind::Return)
                .filter_map(|link| link.share.as_ref())
                .filter(|share| share.source.as_deref() == Some("CRM"))
                .map(|share| share.value)
                .sum();
            prop_assert!(sum <= 1.0 + 1e-9, "{} is left by {} of its cases", outcome.name(), sum);
        }
        let again = {
            let log = &log;
            measures(&view, log, &matching(&view, log), 20.0, Locale::English)
        };
        prop_assert_eq!(again.set, 0, "what was written is there");
    }
}
