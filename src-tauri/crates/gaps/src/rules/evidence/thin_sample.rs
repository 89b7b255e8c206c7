//! E7: a measured number rests on few cases.

use twinlane_model::{Basis, Measure, Severity};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Threshold, Worse};
use crate::sheet::Sheet;

use crate::words::{capital, count, list};

/// Cases below which a sample is thin.
const CASES: Threshold = Threshold {
    name: "thin-sample.cases",
    default: 30.0,
    unit: "cases",
    what: "A measured number that rests on fewer cases counts as thin.",
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
        Number {
            name: "cases",
            worse: Worse::Down,
        },
        Number {
            name: "thin_numbers",
            worse: Worse::Up,
        },
    ],
    finds: "Measured numbers of a step or its outgoing shares rest on fewer than 30 cases (a setting). \
             Buyer steps are included; numbers of pools, returns and junctions are left out, and so are \
             numbers that do not say on how many cases they rest. One finding per step; it names the \
             numbers.",
    matters: "Three wins out of five is not sixty percent: it could as well be twenty or ninety. Small \
             samples make confident mistakes.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let limit = sheet.limit(&CASES);
    let mut found = Vec::new();
    for step in sheet.buyer_steps().chain(sheet.activities()) {
        let mut thin: Vec<(String, u32)> = Vec::new();
        for (name, number) in sheet.numbers_of_step(step) {
            if let Some(cases) = thin_cases(number, limit) {
                thin.push((name.to_owned(), cases));
            }
        }
        for link in sheet.flow_links(step) {
            let share = sheet.view.links[link].share.as_ref();
            if let Some(cases) = share.and_then(|share| thin_cases(share, limit)) {
                thin.push((sheet.share_name(link), cases));
            }
        }
        if let Some(fewest) = thin.iter().map(|(_, cases)| *cases).min() {
            found.push(draft(sheet, step, &thin, fewest));
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

fn draft(sheet: &Sheet<'_, '_>, step: usize, thin: &[(String, u32)], fewest: u32) -> Draft {
    let names: Vec<String> = thin.iter().map(|(name, _)| name.clone()).collect();
    let cases = count(fewest as usize, "case", "cases");
    let title = format!("{} was measured in {cases} only.", capital(&sheet.step(step)));
    Draft::new(Thing::Step(step), sheet.row(step).side, title)
        .severity(Severity::Low)
        .why(format!("Too few cases lie behind {} to rely on.", list(&names)))
        .ask("How long would it take to see thirty cases, and do older records hold some?")
        .number("cases", f64::from(fewest))
        .number("thin_numbers", thin.len() as f64)
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn numbers_that_name_no_cases_are_left_out() {
        check(
            "E7",
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
