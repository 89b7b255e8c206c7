//! What people decided about a gap. The findings themselves are computed, never stored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, RowKind, RowRules, Scope, TableKind};
use crate::{GapId, MapId, Severity, Side};

/// State of a gap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum GapState {
    /// Nobody has decided.
    #[default]
    Open,
    /// The room agrees that it is one.
    Confirmed,
    /// The room says it is none, with a reason.
    Dismissed,
    /// It was one.
    Resolved,
}

/// A decision about a finding, or a gap added by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct GapRecord {
    /// Identity.
    pub id: GapId,
    /// Fingerprint of the finding it is about (rule and sorted origin ids); empty when added by hand.
    #[serde(default)]
    pub fingerprint: String,
    /// Map of a gap added by hand.
    #[serde(default)]
    pub map: Option<MapId>,
    /// State.
    #[serde(default)]
    pub state: GapState,
    /// Private: why it was dismissed.
    #[serde(default)]
    pub reason: String,
    /// Title of a gap added by hand.
    #[serde(default)]
    pub title: String,
    /// The room's comment.
    #[serde(default)]
    pub comment: String,
    /// Votes it got.
    #[serde(default)]
    pub votes: u32,
    /// Severity when it was decided; a higher one reopens a dismissal.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Numbers when it was decided; one that worsens by a quarter reopens a dismissal.
    #[serde(default)]
    pub numbers: BTreeMap<String, f64>,
    /// A step it names was merged or split since: look again.
    #[serde(default)]
    pub check_again: bool,
}

row_ids! {
    GapRecord {
        Own: id;
        BelongsTo: map;
        Fingerprint: fingerprint;
        Plain: state, reason, title, comment, votes, severity, numbers, check_again;
    }
}

impl RowKind for GapRecord {
    const COUNTED: Counted = Counted {
        one: "gap",
        many: "gaps",
    };
    const MANY_ON_A_MAP: bool = false;

    fn title(&self) -> Option<&str> {
        self.fingerprint.is_empty().then_some(self.title.as_str())
    }

    fn map(&self) -> Option<MapId> {
        self.map
    }

    fn side(&self) -> Option<Side> {
        None
    }

    fn position(&self) -> Option<u32> {
        None
    }
}

impl TableKind for GapRecord {
    type Id = GapId;

    fn stand_in(_: GapId, _: MapId, _: Option<Side>, _: &str) -> Option<Self> {
        None
    }
}

impl RowRules for GapRecord {
    const FIXED: &'static [&'static str] = &["id", "fingerprint", "map"];

    fn called(&self) -> Called<'_> {
        self.title().map_or(Called::Words("a gap"), Called::Title)
    }

    fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        if self.title().is_none() {
            return Err("a gap that was found is worded by its rule");
        }
        self.title = title;
        Ok(())
    }

    fn scope(&self) -> Option<Scope> {
        None
    }

    fn set_position(&mut self, _: u32) {}

    fn check_fields(&self, check: &mut Fields<'_>) {
        check.text("title", &self.title);
        check.text("comment", &self.comment);
        check.text("reason", &self.reason);
        for (name, number) in &self.numbers {
            check.finite(&format!("numbers.{name}"), *number);
        }
    }
}

impl<W> Joins<W> for GapRecord {}
