//! Lists: every list of the workshop is numbered 0, 1, 2, … without holes.

use crate::rows::{RowRules, Scope};
use crate::{IdKind, Row, RowKey, RowKind, Workshop};

/// A list in which rows have a place: rows of a kind, all of them or a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct List {
    kind: IdKind,
    scope: Scope,
}

impl List {
    /// The list a row lies in.
    pub(crate) fn of(row: &Row) -> Option<Self> {
        Some(Self {
            kind: row.key().id_kind()?,
            scope: row.scope()?,
        })
    }

    /// Its rows in order, each with its number.
    pub(crate) fn members(self, workshop: &Workshop) -> Vec<(u32, RowKey)> {
        if let Scope::Cell(stage, lane) = self.scope {
            let cell = workshop.index.cell(stage, lane);
            return cell.map(|(at, id)| (at, RowKey::Step(id))).collect();
        }
        let mut members = members(workshop, self);
        members.sort_unstable();
        members
    }

    /// How many rows it has.
    pub(crate) fn len(self, workshop: &Workshop) -> u32 {
        if let Scope::Cell(stage, lane) = self.scope {
            return workshop.index.cell_len(stage, lane) as u32;
        }
        members(workshop, self).len() as u32
    }
}

macro_rules! members {
    (
        []
        one { $($one:tt)* }
        many { $($kind:ident: $Kind:ident($Type:ident, $Id:ident), $table:ident, $($doc:literal),*;)* }
    ) => {
        /// Rows of a list with their numbers, in the order of their ids.
        fn members(workshop: &Workshop, list: List) -> Vec<(u32, RowKey)> {
            match list.kind {
                $(IdKind::$Kind => workshop
                    .$table
                    .values()
                    .filter(|row| row.scope() == Some(list.scope))
                    .map(|row| (row.position().unwrap_or_default(), RowKey::$Kind(row.id)))
                    .collect(),)*
                IdKind::Question | IdKind::Criterion => Vec::new(),
            }
        }
    };
}

crate::for_each_row_kind! { [members] }
