//! E6: a measured number is old.

use jiff::civil::Date;
use twinlane_model::{Basis, Measure, Severity, Side};
use twinlane_words::{English, Unit, sentences};

use crate::draft::DraftFinding;
use crate::facts::{MapFacts, Quantity};
use crate::family::Family;
use crate::item::MapItem;
use crate::names::Names;
use crate::rule::{Rule, RuleNumber, WorseWhen};
use crate::threshold::Threshold;

sentences! {
    /// What E6 says.
    trait Sentences for English {
        fn finds() =>
            "A measured number of a step, a link or a pool is older than 180 days (a setting) at the date \
             asked, else on the last day of the workshop. Silent without a date, and for numbers that do \
             not say when they were true. One finding per step, link or pool.";
        fn matters() =>
            "A team, a price list and a market change in half a year. An old measurement is an assumption \
             with a good reputation.";
        fn what_days() => "Older than this many days a measured number counts as stale.";

        fn title(of: &str, numbers: &str) => "Old numbers at {of}: {numbers}.";
        fn why(days: f64) => {
            format!(
                "The oldest was measured {} ago, and much changes in that time.",
                English.measured(days, Unit::Days)
            )
        };
        fn ask() => "What has changed since then in the team, the offer or the market?";
    }
}

/// Age from which a measured number is stale.
const DAYS: Threshold = Threshold {
    name: "stale-measure.days",
    default: 180.0,
    unit: "days",
    what: |locale| locale.what_days(),
};

pub const RULE: Rule = Rule {
    code: "E6",
    name: "stale-measure",
    family: Family::Evidence,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[DAYS],
    numbers: &[
        RuleNumber {
            name: "days",
            worse: WorseWhen::Higher,
        },
        RuleNumber {
            name: "stale_numbers",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone {touch 1 h measured n=420 as-of 2024-01-31}
  => Won",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone {touch 1 h measured n=420 as-of 2025-12-31}
  => Won",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let Some(date) = facts.date else {
        return Vec::new();
    };
    let limit = facts.limit(&DAYS);
    let mut found = Vec::new();
    for step in facts.buyer_steps().chain(facts.activities()) {
        if let Some(stale) = stale(facts.numbers_of_step(step), date, limit) {
            let side = facts.row(step).side;
            found.push(stale.draft(facts, MapItem::Step(step), side, &facts.step(step)));
        }
    }
    for link in 0..facts.view.links.len() {
        if let Some(stale) = stale(facts.numbers_of_link(link), date, limit) {
            let side = facts.step_of_link(link).map_or(Side::Seller, |step| step.side);
            found.push(stale.draft(facts, MapItem::Link(link), side, &facts.link(link)));
        }
    }
    for pool in 0..facts.view.pools.len() {
        if let Some(stale) = stale(facts.numbers_of_pool(pool), date, limit) {
            found.push(stale.draft(facts, MapItem::Pool(pool), Side::Seller, &facts.pool(pool)));
        }
    }
    found
}

/// The stale numbers of one row.
struct Stale {
    quantities: Vec<Quantity>,
    /// Age of the oldest, days.
    oldest: f64,
}

/// Picks out the measured numbers that are older than the limit; `None` where none is.
fn stale<'a>(
    numbers: impl Iterator<Item = (Quantity, &'a Measure)>,
    date: Date,
    limit: f64,
) -> Option<Stale> {
    let mut stale = Stale {
        quantities: Vec::new(),
        oldest: 0.0,
    };
    for (quantity, number) in numbers.filter(|(_, number)| number.basis == Basis::Measured) {
        let days = number.as_of.and_then(|then| age(then, date));
        if let Some(days) = days.filter(|days| *days > limit) {
            stale.quantities.push(quantity);
            stale.oldest = stale.oldest.max(days);
        }
    }
    (!stale.quantities.is_empty()).then_some(stale)
}

impl Stale {
    fn draft(&self, facts: &MapFacts<'_, '_>, subject: MapItem, side: Side, of: &str) -> DraftFinding {
        let say = facts.locale;
        let names = self.quantities.iter();
        let names: Vec<String> = names.map(|quantity| say.quantity(*quantity).to_owned()).collect();
        DraftFinding::new(subject, side, say.title(of, &facts.list(&names)))
            .severity(Severity::Low)
            .why(say.why(self.oldest))
            .ask(say.ask())
            .number("days", self.oldest)
            .number("stale_numbers", names.len() as f64)
    }
}

/// Days from one date to another.
fn age(then: Date, now: Date) -> Option<f64> {
    Some(f64::from(then.until((jiff::Unit::Day, now)).ok()?.get_days()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn each_number_ages_where_it_stands() {
        check(
            &RULE,
            r#"# Buyer journey
            - Looks {elapsed 3 d measured n=9 as-of 2025-01-01}
            # Sales process
            - Call {touch 1 h measured n=9 as-of 2025-08-04, owner "Team", capacity 9 h measured n=9 as-of 2024-01-01}
              => Visit 40 % measured n=9 as-of 2025-08-03
              => Lost 60 % measured n=9
            - Visit {touch 1 h as-of 2020-01-01}
              => Won"#,
            &["Looks", "Team", "Call → Visit"],
        );
    }
}
