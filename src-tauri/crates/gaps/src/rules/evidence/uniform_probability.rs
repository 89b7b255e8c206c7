//! E5: shares look typed, not measured.

use twinlane_model::{Basis, Severity, Side};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What E5 says.
    trait Sentences for English {
        fn finds() =>
            "Among the shares between activities that are neither measured nor 100 %, three or more are \
             equal, or there are at least four and all are multiples of 10 %. Links left open are not \
             counted. One finding per map.";
        fn matters() =>
            "Real conversion differs from step to step. Numbers that are round, or all alike, were typed by \
             somebody, and a forecast made of them is a wish.";

        fn all_round(shares: &str) => "Cases go on at {shares}: all round, and none of it was measured.";
        fn all_alike(steps: usize, share: f64) => {
            format!(
                "{} steps pass on the same {}, and none of it was measured.",
                English.count(steps),
                English.percent(share)
            )
        };
        fn why() => "Real conversion differs from step to step; these numbers look typed.";
        fn ask() => "Where do these percentages come from, and who has ever compared them with what happened?";
    }
}

pub const RULE: Rule = Rule {
    code: "E5",
    name: "uniform-probability",
    family: Family::Evidence,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        RuleNumber {
            name: "shares",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "equal_shares",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Sell
- [Sales] Qualify by phone
  => Visit the plant 40 %
  => Lost 60 %
- [Sales] Visit the plant
  => Send proposal 40 %
  => Lost 60 %
- [Sales] Send proposal
  => Negotiate 40 %
  => Lost 60 %
- [Sales] Negotiate
  => Won",
    right: "# Sales process
## Sell
- [Sales] Qualify by phone
  => Visit the plant 37 %
  => Lost 63 %
- [Sales] Visit the plant
  => Send proposal 52 %
  => Lost 48 %
- [Sales] Send proposal
  => Negotiate 64 %
  => Lost 36 %
- [Sales] Negotiate
  => Won",
    records: None,
    check,
};

/// Shares that differ by less are equal: typed percentages differ by far more, binary fractions by far less.
const EQUAL: f64 = 1e-9;

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    let mut shares: Vec<f64> = Vec::new();
    for arc in &facts.arcs {
        let between = [arc.from, arc.to].iter().all(|step| {
            let row = facts.row(*step);
            row.side == Side::Seller && !row.waypoint
        });
        let share = facts.view.links[arc.link]
            .share
            .as_ref()
            .filter(|share| share.basis != Basis::Measured);
        if let Some(share) = share.filter(|share| between && (share.value - 1.0).abs() > EQUAL) {
            shares.push(share.value);
        }
    }
    shares.sort_by(f64::total_cmp);
    let mut groups: Vec<(f64, usize)> = Vec::new();
    for share in &shares {
        match groups.last_mut() {
            Some((value, members)) if (*share - *value).abs() <= EQUAL => *members += 1,
            _ => groups.push((*share, 1)),
        }
    }
    let alike = groups.iter().map(|(_, members)| *members).max().unwrap_or(0);
    let round = shares.len() >= 4
        && shares
            .iter()
            .all(|share| (share * 10.0 - (share * 10.0).round()).abs() <= EQUAL * 10.0);
    if alike < 3 && !round {
        return Vec::new();
    }
    let title = if round {
        let names: Vec<String> = groups.iter().map(|(share, _)| say.percent(*share)).collect();
        say.all_round(&facts.list(&names))
    } else {
        let same = groups
            .iter()
            .find(|(_, members)| *members == alike)
            .map_or(0.0, |(share, _)| *share);
        say.all_alike(alike, same)
    };
    let draft = DraftFinding::new(MapItem::Map, Side::Seller, title)
        .severity(Severity::Low)
        .why(say.why())
        .ask(say.ask())
        .number("shares", shares.len() as f64)
        .number("equal_shares", alike as f64);
    vec![draft]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn measured_and_full_shares_and_shares_to_outcomes_are_left_out() {
        check(
            &RULE,
            "# Sales process
            - A
              => B 50 %
              => Lost 50 %
            - B
              => C 50 %
              => Lost 50 %
            - C
              => D 50 % measured n=90
              => Lost 50 %
            - D
              => E 100 %
            - E
              => F 30 %
              => Lost 70 %
            - F
              => Won",
            &[],
        );
    }

    #[test]
    fn four_round_shares_are_enough() {
        check(
            &RULE,
            "# Sales process
            - A
              => B 10 %
              => Lost 90 %
            - B
              => C 20 %
              => Lost 80 %
            - C
              => D 30 %
              => Lost 70 %
            - D
              => E 70 %
              => Lost 30 %
            - E
              => Won",
            &["Map"],
        );
    }
}
