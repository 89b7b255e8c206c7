//! E7: a measured number rests on few cases.

use twinlane_model::{Basis, Measure, Severity};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::names::Names;
use crate::rule::{Rule, RuleNumber, WorseWhen};
use crate::threshold::Threshold;

sentences! {
    /// What E7 says.
    trait Sentences for English {
        fn finds() =>
            "Measured numbers of a step or its outgoing shares rest on fewer than 30 cases (a setting). \
             Buyer steps are included; numbers of pools, returns and junctions are left out, and so are \
             numbers that do not say on how many cases they rest. One finding per step; it names the \
             numbers.";
        fn matters() =>
            "Three wins out of five is not sixty percent: it could as well be twenty or ninety. Small \
             samples make confident mistakes.";
        fn what_cases() => "A measured number that rests on fewer cases counts as thin.";

        fn title(step: &str, cases: usize) => {
            format!(
                "{} was measured in {} only.",
                English.capital(step),
                English.counted(cases, "case", "cases")
            )
        };
        fn why(numbers: &str) => "Too few cases lie behind {numbers} to rely on.";
        fn ask() => "How long would it take to see thirty cases, and do older records hold some?";
    }
}

/// Cases below which a sample is thin.
const CASES: Threshold = Threshold {
    name: "thin-sample.cases",
    default: 30.0,
    unit: "cases",
    what: |locale| locale.what_cases(),
};

pub const RULE: Rule = Rule {
    code: "E7",
    name: "thin-sample",
    family: Family::Evidence,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[CASES],
    numbers: &[
        RuleNumber {
            name: "cases",
            worse: WorseWhen::Lower,
        },
        RuleNumber {
            name: "thin_numbers",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant 60 % measured n=5
  => Lost 40 % measured n=5
- [Sales] Visit the plant
  => Won",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant 43 % measured n=420
  => Lost 57 % measured n=420
- [Sales] Visit the plant
  => Won",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let limit = facts.limit(&CASES);
    let mut found = Vec::new();
    for step in facts.buyer_steps().chain(facts.activities()) {
        let mut thin: Vec<(String, u32)> = Vec::new();
        for (quantity, number) in facts.numbers_of_step(step) {
            if let Some(cases) = thin_cases(number, limit) {
                thin.push((facts.locale.quantity(quantity).to_owned(), cases));
            }
        }
        for link in facts.flow_links(step) {
            let share = facts.view.links[link].share.as_ref();
            if let Some(cases) = share.and_then(|share| thin_cases(share, limit)) {
                thin.push((facts.share_name(link), cases));
            }
        }
        if let Some(fewest) = thin.iter().map(|(_, cases)| *cases).min() {
            found.push(draft(facts, step, &thin, fewest));
        }
    }
    found
}

/// The cases of a measured number that rests on too few of them.
fn thin_cases(number: &Measure, limit: f64) -> Option<u32> {
    number
        .n
        .filter(|cases| number.basis == Basis::Measured && f64::from(*cases) < limit)
}

fn draft(facts: &MapFacts<'_, '_>, step: usize, thin: &[(String, u32)], fewest: u32) -> DraftFinding {
    let names: Vec<String> = thin.iter().map(|(name, _)| name.clone()).collect();
    let title = facts.locale.title(&facts.step(step), fewest as usize);
    DraftFinding::new(MapItem::Step(step), facts.row(step).side, title)
        .severity(Severity::Low)
        .why(facts.locale.why(&facts.list(&names)))
        .ask(facts.locale.ask())
        .number("cases", f64::from(fewest))
        .number("thin_numbers", thin.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn numbers_that_name_no_cases_are_left_out() {
        check(
            &RULE,
            r#"# Buyer journey
            - Looks {elapsed 3 d measured n=29}
            # Sales process
            - Call {touch 1 h measured n=30}
              => Visit 40 % measured n=5
              => Lost 60 % measured
            - Visit {touch 1 h measured, owner "Team", capacity 9 h measured n=2}
              => Not ready
            # Outcomes
            - Not ready
              => Call 10 % measured n=3"#,
            &["Looks", "Call"],
        );
    }
}
