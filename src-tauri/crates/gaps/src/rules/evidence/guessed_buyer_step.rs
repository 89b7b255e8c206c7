//! E9: an important buyer step is only guessed.

use twinlane_model::{Knowledge, Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;
use crate::words::capital;

pub const RULE: Rule = Rule {
    code: "E9",
    name: "guessed-buyer-step",
    family: Family::Evidence,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "importance",
        worse: Worse::Never,
    }],
    finds: "A buyer step of importance 3 that is marked as the team's *guess*: no buyer said it, nobody \
             watched it.",
    matters: "What matters most to the buyer is the worst place for a guess. One telephone call can turn \
             the map around.",
    wrong: "# Buyer journey
## Decision agreed
- [Plant manager] Builds the case for the money {importance 3, guess}",
    right: "# Buyer journey
## Decision agreed
- [Plant manager] Builds the case for the money {importance 3, heard 4}",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let guessed = sheet.buyer_steps().filter(|step| {
        let row = sheet.row(*step);
        row.weight() >= 3 && row.knowledge == Some(Knowledge::Guess)
    });
    guessed
        .map(|step| {
            let who = sheet.lane_title(sheet.lane_of[step]);
            let title = format!("{} ({who}) is only our guess.", capital(&sheet.step(step)));
            Draft::new(Thing::Step(step), Side::Buyer, title)
                .severity(Severity::Low)
                .why("It is among the steps that matter most to them, and no buyer has told us.")
                .ask("Which customer could we ask this week, and what would we ask?")
                .number("importance", f64::from(sheet.row(step).weight()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn only_what_matters_most() {
        check(
            "E9",
            "# Buyer journey
            - A {importance 3, guess}
            - B {guess}
            - C {importance 3, observed}
            - D {importance 3}",
            &["A"],
        );
    }
}
