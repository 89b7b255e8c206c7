//! R2: what is done stands nowhere on the map.

use twinlane_model::{Severity, Side};
use twinlane_words::{English, sentences};

use super::shares::{at_least, percent_of};
use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{ExampleRecords, Rule, RuleNumber, WorseWhen};
use crate::threshold::Threshold;

sentences! {
    /// What R2 says.
    trait Sentences for English {
        fn finds() =>
            "An activity that the records have in 1 % (setting) of all deals or more, and that is no step \
             of the map by its name or by what the room said. One finding per activity. What only says how \
             a deal ends is left out while the map has such an outcome. Silent while the map has no \
             activities.";
        fn matters() =>
            "Somebody does it, it takes time, and it is part of no conversation about the process. Often it \
             is the step in which deals wait.";
        fn what_recorded() =>
            "From which share of all deals an activity that is recorded should be on the map.";

        fn title(activity: &str, deals: u64, all: u64) => {
            format!(
                "{} is recorded in {} of {} deals and stands nowhere on the map.",
                English.capital(activity),
                English.count(deals as usize),
                English.count(all as usize)
            )
        };
        fn without_a_name() => "an activity without a name";
        fn why() => "It is done and takes time, and what is not on the map is not talked about.";
        fn ask() => "Who does this, and what for? Is it a step of its own, another name for one, or left over?";
    }
}

const RECORDED: Threshold = Threshold {
    name: "unmapped-activity.percent",
    default: 1.0,
    unit: "percent",
    what: |locale| locale.what_recorded(),
};

pub const RULE: Rule = Rule {
    code: "R2",
    name: "unmapped-activity",
    family: Family::Records,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[RECORDED],
    numbers: &[
        RuleNumber {
            name: "deals",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "deals_percent",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
## Close
- [Sales] Send the offer
  => Won",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone
- [Finance] Check the budget
## Close
- [Sales] Send the offer
  => Won",
    records: Some(ExampleRecords {
        wrong: "deal,stage,date
1,Qualify by phone,2025-01-06
1,Check the budget,2025-01-13
1,Send the offer,2025-01-20
1,Won,2025-01-21
2,Qualify by phone,2025-01-07
2,Send the offer,2025-01-09",
        right: "deal,stage,date
1,Qualify by phone,2025-01-06
1,Check the budget,2025-01-13
1,Send the offer,2025-01-20
1,Won,2025-01-21
2,Qualify by phone,2025-01-07
2,Send the offer,2025-01-09",
    }),
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    // On a map without activities every recorded one is missing, which nobody has to be told.
    let drawn = facts.activities().next().is_some();
    let Some(recorded) = facts.recorded().filter(|_| drawn) else {
        return Vec::new();
    };
    let limit = facts.limit(&RECORDED);
    let evidence = &recorded.evidence;
    let unmapped = evidence.unmapped.iter();
    unmapped
        .filter(|row| at_least(row.cases, evidence.cases, limit))
        .map(|row| {
            let name = if row.name.trim().is_empty() {
                say.without_a_name().to_owned()
            } else {
                say.quote(&row.name)
            };
            let title = say.title(&name, row.cases, evidence.cases);
            let mut draft = DraftFinding::new(MapItem::Map, Side::Seller, title)
                .severity(Severity::Low)
                .why(say.why())
                .ask(say.ask())
                .number("deals", row.cases as f64)
                .number("deals_percent", percent_of(row.cases, evidence.cases));
            draft.key_suffix.clone_from(&row.name);
            draft
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::RULE;
    use crate::testing::{check_titles, of, only, recorded};

    const DRAWING: &str = "
        # Sales process
        - Call
        - Offer
          => Won";

    #[test]
    fn one_deal_in_a_hundred_is_enough() {
        let log = "99: Call > Offer\n1: Call > Budget check > Offer";
        check_titles(
            &RULE,
            DRAWING,
            log,
            &["“Budget check” is recorded in 1 of 100 deals and stands nowhere on the map."],
        );
        check_titles(&RULE, DRAWING, &log.replace("99: ", "100: "), &[]);
        check_titles(
            &RULE,
            &DRAWING.replace("Offer", "BUDGET-check"),
            log,
            &["“Offer” is recorded in 100 of 100 deals and stands nowhere on the map."],
        );
    }

    #[test]
    fn endings_belong_to_outcomes() {
        let log = "3: Call > Offer > Won\n1: Call > Lost";
        check_titles(
            &RULE,
            DRAWING,
            log,
            &["“Lost” is recorded in 1 of 4 deals and stands nowhere on the map."],
        );
        let with_no_decision = DRAWING.replace("=> Won", "=> Won\n=> No decision");
        check_titles(&RULE, &with_no_decision, log, &[]);
    }

    #[test]
    fn nothing_is_missing_where_nothing_is_drawn() {
        check_titles(&RULE, "# Buyer journey\n- Sees it", "4: Call > Offer", &[]);
    }

    #[test]
    fn each_activity_can_be_decided_about() {
        let map = recorded(DRAWING, "4: Call > Budget check > Offer > Legal: check, twice");
        let found = only(&RULE, of(&map));
        let prints: BTreeSet<&str> = found.iter().map(|found| found.fingerprint.as_str()).collect();
        assert_eq!(
            prints.len(),
            2,
            "the map is the subject of both, the name tells them apart: {prints:?}"
        );
        assert!(
            prints.iter().any(|print| print.ends_with("/Budget check")),
            "{prints:?}"
        );
    }
}
