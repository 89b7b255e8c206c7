//! R6: deals come back to a step.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Number, Records, Rule, Thing, Threshold, Worse};
use crate::sheet::{Sheet, more_than, percent_of};
use crate::words::capital;

const AGAIN: Threshold = Threshold {
    name: "recorded-rework.percent",
    default: 10.0,
    unit: "percent",
    what: "Above which share of the deals that come to a step it counts as done over.",
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
        Number {
            name: "deals_that_come_back",
            worse: Worse::Never,
        },
        Number {
            name: "deals_that_come",
            worse: Worse::Never,
        },
        Number {
            name: "again_percent",
            worse: Worse::Up,
        },
        Number {
            name: "visits_per_deal",
            worse: Worse::Up,
        },
    ],
    finds: "An activity that more than 10 % (setting) of the deals which come to it do more than once. Where an \
             activity of the map stands for several of the records, these right after each other are one visit. \
             One finding per activity.",
    matters: "Work done over takes its time twice and delays what waits behind it. No plan has it, since \
             everybody remembers the deal in which it went well the first time.",
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
    records: Some(Records {
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let Some(recorded) = sheet.recorded() else {
        return Vec::new();
    };
    let limit = sheet.limit(&AGAIN);
    let again = recorded.against.steps.iter();
    let again = again.filter(|row| more_than(row.again, row.cases, limit));
    again
        .filter_map(|row| {
            let at = sheet.activity(row.step)?;
            let title = format!(
                "{} is done over in {} of the {} deals that come to it.",
                capital(&sheet.step(at)),
                row.again,
                row.cases
            );
            Some(
                Draft::new(Thing::Step(at), Side::Seller, title)
                    .why("Each time takes the time again, and the deals behind wait for it.")
                    .ask("What was missing the first time, and who could have known it before?")
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
    use crate::probe::check_titles;

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
            "R6",
            DRAWING,
            log,
            &["“Demo” is done over in 2 of the 11 deals that come to it."],
        );
        check_titles(
            "R6",
            DRAWING,
            &log.replace("\n1: Call > Demo > Demo > Offer", ""),
            &[],
        );
    }
}
