//! Pairs of supports that agree with, or run against, the buyer's order. Counted with rows of bits, in
//! chunks of columns; which supports to name is decided by rule O1.

use std::borrow::Cow;

use super::bit_rows::{BitSquare, COLUMNS};
use super::links::Support;
use super::order::Order;

/// Bits of the rows that are kept at most (32 MiB), so that memory stays bounded however large a map is.
const KEPT: usize = 1 << 28;

/// Comparable pairs of supports and inversions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inversions {
    /// Pairs whose ends differ and are strictly ordered on both sides.
    pub comparable: u64,
    /// Comparable pairs whose order differs between the sides.
    pub inverted: u64,
    /// The supports in the order in which they are counted here: all places below are places in this list.
    pub listed: Vec<usize>,
    /// In how many inversions each listed support is.
    pub count_of: Vec<u32>,
    /// Component of the activity of each listed support.
    pub from: Vec<usize>,
    /// Component of the buyer step of each listed support.
    to: Vec<usize>,
    /// For each listed support those that run against it; kept only while they fit.
    rows: Option<BitSquare>,
}

impl Inversions {
    /// Counts; time grows with (steps + supports) × supports ÷ 64. The rows of bits of a chunk stay in the
    /// cache, and what is kept is one bit for each pair of supports.
    pub fn count(supports: &[Support], listed: Vec<usize>, order: &Order) -> Self {
        let end = |step: usize| order.component[step];
        let count = listed.len();
        let mut result = Self {
            count_of: vec![0; count],
            from: listed.iter().map(|at| end(supports[*at].from)).collect(),
            to: listed.iter().map(|at| end(supports[*at].to)).collect(),
            rows: (count * count <= KEPT).then(|| BitSquare::new(count)),
            listed,
            ..Self::default()
        };
        for first in (0..count).step_by(COLUMNS) {
            result.count_chunk(first, (first + COLUMNS).min(count), order);
        }
        // The relation is symmetric and every pair was met from both of its supports.
        result.inverted /= 2;
        result.comparable /= 2;
        result
    }

    /// Compares every support with those from `first` to before `end`.
    fn count_chunk(&mut self, first: usize, end: usize, order: &Order) {
        let marks: Vec<(usize, usize)> = (first..end)
            .flat_map(|at| [(self.from[at], at - first), (self.to[at], at - first)])
            .collect();
        let (before, after) = (order.before(&marks), order.after(&marks));
        let words = (end - first).div_ceil(64);
        for (at, (from, to)) in self.from.iter().zip(&self.to).enumerate() {
            let (earlier, later) = (&before[*from], &after[*from]);
            let (sooner, after) = (&before[*to], &after[*to]);
            let mut against = [0; COLUMNS / 64];
            let (mut inverted, mut comparable) = (0, 0);
            for (word, against) in against.iter_mut().enumerate() {
                let (earlier, later, sooner, after) = (earlier[word], later[word], sooner[word], after[word]);
                *against = (earlier & after) | (later & sooner);
                inverted += against.count_ones();
                comparable += ((earlier | later) & (sooner | after)).count_ones();
            }
            if let Some(rows) = &mut self.rows {
                rows.row_mut(at)[first / 64..][..words].copy_from_slice(&against[..words]);
            }
            self.count_of[at] += inverted;
            self.inverted += u64::from(inverted);
            self.comparable += u64::from(comparable);
        }
    }

    /// The supports that run against one, as a row of bits; all are places in the list.
    pub fn against(&self, at: usize, order: &Order) -> Cow<'_, [u64]> {
        if let Some(rows) = &self.rows {
            return Cow::Borrowed(rows.row(at));
        }
        let (earlier, later) = (order.all_before(self.from[at]), order.all_after(self.from[at]));
        let (sooner, after) = (order.all_before(self.to[at]), order.all_after(self.to[at]));
        let mut row = vec![0; self.listed.len().div_ceil(64)];
        for (other, (from, to)) in self.from.iter().zip(&self.to).enumerate() {
            let against = (earlier[*from] && after[*to]) || (later[*from] && sooner[*to]);
            row[other / 64] |= u64::from(against) << (other % 64);
        }
        Cow::Owned(row)
    }
}

#[cfg(test)]
mod tests {
    use super::super::bit_rows::ones;
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
        let quick = Inversions::count(&supports, (0..supports.len()).rev().collect(), &order);
        let walked = Inversions {
            rows: None,
            ..quick.clone()
        };
        for at in 0..supports.len() {
            let named = quick.against(at, &order);
            assert_eq!(named, walked.against(at, &order), "support {at}");
            assert_eq!(
                ones(&named).count() as u32,
                quick.count_of[at],
                "as many as were counted for support {at}"
            );
        }
        let sum: u32 = quick.count_of.iter().sum();
        assert_eq!(
            u64::from(sum),
            quick.inverted * 2,
            "each inversion has two supports"
        );
    }

    #[test]
    fn supports_of_several_chunks_are_all_compared() {
        // Two chains, and every activity supports the buyer step at the same distance from the other end.
        let count = COLUMNS + 70;
        let chain = |first: usize| (first..first + count - 1).map(|at| (at, at + 1));
        let order = Order::new(2 * count, chain(0).chain(chain(count)));
        let supports: Vec<Support> = (0..count)
            .map(|at| Support {
                link: at,
                from: at,
                to: 2 * count - 1 - at,
                serves: true,
            })
            .collect();
        let all = Inversions::count(&supports, (0..count).collect(), &order);
        let pairs = (count * (count - 1) / 2) as u64;
        assert_eq!(
            (all.comparable, all.inverted),
            (pairs, pairs),
            "every pair crosses"
        );
        for at in [0, COLUMNS - 1, COLUMNS, count - 1] {
            let others: Vec<usize> = ones(&all.against(at, &order)).collect();
            let expected: Vec<usize> = (0..count).filter(|other| *other != at).collect();
            assert_eq!(others, expected, "support {at} crosses all but itself");
        }
    }
}
