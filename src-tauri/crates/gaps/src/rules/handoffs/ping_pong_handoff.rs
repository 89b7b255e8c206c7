//! H2: work returns to a function it just left.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::Side;
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};
use crate::threshold::Threshold;

sentences! {
    /// What H2 says.
    trait Sentences for English {
        fn finds() =>
            "Work leaves a function and returns to it within three links (a setting), back links, returns \
             and refusals left out; a junction ends the path. One finding per ordered pair: the function \
             left, and the one it went to.";
        fn matters() =>
            "Each crossing is a queue. A case that goes over and comes back waits twice, and the second \
             function is asked without being in charge.";
        fn what_links() => "Within how many links work must be back for the trip to count.";

        fn title(left: &str, other: &str) => "Work goes from {left} to {other} and comes back to {left}.";
        fn why(leaves: &str, goes_to: &str, is_back: &str) =>
            "It leaves at {leaves}, goes to {goes_to} and is back at {is_back}: two waits for one piece of work.";
        fn ask(left: &str, other: &str) =>
            "Could {left} and {other} do this together at one table, or could one of them do it alone?";
    }
}

/// Links within which work that returns is ping-pong.
const LINKS: Threshold = Threshold {
    name: "ping-pong-handoff.links",
    default: 3.0,
    unit: "links",
    what: |locale| locale.what_links(),
};

pub const RULE: Rule = Rule {
    code: "H2",
    name: "ping-pong-handoff",
    family: Family::Handoffs,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[LINKS],
    numbers: &[
        RuleNumber {
            name: "links",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "places",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Prove
- [Sales] Send proposal
  => Proof of concept
- [Engineering] Proof of concept
  => Negotiate
- [Sales] Negotiate
  => Won",
    right: "# Sales process
## Prove
- [Sales] Send proposal
  => Negotiate
- [Sales] Negotiate
  => Proof of concept
- [Engineering] Proof of concept
  => Won",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    // The walk is bounded whatever the setting says; work that is back after so long was not sent back.
    let limit = facts.limit(&LINKS).clamp(0.0, 12.0) as usize;
    let forward: Vec<Vec<usize>> = (0..facts.view.steps.len())
        .map(|step| ways_on(facts, step))
        .collect();
    let mut trips: BTreeMap<(usize, usize), BTreeMap<usize, Trip>> = BTreeMap::new();
    for step in facts.activities() {
        let home = facts.lane_of[step];
        for first in &forward[step] {
            let away = facts.lane_of[*first];
            if away == home || limit < 2 {
                continue;
            }
            if let Some(trip) = back_home(facts, &forward, home, *first, limit) {
                let known = trips.entry((home, away)).or_default().entry(step).or_insert(trip);
                if trip.links < known.links {
                    *known = trip;
                }
            }
        }
    }
    trips
        .into_iter()
        .filter_map(|((home, away), trips)| draft(facts, home, away, &trips))
        .collect()
}

/// The shortest trip found from one step.
#[derive(Clone, Copy)]
struct Trip {
    /// Step of the other function.
    away: usize,
    /// Step back in the function that was left.
    home: usize,
    /// Links from leaving to being back.
    links: usize,
}

/// Activities that the flow of an activity leads on to.
fn ways_on(facts: &MapFacts<'_, '_>, step: usize) -> Vec<usize> {
    let row = facts.row(step);
    if row.side != Side::Seller || row.waypoint {
        return Vec::new();
    }
    let arcs = facts.out[step].iter().map(|arc| facts.arcs[*arc]);
    arcs.filter(|arc| !arc.back && !facts.row(arc.to).waypoint)
        .filter(|arc| !(arc.refusal && facts.lane_of[arc.from] != facts.lane_of[arc.to]))
        .map(|arc| arc.to)
        .collect()
}

/// Walks on from the first step of another function until the flow is home, breadth first.
fn back_home(
    facts: &MapFacts<'_, '_>,
    forward: &[Vec<usize>],
    home: usize,
    first: usize,
    limit: usize,
) -> Option<Trip> {
    let mut seen = BTreeSet::from([first]);
    let mut edge = vec![first];
    for links in 2..=limit {
        let mut next = Vec::new();
        for step in edge {
            for to in &forward[step] {
                if facts.lane_of[*to] == home {
                    return Some(Trip {
                        away: first,
                        home: *to,
                        links,
                    });
                }
                if seen.insert(*to) {
                    next.push(*to);
                }
            }
        }
        if next.is_empty() {
            return None;
        }
        edge = next;
    }
    None
}

fn draft(
    facts: &MapFacts<'_, '_>,
    home: usize,
    away: usize,
    trips: &BTreeMap<usize, Trip>,
) -> Option<DraftFinding> {
    let say = facts.locale;
    let (step, trip) = trips.iter().min_by_key(|(step, trip)| (trip.links, **step))?;
    let (left, other) = (facts.lane_title(home), facts.lane_title(away));
    let why = say.why(&facts.step(*step), &facts.step(trip.away), &facts.step(trip.home));
    let mut draft = DraftFinding::new(MapItem::Lane(home), Side::Seller, say.title(&left, &other))
        .why(why)
        .ask(say.ask(&left, &other))
        .number("links", trip.links as f64)
        .number("places", trips.len() as f64);
    draft.subjects.push(MapItem::Lane(away));
    // The pair is ordered and a fingerprint is not, so the function that was left counts twice in it.
    draft.key = vec![MapItem::Lane(home), MapItem::Lane(home), MapItem::Lane(away)];
    Some(draft)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn three_links_are_short_and_four_are_not() {
        check(
            &RULE,
            "# Sales process
            - [A] One
              => Two
            - [B] Two
              => Three
            - [C] Three
              => Four
            - [A] Four
              => Five
            - [D] Five
              => Six
            - [E] Six
              => Seven
            - [F] Seven
              => Eight
            - [A] Eight
              => Won",
            &["A + B"],
        );
    }

    #[test]
    fn both_directions_are_two_findings() {
        check(
            &RULE,
            "# Sales process
            - [A] One
              => Two
            - [B] Two
              => Three
            - [A] Three
              => Four
            - [B] Four
              => Won",
            &["A + B", "B + A"],
        );
    }

    #[test]
    fn refusals_back_links_and_junctions_are_no_way_home() {
        check(
            &RULE,
            r#"# Sales process
            ## S1
            - [A] One
              => Two
            - [B] Two
              => One
              => Three
            ## S2
            - [B] Three
              => One
              => #w
            - [B] "" {id w, waypoint}
              => Four
            - [A] Four
              => Won"#,
            &[],
        );
    }
}
