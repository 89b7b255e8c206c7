//! R4: the written process is not the process.

use twinlane_model::Side;
use twinlane_records::drift::{Comparison, StageDrift};
use twinlane_words::{English, Unit, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{ExampleRecords, Rule, RuleNumber, WorseWhen};
use crate::threshold::Threshold;

sentences! {
    /// What R4 says.
    trait Sentences for English {
        fn finds() =>
            "A sales stage of which the map documents a time or a conversion that differs from the recorded \
             one by more than 30 % (setting) of the recorded. Time is in working days that a deal is in the \
             stage, conversion the share of the deals leaving it that go on. Numbers that were taken from \
             the same records document nothing, and what only one of the two says is not compared.";
        fn matters() =>
            "Whoever plans with this stage plans with a process that nobody works by: forecasts, staffing \
             and targets rest on the paper.";
        fn what_drift() =>
            "Above which difference of documented and recorded time or conversion a stage counts as paper.";

        fn time_and_conversion(stage: &str, time: [f64; 2], onward: [f64; 2]) => {
            let [days, recorded_days] = time.map(|days| English.measured(days, Unit::WorkingDays));
            let [share, recorded_share] = onward.map(|share| English.percent(share));
            format!(
                "The map gives {stage} {days} and lets {share} of its deals go on; the records say {recorded_days} and \
                 {recorded_share}."
            )
        };
        fn time(stage: &str, documented: f64, recorded: f64) => {
            let [documented, recorded] =
                [documented, recorded].map(|days| English.measured(days, Unit::WorkingDays));
            format!("The map gives {stage} {documented}; the records say {recorded}.")
        };
        fn conversion(stage: &str, documented: f64, recorded: f64) => {
            let [documented, recorded] = [documented, recorded].map(|share| English.percent(share));
            format!("The map lets {documented} of the deals in {stage} go on; the records say {recorded}.")
        };
        fn why() =>
            "The written process is not the process. Whatever is planned with these numbers is planned for \
            another company.";
        fn ask() => "Which of the two do we work by, and what would have to happen for the other to be true?";
    }
}

const DRIFT: Threshold = Threshold {
    name: "paper-process.percent",
    default: 30.0,
    unit: "percent of the recorded",
    what: |locale| locale.what_drift(),
};

/// A part by which a difference may miss the limit and still count as being at it.
const ROUNDING: f64 = 1e-9;

pub const RULE: Rule = Rule {
    code: "R4",
    name: "paper-process",
    family: Family::Records,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[DRIFT],
    numbers: &[
        RuleNumber {
            name: "documented_days",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "recorded_days",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "documented_conversion_percent",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "recorded_conversion_percent",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "drift_percent",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Prove
- [Sales] Show the machine {elapsed 2 d}
## Close
- [Sales] Send the offer
  => Won",
    right: "# Sales process
## Prove
- [Sales] Show the machine {elapsed 6 d}
## Close
- [Sales] Send the offer
  => Won",
    records: Some(ExampleRecords {
        wrong: "deal,stage,date
1,Show the machine,2025-01-06
1,Send the offer,2025-01-13
2,Show the machine,2025-01-07
2,Send the offer,2025-01-16",
        right: "deal,stage,date
1,Show the machine,2025-01-06
1,Send the offer,2025-01-13
2,Show the machine,2025-01-07
2,Send the offer,2025-01-16",
    }),
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let Some(recorded) = facts.recorded() else {
        return Vec::new();
    };
    let limit = facts.limit(&DRIFT);
    let stages = recorded.evidence.drift.iter();
    stages.filter_map(|row| draft(facts, row, limit)).collect()
}

fn draft(facts: &MapFacts<'_, '_>, row: &StageDrift, limit: f64) -> Option<DraftFinding> {
    let say = facts.locale;
    let at = facts.view.stage_place(row.stage)?;
    let apart = |pair: &Comparison| pair.drift() * 100.0 > limit * (1.0 + ROUNDING);
    let time = row.time.filter(apart);
    let conversion = row.conversion.filter(apart);
    let stage = facts.stage(at);
    let title = match (time, conversion) {
        (Some(time), Some(onward)) => say.time_and_conversion(
            &stage,
            [time.documented, time.recorded],
            [onward.documented, onward.recorded],
        ),
        (Some(time), None) => say.time(&stage, time.documented, time.recorded),
        (None, Some(onward)) => say.conversion(&stage, onward.documented, onward.recorded),
        (None, None) => return None,
    };
    let mut draft = DraftFinding::new(MapItem::Stage(at), Side::Seller, title)
        .why(say.why())
        .ask(say.ask())
        .number("drift_percent", row.drift() * 100.0);
    // The one that fits is given too, since a decision is about both.
    if let Some(time) = row.time {
        draft = draft
            .number("documented_days", time.documented)
            .number("recorded_days", time.recorded);
    }
    if let Some(conversion) = row.conversion {
        draft = draft
            .number("documented_conversion_percent", conversion.documented * 100.0)
            .number("recorded_conversion_percent", conversion.recorded * 100.0);
    }
    Some(draft)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check_titles, of, only, recorded};

    const DRAWING: &str = "
        # Sales process
        ## Prove
        - Demo {elapsed 2 d}
          => Offer 80 %
          => Lost 20 %
        ## Close
        - Offer
          => Won
          => Lost";

    #[test]
    fn time_and_conversion_are_each_beside_the_recorded() {
        check_titles(
            &RULE,
            DRAWING,
            "5: Demo > Offer@4 > Won\n5: Demo > Lost@4",
            &[
                "The map gives “Prove” 2 working days and lets 80 % of its deals go on; the records say 4 working days \
               and 50 %.",
            ],
        );
        check_titles(
            &RULE,
            DRAWING,
            "5: Demo > Offer@4 > Won\n1: Demo > Lost@4",
            &["The map gives “Prove” 2 working days; the records say 4 working days."],
        );
        check_titles(
            &RULE,
            DRAWING,
            "5: Demo > Offer@2 > Won\n5: Demo > Lost@2",
            &["The map lets 80 % of the deals in “Prove” go on; the records say 50 %."],
        );
    }

    #[test]
    fn what_differs_by_less_is_no_paper() {
        check_titles(
            &RULE,
            DRAWING,
            "5: Demo > Offer@2.25 > Won\n2: Demo > Lost@2.25",
            &[],
        );
        let map = recorded(
            &DRAWING.replace("{elapsed 2 d}", ""),
            "5: Demo > Offer@9 > Won\n1: Demo > Lost",
        );
        assert_eq!(
            only(&RULE, of(&map)),
            [],
            "what is not documented is not compared"
        );
    }
}
