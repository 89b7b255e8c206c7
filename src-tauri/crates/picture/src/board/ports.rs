//! Where supports leave a card: ports on its edge, and levels beside it.

use super::sizes::BADGE;

/// Levels that the supports of a card need beside it, when half of them leave to each side.
pub(crate) fn levels(supports: usize) -> usize {
    supports.div_ceil(2)
}

/// From a card's edge to the first level of its supports: beyond a badge above, beyond a dot below.
pub(crate) fn first_level(side: usize) -> f32 {
    if side == 0 { DROP } else { BADGE / 2.0 + 4.0 }
}

/// The first level below a buyer step, beyond the dot.
const DROP: f32 = 10.0;

/// Where supports may leave an open card straight to the line, from its left edge: buyer steps and
/// activities. The two grids are half a track apart, so that two links never fall onto each other; activities
/// keep their left part free for the stage's head.
pub(crate) const DIRECT: [&[f32]; 2] = [
    &[
        48.0, 54.0, 60.0, 66.0, 72.0, 78.0, 84.0, 90.0, 96.0, 102.0, 108.0, 114.0, 120.0, 126.0, 132.0,
        138.0, 144.0, 150.0,
    ],
    &[117.0, 123.0, 129.0, 135.0, 141.0, 147.0, 153.0],
];

/// The same for an activity with a badge, which sits at the right of its upper edge.
pub(crate) const DIRECT_BADGE: &[f32] = &[87.0, 93.0, 99.0, 105.0, 111.0, 117.0];
