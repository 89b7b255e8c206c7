//! F5: shares that do not add up.

use twinlane_model::Severity;

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

use crate::words::percent;

/// Half a percentage point either way is rounding; the last digits are those of binary fractions.
const SLACK: f64 = 0.005 + 1e-9;

pub const RULE: Rule = Rule {
    code: "F5",
    name: "unbalanced-split",
    family: Family::Flow,
    severity: "high",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        Number {
            name: "sum_percent",
            worse: Worse::Never,
        },
        Number {
            name: "percent_off",
            worse: Worse::Up,
        },
    ],
    finds: "The shares of a step that is not marked *all* add up to more than 100.5 %, or every one of \
             its flow links has a share and together they make less than 99.5 %.",
    matters: "More than all cases cannot go on, so nothing behind the step can be computed. Less means \
             that deals vanish and nobody knows where.",
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant 60 %
  => Lost 60 %
- [Sales] Visit the plant
  => Won",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant 40 %
  => Lost 60 %
- [Sales] Visit the plant
  => Won",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for step in (0..sheet.view.steps.len()).filter(|step| !sheet.row(*step).all) {
        let (mut sum, mut given) = (0.0, 0);
        for share in sheet
            .flow_links(step)
            .filter_map(|link| sheet.view.links[link].share.as_ref())
        {
            sum += share.value;
            given += 1;
        }
        let over = sum > 1.0 + SLACK;
        let under = given > 0 && given == sheet.flow_count(step) && sum < 1.0 - SLACK;
        if over || under {
            found.push(draft(sheet, step, sum, over));
        }
    }
    found
}

fn draft(sheet: &Sheet<'_, '_>, step: usize, sum: f64, over: bool) -> Draft {
    let title = format!("The shares of {} add up to {}.", sheet.step(step), percent(sum));
    let why = if over {
        "No more than all cases can go on: what lies behind cannot be computed until this is put right."
            .to_owned()
    } else {
        format!(
            "{} of the cases vanish here, and the map does not say where to.",
            percent(1.0 - sum)
        )
    };
    Draft::new(Thing::Step(step), sheet.row(step).side, title)
        .severity(Severity::High)
        .why(why)
        .ask("Of the last hundred cases that came here, how many went each way?")
        .number("sum_percent", sum * 100.0)
        .number("percent_off", (sum - 1.0).abs() * 100.0)
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn half_a_point_is_rounding() {
        check(
            "F5",
            "# Sales process
            - Call
              => Visit 40.5 %
              => Lost 60 %
            - Visit
              => Offer 60 %
              => Lost 40.6 %
            - Offer
              => Close 50 %
              => Lost 49.5 %
            - Close
              => Sign 50 %
              => Lost 49.4 %
            - Sign
              => Won 90 %
              => Lost
            - Archive {all}
              => Won 90 %
              => Lost 90 %",
            &["Close", "Visit"],
        );
    }
}
