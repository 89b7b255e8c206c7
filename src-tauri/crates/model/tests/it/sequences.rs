//! Over random sequences of changes: an inverse brings everything back, a refusal alters nothing, the
//! invariants hold, and JSON says the same as memory.

use proptest::prelude::*;
use twinlane_model::{Change, Workshop};
use twinlane_testkit::Ids;
use twinlane_testkit::random::{Dice, full};

use crate::random_changes::change;

fn reread(change: &Change) -> Change {
    let text = serde_json::to_string(change).expect("a change is JSON");
    serde_json::from_str(&text).expect("and read again")
}

fn run(seed: u64, steps: usize, length: usize) -> Result<usize, TestCaseError> {
    let mut workshop = full(seed, steps);
    let mut dice = Dice::new(!seed);
    let mut ids = Ids::after(1 << 30);
    let mut applied_ones = 0;
    for _ in 0..length {
        let change = change(&mut dice, &workshop);
        prop_assert_eq!(&reread(&change), &change, "a change survives JSON");
        let before = workshop.clone();
        let applied = match workshop.apply(&change, &mut ids) {
            Ok(applied) => applied,
            Err(refusal) => {
                prop_assert_eq!(
                    &workshop,
                    &before,
                    "refused for {}, so nothing is altered: {:?}",
                    refusal,
                    change
                );
                continue;
            }
        };
        applied_ones += 1;
        prop_assert_eq!(workshop.check(), [], "the invariants hold after {:?}", change);
        let rebuilt = Workshop::from_rows(workshop.rows());
        prop_assert_eq!(
            rebuilt.as_ref(),
            Ok(&workshop),
            "rows alone say everything, indexes too, after {:?}",
            change
        );

        for row in &applied.put {
            prop_assert_eq!(
                workshop.row(row.key()),
                Some(row.clone()),
                "rows put are the new states"
            );
        }
        for key in &applied.deleted {
            prop_assert!(workshop.row(*key).is_none(), "rows deleted are gone");
        }

        let mut back = workshop.clone();
        let undone = back.apply(&reread(&applied.inverse), &mut ids);
        let undone =
            undone.map_err(|why| TestCaseError::fail(format!("undo of {change:?} refused: {why}")))?;
        prop_assert_eq!(&back, &before, "the inverse of {:?} brings all back", change);
        let redone = back.apply(&undone.inverse, &mut ids);
        prop_assert!(redone.is_ok(), "and its inverse goes forward again");
        prop_assert_eq!(&back, &workshop, "to the same state");

        let mut again = before;
        let replayed = again.apply(&reread(&applied.change), &mut Ids::after(1 << 40));
        prop_assert!(
            replayed.is_ok(),
            "the filled change can be replayed: {:?}",
            replayed
        );
        prop_assert_eq!(
            &again,
            &workshop,
            "and gives the same rows without drawing ids: {:?}",
            applied.change
        );
    }
    Ok(applied_ones)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changes_can_be_undone_and_replayed(seed in any::<u64>(), steps in 0_usize..28, length in 1_usize..24) {
        run(seed, steps, length)?;
    }
}

#[test]
fn random_changes_go_through_often_enough_to_prove_something() {
    let applied: usize = (0..20).map(|seed| run(seed, 24, 30).expect("holds")).sum();
    assert!(applied > 200, "of 600 changes {applied} went through");
}
