//! The charter: who the workshop is for, what it is to solve, and how time and money are counted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, RowKind, RowRules, Scope};
use crate::{MapId, Side};

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

row_ids! {
    Charter {
        Plain: title, client, first_day, last_day, place, facilitator, language, currency, period, hours_per_day, days_per_period, deal_value, problem, good_lead, goals, scope_in, scope_out, rules;
    }
}

impl RowKind for Charter {
    const COUNTED: Counted = Counted {
        one: "charter",
        many: "charters",
    };
    const MANY_ON_A_MAP: bool = false;

    fn title(&self) -> Option<&str> {
        Some(&self.title)
    }

    fn map(&self) -> Option<MapId> {
        None
    }

    fn side(&self) -> Option<Side> {
        None
    }

    fn position(&self) -> Option<u32> {
        None
    }
}

impl RowRules for Charter {
    const FIXED: &'static [&'static str] = &[];

    fn called(&self) -> Called<'_> {
        Called::Words("the charter")
    }

    fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        self.title = title;
        Ok(())
    }

    fn scope(&self) -> Option<Scope> {
        None
    }

    fn set_position(&mut self, _: u32) {}

    fn check_fields(&self, check: &mut Fields<'_>) {
        for (field, text) in [
            ("title", &self.title),
            ("client", &self.client),
            ("place", &self.place),
            ("facilitator", &self.facilitator),
            ("language", &self.language),
            ("currency", &self.currency),
            ("period", &self.period),
            ("problem", &self.problem),
            ("good_lead", &self.good_lead),
        ] {
            check.text(field, text);
        }
        for (field, list) in [
            ("scope_in", &self.scope_in),
            ("scope_out", &self.scope_out),
            ("rules", &self.rules),
        ] {
            for (number, text) in list.iter().enumerate() {
                check.text(&format!("{field}.{number}"), text);
            }
        }
        check.amount("hours_per_day", self.hours_per_day);
        check.amount("days_per_period", self.days_per_period);
        if let Some(value) = self.deal_value {
            check.amount("deal_value", value);
        }
        for (number, goal) in self.goals.iter().enumerate() {
            check.text(&format!("goals.{number}.metric"), &goal.metric);
            check.text(&format!("goals.{number}.unit"), &goal.unit);
            for (field, value) in [("baseline", goal.baseline), ("target", goal.target)] {
                if let Some(value) = value {
                    check.finite(&format!("goals.{number}.{field}"), value);
                }
            }
        }
    }
}

impl<W> Joins<W> for Charter {}
