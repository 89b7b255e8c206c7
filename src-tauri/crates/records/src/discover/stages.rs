//! Stages: how many cases enter each and how they end, how long they stay, how many are on their way over time.

use std::collections::BTreeMap;

use crate::calendar::WorkingTime;
use crate::log::{EventLog, NO_TIME, Outcome};

use super::Endings;
use super::transitions::Duration;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// Points of a line over time; a longer period is cut into longer steps.
const POINTS: i64 = 400;

/// Bits behind the point of a place while places are summed up: whole numbers give the same sum in any order of cases.
const FRACTION: u32 = 48;

/// A stage of the funnel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Funnel {
    /// Id of the activity in the log.
    pub activity: u32,
    /// Cases that entered it.
    pub entered: u64,
    /// Those of them that ended: the n of the conversion.
    pub closed: u64,
    /// Those of them that were won.
    pub won: u64,
    /// Where it stands among the stages of a case on average, 0 to 1.
    pub place: f64,
}

impl Funnel {
    /// Share of the cases that entered and ended which were won; `None` when none ended.
    pub fn conversion(&self) -> Option<f64> {
        (self.closed > 0).then(|| self.won as f64 / self.closed as f64)
    }
}

/// The funnel, in the order in which cases go through it on average, then by name.
pub fn funnel(log: &EventLog, endings: &Endings) -> Vec<Funnel> {
    let mut stages: Vec<Funnel> = (0..log.activities.len() as u32)
        .map(|activity| Funnel {
            activity,
            entered: 0,
            closed: 0,
            won: 0,
            place: 0.0,
        })
        .collect();
    let mut places = vec![0_u128; stages.len()];
    let mut seen_in = vec![usize::MAX; stages.len()];
    for case in 0..log.case_count() {
        let outcome = endings.of_case.get(case).copied().unwrap_or(Outcome::Open);
        let trace = log.trace(case);
        for (place, activity) in trace.iter().enumerate() {
            let at = *activity as usize;
            if seen_in[at] != case {
                seen_in[at] = case;
                stages[at].entered += 1;
                stages[at].closed += u64::from(outcome != Outcome::Open);
                stages[at].won += u64::from(outcome == Outcome::Won);
                places[at] += ((place as u128) << FRACTION) / (trace.len() - 1).max(1) as u128;
            }
        }
    }
    for (stage, places) in stages.iter_mut().zip(places) {
        let mean = places / u128::from(stage.entered.max(1));
        stage.place = mean as f64 / (1_u64 << FRACTION) as f64;
    }
    let ranks = log.activities.ranks();
    let rank = |stage: &Funnel| ranks[stage.activity as usize];
    stages.sort_by(|a, b| a.place.total_cmp(&b.place).then(rank(a).cmp(&rank(b))));
    stages
}

/// How long cases of an outcome stay in a stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InStage {
    /// Id of the activity in the log.
    pub activity: u32,
    /// How the cases ended.
    pub outcome: Outcome,
    /// Number of stays.
    pub count: u64,
    /// All stays together, in hours: what waits here.
    pub total: f64,
    /// How long a stay is by the calendar.
    pub calendar: Duration,
    /// How long it is in working time.
    pub working: Option<Duration>,
}

/// Time in stage by outcome, sorted by name: a stay lasts until the next event of the case.
pub fn time_in_stage(log: &EventLog, endings: &Endings, working: Option<&WorkingTime>) -> Vec<InStage> {
    let ranks = log.activities.ranks();
    let mut ids = vec![0; ranks.len()];
    for (id, rank) in (0..).zip(&ranks) {
        ids[*rank as usize] = id;
    }
    // By rank and not by id: the order of names does not depend on the order of the file.
    let mut stays: BTreeMap<(u32, Outcome), (Vec<i64>, Vec<i64>)> = BTreeMap::new();
    for case in 0..log.case_count() {
        let outcome = endings.of_case.get(case).copied().unwrap_or(Outcome::Open);
        for (activity, times) in log.trace(case).iter().zip(log.times(case).windows(2)) {
            if times[0] == NO_TIME || times[1] == NO_TIME {
                continue;
            }
            let rank = ranks[*activity as usize];
            let (calendar, worked) = stays.entry((rank, outcome)).or_default();
            calendar.push(times[1] - times[0]);
            worked.extend(working.map(|working| working.between(times[0], times[1])));
        }
    }
    stays
        .into_iter()
        .filter_map(|((rank, outcome), (mut spans, mut worked))| {
            let total: i128 = spans.iter().map(|span| i128::from(*span)).sum();
            Some(InStage {
                activity: ids[rank as usize],
                outcome,
                count: spans.len() as u64,
                total: total as f64 / 3_600_000.0,
                calendar: Duration::of(&mut spans)?,
                working: Duration::of(&mut worked),
            })
        })
        .collect()
}

/// Cases on their way at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuePoint {
    /// Begin of the step of time, milliseconds since 1970 in UTC.
    pub from: i64,
    /// Cases that arrived in it.
    pub arrived: u64,
    /// Cases that departed in it.
    pub departed: u64,
    /// Cases on their way at its end.
    pub waiting: i64,
}

/// Arrival against departure over the period of a log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueueOverTime {
    /// Length of a step in days.
    pub step: u32,
    /// The steps in order.
    pub points: Vec<QueuePoint>,
    /// Cases that arrive in a day, on average.
    pub arrivals_per_day: f64,
    /// Cases that depart in a day, on average.
    pub departures_per_day: f64,
}

/// Queue over time. A case arrives when it is created, or with its first event; it departs when it is closed, or with
/// its last one. Where the log says how cases end, those that go on do not depart.
pub fn queue_over_time(log: &EventLog, endings: &Endings) -> QueueOverTime {
    let mut moves: Vec<(i64, i64)> = Vec::new();
    for case in 0..log.case_count() {
        let facts = log.facts_of(case);
        let timed = || log.times(case).iter().copied().filter(|time| *time != NO_TIME);
        let Some(arrived) = facts.created.or_else(|| timed().min()) else {
            continue;
        };
        moves.push((arrived, 1));
        let open = endings.known && endings.of_case.get(case) == Some(&Outcome::Open);
        if let Some(departed) = facts.closed.or_else(|| timed().max()).filter(|_| !open) {
            moves.push((departed.max(arrived), -1));
        }
    }
    moves.sort_unstable();
    let (Some((first, _)), Some((last, _))) = (moves.first().copied(), moves.last().copied()) else {
        return QueueOverTime::default();
    };
    let first = first.div_euclid(DAY) * DAY;
    let days = (last - first) / DAY + 1;
    let step = (days + POINTS - 1) / POINTS;
    let mut points: Vec<QueuePoint> = (0..(days + step - 1) / step)
        .map(|number| QueuePoint {
            from: first + number * step * DAY,
            arrived: 0,
            departed: 0,
            waiting: 0,
        })
        .collect();
    for (time, change) in &moves {
        let point = &mut points[((time - first) / DAY / step) as usize];
        point.arrived += u64::from(*change > 0);
        point.departed += u64::from(*change < 0);
    }
    let mut waiting = 0;
    for point in &mut points {
        waiting += point.arrived as i64 - point.departed as i64;
        point.waiting = waiting;
    }
    let count = |sign: i64| moves.iter().filter(|(_, change)| *change == sign).count() as f64;
    QueueOverTime {
        step: step as u32,
        points,
        arrivals_per_day: count(1) / days as f64,
        departures_per_day: count(-1) / days as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::super::endings;
    use super::super::testing::log;
    use super::*;

    const LOG: &str = "1: a@0 b@24 won@48\n2: a@0 b@12 lost@24\n3: a@0 lost@72\n4: a@96";

    #[test]
    fn the_funnel_counts_entered_ended_and_won() {
        let log = log(LOG);
        let endings = endings(&log, &[], &[]);
        let shown: Vec<(&str, u64, u64, u64)> = funnel(&log, &endings)
            .iter()
            .map(|stage| {
                (
                    log.activities.name(stage.activity),
                    stage.entered,
                    stage.closed,
                    stage.won,
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("a", 4, 3, 1),
                ("b", 2, 2, 1),
                ("lost", 2, 2, 0),
                ("won", 1, 1, 1)
            ]
        );
    }

    #[test]
    fn stays_are_measured_by_outcome() {
        let log = log(LOG);
        let endings = endings(&log, &[], &[]);
        let stays = time_in_stage(&log, &endings, None);
        let lost = stays
            .iter()
            .find(|stay| stay.activity == 0 && stay.outcome == Outcome::Lost)
            .expect("two lost cases were in a");
        assert_eq!((lost.count, lost.total, lost.calendar.median), (2, 84.0, 42.0));
    }

    #[test]
    fn the_queue_grows_and_shrinks() {
        let log = log(LOG);
        let endings = endings(&log, &[], &[]);
        let flow = queue_over_time(&log, &endings);
        let waiting: Vec<i64> = flow.points.iter().map(|point| point.waiting).collect();
        assert_eq!(waiting, [3, 2, 1, 0, 1], "what goes on does not depart");
        assert_eq!((flow.arrivals_per_day, flow.departures_per_day), (0.8, 0.6));
    }
}
