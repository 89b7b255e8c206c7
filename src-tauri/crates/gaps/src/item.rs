//! What a finding can be about. No rule here.

use twinlane_model::Side;

/// Something on the map, by its place in the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MapItem {
    Step(usize),
    Link(usize),
    Stage(usize),
    Lane(usize),
    Outcome(usize),
    /// Step and number of the question.
    Question(usize, usize),
    /// Stage and number of the criterion.
    Criterion(usize, usize),
    Pool(usize),
    /// One side of the map as a whole.
    Side(Side),
    Map,
}
