//! B4: where most wins are lost.

use twinlane_model::Side;
use twinlane_words::{English, sentences};

use super::busy_pool::per_period;
use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What B4 says.
    trait Sentences for English {
        fn finds() =>
            "The activity whose loss costs most wins: so many more would be won if no case left it for \
             lost, no decision, disqualified, not ready or without an explanation, and all went on in the \
             proportions of the others. Activities that cost equally many share the finding. Silent while \
             wins are not known, and on processes of more than 500 activities, through which each of the \
             losses would have to be followed.";
        fn matters() =>
            "Not every loss is a mistake, but this is where one less is worth most. The steps with the \
             largest share of losses are often not it, since few cases get there or few would be won.";

        /// One activity costs most.
        fn one_costs(activity: &str, without: f64, period: &str, wins: f64) => {
            format!(
                "{} costs most wins: if everything were served there would be {} {period} without its losses, \
                 instead of {}.",
                English.capital(activity),
                English.number(without),
                English.number(wins)
            )
        };
        /// Several activities cost equally many.
        fn several_cost(activities: &str, without: f64, period: &str, wins: f64) => {
            format!(
                "{} cost most wins: if everything were served there would be {} {period} without the losses of one of \
                 them, instead of {}.",
                English.capital(activities),
                English.number(without),
                English.number(wins)
            )
        };
        fn why() => "Nowhere else is one loss less worth as much, as long as the constraint can serve what stays in.";
        fn ask() =>
            "Think of the last ten that left us here: which of them should never have come so far, and which \
            could we have kept?";
    }
}

/// Most activities of a process that is asked. Each leak is worked out through the whole process, and a map
/// this large is made by an import, not by a room.
const MOST: usize = 500;
/// Part by which leaks may differ and still be equal, and cases per period that count as none.
const ROUNDING: f64 = 1e-9;

pub const RULE: Rule = Rule {
    code: "B4",
    name: "largest-leak",
    family: Family::Bottleneck,
    severity: "medium",
    unfinished: false,
    quadratic: true,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "wins_lost_per_period",
        worse: WorseWhen::Higher,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "entry: Qualify by phone 100

# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant 20 %
  => Lost 80 %
- [Sales] Visit the plant
  => Won 50 %
  => Lost 50 %",
    right: "entry: Qualify by phone 100

# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant
- [Sales] Visit the plant
  => Won",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    if facts.activities().count() > MOST {
        return Vec::new();
    }
    // The loss of a junction is said nowhere: junctions are subjects of no rule but those of the flow.
    let leaks = facts.results.leaks().iter();
    let mut leaks = leaks.filter_map(|leak| Some((facts.activity(leak.step)?, leak.wins)));
    let Some((first, most)) = leaks.next().filter(|(_, wins)| *wins > ROUNDING) else {
        return Vec::new();
    };
    let mut steps = vec![first];
    steps.extend(
        leaks
            .take_while(|(_, wins)| *wins >= most * (1.0 - ROUNDING))
            .map(|(step, _)| step),
    );
    steps.sort_unstable();
    let demand = facts.results.demand();
    let wins = demand.and_then(|demand| demand.wins).unwrap_or(0.0);
    let (names, period) = (facts.steps(&steps), per_period(facts));
    let title = if steps.len() == 1 {
        say.one_costs(&names, wins + most, &period, wins)
    } else {
        say.several_cost(&names, wins + most, &period, wins)
    };
    let mut draft = DraftFinding::new(MapItem::Step(first), Side::Seller, title)
        .why(say.why())
        .ask(say.ask())
        .number("wins_lost_per_period", most);
    draft.subjects = steps.into_iter().map(MapItem::Step).collect();
    vec![draft]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn what_counts_is_the_wins_and_not_the_losses() {
        check(
            &RULE,
            "entry: Call 100
            # Sales process
            - Call
              => Visit 50 %
              => Browse 10 %
              => Lost 40 %
            - Visit
              => Won 60 %
              => Lost 40 %
            - Browse
              => Won 1 %
              => Lost 99 %",
            &["Call"],
        );
    }

    #[test]
    fn equal_leaks_share_the_finding_and_unexplained_losses_count() {
        check(
            &RULE,
            "entry: Call 100
            # Sales process
            - Call
              => Visit 50 %
              => Lost 50 %
            - Visit
              => Offer 90 %
              => Lost 10 %
            - Offer
              => Won 50 %",
            &["Call + Offer"],
        );
    }

    #[test]
    fn nothing_is_said_where_nothing_is_lost_won_or_known() {
        let drawing = "entry: Call 100
            # Sales process
            - Call
              => Visit 50 %
              => Lost 50 %
            - Visit
              => Won";
        check(&RULE, drawing, &["Call"]);
        check(&RULE, &drawing.replace("entry: Call 100\n", ""), &[]);
        check(&RULE, &drawing.replace("=> Won", "=> No decision"), &[]);
        check(&RULE, &drawing.replace("Lost 50 %", "Won 50 %"), &[]);
        check(&RULE, &drawing.replace("Lost 50 %", "Lost 60 %"), &[]);
    }
}
