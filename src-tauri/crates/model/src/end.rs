//! What a link can end at: a step or an outcome.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{HoldsIds, IdAt, IdKind, OutcomeId, StepId};

/// One end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// A step.
    Step(StepId),
    /// An outcome.
    Outcome(OutcomeId),
}

impl End {
    /// The step, if it is one.
    pub fn step(self) -> Option<StepId> {
        match self {
            Self::Step(id) => Some(id),
            Self::Outcome(_) => None,
        }
    }

    /// The outcome, if it is one.
    pub fn outcome(self) -> Option<OutcomeId> {
        match self {
            Self::Outcome(id) => Some(id),
            Self::Step(_) => None,
        }
    }
}

impl HoldsIds for End {
    const NAMES: &'static [IdKind] = &[IdKind::Step, IdKind::Outcome];

    fn each_id(&self, at: IdAt, see: &mut impl FnMut(IdAt, Uuid)) {
        match self {
            Self::Step(id) => id.each_id(at, see),
            Self::Outcome(id) => id.each_id(at, see),
        }
    }

    fn change_ids(&mut self, at: IdAt, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool {
        match self {
            Self::Step(id) => id.change_ids(at, change),
            Self::Outcome(id) => id.change_ids(at, change),
        }
    }
}
