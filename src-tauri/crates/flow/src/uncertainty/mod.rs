//! Uncertainty: what the results might be, given what each number rests on, and what to measure next.
//!
//! Draws are made in chunks of a fixed size. A group of numbers has a stream of its own in every chunk, so a
//! chunk, and a number in it, can be drawn by itself: on any thread, in any order, with the same digits.

mod distribution;
mod sampler;
mod variance_share;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use twinlane_model::{PercentilePlace, StepId};

use crate::network::Network;
use crate::network::values::Values;
use crate::solve::baseline::Baseline;
use crate::solve::evaluation::{Evaluation, Serving};
use crate::solve::structure::{Evaluations, Structure};
use crate::unknown::WhyUnknown;
pub use distribution::Subject;
use distribution::{DrawGroup, groups, may_appear};
use sampler::Sampler;
use variance_share::{first_order, noise_floor};

/// Draws of a chunk.
const CHUNK: usize = 250;
/// Most draws that are made.
const MOST_DRAWS: usize = 1_000_000;

/// How draws are made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draws {
    /// Number of draws; rounded up to whole chunks of 250, a million at most.
    pub count: usize,
    /// Seed of the generator.
    pub seed: u64,
    /// Recorded durations of visits, working days, for steps that have some.
    pub recorded: BTreeMap<StepId, Vec<f64>>,
}

/// What the results might be. Numbers are rounded to 9 significant digits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Uncertainty {
    /// Draws that were made.
    pub draws: u32,
    /// Draws without a result, because they close a loop.
    pub failed: u32,
    /// Cases won per period.
    pub wins: Option<Quantiles>,
    /// Currency per case won; `None` when nothing is won.
    pub cost_per_win: Option<Quantiles>,
    /// Lead time of won cases, working days.
    pub lead_time_won: Option<Quantiles>,
    /// What to measure next: numbers by their share of the variance, the largest first. Numbers that explain
    /// no more than noise in every result are left out.
    pub importance: Vec<Importance>,
    /// An index below this is noise.
    pub noise_floor: f64,
}

/// A result in one of ten draws, in half of them, in nine of ten.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[expect(
    missing_docs,
    reason = "the name says it: the tenth, the fiftieth, the ninetieth percentile"
)]
pub struct Quantiles {
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
}

/// The share of the variance of each result that one number explains by itself, 0..1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Importance {
    /// The number.
    pub number: Subject,
    /// Of the wins.
    pub wins: Option<f64>,
    /// Of the cost per case won.
    pub cost_per_win: Option<f64>,
    /// Of the lead time of won cases.
    pub lead_time_won: Option<f64>,
}

/// The results of draws: wins, cost per win, lead time won. Not a number where there is none.
type Results = [Vec<f64>; 3];

/// Draws the numbers of a network and works each draw out.
///
/// # Errors
/// Why the results are not known even with the numbers as they are.
pub fn uncertainty(network: &Network, draws: &Draws) -> Result<Uncertainty, WhyUnknown> {
    if let Some(cause) = Baseline::of(network).totals {
        return Err(WhyUnknown::Flow(cause));
    }
    let groups = groups(network, &draws.recorded);
    let structure = Structure::of(network, Evaluations::Many, |arc| may_appear(network, arc));
    let values = Values::of(network);
    let chunks = draws.count.min(MOST_DRAWS).div_ceil(CHUNK);
    let run = Run {
        groups: &groups,
        structure: &structure,
        seed: draws.seed,
        chunks,
    };
    let parts: Vec<Results> = (0..chunks)
        .into_par_iter()
        .map_init(
            || (Evaluation::new(&structure), values.clone()),
            |(evaluation, values), chunk| run.chunk(chunk, evaluation, values),
        )
        .collect();
    let mut results = Results::default();
    for part in parts {
        for (all, some) in results.iter_mut().zip(part) {
            all.extend(some);
        }
    }
    let made = chunks * CHUNK;
    let kept: Vec<u32> = (0..made as u32)
        .filter(|draw| !results[0][*draw as usize].is_nan())
        .collect();
    let floor = noise_floor(kept.len());
    let [wins, cost_per_win, lead_time_won] = [0, 1, 2].map(|which| quantiles(&results[which], &kept));
    Ok(Uncertainty {
        draws: made as u32,
        failed: (made - kept.len()) as u32,
        wins,
        cost_per_win,
        lead_time_won,
        importance: run.importance(&results, &kept, floor),
        noise_floor: rounded(floor),
    })
}

/// What all chunks share.
struct Run<'a> {
    groups: &'a [DrawGroup],
    structure: &'a Structure,
    seed: u64,
    chunks: usize,
}

impl Run<'_> {
    /// The stream of a group in a chunk.
    fn sampler(&self, group: usize, chunk: usize) -> Sampler {
        Sampler::new(self.seed, ((group as u64) << 32) | chunk as u64)
    }

    fn chunk(&self, chunk: usize, evaluation: &mut Evaluation, values: &mut Values) -> Results {
        let widths: Vec<usize> = self.groups.iter().map(DrawGroup::width).collect();
        let across: usize = widths.iter().sum();
        let mut drawn = vec![0.0; CHUNK * across];
        let mut start = 0;
        for (number, (group, width)) in self.groups.iter().zip(&widths).enumerate() {
            let mut sampler = self.sampler(number, chunk);
            for draw in 0..CHUNK {
                let at = draw * across + start;
                group.draw(&mut sampler, &mut drawn[at..at + width]);
            }
            start += width;
        }
        let mut results = Results::default();
        for draw in 0..CHUNK {
            let mut start = draw * across;
            for (group, width) in self.groups.iter().zip(&widths) {
                group.put(&drawn[start..start + width], values);
                start += width;
            }
            for (all, one) in results.iter_mut().zip(self.result(evaluation, values)) {
                all.push(one);
            }
        }
        results
    }

    fn result(&self, evaluation: &mut Evaluation, values: &Values) -> [f64; 3] {
        evaluation.run(self.structure, values, Serving::Everybody);
        if evaluation.closed {
            return [f64::NAN; 3];
        }
        evaluation.chances(self.structure, values);
        evaluation.times(self.structure, values);
        let wins = evaluation.wins(self.structure, values, Serving::Everybody);
        let cost = evaluation.cost(values, Serving::Everybody);
        [
            wins,
            cost / wins,
            evaluation.won_days(self.structure, values) / wins,
        ]
    }

    /// The indices of every number, drawn once more chunk by chunk instead of kept: a map of 2,000 steps has
    /// more numbers than one wants to keep ten thousand times.
    fn importance(&self, results: &Results, kept: &[u32], floor: f64) -> Vec<Importance> {
        let rows: Vec<Vec<Importance>> = (0..self.groups.len())
            .into_par_iter()
            .map(|number| self.importance_of(number, results, kept))
            .collect();
        let most = |row: &Importance| {
            let parts = [row.wins, row.cost_per_win, row.lead_time_won];
            parts.into_iter().flatten().fold(0.0, f64::max)
        };
        let mut rows: Vec<Importance> = rows
            .into_iter()
            .flatten()
            .filter(|row| most(row) > floor)
            .collect();
        rows.sort_by(|one, other| {
            most(other)
                .total_cmp(&most(one))
                .then(one.number.cmp(&other.number))
        });
        rows
    }

    fn importance_of(&self, number: usize, results: &Results, kept: &[u32]) -> Vec<Importance> {
        let group = &self.groups[number];
        let width = group.width();
        let subjects = group.subjects();
        if subjects.is_empty() {
            return Vec::new();
        }
        let mut drawn = vec![0.0; self.chunks * CHUNK * width];
        for (chunk, part) in drawn.chunks_exact_mut(CHUNK * width).enumerate() {
            let mut sampler = self.sampler(number, chunk);
            for draw in part.chunks_exact_mut(width) {
                group.draw(&mut sampler, draw);
            }
        }
        let columns = subjects.into_iter().zip(group.columns());
        columns
            .map(|(subject, column)| {
                let mut order: Vec<(f64, u32)> = kept
                    .iter()
                    .map(|draw| (drawn[*draw as usize * width + column], *draw))
                    .collect();
                order.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
                let varies = order.first().map(|row| row.0) != order.last().map(|row| row.0);
                let order: Vec<u32> = order.into_iter().map(|row| row.1).collect();
                let index = |which: usize| {
                    let known = varies && kept.iter().all(|draw| results[which][*draw as usize].is_finite());
                    known
                        .then(|| first_order(&order, &results[which]))
                        .flatten()
                        .map(rounded)
                };
                Importance {
                    number: subject,
                    wins: index(0),
                    cost_per_win: index(1),
                    lead_time_won: index(2),
                }
            })
            .collect()
    }
}

/// Percentiles between the two nearest draws; `None` when one of the draws has no result.
fn quantiles(results: &[f64], kept: &[u32]) -> Option<Quantiles> {
    let mut sorted: Vec<f64> = kept.iter().map(|draw| results[*draw as usize]).collect();
    if sorted.is_empty() || sorted.iter().any(|result| !result.is_finite()) {
        return None;
    }
    sorted.sort_unstable_by(f64::total_cmp);
    let at = |part: f64| {
        let place = PercentilePlace::of(sorted.len(), part)?;
        Some(rounded(place.between(sorted[place.below], sorted[place.above])))
    };
    Some(Quantiles {
        p10: at(0.1)?,
        p50: at(0.5)?,
        p90: at(0.9)?,
    })
}

/// A number with 9 significant digits.
fn rounded(number: f64) -> f64 {
    format!("{number:.8e}").parse().unwrap_or(number)
}
