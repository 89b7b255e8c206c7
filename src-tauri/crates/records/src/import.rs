//! A table with its mapping becomes an event log. What cannot be used is refused with its line; what is odd is kept and
//! counted, never repaired.

use std::ops::ControlFlow;

use twinlane_model::Watch;

use crate::detect::Proposal;
use crate::log::{CaseFacts, Event, EventLog, LogBuilder, NONE, Outcome, Zone};
use crate::mapping::{Mapping, Shape, number, truth};
use crate::refused::{Reason, Refused};
use crate::stamp::{DateOrder, Stamp, parse};
use crate::table::{Row, Table};
use crate::{RecordsError, discover};

/// What an import made of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The log.
    pub log: EventLog,
    /// Rows that could not be used.
    pub refused: Refused,
    /// Rows that were used.
    pub used: u64,
    /// What is odd, and kept as it is.
    pub oddities: Oddities,
}

/// What is odd in records, in cases or rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Cases that entered a stage before they were created.
    pub before_created: u64,
    /// Cases whose stages have dates in another order than the process.
    pub out_of_order: u64,
    /// Cases without an account, where the records have such a column.
    pub without_account: u64,
    /// Cases without a date of creation, where the records have such a column.
    pub without_created: u64,
    /// Cases without an amount, or with none above 0, where the records have such a column.
    pub without_amount: u64,
    /// Values of amounts and chances that are no numbers.
    pub unreadable_numbers: u64,
}

/// Reads a table with the mapping that was proposed for it.
///
/// # Errors
/// The table cannot be read; the mapping names a column or zone that is not there; nobody wants the log any more.
pub fn import(proposal: &Proposal, watch: &dyn Watch) -> Result<Imported, RecordsError> {
    let mapping = &proposal.mapping;
    let mut reader = Reading {
        columns: Columns::new(mapping, &proposal.table)?,
        mapping,
        order: mapping.date.unwrap_or(DateOrder::YearMonthDay),
        zone: Zone::named(mapping.zone.as_deref().unwrap_or_default())?,
        builder: LogBuilder::default(),
        refused: Refused::default(),
        oddities: Oddities::default(),
        used: 0,
        cases: 0,
    };
    let shape = mapping.shape.unwrap_or(Shape::StageHistory);
    proposal.table.rows(watch, &mut |row| {
        let outcome = match shape {
            Shape::StageHistory => reader.event(row),
            Shape::Wide | Shape::ClosedDeals => reader.case(row, shape),
        };
        match outcome {
            Ok(()) => reader.used += 1,
            Err((reason, value)) => reader.refused.add(row.line, reason, &value),
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(Imported {
        log: reader.builder.finish(),
        refused: reader.refused,
        used: reader.used,
        oddities: reader.oddities,
    })
}

/// Where the roles of a mapping are in a row.
struct Columns {
    case: Option<usize>,
    activity: Option<usize>,
    time: Option<usize>,
    resource: Option<usize>,
    lifecycle: Option<usize>,
    created: Option<usize>,
    closed: Option<usize>,
    amount: Option<usize>,
    probability: Option<usize>,
    account: Option<usize>,
    is_closed: Option<usize>,
    is_won: Option<usize>,
    stages: Vec<(usize, u32)>,
}

impl Columns {
    fn new(mapping: &Mapping, table: &Table) -> Result<Self, RecordsError> {
        let find = |name: &str| {
            table
                .columns()
                .iter()
                .position(|column| column == name)
                .ok_or_else(|| RecordsError::NoSuchColumn {
                    wanted: name.to_owned(),
                    known: table.columns().to_vec(),
                })
        };
        let role = |name: &Option<String>| {
            let named = name.as_deref().filter(|name| !name.is_empty());
            named.map(find).transpose()
        };
        Ok(Self {
            case: role(&mapping.case)?,
            activity: role(&mapping.activity)?,
            time: role(&mapping.time)?,
            resource: role(&mapping.resource)?,
            lifecycle: role(&mapping.lifecycle)?,
            created: role(&mapping.created)?,
            closed: role(&mapping.closed)?,
            amount: role(&mapping.amount)?,
            probability: role(&mapping.probability)?,
            account: role(&mapping.account)?,
            is_closed: role(&mapping.is_closed)?,
            is_won: role(&mapping.is_won)?,
            stages: mapping
                .stage
                .iter()
                .map(|stage| Ok((find(&stage.column)?, NONE)))
                .collect::<Result<_, RecordsError>>()?,
        })
    }
}

struct Reading<'a> {
    columns: Columns,
    mapping: &'a Mapping,
    order: DateOrder,
    zone: Zone,
    builder: LogBuilder,
    refused: Refused,
    oddities: Oddities,
    used: u64,
    cases: u32,
}

type Refusal = (Reason, String);

fn cell<'a>(row: &Row<'a>, column: Option<usize>) -> &'a str {
    column.map_or("", |column| row.cell(column).trim())
}

impl Reading<'_> {
    /// A row that is one event.
    fn event(&mut self, row: &Row<'_>) -> Result<(), Refusal> {
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
        Ok(())
    }

    /// A row that is one case.
    fn case(&mut self, row: &Row<'_>, shape: Shape) -> Result<(), Refusal> {
        let name = cell(row, self.columns.case);
        if name.is_empty() {
            return Err((Reason::NoCase, String::new()));
        }
        let created = self.moment(cell(row, self.columns.created))?;
        let closed = self.moment(cell(row, self.columns.closed))?;
        let mut entered = Vec::new();
        if shape == Shape::Wide {
            for at in 0..self.columns.stages.len() {
                let (column, _) = self.columns.stages[at];
                if let Some((time, offset)) = self.moment(cell(row, Some(column)))? {
                    entered.push((at, time, offset));
                }
            }
        }
        let case = self.builder.case(name);
        if case < self.cases {
            return Err((Reason::RepeatedCase, name.to_owned()));
        }
        self.cases = case + 1;
        let facts = self.facts(row, created, closed);
        let resource = facts.owner;
        let oddities = &mut self.oddities;
        oddities.without_account += u64::from(self.columns.account.is_some() && !facts.account);
        oddities.without_created += u64::from(self.columns.created.is_some() && created.is_none());
        oddities.without_amount +=
            u64::from(self.columns.amount.is_some() && facts.amount.is_none_or(|amount| amount <= 0.0));
        oddities.out_of_order += u64::from(!entered.is_sorted_by_key(|(_, time, _)| *time));
        oddities.before_created +=
            u64::from(created.is_some_and(|(created, _)| entered.iter().any(|(_, time, _)| *time < created)));
        let push = |builder: &mut LogBuilder, activity: u32, (time, offset): (i64, i16)| {
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
        for (at, time, offset) in entered {
            if self.columns.stages[at].1 == NONE {
                self.columns.stages[at].1 = self.builder.activity(&self.mapping.stage[at].name);
            }
            push(&mut self.builder, self.columns.stages[at].1, (time, offset));
        }
        if shape == Shape::ClosedDeals {
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

    fn facts(&mut self, row: &Row<'_>, created: Option<(i64, i16)>, closed: Option<(i64, i16)>) -> CaseFacts {
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
        self.oddities.unreadable_numbers += unreadable;
        let stage = cell(row, self.columns.activity);
        CaseFacts {
            created: created.map(|(time, _)| time),
            closed: closed.map(|(time, _)| time),
            amount,
            probability,
            outcome: self.outcome(row, stage),
            stage: self.builder.stage(stage),
            owner: self.builder.resource(cell(row, self.columns.resource)),
            account: !cell(row, self.columns.account).is_empty(),
        }
    }

    /// What the flags say, else the stage.
    fn outcome(&self, row: &Row<'_>, stage: &str) -> Option<Outcome> {
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
            _ if stage.is_empty() && self.columns.activity.is_some() => None,
            _ => Some(by_stage.unwrap_or(Outcome::Open)),
        }
    }

    fn moment(&self, text: &str) -> Result<Option<(i64, i16)>, Refusal> {
        if text.is_empty() {
            return Ok(None);
        }
        let stamp: Option<Stamp> = parse(text, self.order);
        stamp
            .map(|stamp| Some(self.zone.utc(stamp)))
            .ok_or_else(|| (Reason::UnreadableTime, text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::propose;
    use crate::{Limits, Source};

    /// Traces by case, and refusals by line.
    fn check(text: &str, mapping: &str, wanted: &str) -> Imported {
        let source = Source::memory("table.csv", text.as_bytes().to_vec());
        let mapping = Mapping::from_toml(mapping).expect("a mapping");
        let proposal = propose(&source, &mapping, &Limits::default(), &()).expect("a proposal");
        let imported = import(&proposal, &()).expect("an import");
        let log = &imported.log;
        let traces = (0..log.case_count()).map(|case| {
            let names: Vec<&str> = log
                .trace(case)
                .iter()
                .map(|id| log.activities.name(*id))
                .collect();
            format!("{}: {}", log.cases.name(case as u32), names.join(" "))
        });
        let refused = imported.refused.rows();
        let refused = refused
            .iter()
            .map(|row| format!("{}: {:?} {}", row.line, row.reason, row.value));
        let said: Vec<String> = traces.chain(refused).collect();
        assert_eq!(said.join("\n"), wanted, "{text}");
        imported
    }

    #[test]
    fn stage_histories_become_events_and_bad_rows_are_listed() {
        check(
            "case,activity,timestamp,resource\n1,a,2020-01-02,x\n\n1,b,2020-01-01,y\n,c,2020-01-01,\n\
             2,,2020-01-01,\n2,c,,\n2,c,soon,\n2,c,2020-02-30,\n2,d,2020-01-01T10:00+02:00,\n",
            "",
            "1: b a\n2: d\n5: NoCase \n6: NoActivity 2\n7: NoTime 2\n8: UnreadableTime soon\n\
             9: UnreadableTime 2020-02-30",
        );
    }

    #[test]
    fn wide_tables_give_an_event_for_each_date() {
        let imported = check(
            "deal_id,createdate,closedate,amount,hs_is_closed,hs_is_closed_won,hs_date_entered_demo,hs_date_entered_won\n\
             1,2020-01-01,2020-03-01,\"1,000\",true,true,2020-02-01,2020-03-01\n\
             2,2020-01-05,,0,false,false,2020-01-01,\n\
             3,2020-01-01,2020-03-01,x,true,false,2020-03-02,2020-03-01\n\
             1,2020-01-01,,,,,,\n",
            "",
            "1: demo won\n2: demo\n3: won demo\n5: RepeatedCase 1",
        );
        let outcomes: Vec<_> = imported.log.facts.iter().map(|facts| facts.outcome).collect();
        assert_eq!(
            outcomes,
            [Some(Outcome::Won), Some(Outcome::Open), Some(Outcome::Lost)]
        );
        assert_eq!(
            imported.oddities,
            Oddities {
                before_created: 1,
                out_of_order: 1,
                without_amount: 2,
                unreadable_numbers: 1,
                ..Oddities::default()
            },
            "kept and counted"
        );
    }

    #[test]
    fn closed_deals_give_two_events() {
        let imported = check(
            "opportunity_id,deal_stage,engage_date,close_date,close_value\nA,Won,2020-01-01,2020-02-01,10\n\
             B,Lost,2020-01-01,2020-02-01,0\nC,Engaging,2020-01-01,,\nD,Prospecting,,,\n",
            "",
            "A: Created Won\nB: Created Lost\nC: Created\nD: ",
        );
        assert_eq!(imported.oddities.without_created, 1);
        let stages: Vec<&str> = imported.log.stages.iter().collect();
        assert_eq!(stages, ["Won", "Lost", "Engaging", "Prospecting"]);
    }

    #[test]
    fn the_mapping_has_the_last_word() {
        let imported = check(
            "id;what;when\n1;x;01/02/03\n",
            "case = \"id\"\nactivity = \"what\"\ntime = \"when\"\ndate = \"month-day-year\"\nzone = \"America/New_York\"\n",
            "1: x",
        );
        let (first, _) = imported.log.period().expect("there is an event");
        let shown = jiff::Timestamp::from_millisecond(first)
            .expect("in range")
            .to_string();
        assert_eq!(shown, "2003-01-02T05:00:00Z", "midnight in New York");
    }
}
