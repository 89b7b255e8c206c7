//! R5: records are made up afterwards, many at once.

use twinlane_model::{Severity, Side};
use twinlane_words::{English, sentences};

use super::shares::percent_of;
use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{ExampleRecords, Rule, RuleNumber, WorseWhen};

sentences! {
    /// What R5 says.
    trait Sentences for English {
        fn finds() =>
            "Deals with five stage changes or more within one minute, or people with twenty or more. One \
             finding per map. Silent where the records have dates without a time of day.";
        fn matters() =>
            "Nobody sells that fast: stages were filled in afterwards, before a meeting or a review. Times \
             and the order of steps of these deals are invented, and measures taken from them are too.";

        /// Deals whose stages were entered at once.
        fn deals(deals: u64, all: u64) => {
            format!("{}.", English.in_deals(deals, all))
        };
        /// People who entered many stages at once.
        fn people(people: u64) => {
            format!("{} stages within one minute.", English.by_people(people))
        };
        fn deals_and_people(deals: u64, all: u64, people: u64) => {
            format!("{}, and {}.", English.in_deals(deals, all), English.by_people(people))
        };
        /// The part of the titles about deals.
        fn in_deals(deals: u64, all: u64) => {
            format!(
                "In {} of {} deals five stages or more were entered within one minute",
                English.count(deals as usize),
                English.count(all as usize)
            )
        };
        /// The part of the titles about people: how many, and never who.
        fn by_people(people: u64) => {
            format!("{} entered twenty or more", English.counted(people as usize, "person", "people"))
        };
        fn why() =>
            "Nobody sells that fast. These stages were filled in afterwards, and the times that are taken from \
            them are invented.";
        fn ask() => "When do we enter what happened, and what would make it worth our while to do it the same day?";
    }
}

pub const RULE: Rule = Rule {
    code: "R5",
    name: "batch-entry",
    family: Family::Records,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        RuleNumber {
            name: "deals",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "deals_percent",
            worse: WorseWhen::Higher,
        },
        RuleNumber {
            name: "entries",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "people",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
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
    records: Some(ExampleRecords {
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

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    let Some(evidence) = facts.recorded().map(|recorded| &recorded.evidence) else {
        return Vec::new();
    };
    let Some(batch) = evidence.batch.filter(|batch| batch.cases > 0 || batch.users > 0) else {
        return Vec::new();
    };
    let title = match (batch.cases, batch.users) {
        (0, people) => say.people(people),
        (deals, 0) => say.deals(deals, evidence.cases),
        (deals, people) => say.deals_and_people(deals, evidence.cases, people),
    };
    let draft = DraftFinding::new(MapItem::Map, Side::Seller, title)
        .severity(Severity::Low)
        .why(say.why())
        .ask(say.ask())
        .number("deals", batch.cases as f64)
        .number("entries", batch.events as f64)
        .number("people", batch.users as f64)
        .number("deals_percent", percent_of(batch.cases, evidence.cases));
    vec![draft]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check_titles;

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
            &RULE,
            DRAWING,
            log,
            &["In 3 of 10 deals five stages or more were entered within one minute."],
        );
        check_titles(&RULE, DRAWING, &log.replace("1.0001", "0.9"), &[]);
        check_titles(&RULE, DRAWING, &log.replace("1.0003", "1.3"), &[]);
    }

    #[test]
    fn twenty_entries_of_one_person_within_a_minute_are_too_and_nobody_is_named() {
        check_titles(
            &RULE,
            DRAWING,
            &entered(20, 0.00003),
            &["1 person entered twenty or more stages within one minute."],
        );
        check_titles(&RULE, DRAWING, &entered(19, 0.00003), &[]);
        check_titles(&RULE, DRAWING, &entered(20, 0.0001), &[]);
    }
}
