//! E4: the flow rests on assumed numbers.

use twinlane_model::{Basis, Measure, Severity, Side};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::{MapFacts, Quantity};
use crate::family::Family;
use crate::item::MapItem;
use crate::names::Names;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What E4 says.
    trait Sentences for English {
        fn finds() =>
            "Numbers of an activity or of its outgoing flow that the flow arithmetic uses (touch, elapsed, \
             entry, shares) are *assumed*; an open link of a split, which gets an even part of the rest, \
             counts as one. Numbers of pools are left out. One finding per step; it names the numbers.";
        fn matters() =>
            "A computed result is as good as its weakest number. What was assumed to get on with the \
             drawing is soon quoted as if it were known.";

        fn title(activity: &str, assumptions: usize) => {
            format!(
                "{} rests on {}.",
                English.capital(activity),
                English.counted(assumptions, "assumption", "assumptions")
            )
        };
        fn why(numbers: &str) => "Nobody has counted {numbers}, and the results are computed with it.";
        fn ask() => "Who could count this within two weeks, and from which records?";
    }
}

pub const RULE: Rule = Rule {
    code: "E4",
    name: "assumed-number",
    family: Family::Evidence,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "assumed_numbers",
        worse: WorseWhen::Higher,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant 40 % assumed
  => Lost 60 % assumed
- [Sales] Visit the plant
  => Won",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant 40 % measured n=420
  => Lost 60 % measured n=420
- [Sales] Visit the plant
  => Won",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    let mut found = Vec::new();
    for step in facts.activities() {
        let row = facts.row(step);
        let own = [
            (Quantity::Touch, &row.touch),
            (Quantity::Elapsed, &row.elapsed),
            (Quantity::Entry, &row.entry),
        ];
        let assumed = |number: &Option<Measure>| {
            number
                .as_ref()
                .is_some_and(|number| number.basis == Basis::Assumed)
        };
        let mut names: Vec<String> = own
            .iter()
            .filter(|(_, number)| assumed(number))
            .map(|(quantity, _)| say.quantity(*quantity).to_owned())
            .collect();
        // A step that starts all of its links uses none of their shares.
        for link in facts.flow_links(step).filter(|_| !row.all) {
            let share = &facts.view.links[link].share;
            if assumed(share) || (share.is_none() && facts.flow_count(step) > 1) {
                names.push(facts.share_name(link));
            }
        }
        if names.is_empty() {
            continue;
        }
        let title = say.title(&facts.step(step), names.len());
        found.push(
            DraftFinding::new(MapItem::Step(step), Side::Seller, title)
                .severity(Severity::Low)
                .why(say.why(&facts.list(&names)))
                .ask(say.ask())
                .number("assumed_numbers", names.len() as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn open_links_of_a_split_are_assumed_and_lone_ones_are_not() {
        check(
            &RULE,
            r#"# Sales process
            - Call {touch 1 h assumed}
            - Visit
              => Offer 40 %
              => Lost
            - Offer {owner "Lab", capacity 10 h assumed}
              => Won
            - Sort {all}
              => Won
              => Lost
            - Sign {volume 3 assumed}
              => Won 90 % assumed"#,
            &["Call", "Visit", "Sign"],
        );
    }
}
