//! B2: others who are asked for more than they have.

use twinlane_model::Severity;
use twinlane_words::sentences;

use super::busy_pool::{NUMBERS, draft};
use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::rule::Rule;
use crate::threshold::Threshold;

sentences! {
    /// What B2 says.
    trait Sentences for English {
        fn finds() =>
            "A pool of people, other than the constraint (B1), that is asked for more than 100 % (setting) \
             of the hours it has. One finding per pool; it names the pool's steps, the busiest first. \
             Silent where it is not known which pool is the constraint.";
        fn matters() =>
            "Their queue grows too, but mending it first only lets more work reach the constraint. It is \
             next in line once the constraint has been dealt with.";
        fn what_full() => "Above which utilisation people who are not the constraint count as overloaded.";

        fn why() => "Their queue grows every day, though it is the constraint that decides how much is won.";
        fn ask() => "The constraint comes first. Once it is dealt with, what would have to change here?";
    }
}

const FULL: Threshold = Threshold {
    name: "overload.percent",
    default: 100.0,
    unit: "percent",
    what: |locale| locale.what_full(),
};

pub const RULE: Rule = Rule {
    code: "B2",
    name: "overload",
    family: Family::Bottleneck,
    severity: "high",
    unfinished: false,
    quadratic: false,
    thresholds: &[FULL],
    numbers: NUMBERS,
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: r#"entry: Visit the plant 40
pool: Field sales, 160 h
pool: Solution engineers, 160 h

# Sales process
## Prove
- [Sales] Visit the plant {touch 5 h, owner "Field sales"}
  => Show the machine 60 %
  => Lost 40 %
- [Engineering] Show the machine {touch 10 h, owner "Solution engineers"}
  => Won 30 %
  => Lost 70 %"#,
    right: r#"entry: Visit the plant 40
pool: Field sales, 240 h
pool: Solution engineers, 160 h

# Sales process
## Prove
- [Sales] Visit the plant {touch 5 h, owner "Field sales"}
  => Show the machine 60 %
  => Lost 40 %
- [Engineering] Show the machine {touch 10 h, owner "Solution engineers"}
  => Won 30 %
  => Lost 70 %"#,
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let full = facts.limit(&FULL);
    let loads = facts.results.loads().into_iter();
    loads
        .filter(|load| !load.constraint && load.above(full))
        .map(|load| {
            draft(facts, load)
                .severity(Severity::High)
                .why(facts.locale.why())
                .ask(facts.locale.ask())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn every_other_pool_above_its_hours_is_named_once() {
        check(
            &RULE,
            r#"entry: Call 100
            pool: Desk, 100 h
            pool: Field, 100 h
            pool: Lab, 100 h
            pool: Bid team
            # Sales process
            - Call {touch 1.1 h, owner "Desk"}
            - Visit {touch 1.2 h, owner "Field"}
            - Follow up {touch 0.1 h, owner "Field"}
            - Test {touch 1.5 h, owner "Lab"}
            - Sort {touch 9 h, owner "Bid team"}
            - Sign {touch 9 h}
              => Won"#,
            &["Call", "Visit + Follow up"],
        );
    }

    #[test]
    fn all_of_the_hours_are_no_overload() {
        check(
            &RULE,
            r#"entry: Call 100
            pool: Desk, 160 h
            pool: Lab, 100 h
            # Sales process
            - Call {touch 1.6 h, owner "Desk"}
            - Test {touch 1.5 h, owner "Lab"}
              => Won"#,
            &[],
        );
    }
}
