//! B3: deals wait most of their time.

use twinlane_model::Side;
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};
use crate::threshold::Threshold;

sentences! {
    /// What B3 says.
    trait Sentences for English {
        fn finds() =>
            "Of the time that cases spend in the activities on a path to won, less than 10 % (setting) is \
             touch time: visits × touch ÷ (visits × elapsed × hours per day). A missing touch time counts \
             as none and is named. Silent while none of these activities has a touch time or an elapsed \
             time, and where visits are not known. One finding per map.";
        fn matters() =>
            "The buyer waits most of the time, and cools down. Working faster hardly shortens that; what \
             does is to find what the deals wait for.";
        fn what_little() => "Below which part of the elapsed time that is work waiting counts as dominant.";

        fn title(work: f64) => { format!("Deals wait: {} of the time they take is work.", English.percent(work)) };
        /// One activity takes most of the time.
        fn title_longest(work: f64, part: f64, activity: &str) => {
            format!(
                "Deals wait: {} of the time they take is work, and {} of that time passes at {activity}.",
                English.percent(work),
                English.percent(part)
            )
        };
        fn why() => "Working faster hardly brings a decision nearer; what counts is what the deals wait for.";
        /// Some of the activities have no touch time.
        fn why_untimed(activities: &str) => {
            let why = English.why();
            format!("{why} Nobody has said how much work {activities} takes, so it counts as none.")
        };
        fn ask() =>
            "At the constraint first: what does a deal wait for there, a person, an answer or a date, and who \
            could end the wait?";
    }
}

const LITTLE: Threshold = Threshold {
    name: "waiting-dominates.percent",
    default: 10.0,
    unit: "percent",
    what: |locale| locale.what_little(),
};

pub const RULE: Rule = Rule {
    code: "B3",
    name: "waiting-dominates",
    family: Family::Bottleneck,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[LITTLE],
    numbers: &[RuleNumber {
        name: "activity_ratio_percent",
        worse: WorseWhen::Lower,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "entry: Write the offer 20

# Sales process
## Prove
- [Sales] Write the offer {touch 4 h, elapsed 15 d}
  => Won 40 %
  => Lost 60 %",
    right: "entry: Write the offer 20

# Sales process
## Prove
- [Sales] Write the offer {touch 4 h, elapsed 3 d}
  => Won 40 %
  => Lost 60 %",
    records: None,
    check,
};

/// An activity on a path to won.
struct Stop {
    step: usize,
    /// Time that all cases of a period spend here, working days.
    days: f64,
    timed: bool,
}

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    if !facts.activities().any(|step| facts.row(step).elapsed.is_some()) {
        return Vec::new();
    }
    let Some(ratio) = facts.results.demand().and_then(|demand| demand.activity_ratio) else {
        return Vec::new();
    };
    // A share of a few binary digits less than the limit is the limit.
    if ratio * 100.0 >= facts.limit(&LITTLE) * (1.0 - 1e-9) {
        return Vec::new();
    }
    let stops = stops(facts);
    if !stops.iter().any(|stop| stop.timed) {
        return Vec::new();
    }
    let all: f64 = stops.iter().map(|stop| stop.days).sum();
    let longest = stops.iter().fold(None, |most: Option<&Stop>, stop| match most {
        Some(most) if most.days >= stop.days => Some(most),
        _ => Some(stop),
    });
    let title = match longest.filter(|_| stops.len() > 1) {
        Some(longest) => say.title_longest(ratio, longest.days / all, &facts.step(longest.step)),
        None => say.title(ratio),
    };
    let untimed: Vec<usize> = stops
        .iter()
        .filter(|stop| !stop.timed)
        .map(|stop| stop.step)
        .collect();
    let draft = DraftFinding::new(MapItem::Map, Side::Seller, title);
    let draft = if untimed.is_empty() {
        draft.why(say.why())
    } else {
        draft.why(say.why_untimed(&facts.steps(&untimed)))
    };
    vec![
        draft
            .ask(say.ask())
            .number("activity_ratio_percent", ratio * 100.0),
    ]
}

/// The activities on a path to won that cases reach, in the order of the map.
fn stops(facts: &MapFacts<'_, '_>) -> Vec<Stop> {
    let Some(demand) = facts.results.demand() else {
        return Vec::new();
    };
    let stop = |step: usize| {
        let row = demand.steps.get(&facts.row(step).id)?;
        let visits = row.visits.filter(|visits| *visits > 0.0)?;
        row.win_chance.filter(|chance| *chance > 0.0)?;
        let elapsed = facts.row(step).elapsed.as_ref();
        Some(Stop {
            step,
            days: visits * elapsed.map_or(0.0, |days| days.value.max(0.0)),
            timed: facts.row(step).touch.is_some(),
        })
    };
    facts.activities().filter_map(stop).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, findings};

    const DRAWING: &str = "entry: Call 10
# Sales process
- Call {touch 8 h, elapsed 10 d}
  => Offer 50 %
  => File 50 %
- Offer {touch 8 h, elapsed 20 d}
  => Won
- File {touch 80 h, elapsed 10 d}
  => Lost";

    #[test]
    fn what_never_leads_to_a_win_does_not_count() {
        check(&RULE, DRAWING, &["Map"]);
        check(&RULE, &DRAWING.replace("=> Lost", "=> Won"), &[]);
    }

    #[test]
    fn exactly_the_limit_is_not_under_it() {
        check(
            &RULE,
            &DRAWING.replace(
                "Offer {touch 8 h, elapsed 20 d}",
                "Offer {touch 8 h, elapsed 10 d}",
            ),
            &[],
        );
    }

    #[test]
    fn what_nobody_timed_is_named_and_a_map_that_nobody_timed_is_let_be() {
        let found = findings(&RULE, &DRAWING.replace("Offer {touch 8 h, ", "Offer {"));
        assert!(
            found.first().is_some_and(|found| found.why.contains("“Offer”")),
            "the room must know that the offer counts as no work: {found:#?}"
        );
        let untimed = DRAWING.replace("touch 8 h, ", "");
        check(&RULE, &untimed, &[]);
    }
}
