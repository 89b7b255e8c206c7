//! What a log says, with the keys of `twinlane log --json`. Names of people are not among them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use twinlane_records::RecordsError;
use twinlane_records::calendar::WorkingTime;
use twinlane_records::discover::{self, Duration, Endings};
use twinlane_records::import::Imported;
use twinlane_records::log::{EventLog, Outcome, Zone};
use twinlane_records::mapping::Mapping;
use twinlane_records::refused::{Reason, Refused};

/// Variants that are listed one by one.
const VARIANTS: usize = 50;

/// A reason and how many rows it refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusedCount {
    /// The reason.
    pub reason: Reason,
    /// Rows.
    pub count: u64,
}

/// Events and cases of an activity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActivitySaid {
    /// Its name.
    pub name: String,
    /// Events.
    pub events: u64,
    /// Cases with at least one.
    pub cases: u64,
    /// Cases with more than one.
    pub again: u64,
    /// Events in a case that has one, on average.
    pub visits: f64,
    /// Cases with it that ended: the n of the conversion.
    pub closed: u64,
    /// Cases of these that were won.
    pub won: u64,
}

/// One arrow of the directly-follows graph; hours.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TransitionSaid {
    /// Activity before.
    pub from: String,
    /// Activity right after.
    pub to: String,
    /// How often.
    pub count: u64,
    /// By the calendar.
    pub median_h: Option<f64>,
    /// By the calendar.
    pub mean_h: Option<f64>,
    /// By the calendar.
    pub p90_h: Option<f64>,
    /// In working time.
    pub median_working_h: Option<f64>,
    /// In working time.
    pub mean_working_h: Option<f64>,
    /// In working time.
    pub p90_working_h: Option<f64>,
}

/// Time in a stage for cases of one outcome; hours.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StaySaid {
    /// The activity.
    pub name: String,
    /// How the cases ended: won, lost, open.
    pub outcome: &'static str,
    /// Number of stays.
    pub count: u64,
    /// All stays together.
    pub total_h: f64,
    /// Half are no longer.
    pub median_h: f64,
    /// The same in working time.
    pub median_working_h: Option<f64>,
}

/// A variant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VariantSaid {
    /// Its activities in order.
    pub activities: Vec<String>,
    /// Cases that go this way.
    pub cases: u64,
    /// Their share of the cases that go any way.
    pub share: f64,
}

/// How cases ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OutcomesSaid {
    /// Cases that were won.
    pub won: u64,
    /// Cases that were lost.
    pub lost: u64,
    /// Cases that go on, or of which nothing says how they ended.
    pub open: u64,
    /// The same by the stage or activity that says it.
    pub shares: Vec<OutcomeSaid>,
}

/// A part of the cases that ended alike.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeSaid {
    /// The stage or activity that says it; empty where nothing does.
    pub name: String,
    /// won, lost, open.
    pub outcome: &'static str,
    /// Cases.
    pub cases: u64,
    /// Their share of all cases.
    pub share: f64,
}

/// Lead time in days of the calendar.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeadTimeSaid {
    /// Cases counted.
    pub cases: u64,
    /// Half take no longer.
    pub median: f64,
    /// Nineteen in twenty take no longer.
    pub p95: f64,
    /// The longest.
    pub max: f64,
}

/// What is odd in the records.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OdditiesSaid {
    /// Events without a time.
    pub untimed: u64,
    /// Cases that entered a stage before they were created.
    pub before_created: u64,
    /// Cases whose stages have dates in another order than the process.
    pub out_of_order: u64,
    /// Cases without an account.
    pub without_account: u64,
    /// Cases without a date of creation.
    pub without_created: u64,
    /// Cases without an amount.
    pub without_amount: u64,
    /// Cases with five or more changes within a minute; `None` when the records have dates only.
    pub batch_entry: Option<u64>,
    /// Open cases that are older than nearly all won ones.
    pub too_old: u64,
    /// Open cases whose close date has passed.
    pub past_close: u64,
}

/// What a log says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LogSaid {
    /// Cases.
    pub cases: u64,
    /// Events.
    pub events: u64,
    /// First and last moment, RFC 3339 in UTC.
    pub period: Option<(String, String)>,
    /// Activities in the order in which cases go through them on average.
    pub activities: Vec<ActivitySaid>,
    /// Number of variants.
    pub variants: u64,
    /// The most frequent of them.
    pub most_frequent: Vec<VariantSaid>,
    /// How cases ended.
    pub outcomes: OutcomesSaid,
    /// The directly-follows graph, the most frequent first.
    pub transitions: Vec<TransitionSaid>,
    /// Lead time of all cases, or of those that ended when the records state both dates.
    pub lead_time_days: Option<LeadTimeSaid>,
    /// The same by outcome.
    pub lead_time_days_by_outcome: BTreeMap<&'static str, LeadTimeSaid>,
    /// Time in stage by outcome.
    pub time_in_stage: Vec<StaySaid>,
    /// Cases that arrive in a day.
    pub arrivals_per_day: f64,
    /// Cases that depart in a day.
    pub departures_per_day: f64,
    /// The most cases on their way at the end of a step of time.
    pub longest_queue: i64,
    /// What is odd, and kept.
    pub oddities: OdditiesSaid,
    /// Rows that cannot be used, by reason.
    pub refused_rows: Vec<RefusedCount>,
}

/// The word that a mapping or a key has for a value.
pub(super) fn word(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) fn refused_counts(refused: &Refused) -> Vec<RefusedCount> {
    refused
        .counts()
        .map(|(reason, count)| RefusedCount { reason, count })
        .collect()
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Won => "won",
        Outcome::Lost => "lost",
        Outcome::Open => "open",
    }
}

impl LogSaid {
    /// Everything that is said about a log.
    pub(super) fn of(
        imported: &Imported,
        mapping: &Mapping,
        as_of: Option<Date>,
    ) -> Result<Self, RecordsError> {
        let log = &imported.log;
        let endings = discover::endings(log, &mapping.won, &mapping.lost);
        let mut week = mapping.calendar.clone().unwrap_or_default();
        if week.zone.is_empty() {
            week.zone = mapping.zone.clone().unwrap_or_default();
        }
        let period = log.period();
        let working = match period {
            Some((first, last)) => WorkingTime::over(&week, first, last)?,
            None => None,
        };
        let as_of = match as_of {
            Some(date) => {
                let zone = Zone::named(mapping.zone.as_deref().unwrap_or_default())?;
                let moment = date.to_zoned(zone.time_zone().clone());
                moment.map_or(i64::MAX, |moment| moment.timestamp().as_millisecond())
            }
            None => period.map_or(0, |(_, last)| last),
        };
        let variants = discover::variants(log);
        let flow = discover::flow(log, &endings);
        let lead = |outcome: Option<Outcome>| {
            discover::lead_times(log, &endings, outcome).map(|lead| LeadTimeSaid {
                cases: lead.cases,
                median: lead.median,
                p95: lead.p95,
                max: lead.max,
            })
        };
        let shown = |time: i64| Timestamp::from_millisecond(time).map(|time| time.to_string());
        Ok(Self {
            cases: log.case_count() as u64,
            events: log.event_count() as u64,
            period: period.and_then(|(first, last)| Some((shown(first).ok()?, shown(last).ok()?))),
            activities: activities(log, &endings),
            variants: variants.len() as u64,
            most_frequent: most_frequent(log, &variants),
            outcomes: outcomes(&endings),
            transitions: transitions(log, working.as_ref()),
            lead_time_days: lead(None),
            lead_time_days_by_outcome: [Outcome::Won, Outcome::Lost, Outcome::Open]
                .into_iter()
                .filter(|_| endings.known)
                .filter_map(|known| Some((outcome(known), lead(Some(known))?)))
                .collect(),
            time_in_stage: stays(log, &endings, working.as_ref()),
            arrivals_per_day: flow.arrivals_per_day,
            departures_per_day: flow.departures_per_day,
            longest_queue: flow.points.iter().map(|point| point.waiting).max().unwrap_or(0),
            oddities: oddities(imported, &endings, as_of),
            refused_rows: refused_counts(&imported.refused),
        })
    }
}

fn activities(log: &EventLog, endings: &Endings) -> Vec<ActivitySaid> {
    let counts = discover::activities(log);
    let rework = discover::rework(log);
    discover::funnel(log, endings)
        .iter()
        .map(|stage| {
            let at = stage.activity as usize;
            ActivitySaid {
                name: log.activities.name(stage.activity).to_owned(),
                events: counts[at].events,
                cases: counts[at].cases,
                again: rework[at].again,
                visits: rework[at].visits,
                closed: stage.closed,
                won: stage.won,
            }
        })
        .collect()
}

fn most_frequent(log: &EventLog, variants: &[discover::Variant]) -> Vec<VariantSaid> {
    let cases: u64 = variants.iter().map(|variant| variant.cases).sum();
    let name = |id: &u32| log.activities.name(*id).to_owned();
    variants
        .iter()
        .take(VARIANTS)
        .map(|variant| VariantSaid {
            activities: variant.trace.iter().map(name).collect(),
            cases: variant.cases,
            share: variant.cases as f64 / cases.max(1) as f64,
        })
        .collect()
}

fn outcomes(endings: &Endings) -> OutcomesSaid {
    let cases = endings.of_case.len().max(1) as f64;
    OutcomesSaid {
        won: endings.count(Outcome::Won),
        lost: endings.count(Outcome::Lost),
        open: endings.count(Outcome::Open),
        shares: endings
            .shares
            .iter()
            .map(|share| OutcomeSaid {
                name: share.name.clone(),
                outcome: outcome(share.outcome),
                cases: share.cases,
                share: share.cases as f64 / cases,
            })
            .collect(),
    }
}

fn transitions(log: &EventLog, working: Option<&WorkingTime>) -> Vec<TransitionSaid> {
    let median = |duration: Option<Duration>| duration.map(|duration| duration.median);
    let mean = |duration: Option<Duration>| duration.map(|duration| duration.mean);
    let p90 = |duration: Option<Duration>| duration.map(|duration| duration.p90);
    discover::transitions(log, working)
        .iter()
        .map(|transition| TransitionSaid {
            from: log.activities.name(transition.from).to_owned(),
            to: log.activities.name(transition.to).to_owned(),
            count: transition.count,
            median_h: median(transition.calendar),
            mean_h: mean(transition.calendar),
            p90_h: p90(transition.calendar),
            median_working_h: median(transition.working),
            mean_working_h: mean(transition.working),
            p90_working_h: p90(transition.working),
        })
        .collect()
}

fn stays(log: &EventLog, endings: &Endings, working: Option<&WorkingTime>) -> Vec<StaySaid> {
    discover::time_in_stage(log, endings, working)
        .iter()
        .map(|stay| StaySaid {
            name: log.activities.name(stay.activity).to_owned(),
            outcome: outcome(stay.outcome),
            count: stay.count,
            total_h: stay.total,
            median_h: stay.calendar.median,
            median_working_h: stay.working.map(|working| working.median),
        })
        .collect()
}

fn oddities(imported: &Imported, endings: &Endings, as_of: i64) -> OdditiesSaid {
    let log = &imported.log;
    let zombies = discover::zombies(log, endings, as_of);
    let odd = imported.oddities;
    OdditiesSaid {
        untimed: log.untimed() as u64,
        before_created: odd.before_created,
        out_of_order: odd.out_of_order,
        without_account: odd.without_account,
        without_created: odd.without_created,
        without_amount: odd.without_amount,
        batch_entry: discover::batch_entry(log).map(|batch| batch.cases),
        too_old: zombies.too_old,
        past_close: zombies.past_close,
    }
}
