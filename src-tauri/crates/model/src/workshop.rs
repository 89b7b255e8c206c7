//! The workshop in memory: its rows by id. One workshop is one file.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::Index;
use crate::rows::{Holds, LinksAt, RowIds};
use crate::{End, IdKind, IdRole, ImportedLog, LaneId, Link, Map, Row, RowKey, StageId, Step};

macro_rules! workshop {
    (
        []
        one { $($one:ident: $One:ident($OneType:ident), $one_doc:literal, $one_about:literal;)* }
        many { $($kind:ident: $Kind:ident($Type:ident, $Id:ident), $table:ident, $doc:literal, $id_doc:literal, $about:literal;)* }
    ) => {
        /// Everything a workshop holds. Fields are readable; only changes write them.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Workshop {
            $(pub(crate) $one: crate::$OneType,)*
            $(pub(crate) $table: BTreeMap<crate::$Id, crate::$Type>,)*
            /// Follows from the rows; see [`Index`].
            pub(crate) index: Index,
        }

        impl Workshop {
            $(#[doc = $one_about]
            pub fn $one(&self) -> &crate::$OneType {
                &self.$one
            })*

            $(#[doc = concat!($about, " By id.")]
            pub fn $table(&self) -> &BTreeMap<crate::$Id, crate::$Type> {
                &self.$table
            })*

            /// The present state of a row.
            pub fn row(&self, key: RowKey) -> Option<Row> {
                match key {
                    $(RowKey::$Kind(id) => self.$table.get(&id).cloned().map(Row::$Kind),)*
                    $(RowKey::$One => Some(Row::$One(self.$one.clone())),)*
                }
            }

            /// Whether a row is there; charter and settings always are.
            pub fn has(&self, key: RowKey) -> bool {
                match key {
                    $(RowKey::$Kind(id) => self.$table.contains_key(&id),)*
                    $(RowKey::$One => true,)*
                }
            }

            /// Every row: charter and settings first, then table by table in the order of ids.
            pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
                [$(Row::$One(self.$one.clone())),*]
                    .into_iter()
                    $(.chain(self.$table.values().cloned().map(Row::$Kind)))*
            }

            /// Puts a row in place without checks. For the changes of this crate and for reading a file.
            pub(crate) fn put(&mut self, row: Row) {
                self.unindex(row.key());
                self.index.add(&row);
                match row {
                    $(Row::$Kind(row) => { self.$table.insert(row.id, row); })*
                    $(Row::$One(row) => self.$one = row,)*
                }
            }

            /// Takes a row away without checks; charter and settings go back to their defaults.
            pub(crate) fn take(&mut self, key: RowKey) {
                self.unindex(key);
                match key {
                    $(RowKey::$Kind(id) => { self.$table.remove(&id); })*
                    $(RowKey::$One => self.$one = crate::$OneType::default(),)*
                }
            }
        }

        impl Workshop {
            /// Shows who names some rows, in which role, and which; links by their ends and what a row only remembers
            /// are not among it.
            pub(crate) fn each_naming(
                &self,
                named: &BTreeSet<RowKey>,
                mut see: impl FnMut(RowKey, IdRole, RowKey),
            ) {
                let kinds: BTreeSet<IdKind> = named.iter().filter_map(|key| key.id_kind()).collect();
                $(if kinds.iter().any(|kind| crate::$Type::may_name(*kind)) {
                    for row in self.$table.values() {
                        row.each_id(&mut |at, id| {
                            if at.role.is_searched()
                                && let Some(key) = at.names.and_then(|kind| RowKey::of(kind, id))
                                && named.contains(&key)
                            {
                                see(RowKey::$Kind(row.id), at.role, key);
                            }
                        });
                    }
                })*
            }
        }

        $(impl Holds<crate::$Type> for Workshop {
            fn table(&self) -> &BTreeMap<crate::$Id, crate::$Type> {
                &self.$table
            }
        })*
    };
}

crate::for_each_row_kind! { [workshop] }

impl LinksAt for Workshop {
    fn links_at(&self, end: End) -> impl Iterator<Item = &Link> {
        self.index.touching(end).filter_map(|id| self.links.get(&id))
    }
}

impl Workshop {
    /// Takes the present state of a row out of the indexes.
    fn unindex(&mut self, key: RowKey) {
        if let RowKey::Step(id) = key {
            if let Some(step) = self.steps.get(&id) {
                self.index.remove_step(step);
            }
        } else if let RowKey::Link(id) = key
            && let Some(link) = self.links.get(&id)
        {
            self.index.remove_link(link);
        }
    }

    /// Packs the large tables: a tree that grew row by row in the order of ids is hardly more than half full,
    /// one that is made of all rows at once is full.
    pub(crate) fn pack(&mut self) {
        self.steps = std::mem::take(&mut self.steps).into_iter().collect();
        self.links = std::mem::take(&mut self.links).into_iter().collect();
    }

    /// Links that leave or reach a step or an outcome, by id; does not read the other links.
    pub fn links_at(&self, end: End) -> impl Iterator<Item = &Link> + '_ {
        self.index.touching(end).filter_map(|id| self.links.get(&id))
    }

    /// Steps of a cell, top to bottom; does not read the other steps.
    pub fn steps_in(&self, stage: StageId, lane: LaneId) -> impl Iterator<Item = &Step> + '_ {
        self.index
            .cell(stage, lane)
            .filter_map(|(_, id)| self.steps.get(&id))
    }

    /// Maps in their order.
    pub fn maps_in_order(&self) -> Vec<&Map> {
        let mut maps: Vec<&Map> = self.maps.values().collect();
        maps.sort_by_key(|map| (map.position, map.id));
        maps
    }

    /// The log that the maps are compared with: the last in the list.
    pub fn log(&self) -> Option<&ImportedLog> {
        self.logs.values().max_by_key(|log| (log.position, log.id))
    }
}
