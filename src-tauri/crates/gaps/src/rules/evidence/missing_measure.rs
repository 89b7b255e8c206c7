//! E8: an activity without any number.

use twinlane_model::{Severity, Side};
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::Rule;

sentences! {
    /// What E8 says.
    trait Sentences for English {
        fn finds() =>
            "An activity with neither touch time nor elapsed time nor a share on its outgoing flow.";
        fn matters() =>
            "Where nothing is known the arithmetic goes blind, and the room falls back on opinions. One \
             number, even a rough one, is a beginning.";

        fn title(activity: &str) => "No number is known of {activity}.";
        fn why() => "Neither how long it takes nor how many cases go on from it.";
        fn ask() => "How many hours did the last one take, and how many days passed until the next step?";
    }
}

pub const RULE: Rule = Rule {
    code: "E8",
    name: "missing-measure",
    family: Family::Evidence,
    severity: "low",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Won",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone {touch 1 h}
  => Won",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let bare = facts.activities().filter(|step| {
        let row = facts.row(*step);
        let mut links = facts.flow_links(*step);
        row.touch.is_none()
            && row.elapsed.is_none()
            && !links.any(|link| facts.view.links[link].share.is_some())
    });
    bare.map(|step| {
        let title = facts.locale.title(&facts.step(step));
        DraftFinding::new(MapItem::Step(step), Side::Seller, title)
            .severity(Severity::Low)
            .why(facts.locale.why())
            .ask(facts.locale.ask())
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn one_number_is_enough() {
        check(
            &RULE,
            r#"# Sales process
            - A {touch 1 h}
            - B {elapsed 1 d}
            - C
              => D 40 %
            - D
            - "" {id w, waypoint}"#,
            &["D"],
        );
    }
}
