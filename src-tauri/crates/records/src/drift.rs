//! Drift: what the map documents of each sales stage, compared with what was recorded.
//!
//! Two things are compared, each over the same passages. A passage is a run of visits of matched steps of one stage by
//! one case.
//!
//! - *Time*, working days of a passage: Σ visits × elapsed ÷ passages, once with the elapsed times that the map
//!   documents (and the documented waits of their links, by recorded passages), once with the recorded times; over
//!   the steps that have both.
//! - *Conversion*, the share of the passages that leave the stage which do not leave it to loss. Recorded: the next
//!   visit is in another stage, or the case was won, ÷ these and the cases lost. Documented: with the shares of the map
//!   from the steps where recorded passages begin, going on inside the stage as drawn; what no share explains is lost,
//!   as in the flow. Passages after which a case is still open are not counted.
//!
//! Drift is |documented − recorded| ÷ recorded, and of a stage the larger of the two. A number that was taken from the
//! same log documents nothing. No threshold of a rule is known here but the words of the three verdicts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;
use twinlane_model::ImportedLog;
use twinlane_model::records::Ending;
use twinlane_model::{End, EndIndex, LinkKind, MapView, Measure, Side, StageId};

use crate::replay::{ReplayCounts, TimeAtStep, Traces, as_of, ending_of, measured_in, step_times};

/// Below it a stage fits.
const FITS: f64 = 0.15;
/// Up to it a stage drifts.
const DRIFTS: f64 = 0.30;
/// How far from 100 % a sum of shares may be, as in the flow: half a percentage point.
const TOLERANCE: f64 = 0.005 + 1e-9;
/// Rounds after which the shares inside a stage are taken as settled; they converge long before unless nearly all
/// cases stay for ever.
const ROUNDS: usize = 10_000;

/// A documented number and the recorded one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// What the map says.
    pub documented: f64,
    /// What the records say.
    pub recorded: f64,
    /// Visits (time) or passages (conversion) that the recorded number rests on.
    pub n: u64,
}

impl Comparison {
    /// |documented − recorded| ÷ recorded. Where nothing was recorded of what is documented, that is a drift of 1: all
    /// of it is missing.
    pub fn drift(&self) -> f64 {
        let apart = (self.documented - self.recorded).abs();
        if self.recorded > 0.0 {
            apart / self.recorded
        } else if apart > 0.0 {
            1.0
        } else {
            0.0
        }
    }
}

/// How far a written process is from the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "DriftVerdict"))]
pub enum Verdict {
    /// Under 15 %.
    Fits,
    /// To 30 %.
    Drifts,
    /// Above: the written process is not the process.
    Apart,
}

/// Documented and recorded, for a sales stage with something to compare.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StageDrift {
    /// The stage.
    pub stage: StageId,
    /// Working days of a passage, where documented and recorded.
    pub time: Option<Comparison>,
    /// Share of the passages that go on, 0 to 1, where documented and recorded.
    pub conversion: Option<Comparison>,
}

impl StageDrift {
    /// The larger drift of the two.
    pub fn drift(&self) -> f64 {
        let both = [self.time, self.conversion];
        both.iter().flatten().map(Comparison::drift).fold(0.0, f64::max)
    }

    /// The verdict.
    pub fn verdict(&self) -> Verdict {
        match self.drift() {
            drift if drift < FITS => Verdict::Fits,
            drift if drift <= DRIFTS => Verdict::Drifts,
            _ => Verdict::Apart,
        }
    }
}

/// Drift of the sales stages that document something the records can show, in their order.
pub fn drift(view: &MapView<'_>, log: &ImportedLog, matching: &[Vec<End>]) -> Vec<StageDrift> {
    let summary = log.summary.as_ref();
    let traces = Traces::of(view, summary, matching);
    let counts = ReplayCounts::of(view, summary, matching, &traces);
    drift_of(view, log, &traces, &counts)
}

pub(crate) fn drift_of(
    view: &MapView<'_>,
    log: &ImportedLog,
    traces: &Traces,
    counts: &ReplayCounts,
) -> Vec<StageDrift> {
    let map = Documented {
        view,
        log,
        as_of: as_of(log),
    };
    let step_times = step_times(&log.summary, traces, counts);
    let mut runs = runs(view, traces);
    view.stages_of(Side::Seller)
        .filter_map(|stage| {
            let runs = runs.remove(&stage.id)?;
            let drift = StageDrift {
                stage: stage.id,
                time: map.time(stage.id, &step_times, counts, &runs),
                conversion: map.conversion(stage.id, &runs),
            };
            (drift.time.is_some() || drift.conversion.is_some()).then_some(drift)
        })
        .collect()
}

/// The passages of a stage.
#[derive(Clone, Debug, Default)]
struct Runs {
    all: u64,
    /// Those that left the stage, by the place of the step they began at.
    left: BTreeMap<usize, u64>,
    /// Those of these that went on.
    onward: u64,
}

fn runs(view: &MapView<'_>, traces: &Traces) -> BTreeMap<StageId, Runs> {
    let mut out: BTreeMap<StageId, Runs> = BTreeMap::new();
    for trace in &traces.rows {
        let stage = |spot: EndIndex| spot.step().map(|at| view.steps[at].stage);
        let mut place = 0;
        while place < trace.visits.len() {
            let first = trace.visits[place].spot;
            let here = stage(first);
            let rest = &trace.visits[place..];
            let length = rest.iter().take_while(|visit| stage(visit.spot) == here).count();
            place += length;
            let (Some(id), EndIndex::Step(began)) = (here, first) else {
                continue;
            };
            let (left, onward) = match trace.visits.get(place).map(|visit| visit.spot) {
                Some(EndIndex::Outcome(at)) if ending_of(view.outcomes[at].kind) == Ending::Lost => {
                    (trace.cases, 0)
                }
                Some(_) => (trace.cases, trace.cases),
                None => (trace.won + trace.lost, trace.won),
            };
            let runs = out.entry(id).or_default();
            runs.all += trace.cases;
            runs.onward += onward;
            *runs.left.entry(began).or_default() += left;
        }
    }
    out
}

/// What a map documents, the numbers of the log itself left out.
struct Documented<'a, 'v> {
    view: &'a MapView<'v>,
    log: &'a ImportedLog,
    as_of: Option<Date>,
}

impl Documented<'_, '_> {
    fn value(&self, measure: Option<&Measure>) -> Option<f64> {
        let measure = measure.filter(|measure| !measured_in(measure, self.log, self.as_of))?;
        Some(measure.value)
    }

    fn time(
        &self,
        stage: StageId,
        step_times: &BTreeMap<usize, TimeAtStep>,
        counts: &ReplayCounts,
        runs: &Runs,
    ) -> Option<Comparison> {
        let (mut documented, mut recorded, mut n) = (0.0, 0.0, 0);
        for (at, stay) in step_times {
            let step = self.view.steps[*at];
            let Some(elapsed) = self.value(step.elapsed.as_ref()).filter(|_| step.stage == stage) else {
                continue;
            };
            let visits = counts.steps[*at].visits as f64;
            let waits: f64 = self
                .view
                .links_from(*at)
                .filter_map(|link| {
                    let wait = self.value(self.view.links[link].wait.as_ref())?;
                    Some(wait * counts.links[link] as f64)
                })
                .sum();
            documented += elapsed * visits + waits;
            recorded += stay.mean * visits;
            n += stay.n;
        }
        let all = runs.all as f64;
        (n > 0 && runs.all > 0).then(|| Comparison {
            documented: documented / all,
            recorded: recorded / all,
            n,
        })
    }

    fn conversion(&self, stage: StageId, runs: &Runs) -> Option<Comparison> {
        let n: u64 = runs.left.values().sum();
        let began: Vec<(usize, u64)> = runs
            .left
            .iter()
            .filter(|(_, cases)| **cases > 0)
            .map(|(at, cases)| (*at, *cases))
            .collect();
        let onward = self.onward(stage, began.iter().map(|(at, _)| *at).collect())?;
        let documented: f64 = began
            .iter()
            .map(|(at, cases)| onward.get(at).copied().unwrap_or_default() * *cases as f64)
            .sum();
        (n > 0).then(|| Comparison {
            documented: documented / n as f64,
            recorded: runs.onward as f64 / n as f64,
            n,
        })
    }

    /// By step of the stage: share of its cases that leave the stage onward, as the map documents it; absent when a
    /// share on the way is not documented, or none at all is.
    fn onward(&self, stage: StageId, began: Vec<usize>) -> Option<BTreeMap<usize, f64>> {
        let mut open = began;
        let mut shares: BTreeMap<usize, (f64, Vec<(usize, f64)>)> = BTreeMap::new();
        let mut written = false;
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            let (out, stated) = self.shares(at)?;
            written |= stated;
            let (mut direct, mut inside) = (0.0, Vec::new());
            for (to, share) in out {
                match to {
                    EndIndex::Step(next) if self.view.steps[next].stage == stage => {
                        inside.push((next, share));
                        open.push(next);
                    }
                    EndIndex::Outcome(outcome)
                        if ending_of(self.view.outcomes[outcome].kind) == Ending::Lost => {}
                    _ => direct += share,
                }
            }
            shares.insert(at, (direct, inside));
        }
        if !written {
            return None;
        }
        let mut onward: BTreeMap<usize, f64> = shares.keys().map(|at| (*at, 0.0)).collect();
        for _ in 0..ROUNDS {
            let mut moved = 0.0_f64;
            for (at, (direct, inside)) in &shares {
                let next: f64 = inside.iter().map(|(to, share)| share * onward[to]).sum();
                let known = onward.insert(*at, direct + next).unwrap_or_default();
                moved = moved.max((direct + next - known).abs());
            }
            if moved < 1e-12 {
                break;
            }
        }
        Some(onward)
    }

    /// Where the cases of a step go by the shares of the map, and whether any share is written.
    fn shares(&self, at: usize) -> Option<(Vec<(EndIndex, f64)>, bool)> {
        let links: Vec<usize> = self
            .view
            .links_from(at)
            .filter(|link| self.view.links[*link].kind == LinkKind::Flow)
            .collect();
        if self.view.steps[at].all && links.len() > 1 {
            return None;
        }
        let values: Vec<Option<f64>> = links
            .iter()
            .map(|link| self.value(self.view.links[*link].share.as_ref()))
            .collect();
        // A number of the log itself is no open link.
        let own = |link: &usize| self.view.links[*link].share.is_some();
        if links
            .iter()
            .zip(&values)
            .any(|(link, value)| own(link) && value.is_none())
        {
            return None;
        }
        let sum: f64 = values.iter().flatten().sum();
        let missing = values.iter().filter(|value| value.is_none()).count();
        if missing > 1 || sum > 1.0 + TOLERANCE {
            return None;
        }
        let rest = (1.0 - sum).max(0.0);
        let total = if missing == 0 && (sum - 1.0).abs() <= TOLERANCE {
            sum
        } else {
            sum.max(1.0)
        };
        let out = links
            .iter()
            .zip(&values)
            .map(|(link, value)| (self.view.ends(*link).1, value.unwrap_or(rest) / total))
            .collect();
        Some((out, values.iter().any(Option::is_some)))
    }
}
