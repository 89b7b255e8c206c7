//! Scenarios side by side: each beside the map it was copied from, with what comes out and what differs.

use twinlane_model::{Charter, MapView};
use twinlane_picture::chart::{self, Columns, Estimate, Measure, Scenario};

use twinlane_words::{English, Locale, no_break, sentences};

use super::names::Names;
use super::results::constraint;
use super::{Context, chart as on_paper};
use crate::flow_results::FlowResults;
use crate::input::ScenarioInput;
use crate::layout::{Cell, Column, DocumentBuilder, Heading, Table, Type, Width};
use crate::sentences::ReportSentences;

sentences! {
    /// What the section of scenarios says.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Scenarios beside the present";
        /// Nothing can be compared but steps.
        fn without_numbers() => "Neither the present nor a scenario has numbers, so only their steps can be compared.";
        /// Measures of the chart: wins, cost per win, lead time.
        fn measures(period: &str, currency: &str) -> Vec<String> => {
            vec![
                format!("Wins a {period}"),
                if currency.is_empty() {
                    "Cost per win".to_owned()
                } else {
                    format!("Cost per win, {currency}")
                },
                "Lead time of won cases, working days".to_owned(),
            ]
        };
        /// A result of demand and one at capacity.
        fn both(demand: &str, capacity: &str) => "{demand} · {capacity}";
        /// The constraint with its load.
        fn pool_at(pool: &str, load: Option<f64>) => {
            load.map_or_else(|| pool.to_owned(), |load| format!("{pool}, {}", English.share(load)))
        };
        /// No queue grows.
        fn no_queue() => "none";
        /// Heading of the table.
        fn table_heading() => "The results in figures";
        /// Heads of the table: wins, cost per win, lead time, constraint, queues.
        fn columns() -> [&'static str; 5] => { ["Wins", "Cost per win", "Lead time", "Constraint", "Queues"] };
        /// Under the table.
        fn table_note(currency: &str, period: &str) => {
            let currency = if currency.is_empty() { String::new() } else { format!(" in {currency}") };
            format!(
                "Wins and cost per win{currency}: if everything were served · at capacity, per {period}. Lead time of \
                 won cases in working days. Constraint with the share of its hours that is asked for. Queues: cases \
                 more that wait after each {period}."
            )
        };
        /// A scenario that is a copy.
        fn same_as_present() => "Its steps, links and numbers are those of the present.";
        /// Before the list of differences.
        fn what_differs(from: &str) => "What differs from “{from}”:";
        /// Differences that are not listed.
        fn and_more(left: usize) => {
            format!("And {}.", English.counted(left, "difference more", "differences more"))
        };
        /// Results of which one is told beside the present's: wins, cost per win, lead time.
        fn compared(period: &str) -> [String; 3] => {
            [
                format!("Wins a {period} at capacity:"),
                "cost per win:".to_owned(),
                "lead time:".to_owned(),
            ]
        };
        /// A result beside that of today.
        fn instead_of(what: &str, then: &str, now: &str) => {
            if now == then {
                format!("{what} {then} as today")
            } else {
                format!("{what} {then} instead of {now}")
            }
        };
        /// The load of a pool beside that of today.
        fn load_of(pool: &str, load: f64, today: Option<f64>) => {
            let load = English.share(load);
            match today.map(|today| English.share(today)) {
                Some(today) if today == load => format!("“{pool}” {load} as today"),
                Some(today) => format!("“{pool}” {load} (today {today})"),
                None => format!("“{pool}” {load}"),
            }
        };
        /// Pools that are not named.
        fn more_pools(left: usize) => { English.counted(left, "pool more", "pools more") };
        /// Loads of pools.
        fn asked_for(loads: &[String]) => { format!("Asked for, of the hours there are: {}.", English.list(loads)) };
        /// A queue that grows.
        fn grows_by(step: &str, growth: f64) => { format!("“{step}” by {}", English.number(growth)) };
        /// Queues that grow.
        fn queues_grow(period: &str, queues: &[String]) => {
            format!("Queues grow each {period} at {}.", English.list(queues))
        };
    }
}

/// Sentences about one scenario; more are counted.
const MOST_DIFFERENCES: usize = 14;
/// Pools named with their load.
const MOST_LOADS: usize = 8;
/// Scenarios in one chart, so that a chart stays on a page.
const IN_CHART: usize = 8;

/// Adds the section; without a scenario nothing.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
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
    document.section_on_new_page(heading);
    // Scenarios of one map stand together, in the order of the workshop.
    let mut rest = pairs;
    while let Some(first) = rest.first().map(|pair| pair.0.against) {
        let (group, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|pair| pair.0.against == first);
        rest = others;
        let Some(present) = workshop.view(first) else {
            continue;
        };
        results(context, document, &present, &group);
        for (input, view, _) in &group {
            differences(context, document, input, view, &present.map.name);
        }
    }
}

/// Chart and table of the present and its scenarios.
fn results(
    context: &Context<'_>,
    document: &mut DocumentBuilder<'_>,
    present: &MapView<'_>,
    group: &[(&ScenarioInput<'_>, MapView<'_>, MapView<'_>)],
) {
    let charter = context.input.workshop.charter();
    let all: Vec<(&MapView<'_>, Option<&FlowResults>)> = std::iter::once(present)
        .chain(group.iter().map(|(_, view, _)| view))
        .map(|view| (view, context.results.get(&view.map.id)))
        .collect();
    if all.iter().all(|(_, figures)| figures.is_none()) {
        document.paragraph(document.locale.without_numbers(), Type::BODY);
        return;
    }
    let (now, others) = all.split_at(1);
    for part in others.chunks(IN_CHART) {
        let shown: Vec<_> = now.iter().chain(part).copied().collect();
        let data = columns(&shown, charter, document.locale);
        if let Some(drawn) = chart::columns(&data, on_paper::options(document)) {
            on_paper::add(document, &drawn, context.frame.height);
        }
    }
    table(document, &all, charter);
}

fn columns(all: &[(&MapView<'_>, Option<&FlowResults>)], charter: &Charter, locale: Locale) -> Columns {
    let scenario = |(view, results): &(&MapView<'_>, Option<&FlowResults>)| Scenario {
        name: locale.titled(&view.map.name),
        results: results.map_or_else(Vec::new, measures),
    };
    Columns {
        measures: locale.measures(&charter.period, charter.currency.trim()),
        scenarios: all.iter().map(scenario).collect(),
    }
}

/// Wins, cost per win and lead time, with the ranges of demand.
fn measures(figures: &FlowResults) -> Vec<Measure> {
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
fn table(
    document: &mut DocumentBuilder<'_>,
    all: &[(&MapView<'_>, Option<&FlowResults>)],
    charter: &Charter,
) {
    let locale = document.locale;
    let rows = all
        .iter()
        .map(|(view, figures)| {
            let names = Names { view, locale };
            let demand = figures.map(|f| &f.demand);
            let capacity = figures.and_then(|f| f.capacity.as_ref().ok());
            let limit = demand.and_then(|d| d.constraint);
            let growing = capacity.map(|found| found.steps.values().map(|s| s.queue_growth).sum::<f64>());
            let two = |demand: Option<String>, capacity: Option<String>| match (demand, capacity) {
                (None, None) => locale.absent().to_owned(),
                (demand, capacity) => {
                    format!("{} · {}", locale.or_absent(demand), locale.or_absent(capacity))
                }
            };
            vec![
                Cell::strong(locale.titled(&view.map.name)),
                Cell::new(two(
                    demand.and_then(|d| d.wins).map(|value| locale.number(value)),
                    capacity.map(|c| locale.number(c.wins)),
                )),
                Cell::new(two(
                    demand
                        .and_then(|d| d.cost_per_win)
                        .map(|value| locale.number(value)),
                    capacity
                        .and_then(|c| c.cost_per_win)
                        .map(|value| locale.number(value)),
                )),
                Cell::new(
                    locale.or_absent(
                        demand
                            .and_then(|d| d.lead_time_won)
                            .map(|value| locale.number(value)),
                    ),
                ),
                Cell::new(locale.or_absent(
                    limit.map(|limit| locale.pool_at(&names.pool(limit.pool), limit.utilisation)),
                )),
                Cell::new(locale.or_absent(growing.map(|sum| {
                    if sum < 1e-6 {
                        locale.no_queue().to_owned()
                    } else {
                        locale.number(sum)
                    }
                }))),
            ]
        })
        .collect();
    document.heading(locale.table_heading(), None);
    let [wins, cost, lead_time, constraint, queues] = locale.columns();
    let columns = vec![
        Column::new("", Width::Share(1.0)),
        Column::numbers(wins, Width::Fixed(66.0)),
        Column::numbers(cost, Width::Fixed(84.0)),
        Column::numbers(lead_time, Width::Fixed(46.0)),
        Column::new(constraint, Width::Share(0.9)),
        Column::numbers(queues, Width::Fixed(42.0)),
    ];
    Table { columns, rows }.add(document);
    document.paragraph(
        &locale.table_note(charter.currency.trim(), &charter.period),
        Type::SMALL,
    );
}

/// What a scenario changes, and what comes of it.
fn differences(
    context: &Context<'_>,
    document: &mut DocumentBuilder<'_>,
    input: &ScenarioInput<'_>,
    view: &MapView<'_>,
    present: &str,
) {
    let charter = context.input.workshop.charter();
    let locale = document.locale;
    document.heading(
        &locale.titled(&view.map.name),
        Some(&format!("scenario-{}", view.map.id)),
    );
    document.paragraph(&view.map.about, Type::BODY);
    if let (Some(then), Some(now)) = (
        context.results.get(&input.map),
        context.results.get(&input.against),
    ) {
        document.paragraph(&outcome(now, then, charter, locale), Type::BODY);
        document.paragraph(
            &constraint(Names { view, locale }, then, charter, locale),
            Type::BODY,
        );
        if let Some(present) = context.input.workshop.view(input.against) {
            loads(document, (view, then), (&present, now));
        }
        queues(document, view, then, charter);
    }
    if input.differences.is_empty() {
        document.paragraph(locale.same_as_present(), Type::BODY);
        return;
    }
    document.paragraph(&locale.what_differs(&locale.titled(present)), Type::BODY);
    document.hold();
    let mut entries: Vec<String> = input
        .differences
        .iter()
        .take(MOST_DIFFERENCES)
        .map(|sentence| no_break(sentence).into_owned())
        .collect();
    let left = input.differences.len() - entries.len();
    if left > 0 {
        entries.push(locale.and_more(left));
    }
    document.list(&entries);
}

/// What comes out beside what comes out today.
fn outcome(now: &FlowResults, then: &FlowResults, charter: &Charter, locale: Locale) -> String {
    let capacity = |results: &FlowResults| {
        let found = results.capacity.as_ref().ok()?;
        Some(locale.number(found.wins))
    };
    let cost = |results: &FlowResults| {
        let found = results.capacity.as_ref().ok()?;
        Some(locale.amount(found.cost_per_win?, &charter.currency))
    };
    let lead_time = |results: &FlowResults| Some(locale.working_days(results.demand.lead_time_won?));
    let found = [
        (capacity(then), capacity(now)),
        (cost(then), cost(now)),
        (lead_time(then), lead_time(now)),
    ];
    let parts: Vec<String> = locale
        .compared(&charter.period)
        .iter()
        .zip(found)
        .filter_map(|(what, (then, now))| Some(locale.instead_of(what, &then?, &now?)))
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}.", parts.join("; "))
    }
}

/// How much of its hours each pool is asked for, the busiest first, beside the pool of that name today.
fn loads(
    document: &mut DocumentBuilder<'_>,
    then: (&MapView<'_>, &FlowResults),
    now: (&MapView<'_>, &FlowResults),
) {
    let locale = document.locale;
    let of = |(view, figures): (&MapView<'_>, &FlowResults)| -> Vec<(String, f64)> {
        let pools = figures.demand.pools.iter();
        pools
            .filter_map(|row| Some((Names { view, locale }.pool(row.pool), row.utilisation?)))
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
            let before = today.iter().find(|(other, _)| other == name);
            locale.load_of(name, *load, before.map(|(_, load)| *load))
        })
        .collect();
    if parts.is_empty() {
        return;
    }
    if left > 0 {
        parts.push(locale.more_pools(left));
    }
    document.paragraph(&locale.asked_for(&parts), Type::BODY);
}

/// Where queues grow in a scenario.
fn queues(document: &mut DocumentBuilder<'_>, view: &MapView<'_>, figures: &FlowResults, charter: &Charter) {
    let Ok(found) = &figures.capacity else { return };
    let locale = document.locale;
    let names = Names { view, locale };
    let growing: Vec<String> = view
        .activities()
        .filter_map(|step| Some((step, found.steps.get(&step.id)?.queue_growth)))
        .filter(|(_, growth)| *growth > 1e-6)
        .map(|(step, growth)| locale.grows_by(&names.step(step.id), growth))
        .collect();
    if growing.is_empty() {
        return;
    }
    document.paragraph(&locale.queues_grow(&charter.period, &growing), Type::BODY);
}
