//! E4: the flow rests on assumed numbers.

use twinlane_model::{Basis, Measure, Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

use crate::words::{capital, count, list};

pub const RULE: Rule = Rule {
    code: "E4",
    name: "assumed-number",
    family: Family::Evidence,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "assumed_numbers",
        worse: Worse::Up,
    }],
    finds: "Numbers of an activity or of its outgoing flow that the flow arithmetic uses (touch, \
             elapsed, entry, shares) are *assumed*; an open link of a split, which gets an even part of \
             the rest, counts as one. Numbers of pools are left out. One finding per step; it names the \
             numbers.",
    matters: "A computed result is as good as its weakest number. What was assumed to get on with the \
             drawing is soon quoted as if it were known.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for step in sheet.activities() {
        let row = sheet.row(step);
        let own = [
            ("touch time", &row.touch),
            ("elapsed time", &row.elapsed),
            ("entry", &row.entry),
        ];
        let assumed = |number: &Option<Measure>| {
            number
                .as_ref()
                .is_some_and(|number| number.basis == Basis::Assumed)
        };
        let mut names: Vec<String> = own
            .iter()
            .filter(|(_, number)| assumed(number))
            .map(|(name, _)| format!("the {name}"))
            .collect();
        // A step that starts all of its links uses none of their shares.
        for link in sheet.flow_links(step).filter(|_| !row.all) {
            let share = &sheet.view.links[link].share;
            if assumed(share) || (share.is_none() && sheet.flow_count(step) > 1) {
                names.push(sheet.share_name(link));
            }
        }
        if names.is_empty() {
            continue;
        }
        let title = format!(
            "{} rests on {}.",
            capital(&sheet.step(step)),
            count(names.len(), "assumption", "assumptions")
        );
        found.push(
            Draft::new(Thing::Step(step), Side::Seller, title)
                .severity(Severity::Low)
                .why(format!(
                    "Nobody has counted {}, and the results are computed with it.",
                    list(&names)
                ))
                .ask("Who could count this within two weeks, and from which records?")
                .number("assumed_numbers", names.len() as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn open_links_of_a_split_are_assumed_and_lone_ones_are_not() {
        check(
            "E4",
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
