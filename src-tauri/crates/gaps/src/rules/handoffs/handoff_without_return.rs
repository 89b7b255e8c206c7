//! H4: work with an acceptance criterion that cannot be refused.

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Rule, Thing};
use crate::sheet::Sheet;

use crate::words::quote;

pub const RULE: Rule = Rule {
    code: "H4",
    name: "handoff-without-return",
    family: Family::Handoffs,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: "Flow of the sales process that crosses functions with an acceptance criterion, while no flow \
             link leads from the receiving step back to the giving function.",
    matters: "A criterion that nobody can act on is decoration. If work cannot be refused, the receiver \
             repairs it in silence, and the giver never learns.",
    wrong: r#"# Sales process
## Qualify
- [Marketing] Score lead
  => Qualify by phone {criterion "budget and deadline are named"}
- [Sales] Qualify by phone
  => Won"#,
    right: r#"# Sales process
## Qualify
- [Marketing] Score lead
  => Qualify by phone {criterion "budget and deadline are named"}
- [Sales] Qualify by phone
  => Won
  => Score lead"#,
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let judged = sheet
        .handoffs()
        .filter(|arc| sheet.has_criterion(*arc) && !sheet.has_way_back(*arc));
    judged
        .map(|at| {
            let arc = sheet.arcs[at];
            let giver = sheet.lane_title(sheet.lane_of[arc.from]);
            let taker = sheet.lane_title(sheet.lane_of[arc.to]);
            let criterion = quote(sheet.view.links[arc.link].criterion.trim());
            let title = format!("{taker} has no way to refuse what {giver} hands over.");
            Draft::new(Thing::Link(arc.link), Side::Seller, title)
                .severity(Severity::Low)
                .why(format!(
                    "The criterion {criterion} is written, and no flow leads back from {}.",
                    sheet.step(arc.to)
                ))
                .ask(format!(
                    "What does {taker} do today with work that does not meet it?"
                ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn the_way_back_leads_to_the_function() {
        check(
            "H4",
            r#"# Sales process
            - [A] Score
              => Call {criterion "fits"}
            - [A] Sort
            - [B] Call
              => Sort
              => Visit {criterion "date"}
            - [C] Visit
              => Won"#,
            &["Call → Visit"],
        );
    }
}
