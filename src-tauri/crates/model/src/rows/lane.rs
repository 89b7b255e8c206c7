//! Lanes: the rows of a map, one for each buyer role or company function.

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, Recheck, RowKind, RowRules, Scope, TableKind};
use crate::{LaneId, MapId, Side};

/// A lane: a buyer role or a company function.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Identity.
    pub id: LaneId,
    /// Its map.
    pub map: MapId,
    /// The lane it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<LaneId>,
    /// Its side.
    pub side: Side,
    /// Name of the role or function.
    pub title: String,
    /// Who owns it; empty when nobody does.
    #[serde(default)]
    pub owner: String,
    /// Order on its side, from the top.
    #[serde(default)]
    pub position: u32,
}

row_ids! {
    Lane {
        Own: id;
        BelongsTo: map;
        Origin: origin;
        Plain: side, title, owner, position;
    }
}

impl RowKind for Lane {
    const COUNTED: Counted = Counted {
        one: "lane",
        many: "lanes",
    };
    const MANY_ON_A_MAP: bool = false;

    fn title(&self) -> Option<&str> {
        Some(&self.title)
    }

    fn map(&self) -> Option<MapId> {
        Some(self.map)
    }

    fn side(&self) -> Option<Side> {
        Some(self.side)
    }

    fn position(&self) -> Option<u32> {
        Some(self.position)
    }
}

impl TableKind for Lane {
    type Id = LaneId;

    fn stand_in(id: LaneId, map: MapId, side: Option<Side>, title: &str) -> Option<Self> {
        Some(Self {
            id,
            map,
            origin: None,
            side: side?,
            title: title.to_owned(),
            owner: String::new(),
            position: u32::MAX,
        })
    }
}

impl RowRules for Lane {
    const FIXED: &'static [&'static str] = &["id", "map", "origin", "side", "position"];

    fn called(&self) -> Called<'_> {
        Called::Title(&self.title)
    }

    fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        self.title = title;
        Ok(())
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Side(self.map, self.side))
    }

    fn set_position(&mut self, position: u32) {
        self.position = position;
    }

    fn check_fields(&self, check: &mut Fields<'_>) {
        check.text("title", &self.title);
        check.text("owner", &self.owner);
    }

    fn recheck(before: Option<&Self>, after: Option<&Self>, also: &mut Recheck) {
        let home = |row: Option<&Self>| row.map(|row| (row.map, row.side));
        if let Some(row) = before
            && home(before) != home(after)
        {
            also.lanes.insert(row.id);
        }
    }
}

impl<W> Joins<W> for Lane {}
