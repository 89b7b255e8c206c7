//! E6: a measured number is old.

use jiff::Unit;
use jiff::civil::Date;
use twinlane_model::{Basis, Measure, Severity, Side};

use crate::rule::{Draft, Family, Number, Rule, Thing, Threshold, Worse};
use crate::sheet::Sheet;

use crate::words::{decimal, list};

/// Age from which a measured number is stale.
const DAYS: Threshold = Threshold {
    name: "stale-measure.days",
    default: 180.0,
    unit: "days",
    what: "Older than this many days a measured number counts as stale.",
};

pub(crate) const RULE: Rule = Rule {
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
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let Some(date) = sheet.date else {
        return Vec::new();
    };
    let limit = sheet.limit(&DAYS);
    let mut found = Vec::new();
    let mut judge = |subject: Thing, side: Side, of: String, numbers: Vec<(String, &Measure)>| {
        let stale: Vec<(String, f64)> = numbers
            .into_iter()
            .filter(|(_, number)| number.basis == Basis::Measured)
            .filter_map(|(name, number)| Some((name, age(number.as_of?, date)?)))
            .filter(|(_, days)| *days > limit)
            .collect();
        if let Some(oldest) = stale.iter().map(|(_, days)| *days).reduce(f64::max) {
            found.push(draft(subject, side, &of, &stale, oldest));
        }
    };
    for step in sheet.buyer_steps().chain(sheet.activities()) {
        judge(
            Thing::Step(step),
            sheet.row(step).side,
            sheet.step(step),
            sheet.numbers_of_step(step),
        );
    }
    for link in 0..sheet.view.links.len() {
        if let Some((side, of, numbers)) = sheet.numbers_of_link(link) {
            judge(Thing::Link(link), side, of, numbers);
        }
    }
    for (at, pool) in sheet.view.pools.iter().enumerate() {
        let numbers = [("capacity", &pool.capacity), ("cost", &pool.cost)];
        let given = numbers
            .into_iter()
            .filter_map(|(name, number)| Some((name.to_owned(), number.as_ref()?)));
        judge(Thing::Pool(at), Side::Seller, sheet.pool(at), given.collect());
    }
    found
}

/// Days from one date to another.
fn age(then: Date, now: Date) -> Option<f64> {
    Some(f64::from(then.until((Unit::Day, now)).ok()?.get_days()))
}

fn draft(subject: Thing, side: Side, of: &str, stale: &[(String, f64)], oldest: f64) -> Draft {
    let names: Vec<String> = stale.iter().map(|(name, _)| name.clone()).collect();
    let title = format!("Old numbers at {of}: {}.", list(&names));
    Draft::new(subject, side, title)
        .severity(Severity::Low)
        .why(format!(
            "The oldest was measured {} days ago, and much changes in that time.",
            decimal(oldest)
        ))
        .ask("What has changed since then in the team, the offer or the market?")
        .number("days", oldest)
        .number("stale_numbers", stale.len() as f64)
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
