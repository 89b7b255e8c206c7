//! Rows of bits of equal length, for sets of supports or steps. No rule and no map here.

/// A matrix of bits, row by row.
#[derive(Clone, Debug)]
pub(crate) struct BitRows {
    words: usize,
    bits: Vec<u64>,
}

impl BitRows {
    /// `rows` rows of `columns` bits, all off.
    pub fn new(rows: usize, columns: usize) -> Self {
        let words = columns.div_ceil(64);
        Self {
            words,
            bits: vec![0; rows * words],
        }
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[u64] {
        &self.bits[row * self.words..(row + 1) * self.words]
    }

    /// Switches a bit on.
    pub fn set(&mut self, row: usize, column: usize) {
        self.bits[row * self.words + column / 64] |= 1 << (column % 64);
    }

    /// Whether a bit is on.
    #[cfg(test)]
    pub fn get(&self, row: usize, column: usize) -> bool {
        self.bits[row * self.words + column / 64] >> (column % 64) & 1 == 1
    }

    /// Adds the bits of one row to a different one.
    pub fn add(&mut self, into: usize, from: usize) {
        debug_assert_ne!(into, from, "a row is never added to itself");
        let (into, from) = (into * self.words, from * self.words);
        for word in 0..self.words {
            let bits = self.bits[from + word];
            self.bits[into + word] |= bits;
        }
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

/// Number of bits that are on in both rows.
pub(crate) fn common(a: &[u64], b: &[u64]) -> u64 {
    a.iter()
        .zip(b)
        .map(|(a, b)| u64::from((a & b).count_ones()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_their_bits_and_nobody_elses() {
        let mut rows = BitRows::new(3, 130);
        rows.set(0, 129);
        rows.set(0, 1);
        rows.set(1, 64);
        assert!(
            rows.get(0, 129) && !rows.get(1, 129),
            "a bit belongs to its own row"
        );
        rows.add(2, 0);
        assert_eq!(
            ones(rows.row(2)).collect::<Vec<_>>(),
            [1, 129],
            "the bits of row 0 arrive, in order"
        );
        assert_eq!(common(rows.row(2), rows.row(0)), 2, "both bits are in both");
        assert_eq!(
            common(rows.row(2), rows.row(1)),
            0,
            "bit 64 is in one of them only"
        );
    }
}
