//! What would change the result: trying harder beside fixing the constraint, then the levers one by one.

use twinlane_model::Charter;
use twinlane_picture::chart::{self, Alternative, Effort, EffortPoint};
use twinlane_words::{English, sentences};

use super::chart as on_paper;
use super::names::Names;
use crate::flow_results::{FlowResults, WhatIf};
use crate::layout::{Cell, Column, DocumentBuilder, Table, Type, Width};
use crate::sentences::ReportSentences;

sentences! {
    /// What would change the result, in words.
    pub(crate) trait LeverSentences for English {
        /// Heading of the chart.
        fn harder_or_fixed() => "Trying harder, or fixing the constraint";
        /// Name of the present.
        fn today() => "Today";
        /// The first alternative.
        fn try_harder() => "Try harder: more entries";
        /// The second alternative.
        fn fix_constraint(pool: &str) => "Fix the constraint: more hours of “{pool}”";
        /// A point of the first.
        fn more_entries(by: f64) => { format!("{} more entries", English.share(by)) };
        /// A point of the second.
        fn more_hours(by: f64) => { format!("{} more hours", English.share(by)) };
        /// What a change brings and costs; differences of nothing are told as such.
        fn brings(wins: f64, cost: f64, currency: &str, period: &str) => {
            let wins = if wins.abs() <= SEEN {
                "bring no more wins".to_owned()
            } else if wins > 0.0 {
                format!("bring {} more wins", English.number(wins))
            } else {
                format!("bring {} fewer wins", English.number(-wins))
            };
            let cost = if cost.abs() <= SEEN {
                "cost as much as today".to_owned()
            } else if cost > 0.0 {
                format!("cost {} more", English.amount(cost, currency))
            } else {
                format!("cost {} less", English.amount(-cost, currency))
            };
            format!("{wins} a {period} and {cost}")
        };
        /// Both in a sentence.
        fn half_more_or_twice(harder: &str, pool: &str, fixed: &str) => "At capacity, half as many entries again {harder}; twice the hours of “{pool}” {fixed}.";
        /// A change with its sign; ± for what is too little to be seen.
        fn signed(value: f64, text: &str) => {
            let sign = if value.abs() < SEEN {
                "±"
            } else if value < 0.0 {
                "−"
            } else {
                "+"
            };
            format!("{sign}{text}")
        };
        /// A leak that is closed.
        fn if_nobody_lost(step: &str) => "If “{step}” lost nobody";
        /// A point of a share.
        fn one_point_more(link: &str) => "One point more of {link}";
        /// An hour of a pool.
        fn one_hour_more(pool: &str) => "One hour more of “{pool}”";
        /// How it was counted.
        fn if_served() => "if served";
        /// How it was counted.
        fn at_capacity() => "at capacity";
        /// Heading of the table.
        fn levers_heading() => "What would change the result";
        /// Heads of the table: lever, wins, cost, how it was counted.
        fn lever_columns() -> [&'static str; 4] => { ["One at a time, all else equal", "Wins", "Cost", "Counted"] };
        /// Under the table.
        fn levers_note(period: &str) => "Change per {period}; each worked out again with the other number. A point of a share is taken from the loss of its step.";
    }
}

/// A change below this is rounding.
const SEEN: f64 = 1e-6;
/// Rows of each kind of lever.
const MOST: usize = 5;

/// Adds both; what is not known adds nothing.
pub(super) fn add(
    document: &mut DocumentBuilder<'_>,
    names: Names<'_>,
    figures: &FlowResults,
    charter: &Charter,
    page: f32,
) {
    effort(document, names, figures, charter, page);
    table(document, names, figures, charter);
}

/// Trying harder beside fixing the constraint.
fn effort(
    document: &mut DocumentBuilder<'_>,
    names: Names<'_>,
    figures: &FlowResults,
    charter: &Charter,
    page: f32,
) {
    let (Ok(present), Some(limit)) = (&figures.capacity, figures.demand.constraint) else {
        return;
    };
    let what_ifs = &figures.what_ifs;
    if what_ifs.harder.is_empty() || what_ifs.fixed.is_empty() {
        return;
    }
    let pool = names.pool(limit.pool);
    let locale = document.locale;
    let points = |what_ifs: &[WhatIf], name: &dyn Fn(f64) -> String| -> Vec<EffortPoint> {
        what_ifs
            .iter()
            .map(|tried| EffortPoint {
                name: name(tried.factor - 1.0),
                cost: tried.cost,
                wins: tried.wins,
            })
            .collect()
    };
    let data = Effort {
        period: charter.period.clone(),
        currency: charter.currency.clone(),
        present: EffortPoint {
            name: locale.today().to_owned(),
            cost: present.cost,
            wins: present.wins,
        },
        alternatives: vec![
            Alternative {
                name: locale.try_harder().to_owned(),
                points: points(&what_ifs.harder, &|by| locale.more_entries(by)),
            },
            Alternative {
                name: locale.fix_constraint(&pool),
                points: points(&what_ifs.fixed, &|by| locale.more_hours(by)),
            },
        ],
    };
    let Some(drawn) = chart::effort(&data, on_paper::options(document)) else {
        return;
    };
    document.heading(locale.harder_or_fixed(), None);
    let brings = |tried: &[WhatIf]| {
        tried.last().map_or_else(String::new, |last| {
            locale.brings(
                last.wins - present.wins,
                last.cost - present.cost,
                &charter.currency,
                &charter.period,
            )
        })
    };
    document.paragraph(
        &locale.half_more_or_twice(&brings(&what_ifs.harder), &pool, &brings(&what_ifs.fixed)),
        Type::BODY,
    );
    document.hold();
    on_paper::add(document, &drawn, page);
}

/// A value without its sign, or nothing where it is too little to be seen.
fn size(value: f64) -> f64 {
    if value.abs() < SEEN { 0.0 } else { value.abs() }
}

/// Leaks, points of a share and hours, each kind by its effect.
fn table(document: &mut DocumentBuilder<'_>, names: Names<'_>, figures: &FlowResults, charter: &Charter) {
    let Some(levers) = &figures.levers else { return };
    let locale = document.locale;
    let wins = |value: f64| Cell::strong(locale.signed(value, &locale.number(size(value))));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in levers.leaks.iter().filter(|row| row.wins > SEEN).take(MOST) {
        rows.push(vec![
            Cell::new(locale.if_nobody_lost(&names.step(row.step))),
            wins(row.wins),
            Cell::new(""),
            Cell::quiet(locale.if_served()),
        ]);
    }
    for row in levers
        .sensitivity
        .iter()
        .filter(|row| row.wins.abs() > SEEN)
        .take(MOST)
    {
        rows.push(vec![
            Cell::new(locale.one_point_more(&names.link(row.link))),
            wins(row.wins),
            Cell::new(locale.signed(row.cost, &locale.amount(size(row.cost), &charter.currency))),
            Cell::quiet(locale.if_served()),
        ]);
    }
    for row in levers.hours.iter().filter(|row| row.wins > SEEN).take(MOST) {
        rows.push(vec![
            Cell::new(locale.one_hour_more(&names.pool(row.pool))),
            wins(row.wins),
            Cell::new(""),
            Cell::quiet(locale.at_capacity()),
        ]);
    }
    if rows.is_empty() {
        return;
    }
    document.heading(locale.levers_heading(), None);
    let [lever, wins, cost, counted] = locale.lever_columns();
    let columns = vec![
        Column::new(lever, Width::Share(1.0)),
        Column::numbers(wins, Width::Fixed(58.0)),
        Column::numbers(cost, Width::Fixed(84.0)),
        Column::new(counted, Width::Fixed(62.0)),
    ];
    Table { columns, rows }.add(document);
    document.paragraph(&locale.levers_note(&charter.period), Type::SMALL);
}
