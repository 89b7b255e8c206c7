//! H2: work returns to a function it just left.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Threshold, Worse};
use crate::sheet::Sheet;

/// Links within which work that returns is ping-pong.
const LINKS: Threshold = Threshold {
    name: "ping-pong-handoff.links",
    default: 3.0,
    unit: "links",
    what: "Within how many links work must be back for the trip to count.",
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
        Number {
            name: "links",
            worse: Worse::Never,
        },
        Number {
            name: "places",
            worse: Worse::Up,
        },
    ],
    finds: "Work leaves a function and returns to it within three links (a setting), back links, returns \
             and refusals left out; a junction ends the path. One finding per ordered pair: the function \
             left, and the one it went to.",
    matters: "Each crossing is a queue. A case that goes over and comes back waits twice, and the second \
             function is asked without being in charge.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    // The walk is bounded whatever the setting says; work that is back after so long was not sent back.
    let limit = sheet.limit(&LINKS).clamp(0.0, 12.0) as usize;
    let forward: Vec<Vec<usize>> = (0..sheet.view.steps.len())
        .map(|step| ways_on(sheet, step))
        .collect();
    let mut trips: BTreeMap<(usize, usize), BTreeMap<usize, Trip>> = BTreeMap::new();
    for step in sheet.activities() {
        let home = sheet.lane_of[step];
        for first in &forward[step] {
            let away = sheet.lane_of[*first];
            if away == home || limit < 2 {
                continue;
            }
            if let Some(trip) = back_home(sheet, &forward, home, *first, limit) {
                let known = trips.entry((home, away)).or_default().entry(step).or_insert(trip);
                if trip.links < known.links {
                    *known = trip;
                }
            }
        }
    }
    trips
        .into_iter()
        .filter_map(|((home, away), trips)| draft(sheet, home, away, &trips))
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
fn ways_on(sheet: &Sheet<'_, '_>, step: usize) -> Vec<usize> {
    let row = sheet.row(step);
    if row.side != Side::Seller || row.waypoint {
        return Vec::new();
    }
    let arcs = sheet.out[step].iter().map(|arc| sheet.arcs[*arc]);
    arcs.filter(|arc| !arc.back && !sheet.row(arc.to).waypoint)
        .filter(|arc| !(arc.refusal && sheet.lane_of[arc.from] != sheet.lane_of[arc.to]))
        .map(|arc| arc.to)
        .collect()
}

/// Walks on from the first step of another function until the flow is home, breadth first.
fn back_home(
    sheet: &Sheet<'_, '_>,
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
                if sheet.lane_of[*to] == home {
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

fn draft(sheet: &Sheet<'_, '_>, home: usize, away: usize, trips: &BTreeMap<usize, Trip>) -> Option<Draft> {
    let (step, trip) = trips.iter().min_by_key(|(step, trip)| (trip.links, **step))?;
    let (left, other) = (sheet.lane_title(home), sheet.lane_title(away));
    let title = format!("Work goes from {left} to {other} and comes back to {left}.");
    let mut draft = Draft::new(Thing::Lane(home), Side::Seller, title)
        .why(format!(
            "It leaves at {}, goes to {} and is back at {}: two waits for one piece of work.",
            sheet.step(*step),
            sheet.step(trip.away),
            sheet.step(trip.home)
        ))
        .ask(format!(
            "Could {left} and {other} do this together at one table, or could one of them do it alone?"
        ))
        .number("links", trip.links as f64)
        .number("places", trips.len() as f64);
    draft.subjects.push(Thing::Lane(away));
    // The pair is ordered and a fingerprint is not, so the function that was left counts twice in it.
    draft.key = vec![Thing::Lane(home), Thing::Lane(home), Thing::Lane(away)];
    Some(draft)
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn three_links_are_short_and_four_are_not() {
        check(
            "H2",
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
            "H2",
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
            "H2",
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
