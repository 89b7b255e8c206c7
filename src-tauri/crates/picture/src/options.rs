//! What a layout takes beside the map.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{LinkId, Severity, StepId};
use twinlane_words::Locale;

use crate::marks::Mark;
use crate::overlay::{Overlay, StepOverlay};
use crate::target::Target;

/// The badge of a card: its worst gap and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The worst.
    pub severity: Severity,
    /// How many.
    pub count: u32,
}

/// What a layout takes beside the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutOptions {
    /// What the drawing is for.
    pub target: Target,
    /// Badges by step.
    pub badges: BTreeMap<StepId, Badge>,
    /// Supports that run against the buyer's order (rule O1); drawn in the colour of high severity.
    pub out_of_order: BTreeSet<LinkId>,
    /// Buyer steps that nobody helps with (rule C1), and how much that matters: their cards are not closed.
    pub unserved: BTreeMap<StepId, Severity>,
    /// Links that are drawn on their own even where their gutter is bundled.
    pub unfold: BTreeSet<LinkId>,
    /// How steps differ from another map; their cards say so.
    pub marks: BTreeMap<StepId, Mark>,
    /// What records say, drawn over the map.
    pub overlay: Option<Overlay>,
    /// The language of captions, legends and numbers.
    pub locale: Locale,
}

impl LayoutOptions {
    /// What records say of a step, where they are drawn over the map.
    pub(crate) fn overlay_of(&self, step: StepId) -> Option<&StepOverlay> {
        self.overlay.as_ref()?.steps.get(&step)
    }
}
