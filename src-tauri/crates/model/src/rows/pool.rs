//! Pools: the people who share work on a map.

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, RowKind, RowRules, Scope, TableKind};
use crate::{MapId, Measure, PoolId, Side};

/// A pool: people who share work. Pools belong to one map, so that a scenario may change them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// Identity.
    pub id: PoolId,
    /// Its map.
    pub map: MapId,
    /// The pool it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<PoolId>,
    /// Name; empty for the unnamed pool of a single step (which is no owner: rule H3).
    #[serde(default)]
    pub name: String,
    /// Number of people.
    #[serde(default)]
    pub people: Option<u32>,
    /// Capacity, hours per period.
    #[serde(default)]
    pub capacity: Option<Measure>,
    /// Cost, currency per hour.
    #[serde(default)]
    pub cost: Option<Measure>,
    /// Order in lists.
    #[serde(default)]
    pub position: u32,
}

row_ids! {
    Pool {
        Own: id;
        BelongsTo: map;
        Origin: origin;
        Plain: name, people, capacity, cost, position;
    }
}

impl RowKind for Pool {
    const COUNTED: Counted = Counted {
        one: "pool",
        many: "pools",
    };
    const MANY_ON_A_MAP: bool = false;

    fn title(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn map(&self) -> Option<MapId> {
        Some(self.map)
    }

    fn side(&self) -> Option<Side> {
        None
    }

    fn position(&self) -> Option<u32> {
        Some(self.position)
    }
}

impl TableKind for Pool {
    type Id = PoolId;

    fn stand_in(_: PoolId, _: MapId, _: Option<Side>, _: &str) -> Option<Self> {
        None
    }

    fn goes_when_unused(&self) -> bool {
        // The unnamed pool of a single step.
        self.name.is_empty()
    }
}

impl RowRules for Pool {
    const FIXED: &'static [&'static str] = &["id", "map", "origin", "position"];

    fn called(&self) -> Called<'_> {
        Called::Title(&self.name)
    }

    fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        self.name = title;
        Ok(())
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Map(self.map))
    }

    fn set_position(&mut self, position: u32) {
        self.position = position;
    }

    fn check_fields(&self, check: &mut Fields<'_>) {
        check.text("name", &self.name);
        check.measured_amount("capacity", self.capacity.as_ref());
        check.measured_amount("cost", self.cost.as_ref());
    }
}

impl<W> Joins<W> for Pool {}
