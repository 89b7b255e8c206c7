//! What would change the result: trying harder beside fixing the constraint, then the levers one by one.

use twinlane_model::Charter;
use twinlane_picture::chart::{self, Effort, EffortPoint, Way};

use super::chart as on_paper;
use super::names::Names;
use super::results::money;
use crate::figures::{Figures, Trial};
use crate::layout::{Cell, Column, Flow, Table, Type, Width};
use crate::words;

/// A change below this is rounding.
const SEEN: f64 = 1e-6;
/// Rows of each kind of lever.
const MOST: usize = 5;

/// Adds both; what is not known adds nothing.
pub(super) fn add(flow: &mut Flow<'_>, names: Names<'_>, figures: &Figures, charter: &Charter, page: f32) {
    effort(flow, names, figures, charter, page);
    table(flow, names, figures, charter);
}

/// Trying harder beside fixing the constraint.
fn effort(flow: &mut Flow<'_>, names: Names<'_>, figures: &Figures, charter: &Charter, page: f32) {
    let (Ok(present), Some(limit)) = (&figures.capacity, figures.demand.constraint) else {
        return;
    };
    let trials = &figures.trials;
    if trials.harder.is_empty() || trials.fixed.is_empty() {
        return;
    }
    let pool = names.pool(limit.pool);
    let points = |trials: &[Trial], of: &str| -> Vec<EffortPoint> {
        trials
            .iter()
            .map(|trial| EffortPoint {
                name: format!("{} more {of}", words::percent(trial.factor - 1.0)),
                cost: trial.cost,
                wins: trial.wins,
            })
            .collect()
    };
    let data = Effort {
        period: charter.period.clone(),
        currency: charter.currency.clone(),
        present: EffortPoint {
            name: "Today".to_owned(),
            cost: present.cost,
            wins: present.wins,
        },
        ways: vec![
            Way {
                name: "Try harder: more entries".to_owned(),
                points: points(&trials.harder, "entries"),
            },
            Way {
                name: format!("Fix the constraint: more hours of “{pool}”"),
                points: points(&trials.fixed, "hours"),
            },
        ],
    };
    let Some(drawn) = chart::effort(&data, on_paper::options(flow.width)) else {
        return;
    };
    flow.heading("Trying harder, or fixing the constraint", None);
    let said = |trials: &[Trial]| {
        let Some(last) = trials.last() else {
            return String::new();
        };
        let (wins, cost) = (last.wins - present.wins, last.cost - present.cost);
        let wins = match wins {
            wins if wins > SEEN => format!("bring {} more wins", chart::number(wins)),
            wins if wins < -SEEN => format!("bring {} fewer wins", chart::number(-wins)),
            _ => "bring no more wins".to_owned(),
        };
        let cost = match cost {
            cost if cost > SEEN => format!("cost {} more", money(cost, charter)),
            cost if cost < -SEEN => format!("cost {} less", money(-cost, charter)),
            _ => "cost as much as today".to_owned(),
        };
        format!("{wins} a {} and {cost}", charter.period)
    };
    flow.paragraph(
        &format!(
            "At capacity, half as many entries again {}; twice the hours of “{pool}” {}.",
            said(&trials.harder),
            said(&trials.fixed)
        ),
        Type::BODY,
    );
    flow.hold();
    on_paper::add(flow, &drawn, page);
}

/// "+1.92", "−0.3", or "±0" for what is too little to be seen.
fn change(value: f64, worded: impl Fn(f64) -> String) -> String {
    if value.abs() < SEEN {
        return format!("±{}", worded(0.0));
    }
    let sign = if value < 0.0 { "−" } else { "+" };
    format!("{sign}{}", worded(value.abs()))
}

/// Leaks, points of a share and hours, each kind by its effect.
fn table(flow: &mut Flow<'_>, names: Names<'_>, figures: &Figures, charter: &Charter) {
    let Some(levers) = &figures.levers else { return };
    let wins = |value: f64| Cell::strong(change(value, chart::number));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in levers.leaks.iter().filter(|row| row.wins > SEEN).take(MOST) {
        rows.push(vec![
            Cell::new(format!("If “{}” lost nobody", names.step(row.step))),
            wins(row.wins),
            Cell::new(""),
            Cell::quiet("if served"),
        ]);
    }
    for row in levers
        .sensitivity
        .iter()
        .filter(|row| row.wins.abs() > SEEN)
        .take(MOST)
    {
        rows.push(vec![
            Cell::new(format!("One point more of {}", names.link(row.link))),
            wins(row.wins),
            Cell::new(change(row.cost, |value| money(value, charter))),
            Cell::quiet("if served"),
        ]);
    }
    for row in levers.hours.iter().filter(|row| row.wins > SEEN).take(MOST) {
        rows.push(vec![
            Cell::new(format!("One hour more of “{}”", names.pool(row.pool))),
            wins(row.wins),
            Cell::new(""),
            Cell::quiet("at capacity"),
        ]);
    }
    if rows.is_empty() {
        return;
    }
    flow.heading("What would change the result", None);
    let columns = vec![
        Column::new("One at a time, all else equal", Width::Share(1.0)),
        Column::numbers("Wins", Width::Fixed(58.0)),
        Column::numbers("Cost", Width::Fixed(84.0)),
        Column::new("Counted", Width::Fixed(62.0)),
    ];
    Table { columns, rows }.add(flow);
    flow.paragraph(
        &format!(
            "Change per {}; each worked out again with the other number. A point of a share is taken from the \
             loss of its step.",
            charter.period
        ),
        Type::SMALL,
    );
}
