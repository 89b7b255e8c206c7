//! R3: deals go ways that are not drawn.

use std::collections::BTreeMap;

use twinlane_model::{End, Severity, Side};
use twinlane_records::map_evidence::UnmappedTransition;
use twinlane_words::{English, sentences};

use super::shares::{at_least, percent_of};
use crate::draft::DraftFinding;
use crate::facts::{MapFacts, Recorded};
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{ExampleRecords, Rule, RuleNumber, WorseWhen};
use crate::threshold::Threshold;

sentences! {
    /// What R3 says.
    trait Sentences for English {
        fn finds() =>
            "An activity right after another in 1 % (setting) of all deals or more, both of them on the \
             map, and no flow leads from the one to the other: not directly, not through junctions, not as \
             work side by side. One finding per transition of the records.";
        fn matters() =>
            "The drawn way is what was once agreed, the other one is how it is done. Leaps leave something \
             out, ways back are work done twice, and neither is in any number of the map.";
        fn what_least_share() => "From which share of all deals a way that is recorded should be drawn.";

        fn repeated(activity: &str, deals: u64, all: u64) => {
            format!(
                "{} is recorded twice in a row in {} of {} deals, and the map draws no way from it to itself.",
                English.capital(activity),
                English.count(deals as usize),
                English.count(all as usize)
            )
        };
        fn straight_to(from: &str, to: &str, deals: u64, all: u64) => {
            let deals = English.taken_by(deals, all);
            format!("The way from {from} straight to {to} {deals}.")
        };
        fn back_to(from: &str, to: &str, deals: u64, all: u64) => {
            let deals = English.taken_by(deals, all);
            format!("The way from {from} back to {to} {deals}.")
        };
        /// The end of both titles.
        fn taken_by(deals: u64, all: u64) => {
            let (deals, all) = (English.count(deals as usize), English.count(all as usize));
            format!("is taken by {deals} of {all} deals and drawn nowhere on the map")
        };
        fn why() =>
            "This is how it is done, whatever was agreed. The numbers of the map leave these deals out, and what \
            they cost.";
        fn ask() => "Is this way right, so that we should draw it? If not, what makes people take it?";
    }
}

/// From which share of all deals a transition is worth drawing.
pub const LEAST_SHARE: Threshold = Threshold {
    name: "unmapped-transition.percent",
    default: 1.0,
    unit: "percent",
    what: |locale| locale.what_least_share(),
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
        RuleNumber {
            name: "deals",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "deals_percent",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
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
    records: Some(ExampleRecords {
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

/// Whose words name the ends of a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NamedBy {
    /// The map's titles.
    Map,
    /// The words of the records, where two transitions lead between the same steps.
    Records,
}

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let Some(recorded) = facts.recorded() else {
        return Vec::new();
    };
    let limit = facts.limit(&LEAST_SHARE);
    let evidence = &recorded.evidence;
    let rows = || evidence.transitions.iter().flatten();
    let mut alike: BTreeMap<(&[End], &[End]), usize> = BTreeMap::new();
    for row in rows() {
        *alike.entry((&row.from_ends, &row.to_ends)).or_default() += 1;
    }
    rows()
        .filter(|row| at_least(row.cases, evidence.cases, limit))
        .filter_map(|row| {
            let named_by = match alike.get(&(row.from_ends.as_slice(), row.to_ends.as_slice())) {
                Some(1) => NamedBy::Map,
                _ => NamedBy::Records,
            };
            draft(facts, recorded, row, named_by)
        })
        .collect()
}

fn draft(
    facts: &MapFacts<'_, '_>,
    recorded: &Recorded<'_, '_>,
    row: &UnmappedTransition,
    named_by: NamedBy,
) -> Option<DraftFinding> {
    let say = facts.locale;
    let (from, to) = (recorded.items(&row.from_ends), recorded.items(&row.to_ends));
    let first = *from.first()?;
    let all = recorded.evidence.cases;
    let name = |activity: u32, items: &[MapItem]| name(facts, recorded, activity, items, named_by);
    let title = if row.from == row.to {
        say.repeated(&name(row.from, &from), row.cases, all)
    } else if leads_back(facts, &from, &to) {
        say.back_to(&name(row.from, &from), &name(row.to, &to), row.cases, all)
    } else {
        say.straight_to(&name(row.from, &from), &name(row.to, &to), row.cases, all)
    };
    let mut draft = DraftFinding::new(first, Side::Seller, title)
        .severity(Severity::Low)
        .why(say.why())
        .ask(say.ask())
        .number("deals", row.cases as f64)
        .number("deals_percent", percent_of(row.cases, all));
    let mut subjects = from;
    for item in to {
        if !subjects.contains(&item) {
            subjects.push(item);
        }
    }
    draft.subjects = subjects;
    // Ids are sorted in a fingerprint, and there and back are not the same.
    draft.key_suffix = format!("{} → {}", recorded.name(row.from), recorded.name(row.to));
    Some(draft)
}

/// One end of a transition inside a sentence: as on the map, or as in the records where the map leaves it open.
fn name(
    facts: &MapFacts<'_, '_>,
    recorded: &Recorded<'_, '_>,
    activity: u32,
    items: &[MapItem],
    named_by: NamedBy,
) -> String {
    match items {
        [MapItem::Step(at)] if named_by == NamedBy::Map => facts.step(*at),
        [MapItem::Outcome(at)] if named_by == NamedBy::Map => facts.outcome(*at),
        _ => facts.locale.quote(recorded.name(activity)),
    }
}

/// Whether a transition goes to an earlier stage, or on after the end.
fn leads_back(facts: &MapFacts<'_, '_>, from: &[MapItem], to: &[MapItem]) -> bool {
    match (from, to) {
        ([MapItem::Step(from)], [MapItem::Step(to)]) => facts.stage_of[*to] < facts.stage_of[*from],
        ([MapItem::Outcome(_)], [MapItem::Step(_)]) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::RULE;
    use crate::testing::{check_titles, of, only, recorded};

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
            &RULE,
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
            &RULE,
            DRAWING,
            log,
            &[
                "The way from “Call” straight to “Offer” is taken by 1 of 100 deals and drawn nowhere on the map.",
            ],
        );
        check_titles(&RULE, DRAWING, &log.replace("99: ", "100: "), &[]);
    }

    #[test]
    fn what_lies_between_is_another_matter() {
        check_titles(&RULE, DRAWING, "4: Call > Budget check > Offer", &[]);
    }

    #[test]
    fn there_and_back_are_decided_about_apart() {
        let map = recorded(DRAWING, "4: Call > Offer > Call");
        let found = only(&RULE, of(&map));
        let prints: BTreeSet<&str> = found.iter().map(|found| found.fingerprint.as_str()).collect();
        assert_eq!(prints.len(), 2, "the steps are the same: {prints:?}");
        assert_eq!(found[0].subjects.len(), 2, "both steps are subjects");
    }
}
