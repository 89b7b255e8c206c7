//! F5: shares that do not add up.

use std::borrow::Cow;

use twinlane_model::Severity;
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What F5 says.
    trait Sentences for English {
        fn finds() =>
            "The shares of a step that is not marked *all* add up to more than 100.5 %, or every one of its \
             flow links has a share and together they make less than 99.5 %.";
        fn matters() =>
            "More than all cases cannot go on, so nothing behind the step can be computed. Less means that \
             deals vanish and nobody knows where.";

        fn title(step: &str, sum: f64) => {
            format!("The shares of {step} add up to {}.", English.percent(sum))
        };
        fn why_too_much() =>
            "No more than all cases can go on: what lies behind cannot be computed until this is put right.";
        fn why_too_little(missing: f64) => {
            format!(
                "{} of the cases vanish here, and the map does not say where to.",
                English.percent(missing)
            )
        };
        fn ask() => "Of the last hundred cases that came here, how many went each way?";
    }
}

/// Half a percentage point either way is rounding; the last digits are those of binary fractions.
const SLACK: f64 = 0.005 + 1e-9;

pub const RULE: Rule = Rule {
    code: "F5",
    name: "unbalanced-split",
    family: Family::Flow,
    severity: "high",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        RuleNumber {
            name: "sum_percent",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "percent_off",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant 60 %
  => Lost 60 %
- [Sales] Visit the plant
  => Won",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant 40 %
  => Lost 60 %
- [Sales] Visit the plant
  => Won",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let mut found = Vec::new();
    for step in (0..facts.view.steps.len()).filter(|step| !facts.row(*step).all) {
        let (mut sum, mut given) = (0.0, 0);
        for share in facts
            .flow_links(step)
            .filter_map(|link| facts.view.links[link].share.as_ref())
        {
            sum += share.value;
            given += 1;
        }
        let complete = given > 0 && given == facts.flow_count(step);
        if sum > 1.0 + SLACK {
            found.push(draft(facts, step, sum, facts.locale.why_too_much()));
        } else if complete && sum < 1.0 - SLACK {
            found.push(draft(facts, step, sum, facts.locale.why_too_little(1.0 - sum)));
        }
    }
    found
}

fn draft(facts: &MapFacts<'_, '_>, step: usize, sum: f64, why: impl Into<Cow<'static, str>>) -> DraftFinding {
    let title = facts.locale.title(&facts.step(step), sum);
    DraftFinding::new(MapItem::Step(step), facts.row(step).side, title)
        .severity(Severity::High)
        .why(why)
        .ask(facts.locale.ask())
        .number("sum_percent", sum * 100.0)
        .number("percent_off", (sum - 1.0).abs() * 100.0)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn half_a_point_is_rounding() {
        check(
            &RULE,
            "# Sales process
            - Call
              => Visit 40.5 %
              => Lost 60 %
            - Visit
              => Offer 60 %
              => Lost 40.6 %
            - Offer
              => Close 50 %
              => Lost 49.5 %
            - Close
              => Sign 50 %
              => Lost 49.4 %
            - Sign
              => Won 90 %
              => Lost
            - Archive {all}
              => Won 90 %
              => Lost 90 %",
            &["Close", "Visit"],
        );
    }
}
