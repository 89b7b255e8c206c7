//! Completes a mapping: shape and roles, from the names and kinds of the columns. What a mapping says stays as it is.

use std::ops::ControlFlow;

use twinlane_model::Watch;

use super::profile::Profile;
use super::roles::{self, Role};
use crate::RecordsError;
use crate::log::Names;
use crate::mapping::{Mapping, StageColumn, TableLayout};
use crate::table::Table;

/// No column has a role: nothing was found, or the mapping says that none has it.
pub(super) fn open(role: Option<&String>) -> bool {
    role.is_none_or(String::is_empty)
}

/// Every column that a mapping names.
pub(super) fn named(mapping: &Mapping) -> impl Iterator<Item = &String> {
    [
        &mapping.case,
        &mapping.activity,
        &mapping.time,
        &mapping.resource,
        &mapping.lifecycle,
        &mapping.stage_now,
        &mapping.created,
        &mapping.closed,
        &mapping.amount,
        &mapping.probability,
        &mapping.account,
        &mapping.is_closed,
        &mapping.is_won,
    ]
    .into_iter()
    .flatten()
    .filter(|name| !name.is_empty())
    .chain(mapping.stage.iter().map(|stage| &stage.column))
}

/// The columns that hold the dates of a shape.
pub(super) fn date_columns(mapping: &Mapping) -> impl Iterator<Item = &String> {
    let history = mapping.shape == Some(TableLayout::StageHistory);
    let wide = mapping.shape == Some(TableLayout::Wide);
    mapping
        .time
        .iter()
        .filter(move |_| history)
        .chain(mapping.created.iter())
        .chain(mapping.closed.iter())
        .chain(
            mapping
                .stage
                .iter()
                .map(|stage| &stage.column)
                .filter(move |_| wide),
        )
}

/// Fills in what a mapping leaves open.
///
/// # Errors
/// The table cannot be read; nobody wants the mapping any more.
pub(super) fn complete(
    mapping: &mut Mapping,
    columns: &[Profile],
    table: &Table,
    watch: &dyn Watch,
) -> Result<(), RecordsError> {
    let stages: Vec<StageColumn> = if mapping.stage.is_empty() {
        roles::stage_columns(columns)
    } else {
        mapping.stage.clone()
    };
    if mapping.shape.is_none() {
        let given = |column: &Option<String>, role: Role| {
            column.as_ref().map_or_else(
                || roles::find(columns, role, &[]).is_some(),
                |name| !name.is_empty(),
            )
        };
        mapping.shape = if stages.len() >= 2 && open(mapping.time.as_ref()) {
            Some(TableLayout::Wide)
        } else if given(&mapping.case, Role::Case)
            && given(&mapping.activity, Role::Activity)
            && given(&mapping.time, Role::Time)
        {
            Some(TableLayout::StageHistory)
        } else if given(&mapping.case, Role::Case)
            && (given(&mapping.created, Role::Created) || given(&mapping.closed, Role::Closed))
        {
            Some(TableLayout::ClosedDeals)
        } else {
            None
        };
    }
    let keep = |given: &mut Option<String>, role: Role| {
        if given.is_none() {
            *given = roles::find(columns, role, &[]).map(|column| column.name.clone());
        }
    };
    keep(&mut mapping.case, Role::Case);
    keep(&mut mapping.resource, Role::Resource);
    match mapping.shape {
        Some(TableLayout::StageHistory) => {
            keep(&mut mapping.activity, Role::Activity);
            keep(&mut mapping.time, Role::Time);
            keep(&mut mapping.lifecycle, Role::Lifecycle);
            facts_of_history(mapping, columns, table, watch)?;
        }
        Some(shape) => {
            keep(&mut mapping.activity, Role::Stage);
            keep(&mut mapping.created, Role::Created);
            keep(&mut mapping.closed, Role::Closed);
            keep(&mut mapping.amount, Role::Amount);
            keep(&mut mapping.probability, Role::Probability);
            keep(&mut mapping.account, Role::Account);
            keep(&mut mapping.is_closed, Role::IsClosed);
            keep(&mut mapping.is_won, Role::IsWon);
            if shape == TableLayout::Wide {
                mapping.stage = stages;
            }
        }
        None => {}
    }
    Ok(())
}

/// What the rows of a history say of their case beside its events, as a table of deals joined to their history does.
/// Dates and the stage now count as said of a case only where all its rows say the same: else they are the event's.
/// Amount and account alone do not make a case a deal.
fn facts_of_history(
    mapping: &mut Mapping,
    columns: &[Profile],
    table: &Table,
    watch: &dyn Watch,
) -> Result<(), RecordsError> {
    let given: Vec<String> = named(mapping).cloned().collect();
    let mut taken: Vec<&str> = given.iter().map(String::as_str).collect();
    let mut found = |own: &Option<String>, role: Role| {
        if own.is_some() {
            return None;
        }
        let name = roles::find(columns, role, &taken)?.name.as_str();
        taken.push(name);
        Some(name)
    };
    let created = found(&mapping.created, Role::Created);
    let closed = found(&mapping.closed, Role::Closed);
    let now = found(&mapping.stage_now, Role::StageNow);
    let is_closed = found(&mapping.is_closed, Role::IsClosed);
    let is_won = found(&mapping.is_won, Role::IsWon);
    let amount = found(&mapping.amount, Role::Amount);
    let probability = found(&mapping.probability, Role::Probability);
    let account = found(&mapping.account, Role::Account);
    let of_case: Vec<&str> = [created, closed, now].into_iter().flatten().collect();
    let steady = match &mapping.case {
        Some(case) if !of_case.is_empty() => steady(table, case, &of_case, watch)?,
        _ => Vec::new(),
    };
    let fill = |own: &mut Option<String>, found: Option<&str>| {
        if let Some(name) = found {
            *own = Some(name.to_owned());
        }
    };
    fill(&mut mapping.created, created.filter(|name| steady.contains(name)));
    fill(&mut mapping.closed, closed.filter(|name| steady.contains(name)));
    fill(&mut mapping.stage_now, now.filter(|name| steady.contains(name)));
    fill(&mut mapping.is_closed, is_closed);
    fill(&mut mapping.is_won, is_won);
    let deals = [
        &mapping.created,
        &mapping.closed,
        &mapping.stage_now,
        &mapping.is_closed,
        &mapping.is_won,
    ];
    if deals.into_iter().any(|role| !open(role.as_ref())) {
        fill(&mut mapping.amount, amount);
        fill(&mut mapping.probability, probability);
        fill(&mut mapping.account, account);
    }
    Ok(())
}

/// Those of some columns that say the same in all rows of a case. Memory: their values, once a case.
fn steady<'a>(
    table: &Table,
    case: &str,
    columns: &[&'a str],
    watch: &dyn Watch,
) -> Result<Vec<&'a str>, RecordsError> {
    let place = |name: &str| table.columns().iter().position(|column| column == name);
    let Some(case) = place(case) else {
        return Ok(Vec::new());
    };
    let mut left: Vec<(&str, usize, Names, Vec<u32>)> = columns
        .iter()
        .filter_map(|name| Some((*name, place(name)?, Names::default(), Vec::new())))
        .collect();
    let mut cases = Names::default();
    table.rows(watch, &mut |row| {
        let id = cases.intern(row.cell(case).trim()) as usize;
        left.retain_mut(|(_, column, values, of_case)| {
            let value = values.intern(row.cell(*column).trim());
            if id == of_case.len() {
                of_case.push(value);
            }
            of_case[id] == value
        });
        Ok(if left.is_empty() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        })
    })?;
    Ok(left.into_iter().map(|(name, ..)| name).collect())
}
