//! R1: deals go past a step.

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
    /// What R1 says.
    trait Sentences for English {
        fn finds() =>
            "An activity that is not recorded in more than 20 % (setting) of the deals that came as far as \
             its stage: those in which something of this stage or of a later one is recorded. Silent about \
             activities that nothing in the records means, and without records.";
        fn matters() =>
            "The map says that it is done. Either deals do well without it, or it is done and nobody enters \
             it, or it is left out where it was needed, and each of these asks for something else.";
        fn what_skipped() =>
            "Above which share of the deals that came as far as its stage a step counts as skipped.";

        fn title(activity: &str, skipped: u64, all: u64, stage: &str) => {
            format!(
                "{} is skipped by {} of the {} deals that came as far as {stage}.",
                English.capital(activity),
                English.count(skipped as usize),
                English.count(all as usize)
            )
        };
        fn why() =>
            "The map says that this is done. Either it is not needed, or it is done and not recorded, or it is \
            left out where it would have helped.";
        fn ask() =>
            "Which of these deals were the better for it? If it is only for some of them, how do we tell which?";
    }
}

const SKIPPED: Threshold = Threshold {
    name: "skipped-step.percent",
    default: 20.0,
    unit: "percent",
    what: |locale| locale.what_skipped(),
};

pub const RULE: Rule = Rule {
    code: "R1",
    name: "skipped-step",
    family: Family::Records,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[SKIPPED],
    numbers: &[
        RuleNumber {
            name: "deals_that_skip",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "deals_that_pass",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "skipped_percent",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
## Prove
- [Sales] Show the machine
## Close
- [Sales] Send the offer
  => Won",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone
## Prove
- [Sales] Show the machine
## Close
- [Sales] Send the offer
  => Won",
    records: Some(ExampleRecords {
        wrong: "deal,stage,date
1,Qualify by phone,2025-01-06
1,Show the machine,2025-01-13
1,Send the offer,2025-01-20
2,Qualify by phone,2025-01-07
2,Send the offer,2025-01-09
3,Qualify by phone,2025-01-08",
        right: "deal,stage,date
1,Qualify by phone,2025-01-06
1,Show the machine,2025-01-13
1,Send the offer,2025-01-20
2,Qualify by phone,2025-01-07
2,Show the machine,2025-01-08
2,Send the offer,2025-01-09
3,Qualify by phone,2025-01-08",
    }),
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let Some(recorded) = facts.recorded() else {
        return Vec::new();
    };
    let limit = facts.limit(&SKIPPED);
    let skipped = recorded.evidence.steps.iter();
    let skipped = skipped.filter(|row| more_than(row.skipped, row.passed, limit));
    skipped
        .filter_map(|row| {
            let at = facts.activity(row.step)?;
            let stage = facts.stage(facts.stage_of[at]);
            let title = facts
                .locale
                .title(&facts.step(at), row.skipped, row.passed, &stage);
            Some(
                DraftFinding::new(MapItem::Step(at), Side::Seller, title)
                    .why(facts.locale.why())
                    .ask(facts.locale.ask())
                    .number("deals_that_skip", row.skipped as f64)
                    .number("deals_that_pass", row.passed as f64)
                    .number("skipped_percent", percent_of(row.skipped, row.passed)),
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
        ## Qualify
        - Call
        ## Prove
        - Demo
        - Trial
        ## Close
        - Offer
          => Won";

    #[test]
    fn only_deals_that_came_as_far_count() {
        check_titles(
            &RULE,
            DRAWING,
            "10: Call\n4: Call > Demo > Trial > Offer\n2: Call > Demo > Offer\n1: Call > Trial",
            &["“Trial” is skipped by 2 of the 7 deals that came as far as “Prove”."],
        );
    }

    #[test]
    fn at_the_limit_nothing_is_said() {
        let log = "4: Call > Demo > Trial > Offer\n1: Call > Trial > Offer";
        check_titles(&RULE, DRAWING, log, &[]);
        let more = log.replace("1: ", "2: ");
        check_titles(
            &RULE,
            DRAWING,
            &more,
            &["“Demo” is skipped by 2 of the 6 deals that came as far as “Prove”."],
        );
    }

    #[test]
    fn what_no_activity_means_is_not_skipped() {
        let drawing = DRAWING.replace("- Demo", "- Agree the terms");
        check_titles(&RULE, &drawing, "5: Call > Trial > Offer", &[]);
    }
}
