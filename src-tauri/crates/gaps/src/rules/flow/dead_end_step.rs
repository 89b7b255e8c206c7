//! F2: a step from which nothing leads on.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Rule, Thing};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "F2",
    name: "dead-end-step",
    family: Family::Flow,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: "An activity, or a junction of the sales process, from which no outcome can be reached; a \
             buyer step without outgoing flow although later stages have steps.",
    matters: "Cases that end nowhere are neither won nor lost. They stay in the pipeline, and nobody \
             learns from them.",
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Send guide
  => Won
- [Marketing] Send guide
  => -",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Send guide
  => Won
- [Marketing] Send guide
  => Not ready",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let count = sheet.view.steps.len();
    let ends = sheet
        .flow
        .distances_back_in_order(sheet.exits.iter().map(|exit| exit.step));
    let last = (0..count)
        .filter(|at| sheet.row(*at).side == Side::Buyer)
        .map(|at| sheet.stage_of[at])
        .max();
    let mut found = Vec::new();
    for (step, outcome) in ends.into_iter().enumerate() {
        let side = sheet.row(step).side;
        let name = || sheet.step(step);
        let draft = match side {
            Side::Seller if outcome.is_none() => Draft::new(
                Thing::Step(step),
                side,
                format!("No outcome can be reached from {}.", name()),
            )
            .why("A case that comes here is never won, lost or anything else: it stays.")
            .ask("What becomes of the cases that get this far?"),
            Side::Buyer if sheet.out[step].is_empty() && Some(sheet.stage_of[step]) < last => Draft::new(
                Thing::Step(step),
                side,
                format!("The journey breaks off at {}.", name()),
            )
            .why("It leads nowhere, though later stages have steps.")
            .ask("What does the buyer do next, and what do they wait for?"),
            _ => continue,
        };
        found.push(draft);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn a_loop_without_outcome_is_a_dead_end() {
        check(
            "F2",
            r#"# Buyer journey
            ## S1
            - [A] Looks
              => -
            - [B] Asks
            ## S2
            - [B] Decides
            # Sales process
            - Call
              => Won
              => Visit
            - Visit
              => #w
            - "" {id w, waypoint}
              => Visit"#,
            &["Looks", "Visit", "junction in Stage 1"],
        );
    }
}
