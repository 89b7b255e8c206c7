//! E6: a measured number is old.

use jiff::Unit;
use jiff::civil::Date;
use twinlane_model::{Basis, Measure, Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Threshold, Worse};
use crate::sheet::Sheet;

use crate::words::{decimal, list};

/// Age from which a measured number is stale.
const DAYS: Threshold = Threshold {
    name: "stale-measure.days",
    default: 180.0,
    unit: "days",
    what: "Older than this many days a measured number counts as stale.",
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
        Number {
            name: "days",
            worse: Worse::Up,
        },
        Number {
            name: "stale_numbers",
            worse: Worse::Up,
        },
    ],
    finds: "A measured number of a step, a link or a pool is older than 180 days (a setting) at the date \
             asked, else on the last day of the workshop. Silent without a date, and for numbers that do \
             not say when they were true. One finding per step, link or pool.",
    matters: "A team, a price list and a market change in half a year. An old measurement is an assumption \
             with a good reputation.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let Some(date) = sheet.date else {
        return Vec::new();
    };
    let limit = sheet.limit(&DAYS);
    let mut found = Vec::new();
    for step in sheet.buyer_steps().chain(sheet.activities()) {
        if let Some(stale) = stale(sheet.numbers_of_step(step), date, limit) {
            found.push(stale.draft(Thing::Step(step), sheet.row(step).side, &sheet.step(step)));
        }
    }
    for link in 0..sheet.view.links.len() {
        if let Some(stale) = stale(sheet.numbers_of_link(link), date, limit) {
            let side = sheet.step_of_link(link).map_or(Side::Seller, |step| step.side);
            found.push(stale.draft(Thing::Link(link), side, &sheet.link(link)));
        }
    }
    for (at, pool) in sheet.view.pools.iter().enumerate() {
        let numbers = [("the capacity", &pool.capacity), ("the cost", &pool.cost)];
        let given = numbers
            .into_iter()
            .filter_map(|(name, number)| Some((name, number.as_ref()?)));
        if let Some(stale) = stale(given, date, limit) {
            found.push(stale.draft(Thing::Pool(at), Side::Seller, &sheet.pool(at)));
        }
    }
    found
}

/// The stale numbers of one thing.
struct Stale {
    names: Vec<String>,
    /// Age of the oldest, days.
    oldest: f64,
}

/// Picks out the measured numbers that are older than the limit; `None` where none is.
fn stale<'a>(
    numbers: impl Iterator<Item = (&'static str, &'a Measure)>,
    date: Date,
    limit: f64,
) -> Option<Stale> {
    let mut stale = Stale {
        names: Vec::new(),
        oldest: 0.0,
    };
    for (name, number) in numbers.filter(|(_, number)| number.basis == Basis::Measured) {
        let days = number.as_of.and_then(|then| age(then, date));
        if let Some(days) = days.filter(|days| *days > limit) {
            stale.names.push(name.to_owned());
            stale.oldest = stale.oldest.max(days);
        }
    }
    (!stale.names.is_empty()).then_some(stale)
}

impl Stale {
    fn draft(&self, subject: Thing, side: Side, of: &str) -> Draft {
        let title = format!("Old numbers at {of}: {}.", list(&self.names));
        Draft::new(subject, side, title)
            .severity(Severity::Low)
            .why(format!(
                "The oldest was measured {} days ago, and much changes in that time.",
                decimal(self.oldest)
            ))
            .ask("What has changed since then in the team, the offer or the market?")
            .number("days", self.oldest)
            .number("stale_numbers", self.names.len() as f64)
    }
}

/// Days from one date to another.
fn age(then: Date, now: Date) -> Option<f64> {
    Some(f64::from(then.until((Unit::Day, now)).ok()?.get_days()))
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn each_number_ages_where_it_stands() {
        check(
            "E6",
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
