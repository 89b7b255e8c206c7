//! Rows one after the other: each is an event of a case, or a case.

use super::columns::Columns;
use super::oddities::{self, Oddities};
use crate::log::{CaseFacts, Event, EventLog, LogBuilder, NO_TIME, NONE, Outcome, Zone};
use crate::mapping::{Mapping, TableLayout, number, truth};
use crate::refused::Reason;
use crate::stamp::{DateOrder, Stamp, parse};
use crate::table::{Row, Table};
use crate::{RecordsError, discover};

/// A table on its way to a log.
pub(super) struct Reading<'a> {
    columns: Columns,
    mapping: &'a Mapping,
    order: DateOrder,
    zone: Zone,
    builder: LogBuilder,
    unreadable: u64,
    cases: u32,
    /// Of a history that says more than events: the time of the row from which a case has its facts, by case.
    latest: Vec<i64>,
}

/// Why a row cannot be used, and what stood there.
type Refusal = (Reason, String);

/// A moment in UTC and the offset that it was written with.
type Moment = (i64, i16);

fn cell<'a>(row: &Row<'a>, column: Option<usize>) -> &'a str {
    column.map_or("", |column| row.cell(column).trim())
}

impl<'a> Reading<'a> {
    /// Begins with an empty log.
    ///
    /// # Errors
    /// The mapping names a column or zone that is not there.
    pub fn new(mapping: &'a Mapping, table: &Table) -> Result<Self, RecordsError> {
        Ok(Self {
            columns: Columns::new(mapping, table)?,
            mapping,
            order: mapping.date.unwrap_or(DateOrder::YearMonthDay),
            zone: Zone::named(mapping.zone.as_deref().unwrap_or_default())?,
            builder: LogBuilder::default(),
            unreadable: 0,
            cases: 0,
            latest: Vec::new(),
        })
    }

    /// The log, and what is odd in it.
    pub fn finish(self, shape: TableLayout) -> (EventLog, Oddities) {
        let log = self.builder.finish();
        let oddities = Oddities {
            unreadable_numbers: self.unreadable,
            ..oddities::count(&log, &self.columns, shape)
        };
        (log, oddities)
    }

    /// A row that is one event.
    pub fn event(&mut self, row: &Row<'_>) -> Result<(), Refusal> {
        let case = cell(row, self.columns.case);
        let activity = cell(row, self.columns.activity);
        if case.is_empty() {
            return Err((Reason::NoCase, String::new()));
        }
        if activity.is_empty() {
            return Err((Reason::NoActivity, case.to_owned()));
        }
        let (time, offset) = self
            .moment(cell(row, self.columns.time))?
            .ok_or_else(|| (Reason::NoTime, case.to_owned()))?;
        let builder = &mut self.builder;
        let case = builder.case(case);
        let event = Event {
            activity: builder.activity(activity),
            time,
            offset,
            lifecycle: builder.lifecycle(cell(row, self.columns.lifecycle)),
            resource: builder.resource(cell(row, self.columns.resource)),
        };
        builder.push(case, event);
        if self.columns.say_facts() {
            self.facts_of_event(row, case, time);
        }
        Ok(())
    }

    /// What a row of a history says of its case: the latest row has the last word, wherever it is in the file. A date
    /// that cannot be read is no reason to do without the event.
    fn facts_of_event(&mut self, row: &Row<'_>, case: u32, time: i64) {
        let at = case as usize;
        if self.latest.len() <= at {
            self.latest.resize(at + 1, NO_TIME);
        }
        if time < self.latest[at] {
            return;
        }
        self.latest[at] = time;
        let created = self.moment(cell(row, self.columns.created)).unwrap_or(None);
        let closed = self.moment(cell(row, self.columns.closed)).unwrap_or(None);
        let facts = self.facts(row, created, closed, TableLayout::StageHistory);
        self.builder.facts(case, facts);
    }

    /// A row that is one case.
    pub fn case(&mut self, row: &Row<'_>, shape: TableLayout) -> Result<(), Refusal> {
        let name = cell(row, self.columns.case);
        if name.is_empty() {
            return Err((Reason::NoCase, String::new()));
        }
        let created = self.moment(cell(row, self.columns.created))?;
        let closed = self.moment(cell(row, self.columns.closed))?;
        let mut entered = Vec::new();
        if shape == TableLayout::Wide {
            for at in 0..self.columns.stages.len() {
                let (column, _) = self.columns.stages[at];
                if let Some(moment) = self.moment(cell(row, Some(column)))? {
                    entered.push((at, moment));
                }
            }
        }
        let case = self.builder.case(name);
        if case < self.cases {
            return Err((Reason::RepeatedCase, name.to_owned()));
        }
        self.cases = case + 1;
        let facts = self.facts(row, created, closed, shape);
        let resource = facts.owner;
        let push = |builder: &mut LogBuilder, activity: u32, (time, offset): Moment| {
            builder.push(
                case,
                Event {
                    activity,
                    time,
                    offset,
                    lifecycle: NONE,
                    resource,
                },
            );
        };
        for (at, moment) in entered {
            if self.columns.stages[at].1 == NONE {
                self.columns.stages[at].1 = self.builder.activity(&self.mapping.stage[at].name);
            }
            push(&mut self.builder, self.columns.stages[at].1, moment);
        }
        if shape == TableLayout::ClosedDeals {
            if let Some(moment) = created {
                let activity = self.builder.activity("Created");
                push(&mut self.builder, activity, moment);
            }
            // The date of a case that goes on is what somebody hopes for, not what happened.
            if let Some(moment) = closed.filter(|_| facts.outcome != Some(Outcome::Open)) {
                let stage = cell(row, self.columns.activity);
                let activity = self
                    .builder
                    .activity(if stage.is_empty() { "Closed" } else { stage });
                push(&mut self.builder, activity, moment);
            }
        }
        self.builder.facts(case, facts);
        Ok(())
    }

    fn facts(
        &mut self,
        row: &Row<'_>,
        created: Option<Moment>,
        closed: Option<Moment>,
        shape: TableLayout,
    ) -> CaseFacts {
        let decimal = self.mapping.decimal.unwrap_or_default();
        let mut unreadable = 0;
        let mut value = |column: Option<usize>| {
            let text = cell(row, column);
            let value = number(text, decimal);
            unreadable += u64::from(!text.is_empty() && value.is_none());
            value
        };
        let amount = value(self.columns.amount);
        let percent = cell(row, self.columns.probability).contains('%');
        let probability = value(self.columns.probability)
            .map(|chance| {
                if percent || chance > 1.0 {
                    chance / 100.0
                } else {
                    chance
                }
            })
            .filter(|chance| (0.0..=1.0).contains(chance));
        self.unreadable += unreadable;
        // In a history the activity is a stage that was entered, and whoever did that need not own the case.
        let (now, owner) = match shape {
            TableLayout::StageHistory => (self.columns.stage_now, None),
            TableLayout::Wide | TableLayout::ClosedDeals => (self.columns.activity, self.columns.resource),
        };
        let stage = cell(row, now);
        let flagged = self.columns.is_won.is_some() || self.columns.is_closed.is_some();
        let by_stage_only = now.is_some() || shape == TableLayout::StageHistory || !flagged;
        CaseFacts {
            created: created.map(|(time, _)| time),
            closed: closed.map(|(time, _)| time),
            amount,
            probability,
            outcome: self.outcome(row, stage, by_stage_only),
            stage: self.builder.stage(stage),
            owner: self.builder.resource(cell(row, owner)),
            account: !cell(row, self.columns.account).is_empty(),
        }
    }

    /// Whether a row belongs to the part that is asked for.
    pub fn is_meant(&self, row: &Row<'_>) -> bool {
        let values = &self.mapping.only.values;
        let of_part = |column: usize| values.iter().any(|value| value.trim() == row.cell(column).trim());
        values.is_empty() || self.columns.part.is_none_or(of_part)
    }

    /// What the flags say, else the stage that the case is in now. `None` where that should say it and is empty, or
    /// where no column says it: then the activities do.
    fn outcome(&self, row: &Row<'_>, stage: &str, by_stage_only: bool) -> Option<Outcome> {
        let mapping = self.mapping;
        let by_stage = if mapping.won.is_empty() && mapping.lost.is_empty() {
            discover::outcome_of(stage)
        } else if mapping.won.iter().any(|name| name == stage) {
            Some(Outcome::Won)
        } else if mapping.lost.iter().any(|name| name == stage) {
            Some(Outcome::Lost)
        } else {
            None
        };
        let won = truth(cell(row, self.columns.is_won));
        let closed = truth(cell(row, self.columns.is_closed));
        match (won, closed) {
            (Some(true), _) => Some(Outcome::Won),
            (_, Some(false)) => Some(Outcome::Open),
            (Some(false), Some(true)) => Some(Outcome::Lost),
            _ if stage.is_empty() && by_stage_only => None,
            _ => Some(by_stage.unwrap_or(Outcome::Open)),
        }
    }

    fn moment(&self, text: &str) -> Result<Option<Moment>, Refusal> {
        if text.is_empty() {
            return Ok(None);
        }
        let stamp: Option<Stamp> = parse(text, self.order);
        stamp
            .map(|stamp| Some(self.zone.utc(stamp)))
            .ok_or_else(|| (Reason::UnreadableTime, text.to_owned()))
    }
}
