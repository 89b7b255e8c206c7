//! F6: contacts that are not ready are forgotten.

use twinlane_model::{OutcomeKind, Side};

use crate::family::Family;
use crate::rule::{Draft, Rule, Thing};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "F6",
    name: "missing-nurture-path",
    family: Family::Flow,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: "An outcome *not ready* or *disqualified* that flow leads to, and that no return leads from.",
    matters: "Not now is not never. A contact that was worth the work of finding it is thrown away, and \
             paid for again next year.",
    wrong: "# Sales process
## Qualify
- [Marketing] Publish guide
  => Qualify by phone
- [Sales] Qualify by phone
  => Won
  => Not ready",
    right: "# Sales process
## Qualify
- [Marketing] Publish guide
  => Qualify by phone
- [Sales] Qualify by phone
  => Won
  => Not ready
# Outcomes
- Not ready
  => Publish guide",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let resting = |outcome: &usize| {
        let kind = sheet.view.outcomes[*outcome].kind;
        matches!(kind, OutcomeKind::NotReady | OutcomeKind::Disqualified)
    };
    let used = |outcome: &usize| sheet.exits.iter().any(|exit| exit.outcome == *outcome);
    let left = |outcome: &usize| sheet.returns.iter().any(|back| back.outcome == *outcome);
    let outcomes = (0..sheet.view.outcomes.len())
        .filter(resting)
        .filter(used)
        .filter(|at| !left(at));
    outcomes
        .map(|outcome| {
            let title = format!(
                "Whoever ends as {} never hears from us again.",
                sheet.outcome(outcome)
            );
            Draft::new(Thing::Outcome(outcome), Side::Seller, title)
                .why("No return leads from there back into the process, so the work of finding them is lost.")
                .ask("What would have to change for them to buy, and who would notice when it does?")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn only_used_outcomes_count() {
        check(
            "F6",
            "# Sales process
            - Call
              => Disqualified
              => Lost
              => Won
            - Visit
              => Not ready
            # Outcomes
            - Not ready
              => Call",
            &["Disqualified"],
        );
    }
}
