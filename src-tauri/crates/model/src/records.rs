//! What imported records say, as numbers.
//!
//! Only plain data; it is worked out elsewhere. Names of people are not among it, whatever the records hold.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The customer bought.
    Won,
    /// It ended otherwise.
    Lost,
    /// It goes on, or nothing says how it ended.
    Open,
}

/// What a log says. Activities are named by their place in [`Summary::activities`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Summary {
    /// Cases.
    pub cases: u64,
    /// Events.
    pub events: u64,
    /// The first moment.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub first: Option<Timestamp>,
    /// The last one, which is also the moment at which open cases are looked at.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub last: Option<Timestamp>,
    /// Working hours of a day, as the calendar of the import has them.
    pub hours_per_day: f64,
    /// Working days between first and last moment, as that calendar has them.
    pub working_days: f64,
    /// Activities in the order in which cases go through them on average.
    pub activities: Vec<Activity>,
    /// How long cases stay, by activity and ending.
    pub stays: Vec<ActivityTime>,
    /// The directly-follows graph, the most frequent first.
    pub transitions: Vec<Transition>,
    /// Number of variants.
    pub variants: u64,
    /// The most frequent variants; on very varied records not all of them.
    pub ways: Vec<VariantCount>,
    /// True when something in the records says how cases end.
    pub endings_known: bool,
    /// How cases ended, by the stage or activity that says it.
    pub endings: Vec<EndingShare>,
    /// Lead times: of all cases, and by ending where that is known.
    pub lead_times: Vec<LeadTime>,
    /// Cases on their way over time.
    pub queue: Vec<QueuePoint>,
    /// Days between two points of the queue.
    pub queue_days: u32,
    /// Cases that arrive in a day of the calendar.
    pub arrivals_per_day: f64,
    /// Cases that depart in a day of the calendar.
    pub departures_per_day: f64,
    /// Entries made in a batch; absent where records have dates without a time of day.
    pub batch: Option<Batch>,
    /// Open cases by the days on which they began and are to be closed.
    pub open: Vec<OpenCases>,
    /// Stated chances beside what happened.
    pub chances: Vec<Chance>,
    /// Work by function; never by person.
    pub functions: Vec<FunctionWork>,
    /// What is odd, and kept as it is.
    pub oddities: Oddities,
    /// Rows of the file that were used.
    pub used: u64,
    /// Rows and cases left out because only a part was asked for.
    pub left_out: u64,
    /// Rows that could not be used, by reason.
    pub refused: Vec<RefusedRows>,
}

/// An activity of a log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its name.
    pub name: String,
    /// Events.
    pub events: u64,
    /// Cases with at least one.
    pub cases: u64,
    /// Cases with more than one.
    pub again: u64,
    /// Cases that begin with it.
    pub begun: u64,
    /// Cases with it that ended: the n of the conversion.
    pub closed: u64,
    /// Cases of these that were won.
    pub won: u64,
}

/// How long something takes; hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Half take no longer.
    pub median: f64,
    /// Sum divided by number.
    pub mean: f64,
    /// Nine in ten take no longer.
    pub p90: f64,
    /// Standard deviation of the sample; 0 with a single value.
    pub deviation: f64,
}

/// How long cases of one ending stay at an activity: until their next event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActivityTime {
    /// The activity.
    pub activity: u32,
    /// How the cases ended.
    pub ending: Ending,
    /// Number of stays.
    pub count: u64,
    /// All stays together, hours of the calendar.
    pub total: f64,
    /// By the calendar.
    pub calendar: Hours,
    /// In working time.
    pub working: Option<Hours>,
}

/// One activity right after another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// Activity before.
    pub from: u32,
    /// Activity right after.
    pub to: u32,
    /// How often.
    pub count: u64,
    /// In how many cases.
    pub cases: u64,
    /// By the calendar.
    pub calendar: Option<Hours>,
    /// In working time.
    pub working: Option<Hours>,
}

/// A variant: cases that did the same activities in the same order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VariantCount {
    /// The activities in order.
    pub activities: Vec<u32>,
    /// Cases that go this way.
    pub cases: u64,
    /// Cases of these that were won.
    pub won: u64,
    /// Cases of these that were lost.
    pub lost: u64,
}

/// A part of the cases that ended alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EndingShare {
    /// The stage or activity that says it; empty where nothing does.
    pub name: String,
    /// What it means.
    pub ending: Ending,
    /// Number of cases.
    pub cases: u64,
}

/// How long cases take from begin to end; days of the calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LeadTime {
    /// Of cases that ended so; of all when absent.
    pub ending: Option<Ending>,
    /// Cases counted.
    pub cases: u64,
    /// Half take no longer.
    pub median: f64,
    /// Sum divided by number.
    pub mean: f64,
    /// Nineteen in twenty take no longer.
    pub p95: f64,
    /// The longest.
    pub max: f64,
}

/// Cases on their way at one time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QueuePoint {
    /// Begin of the span of time.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub from: Timestamp,
    /// Cases that arrived in it.
    pub arrived: u64,
    /// Cases that departed in it.
    pub departed: u64,
    /// Cases on their way at its end.
    pub waiting: i64,
}

/// Entries made in a batch (rule R5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// Cases with five or more changes within a minute.
    pub cases: u64,
    /// People with twenty or more changes within a minute.
    pub users: u64,
    /// Events of such a minute of a case.
    pub events: u64,
}

/// Open cases that began on one day and are to be closed on another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenCases {
    /// The day they began; absent where nothing says it.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub begun: Option<Date>,
    /// The day they are to be closed.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub close: Option<Date>,
    /// How many.
    pub cases: u64,
}

/// A chance of winning that records state, beside what happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Chance {
    /// The stage.
    pub stage: String,
    /// Open cases in it that state a chance.
    pub open: u64,
    /// The mean of what they state, 0 to 1.
    pub stated: f64,
    /// Cases that entered the stage and ended.
    pub closed: u64,
    /// Share of these that were won, 0 to 1.
    pub won: Option<f64>,
}

/// What the people of one function did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FunctionWork {
    /// The function; empty for people whose function nobody said.
    pub function: String,
    /// How many people it is.
    pub people: u64,
    /// Cases in which they did something.
    pub cases: u64,
    /// Events that they did.
    pub events: u64,
    /// Cases of these that were won.
    pub won: u64,
    /// Cases of these that were lost.
    pub lost: u64,
}

/// What is odd in records, and kept as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Oddities {
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
    /// Amounts and chances that are no numbers.
    pub unreadable_numbers: u64,
}

/// Rows of a file that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefusedRows {
    /// The reason as an import names it, such as `unreadable-time`.
    pub reason: String,
    /// How many.
    pub count: u64,
}

impl Summary {
    /// Name of an activity; empty when there is none of this number.
    pub fn name(&self, activity: u32) -> &str {
        self.activities
            .get(activity as usize)
            .map_or("", |found| found.name.as_str())
    }

    /// Lead times of cases of an ending, or of all.
    pub fn lead_time(&self, ending: Option<Ending>) -> Option<&LeadTime> {
        self.lead_times.iter().find(|found| found.ending == ending)
    }
}
