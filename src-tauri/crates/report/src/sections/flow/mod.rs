//! Flow: what comes out of the sales process, what holds it up, and what would change it.
//!
//! It words results and draws charts; nothing is worked out here.

mod sentences;

pub(super) use sentences::Sentences;

use twinlane_flow::Queue;
use twinlane_model::{Basis, Charter, LinkKind, MapView, OutcomeKind, PoolId, Step};
use twinlane_picture::chart::{self, Conversion, Funnel, FunnelStage, Load, Utilisation};

use twinlane_words::Unit;

use super::names::Names;
use super::results::{constraint, large};
use super::{Context, anchors, chart as on_paper, levers};
use crate::flow_results::FlowResults;
use crate::layout::{Cell, Column, DocumentBuilder, Heading, Table, Type, Width};
use crate::sentences::ReportSentences;

/// A chart or table shows no more than these; a reader wants the ones that matter.
const MOST_ACTIVITIES: usize = 16;
const MOST_POOLS: usize = 14;

/// Adds the section; without a number of any sales process nothing.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let maps: Vec<(&MapView<'_>, &FlowResults)> = context
        .views
        .iter()
        .filter_map(|(_, view)| Some((view, context.results.get(&view.map.id)?)))
        .collect();
    if maps.is_empty() {
        return;
    }
    document.section_on_new_page(heading);
    let locale = document.locale;
    for (view, figures) in &maps {
        if maps.len() > 1 {
            document.heading(
                &locale.titled(&view.map.name),
                Some(&format!("flow-{}", view.map.id)),
            );
        }
        let part = MapFlow {
            context,
            names: Names { view, locale },
            results: figures,
            charter: context.input.workshop.charter(),
        };
        part.add(document);
    }
}

/// The flow of one map.
struct MapFlow<'a> {
    context: &'a Context<'a>,
    names: Names<'a>,
    results: &'a FlowResults,
    charter: &'a Charter,
}

impl MapFlow<'_> {
    fn add(&self, document: &mut DocumentBuilder<'_>) {
        let sentence = constraint(self.names, self.results, self.charter, document.locale);
        document.paragraph(&sentence, Type::LEAD);
        self.large(document);
        self.totals(document);
        self.utilisation(document);
        self.funnel(document);
        self.work(document);
        levers::add(
            document,
            self.names,
            self.results,
            self.charter,
            self.context.frame.height,
        );
        self.unknown(document);
    }

    /// The results that are the message, large.
    fn large(&self, document: &mut DocumentBuilder<'_>) {
        let locale = document.locale;
        let period = &self.charter.period;
        let demand = &self.results.demand;
        let capacity = self.results.capacity.as_ref().ok();
        let limit = demand
            .constraint
            .and_then(|limit| Some((limit.pool, limit.utilisation?)));
        let facts = [
            demand
                .wins
                .map(|wins| (locale.number(wins), locale.wins_if_served(period))),
            capacity.map(|found| (locale.number(found.wins), locale.wins_at_capacity(period))),
            demand
                .lead_time_won
                .map(|lead| (locale.number(lead), locale.until_won().to_owned())),
            limit.map(|(pool, load)| (locale.share(load), locale.hours_asked_for(&self.names.pool(pool)))),
        ];
        large(document, &facts.into_iter().flatten().collect::<Vec<_>>());
    }

    /// Demand beside capacity.
    fn totals(&self, document: &mut DocumentBuilder<'_>) {
        let demand = &self.results.demand;
        let capacity = self.results.capacity.as_ref().ok();
        let locale = document.locale;
        let number = |value: Option<f64>| locale.or_absent(value.map(|value| locale.number(value)));
        let cash = |value: Option<f64>| {
            locale.or_absent(value.map(|value| locale.amount(value, &self.charter.currency)))
        };
        let days = |value: Option<f64>| locale.or_absent(value.map(|days| locale.working_days(days)));
        let empty = String::new;
        let [
            entering,
            wins,
            feasible,
            win_rate,
            cost,
            cost_per_win,
            lead_time_won,
            lead_time_all,
        ] = locale.totals(&self.charter.period);
        let rows = [
            (entering, number(demand.entering), empty()),
            (wins, number(demand.wins), number(capacity.map(|c| c.wins))),
            (feasible, number(demand.feasible_wins), empty()),
            (
                win_rate,
                locale.or_absent(demand.win_rate.map(|share| locale.share(share))),
                empty(),
            ),
            (cost, cash(demand.cost), cash(capacity.map(|c| c.cost))),
            (
                cost_per_win,
                cash(demand.cost_per_win),
                cash(capacity.and_then(|c| c.cost_per_win)),
            ),
            (lead_time_won, days(demand.lead_time_won), empty()),
            (lead_time_all, days(demand.lead_time_all), empty()),
        ];
        let [if_served, at_capacity] = locale.totals_columns();
        document.heading(
            locale.totals_heading(),
            Some(&format!("flow-totals-{}", self.names.view.map.id)),
        );
        let rows = rows
            .into_iter()
            .map(|(what, demand, capacity)| vec![Cell::new(what), Cell::new(demand), Cell::strong(capacity)])
            .collect();
        let columns = vec![
            Column::new("", Width::Share(1.0)),
            Column::numbers(if_served, Width::Fixed(118.0)),
            Column::numbers(at_capacity, Width::Fixed(82.0)),
        ];
        Table { columns, rows }.add(document);
    }

    /// The activities that are shown, in the order of the map: the most visited, if there are many.
    fn shown(&self) -> Largest<&Step> {
        let visits = |step: &Step| self.results.demand.steps.get(&step.id).and_then(|row| row.visits);
        largest(self.names.view.activities().collect(), MOST_ACTIVITIES, |step| {
            visits(step)
        })
    }

    fn funnel(&self, document: &mut DocumentBuilder<'_>) {
        let locale = document.locale;
        let Largest { shown, left_out } = self.shown();
        let mut stages: Vec<FunnelStage> = shown.iter().map(|step| self.stage(step)).collect();
        if stages.iter().all(|stage| stage.count.is_none()) {
            return;
        }
        if let Some(wins) = self.results.demand.wins {
            let won = self
                .names
                .view
                .outcomes
                .iter()
                .find(|o| o.kind == OutcomeKind::Won);
            stages.push(FunnelStage {
                name: won.map_or_else(
                    || locale.won().to_owned(),
                    |outcome| locale.titled(outcome.name()),
                ),
                count: Some(wins),
                conversion: None,
                lost: None,
            });
        }
        let data = Funnel {
            unit: locale.visits(&self.charter.period),
            stages,
        };
        document.heading(locale.funnel_heading(), None);
        if left_out > 0 {
            document.paragraph(&locale.most_visited(MOST_ACTIVITIES), Type::SMALL);
            document.hold();
        }
        if let Some(drawn) = chart::funnel(&data, on_paper::options(document)) {
            on_paper::add(document, &drawn, self.context.frame.height);
        }
    }

    fn stage(&self, step: &Step) -> FunnelStage {
        let lost = self.results.drawn.loss_of(step.id);
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
            name: self.names.step(step.id),
            count: self.results.demand.steps.get(&step.id).and_then(|row| row.visits),
            // That all of them go on is worth a line only where somebody has counted it.
            conversion: lost
                .filter(|lost| *lost > 1e-9 || n.is_some())
                .map(|lost| Conversion { share: 1.0 - lost, n }),
            lost,
        }
    }

    fn utilisation(&self, document: &mut DocumentBuilder<'_>) {
        let demand = &self.results.demand;
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
        let Largest {
            shown: pools,
            left_out,
        } = largest(pools, MOST_POOLS, |load| load.utilisation);
        let data = Utilisation {
            period: self.charter.period.clone(),
            pools,
        };
        let Some(drawn) = chart::utilisation(&data, on_paper::options(document)) else {
            return;
        };
        let locale = document.locale;
        document.heading(locale.utilisation_heading(), None);
        if left_out > 0 {
            let sentence = locale.most_asked_for(MOST_POOLS);
            document.paragraph(&sentence, Type::SMALL);
            document.hold();
        }
        on_paper::add(document, &drawn, self.context.frame.height);
    }

    /// Work in process and what waits, by activity.
    fn work(&self, document: &mut DocumentBuilder<'_>) {
        let locale = document.locale;
        let shown = self.shown().shown;
        let capacity = self.results.capacity.as_ref().ok();
        let rows: Vec<Vec<Cell>> = shown
            .iter()
            .filter_map(|step| {
                let row = self.results.demand.steps.get(&step.id)?;
                let growth = capacity
                    .and_then(|found| found.steps.get(&step.id))
                    .map(|served| served.queue_growth);
                if row.work_in_process.is_none() && growth.is_none_or(|growth| growth < 1e-6) {
                    return None;
                }
                let name = anchors::step(step.id);
                let linked = self.context.page(&name).is_some().then_some(name);
                let growth = growth.map(|growth| {
                    if growth < 1e-6 {
                        locale.absent().to_owned()
                    } else {
                        locale.number(growth)
                    }
                });
                Some(vec![
                    Cell::new(locale.titled(&step.title)).linked(linked),
                    Cell::new(locale.or_absent(row.visits.map(|value| locale.number(value)))),
                    Cell::new(locale.or_absent(row.work_in_process.map(|value| locale.number(value)))),
                    Cell::strong(locale.or_absent(growth)),
                    Cell::new(locale.or_absent(step.pool.and_then(|pool| self.wait(pool)))),
                ])
            })
            .collect();
        if rows.is_empty() {
            return;
        }
        document.heading(locale.work_heading(), None);
        let [activity, visits, in_process, grows_by, wait] = locale.work_columns();
        let columns = vec![
            Column::new(activity, Width::Share(1.0)),
            Column::numbers(visits, Width::Fixed(48.0)),
            Column::numbers(in_process, Width::Fixed(60.0)),
            Column::numbers(grows_by, Width::Fixed(76.0)),
            Column::numbers(wait, Width::Fixed(86.0)),
        ];
        Table { columns, rows }.add(document);
        document.paragraph(&locale.work_note(&self.charter.period), Type::SMALL);
    }

    fn wait(&self, pool: PoolId) -> Option<String> {
        let row = self.results.demand.pools.iter().find(|row| row.pool == pool)?;
        let locale = self.names.locale;
        match row.queue? {
            Queue::Wait(hours) => Some(locale.with_symbol(hours, Unit::Hours)),
            Queue::Grows => Some(locale.grows().to_owned()),
            Queue::Unknown => None,
        }
    }

    /// What cannot be known, and why; then what the reader must know about the rest.
    fn unknown(&self, document: &mut DocumentBuilder<'_>) {
        let locale = document.locale;
        let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
        let mut known = self.results.demand.unknown.clone();
        if let Err(why) = &self.results.capacity {
            known.push((twinlane_flow::Figure::AtCapacity, why.clone()));
        }
        for (number, why) in &known {
            let why = self.names.why(why);
            match reasons.iter_mut().find(|(reason, _)| *reason == why) {
                Some((_, results)) => results.push(number.name(locale)),
                None => reasons.push((why, vec![number.name(locale)])),
            }
        }
        let mut entries: Vec<String> = reasons
            .into_iter()
            .map(|(why, results)| locale.not_known(&results, &why))
            .collect();
        entries.extend(
            self.results
                .demand
                .problems
                .iter()
                .filter_map(|p| self.names.problem(p)),
        );
        entries.extend(self.names.missing(&self.results.demand.missing));
        if entries.is_empty() {
            return;
        }
        document.heading(locale.leaves_out_heading(), None);
        document.list(&entries);
    }
}

/// The largest of many, in the order they had.
struct Largest<T> {
    shown: Vec<T>,
    /// How many are left out.
    left_out: usize,
}

/// The `most` largest; what has no size is the smallest.
fn largest<T>(all: Vec<T>, most: usize, size: impl Fn(&T) -> Option<f64>) -> Largest<T> {
    let left_out = all.len().saturating_sub(most);
    if left_out == 0 {
        return Largest { shown: all, left_out };
    }
    let mut order: Vec<(usize, f64)> = all
        .iter()
        .enumerate()
        .map(|(at, one)| (at, size(one).unwrap_or(-1.0)))
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let kept: std::collections::BTreeSet<usize> = order.iter().take(most).map(|(at, _)| *at).collect();
    let kept = all.into_iter().enumerate().filter(|(at, _)| kept.contains(at));
    Largest {
        shown: kept.map(|(_, one)| one).collect(),
        left_out,
    }
}
