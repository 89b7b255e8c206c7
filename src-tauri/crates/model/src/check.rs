//! The invariants of a workshop. After a change only the rows it touched, and what is joined to them, are
//! looked at; a workshop that is read is checked as a whole.
//!
//! Nothing is altered here. What holds for a kind is in its file in `rows`.

use std::collections::{BTreeMap, BTreeSet};

use crate::lists::List;
use crate::refusal::refuse;
use crate::rows::{Joins, Recheck, RowIds, RowRules};
use crate::{IdKind, LinkId, MapId, QuestionId, Refusal, Row, RowKey, StepId, Workshop, match_row};

/// What is wrong after the rows named were put or taken; each comes with its state before.
pub(crate) fn touched(workshop: &Workshop, old: &BTreeMap<RowKey, Option<Row>>) -> Vec<Refusal> {
    let mut out = Vec::new();
    let mut also = Recheck::default();
    let mut gone: BTreeSet<RowKey> = BTreeSet::new();
    for (key, before) in old {
        let after = workshop.row(*key);
        match &after {
            Some(row) => check_row(workshop, row, &mut out),
            None => {
                gone.insert(*key);
            }
        }
        recheck(*key, before.as_ref(), after.as_ref(), &mut also);
    }
    let links: BTreeSet<LinkId> = also
        .ends
        .iter()
        .flat_map(|end| workshop.index.touching(*end))
        .filter(|id| !old.contains_key(&RowKey::Link(*id)))
        .collect();
    let in_lanes = also.lanes.iter().flat_map(|id| workshop.index.in_lane(*id));
    let in_stages = also.stages.iter().flat_map(|id| workshop.index.in_stage(*id));
    let steps: BTreeSet<StepId> = in_lanes
        .chain(in_stages)
        .filter(|id| !old.contains_key(&RowKey::Step(*id)))
        .collect();
    for row in links.iter().filter_map(|id| workshop.links.get(id)) {
        check_joins(workshop, row, "link", &mut out);
    }
    for row in steps.iter().filter_map(|id| workshop.steps.get(id)) {
        check_joins(workshop, row, "step", &mut out);
    }
    if !gone.is_empty() {
        dangling(workshop, &gone, &mut out);
    }
    also.questions.retain(|_, ids| !ids.is_empty());
    if !also.questions.is_empty() {
        repeated_questions(workshop, Some(&also.questions), &mut out);
    }
    out
}

/// Everything that is wrong with a workshop.
pub(crate) fn whole(workshop: &Workshop) -> Vec<Refusal> {
    let mut out = Vec::new();
    let mut lists: BTreeSet<List> = BTreeSet::new();
    for row in workshop.rows() {
        check_row(workshop, &row, &mut out);
        lists.extend(List::of(&row));
    }
    repeated_questions(workshop, None, &mut out);
    for list in lists {
        let members = list.members(workshop);
        if let Some((at, (_, key))) = members
            .iter()
            .enumerate()
            .find(|(at, (number, _))| *number != *at as u32)
        {
            out.push(refuse(
                format!("{}.position", key.table()),
                format!("the list has a hole or a repeated place at {at}"),
            ));
        }
    }
    out
}

/// What is wrong with a row: its fields, what it names, and how it fits to that.
fn check_row(workshop: &Workshop, row: &Row, out: &mut Vec<Refusal>) {
    row.check_fields(out);
    match_row!(row, row_of_kind => check_joins(workshop, row_of_kind, row.key().kind(), out));
}

/// Whether what a row names is there, and whether the row fits to it.
fn check_joins<K: Joins<Workshop>>(workshop: &Workshop, row: &K, name: &str, out: &mut Vec<Refusal>) {
    row.each_id(&mut |at, id| {
        if at.role.must_be_there()
            && let Some(kind) = at.names
            && let Some(key) = RowKey::of(kind, id)
            && !workshop.has(key)
        {
            let field = format!("{name}.{}", at.path());
            out.push(refuse(field, format!("there is no such {}", kind.word())));
        }
    });
    row.check_joins(workshop, out);
}

macro_rules! by_kind {
    (
        []
        one { $($one:ident: $One:ident($OneType:ident), $($one_doc:literal),*;)* }
        many { $($kind:ident: $Kind:ident($Type:ident, $Id:ident), $table:ident, $($doc:literal),*;)* }
    ) => {
        /// Notes what else is to be checked after a row came, changed or went.
        fn recheck(key: RowKey, before: Option<&Row>, after: Option<&Row>, also: &mut Recheck) {
            match key {
                $(RowKey::$Kind(_) => {
                    fn inner(row: Option<&Row>) -> Option<&crate::$Type> {
                        if let Some(Row::$Kind(row)) = row { Some(row) } else { None }
                    }
                    crate::$Type::recheck(inner(before), inner(after), also);
                })*
                $(RowKey::$One => {
                    fn inner(row: Option<&Row>) -> Option<&crate::$OneType> {
                        if let Some(Row::$One(row)) = row { Some(row) } else { None }
                    }
                    crate::$OneType::recheck(inner(before), inner(after), also);
                })*
            }
        }

        /// References to rows that are gone, from rows that the change did not touch. Links are found by their ends.
        fn dangling(workshop: &Workshop, gone: &BTreeSet<RowKey>, out: &mut Vec<Refusal>) {
            let kinds: BTreeSet<IdKind> = gone.iter().filter_map(|key| key.id_kind()).collect();
            let concerned = |may_name: fn(IdKind) -> bool| kinds.iter().any(|kind| may_name(*kind));
            $(if concerned(<crate::$Type as RowIds>::may_name) {
                for row in workshop.$table.values() {
                    check_joins(workshop, row, stringify!($kind), out);
                }
            })*
        }
    };
}

crate::for_each_row_kind! { [by_kind] }

/// Questions that two steps of one map have. `only` limits the search to some ids.
fn repeated_questions(
    workshop: &Workshop,
    only: Option<&BTreeMap<MapId, BTreeSet<QuestionId>>>,
    out: &mut Vec<Refusal>,
) {
    let mut seen: BTreeSet<(MapId, QuestionId)> = BTreeSet::new();
    for step in workshop.steps.values().filter(|step| !step.questions.is_empty()) {
        for (number, question) in step.questions.iter().enumerate() {
            let asked =
                only.is_none_or(|ids| ids.get(&step.map).is_some_and(|ids| ids.contains(&question.id)));
            if asked && !seen.insert((step.map, question.id)) {
                out.push(refuse(
                    format!("step.questions.{number}.id"),
                    "another question of this map has this id",
                ));
            }
        }
    }
}
