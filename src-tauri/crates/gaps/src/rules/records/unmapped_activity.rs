//! R2: what is done stands nowhere on the map.

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Records, Rule, Thing, Threshold, Worse};
use crate::sheet::{Sheet, at_least, percent_of};
use crate::words::{capital, quote};

const RECORDED: Threshold = Threshold {
    name: "unmapped-activity.percent",
    default: 1.0,
    unit: "percent",
    what: "From which share of all deals an activity that is recorded should be on the map.",
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
        Number {
            name: "deals",
            worse: Worse::Never,
        },
        Number {
            name: "deals_percent",
            worse: Worse::Up,
        },
    ],
    finds: "An activity that the records have in 1 % (setting) of all deals or more, and that is no step of the \
             map by its name or by what the room said. One finding per activity. What only says how a deal \
             ends is left out while the map has such an outcome. Silent while the map has no activities.",
    matters: "Somebody does it, it takes time, and it is part of no conversation about the process. Often it is \
             the step in which deals wait.",
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
    records: Some(Records {
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    // Where nothing is drawn yet, that nothing is drawn is no news.
    let drawn = sheet.activities().next().is_some();
    let Some(recorded) = sheet.recorded().filter(|_| drawn) else {
        return Vec::new();
    };
    let limit = sheet.limit(&RECORDED);
    let against = &recorded.against;
    let unmapped = against.unmapped.iter();
    unmapped
        .filter(|row| at_least(row.cases, against.cases, limit))
        .map(|row| {
            let name = if row.name.trim().is_empty() {
                "an activity without a name".to_owned()
            } else {
                quote(&row.name)
            };
            let title = format!(
                "{} is recorded in {} of {} deals and stands nowhere on the map.",
                capital(&name),
                row.cases,
                against.cases
            );
            let mut draft = Draft::new(Thing::Map, Side::Seller, title)
                .severity(Severity::Low)
                .why("It is done and takes time, and what is not on the map is not talked about.")
                .ask("Who does this, and what for? Is it a step of its own, another name for one, or left over?")
                .number("deals", row.cases as f64)
                .number("deals_percent", percent_of(row.cases, against.cases));
            draft.words.clone_from(&row.name);
            draft
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::probe::{check_titles, of, only, recorded};

    const DRAWING: &str = "
        # Sales process
        - Call
        - Offer
          => Won";

    #[test]
    fn one_deal_in_a_hundred_is_enough() {
        let log = "99: Call > Offer\n1: Call > Budget check > Offer";
        check_titles(
            "R2",
            DRAWING,
            log,
            &["“Budget check” is recorded in 1 of 100 deals and stands nowhere on the map."],
        );
        check_titles("R2", DRAWING, &log.replace("99: ", "100: "), &[]);
        check_titles(
            "R2",
            &DRAWING.replace("Offer", "BUDGET-check"),
            log,
            &["“Offer” is recorded in 100 of 100 deals and stands nowhere on the map."],
        );
    }

    #[test]
    fn endings_belong_to_outcomes() {
        let log = "3: Call > Offer > Won\n1: Call > Lost";
        check_titles(
            "R2",
            DRAWING,
            log,
            &["“Lost” is recorded in 1 of 4 deals and stands nowhere on the map."],
        );
        let with_no_decision = DRAWING.replace("=> Won", "=> Won\n=> No decision");
        check_titles("R2", &with_no_decision, log, &[]);
    }

    #[test]
    fn nothing_is_missing_where_nothing_is_drawn() {
        check_titles("R2", "# Buyer journey\n- Sees it", "4: Call > Offer", &[]);
    }

    #[test]
    fn each_activity_can_be_decided_about() {
        let map = recorded(DRAWING, "4: Call > Budget check > Offer > Legal: check, twice");
        let found = only("R2", of(&map));
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
