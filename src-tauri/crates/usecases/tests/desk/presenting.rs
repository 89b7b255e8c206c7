//! What other people may see of the gaps.

use twinlane_model::MapId;
use twinlane_wire::{ViewOptions, commands};

use crate::support::AtWork;

/// People are asked for more hours than they have: one person by number, one by name, and a team.
const MAP: &str = r#"entry: Call 100

# Sales process
## Sell
- [Sales] Call {touch 2 h, owner "Ana Smith", people 1, capacity 100 h}
  => Test
- [Lab] Test {touch 3 h, owner "Lab", people 4, capacity 200 h}
  => Offer
- [Sales] Offer {touch 2 h, owner "Bo Berg", capacity 160 h}
  => Won 40 %
  => Lost 60 %"#;

fn busy(work: &AtWork, map: MapId, presenting: bool) -> Vec<String> {
    let options = ViewOptions {
        map: Some(map),
        presenting,
        ..ViewOptions::default()
    };
    work.call(commands::View { options }).expect("shown");
    let found = work.snapshot().view.findings.into_iter();
    let found = found.filter(|finding| finding.code.starts_with('B'));
    let mut found: Vec<String> = found.map(|finding| finding.title).collect();
    found.sort();
    found
}

#[test]
fn how_busy_somebody_is_stays_with_the_facilitator() {
    let (work, map) = AtWork::on_outline(MAP);
    let person = serde_json::json!({ "participant": {
        "id": uuid::Uuid::from_u128(77), "name": "Bo Berg", "position": 0
    } });
    let row = serde_json::from_value(person).expect("a participant");
    let change = twinlane_model::Change::Add { row };
    work.call(commands::Change { change }).expect("Bo takes part");
    let all = busy(&work, map, false);
    let named = |name: &str| all.iter().filter(|title| title.contains(name)).count();
    assert!(
        named("Ana Smith") > 0 && named("Bo Berg") > 0 && named("Lab") > 0,
        "the facilitator sees who is overloaded: {all:?}"
    );
    let shown = busy(&work, map, true);
    assert!(
        shown.iter().any(|title| title.contains("Lab")),
        "a team may be told: {shown:?}"
    );
    for name in ["Ana", "Bo "] {
        assert!(
            !shown.iter().any(|title| title.contains(name)),
            "nobody is exposed in front of the others: {shown:?}"
        );
    }
}
