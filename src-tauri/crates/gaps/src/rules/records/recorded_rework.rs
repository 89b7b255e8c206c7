//! R6: deals come back to a step.

use twinlane_model::Side;
use twinlane_words::{English, sentences};

use super::shares::{more_than, percent_of};
use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{ExampleRecords, Rule, RuleNumber, WorseWhen};
use crate::threshold::Threshold;

sentences! {
    /// What R6 says.
    trait Sentences for English {
        fn finds() =>
            "An activity that more than 10 % (setting) of the deals which come to it do more than once. \
             Where an activity of the map stands for several of the records, these right after each other \
             are one visit. One finding per activity.";
        fn matters() =>
            "Work done over takes its time twice and delays what waits behind it. No plan has it, since \
             everybody remembers the deal in which it went well the first time.";
        fn what_again() => "Above which share of the deals that come to a step it counts as done over.";

        fn title(activity: &str, again: u64, all: u64) => {
            format!(
                "{} is done over in {} of the {} deals that come to it.",
                English.capital(activity),
                English.count(again as usize),
                English.count(all as usize)
            )
        };
        fn why() => "Each time takes the time again, and the deals behind wait for it.";
        fn ask() => "What was missing the first time, and who could have known it before?";
    }
}

const AGAIN: Threshold = Threshold {
    name: "recorded-rework.percent",
    default: 10.0,
    unit: "percent",
    what: |locale| locale.what_again(),
};

pub const RULE: Rule = Rule {
    code: "R6",
    name: "recorded-rework",
    family: Family::Records,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[AGAIN],
    numbers: &[
        RuleNumber {
            name: "deals_that_come_back",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "deals_that_come",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "again_percent",
            worse: WorseWhen::Higher,
        },
        RuleNumber {
            name: "visits_per_deal",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Close
- [Sales] Send the offer
  => Check the terms
- [Legal] Check the terms
  => Send the offer
  => Won",
    right: "# Sales process
## Close
- [Sales] Send the offer
  => Check the terms
- [Legal] Check the terms
  => Send the offer
  => Won",
    records: Some(ExampleRecords {
        wrong: "deal,stage,date
1,Send the offer,2025-01-06
1,Check the terms,2025-01-08
1,Send the offer,2025-01-13
1,Check the terms,2025-01-14
2,Send the offer,2025-01-07
2,Check the terms,2025-01-09",
        right: "deal,stage,date
1,Send the offer,2025-01-06
1,Check the terms,2025-01-08
2,Send the offer,2025-01-07
2,Check the terms,2025-01-09",
    }),
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let Some(recorded) = facts.recorded() else {
        return Vec::new();
    };
    let limit = facts.limit(&AGAIN);
    let again = recorded.evidence.steps.iter();
    let again = again.filter(|row| more_than(row.again, row.cases, limit));
    again
        .filter_map(|row| {
            let at = facts.activity(row.step)?;
            let title = facts.locale.title(&facts.step(at), row.again, row.cases);
            Some(
                DraftFinding::new(MapItem::Step(at), Side::Seller, title)
                    .why(facts.locale.why())
                    .ask(facts.locale.ask())
                    .number("deals_that_come_back", row.again as f64)
                    .number("deals_that_come", row.cases as f64)
                    .number("again_percent", percent_of(row.again, row.cases))
                    .number("visits_per_deal", row.visits as f64 / row.cases as f64),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check_titles;

    const DRAWING: &str = "
        # Sales process
        - Call
        - Demo
        - Offer
          => Won";

    #[test]
    fn more_than_one_in_ten_of_those_who_come_to_it() {
        let log =
            "90: Call\n9: Call > Demo > Offer\n1: Call > Demo > Demo > Offer\n1: Call > Demo > Offer > Demo";
        check_titles(
            &RULE,
            DRAWING,
            log,
            &["“Demo” is done over in 2 of the 11 deals that come to it."],
        );
        check_titles(
            &RULE,
            DRAWING,
            &log.replace("\n1: Call > Demo > Demo > Offer", ""),
            &[],
        );
    }
}
