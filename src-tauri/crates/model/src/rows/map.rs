//! Maps: one picture of buyer journey and sales process. What lies on a map has kinds of its own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map as JsonMap, Value};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, RowKind, RowRules, Scope, TableKind};
use crate::{End, MapId, ScenarioMove, Side};

/// What a map shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MapKind {
    /// How it is today; several may stand side by side.
    #[default]
    Current,
    /// How it could be, copied from a current map.
    Scenario,
}

/// Which sides the room has finished drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Drawn {
    /// The buyer journey.
    pub buyer: bool,
    /// The sales process.
    pub seller: bool,
}

impl Drawn {
    /// The mark of one side.
    pub fn of(self, side: Side) -> bool {
        match side {
            Side::Buyer => self.buyer,
            Side::Seller => self.seller,
        }
    }
}

/// A map: buyer journey above, sales process below.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// Identity.
    pub id: MapId,
    /// Name, unique in the workshop by convention only.
    pub name: String,
    /// Current or scenario.
    #[serde(default)]
    pub kind: MapKind,
    /// The segment or the buyer hypothesis it is about.
    #[serde(default)]
    pub about: String,
    /// The map it was copied from.
    #[serde(default)]
    pub copied_from: Option<MapId>,
    /// Which sides are finished.
    #[serde(default)]
    pub drawn: Drawn,
    /// Rules dismissed for this map: kebab-case rule name → reason.
    #[serde(default)]
    pub dismissed_rules: BTreeMap<String, String>,
    /// What names in records mean on this map: activity of a log → steps and outcomes; nothing when it means none of
    /// them. Names that are not here are compared with the titles. An end that is gone is passed over.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<BTreeMap<String, Vec<End>>>"))]
    pub matching: BTreeMap<String, Vec<End>>,
    /// Order among the maps.
    #[serde(default)]
    pub position: u32,
    /// Scenarios: what is done otherwise that no map can draw, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(as = "Option<Vec<ScenarioMove>>", optional))]
    pub moves: Vec<ScenarioMove>,
}

impl Map {
    /// A current map with every field but its name at the default.
    pub fn new(id: MapId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind: MapKind::Current,
            about: String::new(),
            copied_from: None,
            drawn: Drawn::default(),
            dismissed_rules: BTreeMap::new(),
            matching: BTreeMap::new(),
            moves: Vec::new(),
            position: 0,
        }
    }
}

row_ids! {
    Map {
        Own: id;
        Names: copied_from;
        Remembers: matching, moves;
        Plain: name, kind, about, drawn, dismissed_rules, position;
    }
}

impl RowKind for Map {
    const COUNTED: Counted = Counted {
        one: "map",
        many: "maps",
    };
    const MANY_ON_A_MAP: bool = false;

    fn title(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn map(&self) -> Option<MapId> {
        None
    }

    fn side(&self) -> Option<Side> {
        None
    }

    fn position(&self) -> Option<u32> {
        Some(self.position)
    }
}

impl TableKind for Map {
    type Id = MapId;

    fn stand_in(id: MapId, _: MapId, _: Option<Side>, title: &str) -> Option<Self> {
        Some(Self {
            drawn: Drawn {
                buyer: true,
                seller: true,
            },
            position: u32::MAX,
            ..Self::new(id, title)
        })
    }
}

impl RowRules for Map {
    const FIXED: &'static [&'static str] = &["id", "copied_from", "position"];

    fn called(&self) -> Called<'_> {
        Called::Title(&self.name)
    }

    fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        self.name = title;
        Ok(())
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Workshop)
    }

    fn set_position(&mut self, position: u32) {
        self.position = position;
    }

    fn check_fields(&self, check: &mut Fields<'_>) {
        check.text("name", &self.name);
        check.text("about", &self.about);
        for (rule, reason) in &self.dismissed_rules {
            check.text(&format!("dismissed_rules.{rule}"), reason);
        }
        let current = self.kind == MapKind::Current;
        check.absent(
            "moves",
            current && !self.moves.is_empty(),
            "only a scenario has this",
        );
        for (number, row) in self.moves.iter().enumerate() {
            match row {
                ScenarioMove::TryHarder { factor } => {
                    check.amount(&format!("moves.{number}.factor"), *factor);
                }
                ScenarioMove::Force { share, measured, .. } => {
                    check.share(&format!("moves.{number}.share"), *share);
                    for (place, row) in measured.iter().enumerate() {
                        check.share(&format!("moves.{number}.measured.{place}.share"), row.share);
                    }
                }
            }
        }
    }

    fn left_out_when_empty() -> Vec<(&'static str, Value)> {
        vec![
            ("moves", Value::Array(Vec::new())),
            ("matching", Value::Object(JsonMap::new())),
        ]
    }
}

impl<W> Joins<W> for Map {}
