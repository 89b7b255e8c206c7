//! The gaps follow the settings of the workshop, and undo brings them back.

use serde_json::{Value, json};
use twinlane_model::{Change, RowKey, Severity};
use twinlane_wire::commands;

use crate::support::AtWork;

/// Work goes to and fro between two functions, and nobody comes back to a disqualified lead.
const MAP: &str = "# Sales process
## Sell
- [Sales] Call
  => Test
- [Lab] Test
  => Offer
- [Sales] Offer
  => Won 40 %
  => Disqualified 60 %
";

/// Severities of the gaps of a rule.
fn severities(work: &AtWork, code: &str) -> Vec<Severity> {
    let found = work.snapshot().view.findings.into_iter();
    found
        .filter(|finding| finding.code == code)
        .map(|finding| finding.severity)
        .collect()
}

fn set(work: &AtWork, values: Value) {
    let Value::Object(values) = values else {
        panic!("fields: {values}")
    };
    let of = RowKey::Settings;
    let change = Change::Set { of, values };
    work.call(commands::Change { change }).expect("set");
}

#[test]
fn a_threshold_a_severity_and_a_rule_that_is_off_count_at_once() {
    let (work, _) = AtWork::on_outline(MAP);
    assert!(!severities(&work, "H2").is_empty(), "work goes to and fro");
    let before = severities(&work, "F6");
    assert!(
        !before.is_empty() && !before.contains(&Severity::High),
        "{before:?}"
    );

    set(&work, json!({ "thresholds": { "ping-pong-handoff.links": 1.0 } }));
    assert_eq!(severities(&work, "H2"), [], "work is away for two links");
    set(&work, json!({ "severities": { "missing-nurture-path": "high" } }));
    assert!(
        severities(&work, "F6")
            .iter()
            .all(|severity| *severity == Severity::High)
    );
    set(
        &work,
        json!({ "off": { "missing-nurture-path": "Partners follow up" } }),
    );
    assert_eq!(severities(&work, "F6"), []);

    for _ in 0..3 {
        work.call(commands::Undo).expect("undone");
    }
    assert!(!severities(&work, "H2").is_empty());
    assert_eq!(severities(&work, "F6"), before);
}
