//! What a workshop keeps of a log: everything the log says, as numbers, without anybody's name and without a case.
//!
//! The arithmetic is that of [`crate::discover`]; here it is only put together. What it means for a map is told elsewhere.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use twinlane_model::Watch;
use twinlane_model::records::{
    Activity, ActivityTime, Batch, Chance, Ending, EndingShare, FunctionWork, Hours, LeadTime, Oddities,
    OpenCases, QueuePoint, RefusedRows, Summary, Transition, VariantCount,
};

use crate::RecordsError;
use crate::calendar::WorkingTime;
use crate::conformance::names::normalised;
use crate::discover::{self, Duration, Endings, Owners};
use crate::import::Imported;
use crate::log::{EventLog, NO_TIME, Outcome, Zone};
use crate::mapping::Mapping;

/// Activities that the variants kept may have together; the rarest variants stay behind.
const WAYS: usize = 400_000;

const DAY: f64 = 86_400_000.0;
const HOUR: f64 = 3_600_000.0;

impl From<Outcome> for Ending {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Won => Self::Won,
            Outcome::Lost => Self::Lost,
            Outcome::Open => Self::Open,
        }
    }
}

impl From<Duration> for Hours {
    fn from(duration: Duration) -> Self {
        Self {
            median: duration.median,
            mean: duration.mean,
            p90: duration.p90,
            deviation: duration.deviation,
        }
    }
}

/// What a log says. `owners` tells the function of each person; without it everybody's work is one row.
///
/// # Errors
/// The working week or a zone of the mapping is not what it should be; nobody wants the result any more.
pub fn summarise(
    imported: &Imported,
    mapping: &Mapping,
    owners: &Owners,
    watch: &dyn Watch,
) -> Result<Summary, RecordsError> {
    let log = &imported.log;
    let endings = discover::endings(log, &mapping.won, &mapping.lost);
    let mut week = mapping.calendar.clone().unwrap_or_default();
    if week.zone.is_empty() {
        week.zone = mapping.zone.clone().unwrap_or_default();
    }
    let zone = Zone::named(mapping.zone.as_deref().unwrap_or_default())?;
    let hours_per_day = week.hours_per_day()?;
    let period = log.period();
    let working = match period {
        Some((first, last)) => WorkingTime::over(&week, first, last)?,
        None => None,
    };
    let working = working.as_ref();
    let working_days = match working {
        Some(working) if hours_per_day > 0.0 => working.total() as f64 / HOUR / hours_per_day,
        _ => period.map_or(0.0, |(first, last)| (last - first) as f64 / DAY * 5.0 / 7.0),
    };
    watch.at(0.2)?;
    let variants = discover::variants(log);
    watch.at(0.4)?;
    let transitions = discover::transitions(log, working);
    watch.at(0.6)?;
    let stays = discover::time_in_stage(log, &endings, working);
    watch.at(0.8)?;
    let flow = discover::queue_over_time(log, &endings);
    let funnel = discover::funnel(log, &endings);
    let mut order = vec![0_u32; funnel.len()];
    for (place, stage) in (0..).zip(&funnel) {
        order[stage.activity as usize] = place;
    }
    let place = |activity: u32| order[activity as usize];
    let moment = |time: i64| Timestamp::from_millisecond(time).ok();
    let zombies = open_cases(log, &endings, &zone);
    Ok(Summary {
        cases: log.case_count() as u64,
        events: log.event_count() as u64,
        first: period.and_then(|(first, _)| moment(first)),
        last: period.and_then(|(_, last)| moment(last)),
        hours_per_day,
        working_days,
        activities: activities(log, &funnel),
        stays: sorted_by_key(stays.iter().map(|stay| ActivityTime {
            activity: place(stay.activity),
            ending: stay.outcome.into(),
            count: stay.count,
            total: stay.total,
            calendar: stay.calendar.into(),
            working: stay.working.map(Into::into),
        })),
        transitions: transitions
            .iter()
            .map(|transition| Transition {
                from: place(transition.from),
                to: place(transition.to),
                count: transition.count,
                cases: transition.cases,
                calendar: transition.calendar.map(Into::into),
                working: transition.working.map(Into::into),
            })
            .collect(),
        variants: variants.len() as u64,
        ways: ways(log, &variants, &endings, &order),
        endings_known: endings.known,
        endings: endings
            .shares
            .iter()
            .map(|share| EndingShare {
                name: share.name.clone(),
                ending: share.outcome.into(),
                cases: share.cases,
            })
            .collect(),
        lead_times: lead_times(log, &endings),
        queue: flow
            .points
            .iter()
            .filter_map(|point| {
                Some(QueuePoint {
                    from: moment(point.from)?,
                    arrived: point.arrived,
                    departed: point.departed,
                    waiting: point.waiting,
                })
            })
            .collect(),
        queue_days: flow.step,
        arrivals_per_day: flow.arrivals_per_day,
        departures_per_day: flow.departures_per_day,
        batch: discover::batch_entry(log).map(|batch| Batch {
            cases: batch.cases,
            users: batch.users,
            events: batch.events,
        }),
        open: zombies,
        chances: discover::chances(log, &endings)
            .into_iter()
            .map(|chance| Chance {
                stage: chance.stage,
                open: chance.open,
                stated: chance.stated,
                closed: chance.closed,
                won: chance.won,
            })
            .collect(),
        functions: discover::per_owner(log, &endings, owners)
            .into_iter()
            .map(|work| FunctionWork {
                function: work.function,
                people: work.people,
                cases: work.cases,
                events: work.events,
                won: work.won,
                lost: work.lost,
            })
            .collect(),
        oddities: Oddities {
            untimed: log.untimed() as u64,
            before_created: imported.oddities.before_created,
            out_of_order: imported.oddities.out_of_order,
            without_account: imported.oddities.without_account,
            without_created: imported.oddities.without_created,
            without_amount: imported.oddities.without_amount,
            unreadable_numbers: imported.oddities.unreadable_numbers,
        },
        used: imported.used,
        left_out: imported.left_out,
        refused: imported
            .refused
            .counts()
            .map(|(reason, count)| RefusedRows {
                reason: reason.key().to_owned(),
                count,
            })
            .collect(),
    })
}

fn sorted_by_key(stays: impl Iterator<Item = ActivityTime>) -> Vec<ActivityTime> {
    let mut stays: Vec<ActivityTime> = stays.collect();
    stays.sort_by_key(|stay| (stay.activity, stay.ending));
    stays
}

/// Activities in the order of the funnel.
fn activities(log: &EventLog, funnel: &[discover::Funnel]) -> Vec<Activity> {
    let counts = discover::activities(log);
    let rework = discover::rework(log);
    let mut begun = vec![0_u64; counts.len()];
    for case in 0..log.case_count() {
        if let Some(first) = log.trace(case).first() {
            begun[*first as usize] += 1;
        }
    }
    funnel
        .iter()
        .map(|stage| {
            let at = stage.activity as usize;
            Activity {
                name: log.activities.name(stage.activity).to_owned(),
                events: counts[at].events,
                cases: counts[at].cases,
                again: rework[at].again,
                begun: begun[at],
                closed: stage.closed,
                won: stage.won,
            }
        })
        .collect()
}

/// The most frequent variants with how their cases ended.
fn ways(
    log: &EventLog,
    variants: &[discover::Variant],
    endings: &Endings,
    order: &[u32],
) -> Vec<VariantCount> {
    let mut room = WAYS;
    let kept: Vec<&discover::Variant> = variants
        .iter()
        .take_while(|variant| {
            let fits = variant.trace.len() <= room;
            room = room.saturating_sub(variant.trace.len());
            fits
        })
        .collect();
    let at: HashMap<&[u32], usize> = (0..)
        .zip(&kept)
        .map(|(at, variant)| (variant.trace.as_slice(), at))
        .collect();
    let mut ends = vec![(0_u64, 0_u64); kept.len()];
    for case in 0..log.case_count() {
        let Some(at) = at.get(log.trace(case)) else {
            continue;
        };
        match endings.of_case.get(case) {
            Some(Outcome::Won) => ends[*at].0 += 1,
            Some(Outcome::Lost) => ends[*at].1 += 1,
            _ => {}
        }
    }
    kept.iter()
        .zip(ends)
        .map(|(variant, (won, lost))| VariantCount {
            activities: variant.trace.iter().map(|id| order[*id as usize]).collect(),
            cases: variant.cases,
            won,
            lost,
        })
        .collect()
}

fn lead_times(log: &EventLog, endings: &Endings) -> Vec<LeadTime> {
    let ends = [Outcome::Won, Outcome::Lost, Outcome::Open];
    std::iter::once(None)
        .chain(ends.into_iter().filter(|_| endings.known).map(Some))
        .filter_map(|ending| {
            let lead = discover::lead_times(log, endings, ending)?;
            Some(LeadTime {
                ending: ending.map(Into::into),
                cases: lead.cases,
                median: lead.median,
                mean: lead.mean,
                p95: lead.p95,
                max: lead.max,
            })
        })
        .collect()
}

/// Open cases by the day they began and the day they are to be closed, so that they can be aged to any date.
fn open_cases(log: &EventLog, endings: &Endings, zone: &Zone) -> Vec<OpenCases> {
    if !endings.known {
        return Vec::new();
    }
    let day = |time: i64| -> Option<Date> {
        let moment = Timestamp::from_millisecond(time).ok()?;
        Some(moment.to_zoned(zone.time_zone().clone()).date())
    };
    let mut counts: BTreeMap<(Option<Date>, Option<Date>), u64> = BTreeMap::new();
    for (case, outcome) in endings.of_case.iter().enumerate() {
        if *outcome == Outcome::Open {
            let facts = log.facts_of(case);
            let timed = || log.times(case).iter().copied().filter(|time| *time != NO_TIME);
            let begun = facts.created.or_else(|| timed().min()).and_then(day);
            *counts.entry((begun, facts.closed.and_then(day))).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .map(|((begun, close), cases)| OpenCases { begun, close, cases })
        .collect()
}

/// What an activity says about the end of a case: that a stage of its name is one, or words that mean it. `None` for one
/// that ends nothing.
pub fn ending_of(summary: &Summary, activity: u32) -> Option<Ending> {
    let plain = |text: &str| normalised(text).replace(' ', "");
    let name = plain(summary.name(activity));
    let stated = summary
        .endings
        .iter()
        .find(|share| share.ending != Ending::Open && plain(&share.name) == name)
        .map(|share| share.ending);
    let spoken = || discover::outcome_of(summary.name(activity)).map(Ending::from);
    stated.or_else(|| summary.endings_known.then(spoken).flatten())
}

/// Open cases that should have ended (rule R7).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Overdue {
    /// Open cases.
    pub open: u64,
    /// Age in days beyond which a case is too old: the 95th percentile of won cases' lead time.
    pub limit_days: Option<f64>,
    /// Open cases beyond it.
    pub too_old: u64,
    /// Open cases whose close date has passed.
    pub past_close: u64,
    /// Open cases that are one or the other.
    pub either: u64,
}

/// Ages the open cases to a date.
pub fn overdue(summary: &Summary, as_of: Date) -> Overdue {
    let mut found = Overdue {
        limit_days: summary.lead_time(Some(Ending::Won)).map(|won| won.p95),
        ..Overdue::default()
    };
    for open in &summary.open {
        let age = |from: Date| f64::from(from.until(as_of).map_or(0, |span| span.get_days()));
        let old = open
            .begun
            .zip(found.limit_days)
            .is_some_and(|(begun, limit)| age(begun) > limit);
        let past = open.close.is_some_and(|close| close < as_of);
        found.open += open.cases;
        found.too_old += if old { open.cases } else { 0 };
        found.past_close += if past { open.cases } else { 0 };
        found.either += if old || past { open.cases } else { 0 };
    }
    found
}
