//! Making a sound workshop of rows some of which are missing: what a row names is put in its place where it
//! can be told what it was, else the name is dropped, and only then the row.
//!
//! What a row names, and whether it can do without, is said by the role of the id; no kind of row is named here.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{IdKind, IdRole, Row, RowKey, Workshop};
use uuid::Uuid;

use super::lost::Lost;

/// What stands where a lane, stage, map or outcome was lost.
const STAND_IN: &str = "Recovered";

/// How often rows are tried together; damage that needs more is not worth the wait.
const TRIES: usize = 2_000;

type Rows = BTreeMap<RowKey, Row>;

/// The workshop these rows make up, and its rows. What was lost is added to a list.
pub(super) fn mend(rows: impl Iterator<Item = Row>, lost: &mut Vec<Lost>) -> (Workshop, Vec<Row>) {
    let mut rows: Rows = rows.map(|row| (row.key(), row)).collect();
    stand_ins(&mut rows, lost);
    drop_lost(&mut rows, lost);
    let rows: Vec<Row> = rows.into_values().collect();
    let workshop = Workshop::from_rows(rows.clone()).unwrap_or_else(|_| fitting(rows, lost));
    let rows = workshop.rows().collect();
    (workshop, rows)
}

/// Whether a row cannot be without what it names in this role.
fn is_needed(role: IdRole) -> bool {
    match role {
        IdRole::BelongsTo | IdRole::StandsIn | IdRole::EndsAt => true,
        IdRole::Own | IdRole::Names | IdRole::Remembers | IdRole::Origin => false,
    }
}

/// The rows that a row names in some roles.
fn named(row: &Row, in_role: impl Fn(IdRole) -> bool) -> Vec<RowKey> {
    let mut keys = Vec::new();
    row.each_id(&mut |at, id| {
        if in_role(at.role) {
            keys.extend(at.names.and_then(|kind| RowKey::of(kind, id)));
        }
    });
    keys
}

/// Puts rows in place of lost ones that other rows cannot do without, where something sensible can stand there.
fn stand_ins(rows: &mut Rows, lost: &mut Vec<Lost>) {
    let mut new = Rows::new();
    for row in rows.values() {
        for key in named(row, is_needed) {
            if let Some(map) = row.map()
                && !rows.contains_key(&key)
                && let Some(stand_in) = Row::stand_in(key, map, row.side(), STAND_IN)
            {
                new.insert(key, stand_in);
            }
        }
    }
    for key in new.keys() {
        lost.push(Lost::Replaced {
            table: key.table(),
            stand_in: STAND_IN,
        });
    }
    rows.append(&mut new);
}

/// Drops the names of lost rows, and rows that cannot do without what they lost.
fn drop_lost(rows: &mut Rows, lost: &mut Vec<Lost>) {
    let mut names = 0;
    let mut dropped: BTreeMap<&'static str, usize> = BTreeMap::new();
    loop {
        names += drop_names(rows);
        let there: BTreeSet<RowKey> = rows.keys().copied().collect();
        let before = rows.len();
        rows.retain(|key, row| {
            let whole = named(row, is_needed).iter().all(|named| there.contains(named));
            if !whole {
                *dropped.entry(key.table()).or_default() += 1;
            }
            whole
        });
        if rows.len() == before {
            break;
        }
    }
    if names > 0 {
        lost.push(Lost::References(names));
    }
    for (table, count) in dropped {
        lost.push(if table == "links" {
            Lost::Links(count)
        } else {
            Lost::Dropped { table, count }
        });
    }
}

/// Drops the names of rows, and of parts of rows, that are not there; says how many they were.
fn drop_names(rows: &mut Rows) -> usize {
    let there: BTreeSet<RowKey> = rows.keys().copied().collect();
    let mut parts: BTreeSet<(IdKind, Uuid)> = BTreeSet::new();
    for row in rows.values() {
        row.each_id(&mut |at, id| {
            if at.role == IdRole::Own {
                parts.extend(at.names.map(|kind| (kind, id)));
            }
        });
    }
    let mut names = 0;
    for row in rows.values_mut() {
        let before = names;
        row.change_ids(&mut |at, id| {
            let Some(kind) = at.names.filter(|_| at.role == IdRole::Names) else {
                return true;
            };
            let found = match RowKey::of(kind, *id) {
                Some(key) => there.contains(&key),
                None => parts.contains(&(kind, *id)),
            };
            names += usize::from(!found);
            found
        });
        if names > before {
            row.forgot();
        }
    }
    names
}

/// The largest part of the rows that is found to fit together, tried in ever smaller parts.
fn fitting(rows: Vec<Row>, lost: &mut Vec<Lost>) -> Workshop {
    let rows = named_first(rows, lost);
    let mut good = Vec::with_capacity(rows.len());
    let mut bad: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut parts = vec![rows];
    let mut tries = 0;
    while let Some(mut part) = parts.pop() {
        tries += 1;
        let all: Vec<Row> = good.iter().chain(&part).cloned().collect();
        if Workshop::from_rows(all).is_ok() {
            good.append(&mut part);
        } else if part.len() > 1 && tries < TRIES {
            let rest = part.split_off(part.len() / 2);
            parts.push(rest);
            parts.push(part);
        } else {
            for row in part {
                *bad.entry(row.key().table()).or_default() += 1;
            }
        }
    }
    for (table, count) in bad {
        lost.push(Lost::Unfit { table, count });
    }
    Workshop::from_rows(good).unwrap_or_default()
}

/// The rows in an order in which each stands behind those that it names. Names that lead in a circle are dropped.
fn named_first(rows: Vec<Row>, lost: &mut Vec<Lost>) -> Vec<Row> {
    let mut placed: BTreeSet<RowKey> = BTreeSet::new();
    let mut order = Vec::with_capacity(rows.len());
    let mut left = rows;
    while !left.is_empty() {
        let (ready, mut rest): (Vec<Row>, Vec<Row>) = left.into_iter().partition(|row| {
            named(row, IdRole::must_be_there)
                .iter()
                .all(|key| placed.contains(key))
        });
        if ready.is_empty() {
            let mut dropped = 0;
            for row in &mut rest {
                row.change_ids(&mut |at, id| {
                    let key = at.names.and_then(|kind| RowKey::of(kind, *id));
                    let keep = at.role != IdRole::Names || key.is_none_or(|key| placed.contains(&key));
                    dropped += usize::from(!keep);
                    keep
                });
            }
            if dropped == 0 {
                order.append(&mut rest);
                break;
            }
            lost.push(Lost::Circular(dropped));
        }
        placed.extend(ready.iter().map(Row::key));
        order.extend(ready);
        left = rest;
    }
    order
}
