//! What the flow arithmetic says about a map, by place: visits and repeats. No rule here.

/// Visits and repeats of a map's steps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Work {
    /// Visits per period of each step; `None` where they cannot be known.
    pub visits: Vec<Option<f64>>,
    /// Expected visits of a case that has reached the step (the diagonal of N).
    pub repeats: Vec<Option<f64>>,
}
