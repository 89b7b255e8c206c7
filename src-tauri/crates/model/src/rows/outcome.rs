//! Outcomes: the ends of the sales process.

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, Recheck, RowKind, RowRules, Scope, TableKind};
use crate::{End, MapId, OutcomeId, Side, Target};

/// What an outcome means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The buyer bought.
    Won,
    /// The buyer bought elsewhere.
    Lost,
    /// The buyer did not decide.
    NoDecision,
    /// Not a fit.
    Disqualified,
    /// A fit, not yet.
    NotReady,
    /// An end nobody has classified.
    Unclassified,
}

impl OutcomeKind {
    /// All kinds, in the order of the word list.
    pub const ALL: [Self; 6] = [
        Self::Won,
        Self::Lost,
        Self::NoDecision,
        Self::Disqualified,
        Self::NotReady,
        Self::Unclassified,
    ];

    /// The word of the outline and of the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Won => "Won",
            Self::Lost => "Lost",
            Self::NoDecision => "No decision",
            Self::Disqualified => "Disqualified",
            Self::NotReady => "Not ready",
            Self::Unclassified => "Unclassified",
        }
    }
}

/// An end of the sales process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Identity.
    pub id: OutcomeId,
    /// Its map.
    pub map: MapId,
    /// The outcome it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<OutcomeId>,
    /// What it means.
    pub kind: OutcomeKind,
    /// A title of its own; the kind's word when empty.
    #[serde(default)]
    pub title: String,
    /// Targets.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Order in the last column.
    #[serde(default)]
    pub position: u32,
}

impl Outcome {
    /// The title shown: its own, else the kind's word.
    pub fn name(&self) -> &str {
        if self.title.is_empty() {
            self.kind.word()
        } else {
            &self.title
        }
    }
}

row_ids! {
    Outcome {
        Own: id;
        BelongsTo: map;
        Origin: origin;
        Plain: kind, title, targets, position;
    }
}

impl RowKind for Outcome {
    const COUNTED: Counted = Counted {
        one: "outcome",
        many: "outcomes",
    };
    const MANY_ON_A_MAP: bool = false;

    fn title(&self) -> Option<&str> {
        Some(self.name())
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

impl TableKind for Outcome {
    type Id = OutcomeId;

    fn stand_in(id: OutcomeId, map: MapId, _: Option<Side>, title: &str) -> Option<Self> {
        Some(Self {
            id,
            map,
            origin: None,
            kind: OutcomeKind::Unclassified,
            title: title.to_owned(),
            targets: Vec::new(),
            position: u32::MAX,
        })
    }
}

impl RowRules for Outcome {
    const FIXED: &'static [&'static str] = &["id", "map", "origin", "position"];

    fn called(&self) -> Called<'_> {
        Called::Title(self.name())
    }

    fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        self.title = title;
        Ok(())
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Map(self.map))
    }

    fn set_position(&mut self, position: u32) {
        self.position = position;
    }

    fn check_fields(&self, check: &mut Fields<'_>) {
        check.text("title", &self.title);
        check.targets(&self.targets);
    }

    fn recheck(before: Option<&Self>, after: Option<&Self>, also: &mut Recheck) {
        also.ends.extend(before.or(after).map(|row| End::Outcome(row.id)));
    }
}

impl<W> Joins<W> for Outcome {}
