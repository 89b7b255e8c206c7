//! Scenarios side by side: each beside the map it was copied from, with what comes out and what differs.

use twinlane_model::{Charter, MapView};
use twinlane_picture::chart::{self, Columns, Estimate, Measure, Scenario};

use super::names::Names;
use super::results::{constraint, days, money, or_dash};
use super::{Context, Section, chart as on_paper};
use crate::ScenarioInput;
use crate::figures::Figures;
use crate::layout::{Cell, Column, Flow, Table, Type, Width};
use crate::words;

/// Sentences about one scenario; more are counted.
const MOST_DIFFERENCES: usize = 14;
/// Pools named with their load.
const MOST_LOADS: usize = 8;
/// Scenarios in one chart, so that a chart stays on a page.
const IN_CHART: usize = 8;

/// Adds the section; without a scenario nothing.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let workshop = context.input.workshop;
    let pairs: Vec<(&ScenarioInput<'_>, MapView<'_>, MapView<'_>)> = context
        .input
        .scenarios
        .iter()
        .filter_map(|input| Some((input, workshop.view(input.map)?, workshop.view(input.against)?)))
        .collect();
    if pairs.is_empty() {
        return;
    }
    flow.section(Section::Scenarios.title(), Section::Scenarios.key(), true);
    // Scenarios of one map stand together, in the order of the workshop.
    let mut rest = pairs;
    while let Some(first) = rest.first().map(|pair| pair.0.against) {
        let (group, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|pair| pair.0.against == first);
        rest = others;
        let Some(present) = workshop.view(first) else {
            continue;
        };
        results(context, flow, &present, &group);
        for (input, view, _) in &group {
            differences(context, flow, input, view, &present.map.name);
        }
    }
}

/// Chart and table of the present and its scenarios.
fn results(
    context: &Context<'_>,
    flow: &mut Flow<'_>,
    present: &MapView<'_>,
    group: &[(&ScenarioInput<'_>, MapView<'_>, MapView<'_>)],
) {
    let charter = context.input.workshop.charter();
    let all: Vec<(&MapView<'_>, Option<&Figures>)> = std::iter::once(present)
        .chain(group.iter().map(|(_, view, _)| view))
        .map(|view| (view, context.figures.get(&view.map.id)))
        .collect();
    if all.iter().all(|(_, figures)| figures.is_none()) {
        flow.paragraph(
            "Neither the present nor a scenario has numbers, so only their steps can be compared.",
            Type::BODY,
        );
        return;
    }
    let (now, others) = all.split_at(1);
    for part in others.chunks(IN_CHART) {
        let shown: Vec<_> = now.iter().chain(part).copied().collect();
        let data = columns(&shown, charter);
        if let Some(drawn) = chart::columns(&data, on_paper::options(flow.width)) {
            on_paper::add(flow, &drawn, context.frame.height);
        }
    }
    table(flow, &all, charter);
}

fn columns(all: &[(&MapView<'_>, Option<&Figures>)], charter: &Charter) -> Columns {
    let scenario = |(view, figures): &(&MapView<'_>, Option<&Figures>)| Scenario {
        name: words::titled(&view.map.name),
        results: figures.map_or_else(Vec::new, measures),
    };
    let currency = charter.currency.trim();
    Columns {
        measures: vec![
            format!("Wins a {}", charter.period),
            if currency.is_empty() {
                "Cost per win".to_owned()
            } else {
                format!("Cost per win, {currency}")
            },
            "Lead time of won cases, working days".to_owned(),
        ],
        scenarios: all.iter().map(scenario).collect(),
    }
}

/// Wins, cost per win and lead time, with the ranges of demand.
fn measures(figures: &Figures) -> Vec<Measure> {
    let spread = figures.spread();
    let capacity = figures.capacity.as_ref().ok();
    let plain = |value: f64| Estimate { value, range: None };
    let demand = &figures.demand;
    let ranged = |value: Option<f64>, range: Option<twinlane_flow::Quantiles>| {
        value.map(|value| Estimate {
            value,
            range: range.map(|range| (range.p10, range.p90)),
        })
    };
    vec![
        Measure {
            demand: ranged(demand.wins, spread.and_then(|s| s.wins)),
            capacity: capacity.map(|found| plain(found.wins)),
        },
        Measure {
            demand: ranged(demand.cost_per_win, spread.and_then(|s| s.cost_per_win)),
            capacity: capacity.and_then(|found| found.cost_per_win).map(plain),
        },
        Measure {
            demand: ranged(demand.lead_time_won, spread.and_then(|s| s.lead_time_won)),
            capacity: None,
        },
    ]
}

/// Every result in figures, demand and capacity under each other.
fn table(flow: &mut Flow<'_>, all: &[(&MapView<'_>, Option<&Figures>)], charter: &Charter) {
    let rows = all
        .iter()
        .map(|(view, figures)| {
            let names = Names { view };
            let demand = figures.map(|f| &f.demand);
            let capacity = figures.and_then(|f| f.capacity.as_ref().ok());
            let limit = demand.and_then(|d| d.constraint);
            let growing = capacity.map(|found| found.steps.values().map(|s| s.queue_growth).sum::<f64>());
            let two = |demand: Option<String>, capacity: Option<String>| match (demand, capacity) {
                (None, None) => "–".to_owned(),
                (demand, capacity) => format!("{} · {}", or_dash(demand), or_dash(capacity)),
            };
            vec![
                Cell::strong(words::titled(&view.map.name)),
                Cell::new(two(
                    demand.and_then(|d| d.wins).map(words::number),
                    capacity.map(|c| words::number(c.wins)),
                )),
                Cell::new(two(
                    demand.and_then(|d| d.cost_per_win).map(words::number),
                    capacity.and_then(|c| c.cost_per_win).map(words::number),
                )),
                Cell::new(or_dash(demand.and_then(|d| d.lead_time_won).map(words::number))),
                Cell::new(or_dash(limit.map(|limit| {
                    let load = limit
                        .utilisation
                        .map_or_else(String::new, |u| format!(", {}", words::percent(u)));
                    format!("{}{load}", names.pool(limit.pool))
                }))),
                Cell::new(or_dash(growing.map(|sum| {
                    if sum < 1e-6 {
                        "none".to_owned()
                    } else {
                        words::number(sum)
                    }
                }))),
            ]
        })
        .collect();
    flow.heading("The results in figures", None);
    let columns = vec![
        Column::new("", Width::Share(1.0)),
        Column::numbers("Wins", Width::Fixed(66.0)),
        Column::numbers("Cost per win", Width::Fixed(84.0)),
        Column::numbers("Lead time", Width::Fixed(46.0)),
        Column::new("Constraint", Width::Share(0.9)),
        Column::numbers("Queues", Width::Fixed(42.0)),
    ];
    Table { columns, rows }.add(flow);
    let currency = charter.currency.trim();
    let currency = if currency.is_empty() {
        String::new()
    } else {
        format!(" in {currency}")
    };
    flow.paragraph(
        &format!(
            "Wins and cost per win{currency}: if everything were served · at capacity, per {0}. Lead time of won \
             cases in working days. Constraint with the share of its hours that is asked for. Queues: cases \
             more that wait after each {0}.",
            charter.period
        ),
        Type::SMALL,
    );
}

/// What a scenario changes, and what comes of it.
fn differences(
    context: &Context<'_>,
    flow: &mut Flow<'_>,
    input: &ScenarioInput<'_>,
    view: &MapView<'_>,
    present: &str,
) {
    let charter = context.input.workshop.charter();
    flow.heading(
        &words::titled(&view.map.name),
        Some(&format!("scenario-{}", view.map.id)),
    );
    flow.paragraph(&view.map.about, Type::BODY);
    if let (Some(then), Some(now)) = (
        context.figures.get(&input.map),
        context.figures.get(&input.against),
    ) {
        flow.paragraph(&outcome(now, then, charter), Type::BODY);
        flow.paragraph(&constraint(Names { view }, then, charter), Type::BODY);
        if let Some(present) = context.input.workshop.view(input.against) {
            loads(flow, (view, then), (&present, now));
        }
        queues(flow, view, then, charter);
    }
    if input.differences.is_empty() {
        flow.paragraph(
            "Its steps, links and numbers are those of the present.",
            Type::BODY,
        );
        return;
    }
    flow.paragraph(
        &format!("What differs from “{}”:", words::titled(present)),
        Type::BODY,
    );
    flow.hold();
    let mut entries: Vec<String> = input.differences.iter().take(MOST_DIFFERENCES).cloned().collect();
    let left = input.differences.len() - entries.len();
    if left > 0 {
        entries.push(format!(
            "And {}.",
            words::count(left, "difference more", "differences more")
        ));
    }
    flow.list(&entries);
}

/// "7.04 wins a month at capacity instead of 5.12, …".
fn outcome(now: &Figures, then: &Figures, charter: &Charter) -> String {
    let instead = |what: &str, now: Option<String>, then: Option<String>| {
        let (now, then) = (now?, then?);
        Some(if now == then {
            format!("{what} {then} as today")
        } else {
            format!("{what} {then} instead of {now}")
        })
    };
    let capacity = |figures: &Figures| {
        figures
            .capacity
            .as_ref()
            .ok()
            .map(|found| words::number(found.wins))
    };
    let cost = |figures: &Figures| {
        let found = figures.capacity.as_ref().ok()?;
        found.cost_per_win.map(|cost| money(cost, charter))
    };
    let lead = |figures: &Figures| figures.demand.lead_time_won.map(days);
    let parts: Vec<String> = [
        instead(
            &format!("Wins a {} at capacity:", charter.period),
            capacity(now),
            capacity(then),
        ),
        instead("cost per win:", cost(now), cost(then)),
        instead("lead time:", lead(now), lead(then)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}.", parts.join("; "))
    }
}

/// How much of its hours each pool is asked for, the busiest first, beside the pool of that name today.
fn loads(flow: &mut Flow<'_>, then: (&MapView<'_>, &Figures), now: (&MapView<'_>, &Figures)) {
    let of = |(view, figures): (&MapView<'_>, &Figures)| -> Vec<(String, f64)> {
        let pools = figures.demand.pools.iter();
        pools
            .filter_map(|row| Some((Names { view }.pool(row.pool), row.utilisation?)))
            .collect()
    };
    let today = of(now);
    let mut loads = of(then);
    loads.sort_by(|a, b| b.1.total_cmp(&a.1));
    let left = loads.len().saturating_sub(MOST_LOADS);
    let mut parts: Vec<String> = loads
        .iter()
        .take(MOST_LOADS)
        .map(|(name, load)| {
            let load = words::percent(*load);
            let before = today.iter().find(|(other, _)| other == name);
            match before.map(|(_, before)| words::percent(*before)) {
                Some(before) if before == load => format!("“{name}” {load} as today"),
                Some(before) => format!("“{name}” {load} (today {before})"),
                None => format!("“{name}” {load}"),
            }
        })
        .collect();
    if parts.is_empty() {
        return;
    }
    if left > 0 {
        parts.push(words::count(left, "pool more", "pools more"));
    }
    flow.paragraph(
        &format!("Asked for, of the hours there are: {}.", words::joined(&parts)),
        Type::BODY,
    );
}

/// Where queues grow in a scenario.
fn queues(flow: &mut Flow<'_>, view: &MapView<'_>, figures: &Figures, charter: &Charter) {
    let Ok(found) = &figures.capacity else { return };
    let names = Names { view };
    let growing: Vec<String> = view
        .activities()
        .filter_map(|step| Some((step, found.steps.get(&step.id)?.queue_growth)))
        .filter(|(_, growth)| *growth > 1e-6)
        .map(|(step, growth)| format!("“{}” by {}", names.step(step.id), words::number(growth)))
        .collect();
    if growing.is_empty() {
        return;
    }
    flow.paragraph(
        &format!(
            "Queues grow each {} at {}.",
            charter.period,
            words::joined(&growing)
        ),
        Type::BODY,
    );
}
