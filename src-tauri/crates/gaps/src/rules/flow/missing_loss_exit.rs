//! F3: deals can only be won.

use twinlane_model::{OutcomeKind, Side};

use crate::family::Family;
use crate::rule::{Draft, Rule, Thing};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "F3",
    name: "missing-loss-exit",
    family: Family::Flow,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: "The sales process has a won outcome and none for lost, no decision or disqualified. One \
             finding per map.",
    matters: "A process that can only be won cannot be learned from. What is not won sits in the pipeline \
             and makes every forecast too high.",
    wrong: "# Sales process
## Close
- [Sales] Negotiate
  => Won",
    right: "# Sales process
## Close
- [Sales] Negotiate
  => Won
  => No decision",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let has = |kinds: &[OutcomeKind]| {
        sheet
            .view
            .outcomes
            .iter()
            .any(|outcome| kinds.contains(&outcome.kind))
    };
    let lost = [
        OutcomeKind::Lost,
        OutcomeKind::NoDecision,
        OutcomeKind::Disqualified,
    ];
    if !has(&[OutcomeKind::Won]) || has(&lost) {
        return Vec::new();
    }
    let title = "On this map every deal is won: no outcome says how one ends otherwise.".to_owned();
    let draft = Draft::new(Thing::Map, Side::Seller, title)
        .why("Deals that are not won have no place to go, so they stay in the pipeline.")
        .ask(
            "Think of the last three deals you did not win: where did each of them end, and who decided it?",
        );
    vec![draft]
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn any_way_to_lose_will_do() {
        check(
            "F3",
            "# Sales process
            - Call
              => Won
              => Not ready",
            &["Map"],
        );
    }

    #[test]
    fn a_process_without_a_win_is_not_finished() {
        check(
            "F3",
            "# Sales process
            - Call
              => Not ready",
            &[],
        );
    }
}
