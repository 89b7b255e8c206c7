//! The flow arithmetic of a map in one answer, with the titles a reader needs. Nothing is worked out here.

use serde::Serialize;
use twinlane_flow::{
    AtCapacity, Demand, Draws, Figure, Importance, Levers, Quantiles, Subject, Uncertainty, WhyUnknown,
};
use twinlane_model::{End, LinkId, MapId, MapView, PoolId, StepId, Workshop};
use twinlane_wire::Fault;
use twinlane_words::Locale;

use crate::maps::view_shown;
use crate::network::{ViewNames, end_name, link_name, pool_name, step_name};
use crate::solved_map::SolvedMap;

/// What is asked of the flow arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowRequest {
    /// The map; the first when none is named.
    pub map: Option<MapId>,
    /// Draws for the uncertainty; none when 0, a million at most.
    pub draws: usize,
    /// Seed of the draws.
    pub seed: u64,
}

/// The flow arithmetic of a map. Cases, wins, hours and cost are per period, lead times in working days.
///
/// A number that cannot be known is `None`; `unknown` says why. The keys are published: see
/// `docs/decisions/answers-for-machines-and-for-the-window.md`, also for why the window has a type of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(
    missing_docs,
    reason = "the fields are the keys of the command line, explained in its guide"
)]
pub struct FlowAnswer {
    pub entries: Option<f64>,
    pub wins: Option<f64>,
    pub win_rate: Option<f64>,
    pub feasible_wins: Option<f64>,
    pub wins_at_capacity: Option<f64>,
    pub cost_at_capacity: Option<f64>,
    pub queue_growth: Vec<QueueGrowth>,
    pub cost: Option<f64>,
    pub cost_per_win: Option<f64>,
    pub lead_time_all: Option<f64>,
    pub lead_time_won: Option<f64>,
    pub activity_ratio: Option<f64>,
    pub pipeline_velocity: Option<f64>,
    pub rolled_complete_accurate: Option<f64>,
    pub constraint: Option<Limit>,
    pub steps: Vec<StepAnswer>,
    pub sensitivity: Vec<SensitivityAnswer>,
    pub leak: Vec<LeakAnswer>,
    pub wins_per_hour: Vec<HourAnswer>,
    pub elasticity: Vec<ElasticityAnswer>,
    pub uncertainty: Option<UncertaintyAnswer>,
    /// What counts as nothing because nobody gave a number, in sentences.
    pub missing: Vec<String>,
    /// Numbers that are not known, and why.
    pub unknown: Vec<UnknownAnswer>,
    /// What the reader must know about these numbers, in sentences.
    pub problems: Vec<String>,
}

/// A queue that grows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QueueGrowth {
    pub id: StepId,
    pub title: String,
    pub per_period: f64,
}

/// The pool of highest utilisation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Limit {
    pub pool: String,
    pub utilisation: Option<f64>,
}

/// One activity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepAnswer {
    pub id: StepId,
    pub title: String,
    pub visits: Option<f64>,
    pub utilisation: Option<f64>,
    pub work_in_process: Option<f64>,
    pub win_chance: Option<f64>,
}

/// A point more of a share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SensitivityAnswer {
    pub id: LinkId,
    pub from: String,
    pub to: String,
    pub wins_per_point: f64,
    pub cost_per_point: f64,
}

/// The leak of a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeakAnswer {
    pub id: StepId,
    pub title: String,
    pub wins: f64,
}

/// An hour more of a pool.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HourAnswer {
    pub id: PoolId,
    pub pool: String,
    pub wins: f64,
}

/// One per cent more entries.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ElasticityAnswer {
    pub id: StepId,
    pub title: String,
    pub wins: Option<f64>,
    pub cost: Option<f64>,
}

/// What the results might be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UncertaintyAnswer {
    pub draws: u32,
    pub failed: u32,
    pub wins: Option<Quantiles>,
    pub cost_per_win: Option<Quantiles>,
    pub lead_time_won: Option<Quantiles>,
    pub measure_next: Vec<MeasureNext>,
    pub noise_floor: f64,
}

/// A number that would be worth measuring, and the share of the variance it explains.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "see FlowAnswer")]
pub struct MeasureNext {
    pub number: String,
    pub wins: Option<f64>,
    pub cost_per_win: Option<f64>,
    pub lead_time_won: Option<f64>,
}

/// A number that is not known.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "see FlowAnswer")]
pub struct UnknownAnswer {
    pub number: Figure,
    pub why: String,
}

/// Works out the flow of a map.
pub fn work_out_flow(workshop: &Workshop, request: FlowRequest) -> Result<FlowAnswer, Fault> {
    let map = SolvedMap::of(view_shown(workshop, request.map)?);
    let draws = Draws {
        count: request.draws,
        seed: request.seed,
        ..Draws::default()
    };
    let uncertainty = (request.draws > 0).then(|| twinlane_flow::uncertainty(map.network(), &draws));
    let words = Words { view: &map.view };
    let mut unknown = map.demand.unknown.clone();
    if let Err(why) = &map.at_capacity {
        unknown.push((Figure::AtCapacity, why.clone()));
    }
    if let Some(Err(why)) = &uncertainty {
        unknown.push((Figure::Uncertainty, why.clone()));
    }
    let mut answer = words.answer(
        &map.demand,
        map.at_capacity.as_ref().ok(),
        &map.levers(),
        uncertainty.and_then(Result::ok),
        unknown,
    );
    answer.problems.extend(map.remarks.iter().cloned());
    Ok(answer)
}

/// Ids become titles, reasons become sentences.
struct Words<'a> {
    view: &'a MapView<'a>,
}

impl Words<'_> {
    fn answer(
        &self,
        demand: &Demand,
        capacity: Option<&AtCapacity>,
        levers: &Levers,
        uncertainty: Option<Uncertainty>,
        unknown: Vec<(Figure, WhyUnknown)>,
    ) -> FlowAnswer {
        let activities = self
            .view
            .activities()
            .filter_map(|step| Some((step, demand.steps.get(&step.id)?)));
        let growing = self.view.activities().filter_map(|step| {
            let growth = capacity?.steps.get(&step.id)?.queue_growth;
            // Less than a case in a million periods is rounding.
            (growth > 1e-6).then(|| QueueGrowth {
                id: step.id,
                title: self.step(step.id),
                per_period: growth,
            })
        });
        FlowAnswer {
            entries: demand.entering,
            wins: demand.wins,
            win_rate: demand.win_rate,
            feasible_wins: demand.feasible_wins,
            wins_at_capacity: capacity.map(|found| found.wins),
            cost_at_capacity: capacity.map(|found| found.cost),
            queue_growth: growing.collect(),
            cost: demand.cost,
            cost_per_win: demand.cost_per_win,
            lead_time_all: demand.lead_time_all,
            lead_time_won: demand.lead_time_won,
            activity_ratio: demand.activity_ratio,
            pipeline_velocity: demand.pipeline_velocity,
            rolled_complete_accurate: demand.rolled.value,
            constraint: demand.constraint.map(|limit| Limit {
                pool: self.pool(limit.pool),
                utilisation: limit.utilisation,
            }),
            steps: activities
                .map(|(step, row)| StepAnswer {
                    id: step.id,
                    title: self.step(step.id),
                    visits: row.visits,
                    utilisation: row.utilisation,
                    work_in_process: row.work_in_process,
                    win_chance: row.win_chance,
                })
                .collect(),
            sensitivity: levers
                .sensitivity
                .iter()
                .map(|row| SensitivityAnswer {
                    id: row.link,
                    from: self.step(row.from),
                    to: self.end(row.to),
                    wins_per_point: row.wins,
                    cost_per_point: row.cost,
                })
                .collect(),
            leak: levers
                .leaks
                .iter()
                .map(|row| LeakAnswer {
                    id: row.step,
                    title: self.step(row.step),
                    wins: row.wins,
                })
                .collect(),
            wins_per_hour: levers
                .hours
                .iter()
                .map(|row| HourAnswer {
                    id: row.pool,
                    pool: self.pool(row.pool),
                    wins: row.wins,
                })
                .collect(),
            elasticity: levers
                .elasticity
                .iter()
                .map(|row| ElasticityAnswer {
                    id: row.step,
                    title: self.step(row.step),
                    wins: row.wins,
                    cost: row.cost,
                })
                .collect(),
            uncertainty: uncertainty.map(|found| UncertaintyAnswer {
                draws: found.draws,
                failed: found.failed,
                wins: found.wins,
                cost_per_win: found.cost_per_win,
                lead_time_won: found.lead_time_won,
                measure_next: found.importance.iter().map(|row| self.next(row)).collect(),
                noise_floor: found.noise_floor,
            }),
            missing: demand.missing.sentences(Locale::English, &ViewNames(self.view)),
            unknown: unknown
                .into_iter()
                .map(|(number, why)| UnknownAnswer {
                    number,
                    why: why.phrase(Locale::English, &ViewNames(self.view)),
                })
                .collect(),
            problems: demand
                .problems
                .iter()
                .map(|problem| problem.sentence(Locale::English, &ViewNames(self.view)))
                .collect(),
        }
    }

    fn next(&self, row: &Importance) -> MeasureNext {
        let number = match row.number {
            Subject::Share(link) => format!("share of {}", self.link(link)),
            Subject::Wait(link) => format!("wait of {}", self.link(link)),
            Subject::Entry(step) => format!("entries at {}", self.step(step)),
            Subject::Touch(step) => format!("touch time of {}", self.step(step)),
            Subject::Elapsed(step) => format!("elapsed time of {}", self.step(step)),
            Subject::Cost(pool) => format!("cost of {}", self.pool(pool)),
        };
        MeasureNext {
            number,
            wins: row.wins,
            cost_per_win: row.cost_per_win,
            lead_time_won: row.lead_time_won,
        }
    }

    fn step(&self, id: StepId) -> String {
        step_name(self.view, id)
    }

    fn end(&self, end: End) -> String {
        end_name(self.view, end)
    }

    fn link(&self, id: LinkId) -> String {
        link_name(self.view, id)
    }

    fn pool(&self, id: PoolId) -> String {
        pool_name(self.view, id)
    }
}
