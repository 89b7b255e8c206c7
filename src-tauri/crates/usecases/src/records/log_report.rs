//! What a log says, with the keys of `twinlane log --json`. Names of people are not among them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use twinlane_model::records::{Ending, Hours, Summary};
use twinlane_records::refused::Refused;
use twinlane_records::summary::overdue;

/// Variants that are listed one by one.
const VARIANTS: usize = 50;

/// A reason and how many rows it refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusedCount {
    /// The reason, such as `unreadable-time`.
    pub reason: String,
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
    pub outcome: Ending,
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
    /// How they ended.
    pub outcome: Ending,
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
pub struct LogReport {
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
    /// How far cases go the ways that a map draws; absent where there is no map to compare with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conformance: Option<ConformanceReport>,
}

/// How far cases go the ways that a map draws.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ConformanceReport {
    /// Name of the map.
    pub map: String,
    /// Mean over the cases, 0 to 1; absent where it cannot be said.
    pub fitness: Option<f64>,
    /// Cases that go only ways that are drawn.
    pub fitting_cases: u64,
    /// Cases that were compared.
    pub cases: u64,
    /// Why it cannot be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<String>,
    /// Activities of the log that mean nothing on the map.
    pub unmatched: Vec<String>,
}

/// The word that a mapping or a key has for a value.
pub(super) fn word(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) fn refused_counts(refused: &Refused) -> Vec<RefusedCount> {
    refused
        .counts()
        .map(|(reason, count)| RefusedCount {
            reason: reason.key().to_owned(),
            count,
        })
        .collect()
}

fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Won => "won",
        Ending::Lost => "lost",
        Ending::Open => "open",
    }
}

impl LogReport {
    /// Everything that a log says. Open cases are aged to the date, else to the day of the last event.
    pub fn of(summary: &Summary, as_of: Option<Date>) -> Self {
        let shown = |time: jiff::Timestamp| time.to_string();
        let day = |time: jiff::Timestamp| time.to_zoned(jiff::tz::TimeZone::UTC).date();
        let as_of = as_of.or_else(|| summary.last.map(day));
        let lead = |wanted: Option<Ending>| {
            summary.lead_time(wanted).map(|lead| LeadTimeSaid {
                cases: lead.cases,
                median: lead.median,
                p95: lead.p95,
                max: lead.max,
            })
        };
        Self {
            cases: summary.cases,
            events: summary.events,
            period: summary.first.map(shown).zip(summary.last.map(shown)),
            activities: activities(summary),
            variants: summary.variants,
            most_frequent: most_frequent(summary),
            outcomes: outcomes(summary),
            transitions: transitions(summary),
            lead_time_days: lead(None),
            lead_time_days_by_outcome: [Ending::Won, Ending::Lost, Ending::Open]
                .into_iter()
                .filter_map(|known| Some((ending(known), lead(Some(known))?)))
                .collect(),
            time_in_stage: stays(summary),
            arrivals_per_day: summary.arrivals_per_day,
            departures_per_day: summary.departures_per_day,
            longest_queue: summary.queue.iter().map(|point| point.waiting).max().unwrap_or(0),
            oddities: oddities(summary, as_of),
            refused_rows: summary
                .refused
                .iter()
                .map(|refused| RefusedCount {
                    reason: refused.reason.clone(),
                    count: refused.count,
                })
                .collect(),
            conformance: None,
        }
    }
}

fn activities(summary: &Summary) -> Vec<ActivitySaid> {
    summary
        .activities
        .iter()
        .map(|activity| ActivitySaid {
            name: activity.name.clone(),
            events: activity.events,
            cases: activity.cases,
            again: activity.again,
            visits: activity.events as f64 / activity.cases.max(1) as f64,
            closed: activity.closed,
            won: activity.won,
        })
        .collect()
}

fn most_frequent(summary: &Summary) -> Vec<VariantSaid> {
    let cases: u64 = with_events(summary);
    let name = |id: &u32| summary.name(*id).to_owned();
    summary
        .ways
        .iter()
        .take(VARIANTS)
        .map(|way| VariantSaid {
            activities: way.activities.iter().map(name).collect(),
            cases: way.cases,
            share: way.cases as f64 / cases.max(1) as f64,
        })
        .collect()
}

/// Cases that go any way: each begins with one activity.
fn with_events(summary: &Summary) -> u64 {
    summary.activities.iter().map(|activity| activity.begun).sum()
}

fn outcomes(summary: &Summary) -> OutcomesSaid {
    let count = |wanted: Ending| -> u64 {
        let shares = summary.endings.iter().filter(|share| share.ending == wanted);
        shares.map(|share| share.cases).sum()
    };
    let cases = summary.cases.max(1) as f64;
    OutcomesSaid {
        won: count(Ending::Won),
        lost: count(Ending::Lost),
        open: count(Ending::Open),
        shares: summary
            .endings
            .iter()
            .map(|share| OutcomeSaid {
                name: share.name.clone(),
                outcome: share.ending,
                cases: share.cases,
                share: share.cases as f64 / cases,
            })
            .collect(),
    }
}

fn transitions(summary: &Summary) -> Vec<TransitionSaid> {
    let median = |hours: Option<Hours>| hours.map(|hours| hours.median);
    let mean = |hours: Option<Hours>| hours.map(|hours| hours.mean);
    let p90 = |hours: Option<Hours>| hours.map(|hours| hours.p90);
    summary
        .transitions
        .iter()
        .map(|transition| TransitionSaid {
            from: summary.name(transition.from).to_owned(),
            to: summary.name(transition.to).to_owned(),
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

fn stays(summary: &Summary) -> Vec<StaySaid> {
    summary
        .stays
        .iter()
        .map(|stay| StaySaid {
            name: summary.name(stay.activity).to_owned(),
            outcome: stay.ending,
            count: stay.count,
            total_h: stay.total,
            median_h: stay.calendar.median,
            median_working_h: stay.working.map(|working| working.median),
        })
        .collect()
}

fn oddities(summary: &Summary, as_of: Option<Date>) -> OdditiesSaid {
    let overdue = as_of.map(|date| overdue(summary, date)).unwrap_or_default();
    let odd = summary.oddities;
    OdditiesSaid {
        untimed: odd.untimed,
        before_created: odd.before_created,
        out_of_order: odd.out_of_order,
        without_account: odd.without_account,
        without_created: odd.without_created,
        without_amount: odd.without_amount,
        batch_entry: summary.batch.map(|batch| batch.cases),
        too_old: overdue.too_old,
        past_close: overdue.past_close,
    }
}
