//! An event log in columns: names are kept once, events are numbers, and memory follows the number of events.
//!
//! Events lie case by case, in each case by time, and where times are equal as the file has them. How a log was read
//! and what it says about a process do not belong here.

mod build;
mod pack;
mod zone;

pub use build::LogBuilder;
pub use pack::{pack, unpack};
pub use zone::Zone;

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

/// Time of an event that has none.
pub const NO_TIME: i64 = i64::MIN;

/// Id of what is not said, such as the resource of an event without one.
pub const NONE: u32 = u32::MAX;

/// Names, each once, under the number of its first use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(IndexSet<Box<str>>);

impl Names {
    /// The id of a name, which is kept when it is new.
    pub fn intern(&mut self, name: &str) -> u32 {
        if let Some(id) = self.0.get_index_of(name) {
            return id as u32;
        }
        self.0.insert_full(name.into()).0 as u32
    }

    /// The id of a name that is known.
    pub fn id(&self, name: &str) -> Option<u32> {
        self.0.get_index_of(name).map(|id| id as u32)
    }

    /// The name of an id; empty for [`NONE`].
    pub fn name(&self, id: u32) -> &str {
        self.0.get_index(id as usize).map_or("", |name| name)
    }

    /// Where each name stands among all of them in the order of the alphabet, by id. What is sorted by it does not
    /// depend on the order of rows in a file.
    pub fn ranks(&self) -> Vec<u32> {
        let mut ids: Vec<u32> = (0..self.len() as u32).collect();
        ids.sort_unstable_by_key(|id| self.name(*id));
        let mut ranks = vec![0; ids.len()];
        for (rank, id) in (0..).zip(ids) {
            ranks[id as usize] = rank;
        }
        ranks
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All names in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.iter().map(AsRef::as_ref)
    }
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The customer bought.
    Won,
    /// It ended otherwise.
    Lost,
    /// It goes on.
    Open,
}

/// What the records say about a case beside its events; times in milliseconds since 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFacts {
    /// When it was entered.
    pub created: Option<i64>,
    /// When it was closed, or is thought to be when it is open.
    pub closed: Option<i64>,
    /// Its amount, in whatever currency the records are in.
    pub amount: Option<f64>,
    /// The chance of winning that the records state, 0 to 1.
    pub probability: Option<f64>,
    /// How it ended, when the records say it.
    pub outcome: Option<Outcome>,
    /// The stage it is in now, an id of [`EventLog::stages`]; [`NONE`] when not said.
    pub stage: u32,
    /// Whose it is, an id of [`EventLog::resources`]; [`NONE`] when not said.
    pub owner: u32,
    /// True when it has an account.
    pub account: bool,
}

impl Default for CaseFacts {
    fn default() -> Self {
        Self {
            created: None,
            closed: None,
            amount: None,
            probability: None,
            outcome: None,
            stage: NONE,
            owner: NONE,
            account: false,
        }
    }
}

/// Events of cases. Columns of equal length, one entry an event; the events of case `c` are `starts[c]..starts[c + 1]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventLog {
    /// Names of activities.
    pub activities: Names,
    /// Names of whoever did them.
    pub resources: Names,
    /// Names of transitions of the lifecycle (IEEE 1849), such as `complete`.
    pub lifecycles: Names,
    /// Names of stages that cases are in now; empty when the records do not say it.
    pub stages: Names,
    /// Ids of cases, in the order of the file.
    pub cases: Names,
    /// What is known of each case; empty when the records say nothing beside events.
    pub facts: Vec<CaseFacts>,
    starts: Vec<u32>,
    activity: Vec<u32>,
    time: Vec<i64>,
    offset: Vec<i16>,
    lifecycle: Vec<u32>,
    resource: Vec<u32>,
}

/// An event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Id in [`EventLog::activities`].
    pub activity: u32,
    /// Milliseconds since 1970 in UTC; [`NO_TIME`] when the records have none.
    pub time: i64,
    /// Minutes that the clock of the records was ahead of UTC.
    pub offset: i16,
    /// Id in [`EventLog::lifecycles`], or [`NONE`].
    pub lifecycle: u32,
    /// Id in [`EventLog::resources`], or [`NONE`].
    pub resource: u32,
}

impl EventLog {
    /// Number of cases, those without an event included.
    pub fn case_count(&self) -> usize {
        self.cases.len()
    }

    /// Number of events.
    pub fn event_count(&self) -> usize {
        self.activity.len()
    }

    /// Where the events of a case lie in the columns.
    pub fn range(&self, case: usize) -> std::ops::Range<usize> {
        let at = |case: usize| {
            self.starts
                .get(case)
                .map_or(self.activity.len(), |start| *start as usize)
        };
        at(case)..at(case + 1)
    }

    /// Activities of a case in order: its trace.
    pub fn trace(&self, case: usize) -> &[u32] {
        self.activity.get(self.range(case)).unwrap_or_default()
    }

    /// Times of a case's events in order; see [`Event::time`].
    pub fn times(&self, case: usize) -> &[i64] {
        self.time.get(self.range(case)).unwrap_or_default()
    }

    /// Resources of a case's events in order, ids or [`NONE`].
    pub fn resources_of(&self, case: usize) -> &[u32] {
        self.resource.get(self.range(case)).unwrap_or_default()
    }

    /// The events of a case in order.
    pub fn events(&self, case: usize) -> impl Iterator<Item = Event> + '_ {
        self.range(case).map(|at| Event {
            activity: self.activity[at],
            time: self.time[at],
            offset: self.offset.get(at).copied().unwrap_or(0),
            lifecycle: self.lifecycle.get(at).copied().unwrap_or(NONE),
            resource: self.resource.get(at).copied().unwrap_or(NONE),
        })
    }

    /// What is known of a case beside its events.
    pub fn facts_of(&self, case: usize) -> CaseFacts {
        self.facts.get(case).copied().unwrap_or_default()
    }

    /// First and last moment of all events, in milliseconds since 1970 in UTC; `None` without any.
    pub fn period(&self) -> Option<(i64, i64)> {
        let timed = || self.time.iter().copied().filter(|time| *time != NO_TIME);
        timed().min().zip(timed().max())
    }

    /// Number of events without a time.
    pub fn untimed(&self) -> usize {
        self.time.iter().filter(|time| **time == NO_TIME).count()
    }
}
