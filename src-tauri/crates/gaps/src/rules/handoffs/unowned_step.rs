//! H3: an activity belongs to nobody.

use twinlane_model::Side;
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::Rule;

sentences! {
    /// What H3 says.
    trait Sentences for English {
        fn finds() =>
            "An activity with neither an owner (a named pool) nor an accountable person, in a lane that has \
             no owner either.";
        fn matters() =>
            "What belongs to nobody is done when there is time. When it goes wrong there is nobody to ask \
             and nobody to help.";

        fn title(activity: &str) => { format!("{} belongs to nobody.", English.capital(activity)) };
        fn why(lane: &str) => "It has no owner and no accountable person, and {lane} has none either.";
        fn ask() => "Who would be called if it went wrong tomorrow, and do they know?";
    }
}

pub const RULE: Rule = Rule {
    code: "H3",
    name: "unowned-step",
    family: Family::Handoffs,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Marketing] Score lead
  => Won",
    right: r#"# Sales process
## Qualify
- [Marketing] Score lead {owner "Mara"}
  => Won"#,
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let unowned = facts.activities().filter(|step| {
        let row = facts.row(*step);
        let pool = row
            .pool
            .and_then(|pool| facts.view.pool(pool))
            .map_or("", |pool| pool.name.as_str());
        let lane = facts.view.lanes[facts.lane_of[*step]].owner.as_str();
        [pool, row.accountable.as_str(), lane]
            .iter()
            .all(|name| name.trim().is_empty())
    });
    unowned
        .map(|step| {
            let lane = facts.lane_title(facts.lane_of[step]);
            let title = facts.locale.title(&facts.step(step));
            DraftFinding::new(MapItem::Step(step), Side::Seller, title)
                .why(facts.locale.why(&lane))
                .ask(facts.locale.ask())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn owner_person_or_lane_will_do() {
        check(
            &RULE,
            r#"lane: sales [Field] owner "Mara"
            # Sales process
            - [Inside] Score {owner "Team"}
            - [Inside] Call {accountable "Jo"}
            - [Inside] Archive {people 1}
            - [Field] Visit"#,
            &["Archive"],
        );
    }
}
