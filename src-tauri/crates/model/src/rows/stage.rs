//! Stages: the columns of one side of a map, with the exit criteria of sales stages.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Holds, Joins, Recheck, RowKind, RowRules, Scope, TableKind};
use crate::refusal::refuse;
use crate::{CriterionId, HoldsIds, IdAt, IdKind, MapId, Refusal, Side, StageId};

/// A stage: a column of one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Identity.
    pub id: StageId,
    /// Its map.
    pub map: MapId,
    /// The stage it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<StageId>,
    /// Its side.
    pub side: Side,
    /// Title.
    pub title: String,
    /// Sales stages: the buyer stages it is paired with, no order meant.
    #[serde(default)]
    pub paired: Vec<StageId>,
    /// Buyer stages: it follows the purchase.
    #[serde(default)]
    pub after_purchase: bool,
    /// Sales stages: exit criteria, in order.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// Order on its side, from the left.
    #[serde(default)]
    pub position: u32,
}

/// Whose action a criterion names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The buyer does it.
    Buyer,
    /// The seller does it.
    Seller,
}

/// An exit criterion of a sales stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Identity.
    pub id: CriterionId,
    /// The text.
    pub text: String,
    /// Whose action it is, when known.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// It is an action.
    #[serde(default)]
    pub action: bool,
    /// Two people would judge it alike.
    #[serde(default)]
    pub objective: bool,
    /// It can be answered by yes or no.
    #[serde(default)]
    pub yes_no: bool,
    /// Where it is recorded.
    #[serde(default)]
    pub recorded: String,
}

impl HoldsIds for Criterion {
    const NAMES: &'static [IdKind] = CriterionId::NAMES;

    fn each_id(&self, at: IdAt, see: &mut impl FnMut(IdAt, Uuid)) {
        self.id.each_id(at, see);
    }

    fn change_ids(&mut self, at: IdAt, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool {
        self.id.change_ids(at, change)
    }
}

row_ids! {
    Stage {
        Own: id, criteria;
        BelongsTo: map;
        Names: paired;
        Origin: origin;
        Plain: side, title, after_purchase, position;
    }
}

impl RowKind for Stage {
    const COUNTED: Counted = Counted {
        one: "stage",
        many: "stages",
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

impl TableKind for Stage {
    type Id = StageId;

    fn stand_in(id: StageId, map: MapId, side: Option<Side>, title: &str) -> Option<Self> {
        Some(Self {
            id,
            map,
            origin: None,
            side: side?,
            title: title.to_owned(),
            paired: Vec::new(),
            after_purchase: false,
            criteria: Vec::new(),
            position: u32::MAX,
        })
    }
}

impl RowRules for Stage {
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
        for (number, criterion) in self.criteria.iter().enumerate() {
            check.text(&format!("criteria.{number}.text"), &criterion.text);
            check.text(&format!("criteria.{number}.recorded"), &criterion.recorded);
            if criterion.id.0.is_nil() {
                check.wrong(&format!("criteria.{number}.id"), "the id is missing");
            }
            if self.criteria[..number]
                .iter()
                .any(|other| other.id == criterion.id)
            {
                check.wrong(
                    &format!("criteria.{number}.id"),
                    "another criterion of the stage has this id",
                );
            }
        }
        match self.side {
            Side::Seller => check.absent(
                "after_purchase",
                self.after_purchase,
                "only a buyer stage has this",
            ),
            Side::Buyer => {
                let why = "only a stage of the sales process has this";
                check.absent("paired", !self.paired.is_empty(), why);
                check.absent("criteria", !self.criteria.is_empty(), why);
            }
        }
    }

    fn recheck(before: Option<&Self>, after: Option<&Self>, also: &mut Recheck) {
        let home = |row: Option<&Self>| row.map(|row| (row.map, row.side));
        if let Some(row) = before
            && home(before) != home(after)
        {
            also.stages.insert(row.id);
        }
    }
}

impl<W: Holds<Stage>> Joins<W> for Stage {
    fn check_joins(&self, rows: &W, out: &mut Vec<Refusal>) {
        for (number, id) in self.paired.iter().enumerate() {
            let Some(other) = rows.table().get(id) else {
                continue;
            };
            let field = format!("stage.paired.{number}");
            if other.map != self.map || other.side != Side::Buyer {
                out.push(refuse(
                    field,
                    "a sales stage is paired with buyer stages of its own map",
                ));
            } else if self.paired[..number].contains(id) {
                out.push(refuse(field, "this stage is named twice"));
            }
        }
    }
}
