//! Links of a map by the places of their ends. No rule here.

/// Flow between two steps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FlowArc {
    /// Place of the link in the view.
    pub link: usize,
    /// Step it leaves.
    pub from: usize,
    /// Step it arrives at.
    pub to: usize,
    /// The arc leads to an earlier stage of its side.
    pub back: bool,
    /// The arc answers a link in the opposite direction: it refuses work and hands none over.
    pub refusal: bool,
}

/// Flow from a step to an outcome, or a return from an outcome to a step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutcomeLink {
    /// Place of the link in the view.
    pub link: usize,
    /// The step.
    pub step: usize,
    /// The outcome.
    pub outcome: usize,
}

/// A support of an activity for a buyer step. Those from or to waypoints are left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Support {
    /// Place of the link in the view.
    pub link: usize,
    /// The activity.
    pub from: usize,
    /// The buyer step.
    pub to: usize,
    /// Strength `helps` or more.
    pub serves: bool,
}
