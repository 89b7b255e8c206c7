//! R5: records are made up afterwards, many at once.

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Records, Rule, Thing, Worse};
use crate::sheet::{Sheet, percent_of};
use crate::words::count;

pub const RULE: Rule = Rule {
    code: "R5",
    name: "batch-entry",
    family: Family::Records,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        Number {
            name: "deals",
            worse: Worse::Never,
        },
        Number {
            name: "deals_percent",
            worse: Worse::Up,
        },
        Number {
            name: "entries",
            worse: Worse::Never,
        },
        Number {
            name: "people",
            worse: Worse::Up,
        },
    ],
    finds: "Deals with five stage changes or more within one minute, or people with twenty or more. One finding \
             per map. Silent where the records have dates without a time of day.",
    matters: "Nobody sells that fast: stages were filled in afterwards, before a meeting or a review. Times and \
             the order of steps of these deals are invented, and measures taken from them are too.",
    wrong: "# Sales process
## Sell
- [Sales] Call
- [Sales] Visit
- [Sales] Demo
- [Sales] Trial
- [Sales] Offer
  => Won",
    right: "# Sales process
## Sell
- [Sales] Call
- [Sales] Visit
- [Sales] Demo
- [Sales] Trial
- [Sales] Offer
  => Won",
    records: Some(Records {
        wrong: "deal,stage,date
1,Call,2025-01-31 16:58:02
1,Visit,2025-01-31 16:58:11
1,Demo,2025-01-31 16:58:19
1,Trial,2025-01-31 16:58:30
1,Offer,2025-01-31 16:58:41",
        right: "deal,stage,date
1,Call,2025-01-06 09:12:02
1,Visit,2025-01-09 14:03:11
1,Demo,2025-01-17 11:40:19
1,Trial,2025-01-31 16:58:30
1,Offer,2025-01-31 16:58:41",
    }),
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let Some(against) = sheet.recorded().map(|recorded| &recorded.against) else {
        return Vec::new();
    };
    let Some(batch) = against.batch.filter(|batch| batch.cases > 0 || batch.users > 0) else {
        return Vec::new();
    };
    let of_deals = format!(
        "In {} of {} deals five stages or more were entered within one minute",
        batch.cases, against.cases
    );
    // How many people, and never who.
    let of_people = format!(
        "{} entered twenty or more",
        count(
            usize::try_from(batch.users).unwrap_or(usize::MAX),
            "person",
            "people"
        )
    );
    let title = match (batch.cases, batch.users) {
        (0, _) => format!("{of_people} stages within one minute."),
        (_, 0) => format!("{of_deals}."),
        _ => format!("{of_deals}, and {of_people}."),
    };
    let draft = Draft::new(Thing::Map, Side::Seller, title)
        .severity(Severity::Low)
        .why(
            "Nobody sells that fast. These stages were filled in afterwards, and the times that are taken from \
             them are invented.",
        )
        .ask("When do we enter what happened, and what would make it worth our while to do it the same day?")
        .number("deals", batch.cases as f64)
        .number("entries", batch.events as f64)
        .number("people", batch.users as f64)
        .number("deals_percent", percent_of(batch.cases, against.cases));
    vec![draft]
}

#[cfg(test)]
mod tests {
    use crate::probe::check_titles;

    const DRAWING: &str = "
        # Sales process
        - Call
          => Won";

    /// So many deals of one person, an event each, some seconds apart: a ten-thousandth of a day is 8.6 of them.
    fn entered(deals: usize, apart: f64) -> String {
        let line = |number: usize| format!("1: Call@{}/Ann Smith", number as f64 * apart);
        (0..deals).map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn five_changes_of_a_deal_within_a_minute_are_made_up() {
        let log =
            "3: Call > Demo@1.0001 > Demo@1.0002 > Offer@1.0003 > Offer@1.0004 > Won@1.0005\n7: Call > Won";
        check_titles(
            "R5",
            DRAWING,
            log,
            &["In 3 of 10 deals five stages or more were entered within one minute."],
        );
        check_titles("R5", DRAWING, &log.replace("1.0001", "0.9"), &[]);
        check_titles("R5", DRAWING, &log.replace("1.0003", "1.3"), &[]);
    }

    #[test]
    fn twenty_entries_of_one_person_within_a_minute_are_too_and_nobody_is_named() {
        check_titles(
            "R5",
            DRAWING,
            &entered(20, 0.00003),
            &["1 person entered twenty or more stages within one minute."],
        );
        check_titles("R5", DRAWING, &entered(19, 0.00003), &[]);
        check_titles("R5", DRAWING, &entered(20, 0.0001), &[]);
    }
}
