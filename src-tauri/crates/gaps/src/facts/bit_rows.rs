//! Rows of bits, for sets of supports or steps. No rule and no map here.

/// Columns that are worked through at once: a row is as long as a line of the cache, and the rows of a map of 20,000
/// steps stay in the cache.
pub(crate) const COLUMNS: usize = 512;

/// A row of [`COLUMNS`] bits.
pub(crate) type BitRow = [u64; COLUMNS / 64];

/// A square of bits, row by row.
#[derive(Clone, Debug)]
pub(crate) struct BitSquare {
    words: usize,
    bits: Vec<u64>,
}

impl BitSquare {
    /// `side` rows of `side` bits, all off.
    pub fn new(side: usize) -> Self {
        let words = side.div_ceil(64);
        Self {
            words,
            bits: vec![0; side * words],
        }
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[u64] {
        &self.bits[row * self.words..(row + 1) * self.words]
    }

    /// One row, to be written.
    pub fn row_mut(&mut self, row: usize) -> &mut [u64] {
        &mut self.bits[row * self.words..(row + 1) * self.words]
    }
}

/// Switches a bit on.
pub(crate) fn set(row: &mut [u64], column: usize) {
    row[column / 64] |= 1 << (column % 64);
}

/// Adds the bits of one row to another.
pub(crate) fn add(into: &mut BitRow, from: &BitRow) {
    for (into, from) in into.iter_mut().zip(from) {
        *into |= from;
    }
}

/// Places of the bits that are on in a row, rising.
pub(crate) fn ones(row: &[u64]) -> impl Iterator<Item = usize> + '_ {
    row.iter().enumerate().flat_map(|(word, bits)| {
        let mut left = *bits;
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(word * 64 + bit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_their_bits_and_nobody_elses() {
        let mut square = BitSquare::new(130);
        set(square.row_mut(0), 129);
        set(square.row_mut(0), 1);
        set(square.row_mut(1), 64);
        let places = |row: usize| ones(square.row(row)).collect::<Vec<_>>();
        assert_eq!(places(0), [1, 129], "in order");
        assert_eq!(
            (places(1), places(2)),
            (vec![64], vec![]),
            "a bit belongs to its own row"
        );
    }

    #[test]
    fn a_row_takes_the_bits_of_another() {
        let (mut into, mut from) = ([0; COLUMNS / 64], [0; COLUMNS / 64]);
        set(&mut into, 5);
        set(&mut from, 511);
        add(&mut into, &from);
        assert_eq!(ones(&into).collect::<Vec<_>>(), [5, 511], "and keeps its own");
    }
}
