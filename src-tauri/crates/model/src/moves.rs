//! What a scenario does otherwise that no map can draw: more cases at every start, cases made to take a link.
//!
//! Only plain data. What a move brings is worked out by the flow arithmetic; a link that is named and no longer
//! there is no fault of the file, and the arithmetic says that it left the move out.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{HoldsIds, IdAt, IdKind, LinkId};

/// One thing a scenario does otherwise, kept on its map. They count one after the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "move", rename_all = "snake_case", deny_unknown_fields)]
pub enum ScenarioMove {
    /// Try harder: as many times the cases at every start, all else equal.
    TryHarder {
        /// The factor, 0 or more; 1 is the present.
        factor: f64,
    },
    /// Force an activity: more cases are made to take the link than have earned it. The extra cases leave the
    /// activity as those do that it was not meant for, unless somebody has measured how.
    Force {
        /// The flow link that leads to the activity.
        link: LinkId,
        /// The share that is to take it, 0..1.
        share: f64,
        /// With which shares the extra cases leave the activity; empty when nobody has measured that.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        measured: Vec<MeasuredShare>,
    },
}

/// The share of the extra cases that leave a forced activity by one of its links.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct MeasuredShare {
    /// A flow link that leaves the activity.
    pub link: LinkId,
    /// The share, 0..1.
    pub share: f64,
}

impl ScenarioMove {
    /// The links it names.
    pub fn links(&self) -> impl Iterator<Item = LinkId> + '_ {
        let (first, others): (Option<LinkId>, &[MeasuredShare]) = match self {
            Self::TryHarder { .. } => (None, &[]),
            Self::Force { link, measured, .. } => (Some(*link), measured),
        };
        first.into_iter().chain(others.iter().map(|row| row.link))
    }
}

impl HoldsIds for ScenarioMove {
    const NAMES: &'static [IdKind] = LinkId::NAMES;

    fn each_id(&self, at: IdAt, see: &mut impl FnMut(IdAt, Uuid)) {
        self.links().for_each(|link| link.each_id(at, see));
    }

    fn change_ids(&mut self, at: IdAt, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool {
        match self {
            Self::TryHarder { .. } => true,
            Self::Force { link, measured, .. } => {
                measured.retain_mut(|row| row.link.change_ids(at, change));
                link.change_ids(at, change)
            }
        }
    }
}
