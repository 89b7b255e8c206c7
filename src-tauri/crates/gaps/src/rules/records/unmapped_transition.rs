//! R3: deals go ways that are not drawn.

use std::collections::BTreeMap;

use twinlane_model::{End, Severity, Side};
use twinlane_records::map_evidence::UnmappedTransition;

use crate::family::Family;
use crate::rule::{Draft, Number, Records, Rule, Thing, Threshold, Worse};
use crate::sheet::{Recorded, Sheet, at_least, percent_of};
use crate::words::{capital, quote};

/// From which share of all deals a transition is worth drawing.
pub const LEAST_SHARE: Threshold = Threshold {
    name: "unmapped-transition.percent",
    default: 1.0,
    unit: "percent",
    what: "From which share of all deals a way that is recorded should be drawn.",
};

pub const RULE: Rule = Rule {
    code: "R3",
    name: "unmapped-transition",
    family: Family::Records,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[LEAST_SHARE],
    numbers: &[
        Number {
            name: "deals",
            worse: Worse::Never,
        },
        Number {
            name: "deals_percent",
            worse: Worse::Up,
        },
    ],
    finds: "An activity right after another in 1 % (setting) of all deals or more, both of them on the map, and \
             no flow leads from the one to the other: not directly, not through junctions, not as work side by \
             side. One finding per transition of the records.",
    matters: "The drawn way is what was once agreed, the other one is how it is done. Leaps leave something \
             out, ways back are work done twice, and neither is in any number of the map.",
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
## Prove
- [Sales] Show the machine
## Close
- [Sales] Send the offer
  => Won",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Show the machine
  => Send the offer
## Prove
- [Sales] Show the machine
## Close
- [Sales] Send the offer
  => Won",
    records: Some(Records {
        wrong: "deal,stage,date
1,Qualify by phone,2025-01-06
1,Show the machine,2025-01-13
1,Send the offer,2025-01-20
2,Qualify by phone,2025-01-07
2,Send the offer,2025-01-09",
        right: "deal,stage,date
1,Qualify by phone,2025-01-06
1,Show the machine,2025-01-13
1,Send the offer,2025-01-20
2,Qualify by phone,2025-01-07
2,Send the offer,2025-01-09",
    }),
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let Some(recorded) = sheet.recorded() else {
        return Vec::new();
    };
    let limit = sheet.limit(&LEAST_SHARE);
    let against = &recorded.against;
    let rows = || against.transitions.iter().flatten();
    let mut alike: BTreeMap<(&[End], &[End]), usize> = BTreeMap::new();
    for row in rows() {
        *alike.entry((&row.from_ends, &row.to_ends)).or_default() += 1;
    }
    rows()
        .filter(|row| at_least(row.cases, against.cases, limit))
        .filter_map(|row| {
            // Two transitions between the same steps can be told apart only by what the records call them.
            let lone = alike.get(&(row.from_ends.as_slice(), row.to_ends.as_slice())) == Some(&1);
            draft(sheet, recorded, row, lone)
        })
        .collect()
}

fn draft(
    sheet: &Sheet<'_, '_>,
    recorded: &Recorded<'_>,
    row: &UnmappedTransition,
    lone: bool,
) -> Option<Draft> {
    let (from, to) = (
        sheet.recorded_things(&row.from_ends),
        sheet.recorded_things(&row.to_ends),
    );
    let first = *from.first()?;
    let all = recorded.against.cases;
    let title = if row.from == row.to {
        format!(
            "{} is recorded twice in a row in {} of {all} deals, and the map draws no way from it to itself.",
            capital(&name(sheet, recorded, row.from, &from, lone)),
            row.cases
        )
    } else {
        format!(
            "The way from {} {} {} is taken by {} of {all} deals and drawn nowhere on the map.",
            name(sheet, recorded, row.from, &from, lone),
            if leads_back(sheet, &from, &to) {
                "back to"
            } else {
                "straight to"
            },
            name(sheet, recorded, row.to, &to, lone),
            row.cases
        )
    };
    let mut draft = Draft::new(first, Side::Seller, title)
        .severity(Severity::Low)
        .why(
            "This is how it is done, whatever was agreed. The numbers of the map leave these deals out, and what \
             they cost.",
        )
        .ask("Is this way right, so that we should draw it? If not, what makes people take it?")
        .number("deals", row.cases as f64)
        .number("deals_percent", percent_of(row.cases, all));
    let mut subjects = from;
    for thing in to {
        if !subjects.contains(&thing) {
            subjects.push(thing);
        }
    }
    draft.subjects = subjects;
    // Ids are sorted in a fingerprint, and there and back are not the same.
    draft.words = format!("{} → {}", recorded.name(row.from), recorded.name(row.to));
    Some(draft)
}

/// One end of a transition inside a sentence: as on the map, or as in the records where the map leaves it open.
fn name(
    sheet: &Sheet<'_, '_>,
    recorded: &Recorded<'_>,
    activity: u32,
    things: &[Thing],
    lone: bool,
) -> String {
    match things {
        [Thing::Step(at)] if lone => sheet.step(*at),
        [Thing::Outcome(at)] if lone => sheet.outcome(*at),
        _ => quote(recorded.name(activity)),
    }
}

/// Whether a transition goes to an earlier stage, or on after the end.
fn leads_back(sheet: &Sheet<'_, '_>, from: &[Thing], to: &[Thing]) -> bool {
    match (from, to) {
        ([Thing::Step(from)], [Thing::Step(to)]) => sheet.stage_of[*to] < sheet.stage_of[*from],
        ([Thing::Outcome(_)], [Thing::Step(_)]) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::probe::{check_titles, of, only, recorded};

    const DRAWING: &str = "
        # Sales process
        ## Qualify
        - Call
        ## Prove
        - Demo
        ## Close
        - Offer
          => Won
          => Lost";

    #[test]
    fn leaps_ways_back_and_repetitions_are_told() {
        check_titles(
            "R3",
            DRAWING,
            "4: Call > Demo > Offer > Won\n3: Call > Offer\n2: Call > Demo > Call\n1: Call > Demo > Demo\n\
             1: Call > Demo > Offer > Lost > Call",
            &[
                "The way from “Call” straight to “Offer” is taken by 3 of 11 deals and drawn nowhere on the map.",
                "The way from “Demo” back to “Call” is taken by 2 of 11 deals and drawn nowhere on the map.",
                "The way from “lost” back to “Call” is taken by 1 of 11 deals and drawn nowhere on the map.",
                "“Demo” is recorded twice in a row in 1 of 11 deals, and the map draws no way from it to itself.",
            ],
        );
    }

    #[test]
    fn one_deal_in_a_hundred_is_enough() {
        let log = "99: Call > Demo > Offer\n1: Call > Offer";
        check_titles(
            "R3",
            DRAWING,
            log,
            &[
                "The way from “Call” straight to “Offer” is taken by 1 of 100 deals and drawn nowhere on the map.",
            ],
        );
        check_titles("R3", DRAWING, &log.replace("99: ", "100: "), &[]);
    }

    #[test]
    fn what_lies_between_is_another_matter() {
        check_titles("R3", DRAWING, "4: Call > Budget check > Offer", &[]);
    }

    #[test]
    fn there_and_back_are_decided_about_apart() {
        let map = recorded(DRAWING, "4: Call > Offer > Call");
        let found = only("R3", of(&map));
        let prints: BTreeSet<&str> = found.iter().map(|found| found.fingerprint.as_str()).collect();
        assert_eq!(prints.len(), 2, "the steps are the same: {prints:?}");
        assert_eq!(found[0].subjects.len(), 2, "both steps are subjects");
    }
}
