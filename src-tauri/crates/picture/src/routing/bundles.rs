//! Bundles: in a gutter with too many tracks, links that lead from one stage to another share a track with
//! a count on it. Selecting a step unfolds its links.
//!
//! Grouping and spacing only; the tracks are taken elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{LinkKind, MapView};

use crate::board::sizes::TRACK;
use crate::board::types::Board;
use crate::options::LayoutOptions;

/// What links of one bundle have in common: kind, stage they leave, stage they reach, as places in the
/// Scene's columns or, before those are known, of the sides.
pub(crate) type Pair = (LinkKind, usize, usize);

/// Which links may be bundled, and which have been. Indexed by place in the view's links.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bundles {
    /// The pair of each link; `None` for links that stay on their own.
    pub pairs: Vec<Option<Pair>>,
    /// Links that share a track somewhere.
    pub bundled: BTreeSet<usize>,
}

impl Bundles {
    /// Links that are not unfolded may be bundled.
    pub fn new(board: &Board<'_>, view: &MapView<'_>, options: &LayoutOptions) -> Self {
        // The stages of the company come behind those of the buyers.
        let stage = |node: usize| {
            let at = &board.nodes[node];
            let side = &board.sides[at.side];
            side.cols[at.col].stage + at.side * board.sides[0].stages.len()
        };
        let pairs = view
            .links
            .iter()
            .map(|link| {
                let (from, to) = (board.node(view, link.from)?, board.node(view, link.to)?);
                (!options.unfold.contains(&link.id)).then(|| (link.kind, stage(from), stage(to)))
            })
            .collect();
        Self {
            pairs,
            bundled: BTreeSet::new(),
        }
    }

    /// Groups pieces by their links' pairs, for tracks that are too many: each group is a list of places in
    /// `links`. `None` where no two links belong together.
    pub fn groups(&self, links: &[usize]) -> Option<Vec<Vec<usize>>> {
        let mut by_pair: BTreeMap<Pair, Vec<usize>> = BTreeMap::new();
        let mut groups = Vec::new();
        for (at, &link) in links.iter().enumerate() {
            match self.pairs[link] {
                Some(pair) => by_pair.entry(pair).or_default().push(at),
                None => groups.push(vec![at]),
            }
        }
        groups.extend(by_pair.into_values());
        (groups.len() < links.len()).then_some(groups)
    }

    /// Notes that the links of a group share a track; a group of one shares nothing.
    pub fn note(&mut self, group: &[usize], links: &[usize]) {
        if group.len() > 1 {
            self.bundled.extend(group.iter().map(|&at| links[at]));
        }
    }
}

/// Free space on each side of a level track with a count, beyond that of a plain track.
const LABEL_ROOM: f32 = 5.0;
/// Plain tracks that an upright track with a count takes the room of.
const LABEL_TRACKS: usize = 5;

/// Positions of level tracks from the first one on, and the room they take. `shared`: tracks with a count.
pub(crate) fn level_positions(shared: &[bool]) -> (Vec<f32>, f32) {
    let mut y = 0.0;
    let positions = shared
        .iter()
        .map(|&shared| {
            let room = if shared { LABEL_ROOM } else { 0.0 };
            let at = y + room;
            y = at + room + TRACK;
            at
        })
        .collect();
    (positions, y)
}

/// Positions of upright tracks in steps of the grid, and how many steps they take.
pub(crate) fn upright_positions(shared: &[bool]) -> (Vec<usize>, usize) {
    let mut step = 0;
    let positions = shared
        .iter()
        .map(|&shared| {
            let taken = if shared { LABEL_TRACKS } else { 1 };
            let at = step + taken / 2;
            step += taken;
            at
        })
        .collect();
    (positions, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_one_pair_of_stages_belong_together() {
        let pair = Some((LinkKind::Flow, 0, 1));
        let bundles = Bundles {
            pairs: vec![pair, pair, None],
            bundled: BTreeSet::new(),
        };
        assert_eq!(
            bundles.groups(&[0, 1, 2]),
            Some(vec![vec![2], vec![0, 1]]),
            "one pair of stages, one track; what is unfolded stays on its own"
        );
        assert_eq!(bundles.groups(&[0, 2]), None, "nothing to share a track with");
    }

    #[test]
    fn a_count_has_room() {
        assert_eq!(
            level_positions(&[false, true, false]),
            (vec![0.0, 11.0, 22.0], 28.0),
            "on both sides"
        );
        assert_eq!(
            upright_positions(&[false, true, false]),
            (vec![0, 3, 6], 7),
            "on the grid"
        );
    }
}
