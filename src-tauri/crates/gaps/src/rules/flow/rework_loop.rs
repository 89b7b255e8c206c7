//! F4: work goes round.

use twinlane_model::Side;
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What F4 says.
    trait Sentences for English {
        fn finds() =>
            "Activities that form a strongly connected component: work can go round among them. Returns \
             from outcomes are left out; a retry of one activity alone is a loop too. With shares it says \
             how often a case that is there is expected to come by, at the step where that is most. One \
             finding per loop.";
        fn matters() =>
            "Each round costs touch time and calendar time and moves no buyer. Rework hides inside \
             averages: the step looks slow, in fact it is done twice.";

        /// One activity is repeated.
        fn done_again(activity: &str) => { format!("{} is done over again.", English.capital(activity)) };
        /// Several activities form a loop.
        fn goes_round(activities: &str) => "Work goes round between {activities}.";
        fn why() => "Each round costs our hours and the buyer's patience, and averages hide it.";
        /// The shares say how often.
        fn why_visits(visits: f64) => {
            format!(
                "By the shares on the map a case that is there comes by {} times.",
                English.number(visits)
            )
        };
        fn ask() => "What comes back, why was it not right the first time, and who could have known?";
    }
}

pub const RULE: Rule = Rule {
    code: "F4",
    name: "rework-loop",
    family: Family::Flow,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        RuleNumber {
            name: "steps",
            worse: WorseWhen::Higher,
        },
        RuleNumber {
            name: "expected_visits_per_case",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Prove
- [Sales] Send proposal
  => Revise the offer 40 %
  => Won 60 %
- [Sales] Revise the offer
  => Send proposal",
    right: "# Sales process
## Prove
- [Sales] Agree the scope in writing
  => Send proposal
- [Sales] Send proposal
  => Won 60 %
  => Lost 40 %",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let loops = facts.flow.loops().into_iter();
    loops
        .filter(|steps| facts.row(steps[0]).side == Side::Seller)
        .map(|steps| draft(facts, &steps))
        .collect()
}

fn draft(facts: &MapFacts<'_, '_>, steps: &[usize]) -> DraftFinding {
    let say = facts.locale;
    let title = match steps {
        [step] => say.done_again(&facts.step(*step)),
        _ => say.goes_round(&facts.steps(steps)),
    };
    let inside = |step: &usize| facts.out[*step].iter().map(|arc| facts.arcs[*arc]);
    let mut arcs = steps
        .iter()
        .flat_map(inside)
        .filter(|arc| steps.binary_search(&arc.to).is_ok());
    let shared = arcs.any(|arc| facts.view.links[arc.link].share.is_some());
    let most = steps
        .iter()
        .filter_map(|step| facts.visits.per_case[*step])
        .fold(None, |most, visits| {
            Some(most.map_or(visits, |most: f64| most.max(visits)))
        });
    let mut draft = DraftFinding::new(MapItem::Step(steps[0]), Side::Seller, title)
        .ask(say.ask())
        .number("steps", steps.len() as f64);
    draft.subjects = steps.iter().copied().map(MapItem::Step).collect();
    match most.filter(|_| shared) {
        Some(visits) => draft
            .why(say.why_visits(visits))
            .number("expected_visits_per_case", visits),
        None => draft.why(say.why()),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_retry_alone_is_a_loop_and_a_return_is_none() {
        check(
            &RULE,
            "# Sales process
            - Call
              => Call
              => Visit
            - Visit
              => Offer
            - Offer
              => Visit
              => Lost
              => Won
            # Outcomes
            - Lost
              => Call",
            &["Call", "Visit + Offer"],
        );
    }
}
