//! Flow: what comes out of the sales process, what holds it up, and what would change it.
//!
//! It words results and draws charts; nothing is worked out here.

use twinlane_flow::Queue;
use twinlane_model::{Basis, Charter, LinkKind, MapView, OutcomeKind, PoolId, Step};
use twinlane_picture::chart::{self, Conversion, Funnel, FunnelStage, Load, Utilisation};

use super::names::{Names, figure};
use super::results::{constraint, days, large, money, or_dash};
use super::{Context, Section, chart as figures_on_paper, levers, places};
use crate::figures::Figures;
use crate::layout::{Cell, Column, Flow, Table, Type, Width};
use crate::words;

/// A chart or table shows no more than these; a reader wants the ones that matter.
const MOST_ACTIVITIES: usize = 16;
const MOST_POOLS: usize = 14;

/// Adds the section; without a number of any sales process nothing.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let maps: Vec<(&MapView<'_>, &Figures)> = context
        .views
        .iter()
        .filter_map(|(_, view)| Some((view, context.figures.get(&view.map.id)?)))
        .collect();
    if maps.is_empty() {
        return;
    }
    flow.section(Section::Flow.title(), Section::Flow.key(), true);
    for (view, figures) in &maps {
        if maps.len() > 1 {
            flow.heading(
                &words::titled(&view.map.name),
                Some(&format!("flow-{}", view.map.id)),
            );
        }
        let part = Part {
            context,
            names: Names { view },
            figures,
            charter: context.input.workshop.charter(),
        };
        part.add(flow);
    }
}

/// The flow of one map.
struct Part<'a> {
    context: &'a Context<'a>,
    names: Names<'a>,
    figures: &'a Figures,
    charter: &'a Charter,
}

impl Part<'_> {
    fn add(&self, flow: &mut Flow<'_>) {
        let said = constraint(self.names, self.figures, self.charter);
        flow.paragraph(&said, Type::LEAD);
        self.large(flow);
        self.totals(flow);
        self.utilisation(flow);
        self.funnel(flow);
        self.work(flow);
        levers::add(
            flow,
            self.names,
            self.figures,
            self.charter,
            self.context.frame.height,
        );
        self.unknown(flow);
    }

    /// The results that are the message, large.
    fn large(&self, flow: &mut Flow<'_>) {
        let period = &self.charter.period;
        let demand = &self.figures.demand;
        let capacity = self.figures.capacity.as_ref().ok();
        let limit = demand
            .constraint
            .and_then(|limit| Some((limit.pool, limit.utilisation?)));
        let facts = [
            demand.wins.map(|wins| {
                (
                    words::number(wins),
                    format!("wins a {period} if everything were served"),
                )
            }),
            capacity.map(|found| {
                (
                    words::number(found.wins),
                    format!("wins a {period} at today’s capacity"),
                )
            }),
            demand
                .lead_time_won
                .map(|lead| (words::number(lead), "working days until a deal is won".to_owned())),
            limit.map(|(pool, load)| {
                (
                    words::percent(load),
                    format!("of the hours of “{}” are asked for", self.names.pool(pool)),
                )
            }),
        ];
        large(flow, &facts.into_iter().flatten().collect::<Vec<_>>());
    }

    /// Demand beside capacity.
    fn totals(&self, flow: &mut Flow<'_>) {
        let demand = &self.figures.demand;
        let capacity = self.figures.capacity.as_ref().ok();
        let per = format!("a {}", self.charter.period);
        let number = |value: Option<f64>| or_dash(value.map(words::number));
        let cash = |value: Option<f64>| or_dash(value.map(|value| money(value, self.charter)));
        let empty = String::new;
        let rows = [
            (
                format!("Cases that enter {per}"),
                number(demand.entering),
                empty(),
            ),
            (
                format!("Wins {per}"),
                number(demand.wins),
                number(capacity.map(|c| c.wins)),
            ),
            (
                format!("Wins {per} if entries are cut until nothing is overloaded"),
                number(demand.feasible_wins),
                empty(),
            ),
            (
                "Win rate".to_owned(),
                or_dash(demand.win_rate.map(words::percent)),
                empty(),
            ),
            (
                format!("Cost {per}"),
                cash(demand.cost),
                cash(capacity.map(|c| c.cost)),
            ),
            (
                "Cost per win".to_owned(),
                cash(demand.cost_per_win),
                cash(capacity.and_then(|c| c.cost_per_win)),
            ),
            (
                "Lead time of a won case".to_owned(),
                or_dash(demand.lead_time_won.map(days)),
                empty(),
            ),
            (
                "Lead time of all cases".to_owned(),
                or_dash(demand.lead_time_all.map(days)),
                empty(),
            ),
        ];
        flow.heading(
            "Demand beside capacity",
            Some(&format!("flow-totals-{}", self.names.view.map.id)),
        );
        let rows = rows
            .into_iter()
            .map(|(what, demand, capacity)| vec![Cell::new(what), Cell::new(demand), Cell::strong(capacity)])
            .collect();
        let columns = vec![
            Column::new("", Width::Share(1.0)),
            Column::numbers("If everything were served", Width::Fixed(118.0)),
            Column::numbers("At capacity", Width::Fixed(82.0)),
        ];
        Table { columns, rows }.add(flow);
    }

    /// The activities that are shown, in the order of the map: the most visited, if there are many.
    fn shown(&self) -> (Vec<&Step>, bool) {
        let visits = |step: &Step| self.figures.demand.steps.get(&step.id).and_then(|row| row.visits);
        largest(self.names.view.activities().collect(), MOST_ACTIVITIES, |step| {
            visits(step)
        })
    }

    fn funnel(&self, flow: &mut Flow<'_>) {
        let (shown, some) = self.shown();
        let mut stages: Vec<FunnelStage> = shown.iter().map(|step| self.stage(step)).collect();
        if stages.iter().all(|stage| stage.count.is_none()) {
            return;
        }
        if let Some(wins) = self.figures.demand.wins {
            let won = self
                .names
                .view
                .outcomes
                .iter()
                .find(|o| o.kind == OutcomeKind::Won);
            stages.push(FunnelStage {
                name: won.map_or_else(|| "Won".to_owned(), |outcome| words::titled(outcome.name())),
                count: Some(wins),
                conversion: None,
                lost: None,
            });
        }
        let data = Funnel {
            unit: format!("Visits a {}, if everything were served", self.charter.period),
            stages,
        };
        flow.heading("Where cases go on and where they are lost", None);
        if some {
            flow.paragraph(
                &format!("The {MOST_ACTIVITIES} most visited activities, in the order of the map."),
                Type::SMALL,
            );
            flow.hold();
        }
        if let Some(drawn) = chart::funnel(&data, figures_on_paper::options(flow.width)) {
            figures_on_paper::add(flow, &drawn, self.context.frame.height);
        }
    }

    fn stage(&self, step: &Step) -> FunnelStage {
        let lost = self.figures.drawn.loss_of(step.id);
        let shares = self
            .names
            .view
            .flow_from(step.id)
            .filter(|link| link.kind == LinkKind::Flow)
            .filter_map(|link| link.share.as_ref());
        // The chain of a step is no surer than the least counted of its shares.
        let n = shares
            .filter(|share| share.basis == Basis::Measured)
            .filter_map(|share| share.n)
            .min();
        FunnelStage {
            name: words::titled(&step.title),
            count: self.figures.demand.steps.get(&step.id).and_then(|row| row.visits),
            // That all of them go on is worth a line only where somebody has counted it.
            conversion: lost
                .filter(|lost| *lost > 1e-9 || n.is_some())
                .map(|lost| Conversion { share: 1.0 - lost, n }),
            lost,
        }
    }

    fn utilisation(&self, flow: &mut Flow<'_>) {
        let demand = &self.figures.demand;
        let limit = demand.constraint.map(|limit| limit.pool);
        let pools: Vec<Load> = demand
            .pools
            .iter()
            .map(|row| Load {
                name: self.names.pool(row.pool),
                utilisation: row.utilisation,
                asked: row.hours,
                capacity: self
                    .names
                    .view
                    .pool(row.pool)
                    .and_then(|p| Some(p.capacity.as_ref()?.value)),
                constraint: limit == Some(row.pool) && row.utilisation.is_some(),
            })
            .filter(|load| load.asked.is_some() || load.capacity.is_some())
            .collect();
        let (pools, some) = largest(pools, MOST_POOLS, |load| load.utilisation);
        let data = Utilisation {
            period: self.charter.period.clone(),
            pools,
        };
        let Some(drawn) = chart::utilisation(&data, figures_on_paper::options(flow.width)) else {
            return;
        };
        flow.heading("Who is asked for how many hours", None);
        if some {
            let said = format!("The {MOST_POOLS} that are asked for most, in the order of the map.");
            flow.paragraph(&said, Type::SMALL);
            flow.hold();
        }
        figures_on_paper::add(flow, &drawn, self.context.frame.height);
    }

    /// Work in process and what waits, by activity.
    fn work(&self, flow: &mut Flow<'_>) {
        let (shown, _) = self.shown();
        let capacity = self.figures.capacity.as_ref().ok();
        let rows: Vec<Vec<Cell>> = shown
            .iter()
            .filter_map(|step| {
                let row = self.figures.demand.steps.get(&step.id)?;
                let growth = capacity
                    .and_then(|found| found.steps.get(&step.id))
                    .map(|served| served.queue_growth);
                if row.work_in_process.is_none() && growth.is_none_or(|growth| growth < 1e-6) {
                    return None;
                }
                let name = places::step(step.id);
                let linked = self.context.page(&name).is_some().then_some(name);
                let growth = growth.map(|growth| {
                    if growth < 1e-6 {
                        "–".to_owned()
                    } else {
                        words::number(growth)
                    }
                });
                Some(vec![
                    Cell::new(words::titled(&step.title)).linked(linked),
                    Cell::new(or_dash(row.visits.map(words::number))),
                    Cell::new(or_dash(row.work_in_process.map(words::number))),
                    Cell::strong(or_dash(growth)),
                    Cell::new(or_dash(step.pool.and_then(|pool| self.wait(pool)))),
                ])
            })
            .collect();
        if rows.is_empty() {
            return;
        }
        flow.heading("Work in process and queues", None);
        let columns = vec![
            Column::new("Activity", Width::Share(1.0)),
            Column::numbers("Visits", Width::Fixed(48.0)),
            Column::numbers("In process", Width::Fixed(60.0)),
            Column::numbers("Queue grows by", Width::Fixed(76.0)),
            Column::numbers("Wait of its pool", Width::Fixed(86.0)),
        ];
        Table { columns, rows }.add(flow);
        let period = &self.charter.period;
        flow.paragraph(
            &format!(
                "Visits and the growth of queues are per {period}; in process is the number of cases at any \
                 time (Little’s law); the wait is an approximation in working hours."
            ),
            Type::SMALL,
        );
    }

    fn wait(&self, pool: PoolId) -> Option<String> {
        let row = self.figures.demand.pools.iter().find(|row| row.pool == pool)?;
        match row.queue? {
            Queue::Wait(hours) => Some(format!("{}\u{a0}h", words::number(hours))),
            Queue::Grows => Some("grows".to_owned()),
            Queue::Unknown => None,
        }
    }

    /// What cannot be known, and why; then what the reader must know about the rest.
    fn unknown(&self, flow: &mut Flow<'_>) {
        let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
        let mut known = self.figures.demand.unknown.clone();
        if let Err(why) = &self.figures.capacity {
            known.push((twinlane_flow::Figure::AtCapacity, why.clone()));
        }
        for (number, why) in &known {
            let why = self.names.why(why);
            match reasons.iter_mut().find(|(reason, _)| *reason == why) {
                Some((_, numbers)) => numbers.push(figure(*number)),
                None => reasons.push((why, vec![figure(*number)])),
            }
        }
        let mut entries: Vec<String> = reasons
            .into_iter()
            .map(|(why, numbers)| {
                let numbers: Vec<String> = numbers.into_iter().map(str::to_owned).collect();
                format!("Not known: {}, because {why}.", words::joined(&numbers))
            })
            .collect();
        entries.extend(
            self.figures
                .demand
                .problems
                .iter()
                .filter_map(|p| self.names.problem(p)),
        );
        entries.extend(self.names.missing(&self.figures.demand.missing));
        if entries.is_empty() {
            return;
        }
        flow.heading("What these numbers leave out", None);
        flow.list(&entries);
    }
}

/// The `most` largest in the order they had, and whether that leaves some out; what has no size is the smallest.
fn largest<T>(all: Vec<T>, most: usize, size: impl Fn(&T) -> Option<f64>) -> (Vec<T>, bool) {
    if all.len() <= most {
        return (all, false);
    }
    let mut order: Vec<(usize, f64)> = all
        .iter()
        .enumerate()
        .map(|(at, one)| (at, size(one).unwrap_or(-1.0)))
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let kept: std::collections::BTreeSet<usize> = order.iter().take(most).map(|(at, _)| *at).collect();
    let kept = all.into_iter().enumerate().filter(|(at, _)| kept.contains(at));
    (kept.map(|(_, one)| one).collect(), true)
}
