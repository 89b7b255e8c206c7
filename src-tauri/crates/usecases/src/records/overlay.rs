//! What a log says, as it is drawn over a map.

use crate::sentences::{LOCALE, Labels};
use twinlane_flow::{Network, demand};
use twinlane_gaps::rules::records::unmapped_transition::LEAST_SHARE;
use twinlane_model::ImportedLog;
use twinlane_model::{End, MapView};
use twinlane_picture::{Overlay, StepOverlay, UndrawnTransition};
use twinlane_records::matching;
use twinlane_records::replay::as_of;
use twinlane_records::{MapEvidence, map_evidence};

/// What is drawn over a map: volumes on links, recorded times and how busy people are on cards, the share that skips a
/// step, and ways that cases take although nobody drew them.
pub fn overlay(view: &MapView<'_>, log: &ImportedLog) -> Overlay {
    let found = map_evidence(view, log, &matching(view, &log.summary), None);
    let source = match as_of(log) {
        Some(date) => LOCALE.log_to(&log.name, &date.to_string()),
        None => log.name.clone(),
    };
    let load = demand(&Network::of(view));
    let steps = found.steps.iter().map(|row| {
        let over = StepOverlay {
            days: row.days,
            busy: load.steps.get(&row.step).and_then(|step| step.utilisation),
            skipped: row.skipped_share(),
        };
        (row.step, over)
    });
    Overlay {
        source,
        links: found.links.iter().map(|row| (row.link, row.count)).collect(),
        steps: steps.collect(),
        undrawn: undrawn(&found, LEAST_SHARE.of(view.workshop.settings())),
    }
}

/// Transitions between one thing and one other that so many per cent of the cases or more take, as rule R3 finds them;
/// where a name means several, no way can be drawn.
fn undrawn(found: &MapEvidence, least_percent: f64) -> Vec<UndrawnTransition> {
    let one = |ends: &[End]| match ends {
        [end] => Some(*end),
        _ => None,
    };
    let rows = found.transitions.iter().flatten();
    rows.filter(|row| !row.over_unseen)
        .filter(|row| {
            found
                .of_all(row.cases)
                .is_some_and(|share| share * 100.0 >= least_percent)
        })
        .filter_map(|row| {
            Some(UndrawnTransition {
                from: one(&row.from_ends)?,
                to: one(&row.to_ends)?,
                cases: row.cases,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use twinlane_model::records::{Activity, Summary, Transition, VariantCount};
    use twinlane_model::{Kept, LogId};
    use twinlane_testkit::{Ids, draw};

    use super::*;

    fn log(ways: &[(u64, u64, &[u32])]) -> ImportedLog {
        let names = ["Qualify", "Demo", "Offer"];
        let activities = names.map(|name| Activity {
            name: name.to_owned(),
            ..Activity::default()
        });
        let mut transitions: Vec<Transition> = Vec::new();
        for (cases, _, way) in ways {
            for pair in way.windows(2) {
                transitions.push(Transition {
                    from: pair[0],
                    to: pair[1],
                    count: *cases,
                    cases: *cases,
                    calendar: None,
                    working: None,
                });
            }
        }
        let summary = Summary {
            cases: ways.iter().map(|way| way.0).sum(),
            activities: activities.to_vec(),
            transitions,
            ways: ways
                .iter()
                .map(|(cases, won, way)| VariantCount {
                    activities: way.to_vec(),
                    cases: *cases,
                    won: *won,
                    lost: cases - won,
                })
                .collect(),
            ..Summary::default()
        };
        ImportedLog {
            id: LogId(Ids::nth(9_000)),
            name: "CRM".to_owned(),
            source: String::new(),
            imported: None,
            kept: Kept::Summary,
            mapping: String::new(),
            summary: Arc::new(summary),
            position: 0,
        }
    }

    #[test]
    fn what_is_rare_is_not_drawn() {
        let map = draw(
            "entry: Qualify 100
             pool: Inside, 2 people, 50 h
             # Sales process
             ## First
             - Qualify {touch 1 h, owner \"Inside\"}
               => Demo 40 %
               => Lost 60 %
             ## Second
             - Demo
               => Offer
             - Offer
               => Won",
        );
        let log = log(&[
            (150, 50, &[0, 1, 2]),
            (48, 0, &[0, 2]),
            (1, 0, &[2, 1]),
            (1, 1, &[1, 2]),
        ]);
        let over = overlay(&map.view(), &log);
        let step = |title: &str| over.steps[&map.step(title)];
        assert_eq!(
            step("Qualify").busy,
            Some(2.0),
            "100 hours of work, 50 of capacity"
        );
        assert_eq!(
            step("Qualify").skipped,
            Some(2.0 / 200.0),
            "two cases begin later"
        );
        let undrawn: Vec<u64> = over.undrawn.iter().map(|way| way.cases).collect();
        assert_eq!(undrawn, [48], "one case in two hundred is rare");
        assert_eq!(over.source, "CRM", "without an event there is no day");
    }
}
