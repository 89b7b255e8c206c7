//! F4: work goes round.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

use crate::words::{capital, two_digits};

pub const RULE: Rule = Rule {
    code: "F4",
    name: "rework-loop",
    family: Family::Flow,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        Number {
            name: "steps",
            worse: Worse::Up,
        },
        Number {
            name: "expected_visits_per_case",
            worse: Worse::Up,
        },
    ],
    finds: "Activities that form a strongly connected component: work can go round among them. Returns \
             from outcomes are left out; a retry of one activity alone is a loop too. With shares it \
             says how often a case that is there is expected to come by, at the step where that is most. \
             One finding per loop.",
    matters: "Each round costs touch time and calendar time and moves no buyer. Rework hides inside \
             averages: the step looks slow, in fact it is done twice.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let loops = sheet.flow.loops().into_iter();
    loops
        .filter(|steps| sheet.row(steps[0]).side == Side::Seller)
        .map(|steps| draft(sheet, &steps))
        .collect()
}

fn draft(sheet: &Sheet<'_, '_>, steps: &[usize]) -> Draft {
    let title = match steps {
        [step] => format!("{} is done over again.", capital(&sheet.step(*step))),
        _ => format!("Work goes round between {}.", sheet.steps(steps)),
    };
    let inside = |step: &usize| sheet.out[*step].iter().map(|arc| sheet.arcs[*arc]);
    let mut arcs = steps
        .iter()
        .flat_map(inside)
        .filter(|arc| steps.binary_search(&arc.to).is_ok());
    let shared = arcs.any(|arc| sheet.view.links[arc.link].share.is_some());
    let most = steps
        .iter()
        .filter_map(|step| sheet.work.visits_per_case[*step])
        .fold(None, |most, visits| {
            Some(most.map_or(visits, |most: f64| most.max(visits)))
        });
    let mut draft = Draft::new(Thing::Step(steps[0]), Side::Seller, title)
        .ask("What comes back, why was it not right the first time, and who could have known?")
        .number("steps", steps.len() as f64);
    draft.subjects = steps.iter().copied().map(Thing::Step).collect();
    match most.filter(|_| shared) {
        Some(visits) => draft
            .why(format!(
                "By the shares on the map a case that is there comes by {} times.",
                two_digits(visits)
            ))
            .number("expected_visits_per_case", visits),
        None => draft.why("Each round costs our hours and the buyer's patience, and averages hide it."),
    }
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn a_retry_alone_is_a_loop_and_a_return_is_none() {
        check(
            "F4",
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
