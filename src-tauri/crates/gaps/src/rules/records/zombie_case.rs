//! R7: deals that should have ended and stand open.

use twinlane_model::{Severity, Side};
use twinlane_records::summary::Overdue;
use twinlane_words::{English, Unit, sentences};

use super::shares::percent_of;
use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{ExampleRecords, Rule, RuleNumber, WorseWhen};

sentences! {
    /// What R7 says.
    trait Sentences for English {
        fn finds() =>
            "Open deals that are older, at the date asked, than 95 % of the won ones were when they were \
             won, and those whose close date has passed. Without a date asked it is the last day of the \
             workshop, else that of the records. One finding per map. Silent where nothing in the records \
             says how deals end.";
        fn matters() =>
            "Nobody expects them to be won and nobody dares to close them. They stand in every forecast, \
             and whoever looks after them does not look after the others.";

        fn title(overdue: u64, open: u64, reasons: &str) => {
            format!(
                "{} of {} open deals should have ended: {reasons}.",
                English.count(overdue as usize),
                English.count(open as usize)
            )
        };
        /// Two reasons in one title.
        fn both(one: &str, other: &str) => "{one}, and {other}";
        fn too_old(deals: u64, days: f64) => {
            format!(
                "{} been open longer than the {} in which 95 % of the won ones were won",
                English.counted(deals as usize, "has", "have"),
                English.measured(days, Unit::Days)
            )
        };
        fn past_close_date(deals: u64) => {
            format!("the close date of {} has passed", English.count(deals as usize))
        };
        fn why() =>
            "Nobody expects them any more, and they stand in every forecast. What is asked of them is taken from \
            deals that could be won.";
        fn ask() => "Which of them would surprise us if they were won? What keeps us from closing the others today?";
    }
}

pub const RULE: Rule = Rule {
    code: "R7",
    name: "zombie-case",
    family: Family::Records,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        RuleNumber {
            name: "open_deals",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "overdue_deals",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "overdue_percent",
            worse: WorseWhen::Higher,
        },
        RuleNumber {
            name: "too_old",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "past_close_date",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "limit_days",
            worse: WorseWhen::Never,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Sell
- [Sales] Show the machine
- [Sales] Send the offer
  => Won",
    right: "# Sales process
## Sell
- [Sales] Show the machine
- [Sales] Send the offer
  => Won",
    records: Some(ExampleRecords {
        wrong: "deal,stage,date
1,Show the machine,2025-10-06
1,Send the offer,2025-10-20
1,Won,2025-11-20
2,Show the machine,2025-03-03
2,Send the offer,2025-03-20",
        right: "deal,stage,date
1,Show the machine,2025-10-06
1,Send the offer,2025-10-20
1,Won,2025-11-20
2,Show the machine,2026-01-12
2,Send the offer,2026-01-20",
    }),
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let overdue = facts.recorded().and_then(|recorded| recorded.evidence.overdue);
    let Some(found) = overdue.filter(|found| found.either > 0) else {
        return Vec::new();
    };
    let mut draft = DraftFinding::new(MapItem::Map, Side::Seller, title(facts, &found))
        .severity(Severity::Low)
        .why(facts.locale.why())
        .ask(facts.locale.ask())
        .number("open_deals", found.open as f64)
        .number("overdue_deals", found.either as f64)
        .number("overdue_percent", percent_of(found.either, found.open))
        .number("too_old", found.too_old as f64)
        .number("past_close_date", found.past_close as f64);
    if let Some(days) = found.limit_days {
        draft = draft.number("limit_days", days);
    }
    vec![draft]
}

fn title(facts: &MapFacts<'_, '_>, found: &Overdue) -> String {
    let say = facts.locale;
    let old = found.limit_days.filter(|_| found.too_old > 0);
    let old = old.map(|days| say.too_old(found.too_old, days));
    let past = (found.past_close > 0).then(|| say.past_close_date(found.past_close));
    let reasons = match (old, past) {
        (Some(old), Some(past)) => say.both(&old, &past),
        (old, past) => old.or(past).unwrap_or_default(),
    };
    say.title(found.either, found.open, &reasons)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use twinlane_testkit::{TestMap, draw};

    use super::RULE;
    use crate::logs::keep;
    use crate::testing::{check_titles, recorded};
    use crate::{Context, catalogue};

    const DRAWING: &str = "
        # Sales process
        - Call
        - Offer
          => Won";

    fn titles(map: &TestMap, today: Option<Date>) -> Vec<String> {
        let found = catalogue(
            &map.view(),
            &Context {
                today,
                ..Context::default()
            },
        )
        .findings
        .into_iter();
        found
            .filter(|found| found.code == RULE.code)
            .map(|found| found.title)
            .collect()
    }

    #[test]
    fn open_deals_are_aged_to_the_day_asked() {
        let map = recorded(
            DRAWING,
            "9: Call > Won@10\n1: Call@5 > Offer@6\n1: Call@9 > Offer@12",
        );
        let of = |today| titles(&map, today);
        let one = "1 of 2 open deals should have ended: 1 has been open longer than the 10 days in which 95 % of the \
                   won ones were won.";
        assert_eq!(
            of(Some(date(2025, 1, 21))),
            Vec::<String>::new(),
            "ten days are not more than ten"
        );
        assert_eq!(of(Some(date(2025, 1, 22))), [one], "the older of the two");
        assert_eq!(
            of(None),
            Vec::<String>::new(),
            "without a date asked, that of the records counts"
        );
    }

    #[test]
    fn a_close_date_that_has_passed_is_enough() {
        let mut map = draw(DRAWING);
        keep(
            &mut map,
            "Deal ID,Create date,Close date,Stage,Is closed,Is won
1,2025-11-03,2025-12-01,Won,true,true
2,2026-01-05,2026-01-30,Offer,false,false
3,2026-01-05,2026-01-31,Offer,false,false
4,2025-06-02,2025-09-01,Offer,false,false",
        );
        let today = Some(date(2026, 1, 31));
        assert_eq!(
            titles(&map, today),
            [
                "2 of 3 open deals should have ended: 1 has been open longer than the 28 days in which 95 % of the won \
              ones were won, and the close date of 2 has passed."
            ]
        );
    }

    #[test]
    fn nothing_is_said_where_no_deal_ends() {
        check_titles(&RULE, DRAWING, "4: Call > Offer", &[]);
    }
}
