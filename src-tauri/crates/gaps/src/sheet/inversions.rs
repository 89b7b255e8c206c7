//! Pairs of supports that agree with, or run against, the buyer's order. Counted with rows of bits, in
//! chunks of columns; which supports to name is decided by rule O1.

use super::Support;
use super::bits::common;
use super::order::{CHUNK, Order};

/// Comparable pairs of supports and inversions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inversions {
    /// Pairs whose ends differ and are strictly ordered on both sides.
    pub comparable: u64,
    /// Comparable pairs whose order differs between the sides.
    pub inverted: u64,
    /// In how many inversions each support is.
    pub of: Vec<u64>,
}

impl Inversions {
    /// Counts; time grows with (steps + supports) × supports ÷ 64, memory stays within a chunk.
    pub fn count(supports: &[Support], order: &Order) -> Self {
        let mut result = Self {
            of: vec![0; supports.len()],
            ..Self::default()
        };
        for part in supports.chunks(CHUNK) {
            let marks: Vec<(usize, usize)> = part
                .iter()
                .enumerate()
                .flat_map(|(column, support)| [(support.from, column), (support.to, column)])
                .map(|(step, column)| (order.component[step], column))
                .collect();
            let (before, after) = (order.before(part.len(), &marks), order.after(part.len(), &marks));
            // The relation is symmetric: pairs inside the chunk are met twice, pairs with a later chunk are
            // met from both chunks, so halving at the end is right everywhere.
            for (at, support) in supports.iter().enumerate() {
                let (from, to) = (order.component[support.from], order.component[support.to]);
                let against =
                    common(after.row(from), before.row(to)) + common(before.row(from), after.row(to));
                let along = common(after.row(from), after.row(to)) + common(before.row(from), before.row(to));
                result.of[at] += against;
                result.inverted += against;
                result.comparable += against + along;
            }
        }
        result.inverted /= 2;
        result.comparable /= 2;
        result
    }

    /// The supports that run against one support, in the order of the list, each with whether the one asked
    /// about is the late one: its activity comes after the other's, its buyer step before.
    pub fn against<'a>(
        support: Support,
        supports: &'a [Support],
        order: &'a Order,
    ) -> impl Iterator<Item = (usize, bool)> + 'a {
        let (earlier, later) = (order.all_before(support.from), order.all_after(support.from));
        let (sooner, after) = (order.all_before(support.to), order.all_after(support.to));
        supports.iter().enumerate().filter_map(move |(at, other)| {
            let (from, to) = (order.component[other.from], order.component[other.to]);
            let late = earlier[from] && after[to];
            (late || (later[from] && sooner[to])).then_some((at, late))
        })
    }
}
