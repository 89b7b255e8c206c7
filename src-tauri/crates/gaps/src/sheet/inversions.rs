//! Pairs of supports that agree with, or run against, the buyer's order. Counted with rows of bits, in
//! chunks of columns; which supports to name is decided by rule O1.

use super::Support;
use super::bits::{BitRows, common, ones};
use super::order::Order;

/// Comparable pairs of supports and inversions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inversions {
    /// Pairs whose ends differ and are strictly ordered on both sides.
    pub comparable: u64,
    /// Comparable pairs whose order differs between the sides.
    pub inverted: u64,
    /// In how many inversions each support is.
    pub of: Vec<u64>,
    /// For each component the supports before and after it; kept only while they fit a chunk.
    rows: Option<(BitRows, BitRows)>,
}

impl Inversions {
    /// Counts; time grows with (steps + supports) × supports ÷ 64, memory stays within a chunk.
    pub fn count(supports: &[Support], order: &Order) -> Self {
        let mut result = Self {
            of: vec![0; supports.len()],
            ..Self::default()
        };
        for part in supports.chunks(order.chunk()) {
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
            if part.len() == supports.len() {
                result.rows = Some((before, after));
            }
        }
        result.inverted /= 2;
        result.comparable /= 2;
        result
    }

    /// The supports that run against one support, in the order of the list, each with whether the one asked
    /// about is the late one: its activity comes after the other's, its buyer step before.
    pub fn against(&self, at: usize, supports: &[Support], order: &Order) -> Vec<(usize, bool)> {
        let support = supports[at];
        let (from, to) = (order.component[support.from], order.component[support.to]);
        if let Some((before, after)) = &self.rows {
            return either(before.row(from), after.row(to), after.row(from), before.row(to));
        }
        let (earlier, later) = (order.all_before(support.from), order.all_after(support.from));
        let (sooner, after) = (order.all_before(support.to), order.all_after(support.to));
        let others = supports.iter().enumerate().filter_map(|(at, other)| {
            let (from, to) = (order.component[other.from], order.component[other.to]);
            let late = earlier[from] && after[to];
            (late || (later[from] && sooner[to])).then_some((at, late))
        });
        others.collect()
    }
}

/// Columns that are on in both of the first two rows (marked true) or in both of the last two.
fn either(a: &[u64], b: &[u64], c: &[u64], d: &[u64]) -> Vec<(usize, bool)> {
    let late: Vec<u64> = a.iter().zip(b).map(|(a, b)| a & b).collect();
    let all: Vec<u64> = late
        .iter()
        .zip(c.iter().zip(d))
        .map(|(late, (c, d))| late | (c & d))
        .collect();
    ones(&all)
        .map(|column| (column, late[column / 64] >> (column % 64) & 1 == 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walking_and_rows_of_bits_name_the_same_supports() {
        // Activities 0..6 in a chain, buyer steps 6..12 in a chain, supports that cross in many ways.
        let arcs = (0..5)
            .map(|at| (at, at + 1))
            .chain((6..11).map(|at| (at, at + 1)));
        let order = Order::new(12, arcs);
        let ends = [(0, 9), (1, 6), (2, 11), (3, 7), (4, 8), (5, 6), (5, 10), (0, 6)];
        let supports: Vec<Support> = ends
            .iter()
            .enumerate()
            .map(|(link, (from, to))| Support {
                link,
                from: *from,
                to: *to,
                serves: true,
            })
            .collect();
        let quick = Inversions::count(&supports, &order);
        let walked = Inversions {
            rows: None,
            ..quick.clone()
        };
        for at in 0..supports.len() {
            let named = quick.against(at, &supports, &order);
            assert_eq!(named, walked.against(at, &supports, &order), "support {at}");
            assert_eq!(
                named.len() as u64,
                quick.of[at],
                "as many as were counted for support {at}"
            );
        }
        assert_eq!(
            quick.of.iter().sum::<u64>(),
            quick.inverted * 2,
            "each inversion has two supports"
        );
    }
}
