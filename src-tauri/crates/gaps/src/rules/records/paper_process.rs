//! R4: the written process is not the process.

use twinlane_model::Side;
use twinlane_records::drift::{Comparison, StageDrift};

use crate::family::Family;
use crate::rule::{Draft, Number, Records, Rule, Thing, Threshold, Worse};
use crate::sheet::Sheet;
use crate::words::{decimal, percent, two_digits};

const DRIFT: Threshold = Threshold {
    name: "paper-process.percent",
    default: 30.0,
    unit: "percent of the recorded",
    what: "Above which difference of documented and recorded time or conversion a stage counts as paper.",
};

/// A part by which a difference may miss the limit and still count as being at it.
const ROUNDING: f64 = 1e-9;

pub const RULE: Rule = Rule {
    code: "R4",
    name: "paper-process",
    family: Family::Records,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[DRIFT],
    numbers: &[
        Number {
            name: "documented_days",
            worse: Worse::Never,
        },
        Number {
            name: "recorded_days",
            worse: Worse::Never,
        },
        Number {
            name: "documented_conversion_percent",
            worse: Worse::Never,
        },
        Number {
            name: "recorded_conversion_percent",
            worse: Worse::Never,
        },
        Number {
            name: "drift_percent",
            worse: Worse::Up,
        },
    ],
    finds: "A sales stage of which the map documents a time or a conversion that differs from the recorded one by \
             more than 30 % (setting) of the recorded. Time is in working days that a deal is in the stage, \
             conversion the share of the deals leaving it that go on. Numbers that were taken from the same \
             records document nothing, and what only one of the two says is not compared.",
    matters: "Whoever plans with this stage plans with a process that nobody works by: forecasts, staffing and \
             targets rest on the paper.",
    wrong: "# Sales process
## Prove
- [Sales] Show the machine {elapsed 2 d}
## Close
- [Sales] Send the offer
  => Won",
    right: "# Sales process
## Prove
- [Sales] Show the machine {elapsed 6 d}
## Close
- [Sales] Send the offer
  => Won",
    records: Some(Records {
        wrong: "deal,stage,date
1,Show the machine,2025-01-06
1,Send the offer,2025-01-13
2,Show the machine,2025-01-07
2,Send the offer,2025-01-16",
        right: "deal,stage,date
1,Show the machine,2025-01-06
1,Send the offer,2025-01-13
2,Show the machine,2025-01-07
2,Send the offer,2025-01-16",
    }),
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let Some(recorded) = sheet.recorded() else {
        return Vec::new();
    };
    let limit = sheet.limit(&DRIFT);
    let stages = recorded.against.drift.iter();
    stages.filter_map(|row| draft(sheet, row, limit)).collect()
}

fn draft(sheet: &Sheet<'_, '_>, row: &StageDrift, limit: f64) -> Option<Draft> {
    let at = sheet.view.stage_place(row.stage)?;
    let apart = |beside: &Comparison| beside.drift() * 100.0 > limit * (1.0 + ROUNDING);
    let time = row.time.filter(apart);
    let conversion = row.conversion.filter(apart);
    let name = sheet.stage(at);
    let title = match (time, conversion) {
        (Some(time), Some(conversion)) => format!(
            "The map gives {name} {} and lets {} of its deals go on; the records say {} and {}.",
            days(time.documented),
            whole(conversion.documented),
            days(time.recorded),
            whole(conversion.recorded)
        ),
        (Some(time), None) => format!(
            "The map gives {name} {}; the records say {}.",
            days(time.documented),
            days(time.recorded)
        ),
        (None, Some(conversion)) => format!(
            "The map lets {} of the deals in {name} go on; the records say {}.",
            whole(conversion.documented),
            whole(conversion.recorded)
        ),
        (None, None) => return None,
    };
    let mut draft = Draft::new(Thing::Stage(at), Side::Seller, title)
        .why(
            "The written process is not the process. Whatever is planned with these numbers is planned for \
             another company.",
        )
        .ask("Which of the two do we work by, and what would have to happen for the other to be true?")
        .number("drift_percent", row.drift() * 100.0);
    // Also the one that fits is said, since a decision is about both.
    if let Some(time) = row.time {
        draft = draft
            .number("documented_days", time.documented)
            .number("recorded_days", time.recorded);
    }
    if let Some(conversion) = row.conversion {
        draft = draft
            .number("documented_conversion_percent", conversion.documented * 100.0)
            .number("recorded_conversion_percent", conversion.recorded * 100.0);
    }
    Some(draft)
}

/// "5 working days", with as many digits as leave something of it.
fn days(value: f64) -> String {
    let text = if value < 1.0 {
        two_digits(value)
    } else {
        decimal(value)
    };
    let unit = if text == "1" { "day" } else { "days" };
    format!("{text} working {unit}")
}

/// A share in whole per cent, with a digit where it would otherwise read as nothing or all.
fn whole(share: f64) -> String {
    let rounded = (share * 100.0).round();
    if (1.0..=99.0).contains(&rounded) {
        format!("{rounded:.0} %")
    } else {
        percent(share)
    }
}

#[cfg(test)]
mod tests {
    use crate::probe::{check_titles, of, only, recorded};

    const DRAWING: &str = "
        # Sales process
        ## Prove
        - Demo {elapsed 2 d}
          => Offer 80 %
          => Lost 20 %
        ## Close
        - Offer
          => Won
          => Lost";

    #[test]
    fn time_and_conversion_are_each_beside_the_recorded() {
        check_titles(
            "R4",
            DRAWING,
            "5: Demo > Offer@4 > Won\n5: Demo > Lost@4",
            &[
                "The map gives “Prove” 2 working days and lets 80 % of its deals go on; the records say 4 working days \
               and 50 %.",
            ],
        );
        check_titles(
            "R4",
            DRAWING,
            "5: Demo > Offer@4 > Won\n1: Demo > Lost@4",
            &["The map gives “Prove” 2 working days; the records say 4 working days."],
        );
        check_titles(
            "R4",
            DRAWING,
            "5: Demo > Offer@2 > Won\n5: Demo > Lost@2",
            &["The map lets 80 % of the deals in “Prove” go on; the records say 50 %."],
        );
    }

    #[test]
    fn what_differs_by_less_is_no_paper() {
        check_titles(
            "R4",
            DRAWING,
            "5: Demo > Offer@2.25 > Won\n2: Demo > Lost@2.25",
            &[],
        );
        let map = recorded(
            &DRAWING.replace("{elapsed 2 d}", ""),
            "5: Demo > Offer@9 > Won\n1: Demo > Lost",
        );
        assert_eq!(only("R4", of(&map)), [], "what is not documented is not compared");
    }
}
