//! O3: help with a buyer step comes in a later stage only.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

use crate::words::list;

pub const RULE: Rule = Rule {
    code: "O3",
    name: "late-support",
    family: Family::Order,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "stages_late",
        worse: Worse::Up,
    }],
    finds: "A buyer step whose earliest supporting sales stage is paired only with buyer stages after \
             the step's own. Silent where that sales stage is paired with nothing.",
    matters: "When our help arrives the buyer is already elsewhere. They took this step alone, or with \
             somebody who came in time.",
    wrong: "# Buyer journey
## Trouble noticed
- [Plant manager] Misses the output target
## Solution compared
- [Plant manager] Compares vendors
# Sales process
## Prove ~ Solution compared
- [Sales] Show the cost of downtime -> Misses the output target",
    right: "# Buyer journey
## Trouble noticed
- [Plant manager] Misses the output target
## Solution compared
- [Plant manager] Compares vendors
# Sales process
## Attract ~ Trouble noticed
- [Marketing] Publish downtime guide -> Misses the output target
## Prove ~ Solution compared
- [Sales] Show the cost of downtime -> Misses the output target",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for step in sheet.buyer_steps() {
        let own = sheet.stage_of[step];
        let Some(first) = sheet
            .supports_at(step)
            .map(|support| sheet.stage_of[support.from])
            .min()
        else {
            continue;
        };
        // The pairs are in the order of the journey, so the first decides for all.
        let Some(nearest) = sheet.paired[first].first().filter(|stage| **stage > own) else {
            continue;
        };
        let late = nearest - own;
        let (stage, pairs) = (sheet.stage(first), &sheet.paired[first]);
        let pairs: Vec<String> = pairs.iter().map(|stage| sheet.stage(*stage)).collect();
        let title = format!(
            "Help with {} comes late: the first is in {stage}.",
            sheet.step(step)
        );
        found.push(
            Draft::new(Thing::Step(step), Side::Buyer, title)
                .why(format!(
                    "{stage} goes with {}, and by then the buyer has moved on.",
                    list(&pairs)
                ))
                .ask("Could we be there when it happens, or is somebody else there now?")
                .number("stages_late", late as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn the_earliest_supporting_stage_decides() {
        check(
            "O3",
            "# Buyer journey
            ## S1
            - One
            - Two
            - Three
            ## S2
            - Four
            # Sales process
            ## T1
            - A -> Three
            ## T2 ~ S1, S2
            - B -> Two
            ## T3 ~ S2
            - C -> One, Two, Three, Four",
            &["One"],
        );
    }
}
