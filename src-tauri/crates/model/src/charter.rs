//! The frame of a workshop: charter, participants, agenda and notes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{AgendaId, NoteId, ParticipantId, StepId};

/// Who the workshop is for, what it is to solve, and how time and money are counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Charter {
    /// Title of the workshop.
    pub title: String,
    /// The client.
    pub client: String,
    /// First day.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub first_day: Option<Date>,
    /// Last day; the workshop's date for rules that ask for one.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub last_day: Option<Date>,
    /// Where it is held.
    pub place: String,
    /// Who facilitates.
    pub facilitator: String,
    /// BCP 47 language tag, such as `en` or `de`.
    pub language: String,
    /// ISO 4217 code, such as `EUR`; empty when not given.
    pub currency: String,
    /// The period that volumes and capacities are counted in, such as `month`.
    pub period: String,
    /// Working hours per day.
    pub hours_per_day: f64,
    /// Working days per period.
    pub days_per_period: f64,
    /// Value of a won deal, in the currency.
    pub deal_value: Option<f64>,
    /// The problem statement.
    pub problem: String,
    /// What a good lead is.
    pub good_lead: String,
    /// What is to be reached.
    pub goals: Vec<Goal>,
    /// What belongs to the workshop.
    pub scope_in: Vec<String>,
    /// What does not.
    pub scope_out: Vec<String>,
    /// Ground rules.
    pub rules: Vec<String>,
}

impl Default for Charter {
    fn default() -> Self {
        Self {
            title: String::new(),
            client: String::new(),
            first_day: None,
            last_day: None,
            place: String::new(),
            facilitator: String::new(),
            language: "en".to_owned(),
            currency: String::new(),
            period: "month".to_owned(),
            hours_per_day: 8.0,
            days_per_period: 20.0,
            deal_value: None,
            problem: String::new(),
            good_lead: String::new(),
            goals: Vec::new(),
            scope_in: Vec::new(),
            scope_out: Vec::new(),
            rules: Vec::new(),
        }
    }
}

/// A goal of the workshop.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Goal {
    /// What is counted.
    pub metric: String,
    /// Its unit, in words.
    pub unit: String,
    /// Where it stands.
    pub baseline: Option<f64>,
    /// Where it is to be.
    pub target: Option<f64>,
    /// By when.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub by: Option<Date>,
}

/// The level of the company that a person acts on, or that controls a cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// One person.
    #[default]
    Individual,
    /// A department.
    Department,
    /// Management.
    Management,
}

/// Someone in the room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Identity.
    pub id: ParticipantId,
    /// Name or alias.
    pub name: String,
    /// Function in the company.
    #[serde(default)]
    pub function: String,
    /// Level.
    #[serde(default)]
    pub level: Level,
    /// Private: never on the projector, on phones or, unless asked for, in reports.
    #[serde(default)]
    pub private_note: String,
    /// Order in the list.
    #[serde(default)]
    pub position: u32,
}

/// A phase of the workshop; each is a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the phases are explained once, in the user guide")]
pub enum Phase {
    #[default]
    Charter,
    Map,
    Measure,
    Gaps,
    Causes,
    Improve,
    Plan,
    Report,
}

/// A line of the agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Identity.
    pub id: AgendaId,
    /// What is done.
    pub title: String,
    /// Phase it belongs to.
    #[serde(default)]
    pub phase: Phase,
    /// Planned length in minutes.
    #[serde(default)]
    pub minutes: u32,
    /// Done.
    #[serde(default)]
    pub done: bool,
    /// Order on the agenda.
    #[serde(default)]
    pub position: u32,
}

/// Where a note lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NoteState {
    /// Came in, not dealt with.
    #[default]
    Inbox,
    /// Placed at a step.
    Placed,
    /// On the parking lot.
    Parked,
}

/// A short text from the room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Identity.
    pub id: NoteId,
    /// The text.
    pub text: String,
    /// Alias of the author; empty for the facilitator.
    #[serde(default)]
    pub author: String,
    /// Phase it was written in.
    #[serde(default)]
    pub phase: Phase,
    /// Where it lies.
    #[serde(default)]
    pub state: NoteState,
    /// The step it was placed at.
    #[serde(default)]
    pub step: Option<StepId>,
    /// Order in its list.
    #[serde(default)]
    pub position: u32,
}
