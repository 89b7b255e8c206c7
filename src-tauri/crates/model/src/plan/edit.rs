//! The journal of one change: rows are altered in place and their old states kept, so that a refusal takes
//! everything back and a success knows its inverse.
//!
//! It must hold no rule about what may be joined with what; that is `check` and the kinds.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::lists::List;
use crate::rows::{Holds, TableKind};
use crate::{
    End, IdSource, Lane, LaneId, Link, LinkId, Map, MapId, Refusal, Row, RowKey, Stage, StageId, Step,
    StepId, Workshop,
};

/// A change under way.
pub(crate) struct Edit<'a> {
    /// The workshop, altered as the change goes on.
    pub(crate) workshop: &'a mut Workshop,
    ids: &'a mut dyn IdSource,
    /// State of each touched row before the change; `None` when it was not there.
    old: BTreeMap<RowKey, Option<Row>>,
    /// Lists that lost a row or got one at no certain place.
    dirty: BTreeSet<List>,
    /// What could not be kept, in sentences.
    pub(crate) conflicts: Vec<String>,
    /// An id was drawn that the change itself has no field for.
    pub(crate) drew: bool,
}

impl<'a> Edit<'a> {
    pub(crate) fn new(workshop: &'a mut Workshop, ids: &'a mut dyn IdSource) -> Self {
        Self {
            workshop,
            ids,
            old: BTreeMap::new(),
            dirty: BTreeSet::new(),
            conflicts: Vec::new(),
            drew: false,
        }
    }

    /// Fills a nil id that the change carries.
    pub(crate) fn fill(&mut self, id: &mut Uuid) {
        if id.is_nil() {
            *id = self.ids.next();
        }
    }

    /// A new id that the change has no field for; it is then recorded by its rows.
    pub(crate) fn draw(&mut self) -> Uuid {
        self.drew = true;
        self.ids.next()
    }

    /// Gives a row its new state.
    pub(crate) fn put(&mut self, row: impl Into<Row>) {
        let row = row.into();
        let key = row.key();
        let before = self.workshop.row(key);
        if before.as_ref() == Some(&row) {
            return;
        }
        if let Some(left) = before.as_ref().and_then(List::of)
            && List::of(&row) != Some(left)
        {
            self.dirty.insert(left);
        }
        self.old.entry(key).or_insert(before);
        self.workshop.put(row);
    }

    /// Takes a row away.
    pub(crate) fn take(&mut self, key: RowKey) {
        let before = self.workshop.row(key);
        if let Some(left) = before.as_ref().and_then(List::of) {
            self.dirty.insert(left);
        }
        if before.is_some() {
            self.old.entry(key).or_insert(before);
            self.workshop.take(key);
        }
    }

    /// Has a list numbered afresh when the change is through.
    pub(crate) fn disturb(&mut self, list: List) {
        self.dirty.insert(list);
    }

    /// Lists disturbed since the last call.
    pub(crate) fn take_dirty(&mut self) -> BTreeSet<List> {
        std::mem::take(&mut self.dirty)
    }

    /// The rows touched so far with their states before the change.
    pub(crate) fn touched(&self) -> &BTreeMap<RowKey, Option<Row>> {
        &self.old
    }

    /// Rows that really changed: new states, keys of rows gone, old states, keys of rows that are new.
    pub(crate) fn differences(&self) -> Differences {
        let mut out = Differences::default();
        for (key, before) in &self.old {
            let after = self.workshop.row(*key);
            if after == *before {
                continue;
            }
            match after {
                Some(row) => out.put.push(row),
                None => out.deleted.push(*key),
            }
            match before {
                Some(row) => out.restore.push(row.clone()),
                None => out.fresh.push(*key),
            }
        }
        out
    }

    /// Brings every touched row back to its state before the change.
    pub(crate) fn roll_back(self) {
        for (key, before) in self.old {
            match before {
                Some(row) => self.workshop.put(row),
                None => self.workshop.take(key),
            }
        }
    }

    /// A row of a kind, or the refusal that names the field.
    fn held<K: TableKind>(&self, id: K::Id, field: &str) -> Result<&K, Refusal>
    where
        Workshop: Holds<K>,
        RowKey: From<K::Id>,
    {
        let table: &BTreeMap<K::Id, K> = self.workshop.table();
        table.get(&id).ok_or_else(|| RowKey::from(id).missing(field))
    }

    /// A map, or the refusal that names the field.
    pub(crate) fn map(&self, id: MapId, field: &str) -> Result<&Map, Refusal> {
        self.held(id, field)
    }

    /// A lane, or the refusal that names the field.
    pub(crate) fn lane(&self, id: LaneId, field: &str) -> Result<&Lane, Refusal> {
        self.held(id, field)
    }

    /// A stage, or the refusal that names the field.
    pub(crate) fn stage(&self, id: StageId, field: &str) -> Result<&Stage, Refusal> {
        self.held(id, field)
    }

    /// A step, or the refusal that names the field.
    pub(crate) fn step(&self, id: StepId, field: &str) -> Result<&Step, Refusal> {
        self.held(id, field)
    }

    /// A link, or the refusal that names the field.
    pub(crate) fn link(&self, id: LinkId, field: &str) -> Result<&Link, Refusal> {
        self.held(id, field)
    }

    /// Any row, or the refusal that names the field.
    pub(crate) fn row(&self, key: RowKey, field: &str) -> Result<Row, Refusal> {
        self.workshop.row(key).ok_or_else(|| key.missing(field))
    }

    /// Copies of the links at an end.
    pub(crate) fn links_at(&self, end: End) -> Vec<Link> {
        self.workshop.links_at(end).cloned().collect()
    }
}

/// What a change did, row by row.
#[derive(Default)]
pub(crate) struct Differences {
    pub(crate) put: Vec<Row>,
    pub(crate) deleted: Vec<RowKey>,
    pub(crate) restore: Vec<Row>,
    pub(crate) fresh: Vec<RowKey>,
}
