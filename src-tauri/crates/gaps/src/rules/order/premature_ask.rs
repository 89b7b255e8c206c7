//! O2: an activity asks for a commitment before the buyer was helped with what matters.

use twinlane_model::{Severity, Side};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::{COLUMNS, MapFacts, ones};
use crate::family::Family;
use crate::item::MapItem;
use crate::names::LISTED;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What O2 says.
    trait Sentences for English {
        fn finds() =>
            "An activity that asks for a commitment comes although a buyer step of importance 3 has not \
             been supported by then. The steps looked at lie before a step that the ask supports, or in a \
             buyer stage before the one the ask's stage is paired with; support comes from the ask itself \
             or from an activity before it, and any strength counts.";
        fn matters() =>
            "A buyer who is asked to commit before the steps that matter to them are done says no, or says \
             nothing. The ask is not wrong, it is early.";

        fn title(activity: &str) => { format!("{} asks the buyer to commit too early.", English.capital(activity)) };
        fn why(steps: &str) => "By then nobody has helped with {steps}, which matters most to them.";
        fn ask() => "What would the buyer have to know or believe to say yes here, and when do they get it?";
    }
}

/// Importance of the buyer steps that an ask must not overtake.
const VITAL: u8 = 3;

pub const RULE: Rule = Rule {
    code: "O2",
    name: "premature-ask",
    family: Family::Order,
    severity: "high",
    unfinished: false,
    quadratic: true,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "unsupported_steps",
        worse: WorseWhen::Higher,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Buyer journey
## Problem owned
- [Plant manager] Owns the problem {importance 3}
## Options compared
- [Plant manager] Compares offers
# Sales process
## Prove ~ Options compared
- [Sales] Send proposal -> Compares offers {ask}",
    right: "# Buyer journey
## Problem owned
- [Plant manager] Owns the problem {importance 3}
## Options compared
- [Plant manager] Compares offers
# Sales process
## Qualify ~ Problem owned
- [Sales] Work out the cost of downtime -> Owns the problem
## Prove ~ Options compared
- [Sales] Send proposal -> Compares offers {ask}",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let asks: Vec<usize> = facts.activities().filter(|step| facts.row(*step).ask).collect();
    let vital: Vec<usize> = facts
        .buyer_steps()
        .filter(|step| facts.row(*step).weight() >= VITAL)
        .collect();
    let mut missing: Vec<Missing> = vec![Missing::default(); asks.len()];
    if asks.is_empty() {
        return Vec::new();
    }
    // Chunks keep the rows of bits in the cache on a large map.
    for part in vital.chunks(COLUMNS) {
        gather(facts, &asks, part, &mut missing);
    }
    let found = asks
        .into_iter()
        .zip(missing)
        .filter(|(_, missing)| missing.count > 0);
    found.map(|(ask, missing)| draft(facts, ask, &missing)).collect()
}

/// The vital buyer steps that nobody has supported by the time of an ask. On a large map these are thousands
/// for each ask, so they are counted, and only those that a sentence names are kept.
#[derive(Clone, Debug, Default)]
struct Missing {
    first: Vec<usize>,
    count: usize,
}

/// Adds to each ask the vital buyer steps of this part that nobody has supported by then.
fn gather(facts: &MapFacts<'_, '_>, asks: &[usize], vital: &[usize], missing: &mut [Missing]) {
    let mut marks = Vec::new();
    for (column, step) in vital.iter().enumerate() {
        marks.push((facts.order.component[*step], column));
        // An activity marks the steps it supports, so that what lies before an ask is what was supported.
        marks.extend(
            facts
                .supports_at(*step)
                .map(|support| (facts.order.component[support.from], column)),
        );
    }
    let before = facts.order.before(&marks);
    let row = |step: usize| &before[facts.order.component[step]];
    let mut due = [0; COLUMNS / 64];
    for (ask, missing) in asks.iter().zip(missing) {
        let stage = facts.paired_stage(*ask).unwrap_or(0);
        due.fill(0);
        // Buyer steps are sorted by stage, so those of earlier stages are the first columns.
        for column in 0..vital.partition_point(|step| facts.stage_of[*step] < stage) {
            due[column / 64] |= 1 << (column % 64);
        }
        for support in facts.supports_at(*ask) {
            due.iter_mut()
                .zip(row(support.to))
                .for_each(|(due, before)| *due |= before);
        }
        due.iter_mut()
            .zip(row(*ask))
            .for_each(|(due, done)| *due &= !done);
        // What the ask itself supports is not missing; buyer steps are sorted by place.
        for support in facts.supports_at(*ask) {
            if let Ok(column) = vital.binary_search(&support.to) {
                due[column / 64] &= !(1 << (column % 64));
            }
        }
        missing.count += due.iter().map(|word| word.count_ones() as usize).sum::<usize>();
        let wanted = LISTED - missing.first.len();
        missing
            .first
            .extend(ones(&due).take(wanted).map(|column| vital[column]));
    }
}

fn draft(facts: &MapFacts<'_, '_>, ask: usize, missing: &Missing) -> DraftFinding {
    let title = facts.locale.title(&facts.step(ask));
    let steps = facts.first_steps(&missing.first, missing.count);
    DraftFinding::new(MapItem::Step(ask), Side::Seller, title)
        .severity(Severity::High)
        .why(facts.locale.why(&steps))
        .ask(facts.locale.ask())
        .number("unsupported_steps", missing.count as f64)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn support_by_the_ask_itself_or_before_it_counts() {
        check(
            &RULE,
            "# Buyer journey
            ## S1
            - Owns it {importance 3}
            - Agrees {importance 3}
            - Shrugs
            ## S2
            - Compares
            # Sales process
            ## T1
            - Call -> Owns it (weak)
            ## T2 ~ S2
            - Propose -> Compares, Agrees {ask}",
            &[],
        );
    }

    #[test]
    fn what_is_supported_after_the_ask_comes_too_late() {
        check(
            &RULE,
            "# Buyer journey
            ## S1
            - Owns it {importance 3}
            ## S2
            - Compares
            # Sales process
            ## T2
            - Propose -> Compares {ask}
            - Explain -> Owns it
            - Propose again -> Compares {ask}",
            &["Propose"],
        );
    }

    #[test]
    fn an_earlier_stage_is_enough_where_no_flow_leads() {
        check(
            &RULE,
            "# Buyer journey
            ## S1
            - [A] Owns it {importance 3}
              => -
            ## S2
            - [B] Compares
            # Sales process
            ## T2 ~ S2
            - Propose {ask}
            - Talk -> Compares",
            &["Propose"],
        );
    }
}
