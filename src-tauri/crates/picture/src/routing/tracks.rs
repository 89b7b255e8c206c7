//! Tracks: which of the parallel lines of a gutter each piece of a link takes. Pieces that run beside each
//! other get different tracks; pieces that do not may share one.
//!
//! Intervals and pins only; it knows neither maps nor pixels on the other axis.

use std::collections::{BTreeMap, BTreeSet};

/// Pieces closer than this do not share a track.
const CLEAR: f32 = 6.0;
/// Two pins closer than this are at the same height.
const SAME: f32 = 5.0;

/// Tracks that are taken so far.
#[derive(Debug, Default)]
pub(crate) struct Tracks {
    /// Taken intervals of each track, sorted and apart from each other.
    taken: Vec<Vec<(f32, f32)>>,
}

impl Tracks {
    /// Number of tracks.
    pub fn len(&self) -> usize {
        self.taken.len()
    }

    /// Takes the first track from `least` on in which the interval is free.
    pub fn take(&mut self, least: usize, from: f32, to: f32) -> usize {
        let mut track = least;
        while !self.put(track, from, to) {
            track += 1;
        }
        track
    }

    fn put(&mut self, track: usize, from: f32, to: f32) -> bool {
        if self.taken.len() <= track {
            self.taken.resize_with(track + 1, Vec::new);
        }
        let taken = &mut self.taken[track];
        let at = taken.partition_point(|&(begin, _)| begin < from);
        let before = at
            .checked_sub(1)
            .is_none_or(|before| taken[before].1 + CLEAR <= from);
        let after = taken.get(at).is_none_or(|&(begin, _)| to + CLEAR <= begin);
        if before && after {
            taken.insert(at, (from, to));
        }
        before && after
    }
}

/// A vertical piece in a gutter. A pin is a height at which something joins it from a side.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct UprightPiece {
    pub from: f32,
    pub to: f32,
    pub left: Vec<f32>,
    pub right: Vec<f32>,
}

impl UprightPiece {
    fn span(&self) -> f32 {
        (self.to - self.from).abs()
    }
}

/// Track of each trunk of a gutter, and how many tracks there are. Where one is joined from the left and
/// another from the right at the same height, the first gets a track further left, so that the pieces that
/// lead to them do not meet.
pub(crate) fn assign(trunks: &[UprightPiece]) -> (Vec<usize>, usize) {
    assign_within(trunks, usize::MAX).unwrap_or_default()
}

/// The same, given up as soon as more than `most` tracks are needed.
pub(crate) fn assign_within(trunks: &[UprightPiece], most: usize) -> Option<(Vec<usize>, usize)> {
    let mut order: Vec<usize> = Vec::with_capacity(trunks.len());
    let mut only_left: Vec<usize> = Vec::new();
    let mut both: Vec<usize> = Vec::new();
    let mut only_right: Vec<usize> = Vec::new();
    for (at, trunk) in trunks.iter().enumerate() {
        match (trunk.left.is_empty(), trunk.right.is_empty()) {
            (false, true) => only_left.push(at),
            (true, false) => only_right.push(at),
            _ => both.push(at),
        }
    }
    // Short ones stay next to their card, so that long ones do not cross the pieces that lead to them.
    only_left.sort_by(|&a, &b| trunks[a].span().total_cmp(&trunks[b].span()).then(a.cmp(&b)));
    only_right.sort_by(|&a, &b| trunks[b].span().total_cmp(&trunks[a].span()).then(a.cmp(&b)));
    order.extend(only_left);
    order.extend(sorted(trunks, &both).0);
    order.extend(only_right);

    let mut track = vec![0; trunks.len()];
    let mut tracks = Tracks::default();
    // The rightmost track that is joined from the left at each height.
    let mut joined: BTreeMap<i64, (f32, usize)> = BTreeMap::new();
    for at in order {
        let trunk = &trunks[at];
        let least = trunk
            .right
            .iter()
            .flat_map(|&pin| near(&joined, pin))
            .map(|track| track + 1)
            .max()
            .unwrap_or(0);
        let (from, to) = (trunk.from.min(trunk.to), trunk.from.max(trunk.to));
        track[at] = tracks.take(least, from, to);
        if track[at] >= most {
            return None;
        }
        for &pin in &trunk.left {
            let slot = joined.entry(hundredths(pin)).or_insert((pin, 0));
            slot.1 = slot.1.max(track[at]);
        }
    }
    Some((track, tracks.len()))
}

fn near(joined: &BTreeMap<i64, (f32, usize)>, pin: f32) -> impl Iterator<Item = usize> + '_ {
    joined
        .range(hundredths(pin - SAME)..=hundredths(pin + SAME))
        .map(|(_, &(_, track))| track)
}

fn hundredths(value: f32) -> i64 {
    (f64::from(value) * 100.0).round() as i64
}

/// Sorts trunks with pins on both sides so that whatever has to be further left comes first. Trunks that
/// hold each other up in a circle come back apart, the longest first; the order has them at its end.
///
/// `both` is ascending.
pub(crate) fn sorted(trunks: &[UprightPiece], both: &[usize]) -> (Vec<usize>, Vec<usize>) {
    // Pins on the right by height, with the place of their trunk in `both`.
    let mut right: Vec<(i64, usize)> = Vec::new();
    for (place, &at) in both.iter().enumerate() {
        right.extend(trunks[at].right.iter().map(|&pin| (hundredths(pin), place)));
    }
    right.sort_unstable();
    // before → after: the one joined from the left before the one joined from the right.
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); both.len()];
    let mut waits: Vec<usize> = vec![0; both.len()];
    for (place, &at) in both.iter().enumerate() {
        for &pin in &trunks[at].left {
            let first = right.partition_point(|&(height, _)| height < hundredths(pin - SAME));
            let near = right[first..]
                .iter()
                .take_while(|&&(height, _)| height <= hundredths(pin + SAME));
            after[place].extend(near.map(|&(_, other)| other).filter(|&other| other != place));
        }
        after[place].sort_unstable();
        after[place].dedup();
        for &other in &after[place] {
            waits[other] += 1;
        }
    }
    let mut ready: BTreeSet<usize> = (0..both.len()).filter(|&place| waits[place] == 0).collect();
    let mut done = vec![false; both.len()];
    let mut order = Vec::with_capacity(both.len());
    let mut circular = Vec::new();
    while order.len() < both.len() {
        let next = ready.pop_first().or_else(|| {
            // Everything left waits for something left: the longest gives way.
            let span = |place: usize| trunks[both[place]].span();
            let left = (0..both.len()).filter(|&place| !done[place]);
            let longest = left.max_by(|&a, &b| span(a).total_cmp(&span(b)).then(b.cmp(&a)));
            circular.extend(longest.map(|place| both[place]));
            longest
        });
        let Some(next) = next else { break };
        done[next] = true;
        order.push(both[next]);
        for &other in &after[next] {
            if !done[other] {
                waits[other] -= 1;
                if waits[other] == 0 {
                    ready.insert(other);
                }
            }
        }
    }
    (order, circular)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trunk(from: f32, to: f32, left: &[f32], right: &[f32]) -> UprightPiece {
        UprightPiece {
            from,
            to,
            left: left.to_vec(),
            right: right.to_vec(),
        }
    }

    #[test]
    fn pieces_beside_each_other_get_tracks_of_their_own() {
        let (track, count) = assign(&[
            trunk(0.0, 100.0, &[0.0], &[]),
            trunk(50.0, 150.0, &[50.0], &[]),
            trunk(200.0, 300.0, &[200.0], &[]),
        ]);
        assert_ne!(track[0], track[1], "they run side by side");
        assert_eq!((track[2], count), (0, 2), "the third is clear of the first");
    }

    #[test]
    fn what_leaves_to_the_left_is_left_of_what_leaves_to_the_right() {
        let (track, _) = assign(&[trunk(10.0, 100.0, &[], &[10.0]), trunk(10.0, -80.0, &[10.0], &[])]);
        assert!(
            track[1] < track[0],
            "their pieces at height 10 would meet: {track:?}"
        );
    }

    #[test]
    fn a_circle_is_named() {
        let crossing = [
            trunk(0.0, 50.0, &[0.0], &[50.0]),
            trunk(50.0, 0.0, &[50.0], &[0.0]),
        ];
        let (order, circular) = sorted(&crossing, &[0, 1]);
        assert_eq!(order.len(), 2, "none is lost");
        assert_eq!(circular.len(), 1, "one has to give way");
        let chain = [
            trunk(0.0, 50.0, &[0.0], &[50.0]),
            trunk(50.0, 90.0, &[50.0], &[90.0]),
        ];
        assert_eq!(
            sorted(&chain, &[0, 1]),
            (vec![1, 0], vec![]),
            "the second has to be further left"
        );
    }
}
